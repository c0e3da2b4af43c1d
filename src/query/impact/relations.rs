//! The relations to other texts under both laws: provision by provision, and among the members of alignments.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::lexicon::{Applicability, Relation};
use crate::logic::relation::Related;
use crate::model::{
    AlignmentIdx, EditionIdx, InstrumentIdx, Locator, Node, On, ProvisionIdx, RequirementIdx,
};
use crate::norm::Base;
use crate::query::alignment::{Pair, aligned};
use crate::query::counterpart::{Counterpart, counterparts};

use super::{Laws, Open, Row};

/// A relation of a provision of the proposal to one of another text.
#[derive(Clone, Debug)]
pub struct RelationChange {
    /// The provision, before and after.
    pub of: Row,
    /// The other provision, before and after.
    pub other: Row,
    /// The requirement that both meet.
    pub requirement: RequirementIdx,
    /// How the first related to the other; none where one of them was not there.
    pub before: Option<Related>,
    /// How it would.
    pub after: Option<Related>,
}

/// Another provision, whatever its edition.
type Key = (RequirementIdx, InstrumentIdx, Locator);

/// What was found of the relations of provisions.
#[derive(Default)]
pub(super) struct Found {
    pub(super) changed: Vec<RelationChange>,
    pub(super) same: usize,
    pub(super) open: Vec<Open>,
}

/// Compares the relations of the provisions under both laws.
pub(super) fn changes(laws: &Laws, rows: &[Row]) -> Found {
    let parts: Vec<Found> = rows.par_iter().map(|row| of_row(laws, *row)).collect();
    let mut whole = Found::default();
    for part in parts {
        whole.changed.extend(part.changed);
        whole.same += part.same;
        whole.open.extend(part.open);
    }
    whole
}

/// Says whether a pair of provisions of the proposal itself is told from the other side already.
fn is_told(laws: &Laws, of: Row, other: Row) -> bool {
    let instrument = |(old, new): Row| new.or(old).map(|idx| laws.after().kb.provisions[idx].instrument);
    let own = |row: Row, new: EditionIdx| Some(laws.after().kb.editions[new].instrument) == instrument(row);
    let place = |row: Row| laws.proposal.editions.iter().position(|new| own(row, *new));
    matches!((place(of), place(other)), (Some(of), Some(other)) if other < of)
}

fn of_row(laws: &Laws, row: Row) -> Found {
    let before = row.0.map(|idx| current(laws, laws.before(), idx)).unwrap_or_default();
    let mut after = row.1.map(|idx| current(laws, laws.after(), idx)).unwrap_or_default();
    let mut pairs: Vec<(RequirementIdx, Option<Current>, Option<Current>)> = Vec::new();
    for (key, was) in before {
        pairs.push((key.0, Some(was), after.remove(&key)));
    }
    pairs.extend(after.into_iter().map(|(key, is)| (key.0, None, Some(is))));
    let mut found = Found::default();
    for (requirement, was, is) in pairs {
        let other = (was.map(|(idx, _)| idx), is.map(|(idx, _)| idx));
        if !is_told(laws, row, other) {
            found.take(row, requirement, was, is);
        }
    }
    found
}

impl Found {
    fn take(&mut self, of: Row, requirement: RequirementIdx, was: Option<Current>, is: Option<Current>) {
        let idx = |it: Option<Current>| it.map(|(idx, _)| idx);
        let related = |it: Option<Current>| it.map(|(_, related)| related);
        let Some(other) = idx(is).or(idx(was)) else { return };
        match (related(was), related(is)) {
            (Some(None), _) | (_, Some(None)) => self.open.push(Open::Relation(of, other, requirement)),
            (before, after) if before == after => self.same += 1,
            (before, after) => self.changed.push(RelationChange {
                of,
                other: (idx(was), idx(is)),
                requirement,
                before: before.flatten(),
                after: after.flatten(),
            }),
        }
    }
}

/// A provision that is current under a law, and how one of the proposal relates to it; none where that is too complex.
type Current = (ProvisionIdx, Option<Related>);

