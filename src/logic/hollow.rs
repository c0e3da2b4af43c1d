//! Criteria that decide nothing: they hold always, or never.
//!
//! Asked over the products that the constraints allow; never says what should be done about it.
//! `length >= 0` holds always where a length is at least 0.

use super::failure::OverBudget;
use super::formula::Formula;
use super::space::{BUDGET, Space};
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
    let space = Space::new(theory, &formulas, BUDGET)?;
    let products = space.and(&space.care, &space.compile(applies)?)?;
    if products.is_false() {
        return Ok(None);
    }
    let judge = |criterion: &&Formula| {
        let holds = space.compile(criterion)?;
        if !space.meet(&products, &holds)? {
            return Ok(Some(Hollow::Never));
        }
        let fails = space.meet(&products, &holds.into_not())?;
        Ok((!fails).then_some(Hollow::Always))
    };
    criteria.iter().map(judge).collect::<Result<Vec<_>, OverBudget>>().map(Some)
}
