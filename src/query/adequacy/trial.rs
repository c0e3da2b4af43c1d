//! One target at a time: which mutants do the devices catch?
//!
//! Works on a copy of the norms, which it changes and restores; the texts stay as they are.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lexicon::Outcome;
use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::logic::mutate::{Faults, Mutant};
use crate::logic::verdict::{Rule, evaluate, verdict};
use crate::model::{Device, Node, ProvisionIdx};
use crate::norm::{Base, Norm, Norms};
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
    /// The verdict of what is expected, as the text stands; computed when a mutant first asks for it.
    whole: OnceCell<Outcome>,
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
        let Some(faults) = Faults::of(self.kb.theory, &target.rule)? else { return Ok((0, Vec::new())) };
        let mutants = target.own(self.kb, faults.distinct()?);
        if mutants.is_empty() {
            return Ok((0, Vec::new()));
        }
        let watches = self.watches(target)?;
        let (mut caught, mut survivors) = (0, Vec::new());
        for mutant in &mutants {
            if self.is_caught(target, mutant, &watches)? {
                caught += 1;
            } else if target.can_be_noticed(self.kb, mutant)? {
                survivors.push(Survivor {
                    place: target.place,
                    change: mutant.change,
                    part: target.part(&mutant.path),
                    // A device that is too hard to find is not shown; that none notices is true without it.
                    device: faults.telling(mutant).ok().and_then(|it| it.into_iter().next()),
                });
            }
        }
        Ok((caught + survivors.len(), survivors))
    }

    /// Returns the expectations that cover a provision of the target, those on the provision itself first.
    fn watches(&self, target: &Target) -> Result<Vec<Watch<'a>>, OverBudget> {
        let mut watches = Vec::new();
        for heir in &target.heirs {
            for (device, terms, node) in &self.expected {
                if self.covers(node, *heir) && terms.away(&device.facts, node.edition).is_none() {
                    let outcome = outcome(self.kb, &self.kb.rule(*heir), &device.facts)?;
                    let (facts, node, terms) = (&device.facts, node.clone(), *terms);
                    let whole = OnceCell::new();
                    watches.push(Watch { facts, node, terms, heir: *heir, outcome, whole });
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
        let mutated: BTreeMap<ProvisionIdx, (Formula, Norm)> =
            target.heirs.iter().map(|idx| (*idx, target.mutated(kb, *idx, &mutant.formula))).collect();
        let rule = |(scope, norm): &(Formula, Norm)| Rule {
            applies: scope.clone().and(norm.condition.clone()),
            criterion: norm.criterion.clone(),
        };
        let rules: BTreeMap<ProvisionIdx, Rule> = mutated.iter().map(|(idx, it)| (*idx, rule(it))).collect();
        let mut telling = Vec::new();
        for watch in watches {
            let Some(rule) = rules.get(&watch.heir) else { continue };
            if outcome(self.kb, rule, watch.facts)? != watch.outcome {
                telling.push(watch);
            }
        }
        if telling.is_empty() {
            return Ok(false);
        }
        for (idx, (scope, norm)) in mutated {
            self.changed.replace(kb.kb, idx, scope, Arc::new(norm));
        }
        let caught = self.notices(&telling);
        for idx in &target.heirs {
            self.changed.restore(*idx, self.kb);
        }
        caught
    }

    fn whole(&self, watch: &Watch<'_>) -> Result<Outcome, OverBudget> {
        if let Some(outcome) = watch.whole.get() {
            return Ok(*outcome);
        }
        let terms = Terms { kb: self.kb.at(watch.terms.kb.when), ..watch.terms };
        let outcome = terms.judge(watch.facts, &watch.node)?.outcome;
        Ok(*watch.whole.get_or_init(|| outcome))
    }

    /// Says whether the verdict that some device expects is another one in the changed copy.
    fn notices(&self, telling: &[&Watch<'_>]) -> Result<bool, OverBudget> {
        let changed = Base::new(self.kb.kb, &self.changed);
        for watch in telling {
            let terms = Terms { kb: changed.at(watch.terms.kb.when), ..watch.terms };
            if self.whole(watch)? != terms.judge(watch.facts, &watch.node)?.outcome {
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
