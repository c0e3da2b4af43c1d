//! Sources, and where in them a statement stands.
//!
//! Grades are ordered from best to worst and never raised.

use crate::lang::Bilingual;
use crate::lexicon::{Grade, InstrumentKind};
use crate::source::Span;

use super::date::Date;
use super::index::SourceIdx;

/// A document that statements come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// What sort of text it is, where that is said: of a paper that recommends or proposes.
    pub kind: Option<InstrumentKind>,
    /// Who published it.
    pub publisher: Option<Bilingual>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Its declaration.
    pub span: Span,
}

/// A place in a source.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The source.
    pub source: SourceIdx,
    /// The place in it; often the same in both languages.
    pub at: Option<Bilingual>,
    /// How sure it is; none where the statement is no law.
    pub grade: Option<Grade>,
    /// Where it is cited.
    pub span: Span,
}
