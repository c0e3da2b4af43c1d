//! What stands below a place: the one list of items, and the parts that a parent or an edition is made of.
//!
//! A provision that speaks of its items stands for them; every other binding provision stands for itself alone.

use crate::model::{EditionIdx, Kb, Locator, Node, ProvisionIdx};

use super::base::Base;

/// Whether the day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// What has begun on the as-of date; what begins later than its edition is left out until then.
    Today,
    /// Everything that an edition will demand in the end, the day left out.
    AtLast,
}

impl Base<'_> {
    /// Returns what `items` stands for in a provision.
    pub fn items(self, idx: ProvisionIdx, standing: Standing) -> Vec<ProvisionIdx> {
        let provision = &self.kb.provisions[idx];
        self.below(provision.edition, Some(&provision.locator), standing)
    }

    /// Returns the binding provisions that make up what stands below a locator, or a whole edition.
    pub fn below(
        self,
        edition: EditionIdx,
        locator: Option<&Locator>,
        standing: Standing,
    ) -> Vec<ProvisionIdx> {
        let mut found = Vec::new();
        for child in self.kb.children(edition, locator) {
            self.branch(child, standing, &mut found);
        }
        found
    }

    fn branch(self, child: ProvisionIdx, standing: Standing, found: &mut Vec<ProvisionIdx>) {
        let provision = &self.kb.provisions[child];
        let binds = self.concerns_products(child) && stands(self.kb, child, standing);
        let tested = self.norm(child).criterion.is_some();
        if binds && tested {
            found.push(child);
        }
        // A criterion that speaks of its items stands for them; any other leaves them to count by themselves.
        if binds && tested && !self.norm(child).items.is_empty() {
            return;
        }
        let before = found.len();
        found.extend(self.below(provision.edition, Some(&provision.locator), standing));
        if binds && !tested && found.len() == before {
            found.push(child);
        }
    }

    /// Returns every binding provision at or below a locator, whatever stands above it.
    pub fn all_binding(self, edition: EditionIdx, locator: Option<&Locator>) -> Vec<ProvisionIdx> {
        let branch = self.kb.instruments[self.kb.editions[edition].instrument].branch;
        let inside = |idx: &ProvisionIdx| {
            let here = &self.kb.provisions[*idx].locator;
            locator.is_none_or(|outer| here == outer || here.is_below(outer, branch))
        };
        let all = self.kb.editions[edition].provisions.iter().copied();
        all.filter(inside).filter(|idx| self.concerns_products(*idx)).collect()
    }

    /// Returns a provision as a place of its edition.
    pub fn place(self, idx: ProvisionIdx) -> Node {
        let provision = &self.kb.provisions[idx];
        Node { edition: provision.edition, locator: Some(provision.locator.clone()), provision: Some(idx) }
    }
}

/// Says whether a provision stands: it began with its edition, or its own later day has come.
pub(super) fn stands(kb: &Kb, idx: ProvisionIdx, standing: Standing) -> bool {
    let provision = &kb.provisions[idx];
    let later = provision.from.date() > kb.editions[provision.edition].from.date();
    standing == Standing::AtLast || !(later && provision.is_upcoming(kb.as_of))
}
