//! Quantities of English text.

use super::side::{BEHIND_EN, before_en};
use super::{Quantity, Units};
use crate::check::figures::{PARTS, number_word};

/// Words that may not stand between a number and its unit.
const NO_ADJECTIVES: [&str; 26] = [
    "and", "or", "to", "of", "in", "on", "at", "by", "per", "the", "a", "an", "for", "from", "with", "is",
    "are", "has", "may", "shall", "that", "which", "after", "before", "working", "business",
];
/// Most words between a number and its unit: "12 consecutive calendar months".
const ADJECTIVES: usize = 2;

/// Reads a text in plain digits.
pub(super) fn read(text: &str, units: &Units) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        found.extend(quantity(text, at, at + length, units));
        at += length;
    }
    found
}

/// Says whether a character belongs to a number or word.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || "-_./,".contains(c)
}

/// Returns the value of a token, and of its unit where a hyphen joins both: `24-hour`.
fn value(token: &str) -> Option<(i64, &str)> {
    let plain = token.trim_end_matches(['.', ',']);
    let number = |it: &str| match it.replace(',', "") {
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
        _ => number_word(&it.to_ascii_lowercase()),
    };
    if let Some(value) = number(plain) {
        return Some((value, ""));
    }
    let (first, unit) = plain.rsplit_once('-')?;
    Some((number(first)?, unit))
}

fn quantity(text: &str, at: usize, end: usize, units: &Units) -> Option<Quantity> {
    let (token, head) = (text.get(at..end)?, text.get(..at)?);
    let (value, joined) = value(token)?;
    let last = head.split(|c: char| !is_part(c)).rfind(|it| !it.is_empty()).unwrap_or_default();
    if PARTS.contains(&last.trim_end_matches('.').to_ascii_lowercase().as_str()) {
        return None;
    }
    let (value, end) = scaled(text, value, end);
    let sign = head.chars().next_back().filter(|c| !is_part(*c)).map(String::from).unwrap_or_default();
    let said = units.named(&sign);
    let sign = if said.is_empty() { 0 } else { sign.len() };
    let early = BEHIND_EN.iter().find(|(word, _)| text.get(end..).is_some_and(|rest| rest.starts_with(word)));
    let from = end + early.map_or(0, |(word, _)| word.len());
    let (unit_end, ids) = if !said.is_empty() {
        (from, said)
    } else if !joined.is_empty() {
        (from, units.named(joined))
    } else if token.ends_with(['.', ',']) {
        return None;
    } else {
        unit(text, from, units)?
    };
    if ids.is_empty() {
        return None;
    }
    let late =
        BEHIND_EN.iter().find(|(word, _)| text.get(unit_end..).is_some_and(|rest| rest.starts_with(word)));
    let before = before_en(head.get(..head.len() - sign)?);
    let begin = at - sign - before.map_or(0, |(length, _)| length);
    let close = unit_end + if early.is_none() { late.map_or(0, |(word, _)| word.len()) } else { 0 };
    let behind = early.or(late).map(|(_, op)| *op);
    let words = text.get(begin..close)?.trim_end_matches(['.', ',']).to_owned();
    Some(Quantity { value, units: ids, bound: before.map(|(_, op)| op).or(behind), words })
}

/// Applies `million` and the like.
fn scaled(text: &str, value: i64, end: usize) -> (i64, usize) {
    let rest = text.get(end..).unwrap_or_default();
    let factors = [(" thousand", 1_000), (" million", 1_000_000), (" billion", 1_000_000_000)];
    let found = factors.iter().find(|(word, _)| rest.starts_with(word));
    found.map_or((value, end), |(word, factor)| (value.saturating_mul(*factor), end + word.len()))
}

/// Returns where the unit behind a number ends, and what it may be.
fn unit(text: &str, from: usize, units: &Units) -> Option<(usize, Vec<String>)> {
    let percent = units.named("%");
    if text.get(from..)?.starts_with('%') {
        return Some((from + 1, percent));
    }
    let mut at = from;
    for _ in 0..=ADJECTIVES {
        let rest = text.get(at..)?.strip_prefix(' ')?;
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let token = rest.get(..length)?;
        let word = token.trim_end_matches(['.', ',']);
        let ids = units.named(word);
        if !ids.is_empty() {
            return Some((at + 1 + word.len(), ids));
        }
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if word.is_empty()
            || word != token
            || !plain
            || NO_ADJECTIVES.contains(&word)
            || number_word(word).is_some()
        {
            return None;
        }
        at += 1 + length;
    }
    None
}
