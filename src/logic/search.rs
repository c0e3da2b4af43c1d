//! The relation of two rules by search, for pairs whose diagrams exceed the budget.
//!
//! Gives the same words as `relation`, and products that are not the nearest ones; never a proof's constraints.
//! A conjunction of fifty rules against one of them is `stricter` here without any diagram.

use super::domain::Facts;
use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::pairwise::Pair;
use super::relation::{Applicability, Comparison, Implication, Relation, compare_within};
use super::sat;
use super::space::vars_of;
use super::theory::Theory;
use super::verdict::Rule;

/// What a search says of two rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// How the criteria relate over the products to which both apply.
    pub relation: Relation,
    /// How the products to which they apply relate.
    pub applicability: Applicability,
    /// Some product that meets the first rule and fails the second, replayed by the evaluator.
    pub a_without_b: Option<Facts>,
    /// Some product that meets the second rule and fails the first, replayed by the evaluator.
    pub b_without_a: Option<Facts>,
}

/// Compares two rules over the products for which `within` holds.
pub fn search(theory: &Theory, within: &Formula, a: &Rule, b: &Rule) -> Result<Searched, Failure> {
    let question = Question::new(theory, within, a, b);
    let (not_a, not_b) = (a.applies.clone().negated(), b.applies.clone().negated());
    let find = |parts: &[&Formula]| question.find(parts);
    let both = find(&[&a.applies, &b.applies])?.is_some();
    let applicability = if both {
        match (find(&[&a.applies, &not_b])?.is_some(), find(&[&b.applies, &not_a])?.is_some()) {
            (false, false) => Applicability::Same,
            (true, false) => Applicability::Wider,
            (false, true) => Applicability::Narrower,
            (true, true) => Applicability::Overlapping,
        }
    } else {
        Applicability::Disjoint
    };
    let without = |relation| Searched { relation, applicability, a_without_b: None, b_without_a: None };
    let (Some(meets_a), Some(meets_b)) = (&a.criterion, &b.criterion) else {
        return Ok(without(Relation::Undetermined));
    };
    if !both {
        return Ok(without(Relation::Disjoint));
    }
    let (fails_a, fails_b) = (meets_a.clone().negated(), meets_b.clone().negated());
    let a_without_b = question.replayed(&[&a.applies, &b.applies, meets_a, &fails_b])?;
    let b_without_a = question.replayed(&[&a.applies, &b.applies, meets_b, &fails_a])?;
    let relation = match (&a_without_b, &b_without_a) {
        _ if find(&[&a.applies, &b.applies, meets_a, meets_b])?.is_none() => Relation::Incompatible,
        (None, None) => Relation::Equal,
        (None, Some(_)) => Relation::Stricter,
        (Some(_), None) => Relation::Looser,
        (Some(_), Some(_)) => Relation::Overlapping,
    };
    Ok(Searched { a_without_b, b_without_a, ..without(relation) })
}

/// Compares by diagrams, and by search where these exceed the budget.
///
/// A witness found by search is some product and not the nearest, and no constraints are named.
pub fn compare_or_search(
    theory: &Theory,
    within: &Formula,
    a: &Rule,
    b: &Rule,
) -> Result<Comparison, Failure> {
    match compare_within(theory, within, a, b) {
        Err(Failure::OverBudget(_)) => Ok(search(theory, within, a, b)?.into()),
        decided => decided,
    }
}

impl From<Searched> for Comparison {
    fn from(found: Searched) -> Self {
        let comparable = !matches!(found.relation, Relation::Undetermined | Relation::Disjoint);
        let implication = |product: Option<Facts>| match product {
            _ if !comparable => Implication::NotComparable,
            Some(witness) => Implication::Fails { witness, hangs_on: Vec::new() },
            None => Implication::Holds { constraints: Vec::new() },
        };
        Self {
            relation: found.relation,
            applicability: found.applicability,
            a_implies_b: implication(found.a_without_b),
            b_implies_a: implication(found.b_without_a),
            used_constraints: Vec::new(),
        }
    }
}

/// Returns the words alone.
pub(crate) fn words(theory: &Theory, within: &Formula, a: &Rule, b: &Rule) -> Result<Pair, Failure> {
    let searched = search(theory, within, a, b)?;
    Ok((searched.relation, searched.applicability))
}

/// The products in question: those in the scope, as the constraints that can matter have them.
struct Question<'a> {
    theory: &'a Theory,
    given: Vec<&'a Formula>,
}

impl<'a> Question<'a> {
    fn new(theory: &'a Theory, within: &'a Formula, a: &Rule, b: &Rule) -> Self {
        let formulas: Vec<&Formula> =
            std::iter::once(within).chain(a.formulas()).chain(b.formulas()).collect();
        let relevant = theory.relevant(&vars_of(&formulas));
        let constraints = relevant.into_iter().filter_map(|at| theory.constraints.get(at));
        Self { theory, given: std::iter::once(within).chain(constraints).collect() }
    }

    fn find(&self, parts: &[&Formula]) -> Result<Option<Facts>, OverBudget> {
        let formulas: Vec<&Formula> = self.given.iter().chain(parts).copied().collect();
        sat::find(&self.theory.variables, &formulas)
    }

    /// Finds a product on which the ordinary evaluator agrees.
    fn replayed(&self, parts: &[&Formula]) -> Result<Option<Facts>, Failure> {
        let Some(product) = self.find(parts)? else { return Ok(None) };
        let holds = |formula: &&Formula| formula.evaluate(&product) == Some(true);
        if self.given.iter().chain(parts).all(holds) {
            Ok(Some(product))
        } else {
            Err(Failure::WitnessDoesNotReplay)
        }
    }
}
