//! Provisions of other instruments that meet the same requirement, and how they relate.
//!
//! Computed from criteria, never asserted; one table serves a whole build.

use std::collections::BTreeMap;

use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::relation::{Applicability, Relation, compare_within};
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, Kb, ProvisionIdx, RequirementIdx};

use super::meaning::part;

/// A provision of another instrument that meets the same requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// The other provision.
    pub provision: ProvisionIdx,
    /// The requirement that both meet.
    pub requirement: RequirementIdx,
    /// How the shown provision relates to it; none where it could not be decided within the budget.
    pub relation: Relation,
    /// Where the shown provision applies, compared with it.
    pub applicability: Applicability,
}

/// Returns the counterparts of a provision, by requirement and then by id.
pub fn counterparts(kb: &Kb, idx: ProvisionIdx) -> Vec<Counterpart> {
    let mut found = Vec::new();
    for requirement in requirements_of(kb, idx) {
        for other in meeting(kb, requirement) {
            if let Some(counterpart) = pair(kb, idx, other, requirement) {
                found.push(counterpart);
            }
        }
    }
    found
}

/// The counterparts of every provision.
#[derive(Debug, Default)]
pub struct Counterparts {
    of: BTreeMap<ProvisionIdx, Vec<Counterpart>>,
}

impl Counterparts {
    /// Computes all of them.
    pub fn new(kb: &Kb) -> Self {
        let of = kb.provisions.indices().map(|idx| (idx, counterparts(kb, idx)));
        Self { of: of.collect() }
    }

    /// Returns those of one provision.
    pub fn of(&self, idx: ProvisionIdx) -> &[Counterpart] {
        self.of.get(&idx).map_or(&[], Vec::as_slice)
    }
}

/// Returns the requirements that a provision meets, in order and without repetition.
pub fn requirements_of(kb: &Kb, idx: ProvisionIdx) -> Vec<RequirementIdx> {
    let mut found = Vec::new();
    for requirement in kb.provisions[idx].body.criteria.iter().filter_map(|criterion| criterion.requirement) {
        if !found.contains(&requirement) {
            found.push(requirement);
        }
    }
    found
}

/// Returns the provisions that meet a requirement, of current and of draft editions, instrument by instrument.
pub fn meeting(kb: &Kb, requirement: RequirementIdx) -> Vec<ProvisionIdx> {
    let shown: Vec<EditionIdx> = shown_editions(kb);
    let provisions = shown.iter().flat_map(|edition| &kb.editions[*edition].provisions).copied();
    provisions.filter(|idx| requirements_of(kb, *idx).contains(&requirement)).collect()
}

/// Returns the editions that comparisons show: for each instrument the current one and its drafts.
pub fn shown_editions(kb: &Kb) -> Vec<EditionIdx> {
    let mut shown = Vec::new();
    for (idx, instrument) in kb.instruments.iter_enumerated() {
        shown.extend(kb.current_edition(idx));
        shown.extend(
            instrument.editions.iter().copied().filter(|edition| kb.editions[*edition].status.is_draft()),
        );
    }
    shown
}

fn pair(kb: &Kb, idx: ProvisionIdx, other: ProvisionIdx, requirement: RequirementIdx) -> Option<Counterpart> {
    if kb.provisions[idx].instrument == kb.provisions[other].instrument {
        return None;
    }
    let (relation, applicability) = relate(kb, idx, other, requirement).ok()?;
    Some(Counterpart { provision: other, requirement, relation, applicability })
}

/// Relates two provisions on one requirement, over the products in both scopes.
pub fn relate(
    kb: &Kb,
    a: ProvisionIdx,
    b: ProvisionIdx,
    requirement: RequirementIdx,
) -> Result<(Relation, Applicability), Failure> {
    let rule = |idx: ProvisionIdx| Rule {
        applies: kb.provisions[idx].rule.applies.clone(),
        criterion: part(kb, idx, requirement),
    };
    let comparison = compare_within(&kb.theory, &both_scopes(kb, a, b), &rule(a), &rule(b))?;
    Ok((comparison.relation, comparison.applicability))
}

fn both_scopes(kb: &Kb, a: ProvisionIdx, b: ProvisionIdx) -> Formula {
    let within = |idx: ProvisionIdx| kb.editions[kb.provisions[idx].edition].within.clone();
    within(a).and(within(b))
}
