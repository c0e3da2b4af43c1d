//! The algebra of asserted relations: what edges between texts say of one another.
//!
//! Looks at edges only and never at what the texts demand; nodes are numbers that the caller names.
//! `1 equal 2`, `2 equal 3` and `1 subset 3` cannot all be right.

use crate::lexicon::EdgeRelation;
use std::collections::{BTreeMap, BTreeSet};

impl EdgeRelation {
    /// Says whether both words mean the same: `equal` and `equivalent` differ in wording only.
    pub fn agrees_with(self, other: Self) -> bool {
        self.meaning() == other.meaning()
    }

    /// Returns what follows from `self` and then `next`, where anything does.
    pub fn then(self, next: Self) -> Option<Self> {
        use EdgeRelation::{Equal, Equivalent, Intersects, None as Nothing, Subset, Superset};
        match (self.meaning(), next.meaning()) {
            (Equal | Equivalent, other) | (other, Equal | Equivalent) => Some(other),
            (Subset, Subset) => Some(Subset),
            (Superset, Superset) => Some(Superset),
            (Subset, Nothing) | (Nothing, Superset) => Some(Nothing),
            (Subset | Superset | Intersects | Nothing, Subset | Superset | Intersects | Nothing) => None,
        }
    }

    fn meaning(self) -> Self {
        if self == EdgeRelation::Equivalent { EdgeRelation::Equal } else { self }
    }
}

/// A number for a text, or for several texts taken together.
pub type NodeId = u32;

/// An asserted relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The left side.
    pub from: NodeId,
    /// What is said.
    pub relation: EdgeRelation,
    /// The right side.
    pub to: NodeId,
    /// The published set that the edge belongs to.
    pub set: u32,
}

/// Something wrong with the edges, which are named by their positions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The same set says the same twice.
    Duplicate {
        /// The first.
        first: usize,
        /// The one that adds nothing.
        again: usize,
    },
    /// Two edges in one direction say different things.
    Contradiction {
        /// The first.
        first: usize,
        /// The other.
        other: usize,
    },
    /// The edge back says something else than the inverse.
    WrongInverse {
        /// The edge.
        edge: usize,
        /// The edge back.
        back: usize,
    },
    /// Other edges lead back between these two documents, and this one has none.
    MissingInverse {
        /// The edge.
        edge: usize,
    },
    /// One text equals several texts of one document that are not said to be equal, whichever side it is on.
    SeveralEquals {
        /// The edges, in order.
        edges: Vec<usize>,
    },
    /// What follows from two edges is not what a third says.
    Broken {
        /// From the first text to the second.
        first: usize,
        /// From the second text to the third.
        second: usize,
        /// From the first text to the third.
        direct: usize,
        /// What would follow.
        follows: EdgeRelation,
    },
    /// A text relates to itself as something else than equal.
    UnequalToItself {
        /// The edge.
        edge: usize,
    },
}

/// Returns everything that is wrong among `edges`, in the order of the last edge concerned.
///
/// `documents` says for each node which document it belongs to. Takes n·√n steps for n edges at worst.
pub fn lint(edges: &[Edge], documents: &[u32]) -> Vec<Fault> {
    let graph = Graph::new(edges, documents);
    let mut faults = graph.faults;
    let graph = Graph { faults: Vec::new(), ..graph };
    graph.inverses(&mut faults);
    graph.several_equals(&mut faults);
    graph.compositions(&mut faults);
    faults.sort_by_cached_key(|fault| (last(fault), fault.clone()));
    faults
}

fn last(fault: &Fault) -> usize {
    match fault {
        Fault::Duplicate { again, .. } => *again,
        Fault::Contradiction { first, other } => *first.max(other),
        Fault::WrongInverse { edge, back } => *edge.max(back),
        Fault::MissingInverse { edge } | Fault::UnequalToItself { edge } => *edge,
        Fault::SeveralEquals { edges } => edges.iter().copied().max().unwrap_or_default(),
        Fault::Broken { first, second, direct, .. } => *first.max(second).max(direct),
    }
}

