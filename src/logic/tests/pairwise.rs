//! Many rules in one space against the comparison of two.

use proptest::prelude::*;

use super::super::formula::Formula;
use super::super::pairwise::Pairwise;
use super::super::relation::compare_within;
use super::super::verdict::Rule;
use super::{Dice, cases};

proptest! {
    #![proptest_config(cases(1500))]
    #[test]
    fn a_table_says_what_pairs_say(seed in any::<u64>(), vars in 1..6_u64) {
        let mut dice = Dice(seed);
        let theory = dice.theory(vars, 3);
        if theory.consistent().is_err() {
            return Ok(());
        }
        let mut rules: Vec<(Formula, Rule)> = (0..4)
            .map(|_| {
                let within = if dice.roll(2) == 0 { Formula::True } else { dice.formula(&theory, 1) };
                (within, dice.rule(&theory))
            })
            .collect();
        rules.push(rules[1].clone());
        let pairwise = Pairwise::new(&theory, rules.iter().map(|(within, rule)| (within, rule)).collect());
        prop_assert_eq!(pairwise.classes()[1], pairwise.classes()[4]);
        let table = pairwise.table();
        for (at, (within_a, a)) in rules.iter().enumerate() {
            for (other, (within_b, b)) in rules.iter().enumerate() {
                let within = within_a.clone().and(within_b.clone());
                let pair = compare_within(&theory, &within, a, b).unwrap();
                let expected = (pair.relation, pair.applicability);
                prop_assert_eq!(pairwise.between(at, other).unwrap(), expected);
                prop_assert_eq!(table.between(at, other), Some(expected));
            }
        }
    }
}
