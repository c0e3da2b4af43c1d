//! One target at a time: which mutants do the devices catch?
//!
//! Works on a copy of the norms, which it changes and restores; the texts stay as they are.

use std::sync::Arc;

use crate::lexicon::Outcome;
use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::logic::mutate::Mutant;
use crate::logic::verdict::{Rule, evaluate, verdict};
use crate::model::{Device, Node, ProvisionIdx};
use crate::norm::{Base, Norms};
use crate::query::asked::{Terms, expected};

use super::Survivor;
use super::target::Target;

/// What a device expects a verdict of, and the provision of the target that it covers.
struct Watch<'a> {
    facts: &'a Facts,
    node: Node,
    terms: Terms<'a>,
    heir: ProvisionIdx,
    /// The verdict of that provision alone, as the text stands.
    outcome: Outcome,
}

/// A copy to be changed, beside the original.
pub(super) struct Trial<'a> {
    kb: Base<'a>,
    changed: Norms,
    /// Every expectation of every device that obeys the constraints.
    expected: Vec<(&'a Device, Terms<'a>, Node)>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(kb: Base<'a>) -> Self {
        let sound = kb
            .kb
            .devices
            .iter()
            .filter(|it| !it.expect.is_empty() && kb.theory.conflict(&it.facts) == Ok(None));
        let expected = sound.flat_map(|device| {
            let places = device.expect.iter().flat_map(move |it| expected(kb, device, &it.of, kb.as_of));
            places.map(move |(terms, node)| (device, terms, node))
        });
        let expected = expected.collect();
        Self { kb, changed: kb.norms().clone(), expected }
    }

    /// Returns the number of mutants and those that no device catches.
    pub(super) fn run(&mut self, target: &Target) -> Result<(usize, Vec<Survivor>), OverBudget> {
        let told = target.mutants(self.kb)?;
        if told.is_empty() {
            return Ok((0, Vec::new()));
        }
        let watches = self.watches(target)?;
        let (count, mut survivors) = (told.len(), Vec::new());
        for (mutant, devices) in told {
            if !self.is_caught(target, &mutant, &watches)? {
                survivors.push(Survivor {
                    place: target.place,
                    change: mutant.change,
                    part: target.part(&mutant.path),
                    device: devices.into_iter().next(),
                });
            }
        }
        Ok((count, survivors))
    }

    /// Returns the expectations that cover a provision of the target, those on the provision itself first.
    fn watches(&self, target: &Target) -> Result<Vec<Watch<'a>>, OverBudget> {
        let mut watches = Vec::new();
        for heir in &target.heirs {
            for (device, terms, node) in &self.expected {
                if self.covers(node, *heir) && terms.away(&device.facts, node.edition).is_none() {
                    let outcome = outcome(self.kb, &self.kb.rule(*heir), &device.facts)?;
                    let (facts, node, terms) = (&device.facts, node.clone(), *terms);
                    watches.push(Watch { facts, node, terms, heir: *heir, outcome });
                }
            }
        }
        watches.sort_by_key(|watch| watch.node.provision != Some(watch.heir));
        Ok(watches)
    }

    fn covers(&self, node: &Node, idx: ProvisionIdx) -> bool {
        let provision = &self.kb.provisions[idx];
        node.edition == provision.edition && self.kb.is_at_or_below(node, &provision.locator)
    }

    fn is_caught(
        &mut self,
        target: &Target,
        mutant: &Mutant,
        watches: &[Watch<'_>],
    ) -> Result<bool, OverBudget> {
        let kb = self.kb;
        let mutated = |idx| target.mutated(kb, idx, &mutant.formula);
        let rule = |idx| {
            let (scope, norm) = mutated(idx);
            Rule { applies: scope.and(norm.condition), criterion: norm.criterion }
        };
        let mut telling = Vec::new();
        for watch in watches {
            if outcome(self.kb, &rule(watch.heir), watch.facts)? != watch.outcome {
                telling.push(watch);
            }
        }
        if telling.is_empty() {
            return Ok(false);
        }
        for idx in &target.heirs {
            let (scope, norm) = mutated(*idx);
            self.changed.replace(kb.kb, *idx, scope, Arc::new(norm));
        }
        let caught = self.notices(&telling);
        for idx in &target.heirs {
            self.changed.restore(*idx, self.kb);
        }
        caught
    }

    /// Says whether the verdict that some device expects is another one in the changed copy.
    fn notices(&self, telling: &[&Watch<'_>]) -> Result<bool, OverBudget> {
        let changed = Base::new(self.kb.kb, &self.changed);
        for watch in telling {
            let terms = Terms { kb: changed.at(watch.terms.kb.when), ..watch.terms };
            let whole = Terms { kb: self.kb.at(watch.terms.kb.when), ..watch.terms };
            let (before, after) =
                (whole.judge(watch.facts, &watch.node)?, terms.judge(watch.facts, &watch.node)?);
            if before.outcome != after.outcome {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Returns the verdict of one rule, from a truth table where that tells.
fn outcome(kb: Base<'_>, rule: &Rule, facts: &Facts) -> Result<Outcome, OverBudget> {
    match evaluate(rule, facts) {
        Some(outcome) => Ok(outcome),
        None => Ok(verdict(kb.theory, rule, facts)?.outcome),
    }
}
