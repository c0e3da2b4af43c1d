//! The scope of an edition as questions that lead on to one another, to be walked without a script.
//!
//! Made of its decision diagram, so every way through ends with what the scope says; each question stands once.

use std::collections::{BTreeMap, BTreeSet};

use crate::logic::diagram::{Alphabet, Diagram, Letter, Table};
use crate::logic::domain::Value;
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::model::fact::DATES;
use crate::model::{Date, FactType};
use crate::norm::Base;

use super::day::Day;
use super::tree::{FactValue, fact_value};

/// The questions of one scope.
#[derive(Clone, Debug)]
pub struct Path {
    /// The pinned id of the edition.
    pub edition: String,
    /// Where to begin; none where the scope is too large to be shown as questions.
    pub start: Option<Next>,
    /// The questions; each leads on to later ones only.
    pub steps: Vec<Step>,
}

/// A question with two answers.
#[derive(Clone, Debug)]
pub struct Step {
    /// The position of its fact in the library.
    pub fact: usize,
    /// What is asked of it.
    pub test: Test,
    /// Where the answer no leads.
    pub no: Next,
    /// Where the answer yes leads.
    pub yes: Next,
}

/// Where an answer leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To the question at this position.
    Step(usize),
    /// The edition applies.
    Applies,
    /// It does not.
    Outside,
}

/// What is asked of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Whether it holds.
    Holds,
    /// Whether it is the word at this position.
    Word(usize),
    /// Whether it has reached the level at this position.
    Level(usize),
    /// Whether it contains the word at this position.
    Element(usize),
    /// Whether it is at least this.
    AtLeast(i64),
    /// Whether it happened on this day or later.
    Since(Day),
    /// Whether it ever happened.
    Ever,
}

/// The most questions that a page shows.
const MOST: usize = 80;

/// Returns the path of a scope: its facts in the order of their declaration or in that of the scope, whichever asks less.
pub(super) fn path(
    kb: Base<'_>,
    declared: &Alphabet,
    edition: &str,
    scope: &Formula,
) -> Result<Path, OverBudget> {
    let read = Alphabet::read(&kb.theory.variables, scope)?;
    let one = in_order(kb, declared, edition, scope)?;
    let other = in_order(kb, &read, edition, scope)?;
    let asks = |it: &Path| (it.start.is_none(), it.steps.len());
    Ok(if asks(&other) < asks(&one) { other } else { one })
}

fn in_order(kb: Base<'_>, alphabet: &Alphabet, edition: &str, scope: &Formula) -> Result<Path, OverBudget> {
    let edition = edition.to_owned();
    let mut table = Table::new(alphabet);
    let Diagram::Row(root) = table.add(scope)? else {
        return Ok(Path { edition, start: None, steps: Vec::new() });
    };
    let rows = below(&table, root);
    if rows.len() > MOST {
        return Ok(Path { edition, start: None, steps: Vec::new() });
    }
    let positions: BTreeMap<u32, usize> = rows.iter().enumerate().map(|(at, (_, row))| (*row, at)).collect();
    let next = |row: u32| match (row, positions.get(&row)) {
        (1, _) => Next::Applies,
        (_, Some(at)) => Next::Step(*at),
        (_, None) => Next::Outside,
    };
    let bits: Vec<(Letter, i64)> = alphabet
        .letters()
        .flat_map(|letter| letter.marks.clone().into_iter().map(move |mark| (letter.clone(), mark)))
        .collect();
    let step = |(bit, row): &(usize, u32)| {
        let (letter, mark) = bits.get(*bit)?;
        let (_, no, yes) = row_of(&table, *row)?;
        let test = test(kb, letter, *mark);
        Some(Step { fact: letter.var.raw(), test, no: next(no), yes: next(yes) })
    };
    let steps = rows.iter().filter_map(step).collect();
    Ok(Path { edition, start: Some(next(root)), steps })
}

/// Returns the rows of a diagram with their bits, those that lead on before those that they lead to.
fn below(table: &Table<'_>, root: u32) -> Vec<(usize, u32)> {
    let mut waiting = vec![root];
    let mut found = BTreeSet::new();
    while let Some(at) = waiting.pop() {
        if let Some((bit, no, yes)) = row_of(table, at)
            && found.insert((bit, at))
        {
            waiting.extend([no, yes]);
        }
    }
    found.into_iter().collect()
}

fn row_of(table: &Table<'_>, at: u32) -> Option<(usize, u32, u32)> {
    let at = usize::try_from(at).ok()?.checked_sub(2)?;
    table.rows().get(at).copied()
}

fn test(kb: Base<'_>, letter: &Letter, mark: i64) -> Test {
    let fact = &kb.facts[letter.var];
    let position = || usize::try_from(mark).unwrap_or_default();
    match fact.ty {
        FactType::Flag => Test::Holds,
        FactType::Choice(_) => Test::Word(position()),
        FactType::Scale(_) => Test::Level(position()),
        FactType::Set(_) => Test::Element(position()),
        FactType::Number { .. } | FactType::Duration { .. } => Test::AtLeast(mark),
        FactType::Date if mark == DATES.0 => Test::Ever,
        FactType::Date => match fact_value(fact, Value::Int(mark)) {
            FactValue::Word(day) => Date::parse(&day).map_or(Test::Ever, |day| Test::Since(day.into())),
            FactValue::Flag(_) | FactValue::Number(_) | FactValue::Words(_) => Test::Ever,
        },
    }
}
