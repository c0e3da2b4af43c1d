//! Partial evaluation of formulas.
//!
//! Replaces what is known and folds constants; never uses a constraint.
//! `all { a  b }` with `a = true` becomes `b`.

use super::domain::Facts;
use super::formula::Formula;

impl Formula {
    /// Returns what is left of the formula when `facts` are known.
    #[must_use]
    pub fn assume(&self, facts: &Facts) -> Self {
        match self {
            Formula::True => Formula::True,
            Formula::False => Formula::False,
            Formula::Atom(atom) => {
                facts.get(&atom.var()).map_or_else(|| self.clone(), |value| Formula::from(atom.holds(*value)))
            }
            Formula::Not(inner) => inner.assume(facts).negated(),
            Formula::All(parts) => fold(parts, facts, &Formula::False, Formula::all),
            Formula::Any(parts) => fold(parts, facts, &Formula::True, Formula::any),
        }
    }
}

impl From<bool> for Formula {
    fn from(truth: bool) -> Self {
        if truth { Formula::True } else { Formula::False }
    }
}

/// Simplifies the `parts` of a conjunction or disjunction that `absorbing` ends.
fn fold(parts: &[Formula], facts: &Facts, absorbing: &Formula, make: fn(Vec<Formula>) -> Formula) -> Formula {
    let mut left = Vec::new();
    for part in parts {
        match part.assume(facts) {
            ref truth @ (Formula::True | Formula::False) if truth == absorbing => return absorbing.clone(),
            Formula::True | Formula::False => {}
            other @ (Formula::Atom(_) | Formula::Not(_) | Formula::All(_) | Formula::Any(_)) => {
                left.push(other);
            }
        }
    }
    match (left.pop(), left.is_empty()) {
        (None, _) => absorbing.clone().negated(),
        (Some(only), true) => only,
        (Some(last), false) => {
            left.push(last);
            make(left)
        }
    }
}
