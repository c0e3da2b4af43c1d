//! KJ3001: aligned provisions differ and no deviation says so.
//!
//! Shows both provisions, a device that tells them apart, and the deviation to paste.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::{Applicability, Relation};
use crate::model::called::titled;
use crate::model::{On, ProvisionIdx, Requirement};
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::{Pair, Side};
use crate::source::Span;

use super::{difference, words};

pub(super) fn diagnostic(kb: Base<'_>, pair: &Pair, of_law: Option<usize>) -> Diagnostic {
    let mut diagnostic = places(kb, Diagnostic::new(Code::UndeclaredDeviation, title(kb, pair)), pair);
    if let Some(deviation) = of_law.and_then(|at| kb.deviations.get(at)) {
        let Bilingual { ja, en } = titled(deviation.title.as_ref(), &deviation.id);
        diagnostic = diagnostic
            .and_at(deviation.span, msg!(ja: "改正前についての宣言", en: "declared before the amendment"))
            .note(msg!(
                ja: "差異{ja}は改正前の版についてのもので、改正後の関係とは異なる。",
                en: "`{en}` is about the edition before the amendment and says something else",
            ));
    }
    let block = block(kb, pair);
    let diagnostic = difference::explain(kb, diagnostic, pair);
    if pair.on == On::Transition {
        return diagnostic
            .note(msg!(
                ja: "双方とも同じ要件について新しい規定を置くので、従前の例によることができる製品も同じでなければ、同じ製品に同じ基準が及ばない。",
                en: "both have new texts on the same requirement, so that products which may stay under the earlier text here and not there are under different criteria",
            ))
            .help(msg!(
                ja: "双方に同じ製品についての経過措置を置くか、理由と出典を添えて次の差異を宣言してください。\n{block}",
                en: "give both a transitional rule for the same products, or declare the deviation with its reason and source:\n{block}",
            ));
    }
    if pair.on == On::Scope {
        return diagnostic.help(msg!(
            ja: "対象範囲を同じにするか、理由と出典を添えて次の差異を宣言してください。\n{block}",
            en: "make the scopes the same, or declare the deviation with its reason and source:\n{block}",
        ));
    }
    if pair.relation == Some(Relation::Equal) {
        return diagnostic.help(msg!(
            ja: "適用条件を同じにするか、理由と出典を添えて次の差異を宣言してください。\n{block}",
            en: "make the conditions the same, or declare the deviation with its reason and source:\n{block}",
        ));
    }
    diagnostic.help(msg!(
        ja: "基準を同じにするか、理由と出典を添えて次の差異を宣言してください。\n{block}",
        en: "make the criteria the same, or declare the deviation with its reason and source:\n{block}",
    ))
}

/// Says in what the two differ: scope, condition or criterion.
fn title(kb: Base<'_>, pair: &Pair) -> Bilingual {
    if pair.on == On::Transition {
        return msg!(
            ja: "経過措置により従前の例によることができる製品が整合群の中で異なるが、差異の宣言がない",
            en: "other products may stay under the earlier texts of aligned instruments, and no deviation says so",
        );
    }
    let On::Requirement(requirement) = pair.on else {
        return msg!(
            ja: "整合群の中で対象範囲が異なるが、差異の宣言がない",
            en: "the scopes of aligned instruments differ and no deviation says so",
        );
    };
    let Requirement { id, title, .. } = &kb.requirements[requirement];
    let title = &title.ja;
    if pair.relation == Some(Relation::Equal) {
        return msg!(
            ja: "「{title}」の基準は同じだが、適用条件が整合群の中で異なり、差異の宣言がない",
            en: "aligned provisions ask the same on `{id}` under other conditions, and no deviation says so",
        );
    }
    msg!(
        ja: "「{title}」の基準が整合群の中で異なるが、差異の宣言がない",
        en: "aligned provisions differ on `{id}` and no deviation says so",
    )
}

/// Labels both sides and the alignment; the side that regulates, or has the rule, comes first.
fn places(kb: Base<'_>, diagnostic: Diagnostic, pair: &Pair) -> Diagnostic {
    let mut labels = [&pair.left, &pair.right].map(|side| (span(kb, pair.on, side), label(kb, pair, side)));
    let comes_first = match pair.on {
        On::Transition => rule(kb, &pair.left).is_some(),
        On::Requirement(_) | On::Scope => !pair.left.provisions.is_empty(),
    };
    if !comes_first {
        labels.reverse();
    }
    let [(first, one), (second, two)] = labels;
    diagnostic
        .at(first, one)
        .and_at(second, two)
        .and_at(kb.alignments[pair.alignment].span, msg!(ja: "この整合群で", en: "in this alignment"))
}

