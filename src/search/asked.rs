//! What a store was asked: which documents hold a needle, and how much it counts in each.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::corpus::{Field, Part};
use super::needle::places;
use super::store::Store;

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
