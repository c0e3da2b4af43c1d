//! What is asked of a product, and what the day makes of it.
//!
//! A dated question to what has not begun or has ended gets no verdict of content; everything else is judged.

use crate::lexicon::{Because, Outcome, Standing};
use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::logic::verdict::{self, Rule};
use crate::model::{Device, EditionIdx, Node, ProvisionIdx, Reference};
use crate::norm::{Base, When};

use super::assess::{Judged, binds_others, judge, plain};

/// A place that a product is assessed against.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The place.
    pub node: Node,
    /// Whether its edition was named, not only its instrument.
    pub pinned: bool,
}

/// Returns what an expectation of a device is about, each place on its terms: those of the day that the device states.
pub fn expected<'a>(kb: Base<'a>, device: &Device, of: &Reference) -> Vec<(Terms<'a>, Node)> {
    let kb = kb.at(device.as_of.map_or(When::Whole, When::On));
    let nodes = kb.nodes_on(of, device.as_of.unwrap_or(kb.as_of));
    nodes.into_iter().map(|node| (Terms::new(kb, node.edition, of.edition.is_some()), node)).collect()
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
        match state.standing(day) {
            Standing::Begun => Self { kb, excluded: None },
            Standing::Upcoming if state.status.is_draft() => Self { kb, excluded: None },
            Standing::Upcoming => Self { kb, excluded: Some(Because::NotInForce) },
            Standing::Ended if pinned => Self { kb: kb.whole(), excluded: None },
            Standing::Ended => Self { kb, excluded: Some(Because::Ended) },
        }
    }

    /// Returns the verdict of a place, with the facts that decide it.
    pub fn judge(&self, facts: &Facts, node: &Node) -> Result<Judged, OverBudget> {
        match self.excluded {
            Some(_) => Ok(Judged::plain(Outcome::NotApplicable)),
            None => judge(self.kb, facts, node),
        }
    }

    /// Judges a provision by itself.
    pub(super) fn provision(
        &self,
        facts: &Facts,
        idx: ProvisionIdx,
    ) -> Result<(Judged, Option<Because>), OverBudget> {
        if let Some(because) = self.excluded.or_else(|| self.out_of_time(idx)) {
            return Ok((Judged::plain(Outcome::NotApplicable), Some(because)));
        }
        let node = self.kb.place(idx);
        let judged = judge(self.kb, facts, &node)?;
        let because = self.because(facts, &node, &judged)?;
        Ok((judged, because))
    }

    /// Returns the verdict on a place, without the facts that decide it.
    pub fn place(&self, facts: &Facts, node: &Node) -> Result<(Judged, Option<Because>), OverBudget> {
        if let Some(because) = self.excluded {
            return Ok((Judged::plain(Outcome::NotApplicable), Some(because)));
        }
        let judged = plain(self.kb, facts, node)?;
        let because = self.because(facts, node, &judged)?;
        Ok((judged, because))
    }

    /// Returns why a provision does not count on the day, by its own days.
    fn out_of_time(&self, idx: ProvisionIdx) -> Option<Because> {
        let When::On(day) = self.kb.when else { return None };
        match self.kb.provisions[idx].standing_within(day) {
            Standing::Begun => None,
            Standing::Upcoming => Some(Because::NotInForce),
            Standing::Ended => Some(Because::Ended),
        }
    }

    /// Returns why a verdict is none of content, the first reason that is true.
    fn because(&self, facts: &Facts, node: &Node, judged: &Judged) -> Result<Option<Because>, OverBudget> {
        if judged.is_without_test() {
            return Ok(Some(Because::NoCriterion));
        }
        if judged.outcome != Outcome::NotApplicable {
            return Ok(None);
        }
        let parts = self.kb.demand(node).of;
        if parts.is_empty() {
            return Ok(Some(self.nothing_stands(node)));
        }
        let scope = Rule { applies: self.kb.scope(node.edition).clone(), criterion: None };
        let outside = verdict::outcome(self.kb.theory, &scope, facts)?.outcome == Outcome::NotApplicable;
        Ok(Some(match parts.as_slice() {
            _ if outside => Because::OutOfScope,
            [only] if binds_others(self.kb, *only) => Because::BindsOthers,
            _ => Because::Condition,
        }))
    }

    /// Returns why nothing of a place stands that a product could fail.
    fn nothing_stands(&self, node: &Node) -> Because {
        let whole = self.kb.whole().all_binding(node);
        let reasons: Vec<Because> = whole.into_iter().filter_map(|idx| self.out_of_time(idx)).collect();
        reasons.into_iter().min().unwrap_or(Because::BindsOthers)
    }
}
