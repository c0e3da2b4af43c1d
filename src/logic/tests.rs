//! The engine against brute force: random small theories, every product listed.
//!
//! Never uses a diagram or a solver on the side of the reference.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::ops::Range;

use proptest::prelude::{ProptestConfig, Strategy, TestCaseError, any};
use proptest::test_runner::{TestError, TestRunner};

use crate::idx::{Idx, IndexVec};
use crate::lexicon::{Nature, Outcome};

use super::domain::{Domain, Facts, Value, Var, Variable};
use super::formula::{Atom, Formula};
use super::space::vars_of;
use super::theory::Theory;
use super::verdict::Rule;

mod algebra;
mod example;
mod groups;
mod pairwise;
mod readings;
mod relations;
mod repairs;
mod verdicts;
mod ways;

/// Runs at least `cases` cases; `PROPTEST_CASES` asks for more.
pub(super) fn cases(cases: u32) -> ProptestConfig {
    let standard = ProptestConfig::default();
    ProptestConfig { cases: cases.max(standard.cases), failure_persistence: None, ..standard }
}

/// Makes random cases that shrink: `build` makes one from choices, and smaller or fewer choices make a smaller one.
pub(super) fn random<T: Debug>(build: impl Fn(&mut Dice) -> T) -> impl Strategy<Value = T> {
    proptest::collection::vec(any::<u16>(), 0..400)
        .prop_map(move |choices| build(&mut Dice { choices, next: 0 }))
}

/// The choices that make a case, one after the other; when they are spent, each is the smallest.
pub(super) struct Dice {
    choices: Vec<u16>,
    next: usize,
}

impl Dice {
    /// Returns a number below `sides`; the smallest should stand for the simplest.
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        let choice = self.choices.get(self.next).copied().unwrap_or_default();
        self.next += 1;
        (u64::from(choice) * sides) >> u16::BITS
    }

    fn small(&mut self, sides: u32) -> u32 {
        u32::try_from(self.roll(u64::from(sides))).unwrap()
    }

    fn position(&mut self, length: usize) -> usize {
        usize::try_from(self.roll(length as u64)).unwrap()
    }

    fn variable(&mut self) -> Variable {
        let ordinary = Nature::Ordinary;
        let (domain, nature) = match self.roll(9) {
            0 | 1 => (Domain::Flag, ordinary),
            2 => (Domain::Flag, Nature::Concept),
            3 => (Domain::Flag, Nature::Open),
            4 => (Domain::Choice(1 + self.small(3)), ordinary),
            5 => (Domain::Scale(2 + self.small(2)), ordinary),
            6 | 7 => (Domain::Number { lo: -1, hi: 1 + i64::from(self.small(2)) }, ordinary),
            _ => (Domain::Set(1 + self.small(2)), ordinary),
        };
        let values = values(domain);
        let base = if nature == ordinary { values[self.position(values.len())] } else { values[0] };
        Variable { domain, base, nature }
    }

    pub(super) fn theory(&mut self, vars: Range<u64>, constraints: u64) -> Theory {
        let vars = vars.start + self.roll(vars.end - vars.start);
        let variables: IndexVec<Variable> = (0..vars).map(|_| self.variable()).collect();
        let mut theory = Theory::new(variables, Vec::new());
        for _ in 0..self.roll(constraints + 1) {
            let constraint = self.formula(&theory, 2);
            theory.constrain(constraint);
        }
        for _ in 0..self.roll(3) {
            let unlikely = self.formula(&theory, 1);
            theory.doubt(unlikely);
        }
        theory
    }

    fn atom(&mut self, theory: &Theory) -> Atom {
        let var = Idx::new(self.position(theory.variables.len()));
        match theory.variables[var].domain {
            Domain::Flag => Atom::Flag(var),
            Domain::Choice(words) => Atom::Is(var, self.small(words)),
            Domain::Scale(levels) => Atom::AtLeast(var, i64::from(self.small(levels + 1))),
            Domain::Number { lo, hi } => {
                Atom::AtLeast(var, lo + i64::from(self.small(u32::try_from(hi - lo + 2).unwrap())))
            }
            Domain::Set(elements) => Atom::Has(var, self.small(elements)),
        }
    }

    pub(super) fn formula(&mut self, theory: &Theory, depth: u32) -> Formula {
        match if depth == 0 { 0 } else { self.roll(8) } {
            0 | 1 => Formula::Atom(self.atom(theory)),
            2 => Formula::Not(std::sync::Arc::new(self.formula(theory, depth - 1))),
            3..=4 => Formula::all(self.parts(theory, depth)),
            5..=6 => Formula::any(self.parts(theory, depth)),
            _ => Formula::from(self.roll(4) > 0).and(self.formula(theory, depth - 1)),
        }
    }

    fn parts(&mut self, theory: &Theory, depth: u32) -> Vec<Formula> {
        (0..=self.roll(3)).map(|_| self.formula(theory, depth - 1)).collect()
    }

    pub(super) fn rule(&mut self, theory: &Theory) -> Rule {
        let applies = if self.roll(2) == 0 { Formula::True } else { self.formula(theory, 1) };
        let criterion = (self.roll(12) < 11).then(|| self.formula(theory, 3));
        Rule { applies, criterion }
    }

    /// Returns some of the facts of a random product; none where there is no product.
    pub(super) fn facts(&mut self, products: &[Facts]) -> Facts {
        let mut facts = products.get(self.position(products.len())).cloned().unwrap_or_default();
        let keep = self.roll(4);
        facts.retain(|_, _| self.roll(4) < keep);
        facts
    }
}

