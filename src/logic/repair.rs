//! What to change so that a product conforms.
//!
//! Changes ordinary facts only: a judgement is never changed, and never counted on while facts alone suffice.
//! A default password of 4 characters where 6 are demanded is repaired by `length = 6`.

use std::collections::BTreeSet;

use biodivine_lib_bdd::Bdd;

use super::domain::{Facts, Value, Var};
use super::encoding::Block;
use super::failure::{Failure, OverBudget};
use super::formula::Formula;
pub use super::question::next_question;
use super::space::{BUDGET, Space, vars_of};
use super::theory::Theory;
use super::verdict::Rule;
use super::witness;

/// Some ways to change a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Each a minimal set of changed facts with their new values, the smallest and nearest first.
    pub found: Vec<Vec<(Var, Value)>>,
    /// Whether there are, or may be, more.
    pub more: bool,
}

/// Returns at most `limit` minimal changes after which a product conforms to all rules of `goal`.
///
/// A change gives new values to known facts and values to unknown ones; facts that stay unknown do not matter
/// any more. Minimal means that no part of the set of changed facts would do; fewest facts come first, then
/// declaration order, each with its smallest change of value. Unknown judgements may turn out either way; only
/// where no change suffices so, they are taken to turn out well. Rules without a criterion are left aside.
/// Facts in `fixed` are never changed and never stated. A product that conforms already has one repair: to change
/// nothing.
pub fn repairs(
    theory: &Theory,
    goal: &[Rule],
    facts: &Facts,
    fixed: &BTreeSet<Var>,
    limit: usize,
) -> Result<Repairs, Failure> {
    let repair = Repair::new(theory, goal, facts, fixed)?;
    let mut found = repair.all(Judgement::EitherWay, limit + 1)?;
    if found.is_empty() {
        found = repair.all(Judgement::Favourable, limit + 1)?;
    }
    let more = found.len() > limit;
    found.truncate(limit);
    Ok(Repairs { found, more })
}

mod together;

pub use together::together;

/// How unknown judgements are taken to turn out.
#[derive(Clone, Copy)]
enum Judgement {
    EitherWay,
    Favourable,
}

/// A product to be repaired, in a space where unknown ordinary facts may stay unstated.
struct Repair<'a> {
    theory: &'a Theory,
    facts: &'a Facts,
    fixed: &'a BTreeSet<Var>,
    space: Space,
    formulas: Vec<Formula>,
    conforms: Bdd,
}

impl<'a> Repair<'a> {
    fn new(
        theory: &'a Theory,
        goal: &[Rule],
        facts: &'a Facts,
        fixed: &'a BTreeSet<Var>,
    ) -> Result<Self, OverBudget> {
        let (formulas, rest) = asked(theory, goal, facts, fixed);
        let borrowed: Vec<&Formula> = formulas.iter().collect();
        let rest: Vec<(usize, &Formula)> = rest.iter().map(|(at, formula)| (*at, formula)).collect();
        let optional: BTreeSet<Var> = theory
            .variables
            .indices()
            .filter(|var| !facts.contains_key(var) && !is_judgement(theory, *var) && !fixed.contains(var))
            .collect();
        let space = Space::over(theory, &rest, &borrowed, &optional, BUDGET)?;
        let mut conforms = space.care.clone();
        for formula in &formulas {
            conforms = space.and(&conforms, &space.compile(formula)?)?;
        }
        Ok(Self { theory, facts, fixed, space, formulas, conforms })
    }

    fn all(&self, judgement: Judgement, limit: usize) -> Result<Vec<Vec<(Var, Value)>>, Failure> {
        let mut goal = self.settled(judgement)?;
        let mut found = Vec::new();
        while found.len() < limit {
            let Some(changes) = witness::nearest_to(&self.space, &goal, self.facts)? else { break };
            if !self.replays(&changes) {
                return Err(Failure::WitnessDoesNotReplay);
            }
            let mut again = self.space.always();
            for var in changes.keys() {
                again = self.space.and_not(&again, &self.unchanged(*var)?)?;
            }
            goal = self.space.and_not(&goal, &again)?;
            found.push(changes.into_iter().collect());
        }
        Ok(found)
    }

