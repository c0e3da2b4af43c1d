//! KJ3008: a number is missing among the provisions of an edition.
//!
//! Told where the edition says that it is numbered without a gap, and where an amendment tears one into what its base
//! counts from 1 on. What refers to a missing number is not reported as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::model::{Edition, EditionIdx, Kb, Locator, Numbering, Provision, ProvisionIdx, Run};
use crate::msg;
use crate::source::Span;

use super::cx::Cx;
use super::editions::Removal;
use super::entry::{At, Range};

/// Reads declared numberings; reports those whose ends are not of one run.
pub(super) fn declared(cx: &mut Cx, ranges: &[At<Range<'_>>]) -> Vec<Numbering> {
    let mut numberings = Vec::new();
    for At { value, span } in ranges {
        let (first, last) = (cx.locator(value.first), value.rest.first().and_then(|last| cx.locator(last)));
        let (Some(first), Some(last)) = (first, last) else { continue };
        let numbering = Numbering { first, last, span: *span };
        if numbering.run().is_none() {
            cx.out.push(unreadable(*span));
        } else {
            numberings.push(numbering);
        }
    }
    numberings
}

fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NumberingGap,
        msg!(ja: "両端が一つの番号の列をなさない", en: "the two ends are not of one series of numbers"),
    )
    .here(span)
    .help(msg!(
        ja: "「numbering S1.1-01 to S1.1-16」のように、末尾の数又はイロハだけが異なる形で書いてください。",
        en: "write ends that differ in their last number or letter only, such as `numbering S1.1-01 to S1.1-16`",
    ))
}

/// A number that is missing, with its neighbours.
struct Gap {
    missing: Vec<Locator>,
    before: Option<ProvisionIdx>,
    behind: Option<ProvisionIdx>,
    /// Where the edition is said to have no gap.
    declared: Option<Span>,
}

/// The provisions of an edition by their numbers, a run each.
type Runs<'a> = BTreeMap<(&'a str, bool), (Run<'a>, BTreeMap<u64, ProvisionIdx>)>;

/// Reports the gaps of all editions whose provisions are known.
pub(super) fn gaps(cx: &mut Cx, removals: &[Removal<'_>]) {
    // What could not be placed may be what is missing.
    if cx.unplaced {
        return;
    }
    let mut found = Vec::new();
    for (idx, edition) in cx.kb.editions.iter_enumerated() {
        if !cx.baseless.contains(&idx) && !is_broken(cx, idx) {
            found.extend(of_edition(cx, edition).into_iter().map(|gap| (idx, gap)));
        }
    }
    for (edition, gap) in found {
        let fault = fault(cx, edition, &gap, removals);
        cx.out.push(fault);
        let missing = gap.missing.iter().map(|it| cx.kb.place_id(edition, it));
        cx.broken.extend(missing.collect::<Vec<_>>());
    }
}

/// Says whether a provision of an edition, or of the one that it amends, could not be read.
fn is_broken(cx: &Cx, idx: EditionIdx) -> bool {
    let broken = |idx: EditionIdx| {
        let start = format!("{}:", cx.kb.edition_id(idx));
        cx.broken.range(start.clone()..).next().is_some_and(|id| id.starts_with(&start))
    };
    broken(idx) || cx.kb.editions[idx].amends.is_some_and(broken)
}

fn runs<'a>(kb: &'a Kb, edition: &Edition) -> Runs<'a> {
    let mut runs: Runs<'_> = BTreeMap::new();
    for idx in &edition.provisions {
        if let Some((run, number)) = Run::of(&kb.provisions[*idx].locator) {
            let (kept, here) = runs.entry(run.key()).or_insert((run, BTreeMap::new()));
            *kept = run.wider(*kept);
            here.entry(number).or_insert(*idx);
        }
    }
    runs
}

