//! The scopes of the members, pair by pair.
//!
//! A difference here is one of the pair and not of each requirement.

use crate::lexicon::Applicability;
use crate::logic::domain::Facts;
use crate::logic::formula::Formula;
use crate::logic::relation::Reach;
use crate::logic::search::applying;
use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx, On};

use super::seen::Seen;
use super::{Aligned, Pair, Separating, Shows, Side, Undecided, World};

/// Compares the scopes of every two members.
pub(super) fn compare(alignment: AlignmentIdx, world: &World<'_>, seen: &mut Seen) -> Aligned {
    let law = world.law;
    let mut found = Aligned::default();
    for (at, left) in world.editions.iter().enumerate() {
        for right in world.editions.iter().skip(at + 1) {
            let sides = (side(*left), side(*right));
            let (one, two) = (law.scope(left.1), law.scope(right.1));
            let demanded = |side: &Side, scope: &Formula| (side.clone(), vec![scope.clone()]);
            let (first, second) = (demanded(&sides.0, one), demanded(&sides.1, two));
            if seen.has(On::Scope, &first, &second) {
                continue;
            }
            seen.add(On::Scope, first, second);
            match applying(law.theory, &Formula::True, one, two) {
                Ok(reach) if reach.applicability == Applicability::Same => {}
                Ok(reach) => found.differing.push(pair(alignment, world, On::Scope, sides, reach)),
                Err(failure) => {
                    found.undecided.push(Undecided { on: On::Scope, left: sides.0, right: sides.1, failure });
                }
            }
        }
    }
    found
}

/// Returns the side of a member on which no provision is compared.
pub(super) fn side((member, edition): (InstrumentIdx, EditionIdx)) -> Side {
    Side { member, edition, provisions: Vec::new() }
}

/// Returns two sides of which each alone reaches other products.
pub(super) fn pair(
    alignment: AlignmentIdx,
    world: &World<'_>,
    on: On,
    (left, right): (Side, Side),
    reach: Reach,
) -> Pair {
    let device =
        |shows, facts: Option<Facts>| facts.map(|facts| Separating { shows, facts, fails: Vec::new() });
    let devices = [device(Shows::LeftApplies, reach.only_a), device(Shows::RightApplies, reach.only_b)];
    Pair {
        alignment,
        when: world.when,
        on,
        left,
        right,
        relation: None,
        condition: None,
        applicability: Some(reach.applicability),
        devices: devices.into_iter().flatten().collect(),
    }
}
