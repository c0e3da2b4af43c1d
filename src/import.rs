//! Mapping files of other tools as plain edges, and what is wrong among these.
//!
//! Ids stay the text that the file has; only `against` asks a knowledge base about them. Reads text, never a disk.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{self, Fault, Format};
use crate::lexicon::EdgeRelation;
use crate::logic::algebra::{self, Edge, NodeId};
use crate::source::{Sources, Span};

pub mod against;
mod ciso;
mod finding;
mod form;
mod gemara;
mod oscal;
mod oscal_xml;
mod table;
mod take;

pub use finding::{Finding, FindingKind, findings};
pub use form::Form;
pub use table::Columns;

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
    /// Where it stands.
    pub at: Span,
}

/// What an id of a document stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// For a text that demands something.
    Text,
    /// For a heading above such texts.
    Heading,
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
    /// Where each edge stands.
    pub places: Vec<Span>,
    /// Edges that were left out because their relation is no word of the format.
    pub unknown: Vec<UnknownWord>,
    /// How many edges were left out because their relation says nothing of what is demanded, by its word.
    pub passed: BTreeMap<String, usize>,
    declared: BTreeMap<u32, BTreeMap<String, Role>>,
    document_numbers: BTreeMap<String, u32>,
    text_numbers: BTreeMap<(u32, Vec<String>), NodeId>,
}

/// What a word says of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// A relation of what they demand.
    Relation(EdgeRelation),
    /// Something else, such as that one supports the other.
    Else,
    /// The format has no such word.
    Unknown,
}

impl From<Option<EdgeRelation>> for Said {
    fn from(relation: Option<EdgeRelation>) -> Self {
        relation.map_or(Self::Unknown, Self::Relation)
    }
}

/// An edge as a reader hands it over.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) from: Vec<String>,
    pub(crate) to: Vec<String>,
    pub(crate) word: String,
    pub(crate) said: Said,
    pub(crate) at: Span,
    /// Where the word stands.
    pub(crate) word_at: Span,
}

impl Plain {
    /// Adds what a file says; `columns` name those of a table.
    pub fn read(
        &mut self,
        sources: &mut Sources,
        name: &str,
        bytes: &[u8],
        columns: &Columns,
    ) -> Result<(), Vec<Fault>> {
        if Form::of_name(name) == Some(Form::Workbook) {
            return table::workbook(self, sources, name, bytes, columns);
        }
        let file = data::text(sources, name, bytes)?;
        match Form::of(name, &sources.file(file).text) {
            Form::Xml => oscal_xml::read(self, sources, file),
            Form::Csv => table::csv(self, sources, file, columns),
            Form::Json => self.tree(sources, file, Format::Json),
            Form::Yaml | Form::Workbook => self.tree(sources, file, Format::Yaml),
        }
    }

