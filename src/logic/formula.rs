//! Formulas over typed variables, and their evaluation.
//!
//! Four kinds of atom are enough: every comparison of the language lowers to them.
//! `auth.default.length == 6` is `AtLeast(v, 6)` and not `AtLeast(v, 7)`.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use super::domain::{Domain, Facts, Value, Var};

/// A test of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Atom {
    /// The flag is true.
    Flag(Var),
    /// The choice is the word at this position.
    Is(Var, u32),
    /// The number is at least this, or the scale has reached this level.
    AtLeast(Var, i64),
    /// The set contains the element at this position.
    Has(Var, u32),
}

impl Atom {
    /// Returns the variable that the atom tests.
    pub fn var(self) -> Var {
        match self {
            Atom::Flag(var) | Atom::Is(var, _) | Atom::AtLeast(var, _) | Atom::Has(var, _) => var,
        }
    }

    /// Says whether a variable with this value passes the test.
    pub fn holds(self, value: Value) -> bool {
        match (self, value) {
            (Atom::Flag(_), Value::Flag(flag)) => flag,
            (Atom::Is(_, word), Value::Word(is)) => word == is,
            (Atom::AtLeast(_, bound), Value::Int(number)) => number >= bound,
            (Atom::AtLeast(_, bound), Value::Word(level)) => i64::from(level) >= bound,
            (Atom::Has(_, element), Value::Set(mask)) => mask & (1 << element) != 0,
            // INVARIANT: atoms are made by the type checker, so these do not meet.
            (Atom::Flag(_) | Atom::Is(..) | Atom::AtLeast(..) | Atom::Has(..), _) => false,
        }
    }
}

/// The parts of a conjunction or disjunction, shared by every formula that has them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Parts(Arc<Shared>);

#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Shared {
    parts: Vec<Formula>,
    /// Atoms and connectives, whatever is shared written out each time.
    size: usize,
    /// Connectives within one another.
    depth: usize,
}

/// The most atoms and connectives that a formula may have when everything shared in it is written out.
pub const MOST_PARTS: usize = 50_000;

/// The most connectives that may stand within one another.
pub const MOST_DEPTH: usize = 400;

impl Parts {
    fn new(parts: Vec<Formula>) -> Self {
        let size = parts.iter().fold(1, |size: usize, part| size.saturating_add(part.size()));
        let depth = parts.iter().map(Formula::depth).max().unwrap_or(0) + 1;
        Self(Arc::new(Shared { parts, size, depth }))
    }
}

impl Deref for Parts {
    type Target = [Formula];

    fn deref(&self) -> &[Formula] {
        &self.0.parts
    }
}

/// A Boolean combination of atoms; a copy shares what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Formula {
    /// Always true.
    True,
    /// Always false.
    False,
    /// A test.
    Atom(Atom),
    /// Negation.
    Not(Arc<Formula>),
    /// Conjunction; true when empty.
    All(Parts),
    /// Disjunction; false when empty.
    Any(Parts),
}

impl Formula {
    /// Returns the conjunction of some formulas.
    pub fn all(parts: impl IntoIterator<Item = Formula>) -> Self {
        Formula::All(Parts::new(parts.into_iter().collect()))
    }

    /// Returns the disjunction of some formulas.
    pub fn any(parts: impl IntoIterator<Item = Formula>) -> Self {
        Formula::Any(Parts::new(parts.into_iter().collect()))
    }

    /// Returns the formula that holds exactly where a variable of a domain has a value.
    pub fn states(var: Var, domain: Domain, value: Value) -> Self {
        let from = |cut: i64| Formula::Atom(Atom::AtLeast(var, cut));
        let exactly = |cut: i64| from(cut).and(from(cut.saturating_add(1)).negated());
        match (value, domain) {
            (Value::Flag(flag), _) => {
                let atom = Formula::Atom(Atom::Flag(var));
                if flag { atom } else { atom.negated() }
            }
            (Value::Word(level), Domain::Scale(_)) => exactly(i64::from(level)),
            (Value::Word(word), _) => Formula::Atom(Atom::Is(var, word)),
            (Value::Int(number), _) => exactly(number),
            (Value::Set(mask), Domain::Set(elements)) => Formula::all((0..elements).map(|element| {
                let atom = Formula::Atom(Atom::Has(var, element));
                if mask & (1 << element) != 0 { atom } else { atom.negated() }
            })),
            // INVARIANT: a mask is of a set.
            (Value::Set(_), _) => Formula::True,
        }
    }

