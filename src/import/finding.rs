//! What an audit of files found, each with its place.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::algebra::Fault;
use crate::msg;
use crate::query::edge_fault;
use crate::source::Span;

use super::{AuditReport, Plain};

/// What sort of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
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
    /// An id that its document does not have.
    Dangling,
    /// An end that is a heading and demands nothing itself.
    Heading,
    /// A word that is no relation of the format; its edge was left out.
    UnknownRelation,
    /// The edge says more than the criteria do.
    TooStrong,
    /// The criteria say more than the edge.
    TooWeak,
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What sort.
    pub kind: FindingKind,
    /// What is wrong, in one sentence.
    pub text: Bilingual,
    /// Where to look first.
    pub at: Span,
    /// The edges concerned, by their positions, the one at that place first.
    pub edges: Vec<usize>,
}

/// At most so many further edges of a finding are shown beside the first.
const BESIDE: usize = 5;

impl Finding {
    /// Returns the finding as a diagnostic, for people and for other tools.
    pub fn diagnostic(&self, plain: &Plain) -> Diagnostic {
        let code = match self.kind {
            FindingKind::TooStrong | FindingKind::TooWeak => Code::MappingDisagrees,
            FindingKind::Duplicate
            | FindingKind::Contradiction
            | FindingKind::WrongInverse
            | FindingKind::MissingInverse
            | FindingKind::SeveralEquals
            | FindingKind::BrokenComposition
            | FindingKind::UnequalToItself
            | FindingKind::Dangling
            | FindingKind::Heading
            | FindingKind::UnknownRelation => Code::MappingFault,
        };
        let written = |edge: &usize| Bilingual::same(plain.written(*edge));
        let label = self.edges.first().map(written).unwrap_or_default();
        let mut found = Diagnostic::new(code, self.text.clone()).at(self.at, label);
        for edge in self.edges.iter().skip(1).take(BESIDE) {
            if let Some(at) = plain.places.get(*edge) {
                found = found.and_at(*at, written(edge));
            }
        }
        found
    }
}

/// Returns everything that is wrong, in the order of the places.
pub fn findings(report: &AuditReport) -> Vec<Finding> {
    let mut all: Vec<Finding> = report.faults.iter().filter_map(|it| fault(report, it)).collect();
    all.extend(report.dangling.iter().filter_map(|(edge, id)| {
        let text = msg!(ja: "「{id}」は文書にない", en: "`{id}` is not in its document");
        of_edge(report, FindingKind::Dangling, text, *edge)
    }));
    all.extend(report.headings.iter().filter_map(|(edge, id)| {
        let text = msg!(ja: "「{id}」は見出しで、それ自体は何も求めない", en: "`{id}` is a heading and demands nothing itself");
        of_edge(report, FindingKind::Heading, text, *edge)
    }));
    all.extend(report.plain.unknown.iter().map(|it| {
        let word = &it.word;
        let text = msg!(ja: "関係「{word}」は形式にない", en: "`{word}` is no relation of the format");
        Finding { kind: FindingKind::UnknownRelation, text, at: it.at, edges: Vec::new() }
    }));
    all.sort_by_key(|it| (it.at, it.kind));
    all
}

/// Returns a finding about one edge.
pub(crate) fn of_edge(
    report: &AuditReport,
    kind: FindingKind,
    text: Bilingual,
    edge: usize,
) -> Option<Finding> {
    Some(Finding { kind, text, at: *report.plain.places.get(edge)?, edges: vec![edge] })
}

fn fault(report: &AuditReport, it: &Fault) -> Option<Finding> {
    let said = edge_fault::said(it);
    let mut edges = said.edges;
    edges.retain(|edge| *edge != said.primary);
    edges.insert(0, said.primary);
    Some(Finding { kind: kind(it), text: said.title, at: *report.plain.places.get(said.primary)?, edges })
}

fn kind(it: &Fault) -> FindingKind {
    match it {
        Fault::Duplicate { .. } => FindingKind::Duplicate,
        Fault::Contradiction { .. } => FindingKind::Contradiction,
        Fault::WrongInverse { .. } => FindingKind::WrongInverse,
        Fault::MissingInverse { .. } => FindingKind::MissingInverse,
        Fault::SeveralEquals { .. } => FindingKind::SeveralEquals,
        Fault::Broken { .. } => FindingKind::BrokenComposition,
        Fault::UnequalToItself { .. } => FindingKind::UnequalToItself,
    }
}
