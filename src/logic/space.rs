//! The diagrams of one question: its variables as bits, its constraints as background truth.
//!
//! Owns the limit on the size of diagrams; never decides what an answer is called.
//! A criterion over a flag and a length with two cuts is a diagram over three bits.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use biodivine_lib_bdd::{Bdd, BddPointer, BddVariable, BddVariableSet, op_function};

use crate::idx::IndexVec;
use crate::lexicon::Budget;

use super::domain::{Domain, Value, Var, Variable};
use super::encoding::{Block, Encoding, Literal};
use super::failure::OverBudget;
use super::formula::Formula;
use super::theory::Theory;

/// The number of diagram nodes that a question may use unless told otherwise.
pub const BUDGET: usize = 50_000;

/// The number of nodes that all steps of a question may go through together; no honest question comes near.
const MOST_WORK: usize = 10_000_000;

/// Bits that a question may use; more would not finish within any sensible budget.
const MOST_BITS: usize = 4096;

/// Diagrams over the variables of some formulas and of the constraints that can matter to them.
#[derive(Debug)]
pub struct Space {
    pub(crate) encoding: Encoding,
    bits: Vec<BddVariable>,
    factory: BddVariableSet,
    budget: usize,
    /// The nodes that the steps so far went through.
    work: Cell<usize>,
    /// What every assignment of bits obeys, whatever the constraints say.
    pub(crate) typed: Bdd,
    /// The constraints that can matter, by their index.
    pub(crate) constraints: Vec<(usize, Bdd)>,
    /// The products that exist: well-typed, and as the constraints say.
    pub care: Bdd,
}

impl Space {
    /// Returns the space of all products as far as `formulas` can tell them apart.
    pub fn new(theory: &Theory, formulas: &[&Formula], budget: usize) -> Result<Self, OverBudget> {
        let vars = vars_of(formulas);
        let constraints: Vec<(usize, &Formula)> = theory
            .relevant(&vars)
            .into_iter()
            .filter_map(|at| Some((at, theory.constraints.get(at)?)))
            .collect();
        Self::over(theory, &constraints, formulas, &BTreeSet::new(), budget)
    }

    /// Returns the space with these `constraints`, in which `optional` variables may stay unstated.
    pub(crate) fn over(
        theory: &Theory,
        constraints: &[(usize, &Formula)],
        formulas: &[&Formula],
        optional: &BTreeSet<Var>,
        budget: usize,
    ) -> Result<Self, OverBudget> {
        let all = formulas.iter().copied().chain(constraints.iter().map(|(_, formula)| *formula));
        let mut space = Self::of(Encoding::new(&theory.variables, all, optional), budget)?;
        space.typed = space.well_typed()?;
        for (at, constraint) in constraints {
            let diagram = space.compile(constraint)?;
            space.constraints.push((*at, diagram));
        }
        let mut parts: Vec<Bdd> = space.constraints.iter().map(|(_, diagram)| diagram.clone()).collect();
        parts.push(space.typed.clone());
        space.care = space.combine(parts, true)?;
        Ok(space)
    }

    /// Returns the space of the bits that `formulas` test; which of them go together is left to whoever asks.
    pub(crate) fn bare(
        variables: &IndexVec<Variable>,
        formulas: &[&Formula],
        budget: usize,
    ) -> Result<Self, OverBudget> {
        Self::of(Encoding::new(variables, formulas.iter().copied(), &BTreeSet::new()), budget)
    }

    /// Returns the space of the bits that one formula tests, in the order in which it first tests their variables.
    pub(crate) fn read(
        variables: &IndexVec<Variable>,
        formula: &Formula,
        budget: usize,
    ) -> Result<Self, OverBudget> {
        let mut order: Vec<Var> = Vec::new();
        formula.for_each_atom(&mut |atom| {
            if !order.contains(&atom.var()) {
                order.push(atom.var());
            }
        });
        Self::of(Encoding::new(variables, [formula], &BTreeSet::new()).in_order(&order), budget)
    }

    /// Forgets what earlier questions cost.
    pub(crate) fn begin(&self) {
        self.work.set(0);
    }

