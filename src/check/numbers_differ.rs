//! KJ5003: the two languages name different numbers or dates.
//!
//! Both halves say the same; a number that stands in one only is a slip in one of them.

use crate::diag::{Code, Diagnostic};
use crate::msg;
use crate::source::Span;

use super::odd::Odd;
use super::passage::half_name;

/// Says that one half names something and the other, at `other`, does not.
pub(super) fn one_sided(odd: &Odd, other: Span) -> Diagnostic {
    let (words, here, rest) = (&odd.words, half_name(odd.lang).ja, half_name(odd.lang.other()).en);
    let title = msg!(ja: "「{words}」が{here}だけにある", en: "`{words}` is not in {rest}");
    finished(odd.alone(Code::NumbersDiffer, title, other, "数値"))
}

/// Says that each half names what the other does not.
pub(super) fn different(ja: &Odd, en: &Odd) -> Diagnostic {
    let (in_ja, in_en) = (&ja.words, &en.words);
    let title = msg!(
        ja: "和文の「{in_ja}」と英文の「{in_en}」が一致しない",
        en: "the Japanese text says `{in_ja}` and the English one `{in_en}`",
    );
    finished(ja.against(en, Code::NumbersDiffer, title, "数値"))
}

fn finished(found: Diagnostic) -> Diagnostic {
    found
        .note(msg!(
            ja: "和文と英文は同じことを述べる。同じ数値と日付が両方に要る。",
            en: "both halves say the same, with the same numbers and dates",
        ))
        .help(msg!(
            ja: "出典を確かめ、誤っている方を直すか、欠けている数値を補ってください。",
            en: "look at the source, then correct the wrong half or add what is missing",
        ))
}
