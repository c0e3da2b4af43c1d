//! What is mutated: each text once, however many editions have it.
//!
//! Inherited provisions with the same meaning are one target, and so are editions with the same scope.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::logic::failure::OverBudget;
use crate::logic::formula::{Atom, Formula};
use crate::logic::mutate::{Change, Mutant};
use crate::logic::space::{BUDGET, Space};
use crate::logic::verdict::Rule;
use crate::model::fact::DATES;
use crate::model::{EditionIdx, FactType, InstrumentIdx, ProvisionIdx};
use crate::norm::{Base, Norm};

use super::Place;

/// A formula to be mutated, and the provisions whose meaning changes with it.
pub(super) struct Target {
    pub(super) instrument: InstrumentIdx,
    pub(super) place: Place,
    /// The formula as the criterion of a rule that applies where the formula matters.
    pub(super) rule: Rule,
    /// All provisions that have the text.
    pub(super) heirs: Vec<ProvisionIdx>,
    /// The part that belongs to other targets: what `items` stands for.
    foreign: Option<Vec<usize>>,
}

/// Says whether a formula says of a date only that it is not `never`.
fn is_given(kb: Base<'_>, formula: &Formula) -> bool {
    matches!(formula, Formula::Atom(Atom::AtLeast(fact, bound))
        if *bound == DATES.0 && matches!(kb.facts[*fact].ty, FactType::Date))
}

impl Target {
    /// Returns those of the mutants that are about this target.
    pub(super) fn own(&self, kb: Base<'_>, mut mutants: Vec<Mutant>) -> Vec<Mutant> {
        // That a date is given at all has no threshold that a text could have got wrong.
        mutants.retain(|mutant| !is_given(kb, &self.part(&mutant.path)));
        if let Some(items) = &self.foreign {
            mutants.retain(|mutant| {
                let whole = mutant.change == Change::LimbDropped && mutant.path == *items;
                whole || !mutant.path.starts_with(items)
            });
        }
        mutants
    }

    /// Returns the part of the formula at a path, or the nearest part around it.
    pub(super) fn part(&self, path: &[usize]) -> Formula {
        let mut part = self.rule.criterion.as_ref().unwrap_or(&Formula::True);
        for step in path {
            part = match part {
                Formula::All(parts) | Formula::Any(parts) => match parts.get(*step) {
                    Some(inner) => inner,
                    None => return part.clone(),
                },
                Formula::Not(inner) => inner,
                Formula::True | Formula::False | Formula::Atom(_) => return part.clone(),
            };
        }
        part.clone()
    }

    /// Says whether some provision would apply to other products: a scope that every provision narrows by itself can be
    /// wider without any verdict being another one.
    pub(super) fn can_be_noticed(&self, kb: Base<'_>, mutant: &Mutant) -> Result<bool, OverBudget> {
        if !matches!(self.place, Place::Scope(_)) {
            return Ok(true);
        }
        for idx in &self.heirs {
            let condition = &kb.norm(*idx).condition;
            let (before, after) = (
                kb.scope_of(*idx).clone().and(condition.clone()),
                mutant.formula.clone().and(condition.clone()),
            );
            let space = Space::new(kb.theory, &[&before, &after], BUDGET)?;
            let (before, after) = (space.compile(&before)?, space.compile(&after)?);
            let before = space.and(&space.care, &before)?;
            let after = space.and(&space.care, &after)?;
            if before != after {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the scope and the norm that a provision would have with `mutant` in place of the formula.
    pub(super) fn mutated(&self, kb: Base<'_>, idx: ProvisionIdx, mutant: &Formula) -> (Formula, Norm) {
        let (scope, norm) = (kb.scope_of(idx).clone(), kb.norm(idx).clone());
        match self.place {
            Place::Scope(_) => (mutant.clone(), norm),
            Place::Applies(_) => (scope, Norm { condition: mutant.clone(), ..norm }),
            Place::Criterion(_) => (scope, Norm { criterion: Some(mutant.clone()), ..norm }),
        }
    }
}

/// Returns all targets: scopes first, then provisions in source order.
pub(super) fn targets(kb: Base<'_>) -> Vec<Target> {
    let mut targets = scopes(kb);
    let mut groups: BTreeMap<(usize, Formula, Option<Formula>), Vec<ProvisionIdx>> = BTreeMap::new();
    for (idx, provision) in kb.provisions.iter_enumerated() {
        let norm = kb.norm(idx);
        if kb.concerns_products(idx) && norm.criterion.is_some() {
            // Editions share the text that they inherit; its address is only compared within this function.
            let text = Arc::as_ptr(&provision.body).addr();
            let key = (text, norm.condition.clone(), norm.criterion.clone());
            groups.entry(key).or_default().push(idx);
        }
    }
    let mut groups: Vec<_> =
        groups.into_iter().filter_map(|(key, heirs)| Some((*heirs.first()?, key, heirs))).collect();
    groups.sort_by_key(|(first, ..)| *first);
    for (first, (_, applies, criterion), heirs) in groups {
        let provision = &kb.provisions[first];
        let target = |place, rule, foreign| Target {
            instrument: provision.instrument,
            place,
            rule,
            heirs: heirs.clone(),
            foreign,
        };
        let applying = Rule { applies: kb.scope(provision.edition).clone(), criterion: Some(applies) };
        let items = criterion.as_ref().and_then(|it| path_of(it, &kb.items_demand(first)?));
        let whole = Rule { applies: kb.applies(first), criterion };
        targets.push(target(Place::Applies(first), applying, None));
        targets.push(target(Place::Criterion(first), whole, items));
    }
    targets
}

fn scopes(kb: Base<'_>) -> Vec<Target> {
    let mut groups: BTreeMap<(InstrumentIdx, &Formula), Vec<EditionIdx>> = BTreeMap::new();
    for (idx, edition) in kb.editions.iter_enumerated() {
        groups.entry((edition.instrument, kb.scope(idx))).or_default().push(idx);
    }
    let target = |(instrument, within): (InstrumentIdx, &Formula), editions: Vec<EditionIdx>| {
        let provisions = editions.iter().flat_map(|idx| &kb.editions[*idx].provisions).copied();
        Some(Target {
            instrument,
            place: Place::Scope(*editions.first()?),
            rule: Rule { applies: Formula::True, criterion: Some(within.clone()) },
            heirs: provisions.filter(|idx| kb.concerns_products(*idx)).collect(),
            foreign: None,
        })
    };
    let targets = groups.into_iter().filter_map(|(key, editions)| target(key, editions));
    targets.filter(|target| !target.heirs.is_empty()).collect()
}

/// Returns the path to a part of a formula.
fn path_of(formula: &Formula, part: &Formula) -> Option<Vec<usize>> {
    if formula == part {
        return Some(Vec::new());
    }
    let inner: Vec<&Formula> = match formula {
        Formula::All(parts) | Formula::Any(parts) => parts.iter().collect(),
        Formula::Not(inner) => vec![inner],
        Formula::True | Formula::False | Formula::Atom(_) => Vec::new(),
    };
    inner.into_iter().enumerate().find_map(|(at, inner)| {
        let mut path = path_of(inner, part)?;
        path.insert(0, at);
        Some(path)
    })
}
