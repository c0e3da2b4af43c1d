//! Why a question could not be answered.
//!
//! Never stands for an answer: a caller reports these and goes on with the next question.

use std::error::Error;
use std::fmt;

use crate::lexicon::Budget;

/// The criterion is too entangled to be decided within the set budget, which does not depend on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverBudget {
    /// What did not suffice.
    pub budget: Budget,
    /// How much of it was allowed.
    pub most: usize,
}

impl fmt::Display for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the decision needs more than {} {}", self.most, self.budget.title().en)
    }
}

impl Error for OverBudget {}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The criterion is too entangled.
    OverBudget(OverBudget),
    /// The ordinary evaluator does not confirm a witness; a fault of the engine.
    WitnessDoesNotReplay,
}

impl From<OverBudget> for Failure {
    fn from(over: OverBudget) -> Self {
        Failure::OverBudget(over)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::OverBudget(over) => over.fmt(f),
            Failure::WitnessDoesNotReplay => f.write_str("the evaluator does not confirm the witness"),
        }
    }
}

impl Error for Failure {}
