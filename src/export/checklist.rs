//! The checklist as one JSON document.

use crate::view::checklist::Checklist;
use crate::view::library::Unconfirmed;
use crate::view::{self, Checked, EditionIdx, Library};

pub use crate::view::checklist::Meta;

/// Returns the checklist of editions.
///
/// Builds every view; whoever has a [`Library`] calls [`view::checklist::checklist`]. A comparison that the ordinary
/// evaluator does not confirm is no answer to be left out.
pub fn checklist(
    checked: Checked<'_>,
    editions: &[EditionIdx],
    meta: &Meta,
) -> Result<Checklist, Unconfirmed> {
    let library = Library::new(checked);
    let list = view::checklist::checklist(&library, editions, meta);
    library.unconfirmed().into_iter().next().map_or(Ok(list), Err)
}
