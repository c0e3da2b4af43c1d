//! What satisfies a place by content or by law: its criteria, with the deemings that may stand in for them.
//!
//! A deeming of a parent or an edition satisfies that place; what is below keeps its own verdict. Never part of a
//! proof by content.

use std::collections::BTreeMap;

use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, Locator, Node, ProvisionIdx};

use super::base::Base;
use super::deemed::Deemed;
use super::moved::Met;

/// A part of an edition that is judged by itself.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its place; in an earlier edition where products stay under that.
    pub node: Node,
    /// The edition of which it is a part.
    pub within: EditionIdx,
    /// The binding provisions that it is made of.
    pub parts: Vec<ProvisionIdx>,
}

impl Base<'_> {
    /// Returns when a place is met, or one of the deemings of exactly this place holds.
    fn or_deemed(self, deemed: &Deemed, node: &Node, met: Formula) -> Formula {
        let which = deemed.at(node.edition, node.locator.as_ref());
        let conditions = which.filter_map(|at| self.deeming_conditions().get(at)).cloned();
        Formula::any(conditions.chain([met]))
    }

    /// Returns the parts of a place that are judged by themselves: each binding provision, but a parent that a
    /// deeming names is one with all that is below it.
    pub fn units(self, node: &Node, deemed: &Deemed) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut known: BTreeMap<(EditionIdx, Locator), usize> = BTreeMap::new();
        for idx in self.below(node.edition, node.locator.as_ref()) {
            let provision = &self.kb.provisions[idx];
            let around = deemed.around(self.kb, node.locator.as_ref(), idx);
            let place = around.unwrap_or_else(|| provision.locator.clone());
            let at = *known.entry((provision.edition, place.clone())).or_insert(units.len());
            match units.get_mut(at) {
                Some(unit) => unit.parts.push(idx),
                None => units.push(Unit {
                    node: self.kb.node_at(provision.edition, &place),
                    within: node.edition,
                    parts: vec![idx],
                }),
            }
        }
        units
    }

    /// Returns the deemings that may bear on a place: those of it and of what is below it, and those of the editions under
    /// which products stay.
    pub fn bearing(self, deemed: &Deemed, node: &Node) -> Vec<usize> {
        let mut all = deemed.within(self.kb, node);
        for old in self.moves(node.edition).iter().filter_map(|it| it.stays) {
            let whole = Node { edition: old, locator: None, provision: None };
            all.extend(self.bearing(deemed, &whole));
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Returns the rule that a place is met by content or by law; `None` where no deeming bears on it.
    pub fn lawful(self, node: &Node, deemed: &Deemed) -> Option<Rule> {
        if self.bearing(deemed, node).is_empty() {
            return None;
        }
        let applies = self.demand(node).rule().applies;
        let met = if let Some(idx) = self.alone(node) {
            self.lawful_provision(idx, deemed)
        } else {
            let parts = self.below(node.edition, node.locator.as_ref());
            let met = |it: &Met<'_>| Some(self.lawful_parts(it, node.locator.as_ref(), deemed));
            match node.locator {
                Some(_) => {
                    self.lawful_parts(&Met::within(node.edition, &parts), node.locator.as_ref(), deemed)
                }
                None => self.by_choice(node.edition, &parts, &met).unwrap_or(Formula::False),
            }
        };
        Some(Rule { applies, criterion: Some(self.or_deemed(deemed, node, met)) })
    }

    /// Returns the rule of a unit by content or by law; `None` where no deeming bears on it.
    pub fn lawful_unit(self, unit: &Unit, applies: Formula, deemed: &Deemed) -> Option<Rule> {
        if self.bearing(deemed, &unit.node).is_empty() {
            return None;
        }
        let parts = Met::within(unit.within, &unit.parts);
        let met = self.lawful_parts(&parts, unit.node.locator.as_ref(), deemed);
        Some(Rule { applies, criterion: Some(self.or_deemed(deemed, &unit.node, met)) })
    }

    /// Returns when all of some provisions below a place are met, each where it applies.
    fn lawful_parts(self, all: &Met<'_>, root: Option<&Locator>, deemed: &Deemed) -> Formula {
        let mut groups: BTreeMap<(EditionIdx, Locator), Vec<ProvisionIdx>> = BTreeMap::new();
        let mut found = Vec::new();
        for idx in all.parts {
            if let Some(place) = deemed.around(self.kb, root, *idx) {
                groups.entry((self.kb.provisions[*idx].edition, place)).or_default().push(*idx);
            } else {
                let met = self.lawful_provision(*idx, deemed);
                found.push(all.condition(self, *idx).implies(met));
            }
        }
        for ((edition, place), parts) in groups {
            let met = self.lawful_parts(&Met { parts: &parts, ..*all }, Some(&place), deemed);
            found.push(self.or_deemed(deemed, &self.kb.node_at(edition, &place), met));
        }
        Formula::all(found)
    }

    /// Returns when a provision is met, its items by law too; never where it has no criterion.
    fn lawful_provision(self, idx: ProvisionIdx, deemed: &Deemed) -> Formula {
        let content = self.criterion(idx);
        let items = if self.norm(idx).items.is_empty() { Vec::new() } else { self.items(idx) };
        let place = self.place(idx);
        let bears = |item: &ProvisionIdx| deemed.around(self.kb, place.locator.as_ref(), *item).is_some();
        let by_items = items.iter().any(bears).then(|| {
            let items = Met::within(place.edition, &items);
            self.criterion_with(idx, &self.lawful_parts(&items, place.locator.as_ref(), deemed))
        });
        match (content, by_items.flatten()) {
            (Some(content), Some(lawful)) => content.or(lawful),
            (content, lawful) => content.or(lawful).unwrap_or(Formula::False),
        }
    }
}
