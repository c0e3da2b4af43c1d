//! Sources, and where in them a statement stands.
//!
//! Grades are ordered from best to worst and never raised.

use crate::lang::Bilingual;
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

/// How sure a statement is, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The text itself was read.
    Official,
    /// A secondary text says so.
    Reported,
    /// It follows from other statements.
    Inferred,
    /// Nobody confirmed it.
    Unverified,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Grade; 4] = [Grade::Official, Grade::Reported, Grade::Inferred, Grade::Unverified];

    /// Returns the word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Official => "official",
            Grade::Reported => "reported",
            Grade::Inferred => "inferred",
            Grade::Unverified => "unverified",
        }
    }
}

/// A place in a source.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The source.
    pub source: SourceIdx,
    /// The locator in it.
    pub at: Option<String>,
    /// How sure it is; none where the statement is no law.
    pub grade: Option<Grade>,
    /// Where it is cited.
    pub span: Span,
}
