//! What one member demands for a requirement in a world.

use crate::logic::verdict::Rule;
use crate::norm::Demand;

use super::Side;
use super::seen::Demanded;

/// A member that regulates the requirement, as seen from inside its own scope.
pub(super) struct Realised {
    pub(super) side: Side,
    pub(super) demand: Demand,
    /// What is demanded inside the scope; the members of a group share it in meaning.
    pub(super) inside: Rule,
    pub(super) group: usize,
    pub(super) scope: usize,
}

impl Realised {
    /// Returns the side with all that it demands.
    pub(super) fn demanded(&self) -> Demanded {
        (self.side.clone(), self.demand.formulas().cloned().collect())
    }
}
