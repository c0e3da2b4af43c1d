//! The relation of two nodes, both ways: by content, by law, or not at all.
//!
//! Deemings never enter a proof by content; they are tried only where content fails.

use std::collections::BTreeSet;

use crate::logic::domain::{Facts, Nature, Value};
use crate::logic::failure::Failure;
use crate::logic::formula::{Atom, Formula};
use crate::logic::relation::{Applicability, Implication, Relation};
use crate::logic::search::{Entailment, against, compare_or_search, entails};
use crate::logic::verdict::Rule;
use crate::model::{Deeming, FactIdx, Kb, Locator, Node, ProvisionIdx, RequirementIdx};

use super::assess::deemings_of;
use super::meaning::{Meaning, below, meaning, meaning_for};

/// Whether A implies B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// By content.
    Content,
    /// By law only.
    Law,
    /// Not.
    No,
    /// There is nothing to compare.
    NotComparable,
}

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
}

/// The relation on one requirement.
#[derive(Clone, Copy, Debug)]
pub struct OnRequirement {
    /// The requirement.
    pub requirement: RequirementIdx,
    /// The relation, `absent` or `only` where one side does not regulate it.
    pub relation: Relation,
    /// The applicability, where both sides regulate it.
    pub applicability: Option<Applicability>,
}

/// Everything that is computed of two nodes.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The first, which relation and applicability describe.
    pub a: Node,
    /// The second.
    pub b: Node,
    /// The relation.
    pub relation: Relation,
    /// The applicability.
    pub applicability: Applicability,
    /// The parts.
    pub by_requirement: Vec<OnRequirement>,
    /// A implies B.
    pub a_implies_b: Direction,
    /// B implies A.
    pub b_implies_a: Direction,
    /// What the answers take for granted.
    pub assumptions: Vec<Assumption>,
}

/// Compares two nodes.
pub fn compare(kb: &Kb, a: &Node, b: &Node) -> Result<Compared, Failure> {
    let (left, right) = (meaning(kb, a), meaning(kb, b));
    let within = left.within.clone().and(right.within.clone());
    let result = compare_or_search(&kb.theory, &within, &left.rule, &right.rule)?;
    let forward = direction(kb, &within, (a, &left), (b, &right), &result.a_implies_b)?;
    let backward = direction(kb, &within, (b, &right), (a, &left), &result.b_implies_a)?;
    Ok(Compared {
        relation: relation(result.relation, &forward, &backward),
        applicability: result.applicability,
        by_requirement: by_requirement(kb, a, b)?,
        assumptions: assumptions(kb, &left, &right, &result.used_constraints),
        a_implies_b: forward,
        b_implies_a: backward,
        a: a.clone(),
        b: b.clone(),
    })
}

/// Says whether the first node implies the second, and nothing else.
pub fn implies(kb: &Kb, a: &Node, b: &Node) -> Result<Direction, Failure> {
    let (left, right) = (meaning(kb, a), meaning(kb, b));
    let within = left.within.clone().and(right.within.clone());
    let result = compare_or_search(&kb.theory, &within, &left.rule, &right.rule)?;
    direction(kb, &within, (a, &left), (b, &right), &result.a_implies_b)
}

/// Says only whether the first node implies the second and how, which costs a fraction of [`implies`].
pub fn answer(kb: &Kb, a: &Node, b: &Node) -> Result<Answer, Failure> {
    let (left, right) = (meaning(kb, a), meaning(kb, b));
    let within = left.within.clone().and(right.within.clone());
    match entails(&kb.theory, &within, &left.rule, &right.rule)? {
        Entailment::NotComparable => return Ok(Answer::NotComparable),
        Entailment::Holds if right.silent.is_empty() => return Ok(Answer::Content),
        Entailment::Holds | Entailment::Fails => {}
    }
    let chain = by_law(kb, &within, (a, &left), b)?;
    Ok(if chain.is_some() { Answer::Law } else { Answer::No })
}

