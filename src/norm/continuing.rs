//! For which products an edition that has ended goes on, and which are therefore not under its successors.
//!
//! Part of where an edition stands on a day: enters verdicts and merges on it, and no relation.

use std::collections::{BTreeMap, BTreeSet};

use crate::idx::IndexVec;
use crate::lexicon::Standing;
use crate::logic::formula::Formula;
use crate::model::{Date, EditionIdx, EditionKey, Expr, Kb};

/// Which products an edition reaches on a day.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Those for which it stands at all.
    pub own: Formula,
    /// Those that an earlier edition keeps.
    pub kept: Formula,
    /// Its scope, narrowed to those that it reaches.
    pub(super) scope: Formula,
}

/// The products for which editions go on, and what editions reach by the first of the days on which it is so; one of
/// which nothing is said reaches its scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Continuing {
    pub(super) products: BTreeMap<EditionIdx, Formula>,
    days: BTreeMap<Date, BTreeMap<EditionIdx, Reach>>,
}

impl Continuing {
    /// Says on each day what the editions of instruments reach of which one goes on.
    pub(super) fn reach(&mut self, kb: &Kb, scopes: &IndexVec<Formula, EditionKey>) {
        let ends: BTreeSet<Date> =
            kb.editions.iter().filter(|it| it.continues.is_some()).filter_map(|it| it.until).collect();
        self.days = ends.into_iter().map(|day| (day, self.reached(kb, scopes, day))).collect();
    }

    fn reached(
        &self,
        kb: &Kb,
        scopes: &IndexVec<Formula, EditionKey>,
        day: Date,
    ) -> BTreeMap<EditionIdx, Reach> {
        let going_on = |idx: EditionIdx| self.products.get(&idx).cloned().unwrap_or(Formula::True);
        let mut found = BTreeMap::new();
        for (idx, edition) in kb.editions.iter_enumerated() {
            let keeps: Vec<Formula> = keeping(kb, idx, day).map(going_on).collect();
            let goes_on = edition.standing(day) == Standing::Continues;
            if keeps.is_empty() && !goes_on {
                continue;
            }
            let own = if goes_on { going_on(idx) } else { Formula::True };
            let kept = Formula::any(keeps);
            let scope = scopes[idx].clone().and(own.clone()).and(kept.clone().negated());
            found.insert(idx, Reach { own, kept, scope });
        }
        found
    }

    /// Returns what editions reach on a day.
    pub(super) fn on(&self, day: Date) -> Option<&BTreeMap<EditionIdx, Reach>> {
        self.days.range(..=day).next_back().map(|(_, reach)| reach)
    }
}

/// Returns the editions that go on on a day and that an edition succeeds.
fn keeping(kb: &Kb, edition: EditionIdx, day: Date) -> impl Iterator<Item = EditionIdx> {
    let it = &kb.editions[edition];
    kb.continuing(it.instrument, day).filter(move |earlier| it.succeeds(&kb.editions[*earlier]))
}

/// Returns what an edition applies to on a day, as written; none for everything.
pub fn scope_on(kb: &Kb, edition: EditionIdx, day: Date) -> Option<Expr> {
    let it = &kb.editions[edition];
    let products = |idx: EditionIdx| kb.editions[idx].continues.as_ref().map(|it| it.products.clone());
    let own = products(edition).filter(|_| it.standing(day) == Standing::Continues);
    let kept = keeping(kb, edition, day).filter_map(products).map(|it| Expr::Not(Box::new(it)));
    let mut parts: Vec<Expr> = it.scope.clone().into_iter().chain(own).chain(kept).collect();
    if parts.len() > 1 { Some(Expr::All(parts)) } else { parts.pop() }
}
