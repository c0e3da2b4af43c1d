//! The verdict of one rule for a product whose facts are known in part.
//!
//! Exact: a verdict is decided when every completion that the constraints allow has it. Never looks at more
//! than the facts that are unknown and the constraints that connect them.
//! `any { a  b }` with `a = true` is satisfied, decided by `a`.

use crate::lexicon::Outcome;
use std::collections::BTreeSet;

use biodivine_lib_bdd::Bdd;

use super::domain::{Facts, Var};
use super::encoding::can_differ;
use super::failure::OverBudget;
use super::formula::{Atom, Formula};
use super::sat::Questions;
use super::space::{BUDGET, Space, vars_of};
use super::theory::Theory;

/// A criterion and the products that it is meant for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    /// Where it applies.
    pub applies: Formula,
    /// The conforming state; nothing if the text gives none.
    pub criterion: Option<Formula>,
}

impl Rule {
    /// Returns where the rule applies and what it demands, as far as it has a criterion.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        std::iter::once(&self.applies).chain(&self.criterion)
    }
}

/// An outcome with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the rule says.
    pub outcome: Outcome,
    /// A minimal set of known facts that forces a decided outcome.
    pub decided_by: Vec<Var>,
    /// A minimal set of unknown ordinary facts that would decide it, with the judgements.
    pub needs: Vec<Var>,
    /// A minimal set of judgement facts that would decide it, with the needs.
    pub judgements: Vec<Var>,
}

impl Verdict {
    fn open(outcome: Outcome) -> Self {
        Self { outcome, decided_by: Vec::new(), needs: Vec::new(), judgements: Vec::new() }
    }
}

/// Decides what `rule` says of a product with the facts in `known`.
///
/// A rule without a criterion is not applicable or undecided, and no fact would decide it.
/// Facts that contradict the constraints are an input error that [`Theory::conflict`] reports; where nothing
/// but the contradiction would decide, the answer is undecided.
pub fn verdict(theory: &Theory, rule: &Rule, known: &Facts) -> Result<Verdict, OverBudget> {
    let plain = evaluate(rule, known);
    let mut verdict = without_reasons(theory, rule, known, plain, Missing::All)?;
    if !matches!(verdict.outcome, Outcome::Undecided | Outcome::NeedsJudgement) {
        // Too large to find the few facts that decide: all that are known and tested are named.
        verdict.decided_by = reasons(theory, rule, known, verdict.outcome, plain.is_some())
            .unwrap_or_else(|_| tested(rule).into_iter().filter(|var| known.contains_key(var)).collect());
    }
    Ok(verdict)
}

/// Decides as [`verdict`] does, without the facts that a decided outcome rests on.
pub fn outcome(theory: &Theory, rule: &Rule, known: &Facts) -> Result<Verdict, OverBudget> {
    without_reasons(theory, rule, known, evaluate(rule, known), Missing::All)
}

/// Decides as [`outcome`] does and, of the facts that would decide an open verdict, names one.
pub fn bare(theory: &Theory, rule: &Rule, known: &Facts) -> Result<Verdict, OverBudget> {
    without_reasons(theory, rule, known, evaluate(rule, known), Missing::One)
}

/// How many of the facts that would decide an open verdict are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    All,
    One,
}

fn without_reasons(
    theory: &Theory,
    rule: &Rule,
    known: &Facts,
    plain: Option<Outcome>,
    named: Missing,
) -> Result<Verdict, OverBudget> {
    if let Some(outcome) = plain {
        return Ok(Verdict::open(outcome));
    }
    Ok(match completions(theory, rule, known, named) {
        Err(_) => searched(theory, rule, known)?,
        Ok(Common::Always(outcome)) => Verdict::open(outcome),
        Ok(Common::Open { needs, judgements }) => {
            let judged = needs.is_empty() && !judgements.is_empty();
            let outcome = if judged { Outcome::NeedsJudgement } else { Outcome::Undecided };
            Verdict { needs, judgements, ..Verdict::open(outcome) }
        }
    })
}

/// Decides by search what no diagram can hold; where it stays open, every unknown fact that is tested is named.
fn searched(theory: &Theory, rule: &Rule, known: &Facts) -> Result<Verdict, OverBudget> {
    if let Some(outcome) = settled(theory, rule, known)? {
        return Ok(Verdict::open(outcome));
    }
    let unknown = tested(rule).into_iter().filter(|var| !known.contains_key(var));
    let (judgements, needs): (Vec<Var>, Vec<Var>) =
        unknown.partition(|var| theory.variables.find(*var).is_some_and(|it| it.nature.is_judgement()));
    let outcome = if needs.is_empty() { Outcome::NeedsJudgement } else { Outcome::Undecided };
    Ok(Verdict { needs, judgements, ..Verdict::open(outcome) })
}

