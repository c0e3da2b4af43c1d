//! What a product is asked where nobody says what: the instruments that bind products, makers and sellers in its markets.

use std::collections::BTreeMap;

use crate::lexicon::{Because, Binding};
use crate::logic::domain::Facts;
use crate::logic::formula::{Atom, Formula};
use crate::model::{EditionIdx, FactIdx, InstrumentIdx, Kb, Node};
use crate::norm::Base;

use super::asked::Asked;

/// The fact that says in which markets a product is sold; its words are codes of jurisdictions.
pub const MARKETS: &str = "product.markets";

/// What a product is asked by default.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The current editions, whole.
    pub asked: Vec<Asked>,
    /// Where it is not known whether the product is sold, the scopes narrowed to the market.
    pub scopes: BTreeMap<EditionIdx, Formula>,
    /// The fact without which it is not known what the product is asked.
    pub needs: Option<FactIdx>,
    /// Mandatory instruments of the markets that no product can be assessed against, and why.
    pub left_out: Vec<(EditionIdx, Because)>,
}

/// Returns what binds a product of these facts in its markets; all of them where the markets are not stated.
pub fn by_default(kb: Base<'_>, facts: &Facts) -> Question {
    let mut found = Question::default();
    for (idx, instrument) in kb.instruments.iter_enumerated() {
        let (Binding::Mandatory, Some(edition)) = (instrument.binding, kb.current_edition(idx)) else {
            continue;
        };
        let sold = sold(kb.kb, idx);
        match sold.evaluate(facts) {
            Some(false) => continue,
            Some(true) => {}
            None => {
                found.needs = kb.fact_ids.get(MARKETS).copied();
                found.scopes.insert(edition, kb.scope(edition).clone().and(sold));
            }
        }
        if let Some(because) = binds_no_product(kb, edition) {
            found.left_out.push((edition, because));
        } else {
            let node = Node { edition, locator: None, provision: None };
            found.asked.push(Asked { node, pinned: false });
        }
    }
    found
}

/// Says that a product is sold where an instrument holds; always, where the base has no such fact.
fn sold(kb: &Kb, instrument: InstrumentIdx) -> Formula {
    let Some(markets) = kb.fact_ids.get(MARKETS).copied() else { return Formula::True };
    let country = country(&kb.instruments[instrument].jurisdiction);
    element(kb, markets, country).map_or(Formula::False, |at| Formula::Atom(Atom::Has(markets, at)))
}

fn element(kb: &Kb, markets: FactIdx, country: &str) -> Option<u32> {
    let words = kb.facts[markets].ty.words();
    let at = words.iter().position(|it| it.word.eq_ignore_ascii_case(country))?;
    u32::try_from(at).ok()
}

/// Returns the country of a jurisdiction: `US` of `US-CA`.
pub fn country(jurisdiction: &str) -> &str {
    jurisdiction.split('-').next().unwrap_or_default()
}

/// Returns why no product can be assessed against an edition, if none can.
fn binds_no_product(kb: Base<'_>, edition: EditionIdx) -> Option<Because> {
    let below = kb.whole().below(edition, None);
    if below.is_empty() {
        return Some(Because::BindsOthers);
    }
    let tested = below.iter().any(|idx| kb.norm(*idx).criterion.is_some());
    (!tested).then_some(Because::NoCriterion)
}
