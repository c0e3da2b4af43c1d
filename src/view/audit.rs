//! What `kijun audit` answers: of the published edges of the knowledge base, and of mapping files.
//!
//! Computes nothing; `query` and `import` do.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::import::against::Judged;
use crate::import::{self, AuditReport, FindingKind, Plain};
use crate::lang::Bilingual;
use crate::lexicon::{EdgeFinding, EdgeRelation, Relation};
use crate::model::Reference;
use crate::model::value::written;
use crate::msg;
use crate::norm::Base;
use crate::query::audit;
use crate::source::{Sources, Span};
use crate::view::fact::unlikely_of;

/// The audit of the mappings of a knowledge base.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AuditedBase {
    /// The published edges, in the order of their declarations.
    pub edges: Vec<AuditedEdge>,
}

/// The audit of a published edge.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AuditedEdge {
    /// The id of the mapping.
    pub mapping: String,
    /// The title of the mapping.
    #[serde(skip)]
    pub title: Bilingual,
    /// Where the edge stands.
    #[serde(flatten)]
    pub at: FilePlace,
    /// The left side.
    pub from: Vec<String>,
    /// What is said of the left side to the right.
    pub relation: EdgeRelation,
    /// The right side.
    pub to: Vec<String>,
    /// What the criteria say of it.
    pub finding: EdgeFinding,
    /// The finding in words, with the reason where the criteria do not decide.
    pub reason: Bilingual,
    /// The computed relation of the left side to the right; null where none was computed.
    pub computed: Option<Relation>,
    /// The edge that the criteria would justify; null where there is none.
    pub justified: Option<EdgeRelation>,
    /// Whether a note records the disagreement.
    pub noted: bool,
    /// Products against what the edge says.
    pub witnesses: Vec<Witness>,
}

impl AuditedEdge {
    /// Says whether the criteria say otherwise, and no note records it.
    pub fn disagrees(&self) -> bool {
        !self.noted && matches!(self.finding, EdgeFinding::TooStrong | EdgeFinding::TooWeak)
    }
}

/// A product against what an edge says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Witness {
    /// Its facts, each value in the words of the language: `6 characters`.
    pub facts: IndexMap<String, String>,
    /// Ids of what is unlikely and holds for it: no likelier product was found.
    pub unlikely: Vec<String>,
    /// Pinned ids of the provisions that it fails.
    pub fails: Vec<String>,
}

/// The audit of mapping files.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AuditedFiles {
    /// The files, in the order in which they were named.
    pub files: Vec<String>,
    /// How many edges were read.
    pub edges: usize,
    /// How many edges say what.
    pub relations: IndexMap<EdgeRelation, usize>,
    /// What is wrong, in the order of the places.
    pub findings: Vec<FileFinding>,
    /// Documents that none of the files has, so that ids in them are not checked.
    pub unchecked: Vec<Unchecked>,
    /// How many edges were left out because their word says nothing of what is demanded, by the word.
    pub passed: IndexMap<String, usize>,
    /// What a knowledge base says of the edges; null where none was asked.
    pub judged: Option<JudgedEdges>,
}

/// Something wrong in a mapping file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileFinding {
    /// What sort of finding.
    pub kind: FindingKind,
    /// What is wrong, in one sentence.
    pub text: Bilingual,
    /// Where to look first.
    #[serde(flatten)]
    pub at: FilePlace,
    /// The edges concerned, the one at that place first; none where it was not read.
    pub edges: Vec<FileEdge>,
}

/// An edge of a mapping file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileEdge {
    /// The edge: `a:1 equal b:1`.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub at: FilePlace,
}

/// A place in a file; of a workbook the line is the row, and columns count the signs of a row with tabs between cells.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FilePlace {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// A document whose ids are not checked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unchecked {
    /// The id that the files give it.
    pub document: String,
    /// How many ends of edges name it.
    pub ends: usize,
}

/// What a knowledge base says of edges.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JudgedEdges {
    /// Edges that its criteria confirm.
    pub agrees: usize,
    /// Edges that say more than its criteria.
    pub too_strong: usize,
    /// Edges that say less than its criteria.
    pub too_weak: usize,
    /// Edges that its criteria do not decide.
    pub not_decidable: usize,
    /// Edges with a side that it does not know.
    pub unknown: usize,
}

impl JudgedEdges {
    /// Returns how many edges are found to be so.
    pub fn count(&self, finding: EdgeFinding) -> usize {
        match finding {
            EdgeFinding::Agrees => self.agrees,
            EdgeFinding::TooStrong => self.too_strong,
            EdgeFinding::TooWeak => self.too_weak,
            EdgeFinding::NotDecidable => self.not_decidable,
        }
    }
}

