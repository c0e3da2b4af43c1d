//! Ids as authors write them, and what they mean on a day.

use crate::source::Span;

use super::index::{EditionIdx, InstrumentIdx, ProvisionIdx};
use super::locator::Locator;

/// An id as an author wrote it: an instrument, perhaps an edition, perhaps a locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The instrument.
    pub instrument: InstrumentIdx,
    /// The edition, where it is pinned.
    pub edition: Option<EditionIdx>,
    /// The locator; none for the whole.
    pub locator: Option<Locator>,
    /// Where it stands, if in a file.
    pub span: Option<Span>,
}

/// What an id means on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// The edition.
    pub edition: EditionIdx,
    /// The locator; none for the whole edition.
    pub locator: Option<Locator>,
    /// The provision; none for a parent that is not declared and for a whole edition.
    pub provision: Option<ProvisionIdx>,
}
