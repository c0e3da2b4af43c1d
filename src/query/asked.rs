//! What is asked of a product, and what the day makes of it.
//!
//! A dated question to what has not begun or has ended gets no verdict of content; everything else is judged.

use std::collections::BTreeSet;

use crate::lexicon::{Because, Outcome, Standing};
use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::logic::verdict::{self, Rule};
use crate::model::{Date, Device, EditionIdx, FactIdx, Node, ProvisionIdx, Reference};
use crate::norm::{Base, When};

use super::assess::{Judged, as_part, bare, binds_others, is_surely, judge};

/// A place that a product is assessed against.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The place.
    pub node: Node,
    /// Whether its edition was named, not only its instrument.
    pub pinned: bool,
}

/// Returns what an expectation of a device is about, each place on its terms: those of the day that the device states.
///
/// `day` is the one on which an edition that is not named is looked for, where the device states none.
pub fn expected<'a>(kb: Base<'a>, device: &Device, of: &Reference, day: Date) -> Vec<(Terms<'a>, Node)> {
    let kb = kb.at(device.as_of.map_or(When::Whole, When::On));
    let pinned = of.edition.is_some();
    let nodes = kb.nodes_on(of, device.as_of.unwrap_or(day)).into_iter();
    let nodes = nodes.flat_map(|node| meant(kb, &device.facts, node, pinned));
    nodes.map(|node| (Terms::new(kb, node.edition, pinned), node)).collect()
}

/// Returns what a place means for a product: itself where its edition was named, else as [`governing`] has it.
pub fn meant(kb: Base<'_>, facts: &Facts, node: Node, pinned: bool) -> Vec<Node> {
    if pinned { vec![node] } else { governing(kb, facts, node) }
}

/// Returns what a place of an edition that was not named means for a product on the day: the same place in an earlier
/// edition that goes on for it; both where that is not known.
pub(super) fn governing(kb: Base<'_>, facts: &Facts, node: Node) -> Vec<Node> {
    let When::On(day) = kb.when else { return vec![node] };
    let base = kb.reaching(day);
    let others = kb.continuing(kb.editions[node.edition].instrument, day).filter(|it| *it != node.edition);
    let earlier = others.flat_map(|edition| kb.as_in(edition, &node));
    let mut may: Vec<Node> = earlier.filter(|it| turned_away(base, facts, it.edition).is_none()).collect();
    if may.is_empty() || turned_away(base, facts, node.edition).is_none() {
        may.push(node);
    }
    may
}

/// Returns the facts on which the verdicts of some places rest, the day left out: what their texts and scopes test, and
/// what the deemings of them do.
pub fn facts(kb: Base<'_>, asked: &[Asked]) -> BTreeSet<FactIdx> {
    let kb = kb.whole();
    let mut found = BTreeSet::new();
    for it in asked {
        let edition = &kb.editions[it.node.edition];
        let below = edition.provisions.iter().copied().filter(|idx| {
            let provision = &kb.provisions[*idx];
            provision.body.modality.has_verdict() && kb.is_at_or_below(&it.node, &provision.locator)
        });
        for node in below.map(|idx| kb.place(idx)).chain([it.node.clone()]) {
            found.extend(kb.demand(&node).formulas().flat_map(Formula::vars));
            let lawful = kb.lawful(&node, kb.live());
            found.extend(lawful.iter().flat_map(Rule::formulas).flat_map(Formula::vars));
        }
    }
    found
}

/// Adds the facts from which constraints tell something of some facts.
pub fn linked(kb: Base<'_>, mut facts: BTreeSet<FactIdx>) -> BTreeSet<FactIdx> {
    let tells = kb.theory.constraints.iter().map(Formula::vars);
    let more: Vec<BTreeSet<FactIdx>> = tells.filter(|it| !it.is_disjoint(&facts)).collect();
    facts.extend(more.into_iter().flatten());
    facts
}

/// Returns why an edition does not reach a product that is in its scope, where the facts say so.
fn turned_away(kb: Base<'_>, facts: &Facts, edition: EditionIdx) -> Option<(Vec<FactIdx>, Because)> {
    let reach = kb.reach(edition)?;
    let never = |applies: Formula| {
        let rule = Rule { applies, criterion: None };
        let verdict = verdict::verdict(kb.theory, &rule, facts).ok()?;
        (verdict.outcome == Outcome::NotApplicable).then_some(verdict.decided_by)
    };
    let ended = || never(reach.own.clone()).map(|by| (by, Because::Ended));
    let kept = || never(reach.kept.clone().negated()).map(|by| (by, Because::Transition));
    ended().or_else(kept)
}

/// The terms on which an edition is asked, by a base on a day or with the day left out.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The base in which it is judged.
    pub kb: Base<'a>,
    /// Why none of it counts.
    pub excluded: Option<Because>,
}

impl<'a> Terms<'a> {
    /// Returns the terms of an edition; `pinned` says whether it was named.
    ///
    /// A draft counts as begun, and what has ended is answered whole, when they are named.
    pub fn new(kb: Base<'a>, edition: EditionIdx, pinned: bool) -> Self {
        let When::On(day) = kb.when else { return Self { kb, excluded: None } };
        let state = &kb.editions[edition];
        let counts = Self { kb: kb.reaching(day), excluded: None };
        match state.standing(day) {
            Standing::Ended | Standing::Continues if pinned => Self { kb: kb.whole(), excluded: None },
            Standing::Begun | Standing::Continues => counts,
            Standing::Upcoming if state.status.is_draft() => counts,
            Standing::Upcoming => Self { excluded: Some(Because::NotInForce), ..counts },
            Standing::Ended => Self { excluded: Some(Because::Ended), ..counts },
        }
    }

