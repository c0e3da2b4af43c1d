//! KJ3010: no criterion uses a fact.
//!
//! A fact that only a constraint or a device names is a question that nobody needs to answer.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::Kb;
use crate::model::called::titled;
use crate::msg;
use crate::source::Sources;

use super::uses::Uses;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let uses = Uses::of(kb);
    let unused =
        kb.facts.iter_enumerated().filter(|(idx, fact)| fact.open.is_none() && !uses.facts.contains(idx));
    unused
        .map(|(_, fact)| {
            let Bilingual { ja, en } = titled(&fact.title, &fact.id);
            Diagnostic::new(
                Code::UnusedFact,
                msg!(ja: "事実{ja}を使う基準がない", en: "no criterion uses `{en}`"),
            )
            .here(fact.span)
            .help(msg!(
                ja: "基準で使うか、宣言を取り除いてください。",
                en: "use it in a criterion, or remove the declaration",
            ))
        })
        .collect()
}
