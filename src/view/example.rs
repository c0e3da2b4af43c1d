//! A product that shows something: what is stated of it, and what of that is out of the ordinary.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::logic::domain::Facts;
use crate::norm::Base;
use crate::query::compare;

use super::fact;
use super::stated::{Stated, stated};
use super::tree::{self, FactValue};

/// A product to which one side alone applies, or that one text lets pass and another does not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Only {
    /// Its facts.
    pub facts: IndexMap<String, FactValue>,
    /// Those of its facts that differ from their base values.
    #[serde(skip)]
    pub changed: Vec<Stated>,
    /// Ids of what is unlikely and holds for it: no likelier product was found.
    pub unlikely: Vec<String>,
}

pub(super) fn only(kb: Base<'_>, product: &Facts) -> Only {
    Only {
        facts: facts(kb, product),
        changed: changed(kb, product),
        unlikely: fact::unlikely_of(kb, product),
    }
}

pub(super) fn facts(kb: Base<'_>, product: &Facts) -> IndexMap<String, FactValue> {
    let stated = product.iter().map(|(idx, value)| (&kb.kb.facts[*idx], *value));
    stated.map(|(fact, value)| (fact.id.clone(), tree::fact_value(fact, value))).collect()
}

pub(super) fn changed(kb: Base<'_>, product: &Facts) -> Vec<Stated> {
    compare::changed(kb, product).into_iter().map(|it| stated(kb, it)).collect()
}
