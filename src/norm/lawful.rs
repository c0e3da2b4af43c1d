//! What satisfies a place by content or by law: its criteria, with the deemings that may stand in for them.
//!
//! A deeming of a parent or an edition satisfies that place; what is below keeps its own verdict. Never part of a
//! proof by content.

use std::collections::BTreeMap;

use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, Locator, Node, ProvisionIdx};

use super::base::Base;
use super::below::Standing;
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
    /// Returns what the deemings of exactly one place ask.
    fn deeming_ways(self, deemed: &Deemed, edition: EditionIdx, locator: Option<&Locator>) -> Vec<Formula> {
        deemed.at(edition, locator).filter_map(|at| self.deeming_conditions().get(at)).cloned().collect()
    }

    /// Returns the parts of a place that are judged by themselves: each binding provision, but a parent that a
    /// deeming names is one with all that is below it.
    pub fn units(self, node: &Node, standing: Standing, deemed: &Deemed) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        for idx in self.below(node.edition, node.locator.as_ref(), standing) {
            let around = deemed.around(self.kb, node.locator.as_ref(), idx);
            let place = around.unwrap_or_else(|| self.kb.provisions[idx].locator.clone());
            match units.iter_mut().find(|unit| unit.node.locator.as_ref() == Some(&place)) {
                Some(unit) => unit.parts.push(idx),
                None => units.push(Unit { node: self.kb.node_at(node.edition, &place), parts: vec![idx] }),
            }
        }
        units
    }

    /// Returns the rule that a place is met by content or by law; `None` where no deeming bears on it.
    pub fn lawful(self, node: &Node, standing: Standing, deemed: &Deemed) -> Option<Rule> {
        if deemed.within(self.kb, node).is_empty() {
            return None;
        }
        let applies = self.demand(node, standing).rule().applies;
        let met = if let Some(idx) = self.alone(node, standing) {
            self.lawful_provision(idx, standing, deemed)
        } else {
            let parts = self.below(node.edition, node.locator.as_ref(), standing);
            self.lawful_parts(node.locator.as_ref(), &parts, standing, deemed)
        };
        let mut ways = self.deeming_ways(deemed, node.edition, node.locator.as_ref());
        ways.push(met);
        Some(Rule { applies, criterion: Some(Formula::Any(ways)) })
    }

    /// Returns the rule of a unit by content or by law; `None` where no deeming bears on it.
    pub fn lawful_unit(
        self,
        unit: &Unit,
        applies: Formula,
        standing: Standing,
        deemed: &Deemed,
    ) -> Option<Rule> {
        if deemed.within(self.kb, &unit.node).is_empty() {
            return None;
        }
        let root = unit.node.locator.as_ref();
        let mut ways = self.deeming_ways(deemed, unit.node.edition, root);
        ways.push(self.lawful_parts(root, &unit.parts, standing, deemed));
        Some(Rule { applies, criterion: Some(Formula::Any(ways)) })
    }

    /// Returns when all of some provisions below a place are met, each where it applies.
    fn lawful_parts(
        self,
        root: Option<&Locator>,
        parts: &[ProvisionIdx],
        standing: Standing,
        deemed: &Deemed,
    ) -> Formula {
        let mut groups: BTreeMap<Locator, Vec<ProvisionIdx>> = BTreeMap::new();
        let mut all = Vec::new();
        for idx in parts {
            if let Some(place) = deemed.around(self.kb, root, *idx) {
                groups.entry(place).or_default().push(*idx);
            } else {
                let met = self.lawful_provision(*idx, standing, deemed);
                all.push(self.norm(*idx).condition.clone().implies(met));
            }
        }
        for (place, parts) in groups {
            let edition = parts.first().map(|idx| self.kb.provisions[*idx].edition);
            let mut ways: Vec<Formula> = Vec::new();
            ways.extend(edition.into_iter().flat_map(|it| self.deeming_ways(deemed, it, Some(&place))));
            ways.push(self.lawful_parts(Some(&place), &parts, standing, deemed));
            all.push(Formula::Any(ways));
        }
        Formula::All(all)
    }

    /// Returns when a provision is met, its items by law too; never where it has no criterion.
    fn lawful_provision(self, idx: ProvisionIdx, standing: Standing, deemed: &Deemed) -> Formula {
        let content = self.criterion(idx, standing);
        let items = if self.norm(idx).items.is_empty() { Vec::new() } else { self.items(idx, standing) };
        let root = &self.kb.provisions[idx].locator;
        let bears = items.iter().any(|item| deemed.around(self.kb, Some(root), *item).is_some());
        let by_items = bears.then(|| {
            let items = self.lawful_parts(Some(root), &items, standing, deemed);
            self.criterion_with(idx, &items)
        });
        match (content, by_items.flatten()) {
            (Some(content), Some(lawful)) => content.or(lawful),
            (content, lawful) => content.or(lawful).unwrap_or(Formula::False),
        }
    }
}
