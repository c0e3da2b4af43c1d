//! The states of the law in which an alignment is checked.
//!
//! The law in force is one; all drafts of one label are another, for they come into force together (ADR 0110).

use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx};
use crate::norm::Base;

/// The edition of each member, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// The label of the drafts that stand in, if any do.
    pub draft: Option<String>,
    /// The members that have an edition here, in the order of the alignment.
    pub editions: Vec<(InstrumentIdx, EditionIdx)>,
}

impl World {
    /// Says whether the world is that of a draft and two of its editions are those of the law in force.
    pub(super) fn repeats_law(&self, kb: Base<'_>, left: EditionIdx, right: EditionIdx) -> bool {
        let is_draft = |idx: EditionIdx| kb.editions[idx].status.is_draft();
        self.draft.is_some() && !is_draft(left) && !is_draft(right)
    }
}

/// Returns the law in force, then one world for each label of a draft of a member, in order of declaration.
pub fn worlds(kb: Base<'_>, alignment: AlignmentIdx) -> Vec<World> {
    let members = &kb.alignments[alignment].members;
    let mut worlds = vec![world(kb, members, None)];
    for label in labels(kb, members) {
        worlds.push(world(kb, members, Some(label)));
    }
    worlds
}

fn labels(kb: Base<'_>, members: &[InstrumentIdx]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for edition in members.iter().flat_map(|member| &kb.instruments[*member].editions) {
        let edition = &kb.editions[*edition];
        if edition.status.is_draft() && !labels.contains(&edition.id) {
            labels.push(edition.id.clone());
        }
    }
    labels
}

fn world(kb: Base<'_>, members: &[InstrumentIdx], draft: Option<String>) -> World {
    let stands_in = |member: InstrumentIdx| {
        let is_it = |idx: &EditionIdx| {
            let edition = &kb.editions[*idx];
            edition.status.is_draft() && draft.as_ref() == Some(&edition.id)
        };
        kb.instruments[member].editions.iter().copied().find(is_it)
    };
    let edition = |member: InstrumentIdx| stands_in(member).or_else(|| kb.current_edition(member));
    let editions = members.iter().filter_map(|member| Some((*member, edition(*member)?))).collect();
    World { draft, editions }
}
