//! KJ3006: an example device gets another verdict than expected.
//!
//! Shows what the verdict hangs on.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::failure::Failure;
use crate::model::{Device, Expectation, FactIdx, Kb, Node};
use crate::msg;
use crate::query::assess::{Judged, judge, worst};

use super::table::{self, Column, Tested};
use super::{failure, words};

pub(super) fn run(kb: &Kb, device: &Device) -> Vec<Diagnostic> {
    if device.expect.is_empty() || kb.theory.conflict(&device.facts).is_some() {
        return Vec::new();
    }
    device.expect.iter().filter_map(|expectation| check(kb, device, expectation)).collect()
}

fn check(kb: &Kb, device: &Device, expectation: &Expectation) -> Option<Diagnostic> {
    let nodes = kb.nodes(&expectation.of);
    let judged: Result<Vec<Judged>, _> = nodes.iter().map(|node| judge(kb, &device.facts, node)).collect();
    let judged = match judged {
        Ok(judged) => judged,
        Err(over) => {
            let of = kb.reference_id(&expectation.of);
            return Some(failure::at(&Failure::OverBudget(over), expectation.span, &of));
        }
    };
    let outcomes: Vec<_> = judged.iter().map(|it| it.outcome).collect();
    let found = worst(&outcomes);
    let decisive = judged.iter().find(|it| it.outcome == found)?;
    let differs = words::outcome(found) != expectation.verdict;
    differs.then(|| diagnostic(kb, device, expectation, (&nodes, decisive)))
}

fn diagnostic(
    kb: &Kb,
    device: &Device,
    expectation: &Expectation,
    (nodes, judged): (&[Node], &Judged),
) -> Diagnostic {
    let (id, expected) = (kb.reference_id(&expectation.of), &expectation.verdict);
    let found = words::outcome(judged.outcome);
    let title = msg!(
        ja: "「{id}」の判定は「{expected}」ではなく「{found}」である",
        en: "`{id}` is `{found}`, not `{expected}`",
    );
    let mut diagnostic = Diagnostic::new(Code::FailedExpectation, title)
        .at(expectation.span, msg!(ja: "「{expected}」と期待", en: "expected to be `{expected}`"))
        .and_at(device.span, device.title.clone());
    if let Some(provision) = nodes.first().and_then(|node| node.provision) {
        let body = &kb.provisions[provision].body;
        diagnostic = diagnostic.and_at(body.id_span, body.title.clone());
    }
    decided(kb, device, missing(kb, diagnostic, judged), judged).help(msg!(
        ja: "規定の基準か、機器の事実か、期待のいずれかを直してください。",
        en: "mend the criterion, the facts of the device, or the expectation",
    ))
}

/// Adds what decided the verdict.
fn decided(kb: &Kb, device: &Device, diagnostic: Diagnostic, judged: &Judged) -> Diagnostic {
    let mut diagnostic = diagnostic;
    if let Some(deeming) = &judged.deeming {
        diagnostic =
            diagnostic.note(msg!(ja: "みなし規定「{deeming}」による。", en: "by the deeming `{deeming}`"));
    }
    if judged.decided_by.is_empty() {
        return diagnostic;
    }
    let facts = device.facts.iter().filter(|(fact, _)| judged.decided_by.contains(fact));
    let facts = facts.map(|(fact, value)| (*fact, *value)).collect();
    let column = Column { head: device.title.clone(), facts: &facts };
    let title = msg!(ja: "判定を決めた事実", en: "decided by");
    let own = judged.decided_by.iter().copied().collect();
    diagnostic.table(table::devices(kb, title, &Tested { own, ..Tested::default() }, &[column]))
}

/// Adds what the verdict still needs.
fn missing(kb: &Kb, diagnostic: Diagnostic, judged: &Judged) -> Diagnostic {
    let mut diagnostic = diagnostic;
    let list =
        |facts: &[FactIdx]| -> Option<Bilingual> { (!facts.is_empty()).then(|| words::titles(kb, facts)) };
    if let Some(Bilingual { ja, en }) = list(&judged.needs) {
        diagnostic = diagnostic.note(msg!(ja: "述べられていない事実：{ja}", en: "facts not stated: {en}"));
    }
    if let Some(Bilingual { ja, en }) = list(&judged.judgements) {
        diagnostic = diagnostic.note(msg!(ja: "判断を要するもの：{ja}", en: "left to judgement: {en}"));
    }
    diagnostic
}