    /// Returns the number of atoms and connectives, whatever is shared written out each time: what a walk costs.
    pub fn size(&self) -> usize {
        match self {
            Formula::True | Formula::False | Formula::Atom(_) => 1,
            Formula::Not(inner) => inner.size().saturating_add(1),
            Formula::All(parts) | Formula::Any(parts) => parts.0.size,
        }
    }

    fn depth(&self) -> usize {
        match self {
            Formula::True | Formula::False | Formula::Atom(_) => 0,
            Formula::Not(inner) => inner.depth() + 1,
            Formula::All(parts) | Formula::Any(parts) => parts.0.depth,
        }
    }

    /// Says whether a walk over the formula ends within the limits.
    pub fn is_bounded(&self) -> bool {
        self.size() <= MOST_PARTS && self.depth() <= MOST_DEPTH
    }

    /// Returns the negation.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Formula::True => Formula::False,
            Formula::False => Formula::True,
            Formula::Not(inner) => Arc::unwrap_or_clone(inner),
            other @ (Formula::Atom(_) | Formula::All(_) | Formula::Any(_)) => Formula::Not(Arc::new(other)),
        }
    }

    /// Returns the conjunction of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Formula::True, one) | (one, Formula::True) => one,
            (one, other) => Formula::all([one, other]),
        }
    }

    /// Returns the disjunction of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Formula::False, one) | (one, Formula::False) => one,
            (one, other) => Formula::any([one, other]),
        }
    }

    /// Returns the formula that is false only where `self` holds and `other` does not.
    #[must_use]
    pub fn implies(self, other: Self) -> Self {
        self.negated().or(other)
    }

    /// Hands every atom to `visit`, from left to right.
    pub fn for_each_atom(&self, visit: &mut impl FnMut(Atom)) {
        match self {
            Formula::True | Formula::False => {}
            Formula::Atom(atom) => visit(*atom),
            Formula::Not(inner) => inner.for_each_atom(visit),
            Formula::All(parts) | Formula::Any(parts) => {
                for part in parts.iter() {
                    part.for_each_atom(visit);
                }
            }
        }
    }

    /// Adds every atom to `atoms`.
    pub fn collect_atoms(&self, atoms: &mut BTreeSet<Atom>) {
        match self {
            Formula::True | Formula::False => {}
            Formula::Atom(atom) => {
                atoms.insert(*atom);
            }
            Formula::Not(inner) => inner.collect_atoms(atoms),
            Formula::All(parts) | Formula::Any(parts) => {
                for part in parts.iter() {
                    part.collect_atoms(atoms);
                }
            }
        }
    }

    /// Returns the variables tested, in declaration order.
    pub fn vars(&self) -> BTreeSet<Var> {
        let mut atoms = BTreeSet::new();
        self.collect_atoms(&mut atoms);
        atoms.into_iter().map(Atom::var).collect()
    }

    /// Evaluates truth table by truth table; `None` where unknown facts leave it open.
    ///
    /// This is the ordinary evaluator that replays witnesses: it knows no constraint and no diagram.
    pub fn evaluate(&self, facts: &Facts) -> Option<bool> {
        match self {
            Formula::True => Some(true),
            Formula::False => Some(false),
            Formula::Atom(atom) => facts.get(&atom.var()).map(|value| atom.holds(*value)),
            Formula::Not(inner) => inner.evaluate(facts).map(|truth| !truth),
            Formula::All(parts) => fold(parts, facts, false),
            Formula::Any(parts) => fold(parts, facts, true),
        }
    }
}

/// Evaluates `parts` until one has the `absorbing` truth.
fn fold(parts: &[Formula], facts: &Facts, absorbing: bool) -> Option<bool> {
    let mut result = Some(!absorbing);
    for part in parts {
        match part.evaluate(facts) {
            Some(truth) if truth == absorbing => return Some(absorbing),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}
