//! Times of the criterion engine on synthetic corpora.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use kijun::idx::{Idx, IndexVec};
use kijun::lexicon::Nature;
use kijun::logic::canon::group_equal;
use kijun::logic::domain::{Domain, Facts, Value, Var, Variable};
use kijun::logic::formula::{Atom, Formula};
use kijun::logic::relation::compare;
use kijun::logic::space::{BUDGET, Space};
use kijun::logic::theory::Theory;
use kijun::logic::verdict::{Rule, verdict};

/// A small deterministic source of choices (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % (sides as u64)).unwrap_or(0)
    }
}

/// Every third fact is a number; a constraint ties each tenth fact to the next one.
fn theory(facts: usize) -> Theory {
    let variables: IndexVec<Variable> = (0..facts)
        .map(|at| {
            let number = at % 3 == 2;
            Variable {
                domain: if number { Domain::Number { lo: 0, hi: 128 } } else { Domain::Flag },
                base: if number { Value::Int(0) } else { Value::Flag(false) },
                nature: Nature::Ordinary,
            }
        })
        .collect();
    let constraints =
        (0..facts.saturating_sub(1)).step_by(10).map(|at| atom(at, 8).implies(atom(at + 1, 8))).collect();
    Theory::new(variables, constraints)
}

fn atom(at: usize, cut: i64) -> Formula {
    Formula::Atom(if at % 3 == 2 { Atom::AtLeast(Idx::new(at), cut) } else { Atom::Flag(Idx::new(at)) })
}

/// A criterion of four limbs over eight facts from `first` on, in one of `variants` shapes.
fn rule(dice: &mut Dice, first: usize, variants: usize) -> Rule {
    let variant = dice.roll(variants);
    let mut shape = Dice(u64::try_from(first * 1000 + variant).unwrap_or(0));
    let mut limbs: Vec<Formula> = (0..4)
        .map(|_| {
            let parts =
                (0..3).map(|_| atom(first + shape.roll(8), 4 + i64::try_from(shape.roll(6)).unwrap_or(0)));
            Formula::all(parts)
        })
        .collect();
    let turn = dice.roll(4);
    limbs.rotate_left(turn);
    Rule { applies: atom(first, 6), criterion: Some(Formula::any(limbs)) }
}

/// `requirements` groups of `members` rules, each requirement over its own eight facts.
fn corpus(requirements: usize, members: usize) -> (Theory, Vec<Vec<Rule>>) {
    let mut dice = Dice(7);
    let theory = theory(requirements * 8);
    let rules =
        (0..requirements).map(|at| (0..members).map(|_| rule(&mut dice, at * 8, 5)).collect()).collect();
    (theory, rules)
}

fn wide(limbs: usize) -> (Theory, Rule) {
    let mut dice = Dice(11);
    let limb = |at: usize| {
        let near = (at * 60 / limbs).min(57);
        Formula::all((0..3).map(|part| atom(near + part, 4 + i64::try_from(at % 5).unwrap_or(0))))
    };
    let criterion = Formula::any((0..limbs).map(|at| limb((at + dice.roll(3)) % limbs)));
    (theory(60), Rule { applies: Formula::True, criterion: Some(criterion) })
}

/// Pairs of facts that lie far apart: the smallest diagram in this order has 2^30 nodes.
fn adversarial() -> (Theory, Formula) {
    let variable = Variable { domain: Domain::Flag, base: Value::Flag(false), nature: Nature::Ordinary };
    let theory = Theory::new((0..60).map(|_| variable.clone()).collect(), Vec::new());
    let flag = |at| Formula::Atom(Atom::Flag(Idx::new(at)));
    (theory, Formula::any((0..30).map(|at| Formula::all([flag(at), flag(at + 30)]))))
}

fn pairs(bench: &mut Criterion) {
    let (theory, groups) = corpus(15, 10);
    bench.bench_function("675 pairwise relations of 150 rules", |bencher| {
        bencher.iter(|| {
            for group in &groups {
                for (at, one) in group.iter().enumerate() {
                    for two in group.iter().skip(at + 1) {
                        black_box(compare(&theory, one, two).is_ok());
                    }
                }
            }
        });
    });
}

fn verdicts(bench: &mut Criterion) {
    let (theory, groups) = corpus(15, 10);
    let mut dice = Dice(23);
    let value = |(var, variable): (Var, &Variable)| match variable.domain {
        Domain::Number { hi, .. } => (var, Value::Int(if dice.roll(2) == 0 { 0 } else { hi })),
        Domain::Flag | Domain::Choice(_) | Domain::Scale(_) | Domain::Set(_) => (var, Value::Flag(true)),
    };
    let all: Facts = theory.variables.iter_enumerated().map(value).collect();
    let half: Facts = all.iter().step_by(2).map(|(var, value)| (*var, *value)).collect();
    for (name, facts) in [("all", &all), ("half of the", &half)] {
        bench.bench_function(&format!("150 verdicts, {name} facts known"), |bencher| {
            bencher.iter(|| {
                groups.iter().flatten().filter(|rule| verdict(&theory, rule, facts).is_ok()).count()
            });
        });
    }
}

fn groups(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("group_equal");
    group.sample_size(10);
    for (requirements, members) in [(500, 20), (10, 1000), (5, 2000)] {
        let (theory, rules) = corpus(requirements, members);
        group.bench_function(format!("{requirements} requirements of {members}"), |bencher| {
            bencher.iter(|| {
                rules.iter().map(|rules| group_equal(&theory, rules).map_or(0, |g| g.len())).sum::<usize>()
            });
        });
    }
    group.finish();
}

fn one_rule(bench: &mut Criterion) {
    let (theory, rule) = wide(200);
    let formulas: Vec<&Formula> = rule.formulas().collect();
    let compile = || {
        let space = Space::new(&theory, &formulas, BUDGET).ok()?;
        formulas.iter().map(|formula| space.compile(formula).ok()).next_back().flatten()
    };
    assert!(compile().is_some(), "the criterion fits the budget");
    bench.bench_function("60 facts and 200 limbs compiled", |bencher| bencher.iter(compile));
    bench.bench_function("60 facts and 200 limbs, no fact known", |bencher| {
        bencher.iter(|| verdict(&theory, &rule, &Facts::new()).is_ok());
    });
    let (theory, formula) = adversarial();
    let refused =
        || Space::new(&theory, &[&formula], BUDGET).and_then(|space| space.compile(&formula)).is_err();
    assert!(refused(), "the criterion exceeds the budget");
    bench.bench_function("adversarial criterion refused", |bencher| bencher.iter(refused));
}

criterion_group!(benches, pairs, verdicts, groups, one_rule);
criterion_main!(benches);
