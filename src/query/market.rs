//! What a product is asked where nobody says what: the instruments that bind products, makers and sellers in its markets.

use std::collections::BTreeMap;

use crate::lexicon::{Because, Binding};
use crate::logic::domain::Facts;
use crate::logic::formula::{Atom, Formula};
use crate::model::{EditionIdx, FactIdx, InstrumentIdx, Kb, Node};
use crate::norm::{Base, When};

use super::asked::{Asked, governing};

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
        let sold_here = sold.evaluate(facts);
        if sold_here == Some(false) {
            continue;
        }
        let mut asked = Vec::new();
        if let Some(because) = binds_no_product(kb, edition) {
            found.left_out.push((edition, because));
        } else {
            let node = Node { edition, locator: None, provision: None };
            asked.extend(governing(kb, facts, node));
        }
        if sold_here.is_none() {
            found.narrow(kb, &asked, &sold);
        }
        found.asked.extend(asked.into_iter().map(|node| Asked { node, pinned: false }));
    }
    found
}

impl Question {
    /// Asks only about products that are sold where it is not known whether this one is.
    fn narrow(&mut self, kb: Base<'_>, asked: &[Node], sold: &Formula) {
        self.needs = kb.fact_ids.get(MARKETS).copied();
        let today = match kb.when {
            When::On(day) => kb.reaching(day),
            When::Whole => kb,
        };
        for Node { edition, .. } in asked {
            self.scopes.insert(*edition, today.scope(*edition).clone().and(sold.clone()));
        }
    }
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

/// Returns why no product can be assessed against an edition, if none can: what it demands is addressed to others, or
/// it is marked as a list of ids without tests.
fn binds_no_product(kb: Base<'_>, edition: EditionIdx) -> Option<Because> {
    if kb.whole().below(edition, None).is_empty() {
        return Some(Because::BindsOthers);
    }
    kb.editions[edition].ids_only.map(|_| Because::NoCriterion)
}