/// The edges by their ends; of several in one direction the first.
struct Graph<'a> {
    edges: &'a [Edge],
    documents: &'a [u32],
    between: BTreeMap<(NodeId, NodeId), usize>,
    faults: Vec<Fault>,
}

impl<'a> Graph<'a> {
    fn new(edges: &'a [Edge], documents: &'a [u32]) -> Self {
        let mut between: BTreeMap<(NodeId, NodeId), usize> = BTreeMap::new();
        let mut said: BTreeMap<(u32, NodeId, NodeId), usize> = BTreeMap::new();
        let mut faults = Vec::new();
        for (at, edge) in edges.iter().enumerate() {
            if edge.from == edge.to && !edge.relation.agrees_with(EdgeRelation::Equal) {
                faults.push(Fault::UnequalToItself { edge: at });
            }
            let first = *between.entry((edge.from, edge.to)).or_insert(at);
            let in_set = *said.entry((edge.set, edge.from, edge.to)).or_insert(at);
            let relation = |at: usize| edges.get(at).map(|edge: &Edge| edge.relation);
            if relation(first).is_some_and(|it| !it.agrees_with(edge.relation)) {
                faults.push(Fault::Contradiction { first, other: at });
            } else if in_set != at {
                faults.push(Fault::Duplicate { first: in_set, again: at });
            }
        }
        Self { edges, documents, between, faults }
    }

    fn edge(&self, at: usize) -> Option<&Edge> {
        self.edges.get(at)
    }

    fn document(&self, node: NodeId) -> u32 {
        usize::try_from(node).ok().and_then(|at| self.documents.get(at)).copied().unwrap_or_default()
    }

    fn inverses(&self, faults: &mut Vec<Fault>) {
        let ends = |edge: &Edge| (self.document(edge.from), self.document(edge.to));
        let directions: BTreeSet<(u32, u32)> = self.edges.iter().map(ends).collect();
        for ((from, to), at) in &self.between {
            let Some(edge) = self.edge(*at) else { continue };
            let (left, right) = ends(edge);
            if let Some(back) = self.between.get(&(*to, *from)) {
                let agrees = |it: &Edge| it.relation.agrees_with(edge.relation.inverse());
                if from < to && !self.edge(*back).is_some_and(agrees) {
                    faults.push(Fault::WrongInverse { edge: *at.min(back), back: *at.max(back) });
                }
            } else if left != right && directions.contains(&(right, left)) {
                faults.push(Fault::MissingInverse { edge: *at });
            }
        }
    }

    /// Returns what is said between two nodes, in either direction, with the edge that says it.
    fn says(&self, from: NodeId, to: NodeId) -> Option<(EdgeRelation, usize)> {
        if let Some(at) = self.between.get(&(from, to)) {
            return Some((self.edge(*at)?.relation, *at));
        }
        let at = self.between.get(&(to, from))?;
        Some((self.edge(*at)?.relation.inverse(), *at))
    }

    fn several_equals(&self, faults: &mut Vec<Fault>) {
        let mut equals: BTreeMap<(NodeId, u32), BTreeMap<NodeId, usize>> = BTreeMap::new();
        for ((from, to), at) in &self.between {
            if from == to || !self.edge(*at).is_some_and(|it| it.relation.agrees_with(EdgeRelation::Equal)) {
                continue;
            }
            // An equality is one of either side, and of an edge and the one back the first tells it.
            for (one, other) in [(*from, *to), (*to, *from)] {
                let known =
                    equals.entry((one, self.document(other))).or_default().entry(other).or_insert(*at);
                *known = (*known).min(*at);
            }
        }
        let several = equals.into_values().filter(|targets| targets.len() > 1);
        let mut found = BTreeSet::new();
        for targets in several.map(|it| it.into_iter().collect::<Vec<_>>()) {
            let same = |(one, two): (&(NodeId, usize), &(NodeId, usize))| {
                self.says(one.0, two.0).is_some_and(|(it, _)| it.agrees_with(EdgeRelation::Equal))
            };
            if !targets.iter().zip(targets.iter().skip(1)).all(same) {
                let mut edges: Vec<usize> = targets.into_iter().map(|(_, at)| at).collect();
                edges.sort_unstable();
                if found.insert(edges.clone()) {
                    faults.push(Fault::SeveralEquals { edges });
                }
            }
        }
    }

