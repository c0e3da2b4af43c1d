//! What a diagram proves: whether it can hold for a product, and which constraints keep it from holding.
//!
//! Never changes a diagram's space; never names an answer.
//! That `change >= prompted and not changeable` cannot hold rests on the one constraint between the two.

use std::collections::BTreeSet;

use biodivine_lib_bdd::Bdd;

use super::domain::Facts;
use super::failure::OverBudget;
use super::space::Space;

impl Space {
    /// Says whether the diagram can hold for a product with these facts.
    pub(crate) fn feasible(&self, diagram: &Bdd, facts: &Facts) -> bool {
        let mut fixed = vec![None; self.encoding.width];
        for block in &self.encoding.blocks {
            if let Some(value) = facts.get(&block.var) {
                for (bit, truth) in block.bits.clone().zip(block.pattern(*value)) {
                    if let Some(slot) = fixed.get_mut(bit) {
                        *slot = Some(truth);
                    }
                }
            }
        }
        let mut seen = BTreeSet::new();
        let mut open = vec![diagram.root_pointer()];
        while let Some(node) = open.pop() {
            if node.is_one() {
                return true;
            }
            if node.is_zero() || !seen.insert(node.to_index()) {
                continue;
            }
            let truth = fixed.get(diagram.var_of(node).to_index()).copied().flatten();
            if truth != Some(true) {
                open.push(diagram.low_link_of(node));
            }
            if truth != Some(false) {
                open.push(diagram.high_link_of(node));
            }
        }
        false
    }

    /// Returns a minimal set of constraints under which `goal` cannot hold; `None` if it can.
    pub(crate) fn core(&self, goal: &Bdd) -> Result<Option<Vec<usize>>, OverBudget> {
        let mut rest = self.and(goal, &self.typed)?;
        if rest.is_false() {
            return Ok(Some(Vec::new()));
        }
        if self.meet(&rest, &self.care)? {
            return Ok(None);
        }
        let mut after = vec![self.always()];
        for (_, constraint) in self.constraints.iter().rev() {
            let last = after.last().cloned().unwrap_or_else(|| self.always());
            after.push(self.and(&last, constraint)?);
        }
        after.pop();
        let mut needed = Vec::new();
        for (at, constraint) in &self.constraints {
            let later = after.pop().unwrap_or_else(|| self.always());
            if self.meet(&rest, &later)? {
                rest = self.and(&rest, constraint)?;
                needed.push(*at);
            }
        }
        Ok(Some(needed))
    }
}
