//! What would make a product conform, and which fact to find out next.
//!
//! By content: what a deeming satisfies already needs no repair, and the deemings that are open are named apart. Never
//! fails as a whole: what exceeds its budget is said, and the rest is answered.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::lexicon::{By, Outcome};
use crate::logic::domain::Facts;
use crate::logic::failure::{Failure, OverBudget};
use crate::logic::question;
use crate::logic::repair::{self, Repairs};
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, FactIdx, Node, ProvisionIdx};
use crate::norm::Base;

use super::asked::{Asked, Terms};
use super::assess::{Judged, as_part, bare, plain};
use super::assessment::Assessment;
use super::given_up::Kept;

/// At most so many repairs are shown of each question.
const REPAIRS: usize = 10;

/// The way on from a verdict.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What makes the product conform to everything; one that is empty where it does already.
    pub together: Result<Repairs, Failure>,
    /// The same for each provision that fails.
    pub provisions: Vec<(ProvisionIdx, Result<Repairs, Failure>)>,
    /// The deemings that would satisfy something that fails, by their positions.
    pub routes: Vec<usize>,
    /// The fact to ask for next, with the most provisions that one answer decides; judgements come last.
    pub next: Result<Option<(FactIdx, usize)>, Failure>,
}

/// Explains the verdicts of a product on several places together, on a day or with the day left out.
pub fn explain(kb: Base<'_>, facts: &Facts, asked: &[Asked]) -> Explanation {
    let parts = parts(kb, facts, asked);
    let kept = Kept::new(kb);
    let fixed = fixed(kb, &kept, facts);
    let rules: Vec<Rule> = parts.iter().filter(|part| part.counts()).map(|part| part.rule.clone()).collect();
    let rules = kept.with(rules, facts);
    let fails = |part: &&Part<'_>| part.outcome() == Some(Outcome::NotSatisfied);
    let failing: Vec<&Part<'_>> = parts.iter().filter(fails).collect();
    let each = failing.par_iter().map(|part| {
        let goal = kept.with(vec![part.rule.clone()], facts);
        (part.idx, alone(kb, &goal, facts, &fixed, REPAIRS))
    });
    let provisions: Vec<_> = each.collect();
    // What repairs everything repairs each that fails.
    let none = |it: &Result<Repairs, Failure>| it.as_ref().is_ok_and(|it| it.found.is_empty() && !it.more);
    let together = if provisions.iter().any(|(_, alone)| none(alone)) {
        Ok(Repairs::default())
    } else {
        repair::together(kb.theory, &rules, facts, &fixed, REPAIRS)
    };
    Explanation { together, provisions, routes: routes(&failing), next: next(kb, facts, &parts) }
}

/// Returns the smallest change that mends each provision that fails, now or once it has begun; by content, as
/// [`explain`] has it.
pub fn mends(
    kb: Base<'_>,
    facts: &Facts,
    asked: &[Asked],
    assessed: &Assessment,
) -> BTreeMap<ProvisionIdx, Result<Repairs, Failure>> {
    let failing = assessed.results.iter().flat_map(|it| &it.provisions).filter_map(|it| {
        let (idx, _, later) = it.failing()?;
        let then = later.map_or(kb, |it| it.from.map_or_else(|| kb.whole(), |day| kb.on(day)));
        let edition = kb.provisions[idx].edition;
        let pinned = asked.iter().any(|it| it.node.edition == edition && it.pinned);
        Some((idx, Terms::new(then, edition, pinned).kb))
    });
    let failing: Vec<(ProvisionIdx, Base<'_>)> = failing.collect();
    if failing.is_empty() {
        return BTreeMap::new();
    }
    let kept = Kept::new(kb);
    let fixed = fixed(kb, &kept, facts);
    let mend = |(idx, kb): &(ProvisionIdx, Base<'_>)| {
        let rule = kb.demand(&kb.place(*idx)).rule();
        (*idx, alone(*kb, &kept.with(vec![rule], facts), facts, &fixed, 1))
    };
    failing.par_iter().map(mend).collect()
}

/// Returns the facts that no change touches.
fn fixed(kb: Base<'_>, kept: &Kept, facts: &Facts) -> BTreeSet<FactIdx> {
    let unchangeable = kb.facts.indices().filter(|idx| !kb.facts[*idx].aspect.can_be_changed());
    unchangeable.chain(kept.had(facts)).collect()
}

/// Returns what repairs one provision.
fn alone(
    kb: Base<'_>,
    goal: &[Rule],
    facts: &Facts,
    fixed: &BTreeSet<FactIdx>,
    limit: usize,
) -> Result<Repairs, Failure> {
    repair::repairs(kb.theory, goal, facts, fixed, limit)
        .or_else(|_| repair::together(kb.theory, goal, facts, fixed, limit))
}

/// A binding provision that was asked for.
struct Part<'a> {
    /// The base in which it is judged.
    kb: Base<'a>,
    idx: ProvisionIdx,
    rule: Rule,
    judged: Result<Judged, OverBudget>,
}