/// Returns how a provision relates to those of other instruments that are current under a law.
fn current(laws: &Laws, law: Base<'_>, idx: ProvisionIdx) -> BTreeMap<Key, Current> {
    let is_current = |it: &Counterpart| {
        let other = &law.kb.provisions[it.provision];
        law.kb.current_edition_on(other.instrument, laws.day()) == Some(other.edition)
    };
    let found = counterparts(law, idx).into_iter().filter(is_current);
    let keyed = found.map(|it| {
        let other = &law.kb.provisions[it.provision];
        // A row beside a shown provision describes the other; here the provision of the proposal is described.
        let related = it.related.map(Related::mirrored);
        ((it.requirement, other.instrument, other.locator.clone()), (it.provision, related))
    });
    keyed.collect()
}

/// What two aligned members are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// How the criterion of the first relates to the second; none of scopes.
    pub relation: Option<Relation>,
    /// How the conditions relate inside both scopes.
    pub condition: Option<Applicability>,
    /// How the scopes relate; none on a requirement.
    pub applicability: Option<Applicability>,
}

impl Words {
    fn of(pair: &Pair) -> Self {
        let (relation, condition) = (pair.relation, pair.condition);
        Self { relation, condition, applicability: pair.applicability }
    }
}

/// Two members of an alignment that come to agree, cease to, or differ in another way.
#[derive(Clone, Debug)]
pub struct PairChange {
    /// The alignment.
    pub alignment: AlignmentIdx,
    /// What they are compared on.
    pub on: On,
    /// The member that is described.
    pub left: InstrumentIdx,
    /// The other.
    pub right: InstrumentIdx,
    /// How they differ now; none where they agree.
    pub before: Option<Words>,
    /// How they would.
    pub after: Option<Words>,
    /// Whether they agree only because neither has a rule on it: now, and then.
    pub neither: (bool, bool),
}

/// Returns the pairs that change, and those that one of the laws leaves undecided.
pub(super) fn pairs(laws: &Laws) -> (Vec<PairChange>, Vec<Open>) {
    let concerned = laws.concerned();
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (alignment, it) in laws.before().kb.alignments.iter_enumerated() {
        if !it.members.iter().any(|member| concerned.contains(member)) {
            continue;
        }
        let (before, after) = (Today::of(laws.before(), alignment), Today::of(laws.after(), alignment));
        let undecided: BTreeSet<&PairKey> = before.undecided.union(&after.undecided).collect();
        open.extend(undecided.iter().map(|(on, left, right)| Open::Pair(alignment, *on, *left, *right)));
        let new = after.differing.keys().filter(|key| !before.differing.contains_key(key));
        for key in before.differing.keys().chain(new).filter(|key| !undecided.contains(key)) {
            let (was, is) = (before.differing.get(key).copied(), after.differing.get(key).copied());
            if was != is {
                let neither = (neither(laws, laws.before(), *key), neither(laws, laws.after(), *key));
                let (on, left, right) = *key;
                found.push(PairChange { alignment, on, left, right, before: was, after: is, neither });
            }
        }
    }
    (found, open)
}

type PairKey = (On, InstrumentIdx, InstrumentIdx);

/// The pairs of an alignment on the day of a law; who may stay under earlier texts is none of what a law asks.
struct Today {
    differing: BTreeMap<PairKey, Words>,
    undecided: BTreeSet<PairKey>,
}

impl Today {
    fn of(law: Base<'_>, alignment: AlignmentIdx) -> Self {
        let found = aligned(law, alignment);
        let today = found.differing.iter().filter(|pair| pair.when.is_today && pair.on != On::Transition);
        let undecided = found.undecided.iter().filter(|it| it.on != On::Transition);
        let undecided = undecided.map(|it| (it.on, it.left.member, it.right.member));
        Self {
            differing: today.map(|it| ((it.on, it.left.member, it.right.member), Words::of(it))).collect(),
            undecided: undecided.collect(),
        }
    }
}

/// Says whether no member of a pair has a rule on the requirement under a law.
fn neither(laws: &Laws, law: Base<'_>, (on, left, right): PairKey) -> bool {
    let On::Requirement(requirement) = on else { return false };
    [left, right].into_iter().all(|member| {
        let edition = law.kb.current_edition_on(member, laws.day());
        let node = edition.map(|edition| Node { edition, locator: None, provision: None });
        node.is_none_or(|node| law.demand_for(&node, requirement).is_none())
    })
}