/// Returns the facts that a rule tests.
fn tested(rule: &Rule) -> BTreeSet<Var> {
    rule.formulas().flat_map(Formula::vars).collect()
}

/// Decides by search, whatever the size of the diagrams; `None` where the completions differ or the rule has no
/// criterion and may apply.
pub fn settled(theory: &Theory, rule: &Rule, known: &Facts) -> Result<Option<Outcome>, OverBudget> {
    if let Some(outcome) = evaluate(rule, known) {
        return Ok(Some(outcome));
    }
    Completions::new(theory, rule, known).outcome(&Facts::new())
}

/// What the products with some facts can be, by search.
pub(crate) struct Completions {
    questions: Questions,
    has_criterion: bool,
}

impl Completions {
    /// Prepares the questions about a rule and the products with the facts in `known`.
    pub(crate) fn new(theory: &Theory, rule: &Rule, known: &Facts) -> Self {
        let applies = rule.applies.assume(known);
        let criterion = rule.criterion.as_ref().map_or(Formula::True, |criterion| criterion.assume(known));
        let connected = theory.connected(&vars_of(&[&applies, &criterion]), known).into_iter();
        let rest: Vec<Formula> =
            connected.filter_map(|at| Some(theory.constraints.get(at)?.assume(known))).collect();
        let given: Vec<&Formula> = rest.iter().collect();
        let questions = Questions::new(&theory.variables, &given, &[&applies, &criterion]);
        Self { questions, has_criterion: rule.criterion.is_some() }
    }

    /// Returns what the rule says of every product with these facts too, if it says the same of all.
    fn outcome(&mut self, facts: &Facts) -> Result<Option<Outcome>, OverBudget> {
        let mut only = None;
        for (outcome, wanted) in [
            (Outcome::NotApplicable, &[(0, false)][..]),
            (Outcome::Satisfied, &[(0, true), (1, true)]),
            (Outcome::NotSatisfied, &[(0, true), (1, false)]),
        ] {
            if self.questions.can_be(wanted, facts)? && only.replace(outcome).is_some() {
                return Ok(None);
            }
        }
        Ok(only.filter(|outcome| self.has_criterion || *outcome == Outcome::NotApplicable))
    }

    /// Says whether the rule is decided for the products with these facts too.
    pub(crate) fn agree(&mut self, facts: &Facts) -> Result<bool, OverBudget> {
        Ok(self.outcome(facts)?.is_some())
    }
}

/// Evaluates a rule truth table by truth table.
pub(crate) fn evaluate(rule: &Rule, facts: &Facts) -> Option<Outcome> {
    match (rule.applies.evaluate(facts), &rule.criterion) {
        (Some(false), _) => Some(Outcome::NotApplicable),
        (Some(true), Some(criterion)) => {
            criterion.evaluate(facts).map(|met| if met { Outcome::Satisfied } else { Outcome::NotSatisfied })
        }
        (Some(true) | None, _) => None,
    }
}

/// What the completions of the known facts have in common.
enum Common {
    Always(Outcome),
    Open { needs: Vec<Var>, judgements: Vec<Var> },
}

fn completions(theory: &Theory, rule: &Rule, known: &Facts, named: Missing) -> Result<Common, OverBudget> {
    let applies = rule.applies.assume(known);
    let criterion = rule.criterion.as_ref().map(|criterion| criterion.assume(known));
    let has_criterion = criterion.is_some();
    let criterion = criterion.unwrap_or(Formula::True);
    let rest: Vec<(usize, Formula)> = theory
        .connected(&vars_of(&[&applies, &criterion]), known)
        .into_iter()
        .filter_map(|at| Some((at, theory.constraints.get(at)?.assume(known))))
        .collect();
    let rest: Vec<(usize, &Formula)> = rest.iter().map(|(at, formula)| (*at, formula)).collect();
    let space = Space::over(theory, &rest, &[&applies, &criterion], &BTreeSet::new(), BUDGET)?;
    let applying = space.and(&space.care, &space.compile(&applies)?)?;
    let criterion = space.compile(&criterion)?;
    let mut cases = vec![
        (Outcome::NotApplicable, space.and_not(&space.care, &applying)?),
        (Outcome::Satisfied, space.and(&applying, &criterion)?),
        (Outcome::NotSatisfied, space.and_not(&applying, &criterion)?),
    ];
    cases.retain(|(_, case)| !case.is_false());
    match cases.as_slice() {
        [(Outcome::NotApplicable, _)] => Ok(Common::Always(Outcome::NotApplicable)),
        _ if !has_criterion => Ok(Common::Open { needs: Vec::new(), judgements: Vec::new() }),
        [(outcome, _)] => Ok(Common::Always(*outcome)),
        _ => missing(&space, cases.into_iter().map(|(_, case)| case).collect(), named),
    }
}