fn of_edition(cx: &Cx, edition: &Edition) -> Vec<Gap> {
    let kb = &cx.kb;
    let base = edition.amends.map(|base| &kb.editions[base]);
    let before = base.map(|base| runs(kb, base)).unwrap_or_default();
    let mut found = Vec::new();
    for (key, (run, here)) in &runs(kb, edition) {
        let then = before.get(key).map(|(_, numbers)| numbers);
        let mut wanted = counted(edition, then, here);
        let mut declared = None;
        for (numbering, (first, last)) in ranges(edition, run) {
            // What an inherited numbering lacks in the base too is told there.
            let inherited = base.is_some_and(|it| it.numberings.iter().any(|old| old.span == numbering.span));
            wanted.extend(
                (first..=last).filter(|it| !inherited || then.is_some_and(|then| then.contains_key(it))),
            );
            declared = declared.or(Some(numbering.span));
        }
        let missing = wanted.into_iter().filter(|number| !here.contains_key(number));
        let missing = missing.filter_map(|number| Some((number, run.locator(number)?)));
        let missing: Vec<(u64, Locator)> = missing.filter(|(_, it)| !accounts_for(edition, it)).collect();
        if let Some((first, _)) = missing.first() {
            found.push(Gap {
                before: here.range(..first).next_back().map(|(_, idx)| *idx),
                behind: here.range(first..).next().map(|(_, idx)| *idx),
                missing: missing.into_iter().map(|(_, it)| it).collect(),
                declared,
            });
        }
    }
    found
}

/// Returns the declared numberings of a run.
fn ranges<'a>(edition: &'a Edition, run: &Run<'_>) -> Vec<(&'a Numbering, (u64, u64))> {
    let all = edition.numberings.iter().filter_map(|it| Some((it, it.run()?)));
    all.filter(|(_, (its, ..))| its.key() == run.key())
        .map(|(it, (_, first, last))| (it, (first, last)))
        .collect()
}

/// Returns the numbers that an amendment must have because its base counts from 1 without a gap, up to the last that it
/// has itself; of a draft that amends nothing, because it begins to count so.
fn counted(
    edition: &Edition,
    base: Option<&BTreeMap<u64, ProvisionIdx>>,
    here: &BTreeMap<u64, ProvisionIdx>,
) -> BTreeSet<u64> {
    let counts = |numbers: &BTreeMap<u64, ProvisionIdx>, whole: bool| {
        let straight = numbers.keys().zip(1..).take_while(|(number, at)| **number == *at).count();
        straight >= LEAST && (straight == numbers.len() || !whole)
    };
    let counted = match base {
        Some(base) => counts(base, true),
        None => edition.amends.is_none() && edition.status == Status::Proposed && counts(here, false),
    };
    let last = here.keys().next_back().copied().filter(|last| counted && *last <= MOST);
    last.map(|last| (1..=last).collect()).unwrap_or_default()
}

/// Least number of provisions that show how a text counts.
const LEAST: usize = 2;
/// Greatest number that is counted up to.
const MOST: u64 = 10_000;

/// Says whether an edition keeps a number as void, or says where its provision went.
fn accounts_for(edition: &Edition, locator: &Locator) -> bool {
    edition.voids.contains(locator) || edition.splits.iter().any(|split| split.old == *locator)
}

