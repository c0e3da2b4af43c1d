//! Sources, and places in them.

use crate::lang::Bilingual;
use crate::lexicon::Grade;
use crate::model::{Citation, SourceIdx};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::day::Day;

/// A place in a source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceRef {
    /// The id of the source.
    pub source: String,
    /// The place in it.
    pub at: Option<String>,
    /// How sure the statement is; null where it is no statement of law.
    pub grade: Option<Grade>,
}

/// A document that statements come from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
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
    pub date: Option<Day>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
}

/// Returns citations as the public JSON has them.
pub(super) fn refs(kb: Base<'_>, citations: &[Citation]) -> Vec<SourceRef> {
    citations
        .iter()
        .map(|citation| SourceRef {
            source: kb.sources[citation.source].id.clone(),
            at: citation.at.clone(),
            grade: citation.grade,
        })
        .collect()
}

/// Returns a source.
pub(super) fn source(kb: Base<'_>, idx: SourceIdx) -> Source {
    let source = &kb.sources[idx];
    Source {
        id: source.id.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        url: source.url.clone(),
        date: source.date.map(Day::from),
        note: source.note.clone(),
    }
}
