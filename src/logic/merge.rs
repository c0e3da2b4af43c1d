//! The strictest merge of several rules: what still has to be said, and by whom.
//!
//! Keeps alternatives as alternatives and never distributes one over another; never weighs one market against another.
//! `length >= 6` merged with `length >= 8` keeps the second and shows the first as dominated.

use biodivine_lib_bdd::Bdd;

use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::space::{BUDGET, Space};
use super::theory::Theory;
use super::verdict::Rule;

/// The conjunction of several rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The rules that no others imply; together they say as much as all.
    pub kept: Vec<usize>,
    /// The rules that the kept ones imply.
    pub dominated: Vec<Dominated>,
    /// The conjuncts of the kept rules that no others imply.
    pub conjuncts: Vec<Conjunct>,
    /// A minimal set of rules that apply together to some product and that no such product can meet.
    pub conflict: Option<Vec<usize>>,
}

/// A rule that others imply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dominated {
    /// The rule.
    pub rule: usize,
    /// A minimal set of kept rules that imply it; empty if every product meets it.
    pub by: Vec<usize>,
}

/// One thing that the merge demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conjunct {
    /// Where it is demanded.
    pub applies: Formula,
    /// What is demanded.
    pub demand: Formula,
    /// The rules that demand it: each of them implies it alone. The one that says it comes first.
    pub rules: Vec<usize>,
}

/// Merges rules; of equal ones the first stays. A rule without a criterion demands nothing.
pub fn merge(theory: &Theory, rules: &[Rule]) -> Result<Merged, Failure> {
    let formulas: Vec<&Formula> = rules.iter().flat_map(Rule::formulas).collect();
    let space = Space::new(theory, &formulas, BUDGET)?;
    let gaps = rules.iter().map(|rule| gap(&space, rule)).collect::<Result<Vec<_>, _>>()?;
    let kept = irreducible(&space, &gaps)?;
    let mut dominated = Vec::new();
    for (rule, failing) in gaps.iter().enumerate().filter(|(rule, _)| !kept.contains(rule)) {
        dominated.push(Dominated { rule, by: implied_by(&space, failing, &kept, &gaps)? });
    }
    let conjuncts = conjuncts(&space, rules, &kept, &gaps)?;
    let conflict = Conflicts::new(&space, rules)?.find()?;
    Ok(Merged { kept, dominated, conjuncts, conflict })
}

/// Returns the products that a rule applies to and that do not meet it.
fn gap(space: &Space, rule: &Rule) -> Result<Bdd, OverBudget> {
    let Some(criterion) = &rule.criterion else { return space.compile(&Formula::False) };
    let applies = space.and(&space.care, &space.compile(&rule.applies)?)?;
    space.and_not(&applies, &space.compile(criterion)?)
}

/// Returns what is left of `failing` outside the gaps at `which`; nothing if they imply it.
fn outside(
    space: &Space,
    failing: &Bdd,
    which: impl IntoIterator<Item = usize>,
    gaps: &[Bdd],
) -> Result<Bdd, OverBudget> {
    let mut rest = failing.clone();
    for gap in which.into_iter().filter_map(|at| gaps.get(at)) {
        rest = space.and_not(&rest, gap)?;
        if rest.is_false() {
            break;
        }
    }
    Ok(rest)
}

/// Drops what the others imply, later ones first.
fn irreducible(space: &Space, gaps: &[Bdd]) -> Result<Vec<usize>, OverBudget> {
    let mut kept: Vec<usize> = (0..gaps.len()).collect();
    for (at, failing) in gaps.iter().enumerate().rev() {
        let others = kept.iter().copied().filter(|other| *other != at);
        if outside(space, failing, others, gaps)?.is_false() {
            kept.retain(|other| *other != at);
        }
    }
    Ok(kept)
}

fn implied_by(space: &Space, failing: &Bdd, kept: &[usize], gaps: &[Bdd]) -> Result<Vec<usize>, OverBudget> {
    for alone in kept {
        if outside(space, failing, [*alone], gaps)?.is_false() {
            return Ok(if failing.is_false() { Vec::new() } else { vec![*alone] });
        }
    }
    let mut by = kept.to_vec();
    for at in kept.iter().rev() {
        let others = by.iter().copied().filter(|other| other != at);
        if outside(space, failing, others, gaps)?.is_false() {
            by.retain(|other| other != at);
        }
    }
    Ok(by)
}

