//! The law as it would be if a proposal began, or as it stands on another day.
//!
//! What was written stays as it is; each of these is a knowledge base of its own.

use crate::idx::IndexVec;
use crate::lexicon::Status;

use super::date::{Date, From};
use super::index::{EditionIdx, InstrumentIdx};
use super::kb::Kb;
use super::proposal::Proposal;

impl Kb {
    /// Returns what the law would be if a proposal began: its editions are made, and from its day on they stand in for
    /// every other edition of their instruments. The as-of date is that day.
    #[must_use]
    pub fn enacting(&self, proposal: &Proposal) -> Self {
        let mut law = self.clone();
        law.as_of = proposal.day(self.as_of);
        for idx in &proposal.editions {
            law.enact(*idx, proposal.from.unwrap_or(law.as_of));
        }
        // Proposals are made to the law that is.
        law.proposals = IndexVec::new();
        law
    }

    /// Returns the law without a proposal as it is looked at on another day: what was promulgated of it is a draft again,
    /// and what ends only because it begins goes on.
    #[must_use]
    pub fn without(&self, proposal: &Proposal, day: Date) -> Self {
        let mut law = self.as_on(day);
        for idx in &proposal.editions {
            law.withdraw(*idx);
        }
        law
    }

    fn withdraw(&mut self, idx: EditionIdx) {
        let edition = &mut self.editions[idx];
        if edition.status.is_draft() {
            return;
        }
        edition.status = Status::Proposed;
        let begins = edition.from.date();
        for other in self.instruments[self.editions[idx].instrument].editions.clone() {
            let edition = &mut self.editions[other];
            if other != idx && begins.is_some() && edition.until == begins {
                edition.until = None;
                edition.status = Status::InForce;
            }
        }
    }

    /// Returns an edition as a proposal by itself.
    pub fn alone(&self, idx: EditionIdx) -> Proposal {
        let edition = &self.editions[idx];
        Proposal {
            id: self.edition_id(idx),
            title: None,
            editions: vec![idx],
            from: edition.from.date(),
            note: None,
            sources: edition.sources.clone(),
            span: edition.span,
        }
    }

    /// Returns the law as it is looked at on another day.
    #[must_use]
    pub fn as_on(&self, day: Date) -> Self {
        let mut law = self.clone();
        law.as_of = day;
        law.proposals = IndexVec::new();
        law
    }

    fn enact(&mut self, idx: EditionIdx, day: Date) {
        for other in self.instruments[self.editions[idx].instrument].editions.clone() {
            let edition = &mut self.editions[other];
            if other == idx {
                edition.status = Status::Adopted;
                edition.from = From::On(day);
                edition.until = edition.until.filter(|until| *until > day);
            } else if !edition.status.is_draft() {
                if edition.from.date().is_some_and(|from| from > day) {
                    edition.from = From::On(day);
                }
                edition.until = Some(edition.until.map_or(day, |until| until.min(day)));
            }
        }
    }

    /// Returns the edition that an edition of a proposal would replace: the one in force on the day of the proposal.
    pub fn replaced(&self, proposal: &Proposal, instrument: InstrumentIdx) -> Option<EditionIdx> {
        self.current_edition_on(instrument, proposal.day(self.as_of))
            .filter(|idx| !proposal.editions.contains(idx))
    }
}
