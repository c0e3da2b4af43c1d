//! Facts and the variables that stand for them.
//!
//! Checks that a type makes sense; knows no criterion.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::lang::Bilingual;
use crate::lexicon::{Aspect, Nature};
use crate::model::fact::Word;
use crate::model::{Fact, FactType};
use crate::msg;
use crate::syntax::ast::{Item, Name, TypeSpec};

use super::cx::Cx;
use super::entry::{self, At, Expressed};
use super::record::{self, Record};
use super::{Items, records, values};

/// A set has no more elements than this, so that its subsets can be looked at one by one.
const MAX_SET: usize = 12;

pub(super) fn declare(cx: &mut Cx, items: &Items<'_>) {
    // Base values need the types of all facts.
    let mut bases = Vec::new();
    for (item, name, it) in items.read::<records::Fact<'_>>(cx) {
        let idx = Idx::new(cx.kb.facts.len());
        if !cx.names.facts.declare(name, idx, &mut cx.out) {
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
        bases.extend(it.base.map(|base| (idx, base)));
        for old in it.formerly.iter().copied().flatten() {
            cx.names.facts.replaced(old, name, &mut cx.out);
        }
        let fact = fact(cx, item, name, it);
        cx.kb.facts.push(fact);
    }
    for (idx, base) in bases {
        cx.kb.facts[idx].base = values::literal(&cx.kb.facts[idx], base, &mut cx.out);
    }
}

fn fact(cx: &mut Cx, item: &Item, name: &Name, it: records::Fact<'_>) -> Fact {
    let (ty, nature) = match it.ty.0 {
        Some(spec) => fact_type(cx, spec, &it.value),
        None => (FactType::Flag, Nature::Ordinary),
    };
    let is_flag = matches!(ty, FactType::Flag);
    let mut clause = |key: &str, said: Option<Bilingual>| {
        if is_flag && said.is_none() {
            cx.out.push(record::missing(records::Fact::WHAT, key, name.span));
        }
        said.unwrap_or_default()
    };
    Fact {
        id: name.text.clone(),
        says: clause("says", it.says),
        denies: clause("denies", it.denies),
        ask: it.ask.or_default(),
        title: it.title.or_default(),
        nature,
        aspect: it.nature.unwrap_or_else(|| of_group(cx, &name.text)),
        base: None,
        open: None,
        formerly: it.formerly.iter().copied().flatten().map(|old| old.text.clone()).collect(),
        note: it.note,
        span: item.span,
        ty,
    }
}

/// Returns what the facts of a group are about.
fn of_group(cx: &Cx, fact: &str) -> Aspect {
    let group = cx.kb.groups.iter().find(|group| group.id == crate::id::group(fact));
    group.map_or(Aspect::Design, |group| group.aspect)
}

fn fact_type(cx: &mut Cx, spec: &TypeSpec, labels: &[At<Expressed<'_>>]) -> (FactType, Nature) {
    match spec {
        TypeSpec::Choice(names) => (FactType::Choice(words(cx, labels, names, usize::MAX)), Nature::Ordinary),
        TypeSpec::Scale(names) => (FactType::Scale(words(cx, labels, names, usize::MAX)), Nature::Ordinary),
        TypeSpec::Set(names) => (FactType::Set(words(cx, labels, names, MAX_SET)), Nature::Ordinary),
        TypeSpec::Plain(name) => {
            strangers(cx, labels, &[]);
            match name.text.as_str() {
                "concept" => (FactType::Flag, Nature::Concept),
                "date" => (FactType::Date, Nature::Ordinary),
                _ => (FactType::Flag, Nature::Ordinary),
            }
        }
        TypeSpec::Number { duration, unit, lo, hi } => {
            strangers(cx, labels, &[]);
            (number(cx, *duration, unit, *lo, *hi), Nature::Ordinary)
        }
    }
}

fn number(cx: &mut Cx, duration: bool, name: &Name, lo: i64, hi: i64) -> FactType {
    let known = !duration || ["hours", "days", "months", "years"].contains(&name.text.as_str());
    if lo > hi || hi == i64::MAX || !known {
        cx.out.push(
            Diagnostic::new(Code::BadDomain, msg!(ja: "事実の定義域に誤りがある", en: "the range of the fact is wrong"))
                .here(name.span)
                .help(msg!(
                    ja: "「下限..上限」と、期間では「hours」「days」「months」「years」のいずれかを書いてください。",
                    en: "write `low..high`, and `hours`, `days`, `months` or `years` for a duration",
                )),
        );
    }
    // A reversed range is read the other way round, so that it causes no further faults.
    let (unit, lo, hi) = (cx.unit(name), lo.min(hi), hi.max(lo));
    if duration { FactType::Duration { unit, lo, hi } } else { FactType::Number { unit, lo, hi } }
}

/// Pairs the words of a type with their labels.
fn words(cx: &mut Cx, labels: &[At<Expressed<'_>>], names: &[Name], most: usize) -> Vec<Word> {
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
        let label = labels.iter().find(|it| it.value.word.text == *word);
        if label.is_none() {
            cx.out.push(
                Diagnostic::new(Code::MissingEntry, msg!(ja: "値「{word}」の名称がない", en: "the value `{word}` has no label"))
                    .here(name.span)
                    .help(msg!(ja: "「value {word} {{ ja \"…\" en \"…\" }}」を書いてください。", en: "add `value {word} {{ ja \"…\" en \"…\" }}`")),
            );
        }
        let Some(At { value: said, span }) = label else {
            words.push(Word::unnamed(word, name.span));
            continue;
        };
        words.push(Word {
            word: word.clone(),
            label: said.text.clone(),
            says: said.says.clone(),
            denies: said.denies.clone(),
            words: said.words.clone(),
            span: *span,
        });
    }
    strangers(cx, labels, names);
    words
}

/// Reports labels of words that the type does not have, and second labels of one that it has.
fn strangers(cx: &mut Cx, labels: &[At<Expressed<'_>>], names: &[Name]) {
    for it in labels {
        let word = &it.value.word.text;
        if !names.iter().any(|known| known.text == *word) {
            cx.out.push(
                Diagnostic::new(
                    Code::UnknownValue,
                    msg!(ja: "型に値「{word}」がない", en: "the type has no value `{word}`"),
                )
                .here(it.value.word.span),
            );
        }
    }
    entry::once(labels.iter().map(|it| it.value.word), &mut cx.out);
}
