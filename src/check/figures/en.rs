//! Figures of English text.
//!
//! Number words from two to ninety-nine count; ordinals, `once` and `both` are only heard.

use super::cursor::{Cursor, Latin, classify, is_acronym};
use super::{Dated, Figures};
use crate::check::english::{MONTHS, ORDINALS, WORDS, place};

const TENS: [&str; 10] =
    ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Words behind which a number is a reference.
pub(in crate::check) const PARTS: [&str; 32] = [
    "article",
    "articles",
    "art",
    "arts",
    "section",
    "sections",
    "sec",
    "s",
    "ss",
    "regulation",
    "regulations",
    "reg",
    "schedule",
    "schedules",
    "chapter",
    "chapters",
    "part",
    "parts",
    "annex",
    "table",
    "paragraph",
    "paragraphs",
    "para",
    "item",
    "items",
    "point",
    "points",
    "clause",
    "clauses",
    "figure",
    "no",
    "nos",
];

/// What the words before a place say.
#[derive(Default)]
struct Before {
    /// Whether a number here is a reference: `Arts. 52, 53 and 55`.
    part: bool,
    /// Whether `the` or the like stands before: "the two" names what was named already.
    definite: bool,
}

pub(super) fn read(text: &str) -> Figures {
    let mut out = Figures::default();
    let mut cursor = Cursor::new(text);
    let mut before = Before::default();
    while let Some(c) = cursor.peek() {
        if c.is_ascii_alphanumeric() {
            token(&mut cursor, &mut out, &mut before);
            continue;
        }
        if c == '(' && cursor.before().is_some_and(|c| c.is_ascii_digit() || c == ')') {
            citation(&mut cursor, &mut out);
            continue;
        }
        match c {
            '§' => before = Before { part: true, ..Before::default() },
            ' ' | '\n' | ',' | '.' | '-' => {}
            _ => before = Before::default(),
        }
        cursor.at += 1;
    }
    out
}

/// Reads `(ii)` or `(1)` behind a number.
fn citation(cursor: &mut Cursor, out: &mut Figures) {
    let start = cursor.at;
    cursor.at += 1;
    let inner = cursor.token().unwrap_or_default();
    if cursor.take(")") {
        if let Some(value) = roman(&inner.to_ascii_uppercase()).or_else(|| inner.parse().ok()) {
            out.reference(value.to_string(), &cursor.since(start));
        }
    } else {
        cursor.at = start + 1;
    }
}

fn token(cursor: &mut Cursor, out: &mut Figures, before: &mut Before) {
    let start = cursor.at;
    let Some(token) = cursor.token() else {
        cursor.at += 1;
        return;
    };
    let past = std::mem::take(before);
    match classify(&token) {
        Latin::Number(number) if past.part => {
            out.reference(number.to_string(), &token);
            before.part = true;
        }
        Latin::Number(number) => {
            if !day_of_month(cursor, out, number, start) {
                out.number(multiplied(cursor, number), &cursor.since(start));
            }
        }
        Latin::Compound(number, rest) => {
            out.number(number, &token);
            rest.split('-').for_each(|word| self::word(word, out));
        }
        Latin::Date(year, month, day) => {
            out.date(Dated { year: Some(year), month, day: Some(day) }, &token);
        }
        Latin::Code => {
            out.reference(token.clone(), &token);
            before.part = past.part;
        }
        Latin::Word if is_acronym(&token) && !PARTS.contains(&token.to_lowercase().as_str()) => {
            if let Some(number) = cursor.standard() {
                out.hear_all(&number);
                out.reference(format!("{token}{number}"), &cursor.since(start));
            } else if let Some(value) = roman(&token) {
                out.hear(value);
            }
        }
        Latin::Word => {
            let lower = token.to_lowercase();
            before.part = PARTS.contains(&lower.as_str())
                || (past.part && matches!(lower.as_str(), "and" | "or" | "to"));
            before.definite = matches!(lower.as_str(), "the" | "these" | "those" | "its" | "their");
            if !month(cursor, out, &lower, &token, start) {
                words(&lower, past.definite, out);
                out.heard.extend(roman(&token).map(|value| value.to_string()));
            }
        }
    }
}

