//! Two demands side by side: the one place where two rules in two scopes are compared.
//!
//! Asks over the products in both scopes; knows no deeming.

use crate::lexicon::{Applicability, Relation};
use crate::logic::domain::{Facts, Var};
use crate::logic::failure::{Failure, OverBudget};
use crate::logic::formula::Formula;
use crate::logic::relation::{Comparison, Reach, Related};
use crate::logic::search::{self, Entailment};
use crate::logic::verdict::Rule;
use crate::logic::ways::{self, Effort, Tried, Way};
use crate::model::{EditionIdx, ProvisionIdx, RequirementIdx};

use super::base::Base;
use super::demand::Demand;

/// Two rules over the products in both of their scopes.
#[derive(Clone, Debug)]
pub struct Sides<'a> {
    base: Base<'a>,
    /// Both scopes.
    pub scopes: [Formula; 2],
    /// The rules, scopes joined.
    pub rules: [Rule; 2],
    /// Whether a side has a provision without a criterion.
    is_silent: bool,
}

impl<'a> Sides<'a> {
    /// Puts two demands side by side.
    pub fn new(base: Base<'a>, left: &Demand, right: &Demand) -> Self {
        Self {
            base,
            scopes: [left.scope.clone(), right.scope.clone()],
            rules: [left.rule(), right.rule()],
            is_silent: !left.silent.is_empty() || !right.silent.is_empty(),
        }
    }

    /// Puts what two provisions demand for one requirement side by side.
    pub fn on(base: Base<'a>, a: ProvisionIdx, b: ProvisionIdx, requirement: RequirementIdx) -> Self {
        let rules = [base.rule_for(a, requirement), base.rule_for(b, requirement)];
        let scopes = [base.scope_of(a).clone(), base.scope_of(b).clone()];
        Self { base, scopes, is_silent: rules.iter().any(|rule| rule.criterion.is_none()), rules }
    }

    /// Returns the products in both scopes.
    fn within(&self) -> Formula {
        let [one, two] = &self.scopes;
        one.clone().and(two.clone())
    }

    /// Compares both ways over the products in both scopes, with witnesses and proofs.
    pub fn comparison(&self) -> Result<Comparison, Failure> {
        let [left, right] = &self.rules;
        search::compare_or_search(self.base.theory, &self.within(), left, right)
    }

    /// Relates both in words alone.
    pub fn words(&self) -> Result<Related, OverBudget> {
        let ([left, right], [one, two]) = (&self.rules, &self.scopes);
        search::words(self.base.theory, [one, two], left, right)
    }

    /// Says where both apply at all, scopes and conditions together, with products to which only one does.
    pub fn reach(&self) -> Result<Reach, Failure> {
        let [left, right] = &self.rules;
        search::applying(self.base.theory, &Formula::True, &left.applies, &right.applies)
    }

    /// Says where both apply inside both scopes, with products there to which only one does.
    pub fn inside(&self) -> Result<Reach, Failure> {
        let [left, right] = &self.rules;
        search::applying(self.base.theory, &self.within(), &left.applies, &right.applies)
    }

    /// Returns how the conditions relate inside both scopes, from a comparison there; none where nothing is in both.
    pub fn condition(&self, compared: &Comparison) -> Result<Option<Applicability>, OverBudget> {
        let [one, two] = &self.scopes;
        search::condition(self.base.theory, [one, two], compared.applicability)
    }

    /// Says whether the first implies the second, by the criteria that there are.
    pub fn entails(&self) -> Result<Entailment, OverBudget> {
        let [left, right] = &self.rules;
        search::entails(self.base.theory, &self.within(), left, right)
    }

    /// Says whether the first implies another rule in place of the second.
    pub fn entails_rule(&self, rule: &Rule) -> Result<Entailment, OverBudget> {
        let [left, _] = &self.rules;
        search::entails(self.base.theory, &self.within(), left, rule)
    }

    /// Returns the nearest product that meets the first and fails another rule, with the open limbs that it needs.
    pub fn against(&self, rule: &Rule) -> Result<Option<(Facts, Vec<Var>)>, Failure> {
        let [left, _] = &self.rules;
        search::against(self.base.theory, &self.within(), left, rule)
    }

    /// Tries each way of the first alone against the second.
    pub fn tried(&self, ways: &[Way], effort: Effort) -> Result<Vec<Tried>, Failure> {
        let [left, right] = &self.rules;
        ways::tried(self.base.theory, &self.within(), &left.applies, ways, right, effort)
    }

    /// Returns a computed relation, undetermined where a side is silent on a part of what it demands.
    pub fn audible(&self, relation: Relation) -> Relation {
        if self.is_silent && relation != Relation::Disjoint { Relation::Undetermined } else { relation }
    }

    /// Demands more of the first side.
    #[must_use]
    pub fn given(mut self, fact: &Formula) -> Self {
        let [left, _] = &mut self.rules;
        left.criterion = Some(left.criterion.take().unwrap_or(Formula::True).and(fact.clone()));
        self
    }
}

/// Returns those of some provisions that a product fails by content, as parts of some editions, on one requirement or on
/// all they demand.
pub fn failing(
    base: Base<'_>,
    within: &[EditionIdx],
    of: &[ProvisionIdx],
    requirement: Option<RequirementIdx>,
    product: &Facts,
) -> Vec<ProvisionIdx> {
    let rule = |idx| {
        let rule = match requirement {
            Some(requirement) => base.rule_for(idx, requirement),
            None => base.rule(idx),
        };
        Rule { applies: base.applies_in(base.part_of(within, idx), idx), ..rule }
    };
    let fails = |idx: &ProvisionIdx| {
        let rule = rule(*idx);
        rule.applies.evaluate(product) == Some(true)
            && rule.criterion.as_ref().and_then(|it| it.evaluate(product)) == Some(false)
    };
    of.iter().copied().filter(fails).collect()
}