    /// Returns the verdict of a place, with the facts that decide it.
    pub fn judge(&self, facts: &Facts, node: &Node) -> Result<Judged, OverBudget> {
        match self.away(facts, node.edition) {
            Some((judged, _)) => Ok(judged),
            None => judge(self.kb, facts, node),
        }
    }

    /// Returns the verdict on a product to which an edition does not speak, and why it does not.
    pub fn away(&self, facts: &Facts, edition: EditionIdx) -> Option<(Judged, Because)> {
        let nothing = Judged::plain(Outcome::NotApplicable);
        if let Some(because) = self.excluded {
            return Some((nothing, because));
        }
        let (decided_by, because) = turned_away(self.kb, facts, edition)?;
        Some((Judged { decided_by, ..nothing }, because))
    }

    /// Judges a provision by itself.
    pub(super) fn provision(
        &self,
        facts: &Facts,
        idx: ProvisionIdx,
    ) -> Result<(Judged, Option<Because>), OverBudget> {
        if let Some((judged, because)) = self.away(facts, self.kb.provisions[idx].edition) {
            return Ok((judged, Some(because)));
        }
        if let Some(because) = self.out_of_time(idx) {
            return Ok((Judged::plain(Outcome::NotApplicable), Some(because)));
        }
        let node = self.kb.place(idx);
        let judged = judge(self.kb, facts, &node)?;
        let because = self.because(facts, &node, &judged)?;
        Ok((judged, because))
    }

    /// Judges the texts of earlier editions under which a product stays by a rule of this edition, or may stay; those of
    /// a rule that leaves the choice where the choice was made.
    pub(super) fn staying(
        &self,
        facts: &Facts,
        edition: EditionIdx,
        chosen: Option<EditionIdx>,
    ) -> Result<Vec<(ProvisionIdx, Judged)>, OverBudget> {
        let mut found: Vec<(ProvisionIdx, Judged)> = Vec::new();
        if self.away(facts, edition).is_some() {
            return Ok(found);
        }
        for it in self.kb.moves(edition) {
            let never = is_surely(self.kb, facts, &it.products.clone().negated())?;
            if never || (it.by_choice && chosen != it.stays) {
                continue;
            }
            for idx in it.under.keys().copied() {
                let counts = self.kb.provisions[idx].body.modality.has_verdict() && self.kb.stands(idx);
                if !counts || found.iter().any(|(other, _)| *other == idx) {
                    continue;
                }
                let judged = if it.by_choice {
                    judge(self.kb, facts, &self.kb.place(idx))?
                } else {
                    as_part(self.kb, facts, edition, idx)?
                };
                found.push((idx, Judged { under: it.stays, ..judged }));
            }
        }
        Ok(found)
    }

    /// Returns the verdict on a place, without the facts that decide it; of those that would, one.
    pub fn place(&self, facts: &Facts, node: &Node) -> Result<(Judged, Option<Because>), OverBudget> {
        if let Some((judged, because)) = self.away(facts, node.edition) {
            return Ok((judged, Some(because)));
        }
        let judged = bare(self.kb, facts, node)?;
        let because = self.because(facts, node, &judged)?;
        Ok((judged, because))
    }

    /// Returns why a provision does not count on the day, by its own days.
    pub(super) fn out_of_time(&self, idx: ProvisionIdx) -> Option<Because> {
        let When::On(day) = self.kb.when else { return None };
        match self.kb.standing_within(idx, day) {
            Standing::Begun | Standing::Continues => None,
            Standing::Upcoming => Some(Because::NotInForce),
            Standing::Ended => Some(Because::Ended),
        }
    }

    /// Returns why a verdict is none of content, the first reason that is true.
    fn because(&self, facts: &Facts, node: &Node, judged: &Judged) -> Result<Option<Because>, OverBudget> {
        let is_list = || self.kb.editions[node.edition].ids_only.is_some();
        if judged.is_without_test() || (judged.outcome == Outcome::Undecided && is_list()) {
            return Ok(Some(Because::NoCriterion));
        }
        if judged.outcome != Outcome::NotApplicable {
            return Ok(None);
        }
        let parts = self.kb.demand(node).of;
        if parts.is_empty() {
            return Ok(Some(self.nothing_stands(node)));
        }
        for it in self.kb.moves(node.edition).iter().filter(|it| !it.by_choice) {
            if parts.iter().all(|idx| it.out.contains(idx)) && is_surely(self.kb, facts, &it.products)? {
                return Ok(Some(Because::Transition));
            }
        }
        let scope = Rule { applies: self.kb.scope(node.edition).clone(), criterion: None };
        let outside = verdict::bare(self.kb.theory, &scope, facts)?.outcome == Outcome::NotApplicable;
        Ok(Some(match parts.as_slice() {
            _ if outside => Because::OutOfScope,
            [only] if binds_others(self.kb, *only) => Because::BindsOthers,
            _ => Because::Condition,
        }))
    }

    /// Returns why nothing of a place stands that a product could fail.
    pub(super) fn nothing_stands(&self, node: &Node) -> Because {
        let whole = self.kb.whole().all_binding(node);
        let reasons: Vec<Because> = whole.into_iter().filter_map(|idx| self.out_of_time(idx)).collect();
        reasons.into_iter().min().unwrap_or(Because::BindsOthers)
    }
}
