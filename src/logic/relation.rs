//! How two rules relate: which is stricter, where each applies, and a witness where an implication fails.
//!
//! Every witness is replayed by the ordinary evaluator before it leaves; never knows a deeming.
//! `change == forced` against `change >= prompted` is stricter.

use crate::lexicon::{Applicability, Relation};
use biodivine_lib_bdd::Bdd;

use super::domain::{Facts, Var};
use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::likely::likelier;
use super::space::{BUDGET, Space};
use super::theory::Theory;
use super::verdict::Rule;
use super::witness;

/// How two rules in their scopes relate, in words; the first one is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Related {
    /// How the criteria relate over the products to which both apply.
    pub relation: Relation,
    /// How the products to which they apply relate, scopes and conditions together.
    pub applicability: Applicability,
    /// How their conditions relate inside both scopes; none where no product is in both.
    pub condition: Option<Applicability>,
}

impl Related {
    /// Returns the second as related to the first.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self {
            relation: self.relation.mirrored(),
            applicability: self.applicability.mirrored(),
            condition: self.condition.map(Applicability::mirrored),
        }
    }
}

/// Where two rules apply at all, the first one described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// How the products to which they apply relate.
    pub applicability: Applicability,
    /// The nearest product to which the first alone applies, if there is one.
    pub only_a: Option<Facts>,
    /// The nearest product to which the second alone applies, if there is one.
    pub only_b: Option<Facts>,
    /// The constraints that this rests on.
    pub used_constraints: Vec<usize>,
}

impl Reach {
    /// Reads where two rules apply off the comparison of their conditions as criteria.
    pub(super) fn of(conditions: Comparison) -> Self {
        Self {
            applicability: reach(conditions.relation),
            only_a: conditions.a_implies_b.witness(),
            only_b: conditions.b_implies_a.witness(),
            used_constraints: conditions.used_constraints,
        }
    }
}

/// Says how the products relate that meet two conditions which relate in this way.
pub(super) fn reach(conditions: Relation) -> Applicability {
    match conditions {
        Relation::Equal => Applicability::Same,
        Relation::Stricter => Applicability::Narrower,
        Relation::Looser => Applicability::Wider,
        Relation::Overlapping => Applicability::Overlapping,
        Relation::Incompatible
        | Relation::Disjoint
        | Relation::Absent
        | Relation::Only
        | Relation::Undetermined => Applicability::Disjoint,
    }
}

/// Whether meeting one rule means meeting another, by content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Implication {
    /// It does.
    Holds {
        /// A minimal set of constraints that the proof uses.
        constraints: Vec<usize>,
    },
    /// It does not.
    Fails {
        /// The nearest product that meets the first rule and fails the second; total over the facts of both.
        witness: Facts,
        /// The open limbs that have to be true in any such product.
        hangs_on: Vec<Var>,
    },
    /// The rules never apply together, or one has no criterion.
    NotComparable,
}

impl Implication {
    /// Returns the product against it, if there is one.
    pub fn witness(self) -> Option<Facts> {
        match self {
            Implication::Fails { witness, .. } => Some(witness),
            Implication::Holds { .. } | Implication::NotComparable => None,
        }
    }
}

/// All that is computed of a pair of rules over the products in question; the first one is described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How the criteria relate over the products to which both apply.
    pub relation: Relation,
    /// How those of the products in question relate to which they apply.
    pub applicability: Applicability,
    /// Whether the first implies the second.
    pub a_implies_b: Implication,
    /// Whether the second implies the first.
    pub b_implies_a: Implication,
    /// The constraints that the relation, the applicability and the implications rest on.
    pub used_constraints: Vec<usize>,
}

/// Compares two rules over all products.
pub fn compare(theory: &Theory, a: &Rule, b: &Rule) -> Result<Comparison, Failure> {
    compare_within(theory, &Formula::True, a, b)
}

/// Compares two rules over the products for which `within` holds: those in both scopes.
pub fn compare_within(theory: &Theory, within: &Formula, a: &Rule, b: &Rule) -> Result<Comparison, Failure> {
    let mut formulas = vec![within, &a.applies, &b.applies];
    formulas.extend(a.criterion.iter().chain(&b.criterion));
    let space = Space::new(theory, &formulas, BUDGET)?;
    let mut used = Vec::new();
    let region = space.compile(within)?;
    let in_a = space.and(&region, &space.compile(&a.applies)?)?;
    let in_b = space.and(&region, &space.compile(&b.applies)?)?;
    let both = space.and(&in_a, &in_b)?;
    let applicability = applicability(&space, &in_a, &in_b, &both, &mut used)?;
    let pair = Both { theory, space: &space, within, a, b };
    let mut comparison = pair.criteria(&both, applicability, &mut used)?;
    used.sort_unstable();
    used.dedup();
    comparison.used_constraints = used;
    Ok(comparison)
}

