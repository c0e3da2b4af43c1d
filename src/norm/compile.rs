//! Texts to norms: every expression lowered once, interpretations applied, items gathered.
//!
//! Children come before their parents, for `items` is made of them; reports nothing.

use std::sync::Arc;

use crate::idx::IndexVec;
use crate::logic::domain::Variable;
use crate::logic::formula::{Atom, Formula};
use crate::logic::theory::Theory;
use crate::model::{DefineKey, EditionIdx, Expr, FactIdx, InterpretationKind, Kb, ProvisionIdx};

use super::base::{Base, Norm, Norms};
use super::below::Standing;
use super::deemed::Deemed;
use super::lower;

impl Norms {
    /// Compiles all that the texts demand.
    ///
    /// As complete as the texts allow: what could not be resolved is missing here too.
    pub fn compile(kb: &Kb) -> Self {
        let mut defines: IndexVec<Formula, DefineKey> = IndexVec::new();
        for define in &kb.defines {
            // Definitions stand behind those that they use.
            let formula = lower::formula(kb, &defines, &define.expr, None);
            defines.push(formula.unwrap_or(Formula::True));
        }
        let lowered = |expr: &Expr| lower::formula(kb, &defines, expr, None).unwrap_or(Formula::True);
        let variables: IndexVec<Variable> = kb.facts.iter().map(crate::model::Fact::variable).collect();
        let constraints = kb.constraints.iter().map(|constraint| lowered(&constraint.expr)).collect();
        let deemings = kb.deemings.iter().map(|deeming| lowered(&deeming.when)).collect();
        let interpretations: Vec<Formula> = kb.interpretations.iter().map(|it| lowered(&it.expr)).collect();
        let scope = |edition: EditionIdx| {
            let scope = kb.editions[edition].scope.as_ref().map(lowered);
            interpreted(kb, &interpretations, edition, scope.unwrap_or(Formula::True))
        };
        let scopes = kb.editions.indices().map(scope).collect();
        let provisions = kb.provisions.indices().map(|_| Arc::default()).collect();
        let mut compiled = Self {
            theory: Theory::new(variables, constraints),
            defines,
            interpretations,
            scopes,
            deemings,
            live: Deemed::live(kb),
            provisions,
        };
        let mut order: Vec<ProvisionIdx> = kb.provisions.indices().collect();
        order.sort_by_key(|idx| std::cmp::Reverse(kb.provisions[*idx].locator.as_str().len()));
        for idx in order {
            let norm = Base::new(kb, &compiled).compile(idx);
            compiled.provisions[idx] = Arc::new(norm);
        }
        compiled
    }
}

/// Joins the formulas of several criteria; none unless there is one and each has a formula.
fn joined(parts: &[Option<Formula>]) -> Option<Formula> {
    let all = parts.iter().cloned().collect::<Option<Vec<Formula>>>().filter(|all| !all.is_empty());
    all.map(|all| all.into_iter().reduce(Formula::and).unwrap_or(Formula::True))
}

/// Says whether a criterion of a provision uses the word `items`.
fn uses_items(kb: &Kb, idx: ProvisionIdx) -> bool {
    let mut found = false;
    for expr in kb.provisions[idx].body.criteria.iter().filter_map(|criterion| criterion.expr.as_ref()) {
        expr.walk(&mut |part| found |= matches!(part, Expr::Items));
    }
    found
}

impl Base<'_> {
    /// Compiles one provision, everything below it being compiled.
    fn compile(self, idx: ProvisionIdx) -> Norm {
        let items = if uses_items(self.kb, idx) { self.items(idx, Standing::AtLast) } else { Vec::new() };
        let parts = self.parts(idx, self.conjunction(&items).as_ref());
        let applies = self.kb.provisions[idx].body.applies.as_ref();
        let condition = applies.and_then(|expr| self.read(idx, expr, None)).unwrap_or(Formula::True);
        Norm { condition, criterion: joined(&parts), parts, items }
    }

    /// Returns the formula of each criterion of a provision; `items` is what the word means.
    fn parts(self, idx: ProvisionIdx, items: Option<&Formula>) -> Vec<Option<Formula>> {
        let criteria = self.kb.provisions[idx].body.criteria.iter();
        criteria.map(|criterion| self.read(idx, criterion.expr.as_ref()?, items)).collect()
    }

    /// Lowers an expression of a provision, with the interpretations of its edition.
    fn read(self, idx: ProvisionIdx, expr: &Expr, items: Option<&Formula>) -> Option<Formula> {
        let norms = self.norms();
        let formula = lower::formula(self.kb, &norms.defines, expr, items)?;
        Some(interpreted(self.kb, &norms.interpretations, self.kb.provisions[idx].edition, formula))
    }

    /// Returns the criterion of a provision with another meaning of `items`.
    pub(super) fn criterion_with(self, idx: ProvisionIdx, items: &Formula) -> Option<Formula> {
        joined(&self.parts(idx, Some(items)))
    }

    /// Returns what `items` demands in a provision, if it has the word and each of them has a criterion.
    pub fn items_demand(self, idx: ProvisionIdx) -> Option<Formula> {
        if uses_items(self.kb, idx) { self.conjunction(&self.norm(idx).items) } else { None }
    }

    /// Returns what some binding provisions of one edition demand together, each where it applies; none where one
    /// has no criterion.
    pub(super) fn conjunction(self, parts: &[ProvisionIdx]) -> Option<Formula> {
        let demand = |idx: &ProvisionIdx| {
            let norm = self.norm(*idx);
            Some(norm.condition.clone().implies(norm.criterion.clone()?))
        };
        parts.iter().map(demand).collect::<Option<Vec<Formula>>>().map(Formula::All)
    }
}

/// Puts the interpretations of an edition in place of its concepts; `tests` are those of all, lowered.
fn interpreted(kb: &Kb, tests: &[Formula], edition: EditionIdx, formula: Formula) -> Formula {
    let all = kb.interpretations.iter().zip(tests).filter(|(it, _)| it.within == edition);
    all.fold(formula, |formula, (it, test)| {
        let concept = Formula::Atom(Atom::Flag(it.concept));
        let meaning = match it.kind {
            InterpretationKind::Equals => test.clone(),
            InterpretationKind::SufficesAgainst => concept.and(test.clone().negated()),
            InterpretationKind::SufficesFor => concept.or(test.clone()),
        };
        substitute(formula, it.concept, &meaning)
    })
}

fn substitute(formula: Formula, concept: FactIdx, meaning: &Formula) -> Formula {
    let all =
        |parts: Vec<Formula>| parts.into_iter().map(|part| substitute(part, concept, meaning)).collect();
    match formula {
        Formula::Atom(Atom::Flag(var)) if var == concept => meaning.clone(),
        Formula::Not(inner) => substitute(*inner, concept, meaning).negated(),
        Formula::All(parts) => Formula::All(all(parts)),
        Formula::Any(parts) => Formula::Any(all(parts)),
        other @ (Formula::True | Formula::False | Formula::Atom(_)) => other,
    }
}
