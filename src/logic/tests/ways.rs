//! Ways to comply against enumeration, and the example of the papers.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::domain::{Domain, Facts, Value, Var, Variable};
use super::super::formula::{Atom, Formula};
use super::super::theory::Theory;
use super::super::verdict::Rule;
use super::super::ways::{Effort, MOST_WAYS, Tried, Way, limbs, tried, ways};
use super::{Dice, all_products, cases, holds, random};
use crate::idx::Idx;
use crate::lexicon::{Nature, Sufficiency};

fn case(dice: &mut Dice) -> (Theory, Formula, Formula, Rule, Rule) {
    let theory = dice.theory(1..4, 2);
    let within = dice.formula(&theory, 1);
    let (a, b) = (dice.rule(&theory), dice.rule(&theory));
    let criterion = dice.formula(&theory, 2);
    (theory, within, criterion, a, b)
}

fn takes(way: &Way, product: &Facts) -> bool {
    way.iter().all(|part| holds(part, product))
}

/// The tests of a criterion with negations pushed inward, listed anew.
fn tests(formula: &Formula, positive: bool, found: &mut BTreeSet<Formula>) {
    match formula {
        Formula::True | Formula::False => {}
        Formula::Not(inner) => tests(inner, !positive, found),
        Formula::Atom(atom) => {
            let test = Formula::Atom(*atom);
            found.insert(if positive { test } else { test.negated() });
        }
        Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|it| tests(it, positive, found)),
    }
}

/// Every choice of tests, with the facts that it names.
fn choices(all: &[Formula]) -> Vec<(BTreeSet<Var>, Vec<Formula>)> {
    let choice = |mask: u32| {
        let chosen = all.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
        let chosen: Vec<Formula> = chosen.map(|(_, test)| test.clone()).collect();
        (chosen.iter().flat_map(Formula::vars).collect(), chosen)
    };
    (1..1 << all.len()).map(choice).collect()
}

fn check(alone: &[&Facts], criterion: &Formula, told: &Tried) {
    let met = alone.iter().filter(|it| holds(criterion, it)).count();
    let mut all = BTreeSet::new();
    tests(criterion, true, &mut all);
    let all: Vec<Formula> = all.into_iter().collect();
    let among = |chosen: &[Formula]| -> Vec<&Facts> {
        alone.iter().copied().filter(|it| chosen.iter().all(|test| holds(test, it))).collect()
    };
    let closes = |chosen: &[Formula]| {
        let left = among(chosen);
        !left.is_empty() && left.iter().all(|it| holds(criterion, it))
    };
    let found = &told.with;
    assert_eq!(told.reach == Sufficiency::With, !found.is_empty());
    match told.reach {
        Sufficiency::NeverAlone => assert!(alone.is_empty()),
        Sufficiency::Enough => assert!(!alone.is_empty() && met == alone.len()),
        Sufficiency::Never => assert!(!alone.is_empty() && met == 0),
        Sufficiency::With => {
            assert!(met > 0 && met < alone.len());
            let few = found[0].iter().flat_map(Formula::vars).collect::<BTreeSet<Var>>().len();
            assert!(found.iter().all(|it| closes(it)), "each closes the gap");
            for (facts, chosen) in choices(&all).into_iter().filter(|(_, chosen)| closes(chosen)) {
                assert!(facts.len() >= few, "no fewer facts close it");
                let covered = |it: &Way| among(&chosen).iter().all(|product| takes(it, product));
                assert!(
                    facts.len() > few || found.iter().any(covered),
                    "every tie is listed, or a weaker one"
                );
            }
        }
        Sufficiency::Depends => {
            assert!(met > 0 && met < alone.len());
            let few = choices(&all).into_iter().any(|(facts, chosen)| facts.len() <= 4 && closes(&chosen));
            assert!(!few, "nothing was overlooked");
        }
    }
}

fn vars_of(way: &Way) -> BTreeSet<Var> {
    way.iter().flat_map(Formula::vars).collect()
}

