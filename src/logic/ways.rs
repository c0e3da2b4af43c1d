//! The ways to comply with a criterion, each against another rule.
//!
//! A way is an alternative: negations pushed inward, the levels of a scale told apart, nested alternatives multiplied
//! out. It is taken *alone*: it holds, and every other way fails. Asked over the products that the constraints allow, in
//! both scopes and where both rules apply.

use std::collections::BTreeSet;

use crate::lexicon::Sufficiency;

use super::domain::{Domain, Facts, Value, Var};
use super::failure::{Failure, OverBudget};
use super::formula::{Atom, Formula};
use super::sat::{Questions, Wanted};
use super::space::vars_of;
use super::theory::Theory;
use super::verdict::Rule;

/// The most ways into which a criterion is taken apart.
pub const MOST_WAYS: usize = 12;

/// How much is asked of one way and one rule.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// The most facts that are looked for together.
    added: usize,
    /// The most questions.
    questions: usize,
    /// Whether the nearest product is looked for that takes the way and fails the other.
    pub shows: bool,
}

impl Effort {
    /// For a pair that is looked at by itself.
    pub const WHOLE: Self = Self { added: 4, questions: 4_000, shows: true };

    /// For many pairs: what is enough, and what one fact closes.
    pub const LITTLE: Self = Self { added: 1, questions: 200, shows: false };
}

/// A way: what it demands together.
pub type Way = Vec<Formula>;

/// A way against another rule.
#[derive(Clone, Debug)]
pub struct Tried {
    /// What it is to the other.
    pub reach: Sufficiency,
    /// With what it meets the other, fewest facts first, all that are equally few; only where it needs any of these.
    pub with: Vec<Way>,
    /// The nearest product that takes the way alone and fails the other, if it was looked for.
    pub fails: Option<Facts>,
}

/// Returns the ways to comply with a criterion; `None` where there are more than [`MOST_WAYS`].
///
/// `items` is taken for one way as it stands.
pub fn ways(theory: &Theory, criterion: &Formula, items: Option<&Formula>) -> Option<Vec<Way>> {
    let mut found = Apart { theory, items }.ways(criterion, true)?;
    for way in &mut found {
        let mut seen = BTreeSet::new();
        way.retain(|part| seen.insert(part.clone()));
    }
    absorb(&mut found);
    Some(found)
}

/// Returns the conditions that a criterion joins, each as it stands.
pub fn limbs(criterion: &Formula) -> Vec<Formula> {
    match criterion {
        Formula::All(parts) => parts.iter().flat_map(limbs).collect(),
        Formula::True => Vec::new(),
        Formula::False | Formula::Atom(_) | Formula::Not(_) | Formula::Any(_) => vec![criterion.clone()],
    }
}

struct Apart<'a> {
    theory: &'a Theory,
    items: Option<&'a Formula>,
}

impl Apart<'_> {
    fn ways(&self, formula: &Formula, holds: bool) -> Option<Vec<Way>> {
        if holds && self.items == Some(formula) {
            return Some(vec![vec![formula.clone()]]);
        }
        match (formula, holds) {
            (Formula::True, true) | (Formula::False, false) => Some(vec![Vec::new()]),
            (Formula::True, false) | (Formula::False, true) => Some(Vec::new()),
            (Formula::Not(inner), _) => self.ways(inner, !holds),
            (Formula::Atom(atom), _) => Some(self.levels(*atom, holds)),
            (Formula::All(parts), true) | (Formula::Any(parts), false) => self.product(parts, holds),
            (Formula::Any(parts), true) | (Formula::All(parts), false) => {
                let mut all = Vec::new();
                for part in parts.iter() {
                    all.extend(self.ways(part, holds)?);
                    bounded(&all)?;
                }
                Some(all)
            }
        }
    }

    fn product(&self, parts: &[Formula], holds: bool) -> Option<Vec<Way>> {
        let mut all: Vec<Way> = vec![Vec::new()];
        for part in parts {
            let more = self.ways(part, holds)?;
            all = all
                .iter()
                .flat_map(|way| more.iter().map(move |rest| [way.clone(), rest.clone()].concat()))
                .collect();
            bounded(&all)?;
        }
        Some(all)
    }

    /// Returns the levels of a scale one by one, and any other test as it is.
    fn levels(&self, atom: Atom, holds: bool) -> Vec<Way> {
        let variable = &self.theory.variables[atom.var()];
        match variable.domain {
            Domain::Scale(levels) => {
                let passing = (0..levels).filter(|level| atom.holds(Value::Word(*level)) == holds);
                let state = |level| Formula::states(atom.var(), variable.domain, Value::Word(level));
                passing.map(|level| vec![state(level)]).collect()
            }
            Domain::Flag | Domain::Choice(_) | Domain::Number { .. } | Domain::Set(_) => {
                let test = Formula::Atom(atom);
                vec![vec![if holds { test } else { test.negated() }]]
            }
        }
    }
}

