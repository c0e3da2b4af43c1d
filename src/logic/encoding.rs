//! How typed values become bits: one block of bits for each variable, in declaration order.
//!
//! Uses thresholds that occur, never an enumeration of values; knows no diagram and no solver.
//! A length with the cuts 6 and 8 takes two bits: `>= 6` and `>= 8`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::idx::IndexVec;
use crate::lexicon::Nature;

use super::domain::{Domain, Value, Var, Variable};
use super::formula::{Atom, Formula};

/// The bits of one variable.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The variable.
    pub(crate) var: Var,
    /// What it ranges over.
    pub(crate) domain: Domain,
    /// Where a witness starts; false for an open limb.
    pub(crate) base: Value,
    /// How its value comes to be known.
    pub(crate) nature: Nature,
    /// A first bit that says whether the value is stated at all.
    pub(crate) optional: bool,
    /// The bits of the tests, without the first bit of an optional block.
    pub(crate) bits: Range<usize>,
    /// The cut, word or element that each bit tests.
    pub(crate) marks: Vec<i64>,
}

/// What an atom means in bits.
#[derive(Clone, Debug)]
pub(crate) enum Literal {
    /// Always this.
    Constant(bool),
    /// One bit is true.
    Bit(usize),
    /// All of these bits are false.
    NoneOf(Range<usize>),
}

/// The blocks of all variables of a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoding {
    /// In declaration order.
    pub(crate) blocks: Vec<Block>,
    /// Number of bits of all blocks.
    pub(crate) width: usize,
}

impl Block {
    /// Returns the bits together with the bit of an optional block.
    pub(crate) fn span(&self) -> Range<usize> {
        self.bits.start - usize::from(self.optional)..self.bits.end
    }

    /// Returns the meaning of an atom of this block's variable.
    pub(crate) fn literal(&self, atom: Atom) -> Literal {
        if let Some(mark) = mark(atom, self.domain) {
            match self.marks.binary_search(&mark) {
                Ok(at) => Literal::Bit(self.bits.start + at),
                Err(_) => Literal::NoneOf(self.bits.clone()),
            }
        } else {
            Literal::Constant(constant(atom, self.domain))
        }
    }

    /// Returns the bits that a value sets, in the order of the marks.
    pub(crate) fn pattern(&self, value: Value) -> impl Iterator<Item = bool> + '_ {
        self.marks.iter().map(move |mark| match (self.domain, value) {
            (_, Value::Flag(flag)) => flag,
            (Domain::Choice(_), Value::Word(word)) => i64::from(word) == *mark,
            (_, Value::Word(level)) => i64::from(level) >= *mark,
            (_, Value::Int(number)) => number >= *mark,
            (_, Value::Set(mask)) => u32::try_from(*mark).is_ok_and(|at| mask & (1 << at) != 0),
        })
    }
}

impl Encoding {
    /// Returns the blocks of all variables that `formulas` test; those in `optional` may stay unstated.
    pub(crate) fn new<'a>(
        variables: &IndexVec<Variable>,
        formulas: impl IntoIterator<Item = &'a Formula>,
        optional: &BTreeSet<Var>,
    ) -> Self {
        let mut marks: BTreeMap<Var, BTreeSet<i64>> = BTreeMap::new();
        for formula in formulas {
            formula.for_each_atom(&mut |atom| {
                if let Some(variable) = variables.find(atom.var()) {
                    marks.entry(atom.var()).or_default().extend(mark(atom, variable.domain));
                }
            });
        }
        let mut encoding = Self::default();
        for (var, marks) in marks {
            if let Some(variable) = variables.find(var) {
                encoding.push(var, variable, marks, optional.contains(&var));
            }
        }
        encoding
    }

    /// Gives out the bits anew, to the variables as they are listed; each of them has to be there.
    pub(crate) fn in_order(mut self, order: &[Var]) -> Self {
        let mut next = 0;
        for var in order {
            let at = self.blocks.binary_search_by_key(var, |block| block.var).ok();
            if let Some(block) = at.and_then(|at| self.blocks.get_mut(at)) {
                let first = next + usize::from(block.optional);
                next = first + block.marks.len();
                block.bits = first..next;
            }
        }
        self
    }

    fn push(&mut self, var: Var, variable: &Variable, mut marks: BTreeSet<i64>, optional: bool) {
        if let Domain::Choice(words) = variable.domain
            && marks.len() == words as usize
        {
            marks.pop_last();
        }
        let first = self.width + usize::from(optional);
        self.width = first + marks.len();
        self.blocks.push(Block {
            var,
            domain: variable.domain,
            base: if variable.nature == Nature::Open { Value::Flag(false) } else { variable.base },
            nature: variable.nature,
            optional,
            bits: first..self.width,
            marks: marks.into_iter().collect(),
        });
    }

    /// Returns the block of `var`.
    pub(crate) fn block(&self, var: Var) -> Option<&Block> {
        let at = self.blocks.binary_search_by_key(&var, |block| block.var).ok()?;
        self.blocks.get(at)
    }

    /// Returns what an atom means; an unknown variable is never true.
    pub(crate) fn literal(&self, atom: Atom) -> Literal {
        self.block(atom.var()).map_or(Literal::Constant(false), |block| block.literal(atom))
    }

    /// Returns the clauses that every assignment of a block obeys, as bits with their signs.
    pub(crate) fn clauses(block: &Block) -> Vec<Vec<(usize, bool)>> {
        let mut clauses = Vec::new();
        match block.domain {
            Domain::Flag | Domain::Set(_) => {}
            Domain::Scale(_) | Domain::Number { .. } => {
                for bit in block.bits.clone().skip(1) {
                    clauses.push(vec![(bit - 1, true), (bit, false)]);
                }
            }
            Domain::Choice(_) => {
                for one in block.bits.clone() {
                    clauses.extend((one + 1..block.bits.end).map(|two| vec![(one, false), (two, false)]));
                }
            }
        }
        clauses
    }
}

/// Returns the cut, word or element that an atom tests, if it can be both true and false.
fn mark(atom: Atom, domain: Domain) -> Option<i64> {
    match (atom, domain) {
        (Atom::Flag(_), Domain::Flag) => Some(1),
        (Atom::Is(_, word), Domain::Choice(words)) => (word < words && words > 1).then_some(i64::from(word)),
        (Atom::AtLeast(_, cut), Domain::Scale(levels)) => (cut > 0 && cut < i64::from(levels)).then_some(cut),
        (Atom::AtLeast(_, cut), Domain::Number { lo, hi }) => (cut > lo && cut <= hi).then_some(cut),
        (Atom::Has(_, element), Domain::Set(elements)) => {
            (element < elements.min(32)).then_some(i64::from(element))
        }
        (Atom::Flag(_) | Atom::Is(..) | Atom::AtLeast(..) | Atom::Has(..), _) => None,
    }
}

/// Returns the truth of an atom that tests nothing.
fn constant(atom: Atom, domain: Domain) -> bool {
    match (atom, domain) {
        (Atom::Is(_, word), Domain::Choice(words)) => word < words,
        (Atom::AtLeast(_, cut), Domain::Scale(_)) => cut <= 0,
        (Atom::AtLeast(_, cut), Domain::Number { lo, .. }) => cut <= lo,
        (Atom::Flag(_) | Atom::Is(..) | Atom::AtLeast(..) | Atom::Has(..), _) => false,
    }
}

/// Says whether an atom is true for some values of its variable and false for others.
pub(crate) fn can_differ(atom: Atom, variables: &IndexVec<Variable>) -> bool {
    variables.find(atom.var()).is_some_and(|variable| mark(atom, variable.domain).is_some())
}
