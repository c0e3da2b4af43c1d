//! Which of several rules ask more: an order that says of each pair what was computed of it, and nothing else.
//!
//! A relation holds over the products that its two rules share, so that relations of many rules need not be an order:
//! what would make a path say of a pair what is not so is left out and named.

use crate::lexicon::Relation;

/// Rules by how much they ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Groups of rules that ask the same, what asks most first; positions of rules.
    pub groups: Vec<Group>,
    /// Pairs of groups of which the first asks more and between which there is none.
    pub steps: Vec<(usize, usize)>,
    /// Rules that can be compared and fit nowhere.
    pub misfits: Vec<usize>,
    /// Rules that can be compared with none of the others.
    pub apart: Vec<usize>,
}

/// Rules that ask the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their positions.
    pub rules: Vec<usize>,
    /// How many steps lead down to it at most.
    pub level: usize,
}

/// What one rule is to another in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    More,
    Less,
    Same,
    Neither,
    Unknown,
}

/// Orders so many rules, of which those that come first are placed first.
pub fn order(count: usize, related: impl Fn(usize, usize) -> Option<Relation>) -> Order {
    let word = |a: usize, b: usize| word(related(a, b));
    let is_apart =
        |it: &usize| (0..count).filter(|other| other != it).all(|other| !is_decided(related(*it, other)));
    let (apart, rest): (Vec<usize>, Vec<usize>) = (0..count).partition(is_apart);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut misfits = Vec::new();
    for rule in rest {
        match place(&groups, rule, &word) {
            Some(Place::In(at)) => groups.get_mut(at).into_iter().for_each(|group| group.push(rule)),
            Some(Place::New) => groups.push(vec![rule]),
            None => misfits.push(rule),
        }
    }
    let (groups, steps) = laid_out(&groups, &word);
    Order { groups, steps, misfits, apart }
}

/// Where a rule fits.
enum Place {
    In(usize),
    New,
}

/// Returns where a rule fits among groups, so that all paths are still true of each pair.
fn place(groups: &[Vec<usize>], rule: usize, word: &impl Fn(usize, usize) -> Word) -> Option<Place> {
    let words: Option<Vec<Word>> = groups.iter().map(|group| of_all(group, rule, word)).collect();
    let words = words?;
    let mut same = (0..groups.len()).filter(|at| words.get(*at) == Some(&Word::Same));
    let first = same.next();
    if same.next().is_some() {
        return None;
    }
    let between = |a: usize, b: usize| -> Option<Word> {
        Some(word(*groups.get(a)?.first()?, *groups.get(b)?.first()?))
    };
    if let Some(home) = first {
        let alike = |(at, word): (usize, &Word)| at == home || between(home, at) == Some(*word);
        return words.iter().enumerate().all(alike).then_some(Place::In(home));
    }
    let is_true = |(a, to_a): (usize, Word), (b, to_b): (usize, Word)| match (to_a, to_b) {
        // It asks more than one that asks more than another, or less; or it lies between both.
        (Word::More, Word::Less) => between(b, a) == Some(Word::More),
        (Word::More, other) if between(a, b) == Some(Word::More) => other == Word::More,
        (Word::Less, other) if between(a, b) == Some(Word::Less) => other == Word::Less,
        _ => true,
    };
    let all: Vec<(usize, Word)> = words.into_iter().enumerate().collect();
    let fits = all.iter().all(|one| all.iter().all(|two| one.0 == two.0 || is_true(*one, *two)));
    fits.then_some(Place::New)
}

/// Returns what a rule is to all rules of a group; none where that is not known or not the same of all.
fn of_all(group: &[usize], rule: usize, word: &impl Fn(usize, usize) -> Word) -> Option<Word> {
    let mut words = group.iter().map(|other| word(rule, *other));
    let first = words.next().filter(|it| *it != Word::Unknown)?;
    words.all(|it| it == first).then_some(first)
}

/// Returns groups with their levels, what asks most first, and the steps between them.
fn laid_out(
    groups: &[Vec<usize>],
    word: &impl Fn(usize, usize) -> Word,
) -> (Vec<Group>, Vec<(usize, usize)>) {
    let asks_more = |a: &[usize], b: &[usize]| match (a.first(), b.first()) {
        (Some(a), Some(b)) => word(*a, *b) == Word::More,
        (None, _) | (_, None) => false,
    };
    // What asks more than another asks more than all that the other asks more than: it has fewer above it.
    let above = |it: &[usize]| groups.iter().filter(|other| asks_more(other, it)).count();
    let mut sorted: Vec<(usize, &Vec<usize>)> = groups.iter().map(|it| (above(it), it)).collect();
    sorted.sort_by_key(|(above, _)| *above);
    let mut placed: Vec<Group> = Vec::new();
    for (_, rules) in sorted {
        let over = placed.iter().filter(|it| asks_more(&it.rules, rules)).map(|it| it.level + 1);
        let level = over.max().unwrap_or_default();
        placed.push(Group { rules: rules.clone(), level });
    }
    placed.sort_by_key(|it| it.level);
    let more = |a: &Group, b: &Group| asks_more(&a.rules, &b.rules);
    let mut steps = Vec::new();
    for (at, a) in placed.iter().enumerate() {
        for (to, b) in placed.iter().enumerate().filter(|(_, b)| more(a, b)) {
            if !placed.iter().any(|between| more(a, between) && more(between, b)) {
                steps.push((at, to));
            }
        }
    }
    (placed, steps)
}

