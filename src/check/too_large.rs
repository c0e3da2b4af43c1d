//! KJ2012: a statement is too large when every definition that it uses is written out.
//!
//! Thirty definitions of a line each that use the one before twice stand for a thousand million tests.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::formula::{MOST_DEPTH, MOST_PARTS};
use crate::model::Kb;
use crate::model::called::titled;
use crate::msg;
use crate::norm::TooLarge;
use crate::source::Span;

pub(super) fn diagnostic(kb: &Kb, it: TooLarge) -> Option<Diagnostic> {
    let (Bilingual { ja, en }, span) = declared(kb, it)?;
    let large = Diagnostic::new(Code::TooLarge, msg!(ja: "{ja}が展開すると大きすぎる", en: "`{en}` is too large when it is written out"))
        .here(span)
        .note(msg!(
            ja: "用いる定義と解釈、「items」を全て書き下すと、{MOST_PARTS}項又は{MOST_DEPTH}段の入れ子を超える。",
            en: "with its definitions, interpretations and `items` written out it has more than {MOST_PARTS} parts, or they nest deeper than {MOST_DEPTH}",
        ))
        .help(msg!(
            ja: "同じ定義を何度も用いていないか確かめ、基準を分けてください。",
            en: "see whether it uses the same definition again and again, and split it",
        ));
    Some(large)
}

/// Returns what the statement is called and where it stands.
fn declared(kb: &Kb, it: TooLarge) -> Option<(Bilingual, Span)> {
    Some(match it {
        TooLarge::Define(idx) => (titled(None, &kb.defines[idx].id), kb.defines[idx].span),
        TooLarge::Constraint(idx) => (titled(None, &kb.constraints[idx].id), kb.constraints[idx].span),
        TooLarge::Unlikely(idx) => (titled(None, &kb.unlikely[idx].id), kb.unlikely[idx].span),
        TooLarge::Deeming(at) => {
            let deeming = kb.deemings.get(at)?;
            (titled(deeming.title.as_ref(), &deeming.id), deeming.span)
        }
        TooLarge::Interpretation(at) => {
            let interpretation = kb.interpretations.get(at)?;
            (kb.interpretation_called(interpretation), interpretation.span)
        }
        TooLarge::Scope(idx) => (kb.edition_called(idx), kb.editions[idx].span),
        TooLarge::Provision(idx) => (kb.provision_called(idx), kb.provisions[idx].body.id_span),
    })
}
