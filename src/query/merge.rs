//! The strictest merge for a set of markets: what one product has to meet to be sold in all of them.
//!
//! Weighs no market against another, keeps alternatives as alternatives and says who demands what.
//! Recommendations never enter; a provision that has not begun enters and is flagged.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::lexicon::{Binding, Outcome, Standing};
use crate::logic::domain::Facts;
use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::merge as strictest;
use crate::logic::verdict::{self, Rule};
use crate::model::{EditionIdx, Expr, Node, ProvisionIdx, RequirementIdx};
use crate::norm::Base;

use super::counterpart::requirements_of;
use super::market::{is_of, standing_editions};
use super::readable::{self, Said};

/// What is to be merged.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Jurisdictions: `JP`, `GB`, `EU`, `US`, `SG`; a state belongs to its country (`US-CA` to `US`).
    pub markets: Vec<String>,
    /// Voluntary instruments that are to be met as well: editions, or parts of them.
    pub with: Vec<Node>,
    /// The requirements that are asked about; all if none is named.
    pub on: Vec<RequirementIdx>,
    /// What is known of the product that is asked about; what does not apply to it is left out.
    pub known: Facts,
}

/// The strictest merge.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The editions that took part, mandatory ones first, in source order.
    pub editions: Vec<EditionIdx>,
    /// The markets for which there is no mandatory instrument.
    pub empty_markets: Vec<String>,
    /// The merged requirements, in source order.
    pub requirements: Vec<MergedRequirement>,
    /// Requirements that were asked about and that nothing which takes part meets.
    pub unregulated: Vec<RequirementIdx>,
    /// Binding provisions that meet no requirement, or demand something beside those that they meet; none where
    /// requirements were named.
    pub apart: Vec<ProvisionIdx>,
    /// Provisions that apply to no product with the known facts, and so took no part.
    pub inapplicable: Vec<ProvisionIdx>,
    /// Provisions that apply to every product with the known facts, where facts are known.
    pub certain: BTreeSet<ProvisionIdx>,
    /// The provisions among all of these that begin only after the as-of date.
    pub upcoming: BTreeSet<ProvisionIdx>,
}

/// The merge on one requirement.
#[derive(Clone, Debug)]
pub struct MergedRequirement {
    /// The requirement.
    pub requirement: RequirementIdx,
    /// Every provision that took part.
    pub provisions: Vec<ProvisionIdx>,
    /// What has to be met; each holds where it applies.
    pub conjuncts: Vec<Conjunct>,
    /// Provisions that the rest implies.
    pub dominated: Vec<Dominated>,
    /// A minimal set of provisions that apply together to some product and that no such product can meet.
    pub conflict: Option<Vec<ProvisionIdx>>,
    /// Provisions that meet the requirement and give no criterion for it.
    pub silent: Vec<ProvisionIdx>,
    /// Why there is no merge, if there is none.
    pub failure: Option<Failure>,
}

/// One thing that the merge demands.
#[derive(Clone, Debug)]
pub struct Conjunct {
    /// The provision whose words these are.
    pub says: ProvisionIdx,
    /// The edition of which it is a part: its own, or one that leaves products under it.
    pub within: EditionIdx,
    /// Where it is demanded within the scope of that provision's edition, as written.
    pub applies: Option<Expr>,
    /// Where it is demanded, scope and the known facts that no criterion tests included.
    pub applies_formula: Formula,
    /// What is demanded: as written, or an expression that decides the same.
    pub demand: Expr,
    /// What is demanded.
    pub demand_formula: Formula,
    /// The criterion of `says` in which the demand stands as written, by its position.
    pub written: Option<usize>,
    /// The provisions that demand it, the one that says it first.
    pub by: Vec<ProvisionIdx>,
}

/// A provision that others imply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dominated {
    /// The provision.
    pub provision: ProvisionIdx,
    /// A minimal set of provisions that imply it; empty if every product meets it.
    pub by: Vec<ProvisionIdx>,
}

