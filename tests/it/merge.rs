//! The strictest merge, and formulas as expressions.
#![expect(clippy::expect_used, reason = "helpers of tests fail loudly")]

use kijun::logic::domain::{Domain, Facts, Value};
use kijun::logic::formula::{Atom, Formula};
use kijun::model::{Expr, Op, ProvisionIdx, Test};
use kijun::norm::Base;
use kijun::query::citation;
use kijun::query::merge::{Asked, Merge, MergedRequirement, merge};
use kijun::query::readable::expression;

use crate::base::{shipped, text};
use crate::support::kept;

fn fixture() -> Base<'static> {
    let compiled = text(include_str!("fixtures/markets.kijun"));
    let errors: Vec<_> = compiled.diagnostics.iter().map(|it| (it.code, &it.title.en)).collect();
    assert!(compiled.checked().is_some(), "{errors:?}");
    kept(compiled)
}

fn asked(kb: Base<'_>, markets: &[&str], with: &[&str]) -> Asked {
    let find = |id: &&str| citation::find(kb, id).expect("a known id");
    Asked {
        markets: markets.iter().map(ToString::to_string).collect(),
        with: with.iter().flat_map(find).collect(),
    }
}

fn ids(kb: Base<'_>, provisions: &[ProvisionIdx]) -> Vec<String> {
    provisions.iter().map(|idx| kb.provisions[*idx].id.clone()).collect()
}

fn on<'a>(kb: Base<'_>, merged: &'a Merge, requirement: &str) -> &'a MergedRequirement {
    let idx = kb.requirement_ids[requirement];
    merged.requirements.iter().find(|it| it.requirement == idx).expect("a merged requirement")
}

#[test]
fn the_looser_text_is_dominated_and_alternatives_stay() {
    let kb = fixture();
    let merged = merge(kb, &asked(kb, &["JP", "EU"], &["a.label"]));
    let credential = on(kb, &merged, "auth.default_credential");
    let dominated: Vec<_> =
        credential.dominated.iter().map(|it| (ids(kb, &[it.provision]), ids(kb, &it.by))).collect();
    assert_eq!(dominated, [(vec!["ja.rule@1:1".to_owned()], vec!["a.label@1:1".to_owned()])]);
    let kept: Vec<_> = credential.conjuncts.iter().map(|it| ids(kb, &it.by)).collect();
    assert_eq!(kept, [["eu.rule@1:2"], ["a.label@1:1"]]);
    assert!(matches!(&credential.conjuncts[1].demand, Expr::Any(limbs) if limbs.len() == 2));
    assert_eq!(credential.conjuncts[1].written, Some(0));
    assert_eq!(credential.conflict, None);
}

#[test]
fn a_real_conflict_names_both_sides() {
    let kb = fixture();
    let merged = merge(kb, &asked(kb, &["JP", "EU", "SG"], &[]));
    assert_eq!(merged.empty_markets, ["SG"]);
    let support = on(kb, &merged, "support.length");
    let conflict = support.conflict.as_deref().expect("at most 2 and at least 5 years");
    assert_eq!(ids(kb, conflict), ["ja.rule@1:2", "eu.rule@1:1"]);
    assert_eq!(ids(kb, &support.silent), ["ja.rule@1:3"]);
    let upcoming: Vec<ProvisionIdx> = merged.upcoming.iter().copied().collect();
    assert_eq!(ids(kb, &upcoming), ["eu.rule@1:1"]);
}

#[test]
fn what_no_market_asks_for_stays_out() {
    let kb = fixture();
    let merged = merge(kb, &asked(kb, &["EU"], &[]));
    assert_eq!(ids(kb, &on(kb, &merged, "support.length").provisions), ["eu.rule@1:1"]);
    assert!(merge(kb, &asked(kb, &[], &[])).requirements.is_empty());
}

#[test]
fn the_shipped_markets_merge() {
    let kb = shipped();
    let merged = merge(kb, &asked(kb, &["JP", "GB", "EU", "US", "SG"], &["jcstar1"]));
    assert!(merged.requirements.iter().all(|it| it.failure.is_none()));
    assert!(!merged.requirements.is_empty());
}

/// Evaluates an expression as people read it.
fn holds(kb: Base<'_>, expr: &Expr, facts: &Facts) -> bool {
    match expr {
        Expr::All(parts) => parts.iter().all(|part| holds(kb, part, facts)),
        Expr::Any(parts) => parts.iter().any(|part| holds(kb, part, facts)),
        Expr::Not(inner) => !holds(kb, inner, facts),
        Expr::Implies(left, right) => !holds(kb, left, facts) || holds(kb, right, facts),
        Expr::Test(test) => passes(test, facts[&test.fact]),
        Expr::OneOf(fact, words) => words.iter().any(|word| facts[fact] == Value::Word(*word)),
        Expr::Defined(define) => kb.define(*define).evaluate(facts) == Some(true),
        Expr::Open(fact) => facts[fact] == Value::Flag(true),
        Expr::Items => false,
        Expr::Since(_) => true,
    }
}

fn passes(test: &Test, is: Value) -> bool {
    match (test.op, is, test.value) {
        (Op::Contains, Value::Set(mask), Value::Word(element)) => mask & (1 << element) != 0,
        (Op::Eq, is, value) => is == value,
        (Op::Ne, is, value) => is != value,
        (Op::Lt, is, value) => is < value,
        (Op::Le, is, value) => is <= value,
        (Op::Gt, is, value) => is > value,
        (Op::Ge, is, value) => is >= value,
        (Op::Contains, _, _) => false,
    }
}

/// Returns a product at and around the thresholds of a formula.
fn product(kb: Base<'_>, formula: &Formula, seed: u64) -> Facts {
    let mut state = seed;
    let mut roll = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let mut facts: Facts = kb.theory.variables.iter_enumerated().map(|(var, it)| (var, it.base)).collect();
    formula.for_each_atom(&mut |atom| {
        let word = |n: u64| u32::try_from(n).expect("a small number");
        let value = match (atom, kb.theory.variables[atom.var()].domain) {
            (_, Domain::Flag) => Value::Flag(roll(2) == 0),
            (_, Domain::Choice(words) | Domain::Scale(words)) => Value::Word(word(roll(u64::from(words)))),
            (_, Domain::Set(elements)) => Value::Set(word(roll(1 << elements))),
            (Atom::AtLeast(_, cut), Domain::Number { lo, hi }) => {
                Value::Int((cut + i64::try_from(roll(3)).expect("small") - 1).clamp(lo, hi))
            }
            (_, Domain::Number { lo, .. }) => Value::Int(lo),
        };
        facts.insert(atom.var(), value);
    });
    facts
}

#[test]
fn a_readable_expression_decides_the_same() {
    let kb = shipped();
    for (idx, provision) in kb.provisions.iter_enumerated() {
        let applies = kb.applies(idx);
        let formulas = kb.norm(idx).parts.iter().flatten().chain([&applies]);
        for formula in formulas {
            for formula in [formula.clone(), formula.clone().negated()] {
                let expr = expression(kb, &formula);
                for seed in 0..20 {
                    let facts = product(kb, &formula, seed);
                    assert_eq!(Some(holds(kb, &expr, &facts)), formula.evaluate(&facts), "{}", provision.id);
                }
            }
        }
    }
}
