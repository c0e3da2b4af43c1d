//! KJ3015: a source of a statement of law has no grade.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::Kb;
use crate::model::called::titled;
use crate::msg;
use crate::source::Sources;

use super::missing_source::{Statement, statements};

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let mut all: Vec<Statement<'_>> = statements(kb);
    all.extend(kb.mappings.iter().map(|it| (titled(&it.title, &it.id), it.span, it.sources.as_slice())));
    let mut out = Vec::new();
    for (Bilingual { ja, en }, _, sources) in all {
        for citation in sources.iter().filter(|citation| citation.grade.is_none()) {
            out.push(
                Diagnostic::new(
                    Code::MissingGrade,
                    msg!(ja: "{ja}の出典に確度がない", en: "a source of `{en}` has no grade"),
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
