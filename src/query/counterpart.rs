//! Provisions of other instruments that meet the same requirement, and how they relate.
//!
//! Computed from criteria, never asserted; one table for each requirement serves a whole build.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::pairwise::{Pairwise, Table};
use crate::logic::relation::Related;
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, InstrumentIdx, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Sides};

/// A provision of another instrument that meets the same requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// The other provision.
    pub provision: ProvisionIdx,
    /// The requirement that both meet.
    pub requirement: RequirementIdx,
    /// How the counterpart relates to the shown provision; none where their criteria are too complex to be compared.
    pub related: Option<Related>,
}

/// Returns the counterparts of a provision, in the order of the requirements that it meets.
pub fn counterparts(kb: Base<'_>, idx: ProvisionIdx) -> Vec<Counterpart> {
    let mut found = Vec::new();
    for requirement in requirements_of(kb, idx) {
        let mut members = meeting(kb, requirement);
        let at = members.iter().position(|member| *member == idx).unwrap_or_else(|| {
            members.push(idx);
            members.len() - 1
        });
        let rules = rules(kb, requirement, &members);
        let pairwise = Pairwise::new(kb.theory, scoped(&rules));
        for (other, provision) in members.iter().enumerate() {
            if kb.provisions[*provision].instrument == kb.provisions[idx].instrument {
                continue;
            }
            let related = pairwise.between(other, at).ok();
            found.push(Counterpart { provision: *provision, requirement, related });
        }
    }
    found
}

/// The counterparts of every provision.
///
/// Kept as one small table for each requirement, so that a large base stays small.
#[derive(Debug)]
pub struct Counterparts<'a> {
    kb: Base<'a>,
    of: BTreeMap<ProvisionIdx, Vec<(RequirementIdx, usize)>>,
    groups: BTreeMap<RequirementIdx, Group>,
}

/// The provisions that meet one requirement, and how they relate.
#[derive(Debug)]
struct Group {
    members: Vec<Member>,
    /// Computed when the first relation is asked for.
    table: OnceLock<Table>,
    /// Positions of the shown members, instruments taking turns.
    turns: Vec<usize>,
    /// How many of them an instrument has.
    shown: BTreeMap<InstrumentIdx, usize>,
}

#[derive(Clone, Copy, Debug)]
struct Member {
    provision: ProvisionIdx,
    instrument: InstrumentIdx,
    role: Role,
}

/// Whether a provision is a counterpart of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Shown,
    Hidden,
}

impl<'a> Counterparts<'a> {
    /// Computes all of them.
    pub fn new(kb: Base<'a>) -> Self {
        let all = Self::when_asked(kb);
        all.compute();
        all
    }

    /// Says who is whose counterpart; how those of a requirement relate is computed when that is first asked.
    pub fn when_asked(kb: Base<'a>) -> Self {
        let groups: Vec<(RequirementIdx, Group)> = all_members(kb)
            .into_iter()
            .map(|(requirement, members)| (requirement, Group::new(members)))
            .collect();
        let mut of: BTreeMap<ProvisionIdx, Vec<(RequirementIdx, usize)>> = BTreeMap::new();
        for (requirement, group) in &groups {
            for (at, member) in group.members.iter().enumerate() {
                of.entry(member.provision).or_default().push((*requirement, at));
            }
        }
        for (idx, places) in &mut of {
            let order = requirements_of(kb, *idx);
            places.sort_by_key(|(requirement, _)| order.iter().position(|met| met == requirement));
        }
        Self { kb, of, groups: groups.into_iter().collect() }
    }

    /// Computes what was not asked yet.
    pub fn compute(&self) {
        let groups: Vec<(&RequirementIdx, &Group)> = self.groups.iter().collect();
        groups.into_par_iter().for_each(|(requirement, group)| {
            group.table(self.kb, *requirement);
        });
    }

    /// Returns those of one provision.
    pub fn of(&self, idx: ProvisionIdx) -> Vec<Counterpart> {
        self.some_of(idx, usize::MAX).0
    }

