//! What stands below a place: the one list of items, and the parts that a parent or an edition is made of.
//!
//! A provision that speaks of its items stands for them; every other binding provision stands for itself alone.

use crate::model::{EditionIdx, Locator, Node, ProvisionIdx};

use super::base::Base;
use super::moved::Below;

impl Base<'_> {
    /// Returns what `items` stands for in a provision.
    pub fn items(self, idx: ProvisionIdx) -> Vec<ProvisionIdx> {
        let provision = &self.kb.provisions[idx];
        let mut found = Vec::new();
        self.gather(provision.edition, Some(&provision.locator), &|_| true, &mut found);
        self.stay(provision.edition, &Below::Under(&provision.locator), &mut found);
        found
    }

    /// Returns the binding provisions that make up what stands below a locator, or a whole edition; with those of an
    /// earlier edition under which products stay.
    pub fn below(self, edition: EditionIdx, locator: Option<&Locator>) -> Vec<ProvisionIdx> {
        let mut found = Vec::new();
        self.gather(edition, locator, &|_| true, &mut found);
        self.stay(edition, &locator.map_or(Below::All, Below::At), &mut found);
        found
    }

    /// Says whether a provision is made of others: it has no criterion, and something binding stands below it, be it
    /// that it has not begun. One that speaks of its items has a criterion, though an item may have no test.
    pub(super) fn is_heading(self, idx: ProvisionIdx) -> bool {
        let norm = self.norm(idx);
        norm.criterion.is_none() && norm.items.is_empty() && !self.whole().items(idx).is_empty()
    }

    /// Gathers what makes up a place, of the provisions that are wanted alone.
    pub(super) fn gather(
        self,
        edition: EditionIdx,
        locator: Option<&Locator>,
        wanted: &dyn Fn(ProvisionIdx) -> bool,
        found: &mut Vec<ProvisionIdx>,
    ) {
        for child in self.kb.children(edition, locator) {
            let counts = wanted(child) && self.concerns_products(child) && self.stands(child);
            let norm = self.norm(child);
            let tested = norm.criterion.is_some();
            if counts && (tested || !self.is_heading(child)) {
                found.push(child);
            }
            // A criterion that speaks of its items stands for them; any other leaves them to count by themselves.
            if !counts || norm.items.is_empty() {
                self.gather(edition, Some(&self.kb.provisions[child].locator), wanted, found);
            }
        }
    }

    /// Returns every binding provision at or below a place that stands, whatever stands above it.
    pub fn all_binding(self, place: &Node) -> Vec<ProvisionIdx> {
        let all = self.kb.editions[place.edition].provisions.iter().copied();
        let inside = |idx: &ProvisionIdx| self.kb.is_at_or_below(place, &self.kb.provisions[*idx].locator);
        let own = all.filter(inside).filter(|idx| self.concerns_products(*idx) && self.stands(*idx));
        own.chain(self.all_staying(place)).collect()
    }

    /// Returns a provision as a place of its edition.
    pub fn place(self, idx: ProvisionIdx) -> Node {
        let provision = &self.kb.provisions[idx];
        Node { edition: provision.edition, locator: Some(provision.locator.clone()), provision: Some(idx) }
    }
}
