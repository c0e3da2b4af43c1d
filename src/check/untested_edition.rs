//! KJ4013: an edition asks something of products, has not a single test, and does not say that this is meant.
//!
//! No product could ever conform to it; whoever means only a list of ids says so with `ids_only`.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Modality;
use crate::model::{EditionIdx, Kb, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::source::Span;

pub(super) fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    let unmarked = kb.editions.iter_enumerated().filter(|(_, it)| it.ids_only.is_none());
    unmarked.filter_map(|(idx, _)| diagnostic(kb, idx)).collect()
}

/// Returns what an edition asks of products: its duties, and only where it has none of anybody what it recommends.
pub(super) fn asked(kb: Base<'_>, edition: EditionIdx) -> Vec<ProvisionIdx> {
    let all = || kb.kb.editions[edition].provisions.iter().copied();
    let modality = |idx: ProvisionIdx| kb.kb.provisions[idx].body.modality;
    if all().any(|idx| modality(idx).is_binding()) {
        return all().filter(|idx| kb.concerns_products(*idx)).collect();
    }
    all().filter(|idx| modality(*idx) != Modality::May && kb.sets_standard(*idx)).collect()
}

/// Returns where the first test of a provision stands.
pub(super) fn test(kb: &Kb, idx: ProvisionIdx) -> Option<Span> {
    kb.provisions[idx].body.criteria.iter().find(|it| it.expr.is_some()).map(|it| it.span)
}

fn diagnostic(kb: Base<'_>, idx: EditionIdx) -> Option<Diagnostic> {
    let asked = asked(kb, idx);
    if asked.iter().any(|it| test(kb.kb, *it).is_some()) {
        return None;
    }
    let (Bilingual { ja, en }, first) = (kb.edition_called(idx), &kb.provisions[*asked.first()?]);
    Some(
        Diagnostic::new(
            Code::UntestedEdition,
            msg!(ja: "{ja}には判定の基準が一つもない", en: "`{en}` has not a single test"),
        )
        .at(kb.editions[idx].span, msg!(ja: "この版", en: "this edition"))
        .and_at(
            first.body.id_span,
            msg!(ja: "製品に関する規定だが、基準がない", en: "it asks something of products and has no criterion"),
        )
        .note(msg!(
            ja: "この版に対する判定は、どの製品についても「未決定」にしかならない。",
            en: "whatever the product, it stays undecided against this edition",
        ))
        .help(msg!(
            ja: "規定に基準を書くか、番号だけの版なら「ids_only」を書いてください。",
            en: "write criteria, or mark the edition with `ids_only` if it is only a list of ids",
        )),
    )
}
