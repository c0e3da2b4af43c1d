//! Which places a deeming satisfies: those that it names, and those to which amendments carry it.
//!
//! It goes along with a text that an amendment leaves unchanged; where the text is replaced, the amendment says so.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::model::called::titled;
use crate::model::{Deeming, EditionIdx, Kb, Node, ProvisionIdx};
use crate::msg;
use crate::source::Span;

use super::carried::Carried;
use super::cx::Cx;
use super::editions;

/// Gives each deeming its places; reports amendments that are silent about one, and those that speak of one in vain.
pub(super) fn places(cx: &mut Cx, carried: &[Carried<'_>]) {
    let order = editions::in_order(cx);
    let mut heard = BTreeSet::new();
    let mut found = Vec::new();
    for deeming in &cx.kb.deemings {
        let mut way = Way { kb: &cx.kb, deeming, carried, heard: &mut heard, found: &mut found };
        let places = way.places(&order);
        cx.kb.deemed.push(places);
    }
    cx.out.append(&mut found);
    for (_, it) in carried.iter().enumerate().filter(|(at, _)| !heard.contains(at)) {
        if cx.names.deemings.find(it.deeming, &cx.broken, &mut cx.out).is_none() {
            continue;
        }
        let deeming = cx.kb.deemings.iter().find(|deeming| deeming.id == it.deeming.text);
        cx.out.extend(deeming.map(|deeming| in_vain(&cx.kb, it, deeming)));
    }
}

/// The way of one deeming through the amendments.
struct Way<'w> {
    kb: &'w Kb,
    deeming: &'w Deeming,
    carried: &'w [Carried<'w>],
    /// What had an effect, by its position.
    heard: &'w mut BTreeSet<usize>,
    found: &'w mut Vec<Diagnostic>,
}

impl Way<'_> {
    fn places(&mut self, order: &[EditionIdx]) -> Vec<Node> {
        let mut all: Vec<Node> = self.deeming.of.iter().flat_map(|of| self.kb.nodes(of)).collect();
        for edition in order {
            let Some(base) = self.kb.editions[*edition].amends else { continue };
            let before: Vec<Node> = all.iter().filter(|place| place.edition == base).cloned().collect();
            let mut silent = Vec::new();
            for old in &before {
                for new in heirs(self.kb, *edition, old) {
                    // A deeming that names the new text itself needs nothing to be said.
                    if all.contains(&new) {
                        continue;
                    }
                    match self.goes_on(old, &new) {
                        Some(true) => all.push(new),
                        Some(false) => {}
                        None if self.is_over(*edition) => {}
                        None => silent.push((old, new)),
                    }
                }
            }
            self.found.extend(silence(self.kb, *edition, self.deeming, &silent));
        }
        all
    }

    /// Says whether the deeming has ended when an edition begins, so that nothing can become of it.
    fn is_over(&self, edition: EditionIdx) -> bool {
        let begins = self.kb.editions[edition].from.date();
        self.deeming.until.zip(begins).is_some_and(|(end, from)| end <= from)
    }

    /// Says whether the deeming goes on from an old place to a new one; none where that must be said and is not.
    fn goes_on(&mut self, old: &Node, new: &Node) -> Option<bool> {
        let said = self.carried.iter().enumerate().find(|(_, it)| {
            let here = it.locator.is_none() || it.locator == new.locator;
            it.edition == new.edition && here && it.deeming.text == self.deeming.id
        });
        match (said, is_unchanged(self.kb, old, new)) {
            (Some((at, it)), unchanged) if !it.keeps || !unchanged => {
                self.heard.insert(at);
                Some(it.keeps)
            }
            (_, true) => Some(true),
            (_, false) => None,
        }
    }
}

/// Returns what an old place became in an edition that amends its own; nothing where its text was removed.
fn heirs(kb: &Kb, edition: EditionIdx, old: &Node) -> Vec<Node> {
    let Some(locator) = &old.locator else {
        return vec![Node { edition, locator: None, provision: None }];
    };
    if old.provision.is_none() {
        return kb.nodes_at(edition, locator);
    }
    let split = kb.editions[edition].splits.iter().find(|split| split.old == *locator);
    let numbers = split.map_or(std::slice::from_ref(locator), |split| split.new.as_slice());
    let nodes = numbers.iter().map(|number| kb.node_at(edition, number));
    nodes.filter(|node| node.provision.is_some()).collect()
}

