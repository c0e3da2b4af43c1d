//! What a product is asked where nobody says what: the instruments that bind products, makers and sellers in its markets.

use std::collections::BTreeMap;

use crate::lexicon::{Because, Binding, Standing};
use crate::logic::domain::Facts;
use crate::logic::formula::{Atom, Formula};
use crate::model::value::jurisdiction;
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

/// Says whether an instrument is one of a market, as far as its jurisdiction goes; a state belongs to its country.
pub fn is_of(kb: &Kb, instrument: InstrumentIdx, market: &str) -> bool {
    let (code, market) = (&kb.instruments[instrument].jurisdiction, jurisdiction(market));
    code.eq_ignore_ascii_case(market) || country(code).eq_ignore_ascii_case(market)
}

/// Returns the editions of an instrument that stand on the as-of date, or will: those that go on for some products, and
/// the current one unless it has ended.
pub fn standing_editions(kb: &Kb, instrument: InstrumentIdx) -> impl Iterator<Item = EditionIdx> {
    let current = kb
        .current_edition(instrument)
        .filter(|edition| kb.editions[*edition].standing(kb.as_of) != Standing::Ended);
    let earlier = kb.continuing(instrument, kb.as_of).filter(move |edition| Some(*edition) != current);
    earlier.chain(current)
}

/// Returns the sets of markets that are shown together: those of the manifest, else each market with a binding text, the
/// one at home first, and all of them together.
pub fn sets(kb: &Kb) -> Vec<Vec<String>> {
    if let Some(sets) = &kb.market_sets {
        return sets.clone();
    }
    let binds = |code: &str| {
        let mut all = kb.instruments.iter_enumerated();
        all.any(|(idx, it)| {
            it.binding == Binding::Mandatory
                && is_of(kb, idx, code)
                && standing_editions(kb, idx).next().is_some()
        })
    };
    let codes = kb.jurisdictions.iter().map(|it| it.id.clone());
    let mut markets: Vec<String> = codes.filter(|code| binds(code)).collect();
    markets.sort_by_key(|code| kb.home.as_ref() != Some(code));
    let together = (markets.len() > 1).then(|| markets.clone());
    markets.into_iter().map(|market| vec![market]).chain(together).collect()
}

/// Returns the editions that are read side by side for a set of markets: of each instrument those that stand on the
/// as-of date, then those that are made and begin later, and drafts. Home first, then the markets in their order, and of
/// each what binds first.
pub fn editions(kb: &Kb, markets: &[String]) -> Vec<EditionIdx> {
    let place = |idx: InstrumentIdx| markets.iter().position(|market| is_of(kb, idx, market));
    let mut instruments: Vec<(usize, InstrumentIdx)> =
        kb.instruments.indices().filter_map(|idx| Some((place(idx)?, idx))).collect();
    instruments.sort_by_key(|(place, idx)| {
        (!kb.is_home(*idx), *place, kb.instruments[*idx].binding != Binding::Mandatory)
    });
    let mut found = Vec::new();
    for (_, idx) in instruments {
        let stand: Vec<EditionIdx> = standing_editions(kb, idx).collect();
        let later = kb.instruments[idx].editions.iter().copied();
        let later = later.filter(|edition| {
            !stand.contains(edition) && kb.editions[*edition].standing(kb.as_of) == Standing::Upcoming
        });
        found.extend(stand.iter().copied().chain(later));
    }
    found
}

/// Returns why no product can be assessed against an edition, if none can: what it demands is addressed to others, or
/// it is marked as a list of ids without tests.
pub fn binds_no_product(kb: Base<'_>, edition: EditionIdx) -> Option<Because> {
    if kb.whole().below(edition, None).is_empty() {
        return Some(Because::BindsOthers);
    }
    kb.editions[edition].ids_only.map(|_| Because::NoCriterion)
}
