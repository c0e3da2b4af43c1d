//! KJ3014: a statement has no source.
//!
//! Asked of what states law: provisions, deemings, interpretations and findings.

use crate::diag::{Code, Diagnostic};
use crate::model::{Citation, Kb};
use crate::msg;
use crate::source::{Sources, Span};

use super::passage::declared;

/// Returns the items that state law, with id, place and sources.
pub(super) fn statements(kb: &Kb) -> Vec<(&str, Span, &[Citation])> {
    let mut out: Vec<(&str, Span, &[Citation])> = Vec::new();
    out.extend(declared(kb).map(|it| (it.id.as_str(), it.body.id_span, it.body.sources.as_slice())));
    out.extend(kb.deemings.iter().map(|it| (it.id.as_str(), it.span, it.sources.as_slice())));
    out.extend(kb.interpretations.iter().map(|it| (it.id.as_str(), it.span, it.sources.as_slice())));
    out.extend(kb.findings.iter().map(|it| (it.id.as_str(), it.span, it.sources.as_slice())));
    out
}

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let all = statements(kb);
    let bare = all.iter().filter(|(_, span, sources)| sources.is_empty() && !cites_in_vain(kb, &all, *span));
    bare.map(|(id, span, _)| {
        Diagnostic::new(Code::MissingSource, msg!(ja: "「{id}」に出典がない", en: "`{id}` has no source"))
            .here(*span)
            .help(msg!(
                ja: "「source 出典 at \"箇所\" grade 確度」を加えてください。",
                en: "add `source ID at \"place\" grade GRADE`",
            ))
    })
    .collect()
}

/// Says whether the statement at a place has a source that is not declared, which is reported as that.
fn cites_in_vain(kb: &Kb, all: &[(&str, Span, &[Citation])], place: Span) -> bool {
    let owner = |cited: &Span| {
        let before =
            all.iter().map(|(_, span, _)| span).filter(|it| it.file == cited.file && it.start < cited.start);
        before.max_by_key(|it| it.start).copied()
    };
    kb.uncited.iter().any(|cited| owner(cited) == Some(place))
}