fn conjuncts(
    space: &Space,
    rules: &[Rule],
    kept: &[usize],
    gaps: &[Bdd],
) -> Result<Vec<Conjunct>, OverBudget> {
    let mut found = Vec::new();
    for (at, rule) in kept.iter().filter_map(|at| Some((*at, rules.get(*at)?))) {
        let mut demands = Vec::new();
        rule.criterion.iter().for_each(|criterion| split(criterion, &mut demands));
        found.extend(demands.into_iter().map(|demand| (at, rule.applies.clone(), demand)));
    }
    let part = |(_, applies, demand): &(usize, Formula, Formula)| {
        gap(space, &Rule { applies: applies.clone(), criterion: Some(demand.clone()) })
    };
    let parts = found.iter().map(part).collect::<Result<Vec<_>, _>>()?;
    let needed = irreducible(space, &parts)?;
    let mut conjuncts = Vec::new();
    for ((at, (says, applies, demand)), failing) in found.into_iter().enumerate().zip(&parts) {
        if !needed.contains(&at) {
            continue;
        }
        let mut demanding = vec![says];
        for other in (0..gaps.len()).filter(|other| *other != says) {
            if outside(space, failing, [other], gaps)?.is_false() {
                demanding.push(other);
            }
        }
        conjuncts.push(Conjunct { applies, demand, rules: demanding });
    }
    Ok(conjuncts)
}

/// Splits a conjunction into its parts; anything else is one part.
fn split(formula: &Formula, parts: &mut Vec<Formula>) {
    if let Formula::All(inner) = formula {
        for part in inner.iter() {
            split(part, parts);
        }
    } else {
        parts.push(formula.clone());
    }
}

/// The search for rules that apply together and cannot be met together.
struct Conflicts<'a> {
    space: &'a Space,
    rules: Vec<(usize, Bdd, Bdd)>,
    steps: usize,
}

impl<'a> Conflicts<'a> {
    fn new(space: &'a Space, rules: &[Rule]) -> Result<Self, OverBudget> {
        let mut compiled = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            if let Some(criterion) = &rule.criterion {
                compiled.push((at, space.compile(&rule.applies)?, space.compile(criterion)?));
            }
        }
        Ok(Self { space, rules: compiled, steps: 1_000 })
    }

    fn find(mut self) -> Result<Option<Vec<usize>>, OverBudget> {
        let (applying, meeting) = (self.space.care.clone(), self.space.care.clone());
        let Some(mut core) = self.search(0, &applying, &meeting, &mut Vec::new())? else { return Ok(None) };
        for at in core.clone().into_iter().rev() {
            let fewer: Vec<usize> = core.iter().copied().filter(|other| *other != at).collect();
            if !self.can_be_met(&fewer)? {
                core = fewer;
            }
        }
        Ok(Some(core))
    }

    fn can_be_met(&self, which: &[usize]) -> Result<bool, OverBudget> {
        let mut meeting = self.space.care.clone();
        for (_, applies, criterion) in self.rules.iter().filter(|(at, _, _)| which.contains(at)) {
            meeting = self.space.and(&self.space.and(&meeting, applies)?, criterion)?;
        }
        Ok(!meeting.is_false())
    }

    /// Adds the rules from `next` on that can still apply; leaves one out only where that widens the rest.
    fn search(
        &mut self,
        next: usize,
        applying: &Bdd,
        meeting: &Bdd,
        chosen: &mut Vec<usize>,
    ) -> Result<Option<Vec<usize>>, OverBudget> {
        self.steps = self.steps.checked_sub(1).ok_or(self.space.over_budget())?;
        if meeting.is_false() {
            return Ok(Some(chosen.clone()));
        }
        let Some((at, applies, criterion)) = self.rules.get(next).cloned() else { return Ok(None) };
        let with = self.space.and(applying, &applies)?;
        if !with.is_false() {
            let met = self.space.and(&self.space.and(meeting, &applies)?, &criterion)?;
            chosen.push(at);
            let found = self.search(next + 1, &with, &met, chosen)?;
            chosen.pop();
            if found.is_some() || self.leaves_room(next + 1, &with)? {
                return Ok(found);
            }
        }
        self.search(next + 1, applying, meeting, chosen)
    }

    /// Says whether all later rules can apply together with what applies already.
    fn leaves_room(&self, next: usize, applying: &Bdd) -> Result<bool, OverBudget> {
        let mut all = applying.clone();
        for (_, applies, _) in self.rules.iter().skip(next) {
            all = self.space.and(&all, applies)?;
        }
        Ok(!all.is_false())
    }
}
