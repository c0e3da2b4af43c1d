//! Why a question has no answer, in words.

use crate::lang::Bilingual;
use crate::logic::failure::Failure;
use crate::msg;

/// Says of two texts that a list pairs that the engine gave up on them.
pub fn not_compared() -> Bilingual {
    msg!(ja: "複雑すぎて比較できない", en: "too complex to be compared")
}

/// Says that the engine gave up or contradicted itself.
pub fn said(failure: &Failure) -> Bilingual {
    match failure {
        Failure::OverBudget(over) => {
            let (most, budget) = (over.most, over.budget.title());
            let (ja, en) = (budget.ja, budget.en);
            msg!(
                ja: "基準が複雑で、{ja}が{most}以内では決定できない。",
                en: "the criteria are too complex to decide within {most} {en}",
            )
        }
        Failure::WitnessDoesNotReplay => {
            msg!(ja: "内部の誤り（KJ9001）: 反例機器が再現しない。", en: "internal error (KJ9001): a witness does not replay")
        }
    }
}