impl Part<'_> {
    fn outcome(&self) -> Option<Outcome> {
        self.judged.as_ref().ok().map(|judged| judged.outcome)
    }

    /// Says whether a change must see to it: what a deeming satisfies needs none.
    fn counts(&self) -> bool {
        self.judged.as_ref().is_ok_and(|judged| judged.by == By::Content)
    }
}

/// Returns the binding provisions of some places as they stand, each once.
fn parts<'a>(kb: Base<'a>, facts: &Facts, asked: &[Asked]) -> Vec<Part<'a>> {
    let mut seen = BTreeSet::new();
    let mut found: Vec<(Base<'a>, EditionIdx, ProvisionIdx)> = Vec::new();
    for it in asked {
        let terms = Terms::new(kb, it.node.edition, it.pinned);
        // What is met by law, or by the earlier texts that the maker may choose, needs no change.
        let is_met = || {
            bare(terms.kb, facts, &it.node)
                .is_ok_and(|it| it.by == By::Law || (it.outcome == Outcome::Satisfied && it.under.is_some()))
        };
        if terms.away(facts, it.node.edition).is_none() && !is_met() {
            let of = terms.kb.demand(&it.node).of.into_iter();
            let of = of.filter(|idx| terms.kb.stands(*idx) && seen.insert(*idx));
            found.extend(of.map(|idx| (terms.kb, it.node.edition, idx)));
        }
    }
    let part = |(kb, within, idx): (Base<'a>, EditionIdx, ProvisionIdx)| Part {
        kb,
        idx,
        rule: Rule { applies: kb.applies_in(within, idx), criterion: kb.criterion(idx) },
        judged: if kb.provisions[idx].edition == within {
            plain(kb, facts, &kb.place(idx))
        } else {
            as_part(kb, facts, within, idx)
        },
    };
    found.into_par_iter().map(part).collect()
}

/// Returns the deemings of a place at or above something that fails.
fn routes(failing: &[&Part<'_>]) -> Vec<usize> {
    let mut found = BTreeSet::new();
    for part in failing {
        let (kb, provision) = (part.kb, &part.kb.provisions[part.idx]);
        let whole = Node { edition: provision.edition, locator: None, provision: None };
        let reaches = |at: &usize| {
            let mut places = kb.deemed.get(*at).into_iter().flatten();
            places.any(|place| {
                place.edition == provision.edition && kb.is_at_or_below(place, &provision.locator)
            })
        };
        found.extend(kb.live().within(kb.kb, &whole).into_iter().filter(reaches));
    }
    found.into_iter().collect()
}

fn next(kb: Base<'_>, facts: &Facts, parts: &[Part<'_>]) -> Result<Option<(FactIdx, usize)>, Failure> {
    let open = |part: &&Part<'_>| part.outcome() == Some(Outcome::Undecided);
    let rules: Vec<Rule> = parts.iter().filter(open).map(|part| part.rule.clone()).collect();
    let asked = question::next_question(kb.theory, &rules, facts)?;
    let judged = parts.iter().filter_map(|part| part.judged.as_ref().ok());
    let judgement = judged
        .filter(|judged| judged.outcome == Outcome::NeedsJudgement)
        .find_map(|judged| judged.judgements.first().copied());
    Ok(asked.or(judgement.map(|judgement| (judgement, 1))))
}
