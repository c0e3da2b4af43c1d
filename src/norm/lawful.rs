//! What satisfies a place by content or by law: its criteria, with the deemings that may stand in for them.
//!
//! A deeming of a parent or an edition satisfies that place; what is below keeps its own verdict. Never part of a
//! proof by content.

use std::collections::{BTreeMap, BTreeSet};

use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{Deeming, EditionIdx, From, Kb, Locator, Node, ProvisionIdx};

use super::base::Base;
use super::below::Standing;

/// Some deemings, by the places that they treat as satisfied.
#[derive(Clone, Debug, Default)]
pub struct Deemed {
    at: BTreeMap<EditionIdx, BTreeMap<Option<Locator>, BTreeSet<usize>>>,
}

impl Deemed {
    /// Returns the deemings that are in force on the as-of date.
    pub fn live(kb: &Kb) -> Self {
        Self::of(kb, kb.deemings.iter().enumerate().filter(|(_, it)| is_live(kb, it)).map(|(at, _)| at))
    }

    /// Returns some deemings, by their positions in the base.
    pub fn of(kb: &Kb, which: impl IntoIterator<Item = usize>) -> Self {
        let mut deemed = Self::default();
        for at in which {
            for node in kb.deemed.get(at).into_iter().flatten() {
                let edition = deemed.at.entry(node.edition).or_default();
                edition.entry(node.locator.clone()).or_default().insert(at);
            }
        }
        deemed
    }

    /// Returns those of a place and of what is below it, in order of declaration.
    pub fn within(&self, kb: &Kb, node: &Node) -> Vec<usize> {
        let Some(places) = self.at.get(&node.edition) else { return Vec::new() };
        let branch = kb.instruments[kb.editions[node.edition].instrument].branch;
        let inside = |here: &Option<Locator>| match (&node.locator, here) {
            (None, _) => true,
            (Some(outer), Some(here)) => here == outer || here.is_below(outer, branch),
            (Some(_), None) => false,
        };
        let found: BTreeSet<usize> =
            places.iter().filter(|(place, _)| inside(place)).flat_map(|(_, which)| which).copied().collect();
        found.into_iter().collect()
    }

    /// Returns the topmost place with a deeming that is below `root` and at or above a provision.
    fn around(&self, kb: &Kb, root: Option<&Locator>, idx: ProvisionIdx) -> Option<Locator> {
        let provision = &kb.provisions[idx];
        let places = self.at.get(&provision.edition)?;
        let branch = kb.instruments[provision.instrument].branch;
        let below = |here: &Locator| root.is_none_or(|root| here.is_below(root, branch));
        let chain = std::iter::once(provision.locator.clone()).chain(provision.locator.ancestors(branch));
        let has = |here: &Locator| places.contains_key(&Some(here.clone()));
        chain.filter(|here| below(here) && has(here)).reduce(|_, outer| outer)
    }

    fn conditions(&self, base: Base<'_>, edition: EditionIdx, locator: Option<&Locator>) -> Vec<Formula> {
        let places = self.at.get(&edition);
        let which = places.and_then(|places| places.get(&locator.cloned())).into_iter().flatten();
        which.filter_map(|at| base.deeming_conditions().get(*at)).cloned().collect()
    }
}

/// A part of an edition that is judged by itself.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its place.
    pub node: Node,
    /// The binding provisions that it is made of.
    pub parts: Vec<ProvisionIdx>,
}

impl Base<'_> {
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
        let mut ways = deemed.conditions(self, node.edition, node.locator.as_ref());
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
        let mut ways = deemed.conditions(self, unit.node.edition, root);
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
            ways.extend(edition.into_iter().flat_map(|it| deemed.conditions(self, it, Some(&place))));
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

fn is_live(kb: &Kb, deeming: &Deeming) -> bool {
    let begun = deeming.from.and_then(From::date).is_none_or(|from| from <= kb.as_of);
    begun && deeming.until.is_none_or(|until| kb.as_of < until)
}
