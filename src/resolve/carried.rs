//! What amendments say of the deemings of the texts that they replace.

use crate::model::{EditionIdx, Locator};
use crate::syntax::ast::Name;

use super::cx::Cx;
use super::editions::Removal;
use super::provisions::Declared;

/// That a deeming goes on in an edition, or does not.
pub(super) struct Carried<'a> {
    /// The amending edition.
    pub(super) edition: EditionIdx,
    /// The replacing provision that says so; none where the edition says it for all of them.
    pub(super) locator: Option<Locator>,
    /// The deeming.
    pub(super) deeming: &'a Name,
    /// Whether it goes on.
    pub(super) keeps: bool,
}

/// Returns what replacing provisions say; it goes before what their editions say.
pub(super) fn of_provisions<'a>(declared: &[Declared<'a>]) -> Vec<Carried<'a>> {
    let mut all = Vec::new();
    for it in declared {
        let (edition, locator) = (it.edition, Some(&it.locator));
        all.extend(each(edition, locator, true, it.keeps.iter().copied().flatten()));
        all.extend(each(edition, locator, false, it.removes.iter().copied().flatten()));
    }
    all
}

/// Returns what editions say for all of their provisions, once each has its own.
pub(super) fn of_editions<'a>(cx: &Cx, removals: &[Removal<'a>]) -> Vec<Carried<'a>> {
    let mut all = Vec::new();
    // Of an edition that amends nothing this was reported.
    for it in removals.iter().filter(|it| cx.kb.editions[it.edition].amends.is_some()) {
        all.extend(each(it.edition, None, true, it.keeps.iter().copied().flatten()));
        all.extend(each(it.edition, None, false, it.removed(cx, true)));
    }
    all
}

fn each<'a>(
    edition: EditionIdx,
    locator: Option<&Locator>,
    keeps: bool,
    names: impl IntoIterator<Item = &'a Name>,
) -> Vec<Carried<'a>> {
    let one = |deeming| Carried { edition, locator: locator.cloned(), deeming, keeps };
    names.into_iter().map(one).collect()
}
