//! Literals to typed values.
//!
//! One reader for the values in a corpus and for those that a product file states.

use crate::diag::{Code, Diagnostic};
use crate::logic::domain::Value;
use crate::model::fact::Word;
use crate::model::{Date, Fact, FactType};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Literal, Name};

use super::suggest;

/// Why a text is no value of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// It has another type.
    Type,
    /// Its unit is another one.
    Unit,
    /// It is none of the words.
    Word,
    /// It is out of range.
    Range,
}

/// Reads a value as a product file writes it: `true`, `prompted`, `6`, `6 characters`, `2020-04-01`, `JP,GB`.
pub fn parse_value(fact: &Fact, text: &str) -> Result<Value, ValueError> {
    let text = text.trim();
    match &fact.ty {
        FactType::Flag => match text {
            "true" => Ok(Value::Flag(true)),
            "false" => Ok(Value::Flag(false)),
            _ => Err(ValueError::Type),
        },
        FactType::Choice(words) | FactType::Scale(words) => position(words, text).map(Value::Word).ok_or(ValueError::Word),
        FactType::Number { unit, lo, hi } | FactType::Duration { unit, lo, hi } => {
            let (digits, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let number: i64 = digits.parse().map_err(|_| ValueError::Type)?;
            if !rest.trim().is_empty() && rest.trim() != unit {
                return Err(ValueError::Unit);
            }
            if (*lo..=*hi).contains(&number) { Ok(Value::Int(number)) } else { Err(ValueError::Range) }
        }
        FactType::Date => Date::parse(text).map(|date| Value::Int(date.days())).ok_or(ValueError::Type),
        FactType::Set(words) => {
            let inner = text.trim_start_matches('{').trim_end_matches('}');
            let mut mask = 0;
            for word in inner.split([',', ' ']).filter(|word| !word.is_empty()) {
                mask |= 1 << position(words, word).ok_or(ValueError::Word)?;
            }
            Ok(Value::Set(mask))
        }
    }
}

/// Reads a literal of the language, reporting what does not fit.
pub(super) fn literal(fact: &Fact, literal: &Literal, out: &mut Vec<Diagnostic>) -> Option<Value> {
    match (&fact.ty, literal) {
        (FactType::Number { unit, lo, hi } | FactType::Duration { unit, lo, hi }, Literal::Int { value, unit: written, span }) => {
            number(fact, (unit, *lo, *hi), *value, written.as_ref(), *span, out)
        }
        (FactType::Choice(words) | FactType::Scale(words), Literal::Word(name)) => word(fact, words, name, out).map(Value::Word),
        (FactType::Set(words), Literal::Set(names, _)) => {
            let mut mask = 0;
            for name in names {
                mask |= 1 << word(fact, words, name, out)?;
            }
            Some(Value::Set(mask))
        }
        (FactType::Flag, Literal::Word(name)) if matches!(name.text.as_str(), "true" | "false") => {
            Some(Value::Flag(name.text == "true"))
        }
        (FactType::Date, Literal::Word(name)) => super::fields::date(name, out).map(|date| Value::Int(date.days())),
        _ => {
            out.push(mismatch(fact, literal.span()));
            None
        }
    }
}

/// Says that a value or comparison does not fit the type of a fact.
pub(super) fn mismatch(fact: &Fact, span: Span) -> Diagnostic {
    let (id, ty) = (&fact.id, fact.ty.word());
    let diagnostic =
        Diagnostic::new(Code::TypeMismatch, msg!(ja: "「{id}」の型は{ty}で、この比較に合わない", en: "`{id}` is a {ty}, which does not fit here"))
            .here(span)
            .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"));
    let (ja, en) = match &fact.ty {
        FactType::Flag => ("「not」を付けるか、そのまま書いてください。", "write it bare, or with `not`"),
        FactType::Choice(_) => ("「==」「!=」又は「in」で語と比べてください。", "compare it with a word by `==`, `!=` or `in`"),
        FactType::Scale(_) => ("「>=」などで語と比べてください。", "compare it with a word, by `>=` for example"),
        FactType::Number { .. } | FactType::Duration { .. } => ("「>= 6 単位」のように数値と比べてください。", "compare it with a number and its unit"),
        FactType::Date => ("「< 2020-04-01」のように日付と比べてください。", "compare it with a date such as 2020-04-01"),
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
    let id = &fact.id;
    match written {
        Some(name) if name.text != unit => {
            let text = &name.text;
            out.push(
                Diagnostic::new(Code::UnitMismatch, msg!(ja: "「{id}」の単位は{unit}で、{text}ではない", en: "`{id}` is counted in {unit}, not in {text}"))
                    .here(name.span)
                    .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"))
                    .suggest(name.span, unit),
            );
            return None;
        }
        None => {
            out.push(
                Diagnostic::new(Code::UnitMismatch, msg!(ja: "「{id}」の値に単位がない", en: "the value of `{id}` has no unit"))
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
            Diagnostic::new(Code::OutOfDomain, msg!(ja: "{value}は「{id}」の定義域{lo}..{hi}の外にある", en: "{value} is outside {lo}..{hi}, the range of `{id}`"))
                .here(span)
                .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here")),
        );
        return None;
    }
    Some(Value::Int(value))
}

fn position(words: &[Word], text: &str) -> Option<u32> {
    words.iter().position(|word| word.word == text).and_then(|at| u32::try_from(at).ok())
}

/// Returns the position of a word of a fact, reporting one that it does not have.
pub(super) fn word(fact: &Fact, words: &[Word], name: &Name, out: &mut Vec<Diagnostic>) -> Option<u32> {
    let found = position(words, &name.text);
    if found.is_none() {
        let (id, text) = (&fact.id, &name.text);
        let list = words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(", ");
        let mut diagnostic =
            Diagnostic::new(Code::UnknownValue, msg!(ja: "「{id}」に値「{text}」はない", en: "`{id}` has no value `{text}`"))
                .here(name.span)
                .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"))
                .note(msg!(ja: "値: {list}", en: "its values are: {list}"));
        if let Some(near) = suggest::nearest(text, words.iter().map(|word| word.word.as_str())).first() {
            diagnostic = diagnostic.suggest(name.span, *near);
        }
        out.push(diagnostic);
    }
    found
}
