//! KJ3006: an example device gets another verdict than it expects.
//!
//! Judged like any product, deemings included. A device whose facts contradict a constraint is left to KJ3007.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lexicon::Outcome;
use crate::logic::failure::OverBudget;
use crate::model::{Device, Expectation, FactIdx};
use crate::msg;
use crate::norm::{Base, Standing};
use crate::query::assess::{Judged, judge, outcome, worst};
use crate::source::Sources;

use super::fact_table::table;

pub(super) fn run(kb: Base<'_>, _sources: &Sources) -> Vec<Diagnostic> {
    let faults = kb.devices.par_iter().map(|device| faults(kb, device));
    faults.collect::<Vec<_>>().into_iter().flatten().collect()
}

fn faults(kb: Base<'_>, device: &Device) -> Vec<Diagnostic> {
    let found: Vec<Diagnostic> =
        device.expect.iter().filter_map(|expectation| fault(kb, device, expectation)).collect();
    // Facts that contradict a constraint, or that nobody can tell from such, are reported as that.
    if found.is_empty() || kb.theory.conflict(&device.facts) != Ok(None) { Vec::new() } else { found }
}

fn fault(kb: Base<'_>, device: &Device, expectation: &Expectation) -> Option<Diagnostic> {
    let nodes = kb.nodes(&expectation.of);
    let outcomes: Result<Vec<Outcome>, OverBudget> =
        nodes.iter().map(|node| outcome(kb, &device.facts, node, Standing::Today)).collect();
    let Ok(outcomes) = outcomes else { return Some(over_budget(expectation)) };
    let (expected, found) = (expectation.verdict, worst(&outcomes));
    if expected == found {
        return None;
    }
    let Ok(judged) = judged(kb, device, expectation) else { return Some(over_budget(expectation)) };
    let (device_id, of) = (&device.id, kb.reference_id(&expectation.of));
    let names = (expected.title().ja, found.title().ja);
    let (expected, found) = (expected.word(), found.word());
    let (expected_ja, found_ja) = &names;
    let mut diagnostic = Diagnostic::new(
        Code::FailedExpectation,
        msg!(ja: "「{of}」の判定は「{expected_ja}」でなく「{found_ja}」", en: "`{of}` is `{found}`, not `{expected}`"),
    )
    .at(expectation.span, msg!(ja: "機器「{device_id}」の期待", en: "what `{device_id}` expects"))
    .help(msg!(
        ja: "期待、機器の事実、規定の基準のいずれが誤りかを確かめてください。",
        en: "see which is wrong: the expectation, the facts of the device, or the criterion",
    ));
    for provision in kb.nodes(&expectation.of).iter().filter_map(|node| Some(&kb.provisions[node.provision?]))
    {
        diagnostic = diagnostic.and_at(provision.body.id_span, msg!(ja: "この規定", en: "this provision"));
    }
    let reasons: Vec<FactIdx> = judged
        .iter()
        .flat_map(|it| it.decided_by.iter().chain(&it.needs).chain(&it.judgements))
        .copied()
        .collect();
    let facts: Vec<_> = reasons.into_iter().map(|idx| (idx, device.facts.get(&idx).copied())).collect();
    Some(match table(kb, msg!(ja: "判定を決める事実", en: "the facts that decide"), &facts) {
        Some(table) => diagnostic.table(table),
        None => diagnostic,
    })
}

fn judged(kb: Base<'_>, device: &Device, expectation: &Expectation) -> Result<Vec<Judged>, OverBudget> {
    kb.nodes(&expectation.of).iter().map(|node| judge(kb, &device.facts, node, Standing::Today)).collect()
}

fn over_budget(expectation: &Expectation) -> Diagnostic {
    Diagnostic::new(Code::OverBudget, Code::OverBudget.title()).here(expectation.span).help(
        msg!(ja: "基準を要件ごとに分けてください。", en: "split the criterion, a part for each requirement"),
    )
}