    fn of(encoding: Encoding, budget: usize) -> Result<Self, OverBudget> {
        let over = OverBudget { budget: Budget::Nodes, most: budget };
        if encoding.width > MOST_BITS {
            return Err(over);
        }
        let factory = BddVariableSet::new_anonymous(u16::try_from(encoding.width).map_err(|_| over)?);
        Ok(Self {
            bits: factory.variables(),
            typed: factory.mk_true(),
            care: factory.mk_true(),
            encoding,
            factory,
            budget,
            work: Cell::new(0),
            constraints: Vec::new(),
        })
    }

    /// Returns the diagram of a formula; its atoms must be among those the space was made for.
    pub fn compile(&self, formula: &Formula) -> Result<Bdd, OverBudget> {
        match formula {
            Formula::True => Ok(self.factory.mk_true()),
            Formula::False => Ok(self.factory.mk_false()),
            Formula::Atom(atom) => self.literal(self.encoding.literal(*atom)),
            Formula::Not(inner) => Ok(self.compile(inner)?.into_not()),
            Formula::All(parts) => self.compile_parts(parts, true),
            Formula::Any(parts) => self.compile_parts(parts, false),
        }
    }

    fn compile_parts(&self, parts: &[Formula], all: bool) -> Result<Bdd, OverBudget> {
        let diagrams = parts.iter().map(|part| self.compile(part)).collect::<Result<Vec<_>, _>>()?;
        self.combine(diagrams, all)
    }

    fn literal(&self, literal: Literal) -> Result<Bdd, OverBudget> {
        match literal {
            Literal::Constant(true) => Ok(self.factory.mk_true()),
            Literal::Constant(false) => Ok(self.factory.mk_false()),
            Literal::Bit(bit) => Ok(self.bit(bit, true)),
            Literal::NoneOf(bits) => self.combine(bits.map(|bit| self.bit(bit, false)).collect(), true),
        }
    }

    /// Returns the diagram of one bit.
    pub(crate) fn bit(&self, bit: usize, value: bool) -> Bdd {
        self.bits
            .get(bit)
            .map_or_else(|| self.factory.mk_false(), |variable| self.factory.mk_literal(*variable, value))
    }

    fn well_typed(&self) -> Result<Bdd, OverBudget> {
        let mut parts = Vec::new();
        for block in &self.encoding.blocks {
            if matches!(block.domain, Domain::Choice(_)) {
                let bits: Vec<BddVariable> =
                    block.bits.clone().filter_map(|bit| self.bits.get(bit).copied()).collect();
                parts.push(self.factory.mk_sat_up_to_k(1, &bits));
                continue;
            }
            for clause in Encoding::clauses(block) {
                parts.push(
                    self.combine(clause.into_iter().map(|(bit, sign)| self.bit(bit, sign)).collect(), false)?,
                );
            }
        }
        self.combine(parts, true)
    }

    /// Combines neighbours pair by pair, so that large lists stay cheap.
    fn combine(&self, mut parts: Vec<Bdd>, all: bool) -> Result<Bdd, OverBudget> {
        while parts.len() > 1 {
            let mut next = Vec::with_capacity(parts.len().div_ceil(2));
            let mut rest = parts.into_iter();
            while let Some(one) = rest.next() {
                next.push(match rest.next() {
                    Some(two) if all => self.and(&one, &two)?,
                    Some(two) => self.or(&one, &two)?,
                    None => one,
                });
            }
            parts = next;
        }
        Ok(parts.pop().unwrap_or_else(|| if all { self.factory.mk_true() } else { self.factory.mk_false() }))
    }

    /// Returns where both hold.
    pub fn and(&self, one: &Bdd, two: &Bdd) -> Result<Bdd, OverBudget> {
        self.operate((one, None), (two, None), op_function::and)
    }

    /// Returns where at least one holds.
    pub fn or(&self, one: &Bdd, two: &Bdd) -> Result<Bdd, OverBudget> {
        self.operate((one, None), (two, None), op_function::or)
    }

    /// Returns where `one` holds and `two` does not.
    pub fn and_not(&self, one: &Bdd, two: &Bdd) -> Result<Bdd, OverBudget> {
        self.operate((one, None), (two, None), op_function::and_not)
    }

