//! What a product has to meet that is sold in all markets of a set, requirement by requirement.
//!
//! Says of each binding provision whether it still has to be met by itself; what that is computed from is the merge that
//! `kijun merge` answers.

use std::collections::BTreeMap;

use crate::lang::Bilingual;
use crate::logic::domain::Facts;
use crate::model::RequirementIdx;
use crate::norm::Base;
use crate::query::market;
use crate::query::merge::{Asked, merge};
use crate::query::product::Identity;

use super::market::MarketSet;
use super::merged::{MarketsFrom, Merged, MergedOn, Subject, merged};

/// The strictest merge of a set of markets.
#[derive(Clone, Debug)]
pub struct Joint {
    /// The position of the set among all of them.
    pub set: usize,
    /// What is computed.
    pub merged: Merged,
    /// The market of each instrument that takes part, by the position in the set.
    pub market_of: BTreeMap<String, usize>,
    /// What the markets are called, in the order of the set.
    pub titles: Vec<Bilingual>,
}

/// What a provision is in a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It asks something that no other implies.
    Asks,
    /// Others imply all that it asks.
    Implied,
    /// It has no criterion.
    Silent,
}

/// Merges what binds in the markets of a set, on some requirements or on all.
fn merged_for(kb: Base<'_>, it: &MarketSet, on: Vec<RequirementIdx>) -> Merged {
    let asked = Asked { markets: it.markets.clone(), known: Facts::default(), on, ..Asked::default() };
    let subject = Subject {
        product: Identity::default(),
        markets: it.markets.clone(),
        markets_from: MarketsFrom::Asked,
    };
    merged(kb, &merge(kb, &asked), &subject)
}

/// Merges what binds in the markets of a set on one requirement, as the merge on all of them has it; none where nothing
/// takes part.
pub(super) fn on(kb: Base<'_>, it: &MarketSet, requirement: RequirementIdx) -> Option<MergedOn> {
    merged_for(kb, it, vec![requirement]).requirements.into_iter().next()
}

/// Merges what binds in the markets of a set.
pub(super) fn joint(kb: Base<'_>, set: usize, it: &MarketSet) -> Joint {
    let market_of = kb.kb.instruments.iter_enumerated().filter_map(|(idx, instrument)| {
        let place = it.markets.iter().position(|market| market::is_of(kb.kb, idx, market))?;
        Some((instrument.id.clone(), place))
    });
    Joint {
        set,
        merged: merged_for(kb, it, Vec::new()),
        market_of: market_of.collect(),
        titles: it.markets.iter().map(|code| kb.jurisdiction_title(code)).collect(),
    }
}

impl Joint {
    /// Returns the merge on a requirement.
    pub fn on(&self, requirement: &str) -> Option<&MergedOn> {
        self.merged.requirements.iter().find(|it| it.requirement == requirement)
    }
}

/// Returns what a provision is in the merge on a requirement; none where it takes no part.
pub fn part(it: &MergedOn, provision: &str) -> Option<Part> {
    let has = |list: &[String]| list.iter().any(|id| id == provision);
    if has(&it.silent) {
        return Some(Part::Silent);
    }
    if it.dominated.iter().any(|it| it.id == provision) {
        return Some(Part::Implied);
    }
    has(&it.provisions).then_some(Part::Asks)
}
