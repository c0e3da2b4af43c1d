//! Instruments and their editions, without provisions.
//!
//! Reads intervals and status; amendments are applied in `editions.rs`.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::id::Id;
use crate::idx::Idx;
use crate::lang::Bilingual;
use crate::lexicon::{Authentic, Binding, Hyphen, InstrumentKind, Status};
use crate::model::{
    Continuation, Edition, EditionIdx, Expr, From, Instrument, InstrumentIdx, Locator, Numbering, Split,
};
use crate::msg;
use crate::near;
use crate::source::{Quoted, Span};
use crate::syntax::ast::{Item, Name};

use super::cx::{Cx, part_of, reversed};
use super::editions::Removal;
use super::entry::{self, At, Nested, Range};
use super::names::{Names, well_formed};
use super::record::Record;
use super::types::Typer;
use super::{Items, numbering, records, types};

/// What the editions of an instrument have where they say nothing of their own and amend nothing.
#[derive(Default)]
struct Shared {
    scope: Option<Expr>,
    numberings: Vec<Numbering>,
}

/// Declares all instruments with their editions; returns what the editions do not take over.
pub(super) fn declare<'a>(cx: &mut Cx, items: &Items<'a>) -> Vec<Removal<'a>> {
    let mut removals = Vec::new();
    let mut amends = Vec::new();
    let mut all = BTreeMap::new();
    for (item, name, it) in items.read::<records::Instrument<'_>>(cx) {
        let idx: InstrumentIdx = Idx::new(cx.kb.instruments.len());
        if let Some(first) = cx.names.instruments.place(&name.text) {
            again(cx, name, first, &it.edition);
            continue;
        }
        if !cx.names.instruments.declare(name, idx, &mut cx.out) {
            continue;
        }
        let scope = it.scope.and_then(|expr| Typer::plain(cx).expr(expr));
        let shared = Shared { scope, numberings: numbering::declared(cx, &it.numbering) };
        let editions = instrument(cx, item, name, it);
        cx.names.editions.insert(idx, Names::new("版", "edition"));
        for At { value: Nested { id, entries }, span } in editions {
            let it = records::Edition::read(id.span, entries, &mut cx.out);
            let base = it.amends;
            let declared = edition(cx, idx, id, it, span, &shared);
            amends.extend(declared.as_ref().and_then(|it| Some((it.edition, base?))));
            removals.extend(declared);
        }
        all.insert(idx, shared);
    }
    let named = Named::by_provisions(items);
    for (item, name, it) in items.read::<records::Edition<'_>>(cx) {
        let Some((instrument, id)) = address(cx, name, &named) else { continue };
        let base = it.amends;
        let shared = all.entry(instrument).or_default();
        let declared = edition(cx, instrument, &id, it, item.span, shared);
        amends.extend(declared.as_ref().and_then(|it| Some((it.edition, base?))));
        removals.extend(declared);
    }
    amendments(cx, &amends);
    misspelt(cx, &named);
    removals
}

/// The editions that the ids of provisions name, by instrument: where first, and how many do.
struct Named<'a>(BTreeMap<(&'a str, &'a str), (Span, usize)>);

impl<'a> Named<'a> {
    fn by_provisions(items: &Items<'a>) -> Self {
        let mut named: BTreeMap<_, (Span, usize)> = BTreeMap::new();
        for name in items.of(records::Provision::WHAT).filter_map(|item| item.id.as_ref()) {
            let id = Id::parse(&name.text);
            if let Some(edition) = id.edition {
                named.entry((id.instrument, edition)).or_insert((name.span, 0)).1 += 1;
            }
        }
        Self(named)
    }
}

