//! Small faults of a criterion, and the products that tell them from it.
//!
//! Decides with the engine which faults change the meaning; never edits source text.
//! `length >= 6` has the mutants `length >= 5` and `length >= 7`.

use std::sync::Arc;

use biodivine_lib_bdd::Bdd;

use super::domain::{Domain, Facts};
use super::failure::{Failure, OverBudget};
use super::formula::{Atom, Formula};
use super::likely::likelier;
use super::space::{BUDGET, Space};
use super::theory::Theory;
use super::verdict::Rule;
use super::witness;

/// What a mutant changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// A limb of a conjunction or disjunction is left out.
    LimbDropped,
    /// A threshold is one lower.
    ThresholdLowered,
    /// A threshold is one higher.
    ThresholdRaised,
    /// A conjunction is a disjunction, or the other way round.
    ConnectiveSwapped,
}

/// A formula with one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// What was changed.
    pub change: Change,
    /// Where: the position of the part at each level, from the outside in.
    pub path: Vec<usize>,
    /// The changed formula.
    pub formula: Formula,
}

/// Returns all mutants of a formula, from left to right and from the outside in.
pub fn mutants(theory: &Theory, formula: &Formula) -> Vec<Mutant> {
    match formula {
        Formula::True | Formula::False => Vec::new(),
        Formula::Atom(atom) => moved(theory, *atom),
        Formula::Not(inner) => wrapped(mutants(theory, inner), 0, |changed| Formula::Not(Arc::new(changed))),
        Formula::All(parts) => of_parts(theory, parts, Formula::all, Formula::any),
        Formula::Any(parts) => of_parts(theory, parts, Formula::any, Formula::all),
    }
}

type Make = fn(Vec<Formula>) -> Formula;

fn of_parts(theory: &Theory, parts: &[Formula], make: Make, other: Make) -> Vec<Mutant> {
    let mut found = Vec::new();
    if parts.len() > 1 {
        found.push(Mutant {
            change: Change::ConnectiveSwapped,
            path: Vec::new(),
            formula: other(parts.to_vec()),
        });
        for at in 0..parts.len() {
            let left: Vec<Formula> = parts
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, part)| part.clone())
                .collect();
            found.push(Mutant { change: Change::LimbDropped, path: vec![at], formula: make(left) });
        }
    }
    for (at, part) in parts.iter().enumerate() {
        found.extend(wrapped(mutants(theory, part), at, |changed| {
            let replace =
                |(other, part): (usize, &Formula)| if other == at { changed.clone() } else { part.clone() };
            make(parts.iter().enumerate().map(replace).collect())
        }));
    }
    found
}

fn wrapped(inner: Vec<Mutant>, at: usize, make: impl Fn(Formula) -> Formula) -> Vec<Mutant> {
    inner
        .into_iter()
        .map(|mut mutant| {
            mutant.path.insert(0, at);
            Mutant { formula: make(mutant.formula), ..mutant }
        })
        .collect()
}

fn moved(theory: &Theory, atom: Atom) -> Vec<Mutant> {
    let Atom::AtLeast(var, cut) = atom else { return Vec::new() };
    let cuts = match theory.variables.find(var).map(|variable| variable.domain) {
        Some(Domain::Scale(levels)) => 1..=i64::from(levels) - 1,
        Some(Domain::Number { lo, hi }) => lo + 1..=hi,
        Some(Domain::Flag | Domain::Choice(_) | Domain::Set(_)) | None => return Vec::new(),
    };
    let both = [(Change::ThresholdLowered, cut - 1), (Change::ThresholdRaised, cut + 1)];
    both.into_iter()
        .filter(|(_, cut)| cuts.contains(cut))
        .map(|(change, cut)| Mutant {
            change,
            path: Vec::new(),
            formula: Formula::Atom(Atom::AtLeast(var, cut)),
        })
        .collect()
}

/// Returns the mutants of a rule's criterion that mean something else where the rule applies.
pub fn distinct_mutants(theory: &Theory, rule: &Rule) -> Result<Vec<Mutant>, Failure> {
    Ok(match Faults::of(theory, rule)? {
        Some(faults) => faults.distinct()?,
        None => Vec::new(),
    })
}

/// Says whether a device tells a mutant of a rule from the rule; facts that leave either open do not.
pub fn catches(rule: &Rule, mutant: &Mutant, device: &Facts) -> bool {
    let Some(criterion) = &rule.criterion else { return false };
    let verdicts = (criterion.evaluate(device), mutant.formula.evaluate(device));
    rule.applies.evaluate(device) == Some(true) && matches!(verdicts, (Some(one), Some(two)) if one != two)
}

