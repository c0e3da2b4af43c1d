//! Example devices, claims and findings.
//!
//! The tests and the remarks that stand beside the rules.

use crate::lang::Bilingual;
use crate::lexicon::{Answer, FindingKind, Outcome};
use crate::logic::domain::Facts;
use crate::source::Span;

use super::date::Date;
use super::index::SourceIdx;
use super::reference::Reference;
use super::source::Citation;

/// A verdict that a device must get.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Of what; a provision, a parent or an edition.
    pub of: Reference,
    /// The verdict.
    pub verdict: Outcome,
    /// Its declaration.
    pub span: Span,
}

/// An example product.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Positions of the devices that it is like.
    pub like: Vec<usize>,
    /// Its facts, those of the device that it is like included.
    pub facts: Facts,
    /// Where its own facts are stated.
    pub fact_spans: std::collections::BTreeMap<super::FactIdx, Span>,
    /// The day on which the verdicts are asked; none where the day is left out.
    pub as_of: Option<Date>,
    /// The verdicts that it must get.
    pub expect: Vec<Expectation>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

/// "A implies B".
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// The first.
    pub a: Reference,
    /// The second.
    pub b: Reference,
    /// The answer.
    pub answer: Answer,
    /// Why.
    pub because: Option<Bilingual>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Where the answer stands.
    pub answer_span: Span,
    /// Its declaration.
    pub span: Span,
}

/// A finding about the sources.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// Provisions and editions that it is about.
    pub about: Vec<Reference>,
    /// Sources that it is about.
    pub about_sources: Vec<SourceIdx>,
    /// What sort of finding.
    pub kind: FindingKind,
    /// Its title.
    pub title: Bilingual,
    /// What was found.
    pub text: Bilingual,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}
