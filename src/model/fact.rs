//! Facts: typed attributes of a product, its maker or its documents.
//!
//! Facts and the variables of the theory share their indices.

use std::sync::Arc;

use crate::id;
use crate::lang::Bilingual;
use crate::lexicon::{Aspect, FactKind, Nature};
use crate::logic::domain::{Domain, Value, Var, Variable};
use crate::source::Span;

use super::word::Unit;

/// Index of a fact; the same as that of its variable.
pub type FactIdx = Var;

/// A word of a choice, scale or set with its label.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word of the language.
    pub word: String,
    /// What people read.
    pub label: Bilingual,
    /// The clause that says it, where it has one of its own.
    pub says: Option<Bilingual>,
    /// The clause that denies it.
    pub denies: Option<Bilingual>,
    /// By what texts express it, in each language; empty where nothing is said.
    pub words: Bilingual<Vec<String>>,
    /// Its declaration.
    pub span: Span,
}

impl Word {
    /// Returns a word that nothing is known of but that the type has it.
    pub fn unnamed(word: &str, span: Span) -> Self {
        let (label, words) = (Bilingual::default(), Bilingual::default());
        Self { word: word.to_owned(), label, says: None, denies: None, words, span }
    }
}

/// What a fact ranges over.
#[derive(Clone, Debug)]
pub enum FactType {
    /// True or false; also concepts and open limbs.
    Flag,
    /// One of several words.
    Choice(Vec<Word>),
    /// One of several words, lowest first.
    Scale(Vec<Word>),
    /// Whole numbers.
    Number {
        /// The unit: `characters`.
        unit: Arc<Unit>,
        /// Least value.
        lo: i64,
        /// Greatest value.
        hi: i64,
    },
    /// Whole numbers of a unit of time.
    Duration {
        /// `hours`, `days`, `months` or `years`.
        unit: Arc<Unit>,
        /// Least value.
        lo: i64,
        /// Greatest value.
        hi: i64,
    },
    /// A day.
    Date,
    /// Any subset of words.
    Set(Vec<Word>),
}

impl FactType {
    /// Returns what the fact ranges over, in a word.
    pub fn kind(&self) -> FactKind {
        match self {
            FactType::Flag => FactKind::Flag,
            FactType::Choice(_) => FactKind::Choice,
            FactType::Scale(_) => FactKind::Scale,
            FactType::Number { .. } => FactKind::Number,
            FactType::Duration { .. } => FactKind::Duration,
            FactType::Date => FactKind::Date,
            FactType::Set(_) => FactKind::Set,
        }
    }

    /// Returns the words of a choice, scale or set.
    pub fn words(&self) -> &[Word] {
        match self {
            FactType::Choice(words) | FactType::Scale(words) | FactType::Set(words) => words,
            FactType::Flag | FactType::Number { .. } | FactType::Duration { .. } | FactType::Date => &[],
        }
    }

    /// Returns what a variable of the type ranges over, and the value from which witnesses start.
    fn domain(&self) -> (Domain, Value) {
        let count = |words: &[Word]| u32::try_from(words.len()).unwrap_or(u32::MAX);
        match self {
            FactType::Flag => (Domain::Flag, Value::Flag(false)),
            FactType::Choice(words) => (Domain::Choice(count(words)), Value::Word(0)),
            FactType::Scale(words) => (Domain::Scale(count(words)), Value::Word(0)),
            FactType::Number { lo, hi, .. } | FactType::Duration { lo, hi, .. } => {
                (Domain::Number { lo: *lo, hi: *hi }, Value::Int(*lo))
            }
            FactType::Date => (Domain::Number { lo: NEVER, hi: DATES.1 }, Value::Int(NEVER)),
            FactType::Set(words) => (Domain::Set(count(words)), Value::Set(0)),
        }
    }

    /// Returns the unit of a number or duration.
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            FactType::Number { unit, .. } | FactType::Duration { unit, .. } => Some(unit),
            FactType::Flag | FactType::Choice(_) | FactType::Scale(_) | FactType::Date | FactType::Set(_) => {
                None
            }
        }
    }

    /// Returns the id of the unit; empty where nothing is counted.
    pub fn unit_id(&self) -> &str {
        self.unit().map_or("", |unit| unit.id.as_str())
    }

    /// Returns a number with its unit, for people.
    pub fn quantity(&self, number: i64) -> Bilingual {
        self.unit().map_or_else(|| Bilingual::same(number.to_string()), |unit| unit.quantity(number))
    }
}

/// First and last day that a date may be, in days since 1970-01-01: the years 1900 to 2199.
pub const DATES: (i64, i64) = (-25_567, 84_005);

/// The value of a date that never was; below every day, and no comparison with a day holds for it.
pub const NEVER: i64 = DATES.0 - 1;

/// Where an open limb stands.
#[derive(Clone, Debug)]
pub struct OpenLimb {
    /// Pinned id of the provision that declares it.
    pub provision: String,
    /// Its number in it, from 1.
    pub number: usize,
}

/// A typed attribute.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id; `open.<provision>.<n>` for an open limb.
    pub id: String,
    /// A noun phrase.
    pub title: Bilingual,
    /// The clause that says it; the title of an open limb.
    pub says: Bilingual,
    /// The clause that denies it.
    pub denies: Bilingual,
    /// The question that an engineer answers.
    pub ask: Bilingual,
    /// What it ranges over.
    pub ty: FactType,
    /// How its value comes to be known.
    pub nature: Nature,
    /// What it is about.
    pub aspect: Aspect,
    /// The value from which witnesses start, where it is not that of the type.
    pub base: Option<Value>,
    /// Where it stands, if it is an open limb.
    pub open: Option<OpenLimb>,
    /// Ids of facts that it replaced, which are refused with a word on this one.
    pub formerly: Vec<String>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Its declaration.
    pub span: Span,
}

impl Fact {
    /// Returns the word of its group, the first of its id.
    pub fn group(&self) -> &str {
        id::group(&self.id)
    }

    /// Returns the variable that stands for it.
    pub fn variable(&self) -> Variable {
        let (domain, base) = self.ty.domain();
        Variable { domain, base: self.base.unwrap_or(base), nature: self.nature }
    }
}
