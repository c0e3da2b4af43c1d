//! Every witness that comparing two provisions shows, by the facts that decide it, for people to believe or not.
//!
//! Compares what meets the same requirement; judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::logic::domain::{Facts, Value};
use crate::logic::failure::Failure;
use crate::logic::formula::{Atom, Formula};
use crate::logic::relation::Implication;
use crate::model::{FactIdx, ProvisionIdx};
use crate::norm::{Base, Sides};

use super::counterpart::meeting;

/// A product that meets one provision and fails another.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What it meets.
    pub met: ProvisionIdx,
    /// What it fails.
    pub failed: ProvisionIdx,
    /// Its facts.
    pub facts: Facts,
}

/// Facts with their values, in declaration order: one by which a text is met, and one by which another fails.
pub type Pair = Vec<(FactIdx, Value)>;

/// All witnesses.
#[derive(Clone, Debug, Default)]
pub struct Witnesses {
    /// By the pair of facts that look odd together, if anything does.
    pub groups: Vec<(Pair, Vec<Shown>)>,
    /// Pairs of provisions that could not be compared.
    pub undecided: Vec<[ProvisionIdx; 2]>,
}

/// Returns the witnesses between all provisions, of current and of draft editions, that meet the same requirement.
///
/// Groups with something unlikely come first, then those whose facts are about one subject. A witness stands in every
/// group that is about one subject, and where it has none in one other.
pub fn witnesses(kb: Base<'_>) -> Witnesses {
    let pairs: Vec<[ProvisionIdx; 2]> = pairs(kb).into_iter().collect();
    let all: Vec<_> = pairs.par_iter().map(|pair| (*pair, between(kb, *pair))).collect();
    let mut found = Witnesses::default();
    let mut groups: BTreeMap<Pair, Vec<Shown>> = BTreeMap::new();
    for (pair, between) in all {
        let Ok(between) = between else {
            found.undecided.push(pair);
            continue;
        };
        for (shown, under) in between {
            for pair in under {
                groups.entry(pair).or_default().push(shown.clone());
            }
        }
    }
    found.groups = groups.into_iter().collect();
    let is_odd = |shown: &[Shown]| shown.iter().any(|it| kb.odd(&it.facts).next().is_some());
    found.groups.sort_by_cached_key(|(pair, shown)| (!is_odd(shown), !on_one_subject(kb, pair)));
    found
}

/// Returns every two provisions of different editions that meet the same requirement.
fn pairs(kb: Base<'_>) -> BTreeSet<[ProvisionIdx; 2]> {
    let mut pairs = BTreeSet::new();
    for requirement in kb.requirements.indices() {
        let members = meeting(kb, requirement);
        for (at, a) in members.iter().enumerate() {
            let others = members.iter().skip(at + 1);
            let others = others.filter(|b| kb.provisions[**b].edition != kb.provisions[*a].edition);
            pairs.extend(others.map(|b| [*a.min(b), *a.max(b)]));
        }
    }
    pairs
}

/// Returns the witnesses of two provisions both ways, each with the pairs of facts under which it stands.
fn between(kb: Base<'_>, [a, b]: [ProvisionIdx; 2]) -> Result<Vec<(Shown, Vec<Pair>)>, Failure> {
    let sides = Sides::new(kb, &kb.demand(&kb.place(a)), &kb.demand(&kb.place(b)));
    let compared = sides.comparison()?;
    let [left, right] = &sides.rules;
    let ways = [(compared.a_implies_b, [a, b], [left, right]), (compared.b_implies_a, [b, a], [right, left])];
    let mut found = Vec::new();
    for (implication, [met, failed], [meets, fails]) in ways {
        if let Implication::Fails { witness: facts, .. } = implication {
            let under = [meets, fails].map(|rule| decisive(rule.criterion.as_ref(), &facts));
            let under = paired(kb, under);
            found.push((Shown { met, failed, facts }, under));
        }
    }
    Ok(found)
}

/// Returns the facts of a product each of which alone decides whether it meets a criterion.
fn decisive(criterion: Option<&Formula>, facts: &Facts) -> Pair {
    let Some(criterion) = criterion else { return Pair::new() };
    let now = criterion.evaluate(facts);
    let mut found: BTreeMap<FactIdx, Value> = BTreeMap::new();
    criterion.for_each_atom(&mut |atom| {
        let Some(value) = facts.get(&atom.var()).filter(|_| !found.contains_key(&atom.var())) else { return };
        let turns = |other: Value| {
            let mut changed = facts.clone();
            changed.insert(atom.var(), other);
            criterion.evaluate(&changed) != now
        };
        if others(atom, *value).into_iter().any(turns) {
            found.insert(atom.var(), *value);
        }
    });
    found.into_iter().collect()
}

/// Returns values for which an atom is not what it is for this one.
fn others(atom: Atom, value: Value) -> Vec<Value> {
    let word = |at: i64| Value::Word(u32::try_from(at).unwrap_or_default());
    match (atom, value) {
        (Atom::Flag(_), Value::Flag(flag)) => vec![Value::Flag(!flag)],
        (Atom::Is(_, wanted), Value::Word(now)) if now == wanted => vec![Value::Word(u32::from(wanted == 0))],
        (Atom::Is(_, wanted), _) => vec![Value::Word(wanted)],
        (Atom::AtLeast(_, cut), Value::Word(_)) => vec![word(cut), word(cut - 1)],
        (Atom::AtLeast(_, cut), _) => vec![Value::Int(cut), Value::Int(cut - 1)],
        (Atom::Has(_, element), Value::Set(mask)) => vec![Value::Set(mask ^ (1 << element))],
        (Atom::Flag(_) | Atom::Has(..), _) => Vec::new(),
    }
}

/// Pairs what one text is met by with what the other fails by: all that is about one subject, else the first two.
fn paired(kb: Base<'_>, [asked, missed]: [Pair; 2]) -> Vec<Pair> {
    let pair = |one: (FactIdx, Value), two: (FactIdx, Value)| {
        let mut pair = vec![one, two];
        pair.sort_unstable();
        pair.dedup();
        pair
    };
    let all = asked.iter().flat_map(|one| missed.iter().map(move |two| pair(*one, *two)));
    let close: BTreeSet<Pair> = all.filter(|it| it.len() > 1 && on_one_subject(kb, it)).collect();
    if close.is_empty() {
        let first = [asked.first(), missed.first()].into_iter().flatten().copied();
        let mut first: Pair = first.collect();
        first.sort_unstable();
        first.dedup();
        return vec![first];
    }
    close.into_iter().collect()
}

/// Says whether the ids of two facts begin with the same word.
fn on_one_subject(kb: Base<'_>, pair: &Pair) -> bool {
    let mut subjects = pair.iter().map(|(idx, _)| kb.facts[*idx].id.split('.').next());
    let first = subjects.next();
    pair.len() > 1 && subjects.all(|it| Some(it) == first)
}
