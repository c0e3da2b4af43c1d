//! What a place demands: a provision, a parent, an edition, or several of them, also for one requirement.
//!
//! Keeps scope, condition and criterion apart and joins them on request; decides nothing.

use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, Kb, Node, ProvisionIdx, Reference, RequirementIdx};

use super::base::Base;
use super::lawful::Unit;
use super::moved::Met;
use super::moves::Move;
use super::when::When;

/// What is demanded, of whom, and what it was made of.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The scope of the edition.
    pub scope: Formula,
    /// Where it applies within the scope.
    pub condition: Formula,
    /// What it demands where it applies, as far as criteria say; none where no part has one.
    pub criterion: Option<Formula>,
    /// The provisions that it was made of.
    pub of: Vec<ProvisionIdx>,
    /// The editions as parts of which they are looked at.
    pub within: Vec<EditionIdx>,
    /// Those among them without a criterion, which no product can be shown to meet.
    pub silent: Vec<ProvisionIdx>,
}

impl Demand {
    /// Returns a demand of nothing that could be tested.
    pub fn nothing(scope: Formula) -> Self {
        let (condition, criterion) = (Formula::True, None);
        Self { scope, condition, criterion, of: Vec::new(), within: Vec::new(), silent: Vec::new() }
    }

    /// Joins scope and condition.
    pub fn rule(&self) -> Rule {
        let applies = self.scope.clone().and(self.condition.clone());
        Rule { applies, criterion: self.criterion.clone() }
    }

    /// Returns what is demanded inside the scope; no criterion where a part has none.
    pub fn inside(&self) -> Rule {
        let criterion = self.criterion.clone().filter(|_| self.silent.is_empty());
        Rule { applies: self.condition.clone(), criterion }
    }

    /// Returns all that it tests: scope, condition and criterion.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        [&self.scope, &self.condition].into_iter().chain(&self.criterion)
    }

    /// Takes what another place demands to it.
    fn joined(mut self, mut other: Self) -> Self {
        if self.scope != other.scope {
            self = self.with_scope_as_condition();
            other = other.with_scope_as_condition();
            let both = self.scope.clone().or(other.scope.clone());
            self.scope = both;
        }
        let demand =
            |it: &Self| it.criterion.clone().map(|criterion| it.condition.clone().implies(criterion));
        self.criterion = match (demand(&self), demand(&other)) {
            (Some(left), Some(right)) => Some(left.and(right)),
            (left, right) => left.or(right),
        };
        self.condition = self.condition.or(other.condition);
        self.of.append(&mut other.of);
        self.within.append(&mut other.within);
        self.silent.append(&mut other.silent);
        self
    }

    /// Says within the condition where the scope ends, so that another scope can stand beside it.
    fn with_scope_as_condition(mut self) -> Self {
        self.condition = self.scope.clone().and(self.condition);
        self
    }
}

