//! Criteria that decide nothing: they hold always, or never.
//!
//! Asked over the products that the constraints allow; never says what should be done about it.
//! `length >= 0` holds always where a length is at least 0.

use super::failure::OverBudget;
use super::formula::Formula;
use super::sat::Questions;
use super::space::vars_of;
use super::theory::Theory;

/// How a criterion is hollow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hollow {
    /// Every product meets it.
    Always,
    /// No product meets it.
    Never,
}

/// Returns for each of `criteria` how it is hollow where `applies` holds; nothing if that is nowhere.
pub fn hollow(
    theory: &Theory,
    applies: &Formula,
    criteria: &[&Formula],
) -> Result<Option<Vec<Option<Hollow>>>, OverBudget> {
    let formulas: Vec<&Formula> = criteria.iter().copied().chain([applies]).collect();
    let relevant = theory.relevant(&vars_of(&formulas)).into_iter();
    let given: Vec<&Formula> = relevant.filter_map(|at| theory.constraints.get(at)).collect();
    let mut questions = Questions::new(&theory.variables, &given, &formulas);
    let within = (criteria.len(), true);
    if !questions.can(&[within])? {
        return Ok(None);
    }
    let mut judge = |at: usize| {
        if !questions.can(&[within, (at, true)])? {
            return Ok(Some(Hollow::Never));
        }
        Ok((!questions.can(&[within, (at, false)])?).then_some(Hollow::Always))
    };
    (0..criteria.len()).map(&mut judge).collect::<Result<Vec<_>, OverBudget>>().map(Some)
}
