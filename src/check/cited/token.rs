//! Numbers, letters and roman numerals of a text in which only Latin letters and digits count.
//!
//! Knows no language: numerals and words that stand for numbers were made digits before.

use super::{Cited, Number};

/// A run of Latin letters and digits, with what stands around it.
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    /// What stands between the run before and this one.
    pub(super) gap: &'a str,
    /// The character behind it.
    pub(super) next: Option<char>,
}

/// Returns the runs of a text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut gap_start) = (0, 0);
    while let Some(start) = text.get(rest..).and_then(|it| it.find(|c: char| c.is_ascii_alphanumeric())) {
        let start = rest + start;
        let tail = text.get(start..).unwrap_or_default();
        let end = start + tail.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tail.len());
        found.push(Run {
            text: text.get(start..end).unwrap_or_default(),
            gap: text.get(gap_start..start).unwrap_or_default(),
            next: text.get(end..).and_then(|it| it.chars().next()),
        });
        (rest, gap_start) = (end, end);
    }
    found
}

/// Splits a run where digits and letters meet.
pub(super) fn parts(run: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = run;
    while let Some(first) = rest.bytes().next() {
        let digits = first.is_ascii_digit();
        let end = rest.bytes().position(|byte| byte.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (part, tail) = rest.split_at(end);
        parts.push(part);
        rest = tail;
    }
    parts
}

/// Reads a run into numbers; the year of a day goes where days are.
pub(super) fn number(run: &Run<'_>, out: &mut Vec<Number>, cited: &mut Cited) {
    let parts = parts(run.text);
    for (at, part) in parts.iter().enumerate() {
        match part.parse::<u64>() {
            Ok(value) if is_year(run.text) => cited.days.push(value),
            Ok(value) => out.push(Number::value(value)),
            Err(_) if at > 0 => out.extend(behind_digits(part)),
            Err(_) if parts.len() == 1 => out.extend(alone(run)),
            Err(_) => {}
        }
    }
}

/// Says whether a run is the year of a law or a paper.
pub(super) fn is_year(run: &str) -> bool {
    run.len() == 4 && run.parse().is_ok_and(|year: u64| (1868..=2100).contains(&year))
}

/// Reads the `A` of `2A` and the `bis` of `3bis`.
fn behind_digits(part: &str) -> Option<Number> {
    let letters = part.to_ascii_lowercase();
    let latin = ["bis", "ter", "quater"].iter().position(|it| *it == letters);
    match letters.as_str() {
        "st" | "nd" | "rd" | "th" => None,
        _ if latin.is_some() => {
            Some(Number { value: latin.and_then(|at| u64::try_from(at + 2).ok()), letters: Some(letters) })
        }
        _ if letters.len() <= 2 => Some(Number { value: None, letters: Some(letters) }),
        _ => None,
    }
}

/// Reads `II`, `(ii)`, `(b)`, the `g` of `1.g` and the `A` of `Annex A`.
fn alone(run: &Run<'_>) -> Vec<Number> {
    let text = run.text;
    let bracketed = run.gap.ends_with('(') && run.next == Some(')');
    let joined = matches!(run.gap, "." | "-");
    let capitals = text.bytes().all(|byte| byte.is_ascii_uppercase());
    let value = if capitals || bracketed || joined { roman(text) } else { None };
    let doubled = text.len() <= 2 && text.bytes().all(|byte| Some(byte) == text.bytes().next());
    let lettered = doubled && (bracketed || joined || (capitals && text.len() == 1 && run.next != Some('.')));
    if value.is_some() || lettered {
        let letters = lettered.then(|| text.to_ascii_lowercase());
        return vec![Number { value, letters }];
    }
    branch(text).unwrap_or_default()
}

/// Reads `IIa` as two numbers.
fn branch(text: &str) -> Option<Vec<Number>> {
    let (last, letter) = text.char_indices().next_back()?;
    let head = text.get(..last)?;
    let sound =
        letter.is_ascii_lowercase() && !head.is_empty() && head.bytes().all(|b| b.is_ascii_uppercase());
    let value = roman(head).filter(|_| sound)?;
    Some(vec![Number::value(value), Number { value: None, letters: Some(letter.to_string()) }])
}

/// Reads a roman numeral up to eighty-nine in its one right form.
fn roman(text: &str) -> Option<u64> {
    let upper = text.to_ascii_uppercase();
    (1..90).find(|value| written(*value) == upper)
}

fn written(value: u64) -> String {
    let mut rest = value;
    let mut out = String::new();
    for (step, sign) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while rest >= step {
            out.push_str(sign);
            rest -= step;
        }
    }
    out
}

/// Notes capital letters, and those that a number follows: `ACM-1`, `LAI (3)`, `S1.1`.
pub(super) fn capitals(runs: &[Run<'_>], cited: &mut Cited) {
    for (at, run) in runs.iter().enumerate() {
        let parts = parts(run.text);
        let Some(word) = parts.first().filter(|it| it.bytes().all(|byte| byte.is_ascii_uppercase())) else {
            continue;
        };
        cited.capitals.push((*word).to_owned());
        let next = runs.get(at + 1);
        let close = next.is_some_and(|it| {
            matches!(it.gap, " " | "-" | " (" | "(") && it.text.starts_with(|c: char| c.is_ascii_digit())
        });
        let numeral = roman(word).is_some();
        if !numeral && (parts.len() > 1 || (word.len() > 1 && close)) {
            cited.codes.push((*word).to_owned());
        }
    }
}

/// Says whether a run is the month or the day of `2020-04-01`.
pub(super) fn is_iso(runs: &[Run<'_>], at: usize) -> bool {
    let two = |run: Option<&Run<'_>>| {
        run.is_some_and(|it| {
            it.gap == "-" && it.text.len() == 2 && it.text.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let year =
        |back: usize| at.checked_sub(back).and_then(|at| runs.get(at)).is_some_and(|it| is_year(it.text));
    let here = two(runs.get(at));
    let before = at.checked_sub(1).and_then(|at| runs.get(at));
    (here && year(1) && two(runs.get(at + 1))) || (here && two(before) && year(2))
}
