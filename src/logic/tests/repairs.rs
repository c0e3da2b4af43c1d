//! Repairs, questions and mutants against enumeration.

use crate::lexicon::Outcome;
use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::domain::{Facts, Value, Var};
use super::super::formula::Formula;
use super::super::mutate::{boundary, catches, distinct_mutants, mutants};
use super::super::repair::{next_question, repairs, together};
use super::super::theory::Theory;
use super::super::verdict::{Rule, verdict};
use super::{Dice, all_products, cases, holds, meets, outcome, random, rank, values};

fn conforms(rules: &[Rule], product: &Facts) -> bool {
    rules.iter().all(|rule| outcome(rule, product) != Outcome::NotSatisfied)
}

fn judgement(theory: &Theory, var: Var) -> bool {
    theory.variables[var].nature.is_judgement()
}

/// Says whether every completion of `facts` conforms, with judgements either way or as they are best.
fn works(theory: &Theory, all: &[Facts], rules: &[Rule], facts: &Facts, favourable: bool) -> bool {
    let fits = |product: &&Facts| facts.iter().all(|(var, value)| product[var] == *value);
    let same_facts = |one: &Facts, two: &Facts| {
        one.iter()
            .all(|(var, value)| judgement(theory, *var) && !facts.contains_key(var) || two[var] == *value)
    };
    let completions: Vec<&Facts> = all.iter().filter(fits).collect();
    !completions.is_empty()
        && completions.iter().all(|product| {
            conforms(rules, product)
                || favourable
                    && completions.iter().any(|other| same_facts(product, other) && conforms(rules, other))
        })
}

/// Returns the best new values for the facts in `changed`, if any do.
fn best_values(
    theory: &Theory,
    changed: &[Var],
    facts: &Facts,
    works: &dyn Fn(&Facts) -> bool,
) -> Option<Vec<(Var, Value)>> {
    let mut candidates: Vec<(Vec<usize>, Facts)> = vec![(Vec::new(), facts.clone())];
    for var in changed {
        let variable = &theory.variables[*var];
        let origin = facts.get(var).copied().unwrap_or(variable.base);
        let mut next = Vec::new();
        for (ranks, facts) in &candidates {
            for value in values(variable.domain) {
                let (mut ranks, mut facts) = (ranks.clone(), facts.clone());
                ranks.push(rank(variable.domain, origin, value));
                facts.insert(*var, value);
                next.push((ranks, facts));
            }
        }
        candidates = next;
    }
    candidates.sort();
    let (_, best) = candidates.into_iter().find(|(_, facts)| works(facts))?;
    Some(changed.iter().map(|var| (*var, best[var])).collect())
}

fn reference(theory: &Theory, rules: &[Rule], facts: &Facts, favourable: bool) -> Vec<Vec<(Var, Value)>> {
    let all = all_products(theory);
    let works = |facts: &Facts| works(theory, &all, rules, facts, favourable);
    let vars: Vec<Var> = theory.variables.indices().filter(|var| !judgement(theory, *var)).collect();
    let mut subsets: Vec<Vec<Var>> = (0..1_usize << vars.len())
        .map(|mask| {
            vars.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, var)| *var).collect()
        })
        .collect();
    subsets.sort_by_key(|subset| (subset.len(), subset.clone()));
    let mut found: Vec<Vec<(Var, Value)>> = Vec::new();
    for subset in subsets {
        let covers = |other: &Vec<(Var, Value)>| other.iter().all(|(var, _)| subset.contains(var));
        if !found.iter().any(covers) {
            found.extend(best_values(theory, &subset, facts, &works));
        }
    }
    found
}

/// A theory, rules, and some facts of a product that the theory allows.
fn product<const RULES: usize>(dice: &mut Dice) -> (Theory, [Rule; RULES], Facts) {
    let theory = dice.theory(1..5, 1);
    let rules = std::array::from_fn(|_| dice.rule(&theory));
    let facts = dice.facts(&all_products(&theory));
    (theory, rules, facts)
}

/// A rule that applies to every product.
fn always(dice: &mut Dice) -> (Theory, Rule) {
    let theory = dice.theory(1..5, 1);
    let rule = Rule { applies: Formula::True, criterion: Some(dice.formula(&theory, 3)) };
    (theory, rule)
}

