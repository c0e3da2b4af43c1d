//! Literals to typed values.
//!
//! Reports what does not fit the type, unit or range of the fact.

use crate::diag::{Code, Diagnostic};
use crate::logic::domain::Value;
use crate::model::fact::{NEVER, Word};
use crate::model::value::NEVER_WORD;
use crate::model::{Fact, FactType, value};
use crate::source::Span;
use crate::syntax::ast::{Literal, Name};
use crate::syntax::words;
use crate::{msg, near};

use super::closed::date;

/// Reads a literal of the language, reporting what does not fit.
pub(super) fn literal(fact: &Fact, literal: &Literal, out: &mut Vec<Diagnostic>) -> Option<Value> {
    match (&fact.ty, literal) {
        (
            FactType::Number { unit, lo, hi } | FactType::Duration { unit, lo, hi },
            Literal::Int { value, unit: written, span },
        ) => number(fact, (&unit.id, *lo, *hi), *value, written.as_ref(), *span, out),
        (FactType::Choice(words) | FactType::Scale(words), Literal::Word(name)) => {
            word(fact, words, name, out).map(Value::Word)
        }
        (FactType::Set(words), Literal::Set(names, _)) => {
            let mut mask = 0;
            for name in names {
                mask |= 1 << word(fact, words, name, out)?;
            }
            Some(Value::Set(mask))
        }
        (FactType::Flag, Literal::Word(name))
            if [words::TRUE, words::FALSE].contains(&name.text.as_str()) =>
        {
            Some(Value::Flag(name.text == words::TRUE))
        }
        (FactType::Date, Literal::Word(name)) if name.text == NEVER_WORD => Some(Value::Int(NEVER)),
        (FactType::Date, Literal::Word(name)) => date(name, out).map(|date| Value::Int(date.days())),
        (FactType::Number { unit, .. } | FactType::Duration { unit, .. }, Literal::Word(name)) => {
            let digits: String =
                near::half_width(&name.text).chars().take_while(char::is_ascii_digit).collect();
            let found = mismatch(fact, name.span);
            let (right, unit) = (&digits, &unit.id);
            out.push(if digits.is_empty() {
                found
            } else {
                found
                    .help(msg!(ja: "「{right} {unit}」と書いてください。", en: "write `{right} {unit}`"))
                    .suggest(name.span, format!("{right} {unit}"))
            });
            None
        }
        _ => {
            out.push(mismatch(fact, literal.span()));
            None
        }
    }
}

/// Says that a value or comparison does not fit the type of a fact.
pub(super) fn mismatch(fact: &Fact, span: Span) -> Diagnostic {
    let (id, ty) = (&fact.id, fact.ty.kind().word());
    let (title, kind) = (&fact.title.ja, fact.ty.kind().title().ja);
    let diagnostic = Diagnostic::new(
        Code::TypeMismatch,
        msg!(ja: "「{title}」（{id}）の型は「{kind}」（{ty}）で、この比較に合わない", en: "`{id}` is a {ty}, which does not fit here"),
    )
    .here(span)
    .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"));
    let (ja, en) = match &fact.ty {
        FactType::Flag => ("「not」を付けるか、そのまま書いてください。", "write it bare, or with `not`"),
        FactType::Choice(_) => {
            ("「==」「!=」又は「in」で語と比べてください。", "compare it with a word by `==`, `!=` or `in`")
        }
        FactType::Scale(_) => {
            ("「>=」などで語と比べてください。", "compare it with a word, by `>=` for example")
        }
        FactType::Number { .. } | FactType::Duration { .. } => {
            ("「>= 6 単位」のように数値と比べてください。", "compare it with a number and its unit")
        }
        FactType::Date => {
            ("「< 2020-04-01」のように日付と比べてください。", "compare it with a date such as 2020-04-01")
        }
        FactType::Set(_) => ("「contains」を使ってください。", "use `contains`"),
    };
    diagnostic.help(crate::lang::Bilingual::new(ja, en))
}

fn number(
    fact: &Fact,
    (unit, lo, hi): (&str, i64, i64),
    value: i64,
    written: Option<&Name>,
    span: Span,
    out: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let (id, called, title) =
        (&fact.id, fact.ty.unit().map(|it| it.title.ja.as_str()).unwrap_or_default(), &fact.title.ja);
    match written {
        Some(name) if name.text != unit => {
            let text = &name.text;
            let wrong = if text == called {
                msg!(ja: "「{title}」（{id}）の単位「{text}」は「{unit}」と書く", en: "the unit of `{id}` is written `{unit}`, not `{text}`")
            } else {
                msg!(ja: "「{title}」（{id}）の単位は「{called}」（{unit}）で、「{text}」ではない", en: "`{id}` is counted in {unit}, not in {text}")
            };
            out.push(
                Diagnostic::new(Code::UnitMismatch, wrong)
                    .here(name.span)
                    .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"))
                    .help(msg!(
                        ja: "単位を「{unit}」とし、数もその単位で書いてください。",
                        en: "write `{unit}`, and the number in that unit",
                    ))
                    .suggest(name.span, unit),
            );
            return None;
        }
        None => {
            out.push(
                Diagnostic::new(
                    Code::UnitMismatch,
                    msg!(ja: "「{title}」（{id}）の値に単位がない", en: "the value of `{id}` has no unit"),
                )
                .here(span)
                .help(msg!(ja: "「{value} {unit}」と書いてください。", en: "write `{value} {unit}`"))
                .suggest(span, format!("{value} {unit}")),
            );
            return None;
        }
        Some(_) => {}
    }
    if !(lo..=hi).contains(&value) {
        out.push(
            Diagnostic::new(Code::OutOfDomain, msg!(ja: "{value}は「{title}」（{id}）の範囲（{lo}から{hi}まで）の外にある", en: "{value} is outside {lo}..{hi}, the range of `{id}`"))
                .here(span)
                .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"))
                .help(msg!(ja: "{lo}から{hi}までの数を書いてください。", en: "write a number from {lo} to {hi}")),
        );
        return None;
    }
    Some(Value::Int(value))
}

/// Returns the position of a word of a fact, reporting one that it does not have.
pub(super) fn word(fact: &Fact, words: &[Word], name: &Name, out: &mut Vec<Diagnostic>) -> Option<u32> {
    let found = value::position(words, &name.text);
    if found.is_none() {
        let (id, title, text) = (&fact.id, &fact.title.ja, &name.text);
        let list = words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(", ");
        let called =
            words.iter().map(|word| format!("{}（{}）", word.label.ja, word.word)).collect::<Vec<_>>();
        let called = called.join("、");
        let mut diagnostic = Diagnostic::new(
            Code::UnknownValue,
            msg!(ja: "「{title}」（{id}）に値「{text}」はない", en: "`{id}` has no value `{text}`"),
        )
        .here(name.span)
        .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"))
        .note(msg!(ja: "値: {called}", en: "its values are: {list}"));
        let labelled = words.iter().find(|word| [&word.label.ja, &word.label.en].contains(&text));
        let near = near::nearest(text, words.iter().map(|word| word.word.as_str()));
        if let Some(near) = labelled.map(|word| word.word.as_str()).as_ref().or(near.first()) {
            diagnostic = diagnostic
                .help(msg!(ja: "「{near}」のことではありませんか。", en: "did you mean `{near}`?"))
                .suggest(name.span, *near);
        }
        out.push(diagnostic);
    }
    found
}
