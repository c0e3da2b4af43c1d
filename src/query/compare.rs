//! The relation of two nodes, both ways: by content, by law, or not at all.
//!
//! Deemings never enter a proof by content; they are tried only where content fails.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::lexicon::{Answer, Applicability, Mode, Nature, Relation, Standing};
use crate::logic::domain::{Facts, Value};
use crate::logic::failure::Failure;
use crate::logic::formula::{Atom, Formula};
use crate::logic::relation::{Implication, Related};
use crate::logic::search::Entailment;
use crate::logic::verdict::{Rule, verdict};
use crate::logic::ways::Effort;
use crate::model::{EditionIdx, FactIdx, Node, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Deemed, Demand, Sides, When, failing};

use super::ways::{Ways, ways};

/// A product that meets A and fails B.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Its facts.
    pub facts: Facts,
    /// The provisions of B that it fails.
    pub fails: Vec<ProvisionIdx>,
    /// Open limbs of A that must be true.
    pub hangs_on: Vec<FactIdx>,
}

/// One link of an answer by law.
#[derive(Clone, Debug)]
pub struct Link {
    /// Index of the deeming in the knowledge base.
    pub deeming: usize,
}

/// The answer for one direction.
#[derive(Clone, Debug)]
pub struct Direction {
    /// The answer.
    pub answer: Answer,
    /// Constraints that the proof by content uses.
    pub constraints: Vec<usize>,
    /// The chain of deemings, for an answer by law.
    pub chain: Vec<Link>,
    /// The witness against content, where there is one.
    pub witness: Option<Witness>,
    /// Every provision of B that A does not imply by content, with its own witness if it has a criterion.
    pub not_implied: Vec<(ProvisionIdx, Option<Witness>)>,
}

/// What an answer takes for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// A concept without an interpretation is one unknown for both sides.
    Concept(FactIdx),
    /// An open limb is left to judgement.
    OpenLimb(FactIdx),
    /// A constraint.
    Constraint(usize),
    /// A binding provision without a criterion was left out.
    Silent(ProvisionIdx),
    /// So many binding provisions of an edition were left out, because they do not stand on the day.
    LeftOut(EditionIdx, usize),
}

/// The relation on one requirement.
#[derive(Clone, Copy, Debug)]
pub struct OnRequirement {
    /// The requirement.
    pub requirement: RequirementIdx,
    /// The relation, `absent` or `only` where one side does not regulate it.
    pub relation: Relation,
    /// Where they apply, scopes included, where both sides regulate it.
    pub applicability: Option<Applicability>,
    /// Their conditions inside both scopes; none where a side does not regulate it or no product is in both.
    pub condition: Option<Applicability>,
}

/// Everything that is computed of two nodes.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The first, which relation and applicability describe.
    pub a: Node,
    /// The second.
    pub b: Node,
    /// Whether the day counted.
    pub mode: Mode,
    /// The relation.
    pub relation: Relation,
    /// Where they apply, scopes and conditions together.
    pub applicability: Applicability,
    /// Their conditions inside both scopes; none for whole editions, and where no product is in both.
    pub condition: Option<Applicability>,
    /// The nearest product to which the first alone applies.
    pub only_a: Option<Facts>,
    /// The nearest product to which the second alone applies.
    pub only_b: Option<Facts>,
    /// The parts.
    pub by_requirement: Vec<OnRequirement>,
    /// A implies B.
    pub a_implies_b: Direction,
    /// B implies A.
    pub b_implies_a: Direction,
    /// The ways of A against B; none where they are no single provisions, or too entangled.
    pub a_ways: Option<Ways>,
    /// The ways of B against A.
    pub b_ways: Option<Ways>,
    /// What the answers take for granted.
    pub assumptions: Vec<Assumption>,
}

