//! Typed variables and their values.
//!
//! Knows numbers only: words of a choice, levels of a scale and elements of a set are positions,
//! dates are days. `auth.default.change = prompted` is `Value::Word(1)` of a `Domain::Scale(3)`.

use std::collections::BTreeMap;

use crate::idx::Idx;
use crate::lexicon::Nature;

/// Index of a [`Variable`] in a theory; declaration order.
pub type Var = Idx<Variable>;

/// What a variable ranges over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Domain {
    /// True or false.
    Flag,
    /// One of `n` words without order.
    Choice(u32),
    /// One of `n` words, lowest first.
    Scale(u32),
    /// Whole numbers `lo..=hi`; also dates, as days.
    Number {
        /// Least value.
        lo: i64,
        /// Greatest value.
        hi: i64,
    },
    /// Any subset of `n` elements; the bits of a mask, so at most 32.
    Set(u32),
}

/// One value of a [`Domain`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// Of a flag.
    Flag(bool),
    /// Position of a word of a choice or a scale.
    Word(u32),
    /// Of a number or a date.
    Int(i64),
    /// Bit mask of the elements of a set.
    Set(u32),
}

/// A typed variable with the value from which witnesses start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// What it ranges over.
    pub domain: Domain,
    /// The base value.
    pub base: Value,
    /// How its value comes to be known.
    pub nature: Nature,
}

/// Values of some variables; a variable that is not in it is unknown.
pub type Facts = BTreeMap<Var, Value>;
