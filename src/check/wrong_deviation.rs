//! KJ3002: a deviation declares something else than what is computed.
//!
//! One diagnostic for each word, so that each comes with its replacement.

use crate::diag::{Code, Diagnostic};
use crate::lexicon::Applicability;
use crate::model::Deviation;
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::Pair;

use super::difference;
use super::undeclared_deviation::block;

/// Says which words of a deviation are wrong.
pub(super) fn words(kb: Base<'_>, deviation: usize, pair: &Pair) -> Vec<Diagnostic> {
    let Some(deviation) = kb.deviations.get(deviation) else { return Vec::new() };
    let relation = (deviation.relation != pair.relation).then(|| relation(kb, deviation, pair));
    let applicability =
        (deviation.applicability != pair.applicability).then(|| applicability(kb, deviation, pair));
    relation.into_iter().chain(applicability).collect()
}

fn relation(kb: Base<'_>, deviation: &Deviation, pair: &Pair) -> Diagnostic {
    let (id, word) = (&deviation.id, pair.relation.word());
    let declared = deviation.relation.word();
    let (declared_ja, found_ja) = (deviation.relation.title().ja, pair.relation.title().ja);
    let title = msg!(
        ja: "差異「{id}」の関係は「{declared_ja}」ではなく「{found_ja}」である",
        en: "`{id}` declares `{declared}`, but the relation is `{word}`",
    );
    let diagnostic = Diagnostic::new(Code::WrongDeviation, title).here(deviation.relation_span);
    agree(explained(kb, diagnostic, pair), word).suggest(deviation.relation_span, word)
}

fn applicability(kb: Base<'_>, deviation: &Deviation, pair: &Pair) -> Diagnostic {
    let id = &deviation.id;
    let declared = deviation.applicability.map_or("-", Applicability::word);
    let word = pair.applicability.map_or("-", Applicability::word);
    let name = |it: Option<Applicability>| it.map_or_else(|| "なし".to_owned(), |it| it.title().ja);
    let (declared_ja, found_ja) = (name(deviation.applicability), name(pair.applicability));
    let title = msg!(
        ja: "差異「{id}」の適用範囲は「{declared_ja}」ではなく「{found_ja}」である",
        en: "`{id}` declares the applicability `{declared}`, but it is `{word}`",
    );
    let span = deviation.applicability_span.unwrap_or(deviation.relation_span);
    let diagnostic = explained(kb, Diagnostic::new(Code::WrongDeviation, title).here(span), pair);
    match (pair.applicability, deviation.applicability_span) {
        (Some(_), Some(span)) => agree(diagnostic, word).suggest(span, word),
        (Some(_), None) => {
            let relation = deviation.relation.word();
            let both = format!("{relation}  applicability {word}");
            diagnostic
                .help(msg!(ja: "適用範囲も宣言してください。", en: "declare the applicability too"))
                .suggest(deviation.relation_span, both)
        }
        (None, _) => diagnostic.help(msg!(
            ja: "一方が定めていない要件には適用範囲を書かないでください。",
            en: "leave `applicability` out where one side does not regulate the requirement",
        )),
    }
}

fn agree(diagnostic: Diagnostic, word: &str) -> Diagnostic {
    diagnostic.help(msg!(
        ja: "文言が意図どおりなら「{word}」と宣言し、理由を見直してください。",
        en: "if the texts are as they should be, declare `{word}` and look at the reason again",
    ))
}

fn explained(kb: Base<'_>, diagnostic: Diagnostic, pair: &Pair) -> Diagnostic {
    let mut diagnostic = diagnostic;
    for side in [&pair.left, &pair.right] {
        if let Some(idx) = side.provisions.first() {
            let body = &kb.provisions[*idx].body;
            diagnostic = diagnostic.and_at(body.id_span, body.title.clone());
        }
    }
    difference::explain(kb, diagnostic, pair)
}

/// Says that a deviation names other provisions than those that meet the requirement.
pub(super) fn provisions(kb: Base<'_>, deviation: usize, pair: &Pair) -> Diagnostic {
    let requirement = &kb.requirements[pair.requirement].id;
    let deviation = kb.deviations.get(deviation);
    let id = deviation.map(|it| it.id.as_str()).unwrap_or_default();
    let title = msg!(
        ja: "差異「{id}」の規定は「{requirement}」を定めるものと異なる",
        en: "`{id}` does not name the provisions that meet `{requirement}`",
    );
    let mut diagnostic = Diagnostic::new(Code::WrongDeviation, title);
    if let Some(deviation) = deviation {
        diagnostic = diagnostic.here(deviation.span);
    }
    let block = block(kb, pair);
    explained(kb, diagnostic, pair)
        .help(msg!(ja: "差異を次のように改めてください。\n{block}", en: "write the deviation as\n{block}"))
}
