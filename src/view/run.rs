//! What an assessment means for a pipeline: what fails the run, what is known from an earlier one.
//!
//! Decides no verdict; a failure stays one, whether or not it fails the run.

use crate::lexicon::{Modality, Outcome, Severity};
use crate::query::baseline::Baseline;

use super::assessment::{Assessment, Compared, Gone, InstrumentResult, ProvisionResult};

/// What fails a run besides a failure of what binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strictness {
    /// A recommendation that is not followed.
    pub should: bool,
    /// What is undecided or needs judgement.
    pub undecided: bool,
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Something fails it.
    Fails,
    /// Nothing does, and something is undecided or needs judgement.
    Open,
    /// Nothing is left.
    Fine,
}

impl Strictness {
    /// Says of an instrument and of its provisions whether they fail the run.
    pub(super) fn settle(self, result: &mut InstrumentResult) {
        let verdict = result.verdict;
        for it in &mut result.provisions {
            it.fails = !it.known && it.waiver.is_none() && self.counts_against(it, verdict);
        }
        let fails = |it: &ProvisionResult| it.counts && it.verdict == Outcome::NotSatisfied;
        let alone = result.fails_jointly || !result.provisions.iter().any(fails);
        result.fails = result.provisions.iter().any(|it| it.fails)
            || (verdict == Outcome::NotSatisfied && alone)
            || (self.undecided
                && is_open(verdict)
                && !result.provisions.iter().any(|it| it.counts && is_open(it.verdict)));
    }

    /// Says whether a verdict fails the run unless it is excused.
    fn counts_against(self, it: &ProvisionResult, of_instrument: Outcome) -> bool {
        match it.verdict {
            Outcome::NotSatisfied => {
                (it.counts && of_instrument == Outcome::NotSatisfied)
                    || (self.should && matches!(it.modality, Modality::Should | Modality::ShouldNot))
            }
            Outcome::Undecided | Outcome::NeedsJudgement => self.undecided && it.counts,
            Outcome::Satisfied | Outcome::NotApplicable => false,
        }
    }
}

/// Says whether a verdict is still to come.
pub(super) fn is_open(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Undecided | Outcome::NeedsJudgement)
}

impl Assessment {
    /// Returns how the run ends.
    pub fn run(&self) -> Run {
        let open = |it: &InstrumentResult| {
            is_open(it.verdict)
                || (it.verdict == Outcome::NotSatisfied
                    && it.provisions.iter().any(|it| it.counts && is_open(it.verdict)))
        };
        let broken = self.findings.iter().any(|it| it.severity == Severity::Error);
        if broken || self.results.iter().any(|it| it.fails) {
            Run::Fails
        } else if self.results.iter().any(open) {
            Run::Open
        } else {
            Run::Fine
        }
    }

    /// Returns every provision that fails, now or once it is in force, with its instrument and how bad that is: what
    /// binds first, in the order of the results.
    pub fn failures(&self) -> Vec<(Severity, &InstrumentResult, &ProvisionResult)> {
        let all = self.results.iter().flat_map(|of| of.provisions.iter().map(move |it| (of, it)));
        let mut found: Vec<_> = all.filter_map(|(of, it)| Some((it.told()?, of, it))).collect();
        found.sort_by_key(|(severity, _, it)| (!it.fails, *severity));
        found
    }
}

impl ProvisionResult {
    /// Returns how bad a failure is told to be: what is waived or known already is a note.
    pub fn told(&self) -> Option<Severity> {
        let excused = self.waiver.is_some() || self.known;
        self.severity().map(|it| if excused { Severity::Note } else { it })
    }

    /// Returns how bad it is not to follow a provision that is in force.
    pub fn strength(&self) -> Severity {
        match self.modality {
            Modality::Shall | Modality::ShallNot => Severity::Error,
            Modality::Should | Modality::ShouldNot => Severity::Warning,
            Modality::May | Modality::Appropriate | Modality::Desirable | Modality::Informative => {
                Severity::Note
            }
        }
    }

    /// Returns how bad a failure is: by how strongly the provision speaks, and a note as long as it is not in force.
    pub fn severity(&self) -> Option<Severity> {
        match (self.verdict, &self.later) {
            (Outcome::NotSatisfied, _) => Some(self.strength()),
            (_, Some(later)) if later.verdict == Outcome::NotSatisfied => Some(Severity::Note),
            (_, Some(_) | None) => None,
        }
    }
}

/// Returns what changed since an earlier assessment.
pub(super) fn compared(baseline: &Baseline, results: &[InstrumentResult]) -> Compared {
    let all = || results.iter().flat_map(|it| &it.provisions);
    let ids = |known: bool| {
        let fails = all().filter(move |it| it.verdict == Outcome::NotSatisfied && it.known == known);
        fails.map(|it| it.id.clone()).collect()
    };
    let now = |id: &str| all().find(|it| it.id == id).map(|it| it.verdict);
    let gone = baseline.failures().map(|id| Gone { id: id.to_owned(), verdict: now(id) });
    Compared {
        known: ids(true),
        new: ids(false),
        gone: gone.filter(|it| it.verdict != Some(Outcome::NotSatisfied)).collect(),
    }
}