/// Tells in a line how many edges are found to be what: `agrees 2, too strong 0, …`.
pub fn counts(count: impl Fn(EdgeFinding) -> usize) -> Bilingual {
    let told = EdgeFinding::ALL.iter().map(|it| {
        let (Bilingual { ja, en }, number) = (it.title(), count(*it));
        msg!(ja: "{ja}{number}", en: "{en} {number}")
    });
    let (ja, en): (Vec<_>, Vec<_>) = told.map(|it| (it.ja, it.en)).unzip();
    Bilingual { ja: ja.join("、"), en: en.join(", ") }
}

/// Returns the audit of the edges of the knowledge base.
pub fn base(kb: Base<'_>, sources: &Sources, audited: &[audit::Audited]) -> AuditedBase {
    AuditedBase { edges: audited.iter().filter_map(|it| edge(kb, sources, it)).collect() }
}

fn edge(kb: Base<'_>, sources: &Sources, it: &audit::Audited) -> Option<AuditedEdge> {
    let mapping = kb.mappings.get(it.mapping)?;
    let edge = mapping.edges.get(it.edge)?;
    let side = |side: &[Reference]| side.iter().map(|reference| kb.reference_id(reference)).collect();
    let judgement = &it.judgement;
    Some(AuditedEdge {
        mapping: mapping.id.clone(),
        title: mapping.title.clone(),
        at: file_place(sources, edge.span),
        from: side(&edge.from),
        relation: edge.relation,
        to: side(&edge.to),
        finding: judgement.finding.word(),
        reason: reason(judgement.finding),
        computed: judgement.relation,
        justified: judgement.justified,
        noted: it.is_known,
        witnesses: judgement.witnesses.iter().map(|it| witness(kb, it)).collect(),
    })
}

fn witness(kb: Base<'_>, it: &audit::Witness) -> Witness {
    let fact = |idx| &kb.facts[idx];
    Witness {
        facts: it
            .facts
            .iter()
            .map(|(idx, value)| (fact(*idx).id.clone(), written(fact(*idx), *value)))
            .collect(),
        unlikely: unlikely_of(kb, &it.facts),
        fails: it.fails.iter().map(|idx| kb.provisions[*idx].id.clone()).collect(),
    }
}

/// Says what is found in words, with the reason where the criteria do not decide.
fn reason(found: audit::Finding) -> Bilingual {
    let title = found.word().title();
    let audit::Finding::NotDecidable(reason) = found else { return title };
    let (Bilingual { ja, en }, why) = (title, reason.title());
    let (ja_why, en_why) = (why.ja, why.en);
    msg!(ja: "{ja}（{ja_why}）", en: "{en} ({en_why})")
}

/// Returns the audit of mapping files, with what a knowledge base says of them where one was asked.
pub fn files(
    sources: &Sources,
    report: &AuditReport,
    findings: &[import::Finding],
    judged: Option<&Judged>,
) -> AuditedFiles {
    let plain = &report.plain;
    let unchecked = report.unchecked.iter();
    AuditedFiles {
        files: sources.iter().map(|(_, file)| file.name.clone()).collect(),
        edges: plain.edges.len(),
        relations: report.counts.iter().map(|(word, count)| (*word, *count)).collect(),
        findings: findings.iter().map(|it| finding_of_file(sources, plain, it)).collect(),
        unchecked: unchecked
            .map(|(document, ends)| Unchecked { document: document.clone(), ends: *ends })
            .collect(),
        passed: plain.passed.iter().map(|(word, count)| (word.clone(), *count)).collect(),
        judged: judged.map(|it| JudgedEdges {
            agrees: it.agrees,
            too_strong: it.too_strong,
            too_weak: it.too_weak,
            not_decidable: it.not_decidable,
            unknown: it.unknown,
        }),
    }
}

fn finding_of_file(sources: &Sources, plain: &Plain, it: &import::Finding) -> FileFinding {
    let edge = |at: &usize| {
        Some(FileEdge { text: plain.written(*at), at: file_place(sources, *plain.places.get(*at)?) })
    };
    FileFinding {
        kind: it.kind,
        text: it.text.clone(),
        at: file_place(sources, it.at),
        edges: it.edges.iter().filter_map(edge).collect(),
    }
}

fn file_place(sources: &Sources, span: Span) -> FilePlace {
    let place = sources.place(span);
    FilePlace { file: place.file.to_owned(), line: place.line, column: place.column }
}
