//! Facts of a product as a file or the command line states them.
//!
//! Reads names and values against the vocabulary; judges nothing.

use serde_json::Value as Json;

use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::model::FactIdx;
use crate::model::value::{ValueError, parse_value};
use crate::norm::Base;
use crate::{id, near};

/// What is wrong with the facts of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductError {
    /// No fact has this id; near ids follow.
    UnknownFact(String, Vec<String>),
    /// The fact has no such value.
    BadValue(String, String, ValueError),
    /// The same fact is stated twice with different values.
    Twice(String),
    /// The facts contradict constraints.
    Contradiction(Vec<usize>),
    /// Whether they do is too complex to decide.
    OverBudget(OverBudget),
    /// The file is no table of facts.
    Shape(String),
}

/// Reads a table of facts: flat (`"auth.over_network": true`), nested by dots, or under `facts`.
pub fn facts(kb: Base<'_>, table: &Json) -> Result<Facts, Vec<ProductError>> {
    let Json::Object(entries) = table else {
        return Err(vec![ProductError::Shape("a product is a table of facts".to_owned())]);
    };
    let inner = entries.get("facts").filter(|inner| inner.is_object()).unwrap_or(table);
    let mut found = Facts::new();
    let mut errors = Vec::new();
    collect(kb, "", inner, &mut found, &mut errors);
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

fn collect(kb: Base<'_>, prefix: &str, value: &Json, found: &mut Facts, errors: &mut Vec<ProductError>) {
    if let (Json::Object(entries), None) = (value, kb.fact_ids.get(prefix)) {
        for (key, inner) in entries {
            collect(kb, &id::nested(prefix, key), inner, found, errors);
        }
        return;
    }
    let text = match value {
        Json::Null => return,
        Json::String(text) => text.clone(),
        Json::Array(words) => words.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(","),
        Json::Bool(_) | Json::Number(_) | Json::Object(_) => value.to_string(),
    };
    if let Err(error) = state(kb, prefix, &text, found) {
        errors.push(error);
    }
}

/// States one fact; the same statement twice is fine.
pub fn state(kb: Base<'_>, id: &str, text: &str, found: &mut Facts) -> Result<(), ProductError> {
    let Some(idx) = kb.fact_ids.get(id).copied() else {
        return Err(ProductError::UnknownFact(id.to_owned(), near(kb, id)));
    };
    let value = parse_value(&kb.facts[idx], text)
        .map_err(|why| ProductError::BadValue(id.to_owned(), text.to_owned(), why))?;
    match found.insert(idx, value) {
        Some(other) if other != value => Err(ProductError::Twice(id.to_owned())),
        _ => Ok(()),
    }
}

/// Refuses facts that contradict a constraint.
pub fn consistent(kb: Base<'_>, facts: &Facts) -> Result<(), ProductError> {
    match kb.theory.conflict(facts) {
        Ok(Some(constraints)) => Err(ProductError::Contradiction(constraints)),
        Ok(None) => Ok(()),
        Err(over) => Err(ProductError::OverBudget(over)),
    }
}

fn near(kb: Base<'_>, id: &str) -> Vec<String> {
    near::nearest(id, kb.fact_ids.keys().map(String::as_str)).into_iter().map(str::to_owned).collect()
}

/// Returns the ids of facts.
pub fn ids(kb: Base<'_>, facts: &[FactIdx]) -> Vec<String> {
    facts.iter().map(|idx| kb.facts[*idx].id.clone()).collect()
}