/// Says whether a place has the text that it had: its own, else everything below it and the scope of a whole edition.
fn is_unchanged(kb: &Kb, old: &Node, new: &Node) -> bool {
    match (old.provision, new.provision) {
        (Some(old), Some(new)) => kb.origin(old) == kb.origin(new),
        (None, None) => {
            let scopes =
                old.locator.is_some() || kb.editions[old.edition].scope == kb.editions[new.edition].scope;
            scopes && below(kb, old) == below(kb, new)
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn below(kb: &Kb, place: &Node) -> BTreeSet<ProvisionIdx> {
    let provisions = kb.editions[place.edition].provisions.iter();
    let branch = kb.instruments[kb.editions[place.edition].instrument].branch;
    let inside = |idx: &&ProvisionIdx| {
        let here = &kb.provisions[**idx].locator;
        place.locator.as_ref().is_none_or(|outer| here.is_below(outer, branch))
    };
    provisions.filter(inside).map(|idx| kb.origin(*idx)).collect()
}

/// Reports the replaced texts of one deeming of which an amendment says nothing, if there are any.
fn silence(
    kb: &Kb,
    edition: EditionIdx,
    deeming: &Deeming,
    replaced: &[(&Node, Node)],
) -> Option<Diagnostic> {
    let (old, new) = replaced.first()?;
    let (id, of, version) =
        (&deeming.id, titled(deeming.title.as_ref(), &deeming.id).ja, kb.edition_called(edition));
    let (ja, en) = (version.ja, version.en);
    let found = Diagnostic::new(
        Code::DeemingOfReplacedText,
        msg!(
            ja: "{ja}が、みなし{of}のある規定を置き換えながら、その扱いを述べていない",
            en: "`{en}` replaces what `{id}` treats as satisfied and does not say what becomes of that"
        ),
    )
    .at(place(kb, new), msg!(ja: "新しい規定", en: "the new text"))
    .and_at(place(kb, old), msg!(ja: "置き換えられた規定", en: "the replaced text"))
    .and_at(
        deeming.span,
        msg!(ja: "置き換えられた規定についてのみなし", en: "the deeming of the replaced text"),
    )
    .note(msg!(
        ja: "黙っていると、従前のラベルや証明書が新しい規定まで満たすことになりかねない。",
        en: "by silence, an old label or certificate would satisfy a new text"
    ));
    let others = replaced.iter().skip(1).take(3);
    let found = others.fold(found, |found, (_, new)| {
        found.and_at(place(kb, new), msg!(ja: "これも同じ", en: "this one too"))
    });
    Some(found.help(msg!(
        ja: "新しい規定又は版の中に、引き継ぐなら「keeps {id}」、引き継がないなら「removes {id}」と書いてください。",
        en: "write `keeps {id}` in the new provision or in its edition if it goes on, `removes {id}` if it does not"
    )))
}

/// Returns where a place is declared: its text, else its edition.
fn place(kb: &Kb, node: &Node) -> Span {
    node.provision.map_or(kb.editions[node.edition].span, |idx| kb.provisions[idx].body.id_span)
}

fn in_vain(kb: &Kb, it: &Carried<'_>, deeming: &Deeming) -> Diagnostic {
    let (id, of, edition) =
        (&deeming.id, titled(deeming.title.as_ref(), &deeming.id).ja, kb.edition_called(it.edition));
    let (ja, en) = (edition.ja, edition.en);
    let (title, help) = if it.keeps {
        let title = msg!(
            ja: "{ja}に、みなし{of}を引き継ぐべき置き換えがない",
            en: "`keeps {id}`: no text of this deeming is replaced here in `{en}`"
        );
        let help = msg!(
            ja: "変わらない規定のみなしは黙って引き継がれます。「keeps」を取り除くか、みなしの名を確かめてください。",
            en: "a deeming of an unchanged text goes on without a word: take `keeps` away, or look at the id of the deeming"
        );
        (title, help)
    } else {
        let title = msg!(
            ja: "{ja}が改正元の版から引き継ぐ規定に、みなし{of}がない",
            en: "`removes {id}`: `{en}` takes nothing over here that this deeming treats as satisfied"
        );
        let help = msg!(
            ja: "「removes」を取り除くか、みなしの名を確かめてください。規定とともに削られたみなしは、書くに及びません。",
            en: "take `removes` away, or look at the id of the deeming; one whose text was removed ended with it"
        );
        (title, help)
    };
    Diagnostic::new(Code::NothingToCarry, title)
        .here(it.deeming.span)
        .and_at(deeming.span, msg!(ja: "このみなし", en: "this deeming"))
        .help(help)
}