    /// Looks at every triangle in which two edges imply something about the third.
    fn compositions(&self, faults: &mut Vec<Fault>) {
        let near = Neighbours::new(self);
        let mut broken: BTreeMap<[NodeId; 3], (bool, usize, Fault)> = BTreeMap::new();
        for ((from, to), direct) in self.between.iter().filter(|((from, to), _)| from != to) {
            let Some(says) = self.edge(*direct).map(|it| it.relation) else { continue };
            for middle in near.middles(*from, *to) {
                let Some((follows, first, second)) = self.follows(*from, middle, *to) else { continue };
                if says.agrees_with(follows) {
                    continue;
                }
                let mut corners = [*from, middle, *to];
                corners.sort_unstable();
                // Of the three ways to read a triangle the plainest: two that are equal, then the latest edge.
                let plain = (follows.agrees_with(EdgeRelation::Equal), *direct);
                let fault = Fault::Broken { first, second, direct: *direct, follows };
                let known = broken.entry(corners).or_insert_with(|| (plain.0, plain.1, fault.clone()));
                if (known.0, known.1) < plain {
                    *known = (plain.0, plain.1, fault);
                }
            }
        }
        faults.extend(broken.into_values().map(|(_, _, fault)| fault));
    }

    fn follows(&self, from: NodeId, middle: NodeId, to: NodeId) -> Option<(EdgeRelation, usize, usize)> {
        if middle == from || middle == to {
            return None;
        }
        let (one, first) = self.says(from, middle)?;
        let (two, second) = self.says(middle, to)?;
        Some((one.then(two)?, first, second))
    }
}

/// The nodes beside each node: all, those by an edge that is more than an intersection, those by an equality.
#[derive(Default)]
struct Neighbours {
    all: Beside,
    strong: Beside,
    equal: Beside,
}

impl Neighbours {
    fn new(graph: &Graph<'_>) -> Self {
        let mut near = Self::default();
        for ((from, to), at) in graph.between.iter().filter(|((from, to), _)| from != to) {
            let Some(edge) = graph.edge(*at) else { continue };
            let is_equal = edge.relation.agrees_with(EdgeRelation::Equal);
            for (one, two) in [(*from, *to), (*to, *from)] {
                near.all.add(one, two);
                if edge.relation != EdgeRelation::Intersects {
                    near.strong.add(one, two);
                }
                if is_equal {
                    near.equal.add(one, two);
                }
            }
        }
        near
    }

    /// Returns the nodes by way of which two edges can imply something between `from` and `to`.
    ///
    /// Intersections imply something only beside an equality. Of two lists the shorter one is enough.
    fn middles(&self, from: NodeId, to: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let pairs = [(&self.strong, &self.strong), (&self.equal, &self.all), (&self.all, &self.equal)];
        pairs.into_iter().flat_map(move |(one, two)| {
            let (left, right) = (one.beside(from), two.beside(to));
            if left.len() <= right.len() { left } else { right }.iter().copied()
        })
    }
}

/// A list of nodes for each node.
#[derive(Default)]
struct Beside(BTreeMap<NodeId, Vec<NodeId>>);

impl Beside {
    fn add(&mut self, one: NodeId, two: NodeId) {
        self.0.entry(one).or_default().push(two);
    }

    fn beside(&self, node: NodeId) -> &[NodeId] {
        self.0.get(&node).map_or(&[], Vec::as_slice)
    }
}
