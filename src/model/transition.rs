//! Transitional rules: which products stay under other texts than those of an edition.
//!
//! Owns what a rule says; which texts it speaks of is in `leaving`.

use crate::source::Span;

use super::date::Date;
use super::expr::Expr;
use super::index::EditionIdx;
use super::locator::Locator;

/// A place that a transitional rule names.
#[derive(Clone, Debug)]
pub struct Place {
    /// The locator.
    pub locator: Locator,
    /// Where it is named.
    pub span: Span,
}

/// What a transitional rule says.
#[derive(Clone, Debug)]
pub struct Transition {
    /// The products, whatever the day.
    pub products: Expr,
    /// The places of which they are kept out; empty for all.
    pub of: Vec<Place>,
    /// The places among these of which they are not.
    pub except: Vec<Place>,
    /// The edition under which they stay; none where they stay under no such text.
    pub stays: Option<EditionIdx>,
    /// Whether the maker may also follow the new texts.
    pub by_choice: bool,
    /// Where the products are said.
    pub span: Span,
}

impl Transition {
    /// Says whether the rule narrows the scope of its edition: it keeps products out of all texts, and under none.
    pub fn narrows_scope(&self) -> bool {
        !self.by_choice && self.stays.is_none() && self.of.is_empty() && self.except.is_empty()
    }

    /// Returns the products, those of every day before a day alone where the rule ends on one.
    pub fn until(&self, day: Option<Date>) -> Expr {
        let before = |day| Expr::Not(Box::new(Expr::Since(day)));
        match day {
            None => self.products.clone(),
            Some(day) => Expr::All(vec![self.products.clone(), before(day)]),
        }
    }
}
