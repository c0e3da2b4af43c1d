//! Texts to norms: every expression lowered once, interpretations applied, items gathered.
//!
//! Children come before their parents, for `items` is made of them; reports nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::idx::IndexVec;
use crate::lexicon::{Saying, Standing};
use crate::logic::domain::Variable;
use crate::logic::formula::{Atom, Formula};
use crate::logic::theory::Theory;
use crate::model::{Date, DefineIdx, EditionIdx, Expr, FactIdx, Interpretation, Kb, ProvisionIdx};

use super::base::{Base, Norm, Norms, Proposed, TooLarge};
use super::continuing::Continuing;
use super::lower;
use super::moves;
use super::proposed;
use super::when::Calendar;

impl Norms {
    /// Compiles all that the texts demand.
    ///
    /// As complete as the texts allow: what could not be resolved is missing here too, and what is too large is left
    /// out and noted.
    pub fn compile(kb: &Kb) -> Self {
        let mut whole = Self::compile_on(kb, Date::LAST);
        whole.days = steps(kb);
        whole.proposed = proposed::none_yet(kb);
        whole.close(kb);
        whole.continuing.reach(kb, &whole.scopes);
        whole
    }

    /// Returns what the texts demand on a day.
    pub(super) fn on(&self, kb: &Kb, day: Date) -> &Self {
        let step = self.days.range(..=day).next_back();
        step.map_or(self, |(day, norms)| norms.get_or_init(|| Box::new(self.step(kb, *day))))
    }

    /// Compiles what the texts demand from a day on; what goes on after its end demands what it did on its last day.
    fn step(&self, kb: &Kb, day: Date) -> Self {
        let mut today = Self::compile_on(kb, day);
        for (idx, edition) in kb.editions.iter_enumerated() {
            let goes_on = edition.standing(day) == Standing::Continues;
            let keeps = edition.standing(day) == Standing::Ended && moves::keeps(&self.moves, idx);
            let last = edition.last().filter(|_| (goes_on || keeps) && changes(kb, idx));
            if let Some(last) = last {
                today.take(kb, idx, self.on(kb, last));
            }
        }
        today.continuing.reach(kb, &today.scopes);
        today
    }

    /// Takes what an edition that ends demands from its last day.
    fn close(&mut self, kb: &Kb) {
        if self.days.is_empty() {
            return;
        }
        for (idx, edition) in kb.editions.iter_enumerated() {
            let Some(last) = edition.last().filter(|_| changes(kb, idx)) else { continue };
            let then = self.on(kb, last).clone();
            self.take(kb, idx, &then);
        }
    }

    /// Takes what an edition demands from what was compiled for another day.
    fn take(&mut self, kb: &Kb, edition: EditionIdx, then: &Self) {
        self.scopes[edition] = then.scopes[edition].clone();
        if let Some(moves) = then.moves.get(&edition) {
            self.moves.insert(edition, moves.clone());
        }
        for idx in &kb.editions[edition].provisions {
            self.provisions[*idx] = Arc::clone(&then.provisions[*idx]);
        }
    }

    fn compile_on(kb: &Kb, day: Date) -> Self {
        let variables: IndexVec<Variable> = kb.facts.iter().map(crate::model::Fact::variable).collect();
        let mut compiled = Self {
            theory: Theory::new(variables, Vec::new()),
            defines: IndexVec::new(),
            interpretations: Vec::new(),
            scopes: IndexVec::new(),
            continuing: Continuing::default(),
            moves: moves::moves(kb),
            deemings: Vec::new(),
            calendar: Calendar::new(kb),
            provisions: kb.provisions.indices().map(|_| Arc::default()).collect(),
            too_large: Vec::new(),
            day,
            days: BTreeMap::new(),
            proposed: Proposed::default(),
        };
        compiled.statements(kb);
        compiled.scopes(kb);
        compiled.staying(kb);
        // Those under which products stay come before the editions that leave them there.
        let ranks = moves::ranks(kb, &compiled.moves);
        let mut order: Vec<ProvisionIdx> = kb.provisions.indices().collect();
        order.sort_by_key(|idx| {
            let it = &kb.provisions[*idx];
            (ranks[it.edition], std::cmp::Reverse(it.locator.as_str().len()))
        });
        for idx in order {
            let norm = Base::new(kb, &compiled).compile(idx);
            compiled.provisions[idx] = Arc::new(compiled.bounded_norm(kb, idx, norm));
        }
        compiled
    }

