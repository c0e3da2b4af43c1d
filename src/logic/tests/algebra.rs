//! Faults among asserted edges.

use crate::lexicon::EdgeRelation;
use proptest::collection::vec;
use proptest::{prop_assert, proptest};

use super::super::algebra::{Edge, Fault, lint};
use super::cases;

use EdgeRelation::{Equal, Equivalent, Intersects, None as Nothing, Subset, Superset};

/// Two nodes a document: 0 and 1, 2 and 3, 4 and 5.
fn faults(edges: &[(u32, EdgeRelation, u32)]) -> Vec<Fault> {
    let edges: Vec<Edge> = edges
        .iter()
        .map(|(from, relation, to)| Edge { from: *from, relation: *relation, to: *to, set: 0 })
        .collect();
    lint(&edges, &[0, 0, 1, 1, 2, 2])
}

#[test]
fn sound_edges_have_no_fault() {
    assert_eq!(faults(&[(0, Subset, 2), (2, Superset, 0), (2, Equal, 4), (0, Subset, 4)]), []);
    assert_eq!(faults(&[(0, Equal, 2), (0, Equal, 3), (2, Equivalent, 3)]), []);
    assert_eq!(faults(&[(0, Intersects, 2), (2, Intersects, 4), (0, Nothing, 4)]), []);
}

#[test]
fn the_same_twice_is_a_duplicate_and_else_a_contradiction() {
    assert_eq!(
        faults(&[(0, Equal, 2), (0, Equivalent, 2), (0, Subset, 2)]),
        [Fault::Duplicate { first: 0, again: 1 }, Fault::Contradiction { first: 0, other: 2 }]
    );
}

#[test]
fn two_publishers_may_agree() {
    let edge = |set| Edge { from: 0, relation: Equal, to: 1, set };
    assert_eq!(lint(&[edge(0), edge(1)], &[0, 1]), []);
}

#[test]
fn inverses_are_demanded_where_others_have_one() {
    assert_eq!(faults(&[(0, Subset, 2), (1, Intersects, 3)]), []);
    assert_eq!(
        faults(&[(0, Subset, 2), (1, Intersects, 3), (2, Superset, 0)]),
        [Fault::MissingInverse { edge: 1 }]
    );
    assert_eq!(faults(&[(0, Subset, 2), (2, Subset, 0)]), [Fault::WrongInverse { edge: 0, back: 1 }]);
}

#[test]
fn one_text_equals_one() {
    assert_eq!(faults(&[(0, Equal, 2), (0, Equal, 3)]), [Fault::SeveralEquals { edges: vec![0, 1] }]);
    assert_eq!(faults(&[(0, Equal, 2), (0, Equal, 4)]), []);
}

#[test]
fn a_chain_must_not_contradict_the_direct_edge() {
    let broken = |follows| [Fault::Broken { first: 0, second: 1, direct: 2, follows }];
    assert_eq!(faults(&[(0, Equal, 2), (2, Equal, 4), (0, Intersects, 4)]), broken(Equal));
    assert_eq!(faults(&[(0, Subset, 2), (2, Subset, 4), (0, Nothing, 4)]), broken(Subset));
    let plainest = [Fault::Broken { first: 2, second: 0, direct: 1, follows: Equal }];
    assert_eq!(faults(&[(0, Equal, 2), (4, Subset, 2), (0, Equal, 4)]), plainest);
}

#[test]
fn a_text_is_equal_to_itself() {
    assert_eq!(faults(&[(0, Equal, 0), (1, Subset, 1)]), [Fault::UnequalToItself { edge: 1 }]);
}

/// What follows from two relations holds for all sets of which the two hold.
#[test]
fn composition_is_that_of_sets() {
    let says = |one: u8, two: u8| match (one & two, one, two) {
        _ if one == two => Equal,
        (0, _, _) => Nothing,
        (both, one, _) if both == one => Subset,
        (both, _, two) if both == two => Superset,
        _ => Intersects,
    };
    for (a, b, c) in (1..16).flat_map(|a| (1..16).flat_map(move |b| (1..16).map(move |c| (a, b, c)))) {
        if let Some(follows) = says(a, b).then(says(b, c)) {
            assert_eq!(follows, says(a, c), "{a} {b} {c}");
        }
        assert_eq!(says(a, b).inverse(), says(b, a));
    }
}

/// Reads the edge between two sets off their elements.
fn between(one: u64, two: u64) -> EdgeRelation {
    match one & two {
        _ if one == two => Equal,
        0 => Nothing,
        both if both == one => Subset,
        both if both == two => Superset,
        _ => Intersects,
    }
}

proptest! {
    #![proptest_config(cases(200))]
    /// Edges that are read off sets never have a fault but for equal sets and missing inverses.
    #[test]
    fn edges_of_sets_are_sound(sets in vec(1..16_u64, 9), ends in vec((0..9_u32, 0..9_u32), 0..30)) {
        let relation = |from: u32, to: u32| between(sets[from as usize], sets[to as usize]);
        let edges = ends.iter().map(|(from, to)| Edge { from: *from, relation: relation(*from, *to), to: *to, set: 0 });
        let documents: Vec<u32> = (0..9).collect();
        for fault in lint(&edges.collect::<Vec<_>>(), &documents) {
            prop_assert!(matches!(fault, Fault::Duplicate { .. } | Fault::MissingInverse { .. }), "{fault:?}");
        }
    }
}