/// Reports an edition whose own id is wrong: several provisions name an edition that is not declared, and one of nearly the
/// same id has none. They are not reported as well.
fn misspelt(cx: &mut Cx, named: &Named<'_>) {
    for ((instrument, edition), (first, count)) in &named.0 {
        let Some(idx) = cx.names.instruments.get(instrument) else { continue };
        let Some(known) = cx.names.editions.get(&idx).filter(|known| known.get(edition).is_none()) else {
            continue;
        };
        let unused = known.ids().filter(|(id, _)| !named.0.contains_key(&(*instrument, id.as_str())));
        let unused: Vec<(&str, EditionIdx)> = unused.map(|(id, idx)| (id.as_str(), idx)).collect();
        let near = near::nearest(edition, unused.iter().map(|(id, _)| *id));
        let Some((wrong, at)) = unused.iter().find(|(id, _)| near.first() == Some(id)) else { continue };
        let (Some(place), true) = (known.place(wrong), *count > 1) else { continue };
        let found = Diagnostic::new(
            Code::UnknownId,
            msg!(ja: "版「{edition}」は宣言されていない", en: "there is no edition `{edition}`"),
        )
        .at(place, msg!(ja: "「{wrong}」には規定がない", en: "no provision names `{wrong}`"))
        .and_at(*first, msg!(ja: "「{edition}」の規定（全部で{count}）", en: "a provision of `{edition}`, of {count}"))
        .help(msg!(ja: "「{wrong}」は「{edition}」のことではありませんか。", en: "is `{wrong}` meant to be `{edition}`?"))
        .suggest(place, *edition);
        cx.baseless.insert(*at);
        cx.out.push(found);
        cx.broken.insert(format!("{instrument}@{edition}"));
    }
}

/// Reads the id of an edition that is declared by itself: its instrument, and its own name.
fn address(cx: &mut Cx, name: &Name, named: &Named<'_>) -> Option<(InstrumentIdx, Name)> {
    if !well_formed(name, &mut cx.out) {
        return None;
    }
    let id = Id::parse(&name.text);
    let (Some(edition), None) = (id.edition, id.locator) else {
        let found = no_edition(cx, name, named);
        cx.out.push(found);
        return None;
    };
    let instrument = cx.names.instruments.find(&part_of(name, id.instrument), &cx.broken, &mut cx.out);
    if instrument.is_none() {
        // What stands in it, of whichever instrument is meant, is not reported as well.
        let known = cx.names.instruments.ids().map(|(id, _)| id.as_str());
        let meant = near::nearest(id.instrument, known).into_iter().chain([id.instrument]);
        cx.broken.extend(meant.map(|it| format!("{it}@{edition}")).collect::<Vec<_>>());
    }
    Some((instrument?, part_of(name, edition)))
}

/// Says that an id to declare is not that of an edition; what names the edition that is meant is not reported as well.
fn no_edition(cx: &mut Cx, name: &Name, named: &Named<'_>) -> Diagnostic {
    let text = &name.text;
    let id = Id::parse(text);
    let meant: Vec<String> = if id.edition.is_some() {
        vec![id.whole().to_string()]
    } else {
        let with = named.0.keys().filter(|(_, edition)| edition == text);
        with.map(|(instrument, edition)| format!("{instrument}@{edition}")).collect()
    };
    let found = Diagnostic::new(
        Code::MalformedId,
        msg!(ja: "「{text}」は版の宣言として足りない", en: "`{text}` is not the id of an edition to declare"),
    )
    .here(name.span)
    .help(msg!(ja: "「文書@版」の形で書いてください。", en: "write it as `instrument@edition`"));
    let found = match meant.as_slice() {
        [only] => found
            .help(msg!(ja: "「文書@版」の形で「{only}」と書いてください。", en: "write it as `instrument@edition`: `{only}`"))
            .suggest(name.span, only.clone()),
        _ => found,
    };
    cx.broken.extend(meant);
    found
}