    /// Compiles everything that is no provision and no scope.
    fn statements(&mut self, kb: &Kb) {
        let mut without: BTreeSet<DefineIdx> = BTreeSet::new();
        for (idx, define) in kb.defines.iter_enumerated() {
            // Definitions stand behind those that they use.
            let follows = uses_any(&define.expr, &without);
            let formula = if follows { Formula::True } else { self.lowered(kb, &define.expr) };
            if follows || !formula.is_bounded() {
                without.insert(idx);
            }
            let formula = self.bounded(formula, TooLarge::Define(idx));
            self.defines.push(formula);
        }
        for (idx, it) in kb.constraints.iter_enumerated() {
            let constraint = self.bounded(self.lowered(kb, &it.expr), TooLarge::Constraint(idx));
            self.theory.constrain(constraint);
        }
        for (idx, it) in kb.unlikely.iter_enumerated() {
            let unlikely = self.lowered(kb, &it.expr);
            let small = unlikely.is_bounded();
            let unlikely = self.bounded(unlikely, TooLarge::Unlikely(idx));
            self.theory.doubt(if small { unlikely } else { Formula::False });
        }
        for (at, it) in kb.deemings.iter().enumerate() {
            let condition = self.bounded(self.lowered(kb, &it.when), TooLarge::Deeming(at));
            self.deemings.push(condition);
        }
        for (at, it) in kb.interpretations.iter().enumerate() {
            let test = self.bounded(self.lowered(kb, &it.expr), TooLarge::Interpretation(at));
            self.interpretations.push(test);
        }
    }

    fn scopes(&mut self, kb: &Kb) {
        for (idx, edition) in kb.editions.iter_enumerated() {
            let scope = edition.scope.as_ref().map_or(Formula::True, |scope| self.lowered(kb, scope));
            let scope = interpreted(kb, self, idx, scope);
            let scope = self.bounded(scope, TooLarge::Scope(idx));
            self.scopes.push(scope);
            if let Some(it) = &edition.continues {
                let products = interpreted(kb, self, idx, self.lowered(kb, &it.products));
                let products = self.bounded(products, TooLarge::Scope(idx));
                self.continuing.products.insert(idx, products);
            }
        }
    }

    /// Lowers the products of transitional rules.
    fn staying(&mut self, kb: &Kb) {
        let mut moves = std::mem::take(&mut self.moves);
        for (edition, of) in &mut moves {
            for it in of {
                let text = &kb.provisions[it.rule].body;
                let Some(rule) = &text.transition else { continue };
                let products = self.lowered(kb, &rule.until(text.until));
                let products = interpreted(kb, self, *edition, products);
                it.products = self.bounded(products, TooLarge::Provision(kb.origin(it.rule)));
            }
        }
        self.moves = moves;
    }

    fn lowered(&self, kb: &Kb, expr: &Expr) -> Formula {
        lower::formula(kb, &self.defines, expr, None, self.day).unwrap_or(Formula::True)
    }

    /// Returns the formula, or notes that it is too large.
    fn bounded(&mut self, formula: Formula, what: TooLarge) -> Formula {
        if formula.is_bounded() {
            return formula;
        }
        self.too_large.push(what);
        Formula::True
    }

    /// Returns what a provision demands, or notes once for it and its heirs that it is too large.
    fn bounded_norm(&mut self, kb: &Kb, idx: ProvisionIdx, norm: Norm) -> Norm {
        if norm.condition.is_bounded() && norm.criterion.as_ref().is_none_or(Formula::is_bounded) {
            return norm;
        }
        let what = TooLarge::Provision(kb.provisions[idx].origin.unwrap_or(idx));
        if !self.too_large.contains(&what) {
            self.too_large.push(what);
        }
        Norm::default()
    }
}

/// Says whether what an edition demands depends on the day.
fn changes(kb: &Kb, edition: EditionIdx) -> bool {
    exprs(kb, edition).any(|it| kb.depends_on_the_day(it))
}

/// Returns every expression of an edition that may depend on the day.
fn exprs(kb: &Kb, edition: EditionIdx) -> impl Iterator<Item = &Expr> {
    let edition = &kb.editions[edition];
    let texts = edition.provisions.iter().map(|idx| &kb.provisions[*idx]);
    let own = texts.flat_map(|it| {
        it.condition.iter().chain(it.body.criteria.iter().filter_map(|criterion| criterion.expr.as_ref()))
    });
    edition.scope.iter().chain(own)
}