/// Merges what binds in the markets asked for, requirement by requirement.
///
/// What has ended but goes on for some products takes part for these.
pub fn merge(kb: Base<'_>, asked: &Asked) -> Merge {
    let kb = kb.reaching(kb.as_of);
    let mut editions = mandatory(kb, &asked.markets);
    let whole = |edition: &EditionIdx| Node { edition: *edition, locator: None, provision: None };
    let binding = |node: &Node| -> Vec<(ProvisionIdx, EditionIdx)> {
        kb.all_binding(node).into_iter().map(|idx| (idx, node.edition)).collect()
    };
    let mut all: Vec<(ProvisionIdx, EditionIdx)> =
        editions.iter().flat_map(|edition| binding(&whole(edition))).collect();
    for node in &asked.with {
        if !editions.contains(&node.edition) {
            editions.push(node.edition);
        }
        all.extend(binding(node));
    }
    let parts = Parts::new(kb, asked, all);
    let mut taking_part = parts.all.clone();
    if !asked.on.is_empty() {
        taking_part.retain(|idx| requirements_of(kb, *idx).iter().any(|it| asked.on.contains(it)));
    }
    let Reach { inapplicable, certain } = reach(kb, &parts, &taking_part, &asked.known);
    taking_part.retain(|idx| !inapplicable.contains(idx));
    let mut members: BTreeMap<RequirementIdx, Vec<ProvisionIdx>> = BTreeMap::new();
    for idx in &taking_part {
        let asked_about = |it: &RequirementIdx| asked.on.is_empty() || asked.on.contains(it);
        for requirement in requirements_of(kb, *idx).into_iter().filter(asked_about) {
            members.entry(requirement).or_default().push(*idx);
        }
    }
    let unregulated = asked.on.iter().copied().filter(|it| !members.contains_key(it)).collect();
    let requirements = members
        .into_par_iter()
        .map(|(requirement, provisions)| on_requirement(kb, &parts, requirement, provisions, &asked.known))
        .collect();
    let binds = |edition: &EditionIdx, market: &str| {
        let idx = kb.editions[*edition].instrument;
        kb.instruments[idx].binding == Binding::Mandatory && is_of(kb.kb, idx, market)
    };
    let market_has = |market: &String| editions.iter().any(|edition| binds(edition, market));
    Merge {
        empty_markets: asked.markets.iter().filter(|market| !market_has(market)).cloned().collect(),
        editions,
        requirements,
        unregulated,
        apart: apart(kb, asked, &taking_part),
        inapplicable,
        certain,
        upcoming: taking_part
            .into_iter()
            .filter(|idx| kb.standing(*idx, kb.as_of) == Standing::Upcoming)
            .collect(),
    }
}

/// What takes part, each as part of an edition: its own, unless it applies only to products that a later one leaves under
/// it.
struct Parts {
    all: Vec<ProvisionIdx>,
    within: BTreeMap<ProvisionIdx, EditionIdx>,
}

impl Parts {
    fn new(kb: Base<'_>, asked: &Asked, all: Vec<(ProvisionIdx, EditionIdx)>) -> Self {
        let mut parts = Self { all: Vec::new(), within: BTreeMap::new() };
        for (idx, within) in all {
            let own = kb.provisions[idx].edition == within;
            if own && !takes_part(kb, asked, idx) {
                continue;
            }
            // One that is asked for itself applies as its own edition has it.
            match parts.within.get(&idx) {
                None => parts.all.push(idx),
                Some(_) if own => {}
                Some(_) => continue,
            }
            parts.within.insert(idx, within);
        }
        parts
    }

    fn within(&self, kb: Base<'_>, idx: ProvisionIdx) -> EditionIdx {
        self.within.get(&idx).copied().unwrap_or(kb.provisions[idx].edition)
    }

    fn applies(&self, kb: Base<'_>, idx: ProvisionIdx) -> Formula {
        kb.applies_in(self.within(kb, idx), idx)
    }
}

/// Says whether a provision takes part: one that has not ended, or stood to the end of an edition that was named though
/// it has.
fn takes_part(kb: Base<'_>, asked: &Asked, idx: ProvisionIdx) -> bool {
    let edition = kb.provisions[idx].edition;
    let named = asked.with.iter().any(|node| node.edition == edition);
    let ended = kb.editions[edition].standing(kb.as_of) == Standing::Ended;
    let day = kb.editions[edition].last().filter(|_| named && ended);
    match day {
        Some(last) => kb.standing_within(idx, last) != Standing::Ended,
        None => (named && ended) || kb.standing(idx, kb.as_of) != Standing::Ended,
    }
}

/// Returns the editions of the mandatory instruments of some markets that stand on the as-of date, or will.
fn mandatory(kb: Base<'_>, markets: &[String]) -> Vec<EditionIdx> {
    let mut editions = Vec::new();
    for (idx, instrument) in kb.instruments.iter_enumerated() {
        if instrument.binding == Binding::Mandatory && markets.iter().any(|market| is_of(kb.kb, idx, market))
        {
            editions.extend(standing_editions(kb.kb, idx));
        }
    }
    editions
}

/// Where provisions stand to a product of which some facts are known.
struct Reach {
    inapplicable: Vec<ProvisionIdx>,
    certain: BTreeSet<ProvisionIdx>,
}

/// Sorts provisions by what is known; what exceeds the budget may apply.
fn reach(kb: Base<'_>, parts: &Parts, provisions: &[ProvisionIdx], known: &Facts) -> Reach {
    let mut reach = Reach { inapplicable: Vec::new(), certain: BTreeSet::new() };
    if known.is_empty() {
        return reach;
    }
    // Nothing meets this criterion, so that only where the rule applies is left to ask.
    let outcome = |idx: ProvisionIdx| {
        let rule = Rule { applies: parts.applies(kb, idx), criterion: Some(Formula::False) };
        verdict::bare(kb.theory, &rule, known).ok().map(|it| (idx, it.outcome))
    };
    let outcomes: Vec<_> = provisions.par_iter().filter_map(|idx| outcome(*idx)).collect();
    for (idx, outcome) in outcomes {
        match outcome {
            Outcome::NotApplicable => reach.inapplicable.push(idx),
            Outcome::NotSatisfied => drop(reach.certain.insert(idx)),
            Outcome::Satisfied | Outcome::Undecided | Outcome::NeedsJudgement => {}
        }
    }
    reach
}