impl Base<'_> {
    /// Returns what a place demands: a provision its own criterion, a parent without one and an edition everything
    /// that binds below.
    pub fn demand(self, node: &Node) -> Demand {
        if let Some(idx) = self.alone(node) {
            return self.of_provision(idx);
        }
        let parts = self.below(node.edition, node.locator.as_ref());
        let demand = self.of_parts(node.edition, parts, |idx| self.criterion(idx));
        match node.locator {
            Some(_) => demand,
            // Conformity is asked of every product in the scope, whether or not a provision applies to it.
            None => self.chosen(node.edition, demand.everywhere()),
        }
    }

    /// Lets makers choose earlier texts where a transitional rule of the edition says so.
    fn chosen(self, edition: EditionIdx, mut demand: Demand) -> Demand {
        if self.choices(edition).next().is_some() {
            demand.criterion = self.by_choice(edition, &demand.of, &|it| self.met(it));
        }
        demand
    }

    /// Returns when the parts that have a criterion are met, each where it applies; none where none has one.
    pub(super) fn met(self, it: &Met<'_>) -> Option<Formula> {
        let each = |idx: &ProvisionIdx| Some(it.condition(self, *idx).implies(self.criterion(*idx)?));
        let all: Vec<Formula> = it.parts.iter().filter_map(each).collect();
        (!all.is_empty()).then(|| Formula::all(all))
    }

    /// Returns when the earlier texts are met that a rule leaves to the maker's choice, and the product is one of those
    /// that it names; never where one of the texts has no test.
    pub fn earlier_met(self, it: &Move) -> Formula {
        let met = self.earlier(it, &|it| self.met(it)).unwrap_or(Formula::False);
        it.products.clone().and(met)
    }

    /// Returns what a part of an edition demands that is judged by itself.
    pub fn demand_of(self, unit: &Unit) -> Demand {
        self.of_parts(unit.within, unit.parts.clone(), |idx| self.criterion(idx))
    }

    /// Returns what the binding provisions of a place demand for a requirement; none where none meets it.
    ///
    /// A provision that is named itself counts whatever its modality.
    pub fn demand_for(self, node: &Node, requirement: RequirementIdx) -> Option<Demand> {
        let meets = |idx: &ProvisionIdx| self.kb.meets(*idx, requirement);
        let alone = node.provision.filter(|idx| meets(idx) && self.stands(*idx));
        let parts: Vec<ProvisionIdx> = if let Some(idx) = alone {
            vec![idx]
        } else {
            self.all_binding(node).into_iter().filter(meets).collect()
        };
        (!parts.is_empty()).then(|| realisation(self, node.edition, parts, requirement))
    }

    /// Returns the provision that a place stands for alone: one that stands, with a criterion or nothing binding below.
    pub fn alone(self, node: &Node) -> Option<ProvisionIdx> {
        node.provision.filter(|idx| self.stands(*idx) && !self.is_heading(*idx))
    }

    /// Returns the criterion of a provision, its items as they stand.
    pub fn criterion(self, idx: ProvisionIdx) -> Option<Formula> {
        let norm = self.norm(idx);
        if norm.items.is_empty() || self.when == When::Whole {
            return norm.criterion.clone();
        }
        let items = self.items(idx);
        if items == norm.items {
            return norm.criterion.clone();
        }
        norm.criterion.as_ref()?;
        self.criterion_with(idx, &self.conjunction(idx, &items)?)
    }

    /// Returns what the criterion of a provision says where the items without a test are met, and where those that apply
    /// are not; `None` where it does not speak of its items.
    pub fn around_silent_items(self, idx: ProvisionIdx) -> Option<[Formula; 2]> {
        let (tested, silent): (Vec<ProvisionIdx>, Vec<ProvisionIdx>) =
            self.items(idx).into_iter().partition(|item| self.norm(*item).criterion.is_some());
        if self.norm(idx).items.is_empty() {
            return None;
        }
        let met = self.conjunction(idx, &tested)?;
        let edition = self.kb.provisions[idx].edition;
        let none = Formula::all(silent.iter().map(|item| self.condition_in(edition, *item).negated()));
        let failed = self.criterion_with(idx, &met.clone().and(none))?;
        Some([self.criterion_with(idx, &met)?, failed])
    }

    fn of_provision(self, idx: ProvisionIdx) -> Demand {
        let criterion = self.criterion(idx);
        let silent = if criterion.is_none() { vec![idx] } else { Vec::new() };
        let condition = self.norm(idx).condition.clone();
        let within = vec![self.kb.provisions[idx].edition];
        Demand { scope: self.scope_of(idx).clone(), condition, criterion, of: vec![idx], within, silent }
    }

    fn of_parts(
        self,
        edition: EditionIdx,
        parts: Vec<ProvisionIdx>,
        criterion: impl Fn(ProvisionIdx) -> Option<Formula>,
    ) -> Demand {
        let mut demand = Demand {
            scope: self.scope(edition).clone(),
            condition: Formula::any(parts.iter().map(|idx| self.condition_in(edition, *idx))),
            criterion: None,
            silent: parts.iter().copied().filter(|idx| criterion(*idx).is_none()).collect(),
            of: Vec::new(),
            within: vec![edition],
        };
        if let [only] = parts.as_slice() {
            // A single provision keeps its own shape, so that equal provisions stay equal in form.
            demand.condition = self.condition_in(edition, *only);
            demand.criterion = criterion(*only);
        } else {
            let each = |idx: &ProvisionIdx| Some(self.condition_in(edition, *idx).implies(criterion(*idx)?));
            let all: Vec<Formula> = parts.iter().filter_map(each).collect();
            demand.criterion = (!all.is_empty()).then(|| Formula::all(all));
        }
        demand.of = parts;
        demand
    }
}

impl Demand {
    /// Says the condition within the criterion, so that it is asked of every product in the scope.
    fn everywhere(mut self) -> Self {
        if let [_] = self.of.as_slice() {
            self.criterion = self.criterion.map(|criterion| self.condition.clone().implies(criterion));
        }
        self.condition = Formula::True;
        self
    }
}

/// Returns what some provisions of an edition demand together for a requirement.
pub fn realisation(
    base: Base<'_>,
    edition: EditionIdx,
    parts: Vec<ProvisionIdx>,
    requirement: RequirementIdx,
) -> Demand {
    base.of_parts(edition, parts, |idx| base.part(idx, requirement))
}

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

/// Returns what some places demand together; `None` where there are none.
pub fn together(base: Base<'_>, nodes: &[Node]) -> Option<Demand> {
    nodes.iter().map(|node| base.demand(node)).reduce(Demand::joined)
}

/// Returns what some places demand together for one requirement; `None` where none of them meets it.
pub fn together_for(base: Base<'_>, nodes: &[Node], requirement: RequirementIdx) -> Option<Demand> {
    nodes.iter().filter_map(|node| base.demand_for(node, requirement)).reduce(Demand::joined)
}
