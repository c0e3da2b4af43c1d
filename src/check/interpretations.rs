//! KJ3025 and KJ2008: two interpretations of one concept at once, and a concept interpreted by itself.
//!
//! Asked for each edition that is interpreted, in the law and in that of each proposal; interpretations that never stand
//! together do not clash.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::formula::Formula;
use crate::model::{Edition, EditionIdx, FactIdx, Interpretation, ProposalIdx};
use crate::msg;
use crate::norm::Base;

pub(super) fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut circular = BTreeSet::new();
    for edition in kb.editions.indices() {
        let of_it = stated(kb, edition);
        found.extend(clashes(kb, edition, &of_it, |_| true));
        for concept in circles(&of_it) {
            let of_concept = of_it.iter().find(|(it, _)| it.concept == concept);
            let first = of_concept.filter(|(it, _)| circular.insert(it.span));
            found.extend(first.map(|(it, _)| circle(kb, it)));
        }
    }
    found.extend(kb.proposals.indices().flat_map(|proposal| clashes_of_a_draft(kb, proposal)));
    found
}

/// Returns the clashes of what a draft says of law that it does not replace: they come with the proposal.
fn clashes_of_a_draft(kb: Base<'_>, proposal: ProposalIdx) -> Vec<Diagnostic> {
    let drafts = &kb.proposals[proposal].editions;
    let law = |idx: &EditionIdx| !kb.editions[*idx].status.is_draft();
    let of_drafts = kb.interpretations.iter().filter(|it| drafts.contains(&it.by));
    let interpreted: BTreeSet<EditionIdx> =
        of_drafts.flat_map(|it| &it.within).copied().filter(law).collect();
    if interpreted.is_empty() {
        return Vec::new();
    }
    let begun = kb.enacting(proposal);
    let clashes =
        |edition: EditionIdx| clashes(begun, edition, &stated(begun, edition), |by| drafts.contains(&by));
    interpreted.into_iter().flat_map(clashes).collect()
}

/// An interpretation with what it says.
type Stated<'a> = (&'a Interpretation, &'a Formula);

/// Returns the interpretations of an edition.
fn stated(kb: Base<'_>, edition: EditionIdx) -> Vec<Stated<'_>> {
    let all = kb.kb.interpretations.iter().zip(kb.interpretation_tests());
    all.filter(|(it, _)| it.within.contains(&edition)).collect()
}

/// Returns the clashes of which one side at least is by an edition that is looked for.
fn clashes(
    kb: Base<'_>,
    edition: EditionIdx,
    of_it: &[Stated<'_>],
    looked_for: impl Fn(EditionIdx) -> bool,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, (one, _)) in of_it.iter().enumerate() {
        let later = of_it.iter().skip(at + 1).map(|(two, _)| two);
        let asked = |two: &&&Interpretation| looked_for(one.by) || looked_for(two.by);
        let clash = later.filter(asked);
        let clash = clash.filter(|two| one.concept == two.concept && together(kb, one.by, two.by));
        found.extend(clash.map(|two| twice(kb, edition, one, two)));
    }
    found
}

/// Says whether two editions stand on some day together; drafts stand beside drafts.
fn together(kb: Base<'_>, one: EditionIdx, two: EditionIdx) -> bool {
    let (left, right) = (&kb.editions[one], &kb.editions[two]);
    let before = |one: &Edition, two: &Edition| {
        one.until.zip(two.from.date()).is_some_and(|(until, from)| until <= from)
    };
    let apart = before(left, right) || before(right, left);
    let other_edition = one != two && left.instrument == right.instrument;
    !apart && !other_edition && left.status.is_draft() == right.status.is_draft()
}

fn twice(kb: Base<'_>, edition: EditionIdx, one: &Interpretation, two: &Interpretation) -> Diagnostic {
    let (concept, of) = (kb.fact_called(one.concept), kb.edition_called(edition));
    let (ja, en, of_ja, of_en) = (concept.ja, concept.en, of.ja, of.en);
    Diagnostic::new(
        Code::TwoInterpretations,
        msg!(ja: "{of_ja}における{ja}に解釈が二つある", en: "`{en}` of `{of_en}` has two interpretations at once"),
    )
    .at(two.span, msg!(ja: "二つ目の解釈", en: "the second"))
    .and_at(one.span, msg!(ja: "一つ目の解釈", en: "the first"))
    .help(msg!(
        ja: "一方を取り除くか、両者を一つの条件にまとめてください。",
        en: "remove one of them, or say both in one condition",
    ))
}

/// Returns the concepts whose interpretations rest on themselves, also by way of others.
fn circles(of_it: &[Stated<'_>]) -> Vec<FactIdx> {
    let mut rests_on: BTreeMap<FactIdx, BTreeSet<FactIdx>> = BTreeMap::new();
    for (it, test) in of_it {
        rests_on.entry(it.concept).or_default().extend(test.vars());
    }
    let reaches = |concept: &FactIdx| {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![*concept];
        while let Some(next) = waiting.pop() {
            waiting.extend(rests_on.get(&next).into_iter().flatten().filter(|fact| seen.insert(**fact)));
        }
        seen.contains(concept)
    };
    rests_on.keys().copied().filter(reaches).collect()
}

fn circle(kb: Base<'_>, it: &Interpretation) -> Diagnostic {
    let Bilingual { ja, en } = kb.fact_called(it.concept);
    Diagnostic::new(
        Code::DefinitionCycle,
        msg!(ja: "概念{ja}が自身によって解釈されている", en: "the concept `{en}` is interpreted by itself"),
    )
    .here(it.span)
    .help(msg!(
        ja: "他の解釈を経る場合も含め、その概念を用いない条件で述べてください。",
        en: "say it without the concept, also where it comes back by way of other interpretations",
    ))
}
