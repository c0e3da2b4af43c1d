//! Which texts transitional rules speak of: in their edition, and in the one that they leave in force.

use super::expr::Expr;
use super::index::{EditionIdx, ProvisionIdx};
use super::kb::Kb;
use super::locator::Locator;
use super::transition::{Place, Transition};

impl Kb {
    /// Returns the transitional rules of an edition.
    pub fn transitions(&self, edition: EditionIdx) -> impl Iterator<Item = (ProvisionIdx, &Transition)> {
        let all = self.editions[edition].transitions.iter();
        all.filter_map(|idx| Some((*idx, self.provisions[*idx].body.transition.as_ref()?)))
    }

    /// Returns the transitional rules that speak of a place of their edition.
    pub fn transitions_of(&self, idx: ProvisionIdx) -> impl Iterator<Item = (ProvisionIdx, &Transition)> {
        let it = &self.provisions[idx];
        self.transitions(it.edition).filter(move |(rule, transition)| {
            *rule != idx && self.transition_names(it.edition, transition, &it.locator)
        })
    }

    /// Says whether a transitional rule of an edition speaks of a place in it.
    pub fn transition_names(&self, edition: EditionIdx, it: &Transition, here: &Locator) -> bool {
        let named = |places: &[Place]| {
            let nodes = places.iter().flat_map(|place| self.nodes_at(edition, &place.locator));
            nodes.into_iter().any(|node| self.is_at_or_below(&node, here))
        };
        (it.of.is_empty() || named(&it.of)) && !named(&it.except)
    }

    /// Returns where a text applies as part of an edition, within its scope, as written: a text of an earlier edition to
    /// the products alone that stay under it.
    pub fn condition_in(&self, edition: EditionIdx, idx: ProvisionIdx) -> Option<Expr> {
        let it = &self.provisions[idx];
        if it.edition == edition {
            return it.condition.clone();
        }
        let rules = self.transitions(edition).filter(|(_, rule)| {
            !rule.by_choice && self.transition_names(edition, rule, &self.became(edition, idx))
        });
        let leaves = |(rule, of): (ProvisionIdx, &Transition)| {
            let old = of.stays?;
            let products = of.until(self.provisions[rule].body.until);
            let scope = self.editions[old]
                .scope
                .iter()
                .filter(|it| self.editions[edition].scope.as_ref() != Some(it));
            let rest = self.condition_in(old, idx).into_iter();
            Some(Expr::All(std::iter::once(products).chain(scope.cloned()).chain(rest).collect()))
        };
        let mut each: Vec<Expr> = rules.filter_map(leaves).collect();
        if each.len() > 1 { Some(Expr::Any(each)) } else { each.pop() }
    }

    /// Returns the place in an edition that a text of another edition of the instrument has become; the same locator
    /// where it has become nothing.
    pub fn became(&self, edition: EditionIdx, idx: ProvisionIdx) -> Locator {
        let old = &self.provisions[idx].locator;
        let found = self.nodes_at(edition, old).into_iter().find_map(|node| node.locator);
        found.unwrap_or_else(|| old.clone())
    }
}
