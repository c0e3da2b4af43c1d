//! What the strictest merge of the markets concerned demands under both laws.

use std::collections::BTreeSet;

use crate::lexicon::Binding;
use crate::logic::domain::Facts;
use crate::logic::formula::Formula;
use crate::model::{EditionIdx, Node, RequirementIdx};
use crate::norm::Base;
use crate::query::counterpart::requirements_of;
use crate::query::market::country;
use crate::query::merge::{Asked, Conjunct, MergedRequirement, merge};

use super::{Laws, Open, Row, is_unchanged};

/// What is demanded on one requirement, where it changes.
#[derive(Clone, Debug)]
pub struct MergeChange {
    /// The requirement.
    pub requirement: RequirementIdx,
    /// What is demanded no longer.
    pub before: Vec<Conjunct>,
    /// What is demanded anew.
    pub after: Vec<Conjunct>,
}

/// Merges the markets of the mandatory instruments of the proposal, with its voluntary editions named, on the
/// requirements whose provisions change.
///
/// Beside them the requirements on which one of the laws leaves the merge undecided.
pub(super) fn changes(laws: &Laws, rows: &[Row]) -> (Vec<MergeChange>, Vec<Open>) {
    let on = touched(laws, rows);
    if on.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let editions = laws.editions();
    let markets: BTreeSet<String> = editions
        .iter()
        .map(|(_, new)| &laws.after().kb.instruments[laws.after().kb.editions[*new].instrument])
        .filter(|it| it.binding == Binding::Mandatory)
        .map(|it| country(&it.jurisdiction).to_owned())
        .collect();
    let whole = |edition| Node { edition, locator: None, provision: None };
    let voluntary = |edition: &EditionIdx| {
        let kb = laws.after().kb;
        kb.instruments[kb.editions[*edition].instrument].binding != Binding::Mandatory
    };
    let merged = |law: Base<'_>, with: Vec<Node>| {
        let asked = Asked {
            markets: markets.iter().cloned().collect(),
            with,
            on: on.clone(),
            known: Facts::default(),
        };
        merge(law, &asked).requirements
    };
    let old = editions.iter().filter_map(|(old, _)| *old).filter(|it| voluntary(it)).map(whole).collect();
    let new = editions.iter().map(|(_, new)| *new).filter(|it| voluntary(it)).map(whole).collect();
    let (before, after) = (merged(laws.before(), old), merged(laws.after(), new));
    let undecided = |of: RequirementIdx| {
        before.iter().chain(&after).any(|it| it.requirement == of && it.failure.is_some())
    };
    let (open, decided): (Vec<RequirementIdx>, Vec<RequirementIdx>) =
        on.iter().partition(|it| undecided(**it));
    let changed = decided.into_iter().filter_map(|it| change(it, &before, &after)).collect();
    (changed, open.into_iter().map(Open::Merge).collect())
}

/// Returns the requirements that a provision meets whose demands change.
fn touched(laws: &Laws, rows: &[Row]) -> Vec<RequirementIdx> {
    let changed = rows.iter().filter(|row| !is_unchanged(laws, **row));
    let met: BTreeSet<RequirementIdx> = changed
        .flat_map(|(old, new)| old.iter().chain(new))
        .flat_map(|idx| requirements_of(laws.after(), *idx))
        .collect();
    met.into_iter().collect()
}

fn change(
    requirement: RequirementIdx,
    before: &[MergedRequirement],
    after: &[MergedRequirement],
) -> Option<MergeChange> {
    let of = |all: &[MergedRequirement]| -> Vec<Conjunct> {
        let found = all.iter().find(|it| it.requirement == requirement);
        let lines = found.into_iter().flat_map(|it| &it.conjuncts);
        lines.cloned().collect()
    };
    let key = |it: &Conjunct| (it.applies_formula.clone(), it.demand_formula.clone());
    let (old, new) = (of(before), of(after));
    let keys = |all: &[Conjunct]| -> BTreeSet<(Formula, Formula)> { all.iter().map(key).collect() };
    let (was, is) = (keys(&old), keys(&new));
    let before: Vec<Conjunct> = old.into_iter().filter(|it| !is.contains(&key(it))).collect();
    let after: Vec<Conjunct> = new.into_iter().filter(|it| !was.contains(&key(it))).collect();
    (!before.is_empty() || !after.is_empty()).then_some(MergeChange { requirement, before, after })
}
