//! Entries of `kijun list`.

use crate::lang::Bilingual;
use crate::lexicon::{Modality, Status};
use crate::model::EditionIdx;
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::day::Day;

/// One provision of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// The pinned id.
    pub id: String,
    /// How strongly it speaks.
    pub modality: Modality,
    /// The status of the edition.
    pub status: Status,
    /// Its title.
    pub title: Bilingual,
    /// Its first day; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
}

/// Returns the provisions of editions, inherited ones included, void numbers left out.
pub fn provisions(kb: Base<'_>, editions: &[EditionIdx]) -> Vec<Entry> {
    let all = editions.iter().flat_map(|edition| {
        let edition = &kb.editions[*edition];
        edition.provisions.iter().map(move |idx| (edition, &kb.kb.provisions[*idx]))
    });
    all.map(|(edition, provision)| Entry {
        id: provision.id.clone(),
        modality: provision.body.modality,
        status: edition.status,
        title: provision.body.title.clone(),
        from: provision.from.date().map(Day::from),
        until: provision.until.map(Day::from),
    })
    .collect()
}
