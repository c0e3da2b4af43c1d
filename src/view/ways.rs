//! The ways to comply as `kijun compare`, checklists and pages tell them.
//!
//! Gives each test its words; computes nothing.

use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::Sufficiency;
use crate::model::Expr;
use crate::msg;
use crate::norm::Base;
use crate::query::ways as query;

use super::clause::Place;
use super::example::{Only, only};
use super::reading::Mood;

/// The ways to comply with one provision, each taken alone against another text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ways {
    /// Whether the criterion could be taken apart into a few ways.
    pub decomposed: bool,
    /// The ways.
    pub ways: Vec<Way>,
    /// The conditions of the other text.
    pub limbs: Vec<Limb>,
}

/// The ways to comply with one provision against another that the law demands.
#[derive(Clone, Debug)]
pub struct Against {
    /// The pinned id of the other.
    pub id: String,
    /// The ways.
    pub ways: Ways,
}

/// A way to comply.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Way {
    /// What it consists of.
    pub way: Bilingual,
    /// Whether a judgement is part of it.
    pub judgement: bool,
    /// What it is to the other text when it is taken alone.
    pub reach: Sufficiency,
    /// What has to be added: any of these is enough.
    pub with: Vec<Added>,
    /// The nearest product that takes the way alone and fails the other text; null where there is none.
    pub fails: Option<Only>,
}

/// What has to be added to a way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Added {
    /// Ids of the facts.
    pub facts: Vec<String>,
    /// What has to hold of them.
    pub says: Bilingual,
    /// Whether a judgement is part of it.
    pub judgement: bool,
}

/// A condition of the other text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Limb {
    /// What it says.
    pub says: Bilingual,
    /// Whether whoever meets the first meets it already.
    pub demanded: bool,
}

/// Returns the ways against what they were tried on.
pub(super) fn against(kb: Base<'_>, it: &query::Ways) -> Against {
    Against { id: kb.provisions[it.against].id.clone(), ways: ways(kb, it) }
}

/// Returns the ways.
pub(super) fn ways(kb: Base<'_>, it: &query::Ways) -> Ways {
    let (own, other) = (Place::of_provision(kb, it.of), Place::of_provision(kb, it.against));
    let way = |way: &query::Way| Way {
        way: says(kb, &own, &way.says),
        judgement: is_judged(kb, &way.says),
        reach: way.reach,
        with: way.with.iter().map(|it| added(kb, &other, it)).collect(),
        fails: way.fails.as_ref().map(|facts| only(kb, facts)),
    };
    let limb = |it: &query::Limb| Limb { says: says(kb, &other, &it.says), demanded: it.is_demanded };
    Ways {
        decomposed: it.ways.is_some(),
        ways: it.ways.iter().flatten().map(way).collect(),
        limbs: it.limbs.iter().map(limb).collect(),
    }
}

fn added(kb: Base<'_>, other: &Place, it: &query::Said) -> Added {
    Added {
        facts: it.facts.iter().map(|idx| kb.facts[*idx].id.clone()).collect(),
        says: says(kb, other, it),
        judgement: is_judged(kb, it),
    }
}

fn is_judged(kb: Base<'_>, it: &query::Said) -> bool {
    it.facts.iter().any(|idx| kb.facts[*idx].nature.is_judgement())
}

/// Returns what is said, in words.
pub(super) fn says(kb: Base<'_>, place: &Place, it: &query::Said) -> Bilingual {
    if matches!(&it.expr, Expr::All(parts) if parts.is_empty()) {
        return msg!(ja: "何も求めない", en: "nothing is asked");
    }
    place.line(kb, &it.expr, Mood::Condition).1
}