proptest! {
    #![proptest_config(cases(1500))]
    #[test]
    fn repairs_agree_with_enumeration((theory, rules, facts) in random(product::<2>)) {
        if all_products(&theory).is_empty() {
            return Ok(());
        }
        let mut expected = reference(&theory, &rules, &facts, false);
        if expected.is_empty() {
            expected = reference(&theory, &rules, &facts, true);
        }
        let found = repairs(&theory, &rules, &facts, &BTreeSet::new(), 100).unwrap();
        prop_assert_eq!((found.found, found.more), (expected, false));
    }

    #[test]
    fn what_is_fixed_is_never_changed((theory, rules, facts) in random(product::<2>)) {
        if all_products(&theory).is_empty() {
            return Ok(());
        }
        let ordinary = theory.variables.indices().filter(|var| !judgement(&theory, *var));
        let fixed: BTreeSet<Var> = ordinary.step_by(2).collect();
        let found = repairs(&theory, &rules, &facts, &fixed, 100).unwrap().found;
        let expected = reference(&theory, &rules, &facts, false);
        let mut free: Vec<_> =
            expected.into_iter().filter(|it| it.iter().all(|(var, _)| !fixed.contains(var))).collect();
        if free.is_empty() {
            let favourable = reference(&theory, &rules, &facts, true).into_iter();
            free = favourable.filter(|it| it.iter().all(|(var, _)| !fixed.contains(var))).collect();
        }
        prop_assert_eq!(found, free);
    }

    #[test]
    fn repairs_by_search_do_and_no_part_of_them_does((theory, rules, facts) in random(product::<2>)) {
        let all = all_products(&theory);
        if all.is_empty() {
            return Ok(());
        }
        let expected = reference(&theory, &rules, &facts, false);
        let found = together(&theory, &rules, &facts, &BTreeSet::new(), 100).unwrap();
        let knows_all = theory.variables.indices().all(|var| facts.contains_key(&var));
        if knows_all {
            prop_assert_eq!(&found.found, &expected);
        }
        let favourable = expected.is_empty();
        for changes in &found.found {
            let with = |changes: &[(Var, Value)]| {
                let mut changed = facts.clone();
                changed.extend(changes.iter().copied());
                works(&theory, &all, &rules, &changed, favourable)
            };
            prop_assert!(with(changes), "{:?}", changes);
            if !favourable {
                for at in 0..changes.len() {
                    let mut part = changes.clone();
                    part.remove(at);
                    prop_assert!(!with(&part), "a part does: {:?} of {:?}", part, changes);
                }
            }
        }
        let judges = theory.variables.indices().any(|var| judgement(&theory, var));
        prop_assert!(judges || found.found.is_empty() == expected.is_empty());
    }

    #[test]
    fn a_question_is_asked_while_facts_are_needed((theory, rules, facts) in random(product::<3>)) {
        if all_products(&theory).is_empty() {
            return Ok(());
        }
        let needs: BTreeSet<Var> =
            rules.iter().flat_map(|rule| verdict(&theory, rule, &facts).unwrap().needs).collect();
        match next_question(&theory, &rules, &facts).unwrap() {
            None => prop_assert!(needs.is_empty()),
            Some((var, decides)) => {
                prop_assert!(needs.contains(&var));
                let decided = |value: Value| {
                    let mut known = facts.clone();
                    known.insert(var, value);
                    let open = |rule: &&Rule| !verdict(&theory, rule, &facts).unwrap().needs.is_empty();
                    let settled = |rule: &&Rule| {
                        let outcome = verdict(&theory, rule, &known).unwrap().outcome;
                        !matches!(outcome, Outcome::Undecided | Outcome::NeedsJudgement)
                    };
                    let possible = theory.conflict(&known) == Ok(None);
                    if possible { rules.iter().filter(open).filter(settled).count() } else { 0 }
                };
                let most = values(theory.variables[var].domain).into_iter().map(decided).max().unwrap();
                prop_assert!(decides <= most);
            }
        }
    }

    #[test]
    fn boundary_devices_catch_every_distinct_mutant((theory, rule) in random(always)) {
        let all = all_products(&theory);
        if all.is_empty() {
            return Ok(());
        }
        let distinct = distinct_mutants(&theory, &rule).unwrap();
        let devices = boundary(&theory, &rule).unwrap();
        for (device, passes) in &devices {
            prop_assert_eq!(meets(&rule, device), *passes);
        }
        for mutant in mutants(&theory, rule.criterion.as_ref().unwrap()) {
            let differs = all.iter().any(|product| meets(&rule, product) != holds(&mutant.formula, product));
            prop_assert_eq!(distinct.contains(&mutant), differs);
            let caught = devices.iter().any(|(device, _)| catches(&rule, &mutant, device));
            prop_assert_eq!(caught, differs);
        }
    }
}
