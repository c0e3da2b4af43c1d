//! In which order what is found is shown: all units before fewer, rare ones before common ones, titles before texts.
//!
//! All in whole numbers, so that a browser computes the same.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::lexicon::Listed;
use crate::view::document::Force;

use super::corpus::{Entry, Field, Part};
use super::needle::places;
use super::query::{By, Query, Unit};
use super::store::Store;

/// The least share of what is asked for that a document must hold, of a hundred.
pub const SHARE: u64 = 35;

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

/// Documents with what a needle counts in each.
pub(super) type Found = BTreeMap<usize, (u64, usize)>;

/// A store that is asked one question, of which the same is never looked for twice.
pub struct Asked<'a> {
    /// The store.
    pub store: &'a dyn Store,
    known: RefCell<BTreeMap<String, Rc<Found>>>,
}

impl std::fmt::Debug for Asked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").field("known", &self.known.borrow().len()).finish_non_exhaustive()
    }
}

impl<'a> Asked<'a> {
    /// Begins to ask a store.
    pub fn new(store: &'a dyn Store) -> Self {
        Self { store, known: RefCell::default() }
    }

    /// Returns the documents that hold a needle.
    pub(super) fn found(&self, needle: &str) -> Rc<Found> {
        if let Some(known) = self.known.borrow().get(needle) {
            return Rc::clone(known);
        }
        let mut all = Found::new();
        self.store.holding(needle, &mut |document, parts| {
            if let Some(it) = value(parts, needle) {
                all.insert(document, it);
            }
        });
        let all = Rc::new(all);
        self.known.borrow_mut().insert(needle.to_owned(), Rc::clone(&all));
        all
    }
}

/// Returns how much a needle counts in a document, and the part where it counts most.
fn value(parts: &[Part], needle: &str) -> Option<(u64, usize)> {
    let mut best: Option<(u64, usize)> = None;
    let mut others = 0;
    for (place, part) in parts.iter().enumerate() {
        let (mut most, mut count) = (0, 0);
        for (_, quality) in places(&part.folded, needle) {
            most = most.max(quality);
            count += 1;
        }
        if count == 0 {
            continue;
        }
        let again = if part.field == Field::Text { 5 * (count - 1).min(3) } else { 0 };
        let value = part.field.weight() * most / 100 + again;
        match &mut best {
            Some((known, at)) if value > *known => {
                others += *known;
                (*known, *at) = (value, place);
            }
            Some(_) => others += value,
            None => best = Some((value, place)),
        }
    }
    best.map(|(value, place)| (value + (others / 8).min(20), place))
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
    let weights: Vec<u64> = units.iter().map(rare).collect();
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
        let phrase = if whole.iter().any(|it| it.contains_key(&hit.document)) { total * 25 } else { 0 };
        let enough = held * 100 >= total * SHARE;
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
            hit.score = hit.score * (100 - (*before * 15).min(75)) / 100;
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
