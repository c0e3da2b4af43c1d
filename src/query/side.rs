//! One side of a comparison: one node or several taken together.
//!
//! Decides nothing; several nodes mean the conjunction of what each demands where it applies.

use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{Kb, Node, Reference, RequirementIdx};

use super::meaning::{Meaning, meaning, meaning_for};

/// Returns what some references name on the as-of date, without repetition.
pub fn nodes(kb: &Kb, references: &[Reference]) -> Vec<Node> {
    let mut found = Vec::new();
    for node in references.iter().flat_map(|reference| kb.nodes(reference)) {
        if !found.contains(&node) {
            found.push(node);
        }
    }
    found
}

/// Returns what some nodes demand together; `None` where there are none.
pub fn together(kb: &Kb, nodes: &[Node]) -> Option<Meaning> {
    nodes.iter().map(|node| meaning(kb, node)).reduce(joined)
}

/// Returns what some nodes demand together for one requirement; `None` where none of them meets it.
pub fn together_for(kb: &Kb, nodes: &[Node], requirement: RequirementIdx) -> Option<Meaning> {
    nodes.iter().filter_map(|node| meaning_for(kb, node, requirement)).reduce(joined)
}

/// Returns the products in both scopes.
pub fn both(left: &Meaning, right: &Meaning) -> Formula {
    left.within.clone().and(right.within.clone())
}

fn joined(mut one: Meaning, mut two: Meaning) -> Meaning {
    let demand = |meaning: &Meaning| {
        let criterion = meaning.rule.criterion.clone();
        criterion.map(|criterion| meaning.rule.applies.clone().implies(criterion))
    };
    let criterion = match (demand(&one), demand(&two)) {
        (Some(left), Some(right)) => Some(left.and(right)),
        (left, right) => left.or(right),
    };
    let within = if one.within == two.within { one.within } else { one.within.or(two.within) };
    let rule = Rule { applies: one.rule.applies.or(two.rule.applies), criterion };
    one.of.append(&mut two.of);
    one.silent.append(&mut two.silent);
    Meaning { within, rule, of: one.of, silent: one.silent }
}