/// Reports a second block of an instrument; what refers to its editions is not reported as well.
fn again(cx: &mut Cx, name: &Name, first: Span, editions: &[At<Nested<'_>>]) {
    let text = &name.text;
    let ids: Vec<&str> = editions.iter().map(|it| it.value.id.text.as_str()).collect();
    let list = ids.join(", ");
    let help = if ids.is_empty() {
        msg!(ja: "一方を取り除いてください。", en: "remove one of them")
    } else {
        msg!(
            ja: "文書の宣言は一つです。版（{list}）を最初の宣言の中に移すか、「edition {text}@…」として単独で宣言してください。",
            en: "an instrument is declared once: move its editions ({list}) into the first declaration, or declare each by itself as `edition {text}@…`",
        )
    };
    cx.out.push(
        Diagnostic::new(
            Code::DuplicateId,
            msg!(ja: "文書「{text}」が二度宣言されている", en: "instrument `{text}` is declared twice"),
        )
        .at(name.span, msg!(ja: "二度目の宣言", en: "declared again"))
        .and_at(
            first,
            msg!(ja: "最初の宣言。版はここに属する", en: "first declared here, where the editions belong"),
        )
        .help(help),
    );
    cx.broken.extend(ids.into_iter().map(|edition| format!("{text}@{edition}")));
}

/// Adds an instrument; returns its editions, which are not read yet.
fn instrument<'a>(cx: &mut Cx, item: &Item, name: &Name, it: records::Instrument<'a>) -> Vec<At<Nested<'a>>> {
    let jurisdiction = it.jurisdiction.0.map(|word| {
        // One that is not declared was reported and goes by its code.
        cx.names.jurisdictions.find(word, &cx.broken, &mut cx.out);
        word.text.clone()
    });
    let jurisdiction = jurisdiction.unwrap_or_default();
    let instrument = Instrument {
        id: name.text.clone(),
        title: it.title.or_default(),
        aka: it.aka.into_iter().flat_map(|it| it.0).collect(),
        kind: it.kind.0.unwrap_or(InstrumentKind::Act),
        jurisdiction,
        issuer: it.issuer.or_default(),
        binding: it.binding.0.unwrap_or(Binding::Voluntary),
        authentic: it.authentic.0.unwrap_or(Authentic::Multi),
        branch: it.hyphen == Some(Hyphen::Branch),
        label: it.label.and_then(|fact| cx.names.facts.find(fact, &cx.broken, &mut cx.out)),
        url: it.url.map(|it| it.0),
        note: it.note,
        editions: Vec::new(),
        docs: item.docs.clone(),
        span: item.span,
    };
    cx.kb.instruments.push(instrument);
    it.edition
}

fn edition<'a>(
    cx: &mut Cx,
    instrument: InstrumentIdx,
    name: &Name,
    it: records::Edition<'a>,
    span: Span,
    shared: &Shared,
) -> Option<Removal<'a>> {
    let idx: EditionIdx = Idx::new(cx.kb.editions.len());
    if !cx.names.editions.get_mut(&instrument)?.declare(name, idx, &mut cx.out) {
        return None;
    }
    let own_scope = it.scope.and_then(|expr| Typer::plain(cx).expr(expr));
    let own_numberings = numbering::declared(cx, &it.numbering);
    // An amending edition without a scope or numbering of its own takes over that of its base when it is applied.
    let inherits = it.amends.is_some();
    let scope = own_scope.or_else(|| if inherits { None } else { shared.scope.clone() });
    let is_silent = own_numberings.is_empty() && !inherits;
    let numberings = if is_silent { shared.numberings.clone() } else { own_numberings };
    let continues = continuation(cx, name, &it);
    let edition = Edition {
        id: name.text.clone(),
        instrument,
        title: it.title,
        status: it.status.0.map_or_else(|| unread_status(cx, it.from), |status| status.0),
        from: it.from.map_or(From::Unknown, |from| from.value),
        until: it.until.map(|until| until.value),
        continues,
        amends: None,
        splits: it.splits.iter().chain(&it.renumbers).filter_map(|range| split(cx, range)).collect(),
        numberings,
        voids: locators(cx, &it.voids),
        ids_only: it.ids_only.map(|it| it.span),
        scope,
        provisions: Vec::new(),
        transitions: Vec::new(),
        note: it.note,
        sources: cx.citations(&it.source),
        span,
    };
    if it.amends.is_none() {
        nothing_to_carry(cx, "removes", &it.removes);
        nothing_to_carry(cx, "keeps", &it.keeps);
    }
    reversed(it.from, it.until, &mut cx.out);
    cx.kb.editions.push(edition);
    cx.kb.instruments[instrument].editions.push(idx);
    Some(Removal { edition: idx, names: it.removes, keeps: it.keeps, voids: it.voids })
}

