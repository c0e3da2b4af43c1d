//! Sources, and places in them.

use crate::lang::Bilingual;
use crate::lexicon::{Grade, InstrumentKind};
use crate::model::{Citation, EditionIdx, SourceIdx};
use crate::msg;
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::day::Day;

/// A place in a source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceRef {
    /// The id of the source.
    pub source: String,
    /// The place in it; in English where it is said in both languages.
    pub at: Option<String>,
    /// The place in it, in both languages.
    pub place: Option<Bilingual>,
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
    /// What sort of text it is; null where that is not said.
    pub kind: Option<InstrumentKind>,
    /// Who published it.
    pub publisher: Option<Bilingual>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<Day>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
}

/// The paper in which an edition stands that is no law: what is proposed or recommended has the kind, the issuer and the
/// link of the paper, and binds nobody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Paper {
    /// The id of the source.
    pub source: String,
    /// Its title.
    pub title: Bilingual,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// Who published it.
    pub issuer: Option<Bilingual>,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Paper {
    /// Returns what sort of text it is, its title and who published it, on one line.
    pub fn line(&self) -> Bilingual {
        let (kind, title) = (self.kind.title(), &self.title);
        let (kind_ja, kind_en) = (kind.ja, kind.en);
        let Bilingual { ja, en } = title;
        match &self.issuer {
            Some(Bilingual { ja: by_ja, en: by_en }) => {
                msg!(ja: "{kind_ja}：{ja}（{by_ja}）", en: "{kind_en}: {en} ({by_en})")
            }
            None => msg!(ja: "{kind_ja}：{ja}", en: "{kind_en}: {en}"),
        }
    }
}

/// Returns the paper in which a draft edition stands: the first of its sources that says what sort of text it is.
pub(super) fn paper(kb: Base<'_>, edition: EditionIdx) -> Option<Paper> {
    let edition = &kb.editions[edition];
    let of_source = |citation: &Citation| {
        let source = &kb.sources[citation.source];
        Some(Paper {
            source: source.id.clone(),
            title: source.title.clone(),
            kind: source.kind?,
            issuer: source.publisher.clone(),
            url: source.url.clone(),
        })
    };
    if edition.status.is_draft() { edition.sources.iter().find_map(of_source) } else { None }
}

/// Returns citations as the public JSON has them.
pub(super) fn refs(kb: Base<'_>, citations: &[Citation]) -> Vec<SourceRef> {
    citations
        .iter()
        .map(|citation| SourceRef {
            source: kb.sources[citation.source].id.clone(),
            at: citation.at.as_ref().map(|at| at.en.clone()),
            place: citation.at.clone(),
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
        kind: source.kind,
        publisher: source.publisher.clone(),
        url: source.url.clone(),
        date: source.date.map(Day::from),
        note: source.note.clone(),
    }
}
