//! The relations among many rules at once, in one space.
//!
//! Gives the words only: witnesses and the constraints that a proof uses are for `relation`. Agrees with it.
//! Of three rules about one length, each is compiled once and every pair costs a few walks over two diagrams.

use crate::lexicon::{Applicability, Relation};
use std::collections::BTreeMap;

use biodivine_lib_bdd::Bdd;

use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::relation::Related;
use super::search;
use super::space::{BUDGET, Space};
use super::theory::Theory;
use super::verdict::Rule;

/// A rule and the scope that it stands in.
pub type Scoped<'a> = (&'a Formula, &'a Rule);

/// Many rules, ready to be compared with one another.
#[derive(Debug)]
pub struct Pairwise<'a> {
    theory: &'a Theory,
    rules: Vec<Scoped<'a>>,
    classes: Vec<usize>,
    shared: Option<Shared>,
}

/// The rules as diagrams of one space.
#[derive(Debug)]
struct Shared {
    space: Space,
    classes: Vec<Compiled>,
}

/// What one rule makes of the products.
#[derive(Debug)]
struct Compiled {
    /// Those it applies to.
    inside: Bdd,
    /// Those in its scope to which it does not apply.
    outside: Bdd,
    /// All others that the constraints allow.
    beyond: Bdd,
    /// Those it applies to that meet it and that fail it; nothing for a rule without a criterion.
    verdicts: Option<(Bdd, Bdd)>,
}

impl<'a> Pairwise<'a> {
    /// Compiles each rule once; rules that mean the same share a class.
    pub fn new(theory: &'a Theory, rules: Vec<Scoped<'a>>) -> Self {
        let mut distinct: BTreeMap<Scoped<'a>, usize> = BTreeMap::new();
        let mut classes = Vec::with_capacity(rules.len());
        let mut order: Vec<Scoped<'a>> = Vec::new();
        for rule in &rules {
            let class = *distinct.entry(*rule).or_insert_with(|| {
                order.push(*rule);
                order.len() - 1
            });
            classes.push(class);
        }
        match Shared::new(theory, &order) {
            Ok((shared, forms)) => {
                let classes =
                    classes.iter().map(|class| forms.get(*class).copied().unwrap_or(*class)).collect();
                Self { theory, rules, classes, shared: Some(shared) }
            }
            // Together they exceed the budget; two at a time and without diagrams, they hardly do.
            Err(_) => Self { theory, rules, classes, shared: None },
        }
    }

    /// Returns the class of each rule: rules of one class relate alike to every other rule.
    pub fn classes(&self) -> &[usize] {
        &self.classes
    }

    /// Compares two rules by their positions, over the products in both scopes.
    pub fn between(&self, a: usize, b: usize) -> Result<Related, Failure> {
        let class = |at: usize| self.classes.get(at).copied();
        if let (Some(shared), Some(one), Some(two)) = (&self.shared, class(a), class(b))
            && let Ok(related) = shared.between(one, two)
        {
            return Ok(related);
        }
        let (Some((within_a, a)), Some((within_b, b))) = (self.rules.get(a), self.rules.get(b)) else {
            return Ok(NOTHING);
        };
        Ok(search::words(self.theory, [*within_a, *within_b], a, b)?)
    }

    /// Compares every two classes, each pair once; `None` where a pair exceeds the budget.
    pub fn table(&self) -> Table {
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, class) in self.classes.iter().enumerate() {
            first.entry(*class).or_insert(at);
        }
        let representatives: Vec<usize> = first.values().copied().collect();
        let position: BTreeMap<usize, usize> =
            first.keys().enumerate().map(|(position, class)| (*class, position)).collect();
        let mut upper = Vec::with_capacity(representatives.len());
        for (row, a) in representatives.iter().enumerate() {
            let others = representatives.iter().skip(row);
            upper.push(others.map(|b| self.between(*a, *b).ok()).collect());
        }
        let classes =
            self.classes.iter().map(|class| position.get(class).copied().unwrap_or_default()).collect();
        Table { classes, upper }
    }
}

/// The relations of all pairs of some rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    classes: Vec<usize>,
    /// For each class its relation to itself and to the later ones.
    upper: Vec<Vec<Option<Related>>>,
}

impl Table {
    /// Returns how the rule at `a` relates to the one at `b`; `None` if that exceeds the budget.
    pub fn between(&self, a: usize, b: usize) -> Option<Related> {
        let (one, two) = (*self.classes.get(a)?, *self.classes.get(b)?);
        if one <= two {
            return *self.upper.get(one)?.get(two - one)?;
        }
        (*self.upper.get(two)?.get(one - two)?).map(Related::mirrored)
    }
}

