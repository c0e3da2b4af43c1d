//! Proposals: editions that are meant to begin together.
//!
//! What the law would be if they did is in `enacted`.

use crate::lang::Bilingual;
use crate::source::Span;

use super::date::Date;
use super::index::EditionIdx;
use super::source::Citation;

/// Editions that are meant to begin together: one law that does not exist yet.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its id; that of the edition where a draft stands in no proposal and is one by itself.
    pub id: String,
    /// Its title; none of a draft by itself.
    pub title: Option<Bilingual>,
    /// The editions, one of each instrument.
    pub editions: Vec<EditionIdx>,
    /// The day on which they are to begin, where one is proposed.
    pub from: Option<Date>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration; that of the edition where a draft is one by itself.
    pub span: Span,
}

impl Proposal {
    /// Says whether it was declared, and is not just a draft by itself.
    pub fn is_declared(&self) -> bool {
        self.title.is_some()
    }

    /// Returns the first day on which its editions are looked at as law: the proposed one, else the as-of date.
    pub fn day(&self, as_of: Date) -> Date {
        self.from.map_or(as_of, |from| from.max(as_of))
    }
}
