//! Many rules in one space against the comparison of two.

use proptest::prelude::*;

use crate::idx::Idx;
use crate::lexicon::{Applicability, Nature, Relation};

use super::super::domain::{Domain, Facts, Value, Variable};
use super::super::failure::Failure;
use super::super::formula::{Atom, Formula};
use super::super::pairwise::Pairwise;
use super::super::relation::{Implication, Related, compare_within};
use super::super::search::{compare_or_search, search, words};
use super::super::theory::Theory;
use super::super::verdict::Rule;
use super::relations::reference_applicability;
use super::{Dice, all_products, cases, holds, random};

fn scoped(dice: &mut Dice) -> (Theory, Vec<(Formula, Rule)>) {
    let theory = dice.theory(1..6, 3);
    let rules = (0..4)
        .map(|_| {
            let within = if dice.roll(2) == 0 { Formula::True } else { dice.formula(&theory, 1) };
            (within, dice.rule(&theory))
        })
        .collect();
    (theory, rules)
}

/// Returns a rule that applies within its scope only, as every rule of a base does.
fn joined(within: &Formula, rule: &Rule) -> Rule {
    Rule { applies: within.clone().and(rule.applies.clone()), criterion: rule.criterion.clone() }
}

proptest! {
    #![proptest_config(cases(700))]
    /// Against every product of a small theory.
    #[test]
    fn scopes_count_in_where_rules_apply((theory, rules) in random(scoped)) {
        let products = all_products(&theory);
        prop_assume!(!products.is_empty());
        let [(scope_a, a), (scope_b, b), ..] = rules.as_slice() else { return Ok(()) };
        let (whole_a, whole_b) = (joined(scope_a, a), joined(scope_b, b));
        let found = words(&theory, [scope_a, scope_b], &whole_a, &whole_b).unwrap();
        prop_assert_eq!(found.applicability, reference_applicability(&products, &whole_a, &whole_b));
        let in_both = |product: &Facts| holds(scope_a, product) && holds(scope_b, product);
        let inside: Vec<Facts> = products.into_iter().filter(in_both).collect();
        let condition = (!inside.is_empty()).then(|| reference_applicability(&inside, &whole_a, &whole_b));
        prop_assert_eq!(found.condition, condition);
    }

    #[test]
    fn a_table_says_what_pairs_say((theory, mut rules) in random(scoped)) {
        if theory.contradiction() != Ok(None) {
            return Ok(());
        }
        rules.push(rules[1].clone());
        let whole: Vec<Rule> = rules.iter().map(|(within, rule)| joined(within, rule)).collect();
        let scopes = rules.iter().map(|(within, _)| within);
        let pairwise = Pairwise::new(&theory, scopes.zip(&whole).collect());
        prop_assert_eq!(pairwise.classes()[1], pairwise.classes()[4]);
        let table = pairwise.table();
        for (at, (within_a, a)) in rules.iter().enumerate() {
            for (other, (within_b, b)) in rules.iter().enumerate() {
                let within = within_a.clone().and(within_b.clone());
                let (a, b) = (&joined(within_a, a), &joined(within_b, b));
                let pair = compare_within(&theory, &within, a, b).unwrap();
                let expected = pairwise.between(at, other).unwrap();
                prop_assert_eq!(expected.relation, pair.relation);
                prop_assert_eq!(expected.condition.unwrap_or(Applicability::Disjoint), pair.applicability);
                prop_assert_eq!(words(&theory, [within_a, within_b], a, b).unwrap(), expected);
                prop_assert_eq!(table.between(at, other), Some(expected));
                prop_assert_eq!(search(&theory, &within, a, b).unwrap(), pair);
            }
        }
    }
}

/// Pairs of facts that lie far apart, with more limbs than any diagram can hold.
#[test]
fn what_no_diagram_can_hold_is_searched() {
    let variable = Variable { domain: Domain::Flag, base: Value::Flag(false), nature: Nature::Ordinary };
    let theory = Theory::new((0..60).map(|_| variable.clone()).collect(), Vec::new());
    let limb = |at: usize| {
        let flag = |at| Formula::Atom(Atom::Flag(Idx::new(at)));
        Formula::any([flag(at), flag(at + 30)])
    };
    let rule =
        |limbs: usize| Rule { applies: Formula::True, criterion: Some(Formula::all((0..limbs).map(limb))) };
    let (all, one) = (rule(30), rule(1));
    assert!(matches!(compare_within(&theory, &Formula::True, &all, &one), Err(Failure::OverBudget(_))));
    let pairwise = Pairwise::new(&theory, vec![(&Formula::True, &all), (&Formula::True, &one)]);
    let same = Some(Applicability::Same);
    let expected =
        Related { relation: Relation::Stricter, applicability: Applicability::Same, condition: same };
    assert_eq!(pairwise.between(0, 1), Ok(expected));
    let found = compare_or_search(&theory, &Formula::True, &one, &all).unwrap();
    let Implication::Fails { witness, .. } = found.a_implies_b else { panic!("one limb is not all") };
    assert_eq!(one.criterion.unwrap().evaluate(&witness), Some(true));
    assert_eq!(all.criterion.unwrap().evaluate(&witness), Some(false));
}

/// More pigeons than holes: no diagram holds it and no search of any sensible length refutes it.
#[test]
fn a_search_ends_at_its_budget() {
    let holes = 10;
    let sits = |pigeon: usize, hole: usize| Formula::Atom(Atom::Flag(Idx::new(hole * (holes + 1) + pigeon)));
    let mut parts: Vec<Formula> =
        (0..=holes).map(|pigeon| Formula::any((0..holes).map(|hole| sits(pigeon, hole)))).collect();
    for hole in 0..holes {
        for one in 0..=holes {
            let alone = |two: usize| Formula::all([sits(one, hole), sits(two, hole)]).negated();
            parts.extend((0..one).map(alone));
        }
    }
    let variable = Variable { domain: Domain::Flag, base: Value::Flag(false), nature: Nature::Ordinary };
    let theory = Theory::new((0..holes * (holes + 1)).map(|_| variable.clone()).collect(), Vec::new());
    let rule = |criterion| Rule { applies: Formula::True, criterion: Some(criterion) };
    let (all, none) = (rule(Formula::all(parts)), rule(Formula::False));
    assert!(matches!(compare_or_search(&theory, &Formula::True, &all, &none), Err(Failure::OverBudget(_))));
}
