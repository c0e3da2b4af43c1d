//! KJ3018: an edition applies to no product.
//!
//! What a single provision applies to is for `hollow_criterion`.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::hollow::hollow;
use crate::model::EditionIdx;
use crate::msg;
use crate::norm::Base;

pub(super) fn run(kb: Base<'_>, idle: &[EditionIdx]) -> Vec<Diagnostic> {
    idle.iter().map(|idx| edition(kb, *idx)).collect()
}

/// Returns the editions that apply to no product.
pub(super) fn idle(kb: Base<'_>) -> Vec<EditionIdx> {
    let is_idle = |idx: &EditionIdx| hollow(kb.theory, kb.scope(*idx), &[]) == Ok(None);
    kb.editions.indices().filter(is_idle).collect()
}

fn edition(kb: Base<'_>, idx: EditionIdx) -> Diagnostic {
    let Bilingual { ja, en } = kb.edition_called(idx);
    Diagnostic::new(
        Code::HollowCriterion,
        msg!(ja: "{ja}が適用される製品がない", en: "`{en}` applies to no product"),
    )
    .here(kb.editions[idx].span)
    .note(msg!(
        ja: "制約の下で、適用範囲に入る製品はない。",
        en: "under the constraints no product is within its scope",
    ))
    .help(msg!(ja: "適用範囲か制約を直してください。", en: "mend the scope or a constraint"))
}