/// Compares where two rules apply; a rule that never applies is disjoint from every other.
fn applicability(
    space: &Space,
    in_a: &Bdd,
    in_b: &Bdd,
    both: &Bdd,
    used: &mut Vec<usize>,
) -> Result<Applicability, OverBudget> {
    let mut empty = |diagram: &Bdd| -> Result<bool, OverBudget> {
        let core = space.core(diagram)?;
        let is_empty = core.is_some();
        used.extend(core.into_iter().flatten());
        Ok(is_empty)
    };
    if empty(both)? {
        return Ok(Applicability::Disjoint);
    }
    let within_b = empty(&space.and_not(in_a, both)?)?;
    let within_a = empty(&space.and_not(in_b, both)?)?;
    Ok(Applicability::of_inclusions((within_b, within_a)))
}

/// Two rules in their space.
struct Both<'a> {
    theory: &'a Theory,
    space: &'a Space,
    within: &'a Formula,
    a: &'a Rule,
    b: &'a Rule,
}

impl Both<'_> {
    fn criteria(
        &self,
        both: &Bdd,
        applicability: Applicability,
        used: &mut Vec<usize>,
    ) -> Result<Comparison, Failure> {
        let without = |relation| Comparison {
            relation,
            applicability,
            a_implies_b: Implication::NotComparable,
            b_implies_a: Implication::NotComparable,
            used_constraints: Vec::new(),
        };
        let (Some(a), Some(b)) = (&self.a.criterion, &self.b.criterion) else {
            return Ok(without(Relation::Undetermined));
        };
        if applicability == Applicability::Disjoint {
            return Ok(without(Relation::Disjoint));
        }
        let (meets_a, meets_b) = (self.space.compile(a)?, self.space.compile(b)?);
        let of_a = self.space.and(both, &meets_a)?;
        let of_b = self.space.and(both, &meets_b)?;
        let a_implies_b = self.implication(&self.space.and_not(&of_a, &meets_b)?, [self.a, self.b], used)?;
        let b_implies_a = self.implication(&self.space.and_not(&of_b, &meets_a)?, [self.b, self.a], used)?;
        let shared = self.space.core(&self.space.and(&of_a, &meets_b)?)?;
        let holds = |implication: &Implication| matches!(implication, Implication::Holds { .. });
        let relation = match shared {
            Some(_) => Relation::Incompatible,
            None => Relation::of_implications((holds(&a_implies_b), holds(&b_implies_a))),
        };
        used.extend(shared.into_iter().flatten());
        Ok(Comparison { a_implies_b, b_implies_a, ..without(relation) })
    }

    /// Settles whether no product lies in `gap`, where `rules[0]` is met and `rules[1]` is not.
    fn implication(
        &self,
        gap: &Bdd,
        rules: [&Rule; 2],
        used: &mut Vec<usize>,
    ) -> Result<Implication, Failure> {
        if let Some(constraints) = self.space.core(gap)? {
            used.extend(&constraints);
            return Ok(Implication::Holds { constraints });
        }
        let goal = self.space.and(gap, &self.space.care)?;
        let witness = witness::nearest(self.space, &goal)?.ok_or(Failure::WitnessDoesNotReplay)?;
        let constraints: Vec<usize> = self.space.constraints.iter().map(|(at, _)| *at).collect();
        let witness = likelier(self.theory, &constraints, self.within, rules, witness);
        if !replays(self.theory, &constraints, self.within, rules, &witness) {
            return Err(Failure::WitnessDoesNotReplay);
        }
        let hangs_on = self.theory.open_limbs(&witness);
        Ok(Implication::Fails { witness, hangs_on })
    }
}

/// Says whether the ordinary evaluator agrees that a product within the scope meets the first rule and fails the
/// second.
pub(super) fn replays(
    theory: &Theory,
    constraints: &[usize],
    within: &Formula,
    [met, failed]: [&Rule; 2],
    product: &Facts,
) -> bool {
    let truth = |formula: &Formula| formula.evaluate(product);
    truth(within) == Some(true)
        && truth(&met.applies) == Some(true)
        && truth(&failed.applies) == Some(true)
        && met.criterion.as_ref().and_then(truth) == Some(true)
        && failed.criterion.as_ref().and_then(truth) == Some(false)
        && theory.obeyed(constraints, product)
}