    /// Returns the provisions among those of one, without how they relate.
    pub fn others(&self, idx: ProvisionIdx) -> Vec<ProvisionIdx> {
        let places = self.of.get(&idx).into_iter().flatten();
        let groups = places.filter_map(|(requirement, at)| Some((self.groups.get(requirement)?, *at)));
        let members = |(group, at): (&Group, usize)| {
            let places = group.beside(at, usize::MAX);
            places.into_iter().filter_map(|other| group.members.get(other)).map(|it| it.provision).collect()
        };
        groups.flat_map(|it| -> Vec<ProvisionIdx> { members(it) }).collect()
    }

    /// Returns at most `most` of one provision for each requirement, instruments by turns, and how many are left out.
    pub fn some_of(
        &self,
        idx: ProvisionIdx,
        most: usize,
    ) -> (Vec<Counterpart>, Vec<(RequirementIdx, usize)>) {
        let (mut found, mut left_out) = (Vec::new(), Vec::new());
        for (requirement, at) in self.of.get(&idx).into_iter().flatten() {
            let Some(group) = self.groups.get(requirement) else { continue };
            let all = group.others(*at);
            found.extend(group.counterparts(self.kb, *requirement, *at, most.min(all)));
            left_out.extend((all > most).then(|| (*requirement, all - most)));
        }
        (found, left_out)
    }

    /// Returns the relation of two provisions on a requirement, if both are there and it could be decided.
    pub fn between(&self, requirement: RequirementIdx, a: ProvisionIdx, b: ProvisionIdx) -> Option<Related> {
        let group = self.groups.get(&requirement)?;
        let place = |idx| {
            let places = self.of.get(&idx)?.iter();
            places.filter(|(met, _)| *met == requirement).map(|(_, at)| *at).next()
        };
        group.table(self.kb, requirement).between(place(a)?, place(b)?)
    }
}

impl Group {
    fn new(members: Vec<Member>) -> Self {
        let (turns, shown) = turns(&members);
        Self { members, table: OnceLock::new(), turns, shown }
    }

    fn table(&self, kb: Base<'_>, requirement: RequirementIdx) -> &Table {
        // Nothing in it waits for another thread, so that whoever waits for it does not wait for himself.
        self.table.get_or_init(|| {
            let provisions: Vec<ProvisionIdx> = self.members.iter().map(|member| member.provision).collect();
            let rules = rules(kb, requirement, &provisions);
            Pairwise::new(kb.theory, scoped(&rules)).table()
        })
    }

    /// Returns how many counterparts a member has.
    fn others(&self, at: usize) -> usize {
        let own = self.members.get(at).and_then(|member| self.shown.get(&member.instrument));
        self.turns.len() - own.copied().unwrap_or_default()
    }

    /// Returns the positions of so many counterparts of a member, in the order of the members.
    fn beside(&self, at: usize, number: usize) -> Vec<usize> {
        let own = self.members.get(at).map(|member| member.instrument);
        let others = self
            .turns
            .iter()
            .filter(|other| self.members.get(**other).is_some_and(|it| Some(it.instrument) != own));
        let mut others: Vec<usize> = others.take(number).copied().collect();
        others.sort_unstable();
        others
    }

    /// Returns so many counterparts of a member, in the order of the members.
    fn counterparts(
        &self,
        kb: Base<'_>,
        requirement: RequirementIdx,
        at: usize,
        number: usize,
    ) -> impl Iterator<Item = Counterpart> + use<'_> {
        let table = self.table(kb, requirement);
        self.beside(at, number).into_iter().filter_map(move |other| {
            let related = table.between(other, at);
            Some(Counterpart { provision: self.members.get(other)?.provision, requirement, related })
        })
    }
}

/// Returns the shown members with their instruments taking turns, so that the first few are of many; and how many
/// each instrument has.
fn turns(members: &[Member]) -> (Vec<usize>, BTreeMap<InstrumentIdx, usize>) {
    let mut shown: BTreeMap<InstrumentIdx, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, usize)> = Vec::new();
    for (at, member) in members.iter().enumerate().filter(|(_, it)| it.role == Role::Shown) {
        let turn = shown.entry(member.instrument).or_default();
        turns.push((*turn, at));
        *turn += 1;
    }
    turns.sort_unstable();
    (turns.into_iter().map(|(_, at)| at).collect(), shown)
}

