//! What `kijun audit` answers: of the published edges of the knowledge base, and of a mapping file.
//!
//! Computes nothing; `query` and `import` do.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::import::{self, AuditReport, Plain};
use crate::lang::Bilingual;
use crate::lexicon::{EdgeRelation, Relation};
use crate::logic::algebra;
use crate::model::Reference;
use crate::model::value::written;
use crate::msg;
use crate::norm::Base;
use crate::query::audit::{self, Reason};
use crate::query::edge_fault;

/// What the criteria say of a published edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The same as the edge.
    Agrees,
    /// Less than the edge.
    TooStrong,
    /// More than the edge.
    TooWeak,
    /// Nothing that decides it.
    NotDecidable,
}

/// The audit of a published edge.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AuditedEdge {
    /// The id of the mapping.
    pub mapping: String,
    /// The title of the mapping.
    #[serde(skip)]
    pub title: Bilingual,
    /// The left side.
    pub from: Vec<String>,
    /// What is said of the left side to the right.
    pub relation: EdgeRelation,
    /// The right side.
    pub to: Vec<String>,
    /// What the criteria say of it.
    pub finding: Finding,
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
        !self.noted && matches!(self.finding, Finding::TooStrong | Finding::TooWeak)
    }
}

/// A product against what an edge says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Witness {
    /// Its facts, each value in the words of the language: `6 characters`.
    pub facts: IndexMap<String, String>,
    /// Pinned ids of the provisions that it fails.
    pub fails: Vec<String>,
}

/// The audit of a mapping file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AuditedFile {
    /// How many edges were read.
    pub edges: usize,
    /// How many edges say what.
    pub relations: IndexMap<EdgeRelation, usize>,
    /// What is wrong among the edges, whatever they are about.
    pub faults: Vec<Fault>,
    /// Ids that their documents do not have.
    pub dangling: Vec<Dangling>,
    /// Edges that were left out, because their relation is none of the format.
    pub unknown: Vec<UnknownRelation>,
}

impl AuditedFile {
    /// Says whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.dangling.is_empty() && self.unknown.is_empty()
    }
}

/// What sort of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The same edge twice in one set.
    Duplicate,
    /// Different relations for one pair.
    Contradiction,
    /// The edge back is not the inverse.
    WrongInverse,
    /// The edge back is missing.
    MissingInverse,
    /// One text equals several that are not equal.
    SeveralEquals,
    /// Two edges imply a third that says otherwise.
    BrokenComposition,
    /// A text that differs from itself.
    UnequalToItself,
}

/// What is wrong among edges.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fault {
    /// What sort of fault.
    pub kind: FaultKind,
    /// What is wrong, in one sentence.
    pub text: Bilingual,
    /// The edges concerned: `14: a:1 equal b:1`, with the line where it is known.
    pub edges: Vec<String>,
}

/// An id that its document does not have.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Dangling {
    /// The id.
    pub id: String,
    /// The edge that names it.
    pub edge: String,
}

/// A relation that a file does not spell as its format has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnknownRelation {
    /// The word.
    pub word: String,
    /// The line; null where it is not known.
    pub line: Option<usize>,
}

/// Returns the audit of the edges of the knowledge base.
pub fn edges(kb: Base<'_>, audited: &[audit::Audited]) -> Vec<AuditedEdge> {
    audited.iter().filter_map(|it| edge(kb, it)).collect()
}

fn edge(kb: Base<'_>, it: &audit::Audited) -> Option<AuditedEdge> {
    let mapping = kb.mappings.get(it.mapping)?;
    let edge = mapping.edges.get(it.edge)?;
    let side = |side: &[Reference]| side.iter().map(|reference| kb.reference_id(reference)).collect();
    let judgement = &it.judgement;
    let (finding, reason) = finding(judgement.finding);
    Some(AuditedEdge {
        mapping: mapping.id.clone(),
        title: mapping.title.clone(),
        from: side(&edge.from),
        relation: edge.relation,
        to: side(&edge.to),
        finding,
        reason,
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
        fails: it.fails.iter().map(|idx| kb.provisions[*idx].id.clone()).collect(),
    }
}

fn finding(found: audit::Finding) -> (Finding, Bilingual) {
    match found {
        audit::Finding::Agrees => (Finding::Agrees, msg!(ja: "一致", en: "agrees")),
        audit::Finding::TooStrong => (Finding::TooStrong, msg!(ja: "強すぎる", en: "too strong")),
        audit::Finding::TooWeak => (Finding::TooWeak, msg!(ja: "弱すぎる", en: "too weak")),
        audit::Finding::NotDecidable(reason) => (Finding::NotDecidable, undecided(reason)),
    }
}

fn undecided(reason: Reason) -> Bilingual {
    match reason {
        Reason::Nothing => {
            msg!(ja: "決定できない（基準日に該当する規定がない）", en: "not decidable (nothing on the as-of date)")
        }
        Reason::NoCriterion => msg!(ja: "決定できない（基準がない）", en: "not decidable (no criterion)"),
        Reason::ConceptOnly => {
            msg!(ja: "決定できない（判断による基準だけである）", en: "not decidable (judgement only)")
        }
        Reason::Disjoint => {
            msg!(ja: "決定できない（同じ製品に適用されない）", en: "not decidable (never both applicable)")
        }
        Reason::OverBudget => msg!(ja: "決定できない（基準が複雑である）", en: "not decidable (too complex)"),
    }
}

/// Returns the audit of a mapping file.
pub fn file(report: &AuditReport) -> AuditedFile {
    let plain = &report.plain;
    AuditedFile {
        edges: plain.edges.len(),
        relations: report.counts.iter().map(|(word, count)| (*word, *count)).collect(),
        faults: report.faults.iter().map(|it| fault(plain, it)).collect(),
        dangling: report
            .dangling
            .iter()
            .map(|(at, id)| Dangling { id: id.clone(), edge: line(plain, *at) })
            .collect(),
        unknown: plain.unknown.iter().map(unknown).collect(),
    }
}

fn fault(plain: &Plain, it: &algebra::Fault) -> Fault {
    let said = edge_fault::said(it);
    Fault {
        kind: kind(it),
        text: said.title,
        edges: said.edges.into_iter().map(|at| line(plain, at)).collect(),
    }
}

fn kind(it: &algebra::Fault) -> FaultKind {
    match it {
        algebra::Fault::Duplicate { .. } => FaultKind::Duplicate,
        algebra::Fault::Contradiction { .. } => FaultKind::Contradiction,
        algebra::Fault::WrongInverse { .. } => FaultKind::WrongInverse,
        algebra::Fault::MissingInverse { .. } => FaultKind::MissingInverse,
        algebra::Fault::SeveralEquals { .. } => FaultKind::SeveralEquals,
        algebra::Fault::Broken { .. } => FaultKind::BrokenComposition,
        algebra::Fault::UnequalToItself { .. } => FaultKind::UnequalToItself,
    }
}

fn unknown(it: &import::UnknownWord) -> UnknownRelation {
    UnknownRelation { word: it.word.clone(), line: it.line }
}

/// Returns an edge of a file as people write it.
fn line(plain: &Plain, at: usize) -> String {
    let end = |end: u32| plain.texts.get(end as usize).map(|text| text.ids.join(" ")).unwrap_or_default();
    let line = plain.lines.get(at).copied().flatten().map(|line| format!("{line}: ")).unwrap_or_default();
    let edge = plain.edges.get(at);
    edge.map(|edge| format!("{line}{} {} {}", end(edge.from), edge.relation.word(), end(edge.to)))
        .unwrap_or_default()
}
