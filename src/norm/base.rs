//! A compiled base: the texts and, beside them, what they demand.
//!
//! A value of its own, so that a few norms can be changed and asked again while the texts stay.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::idx::{Idx, IndexVec};
use crate::lexicon::Standing;
use crate::logic::domain::Facts;
use crate::logic::formula::Formula;
use crate::logic::theory::Theory;
use crate::logic::verdict::Rule;
use crate::model::{
    Constraint, Date, DefineIdx, DefineKey, EditionIdx, EditionKey, Kb, ProposalKey, ProvisionIdx,
    ProvisionKey, RequirementIdx, Unlikely,
};

use super::continuing::{Continuing, Reach};
use super::deemed::Deemed;
use super::moves::Moves;
use super::when::{Calendar, When};

/// What one provision demands, apart from the scope that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    /// Where it applies within the scope of its edition.
    pub condition: Formula,
    /// The formula of each of its criteria, in the same order; none where one has no test.
    pub parts: Vec<Option<Formula>>,
    /// All its criteria together; none unless each has a formula.
    pub criterion: Option<Formula>,
    /// What `items` stands for in it; empty where it does not use the word.
    pub items: Vec<ProvisionIdx>,
}

impl Default for Norm {
    fn default() -> Self {
        Self { condition: Formula::True, parts: Vec::new(), criterion: None, items: Vec::new() }
    }
}

/// Everything that a base demands, as formulas; parallel to the texts.
#[derive(Clone, Debug)]
pub struct Norms {
    pub(super) theory: Theory,
    pub(super) defines: IndexVec<Formula, DefineKey>,
    /// Parallel to the interpretations.
    pub(super) interpretations: Vec<Formula>,
    pub(super) scopes: IndexVec<Formula, EditionKey>,
    pub(super) continuing: Continuing,
    pub(super) moves: Moves,
    pub(super) deemings: Vec<Formula>,
    pub(super) calendar: Calendar,
    pub(super) provisions: IndexVec<Arc<Norm>, ProvisionKey>,
    /// What is left out.
    pub(super) too_large: Vec<TooLarge>,
    /// The day for which expressions that depend on it were compiled.
    pub(super) day: Date,
    /// The same for the days on which they differ, compiled when asked for.
    pub(super) days: BTreeMap<Date, OnceLock<Box<Norms>>>,
    /// The law of each proposal, compiled when asked for.
    pub(super) proposed: Proposed,
}

/// The texts as they would be if a proposal began, with what they demand.
#[derive(Debug)]
pub(super) struct Enacted {
    pub(super) kb: Kb,
    pub(super) norms: Norms,
}

/// The laws of all proposals.
pub(super) type Proposed = IndexVec<OnceLock<Arc<Enacted>>, ProposalKey>;

/// Something left out because it is too large when everything that it uses is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLarge {
    /// A definition; those that use it are left out in silence.
    Define(DefineIdx),
    /// A constraint.
    Constraint(Idx<Constraint>),
    /// What is unlikely.
    Unlikely(Idx<Unlikely>),
    /// The condition of a deeming, by its position.
    Deeming(usize),
    /// An interpretation, by its position.
    Interpretation(usize),
    /// The scope of an edition.
    Scope(EditionIdx),
    /// The condition or the criteria of a provision, as declared.
    Provision(ProvisionIdx),
}

impl Norms {
    /// Returns what was left out.
    pub fn too_large(&self) -> &[TooLarge] {
        &self.too_large
    }

    /// Puts another norm in place of that of a provision, and another scope in place of that of its edition.
    pub fn replace(&mut self, kb: &Kb, idx: ProvisionIdx, scope: Formula, norm: Arc<Norm>) {
        self.scopes[kb.provisions[idx].edition] = scope;
        self.provisions[idx] = norm;
    }

    /// Puts both back to what another base has.
    pub fn restore(&mut self, idx: ProvisionIdx, from: Base<'_>) {
        let norm = Arc::clone(&from.norms.provisions[idx]);
        self.replace(from.kb, idx, from.scope_of(idx).clone(), norm);
    }
}

/// The texts of a base with what they demand.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// The texts.
    pub kb: &'a Kb,
    /// The variables that stand for facts, and the constraints.
    pub theory: &'a Theory,
    /// Whether the day counts.
    pub when: When,
    norms: &'a Norms,
    /// Those with the day left out.
    whole: &'a Norms,
    /// Scopes that stand in for those of the texts.
    scopes: Option<&'a BTreeMap<EditionIdx, Formula>>,
    /// What editions reach on the day, where that counts.
    reach: Option<&'a BTreeMap<EditionIdx, Reach>>,
}

impl Deref for Base<'_> {
    type Target = Kb;

    fn deref(&self) -> &Kb {
        self.kb
    }
}

impl<'a> Base<'a> {
    /// Puts texts and what was compiled of them together, the day left out.
    pub fn new(kb: &'a Kb, norms: &'a Norms) -> Self {
        Self { kb, theory: &norms.theory, when: When::Whole, norms, whole: norms, scopes: None, reach: None }
    }