/// Compares two nodes, with the day left out or on a day, as the base is asked.
pub fn compare(kb: Base<'_>, a: &Node, b: &Node) -> Result<Compared, Failure> {
    let pair = Pair::new(kb, a, b);
    let result = pair.forward.comparison()?;
    let turned = pair.turned();
    let (forward, backward) =
        rayon::join(|| pair.direction(&result.a_implies_b), || turned.direction(&result.b_implies_a));
    let (forward, backward) = (forward?, backward?);
    let reach = pair.forward.reach()?;
    let whole = a.locator.is_none() || b.locator.is_none();
    let condition = if whole { None } else { pair.forward.condition(&result)? };
    let mut constraints = [result.used_constraints, reach.used_constraints].concat();
    constraints.sort_unstable();
    constraints.dedup();
    Ok(Compared {
        relation: relation(result.relation, &forward, &backward),
        applicability: reach.applicability,
        condition,
        only_a: reach.only_a,
        only_b: reach.only_b,
        by_requirement: by_requirement(kb, a, b)?,
        a_ways: pair.ways(Effort::WHOLE)?,
        b_ways: turned.ways(Effort::WHOLE)?,
        assumptions: assumptions(kb, &pair, &constraints),
        mode: kb.when.mode(),
        a_implies_b: forward,
        b_implies_a: backward,
        a: a.clone(),
        b: b.clone(),
    })
}

/// Says whether the first node implies the second, and nothing else.
pub fn implies(kb: Base<'_>, a: &Node, b: &Node) -> Result<Direction, Failure> {
    let pair = Pair::new(kb, a, b);
    pair.direction(&pair.forward.comparison()?.a_implies_b)
}

/// Returns the ways of the first node against the second, with no more than one fact to be added, and nothing else.
pub fn ways_against(kb: Base<'_>, a: &Node, b: &Node) -> Result<Option<Ways>, Failure> {
    Pair::new(kb, a, b).ways(Effort::LITTLE)
}

/// Says only whether the first node implies the second and how, which costs a fraction of [`implies`].
pub fn answer(kb: Base<'_>, a: &Node, b: &Node) -> Result<Answer, Failure> {
    let pair = Pair::new(kb, a, b);
    match pair.forward.entails()? {
        Entailment::NotComparable => return Ok(Answer::NotComparable),
        Entailment::Holds if pair.right.silent.is_empty() => return Ok(Answer::Content),
        Entailment::Holds | Entailment::Fails => {}
    }
    Ok(if pair.chain()?.is_some() { Answer::Law } else { Answer::No })
}

/// Returns the weakest answer between any of some nodes and any of others, with the pair of which it is so; none where
/// one side stands for nothing.
pub fn weakest(kb: Base<'_>, a: &[Node], b: &[Node]) -> Result<Option<(Answer, [Node; 2])>, Failure> {
    let strength = |answer: Answer| match answer {
        Answer::NotComparable => 0,
        Answer::No => 1,
        Answer::Law => 2,
        Answer::Content => 3,
    };
    let mut weakest: Option<(Answer, [Node; 2])> = None;
    for a in a {
        for b in b {
            let found = answer(kb, a, b)?;
            if weakest.as_ref().is_none_or(|(other, _)| strength(found) < strength(*other)) {
                weakest = Some((found, [a.clone(), b.clone()]));
            }
        }
    }
    Ok(weakest)
}

/// Compares two nodes on one requirement alone; `None` where neither regulates it.
pub fn compare_on(
    kb: Base<'_>,
    a: &Node,
    b: &Node,
    requirement: RequirementIdx,
) -> Result<Option<OnRequirement>, Failure> {
    related_on(kb, requirement, (kb.demand_for(a, requirement), kb.demand_for(b, requirement)))
}

/// Relates what two sides demand for a requirement; `None` where neither regulates it.
pub(super) fn related_on(
    kb: Base<'_>,
    requirement: RequirementIdx,
    sides: (Option<Demand>, Option<Demand>),
) -> Result<Option<OnRequirement>, Failure> {
    let alone =
        |relation| Some(OnRequirement { requirement, relation, applicability: None, condition: None });
    Ok(match sides {
        (None, None) => None,
        (Some(_), None) => alone(Relation::Only),
        (None, Some(_)) => alone(Relation::Absent),
        (Some(left), Some(right)) => {
            let sides = Sides::new(kb, &left, &right);
            let Related { relation, applicability, condition } = sides.words()?;
            let relation = sides.audible(relation);
            Some(OnRequirement { requirement, relation, applicability: Some(applicability), condition })
        }
    })
}

/// A relation that a provision without a criterion stands against is not what the criteria alone say.
fn relation(computed: Relation, forward: &Direction, backward: &Direction) -> Relation {
    let by_content = |direction: &Direction| direction.answer == Answer::Content;
    as_implied(computed, (by_content(forward), by_content(backward)))
}

