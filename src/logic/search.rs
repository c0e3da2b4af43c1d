//! The relation of two rules by search: at a fraction of the cost of diagrams for the words alone, and whatever
//! the size of the diagrams for the whole.
//!
//! Says the same as `relation`, to the byte: the words, the nearest witnesses and the constraints of a proof.
//! A conjunction of fifty rules against one of them is `stricter` here without any diagram.

use super::domain::{Facts, Var};
use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::likely::likelier;
use super::relation::{Comparison, Implication, Reach, Related, compare_within, reach, replays};
use super::sat::{Questions, Wanted};
use super::space::vars_of;
use super::theory::Theory;
use super::verdict::Rule;
use crate::lexicon::{Applicability, Relation};

/// Whether meeting one rule means meeting another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entailment {
    /// It does.
    Holds,
    /// Some product meets the first and fails the second.
    Fails,
    /// They never apply together, or one has no criterion.
    NotComparable,
}

/// Says whether `a` implies `b` over the products for which `within` holds, and nothing else.
pub fn entails(theory: &Theory, within: &Formula, a: &Rule, b: &Rule) -> Result<Entailment, OverBudget> {
    if a.criterion.is_none() || b.criterion.is_none() {
        return Ok(Entailment::NotComparable);
    }
    let mut search = Search::new(theory, within, a, b);
    if search.questions.can(&gap(MEETS_A, MEETS_B))? {
        return Ok(Entailment::Fails);
    }
    let together = search.questions.can(&TOGETHER)?;
    Ok(if together { Entailment::Holds } else { Entailment::NotComparable })
}

/// Returns the nearest product that meets `a` and fails `b`, with the open limbs that it needs, if there is one.
pub fn against(
    theory: &Theory,
    within: &Formula,
    a: &Rule,
    b: &Rule,
) -> Result<Option<(Facts, Vec<Var>)>, Failure> {
    if a.criterion.is_none() || b.criterion.is_none() {
        return Ok(None);
    }
    Search::new(theory, within, a, b).witness(MEETS_A, MEETS_B)
}

/// Relates two rules in their scopes, in words alone.
pub fn words(theory: &Theory, scopes: [&Formula; 2], a: &Rule, b: &Rule) -> Result<Related, OverBudget> {
    let [one, two] = scopes;
    let within = one.clone().and(two.clone());
    let (relation, inside) = Search::new(theory, &within, a, b).words()?;
    let condition = condition(theory, scopes, inside)?;
    let applicability = if one == two {
        inside
    } else {
        reach(Search::new(theory, &Formula::True, &asked(&a.applies), &asked(&b.applies)).words()?.0)
    };
    Ok(Related { relation, applicability, condition })
}

/// Says to which of the products for which `within` holds two rules apply, with one to which each alone does.
pub fn applying(theory: &Theory, within: &Formula, a: &Formula, b: &Formula) -> Result<Reach, Failure> {
    compare_or_search(theory, within, &asked(a), &asked(b)).map(Reach::of)
}

/// Returns how two conditions relate inside both scopes, from how they do there; none where nothing is in both.
pub fn condition(
    theory: &Theory,
    [one, two]: [&Formula; 2],
    inside: Applicability,
) -> Result<Option<Applicability>, OverBudget> {
    // Nothing is in both scopes, or nothing there meets both conditions.
    let nowhere = inside == Applicability::Disjoint && !meet(theory, one, two)?;
    Ok((!nowhere).then_some(inside))
}

/// Says whether a product meets both conditions.
fn meet(theory: &Theory, a: &Formula, b: &Formula) -> Result<bool, OverBudget> {
    Search::new(theory, &Formula::True, &asked(a), &asked(b))
        .questions
        .can(&[(MEETS_A, true), (MEETS_B, true)])
}

/// Asks a condition of every product, as a criterion.
fn asked(condition: &Formula) -> Rule {
    Rule { applies: Formula::True, criterion: Some(condition.clone()) }
}

/// Compares two rules over the products for which `within` holds.
pub fn search(theory: &Theory, within: &Formula, a: &Rule, b: &Rule) -> Result<Comparison, Failure> {
    Search::new(theory, within, a, b).comparison()
}

/// Compares by diagrams, which are the faster of the two, and by search where these exceed the budget.
pub fn compare_or_search(
    theory: &Theory,
    within: &Formula,
    a: &Rule,
    b: &Rule,
) -> Result<Comparison, Failure> {
    match compare_within(theory, within, a, b) {
        Err(Failure::OverBudget(_)) => search(theory, within, a, b),
        decided => decided,
    }
}

const APPLIES_A: usize = 0;
const APPLIES_B: usize = 1;
const MEETS_A: usize = 2;
const MEETS_B: usize = 3;
/// The first constraint, where constraints are asked about too.
const CONSTRAINTS: usize = 4;

/// A product to which both rules apply.
const TOGETHER: [Wanted; 2] = [(APPLIES_A, true), (APPLIES_B, true)];
/// A product to which only the first applies.
const ONLY_A: [Wanted; 2] = [(APPLIES_A, true), (APPLIES_B, false)];
/// A product to which only the second applies.
const ONLY_B: [Wanted; 2] = [(APPLIES_B, true), (APPLIES_A, false)];
/// A product that meets both.
const SHARED: [Wanted; 4] = [(APPLIES_A, true), (APPLIES_B, true), (MEETS_A, true), (MEETS_B, true)];

/// Returns the question for a product to which both rules apply, that meets one and fails the other.
fn gap(met: usize, failed: usize) -> [Wanted; 4] {
    [(APPLIES_A, true), (APPLIES_B, true), (met, true), (failed, false)]
}