/// Returns the requirements that a provision meets, in order and without repetition.
pub fn requirements_of(kb: Base<'_>, idx: ProvisionIdx) -> Vec<RequirementIdx> {
    let mut found = Vec::new();
    for requirement in kb.provisions[idx].body.criteria.iter().filter_map(|criterion| criterion.requirement) {
        if !found.contains(&requirement) {
            found.push(requirement);
        }
    }
    found
}

/// Returns the provisions that meet a requirement, of current and of draft editions, instrument by instrument.
pub fn meeting(kb: Base<'_>, requirement: RequirementIdx) -> Vec<ProvisionIdx> {
    shown_provisions(kb).filter(|idx| kb.meets(*idx, requirement)).collect()
}

/// Returns for every requirement the provisions that meet it, as [`meeting`] does for one.
pub fn all_meeting(kb: Base<'_>) -> BTreeMap<RequirementIdx, Vec<ProvisionIdx>> {
    let mut members: BTreeMap<RequirementIdx, Vec<ProvisionIdx>> = BTreeMap::new();
    for idx in shown_provisions(kb) {
        for requirement in requirements_of(kb, idx) {
            members.entry(requirement).or_default().push(idx);
        }
    }
    members
}

/// Returns the editions that comparisons show: for each instrument the current one and its drafts.
pub fn shown_editions(kb: Base<'_>) -> Vec<EditionIdx> {
    let mut shown = Vec::new();
    for (idx, instrument) in kb.instruments.iter_enumerated() {
        shown.extend(kb.current_edition(idx));
        shown.extend(
            instrument.editions.iter().copied().filter(|edition| kb.editions[*edition].status.is_draft()),
        );
    }
    shown
}

fn shown_provisions(kb: Base<'_>) -> impl Iterator<Item = ProvisionIdx> {
    shown_editions(kb).into_iter().flat_map(move |edition| &kb.kb.editions[edition].provisions).copied()
}

/// Returns for every requirement the provisions that meet it, those of other editions last: these have
/// counterparts and are none.
fn all_members(kb: Base<'_>) -> BTreeMap<RequirementIdx, Vec<Member>> {
    let mut members: BTreeMap<RequirementIdx, Vec<Member>> = BTreeMap::new();
    let mut add = |idx: ProvisionIdx, role| {
        let instrument = kb.provisions[idx].instrument;
        for requirement in requirements_of(kb, idx) {
            members.entry(requirement).or_default().push(Member { provision: idx, instrument, role });
        }
    };
    let shown: BTreeSet<EditionIdx> = shown_editions(kb).into_iter().collect();
    shown_provisions(kb).for_each(|idx| add(idx, Role::Shown));
    let hidden = kb.provisions.iter_enumerated().filter(|(_, it)| !shown.contains(&it.edition));
    hidden.for_each(|(idx, _)| add(idx, Role::Hidden));
    members
}

/// Returns what each member demands for the requirement, with its scope.
fn rules<'a>(
    kb: Base<'a>,
    requirement: RequirementIdx,
    members: &[ProvisionIdx],
) -> Vec<(&'a Formula, Rule)> {
    members.iter().map(|idx| (kb.scope_of(*idx), kb.rule_for(*idx, requirement))).collect()
}

fn scoped<'a>(rules: &'a [(&'a Formula, Rule)]) -> Vec<(&'a Formula, &'a Rule)> {
    rules.iter().map(|(within, rule)| (*within, rule)).collect()
}

/// Relates two provisions on one requirement.
pub fn relate(
    kb: Base<'_>,
    a: ProvisionIdx,
    b: ProvisionIdx,
    requirement: RequirementIdx,
) -> Result<Related, Failure> {
    Ok(Sides::on(kb, a, b, requirement).words()?)
}
