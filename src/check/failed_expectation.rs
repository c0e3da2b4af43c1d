//! KJ3006: an example device gets another verdict than it expects.
//!
//! Judged like any product, deemings included. A device whose facts contradict a constraint is left to KJ3007.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Outcome;
use crate::logic::failure::OverBudget;
use crate::model::{Device, Expectation, FactIdx, Node};
use crate::msg;
use crate::norm::{Base, Move};
use crate::query::asked::expected;
use crate::query::assess::{Judged, worst};
use crate::query::world::{World, worlds};
use crate::source::Sources;

use super::fact_table::table;
use super::words;

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

/// Judges a device in every world of the instrument that it names without an edition; one fault is told.
fn fault(kb: Base<'_>, device: &Device, expectation: &Expectation) -> Option<Diagnostic> {
    // A device that states its day is judged on that day alone.
    let unpinned = if device.as_of.is_some() { Vec::new() } else { words::unpinned([&expectation.of]) };
    worlds(kb, &unpinned).iter().find_map(|world| {
        let fault = fault_in(world, device, expectation)?;
        Some(words::of_world(kb, world.when).into_iter().fold(fault, Diagnostic::note))
    })
}

fn fault_in(world: &World<'_>, device: &Device, expectation: &Expectation) -> Option<Diagnostic> {
    let kb = world.law;
    let places = expected(kb, device, &expectation.of, world.when.day);
    let outcomes: Result<Vec<Outcome>, OverBudget> =
        places.iter().map(|(terms, node)| Ok(terms.place(&device.facts, node)?.0.outcome)).collect();
    let Ok(outcomes) = outcomes else { return Some(over_budget(expectation)) };
    let (wanted, found) = (expectation.verdict, worst(&outcomes));
    if wanted == found {
        return None;
    }
    let judged: Result<Vec<Judged>, OverBudget> =
        places.iter().map(|(terms, node)| terms.judge(&device.facts, node)).collect();
    let Ok(judged) = judged else { return Some(over_budget(expectation)) };
    let device_title = &device.title.ja;
    let place = kb.place_called(&expectation.of).ja;
    let (device_id, of) = (&device.id, kb.reference_id(&expectation.of));
    let names = (wanted.title().ja, found.title().ja);
    let (expected, found) = (wanted.word(), found.word());
    let (expected_ja, found_ja) = &names;
    let mut diagnostic = Diagnostic::new(
        Code::FailedExpectation,
        msg!(ja: "{place}の判定は「{expected_ja}」でなく「{found_ja}」", en: "`{of}` is `{found}`, not `{expected}`"),
    )
    .at(expectation.span, msg!(ja: "機器「{device_title}」（{device_id}）の期待", en: "what `{device_id}` expects"))
    .help(msg!(
        ja: "期待、機器の事実、規定の基準のいずれが誤りかを確かめてください。",
        en: "see which is wrong: the expectation, the facts of the device, or the criterion",
    ));
    for provision in places.iter().filter_map(|(_, node)| Some(&kb.provisions[node.provision?])) {
        diagnostic = diagnostic.and_at(provision.body.id_span, msg!(ja: "この規定", en: "this provision"));
    }
    let staying = places.iter().flat_map(|(_, node)| staying(kb, device, node));
    diagnostic = staying.fold(diagnostic, Diagnostic::note);
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

/// Names the rules by which the maker may leave a device under an earlier text: the provision is judged by itself.
fn staying(kb: Base<'_>, device: &Device, node: &Node) -> Vec<Bilingual> {
    let Some(provision) = node.provision else { return Vec::new() };
    let speaks = |it: &&Move| {
        it.by_choice && it.out.contains(&provision) && it.products.evaluate(&device.facts) == Some(true)
    };
    let told = |it: &Move| {
        let Bilingual { ja, en } = kb.provision_called(it.rule);
        let whole = kb.edition_id(node.edition);
        msg!(
            ja: "{ja}により、この機器は従前の規定によることができる。その判定は、版の全体（{whole}）に期待してください。",
            en: "by `{en}` this device may stay under the earlier text; expect that verdict of the edition as a whole, `{whole}`",
        )
    };
    kb.moves(node.edition).iter().filter(speaks).map(told).collect()
}

fn over_budget(expectation: &Expectation) -> Diagnostic {
    Diagnostic::new(Code::OverBudget, Code::OverBudget.title()).here(expectation.span).help(
        msg!(ja: "基準を要件ごとに分けてください。", en: "split the criterion, a part for each requirement"),
    )
}
