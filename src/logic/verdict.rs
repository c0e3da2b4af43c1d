//! stub
use super::formula::Formula;
/// Rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Where it applies.
    pub applies: Formula,
    /// Its criterion.
    pub criterion: Option<Formula>,
}
