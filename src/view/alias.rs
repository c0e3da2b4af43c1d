//! Ids that are no declared provision and resolve all the same.
//!
//! An id that was ever published keeps resolving: unpinned ids, parents without a text of their own, numbers
//! that went on under other numbers, and numbers kept as void.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::AliasKind;
use crate::model::{EditionIdx, InstrumentIdx, Locator};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::instrument;

/// An id that is no declared provision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Alias {
    /// The id.
    pub id: String,
    /// The instrument.
    pub instrument: String,
    /// The pinned edition, where the id is pinned.
    pub edition: Option<String>,
    /// The locator.
    pub locator: String,
    /// What sort of id it is.
    pub kind: AliasKind,
    /// Pinned ids to which it leads.
    pub targets: Vec<String>,
    /// Pinned ids with the same locator in all editions.
    pub editions: Vec<String>,
}

/// Returns all aliases, those of an instrument together.
pub(super) fn aliases(kb: Base<'_>) -> Vec<Alias> {
    kb.instruments.indices().flat_map(|idx| of_instrument(kb, idx)).collect()
}

fn of_instrument(kb: Base<'_>, idx: InstrumentIdx) -> Vec<Alias> {
    let mut editions: BTreeMap<Locator, Vec<EditionIdx>> = BTreeMap::new();
    for edition in &kb.instruments[idx].editions {
        for locator in known(kb, *edition) {
            editions.entry(locator).or_default().push(*edition);
        }
    }
    let of_locator = |(locator, editions): (&Locator, &Vec<EditionIdx>)| {
        let pinned = editions.iter().filter_map(|edition| pinned(kb, *edition, locator, editions));
        let mut aliases: Vec<Alias> = pinned.collect();
        aliases.push(unpinned(kb, idx, locator, editions));
        aliases
    };
    editions.iter().flat_map(of_locator).collect()
}

/// Returns every locator that an edition can be asked for.
fn known(kb: Base<'_>, idx: EditionIdx) -> BTreeSet<Locator> {
    let mut known: BTreeSet<Locator> = instrument::locators(kb, idx).into_iter().collect();
    known.extend(kb.editions[idx].voids.iter().cloned());
    let mut next = Some(idx);
    // INVARIANT: `resolve` refuses circular amendments.
    while let Some(edition) = next {
        known.extend(kb.editions[edition].splits.iter().map(|split| split.old.clone()));
        next = kb.editions[edition].amends;
    }
    known
}

/// Returns the alias of a pinned id, unless a provision is declared there.
fn pinned(kb: Base<'_>, idx: EditionIdx, locator: &Locator, editions: &[EditionIdx]) -> Option<Alias> {
    if kb.at.contains_key(&(idx, locator.clone())) {
        return None;
    }
    let (kind, targets) = meaning(kb, idx, locator);
    let instrument = kb.editions[idx].instrument;
    Some(Alias {
        id: kb.place_id(idx, locator),
        instrument: kb.instruments[instrument].id.clone(),
        edition: Some(kb.edition_id(idx)),
        locator: locator.to_string(),
        kind,
        targets,
        editions: ids(kb, locator, editions),
    })
}

/// Returns what a locator without a text of its own means in an edition.
fn meaning(kb: Base<'_>, idx: EditionIdx, locator: &Locator) -> (AliasKind, Vec<String>) {
    let nodes = kb.nodes_at(idx, locator);
    let stays = nodes.iter().any(|node| node.locator.as_ref() == Some(locator));
    if stays {
        let children = kb.children(idx, Some(locator));
        return (AliasKind::Parent, children.iter().map(|it| kb.provisions[*it].id.clone()).collect());
    }
    let kind = if nodes.is_empty() { AliasKind::Void } else { AliasKind::Moved };
    (kind, nodes.iter().map(|node| kb.node_id(node)).collect())
}

fn unpinned(kb: Base<'_>, idx: InstrumentIdx, locator: &Locator, editions: &[EditionIdx]) -> Alias {
    let current = kb.current_edition(idx);
    let (kind, targets) = match current {
        Some(edition) => {
            let stays = editions.contains(&edition);
            let target = kb.place_id(edition, locator);
            if stays { (AliasKind::Unpinned, vec![target]) } else { (AliasKind::Elsewhere, Vec::new()) }
        }
        None => (AliasKind::Elsewhere, Vec::new()),
    };
    Alias {
        id: kb.unpinned(idx, locator),
        instrument: kb.instruments[idx].id.clone(),
        edition: None,
        locator: locator.to_string(),
        kind,
        targets,
        editions: ids(kb, locator, editions),
    }
}

fn ids(kb: Base<'_>, locator: &Locator, editions: &[EditionIdx]) -> Vec<String> {
    editions.iter().map(|edition| kb.place_id(*edition, locator)).collect()
}
