//! Who regulates a requirement in a world, and which of them do it alike.
//!
//! Never compares two members whose realisations have the same canonical form.

use std::collections::{BTreeMap, BTreeSet};

use crate::logic::canon::group_equal;
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::logic::space::{BUDGET, Space};
use crate::logic::verdict::Rule;
use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, realisation};
use crate::query::counterpart::requirements_of;

use super::pair::Memo;
use super::realised::Realised;
use super::seen::Seen;
use super::{Aligned, Side, World};

/// The binding provisions of every member by requirement.
pub(super) struct Table {
    wanted: Option<BTreeSet<RequirementIdx>>,
    members: Vec<Member>,
}

struct Member {
    instrument: InstrumentIdx,
    edition: EditionIdx,
    meets: BTreeMap<RequirementIdx, Vec<ProvisionIdx>>,
}

impl Table {
    pub(super) fn new(alignment: AlignmentIdx, world: &World<'_>) -> Self {
        let kb = world.law;
        let wanted = kb.alignments[alignment].on.as_ref().map(|on| on.iter().copied().collect());
        let members = world.editions.iter().map(|(member, edition)| {
            let mut meets: BTreeMap<RequirementIdx, Vec<ProvisionIdx>> = BTreeMap::new();
            for idx in &kb.editions[*edition].provisions {
                if kb.concerns_products(*idx) && kb.stands(*idx) {
                    for requirement in requirements_of(kb, *idx) {
                        meets.entry(requirement).or_default().push(*idx);
                    }
                }
            }
            Member { instrument: *member, edition: *edition, meets }
        });
        Self { wanted, members: members.collect() }
    }

    /// Returns the requirements that at least one member regulates and that the alignment is about.
    pub(super) fn requirements(&self) -> Vec<RequirementIdx> {
        let regulated: BTreeSet<RequirementIdx> =
            self.members.iter().flat_map(|member| member.meets.keys()).copied().collect();
        let wanted = |it: &RequirementIdx| self.wanted.as_ref().is_none_or(|wanted| wanted.contains(it));
        regulated.into_iter().filter(wanted).collect()
    }

    /// Returns the binding provisions of a member that meet a requirement.
    pub(super) fn provisions(&self, member: InstrumentIdx, requirement: RequirementIdx) -> &[ProvisionIdx] {
        let of = self.members.iter().find(|it| it.instrument == member);
        of.and_then(|it| it.meets.get(&requirement)).map_or(&[], Vec::as_slice)
    }

    /// Returns what every member does about a requirement.
    pub(super) fn sides(&self, requirement: RequirementIdx) -> Vec<Side> {
        let side = |it: &Member| Side {
            member: it.instrument,
            edition: it.edition,
            provisions: it.meets.get(&requirement).cloned().unwrap_or_default(),
        };
        self.members.iter().map(side).collect()
    }
}

/// Compares all members on one requirement.
pub(super) fn compare(
    alignment: AlignmentIdx,
    world: &World<'_>,
    requirement: RequirementIdx,
    sides: Vec<Side>,
    before: &Seen,
) -> (Aligned, Seen) {
    let kb = world.law;
    let (regulating, absent): (Vec<Side>, Vec<Side>) =
        sides.into_iter().partition(|side| !side.provisions.is_empty());
    let realised = realised(kb, requirement, regulating);
    let same = joint(kb, &realised);
    let mut memo = Memo::new(alignment, world, requirement, before);
    for (at, left) in realised.iter().enumerate() {
        for side in &absent {
            memo.absent(left, side);
        }
        for right in realised.iter().skip(at + 1) {
            let alike = left.group == right.group && same.contains(&left.group);
            if !alike {
                memo.pair(left, right);
            }
        }
    }
    memo.finish()
}

fn realised(kb: Base<'_>, requirement: RequirementIdx, sides: Vec<Side>) -> Vec<Realised> {
    let mut scopes: Vec<Formula> = Vec::new();
    let mut all = Vec::new();
    for side in sides {
        let demand = realisation(kb, side.edition, side.provisions.clone(), requirement);
        let scope = scopes.iter().position(|scope| *scope == demand.scope).unwrap_or_else(|| {
            scopes.push(demand.scope.clone());
            scopes.len() - 1
        });
        let inside = demand.inside();
        all.push(Realised { side, demand, inside, group: 0, scope });
    }
    let rules: Vec<Rule> = all.iter().map(|it| it.inside.clone()).collect();
    // Where the forms of all together are too large, each pair is looked at by itself.
    let groups =
        group_equal(kb.theory, &rules).unwrap_or_else(|_| (0..rules.len()).map(|at| vec![at]).collect());
    for (number, group) in groups.iter().enumerate() {
        for at in group {
            if let Some(it) = all.get_mut(*at) {
                it.group = number;
            }
        }
    }
    all
}

/// Returns the groups all of whose members are met together by some product in all their scopes; within
/// those, every pair is equal and applies alike.
fn joint(kb: Base<'_>, realised: &[Realised]) -> BTreeSet<usize> {
    let mut groups: BTreeMap<usize, (&Rule, BTreeSet<&Formula>)> = BTreeMap::new();
    for it in realised {
        groups.entry(it.group).or_insert_with(|| (&it.inside, BTreeSet::new())).1.insert(&it.demand.scope);
    }
    let shared = |rule: &Rule, scopes: &BTreeSet<&Formula>| -> Result<bool, OverBudget> {
        let Some(criterion) = &rule.criterion else { return Ok(false) };
        let formulas: Vec<&Formula> = scopes.iter().copied().chain([&rule.applies, criterion]).collect();
        let space = Space::new(kb.theory, &formulas, BUDGET)?;
        let mut products = space.care.clone();
        for formula in formulas {
            products = space.and(&products, &space.compile(formula)?)?;
        }
        Ok(!products.is_false())
    };
    let met = groups.into_iter().filter(|(_, (rule, scopes))| shared(rule, scopes).unwrap_or(false));
    met.map(|(group, _)| group).collect()
}
