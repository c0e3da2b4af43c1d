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
        self.gather(edition, locator, standing, &mut found);
        found
    }

    fn gather(
        self,
        edition: EditionIdx,
        locator: Option<&Locator>,
        standing: Standing,
        found: &mut Vec<ProvisionIdx>,
    ) {
        for child in self.kb.children(edition, locator) {
            let binds = self.concerns_products(child) && stands(self.kb, child, standing);
            let norm = self.norm(child);
            let tested = norm.criterion.is_some();
            if binds && tested {
                found.push(child);
            }
            // A criterion that speaks of its items stands for them; any other leaves them to count by themselves.
            if binds && tested && !norm.items.is_empty() {
                continue;
            }
            let before = found.len();
            self.gather(edition, Some(&self.kb.provisions[child].locator), standing, found);
            if binds && !tested && found.len() == before {
                found.push(child);
            }
        }
    }

    /// Returns every binding provision at or below a place, whatever stands above it.
    pub fn all_binding(self, place: &Node) -> Vec<ProvisionIdx> {
        let all = self.kb.editions[place.edition].provisions.iter().copied();
        let inside = |idx: &ProvisionIdx| self.kb.is_at_or_below(place, &self.kb.provisions[*idx].locator);
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