fn bounded(all: &[Way]) -> Option<()> {
    (all.len() <= MOST_WAYS).then_some(())
}

/// Drops a way that demands all that another demands, and more.
fn absorb(found: &mut Vec<Way>) {
    let sets: Vec<BTreeSet<Formula>> = found.iter().map(|way| way.iter().cloned().collect()).collect();
    let needless = |at: usize| {
        let more = |(other, set): (usize, &BTreeSet<Formula>)| {
            other != at && sets.get(at).is_some_and(|own| set.is_subset(own) && (set != own || other < at))
        };
        sets.iter().enumerate().any(more)
    };
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !needless(at - 1)
    });
}

/// Tries each way alone against another rule, over the products within both scopes to which both apply.
///
/// The other rule needs a criterion; without one nothing is tried.
pub fn tried(
    theory: &Theory,
    within: &Formula,
    applies: &Formula,
    ways: &[Way],
    other: &Rule,
    effort: Effort,
) -> Result<Vec<Tried>, Failure> {
    let Some(criterion) = &other.criterion else { return Ok(Vec::new()) };
    let whole: Vec<Formula> = ways.iter().map(|way| Formula::all(way.iter().cloned())).collect();
    let literals = literals(criterion);
    let formulas: Vec<&Formula> = whole.iter().chain([criterion]).chain(&literals).collect();
    let all: Vec<&Formula> = formulas.iter().copied().chain([within, applies, &other.applies]).collect();
    let relevant = theory.relevant(&vars_of(&all)).into_iter();
    let constraints = relevant.filter_map(|at| theory.constraints.get(at));
    let given: Vec<&Formula> = [within, applies, &other.applies].into_iter().chain(constraints).collect();
    let mut trial = Trial {
        questions: Questions::new(&theory.variables, &given, &formulas),
        ways: &whole,
        criterion,
        literals: &literals,
        effort,
        asked: 0,
    };
    (0..ways.len()).map(|way| trial.way(way)).collect()
}

struct Trial<'a> {
    questions: Questions,
    ways: &'a [Formula],
    criterion: &'a Formula,
    literals: &'a [Formula],
    effort: Effort,
    asked: usize,
}

