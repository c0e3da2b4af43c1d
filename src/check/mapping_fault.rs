//! KJ3021: mapping edges contradict one another, whatever the criteria say.
//!
//! Reports what the algebra of edges finds; looks at no criterion.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::algebra::Fault;
use crate::model::Edge;
use crate::msg;
use crate::norm::Base;
use crate::query::edge_fault;
use crate::query::lint::lint;

use super::mapping_disagrees::names;

/// Returns a diagnostic for every fault among the edges of all mappings.
pub fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    let lint = lint(kb);
    let edge = |(mapping, edge): &(usize, usize)| kb.mappings.get(*mapping)?.edges.get(*edge);
    let place = |at: usize| lint.places.get(at).and_then(edge);
    let mut found: Vec<Diagnostic> =
        lint.faults.iter().filter_map(|fault| diagnostic(kb, fault, &place)).collect();
    found.extend(lint.dangling.iter().filter_map(edge).map(|edge| dangling(kb, edge)));
    found
}

fn diagnostic<'a>(
    kb: Base<'_>,
    fault: &Fault,
    place: &impl Fn(usize) -> Option<&'a Edge>,
) -> Option<Diagnostic> {
    let said = edge_fault::said(fault);
    let text = |at: usize| place(at).map(|edge| text(kb, edge)).unwrap_or_default();
    let mut found =
        Diagnostic::new(Code::MappingFault, said.title).at(place(said.primary)?.span, text(said.primary));
    for at in said.edges.into_iter().filter(|at| *at != said.primary).take(5) {
        if let Some(edge) = place(at) {
            found = found.and_at(edge.span, text(at));
        }
    }
    Some(found.help(msg!(
        ja: "公表された資料を確かめ、写し誤りなら直し、原文の誤りなら「note」項目で記録してください。",
        en: "check the publication: mend a copying error, record an error of the publication in a `note` item",
    )))
}

fn dangling(kb: Base<'_>, edge: &Edge) -> Diagnostic {
    let said = text(kb, edge);
    let title = msg!(ja: "対応の片側が何も指していない", en: "a side of an edge names nothing on this date");
    Diagnostic::new(Code::MappingFault, title)
        .at(edge.span, said)
        .help(msg!(ja: "版を指定してください。", en: "pin the edition"))
}

/// Returns an edge as its file has it, and in Japanese what its word is called.
fn text(kb: Base<'_>, edge: &Edge) -> Bilingual {
    let (from, to) = (names(kb, &edge.from), names(kb, &edge.to));
    let (from_ja, to_ja, from, to) = (from.ja, to.ja, from.en, to.en);
    let (word, title) = (edge.relation.word(), edge.relation.title().ja);
    msg!(ja: "{from_ja}は{to_ja}に対し「{title}」", en: "{from} {word} {to}")
}
