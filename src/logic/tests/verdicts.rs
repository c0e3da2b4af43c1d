//! Verdicts against enumeration of completions.

use crate::lexicon::Outcome;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::domain::{Facts, Var};
use super::super::theory::Theory;
use super::super::verdict::{Rule, bare, verdict};
use super::{Dice, all_products, cases, outcome, random};

fn completions<'a>(all: &'a [Facts], known: &'a Facts) -> impl Iterator<Item = &'a Facts> {
    all.iter().filter(move |product| known.iter().all(|(var, value)| product.get(var) == Some(value)))
}

fn outcomes(all: &[Facts], rule: &Rule, known: &Facts) -> BTreeSet<Outcome> {
    completions(all, known).map(|product| outcome(rule, product)).collect()
}

/// Says whether the outcome is the same wherever the facts in `vars` are.
fn decides(all: &[Facts], rule: &Rule, known: &Facts, vars: &BTreeSet<Var>) -> bool {
    let mut seen = BTreeMap::new();
    completions(all, known).all(|product| {
        let view: Vec<_> = vars.iter().map(|var| product[var]).collect();
        let outcome = outcome(rule, product);
        *seen.entry(view).or_insert(outcome) == outcome
    })
}

fn reference(theory: &Theory, all: &[Facts], rule: &Rule, known: &Facts) -> Outcome {
    let found = outcomes(all, rule, known);
    if found.len() == 1 {
        return *found.first().unwrap();
    }
    let judgements = theory
        .variables
        .iter_enumerated()
        .filter(|(var, variable)| variable.nature.is_judgement() && !known.contains_key(var))
        .map(|(var, _)| var)
        .collect();
    if rule.criterion.is_some() && decides(all, rule, known, &judgements) {
        Outcome::NeedsJudgement
    } else {
        Outcome::Undecided
    }
}

/// A theory, a rule, and some facts of a product that the theory allows.
fn product(dice: &mut Dice) -> (Theory, Rule, Facts) {
    let theory = dice.theory(1..6, 2);
    let rule = dice.rule(&theory);
    let facts = dice.facts(&all_products(&theory));
    (theory, rule, facts)
}

/// A theory, and some facts of a product that it may forbid.
fn any_product(dice: &mut Dice) -> (Theory, Facts) {
    let theory = dice.theory(1..5, 3);
    let free = Theory::new(theory.variables.clone(), Vec::new());
    let facts = dice.facts(&all_products(&free));
    (theory, facts)
}

proptest! {
    #![proptest_config(cases(5000))]
    #[test]
    fn verdicts_agree_with_enumeration((theory, rule, known) in random(product)) {
        let all = all_products(&theory);
        if all.is_empty() {
            return Ok(());
        }
        prop_assert_eq!(theory.conflict(&known), Ok(None));
        let verdict = verdict(&theory, &rule, &known).unwrap();
        prop_assert_eq!(verdict.outcome, reference(&theory, &all, &rule, &known));
        let bare = bare(&theory, &rule, &known).unwrap();
        prop_assert_eq!(bare.outcome, verdict.outcome);
        let named: Vec<Var> = bare.needs.iter().chain(&bare.judgements).copied().collect();
        let all_named: Vec<Var> = verdict.needs.iter().chain(&verdict.judgements).copied().collect();
        prop_assert_eq!(named.len(), all_named.len().min(1));
        prop_assert!(named.iter().all(|var| all_named.contains(var)));
        if matches!(verdict.outcome, Outcome::Undecided | Outcome::NeedsJudgement) {
            prop_assert!(verdict.decided_by.is_empty());
            if rule.criterion.is_none() {
                prop_assert!(verdict.needs.is_empty() && verdict.judgements.is_empty());
                return Ok(());
            }
            prop_assert_eq!(verdict.needs.is_empty(), verdict.outcome == Outcome::NeedsJudgement);
            let needed: BTreeSet<Var> = verdict.needs.iter().chain(&verdict.judgements).copied().collect();
            prop_assert!(decides(&all, &rule, &known, &needed));
            for var in &needed {
                prop_assert!(!known.contains_key(var));
                prop_assert_eq!(theory.variables[*var].nature.is_judgement(), verdict.judgements.contains(var));
                let mut fewer = needed.clone();
                fewer.remove(var);
                prop_assert!(!decides(&all, &rule, &known, &fewer));
            }
        } else {
            let by = |vars: &[Var]| -> Facts { vars.iter().map(|var| (*var, known[var])).collect() };
            let forced = BTreeSet::from([verdict.outcome]);
            prop_assert_eq!(&outcomes(&all, &rule, &by(&verdict.decided_by)), &forced);
            for left_out in &verdict.decided_by {
                let fewer: Vec<Var> = verdict.decided_by.iter().copied().filter(|var| var != left_out).collect();
                prop_assert_ne!(&outcomes(&all, &rule, &by(&fewer)), &forced);
            }
        }
    }

    #[test]
    fn contradictions_are_found_and_minimal((theory, facts) in random(any_product)) {
        let all = all_products(&theory);
        let breaks = |which: &[usize]| {
            let kept = which.iter().map(|at| theory.constraints[*at].clone()).collect();
            let theory = Theory::new(theory.variables.clone(), kept);
            completions(&all_products(&theory), &facts).next().is_none()
        };
        match theory.conflict(&facts).unwrap() {
            None => prop_assert!(all.is_empty() || completions(&all, &facts).next().is_some()),
            Some(core) => {
                prop_assert!(breaks(&core));
                for left_out in &core {
                    let fewer: Vec<usize> = core.iter().copied().filter(|at| at != left_out).collect();
                    prop_assert!(!breaks(&fewer));
                }
            }
        }
    }
}