/// Returns the first days of the stretches in which no expression changes, if any ever does.
fn steps(kb: &Kb) -> BTreeMap<Date, OnceLock<Box<Norms>>> {
    let mut days = BTreeSet::new();
    let mut look = |expr: &Expr| {
        expr.walk(&mut |part| {
            if let Expr::Since(day) = part {
                days.insert(*day);
            }
        });
    };
    kb.defines.iter().for_each(|it| look(&it.expr));
    kb.deemings.iter().for_each(|it| look(&it.when));
    kb.interpretations.iter().for_each(|it| look(&it.expr));
    kb.editions.indices().flat_map(|idx| exprs(kb, idx)).for_each(look);
    let rules = kb.provisions.iter().filter(|it| it.body.transition.is_some());
    days.extend(rules.filter_map(|it| it.body.until));
    // New guidance reads what was law before it.
    for by in kb.interpretations.iter().map(|it| &kb.editions[it.by]).filter(|it| !it.status.is_draft()) {
        days.extend(by.from.date());
        days.extend(by.until);
    }
    if !days.is_empty() {
        days.insert(Date::default());
        days.extend(kb.editions.iter().filter(|it| it.continues.is_some()).filter_map(|it| it.until));
    }
    days.into_iter().map(|day| (day, OnceLock::new())).collect()
}

fn uses_any(expr: &Expr, defines: &BTreeSet<DefineIdx>) -> bool {
    let mut found = false;
    expr.walk(&mut |part| found |= matches!(part, Expr::Defined(define) if defines.contains(define)));
    found
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
        let items = if uses_items(self.kb, idx) { self.items(idx) } else { Vec::new() };
        let parts = self.parts(idx, self.conjunction(idx, &items).as_ref());
        let applies = self.kb.provisions[idx].condition.as_ref();
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
        let formula = lower::formula(self.kb, &norms.defines, expr, items, norms.day)?;
        Some(interpreted(self.kb, norms, self.kb.provisions[idx].edition, formula))
    }

    /// Returns the criterion of a provision with another meaning of `items`.
    pub(super) fn criterion_with(self, idx: ProvisionIdx, items: &Formula) -> Option<Formula> {
        joined(&self.parts(idx, Some(items)))
    }

    /// Returns what `items` demands in a provision, if it has the word and each of them has a criterion.
    pub fn items_demand(self, idx: ProvisionIdx) -> Option<Formula> {
        if uses_items(self.kb, idx) { self.conjunction(idx, &self.norm(idx).items) } else { None }
    }

    /// Returns what some items of a provision demand together, each where it applies; none where one has no criterion.
    pub(super) fn conjunction(self, of: ProvisionIdx, items: &[ProvisionIdx]) -> Option<Formula> {
        let edition = self.kb.provisions[of].edition;
        let demand = |idx: &ProvisionIdx| {
            Some(self.condition_in(edition, *idx).implies(self.norm(*idx).criterion.clone()?))
        };
        items.iter().map(demand).collect::<Option<Vec<Formula>>>().map(Formula::all)
    }
}

/// Puts the interpretations of an edition that stand on the day in place of its concepts.
fn interpreted(kb: &Kb, norms: &Norms, edition: EditionIdx, formula: Formula) -> Formula {
    // With the day left out, a concept is read as on the as-of date.
    let day = if norms.day == Date::LAST { kb.as_of } else { norms.day };
    let acts = |it: &Interpretation| kb.acts_on(it, edition, day);
    let all = kb.interpretations.iter().zip(&norms.interpretations).filter(|(it, _)| acts(it));
    all.fold(formula, |formula, (it, test)| {
        if !formula.is_bounded() {
            return formula;
        }
        let concept = Formula::Atom(Atom::Flag(it.concept));
        let meaning = match it.kind {
            Saying::Equals => test.clone(),
            Saying::SufficesAgainst => concept.and(test.clone().negated()),
            Saying::SufficesFor => concept.or(test.clone()),
        };
        substitute(formula, it.concept, &meaning)
    })
}

fn substitute(formula: Formula, concept: FactIdx, meaning: &Formula) -> Formula {
    let each = |part: &Formula| substitute(part.clone(), concept, meaning);
    match formula {
        Formula::Atom(Atom::Flag(var)) if var == concept => meaning.clone(),
        Formula::Not(inner) => each(&inner).negated(),
        Formula::All(parts) => Formula::all(parts.iter().map(each)),
        Formula::Any(parts) => Formula::any(parts.iter().map(each)),
        other @ (Formula::True | Formula::False | Formula::Atom(_)) => other,
    }
}
