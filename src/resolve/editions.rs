//! Applies amendments: every edition gets all its provisions, inherited ones included.
//!
//! Reports amendments that name what their base does not have.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::provision::ProvisionText;
use crate::model::{Date, Edition, EditionIdx, From, Locator, Provision, ProvisionIdx};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::Name;

use super::cx::{Cx, Meant, meant_locator};
use super::provisions::{Declared, See};

/// What an edition says that it does not take over from the one that it amends: provisions, and deemings.
pub(super) struct Removal<'a> {
    pub(super) edition: EditionIdx,
    pub(super) names: Vec<&'a [Name]>,
    /// Deemings that it takes over with the texts that it replaces.
    pub(super) keeps: Vec<&'a [Name]>,
    /// Numbers that it keeps as void.
    pub(super) voids: Vec<&'a [Name]>,
}

impl<'a> Removal<'a> {
    /// Returns the names of provisions, or those of deemings; where both have a name, the provision is meant.
    pub(super) fn removed(&self, cx: &Cx, deemings: bool) -> Vec<&'a Name> {
        let names = self.names.iter().copied().flatten();
        names.filter(|name| self.is_deeming(cx, name) == deemings).collect()
    }

    fn is_deeming(&self, cx: &Cx, name: &Name) -> bool {
        let place = Locator::parse(&name.text);
        let base = cx.kb.editions[self.edition].amends;
        let is_text = base.zip(place).is_some_and(|at| cx.kb.at.contains_key(&at));
        let known = cx.names.deemings.place(&name.text).is_some() || cx.broken.contains(&name.text);
        known && !is_text
    }
}

/// Gives every edition its provisions; returns what they refer to.
pub(super) fn apply<'a>(cx: &mut Cx, all: Vec<Declared<'a>>, removals: &[Removal<'_>]) -> See<'a> {
    let mut own: BTreeMap<EditionIdx, Vec<Declared<'_>>> = BTreeMap::new();
    for provision in all {
        own.entry(provision.edition).or_default().push(provision);
    }
    let mut see = Vec::new();
    for edition in in_order(cx) {
        let declared = own.remove(&edition).unwrap_or_default();
        let inherited = inherited(cx, edition, &declared, removals);
        see.extend(declared.into_iter().map(|provision| declare(cx, provision)));
        for (idx, locator) in inherited {
            inherit(cx, edition, idx, locator);
        }
        let kb = &mut cx.kb;
        let (provisions, editions) = (&kb.provisions, &mut kb.editions);
        let here = &mut editions[edition];
        here.provisions.sort_by(|a, b| provisions[*a].locator.cmp(&provisions[*b].locator));
        let rules = here.provisions.iter().copied().filter(|idx| provisions[*idx].body.transition.is_some());
        here.transitions = rules.collect();
    }
    see.retain(|(_, names)| !names.is_empty());
    see
}

/// Returns the editions, each behind the one that it amends; reports cycles and cuts them.
pub(super) fn in_order(cx: &mut Cx) -> Vec<EditionIdx> {
    let mut done: BTreeSet<EditionIdx> = BTreeSet::new();
    let mut order = Vec::new();
    let mut waiting: Vec<EditionIdx> = cx.kb.editions.indices().collect();
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<_>, Vec<_>) = waiting
            .iter()
            .partition(|idx| cx.kb.editions[**idx].amends.is_none_or(|base| done.contains(&base)));
        if ready.is_empty() {
            cut(cx, &blocked);
        }
        done.extend(&ready);
        order.extend(ready);
        waiting = blocked;
    }
    order
}

/// Reports a circle among editions that wait for one another, and cuts it at the edition that is the first in time.
fn cut(cx: &mut Cx, blocked: &[EditionIdx]) {
    let editions = &cx.kb.editions;
    // After as many steps as there are editions every way has come into a circle.
    let inside = blocked.iter().fold(blocked.first().copied(), |at, _| editions[at?].amends);
    let Some(inside) = inside else { return };
    let mut circle = vec![inside];
    circle.extend(
        std::iter::successors(editions[inside].amends, |at| editions[*at].amends)
            .take_while(|at| *at != inside),
    );
    let day = |idx: &EditionIdx| (editions[*idx].from.date().is_none(), editions[*idx].from.date(), *idx);
    let Some(first) = circle.iter().copied().min_by_key(day) else { return };
    let at = circle.iter().position(|it| *it == first).unwrap_or_default();
    circle.rotate_left(at);
    let place = |idx: EditionIdx| cx.amends.get(&idx).copied().unwrap_or(editions[idx].span);
    let names: Vec<String> = circle.iter().chain([&first]).map(|idx| cx.kb.edition_id(*idx)).collect();
    let (Bilingual { ja, en }, chain) = (cx.kb.edition_called(first), names.join(" → "));
    let mut found = Diagnostic::new(
        Code::AmendmentCycle,
        msg!(ja: "{ja}の改正が循環している", en: "the amendments of `{en}` go round in a circle"),
    )
    .at(place(first), msg!(ja: "最も早い版がここで後の版を改正している", en: "the earliest edition amends a later one here"))
    .note(msg!(ja: "改正の連なり: {chain}", en: "each amends the next: {chain}"))
    .help(msg!(ja: "{ja}から「amends」を取り除いてください。", en: "take `amends` away from `{en}`"));
    for idx in circle.iter().skip(1) {
        let (id, base) = (cx.kb.edition_id(*idx), editions[*idx].amends.map(|base| cx.kb.edition_id(base)));
        let base = base.unwrap_or_default();
        found = found
            .and_at(place(*idx), msg!(ja: "「{id}」は「{base}」を改正する", en: "`{id}` amends `{base}`"));
    }
    cx.out.push(found);
    cx.kb.editions[first].amends = None;
    cx.baseless.insert(first);
}

