//! Two states of an instrument: what became of each provision, and how its meaning changed.
//!
//! Relations and products are those of the new text against the old one, by content, the day left out; decided over the
//! facts of the new state.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Applicability, Change, Relation};
use crate::logic::domain::Facts;
use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::relation::Implication;
use crate::logic::verdict::verdict;
use crate::model::{FactIdx, Node, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Demand, Sides, together, together_for};

use super::compare::{self, OnRequirement};
use super::succession::{Passage, State, succession};
use super::translated::Translation;

/// What changed between two states.
#[derive(Clone, Debug)]
pub struct Diff {
    /// How the scope changed.
    pub scope: Scope,
    /// What became of the provisions, in the order of the new state.
    pub provisions: Vec<Passage>,
    /// How their meaning changed, parallel to them; none where no side has a criterion.
    pub meanings: Vec<Option<Meaning>>,
    /// How what all binding provisions together demand changed, for each requirement that the
    /// base of the new state declares.
    pub requirements: Vec<OnRequirement>,
}

/// How the scope of the instrument changed.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The new scope, compared with the old one; none where they cannot be compared.
    pub applicability: Option<Applicability>,
    /// A product in the new scope alone.
    pub only_new: Option<Separating>,
    /// A product in the old scope alone.
    pub only_old: Option<Separating>,
    /// Facts of the old state that the new one does not know, so that nothing is compared.
    pub unknown: BTreeSet<FactIdx>,
}

/// A product of which two texts say different things.
#[derive(Clone, Debug)]
pub struct Separating {
    /// Its facts.
    pub product: Facts,
    /// The open limbs on which the difference hangs.
    pub hangs_on: Vec<FactIdx>,
    /// Facts that the texts test within their scopes, as far as the difference is about them.
    pub tested: BTreeSet<FactIdx>,
    /// A few of these that alone make it fail the one text, or keep it out.
    pub decided_by: BTreeSet<FactIdx>,
}

/// How the meaning of a provision changed.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// How the new criterion relates to the old one.
    pub relation: Relation,
    /// Where the new one applies, compared with the old one; none where one side has nothing.
    pub applicability: Option<Applicability>,
    /// The new condition inside both scopes; none where one side has nothing or no product is in both.
    pub condition: Option<Applicability>,
    /// The parts, one for each requirement.
    pub by_requirement: Vec<OnRequirement>,
    /// A product that meets the old text and fails the new one.
    pub fails_now: Option<Separating>,
    /// A product that failed the old text and meets the new one.
    pub passes_now: Option<Separating>,
    /// A product to which only the new text applies.
    pub only_new: Option<Separating>,
    /// A product to which only the old text applied.
    pub only_old: Option<Separating>,
    /// Whether it is made of what stands below, so that nothing of its own need have changed.
    pub from_below: bool,
    /// Facts of the old state that the new one does not know, so that nothing is compared.
    pub unknown: BTreeSet<FactIdx>,
}

/// Both states with what they demand.
#[derive(Clone, Copy, Debug)]
struct Pair<'a> {
    bases: (Base<'a>, Base<'a>),
    states: (State<'a>, State<'a>),
    translation: &'a Translation,
}

/// Says what changed between two states, each a base with one of its editions.
pub fn diff<'a>(old: (Base<'a>, State<'a>), new: (Base<'a>, State<'a>)) -> Result<Diff, Failure> {
    let translation = Translation::new(old.1.kb, new.1.kb);
    let pair =
        Pair { bases: (old.0.whole(), new.0.whole()), states: (old.1, new.1), translation: &translation };
    let provisions = succession(old.1, new.1);
    let meanings = provisions.iter().map(|it| pair.meaning(it)).collect::<Result<_, Failure>>()?;
    Ok(Diff { scope: pair.scope()?, provisions, meanings, requirements: pair.requirements()? })
}

/// A requirement, as either state calls it.
type Requirement = (Option<RequirementIdx>, RequirementIdx);

