//! Values as product files write them.
//!
//! Reads one value against the type of its fact, and writes it again; reports by word only.

use crate::logic::domain::Value;

use super::date::Date;
use super::fact::{Fact, FactType, NEVER, Word};

/// What a date is that never was, in the words of the language.
pub const NEVER_WORD: &str = "never";

/// Returns the day that the value of a date stands for; none for the one that never was.
pub fn day(days: i64) -> Option<Date> {
    if days == NEVER { None } else { Date::from_days(days) }
}

/// Returns a value in the words of the language: `6 characters`, `prompted`, `2020-04-01`, `{ JP, GB }`.
pub fn written(fact: &Fact, value: Value) -> String {
    let word = |at: u32| fact.ty.words().get(at as usize).map_or("", |word| word.word.as_str());
    match value {
        Value::Flag(flag) => flag.to_string(),
        Value::Word(at) => word(at).to_owned(),
        Value::Int(days) if matches!(fact.ty, FactType::Date) => {
            day(days).map_or_else(|| NEVER_WORD.to_owned(), |date| date.to_string())
        }
        Value::Int(number) => format!("{number} {}", fact.ty.unit_id()).trim_end().to_owned(),
        Value::Set(mask) => {
            let words = (0..32).filter(|at| mask & (1 << at) != 0).map(word);
            format!("{{ {} }}", words.collect::<Vec<_>>().join(", "))
        }
    }
}

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
        FactType::Choice(words) | FactType::Scale(words) => {
            position(words, text).map(Value::Word).ok_or(ValueError::Word)
        }
        FactType::Number { unit, lo, hi } | FactType::Duration { unit, lo, hi } => {
            let (digits, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let number: i64 = digits.parse().map_err(|_| ValueError::Type)?;
            if !rest.trim().is_empty() && rest.trim() != unit.id {
                return Err(ValueError::Unit);
            }
            if (*lo..=*hi).contains(&number) { Ok(Value::Int(number)) } else { Err(ValueError::Range) }
        }
        FactType::Date if text == NEVER_WORD => Ok(Value::Int(NEVER)),
        FactType::Date => Date::parse(text).map(|date| Value::Int(date.days())).ok_or(ValueError::Type),
        FactType::Set(words) => {
            let braced = text.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
            let listed: Vec<&str> =
                braced.unwrap_or(text).split([',', ' ']).filter(|word| !word.is_empty()).collect();
            // Nothing at all is no statement; the empty set is written as one.
            if listed.is_empty() && braced.is_none() { Err(ValueError::Type) } else { set(words, listed) }
        }
    }
}

/// Returns the set of some words, each written alone.
fn set<'a>(words: &[Word], listed: impl IntoIterator<Item = &'a str>) -> Result<Value, ValueError> {
    let mask = listed.into_iter().try_fold(0, |mask, word| Some(mask | 1 << position(words, word)?));
    mask.map(Value::Set).ok_or(ValueError::Word)
}

/// Returns the code of a jurisdiction by which it is known here: `UK` means `GB`.
pub fn jurisdiction(code: &str) -> &str {
    if code.eq_ignore_ascii_case("UK") { "GB" } else { code }
}

/// Returns the position of a word.
pub fn position(words: &[Word], text: &str) -> Option<u32> {
    let at = |text: &str| words.iter().position(|word| word.word == text);
    at(text).or_else(|| at(jurisdiction(text))).and_then(|at| u32::try_from(at).ok())
}