/// Returns what an edition takes over from its base, under which locator.
fn inherited(
    cx: &mut Cx,
    edition: EditionIdx,
    declared: &[Declared<'_>],
    removals: &[Removal<'_>],
) -> Vec<(ProvisionIdx, Locator)> {
    let Some(base) = cx.kb.editions[edition].amends else { return Vec::new() };
    contradicted(cx, edition, declared, removals);
    let replaced: BTreeSet<Locator> = declared.iter().map(|it| it.locator.clone()).collect();
    let removed = removed(cx, edition, base, removals);
    if cx.kb.editions[edition].scope.is_none() {
        let scope = cx.kb.editions[base].scope.clone();
        cx.kb.editions[edition].scope = scope;
    }
    if cx.kb.editions[edition].numberings.is_empty() {
        let numberings = cx.kb.editions[base].numberings.clone();
        cx.kb.editions[edition].numberings = numberings;
    }
    let kb = &cx.kb;
    let here = &kb.editions[edition];
    let mut taken = Vec::new();
    for idx in &kb.editions[base].provisions {
        let old = &kb.provisions[*idx].locator;
        let new = match here.splits.iter().find(|split| split.old == *old) {
            Some(split) => match split.new.as_slice() {
                [only] => only.clone(),
                _ => continue,
            },
            None => old.clone(),
        };
        if !removed.contains(old) && !here.voids.contains(old) && !replaced.contains(&new) {
            taken.push((*idx, new));
        }
    }
    taken
}

/// Reports numbers that an edition removes or keeps as void and declares all the same.
fn contradicted(cx: &mut Cx, edition: EditionIdx, declared: &[Declared<'_>], removals: &[Removal<'_>]) {
    let places: BTreeMap<&str, Span> =
        declared.iter().map(|it| (it.locator.as_str(), it.body.id_span)).collect();
    let mut found = Vec::new();
    for it in removals.iter().filter(|it| it.edition == edition) {
        let removed = it.removed(cx, false).into_iter().map(|name| (name, "removes"));
        let voids = it.voids.iter().copied().flatten().map(|name| (name, "voids"));
        for (name, key) in removed.chain(voids) {
            let Some(place) = places.get(name.text.as_str()) else { continue };
            let number = &name.text;
            found.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    msg!(ja: "「{number}」が「{key}」にあり、宣言もされている", en: "`{number}` stands in `{key}` and is declared too"),
                )
                .at(name.span, msg!(ja: "ここでは、ないとされる", en: "here it is said not to be there"))
                .and_at(*place, msg!(ja: "この版での宣言", en: "declared in this edition"))
                .help(msg!(
                    ja: "規定を置き換えるなら「{key}」から「{number}」を除き、なくすなら宣言を除いてください。",
                    en: "take `{number}` out of `{key}` if the provision is replaced, or its declaration away if it goes",
                )),
            );
        }
    }
    cx.out.append(&mut found);
}