proptest! {
    #![proptest_config(cases(3000))]
    #[test]
    fn ways_agree_with_enumeration((theory, within, criterion, a, b) in random(case)) {
        let all = all_products(&theory);
        // Constraints that nothing satisfies are an error of their own.
        if all.is_empty() {
            return Ok(());
        }
        let Some(found) = ways(&theory, &criterion, None) else { return Ok(()) };
        prop_assert!(found.len() <= MOST_WAYS);
        for product in &all {
            prop_assert_eq!(holds(&criterion, product), found.iter().any(|way| takes(way, product)));
            prop_assert_eq!(holds(&criterion, product), limbs(&criterion).iter().all(|it| holds(it, product)));
        }
        let told = tried(&theory, &within, &a.applies, &found, &b, Effort::WHOLE).unwrap();
        let brief = tried(&theory, &within, &a.applies, &found, &b, Effort::LITTLE).unwrap();
        prop_assert_eq!(brief.len(), told.len());
        for (brief, told) in brief.iter().zip(&told) {
            let needs_one = told.with.first().is_some_and(|it| vars_of(it).len() == 1);
            let is_dropped = told.reach == Sufficiency::With && !needs_one;
            prop_assert_eq!(brief.reach, if is_dropped { Sufficiency::Depends } else { told.reach });
            prop_assert_eq!(&brief.with, if is_dropped { &Vec::new() } else { &told.with });
            prop_assert!(brief.fails.is_none());
        }
        let Some(other) = &b.criterion else {
            prop_assert!(told.is_empty());
            return Ok(());
        };
        for (at, tried) in told.iter().enumerate() {
            let alone = |it: &&Facts| {
                let applies = holds(&within, it) && holds(&a.applies, it) && holds(&b.applies, it);
                applies && found.iter().enumerate().all(|(way, parts)| takes(parts, it) == (way == at))
            };
            let alone: Vec<&Facts> = all.iter().filter(alone).collect();
            check(&alone, other, tried);
            let misses = !matches!(tried.reach, Sufficiency::NeverAlone | Sufficiency::Enough);
            prop_assert_eq!(tried.fails.is_some(), misses);
        }
    }
}

/// A default password: prompted, forced, or unique; against one that asks for length and for no easy guess.
#[test]
fn the_ways_of_the_ordinance_against_the_label() {
    let flag = |nature| Variable { domain: Domain::Flag, base: Value::Flag(false), nature };
    let number = Domain::Number { lo: 0, hi: 20 };
    let variables = [
        Variable { domain: Domain::Scale(3), base: Value::Word(0), nature: Nature::Ordinary },
        flag(Nature::Ordinary),
        Variable { domain: number, base: Value::Int(0), nature: Nature::Ordinary },
        flag(Nature::Concept),
    ];
    let theory = Theory::new(variables.into_iter().collect(), Vec::new());
    let [change, unique, length, guessable] = [0, 1, 2, 3].map(Idx::new);
    let test = |atom| Formula::Atom(atom);
    let ordinance = Formula::any([test(Atom::AtLeast(change, 1)), test(Atom::Flag(unique))]);
    let label = Formula::any([
        Formula::all([test(Atom::AtLeast(change, 2)), test(Atom::AtLeast(length, 8))]),
        Formula::all([
            test(Atom::Flag(unique)),
            test(Atom::AtLeast(length, 6)),
            test(Atom::Flag(guessable)).negated(),
        ]),
    ]);
    let found = ways(&theory, &ordinance, None).expect("few ways");
    assert_eq!(found.len(), 3, "a prompt, a forced change, a code of its own");
    let other = Rule { applies: Formula::True, criterion: Some(label) };
    let told =
        tried(&theory, &Formula::True, &Formula::True, &found, &other, Effort::WHOLE).expect("answers");
    let reaches: Vec<(Sufficiency, &[Way])> = told.iter().map(|it| (it.reach, &it.with[..])).collect();
    assert_eq!(reaches[0], (Sufficiency::Never, &[][..]), "a prompt alone is never enough");
    assert_eq!(reaches[1], (Sufficiency::With, &[vec![test(Atom::AtLeast(length, 8))]][..]));
    let not_guessable = test(Atom::Flag(guessable)).negated();
    let added = [vec![test(Atom::AtLeast(length, 6)), not_guessable]];
    assert_eq!(reaches[2], (Sufficiency::With, &added[..]));
}
