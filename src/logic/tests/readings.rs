//! The cases that separate two readings of the meaning, one for each decision record.

use crate::idx::Idx;
use crate::lexicon::{Nature, Outcome, Relation};

use super::super::canon::group_equal;
use super::super::domain::{Domain, Facts, Value, Var, Variable};
use std::collections::BTreeSet;

use crate::lexicon::Budget;

use super::super::failure::{Failure, OverBudget};
use super::super::formula::{Atom, Formula};
use super::super::merge::merge;
use super::super::relation::{Implication, compare};
use super::super::repair::{next_question, repairs};
use super::super::space::BUDGET;
use super::super::theory::Theory;
use super::super::verdict::{Rule, verdict};

fn theory(natures: &[Nature]) -> Theory {
    let flag = |nature: &Nature| Variable { domain: Domain::Flag, base: Value::Flag(false), nature: *nature };
    Theory::new(natures.iter().map(flag).collect(), Vec::new())
}

fn var(raw: usize) -> Var {
    Idx::new(raw)
}

fn flag(raw: usize) -> Formula {
    Formula::Atom(Atom::Flag(var(raw)))
}

fn rule(criterion: Formula) -> Rule {
    Rule { applies: Formula::True, criterion: Some(criterion) }
}

fn any(raws: &[usize]) -> Formula {
    Formula::any(raws.iter().map(|raw| flag(*raw)))
}

const PLAIN: Nature = Nature::Ordinary;

#[test]
fn adr_0101_open_limbs_are_free() {
    let theory = theory(&[PLAIN, Nature::Open, Nature::Open]);
    let hanging = compare(&theory, &rule(any(&[0, 1])), &rule(flag(0))).unwrap();
    let Implication::Fails { witness, hangs_on } = hanging.a_implies_b else {
        panic!("it hangs on the limb")
    };
    assert_eq!((hangs_on, witness[&var(1)]), (vec![var(1)], Value::Flag(true)));
    let own_limbs = compare(&theory, &rule(any(&[0, 1])), &rule(any(&[0, 2]))).unwrap();
    assert_eq!(own_limbs.relation, Relation::Overlapping);
    // Forced false on the second side only, this limb would make both equal, and `equal` no equivalence.
    let negated = compare(&theory, &rule(flag(0)), &rule(flag(0).and(flag(1).negated()))).unwrap();
    assert_eq!(negated.relation, Relation::Looser);
}

#[test]
fn adr_0102_rules_that_no_product_is_subject_to_together_do_not_conflict() {
    let theory = theory(&[PLAIN, PLAIN, PLAIN]);
    let when = |applies: Formula, criterion| Rule { applies, criterion: Some(criterion) };
    let apart = [when(flag(0), flag(2)), when(flag(0).negated(), flag(2).negated())];
    assert_eq!(merge(&theory, &apart).unwrap().conflict, None);
    let together = [when(flag(0), flag(2)), when(flag(1), flag(2).negated()), when(flag(0), flag(1))];
    assert_eq!(merge(&theory, &together).unwrap().conflict, Some(vec![0, 1]));
}

#[test]
fn adr_0103_the_smallest_change_of_a_set_is_counted_from_its_base() {
    let base = Value::Set(0b0111);
    let variables = [Variable { domain: Domain::Set(4), base, nature: PLAIN }].into_iter().collect();
    let theory = Theory::new(variables, Vec::new());
    let has = |element| Formula::Atom(Atom::Has(var(0), element));
    let missing = rule(Formula::any([has(0).negated(), has(3).and(has(1))]));
    let never = rule(Formula::all([missing.criterion.clone().unwrap(), has(3).negated(), has(3)]));
    let Implication::Fails { witness, .. } = compare(&theory, &missing, &never).unwrap().a_implies_b else {
        panic!("nothing meets the second")
    };
    assert_eq!(witness[&var(0)], Value::Set(0b0110));
}

#[test]
fn adr_0104_what_never_applies_or_is_never_met_equals_nothing() {
    let theory = theory(&[PLAIN]);
    let never = Rule { applies: Formula::False, criterion: Some(flag(0)) };
    assert_eq!(compare(&theory, &never, &never).unwrap().relation, Relation::Disjoint);
    let unmet = rule(Formula::False);
    assert_eq!(compare(&theory, &unmet, &unmet).unwrap().relation, Relation::Incompatible);
    let rules = [never.clone(), never, unmet.clone(), unmet, rule(flag(0)), rule(flag(0))];
    assert_eq!(group_equal(&theory, &rules).unwrap(), [vec![0], vec![1], vec![2], vec![3], vec![4, 5]]);
}

#[test]
fn adr_0105_repairs_count_on_judgement_only_where_facts_do_not_suffice() {
    let theory = theory(&[PLAIN, PLAIN, Nature::Concept]);
    let facts: Facts = [(var(0), Value::Flag(false))].into();
    let both = |raw: usize| flag(raw).and(flag(2).negated());
    let either = [rule(Formula::any([both(0), flag(1)]))];
    assert_eq!(
        repairs(&theory, &either, &facts, &BTreeSet::new(), 9).unwrap().found,
        [vec![(var(1), Value::Flag(true))]]
    );
    let judged = [rule(both(0))];
    assert_eq!(
        repairs(&theory, &judged, &facts, &BTreeSet::new(), 9).unwrap().found,
        [vec![(var(0), Value::Flag(true))]]
    );
}

#[test]
fn adr_0106_the_best_question_decides_most_on_average() {
    let theory = theory(&[PLAIN; 4]);
    // Fact 0 decides three rules one way and none the other; fact 1 decides one rule either way.
    let rules = [
        rule(flag(1)),
        rule(flag(0).and(flag(2))),
        rule(flag(0).and(flag(3))),
        rule(flag(0).and(any(&[2, 3]))),
    ];
    assert_eq!(next_question(&theory, &rules, &Facts::new()).unwrap(), Some((var(0), 3)));
}

#[test]
fn adr_0107_an_entangled_criterion_is_refused() {
    let theory = theory(&[PLAIN; 60]);
    let pairs = (0..30).map(|at| flag(at).and(flag(at + 30)));
    let entangled = rule(Formula::any(pairs));
    let refused = compare(&theory, &entangled, &entangled);
    assert_eq!(refused, Err(Failure::OverBudget(OverBudget { budget: Budget::Nodes, most: BUDGET })));
}

#[test]
fn adr_0108_ordinary_facts_are_needed_only_where_no_judgement_settles_it() {
    let mut theory = theory(&[PLAIN, Nature::Concept]);
    theory.constrain(flag(0).implies(flag(1)));
    theory.constrain(flag(1).implies(flag(0)));
    let answer = verdict(&theory, &rule(flag(0)), &Facts::new()).unwrap();
    assert_eq!((answer.outcome, answer.needs), (Outcome::NeedsJudgement, Vec::new()));
    assert_eq!(answer.judgements, [var(1)]);
}