/// Compares two nodes on one requirement alone; `None` where neither regulates it.
pub fn compare_on(
    kb: &Kb,
    a: &Node,
    b: &Node,
    requirement: RequirementIdx,
) -> Result<Option<OnRequirement>, Failure> {
    let (left, right) = (meaning_for(kb, a, requirement), meaning_for(kb, b, requirement));
    let alone = |relation| Some(OnRequirement { requirement, relation, applicability: None });
    Ok(match (left, right) {
        (None, None) => None,
        (Some(_), None) => alone(Relation::Only),
        (None, Some(_)) => alone(Relation::Absent),
        (Some(left), Some(right)) => {
            let within = left.within.clone().and(right.within.clone());
            let result = compare_or_search(&kb.theory, &within, &left.rule, &right.rule)?;
            let silent = !left.silent.is_empty() || !right.silent.is_empty();
            let relation = if silent && result.relation != Relation::Disjoint {
                Relation::Undetermined
            } else {
                result.relation
            };
            Some(OnRequirement { requirement, relation, applicability: Some(result.applicability) })
        }
    })
}

/// A relation that a provision without a criterion stands against is not what the criteria alone say.
fn relation(computed: Relation, forward: &Direction, backward: &Direction) -> Relation {
    match computed {
        Relation::Equal | Relation::Stricter | Relation::Looser | Relation::Overlapping => {
            let by_content = |direction: &Direction| direction.answer == Answer::Content;
            Relation::of_implications((by_content(forward), by_content(backward)))
        }
        Relation::Incompatible
        | Relation::Disjoint
        | Relation::Absent
        | Relation::Only
        | Relation::Undetermined => computed,
    }
}

fn by_requirement(kb: &Kb, a: &Node, b: &Node) -> Result<Vec<OnRequirement>, Failure> {
    let mut parts = Vec::new();
    for requirement in kb.requirements.indices() {
        parts.extend(compare_on(kb, a, b, requirement)?);
    }
    Ok(parts)
}

fn direction(
    kb: &Kb,
    within: &Formula,
    (a, left): (&Node, &Meaning),
    (b, right): (&Node, &Meaning),
    content: &Implication,
) -> Result<Direction, Failure> {
    let mut direction = Direction {
        answer: Answer::NotComparable,
        constraints: Vec::new(),
        chain: Vec::new(),
        witness: None,
        not_implied: Vec::new(),
    };
    match content {
        Implication::NotComparable => return Ok(direction),
        Implication::Holds { constraints } if right.silent.is_empty() => {
            direction.answer = Answer::Content;
            direction.constraints.clone_from(constraints);
            return Ok(direction);
        }
        Implication::Holds { .. } => {}
        Implication::Fails { witness, hangs_on } => {
            direction.witness = Some(self::witness(kb, right, witness, hangs_on));
        }
    }
    direction.not_implied = not_implied(kb, within, left, right)?;
    match by_law(kb, within, (a, left), b)? {
        Some(chain) => {
            direction.answer = Answer::Law;
            direction.chain = chain;
        }
        None => direction.answer = Answer::No,
    }
    Ok(direction)
}

fn witness(kb: &Kb, failed: &Meaning, facts: &Facts, hangs_on: &[FactIdx]) -> Witness {
    let fails = |idx: &&ProvisionIdx| {
        let rule = &kb.provisions[**idx].rule;
        rule.applies.evaluate(facts) == Some(true)
            && rule.criterion.as_ref().and_then(|it| it.evaluate(facts)) == Some(false)
    };
    Witness {
        facts: facts.clone(),
        fails: failed.of.iter().filter(fails).copied().collect(),
        hangs_on: hangs_on.to_vec(),
    }
}

fn not_implied(
    kb: &Kb,
    within: &Formula,
    left: &Meaning,
    right: &Meaning,
) -> Result<Vec<(ProvisionIdx, Option<Witness>)>, Failure> {
    let mut found = Vec::new();
    for idx in &right.of {
        let rule = &kb.provisions[*idx].rule;
        if rule.criterion.is_none() {
            found.push((*idx, None));
            continue;
        }
        if let Some((facts, hangs_on)) = against(&kb.theory, within, &left.rule, rule)? {
            let alone = Meaning { of: vec![*idx], ..right.clone() };
            found.push((*idx, Some(witness(kb, &alone, &facts, &hangs_on))));
        }
    }
    Ok(found)
}

