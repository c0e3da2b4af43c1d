//! The checklist as one JSON document.

use crate::view::checklist::Checklist;
use crate::view::{self, Checked, EditionIdx, Library};

pub use crate::view::checklist::Meta;

/// Returns the checklist of editions.
///
/// Builds every view; whoever has a [`Library`] calls [`view::checklist::checklist`].
pub fn checklist(checked: Checked<'_>, editions: &[EditionIdx], meta: &Meta) -> Checklist {
    view::checklist::checklist(&Library::new(checked), editions, meta)
}
