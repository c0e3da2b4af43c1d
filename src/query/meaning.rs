//! What a node means: its own criterion, or that of what stands below it.
//!
//! The one place that turns parents, editions and requirements into rules; decides none of them.

use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, Kb, Locator, Node, ProvisionIdx, RequirementIdx};

/// A rule, the scope that it stands in, and what it was made of.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// The scope of the edition.
    pub within: Formula,
    /// Where it applies and what it demands, as far as criteria say.
    pub rule: Rule,
    /// The provisions that it was made of.
    pub of: Vec<ProvisionIdx>,
    /// Binding provisions without a criterion, which no product can be shown to meet.
    pub silent: Vec<ProvisionIdx>,
}

/// Returns what a node means.
pub fn meaning(kb: &Kb, node: &Node) -> Meaning {
    let within = kb.editions[node.edition].within.clone();
    if let Some(idx) = node.provision {
        let provision = &kb.provisions[idx];
        if provision.rule.criterion.is_some() || below(kb, node.edition, node.locator.as_ref()).is_empty() {
            let silent = if provision.rule.criterion.is_none() { vec![idx] } else { Vec::new() };
            return Meaning { within, rule: provision.rule.clone(), of: vec![idx], silent };
        }
    }
    let parts = below(kb, node.edition, node.locator.as_ref());
    let applies = match node.locator {
        None => within.clone(),
        Some(_) => Formula::Any(parts.iter().map(|idx| kb.provisions[*idx].rule.applies.clone()).collect()),
    };
    conjunction(kb, within, applies, parts, |idx| kb.provisions[idx].rule.criterion.clone())
}

/// Returns what the binding provisions of a node demand for a requirement; none where none meets it.
///
/// A provision that is named itself counts whatever its modality.
pub fn meaning_for(kb: &Kb, node: &Node, requirement: RequirementIdx) -> Option<Meaning> {
    let meets = |idx: &ProvisionIdx| part_formulas(kb, *idx, requirement).next().is_some();
    let named = node.provision.filter(meets);
    let parts: Vec<ProvisionIdx> = match named {
        Some(idx) => vec![idx],
        None => all_binding(kb, node.edition, node.locator.as_ref()).into_iter().filter(meets).collect(),
    };
    (!parts.is_empty()).then(|| realisation(kb, node.edition, parts, requirement))
}

/// Returns what some provisions of an edition demand together for a requirement.
pub fn realisation(
    kb: &Kb,
    edition: EditionIdx,
    parts: Vec<ProvisionIdx>,
    requirement: RequirementIdx,
) -> Meaning {
    let within = kb.editions[edition].within.clone();
    let applies = Formula::Any(parts.iter().map(|idx| kb.provisions[*idx].rule.applies.clone()).collect());
    conjunction(kb, within, applies, parts, |idx| part(kb, idx, requirement))
}

/// Returns where a provision applies within the scope of its edition.
pub fn own_applies(kb: &Kb, idx: ProvisionIdx) -> Formula {
    let provision = &kb.provisions[idx];
    let within = &kb.editions[provision.edition].within;
    let whole = &provision.rule.applies;
    if whole == within {
        return Formula::True;
    }
    // `applies when` was joined to the scope; where it is missing from there, nothing is to be taken away.
    if let Formula::All(parts) = whole
        && let [scope, own] = parts.as_slice()
        && scope == within
    {
        return own.clone();
    }
    whole.clone()
}

/// Returns the criterion of a provision for a requirement, if each block for it has one.
pub fn part(kb: &Kb, idx: ProvisionIdx, requirement: RequirementIdx) -> Option<Formula> {
    let parts: Option<Vec<Formula>> =
        part_formulas(kb, idx, requirement).map(Option::<&Formula>::cloned).collect();
    parts.map(|parts| parts.into_iter().reduce(Formula::and).unwrap_or(Formula::True))
}

fn part_formulas(
    kb: &Kb,
    idx: ProvisionIdx,
    requirement: RequirementIdx,
) -> impl Iterator<Item = Option<&Formula>> {
    let provision = &kb.provisions[idx];
    let criteria = provision.body.criteria.iter().zip(&provision.parts);
    criteria
        .filter(move |(criterion, _)| criterion.requirement == Some(requirement))
        .map(|(_, part)| part.as_ref())
}

fn conjunction(
    kb: &Kb,
    within: Formula,
    applies: Formula,
    parts: Vec<ProvisionIdx>,
    criterion: impl Fn(ProvisionIdx) -> Option<Formula>,
) -> Meaning {
    // A single provision keeps its own shape, so that equal provisions stay equal in form.
    if let [only] = parts.as_slice() {
        let demand = criterion(*only);
        let silent = if demand.is_none() { parts.clone() } else { Vec::new() };
        return Meaning {
            within,
            rule: Rule { applies: kb.provisions[*only].rule.applies.clone(), criterion: demand },
            of: parts,
            silent,
        };
    }
    let (mut demands, mut silent) = (Vec::new(), Vec::new());
    for idx in &parts {
        match criterion(*idx) {
            Some(demand) => demands.push(kb.provisions[*idx].rule.applies.clone().implies(demand)),
            None => silent.push(*idx),
        }
    }
    let criterion = if demands.is_empty() { None } else { Some(Formula::All(demands)) };
    Meaning { within, rule: Rule { applies, criterion }, of: parts, silent }
}

/// Returns the binding provisions that make up a node: a parent with a criterion of its own stands for
/// everything below it.
pub fn below(kb: &Kb, edition: EditionIdx, locator: Option<&Locator>) -> Vec<ProvisionIdx> {
    let mut parts = Vec::new();
    for child in kb.children(edition, locator) {
        let provision = &kb.provisions[child];
        let inner = || below(kb, edition, Some(&provision.locator));
        if provision.rule.criterion.is_some() {
            if provision.concerns_products() {
                parts.push(child);
            } else {
                parts.extend(inner());
            }
            continue;
        }
        let inner = inner();
        if inner.is_empty() && provision.concerns_products() {
            parts.push(child);
        }
        parts.extend(inner);
    }
    parts
}

/// Returns every binding provision at or below a locator, whatever stands above it.
pub(super) fn all_binding(kb: &Kb, edition: EditionIdx, locator: Option<&Locator>) -> Vec<ProvisionIdx> {
    let branch = kb.instruments[kb.editions[edition].instrument].branch;
    let inside = |idx: &ProvisionIdx| {
        let here = &kb.provisions[*idx].locator;
        locator.is_none_or(|outer| here == outer || here.is_below(outer, branch))
    };
    let binding = |idx: &ProvisionIdx| kb.provisions[*idx].concerns_products();
    kb.editions[edition].provisions.iter().copied().filter(inside).filter(binding).collect()
}