/// Drops facts, last declared first and ordinary ones before judgements, while the rest still decides.
///
/// Whether a fact is needed at all is known with the first that cannot be dropped.
fn missing(space: &Space, mut cases: Vec<Bdd>, named: Missing) -> Result<Common, OverBudget> {
    let (mut needs, mut judgements) = (Vec::new(), Vec::new());
    let blocks = || space.encoding.blocks.iter().rev();
    let ordinary = blocks().filter(|block| !block.nature.is_judgement());
    for block in ordinary.chain(blocks().filter(|block| block.nature.is_judgement())) {
        let projected =
            cases.iter().map(|case| space.exists(case, block.var)).collect::<Result<Vec<_>, _>>()?;
        if apart(space, &projected)? {
            cases = projected;
        } else if block.nature.is_judgement() {
            judgements.insert(0, block.var);
        } else {
            needs.insert(0, block.var);
        }
        if named == Missing::One && !(needs.is_empty() && judgements.is_empty()) {
            break;
        }
    }
    Ok(Common::Open { needs, judgements })
}

fn apart(space: &Space, cases: &[Bdd]) -> Result<bool, OverBudget> {
    for (at, one) in cases.iter().enumerate() {
        for two in cases.iter().skip(at + 1) {
            if space.meet(one, two)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Returns a minimal set of known facts that forces `outcome`: later facts are dropped first.
fn reasons(
    theory: &Theory,
    rule: &Rule,
    known: &Facts,
    outcome: Outcome,
    plain: bool,
) -> Result<Vec<Var>, OverBudget> {
    let formulas = formulas(rule, outcome);
    let own = vars_of(&formulas);
    let mut kept: Facts = known.clone();
    let simple = plain && reads_once(theory, &formulas) && theory.relevant(&own).is_empty();
    if plain {
        kept.retain(|var, _| own.contains(var));
        drop_facts(&mut kept, |fewer| evaluate(rule, fewer) == Some(outcome));
    }
    if !simple {
        let space = Space::new(theory, &formulas, BUDGET)?;
        let otherwise = otherwise(&space, rule, outcome)?;
        kept.retain(|var, _| space.encoding.block(*var).is_some());
        drop_facts(&mut kept, |fewer| !space.feasible(&otherwise, fewer));
    }
    Ok(kept.into_keys().collect())
}

/// Returns the formulas on which an outcome depends.
fn formulas(rule: &Rule, outcome: Outcome) -> Vec<&Formula> {
    let criterion = if outcome == Outcome::NotApplicable { None } else { rule.criterion.as_ref() };
    std::iter::once(&rule.applies).chain(criterion).collect()
}

/// Returns the products for which the rule says something else.
fn otherwise(space: &Space, rule: &Rule, outcome: Outcome) -> Result<Bdd, OverBudget> {
    let applying = space.compile(&rule.applies)?;
    let criterion = match (&rule.criterion, outcome) {
        (Some(criterion), Outcome::Satisfied) => space.compile(criterion)?,
        (Some(criterion), Outcome::NotSatisfied) => space.compile(criterion)?.into_not(),
        (None | Some(_), _) => return space.and(&space.care, &applying),
    };
    let so = space.and(&applying, &criterion)?;
    space.and_not(&space.care, &so)
}

fn drop_facts(kept: &mut Facts, forces: impl Fn(&Facts) -> bool) {
    let vars: Vec<Var> = kept.keys().rev().copied().collect();
    for var in vars {
        if let Some(value) = kept.remove(&var)
            && !forces(kept)
        {
            kept.insert(var, value);
        }
    }
}

/// Says whether every variable is tested once and by a test that can go both ways.
///
/// Then a truth table over known and unknown facts is exact.
fn reads_once(theory: &Theory, formulas: &[&Formula]) -> bool {
    let mut seen = BTreeSet::new();
    let mut once = true;
    for formula in formulas {
        formula.for_each_atom(&mut |atom: Atom| {
            once &= seen.insert(atom.var()) && can_differ(atom, &theory.variables);
        });
    }
    once
}
