//! Collects diagnostics, applies the levels of the manifest, and puts them in source order.
//!
//! Never drops an error of the phases that outputs rely on: levels may lower checks only.

use std::collections::BTreeMap;

use super::code::Code;
use super::diagnostic::Diagnostic;
use crate::lexicon::Severity;

/// Faults of what a corpus promises for its day: expectations, claims, deviations and unpinned references.
const PROMISES: [Code; 6] = [
    Code::UndeclaredDeviation,
    Code::WrongDeviation,
    Code::NeedlessDeviation,
    Code::RefutedClaim,
    Code::FailedExpectation,
    Code::NotInForce,
];

/// Severities that the manifest sets; `None` turns a check off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    overrides: BTreeMap<Code, Option<Severity>>,
}

impl Levels {
    /// Sets the severity of a code, `None` for off; refuses codes that outputs rely on.
    pub fn set(&mut self, code: Code, level: Option<Severity>) -> Result<(), Code> {
        if code.row().fixed {
            return Err(code);
        }
        self.overrides.insert(code, level);
        Ok(())
    }

    /// Returns the severities for another day than that of the corpus: what was promised for its day and does not
    /// hold on the other is worth a warning, and keeps nobody from looking at that day.
    #[must_use]
    pub fn on_another_day(&self) -> Self {
        let mut levels = self.clone();
        for code in PROMISES {
            levels.overrides.entry(code).or_insert(Some(Severity::Warning));
        }
        levels
    }

    /// Returns the severity with which a diagnostic is shown, if it is.
    pub fn level(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        self.overrides.get(&diagnostic.code).copied().unwrap_or(Some(diagnostic.severity))
    }
}

/// Diagnostics on their way to a report.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Returns an empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Takes several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Says whether something was taken that is an error at these levels.
    pub fn has_errors(&self, levels: &Levels) -> bool {
        self.diagnostics.iter().any(|it| levels.level(it) == Some(Severity::Error))
    }

    /// Returns the diagnostics with their levels applied, in source order and without repetition.
    pub fn finish(self, levels: &Levels) -> Vec<Diagnostic> {
        let mut shown: Vec<Diagnostic> = self
            .diagnostics
            .into_iter()
            .filter_map(|mut diagnostic| {
                diagnostic.severity = levels.level(&diagnostic)?;
                Some(diagnostic)
            })
            .collect();
        shown.sort_by(|a, b| key(a).cmp(&key(b)));
        shown.dedup();
        shown
    }
}

/// Sorts by place, then code, then text; a diagnostic without a place comes first.
fn key(it: &Diagnostic) -> (Option<crate::source::Span>, Code, &str) {
    (it.primary.as_ref().map(|label| label.span), it.code, &it.title.en)
}
