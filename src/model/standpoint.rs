//! From where a base is looked at: the day, and the jurisdiction that is at home.
//!
//! What the manifest and the command line say of it; the texts themselves have neither.

use crate::source::Quoted;

use super::date::Date;

/// The standpoint of a reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standpoint {
    /// The date on which everything is evaluated.
    pub as_of: Date,
    /// The code of the jurisdiction whose texts come first where texts of several stand side by side; without one they
    /// stand in the order of declaration.
    pub home: Option<String>,
    /// The sets of markets that are shown together, as written; none where nothing is said of them.
    pub market_sets: Option<Vec<Quoted>>,
    /// Ids of the instruments that the base is made for, as written.
    pub main: Vec<Quoted>,
}

impl std::convert::From<Date> for Standpoint {
    fn from(as_of: Date) -> Self {
        Self { as_of, ..Self::default() }
    }
}
