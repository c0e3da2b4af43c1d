//! One pair of members on one requirement, with the devices that tell them apart.
//!
//! Members of one group in one scope are compared once for all of them.

use std::collections::BTreeMap;

use crate::lexicon::{Applicability, Relation};
use crate::logic::domain::Facts;
use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::model::{AlignmentIdx, On, RequirementIdx};
use crate::norm::{Base, Sides, failing};

use super::realised::Realised;
use super::seen::{Demanded, Seen};
use super::{Aligned, Pair, Separating, Shows, Side, Undecided, World};

/// What two realisations are to one another.
#[derive(Clone)]
struct Compared {
    relation: Relation,
    condition: Option<Applicability>,
    devices: Vec<(Shows, Facts)>,
}

impl Compared {
    /// Says whether the devices that fail a side have a value for every fact of both.
    fn is_total(&self, left: &Realised, right: &Realised) -> bool {
        let formulas = || left.demand.formulas().chain(right.demand.formulas());
        let covers =
            |facts: &Facts, formula: &Formula| formula.vars().iter().all(|it| facts.contains_key(it));
        let total = |facts: &Facts| formulas().all(|formula| covers(facts, formula));
        self.devices.iter().all(|(shows, facts)| match shows {
            Shows::RightFails | Shows::LeftFails => total(facts),
            Shows::LeftApplies | Shows::RightApplies => true,
        })
    }
}

/// Group and scope of one side.
type Kind = (usize, usize);

/// The pairs of one requirement in one world; comparisons are kept by group and scope.
pub(super) struct Memo<'a> {
    alignment: AlignmentIdx,
    world: &'a World<'a>,
    requirement: RequirementIdx,
    before: &'a Seen,
    seen: Seen,
    known: BTreeMap<(Kind, Kind), Result<Compared, Failure>>,
    found: Aligned,
}

impl<'a> Memo<'a> {
    pub(super) fn new(
        alignment: AlignmentIdx,
        world: &'a World<'a>,
        requirement: RequirementIdx,
        before: &'a Seen,
    ) -> Self {
        let (known, found) = (BTreeMap::new(), Aligned::default());
        Self { alignment, world, requirement, before, seen: Seen::default(), known, found }
    }

    pub(super) fn finish(self) -> (Aligned, Seen) {
        let mut found = self.found;
        let place = |side: &Side| self.world.editions.iter().position(|(member, _)| *member == side.member);
        found.differing.sort_by_key(|pair| (place(&pair.left), place(&pair.right)));
        (found, self.seen)
    }

    /// Says whether two sides stood beside one another in an earlier world, and remembers that they do here.
    fn is_known(&mut self, left: Demanded, right: Demanded) -> bool {
        let on = On::Requirement(self.requirement);
        let known = self.before.has(on, &left, &right);
        self.seen.add(on, left, right);
        known
    }

    fn place(&self, side: &Side) -> usize {
        self.world.editions.iter().position(|(member, _)| *member == side.member).unwrap_or_default()
    }

    /// Records that `side` does not regulate what `regulating` does; the earlier member is described.
    pub(super) fn absent(&mut self, regulating: &Realised, side: &Side) {
        if self.is_known(regulating.demanded(), (side.clone(), Vec::new())) {
            return;
        }
        let (one, two) = (regulating.side.clone(), side.clone());
        let (left, right, relation) = if self.place(&one) < self.place(&two) {
            (one, two, Relation::Only)
        } else {
            (two, one, Relation::Absent)
        };
        self.push(left, right, relation, None, Vec::new());
    }

    /// Compares two members that both regulate the requirement, and keeps them if they differ.
    pub(super) fn pair(&mut self, left: &Realised, right: &Realised) {
        if self.is_known(left.demanded(), right.demanded()) {
            return;
        }
        let kinds = ((left.group, left.scope), (right.group, right.scope));
        let kb = self.world.law;
        let compared = self.known.entry(kinds).or_insert_with(|| compare(kb, left, right)).clone();
        let compared = match compared {
            // Equal forms can test different facts; a device has a value for all of its own pair.
            Ok(it) if !it.is_total(left, right) => compare(kb, left, right),
            known => known,
        };
        match compared {
            Ok(it) if it.relation == Relation::Equal && it.condition == Some(Applicability::Same) => {}
            Ok(it) => {
                let devices =
                    it.devices.into_iter().map(|(shows, facts)| self.device(left, right, shows, facts));
                let devices = devices.collect();
                let (left, right) = (left.side.clone(), right.side.clone());
                self.push(left, right, it.relation, it.condition, devices);
            }
            Err(failure) => self.found.undecided.push(Undecided {
                on: On::Requirement(self.requirement),
                left: left.side.clone(),
                right: right.side.clone(),
                failure,
            }),
        }
    }

    fn push(
        &mut self,
        left: Side,
        right: Side,
        relation: Relation,
        condition: Option<Applicability>,
        devices: Vec<Separating>,
    ) {
        self.found.differing.push(Pair {
            alignment: self.alignment,
            when: self.world.when,
            on: On::Requirement(self.requirement),
            left,
            right,
            relation: Some(relation),
            condition,
            applicability: None,
            devices,
        });
    }

    fn device(&self, left: &Realised, right: &Realised, shows: Shows, facts: Facts) -> Separating {
        let side = match shows {
            Shows::RightFails => right,
            Shows::LeftFails => left,
            Shows::LeftApplies | Shows::RightApplies => {
                return Separating { shows, facts, fails: Vec::new() };
            }
        };
        let fails = failing(
            self.world.law,
            &side.demand.within,
            &side.side.provisions,
            Some(self.requirement),
            &facts,
        );
        Separating { shows, facts, fails }
    }
}

fn compare(kb: Base<'_>, left: &Realised, right: &Realised) -> Result<Compared, Failure> {
    let sides = Sides::new(kb, &left.demand, &right.demand);
    let result = sides.comparison()?;
    let condition = sides.condition(&result)?;
    let relation = sides.audible(result.relation);
    let undetermined = relation == Relation::Undetermined;
    let mut devices = Vec::new();
    if !undetermined {
        devices.extend(result.a_implies_b.witness().map(|facts| (Shows::RightFails, facts)));
        devices.extend(result.b_implies_a.witness().map(|facts| (Shows::LeftFails, facts)));
    }
    if condition.is_some_and(|it| it != Applicability::Same) {
        let reach = sides.inside()?;
        devices.extend(reach.only_a.map(|facts| (Shows::LeftApplies, facts)));
        devices.extend(reach.only_b.map(|facts| (Shows::RightApplies, facts)));
    }
    Ok(Compared { relation, condition, devices })
}
