//! The scopes of the members, pair by pair.
//!
//! A difference here is one of the pair and not of each requirement.

use crate::lexicon::Applicability;
use crate::logic::domain::Facts;
use crate::logic::formula::Formula;
use crate::logic::relation::Reach;
use crate::logic::search::applying;
use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx, On};
use crate::norm::Base;

use super::{Aligned, Pair, Separating, Shows, Side, Undecided, World};

/// Compares the scopes of every two members.
pub(super) fn compare(kb: Base<'_>, alignment: AlignmentIdx, world: &World) -> Aligned {
    let mut found = Aligned::default();
    for (at, left) in world.editions.iter().enumerate() {
        for right in world.editions.iter().skip(at + 1) {
            if world.repeats_law(kb, left.1, right.1) {
                continue;
            }
            let sides = (side(*left), side(*right));
            match applying(kb.theory, &Formula::True, kb.scope(left.1), kb.scope(right.1)) {
                Ok(reach) if reach.applicability == Applicability::Same => {}
                Ok(reach) => found.differing.push(pair(alignment, world, sides, reach)),
                Err(failure) => {
                    found.undecided.push(Undecided { on: On::Scope, left: sides.0, right: sides.1, failure });
                }
            }
        }
    }
    found
}

fn side((member, edition): (InstrumentIdx, EditionIdx)) -> Side {
    Side { member, edition, provisions: Vec::new() }
}

fn pair(alignment: AlignmentIdx, world: &World, (left, right): (Side, Side), reach: Reach) -> Pair {
    let device =
        |shows, facts: Option<Facts>| facts.map(|facts| Separating { shows, facts, fails: Vec::new() });
    let devices = [device(Shows::LeftApplies, reach.only_a), device(Shows::RightApplies, reach.only_b)];
    Pair {
        alignment,
        draft: world.draft.clone(),
        on: On::Scope,
        left,
        right,
        relation: None,
        condition: None,
        applicability: Some(reach.applicability),
        devices: devices.into_iter().flatten().collect(),
    }
}