fn fault(cx: &Cx, edition: EditionIdx, gap: &Gap, removals: &[Removal<'_>]) -> Diagnostic {
    let kb = &cx.kb;
    let Bilingual { ja, en } = kb.edition_called(edition);
    let missing = gap.missing.iter().map(Locator::as_str).collect::<Vec<_>>().join(", ");
    let found = Diagnostic::new(
        Code::NumberingGap,
        msg!(ja: "{ja}に番号「{missing}」の規定がない", en: "`{en}` has no `{missing}`"),
    );
    let declared =
        |idx: Option<ProvisionIdx>| idx.map(|idx| &kb.provisions[idx]).filter(|it| it.edition == edition);
    let own = declared(gap.behind).filter(|it| it.origin.is_none());
    let removed = removal(cx, edition, gap, removals);
    let found = match (own, removed) {
        (_, Some(span)) => found.at(span, msg!(ja: "この番号を残さない", en: "nothing takes this number")),
        (Some(behind), None) => found.at(
            behind.body.id_span,
            msg!(ja: "この前の番号がない", en: "a number before this one is missing"),
        ),
        (None, None) => found.at(
            kb.editions[edition].span,
            msg!(ja: "この版の番号に欠けがある", en: "this edition has a gap"),
        ),
    };
    let found = match declared(gap.before) {
        Some(before) => {
            found.and_at(before.body.id_span, msg!(ja: "この次の番号がない", en: "the number after this one"))
        }
        None => found,
    };
    let found = match gap.declared {
        Some(span) => found.and_at(
            span,
            msg!(ja: "欠けのない番号だと宣言されている", en: "declared to be numbered without a gap"),
        ),
        None => found,
    };
    helped(cx, edition, gap, found, own.filter(|_| removed.is_none()), removed)
}

/// Returns an edition that has all the missing numbers, where a draft does not say what it amends.
fn unsaid_base(cx: &Cx, edition: EditionIdx, gap: &Gap) -> Option<EditionIdx> {
    let it = &cx.kb.editions[edition];
    let has = |other: EditionIdx| gap.missing.iter().all(|at| cx.kb.at.contains_key(&(other, at.clone())));
    let others = cx.kb.instruments[it.instrument].editions.iter().copied().filter(|other| *other != edition);
    let found = others.rev().find(|other| has(*other));
    found.filter(|_| it.amends.is_none() && it.status.is_draft())
}

/// Returns where the edition removes the first of the missing numbers.
fn removal(cx: &Cx, edition: EditionIdx, gap: &Gap, removals: &[Removal<'_>]) -> Option<Span> {
    let first = gap.missing.first()?;
    let here = removals.iter().filter(|it| it.edition == edition);
    let mut names = here.flat_map(|it| it.removed(cx, false));
    names.find(|name| name.text == first.as_str()).map(|name| name.span)
}

/// Says what to do: number what stands behind the gap, move what follows a removed number up, or keep the number as void.
fn helped(
    cx: &Cx,
    edition: EditionIdx,
    gap: &Gap,
    found: Diagnostic,
    own: Option<&Provision>,
    removed: Option<Span>,
) -> Diagnostic {
    let Some(first) = gap.missing.first() else { return found };
    if let Some(base) = unsaid_base(cx, edition, gap) {
        let id = &cx.kb.editions[base].id;
        return found.help(msg!(
            ja: "{id}の版にはこれらの規定があります。「amends {id}」を書き忘れていませんか。",
            en: "edition `{id}` has them: is `amends {id}` forgotten?",
        ));
    }
    if let Some(it) = own {
        let (meant, wrong) = (cx.kb.place_id(edition, first), &it.locator);
        return found
            .help(msg!(
                ja: "「{wrong}」は「{first}」のことではありませんか。欠番なら「voids {first}」と版に書いてください。",
                en: "is `{wrong}` meant to be `{first}`? If the number is void, write `voids {first}` in the edition",
            ))
            .suggest(it.body.id_span, meant);
    }
    if removed.is_some() {
        let behind = gap.behind.map(|idx| cx.kb.provisions[idx].locator.to_string()).unwrap_or_default();
        return found.help(msg!(
            ja: "番号を「削除」として残すなら「voids {first}」、後の番号を繰り上げるなら「renumbers {behind} to {first}」と版に書いてください。",
            en: "write `voids {first}` in the edition to keep the number as deleted, or `renumbers {behind} to {first}` to move up what follows",
        ));
    }
    found.help(msg!(
        ja: "規定を補うか、欠番を「voids」に書いてください。",
        en: "add the provision, or list the void number in `voids`",
    ))
}
