//! What one base demands, in the facts of another: two states of a corpus side by side.
//!
//! Facts are the same where they have the same id and range over the same; what tests another fact is not compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::logic::domain::Var;
use crate::logic::formula::{Atom, Formula};
use crate::model::fact::Word;
use crate::model::{FactIdx, FactType, Kb};
use crate::norm::Demand;

/// How the facts of one base are called in another.
#[derive(Debug)]
pub struct Translation {
    /// None where both are the same base.
    facts: Option<BTreeMap<FactIdx, Known>>,
}

/// A fact as the other base has it.
#[derive(Debug)]
struct Known {
    fact: FactIdx,
    /// The positions of its words there.
    words: Vec<u32>,
}

impl Translation {
    /// Compares the facts of two bases.
    pub fn new(from: &Kb, to: &Kb) -> Self {
        if std::ptr::eq(from, to) {
            return Self { facts: None };
        }
        let known = |(idx, fact): (FactIdx, &crate::model::Fact)| {
            let other = to.fact_ids.get(&fact.id).copied()?;
            let words = positions(&fact.ty, &to.facts[other].ty)?;
            Some((idx, Known { fact: other, words }))
        };
        Self { facts: Some(from.facts.iter_enumerated().filter_map(known).collect()) }
    }

    /// Returns a demand in the facts of the other base, or the facts of its own that the other does not know.
    pub fn demand(&self, demand: Demand) -> Result<Demand, BTreeSet<FactIdx>> {
        let Some(facts) = &self.facts else { return Ok(demand) };
        let unknown: BTreeSet<Var> =
            demand.formulas().flat_map(Formula::vars).filter(|var| !facts.contains_key(var)).collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        Ok(Demand {
            scope: translate(&demand.scope, facts),
            condition: translate(&demand.condition, facts),
            criterion: demand.criterion.map(|it| translate(&it, facts)),
            ..demand
        })
    }
}

/// Returns where the words of a type stand in another; none where the other ranges over something else.
fn positions(from: &FactType, to: &FactType) -> Option<Vec<u32>> {
    let same_numbers = match (from, to) {
        (FactType::Number { lo, hi, .. }, FactType::Number { lo: low, hi: high, .. })
        | (FactType::Duration { lo, hi, .. }, FactType::Duration { lo: low, hi: high, .. }) => {
            (lo, hi) == (low, high)
        }
        _ => true,
    };
    let position = |word: &Word| {
        let at = to.words().iter().position(|other| other.word == word.word)?;
        u32::try_from(at).ok()
    };
    let words: Vec<u32> = from.words().iter().map(position).collect::<Option<_>>()?;
    let in_order = !matches!(from, FactType::Scale(_)) || words.is_sorted();
    let same = from.kind() == to.kind() && from.unit_id() == to.unit_id();
    (same && same_numbers && in_order).then_some(words)
}

fn translate(formula: &Formula, facts: &BTreeMap<FactIdx, Known>) -> Formula {
    let parts = |parts: &[Formula]| parts.iter().map(|part| translate(part, facts)).collect::<Vec<Formula>>();
    match formula {
        Formula::True => Formula::True,
        Formula::False => Formula::False,
        Formula::Atom(atom) => Formula::Atom(renamed(*atom, facts)),
        Formula::Not(inner) => translate(inner, facts).negated(),
        Formula::All(all) => Formula::all(parts(all)),
        Formula::Any(any) => Formula::any(parts(any)),
    }
}

/// Returns a test of a known fact as one of the other base.
fn renamed(atom: Atom, facts: &BTreeMap<FactIdx, Known>) -> Atom {
    // INVARIANT: only formulas whose facts are all known are translated.
    let Some(Known { fact, words }) = facts.get(&atom.var()) else { return atom };
    let word = |at: u32| usize::try_from(at).ok().and_then(|at| words.get(at)).copied().unwrap_or(at);
    match atom {
        Atom::Flag(_) => Atom::Flag(*fact),
        Atom::Is(_, at) => Atom::Is(*fact, word(at)),
        Atom::Has(_, at) => Atom::Has(*fact, word(at)),
        // Of a scale the bound is a level, of a number the number itself.
        Atom::AtLeast(_, bound) if words.is_empty() => Atom::AtLeast(*fact, bound),
        Atom::AtLeast(_, bound) => {
            Atom::AtLeast(*fact, u32::try_from(bound).map_or(bound, |at| i64::from(word(at))))
        }
    }
}