impl Trial<'_> {
    fn met(&self) -> usize {
        self.ways.len()
    }

    fn can(&mut self, alone: &[Wanted], more: &[Wanted]) -> Result<bool, OverBudget> {
        self.asked += 1;
        self.questions.can(&[alone, more].concat())
    }

    fn way(&mut self, way: usize) -> Result<Tried, Failure> {
        self.asked = 0;
        let alone: Vec<Wanted> = (0..self.ways.len()).map(|at| (at, at == way)).collect();
        let (met, failed) = ((self.met(), true), (self.met(), false));
        let bare = |reach| Tried { reach, with: Vec::new(), fails: None };
        if !self.can(&alone, &[])? {
            return Ok(bare(Sufficiency::NeverAlone));
        }
        if !self.can(&alone, &[failed])? {
            return Ok(bare(Sufficiency::Enough));
        }
        let fails = if self.effort.shows { Some(self.product(&alone, failed)?) } else { None };
        if !self.can(&alone, &[met])? {
            return Ok(Tried { reach: Sufficiency::Never, with: Vec::new(), fails });
        }
        let with = self.added(&alone)?;
        let reach = if with.is_empty() { Sufficiency::Depends } else { Sufficiency::With };
        Ok(Tried { reach, with, fails })
    }

    /// Returns the nearest product that takes the way alone and meets or fails the other, evaluated once more.
    fn product(&mut self, alone: &[Wanted], other: Wanted) -> Result<Facts, Failure> {
        let found = self.questions.nearest(&[alone, &[other]].concat())?;
        let replays = |facts: &Facts| {
            let takes = |(at, holds): &Wanted| {
                self.ways.get(*at).is_some_and(|way| way.evaluate(facts) == Some(*holds))
            };
            alone.iter().all(takes) && self.criterion.evaluate(facts) == Some(other.1)
        };
        found.filter(replays).ok_or(Failure::WitnessDoesNotReplay)
    }

    /// Returns the fewest facts of the other rule that close the gap; nothing where no few do.
    fn added(&mut self, alone: &[Wanted]) -> Result<Vec<Way>, Failure> {
        let open = self.open(alone)?;
        let facts: BTreeSet<Var> = open.iter().filter_map(|at| self.fact(*at)).collect();
        let facts: Vec<Var> = facts.into_iter().collect();
        for size in 1..=self.effort.added.min(facts.len()) {
            let mut found: Vec<Vec<usize>> = Vec::new();
            for chosen in choices(facts.len(), size) {
                let vars: BTreeSet<Var> = chosen.iter().filter_map(|at| facts.get(*at)).copied().collect();
                let of = open.iter().filter(|at| self.fact(**at).is_some_and(|var| vars.contains(&var)));
                let of: Vec<usize> = of.copied().collect();
                self.within(alone, &of, &mut found)?;
                if self.asked > self.effort.questions {
                    return Ok(Vec::new());
                }
            }
            if !found.is_empty() {
                return self.with(alone, &found);
            }
        }
        Ok(Vec::new())
    }

    /// Returns the tests of the other rule that the way alone leaves open.
    fn open(&mut self, alone: &[Wanted]) -> Result<Vec<usize>, OverBudget> {
        let mut open = Vec::new();
        for at in 0..self.literals.len() {
            let named = self.met() + 1 + at;
            if self.can(alone, &[(named, true)])? && self.can(alone, &[(named, false)])? {
                open.push(at);
            }
        }
        Ok(open)
    }

    fn fact(&self, literal: usize) -> Option<Var> {
        let vars = self.literals.get(literal)?.vars();
        vars.into_iter().next()
    }

    /// Adds the smallest choices among some tests that close the gap.
    fn within(
        &mut self,
        alone: &[Wanted],
        of: &[usize],
        found: &mut Vec<Vec<usize>>,
    ) -> Result<(), OverBudget> {
        for size in 1..=of.len() {
            for chosen in choices(of.len(), size) {
                let tests: Vec<usize> = chosen.iter().filter_map(|at| of.get(*at)).copied().collect();
                let more = |it: &Vec<usize>| it.iter().all(|at| tests.contains(at));
                if found.iter().any(more) || self.asked > self.effort.questions {
                    continue;
                }
                if self.closes(alone, &tests)? {
                    found.push(tests);
                }
            }
        }
        Ok(())
    }

    fn closes(&mut self, alone: &[Wanted], tests: &[usize]) -> Result<bool, OverBudget> {
        let held = self.held(tests);
        let failed = (self.met(), false);
        Ok(self.can(alone, &held)? && !self.can(alone, &[&held[..], &[failed]].concat())?)
    }

    fn held(&self, tests: &[usize]) -> Vec<Wanted> {
        tests.iter().map(|at| (self.met() + 1 + at, true)).collect()
    }

    /// Keeps the weakest of the choices, each shown by a product that takes the way alone with it and meets the other.
    fn with(&mut self, alone: &[Wanted], found: &[Vec<usize>]) -> Result<Vec<Way>, Failure> {
        let mut kept: Vec<Vec<usize>> = Vec::new();
        for (at, tests) in found.iter().enumerate() {
            let mut is_needless = false;
            for (other_at, other) in found.iter().enumerate() {
                let stronger = at != other_at && self.demands_more(alone, tests, other)?;
                is_needless |= stronger && (other_at < at || !self.demands_more(alone, other, tests)?);
            }
            if !is_needless {
                kept.push(tests.clone());
            }
        }
        for tests in &kept {
            let held = [alone, &self.held(tests)].concat();
            let product = self.questions.nearest(&held)?;
            let met = product.is_some_and(|facts| self.criterion.evaluate(&facts) == Some(true));
            if !met {
                return Err(Failure::WitnessDoesNotReplay);
            }
        }
        let way = |tests: &Vec<usize>| {
            tests.iter().filter_map(|at| self.literals.get(*at)).cloned().collect::<Way>()
        };
        Ok(kept.iter().map(way).collect())
    }

    /// Says whether some tests, beside the way alone, bring others with them.
    fn demands_more(
        &mut self,
        alone: &[Wanted],
        tests: &[usize],
        other: &[usize],
    ) -> Result<bool, OverBudget> {
        let held = self.held(tests);
        for at in other {
            let fails = (self.met() + 1 + at, false);
            if self.can(alone, &[&held[..], &[fails]].concat())? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Returns the tests of a criterion as they stand in it, negations pushed inward, in order.
fn literals(criterion: &Formula) -> Vec<Formula> {
    fn collect(formula: &Formula, holds: bool, found: &mut Vec<Formula>) {
        match formula {
            Formula::True | Formula::False => {}
            Formula::Not(inner) => collect(inner, !holds, found),
            Formula::Atom(atom) => {
                let test = Formula::Atom(*atom);
                let test = if holds { test } else { test.negated() };
                if !found.contains(&test) {
                    found.push(test);
                }
            }
            Formula::All(parts) | Formula::Any(parts) => {
                parts.iter().for_each(|part| collect(part, holds, found));
            }
        }
    }
    let mut found = Vec::new();
    collect(criterion, true, &mut found);
    found.sort_by_key(|test| test.vars().first().copied());
    found
}

/// Returns every choice of `size` among the first `all` numbers, in order.
fn choices(all: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with = |first: usize| {
        choices(all - first - 1, size - 1).into_iter().map(move |rest| {
            std::iter::once(first).chain(rest.into_iter().map(|at| at + first + 1)).collect::<Vec<usize>>()
        })
    };
    (0..all).filter(|first| all - first >= size).flat_map(with).collect()
}
