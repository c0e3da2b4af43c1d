//! Groups of equal rules, merges and conflicts against enumeration.

use crate::lexicon::{Applicability, Outcome, Relation};
use std::ops::Range;

use proptest::prelude::*;

use super::super::canon::group_equal;
use super::super::domain::Facts;
use super::super::formula::Formula;
use super::super::merge::merge;
use super::super::relation::compare;
use super::super::sat::{self, Answer};
use super::super::theory::Theory;
use super::super::verdict::Rule;
use super::{Dice, all_products, cases, holds, meets, outcome, random};

/// Four rules, and sometimes the first once more.
fn rules(dice: &mut Dice, vars: Range<u64>) -> (Theory, Vec<Rule>) {
    let theory = dice.theory(vars, 1);
    let mut rules: Vec<Rule> = (0..4).map(|_| dice.rule(&theory)).collect();
    if dice.roll(3) == 2 {
        rules.push(rules[0].clone());
    }
    (theory, rules)
}

fn formulas(dice: &mut Dice) -> (Theory, Vec<Formula>) {
    let theory = dice.theory(1..5, 0);
    let formulas = (0..4).map(|_| dice.formula(&theory, 2)).collect();
    (theory, formulas)
}

fn obeys(rule: &Rule, product: &Facts) -> bool {
    outcome(rule, product) != Outcome::NotSatisfied
}

/// Says whether the rules at `by` imply `rule`.
fn imply(all: &[Facts], rules: &[Rule], by: &[usize], rule: &Rule) -> bool {
    all.iter()
        .filter(|product| by.iter().all(|at| obeys(&rules[*at], product)))
        .all(|product| obeys(rule, product))
}

fn conflicts(all: &[Facts], rules: &[Rule], which: &[usize]) -> bool {
    let apply = |product: &&Facts| {
        which.iter().all(|at| rules[*at].criterion.is_some() && holds(&rules[*at].applies, product))
    };
    let mut subject = all.iter().filter(apply).peekable();
    subject.peek().is_some() && !subject.any(|product| which.iter().all(|at| meets(&rules[*at], product)))
}

proptest! {
    #![proptest_config(cases(1500))]
    #[test]
    fn groups_are_what_pairs_say((theory, rules) in random(|dice| rules(dice, 1..4))) {
        let all = all_products(&theory);
        if all.is_empty() {
            return Ok(());
        }
        let groups = group_equal(&theory, &rules).unwrap();
        let mut members: Vec<usize> = groups.concat();
        members.sort_unstable();
        prop_assert_eq!(members, (0..rules.len()).collect::<Vec<_>>());
        let group = |at: usize| groups.iter().position(|group| group.contains(&at));
        for one in 0..rules.len() {
            for two in 0..one {
                let pair = compare(&theory, &rules[one], &rules[two]).unwrap();
                let equal = pair.relation == Relation::Equal && pair.applicability == Applicability::Same;
                prop_assert_eq!(group(one) == group(two), equal);
            }
        }
    }

    #[test]
    fn merges_say_as_much_as_all_and_no_more((theory, rules) in random(|dice| rules(dice, 1..5))) {
        let all = all_products(&theory);
        if all.is_empty() {
            return Ok(());
        }
        let merged = merge(&theory, &rules).unwrap();
        for at in 0..rules.len() {
            let others: Vec<usize> = merged.kept.iter().copied().filter(|other| *other != at).collect();
            let dominated = merged.dominated.iter().find(|dominated| dominated.rule == at);
            prop_assert_eq!(merged.kept.contains(&at), dominated.is_none());
            prop_assert_eq!(imply(&all, &rules, &others, &rules[at]), dominated.is_some());
            if let Some(dominated) = dominated {
                prop_assert!(imply(&all, &rules, &dominated.by, &rules[at]));
                for left_out in &dominated.by {
                    let fewer: Vec<usize> = dominated.by.iter().copied().filter(|by| by != left_out).collect();
                    prop_assert!(!imply(&all, &rules, &fewer, &rules[at]));
                }
            }
        }
        let said: Vec<Rule> = merged
            .conjuncts
            .iter()
            .map(|part| Rule { applies: part.applies.clone(), criterion: Some(part.demand.clone()) })
            .collect();
        for product in &all {
            let by_rules = rules.iter().all(|rule| obeys(rule, product));
            prop_assert_eq!(said.iter().all(|rule| obeys(rule, product)), by_rules);
        }
        for (rule, part) in said.iter().zip(&merged.conjuncts) {
            let demanding: Vec<usize> =
                (0..rules.len()).filter(|at| imply(&all, &rules, &[*at], rule)).collect();
            let mut listed = part.rules.clone();
            listed.sort_unstable();
            prop_assert_eq!(listed, demanding);
        }
    }

    #[test]
    fn conflicts_are_real_and_minimal((theory, rules) in random(|dice| rules(dice, 1..4))) {
        let all = all_products(&theory);
        if all.is_empty() {
            return Ok(());
        }
        let subsets: Vec<Vec<usize>> = (1..1_usize << rules.len())
            .map(|mask| (0..rules.len()).filter(|at| mask & (1 << at) != 0).collect())
            .collect();
        match merge(&theory, &rules).unwrap().conflict {
            None => prop_assert!(!subsets.iter().any(|which| conflicts(&all, &rules, which))),
            Some(core) => {
                prop_assert!(conflicts(&all, &rules, &core));
                for left_out in &core {
                    let fewer: Vec<usize> = core.iter().copied().filter(|at| at != left_out).collect();
                    prop_assert!(fewer.is_empty() || !conflicts(&all, &rules, &fewer));
                }
            }
        }
    }

    #[test]
    fn the_solver_agrees_with_enumeration((theory, formulas) in random(formulas)) {
        let all = all_products(&theory);
        let possible = |which: &[usize]| all.iter().any(|p| which.iter().all(|at| holds(&formulas[*at], p)));
        match sat::decide(&theory.variables, &formulas.iter().collect::<Vec<_>>()).unwrap() {
            Answer::Satisfiable(product) => prop_assert!(formulas.iter().all(|formula| holds(formula, &product))),
            Answer::Unsatisfiable(core) => {
                prop_assert!(!possible(&core));
                for left_out in &core {
                    let fewer: Vec<usize> = core.iter().copied().filter(|at| at != left_out).collect();
                    prop_assert!(possible(&fewer));
                }
            }
        }
    }
}
