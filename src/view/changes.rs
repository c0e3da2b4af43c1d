//! What became of the provisions of an edition, and what hangs on one edition alone: in a comparison and in a table.

use schemars::JsonSchema;
use serde::Serialize;

use crate::lexicon::Change;
use crate::model::{Kb, Node, ProvisionIdx};
use crate::query::succession::{Passage, State, succession};

/// What the second of two editions of an instrument made of the first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Changes {
    /// What became of each provision that does not say the same in the same place.
    pub changed: Vec<Changed>,
    /// What hangs on the first alone.
    pub only_a: Attached,
    /// What hangs on the second alone.
    pub only_b: Attached,
}

/// Provisions that became one another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Changed {
    /// What happened to them.
    pub change: Change,
    /// Pinned ids in the first edition.
    pub a: Vec<String>,
    /// Pinned ids in the second edition.
    pub b: Vec<String>,
}

/// What hangs on an edition and is no provision of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Attached {
    /// Deemings that satisfy it or parts of it.
    pub deemings: Vec<String>,
    /// Interpretations that it gives or that are given of it.
    pub interpretations: Vec<String>,
}

/// Returns what became of the provisions, of two editions of one instrument; nothing of other places.
pub(super) fn changes(kb: &Kb, a: &Node, b: &Node) -> Option<Changes> {
    let whole = a.locator.is_none() && b.locator.is_none() && a.edition != b.edition;
    let same = kb.editions[a.edition].instrument == kb.editions[b.edition].instrument;
    if !whole || !same {
        return None;
    }
    let [old, new] = [a, b].map(|node| State { kb, edition: node.edition });
    let ids = |list: &[ProvisionIdx]| list.iter().map(|idx| kb.provisions[*idx].id.clone()).collect();
    let changed = |it: &Passage| Changed { change: it.change, a: ids(&it.old), b: ids(&it.new) };
    let all = succession(old, new);
    let [only_a, only_b] = attached(old, new);
    let changed = all.iter().filter(|it| it.change != Change::Same).map(changed).collect();
    Some(Changes { changed, only_a, only_b })
}

/// Returns what hangs on one of two states alone.
pub(super) fn attached(old: State<'_>, new: State<'_>) -> [Attached; 2] {
    let (before, now) = (all(old), all(new));
    let without = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|it| !those.contains(it)).cloned().collect()
    };
    let apart = |these: &Attached, those: &Attached| Attached {
        deemings: without(&these.deemings, &those.deemings),
        interpretations: without(&these.interpretations, &those.interpretations),
    };
    [apart(&before, &now), apart(&now, &before)]
}

fn all(State { kb, edition }: State<'_>) -> Attached {
    let deemings = kb.deemings.iter().zip(&kb.deemed);
    let about = deemings.filter(|(_, places)| places.iter().any(|place| place.edition == edition));
    let interpretations =
        kb.interpretations.iter().filter(|it| it.by == edition || it.within.contains(&edition));
    Attached {
        deemings: about.map(|(deeming, _)| deeming.id.clone()).collect(),
        interpretations: interpretations.map(|it| it.id.clone()).collect(),
    }
}
