//! The questions for an independent solver.

use kijun::query::smtlib::smtlib;

use crate::base::{shipped, text};
use crate::support::kept;

#[test]
fn the_questions_are_the_same_each_time() {
    let questions = smtlib(shipped()).expect("within the budget");
    assert_eq!(smtlib(shipped()).expect("within the budget"), questions);
    let count = |line: &str| questions.lines().filter(|it| it.starts_with(line)).count();
    assert!(count("(check-sat-assuming") > 1000 && count("(check-sat)") > 100);
    assert_eq!(count("(check-sat"), count("(set-info :status"));
    assert_eq!(count("(push 1)"), count("(pop 1)"));
}

#[test]
fn every_answer_is_a_question() {
    let kb = kept(text(include_str!("fixtures/markets.kijun")));
    let questions = smtlib(kb).expect("within the budget");
    let expected = "\
; ja.rule@1:1 | a.label@1:1: both apply
(set-info :status sat)
(check-sat-assuming (s0 s2 p0 p2))
; ja.rule@1:1 | a.label@1:1: the first alone applies
(set-info :status unsat)
(check-sat-assuming (s0 s2 p0 (not p2)))
; ja.rule@1:1 | a.label@1:1: the second alone applies
(set-info :status unsat)
(check-sat-assuming (s0 s2 p2 (not p0)))
; ja.rule@1:1 | a.label@1:1: the first alone is met
(set-info :status sat)
(check-sat-assuming (s0 s2 p0 p2 c0 (not c2)))
(push 1)
(assert |auth.default.present|)
(assert |auth.default.unique_per_device|)
(assert (= |auth.default.length| 0))
(assert (= |auth.default.change| 0))
";
    assert!(questions.contains(expected), "{questions}");
}