/// Two rules over the products in question: those in the scope, as the constraints that can matter have them.
struct Search<'a> {
    theory: &'a Theory,
    within: &'a Formula,
    constraints: Vec<(usize, &'a Formula)>,
    rules: [&'a Rule; 2],
    questions: Questions,
    /// The same with the constraints as questions, made when a proof is asked for.
    proof: Option<Questions>,
}

impl<'a> Search<'a> {
    fn new(theory: &'a Theory, within: &'a Formula, a: &'a Rule, b: &'a Rule) -> Self {
        let formulas = Self::formulas([a, b]);
        let vars = vars_of(&[&formulas[..], &[within]].concat());
        let relevant = theory.relevant(&vars).into_iter();
        let constraints: Vec<(usize, &Formula)> =
            relevant.filter_map(|at| Some((at, theory.constraints.get(at)?))).collect();
        let given: Vec<&Formula> =
            std::iter::once(within).chain(constraints.iter().map(|(_, formula)| *formula)).collect();
        let questions = Questions::new(&theory.variables, &given, &formulas);
        Self { theory, within, constraints, rules: [a, b], questions, proof: None }
    }

    fn formulas([a, b]: [&'a Rule; 2]) -> [&'a Formula; CONSTRAINTS] {
        let met = |rule: &'a Rule| rule.criterion.as_ref().unwrap_or(&Formula::True);
        [&a.applies, &b.applies, met(a), met(b)]
    }

    fn words(&mut self) -> Result<(Relation, Applicability), OverBudget> {
        let comparable = self.rules.iter().all(|rule| rule.criterion.is_some());
        if !self.questions.can(&TOGETHER)? {
            let relation = if comparable { Relation::Disjoint } else { Relation::Undetermined };
            return Ok((relation, Applicability::Disjoint));
        }
        let inclusions = (!self.questions.can(&ONLY_A)?, !self.questions.can(&ONLY_B)?);
        let applicability = Applicability::of_inclusions(inclusions);
        let relation = if comparable { self.relation()? } else { Relation::Undetermined };
        Ok((relation, applicability))
    }

    /// Relates the criteria of two rules that apply together.
    fn relation(&mut self) -> Result<Relation, OverBudget> {
        if !self.questions.can(&SHARED)? {
            return Ok(Relation::Incompatible);
        }
        let forward = !self.questions.can(&gap(MEETS_A, MEETS_B))?;
        let backward = !self.questions.can(&gap(MEETS_B, MEETS_A))?;
        Ok(Relation::of_implications((forward, backward)))
    }

    fn comparison(&mut self) -> Result<Comparison, Failure> {
        let (relation, applicability) = self.words()?;
        let impossible: &[[Wanted; 2]] = match applicability {
            Applicability::Disjoint => &[TOGETHER],
            Applicability::Same => &[ONLY_A, ONLY_B],
            Applicability::Wider => &[ONLY_B],
            Applicability::Narrower => &[ONLY_A],
            Applicability::Overlapping => &[],
        };
        let mut used = Vec::new();
        for question in impossible {
            used.extend(self.core(question)?);
        }
        if relation == Relation::Incompatible {
            used.extend(self.core(&SHARED)?);
        }
        let comparable = !matches!(relation, Relation::Undetermined | Relation::Disjoint);
        let mut implication = |met, failed| {
            if comparable { self.implication(met, failed) } else { Ok(Implication::NotComparable) }
        };
        let (a_implies_b, b_implies_a) = (implication(MEETS_A, MEETS_B)?, implication(MEETS_B, MEETS_A)?);
        for implication in [&a_implies_b, &b_implies_a] {
            if let Implication::Holds { constraints } = implication {
                used.extend(constraints);
            }
        }
        used.sort_unstable();
        used.dedup();
        Ok(Comparison { relation, applicability, a_implies_b, b_implies_a, used_constraints: used })
    }

    fn implication(&mut self, met: usize, failed: usize) -> Result<Implication, Failure> {
        Ok(match self.witness(met, failed)? {
            Some((witness, hangs_on)) => Implication::Fails { witness, hangs_on },
            None => Implication::Holds { constraints: self.core(&gap(met, failed))? },
        })
    }

    fn witness(&mut self, met: usize, failed: usize) -> Result<Option<(Facts, Vec<Var>)>, Failure> {
        let Some(witness) = self.questions.nearest(&gap(met, failed))? else { return Ok(None) };
        let [a, b] = self.rules;
        let rules = if met == MEETS_A { [a, b] } else { [b, a] };
        let constraints: Vec<usize> = self.constraints.iter().map(|(at, _)| *at).collect();
        let witness = likelier(self.theory, &constraints, self.within, rules, witness);
        if !replays(self.theory, &constraints, self.within, rules, &witness) {
            return Err(Failure::WitnessDoesNotReplay);
        }
        let hangs_on = self.theory.open_limbs(&witness);
        Ok(Some((witness, hangs_on)))
    }

    /// Returns a minimal set of constraints under which no product is as `wanted`.
    fn core(&mut self, wanted: &[Wanted]) -> Result<Vec<usize>, OverBudget> {
        let constraints = self.constraints.iter();
        let formulas = Self::formulas(self.rules);
        let proof = self.proof.get_or_insert_with(|| {
            let all: Vec<&Formula> = formulas.into_iter().chain(constraints.map(|(_, it)| *it)).collect();
            Questions::new(&self.theory.variables, &[self.within], &all)
        });
        let kept = proof.core(wanted, CONSTRAINTS..CONSTRAINTS + self.constraints.len())?;
        let index = |at: usize| self.constraints.get(at - CONSTRAINTS).map(|(index, _)| *index);
        Ok(kept.into_iter().filter_map(index).collect())
    }
}