/// Lists all values of a domain.
pub(super) fn values(domain: Domain) -> Vec<Value> {
    match domain {
        Domain::Flag => vec![Value::Flag(false), Value::Flag(true)],
        Domain::Choice(words) | Domain::Scale(words) => (0..words).map(Value::Word).collect(),
        Domain::Number { lo, hi } => (lo..=hi).map(Value::Int).collect(),
        Domain::Set(elements) => (0..1 << elements).map(Value::Set).collect(),
    }
}

/// Lists all products over `vars` that obey the constraints at `which`.
pub(super) fn products(theory: &Theory, vars: &BTreeSet<Var>, which: &[usize]) -> Vec<Facts> {
    let mut all = vec![Facts::new()];
    for var in vars {
        let values = values(theory.variables[*var].domain);
        all = all
            .iter()
            .flat_map(|facts| {
                values.iter().map(|value| {
                    let mut facts = facts.clone();
                    facts.insert(*var, *value);
                    facts
                })
            })
            .collect();
    }
    all.retain(|facts| theory.obeyed(which, facts));
    all
}

/// Lists all products of a theory.
pub(super) fn all_products(theory: &Theory) -> Vec<Facts> {
    let which: Vec<usize> = (0..theory.constraints.len()).collect();
    products(theory, &theory.variables.indices().collect(), &which)
}

/// Lists the products over the variables of `rules` and of the constraints connected with them.
pub(super) fn products_of(theory: &Theory, rules: &[&Rule]) -> Vec<Facts> {
    let formulas: Vec<&Formula> = rules.iter().flat_map(|rule| formulas(rule)).collect();
    let mut vars = vars_of(&formulas);
    let which = theory.relevant(&vars);
    vars.extend(which.iter().flat_map(|at| theory.constraints[*at].vars()));
    products(theory, &vars, &which)
}

pub(super) fn formulas(rule: &Rule) -> Vec<&Formula> {
    std::iter::once(&rule.applies).chain(&rule.criterion).collect()
}

pub(super) fn holds(formula: &Formula, product: &Facts) -> bool {
    formula.evaluate(product).unwrap()
}

pub(super) fn meets(rule: &Rule, product: &Facts) -> bool {
    holds(rule.criterion.as_ref().unwrap(), product)
}

pub(super) fn outcome(rule: &Rule, product: &Facts) -> Outcome {
    match (holds(&rule.applies, product), &rule.criterion) {
        (false, _) => Outcome::NotApplicable,
        (true, None) => Outcome::Undecided,
        (true, Some(criterion)) if holds(criterion, product) => Outcome::Satisfied,
        (true, Some(_)) => Outcome::NotSatisfied,
    }
}

/// Says which of two products a witness should be, by listing values in the order of preference.
pub(super) fn nearer(theory: &Theory, origin: &dyn Fn(Var) -> Value, one: &Facts, two: &Facts) -> Ordering {
    let key = |product: &Facts| {
        let changed: Vec<Var> =
            product.iter().filter(|(var, value)| **value != origin(**var)).map(|(var, _)| *var).collect();
        let open = changed.iter().filter(|var| theory.variables[**var].nature == Nature::Open).count();
        let ranks: Vec<usize> = changed
            .iter()
            .map(|var| rank(theory.variables[*var].domain, origin(*var), product[var]))
            .collect();
        (open, changed.len(), changed, ranks)
    };
    key(one).cmp(&key(two))
}

pub(super) fn rank(domain: Domain, origin: Value, value: Value) -> usize {
    let mut order = values(domain);
    let number = |value: &Value| match *value {
        Value::Flag(flag) => i64::from(flag),
        Value::Word(word) => i64::from(word),
        Value::Int(number) => number,
        Value::Set(_) => 0,
    };
    let elements = |value: &Value| match (*value, origin) {
        (Value::Set(mask), Value::Set(from)) => (0..16).filter(|at| (mask ^ from) & (1 << at) != 0).collect(),
        _ => Vec::new(),
    };
    order.sort_by_key(|value| match domain {
        Domain::Choice(_) | Domain::Flag if *value == origin => (-1, 0, Vec::new()),
        Domain::Choice(_) | Domain::Flag => (number(value), 0, Vec::new()),
        Domain::Scale(_) | Domain::Number { .. } => {
            ((number(value) - number(&origin)).abs(), number(value), Vec::new())
        }
        Domain::Set(_) => (i64::try_from(elements(value).len()).unwrap(), 0, elements(value)),
    });
    order.iter().position(|other| *other == value).unwrap()
}

/// A failing case is cut down to what makes it fail.
#[test]
fn a_random_formula_shrinks() {
    let criteria = random(|dice| {
        let theory = dice.theory(1..6, 2);
        dice.formula(&theory, 3)
    });
    // The same cases in every run: how far shrinking gets depends on where it starts.
    let rng_seed = proptest::test_runner::RngSeed::Fixed(1);
    let config = ProptestConfig { failure_persistence: None, rng_seed, ..ProptestConfig::default() };
    let negated = |formula: &Formula| format!("{formula:?}").contains("Not(");
    let failed = TestRunner::new(config).run(&criteria, |formula| {
        if negated(&formula) { Err(TestCaseError::fail("negated")) } else { Ok(()) }
    });
    let Err(TestError::Fail(_, smallest)) = failed else { panic!("{failed:?}") };
    assert!(matches!(&smallest, Formula::Not(inner) if matches!(**inner, Formula::Atom(_))), "{smallest:?}");
}
