//! The relations to other texts under both laws: provision by provision, and among the members of alignments.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::lexicon::{Applicability, Relation};
use crate::logic::relation::Related;
use crate::model::{AlignmentIdx, InstrumentIdx, Locator, On, ProvisionIdx, RequirementIdx};
use crate::norm::Base;
use crate::query::alignment::{Pair, aligned};
use crate::query::counterpart::{Counterpart, counterparts};

use super::{Laws, Row};

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

/// Returns the relations of the provisions that change, and how many stay.
pub(super) fn changes(laws: &Laws, rows: &[Row]) -> (Vec<RelationChange>, usize) {
    let parts: Vec<(Vec<RelationChange>, usize)> = rows.par_iter().map(|row| of_row(laws, *row)).collect();
    let same = parts.iter().map(|(_, same)| same).sum();
    (parts.into_iter().flat_map(|(changed, _)| changed).collect(), same)
}

fn of_row(laws: &Laws, row: Row) -> (Vec<RelationChange>, usize) {
    let before = row.0.map(|idx| current(laws, laws.before(), idx)).unwrap_or_default();
    let mut after = row.1.map(|idx| current(laws, laws.after(), idx)).unwrap_or_default();
    let mut changed = Vec::new();
    let mut same = 0;
    for (key, (other, was)) in before {
        match after.remove(&key) {
            Some((_, is)) if is == was => same += 1,
            is => changed.push(RelationChange {
                of: row,
                other: (Some(other), is.map(|(idx, _)| idx)),
                requirement: key.0,
                before: Some(was),
                after: is.map(|(_, related)| related),
            }),
        }
    }
    changed.extend(after.into_iter().map(|(key, (other, is))| RelationChange {
        of: row,
        other: (None, Some(other)),
        requirement: key.0,
        before: None,
        after: Some(is),
    }));
    (changed, same)
}

/// Returns how a provision relates to those of other instruments that are current under a law.
fn current(laws: &Laws, law: Base<'_>, idx: ProvisionIdx) -> BTreeMap<Key, (ProvisionIdx, Related)> {
    let is_current = |it: &Counterpart| {
        let other = &law.kb.provisions[it.provision];
        law.kb.current_edition_on(other.instrument, laws.day()) == Some(other.edition)
    };
    let found = counterparts(law, idx).into_iter().filter(is_current);
    let keyed = found.map(|it| {
        let other = &law.kb.provisions[it.provision];
        // A row beside a shown provision describes the other; here the provision of the proposal is described.
        ((it.requirement, other.instrument, other.locator.clone()), (it.provision, it.related.mirrored()))
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
}

/// Returns the pairs that change, and how many cannot be told because one of the laws leaves them undecided.
pub(super) fn pairs(laws: &Laws) -> (Vec<PairChange>, usize) {
    let concerned = laws.concerned();
    let (mut found, mut open) = (Vec::new(), 0);
    for (alignment, it) in laws.before().kb.alignments.iter_enumerated() {
        if !it.members.iter().any(|member| concerned.contains(member)) {
            continue;
        }
        let (before, after) = (Today::of(laws.before(), alignment), Today::of(laws.after(), alignment));
        let undecided: BTreeSet<&PairKey> = before.undecided.union(&after.undecided).collect();
        open += undecided.len();
        let new = after.differing.keys().filter(|key| !before.differing.contains_key(key));
        for key in before.differing.keys().chain(new).filter(|key| !undecided.contains(key)) {
            let (was, is) = (before.differing.get(key).copied(), after.differing.get(key).copied());
            if was != is {
                found.push(change(alignment, *key, was, is));
            }
        }
    }
    (found, open)
}

type PairKey = (On, InstrumentIdx, InstrumentIdx);

/// The pairs of an alignment on the day of a law.
struct Today {
    differing: BTreeMap<PairKey, Words>,
    undecided: BTreeSet<PairKey>,
}

impl Today {
    fn of(law: Base<'_>, alignment: AlignmentIdx) -> Self {
        let found = aligned(law, alignment);
        let today = found.differing.iter().filter(|pair| pair.when.is_today);
        let undecided = found.undecided.iter().map(|it| (it.on, it.left.member, it.right.member));
        Self {
            differing: today.map(|it| ((it.on, it.left.member, it.right.member), Words::of(it))).collect(),
            undecided: undecided.collect(),
        }
    }
}

fn change(
    alignment: AlignmentIdx,
    (on, left, right): PairKey,
    before: Option<Words>,
    after: Option<Words>,
) -> PairChange {
    PairChange { alignment, on, left, right, before, after }
}