/// Returns devices that just pass or just fail a rule, each with whether it passes.
///
/// They are the nearest products that tell the rule from its mutants, on either side: each mutant that means
/// something else is caught by at least one of them.
pub fn boundary(theory: &Theory, rule: &Rule) -> Result<Vec<(Facts, bool)>, Failure> {
    let mut devices: Vec<(Facts, bool)> = Vec::new();
    let Some(faults) = Faults::of(theory, rule)? else { return Ok(devices) };
    for mutant in faults.distinct()? {
        for (device, passes) in faults.telling(&mutant)? {
            if !catches(rule, &mutant, &device) {
                return Err(Failure::WitnessDoesNotReplay);
            }
            if !devices.iter().any(|(other, _)| *other == device) {
                devices.push((device, passes));
            }
        }
    }
    Ok(devices)
}

/// A rule and the diagrams of where it is met and where it fails, to hold its mutants against.
#[derive(Debug)]
pub struct Faults<'a> {
    theory: &'a Theory,
    rule: &'a Rule,
    mutants: Vec<Mutant>,
    space: Space,
    met: Bdd,
    failed: Bdd,
}

impl<'a> Faults<'a> {
    /// Compiles a rule with all its mutants; none where it has no criterion.
    pub fn of(theory: &'a Theory, rule: &'a Rule) -> Result<Option<Self>, OverBudget> {
        let Some(criterion) = &rule.criterion else { return Ok(None) };
        let mutants = mutants(theory, criterion);
        let mut formulas = vec![&rule.applies, criterion];
        formulas.extend(mutants.iter().map(|mutant| &mutant.formula));
        let space = Space::new(theory, &formulas, BUDGET)?;
        let applies = space.and(&space.care, &space.compile(&rule.applies)?)?;
        let met = space.and(&applies, &space.compile(criterion)?)?;
        let failed = space.and_not(&applies, &met)?;
        Ok(Some(Self { theory, rule, mutants, space, met, failed }))
    }

    /// Returns the mutants that mean something else where the rule applies.
    pub fn distinct(&self) -> Result<Vec<Mutant>, OverBudget> {
        let mut distinct = Vec::new();
        for mutant in &self.mutants {
            if self.reaches(&self.failed, &mutant.formula, true)?
                || self.reaches(&self.met, &mutant.formula, false)?
            {
                distinct.push(mutant.clone());
            }
        }
        Ok(distinct)
    }

    /// Says whether a formula holds, or does not hold, for some of these products.
    ///
    /// Alternatives are asked one by one: the diagram of all of them may be far larger than that of each.
    fn reaches(&self, products: &Bdd, formula: &Formula, holds: bool) -> Result<bool, OverBudget> {
        let alternatives = match formula {
            Formula::Not(inner) => return self.reaches(products, inner, !holds),
            Formula::Any(parts) if holds => parts,
            Formula::All(parts) if !holds => parts,
            Formula::True | Formula::False | Formula::Atom(_) | Formula::All(_) | Formula::Any(_) => {
                let diagram = self.space.compile(formula)?;
                return self.space.meet(products, &if holds { diagram } else { diagram.not() });
            }
        };
        for part in alternatives.iter() {
            if self.reaches(products, part, holds)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the nearest products on either side that tell a mutant from the rule, each with whether it passes.
    pub fn telling(&self, mutant: &Mutant) -> Result<Vec<(Facts, bool)>, OverBudget> {
        let changed = self.space.compile(&mutant.formula)?;
        let other = Rule { applies: self.rule.applies.clone(), criterion: Some(mutant.formula.clone()) };
        let passing = self.nearest(&self.space.and_not(&self.met, &changed)?, [self.rule, &other])?;
        let failing = self.nearest(&self.space.and(&self.failed, &changed)?, [&other, self.rule])?;
        Ok(passing.map(|it| (it, true)).into_iter().chain(failing.map(|it| (it, false))).collect())
    }

    fn nearest(&self, goal: &Bdd, rules: [&Rule; 2]) -> Result<Option<Facts>, OverBudget> {
        let constraints: Vec<usize> = self.space.constraints.iter().map(|(at, _)| *at).collect();
        let device = witness::nearest(&self.space, goal)?;
        Ok(device.map(|it| likelier(self.theory, &constraints, &Formula::True, rules, it)))
    }
}