/// What a rule is told apart by: its diagrams as lists of nodes.
type Form = Vec<Vec<(usize, usize, usize)>>;

impl Shared {
    /// Returns the distinct rules as diagrams, and for each rule the class that it falls into.
    fn new(theory: &Theory, rules: &[Scoped<'_>]) -> Result<(Self, Vec<usize>), OverBudget> {
        let formulas: Vec<&Formula> =
            rules.iter().flat_map(|(within, rule)| std::iter::once(*within).chain(rule.formulas())).collect();
        let space = Space::new(theory, &formulas, BUDGET)?;
        let mut scopes: BTreeMap<&Formula, Bdd> = BTreeMap::new();
        let mut classes = Vec::new();
        let mut known: BTreeMap<Form, usize> = BTreeMap::new();
        let mut class_of = Vec::with_capacity(rules.len());
        for (within, rule) in rules {
            if !scopes.contains_key(within) {
                scopes.insert(within, space.and(&space.care, &space.compile(within)?)?);
            }
            let Some(scope) = scopes.get(within) else { continue };
            let compiled = Compiled::new(&space, scope, rule)?;
            let class = *known.entry(compiled.form()).or_insert(classes.len());
            if class == classes.len() {
                classes.push(compiled);
            }
            class_of.push(class);
        }
        Ok((Self { space, classes }, class_of))
    }

    fn between(&self, one: usize, two: usize) -> Result<Related, OverBudget> {
        let (Some(a), Some(b)) = (self.classes.get(one), self.classes.get(two)) else {
            return Ok(NOTHING);
        };
        let meet = |one: &Bdd, two: &Bdd| self.space.meet(one, two);
        let together = meet(&a.inside, &b.inside)?;
        let of = |within_b: bool, within_a: bool| {
            if together {
                Applicability::of_inclusions((within_b, within_a))
            } else {
                Applicability::Disjoint
            }
        };
        let applicability = of(!meet(&a.inside, &b.beyond)?, !meet(&b.inside, &a.beyond)?);
        let (only_a, only_b) = (meet(&a.inside, &b.outside)?, meet(&b.inside, &a.outside)?);
        let share_scope = together || only_a || only_b || meet(&a.outside, &b.outside)?;
        let condition = share_scope.then(|| of(!only_a, !only_b));
        let relation = if together { self.relation(a, b)? } else { apart(a, b) };
        Ok(Related { relation, applicability, condition })
    }

    /// Relates the criteria of two rules that apply together.
    fn relation(&self, a: &Compiled, b: &Compiled) -> Result<Relation, OverBudget> {
        let (Some((meets_a, fails_a)), Some((meets_b, fails_b))) = (&a.verdicts, &b.verdicts) else {
            return Ok(Relation::Undetermined);
        };
        let meet = |one: &Bdd, two: &Bdd| self.space.meet(one, two);
        if !meet(meets_a, meets_b)? {
            return Ok(Relation::Incompatible);
        }
        Ok(Relation::of_implications((!meet(meets_a, fails_b)?, !meet(meets_b, fails_a)?)))
    }
}

/// Relates two rules that never apply together.
fn apart(a: &Compiled, b: &Compiled) -> Relation {
    if a.verdicts.is_some() && b.verdicts.is_some() { Relation::Disjoint } else { Relation::Undetermined }
}

/// What is said of rules that are not there.
const NOTHING: Related =
    Related { relation: Relation::Undetermined, applicability: Applicability::Disjoint, condition: None };

impl Compiled {
    fn new(space: &Space, scope: &Bdd, rule: &Rule) -> Result<Self, OverBudget> {
        let applies = space.compile(&rule.applies)?;
        let inside = space.and(scope, &applies)?;
        let outside = space.and_not(scope, &applies)?;
        let beyond = space.and_not(&space.care, &inside)?;
        let verdicts = match &rule.criterion {
            Some(criterion) => {
                let criterion = space.compile(criterion)?;
                Some((space.and(&inside, &criterion)?, space.and_not(&inside, &criterion)?))
            }
            None => None,
        };
        Ok(Self { inside, outside, beyond, verdicts })
    }

    fn form(&self) -> Form {
        let verdicts = self.verdicts.iter().flat_map(|(meets, fails)| [meets, fails]);
        [&self.inside, &self.outside].into_iter().chain(verdicts).map(Space::key).collect()
    }
}
