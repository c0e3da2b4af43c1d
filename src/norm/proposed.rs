//! The law of each proposal, compiled when somebody asks for it.

use std::sync::{Arc, OnceLock};

use crate::model::{Kb, ProposalIdx};

use super::base::{Base, Enacted, Norms, Proposed};

/// Returns a place for the law of each proposal.
pub(super) fn none_yet(kb: &Kb) -> Proposed {
    kb.proposals.indices().map(|_| OnceLock::new()).collect()
}

impl Base<'_> {
    /// Returns the law as it would be if a proposal began, the day left out; its as-of date is the day of the proposal.
    #[must_use]
    pub fn enacting(self, proposal: ProposalIdx) -> Self {
        let law = self.whole().norms().proposed.find(proposal).map(|place| {
            place.get_or_init(|| {
                let kb = self.kb.enacting(&self.kb.proposals[proposal]);
                let norms = Norms::compile(&kb);
                Arc::new(Enacted { kb, norms })
            })
        });
        law.map_or(self, |law| Self::new(&law.kb, &law.norms))
    }
}
