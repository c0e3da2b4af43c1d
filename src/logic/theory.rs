//! Typed variables and the background truth about them.
//!
//! Owns which constraints can matter to a question; never decides a criterion.
//! A constraint over `a` and `b` is relevant to a question about `a`, one over `c` and `d` is not.

use std::collections::{BTreeMap, BTreeSet};

use crate::idx::IndexVec;
use crate::lexicon::Nature;

use super::domain::{Facts, Value, Var, Variable};
use super::failure::OverBudget;
use super::formula::Formula;
use super::sat::{self, Answer};

/// The variables of a corpus and what always holds between them.
#[derive(Clone, Debug, Default)]
pub struct Theory {
    /// The variables, in declaration order.
    pub variables: IndexVec<Variable>,
    /// What every product obeys.
    pub constraints: Vec<Formula>,
    /// What is possible and far-fetched; never a premise.
    unlikely: Vec<Formula>,
    /// For every variable what is unlikely and tests it first.
    doubting: IndexVec<Vec<usize>, Variable>,
    /// For every variable the constraints that test it, so that a question touches only those near it.
    testing: IndexVec<Vec<usize>, Variable>,
}

impl Theory {
    /// Puts variables and constraints together.
    pub fn new(variables: IndexVec<Variable>, constraints: Vec<Formula>) -> Self {
        let none = || variables.iter().map(|_| Vec::new()).collect();
        let (testing, doubting) = (none(), none());
        let (unlikely, mine) = (Vec::new(), Vec::with_capacity(constraints.len()));
        let mut theory = Self { variables, constraints: mine, unlikely, doubting, testing };
        for constraint in constraints {
            theory.constrain(constraint);
        }
        theory
    }

    /// Adds a constraint behind the others.
    pub fn constrain(&mut self, constraint: Formula) {
        for var in constraint.vars() {
            if self.testing.find(var).is_some() {
                self.testing[var].push(self.constraints.len());
            }
        }
        self.constraints.push(constraint);
    }

    /// Adds what is unlikely behind the rest of it.
    pub fn doubt(&mut self, unlikely: Formula) {
        if let Some(first) = unlikely.vars().first()
            && self.doubting.find(*first).is_some()
        {
            self.doubting[*first].push(self.unlikely.len());
        }
        self.unlikely.push(unlikely);
    }

    /// Returns, by position, what is unlikely of products with these variables: that which tests no other.
    pub(crate) fn doubts(&self, product: &Facts) -> Vec<(usize, &Formula)> {
        let first = product.keys().filter_map(|var| self.doubting.find(*var)).flatten();
        let all = first.filter_map(|at| Some((*at, self.unlikely.get(*at)?)));
        let mut all: Vec<_> =
            all.filter(|(_, it)| it.vars().iter().all(|var| product.contains_key(var))).collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        all
    }

    /// Returns, by position, what is unlikely and holds for a product.
    pub fn odd(&self, product: &Facts) -> Vec<usize> {
        let doubts = self.doubts(product).into_iter();
        doubts.filter(|(_, it)| it.evaluate(product) == Some(true)).map(|(at, _)| at).collect()
    }

    /// Returns the constraints that share a variable with `vars`, directly or through others.
    ///
    /// The rest can be satisfied apart, so it cannot change an answer about `vars`.
    pub fn relevant(&self, vars: &BTreeSet<Var>) -> Vec<usize> {
        self.connected(vars, &Facts::new())
    }

    /// Returns the constraints connected with `vars` through variables that `known` does not fix.
    pub(crate) fn connected(&self, vars: &BTreeSet<Var>, known: &Facts) -> Vec<usize> {
        let mut reached: BTreeSet<Var> = BTreeSet::new();
        let mut waiting: Vec<Var> = vars.iter().copied().filter(|var| !known.contains_key(var)).collect();
        let mut chosen: BTreeSet<usize> = BTreeSet::new();
        while let Some(var) = waiting.pop() {
            if !reached.insert(var) {
                continue;
            }
            for at in self.testing.find(var).into_iter().flatten() {
                if let Some(constraint) = self.constraints.get(*at).filter(|_| chosen.insert(*at)) {
                    constraint.for_each_atom(&mut |atom| {
                        if !known.contains_key(&atom.var()) {
                            waiting.push(atom.var());
                        }
                    });
                }
            }
        }
        chosen.into_iter().collect()
    }

    /// Returns a minimal set of constraints that `facts` contradict, if they do.
    pub fn conflict(&self, facts: &Facts) -> Result<Option<Vec<usize>>, OverBudget> {
        let mut left = BTreeMap::new();
        for (at, constraint) in self.constraints.iter().enumerate() {
            match constraint.assume(facts) {
                Formula::True => {}
                Formula::False => return Ok(Some(vec![at])),
                other @ (Formula::Atom(_) | Formula::Not(_) | Formula::All(_) | Formula::Any(_)) => {
                    left.insert(at, other);
                }
            }
        }
        // What no fact touches, directly or through others, can only fail by itself, which `consistent` reports.
        let mut reached = BTreeSet::new();
        for (at, rest) in &left {
            if self.constraints.get(*at).is_some_and(|full| knows(full, facts)) {
                reached.extend(rest.vars());
            }
        }
        let near: BTreeSet<usize> = self.connected(&reached, facts).into_iter().collect();
        left.retain(|at, _| near.contains(at));
        if left.is_empty() {
            return Ok(None);
        }
        let indices: Vec<usize> = left.keys().copied().collect();
        let formulas: Vec<&Formula> = left.values().collect();
        Ok(match sat::decide(&self.variables, &formulas)? {
            Answer::Satisfiable(_) => None,
            Answer::Unsatisfiable(core) => {
                Some(core.iter().filter_map(|at| indices.get(*at).copied()).collect())
            }
        })
    }

    /// Returns a minimal set of constraints that cannot hold together, if there is one.
    pub fn contradiction(&self) -> Result<Option<Vec<usize>>, OverBudget> {
        let all: Vec<&Formula> = self.constraints.iter().collect();
        Ok(match sat::decide(&self.variables, &all)? {
            Answer::Satisfiable(_) => None,
            Answer::Unsatisfiable(core) => Some(core),
        })
    }

    /// Returns the open limbs that a product needs.
    pub(crate) fn open_limbs(&self, product: &Facts) -> Vec<Var> {
        let is_open = |var: &Var| self.variables.find(*var).is_some_and(|it| it.nature == Nature::Open);
        let needed = product.iter().filter(|(var, value)| is_open(var) && **value == Value::Flag(true));
        needed.map(|(var, _)| *var).collect()
    }

    /// Says whether a product obeys the constraints at `which`; what it leaves open counts as not obeyed.
    pub(crate) fn obeyed(&self, which: &[usize], product: &Facts) -> bool {
        which.iter().all(|at| {
            self.constraints.get(*at).is_some_and(|formula| formula.evaluate(product) == Some(true))
        })
    }
}

/// Says whether a formula tests a variable that is known.
fn knows(formula: &Formula, facts: &Facts) -> bool {
    let mut found = false;
    formula.for_each_atom(&mut |atom| found |= facts.contains_key(&atom.var()));
    found
}