fn span(kb: Base<'_>, on: On, side: &Side) -> Span {
    let shown = match on {
        On::Transition => rule(kb, side),
        On::Requirement(_) | On::Scope => side.provisions.first().copied(),
    };
    shown.map_or(kb.editions[side.edition].span, |idx| kb.provisions[idx].body.id_span)
}

/// Returns the first transitional rule that the edition of a side has of its own.
fn rule(kb: Base<'_>, side: &Side) -> Option<ProvisionIdx> {
    let rules = kb.moves(side.edition).iter().map(|it| it.rule);
    rules.into_iter().find(|idx| kb.provisions[*idx].origin.is_none())
}

/// Returns what is said of a side where transitional rules are compared.
fn staying(kb: Base<'_>, side: &Side, word: Applicability) -> Bilingual {
    let (of, Bilingual { ja, en }) = (kb.edition_called(side.edition), word.title());
    let (of_ja, of_en) = (of.ja, of.en);
    if rule(kb, side).is_none() {
        return msg!(ja: "{of_ja}にはそのような経過措置がない", en: "`{of_en}` has no such transitional rule");
    }
    msg!(
        ja: "{of_ja}で従前の例による製品：{ja}",
        en: "products that may stay under the earlier texts of `{of_en}`: {en}",
    )
}

fn label(kb: Base<'_>, pair: &Pair, side: &Side) -> Bilingual {
    if let Some(applicability) = pair.applicability {
        let edition = kb.edition_id(side.edition);
        let word = if side == &pair.left { applicability } else { applicability.mirrored() };
        if pair.on == On::Transition {
            return staying(kb, side, word);
        }
        let Bilingual { ja, en } = word.title();
        let title = &kb.instruments[side.member].title.ja;
        return msg!(ja: "{title}（{edition}）の対象範囲：{ja}", en: "the scope of {edition}: {en}");
    }
    if side.provisions.is_empty() {
        let edition = kb.edition_id(side.edition);
        let title = &kb.instruments[side.member].title.ja;
        return msg!(
            ja: "{title}（{edition}）にはこの要件についての義務がない",
            en: "`{edition}` has no binding provision for it",
        );
    }
    let Bilingual { ja: names, en: ids } = words::names(kb, &side.provisions);
    if side == &pair.left {
        let Bilingual { ja, en } = pair.relation.map(Relation::title).unwrap_or_default();
        return msg!(ja: "{names}：{ja}", en: "{ids}: {en}");
    }
    if pair.is_one_sided() {
        return msg!(ja: "{names}：こちらだけが定めている", en: "{ids}: only this side regulates it");
    }
    msg!(ja: "比較の相手：{names}", en: "compared with {ids}")
}

/// Returns the deviation that would declare the pair.
pub(super) fn block(kb: Base<'_>, pair: &Pair) -> String {
    let absent = [&pair.left, &pair.right].into_iter().find(|side| side.provisions.is_empty());
    let absent = absent.filter(|_| matches!(pair.on, On::Requirement(_)));
    let member = absent.map(|side| format!("member {}", kb.instruments[side.member].id));
    let says = [
        pair.relation.map(|it| format!("relation {}", it.word())),
        pair.condition.map(|it| format!("condition {}", it.word())),
        pair.applicability.map(|it| format!("applicability {}", it.word())),
    ];
    let says: Vec<String> = says.into_iter().flatten().collect();
    let side = |it: &Side| match pair.on {
        On::Requirement(_) => words::side(kb, it),
        On::Scope | On::Transition => kb.edition_id(it.edition),
    };
    let lines = [
        Some(format!("alignment {}", kb.alignments[pair.alignment].id)),
        Some(format!("on {}", words::on(kb, pair.on))),
        Some(format!("between {} and {}", side(&pair.left), side(&pair.right))),
        member,
        Some(says.join("  ")),
        Some("because { ja \"…\" en \"…\" }".to_owned()),
        Some("source … at \"…\"".to_owned()),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().map(|line| format!("  {line}\n")).collect();
    format!("deviation {} {{\n{}}}", suggested_id(kb, pair), lines.concat())
}

fn suggested_id(kb: Base<'_>, pair: &Pair) -> String {
    let parts = [
        Some(words::on(kb, pair.on).to_owned()),
        Some(kb.instruments[pair.left.member].id.clone()),
        Some(kb.instruments[pair.right.member].id.clone()),
        (!pair.when.is_today).then(|| world(kb, pair)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-").replace(['.', '_'], "-")
}

/// Returns what tells the world of a pair from the others: the drafts that it names, else its day.
fn world(kb: Base<'_>, pair: &Pair) -> String {
    let editions = [pair.left.edition, pair.right.edition].map(|idx| &kb.editions[idx]);
    let draft = editions.into_iter().find(|it| it.status.is_draft());
    draft.map_or_else(|| pair.when.day.to_string(), |it| it.id.clone())
}