/// Returns a computed relation as the implications have it that were shown by content.
pub(super) fn as_implied(computed: Relation, forward_backward: (bool, bool)) -> Relation {
    match computed {
        Relation::Equal | Relation::Stricter | Relation::Looser | Relation::Overlapping => {
            Relation::of_implications(forward_backward)
        }
        Relation::Incompatible
        | Relation::Disjoint
        | Relation::Absent
        | Relation::Only
        | Relation::Undetermined => computed,
    }
}

fn by_requirement(kb: Base<'_>, a: &Node, b: &Node) -> Result<Vec<OnRequirement>, Failure> {
    let mut parts = Vec::new();
    for requirement in kb.requirements.indices() {
        parts.extend(compare_on(kb, a, b, requirement)?);
    }
    Ok(parts)
}

/// Two places, described from the first.
struct Pair<'a> {
    kb: Base<'a>,
    a: &'a Node,
    b: &'a Node,
    left: Demand,
    right: Demand,
    forward: Sides<'a>,
}

impl<'a> Pair<'a> {
    fn new(kb: Base<'a>, a: &'a Node, b: &'a Node) -> Self {
        let (left, right) = (demand(kb, a), demand(kb, b));
        let forward = Sides::new(kb, &left, &right);
        Self { kb, a, b, left, right, forward }
    }

    fn turned(&self) -> Self {
        let (left, right) = (self.right.clone(), self.left.clone());
        let forward = Sides::new(self.kb, &left, &right);
        Self { kb: self.kb, a: self.b, b: self.a, left, right, forward }
    }

    /// Returns the ways of the first against the second, unless they are too entangled.
    fn ways(&self, effort: Effort) -> Result<Option<Ways>, Failure> {
        match ways(self.kb, [self.a, self.b], &self.forward, effort) {
            Err(Failure::OverBudget(_)) => Ok(None),
            other => other,
        }
    }

    fn direction(&self, content: &Implication) -> Result<Direction, Failure> {
        let mut direction = Direction {
            answer: Answer::NotComparable,
            constraints: Vec::new(),
            chain: Vec::new(),
            witness: None,
            not_implied: Vec::new(),
        };
        match content {
            Implication::NotComparable => return Ok(direction),
            Implication::Holds { constraints } if self.right.silent.is_empty() => {
                direction.answer = Answer::Content;
                direction.constraints.clone_from(constraints);
                return Ok(direction);
            }
            Implication::Holds { .. } => {}
            Implication::Fails { witness, hangs_on } => {
                direction.witness = Some(self.witness(&self.right.of, witness, hangs_on));
            }
        }
        direction.not_implied = self.not_implied()?;
        if let Some(chain) = self.chain()? {
            direction.answer = Answer::Law;
            direction.chain = chain.into_iter().map(|deeming| Link { deeming }).collect();
        } else {
            direction.answer = Answer::No;
            direction.witness = self.unlawful()?.or(direction.witness);
        }
        Ok(direction)
    }

    fn witness(&self, of: &[ProvisionIdx], facts: &Facts, hangs_on: &[FactIdx]) -> Witness {
        let fails = failing(self.kb, &self.right.within, of, None, facts);
        Witness { facts: facts.clone(), fails, hangs_on: hangs_on.to_vec() }
    }

    fn not_implied(&self) -> Result<Vec<(ProvisionIdx, Option<Witness>)>, Failure> {
        let part = |idx: &ProvisionIdx| {
            let within = self.kb.part_of(&self.right.within, *idx);
            let rule = Rule { applies: self.kb.applies_in(within, *idx), ..self.kb.rule(*idx) };
            if rule.criterion.is_none() {
                return Ok(Some((*idx, None)));
            }
            let against = self.forward.against(&rule)?;
            Ok(against.map(|(facts, hangs_on)| (*idx, Some(self.witness(&[*idx], &facts, &hangs_on)))))
        };
        // Each is a search of its own; of several failures the first in order is told.
        let found: Vec<Result<Option<_>, Failure>> = self.right.of.par_iter().map(part).collect();
        found.into_iter().filter_map(Result::transpose).collect()
    }

    /// Returns a minimal set of deemings by which the first means the second, if they do.
    fn chain(&self) -> Result<Option<Vec<usize>>, Failure> {
        let all = self.kb.bearing(self.kb.live(), self.b);
        if all.is_empty() || !self.closes(self.kb.live())? {
            return Ok(None);
        }
        self.kb.live().needed(all, |deemed| self.closes(deemed)).map(Some)
    }

