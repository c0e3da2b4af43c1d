//! The checks that ask the criterion engine, in the order in which one makes sense of the next.
//!
//! A list; each rule is in its own file.

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::{AlignmentIdx, Kb};
use crate::query::deviation::{Fault, reconcile};

use super::{
    contradictory_facts, failed_expectation, failure, idle_scope, inconsistent_constraints,
    needless_deviation, refuted_claim, undeclared_deviation, weak_examples, wrong_deviation,
};

/// Runs all of them.
pub fn run(kb: &Kb) -> Vec<Diagnostic> {
    let mut found = inconsistent_constraints::run(kb);
    if !found.is_empty() {
        // From constraints that contradict one another everything follows.
        return found;
    }
    found.extend(contradictory_facts::run(kb));
    found.extend(idle_scope::run(kb));
    found.extend(kb.alignments.indices().flat_map(|alignment| deviations(kb, alignment)));
    found.extend(in_parallel(&kb.claims, |claim| refuted_claim::run(kb, claim)));
    found.extend(in_parallel(&kb.devices, |device| failed_expectation::run(kb, device)));
    found
}

/// Says which faults of the criteria no example device would notice.
pub fn adequacy(kb: &Kb) -> Vec<Diagnostic> {
    weak_examples::run(kb)
}

fn deviations(kb: &Kb, alignment: AlignmentIdx) -> Vec<Diagnostic> {
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

fn in_parallel<T: Sync>(items: &[T], run: impl Fn(&T) -> Vec<Diagnostic> + Sync + Send) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = items.par_iter().map(run).collect();
    found.into_iter().flatten().collect()
}
