//! The ways to comply as `kijun compare`, checklists and pages tell them.
//!
//! Gives each test its words; computes nothing.

use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::Sufficiency;
use crate::logic::failure::Failure;
use crate::model::{Expr, ProvisionIdx};
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

/// The ways to comply with one provision, each taken alone against others that the law demands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgainstLaw {
    /// What each way consists of.
    pub ways: Vec<Bilingual>,
    /// The others.
    pub texts: Vec<TriedOn>,
}

/// A text on which the ways to comply with another were tried.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TriedOn {
    /// The pinned id.
    pub id: String,
    /// What each way is to it, in the order of the ways; null where that is too entangled to be told.
    pub tried: Option<Vec<Tried>>,
}

/// What a way is to a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tried {
    /// What it is when it is taken alone.
    pub reach: Sufficiency,
    /// What has to be added, one fact at most: any of these is enough. Nothing beside `depends` means that it is more.
    pub with: Vec<Added>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
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

/// Returns the ways against what they were tried on; none where there is nothing to try or they cannot be told apart.
pub(super) fn against(
    kb: Base<'_>,
    found: &[(ProvisionIdx, Result<query::Ways, Failure>)],
) -> Option<AgainstLaw> {
    let told = |it: &query::Ways| {
        let Ways { ways, .. } = ways(kb, it);
        (!ways.is_empty()).then_some(ways)
    };
    let texts: Vec<(ProvisionIdx, Option<Vec<Way>>)> =
        found.iter().map(|(idx, it)| (*idx, it.as_ref().ok().and_then(told))).collect();
    let first = texts.iter().find_map(|(_, ways)| ways.as_ref())?;
    let tried = |way: &Way| Tried { reach: way.reach, with: way.with.clone() };
    let text = |(idx, ways): &(ProvisionIdx, Option<Vec<Way>>)| TriedOn {
        id: kb.provisions[*idx].id.clone(),
        tried: ways.as_ref().map(|all| all.iter().map(tried).collect()),
    };
    Some(AgainstLaw {
        ways: first.iter().map(|it| it.way.clone()).collect(),
        texts: texts.iter().map(text).collect(),
    })
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
