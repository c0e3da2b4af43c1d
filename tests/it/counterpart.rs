//! Relations of the shipped base: the table against the comparison of two provisions.

use kijun::query::counterpart::{Counterparts, counterparts, meeting, relate, requirements_of};

use crate::base::shipped;

#[test]
fn the_table_says_what_pairs_say() {
    let kb = shipped();
    let table = Counterparts::new(kb);
    let mut compared = 0;
    for idx in kb.provisions.indices() {
        let found = table.of(idx);
        if idx.raw() % 7 == 0 {
            assert_eq!(counterparts(kb, idx), found, "{}", kb.provisions[idx].id);
        }
        for it in found.iter().step_by(5) {
            let pair = relate(kb, it.provision, idx, it.requirement).expect("within the budget");
            assert_eq!(Some(pair), it.related, "{}", kb.provisions[idx].id);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn every_counterpart_is_there() {
    let kb = shipped();
    let table = Counterparts::new(kb);
    for idx in kb.provisions.indices() {
        let expected = requirements_of(kb, idx)
            .into_iter()
            .flat_map(|met| meeting(kb, met))
            .filter(|other| kb.provisions[*other].instrument != kb.provisions[idx].instrument);
        assert_eq!(table.of(idx).len(), expected.count(), "{}", kb.provisions[idx].id);
    }
}
