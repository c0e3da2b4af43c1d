//! Which deemings bear on which places.
//!
//! Looks at places alone; what a deeming asks is `lawful`'s.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{EditionIdx, Kb, Locator, Node, ProvisionIdx};

/// Some deemings, by the places that they treat as satisfied.
#[derive(Clone, Debug, Default)]
pub struct Deemed {
    at: BTreeMap<EditionIdx, BTreeMap<Option<Locator>, BTreeSet<usize>>>,
}

impl Deemed {
    /// Returns some deemings, by their positions in the base and the editions of which they are.
    pub fn of(kb: &Kb, which: impl Fn(usize, EditionIdx) -> bool) -> Self {
        let mut deemed = Self::default();
        for (at, nodes) in kb.deemed.iter().enumerate() {
            for node in nodes.iter().filter(|node| which(at, node.edition)) {
                let edition = deemed.at.entry(node.edition).or_default();
                edition.entry(node.locator.clone()).or_default().insert(at);
            }
        }
        deemed
    }

    /// Returns those among these that are at some positions in the base.
    fn only(&self, which: &[usize]) -> Self {
        let mut fewer = self.clone();
        for deemed in fewer.at.values_mut().flat_map(BTreeMap::values_mut) {
            deemed.retain(|at| which.contains(at));
        }
        for places in fewer.at.values_mut() {
            places.retain(|_, deemed| !deemed.is_empty());
        }
        fewer
    }

    /// Returns those of a place and of what is below it, in order of declaration.
    pub fn within(&self, kb: &Kb, node: &Node) -> Vec<usize> {
        let Some(places) = self.at.get(&node.edition) else { return Vec::new() };
        let inside = |here: &Option<Locator>| match here {
            Some(here) => kb.is_at_or_below(node, here),
            None => node.locator.is_none(),
        };
        let found: BTreeSet<usize> =
            places.iter().filter(|(place, _)| inside(place)).flat_map(|(_, which)| which).copied().collect();
        found.into_iter().collect()
    }

    /// Returns a minimal choice of some of these deemings that still does what all of them do.
    ///
    /// What is not needed is taken away, last declared first.
    pub fn needed<E>(
        &self,
        mut all: Vec<usize>,
        mut does: impl FnMut(&Self) -> Result<bool, E>,
    ) -> Result<Vec<usize>, E> {
        for at in (0..all.len()).rev() {
            let mut fewer = all.clone();
            fewer.remove(at);
            if does(&self.only(&fewer))? {
                all = fewer;
            }
        }
        Ok(all)
    }

    /// Returns the topmost place with a deeming that is below `root` and at or above a provision.
    pub(super) fn around(&self, kb: &Kb, root: Option<&Locator>, idx: ProvisionIdx) -> Option<Locator> {
        let provision = &kb.provisions[idx];
        let places = self.at.get(&provision.edition)?;
        let branch = kb.instruments[provision.instrument].branch;
        let below = |here: &Locator| root.is_none_or(|root| here.is_below(root, branch));
        let chain = std::iter::once(provision.locator.clone()).chain(provision.locator.ancestors(branch));
        let has = |here: &Locator| places.contains_key(&Some(here.clone()));
        chain.filter(|here| below(here) && has(here)).reduce(|_, outer| outer)
    }

    /// Returns those of exactly one place, by their positions in the base.
    pub(super) fn at(
        &self,
        edition: EditionIdx,
        locator: Option<&Locator>,
    ) -> impl Iterator<Item = usize> + '_ {
        let places = self.at.get(&edition);
        places.and_then(|places| places.get(&locator.cloned())).into_iter().flatten().copied()
    }
}
