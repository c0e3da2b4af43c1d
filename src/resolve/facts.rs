//! Facts and the variables that stand for them.
//!
//! Checks that a type makes sense; knows no criterion.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the grammar decides the shape of every entry by its key"
)]

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::lexicon::Nature;
use crate::model::fact::Word;
use crate::model::{Fact, FactType};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{EntryValue, Item, Name, TypeSpec};

use super::cx::Cx;
use super::fields::{Fields, Shape, halves};
use super::{Items, values};

const FACT: Shape =
    Shape { once: &["title", "says", "denies", "ask", "type", "base", "note"], many: &["value"] };

/// A set has no more elements than this, so that its subsets can be looked at one by one.
const MAX_SET: usize = 12;

pub(super) fn declare(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("fact") {
        let Some((name, fields)) = cx.fields(item, &FACT) else { continue };
        let idx = Idx::new(cx.kb.facts.len());
        if !cx.facts.declare(name, &name.text, idx, &mut cx.out) {
            continue;
        }
        if !name.text.contains('.') {
            let text = &name.text;
            cx.out.push(
                Diagnostic::new(Code::MalformedId, msg!(ja: "事実「{text}」に点がない", en: "the fact `{text}` has no dot"))
                    .here(name.span)
                    .help(msg!(ja: "「分野.対象.性質」の形にしてください。", en: "write it as `area.subject.property`")),
            );
        }
        let (ty, nature) = fact_type(cx, item, &fields);
        push(cx, name, item.span, &fields, ty, nature);
    }
}

fn push(cx: &mut Cx, name: &Name, span: Span, fields: &Fields<'_>, ty: FactType, nature: Nature) {
    let title = fields.need_bilingual("title", &mut cx.out);
    let is_flag = matches!(ty, FactType::Flag);
    let clause = |key: &str, cx: &mut Cx| {
        if is_flag {
            fields.need_bilingual(key, &mut cx.out)
        } else {
            fields.bilingual(key, &mut cx.out).unwrap_or_default()
        }
    };
    let fact = Fact {
        id: name.text.clone(),
        says: clause("says", cx),
        denies: clause("denies", cx),
        ask: fields.need_bilingual("ask", &mut cx.out),
        title,
        nature,
        base: None,
        open: None,
        note: fields.bilingual("note", &mut cx.out),
        span,
        ty,
    };
    cx.kb.facts.push(fact);
}

fn fact_type(cx: &mut Cx, item: &Item, fields: &Fields<'_>) -> (FactType, Nature) {
    let Some(EntryValue::Type(spec)) = fields.get("type").map(|entry| &entry.value) else {
        let what = item.keyword;
        cx.out.push(
            Diagnostic::new(
                Code::MissingEntry,
                msg!(ja: "「{what}」に「type」がない", en: "this `{what}` has no `type`"),
            )
            .here(fields.head())
            .help(msg!(ja: "「type」を書いてください。", en: "add `type`")),
        );
        return (FactType::Flag, Nature::Ordinary);
    };
    match spec {
        TypeSpec::Plain(name) if name.text == "concept" => (FactType::Flag, Nature::Concept),
        TypeSpec::Plain(name) if name.text == "date" => (FactType::Date, Nature::Ordinary),
        TypeSpec::Plain(_) => (FactType::Flag, Nature::Ordinary),
        TypeSpec::Choice(names) => (FactType::Choice(words(cx, fields, names, usize::MAX)), Nature::Ordinary),
        TypeSpec::Scale(names) => (FactType::Scale(words(cx, fields, names, usize::MAX)), Nature::Ordinary),
        TypeSpec::Set(names) => (FactType::Set(words(cx, fields, names, MAX_SET)), Nature::Ordinary),
        TypeSpec::Number { duration, unit, lo, hi } => {
            let known = !duration || ["hours", "days", "months", "years"].contains(&unit.text.as_str());
            if lo > hi || *hi == i64::MAX || !known {
                cx.out.push(
                    Diagnostic::new(Code::BadDomain, msg!(ja: "事実の定義域に誤りがある", en: "the range of the fact is wrong"))
                        .here(unit.span)
                        .help(msg!(
                            ja: "「下限..上限」と、期間では「hours」「days」「months」「years」のいずれかを書いてください。",
                            en: "write `low..high`, and `hours`, `days`, `months` or `years` for a duration",
                        )),
                );
            }
            // A reversed range is read the other way round, so that it causes no further faults.
            let (unit, lo, hi) = (unit.text.clone(), *lo.min(hi), *hi.max(lo));
            let ty = if *duration {
                FactType::Duration { unit, lo, hi }
            } else {
                FactType::Number { unit, lo, hi }
            };
            (ty, Nature::Ordinary)
        }
    }
}

/// Pairs the words of a type with their labels.
fn words(cx: &mut Cx, fields: &Fields<'_>, names: &[Name], most: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for name in names {
        let word = &name.text;
        if words.iter().any(|other| other.word == *word) || words.len() == most {
            cx.out.push(
                Diagnostic::new(Code::BadDomain, msg!(ja: "値「{word}」が重複しているか多すぎる", en: "the value `{word}` stands twice or is one too many"))
                    .here(name.span)
                    .help(msg!(ja: "値は重複なく、集合では12個までにしてください。", en: "list each value once; a set has 12 at most")),
            );
            continue;
        }
        let label = fields.all("value").find_map(|entry| match &entry.value {
            EntryValue::Labelled(labelled, both) if labelled.text == *word => Some(halves(both, &mut cx.out)),
            _ => None,
        });
        if label.is_none() {
            cx.out.push(
                Diagnostic::new(Code::MissingEntry, msg!(ja: "値「{word}」の名称がない", en: "the value `{word}` has no label"))
                    .here(name.span)
                    .help(msg!(ja: "「value {word} {{ ja \"…\" en \"…\" }}」を書いてください。", en: "add `value {word} {{ ja \"…\" en \"…\" }}`")),
            );
        }
        words.push(Word { word: word.clone(), label: label.unwrap_or_default() });
    }
    for entry in fields.all("value") {
        if let EntryValue::Labelled(name, _) = &entry.value
            && !names.iter().any(|known| known.text == name.text)
        {
            let word = &name.text;
            cx.out.push(
                Diagnostic::new(
                    Code::UnknownValue,
                    msg!(ja: "型に値「{word}」がない", en: "the type has no value `{word}`"),
                )
                .here(name.span),
            );
        }
    }
    words
}

/// Reads the base values, which need the types.
pub(super) fn bases(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("fact") {
        let Some(name) = &item.id else { continue };
        let Some(idx) = cx.facts.get(&name.text) else { continue };
        for entry in item.entries.iter().filter(|entry| entry.key == "base") {
            if let EntryValue::Literal(literal) = &entry.value
                && let Some(value) = values::literal(&cx.kb.facts[idx], literal, &mut cx.out)
            {
                cx.kb.facts[idx].base = Some(value);
            }
        }
    }
}