/// Returns the status of an edition that has none or one that is not read, which was reported: what is still to begin is
/// taken for a draft, so that nothing false follows.
fn unread_status(cx: &Cx, from: Option<At<From>>) -> Status {
    let begun = from.and_then(|from| from.value.date()).is_some_and(|day| day <= cx.kb.as_of);
    if begun { Status::Adopted } else { Status::Proposed }
}

/// Returns for which products an edition goes on after its end; reports what belongs to it and is missing.
fn continuation(cx: &mut Cx, name: &Name, it: &records::Edition<'_>) -> Option<Continuation> {
    let id = &name.text;
    let Some(At { value: expr, span }) = it.continues else {
        if let Some(because) = &it.because {
            cx.out.push(entry::misplaced(because.span, "because").help(msg!(
                ja: "版の「because」は「continues for」の理由です。",
                en: "`because` of an edition gives the reason of `continues for`",
            )));
        }
        return None;
    };
    if it.until.is_none() {
        cx.out.push(
            entry::misplaced(span, "continues")
                .note(msg!(ja: "版「{id}」には終わり（「until」）がない。", en: "edition `{id}` has no `until`, so it never ends"))
                .help(msg!(
                    ja: "「until」に最後の日の翌日を書くか、「continues for」を取り除いてください。",
                    en: "say with `until` on which day it has ended, or take `continues for` away",
                )),
        );
    }
    let because = it.because.as_ref().map(|it| it.value.clone());
    if because.is_none() {
        cx.out.push(
            Diagnostic::new(
                Code::MissingEntry,
                msg!(ja: "「continues for」に理由（「because」）がない", en: "`continues for` has no `because`"),
            )
            .here(span)
            .help(msg!(
                ja: "終わった版がなお適用される根拠を「because {{ ja \"…\" en \"…\" }}」に書いてください。",
                en: "say in `because {{ ja \"…\" en \"…\" }}` why the edition goes on after its end",
            )),
        );
    }
    let products = Typer::plain(cx).expr(expr)?;
    types::timeless(cx, &products, span);
    Some(Continuation { products, because: because.unwrap_or_default(), span })
}

/// Reports what an edition that inherits nothing says of what it inherits.
fn nothing_to_carry(cx: &mut Cx, key: &str, names: &[&[Name]]) {
    let Some(first) = names.iter().copied().flatten().next() else { return };
    cx.out.push(
        Diagnostic::new(
            Code::MisplacedEntry,
            msg!(ja: "「amends」のない版に「{key}」は置けない", en: "`{key}` has no place in an edition without `amends`"),
        )
        .here(first.span)
        .help(msg!(ja: "改正する版を「amends」で示してください。", en: "say with `amends` which edition it amends")),
    );
}

fn split(cx: &mut Cx, range: &Range<'_>) -> Option<Split> {
    let old = cx.locator(range.first);
    let new = locators(cx, &[range.rest]);
    Some(Split { old: old?, new, span: range.first.span })
}

fn locators(cx: &mut Cx, lists: &[&[Name]]) -> Vec<Locator> {
    lists.iter().copied().flatten().filter_map(|name| cx.locator(name)).collect()
}

