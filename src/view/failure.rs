//! Why a question has no answer, in words.

use crate::lang::Bilingual;
use crate::logic::failure::Failure;
use crate::msg;

/// Says that the engine gave up or contradicted itself.
pub fn said(failure: &Failure) -> Bilingual {
    match failure {
        Failure::OverBudget(over) => {
            let nodes = over.nodes;
            msg!(ja: "基準が複雑で、{nodes}節点以内に決定できない。", en: "the criteria are too complex to decide within {nodes} nodes")
        }
        Failure::WitnessDoesNotReplay => {
            msg!(ja: "内部の誤り（KJ9001）: 反例機器が再現しない。", en: "internal error (KJ9001): a witness does not replay")
        }
    }
}
