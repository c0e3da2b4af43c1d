//! What `kijun merge` answers.
//!
//! Computes nothing; `query` does.

use crate::lang::Bilingual;
use crate::model::ProvisionIdx;
use crate::norm::Base;
use crate::query::merge::{Conjunct, Merge, MergedRequirement};
use schemars::JsonSchema;
use serde::Serialize;

use super::clause::{Clause, Place};
use super::day::Day;
use super::failure;
use super::reading::Mood;

/// The strictest criteria of several markets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Merged {
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// Pinned ids of the editions that were merged.
    pub editions: Vec<String>,
    /// Markets without an instrument in the knowledge base.
    pub empty_markets: Vec<String>,
    /// One merge for each requirement.
    pub requirements: Vec<MergedOn>,
    /// Binding provisions that meet no requirement.
    pub apart: Vec<String>,
    /// Provisions that begin only after the as-of date.
    pub upcoming: Vec<String>,
}

/// The strictest criterion for one requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MergedOn {
    /// The requirement.
    pub requirement: String,
    /// Its title.
    pub title: Bilingual,
    /// The provisions that meet it.
    pub provisions: Vec<String>,
    /// What is demanded; together as much as all provisions.
    pub conjuncts: Vec<Demand>,
    /// Provisions that others imply.
    pub dominated: Vec<Dominated>,
    /// Provisions that no product can meet together where they apply together; null where there is no conflict.
    pub conflict: Option<Vec<String>>,
    /// Provisions without a criterion.
    pub silent: Vec<String>,
    /// Why there is no answer; null where there is one.
    pub failure: Option<Bilingual>,
}

/// One thing that is demanded.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Demand {
    /// Where; null for everywhere.
    pub applies: Option<Clause>,
    /// What.
    pub criterion: Clause,
    /// The provisions that demand it; the one that says it comes first.
    pub by: Vec<String>,
}

/// A provision that others imply.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Dominated {
    /// The provision.
    pub id: String,
    /// The provisions that imply it.
    pub by: Vec<String>,
}

/// Returns a merge.
pub fn merged(kb: Base<'_>, merge: &Merge) -> Merged {
    Merged {
        as_of: kb.as_of.into(),
        editions: merge.editions.iter().map(|edition| kb.edition_id(*edition)).collect(),
        empty_markets: merge.empty_markets.clone(),
        requirements: merge.requirements.iter().map(|it| on(kb, it)).collect(),
        apart: ids(kb, &merge.apart),
        upcoming: merge.upcoming.iter().map(|idx| kb.provisions[*idx].id.clone()).collect(),
    }
}

fn ids(kb: Base<'_>, provisions: &[ProvisionIdx]) -> Vec<String> {
    provisions.iter().map(|idx| kb.provisions[*idx].id.clone()).collect()
}

fn on(kb: Base<'_>, it: &MergedRequirement) -> MergedOn {
    let requirement = &kb.requirements[it.requirement];
    MergedOn {
        requirement: requirement.id.clone(),
        title: requirement.title.clone(),
        provisions: ids(kb, &it.provisions),
        conjuncts: it.conjuncts.iter().map(|conjunct| demand(kb, conjunct)).collect(),
        dominated: it
            .dominated
            .iter()
            .map(|it| Dominated { id: kb.provisions[it.provision].id.clone(), by: ids(kb, &it.by) })
            .collect(),
        conflict: it.conflict.as_ref().map(|core| ids(kb, core)),
        silent: ids(kb, &it.silent),
        failure: it.failure.as_ref().map(failure::said),
    }
}

fn demand(kb: Base<'_>, conjunct: &Conjunct) -> Demand {
    let place = Place::of_provision(kb, conjunct.says);
    Demand {
        applies: conjunct.applies.as_ref().map(|expr| place.clause(kb, expr, Mood::Condition)),
        criterion: place.clause(kb, &conjunct.demand, Mood::Criterion),
        by: ids(kb, &conjunct.by),
    }
}