fn apart(kb: Base<'_>, asked: &Asked, taking_part: &[ProvisionIdx]) -> Vec<ProvisionIdx> {
    let all = taking_part.iter().copied().filter(|_| asked.on.is_empty());
    all.filter(|idx| stands_apart(kb, *idx)).collect()
}

/// Says whether a provision demands something that stands in no requirement.
fn stands_apart(kb: Base<'_>, idx: ProvisionIdx) -> bool {
    let criteria = &kb.provisions[idx].body.criteria;
    criteria.is_empty() || criteria.iter().any(|criterion| criterion.requirement.is_none())
}

fn on_requirement(
    kb: Base<'_>,
    parts: &Parts,
    requirement: RequirementIdx,
    provisions: Vec<ProvisionIdx>,
    known: &Facts,
) -> MergedRequirement {
    let rule =
        |idx: &ProvisionIdx| Rule { applies: parts.applies(kb, *idx), ..kb.rule_for(*idx, requirement) };
    let mut rules: Vec<Rule> = provisions.iter().map(rule).collect();
    narrow(kb, &mut rules, known);
    let silent = |(idx, rule): (&ProvisionIdx, &Rule)| rule.criterion.is_none().then_some(*idx);
    let mut merged = MergedRequirement {
        requirement,
        silent: provisions.iter().zip(&rules).filter_map(silent).collect(),
        conjuncts: Vec::new(),
        dominated: Vec::new(),
        conflict: None,
        failure: None,
        provisions,
    };
    match strictest::merge(kb.theory, &rules) {
        Ok(result) => merged.fill(kb, parts, result),
        Err(failure) => merged.failure = Some(failure),
    }
    merged
}

/// Lets rules apply to products with the known facts only.
///
/// What a criterion tests stays open: that the product meets a demand already is no reason to leave it out.
fn narrow(kb: Base<'_>, rules: &mut [Rule], known: &Facts) {
    let tested: BTreeSet<_> =
        rules.iter().filter_map(|it| it.criterion.as_ref()).flat_map(Formula::vars).collect();
    let asked: BTreeSet<_> = rules.iter().flat_map(|it| it.applies.vars()).collect();
    let states = known.iter().filter(|(var, _)| asked.contains(var) && !tested.contains(var));
    let limits: Vec<Formula> =
        states.map(|(var, value)| Formula::states(*var, kb.theory.variables[*var].domain, *value)).collect();
    for limit in limits {
        for rule in rules.iter_mut() {
            rule.applies = std::mem::replace(&mut rule.applies, Formula::True).and(limit.clone());
        }
    }
}

impl MergedRequirement {
    fn fill(&mut self, kb: Base<'_>, parts: &Parts, result: strictest::Merged) {
        let of = |rules: &[usize]| -> Vec<ProvisionIdx> {
            rules.iter().filter_map(|at| self.provisions.get(*at).copied()).collect()
        };
        let silent = |idx: &ProvisionIdx| self.silent.contains(idx);
        let mut dominated = Vec::new();
        for it in &result.dominated {
            if let Some(provision) = self.provisions.get(it.rule).copied().filter(|idx| !silent(idx)) {
                dominated.push(Dominated { provision, by: of(&it.by) });
            }
        }
        let conflict = result.conflict.as_deref().map(of);
        let mut conjuncts = Vec::new();
        for it in result.conjuncts {
            let by: Vec<ProvisionIdx> = of(&it.rules);
            if let Some(says) = by.first().copied() {
                let (demand, written) = demand(kb, says, self.requirement, &it.demand);
                let within = parts.within(kb, says);
                conjuncts.push(Conjunct {
                    says,
                    within,
                    applies: kb.kb.condition_in(within, says),
                    applies_formula: it.applies,
                    demand,
                    demand_formula: it.demand,
                    written,
                    by,
                });
            }
        }
        (self.dominated, self.conflict, self.conjuncts) = (dominated, conflict, conjuncts);
    }
}

/// Returns a demand in the words of the provision, or in words that decide the same.
fn demand(
    kb: Base<'_>,
    says: ProvisionIdx,
    requirement: RequirementIdx,
    demand: &Formula,
) -> (Expr, Option<usize>) {
    let provision = &kb.provisions[says];
    for (at, (criterion, part)) in provision.body.criteria.iter().zip(&kb.norm(says).parts).enumerate() {
        let (Some(expr), Some(part)) = (&criterion.expr, part) else { continue };
        if criterion.requirement != Some(requirement) {
            continue;
        }
        if part == demand {
            return (expr.clone(), Some(at));
        }
        let mut said: Vec<Said<'_>> = Vec::new();
        readable::conjuncts(expr, part, &mut said);
        if let Some((expr, _)) = said.into_iter().find(|(_, formula)| *formula == demand) {
            return (expr.clone(), Some(at));
        }
    }
    (readable::expression(kb, demand), None)
}