    /// Says whether both can hold together.
    pub fn meet(&self, one: &Bdd, two: &Bdd) -> Result<bool, OverBudget> {
        let (found, steps) =
            Bdd::check_binary_op(self.steps(), one, two, op_function::and).ok_or(self.over_budget())?;
        self.spend(steps)?;
        Ok(found)
    }

    /// Returns where the diagram holds for some value of the variable.
    pub fn exists(&self, diagram: &Bdd, var: Var) -> Result<Bdd, OverBudget> {
        let mut result = diagram.clone();
        for bit in self.encoding.block(var).map_or(0..0, |block| block.bits.clone()) {
            let flip = self.bits.get(bit).copied();
            result = self.operate((&result, None), (&result, flip), op_function::or)?;
        }
        Ok(result)
    }

    fn operate(
        &self,
        (one, flip_one): (&Bdd, Option<BddVariable>),
        (two, flip_two): (&Bdd, Option<BddVariable>),
        op: Operation,
    ) -> Result<Bdd, OverBudget> {
        let (one_side, two_side) = ((one, flip_one), (two, flip_two));
        if one.size().saturating_mul(two.size()) > self.steps() {
            Bdd::check_fused_binary_flip_op(self.steps(), one_side, two_side, None, op)
                .ok_or(self.over_budget())?;
        }
        let result = Bdd::fused_binary_flip_op_with_limit(self.budget, one_side, two_side, None, op)
            .ok_or(self.over_budget())?;
        self.spend(one.size() + two.size() + result.size())?;
        Ok(result)
    }

    fn spend(&self, nodes: usize) -> Result<(), OverBudget> {
        let work = self.work.get().saturating_add(nodes);
        self.work.set(work);
        if work > MOST_WORK { Err(OverBudget { budget: Budget::Nodes, most: MOST_WORK }) } else { Ok(()) }
    }

    /// A single step may visit this many pairs of nodes.
    fn steps(&self) -> usize {
        self.budget.saturating_mul(16)
    }

    pub(crate) fn over_budget(&self) -> OverBudget {
        OverBudget { budget: Budget::Nodes, most: self.budget }
    }

    /// Returns the diagram that always holds.
    pub(crate) fn always(&self) -> Bdd {
        self.factory.mk_true()
    }

    /// Returns the diagram of "the variable has this value", as far as the space tells values apart.
    pub(crate) fn has_value(&self, var: Var, value: Value) -> Result<Bdd, OverBudget> {
        let Some(block) = self.encoding.block(var) else { return Ok(self.factory.mk_true()) };
        let bits = block.bits.clone().zip(block.pattern(value)).map(|(bit, truth)| self.bit(bit, truth));
        self.combine(bits.collect(), true)
    }

    /// Returns the values of a product that the given bits of each variable stand for.
    pub(crate) fn product<'a>(
        &'a self,
        values: &'a BTreeMap<Var, Value>,
    ) -> impl Iterator<Item = (Var, Value)> + 'a {
        self.encoding
            .blocks
            .iter()
            .map(|Block { var, base, .. }| (*var, values.get(var).copied().unwrap_or(*base)))
    }

    /// Returns a key that two diagrams share exactly when they are equal.
    pub(crate) fn key(diagram: &Bdd) -> Vec<(usize, usize, usize)> {
        let nodes = (2..diagram.size()).map(|at| {
            let node = BddPointer::from_index(at);
            let links = (diagram.low_link_of(node), diagram.high_link_of(node));
            (diagram.var_of(node).to_index(), links.0.to_index(), links.1.to_index())
        });
        std::iter::once((diagram.size(), 0, 0)).chain(nodes).collect()
    }
}

/// A binary operation on truth values, some of them not known yet.
type Operation = fn(Option<bool>, Option<bool>) -> Option<bool>;

/// Returns the variables that `formulas` test.
pub(crate) fn vars_of(formulas: &[&Formula]) -> BTreeSet<Var> {
    let mut vars = BTreeSet::new();
    for formula in formulas {
        formula.for_each_atom(&mut |atom| {
            vars.insert(atom.var());
        });
    }
    vars
}
