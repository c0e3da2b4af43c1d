//! What was compared in an earlier world: the same texts, demanding the same.

use std::collections::BTreeSet;

use crate::logic::formula::Formula;
use crate::model::On;

use super::Side;

/// A side with what it demanded.
pub(super) type Demanded = (Side, Vec<Formula>);

/// The pairs that were compared.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pairs: BTreeSet<(On, Demanded, Demanded)>,
}

impl Seen {
    /// Says whether a pair was compared.
    pub(super) fn has(&self, on: On, left: &Demanded, right: &Demanded) -> bool {
        self.pairs.contains(&(on, left.clone(), right.clone()))
    }

    /// Remembers a pair.
    pub(super) fn add(&mut self, on: On, left: Demanded, right: Demanded) {
        self.pairs.insert((on, left, right));
    }

    /// Takes what another has seen.
    pub(super) fn take(&mut self, mut other: Self) {
        self.pairs.append(&mut other.pairs);
    }
}
