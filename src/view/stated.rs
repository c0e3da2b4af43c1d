//! What a product says of one fact, for programs and for people.

use crate::lang::Bilingual;
use crate::logic::domain::Value;
use crate::model::FactIdx;
use crate::model::value::written;
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::table;
use super::tree::{self, FactValue};

/// A fact with a value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Stated {
    /// The fact.
    pub fact: String,
    /// Its value.
    pub value: FactValue,
    /// The value in the words of the language: `6 characters`.
    #[serde(skip)]
    pub written: String,
    /// What it means, as a clause.
    #[serde(skip)]
    pub said: Bilingual,
}

/// Returns a fact with a value.
pub(super) fn stated(kb: Base<'_>, (idx, value): (FactIdx, Value)) -> Stated {
    let fact = &kb.facts[idx];
    Stated {
        fact: fact.id.clone(),
        value: tree::fact_value(fact, value),
        written: written(fact, value),
        said: table::said(fact, idx, Some(value)),
    }
}
