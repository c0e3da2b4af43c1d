//! Whether the example devices would notice a fault in the criteria.
//!
//! Every criterion, `applies when` and scope is mutated; a mutant is caught when the verdict of a device on
//! something that it expects would change. Judges no criterion and edits none.
//! A password of exactly 6 characters catches `length >= 7`, one of 5 catches `length >= 5`.

use rayon::prelude::*;

use crate::logic::domain::Facts;
use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::mutate::Change;
use crate::model::{EditionIdx, InstrumentIdx, ProvisionIdx};
use crate::norm::Base;

mod target;
mod trial;

use target::targets;
use trial::Trial;

/// What was mutated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The scope of an edition, and of those that inherit it.
    Scope(EditionIdx),
    /// Where a provision applies within the scope.
    Applies(ProvisionIdx),
    /// The criterion of a provision.
    Criterion(ProvisionIdx),
}

/// A mutant that no example device catches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivor {
    /// What was mutated.
    pub place: Place,
    /// How.
    pub change: Change,
    /// The part that was left out or changed.
    pub part: Formula,
    /// A device that would catch it, and whether it passes the text as it stands.
    pub device: Option<(Facts, bool)>,
}

/// How the example devices of one instrument did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The instrument.
    pub instrument: InstrumentIdx,
    /// Mutants that mean something else than the text.
    pub mutants: usize,
    /// Mutants that no device catches.
    pub survivors: Vec<Survivor>,
    /// What could not be mutated within the budget.
    pub failures: Vec<(Place, Failure)>,
}

impl Score {
    /// Returns the number of mutants that some device catches.
    pub fn caught(&self) -> usize {
        self.mutants - self.survivors.len().min(self.mutants)
    }
}

/// Returns a score for every instrument that has a binding criterion, in source order.
pub fn adequacy(kb: Base<'_>) -> Vec<Score> {
    let targets = targets(kb);
    let results: Vec<_> = targets.par_iter().map_init(|| Trial::new(kb), Trial::run).collect();
    let mut scores: Vec<Score> = kb
        .instruments
        .indices()
        .map(|instrument| Score { instrument, mutants: 0, survivors: Vec::new(), failures: Vec::new() })
        .collect();
    for (target, result) in targets.iter().zip(results) {
        let Some(score) = scores.get_mut(target.instrument.raw()) else { continue };
        match result {
            Ok((mutants, survivors)) => {
                score.mutants += mutants;
                score.survivors.extend(survivors);
            }
            Err(over) => score.failures.push((target.place, over.into())),
        }
    }
    scores.retain(|score| score.mutants > 0 || !score.failures.is_empty());
    scores
}
