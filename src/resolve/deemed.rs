//! Which places a deeming satisfies: those that it names, and unchanged texts of the editions that amend theirs.

use crate::model::{Deeming, EditionIdx, Kb, Node, ProvisionIdx};

/// Returns what a deeming satisfies: the places that it names, and those of the editions that amend theirs and leave
/// the text unchanged.
pub(super) fn deemed(kb: &Kb, deeming: &Deeming) -> Vec<Node> {
    let mut all: Vec<Node> = deeming.of.iter().flat_map(|of| kb.nodes(of)).collect();
    let heirs: Vec<Node> = all.iter().flat_map(|node| heirs(kb, node)).collect();
    for heir in heirs {
        if !all.contains(&heir) {
            all.push(heir);
        }
    }
    all
}

/// Returns where later editions have the text of a provision as it was.
fn heirs(kb: &Kb, node: &Node) -> Vec<Node> {
    let Some(idx) = node.provision else { return Vec::new() };
    let text = kb.provisions[idx].origin.unwrap_or(idx);
    let amends = |edition: &EditionIdx| {
        std::iter::successors(kb.editions[*edition].amends, |base| kb.editions[*base].amends)
            .any(|base| base == node.edition)
    };
    let has_text = |heir: &&ProvisionIdx| kb.provisions[**heir].origin == Some(text);
    let found = kb.editions.indices().filter(amends);
    let found = found.filter_map(|edition| kb.editions[edition].provisions.iter().find(has_text));
    found
        .map(|heir| {
            let provision = &kb.provisions[*heir];
            kb.node_at(provision.edition, &provision.locator)
        })
        .collect()
}
