//! The example that everything began with: a prompt to change against a forced change.

use crate::idx::{Idx, IndexVec};
use crate::lexicon::{Applicability, Nature, Outcome, Relation};

use super::super::domain::{Domain, Facts, Value, Var, Variable};
use super::super::formula::{Atom, Formula};
use super::super::relation::{Implication, compare_within};
use super::super::theory::Theory;
use super::super::verdict::{Rule, verdict};

const IP: usize = 0;
const NETWORK: usize = 1;
const PRESENT: usize = 2;
const UNIQUE: usize = 3;
const LENGTH: usize = 4;
const GUESSABLE: usize = 5;
const CHANGE: usize = 6;
const USER_LENGTH: usize = 7;
const CHANGEABLE: usize = 8;
const FUNCTION: usize = 9;
const MEASURE: usize = 10;

fn var(raw: usize) -> Var {
    Idx::new(raw)
}

fn flag(raw: usize) -> Formula {
    Formula::Atom(Atom::Flag(var(raw)))
}

fn at_least(raw: usize, cut: i64) -> Formula {
    Formula::Atom(Atom::AtLeast(var(raw), cut))
}

/// `changeable` and `length` are base values: what a common device has.
fn theory(changeable: bool, length: i64) -> Theory {
    let variable = |domain, base, nature| Variable { domain, base, nature };
    let plain = |base| variable(Domain::Flag, Value::Flag(base), Nature::Ordinary);
    let characters = |base| variable(Domain::Number { lo: 0, hi: 128 }, Value::Int(base), Nature::Ordinary);
    let open = || variable(Domain::Flag, Value::Flag(false), Nature::Open);
    let variables: IndexVec<Variable> = [
        plain(false),
        plain(false),
        plain(false),
        plain(false),
        characters(length),
        variable(Domain::Flag, Value::Flag(false), Nature::Concept),
        variable(Domain::Scale(3), Value::Word(0), Nature::Ordinary),
        characters(0),
        plain(changeable),
        open(),
        open(),
    ]
    .into_iter()
    .collect();
    let absent = |formula: Formula| flag(PRESENT).or(formula.negated());
    let constraints = vec![
        at_least(CHANGE, 1).implies(flag(CHANGEABLE)),
        absent(at_least(CHANGE, 1)),
        absent(flag(UNIQUE)),
        absent(at_least(LENGTH, 1)),
    ];
    Theory::new(variables, constraints)
}

fn ordinance() -> Rule {
    let criterion = Formula::any([at_least(CHANGE, 1), flag(UNIQUE), flag(FUNCTION), flag(MEASURE)]);
    Rule { applies: flag(PRESENT), criterion: Some(criterion) }
}

fn label() -> Rule {
    let unique = Formula::all([flag(UNIQUE), at_least(LENGTH, 6), flag(GUESSABLE).negated()]);
    let forced = Formula::all([at_least(CHANGE, 2), at_least(USER_LENGTH, 8)]);
    Rule {
        applies: Formula::all([flag(NETWORK), flag(PRESENT)]),
        criterion: Some(Formula::any([unique, forced])),
    }
}

fn witness(theory: &Theory) -> Vec<(Var, Value)> {
    let comparison = compare_within(theory, &flag(IP), &ordinance(), &label()).unwrap();
    assert_eq!(comparison.relation, Relation::Looser);
    assert_eq!(comparison.applicability, Applicability::Wider);
    assert!(
        matches!(comparison.b_implies_a, Implication::Holds { ref constraints } if constraints.is_empty())
    );
    let Implication::Fails { witness, hangs_on } = comparison.a_implies_b else {
        panic!("it does not imply")
    };
    assert!(hangs_on.is_empty());
    assert_eq!(witness.len(), theory.variables.len());
    witness.into_iter().filter(|(var, value)| *value != theory.variables[*var].base).collect()
}

#[test]
fn the_witness_only_prompts() {
    let applying = [IP, NETWORK, PRESENT].map(|raw| (var(raw), Value::Flag(true)));
    let changes = witness(&theory(true, 6));
    assert_eq!(changes, [&applying[..], &[(var(CHANGE), Value::Word(1))]].concat());
}

#[test]
fn without_such_base_values_a_short_unique_password_is_nearer() {
    let applying = [IP, NETWORK, PRESENT].map(|raw| (var(raw), Value::Flag(true)));
    let changes = witness(&theory(false, 0));
    assert_eq!(changes, [&applying[..], &[(var(UNIQUE), Value::Flag(true))]].concat());
}

#[test]
fn an_open_limb_leaves_only_judgement() {
    let mut known: Facts =
        [(PRESENT, true), (UNIQUE, false)].map(|(raw, is)| (var(raw), Value::Flag(is))).into();
    known.insert(var(CHANGE), Value::Word(0));
    let answer = verdict(&theory(true, 6), &ordinance(), &known).unwrap();
    assert_eq!(answer.outcome, Outcome::NeedsJudgement);
    assert_eq!(answer.judgements, [var(FUNCTION), var(MEASURE)]);
    let answer = verdict(&theory(true, 6), &label(), &known).unwrap();
    assert_eq!((answer.outcome, answer.needs), (Outcome::Undecided, vec![var(NETWORK)]));
}

#[test]
fn constraints_decide_what_truth_tables_leave_open() {
    let known: Facts = [(var(PRESENT), Value::Flag(false))].into();
    let strict = Rule { applies: Formula::True, criterion: Some(flag(UNIQUE)) };
    let answer = verdict(&theory(true, 6), &strict, &known).unwrap();
    assert_eq!((answer.outcome, answer.decided_by), (Outcome::NotSatisfied, vec![var(PRESENT)]));
}
