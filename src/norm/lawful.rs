//! What satisfies a place by content or by law: its criteria, with the deemings that may stand in for them.
//!
//! A deeming of a parent or an edition satisfies that place; what is below keeps its own verdict. Never part of a
//! proof by content.

use std::collections::BTreeMap;

use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{Locator, Node, ProvisionIdx};

use super::base::Base;
use super::deemed::Deemed;

/// A part of an edition that is judged by itself.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its place.
    pub node: Node,
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
        let mut known: BTreeMap<Locator, usize> = BTreeMap::new();
        for idx in self.below(node.edition, node.locator.as_ref()) {
            let around = deemed.around(self.kb, node.locator.as_ref(), idx);
            let place = around.unwrap_or_else(|| self.kb.provisions[idx].locator.clone());
            let at = *known.entry(place.clone()).or_insert(units.len());
            match units.get_mut(at) {
                Some(unit) => unit.parts.push(idx),
                None => units.push(Unit { node: self.kb.node_at(node.edition, &place), parts: vec![idx] }),
            }
        }
        units
    }

    /// Returns the rule that a place is met by content or by law; `None` where no deeming bears on it.
    pub fn lawful(self, node: &Node, deemed: &Deemed) -> Option<Rule> {
        if deemed.within(self.kb, node).is_empty() {
            return None;
        }
        let applies = self.demand(node).rule().applies;
        let met = if let Some(idx) = self.alone(node) {
            self.lawful_provision(idx, deemed)
        } else {
            let parts = self.below(node.edition, node.locator.as_ref());
            self.lawful_parts(node, &parts, deemed)
        };
        Some(Rule { applies, criterion: Some(self.or_deemed(deemed, node, met)) })
    }

    /// Returns the rule of a unit by content or by law; `None` where no deeming bears on it.
    pub fn lawful_unit(self, unit: &Unit, applies: Formula, deemed: &Deemed) -> Option<Rule> {
        if deemed.within(self.kb, &unit.node).is_empty() {
            return None;
        }
        let met = self.lawful_parts(&unit.node, &unit.parts, deemed);
        Some(Rule { applies, criterion: Some(self.or_deemed(deemed, &unit.node, met)) })
    }

    /// Returns when all of some provisions below a place are met, each where it applies.
    fn lawful_parts(self, root: &Node, parts: &[ProvisionIdx], deemed: &Deemed) -> Formula {
        let mut groups: BTreeMap<Locator, Vec<ProvisionIdx>> = BTreeMap::new();
        let mut all = Vec::new();
        for idx in parts {
            if let Some(place) = deemed.around(self.kb, root.locator.as_ref(), *idx) {
                groups.entry(place).or_default().push(*idx);
            } else {
                let met = self.lawful_provision(*idx, deemed);
                all.push(self.norm(*idx).condition.clone().implies(met));
            }
        }
        for (place, parts) in groups {
            let place = self.kb.node_at(root.edition, &place);
            let met = self.lawful_parts(&place, &parts, deemed);
            all.push(self.or_deemed(deemed, &place, met));
        }
        Formula::all(all)
    }

    /// Returns when a provision is met, its items by law too; never where it has no criterion.
    fn lawful_provision(self, idx: ProvisionIdx, deemed: &Deemed) -> Formula {
        let content = self.criterion(idx);
        let items = if self.norm(idx).items.is_empty() { Vec::new() } else { self.items(idx) };
        let place = self.place(idx);
        let bears = |item: &ProvisionIdx| deemed.around(self.kb, place.locator.as_ref(), *item).is_some();
        let by_items = items.iter().any(bears).then(|| {
            let items = self.lawful_parts(&place, &items, deemed);
            self.criterion_with(idx, &items)
        });
        match (content, by_items.flatten()) {
            (Some(content), Some(lawful)) => content.or(lawful),
            (content, lawful) => content.or(lawful).unwrap_or(Formula::False),
        }
    }
}
