//! KJ5003: the two languages name different numbers or dates.
//!
//! Both halves say the same; a number that stands in one only is a slip in one of them.

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::msg;
use crate::source::Span;

use super::passage::half_name;

/// Says that the half in `lang` has `words` and the other has not.
pub(super) fn diagnostic(lang: Lang, words: &str, at: Span) -> Diagnostic {
    let (ja, en) = (half_name(lang).ja, half_name(lang.other()).en);
    Diagnostic::new(
        Code::NumbersDiffer,
        msg!(ja: "「{words}」が{ja}だけにある", en: "`{words}` is not in {en}"),
    )
    .at(at, msg!(ja: "もう一方の言語にない数値", en: "the other language does not name it"))
    .note(msg!(
        ja: "和文と英文は同じことを述べる。同じ数値と日付が両方に要る。",
        en: "both halves say the same, with the same numbers and dates",
    ))
    .help(msg!(
        ja: "出典を確かめ、誤っている方を直すか、欠けている数値を補ってください。",
        en: "look at the source, then correct the wrong half or add what is missing",
    ))
}
