//! Relations, applicability and witnesses against enumeration.

use crate::lexicon::{Applicability, Nature, Relation};
use proptest::prelude::*;

use super::super::domain::{Facts, Value};
use super::super::formula::Formula;
use super::super::relation::{Comparison, Implication, compare, compare_within};
use super::super::theory::Theory;
use super::super::verdict::Rule;
use super::{Dice, all_products, cases, holds, meets, nearer, products_of, random};

pub(super) fn reference_applicability(all: &[Facts], a: &Rule, b: &Rule) -> Applicability {
    let any = |in_a: bool, in_b: bool| {
        all.iter().any(|product| holds(&a.applies, product) == in_a && holds(&b.applies, product) == in_b)
    };
    match (any(true, true), any(true, false), any(false, true)) {
        (false, _, _) => Applicability::Disjoint,
        (true, false, false) => Applicability::Same,
        (true, true, false) => Applicability::Wider,
        (true, false, true) => Applicability::Narrower,
        (true, true, true) => Applicability::Overlapping,
    }
}

fn reference_relation(all: &[Facts], a: &Rule, b: &Rule) -> Relation {
    if a.criterion.is_none() || b.criterion.is_none() {
        return Relation::Undetermined;
    }
    let both: Vec<&Facts> =
        all.iter().filter(|product| holds(&a.applies, product) && holds(&b.applies, product)).collect();
    if both.is_empty() {
        return Relation::Disjoint;
    }
    let any = |in_a: bool, in_b: bool| both.iter().any(|p| meets(a, p) == in_a && meets(b, p) == in_b);
    match (any(true, true), any(true, false), any(false, true)) {
        (false, _, _) => Relation::Incompatible,
        (true, false, false) => Relation::Equal,
        (true, false, true) => Relation::Stricter,
        (true, true, false) => Relation::Looser,
        (true, true, true) => Relation::Overlapping,
    }
}

fn check_implication(theory: &Theory, implication: &Implication, a: &Rule, b: &Rule) {
    let near = products_of(theory, &[a, b]);
    let gap = |p: &&Facts| holds(&a.applies, p) && holds(&b.applies, p) && meets(a, p) && !meets(b, p);
    match implication {
        Implication::NotComparable => {}
        Implication::Holds { constraints } => {
            let with = |which: &[usize]| {
                let kept = which.iter().map(|at| theory.constraints[*at].clone()).collect();
                let theory = Theory::new(theory.variables.clone(), kept);
                !all_products(&theory).iter().any(|p| gap(&p))
            };
            assert!(with(constraints), "the constraints prove it");
            for left_out in constraints {
                let fewer: Vec<usize> = constraints.iter().copied().filter(|at| at != left_out).collect();
                assert!(!with(&fewer), "each constraint is needed");
            }
        }
        Implication::Fails { witness, hangs_on } => {
            let origin = |var| theory.variables[var].base;
            // Fewest open limbs, then as little that is unlikely as can be, then the nearest.
            let first = |product: &Facts| {
                let odd: Vec<bool> =
                    theory.doubts(product).into_iter().map(|(_, it)| holds(it, product)).collect();
                (theory.open_limbs(product).len(), odd)
            };
            let best = near
                .iter()
                .filter(gap)
                .min_by(|x, y| first(x).cmp(&first(y)).then_with(|| nearer(theory, &origin, x, y)));
            assert_eq!(best, Some(witness));
            for (var, value) in witness {
                let open = theory.variables[*var].nature == Nature::Open && *value == Value::Flag(true);
                assert_eq!(hangs_on.contains(var), open);
            }
        }
    }
}

/// A theory, two rules, and a formula at most `depth` deep.
fn pair(dice: &mut Dice, depth: u32) -> (Theory, Rule, Rule, Formula) {
    let theory = dice.theory(1..5, 2);
    let (a, b) = (dice.rule(&theory), dice.rule(&theory));
    let further = dice.formula(&theory, depth);
    (theory, a, b, further)
}

fn three(dice: &mut Dice) -> (Theory, [Rule; 3]) {
    let theory = dice.theory(1..4, 1);
    let mut rule = || Rule { applies: Formula::True, criterion: Some(dice.formula(&theory, 2)) };
    let rules = [rule(), rule(), rule()];
    (theory, rules)
}

fn is_equal(comparison: &Comparison) -> bool {
    comparison.relation == Relation::Equal
}

proptest! {
    #![proptest_config(cases(4000))]
    #[test]
    fn relations_agree_with_enumeration((theory, a, b, _) in random(|dice| pair(dice, 0))) {
        let all = all_products(&theory);
        if all.is_empty() {
            prop_assert!(theory.contradiction() != Ok(None));
            return Ok(());
        }
        prop_assert_eq!(theory.contradiction(), Ok(None));
        let comparison = compare(&theory, &a, &b).unwrap();
        prop_assert_eq!(comparison.relation, reference_relation(&all, &a, &b));
        prop_assert_eq!(comparison.applicability, reference_applicability(&all, &a, &b));
        check_implication(&theory, &comparison.a_implies_b, &a, &b);
        check_implication(&theory, &comparison.b_implies_a, &b, &a);
        let mirrored = compare(&theory, &b, &a).unwrap();
        prop_assert_eq!(mirrored.relation, comparison.relation.mirrored());
        prop_assert_eq!(mirrored.applicability, comparison.applicability.mirrored());
        prop_assert_eq!(mirrored.a_implies_b, comparison.b_implies_a);
    }
}

proptest! {
    #![proptest_config(cases(1500))]
    #[test]
    fn a_further_constraint_never_breaks_an_implication((theory, a, b, further) in random(|dice| pair(dice, 2))) {
        let mut tighter = theory.clone();
        tighter.constrain(further);
        if all_products(&tighter).is_empty() {
            return Ok(());
        }
        let before = compare(&theory, &a, &b).unwrap().a_implies_b;
        let after = compare(&tighter, &a, &b).unwrap().a_implies_b;
        let broken = matches!(before, Implication::Holds { .. }) && matches!(after, Implication::Fails { .. });
        prop_assert!(!broken);
    }

    #[test]
    fn equal_is_an_equivalence((theory, rules) in random(three)) {
        if all_products(&theory).is_empty() {
            return Ok(());
        }
        let equal = |one: usize, two: usize| is_equal(&compare(&theory, &rules[one], &rules[two]).unwrap());
        for (one, two, three) in [(0, 1, 2), (1, 2, 0), (2, 0, 1)] {
            prop_assert_eq!(equal(one, two), equal(two, one));
            prop_assert!(!(equal(one, two) && equal(two, three)) || equal(one, three));
        }
        let met = compare(&theory, &rules[0], &rules[0]).unwrap().relation;
        prop_assert!(matches!(met, Relation::Equal | Relation::Incompatible));
    }

    #[test]
    fn scopes_limit_the_products((theory, a, b, within) in random(|dice| pair(dice, 1))) {
        let mut all = all_products(&theory);
        if all.is_empty() {
            return Ok(());
        }
        all.retain(|product| holds(&within, product));
        let comparison = compare_within(&theory, &within, &a, &b).unwrap();
        prop_assert_eq!(comparison.relation, reference_relation(&all, &a, &b));
        prop_assert_eq!(comparison.applicability, reference_applicability(&all, &a, &b));
    }
}