impl Pair<'_> {
    fn scope(&self) -> Result<Scope, Failure> {
        let (before, now) =
            (self.bases.0.scope(self.states.0.edition), self.bases.1.scope(self.states.1.edition));
        let old = match self.translation.demand(Demand::nothing(before.clone())) {
            Ok(old) => old,
            Err(unknown) => return Ok(Scope { unknown, ..Scope::default() }),
        };
        let new = Demand::nothing(now.clone());
        let reach = Sides::new(self.bases.1, &new, &old).reach()?;
        let tested = new.scope.vars().into_iter().chain(old.scope.vars()).collect();
        let apart = |product: Option<Facts>, out_of: &Demand| {
            product.map(|it| self.separating(it, Vec::new(), &tested, out_of)).transpose()
        };
        Ok(Scope {
            applicability: Some(reach.applicability),
            only_new: apart(reach.only_a, &old)?,
            only_old: apart(reach.only_b, &new)?,
            unknown: BTreeSet::new(),
        })
    }

    fn meaning(&self, passage: &Passage) -> Result<Option<Meaning>, Failure> {
        let (old, new) = (nodes(self.bases.0, &passage.old), nodes(self.bases.1, &passage.new));
        let sides = (together(self.bases.0, &old), together(self.bases.1, &new));
        let has_test = |side: &Option<Demand>| side.as_ref().is_some_and(|it| it.criterion.is_some());
        let has_verdict = |base: Base<'_>, list: &[ProvisionIdx]| {
            list.iter().any(|idx| base.kb.provisions[*idx].body.modality.has_verdict())
        };
        let judged = has_verdict(self.bases.0, &passage.old) || has_verdict(self.bases.1, &passage.new);
        if !judged || !has_test(&sides.0) && !has_test(&sides.1) {
            return Ok(None);
        }
        let from_below = is_from_below(self.bases.0, &passage.old, sides.0.as_ref())
            || is_from_below(self.bases.1, &passage.new, sides.1.as_ref());
        let mut meaning = match passage.change {
            Change::Added => Meaning::one_sided(Relation::Only),
            Change::Removed => Meaning::one_sided(Relation::Absent),
            Change::Same | Change::Amended | Change::Moved | Change::Split | Change::Joined => {
                self.related(sides)?
            }
        };
        if meaning.unknown.is_empty() {
            for (before, now) in self.all_requirements() {
                let demands = (
                    before.and_then(|it| together_for(self.bases.0, &old, it)),
                    together_for(self.bases.1, &new, now),
                );
                meaning.by_requirement.extend(self.on_requirement(now, demands)?);
            }
        }
        Ok(Some(Meaning { from_below, ..meaning }))
    }

    fn related(&self, (old, new): (Option<Demand>, Option<Demand>)) -> Result<Meaning, Failure> {
        let (Some(old), Some(new)) = (old, new) else {
            return Ok(Meaning::one_sided(Relation::Undetermined));
        };
        let silent = (!old.silent.is_empty(), !new.silent.is_empty());
        let old = match self.translation.demand(old) {
            Ok(old) => old,
            Err(unknown) => {
                return Ok(Meaning { unknown, ..Meaning::one_sided(Relation::Undetermined) });
            }
        };
        let formulas =
            [&new, &old].into_iter().flat_map(|it| std::iter::once(&it.condition).chain(&it.criterion));
        let tested: BTreeSet<FactIdx> = formulas.flat_map(Formula::vars).collect();
        let conditions: BTreeSet<FactIdx> =
            [&new, &old].into_iter().flat_map(|it| it.condition.vars()).collect();
        let sides = Sides::new(self.bases.1, &new, &old);
        let compared = sides.comparison()?;
        let reach = sides.reach()?;
        let holds = |implication: &Implication, silent: bool| {
            matches!(implication, Implication::Holds { .. }) && !silent
        };
        let implied = (holds(&compared.a_implies_b, silent.0), holds(&compared.b_implies_a, silent.1));
        let condition = sides.condition(&compared)?;
        let fails = |implication: Implication, against: &Demand| match implication {
            Implication::Fails { witness, hangs_on } => {
                self.separating(witness, hangs_on, &tested, against).map(Some)
            }
            Implication::Holds { .. } | Implication::NotComparable => Ok(None),
        };
        let apart = |product: Option<Facts>, against: &Demand| {
            product.map(|it| self.separating(it, Vec::new(), &conditions, against)).transpose()
        };
        Ok(Meaning {
            relation: compare::as_implied(compared.relation, implied),
            applicability: Some(reach.applicability),
            condition,
            passes_now: fails(compared.a_implies_b, &old)?,
            fails_now: fails(compared.b_implies_a, &new)?,
            only_new: apart(reach.only_a, &old)?,
            only_old: apart(reach.only_b, &new)?,
            ..Meaning::one_sided(compared.relation)
        })
    }

    /// Says on what it hangs that a product fails a text, or is kept out of it.
    fn separating(
        &self,
        product: Facts,
        hangs_on: Vec<FactIdx>,
        tested: &BTreeSet<FactIdx>,
        against: &Demand,
    ) -> Result<Separating, Failure> {
        let decided_by = verdict(self.bases.1.theory, &against.rule(), &product)?.decided_by;
        let decided_by = decided_by.into_iter().filter(|fact| tested.contains(fact)).collect();
        Ok(Separating { product, hangs_on, tested: tested.clone(), decided_by })
    }

    /// Returns every requirement of the new state, with what the old one calls it.
    fn all_requirements(&self) -> impl Iterator<Item = Requirement> {
        let (old, new) = (self.states.0.kb, self.states.1.kb);
        let known: BTreeMap<&str, RequirementIdx> =
            old.requirement_ids.iter().map(|(id, idx)| (id.as_str(), *idx)).collect();
        new.requirements.iter_enumerated().map(move |(now, it)| (known.get(it.id.as_str()).copied(), now))
    }

    fn on_requirement(
        &self,
        requirement: RequirementIdx,
        (old, new): (Option<Demand>, Option<Demand>),
    ) -> Result<Option<OnRequirement>, Failure> {
        let Ok(old) = old.map(|it| self.translation.demand(it)).transpose() else {
            let relation = Relation::Undetermined;
            return Ok(Some(OnRequirement { requirement, relation, applicability: None, condition: None }));
        };
        compare::related_on(self.bases.1, requirement, (new, old))
    }

    fn requirements(&self) -> Result<Vec<OnRequirement>, Failure> {
        let whole = |state: State<'_>| Node { edition: state.edition, locator: None, provision: None };
        let (old, new) = (whole(self.states.0), whole(self.states.1));
        let mut found = Vec::new();
        for (before, now) in self.all_requirements() {
            let demands =
                (before.and_then(|it| self.bases.0.demand_for(&old, it)), self.bases.1.demand_for(&new, now));
            found.extend(self.on_requirement(now, demands)?);
        }
        Ok(found)
    }
}

impl Meaning {
    /// Returns what is said where only a relation can be.
    fn one_sided(relation: Relation) -> Self {
        Self {
            relation,
            applicability: None,
            condition: None,
            by_requirement: Vec::new(),
            fails_now: None,
            passes_now: None,
            only_new: None,
            only_old: None,
            from_below: false,
            unknown: BTreeSet::new(),
        }
    }
}

/// Says whether what some provisions demand is made of others that stand below them.
fn is_from_below(base: Base<'_>, provisions: &[ProvisionIdx], demand: Option<&Demand>) -> bool {
    let uses_items = provisions.iter().any(|idx| !base.norm(*idx).items.is_empty());
    uses_items || demand.is_some_and(|it| it.of.iter().any(|idx| !provisions.contains(idx)))
}

fn nodes(base: Base<'_>, provisions: &[ProvisionIdx]) -> Vec<Node> {
    let place = |idx: &ProvisionIdx| {
        let provision = &base.kb.provisions[*idx];
        let locator = Some(provision.locator.clone());
        Node { edition: provision.edition, locator, provision: Some(*idx) }
    };
    provisions.iter().map(place).collect()
}