/// Returns the deemings that close the gap between A and B, if they do.
fn by_law(
    kb: &Kb,
    within: &Formula,
    (a, left): (&Node, &Meaning),
    b: &Node,
) -> Result<Option<Vec<Link>>, Failure> {
    let triggered = triggered(kb, within, a, left, b)?;
    if triggered.is_empty() || !closes(kb, within, left, b, &triggered)? {
        return Ok(None);
    }
    // Take away what is not needed, last declared first, so that the chain is minimal.
    let mut chain = triggered;
    let mut at = chain.len();
    while at > 0 {
        at -= 1;
        let without: Vec<usize> =
            chain.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, it)| *it).collect();
        if closes(kb, within, left, b, &without)? {
            chain = without;
        }
    }
    Ok(Some(chain.into_iter().map(|deeming| Link { deeming }).collect()))
}

/// Returns the deemings of B whose condition every product has that conforms to A and carries its label.
///
/// A label stands for a whole instrument: a single provision carries none.
fn triggered(kb: &Kb, within: &Formula, a: &Node, left: &Meaning, b: &Node) -> Result<Vec<usize>, Failure> {
    let label = kb.instruments[kb.editions[a.edition].instrument].label.filter(|_| a.locator.is_none());
    let label = label.map_or(Formula::True, |fact| Formula::Atom(Atom::Flag(fact)));
    let criterion = left.rule.criterion.clone().unwrap_or(Formula::True).and(label);
    let mut found = Vec::new();
    for (at, deeming) in kb.deemings.iter().enumerate() {
        if deemed_locators(kb, deeming, b).is_empty() {
            continue;
        }
        let conforming = Rule { applies: left.rule.applies.clone(), criterion: Some(criterion.clone()) };
        let condition = Rule { applies: Formula::True, criterion: Some(deeming.formula.clone()) };
        if entails(&kb.theory, within, &conforming, &condition)? == Entailment::Holds {
            found.push(at);
        }
    }
    Ok(found)
}

/// Returns the places of B, or around it, that a deeming treats as satisfied.
fn deemed_locators(kb: &Kb, deeming: &Deeming, b: &Node) -> Vec<Option<Locator>> {
    let nodes: BTreeSet<Node> = deeming.of.iter().flat_map(|of| kb.nodes(of)).collect();
    let valid =
        |node: &&Node| node.edition == b.edition && deemings_of(kb, node).any(|it| it.id == deeming.id);
    nodes.iter().filter(valid).map(|node| node.locator.clone()).collect()
}

fn closes(kb: &Kb, within: &Formula, left: &Meaning, b: &Node, deemings: &[usize]) -> Result<bool, Failure> {
    let branch = kb.instruments[kb.editions[b.edition].instrument].branch;
    let deemed: Vec<Option<Locator>> = deemings
        .iter()
        .filter_map(|at| kb.deemings.get(*at))
        .flat_map(|deeming| deemed_locators(kb, deeming, b))
        .collect();
    let covered = |here: &Locator| {
        deemed
            .iter()
            .any(|place| place.as_ref().is_none_or(|place| place == here || here.is_below(place, branch)))
    };
    let parts = match b.provision {
        Some(idx) if kb.provisions[idx].rule.criterion.is_some() => vec![idx],
        _ => below(kb, b.edition, b.locator.as_ref()),
    };
    let own = b.locator.as_ref().is_some_and(covered);
    for idx in parts {
        let provision = &kb.provisions[idx];
        if own || covered(&provision.locator) {
            continue;
        }
        let rest = entails(&kb.theory, within, &left.rule, &provision.rule)?;
        let counts = left.rule.criterion.is_some() && provision.rule.criterion.is_some();
        if rest == Entailment::Fails || (rest == Entailment::NotComparable && !counts) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn assumptions(kb: &Kb, left: &Meaning, right: &Meaning, constraints: &[usize]) -> Vec<Assumption> {
    let mut found = BTreeSet::new();
    for formula in left.rule.formulas().chain(right.rule.formulas()) {
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

/// Returns the facts of a witness that differ from their base values, for a table that shows what matters.
pub fn changed(kb: &Kb, facts: &Facts) -> Vec<(FactIdx, Value)> {
    facts
        .iter()
        .filter(|(var, value)| kb.theory.variables[**var].base != **value)
        .map(|(var, value)| (*var, *value))
        .collect()
}
