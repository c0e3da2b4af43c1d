//! KJ5003: the two languages name different numbers or dates.
//!
//! Both halves say the same; a number that stands in one only is a slip in one of them.

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::msg;
use crate::source::Sources;

use super::figures::Figures;
use super::passage::{Passage, half_name, locate};

pub(super) fn faults(passage: &Passage<'_>, [ja, en]: &[Figures; 2], sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (lang, missing) in [(Lang::Ja, ja.numbers_missing_in(en)), (Lang::En, en.numbers_missing_in(ja))] {
        let Some(first) = missing.first() else { continue };
        let (here, there) = (half_name(lang), half_name(lang.other()));
        let words = missing.join(", ");
        let (ja, en) = (&here.ja, &there.en);
        out.push(
            Diagnostic::new(
                Code::NumbersDiffer,
                msg!(ja: "「{words}」が{ja}だけにある", en: "`{words}` is not in {en}"),
            )
            .at(
                locate(sources, passage.span, passage.text.get(lang), first),
                msg!(ja: "もう一方の言語にない数値", en: "the other language does not name it"),
            )
            .note(msg!(
                ja: "和文と英文は同じことを述べる。同じ数値と日付が両方に要る。",
                en: "both halves say the same, with the same numbers and dates",
            ))
            .help(msg!(
                ja: "出典を確かめ、誤っている方を直すか、欠けている数値を補ってください。",
                en: "look at the source, then correct the wrong half or add what is missing",
            )),
        );
    }
    out
}