/// Reads the rest of `1 April 2020`.
fn day_of_month(cursor: &mut Cursor, out: &mut Figures, day: i64, start: usize) -> bool {
    let back = cursor.at;
    if (1..=31).contains(&day) && (cursor.take(" of ") || cursor.take(" ")) {
        let name = cursor.token().unwrap_or_default();
        if name.starts_with(|c: char| c.is_ascii_uppercase())
            && let Some(month) = month_number(&name.to_lowercase())
        {
            let year = year(cursor);
            out.date(Dated { year, month, day: Some(day) }, &cursor.since(start));
            return true;
        }
    }
    cursor.at = back;
    false
}

/// Reads `April 2020`, `April 1, 2020`, or hears `April`.
fn month(cursor: &mut Cursor, out: &mut Figures, lower: &str, token: &str, start: usize) -> bool {
    let Some(month) = month_number(lower).filter(|_| token.starts_with(|c: char| c.is_ascii_uppercase()))
    else {
        return false;
    };
    if let Some(year) = year(cursor) {
        out.date(Dated { year: Some(year), month, day: None }, &cursor.since(start));
        return true;
    }
    let back = cursor.at;
    let day = if cursor.take(" ") { cursor.token().and_then(|token| token.parse().ok()) } else { None };
    if let Some(day) = day.filter(|day| (1..=31).contains(day)) {
        let comma = cursor.at;
        let year = if cursor.take(",") { year(cursor) } else { None };
        if year.is_none() {
            cursor.at = comma;
        }
        out.date(Dated { year, month, day: Some(day) }, &cursor.since(start));
        return true;
    }
    cursor.at = back;
    out.hear(month);
    true
}

fn year(cursor: &mut Cursor) -> Option<i64> {
    let back = cursor.at;
    let token = if cursor.take(" ") { cursor.token() } else { None };
    let year = token.filter(|token| token.len() == 4).and_then(|token| token.parse().ok());
    if year.is_none() {
        cursor.at = back;
    }
    year
}

fn month_number(lower: &str) -> Option<i64> {
    i64::try_from(place(&MONTHS, lower)?).ok()
}

/// Applies `million` and the like.
fn multiplied(cursor: &mut Cursor, number: i64) -> i64 {
    let factors = [(" thousand", 1_000), (" million", 1_000_000), (" billion", 1_000_000_000)];
    let factor = factors.iter().find(|(word, _)| cursor.take(word)).map_or(1, |(_, factor)| *factor);
    number.saturating_mul(factor)
}

/// Reads a hyphenated word: `twenty-four`, `six-month`.
fn words(lower: &str, definite: bool, out: &mut Figures) {
    if definite {
        let mut named = Figures::default();
        words(lower, false, &mut named);
        out.heard.append(&mut named.heard);
        return;
    }
    if let Some(value) = number_word(lower) {
        out.number(value, lower);
        return;
    }
    lower.split('-').for_each(|word| self::word(word, out));
}

fn word(lower: &str, out: &mut Figures) {
    if let Some(value) = number_word(lower) {
        out.number(value, lower);
    } else if let Some(value) = position(&ORDINALS, lower) {
        out.hear(value);
    } else if matches!(lower, "twice" | "both" | "either" | "pair" | "double" | "half") {
        out.hear(2);
    }
}

/// Returns the value of a number in words: `two`, `twenty-four`.
pub(in crate::check) fn number_word(lower: &str) -> Option<i64> {
    match lower.split_once('-') {
        Some((ten, unit)) => Some(ten_value(ten)? + unit_value(unit)?),
        None => position(&WORDS, lower).or_else(|| ten_value(lower)),
    }
}

fn position(list: &[&str], word: &str) -> Option<i64> {
    place(list, word).and_then(|at| i64::try_from(at).ok())
}

fn ten_value(lower: &str) -> Option<i64> {
    let tens = TENS.iter().position(|it| !it.is_empty() && *it == lower)?;
    i64::try_from(tens * 10).ok()
}

fn unit_value(lower: &str) -> Option<i64> {
    let unit = WORDS.iter().take(10).position(|it| *it == lower)?;
    i64::try_from(unit).ok()
}

/// Returns the value of a Roman numeral up to 20.
pub(super) fn roman(token: &str) -> Option<i64> {
    const ROMANS: [&str; 21] = [
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
        "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    let position = ROMANS.iter().position(|it| !it.is_empty() && *it == token)?;
    i64::try_from(position).ok()
}
