//! The dates of the base as a list.

use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::{Listed, Turn};
use crate::model::Date;
use crate::norm::Base;
use crate::query::dates::{self, Dated, Subject};

use super::day::Day;

/// A day on which something begins, ends, changes or falls due.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DateEntry {
    /// The day; of what ends, the day after its last.
    pub date: Day,
    /// What happens.
    pub turn: Turn,
    /// In which list the item is.
    pub kind: Listed,
    /// Its id; of editions and provisions pinned.
    pub id: String,
    /// Its title; of an edition that of the instrument, of a provision how it is cited.
    pub title: Bilingual,
}

/// Returns the dates in order, from a day on and before another.
pub fn entries(kb: Base<'_>, from: Option<Date>, until: Option<Date>) -> Vec<DateEntry> {
    dates::dates(kb.kb, from, until).into_iter().filter_map(|it| entry(kb, it)).collect()
}

fn entry(kb: Base<'_>, it: Dated) -> Option<DateEntry> {
    let (kind, id, title) = match it.subject {
        Subject::Edition(idx) => {
            let title = kb.instruments[kb.editions[idx].instrument].title.clone();
            (Listed::Editions, kb.edition_id(idx), title)
        }
        Subject::Provision(idx) => {
            let provision = &kb.provisions[idx];
            (Listed::Provisions, provision.id.clone(), provision.body.cite.clone())
        }
        Subject::Deeming(at) => {
            let deeming = kb.kb.deemings.get(at)?;
            let title = deeming.title.as_ref().unwrap_or(&deeming.basis).clone();
            (Listed::Deemings, deeming.id.clone(), title)
        }
        Subject::Proposal(idx) => {
            let proposal = &kb.kb.proposals[idx];
            (Listed::Proposals, proposal.id.clone(), proposal.title.clone().unwrap_or_default())
        }
        Subject::Deviation(at) => {
            let deviation = kb.kb.deviations.get(at)?;
            let title = deviation.title.as_ref().unwrap_or(&deviation.because).clone();
            (Listed::Deviations, deviation.id.clone(), title)
        }
        Subject::Source(idx) => {
            let source = &kb.sources[idx];
            (Listed::Sources, source.id.clone(), source.title.clone())
        }
    };
    Some(DateEntry { date: it.day.into(), turn: it.turn, kind, id, title })
}
