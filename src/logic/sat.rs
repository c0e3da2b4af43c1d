//! Questions about many formulas at once, put to a satisfiability solver.
//!
//! Shares the bits of the diagrams, so both engines mean the same; never builds a diagram.
//! `[a or b, not a, not b]` is answered with the core `[0, 1, 2]`.

use std::collections::{BTreeMap, BTreeSet};

use batsat::clause::Kind;
use batsat::{Callbacks, Lit, Solver, SolverInterface, SolverOpts, lbool};

use crate::idx::IndexVec;
use crate::lexicon::Budget;

use super::domain::{Domain, Facts, Value, Variable};
use super::encoding::{Block, Encoding, Literal};
use super::failure::OverBudget;
use super::formula::Formula;

mod nearest;
mod questions;

pub(crate) use questions::{Questions, Wanted};

/// Whether some formulas can hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They can; a product for which they do, over the variables that they test.
    Satisfiable(Facts),
    /// They cannot; a minimal set of them, by position, that cannot.
    Unsatisfiable(Vec<usize>),
}

/// Conflicts that the questions put to one solver may cost together; no honest question comes near.
const MOST_CONFLICTS: usize = 50_000;

/// Decides whether all `formulas` can hold for one product.
///
/// A core that the budget does not suffice to reduce is answered as it was found.
pub fn decide(variables: &IndexVec<Variable>, formulas: &[&Formula]) -> Result<Answer, OverBudget> {
    let mut clauses = Clauses::new(variables, formulas);
    let selectors: Vec<Lit> = formulas.iter().map(|formula| clauses.name(formula)).collect();
    if clauses.solve(&selectors)? {
        return Ok(Answer::Satisfiable(clauses.product()));
    }
    let mut core = clauses.core(&selectors);
    // Later formulas are dropped first, so that the answer names the earliest ones that do.
    let mut at = core.len();
    while at > 0 {
        at -= 1;
        let fewer: Vec<usize> =
            core.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, index)| *index).collect();
        let chosen: Vec<Lit> = fewer.iter().filter_map(|index| selectors.get(*index).copied()).collect();
        if clauses.solve(&chosen) == Ok(false) {
            core = fewer;
        }
    }
    Ok(Answer::Unsatisfiable(core))
}

/// Clauses of formulas over the bits of an encoding.
struct Clauses {
    solver: Solver<Limit>,
    encoding: Encoding,
    bits: Vec<Lit>,
    truth: Lit,
}

/// Stops a search after a number of conflicts, so that it ends at the same place everywhere.
struct Limit {
    conflicts: usize,
    most: usize,
}

impl Callbacks for Limit {
    fn on_new_clause(&mut self, _: &[Lit], _: Kind) {
        self.conflicts += 1;
    }

    fn stop(&self) -> bool {
        self.conflicts > self.most
    }
}

impl Clauses {
    fn new(variables: &IndexVec<Variable>, formulas: &[&Formula]) -> Self {
        let encoding = Encoding::new(variables, formulas.iter().copied(), &BTreeSet::new());
        let limit = Limit { conflicts: 0, most: MOST_CONFLICTS };
        let mut solver = Solver::new(SolverOpts::default(), limit);
        let truth = fresh(&mut solver);
        solver.add_clause_reuse(&mut vec![truth]);
        let bits: Vec<Lit> = (0..encoding.width).map(|_| fresh(&mut solver)).collect();
        let mut clauses = Self { solver, encoding, bits, truth };
        let typed: Vec<Vec<(usize, bool)>> =
            clauses.encoding.blocks.iter().flat_map(Encoding::clauses).collect();
        for clause in typed {
            let mut lits: Vec<Lit> = clause.into_iter().map(|(bit, sign)| clauses.bit(bit) ^ !sign).collect();
            clauses.solver.add_clause_reuse(&mut lits);
        }
        clauses
    }

    fn bit(&self, bit: usize) -> Lit {
        self.bits.get(bit).copied().unwrap_or(!self.truth)
    }