/// Returns the removed locators; reports those, and split ones, that the base does not have.
fn removed(
    cx: &mut Cx,
    edition: EditionIdx,
    base: EditionIdx,
    removals: &[Removal<'_>],
) -> BTreeSet<Locator> {
    let mut removed = BTreeSet::new();
    let here = removals.iter().filter(|it| it.edition == edition);
    let names: Vec<&Name> = here.flat_map(|it| it.removed(cx, false)).collect();
    for name in names {
        let Some(locator) = cx.locator(name) else { continue };
        if cx.kb.at.contains_key(&(base, locator.clone())) {
            removed.insert(locator);
        } else {
            let missing = no_such_base(cx, base, &name.text, name.span);
            cx.out.push(missing);
        }
    }
    let splits = cx.kb.editions[edition].splits.clone();
    for split in splits {
        if !cx.kb.at.contains_key(&(base, split.old.clone())) {
            let missing = no_such_base(cx, base, split.old.as_str(), split.span);
            cx.out.push(missing);
        }
    }
    removed
}

fn no_such_base(cx: &Cx, base: EditionIdx, locator: &str, span: Span) -> Diagnostic {
    let Bilingual { ja, en } = cx.kb.edition_called(base);
    let known = cx.kb.editions[base].provisions.iter().map(|idx| cx.kb.provisions[*idx].locator.as_str());
    let known: Vec<&str> = known.collect();
    let found = Diagnostic::new(Code::NoSuchBase, msg!(ja: "改正元の{ja}に番号「{locator}」の規定がない", en: "the base `{en}` has no provision `{locator}`"))
        .at(span, msg!(ja: "改正元にない番号", en: "a number that the base does not have"))
        .and_at(cx.kb.editions[base].span, msg!(ja: "改正元の版", en: "the base"));
    match meant_locator(locator, known.iter().copied()) {
        Meant::One(best) => found
            .help(msg!(ja: "「{best}」のことではありませんか。", en: "did you mean `{best}`?"))
            .suggest(span, best),
        Meant::Of(list) => found.help(msg!(
            ja: "改正元の番号を確かめてください。近い番号: {list}",
            en: "look at the numbers of the base edition; near to it: {list}",
        )),
        Meant::Nothing => found.help(
            msg!(ja: "改正元の番号を確かめてください。", en: "look at the numbers of the base edition"),
        ),
    }
}

fn declare<'a>(cx: &mut Cx, it: Declared<'a>) -> (ProvisionIdx, Vec<&'a [Name]>) {
    let edition = &cx.kb.editions[it.edition];
    let outside = outside(edition, &it.body);
    let (from, until) = interval(edition, &it.body);
    let first_from = it.body.from.unwrap_or(edition.from);
    let provision = Provision {
        id: cx.kb.place_id(it.edition, &it.locator),
        instrument: edition.instrument,
        edition: it.edition,
        locator: it.locator,
        condition: it.body.applies.clone(),
        origin: None,
        // In an edition whose day is not known, what it declares itself may still begin on a day that is.
        from: if edition.from == From::Unknown { first_from } else { from },
        until,
        first_from,
        body: it.body,
    };
    if let Some(day) = outside {
        let fault = outside_edition(cx, &provision, day);
        cx.out.push(fault);
    }
    (push(cx, provision), it.see)
}

/// Returns a day of its own on which a text cannot begin or end in the edition that declares it.
fn outside(edition: &Edition, text: &ProvisionText) -> Option<Date> {
    let (first, end) = (edition.from.date(), edition.until);
    let begins = text
        .from
        .and_then(From::date)
        .filter(|day| first.is_some_and(|first| *day < first) || end.is_some_and(|end| end <= *day));
    let ends = text
        .until
        .filter(|day| first.is_some_and(|first| *day <= first) || end.is_some_and(|end| end < *day));
    begins.or(ends)
}

fn outside_edition(cx: &Cx, it: &Provision, day: Date) -> Diagnostic {
    let (text, edition) = (cx.kb.text_called(it), cx.kb.edition_called(it.edition));
    let (ja, en, of_ja, of_en) = (text.ja, text.en, edition.ja, edition.en);
    Diagnostic::new(
        Code::OutsideEdition,
        msg!(ja: "{ja}の日付{day}が版の期間の外にある", en: "{day}, a date of `{en}`, lies outside its edition"),
    )
    .at(it.body.id_span, msg!(ja: "この規定", en: "this provision"))
    .and_at(cx.kb.editions[it.edition].span, msg!(ja: "{of_ja}の期間", en: "the days of `{of_en}`"))
    .help(msg!(
        ja: "規定か版のどちらかの日付を直してください。「until」は最後の日の翌日です。",
        en: "correct the date of the provision or that of the edition; `until` is the day after the last one",
    ))
}

fn inherit(cx: &mut Cx, edition: EditionIdx, base: ProvisionIdx, locator: Locator) {
    let inherited = &cx.kb.provisions[base];
    let (from, until) = interval(&cx.kb.editions[edition], &inherited.body);
    let provision = Provision {
        id: cx.kb.place_id(edition, &locator),
        edition,
        locator,
        condition: inherited.body.applies.clone(),
        origin: Some(inherited.origin.unwrap_or(base)),
        body: Arc::clone(&inherited.body),
        instrument: inherited.instrument,
        from,
        until,
        first_from: inherited.first_from,
    };
    push(cx, provision);
}

/// Returns the days of a text in an edition: it begins with the later of both first days and ends with the earlier of
/// both last ones. What begins on a day that is not known begins, as far as one knows, with its edition.
fn interval(edition: &Edition, text: &ProvisionText) -> (From, Option<Date>) {
    let from = match (edition.from, text.from) {
        (From::On(edition), Some(From::On(own))) => From::On(edition.max(own)),
        (edition, None) => edition,
        (From::Unknown, Some(_)) | (_, Some(From::Unknown)) => From::Unknown,
    };
    let until = [edition.until, text.until].into_iter().flatten().min();
    (from, until)
}

fn push(cx: &mut Cx, provision: Provision) -> ProvisionIdx {
    let (edition, locator) = (provision.edition, provision.locator.clone());
    let idx = cx.kb.provisions.push(provision);
    cx.kb.at.insert((edition, locator), idx);
    cx.kb.editions[edition].provisions.push(idx);
    idx
}
