//! The algebra of the edges that the knowledge base holds.
//!
//! Names edges by their place; what is wrong with them is for `logic::algebra` to say.

use std::collections::BTreeMap;

use crate::logic::algebra::{self, Edge, Fault, NodeId};
use crate::model::Node;
use crate::norm::{Base, nodes};

/// The edges of all mappings and what is wrong among them.
#[derive(Clone, Debug, Default)]
pub struct Lint {
    /// Mapping and edge, by their positions, for each edge that a fault can name.
    pub places: Vec<(usize, usize)>,
    /// What is wrong; edges are positions in `places`.
    pub faults: Vec<Fault>,
    /// Edges with a side that names nothing on the as-of date, by mapping and position.
    pub dangling: Vec<(usize, usize)>,
}

/// Lints all mappings together.
///
/// Nodes that are taken together are one node; documents are instruments.
pub fn lint(kb: Base<'_>) -> Lint {
    let mut lint = Lint::default();
    let mut edges = Vec::new();
    let mut names = Names::default();
    for (set, mapping) in kb.mappings.iter().enumerate() {
        for (at, edge) in mapping.edges.iter().enumerate() {
            let (from, to) = (nodes(kb.kb, &edge.from), nodes(kb.kb, &edge.to));
            let (Some(from), Some(to)) = (names.of(kb, from), names.of(kb, to)) else {
                lint.dangling.push((set, at));
                continue;
            };
            let set_number = u32::try_from(set).unwrap_or(u32::MAX);
            edges.push(Edge { from, relation: edge.relation, to, set: set_number });
            lint.places.push((set, at));
        }
    }
    lint.faults = algebra::lint(&edges, &names.documents);
    lint
}

/// Numbers for sets of nodes.
#[derive(Default)]
struct Names {
    known: BTreeMap<Vec<Node>, NodeId>,
    documents: Vec<u32>,
}

impl Names {
    fn of(&mut self, kb: Base<'_>, mut nodes: Vec<Node>) -> Option<NodeId> {
        nodes.sort();
        let instrument = kb.editions[nodes.first()?.edition].instrument;
        let next = NodeId::try_from(self.documents.len()).unwrap_or(NodeId::MAX);
        let number = *self.known.entry(nodes).or_insert(next);
        if number == next {
            self.documents.push(u32::try_from(instrument.raw()).unwrap_or(u32::MAX));
        }
        Some(number)
    }
}