    fn tree(
        &mut self,
        sources: &Sources,
        file: crate::source::FileId,
        format: Format,
    ) -> Result<(), Vec<Fault>> {
        let root = data::read(sources, file, format)?;
        let mut faults = Vec::new();
        let known = oscal::read(self, &root, &sources.file(file).name, &mut faults)
            || ciso::read(self, &root, &mut faults)
            || gemara::read(self, &root, &mut faults);
        if !known {
            faults.push(Fault::new(root.at, form::unknown()));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Returns what a document has: the one declared by this name, else by the file whose path ends most like it.
    fn declared(&self, document: u32) -> Option<&BTreeMap<String, Role>> {
        if let Some(found) = self.declared.get(&document) {
            return Some(found);
        }
        let name = self.documents.get(document as usize)?;
        let alike = self.declared.iter().filter_map(|(other, ids)| {
            let common = form::common_end(name, self.documents.get(*other as usize)?);
            (common > 0).then_some((common, ids))
        });
        let mut alike: Vec<_> = alike.collect();
        alike.sort_by_key(|(common, _)| std::cmp::Reverse(*common));
        match alike[..] {
            [(best, _), (next, _), ..] if best == next => None,
            [(_, ids), ..] => Some(ids),
            [] => None,
        }
    }

    /// Says whether nothing was read that could be audited.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty() && self.unknown.is_empty()
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

    /// Says that a document has a text or heading with this id.
    pub(crate) fn declare(&mut self, document: &str, id: &str, role: Role) {
        let document = self.document(document);
        self.declared.entry(document).or_default().insert(id.to_owned(), role);
    }

    /// Says that a document was read, whatever it has.
    pub(crate) fn declares(&mut self, document: &str) {
        let document = self.document(document);
        self.declared.entry(document).or_default();
    }

    /// Adds an edge to the last set.
    pub(crate) fn edge(&mut self, found: Found) {
        let relation = match found.said {
            Said::Relation(relation) => relation,
            Said::Else => return *self.passed.entry(found.word).or_default() += 1,
            Said::Unknown => return self.unknown.push(UnknownWord { word: found.word, at: found.word_at }),
        };
        let Some((source, target)) = self.sets.last().map(|set| (set.source, set.target)) else { return };
        let set = u32::try_from(self.sets.len() - 1).unwrap_or(u32::MAX);
        let (from, to) = (self.text(source, found.from), self.text(target, found.to));
        self.edges.push(Edge { from, relation, to, set });
        self.places.push(found.at);
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

    /// Returns an edge as people write it: `a:1 equal b:1`.
    pub fn written(&self, at: usize) -> String {
        let end =
            |end: NodeId| self.texts.get(end as usize).map(|text| text.ids.join(" ")).unwrap_or_default();
        let edge = self.edges.get(at);
        edge.map(|edge| format!("{} {} {}", end(edge.from), edge.relation.word(), end(edge.to)))
            .unwrap_or_default()
    }
}

/// What is wrong with mapping files.
#[derive(Clone, Debug)]
pub struct AuditReport {
    /// What was read.
    pub plain: Plain,
    /// How many edges say what.
    pub counts: BTreeMap<EdgeRelation, usize>,
    /// What is wrong among the edges.
    pub faults: Vec<algebra::Fault>,
    /// Edges and the id on one of their sides that a document of the files does not have.
    pub dangling: Vec<(usize, String)>,
    /// Edges and the id on one of their sides that is a heading of its document.
    pub headings: Vec<(usize, String)>,
    /// Documents that no file has, so that nothing can be said of ids in them, with how many edges name them.
    pub unchecked: BTreeMap<String, usize>,
}

/// Reads one text and lints its edges.
pub fn audit_text(name: &str, text: &str) -> Result<AuditReport, Vec<Fault>> {
    let mut plain = Plain::default();
    plain.read(&mut Sources::new(), name, text.as_bytes(), &Columns::default())?;
    Ok(audit(plain))
}

/// Lints edges that were read.
///
/// An id dangles where the files themselves list what its document has.
pub fn audit(plain: Plain) -> AuditReport {
    let documents: Vec<u32> = plain.texts.iter().map(|text| text.document).collect();
    let faults = algebra::lint(&plain.edges, &documents);
    let mut report = AuditReport {
        plain,
        counts: BTreeMap::new(),
        faults,
        dangling: Vec::new(),
        headings: Vec::new(),
        unchecked: BTreeMap::new(),
    };
    let edges = report.plain.edges.clone();
    let declared: Vec<_> =
        (0..report.plain.documents.len()).map(|at| report.plain.declared(u32::try_from(at).ok()?)).collect();
    for (at, edge) in edges.iter().enumerate() {
        *report.counts.entry(edge.relation).or_default() += 1;
        let ends: BTreeSet<NodeId> = [edge.from, edge.to].into();
        for text in ends.into_iter().filter_map(|end| report.plain.texts.get(end as usize)) {
            let document = text.document as usize;
            let Some(declared) = declared.get(document).copied().flatten() else {
                let name = report.plain.documents.get(document).cloned().unwrap_or_default();
                *report.unchecked.entry(name).or_default() += 1;
                continue;
            };
            for id in &text.ids {
                match declared.get(id) {
                    Some(Role::Text) => {}
                    Some(Role::Heading) => report.headings.push((at, id.clone())),
                    None => report.dangling.push((at, id.clone())),
                }
            }
        }
    }
    report
}