    /// Returns everything that the base demands.
    pub fn norms(self) -> &'a Norms {
        self.norms
    }

    /// Returns what a provision demands.
    pub fn norm(self, idx: ProvisionIdx) -> &'a Norm {
        &self.norms.provisions[idx]
    }

    /// Returns the scope of an edition; narrowed, where the base was told to look, to what the edition reaches.
    pub fn scope(self, edition: EditionIdx) -> &'a Formula {
        let other = self.scopes.and_then(|scopes| scopes.get(&edition));
        let reached = || self.reach(edition).map(|it| &it.scope);
        other.or_else(reached).unwrap_or(&self.norms.scopes[edition])
    }

    /// Returns the scope of the edition that a provision stands in.
    pub fn scope_of(self, idx: ProvisionIdx) -> &'a Formula {
        self.scope(self.kb.provisions[idx].edition)
    }

    /// Returns what a definition means.
    pub fn define(self, idx: DefineIdx) -> &'a Formula {
        &self.norms.defines[idx]
    }

    /// Returns the conditions of the deemings, parallel to them.
    pub fn deeming_conditions(self) -> &'a [Formula] {
        &self.norms.deemings
    }

    /// Returns the tests of the interpretations, parallel to them.
    pub fn interpretation_tests(self) -> &'a [Formula] {
        &self.norms.interpretations
    }

    /// Returns the deemings that act: on the day asked for, else at the end of each edition.
    pub fn live(self) -> &'a Deemed {
        self.norms.calendar.live(self.when)
    }

    /// Returns where a provision applies, its scope included.
    pub fn applies(self, idx: ProvisionIdx) -> Formula {
        self.scope_of(idx).clone().and(self.norm(idx).condition.clone())
    }

    /// Returns a provision as a rule: scope and condition joined, and all its criteria together.
    pub fn rule(self, idx: ProvisionIdx) -> Rule {
        Rule { applies: self.applies(idx), criterion: self.norm(idx).criterion.clone() }
    }

    /// Returns a provision as a rule on one requirement.
    pub fn rule_for(self, idx: ProvisionIdx, requirement: RequirementIdx) -> Rule {
        Rule { applies: self.applies(idx), criterion: self.part(idx, requirement) }
    }

    /// Returns the criterion of a provision for a requirement, if each block for it has one.
    pub fn part(self, idx: ProvisionIdx, requirement: RequirementIdx) -> Option<Formula> {
        let criteria = self.kb.provisions[idx].body.criteria.iter().zip(&self.norm(idx).parts);
        let parts = criteria.filter(|(criterion, _)| criterion.requirement == Some(requirement));
        let parts: Option<Vec<Formula>> = parts.map(|(_, part)| part.clone()).collect();
        parts.map(|parts| parts.into_iter().reduce(Formula::and).unwrap_or(Formula::True))
    }

    /// Says whether the text sets a standard for products: it has a verdict, and it is either tested by a criterion or
    /// addressed to somebody who answers for products. The scope of its edition is then where it applies; a proviso, a
    /// definition or a duty of an authority has none of its own.
    pub fn sets_standard(self, idx: ProvisionIdx) -> bool {
        let provision = &self.kb.provisions[idx];
        provision.body.modality.has_verdict()
            && (self.norm(idx).criterion.is_some() || provision.answers_for_products())
    }

    /// Returns what is unlikely and holds for a product.
    pub fn odd(self, product: &Facts) -> impl Iterator<Item = &'a Unlikely> {
        let at = self.theory.odd(product).into_iter();
        at.filter_map(move |at| self.kb.unlikely.iter().nth(at))
    }

    /// Says whether a product can fail the provision: it binds, and it is either tested by a criterion or
    /// addressed to somebody who answers for products.
    pub fn concerns_products(self, idx: ProvisionIdx) -> bool {
        self.kb.provisions[idx].body.modality.is_binding() && self.sets_standard(idx)
    }
}

impl<'a> Base<'a> {
    /// Puts other scopes in place of those of some editions.
    #[must_use]
    pub fn within(self, scopes: &'a BTreeMap<EditionIdx, Formula>) -> Self {
        Self { scopes: Some(scopes), ..self }
    }

    /// Leaves the day out.
    #[must_use]
    pub fn whole(self) -> Self {
        self.at(When::Whole)
    }

    /// Asks what stands on a day.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        self.at(When::On(day))
    }

    /// Lets the day count, or leaves it out.
    #[must_use]
    pub fn at(self, when: When) -> Self {
        let norms = match when {
            When::Whole => self.whole,
            When::On(day) => self.whole.on(self.kb, day),
        };
        Self { when, norms, reach: None, ..self }
    }

    /// Lets each edition apply to the products that it reaches on a day, and to no others.
    #[must_use]
    pub fn reaching(self, day: Date) -> Self {
        Self { reach: self.norms.continuing.on(day), ..self }
    }

    /// Returns for which products an edition goes on after its end; none where it does not.
    pub fn continues(self, edition: EditionIdx) -> Option<&'a Formula> {
        self.norms.continuing.products.get(&edition)
    }

    /// Returns which products an edition reaches, where the base was told to look and it is not all in its scope.
    pub fn reach(self, edition: EditionIdx) -> Option<&'a Reach> {
        self.reach.and_then(|reach| reach.get(&edition))
    }

    /// Says whether a provision stands while its edition counts as begun.
    pub fn stands(self, idx: ProvisionIdx) -> bool {
        match self.when {
            When::Whole => true,
            When::On(day) => self.kb.standing_within(idx, day) == Standing::Begun,
        }
    }
}