    fn closes(&self, deemed: &Deemed) -> Result<bool, Failure> {
        let Some(lawful) = self.kb.lawful(self.b, deemed) else { return Ok(false) };
        Ok(self.labelled().entails_rule(&lawful)? == Entailment::Holds)
    }

    /// Returns a product that meets the first, fails the second and is helped by no deeming, where there are any.
    fn unlawful(&self) -> Result<Option<Witness>, Failure> {
        let Some(lawful) = self.kb.lawful(self.b, self.kb.live()) else { return Ok(None) };
        let found = self.labelled().against(&lawful)?;
        Ok(found.map(|(facts, hangs_on)| self.witness(&self.right.of, &facts, &hangs_on)))
    }

    /// Returns the first side as its own label has it.
    ///
    /// A label stands for a whole instrument: a single provision carries none.
    fn labelled(&self) -> Sides<'a> {
        let instrument = self.kb.kb.editions[self.a.edition].instrument;
        let label = self.kb.kb.instruments[instrument].label.filter(|_| self.a.locator.is_none());
        let label = label.map_or(Formula::True, |fact| Formula::Atom(Atom::Flag(fact)));
        self.forward.clone().given(&label)
    }
}

/// Returns what a place demands; nothing that could be compared where its edition does not stand on the day.
fn demand(kb: Base<'_>, node: &Node) -> Demand {
    match kb.when {
        When::On(day) if !kb.editions[node.edition].standing(day).counts() => {
            Demand::nothing(kb.scope(node.edition).clone())
        }
        When::On(_) | When::Whole => kb.demand(node),
    }
}

/// Returns how many binding provisions of a place do not stand on the day, if the day counts; none of them where all do
/// but their edition goes on for some products only.
fn left_out(kb: Base<'_>, node: &Node) -> Option<Assumption> {
    let When::On(day) = kb.when else { return None };
    let all = kb.whole().all_binding(node);
    let left_out = all.iter().filter(|idx| !kb.standing(**idx, day).counts()).count();
    let continues = kb.editions[node.edition].standing(day) == Standing::Continues;
    (left_out > 0 || continues).then_some(Assumption::LeftOut(node.edition, left_out))
}

fn assumptions(kb: Base<'_>, pair: &Pair<'_>, constraints: &[usize]) -> Vec<Assumption> {
    let (left, right) = (&pair.left, &pair.right);
    let mut found: BTreeSet<Assumption> = [pair.a, pair.b].iter().filter_map(|it| left_out(kb, it)).collect();
    for formula in left.formulas().chain(right.formulas()) {
        for var in formula.vars() {
            match kb.facts[var].nature {
                Nature::Ordinary => {}
                Nature::Concept => {
                    found.insert(Assumption::Concept(var));
                }
                Nature::Open => {
                    found.insert(Assumption::OpenLimb(var));
                }
            }
        }
    }
    found.extend(constraints.iter().map(|at| Assumption::Constraint(*at)));
    found.extend(left.silent.iter().chain(&right.silent).map(|idx| Assumption::Silent(*idx)));
    found.into_iter().collect()
}

/// Returns the facts of a witness for a table that shows what matters: those that differ from their base values, and a few
/// for each provision that it fails by which alone it does, whatever their value.
pub fn telling(kb: Base<'_>, witness: &Witness) -> Vec<(FactIdx, Value)> {
    let mut told: BTreeSet<FactIdx> = changed(kb, &witness.facts).into_iter().map(|(idx, _)| idx).collect();
    for idx in &witness.fails {
        // What is too complex to be told is shown by what differs alone.
        told.extend(
            verdict(kb.theory, &kb.rule(*idx), &witness.facts).map_or(Vec::new(), |it| it.decided_by),
        );
    }
    witness.facts.iter().filter(|(idx, _)| told.contains(idx)).map(|(idx, value)| (*idx, *value)).collect()
}

/// Returns the facts of a product that differ from their base values.
pub fn changed(kb: Base<'_>, facts: &Facts) -> Vec<(FactIdx, Value)> {
    facts
        .iter()
        .filter(|(var, value)| kb.theory.variables[**var].base != **value)
        .map(|(var, value)| (*var, *value))
        .collect()
}
