//! KJ3001: aligned provisions differ and no deviation says so.
//!
//! Shows both provisions, a device that tells them apart, and the deviation to paste.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::{Pair, Side};
use crate::source::Span;

use super::{difference, words};

pub(super) fn diagnostic(kb: Base<'_>, pair: &Pair, of_law: Option<usize>) -> Diagnostic {
    let requirement = &kb.requirements[pair.requirement];
    let (id, title) = (&requirement.id, &requirement.title.ja);
    let title = msg!(
        ja: "「{title}」の基準が整合群の中で異なるが、差異の宣言がない",
        en: "aligned provisions differ on `{id}` and no deviation says so",
    );
    let mut diagnostic = places(kb, Diagnostic::new(Code::UndeclaredDeviation, title), pair);
    if let Some(deviation) = of_law.and_then(|at| kb.deviations.get(at)) {
        let id = &deviation.id;
        diagnostic = diagnostic
            .and_at(deviation.span, msg!(ja: "改正前についての宣言", en: "declared before the amendment"))
            .note(msg!(
                ja: "差異「{id}」は改正前の版についてのもので、この案での関係とは異なる。",
                en: "`{id}` is about the edition before the draft and says something else",
            ));
    }
    let block = block(kb, pair);
    difference::explain(kb, diagnostic, pair).help(msg!(
        ja: "基準を同じにするか、理由と出典を添えて次の差異を宣言してください。\n{block}",
        en: "make the criteria the same, or declare the deviation with its reason and source:\n{block}",
    ))
}

/// Labels both sides and the alignment; the side that regulates comes first.
fn places(kb: Base<'_>, diagnostic: Diagnostic, pair: &Pair) -> Diagnostic {
    let mut labels = [&pair.left, &pair.right].map(|side| (span(kb, side), label(kb, pair, side)));
    if pair.left.provisions.is_empty() {
        labels.reverse();
    }
    let [(first, one), (second, two)] = labels;
    diagnostic
        .at(first, one)
        .and_at(second, two)
        .and_at(kb.alignments[pair.alignment].span, msg!(ja: "この整合群で", en: "in this alignment"))
}

fn span(kb: Base<'_>, side: &Side) -> Span {
    let first = side.provisions.first();
    first.map_or(kb.editions[side.edition].span, |idx| kb.provisions[*idx].body.id_span)
}

fn label(kb: Base<'_>, pair: &Pair, side: &Side) -> Bilingual {
    if side.provisions.is_empty() {
        let edition = kb.edition_id(side.edition);
        return msg!(
            ja: "「{edition}」にはこの要件についての義務がない",
            en: "`{edition}` has no binding provision for it",
        );
    }
    let ids = words::ids(kb, &side.provisions);
    if side == &pair.left {
        let relation = pair.relation.title();
        let (ja, en) = (&relation.ja, &relation.en);
        return msg!(ja: "{ids}：{ja}", en: "{ids}: {en}");
    }
    if pair.is_one_sided() {
        return msg!(ja: "{ids}：こちらだけが定めている", en: "{ids}: only this side regulates it");
    }
    msg!(ja: "比較の相手：{ids}", en: "compared with {ids}")
}

/// Returns the deviation that would declare the pair.
pub(super) fn block(kb: Base<'_>, pair: &Pair) -> String {
    let absent = [&pair.left, &pair.right].into_iter().find(|side| side.provisions.is_empty());
    let member = absent.map(|side| format!("member {}", kb.instruments[side.member].id));
    let applicability = pair.applicability.map(|it| format!("  applicability {}", it.word()));
    let lines = [
        Some(format!("alignment {}", kb.alignments[pair.alignment].id)),
        Some(format!("on {}", kb.requirements[pair.requirement].id)),
        Some(format!("between {} and {}", words::side(kb, &pair.left), words::side(kb, &pair.right))),
        member,
        Some(format!("relation {}{}", pair.relation.word(), applicability.unwrap_or_default())),
        Some("because { ja \"…\" en \"…\" }".to_owned()),
        Some("source … at \"…\"".to_owned()),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().map(|line| format!("  {line}\n")).collect();
    format!("deviation {} {{\n{}}}", suggested_id(kb, pair), lines.concat())
}

fn suggested_id(kb: Base<'_>, pair: &Pair) -> String {
    let parts = [
        Some(kb.requirements[pair.requirement].id.as_str()),
        Some(kb.instruments[pair.left.member].id.as_str()),
        Some(kb.instruments[pair.right.member].id.as_str()),
        pair.draft.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-").replace(['.', '_'], "-")
}
