//! In which order what is found is shown: all units before fewer, rare ones before common ones, titles before texts.
//!
//! All in whole numbers, so that a browser computes the same.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::lexicon::Listed;
use crate::view::document::Force;

use super::asked::{Asked, Found};
use super::corpus::Entry;
use super::query::{By, Query, Unit};
use super::store::Store;

/// The least share of what is asked for that a document must hold, of a hundred; and it holds half of the units.
pub const SHARE: u64 = 30;

/// What counts for words that a text has as they were typed together.
const PHRASE: u64 = 40;

/// By how much each further text of one instrument counts less, of a hundred, and the most.
const AGAIN: u64 = 8;
const MOST_AGAIN: u64 = 75;

/// Where a document holds a needle best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// How much it counts.
    pub value: u64,
    /// The part of the document.
    pub part: usize,
    /// The needle of the unit.
    pub needle: usize,
    /// How it came to stand for what was typed.
    pub by: By,
}

/// A document that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub document: usize,
    /// How much it counts.
    pub score: u64,
    /// Where it holds each unit.
    pub matches: Vec<Option<Match>>,
}

/// Returns eight times the logarithm to the base of two, between whole ones as the crow flies.
fn log(number: u64) -> u64 {
    let whole = u64::from(number.max(1).ilog2());
    let rest = (number << 3 >> whole) & 7;
    whole * 8 + rest
}

/// Where each document holds a unit.
fn unit(asked: &Asked<'_>, unit: &Unit) -> BTreeMap<usize, Match> {
    let mut best: BTreeMap<usize, Match> = BTreeMap::new();
    for (needle, it) in unit.needles.iter().enumerate() {
        for (document, (value, part)) in asked.found(&it.text).iter() {
            let (value, part) = (*value, *part);
            let it = Match { value: value * it.by.weight() / 100, part, needle, by: it.by };
            let known = best.entry(*document).or_insert(it);
            if it.value > known.value {
                *known = it;
            }
        }
    }
    best
}

/// Returns what is found, in order.
pub fn hits(asked: &Asked<'_>, query: &Query) -> Vec<Hit> {
    let units: Vec<BTreeMap<usize, Match>> = query.units.iter().map(|it| unit(asked, it)).collect();
    let store = asked.store;
    let count = store.count() as u64;
    let rare = |it: &BTreeMap<usize, Match>| 4 + log(count / (it.len() as u64).max(1));
    let half = |unit: &Unit| if unit.is_rest { 2 } else { 1 };
    let weights: Vec<u64> =
        units.iter().zip(&query.units).map(|(found, unit)| rare(found) / half(unit)).collect();
    let total = weights.iter().sum::<u64>().max(1);
    let mut all: BTreeMap<usize, Hit> = BTreeMap::new();
    for (place, found) in units.iter().enumerate() {
        for (document, it) in found {
            let none = || Hit { document: *document, score: 0, matches: vec![None; units.len()] };
            let hit = all.entry(*document).or_insert_with(none);
            if let Some(slot) = hit.matches.get_mut(place) {
                *slot = Some(*it);
            }
        }
    }
    let whole: Vec<Rc<Found>> = query.phrases.iter().map(|it| asked.found(it)).collect();
    let mut hits: Vec<Hit> = all.into_values().collect();
    for hit in &mut hits {
        let held: u64 =
            hit.matches.iter().zip(&weights).filter(|(it, _)| it.is_some()).map(|(_, w)| *w).sum();
        let sum: u64 = hit.matches.iter().zip(&weights).map(|(it, w)| it.map_or(0, |it| it.value * w)).sum();
        let phrase = if whole.iter().any(|it| it.contains_key(&hit.document)) { total * PHRASE } else { 0 };
        let most = hit.matches.iter().flatten().count() * 2 >= units.len();
        let enough = most && held * 100 >= total * SHARE;
        hit.score = if enough { (sum + phrase) * 10 * held / total * held / total } else { 0 };
    }
    hits.retain(|hit| hit.score > 0);
    ordered(store, query, hits)
}

/// So many of what is found count for a requirement.
const TOP: usize = 2;

/// The least that a requirement must count, of a hundred of the best.
const LEAST: u64 = 30;

/// How much a requirement counts for what meets it, of a hundred.
const AKIN: u64 = 50;

/// Something that is found, with what is known of it.
struct Known {
    hit: Hit,
    entry: Entry,
}

/// Adds what meets the same requirement as what holds the words: the base says what is one thing in several texts.
fn akin(store: &dyn Store, query: &Query, hits: &mut Vec<Known>) {
    let best = hits.iter().map(|it| it.hit.score).max().unwrap_or(0);
    let mut held: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    for Known { hit, entry } in hits.iter() {
        let counts = matches!(entry.kind, Listed::Provisions | Listed::Requirements);
        if counts && matches!(entry.force, Force::Current | Force::Upcoming) {
            for place in &entry.serves {
                held.entry(*place).or_default().push(hit.score);
            }
        }
    }
    let mut shared: BTreeMap<usize, u64> = BTreeMap::new();
    for (place, mut scores) in held {
        scores.sort_unstable_by(|one, two| two.cmp(one));
        let mean = scores.iter().take(TOP).sum::<u64>() / TOP as u64;
        if mean * 100 >= best * LEAST {
            shared.insert(place, mean);
        }
    }
    let known: BTreeMap<usize, usize> =
        hits.iter().enumerate().map(|(place, it)| (it.hit.document, place)).collect();
    for document in 0..store.count() {
        let Some(entry) = store.entry(document).filter(|it| it.kind == Listed::Provisions) else { continue };
        let most = entry.serves.iter().filter_map(|it| shared.get(it)).max().copied().unwrap_or(0);
        let extra = most * AKIN / 100 * entry.worth / 100;
        match known.get(&document).and_then(|place| hits.get_mut(*place)) {
            Some(it) => it.hit.score += extra,
            None if extra > 0 => {
                let matches = vec![None; query.units.len()];
                hits.push(Known { hit: Hit { document, score: extra, matches }, entry });
            }
            None => {}
        }
    }
}

/// Puts what is found in order: by what it counts, and of one text not all at once.
fn ordered(store: &dyn Store, query: &Query, hits: Vec<Hit>) -> Vec<Hit> {
    let mut all: Vec<Known> = Vec::new();
    for mut hit in hits {
        let Some(entry) = store.entry(hit.document) else { continue };
        let called = [&entry.title.ja, &entry.title.en].iter().any(|it| crate::fold::fold(it) == query.whole);
        hit.score = hit.score * entry.worth / 100 * if called { 16 } else { 10 } / 10;
        all.push(Known { hit, entry });
    }
    akin(store, query, &mut all);
    all.sort_by(compared);
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for Known { hit, entry } in &mut all {
        if !entry.instrument.is_empty() {
            let before = seen.entry(entry.instrument.clone()).or_default();
            hit.score = hit.score * (100 - (*before * AGAIN).min(MOST_AGAIN)) / 100;
            *before += 1;
        }
    }
    all.sort_by(compared);
    all.into_iter().map(|it| it.hit).collect()
}

/// Where two documents count the same, what is read today and what binds comes first.
fn compared(one: &Known, two: &Known) -> std::cmp::Ordering {
    let order = |it: &Known| (std::cmp::Reverse(it.hit.score), it.entry.force, !it.entry.binding);
    order(one).cmp(&order(two)).then_with(|| one.entry.id.cmp(&two.entry.id))
}