fn word(it: Option<Relation>) -> Word {
    match it {
        Some(Relation::Stricter) => Word::More,
        Some(Relation::Looser) => Word::Less,
        Some(Relation::Equal) => Word::Same,
        Some(Relation::Overlapping | Relation::Incompatible | Relation::Disjoint) => Word::Neither,
        Some(Relation::Absent | Relation::Only | Relation::Undetermined) | None => Word::Unknown,
    }
}

/// Says whether two rules meet in a product and their criteria could be compared.
fn is_decided(it: Option<Relation>) -> bool {
    match it {
        Some(
            Relation::Equal
            | Relation::Stricter
            | Relation::Looser
            | Relation::Overlapping
            | Relation::Incompatible,
        ) => true,
        Some(Relation::Disjoint | Relation::Absent | Relation::Only | Relation::Undetermined) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Order, order};
    use crate::lexicon::Relation;

    const WORDS: [Option<Relation>; 6] = [
        Some(Relation::Equal),
        Some(Relation::Stricter),
        Some(Relation::Looser),
        Some(Relation::Overlapping),
        Some(Relation::Disjoint),
        None,
    ];

    /// Says of each pair of ordered rules what the order says, by walking its steps.
    fn walked(it: &Order, a: usize, b: usize) -> Option<Relation> {
        let group = |rule: usize| it.groups.iter().position(|group| group.rules.contains(&rule));
        let (from, to) = (group(a)?, group(b)?);
        let reaches = |from: usize, to: usize| {
            let mut seen = vec![from];
            let mut at = 0;
            while let Some(here) = seen.get(at).copied() {
                seen.extend(it.steps.iter().filter(|(more, _)| *more == here).map(|(_, less)| *less));
                at += 1;
                assert!(at < 100_000, "a circle");
            }
            seen.contains(&to)
        };
        Some(match (from == to, reaches(from, to), reaches(to, from)) {
            (true, ..) => Relation::Equal,
            (_, true, _) => Relation::Stricter,
            (_, _, true) => Relation::Looser,
            (false, false, false) => Relation::Overlapping,
        })
    }

    fn holds(it: &Order, count: usize, related: &impl Fn(usize, usize) -> Option<Relation>) {
        for a in 0..count {
            for b in (0..count).filter(|b| *b != a) {
                let Some(says) = walked(it, a, b) else { continue };
                let computed = match related(a, b) {
                    Some(Relation::Disjoint | Relation::Incompatible) => Some(Relation::Overlapping),
                    other => other,
                };
                assert_eq!(Some(says), computed, "{a} and {b} of {it:?}");
            }
        }
        let placed: usize = it.groups.iter().map(|group| group.rules.len()).sum();
        assert_eq!(placed + it.misfits.len() + it.apart.len(), count);
        for (more, less) in &it.steps {
            assert!(it.groups[*more].level < it.groups[*less].level);
        }
    }

    #[test]
    fn numbers_are_in_their_order_and_none_is_left_out() {
        let asks = [6, 8, 6, 0, 12];
        let related = |a: usize, b: usize| {
            Some(match asks[a].cmp(&asks[b]) {
                std::cmp::Ordering::Greater => Relation::Stricter,
                std::cmp::Ordering::Less => Relation::Looser,
                std::cmp::Ordering::Equal => Relation::Equal,
            })
        };
        let it = order(5, related);
        holds(&it, 5, &related);
        let groups: Vec<&[usize]> = it.groups.iter().map(|group| group.rules.as_slice()).collect();
        assert_eq!(groups, [&[4][..], &[1], &[0, 2], &[3]]);
        assert_eq!(it.steps, [(0, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn what_would_make_a_path_untrue_is_named() {
        // 0 asks more than 1 and 1 more than 2, each of the products that both govern; 0 and 2 ask the same of theirs.
        let related = |a: usize, b: usize| {
            Some(match (a, b) {
                (0, 1) | (1, 2) => Relation::Stricter,
                (1, 0) | (2, 1) => Relation::Looser,
                _ => Relation::Equal,
            })
        };
        let it = order(3, related);
        holds(&it, 3, &related);
        assert_eq!(it.misfits, [2]);
    }

    proptest! {
        /// Whatever the relations are: each pair that the order shows is as it was computed.
        #[test]
        fn every_path_is_true(count in 1usize..9, picks in prop::collection::vec(0usize..6, 64)) {
            let related = |a: usize, b: usize| {
                let pick = WORDS[picks[a.min(b) * 8 + a.max(b)]];
                match a.cmp(&b) {
                    std::cmp::Ordering::Less => pick,
                    std::cmp::Ordering::Equal => Some(Relation::Equal),
                    std::cmp::Ordering::Greater => pick.map(Relation::mirrored),
                }
            };
            holds(&order(count, related), count, &related);
        }
    }
}
