//! Values as product files write them.
//!
//! Reads one value against the type of its fact, and writes it again; reports by word only.

use crate::logic::domain::Value;

use super::date::Date;
use super::fact::{Fact, FactType, Word};

/// Returns a value in the words of the language: `6 characters`, `prompted`, `2020-04-01`, `{ JP, GB }`.
pub fn written(fact: &Fact, value: Value) -> String {
    let word = |at: u32| fact.ty.words().get(at as usize).map_or("", |word| word.word.as_str());
    match value {
        Value::Flag(flag) => flag.to_string(),
        Value::Word(at) => word(at).to_owned(),
        Value::Int(days) if matches!(fact.ty, FactType::Date) => {
            Date::from_days(days).map(|date| date.to_string()).unwrap_or_default()
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

/// Returns the position of a word.
pub fn position(words: &[Word], text: &str) -> Option<u32> {
    words.iter().position(|word| word.word == text).and_then(|at| u32::try_from(at).ok())
}
