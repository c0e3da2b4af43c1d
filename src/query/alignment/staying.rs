//! Who may stay under the earlier texts, pair by pair: a transitional rule in one of two texts that change together.
//!
//! Looks at rules that the relations of provisions do not see, those that leave a choice. Where both texts leave one and
//! tell their products by facts that have nothing in common, each has the rule for its own procedure.

use std::collections::BTreeSet;

use crate::lexicon::Applicability;
use crate::logic::formula::Formula;
use crate::logic::relation::Reach;
use crate::logic::search::{applying, condition};
use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx, On, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Move};

use super::group::Table;
use super::seen::Seen;
use super::{Aligned, Pair, Side, Undecided, World, scope};

/// Compares every two members whose editions both have new texts on a requirement.
pub(super) fn compare(alignment: AlignmentIdx, world: &World<'_>, table: &Table, seen: &mut Seen) -> Aligned {
    let mut found = Aligned::default();
    for (at, left) in world.editions.iter().enumerate() {
        for right in world.editions.iter().skip(at + 1) {
            let Some(pair) = pair(alignment, world, table, (*left, *right), seen) else { continue };
            match pair {
                Ok(pair) => found.differing.push(pair),
                Err(undecided) => found.undecided.push(undecided),
            }
        }
    }
    found
}

type Member = (InstrumentIdx, EditionIdx);

fn pair(
    alignment: AlignmentIdx,
    world: &World<'_>,
    table: &Table,
    (left, right): (Member, Member),
    seen: &mut Seen,
) -> Option<Result<Pair, Undecided>> {
    let law = world.law;
    law.choices(left.1).chain(law.choices(right.1)).next()?;
    let common = table.requirements().into_iter();
    let common: Vec<RequirementIdx> =
        common.filter(|it| [left, right].iter().all(|member| has_new(law, table, *member, *it))).collect();
    let of = |member: Member| staying(law, member.1, &texts(table, member, &common));
    let (one, two) = (of(left), of(right));
    let sides = (scope::side(left), scope::side(right));
    let demanded = |side: &Side, may: &Formula| (side.clone(), vec![may.clone()]);
    let (first, second) = (demanded(&sides.0, &one), demanded(&sides.1, &two));
    if one == two || own_procedures(&one, &two) || seen.has(On::Transition, &first, &second) {
        return None;
    }
    seen.add(On::Transition, first, second);
    let scopes = [law.scope(left.1), law.scope(right.1)];
    let within = scopes[0].clone().and(scopes[1].clone());
    let undecided = |failure, (left, right)| Undecided { on: On::Transition, left, right, failure };
    let reach = match applying(law.theory, &within, &one, &two) {
        Ok(reach) => reach,
        Err(failure) => return Some(Err(undecided(failure, sides))),
    };
    match condition(law.theory, scopes, reach.applicability) {
        Ok(None | Some(Applicability::Same)) => None,
        Ok(Some(_)) => Some(Ok(scope::pair(alignment, world, On::Transition, sides, beside_none(reach)))),
        Err(over) => Some(Err(undecided(over.into(), sides))),
    }
}

/// Says whether an edition has a text of its own on a requirement, where there was an edition before.
fn has_new(kb: Base<'_>, table: &Table, (member, edition): Member, requirement: RequirementIdx) -> bool {
    let is_own = |idx: &ProvisionIdx| kb.provisions[*idx].origin.is_none();
    kb.editions[edition].amends.is_some() && table.provisions(member, requirement).iter().any(is_own)
}

fn texts(table: &Table, (member, _): Member, common: &[RequirementIdx]) -> BTreeSet<ProvisionIdx> {
    common.iter().flat_map(|it| table.provisions(member, *it)).copied().collect()
}

/// Returns the products that some rule leaves under what was there before these texts.
fn staying(kb: Base<'_>, edition: EditionIdx, texts: &BTreeSet<ProvisionIdx>) -> Formula {
    let leaves = |it: &&Move| (it.by_choice || it.stays.is_some()) && !it.out.is_disjoint(texts);
    Formula::any(kb.moves(edition).iter().filter(leaves).map(|it| it.products.clone()))
}

/// Calls some products more than none, and not other ones.
fn beside_none(mut reach: Reach) -> Reach {
    reach.applicability = match (reach.applicability, &reach.only_a, &reach.only_b) {
        (Applicability::Disjoint, Some(_), None) => Applicability::Wider,
        (Applicability::Disjoint, None, Some(_)) => Applicability::Narrower,
        (other, ..) => other,
    };
    reach
}

/// Says whether both sides leave some products, told by facts that have nothing in common.
fn own_procedures(one: &Formula, two: &Formula) -> bool {
    let (one, two) = (one.vars(), two.vars());
    !one.is_empty() && !two.is_empty() && one.is_disjoint(&two)
}
