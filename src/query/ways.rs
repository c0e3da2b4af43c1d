//! The ways to comply with one provision, each alone against another text.
//!
//! Asked over the products within both scopes to which both apply, by content; deemings have no part in it.

use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::search::Entailment;
use crate::logic::verdict::Rule;
use crate::logic::ways::{self, Tried, Way};
use crate::model::{Node, ProvisionIdx};
use crate::norm::{Base, Sides};

/// A condition of the other text, and whether the first asks for it already.
#[derive(Clone, Debug)]
pub struct Limb {
    /// The condition.
    pub formula: Formula,
    /// Whether whoever meets the first meets it.
    pub is_demanded: bool,
}

/// The ways of one place against another.
#[derive(Clone, Debug)]
pub struct Ways {
    /// The provision whose ways they are.
    pub of: ProvisionIdx,
    /// What its items demand together, where it has the word for them.
    pub items: Option<Formula>,
    /// Each way with what it is to the other; none where there are too many.
    pub ways: Option<Vec<(Way, Tried)>>,
    /// The conditions of the other.
    pub limbs: Vec<Limb>,
}

/// Returns the ways of `a` against `b`; none where one of them is no single provision, is silent, or both never apply
/// together.
pub fn ways(kb: Base<'_>, a: &Node, b: &Node) -> Result<Option<Ways>, Failure> {
    let (Some(of), Some(_)) = (kb.alone(a), kb.alone(b)) else { return Ok(None) };
    let (left, right) = (kb.demand(a), kb.demand(b));
    let (Some(criterion), Some(other)) = (&left.criterion, &right.criterion) else { return Ok(None) };
    let items = kb.items_demand(of);
    let sides = Sides::new(kb, &left, &right);
    let [_, rule] = &sides.rules;
    let limb = |formula: Formula| {
        let part = Rule { applies: rule.applies.clone(), criterion: Some(formula.clone()) };
        let is_demanded = sides.entails_rule(&part)? == Entailment::Holds;
        Ok(Limb { formula, is_demanded })
    };
    let limbs = ways::limbs(other).into_iter().map(limb).collect::<Result<Vec<_>, Failure>>()?;
    let Some(found) = ways::ways(kb.theory, criterion, items.as_ref()) else {
        return Ok(Some(Ways { of, items, ways: None, limbs }));
    };
    let tried = sides.tried(&found)?;
    let none = tried.iter().all(|it| it.reach == ways::Reach::NeverAlone);
    let ways = Some(found.into_iter().zip(tried).collect());
    Ok((!none).then_some(Ways { of, items, ways, limbs }))
}
