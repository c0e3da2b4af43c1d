//! The provisions that meet one requirement, by how much they ask.
//!
//! Orders what the table of counterparts has computed, and says what one of a pair asks beyond the other.

use crate::lang::Bilingual;
use crate::lexicon::Relation;
use crate::logic::order::order;
use crate::model::{ProvisionIdx, RequirementIdx};
use crate::norm::Base;
use crate::query::counterpart::Counterparts;
use crate::query::ways;

use super::clause::Place;
use super::ways::says;

/// The provisions that meet a requirement, those of current editions and of drafts.
#[derive(Clone, Debug, Default)]
pub struct Ordered {
    /// Those that ask the same on their common products, what asks most first.
    pub groups: Vec<Group>,
    /// Pairs of groups of which the first asks more and between which there is none.
    pub steps: Vec<(usize, usize)>,
    /// Pinned ids of those that can be compared and fit nowhere, as each pair is compared on its own common products.
    pub misfits: Vec<String>,
    /// Pinned ids of those that can be compared with none of the others.
    pub apart: Vec<String>,
    /// What one of a pair asks beyond the other: of each step, in their order, then of what no path joins with the
    /// yardstick against it; of a group by its first one.
    pub differences: Vec<Difference>,
}

impl Ordered {
    /// Returns what the first of two groups asks beyond the second, if a step leads from it to it.
    pub fn step(&self, more: usize, less: usize) -> Option<&Difference> {
        let first = |at: usize| self.groups.get(at)?.provisions.first();
        let (a, b) = (first(more)?, first(less)?);
        self.differences.iter().find(|it| it.a == *a && it.b == *b)
    }

    /// Returns what two ask beyond one another that no step joins.
    pub fn across(&self) -> &[Difference] {
        self.differences.get(self.steps.len()..).unwrap_or_default()
    }
}

/// Provisions that ask the same.
#[derive(Clone, Debug)]
pub struct Group {
    /// Their pinned ids.
    pub provisions: Vec<String>,
    /// How many steps lead down to it at most.
    pub level: usize,
}

/// What each of two provisions asks beyond the other.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The pinned id of the first.
    pub a: String,
    /// The pinned id of the second.
    pub b: String,
    /// How the first relates to the second.
    pub relation: Relation,
    /// What the first asks and the second does not imply; none where that is too complex to be told.
    pub a_beyond: Option<Vec<Bilingual>>,
    /// The same of the second.
    pub b_beyond: Option<Vec<Bilingual>>,
}

/// Returns the order of some provisions that meet a requirement; the first of them is the yardstick.
pub(super) fn ordered(
    kb: Base<'_>,
    all: &Counterparts<'_>,
    requirement: RequirementIdx,
    members: &[ProvisionIdx],
) -> Ordered {
    let related = |a: usize, b: usize| {
        let (a, b) = (*members.get(a)?, *members.get(b)?);
        Some(all.between(requirement, a, b)?.relation)
    };
    let found = order(members.len(), related);
    let first = |group: usize| found.groups.get(group)?.rules.first().copied();
    let mut pairs: Vec<(usize, usize)> =
        found.steps.iter().filter_map(|(more, less)| Some((first(*more)?, first(*less)?))).collect();
    // What no path joins with the yardstick; where one does, its steps say it.
    let firsts = (0..found.groups.len()).filter_map(first).filter(|at| cross(related(*at, 0)));
    pairs.extend(firsts.chain(found.misfits.iter().copied()).filter(|at| *at != 0).map(|at| (at, 0)));
    let ids = |list: &[usize]| -> Vec<String> {
        list.iter().filter_map(|at| members.get(*at)).map(|idx| kb.provisions[*idx].id.clone()).collect()
    };
    let pair = |(a, b): &(usize, usize)| {
        let relation = related(*a, *b).filter(|it| differ(*it))?;
        Some(([*members.get(*a)?, *members.get(*b)?], relation))
    };
    let pairs: Vec<([ProvisionIdx; 2], Relation)> = pairs.iter().filter_map(pair).collect();
    Ordered {
        groups: found.groups.iter().map(|it| Group { provisions: ids(&it.rules), level: it.level }).collect(),
        misfits: ids(&found.misfits),
        apart: ids(&found.apart),
        differences: differences(kb, requirement, &pairs),
        steps: found.steps,
    }
}

/// Says whether two may differ without one of them asking more.
fn cross(relation: Option<Relation>) -> bool {
    match relation {
        Some(Relation::Overlapping | Relation::Incompatible) => true,
        Some(
            Relation::Equal
            | Relation::Stricter
            | Relation::Looser
            | Relation::Disjoint
            | Relation::Absent
            | Relation::Only
            | Relation::Undetermined,
        )
        | None => false,
    }
}

/// Says whether what one of two asks beyond the other can be told: they do not ask the same, and can be compared.
fn differ(relation: Relation) -> bool {
    match relation {
        Relation::Stricter | Relation::Looser | Relation::Overlapping | Relation::Incompatible => true,
        Relation::Equal | Relation::Disjoint | Relation::Absent | Relation::Only | Relation::Undetermined => {
            false
        }
    }
}

/// Returns what each of two asks beyond the other.
fn differences(
    kb: Base<'_>,
    requirement: RequirementIdx,
    pairs: &[([ProvisionIdx; 2], Relation)],
) -> Vec<Difference> {
    let both: Vec<[ProvisionIdx; 2]> = pairs.iter().flat_map(|([a, b], _)| [[*a, *b], [*b, *a]]).collect();
    let mut found = both.iter().zip(ways::beyond(kb, requirement, &both)).map(|([one, _], beyond)| {
        let place = Place::of_provision(kb, *one);
        beyond.map(|all| all.iter().map(|it| says(kb, &place, it)).collect::<Vec<Bilingual>>())
    });
    let difference = |([a, b], relation): &([ProvisionIdx; 2], Relation)| Difference {
        a: kb.provisions[*a].id.clone(),
        b: kb.provisions[*b].id.clone(),
        relation: *relation,
        a_beyond: found.next().flatten(),
        b_beyond: found.next().flatten(),
    };
    pairs.iter().map(difference).collect()
}
