//! KJ3007: the facts of a device contradict a constraint.
//!
//! Names a minimal set of constraints, and the facts of the device that they speak of.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::lang::Bilingual;
use crate::logic::failure::Failure;
use crate::model::Device;
use crate::model::called::titled;
use crate::msg;
use crate::norm::Base;
use crate::source::Sources;

use super::fact_table::table;
use super::failure;

pub(super) fn run(kb: Base<'_>, _sources: &Sources) -> Vec<Diagnostic> {
    let faults = kb.devices.par_iter().filter_map(|device| match kb.theory.conflict(&device.facts) {
        Ok(constraints) => Some(fault(kb, device, &constraints?)),
        Err(over) => {
            Some(failure::at(&Failure::OverBudget(over), device.span, &titled(&device.title, &device.id)))
        }
    });
    faults.collect()
}

fn fault(kb: Base<'_>, device: &Device, constraints: &[usize]) -> Diagnostic {
    let (id, title) = (&device.id, &device.title.ja);
    let mut vars = std::collections::BTreeSet::new();
    let mut diagnostic = Diagnostic::new(
        Code::ContradictoryFacts,
        msg!(ja: "機器「{title}」（{id}）の事実が制約に反する", en: "the facts of `{id}` contradict a constraint"),
    )
    .help(msg!(ja: "事実か制約のいずれかを直してください。", en: "correct the facts, or the constraint"));
    for at in constraints {
        vars.extend(
            kb.theory.constraints.get(*at).map(crate::logic::formula::Formula::vars).unwrap_or_default(),
        );
        let constraint = &kb.constraints[Idx::new(*at)];
        diagnostic = diagnostic.and_at(constraint.span, constraint.because.clone());
    }
    let stated: Vec<_> = vars.iter().filter(|var| device.facts.contains_key(var)).copied().collect();
    let span = stated.iter().find_map(|var| device.fact_spans.get(var)).copied().unwrap_or(device.span);
    let facts: Vec<_> = stated.iter().map(|var| (*var, device.facts.get(var).copied())).collect();
    let diagnostic = diagnostic.at(span, Bilingual::default());
    match table(kb, msg!(ja: "両立しない事実", en: "facts that cannot stand together"), &facts) {
        Some(table) => diagnostic.table(table),
        None => diagnostic,
    }
}
