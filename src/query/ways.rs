//! The ways to comply with one provision, each alone against another text.
//!
//! Asked over the products within both scopes to which both apply, by content; deemings have no part in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Sufficiency;
use crate::logic::domain::Facts;
use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::pairwise::Pairwise;
use crate::logic::search::Entailment;
use crate::logic::verdict::Rule;
use crate::logic::ways::{self, Effort, Tried};
use crate::model::{Expr, FactIdx, Node, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Sides};

use super::readable;

/// What holds together, to be read.
#[derive(Clone, Debug)]
pub struct Said {
    /// The expression.
    pub expr: Expr,
    /// The facts that it tests.
    pub facts: BTreeSet<FactIdx>,
}

/// A way to comply.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it consists of.
    pub says: Said,
    /// What it is to the other text when it is taken alone.
    pub reach: Sufficiency,
    /// What has to be added: any of these is enough.
    pub with: Vec<Said>,
    /// The nearest product that takes the way alone and fails the other, if it was looked for.
    pub fails: Option<Facts>,
}

/// A condition of the other text, and whether the first asks for it already.
#[derive(Clone, Debug)]
pub struct Limb {
    /// The condition.
    pub says: Said,
    /// Whether whoever meets the first meets it.
    pub is_demanded: bool,
}

/// The ways of one provision against another.
#[derive(Clone, Debug)]
pub struct Ways {
    /// The provision whose ways they are.
    pub of: ProvisionIdx,
    /// The other.
    pub against: ProvisionIdx,
    /// The ways; none where there are too many.
    pub ways: Option<Vec<Way>>,
    /// The conditions of the other, if they were looked at.
    pub limbs: Vec<Limb>,
}

/// Says whether there is more than one way to comply with a provision, and so few that they can be told.
pub(super) fn has_choice(kb: Base<'_>, idx: ProvisionIdx) -> bool {
    let Some(criterion) = &kb.norm(idx).criterion else { return false };
    ways::ways(kb.theory, criterion, kb.items_demand(idx).as_ref()).is_some_and(|it| it.len() > 1)
}

/// Returns the ways of the first of two places against the second, from what both demand; none where one of them is no
/// single provision, is silent, or both never apply together.
pub(super) fn ways(
    kb: Base<'_>,
    [a, b]: [&Node; 2],
    sides: &Sides<'_>,
    effort: Effort,
) -> Result<Option<Ways>, Failure> {
    let (Some(of), Some(against)) = (kb.alone(a), kb.alone(b)) else { return Ok(None) };
    let [rule, other] = &sides.rules;
    let (Some(criterion), Some(demanded)) = (&rule.criterion, &other.criterion) else { return Ok(None) };
    let limbs = if effort.shows { ways::limbs(demanded) } else { Vec::new() };
    let limbs = limbs.into_iter().map(|formula| limb(kb, against, sides, formula));
    let limbs = limbs.collect::<Result<Vec<Limb>, Failure>>()?;
    let items = kb.items_demand(of);
    let Some(found) = ways::ways(kb.theory, criterion, items.as_ref()) else {
        return Ok(Some(Ways { of, against, ways: None, limbs }));
    };
    let tried = sides.tried(&found, effort)?;
    if tried.iter().all(|it| it.reach == Sufficiency::NeverAlone) {
        return Ok(None);
    }
    let way = |(parts, tried): (&ways::Way, Tried)| Way {
        says: said(kb, of, parts),
        reach: tried.reach,
        with: tried.with.iter().map(|added| said(kb, against, added)).collect(),
        fails: tried.fails,
    };
    Ok(Some(Ways { of, against, ways: Some(found.iter().zip(tried).map(way).collect()), limbs }))
}

/// Returns for each pair of provisions on a requirement the conditions of the first that the second does not imply, over
/// the products to which both apply; none where that is too complex to be told.
///
/// All conditions of all pairs are compiled once, in one space.
pub fn beyond(
    kb: Base<'_>,
    requirement: RequirementIdx,
    pairs: &[[ProvisionIdx; 2]],
) -> Vec<Option<Vec<Said>>> {
    let members: BTreeSet<ProvisionIdx> = pairs.iter().flatten().copied().collect();
    let rule = |idx: &ProvisionIdx| (kb.scope_of(*idx), kb.rule_for(*idx, requirement));
    let mut rules: Vec<(&Formula, Rule)> = members.iter().map(rule).collect();
    let mut limbs: BTreeMap<ProvisionIdx, Vec<(usize, Formula)>> = BTreeMap::new();
    let mut places: BTreeMap<ProvisionIdx, usize> = BTreeMap::new();
    for (at, idx) in members.into_iter().enumerate() {
        places.insert(idx, at);
        let Some((within, rule)) = rules.get(at).cloned() else { continue };
        for formula in rule.criterion.iter().flat_map(ways::limbs) {
            limbs.entry(idx).or_default().push((rules.len(), formula.clone()));
            rules.push((within, Rule { applies: rule.applies.clone(), criterion: Some(formula) }));
        }
    }
    let all = Pairwise::new(kb.theory, rules.iter().map(|(within, rule)| (*within, rule)).collect());
    let is_beyond = |[_, b]: &[ProvisionIdx; 2], limb: usize| {
        let related = places.get(b).and_then(|b| all.between(*b, limb).ok())?;
        Some(!related.relation.implies())
    };
    let of = |pair: &[ProvisionIdx; 2]| {
        let [a, _] = pair;
        let limbs = limbs.get(a).map_or(&[][..], Vec::as_slice);
        let found = limbs.iter().map(|(at, formula)| Some((is_beyond(pair, *at)?, formula)));
        let found: Option<Vec<(bool, &Formula)>> = found.collect();
        let beyond =
            |(is, formula): (bool, &Formula)| is.then(|| said(kb, *a, std::slice::from_ref(formula)));
        found.map(|all| all.into_iter().filter_map(beyond).collect())
    };
    pairs.iter().map(of).collect()
}

fn limb(kb: Base<'_>, of: ProvisionIdx, sides: &Sides<'_>, formula: Formula) -> Result<Limb, Failure> {
    let [_, rule] = &sides.rules;
    let part = Rule { applies: rule.applies.clone(), criterion: Some(formula.clone()) };
    let is_demanded = sides.entails_rule(&part)? == Entailment::Holds;
    Ok(Limb { says: said(kb, of, &[formula]), is_demanded })
}

/// Returns what a provision says of some parts together; what its items demand has a word of its own.
fn said(kb: Base<'_>, of: ProvisionIdx, parts: &[Formula]) -> Said {
    let items = kb.items_demand(of);
    let (whole, rest): (Vec<&Formula>, Vec<&Formula>) =
        parts.iter().partition(|it| items.as_ref() == Some(*it));
    let rest = Formula::all(rest.into_iter().cloned());
    let expr = match (whole.is_empty(), readable::expression(kb, &rest)) {
        (true, rest) => rest,
        (false, Expr::All(mut rest)) => {
            rest.insert(0, Expr::Items);
            if rest.len() == 1 { Expr::Items } else { Expr::All(rest) }
        }
        (false, rest) => Expr::All(vec![Expr::Items, rest]),
    };
    Said { expr, facts: parts.iter().flat_map(Formula::vars).collect() }
}