    /// Returns the stated values with which every completion conforms, and some completion exists.
    fn settled(&self, judgement: Judgement) -> Result<Bdd, OverBudget> {
        let (mut exists, mut good) = (self.space.care.clone(), self.conforms.clone());
        let blocks = || self.space.encoding.blocks.iter().rev();
        if matches!(judgement, Judgement::Favourable) {
            for block in blocks().filter(|block| block.nature.is_judgement()) {
                exists = self.space.exists(&exists, block.var)?;
                good = self.space.exists(&good, block.var)?;
            }
        }
        let mut fails = self.space.and_not(&exists, &good)?;
        for block in blocks() {
            if block.optional {
                exists = self.unless_stated(&exists, block)?;
                fails = self.unless_stated(&fails, block)?;
            } else if block.nature.is_judgement() || self.fixed.contains(&block.var) {
                exists = self.space.exists(&exists, block.var)?;
                fails = self.space.exists(&fails, block.var)?;
            }
        }
        self.space.and_not(&exists, &fails)
    }

    /// Frees the value of a variable where it is not stated.
    fn unless_stated(&self, diagram: &Bdd, block: &Block) -> Result<Bdd, OverBudget> {
        let free = self.space.exists(diagram, block.var)?;
        let stated = self.space.bit(block.span().start, true);
        let with = self.space.and(diagram, &stated)?;
        self.space.or(&with, &self.space.and_not(&free, &stated)?)
    }

    fn unchanged(&self, var: Var) -> Result<Bdd, OverBudget> {
        match (self.facts.get(&var), self.space.encoding.block(var)) {
            (Some(value), _) => self.space.has_value(var, *value),
            (None, Some(block)) => Ok(self.space.bit(block.span().start, false)),
            (None, None) => Ok(self.space.always()),
        }
    }

    /// Says whether the evaluator finds no fault in the changed product; where it cannot tell, the diagram did.
    fn replays(&self, changes: &Facts) -> bool {
        let mut product = self.facts.clone();
        product.extend(changes.iter().map(|(var, value)| (*var, *value)));
        let broken = |formula: &Formula| formula.evaluate(&product) == Some(false);
        let mut constraints =
            self.space.constraints.iter().filter_map(|(at, _)| self.theory.constraints.get(*at));
        !self.formulas.iter().any(broken) && !constraints.any(broken)
    }
}

/// Returns what the rules demand and the constraints that can matter, with what no repair changes put in.
fn asked(
    theory: &Theory,
    goal: &[Rule],
    facts: &Facts,
    fixed: &BTreeSet<Var>,
) -> (Vec<Formula>, Vec<(usize, Formula)>) {
    let kept = |var: &Var| is_judgement(theory, *var) || fixed.contains(var);
    let kept: Facts = facts.iter().filter(|(var, _)| kept(var)).map(|(var, value)| (*var, *value)).collect();
    let demands = goal.iter().filter_map(|rule| Some((rule.applies.clone(), rule.criterion.clone()?)));
    let demands: Vec<Formula> =
        demands.map(|(applies, criterion)| applies.implies(criterion).assume(&kept)).collect();
    let vars = vars_of(&demands.iter().collect::<Vec<_>>());
    let connected = theory.connected(&vars, &kept).into_iter();
    let rest = connected.filter_map(|at| Some((at, theory.constraints.get(at)?.assume(&kept)))).collect();
    (demands, rest)
}

fn is_judgement(theory: &Theory, var: Var) -> bool {
    theory.variables.find(var).is_some_and(|variable| variable.nature.is_judgement())
}
