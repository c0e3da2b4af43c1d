//! The law of one world as an alignment sees it: the edition of each member.

use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx};
use crate::norm::Base;
use crate::query::world::{self, WorldId};

/// The law of one world.
#[derive(Clone, Debug)]
pub(super) struct World<'a> {
    pub(super) when: WorldId,
    /// The law, dated.
    pub(super) law: Base<'a>,
    /// The edition of each member that has one, in the order of the alignment.
    pub(super) editions: Vec<(InstrumentIdx, EditionIdx)>,
}

/// Returns every world of an alignment.
pub(super) fn worlds(kb: Base<'_>, alignment: AlignmentIdx) -> Vec<World<'_>> {
    let members = &kb.kb.alignments[alignment].members;
    world::worlds(kb, members).into_iter().map(|it| World::new(it, members)).collect()
}

impl<'a> World<'a> {
    fn new(world::World { when, law }: world::World<'a>, members: &[InstrumentIdx]) -> Self {
        let edition = |member: &InstrumentIdx| Some((*member, law.kb.current_edition_on(*member, when.day)?));
        Self { when, law: law.on(when.day), editions: members.iter().filter_map(edition).collect() }
    }
}
