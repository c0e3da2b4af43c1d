//! What to change so that a product conforms to many rules at once, by search.
//!
//! Never builds a diagram. Each answer is minimal: no part of it would do. Where every fact that matters is known, the
//! answers come fewest changes first and are all that there are; unknown facts are stated only where they have to be.

use std::collections::BTreeSet;

use super::super::domain::{Domain, Facts, Value, Var};
use super::super::failure::{Failure, OverBudget};
use super::super::formula::Formula;
use super::super::sat::Questions;
use super::super::theory::Theory;
use super::super::verdict::Rule;
use super::{Judgement, Repairs, asked, is_judgement};

/// Unknown flags of one demand that are tried both ways; with more, judgements are taken to turn out well.
const BOTH_WAYS: usize = 6;

/// Returns at most `limit` changes as [`super::repairs`] does, whatever the number of rules.
pub fn together(
    theory: &Theory,
    goal: &[Rule],
    facts: &Facts,
    fixed: &BTreeSet<Var>,
    limit: usize,
) -> Result<Repairs, Failure> {
    let certain = Search::new(theory, goal, facts, fixed, Judgement::EitherWay);
    if let Some(certain) = certain {
        let repairs = certain.all(limit)?;
        if !repairs.found.is_empty() {
            return Ok(repairs);
        }
    }
    match Search::new(theory, goal, facts, fixed, Judgement::Favourable) {
        Some(search) => Ok(search.all(limit)?),
        None => Ok(Repairs { found: Vec::new(), more: true }),
    }
}

/// A product to be repaired.
struct Search<'a> {
    theory: &'a Theory,
    facts: &'a Facts,
    fixed: &'a BTreeSet<Var>,
    judgement: Judgement,
    demands: Vec<Formula>,
    /// The constraints that can matter.
    rest: Vec<Formula>,
    /// Finds products that conform.
    conforming: Questions,
    /// Finds products that do not.
    failing: Questions,
}

impl<'a> Search<'a> {
    /// `None` where a demand hangs on more unknown judgements than can be tried.
    fn new(
        theory: &'a Theory,
        goal: &[Rule],
        facts: &'a Facts,
        fixed: &'a BTreeSet<Var>,
        judgement: Judgement,
    ) -> Option<Self> {
        let (demands, rest) = asked(theory, goal, facts, fixed);
        let either_way = |var: &Var| {
            let judged = is_judgement(theory, *var) && matches!(judgement, Judgement::EitherWay);
            !facts.contains_key(var) && (judged || fixed.contains(var))
        };
        let rest: Vec<Formula> = rest.into_iter().map(|(_, formula)| formula).collect();
        let settled = demands.iter().map(|demand| {
            let (demand, unknown) = where_possible(demand, &rest, either_way);
            both_ways(theory, &demand, unknown)
        });
        let settled = Formula::all(settled.collect::<Option<Vec<Formula>>>()?);
        let fails = Formula::all(demands.iter().cloned()).negated();
        let given: Vec<&Formula> = rest.iter().collect();
        let mut conforming = Questions::new(&theory.variables, &given, &[&settled]);
        conforming.start_from(facts);
        let failing = Questions::new(&theory.variables, &given, &[&fails]);
        Some(Self { theory, facts, fixed, judgement, demands, rest, conforming, failing })
    }

    fn all(mut self, limit: usize) -> Result<Repairs, OverBudget> {
        let mut found: Vec<Vec<(Var, Value)>> = Vec::new();
        for _ in 0..=limit * 3 {
            let Some(product) = self.conforming.nearest(&[(0, true)])? else {
                return Ok(sorted(found, limit, false));
            };
            let Some(changes) = self.smallest(&product)? else { break };
            let covers = |other: &Vec<(Var, Value)>| {
                other.iter().all(|(var, _)| changes.iter().any(|(changed, _)| changed == var))
            };
            let is_new = !found.iter().any(covers);
            if changes.is_empty() {
                return Ok(Repairs { found: vec![changes], more: false });
            }
            self.conforming.forbid(&changes, self.facts);
            if is_new {
                found.push(changes);
            }
            if found.len() > limit {
                break;
            }
        }
        Ok(sorted(found, limit, true))
    }