    /// Adds clauses that the formula holds.
    fn require(&mut self, formula: &Formula) {
        match formula {
            Formula::All(parts) => parts.iter().for_each(|part| self.require(part)),
            Formula::Any(parts) => {
                let mut clause: Vec<Lit> = parts.iter().map(|part| self.name(part)).collect();
                self.solver.add_clause_reuse(&mut clause);
            }
            Formula::True | Formula::False | Formula::Atom(_) | Formula::Not(_) => {
                let name = self.name(formula);
                self.solver.add_clause_reuse(&mut vec![name]);
            }
        }
    }

    /// Returns a literal that is equivalent to the formula.
    fn name(&mut self, formula: &Formula) -> Lit {
        match formula {
            Formula::True => self.truth,
            Formula::False => !self.truth,
            Formula::Atom(atom) => match self.encoding.literal(*atom) {
                Literal::Constant(true) => self.truth,
                Literal::Constant(false) => !self.truth,
                Literal::Bit(bit) => self.bit(bit),
                Literal::NoneOf(bits) => {
                    let bits: Vec<Lit> = bits.map(|bit| self.bit(bit)).collect();
                    !self.any(&bits)
                }
            },
            Formula::Not(inner) => !self.name(inner),
            Formula::All(parts) => {
                let parts: Vec<Lit> = parts.iter().map(|part| !self.name(part)).collect();
                !self.any(&parts)
            }
            Formula::Any(parts) => {
                let parts: Vec<Lit> = parts.iter().map(|part| self.name(part)).collect();
                self.any(&parts)
            }
        }
    }

    /// Returns a literal that holds exactly when one of `parts` does.
    fn any(&mut self, parts: &[Lit]) -> Lit {
        let name = fresh(&mut self.solver);
        for part in parts {
            self.solver.add_clause_reuse(&mut vec![name, !*part]);
        }
        let mut clause: Vec<Lit> = parts.to_vec();
        clause.push(!name);
        self.solver.add_clause_reuse(&mut clause);
        name
    }

    fn solve(&mut self, chosen: &[Lit]) -> Result<bool, OverBudget> {
        let answer = self.solver.solve_limited(chosen);
        let answered = [lbool::TRUE, lbool::FALSE].contains(&answer);
        answered
            .then_some(answer == lbool::TRUE)
            .ok_or(OverBudget { budget: Budget::Conflicts, most: MOST_CONFLICTS })
    }

    fn core(&self, selectors: &[Lit]) -> Vec<usize> {
        let core: BTreeSet<u32> = self.solver.unsat_core().iter().map(|lit| lit.var().idx()).collect();
        let named = |lit: &Lit| core.contains(&lit.var().idx());
        selectors.iter().enumerate().filter_map(|(at, lit)| named(lit).then_some(at)).collect()
    }

    fn product(&self) -> Facts {
        let truth = |bit: usize| self.solver.value_lit(self.bit(bit)) == lbool::TRUE;
        self.encoding.blocks.iter().map(|block| (block.var, value(block, &truth))).collect::<BTreeMap<_, _>>()
    }
}

fn fresh(solver: &mut Solver<Limit>) -> Lit {
    Lit::new(solver.new_var_default(), true)
}

/// Returns a value of the block's variable that sets its bits as `truth` has them.
fn value(block: &Block, truth: &impl Fn(usize) -> bool) -> Value {
    let set: Vec<i64> = block
        .marks
        .iter()
        .zip(block.bits.clone())
        .filter_map(|(mark, bit)| truth(bit).then_some(*mark))
        .collect();
    let position = |mark: i64| u32::try_from(mark).unwrap_or(0);
    match block.domain {
        Domain::Flag => Value::Flag(!set.is_empty()),
        Domain::Scale(_) => Value::Word(position(set.last().copied().unwrap_or(0))),
        Domain::Number { lo, .. } => Value::Int(set.last().copied().unwrap_or(lo)),
        Domain::Set(_) => Value::Set(set.iter().fold(0, |mask, mark| mask | 1 << position(*mark))),
        Domain::Choice(words) => Value::Word(set.first().map_or_else(
            || (0..words).find(|word| !block.marks.contains(&i64::from(*word))).unwrap_or(0),
            |word| position(*word),
        )),
    }
}
