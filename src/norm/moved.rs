//! Which texts of an earlier edition apply, by a transitional rule, as part of a later one.
//!
//! Where the texts of the later edition end is part of their own conditions; here is what stands in for them.

use std::collections::BTreeSet;

use crate::logic::formula::Formula;
use crate::model::{EditionIdx, Locator, Node, ProvisionIdx};

use super::base::Base;
use super::moves::Move;

impl<'a> Base<'a> {
    /// Returns what the transitional rules of an edition do.
    pub fn moves(self, edition: EditionIdx) -> &'a [Move] {
        self.norms().moves.get(&edition).map_or(&[], Vec::as_slice)
    }

    /// Returns the mandatory rules of an edition that leave products under another one, each with that edition.
    fn leaving(self, edition: EditionIdx) -> impl Iterator<Item = (&'a Move, EditionIdx)> {
        let mandatory = self.moves(edition).iter().filter(|it| !it.by_choice);
        mandatory.filter_map(|it| Some((it, it.stays?)))
    }

    /// Adds what binds below a place of an edition because products stay under it.
    ///
    /// A text of the edition that speaks of its items speaks of those too that stand below it by such a rule.
    pub(super) fn stay(self, edition: EditionIdx, below: &Below<'_>, found: &mut Vec<ProvisionIdx>) {
        if self.leaving(edition).next().is_none() {
            return;
        }
        let own = found.clone();
        let mut seen: BTreeSet<ProvisionIdx> = found.iter().copied().collect();
        for (it, old) in self.leaving(edition) {
            // A text that the rule itself puts aside speaks of nothing for these products.
            let speaks = |own: &&ProvisionIdx| !it.out.contains(own) && !self.norm(**own).items.is_empty();
            let speaking: Vec<&Locator> =
                own.iter().filter(speaks).map(|own| &self.kb.provisions[*own].locator).collect();
            for idx in self.binding_under(it, old) {
                let Some(here) = it.under.get(&idx) else { continue };
                let spoken_of = speaking.iter().any(|outer| self.is_below(edition, here, outer));
                if below.has(self, edition, here) && !spoken_of && seen.insert(idx) {
                    found.push(idx);
                }
            }
        }
    }

    /// Returns what binds of the texts under which a rule leaves products, and makes up what they say.
    pub fn binding_under(self, it: &Move, old: EditionIdx) -> Vec<ProvisionIdx> {
        let mut found = Vec::new();
        self.gather(old, None, &|idx| it.under.contains_key(&idx), &mut found);
        let mut earlier = Vec::new();
        self.stay(old, &Below::All, &mut earlier);
        found.extend(earlier.into_iter().filter(|idx| it.under.contains_key(idx)));
        found
    }

    /// Returns every binding text under which products stay that is at or below a place, whatever stands above it.
    pub(super) fn all_staying(self, place: &Node) -> Vec<ProvisionIdx> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for (it, old) in self.leaving(place.edition) {
            let whole = Node { edition: old, locator: None, provision: None };
            let there = self.all_binding(&whole).into_iter();
            let here = |idx: &ProvisionIdx| {
                it.under.get(idx).is_some_and(|here| self.kb.is_at_or_below(place, here))
            };
            found.extend(there.filter(|idx| here(idx) && seen.insert(*idx)));
        }
        found
    }

    /// Returns where a text applies as part of an edition, within its scope: a text under which products stay applies to
    /// these alone, as far as its own edition reaches.
    pub fn condition_in(self, edition: EditionIdx, idx: ProvisionIdx) -> Formula {
        if self.kb.provisions[idx].edition == edition {
            return self.norm(idx).condition.clone();
        }
        let each = self.leaving(edition).filter(|(it, _)| it.under.contains_key(&idx));
        Formula::any(each.map(|(it, old)| it.products.clone().and(self.applies_in(old, idx))))
    }

    /// Returns as part of which of some editions a text is looked at: of one that leaves products under it, else of its own.
    pub fn part_of(self, editions: &[EditionIdx], idx: ProvisionIdx) -> EditionIdx {
        let own = self.kb.provisions[idx].edition;
        let leaves = |edition: &EditionIdx| self.leaving(*edition).any(|(it, _)| it.under.contains_key(&idx));
        editions.iter().copied().find(leaves).unwrap_or(own)
    }

    /// Returns where a text applies as part of an edition, the scope included.
    pub fn applies_in(self, edition: EditionIdx, idx: ProvisionIdx) -> Formula {
        self.scope(edition).clone().and(self.condition_in(edition, idx))
    }

    /// Returns the rules of an edition by which the maker may choose the earlier texts.
    pub fn choices(self, edition: EditionIdx) -> impl Iterator<Item = &'a Move> {
        self.moves(edition).iter().filter(|it| it.by_choice)
    }

    /// Returns when some parts of an edition are met: of those that a rule leaves to the maker's choice all the new ones,
    /// or all the earlier ones by the products of the rule. `None` where `met` knows of no test.
    pub(super) fn by_choice(
        self,
        edition: EditionIdx,
        parts: &[ProvisionIdx],
        met: &dyn Fn(&Met<'_>) -> Option<Formula>,
    ) -> Option<Formula> {
        let mut rest = parts.to_vec();
        let mut all = Vec::new();
        for it in self.choices(edition) {
            let (named, others): (Vec<_>, Vec<_>) = rest.iter().partition(|idx| it.out.contains(idx));
            if named.is_empty() {
                continue;
            }
            let earlier =
                self.earlier(it, met).map_or(Formula::False, |earlier| it.products.clone().and(earlier));
            let new = met(&Met::within(edition, &named));
            all.push(new.map(|new| new.or(earlier)));
            rest = others;
        }
        if !rest.is_empty() {
            all.push(met(&Met::within(edition, &rest)));
        }
        let all: Vec<Formula> = all.into_iter().flatten().collect();
        (!all.is_empty()).then(|| Formula::all(all))
    }

    /// Returns when the texts are met under which a rule leaves products; always where it leaves them under none, `None`
    /// where one of them has no test.
    pub(super) fn earlier(self, it: &Move, met: &dyn Fn(&Met<'_>) -> Option<Formula>) -> Option<Formula> {
        let Some(old) = it.stays else { return Some(Formula::True) };
        let parts = self.binding_under(it, old);
        if parts.iter().any(|idx| self.criterion(*idx).is_none()) {
            return None;
        }
        met(&Met { edition: old, scope_too: true, parts: &parts }).or(Some(Formula::True))
    }

    /// Says whether one place of an edition stands below another.
    fn is_below(self, edition: EditionIdx, here: &Locator, outer: &Locator) -> bool {
        here.is_below(outer, self.kb.instruments[self.kb.editions[edition].instrument].branch)
    }
}

/// What counts as below a place.
pub(super) enum Below<'a> {
    /// The whole edition.
    All,
    /// What stands below a locator.
    Under(&'a Locator),
    /// What stands at a locator or below it.
    At(&'a Locator),
}

impl Below<'_> {
    fn has(&self, kb: Base<'_>, edition: EditionIdx, here: &Locator) -> bool {
        match self {
            Below::All => true,
            Below::Under(outer) => kb.is_below(edition, here, outer),
            Below::At(outer) => here == *outer || kb.is_below(edition, here, outer),
        }
    }
}

/// Parts of which it is asked when all are met.
pub(super) struct Met<'a> {
    /// The edition as parts of which they are looked at.
    pub(super) edition: EditionIdx,
    /// Whether the scope of that edition is part of where each applies.
    pub(super) scope_too: bool,
    /// The parts.
    pub(super) parts: &'a [ProvisionIdx],
}

impl<'a> Met<'a> {
    /// Returns parts of an edition, looked at within its scope.
    pub(super) fn within(edition: EditionIdx, parts: &'a [ProvisionIdx]) -> Self {
        Self { edition, scope_too: false, parts }
    }

    /// Returns where one of the parts applies.
    pub(super) fn condition(&self, kb: Base<'_>, idx: ProvisionIdx) -> Formula {
        if self.scope_too { kb.applies_in(self.edition, idx) } else { kb.condition_in(self.edition, idx) }
    }
}
