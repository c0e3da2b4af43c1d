//! KJ3015: a source of a statement of law has no grade.

use crate::diag::{Code, Diagnostic};
use crate::model::{Citation, Kb};
use crate::msg;
use crate::source::{Sources, Span};

use super::missing_source::statements;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let mut all: Vec<(&str, Span, &[Citation])> = statements(kb);
    all.extend(kb.mappings.iter().map(|it| (it.id.as_str(), it.span, it.sources.as_slice())));
    let mut out = Vec::new();
    for (id, _, sources) in all {
        for citation in sources.iter().filter(|citation| citation.grade.is_none()) {
            out.push(
                Diagnostic::new(
                    Code::MissingGrade,
                    msg!(ja: "「{id}」の出典に確度がない", en: "a source of `{id}` has no grade"),
                )
                .here(citation.span)
                .help(msg!(
                    ja: "「grade official」など、official・reported・inferred・unverifiedのいずれかを加えてください。",
                    en: "add `grade` and one of `official`, `reported`, `inferred`, `unverified`",
                )),
            );
        }
    }
    out
}
