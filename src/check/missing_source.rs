//! KJ3014: a statement has no source.
//!
//! Asked of what states law: provisions, deemings, interpretations and findings.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::called::titled;
use crate::model::{Citation, Kb};
use crate::msg;
use crate::source::{Sources, Span};

use super::passage::declared;

/// What states law: what it is called, its place and its sources.
pub(super) type Statement<'a> = (Bilingual, Span, &'a [Citation]);

/// Returns the items that state law, with what they are called, place and sources.
pub(super) fn statements(kb: &Kb) -> Vec<Statement<'_>> {
    let mut out: Vec<Statement<'_>> = Vec::new();
    out.extend(declared(kb).map(|it| (kb.text_called(it), it.body.id_span, it.body.sources.as_slice())));
    let deemings = kb.deemings.iter();
    out.extend(deemings.map(|it| (titled(it.title.as_ref(), &it.id), it.span, it.sources.as_slice())));
    let interpretations = kb.interpretations.iter();
    out.extend(interpretations.map(|it| (kb.interpretation_called(it), it.span, it.sources.as_slice())));
    out.extend(kb.findings.iter().map(|it| (titled(&it.title, &it.id), it.span, it.sources.as_slice())));
    out
}

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let all = statements(kb);
    let bare = all.iter().filter(|(_, span, sources)| sources.is_empty() && !cites_in_vain(kb, &all, *span));
    bare.map(|(Bilingual { ja, en }, span, _)| {
        Diagnostic::new(Code::MissingSource, msg!(ja: "{ja}に出典がない", en: "`{en}` has no source"))
            .here(*span)
            .help(msg!(
                ja: "「source 出典 at \"箇所\" grade 確度」を加えてください。",
                en: "add `source ID at \"place\" grade GRADE`",
            ))
    })
    .collect()
}

/// Says whether the statement at a place has a source that is not declared, which is reported as that.
fn cites_in_vain(kb: &Kb, all: &[Statement<'_>], place: Span) -> bool {
    let owner = |cited: &Span| {
        let before =
            all.iter().map(|(_, span, _)| span).filter(|it| it.file == cited.file && it.start < cited.start);
        before.max_by_key(|it| it.start).copied()
    };
    kb.uncited.iter().any(|cited| owner(cited) == Some(place))
}