/// Links editions to the ones that they amend, which may be declared later.
fn amendments(cx: &mut Cx, amends: &[(EditionIdx, &Name)]) {
    for (idx, base) in amends {
        let Some(names) = cx.names.editions.get(&cx.kb.editions[*idx].instrument) else { continue };
        match names.get(&base.text) {
            Some(found) if found != *idx => {
                cx.kb.editions[*idx].amends = Some(found);
                cx.amends.insert(*idx, base.span);
                continue;
            }
            Some(_) => {
                let Bilingual { ja, en } = cx.kb.edition_called(*idx);
                let found = Diagnostic::new(
                    Code::AmendmentCycle,
                    msg!(ja: "{ja}が自らを改正している", en: "`{en}` amends itself"),
                );
                let found = other_editions(cx, *idx, found.here(base.span), base);
                cx.out.push(found);
            }
            None if cx.broken.contains(&base.text) || is_broken(cx, *idx, base) => {}
            None => {
                let unknown = names.unknown(base);
                let found = if unknown.suggestion.is_some() {
                    unknown
                } else {
                    other_editions(cx, *idx, unknown, base)
                };
                cx.out.push(found);
            }
        }
        cx.baseless.insert(*idx);
    }
}

/// Says whether the base that an edition names could not be read.
fn is_broken(cx: &Cx, idx: EditionIdx, base: &Name) -> bool {
    let instrument = &cx.kb.instruments[cx.kb.editions[idx].instrument].id;
    cx.broken.contains(&format!("{instrument}@{}", base.text))
}

/// Says which other editions an edition may amend; where there is one only, that is proposed.
fn other_editions(cx: &Cx, idx: EditionIdx, found: Diagnostic, base: &Name) -> Diagnostic {
    let all = &cx.kb.instruments[cx.kb.editions[idx].instrument].editions;
    let others: Vec<&str> =
        all.iter().filter(|it| **it != idx).map(|it| cx.kb.editions[*it].id.as_str()).collect();
    match others.as_slice() {
        [] => found.help(msg!(
            ja: "この文書に他の版はありません。「amends」を除いてください。",
            en: "the instrument has no other edition: take `amends` away",
        )),
        [only] => found
            .help(msg!(ja: "「{only}」のことではありませんか。", en: "did you mean `{only}`?"))
            .suggest(base.span, *only),
        _ => {
            let list = others.join(", ");
            found.help(msg!(
                ja: "この文書の他の版は{list}です。そのいずれかを書いてください。",
                en: "write one of the other editions of the instrument: {list}",
            ))
        }
    }
}

/// Notes the instruments that the base is made for and reports ids that are not declared or named twice.
pub(super) fn main(cx: &mut Cx, written: &[Quoted]) {
    for it in written {
        let (place, text) = (&it.place, &it.text);
        let Some(idx) = cx.names.instruments.get(text) else {
            let title = msg!(
                ja: "{place}：「main」の「{text}」は、宣言された文書でない",
                en: "{place}: `main` names `{text}`, and no such instrument is declared",
            );
            let known: Vec<&str> = cx.kb.instruments.iter().map(|it| it.id.as_str()).collect();
            let near = near::nearest(text, known);
            let mut diagnostic = Diagnostic::new(Code::BadManifest, title);
            if !near.is_empty() {
                let (ja, en) = (near.join("」「"), near.join("`, `"));
                diagnostic =
                    diagnostic.help(msg!(ja: "「{ja}」のことではありませんか。", en: "did you mean `{en}`?"));
            }
            cx.out.push(diagnostic);
            continue;
        };
        if cx.kb.main.contains(&idx) {
            let title =
                msg!(ja: "{place}：「main」に「{text}」が二度ある", en: "{place}: `main` has `{text}` twice");
            cx.out.push(Diagnostic::new(Code::BadManifest, title));
        } else {
            cx.kb.main.push(idx);
        }
    }
}
