//! stub
use super::domain::Variable;
use super::formula::Formula;
use crate::idx::IndexVec;
/// Theory.
#[derive(Clone, Debug, Default)]
pub struct Theory {
    /// The variables, in declaration order.
    pub variables: IndexVec<Variable>,
    /// What every product obeys.
    pub constraints: Vec<Formula>,
}
