//! Criteria as trees that a program can evaluate.
//!
//! Keeps the form that people read; named predicates are opened and keep their names.

use crate::lang::Bilingual;
use crate::logic::domain::Value;
use crate::model::expr::{Expr, Op};
use crate::model::fact::{Fact, FactType};
use crate::model::value::written;
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::day::Day;
use super::expression::word;

/// A value of a fact: true or false, a number, a word or a date, or the elements of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FactValue {
    /// Of a flag, a concept or an open limb.
    Flag(bool),
    /// Of a number or a duration.
    Number(i64),
    /// Of a choice, a scale or a date.
    Word(String),
    /// Of a set.
    Words(Vec<String>),
}

/// The sign of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Sign {
    /// Equal.
    #[serde(rename = "==")]
    Eq,
    /// Not equal.
    #[serde(rename = "!=")]
    Ne,
    /// Less, or lower on the scale.
    #[serde(rename = "<")]
    Lt,
    /// At most.
    #[serde(rename = "<=")]
    Le,
    /// Greater.
    #[serde(rename = ">")]
    Gt,
    /// At least.
    #[serde(rename = ">=")]
    Ge,
    /// The set contains the word.
    #[serde(rename = "contains")]
    Contains,
}

/// A criterion or an applicability as a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Tree {
    /// Every part holds; true when empty.
    All {
        /// The parts.
        parts: Vec<Tree>,
    },
    /// At least one part holds; false when empty.
    Any {
        /// The parts.
        parts: Vec<Tree>,
    },
    /// The part does not hold.
    Not {
        /// The part.
        part: Box<Tree>,
    },
    /// The condition does not hold or the consequence does.
    Implies {
        /// The condition.
        condition: Box<Tree>,
        /// The consequence.
        consequence: Box<Tree>,
    },
    /// A comparison of one fact.
    Test {
        /// The fact.
        fact: String,
        /// The comparison.
        sign: Sign,
        /// The value.
        value: FactValue,
        /// The unit of a number.
        unit: Option<String>,
    },
    /// The fact is one of several words.
    OneOf {
        /// The fact.
        fact: String,
        /// The words.
        values: Vec<String>,
    },
    /// A named predicate, opened.
    Define {
        /// Its name.
        name: String,
        /// What it says.
        part: Box<Tree>,
    },
    /// An open limb; the fact is true where an assessor accepts it.
    Open {
        /// The fact.
        fact: String,
        /// What the text says.
        title: Bilingual,
    },
    /// These provisions are all satisfied or do not apply.
    Items {
        /// Their pinned ids.
        provisions: Vec<String>,
    },
    /// The day of the question has come to this day; where the day is left out, the last day of the edition has.
    Since {
        /// The day.
        day: Day,
    },
}

/// Returns the tree of an expression; `items` are the ids that `items` stands for.
pub fn tree(kb: Base<'_>, items: &[String], expr: &Expr) -> Tree {
    let parts = |parts: &[Expr]| parts.iter().map(|part| tree(kb, items, part)).collect();
    let boxed = |part: &Expr| Box::new(tree(kb, items, part));
    match expr {
        Expr::All(several) => Tree::All { parts: parts(several) },
        Expr::Any(several) => Tree::Any { parts: parts(several) },
        Expr::Not(part) => Tree::Not { part: boxed(part) },
        Expr::Implies(left, right) => Tree::Implies { condition: boxed(left), consequence: boxed(right) },
        Expr::Test(test) => {
            let fact = &kb.facts[test.fact];
            Tree::Test {
                fact: fact.id.clone(),
                sign: sign(test.op),
                value: fact_value(fact, test.value),
                unit: fact.ty.unit().map(|unit| unit.id.clone()),
            }
        }
        Expr::OneOf(fact, words) => {
            let fact = &kb.facts[*fact];
            let values = words.iter().map(|at| word(fact, *at).to_owned()).collect();
            Tree::OneOf { fact: fact.id.clone(), values }
        }
        Expr::Defined(define) => {
            let define = &kb.defines[*define];
            Tree::Define { name: define.id.clone(), part: boxed(&define.expr) }
        }
        Expr::Open(fact) => {
            let fact = &kb.facts[*fact];
            Tree::Open { fact: fact.id.clone(), title: fact.title.clone() }
        }
        Expr::Items => Tree::Items { provisions: items.to_vec() },
        Expr::Since(day) => Tree::Since { day: Day::from(*day) },
    }
}

/// Returns a value as the public JSON has it.
pub fn fact_value(fact: &Fact, value: Value) -> FactValue {
    match value {
        Value::Flag(flag) => FactValue::Flag(flag),
        Value::Word(at) => FactValue::Word(word(fact, at).to_owned()),
        Value::Int(days) if matches!(fact.ty, FactType::Date) => {
            FactValue::Word(written(fact, Value::Int(days)))
        }
        Value::Int(number) => FactValue::Number(number),
        Value::Set(mask) => FactValue::Words(
            (0..32).filter(|at| mask & (1 << at) != 0).map(|at| word(fact, at).to_owned()).collect(),
        ),
    }
}

fn sign(op: Op) -> Sign {
    match op {
        Op::Eq => Sign::Eq,
        Op::Ne => Sign::Ne,
        Op::Lt => Sign::Lt,
        Op::Le => Sign::Le,
        Op::Gt => Sign::Gt,
        Op::Ge => Sign::Ge,
        Op::Contains => Sign::Contains,
    }
}
