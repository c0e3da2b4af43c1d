//! Many questions about the same formulas, put to one solver.
//!
//! All questions together may cost a set number of conflicts; never a diagram.
//! Of `a or b`, `not a` and `not b`, each two can hold together.

use std::collections::BTreeSet;
use std::ops::Range;

use batsat::{Lit, SolverInterface};

use crate::idx::IndexVec;

use super::super::domain::{Facts, Variable};
use super::super::failure::OverBudget;
use super::super::formula::Formula;
use super::Clauses;

/// A formula by its position, and whether it shall hold or fail.
pub(crate) type Wanted = (usize, bool);

/// Formulas that are put into clauses once.
pub(crate) struct Questions {
    pub(super) clauses: Clauses,
    names: Vec<Lit>,
}

impl Questions {
    /// Takes `given` for granted and names each of `formulas`.
    pub(crate) fn new(variables: &IndexVec<Variable>, given: &[&Formula], formulas: &[&Formula]) -> Self {
        let all: Vec<&Formula> = given.iter().chain(formulas).copied().collect();
        let mut clauses = Clauses::new(variables, &all);
        for formula in given {
            clauses.require(formula);
        }
        let names = formulas.iter().map(|formula| clauses.name(formula)).collect();
        Self { clauses, names }
    }

    /// Says whether some product is as `wanted`.
    pub(crate) fn can(&mut self, wanted: &[Wanted]) -> Result<bool, OverBudget> {
        let wanted = self.literals(wanted);
        self.solve(&wanted)
    }

    /// Says whether some product with these facts is as `wanted`.
    pub(crate) fn can_be(&mut self, wanted: &[Wanted], facts: &Facts) -> Result<bool, OverBudget> {
        let mut literals = self.literals(wanted);
        for block in &self.clauses.encoding.blocks {
            let pattern = facts.get(&block.var).map(|value| block.pattern(*value));
            let bits = block.bits.clone().zip(pattern.into_iter().flatten());
            literals.extend(bits.map(|(bit, truth)| self.clauses.bit(bit) ^ !truth));
        }
        self.solve(&literals)
    }

    /// Returns the formulas among `of` that keep every product from being as `wanted`: a minimal set, from
    /// which the earliest are left out first.
    pub(crate) fn core(&mut self, wanted: &[Wanted], of: Range<usize>) -> Result<Vec<usize>, OverBudget> {
        let mut kept: BTreeSet<usize> = of.clone().collect();
        let Some(mut last) = self.refuted(wanted, &kept)? else { return Ok(Vec::new()) };
        for at in of {
            kept.remove(&at);
            if !last.contains(&at) {
                continue;
            }
            match self.refuted(wanted, &kept)? {
                Some(without) => last = without,
                None => {
                    kept.insert(at);
                }
            }
        }
        Ok(kept.into_iter().collect())
    }

    /// Returns those of `kept` on which a refutation rests; `None` if some product is as `wanted`.
    fn refuted(
        &mut self,
        wanted: &[Wanted],
        kept: &BTreeSet<usize>,
    ) -> Result<Option<BTreeSet<usize>>, OverBudget> {
        let held: Vec<Wanted> = wanted.iter().copied().chain(kept.iter().map(|at| (*at, true))).collect();
        let literals = self.literals(&held);
        if self.solve(&literals)? {
            return Ok(None);
        }
        let core: BTreeSet<u32> =
            self.clauses.solver.unsat_core().iter().map(|literal| literal.var().idx()).collect();
        let named = |at: &&usize| self.names.get(**at).is_some_and(|name| core.contains(&name.var().idx()));
        Ok(Some(kept.iter().filter(named).copied().collect()))
    }

    pub(super) fn literals(&self, wanted: &[Wanted]) -> Vec<Lit> {
        let name = |(at, sign): &Wanted| self.names.get(*at).map(|name| *name ^ !*sign);
        wanted.iter().filter_map(name).collect()
    }

    pub(super) fn solve(&mut self, assumed: &[Lit]) -> Result<bool, OverBudget> {
        self.clauses.solve(assumed)
    }
}
