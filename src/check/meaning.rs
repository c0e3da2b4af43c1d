//! The checks of what is claimed about pairs, and of where provisions apply.
//!
//! A list; each rule is in its own file.

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::AlignmentIdx;
use crate::norm::Base;
use crate::query::adequacy::Score;
use crate::query::deviation::{Fault, reconcile};

use super::{
    failure, hollow_criterion, idle_continuation, idle_scope, needless_deviation, not_carried, refuted_claim,
    undeclared_deviation, weak_examples, wrong_deviation,
};

/// Runs all of them.
pub fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    let idle = idle_scope::idle(kb);
    let mut found = idle_scope::run(kb, &idle);
    found.extend(idle_continuation::run(kb, &idle));
    found.extend(hollow_criterion::run(kb, &idle));
    found.extend(not_carried::run(kb));
    found.extend(kb.alignments.indices().flat_map(|alignment| deviations(kb, alignment)));
    let refuted: Vec<Vec<Diagnostic>> =
        kb.claims.par_iter().map(|claim| refuted_claim::run(kb, claim)).collect();
    found.extend(refuted.into_iter().flatten());
    found
}

/// Says which faults of the criteria no example device would notice.
pub fn adequacy(kb: Base<'_>, scores: &[Score]) -> Vec<Diagnostic> {
    weak_examples::run(kb, scores)
}

fn deviations(kb: Base<'_>, alignment: AlignmentIdx) -> Vec<Diagnostic> {
    let reconciled = reconcile(kb, alignment);
    let undecided = reconciled.aligned.undecided.iter();
    let mut found: Vec<Diagnostic> =
        undecided.map(|it| failure::pair(kb, &kb.alignments[alignment], it)).collect();
    for fault in &reconciled.faults {
        match fault {
            Fault::Undeclared { pair, of_law } => {
                found.push(undeclared_deviation::diagnostic(kb, pair, *of_law));
            }
            Fault::Wrong { deviation, pair } => found.extend(wrong_deviation::words(kb, *deviation, pair)),
            Fault::OtherProvisions { deviation, pair } => {
                found.push(wrong_deviation::provisions(kb, *deviation, pair));
            }
            Fault::Needless { deviation, why } => {
                found.extend(needless_deviation::diagnostic(kb, *deviation, *why));
            }
        }
    }
    found
}
