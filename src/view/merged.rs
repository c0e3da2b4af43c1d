//! What `kijun merge` answers.
//!
//! Computes nothing; `query` does.

use crate::lang::Bilingual;
use crate::lexicon::Standing;
use crate::model::{EditionIdx, ProvisionIdx};
use crate::norm::{Base, scope_on};
use crate::query::merge::{Conjunct, Merge, MergedRequirement};
use crate::query::product::Identity;
use schemars::JsonSchema;
use serde::Serialize;

use super::assessment::Product;
use super::clause::{Clause, Place};
use super::day::Day;
use super::failure;
use super::reading::Mood;
use super::verdicts;

/// The strictest criteria of several markets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Merged {
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// The product that was asked about; null where none was, or where its file does not name it.
    pub product: Option<Product>,
    /// The markets that were asked about.
    pub markets: Vec<String>,
    /// Where the markets come from.
    pub markets_from: MarketsFrom,
    /// Pinned ids of the editions that were merged.
    pub editions: Vec<String>,
    /// Those of them that have ended and take part as they last stood, for they were named.
    pub ended: Vec<String>,
    /// The scope of each edition that a demand comes from.
    pub scopes: Vec<ScopeOf>,
    /// Markets without an instrument in the knowledge base.
    pub empty_markets: Vec<String>,
    /// One merge for each requirement.
    pub requirements: Vec<MergedOn>,
    /// Requirements that were asked about and that no provision of these editions meets.
    pub unregulated: Vec<String>,
    /// Binding provisions that meet no requirement, or demand something beside it; empty where requirements were named.
    pub apart: Vec<String>,
    /// Provisions left out because they do not apply to a product with the stated facts.
    pub not_applicable: Vec<String>,
    /// Provisions that begin only after the as-of date.
    pub upcoming: Vec<String>,
}

/// Where the markets of a merge come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarketsFrom {
    /// The command names them.
    Asked,
    /// The product file states them.
    Product,
    /// Nothing states them, so that all are asked about.
    Unstated,
}

/// What a merge was asked about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The product, as its file names it.
    pub product: Identity,
    /// The markets.
    pub markets: Vec<String>,
    /// Where they come from.
    pub markets_from: MarketsFrom,
}

/// The scope of an edition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScopeOf {
    /// Pinned id of the edition.
    pub edition: String,
    /// To which products it applies at all; null for all.
    pub scope: Option<Clause>,
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
    /// Pinned id of the edition in whose scope it is demanded; `scopes` has it.
    pub edition: String,
    /// Where within that scope; null for everywhere.
    pub applies: Option<Clause>,
    /// Whether it applies for certain to a product with the stated facts; false where no facts are stated.
    pub certain: bool,
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

fn ended(kb: Base<'_>, edition: EditionIdx) -> bool {
    kb.editions[edition].standing(kb.as_of) == Standing::Ended
}

/// Returns a merge.
pub fn merged(kb: Base<'_>, merge: &Merge, of: &Subject) -> Merged {
    Merged {
        as_of: kb.as_of.into(),
        product: verdicts::identity(&of.product),
        markets: of.markets.clone(),
        markets_from: of.markets_from,
        scopes: scopes(kb, merge),
        editions: merge.editions.iter().map(|edition| kb.edition_id(*edition)).collect(),
        ended: merge.editions.iter().filter(|it| ended(kb, **it)).map(|it| kb.edition_id(*it)).collect(),
        empty_markets: merge.empty_markets.clone(),
        requirements: merge.requirements.iter().map(|it| on(kb, merge, it)).collect(),
        unregulated: merge.unregulated.iter().map(|it| kb.requirements[*it].id.clone()).collect(),
        apart: ids(kb, &merge.apart),
        not_applicable: ids(kb, &merge.inapplicable),
        upcoming: merge.upcoming.iter().map(|idx| kb.provisions[*idx].id.clone()).collect(),
    }
}

fn ids(kb: Base<'_>, provisions: &[ProvisionIdx]) -> Vec<String> {
    provisions.iter().map(|idx| kb.provisions[*idx].id.clone()).collect()
}

fn scopes(kb: Base<'_>, merge: &Merge) -> Vec<ScopeOf> {
    let says = |idx: EditionIdx| {
        let mut demands = merge.requirements.iter().flat_map(|it| &it.conjuncts);
        demands.any(|it| it.within == idx)
    };
    let editions = merge.editions.iter().copied().filter(|idx| says(*idx));
    editions
        .map(|idx| {
            let scope = scope_on(kb.kb, idx, kb.as_of);
            ScopeOf {
                edition: kb.edition_id(idx),
                scope: scope.map(|scope| Place::of_edition(kb, idx).clause(kb, &scope, Mood::Condition)),
            }
        })
        .collect()
}

fn on(kb: Base<'_>, merge: &Merge, it: &MergedRequirement) -> MergedOn {
    let requirement = &kb.requirements[it.requirement];
    MergedOn {
        requirement: requirement.id.clone(),
        title: requirement.title.clone(),
        provisions: ids(kb, &it.provisions),
        conjuncts: it
            .conjuncts
            .iter()
            .map(|conjunct| demand(kb, conjunct, merge.certain.contains(&conjunct.says)))
            .collect(),
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

/// Returns one thing that is demanded; `certain` says whether it applies to a product that is known in part.
pub(super) fn demand(kb: Base<'_>, conjunct: &Conjunct, certain: bool) -> Demand {
    let place = Place::of_provision(kb, conjunct.says);
    Demand {
        edition: kb.edition_id(conjunct.within),
        certain,
        applies: conjunct.applies.as_ref().map(|expr| place.clause(kb, expr, Mood::Condition)),
        criterion: place.clause(kb, &conjunct.demand, Mood::Criterion),
        by: ids(kb, &conjunct.by),
    }
}
