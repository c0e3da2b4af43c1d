//! Same requirement, same criterion: how the members of an alignment realise each requirement.
//!
//! Computes what is; what somebody declared of it is for `deviation`. Equal realisations are found by
//! canonical form, so that only what differs is compared.
//! Of the three Japanese members two realise the default credential alike, and the third asks for more.

use rayon::prelude::*;

use crate::lexicon::{Applicability, Relation};
use crate::logic::domain::Facts;
use crate::logic::failure::Failure;
use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx, On, ProvisionIdx};
use crate::norm::Base;
use crate::query::world::WorldId;

mod group;
mod pair;
mod realised;
mod scope;
mod seen;
mod staying;
mod world;

use group::Table;
use seen::Seen;
use world::{World, worlds};

/// What one member does about a requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// The member.
    pub member: InstrumentIdx,
    /// Its edition in this world.
    pub edition: EditionIdx,
    /// Its binding provisions that meet the requirement, in order; none where it does not regulate it, or where scopes
    /// are compared.
    pub provisions: Vec<ProvisionIdx>,
}

/// What a device shows of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shows {
    /// It meets the left side and fails the right.
    RightFails,
    /// It meets the right side and fails the left.
    LeftFails,
    /// Only the left side applies to it.
    LeftApplies,
    /// Only the right side applies to it.
    RightApplies,
}

/// A device that tells the two sides apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separating {
    /// What it shows.
    pub shows: Shows,
    /// Its facts, total over the facts of both sides.
    pub facts: Facts,
    /// The provisions that it fails.
    pub fails: Vec<ProvisionIdx>,
}

/// Two members that do not have the same criterion for a requirement, or not the same scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The alignment.
    pub alignment: AlignmentIdx,
    /// The first world in which this is so.
    pub when: WorldId,
    /// What they are compared on.
    pub on: On,
    /// The member that is described.
    pub left: Side,
    /// The other member.
    pub right: Side,
    /// How the left relates to the right; none of scopes.
    pub relation: Option<Relation>,
    /// The conditions of the left inside both scopes, compared with those of the right; none where one of them does
    /// not regulate the requirement, where no product is in both scopes, and of scopes.
    pub condition: Option<Applicability>,
    /// The scope of the left, or the products that may stay under its earlier texts, compared with that of the right; none
    /// on a requirement.
    pub applicability: Option<Applicability>,
    /// Devices that tell them apart.
    pub devices: Vec<Separating>,
}

impl Pair {
    /// Returns the pair as described from its other side.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mut pair = self.clone();
        std::mem::swap(&mut pair.left, &mut pair.right);
        pair.relation = pair.relation.map(Relation::mirrored);
        pair.condition = pair.condition.map(Applicability::mirrored);
        pair.applicability = pair.applicability.map(Applicability::mirrored);
        for device in &mut pair.devices {
            device.shows = match device.shows {
                Shows::RightFails => Shows::LeftFails,
                Shows::LeftFails => Shows::RightFails,
                Shows::LeftApplies => Shows::RightApplies,
                Shows::RightApplies => Shows::LeftApplies,
            };
        }
        pair
    }

    /// Says whether one side does not regulate the requirement.
    pub fn is_one_sided(&self) -> bool {
        matches!(self.relation, Some(Relation::Absent | Relation::Only))
    }
}

/// Two members whose relation could not be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// What they are compared on.
    pub on: On,
    /// The one side.
    pub left: Side,
    /// The other side.
    pub right: Side,
    /// Why.
    pub failure: Failure,
}

/// What came of one alignment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aligned {
    /// Pairs that differ: by world, requirement and order of the members.
    pub differing: Vec<Pair>,
    /// Pairs that could not be decided.
    pub undecided: Vec<Undecided>,
}

/// Computes every pair of members, their scopes and every requirement, in every world.
///
/// What was so in an earlier world is not found again: a pair of the same texts that demand the same.
pub fn aligned(kb: Base<'_>, alignment: AlignmentIdx) -> Aligned {
    let mut whole = Aligned::default();
    let mut seen = Seen::default();
    for world in worlds(kb, alignment) {
        whole.take(scope::compare(alignment, &world, &mut seen));
        let table = Table::new(alignment, &world);
        whole.take(staying::compare(alignment, &world, &table, &mut seen));
        let known = &seen;
        let parts: Vec<(Aligned, Seen)> = table
            .requirements()
            .into_par_iter()
            .map(|requirement| {
                group::compare(alignment, &world, requirement, table.sides(requirement), known)
            })
            .collect();
        for (part, new) in parts {
            whole.take(part);
            seen.take(new);
        }
    }
    whole
}

/// Returns the editions of the members in every world.
pub fn editions(kb: Base<'_>, alignment: AlignmentIdx) -> impl Iterator<Item = EditionIdx> {
    worlds(kb, alignment).into_iter().flat_map(|world| world.editions).map(|(_, edition)| edition)
}

impl Aligned {
    fn take(&mut self, other: Self) {
        self.differing.extend(other.differing);
        self.undecided.extend(other.undecided);
    }
}
