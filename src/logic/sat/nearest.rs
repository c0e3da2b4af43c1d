//! The nearest product by search, in the order that `witness` owns.
//!
//! Never decides what a product proves; each step is one question to the solver.
//! Of the products with `length < 6` the nearest to a length of 8 has a length of 5.

use crate::lexicon::Nature;
use batsat::{Lit, SolverInterface, lbool};

use super::super::domain::{Domain, Facts, Value, Var};
use super::super::encoding::Block;
use super::super::failure::OverBudget;
use super::super::witness::by_cost;
use super::fresh;
use super::questions::{Questions, Wanted};

impl Questions {
    /// Returns the product as `wanted` that is nearest to the base values, if there is one.
    pub(crate) fn nearest(&mut self, wanted: &[Wanted]) -> Result<Option<Facts>, OverBudget> {
        self.nearest_without(wanted, &[])
    }

    /// Returns the nearest product as `wanted` for which the formulas in `avoided` fail.
    ///
    /// The earlier ones count most: one gives way only where those before it, or the open limbs, leave no other
    /// product.
    pub(crate) fn nearest_without(
        &mut self,
        wanted: &[Wanted],
        avoided: &[usize],
    ) -> Result<Option<Facts>, OverBudget> {
        let mut assumed = self.literals(wanted);
        if !self.solve(&assumed)? {
            return Ok(None);
        }
        let blocks = self.clauses.encoding.blocks.clone();
        let moved: Vec<Lit> = blocks.iter().map(|block| self.moved(block)).collect();
        let judged = blocks.iter().zip(&moved).filter(|(block, _)| block.nature == Nature::Open);
        let open: Vec<Lit> = judged.map(|(_, moved)| *moved).collect();
        self.fewest(&open, &mut assumed)?;
        for at in avoided {
            assumed.extend(self.literals(&[(*at, false)]));
            if !self.solve(&assumed)? {
                assumed.pop();
            }
        }
        self.fewest(&moved, &mut assumed)?;
        let changed = self.earliest(&moved, &mut assumed)?;
        let mut product = Facts::new();
        for (block, changed) in blocks.iter().zip(changed) {
            let value = if changed { self.settle(block, &mut assumed)? } else { block.base };
            product.insert(block.var, value);
        }
        Ok(Some(product))
    }

    /// Lets the nearest product be the one nearest to these facts, and to the base where they say nothing.
    pub(crate) fn start_from(&mut self, facts: &Facts) {
        for block in &mut self.clauses.encoding.blocks {
            block.base = facts.get(&block.var).copied().unwrap_or(block.base);
        }
    }

    /// Refuses every product with all of these changes: a known fact stays, or an unknown one gets another value.
    pub(crate) fn forbid(&mut self, changes: &[(Var, Value)], known: &Facts) {
        let mut clause = Vec::with_capacity(changes.len());
        for (var, value) in changes {
            let Some(mut block) = self.clauses.encoding.block(*var).cloned() else { continue };
            let stays = if known.contains_key(var) {
                !self.moved(&block)
            } else {
                block.base = *value;
                self.moved(&block)
            };
            clause.push(stays);
        }
        self.clauses.solver.add_clause_reuse(&mut clause);
    }

    /// Returns a literal that holds exactly when the block has another value than its base.
    fn moved(&mut self, block: &Block) -> Lit {
        let bits = self.flips(block);
        self.clauses.any(&bits)
    }

    /// Returns a literal for each bit of the block that holds when the bit is not as in the base.
    fn flips(&self, block: &Block) -> Vec<Lit> {
        block
            .bits
            .clone()
            .zip(block.pattern(block.base))
            .map(|(bit, base)| self.clauses.bit(bit) ^ base)
            .collect()
    }

    /// Lets as few of the literals hold as can be; the last question must have been answered with yes.
    fn fewest(&mut self, literals: &[Lit], assumed: &mut Vec<Lit>) -> Result<(), OverBudget> {
        self.again(assumed)?;
        let mut most = self.held(literals).len();
        let counter = self.counter(literals, most + 1);
        let at_most = |most: usize| counter.get(most).map(|more| !*more);
        while most > 0 {
            let fewer: Vec<Lit> = assumed.iter().copied().chain(at_most(most - 1)).collect();
            if !self.solve(&fewer)? {
                break;
            }
            most = self.held(literals).len();
        }
        assumed.extend(at_most(most));
        Ok(())
    }

    /// Returns literals that are implied by "at least 1, 2, … `most` of them hold".
    fn counter(&mut self, literals: &[Lit], most: usize) -> Vec<Lit> {
        let mut before: Vec<Lit> = Vec::new();
        for literal in literals {
            let width = most.min(before.len() + 1);
            let after: Vec<Lit> = (0..width).map(|_| fresh(&mut self.clauses.solver)).collect();
            for (count, name) in after.iter().enumerate() {
                if let Some(same) = before.get(count) {
                    self.clauses.solver.add_clause_reuse(&mut vec![!*same, *name]);
                }
                let mut clause = vec![!*literal, *name];
                if count > 0 {
                    clause.extend(before.get(count - 1).map(|fewer| !*fewer));
                }
                self.clauses.solver.add_clause_reuse(&mut clause);
            }
            before = after;
        }
        before
    }

    /// Settles literal by literal which of them hold, so that the first ones do where they can.
    fn earliest(&mut self, literals: &[Lit], assumed: &mut Vec<Lit>) -> Result<Vec<bool>, OverBudget> {
        self.again(assumed)?;
        let mut held = self.held(literals);
        let (count, mut settled) = (held.len(), 0);
        let mut which = Vec::with_capacity(literals.len());
        for literal in literals {
            let mut holds = settled < count && held.contains(literal);
            if settled < count && !holds {
                assumed.push(*literal);
                holds = self.solve(assumed)?;
                if holds {
                    held = self.held(literals);
                }
                assumed.pop();
            }
            settled += usize::from(holds);
            assumed.push(*literal ^ !holds);
            which.push(holds);
        }
        Ok(which)
    }

    /// Settles the value of a block that is not its base: the one of least cost.
    fn settle(&mut self, block: &Block, assumed: &mut Vec<Lit>) -> Result<Value, OverBudget> {
        if let (Domain::Set(_), Value::Set(base)) = (block.domain, block.base) {
            let flips = self.flips(block);
            self.fewest(&flips, assumed)?;
            let flipped = self.earliest(&flips, assumed)?;
            let marks = block.marks.iter().zip(flipped).filter(|(_, flipped)| *flipped);
            let change =
                marks.filter_map(|(mark, _)| u32::try_from(*mark).ok()).fold(0, |set, at| set | 1 << at);
            return Ok(Value::Set(base ^ change));
        }
        for value in by_cost(block) {
            let pattern = block.bits.clone().zip(block.pattern(value));
            let bits: Vec<Lit> = pattern.map(|(bit, truth)| self.clauses.bit(bit) ^ !truth).collect();
            let tried: Vec<Lit> = assumed.iter().chain(&bits).copied().collect();
            if self.solve(&tried)? {
                assumed.extend(bits);
                return Ok(value);
            }
        }
        // INVARIANT: the block is known to change, and its values are all there are.
        Ok(block.base)
    }

    /// Asks once more, so that an answer with yes can be read.
    fn again(&mut self, assumed: &[Lit]) -> Result<(), OverBudget> {
        self.solve(assumed).map(|_| ())
    }

    fn held(&self, literals: &[Lit]) -> Vec<Lit> {
        let holds = |literal: &&Lit| self.clauses.solver.value_lit(**literal) == lbool::TRUE;
        literals.iter().filter(holds).copied().collect()
    }
}