    /// Returns a minimal choice of what distinguishes a product that conforms, after which every completion conforms;
    /// `None` where even all of it leaves some completion that does not.
    fn smallest(&mut self, product: &Facts) -> Result<Option<Vec<(Var, Value)>>, OverBudget> {
        let may_change = |var: &Var| !is_judgement(self.theory, *var) && !self.fixed.contains(var);
        let differs = |(var, value): &(&Var, &Value)| self.facts.get(var) != Some(value) && may_change(var);
        let mut changes: Facts = product.iter().filter(differs).map(|(var, value)| (*var, *value)).collect();
        if !self.suffices(&changes, product)? {
            return Ok(None);
        }
        let unknown_first = |var: &&Var| self.facts.contains_key(var);
        let (known, unknown): (Vec<Var>, Vec<Var>) = {
            let (known, unknown): (Vec<&Var>, Vec<&Var>) = changes.keys().partition(unknown_first);
            (known.into_iter().copied().collect(), unknown.into_iter().copied().collect())
        };
        for var in unknown.into_iter().rev().chain(known.into_iter().rev()) {
            let mut fewer = changes.clone();
            fewer.remove(&var);
            if self.suffices(&fewer, product)? {
                changes = fewer;
            }
        }
        Ok(Some(changes.into_iter().collect()))
    }

    /// Says whether some product has the changed facts and every such product conforms.
    fn suffices(&mut self, changes: &Facts, product: &Facts) -> Result<bool, OverBudget> {
        let mut stated = self.facts.clone();
        stated.extend(changes.iter().map(|(var, value)| (*var, *value)));
        if !self.conforming.can_be(&[], &stated)? {
            return Ok(false);
        }
        match self.judgement {
            Judgement::EitherWay => Ok(!self.failing.can_be(&[(0, true)], &stated)?),
            Judgement::Favourable => Ok(!self.fails_as_judged(product).can_be(&[(0, true)], &stated)?),
        }
    }

    /// Finds products that fail, or cannot be, when the unknown judgements turn out as in `product`.
    fn fails_as_judged(&self, product: &Facts) -> Questions {
        let unknown = |var: &Var| is_judgement(self.theory, *var) && !self.facts.contains_key(var);
        let judged: Facts =
            product.iter().filter(|(var, _)| unknown(var)).map(|(var, value)| (*var, *value)).collect();
        let good = self.rest.iter().chain(&self.demands).map(|formula| formula.assume(&judged));
        let fails = Formula::all(good).negated();
        let given: Vec<&Formula> = self.rest.iter().collect();
        Questions::new(&self.theory.variables, &given, &[&fails])
    }
}

fn sorted(mut found: Vec<Vec<(Var, Value)>>, limit: usize, more: bool) -> Repairs {
    let names = |changes: &[(Var, Value)]| changes.iter().map(|(var, _)| *var).collect::<Vec<Var>>();
    found.sort_by_key(|changes| (changes.len(), names(changes)));
    found.truncate(limit);
    Repairs { found, more }
}

/// Returns a demand for the products that the constraints on its open facts allow, with these facts.
fn where_possible(
    demand: &Formula,
    rest: &[Formula],
    is_open: impl Fn(&Var) -> bool,
) -> (Formula, BTreeSet<Var>) {
    let mut open: BTreeSet<Var> = demand.vars().into_iter().filter(&is_open).collect();
    let mut guards: BTreeSet<usize> = BTreeSet::new();
    while !open.is_empty() {
        let touches = |formula: &Formula| formula.vars().iter().any(|var| open.contains(var));
        let near = rest.iter().enumerate().filter(|(at, formula)| !guards.contains(at) && touches(formula));
        let new: Vec<(usize, BTreeSet<Var>)> = near.map(|(at, formula)| (at, formula.vars())).collect();
        if new.is_empty() {
            break;
        }
        for (at, vars) in new {
            guards.insert(at);
            open.extend(vars.into_iter().filter(&is_open));
        }
    }
    let guards = guards.iter().filter_map(|at| rest.get(*at)).cloned();
    (Formula::all(guards).implies(demand.clone()), open)
}

/// Returns the demand for every value of some flags; `None` where there are too many or one is no flag.
fn both_ways(theory: &Theory, demand: &Formula, unknown: BTreeSet<Var>) -> Option<Formula> {
    let is_flag = |var: &Var| theory.variables.find(*var).is_some_and(|it| it.domain == Domain::Flag);
    if unknown.len() > BOTH_WAYS || !unknown.iter().all(is_flag) {
        return None;
    }
    let as_if =
        |demand: &Formula, var: Var, truth: bool| demand.assume(&Facts::from([(var, Value::Flag(truth))]));
    let all = unknown.into_iter().fold(vec![demand.clone()], |all, var| {
        all.iter().flat_map(|it| [as_if(it, var, true), as_if(it, var, false)]).collect()
    });
    Some(Formula::all(all))
}
