//! Mapping files of other tools as plain edges, and what is wrong among these.
//!
//! Knows no knowledge base: ids stay the text that the file has. Reads text, never a disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::lexicon::EdgeRelation;
use crate::logic::algebra::{self, Edge, Fault, NodeId};

pub mod ciso;
pub mod oscal;

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An OSCAL mapping-collection or catalog, in JSON.
    Oscal,
    /// A library of CISO Assistant with mapping sets or frameworks, in YAML.
    Ciso,
}

impl Kind {
    /// Guesses the format from the beginning of a text.
    pub fn of(text: &str) -> Self {
        if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
            Kind::Oscal
        } else {
            Kind::Ciso
        }
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What the reader says.
    pub message: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for ReadError {}

/// A published set of edges from one document to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Its id, as far as it has one.
    pub id: String,
    /// The document on the left, by its position.
    pub source: u32,
    /// The document on the right, by its position.
    pub target: u32,
}

/// A text of a document, or several taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The ids, in order and without repetition.
    pub ids: Vec<String>,
    /// The document, by its position.
    pub document: u32,
}

/// A relation that a file does not spell as its format has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// The line, where it is known.
    pub line: Option<usize>,
}

/// The edges of one or several files.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// Documents, by the ids that the files give them.
    pub documents: Vec<String>,
    /// Sets of edges.
    pub sets: Vec<Set>,
    /// The ends of edges.
    pub texts: Vec<Text>,
    /// The edges; their ends are positions in `texts`.
    pub edges: Vec<Edge>,
    /// The line of each edge, where it is known.
    pub lines: Vec<Option<u32>>,
    /// Edges that were left out because of their relation.
    pub unknown: Vec<UnknownWord>,
    declared: BTreeMap<u32, BTreeSet<String>>,
    document_numbers: BTreeMap<String, u32>,
    text_numbers: BTreeMap<(u32, Vec<String>), NodeId>,
}

/// An edge as a reader hands it over.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) from: Vec<String>,
    pub(crate) to: Vec<String>,
    pub(crate) word: String,
    pub(crate) relation: Option<EdgeRelation>,
    pub(crate) line: Option<usize>,
}

impl Plain {
    /// Adds what a file says.
    pub fn read(&mut self, text: &str, kind: Kind) -> Result<(), ReadError> {
        match kind {
            Kind::Oscal => oscal::read(self, text),
            Kind::Ciso => ciso::read(self, text),
        }
    }

    /// Returns the number of a document.
    pub(crate) fn document(&mut self, id: &str) -> u32 {
        if let Some(number) = self.document_numbers.get(id) {
            return *number;
        }
        let number = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        self.documents.push(id.to_owned());
        self.document_numbers.insert(id.to_owned(), number);
        number
    }

    /// Begins a set; the edges that follow belong to it.
    pub(crate) fn set(&mut self, id: &str, source: &str, target: &str) {
        let (source, target) = (self.document(source), self.document(target));
        self.sets.push(Set { id: id.to_owned(), source, target });
    }

    /// Says that a document has a text with this id.
    pub(crate) fn declare(&mut self, document: &str, id: String) {
        let document = self.document(document);
        self.declared.entry(document).or_default().insert(id);
    }

    /// Adds an edge to the last set.
    pub(crate) fn edge(&mut self, found: Found) {
        let Some(relation) = found.relation else {
            self.unknown.push(UnknownWord { word: found.word, line: found.line });
            return;
        };
        let Some((source, target)) = self.sets.last().map(|set| (set.source, set.target)) else { return };
        let set = u32::try_from(self.sets.len() - 1).unwrap_or(u32::MAX);
        let (from, to) = (self.text(source, found.from), self.text(target, found.to));
        self.edges.push(Edge { from, relation, to, set });
        self.lines.push(found.line.and_then(|line| u32::try_from(line).ok()));
    }

    fn text(&mut self, document: u32, mut ids: Vec<String>) -> NodeId {
        ids.sort_unstable();
        ids.dedup();
        let key = (document, ids);
        if let Some(number) = self.text_numbers.get(&key) {
            return *number;
        }
        let number = NodeId::try_from(self.texts.len()).unwrap_or(NodeId::MAX);
        self.texts.push(Text { ids: key.1.clone(), document });
        self.text_numbers.insert(key, number);
        number
    }
}

/// What is wrong with a mapping file.
#[derive(Clone, Debug)]
pub struct AuditReport {
    /// What was read.
    pub plain: Plain,
    /// How many edges say what.
    pub counts: BTreeMap<EdgeRelation, usize>,
    /// What is wrong among the edges.
    pub faults: Vec<Fault>,
    /// Edges and the id on one of their sides that a document of the files does not have.
    pub dangling: Vec<(usize, String)>,
}

/// Reads one file and lints its edges.
pub fn audit_file(text: &str, kind: Kind) -> Result<AuditReport, ReadError> {
    let mut plain = Plain::default();
    plain.read(text, kind)?;
    Ok(audit(plain))
}

/// Lints edges that were read.
///
/// An id dangles where the files themselves list what its document has.
pub fn audit(plain: Plain) -> AuditReport {
    let documents: Vec<u32> = plain.texts.iter().map(|text| text.document).collect();
    let mut counts = BTreeMap::new();
    let mut dangling = Vec::new();
    for (at, edge) in plain.edges.iter().enumerate() {
        *counts.entry(edge.relation).or_default() += 1;
        let ends = [edge.from, edge.to].into_iter().filter_map(|end| plain.texts.get(end as usize));
        for text in ends {
            let Some(declared) = plain.declared.get(&text.document) else { continue };
            let missing = text.ids.iter().filter(|id| !declared.contains(*id));
            dangling.extend(missing.map(|id| (at, id.clone())));
        }
    }
    let faults = algebra::lint(&plain.edges, &documents);
    AuditReport { plain, counts, faults, dangling }
}
