//! Quantities of Japanese text.

use super::side::{before_ja, behind_ja};
use super::{Quantity, Units};
use crate::check::figures::kanji_value;

const KANJI: &str = "〇一二三四五六七八九十百千";
/// Characters behind which digits are no quantity: of a code, a fraction, an ordinal or a longer number.
const BEFORE: &str = "第.,-/_";
/// Behind the number of one of these a number is its branch: 「第34条の10」.
const BRANCHED: [&str; 3] = ["条の", "項の", "号の"];
/// Kanji that may stand behind a unit of one character; another one makes it another word (「分野」, 「日本」).
const BEHIND: &str = "以未超後前又若及毎経程";
/// Most that can be a year of an era and not of the calendar.
const YEARS: i64 = 1800;

/// Reads a text in plain digits.
pub(super) fn read(text: &str, units: &Units) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = number_end(text, at);
        if end == at {
            at += c.len_utf8();
            continue;
        }
        found.extend(
            value(text.get(at..end).unwrap_or_default()).and_then(|it| quantity(text, at, end, it, units)),
        );
        at = end;
    }
    found
}

/// Returns where the number ends that begins at a place.
fn number_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let is_kanji = rest.starts_with(|c| KANJI.contains(c));
    let part =
        |c: char| if is_kanji { KANJI.contains(c) } else { c.is_ascii_digit() || ",万億".contains(c) };
    let begins = is_kanji || rest.starts_with(|c: char| c.is_ascii_digit());
    let length = if begins { rest.find(|c| !part(c)).unwrap_or(rest.len()) } else { 0 };
    at + length
}

fn value(number: &str) -> Option<i64> {
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return kanji_value(number);
    }
    let mut total = 0_i64;
    let mut part = 0_i64;
    for c in number.chars() {
        match c.to_digit(10) {
            Some(digit) => part = part.checked_mul(10)?.checked_add(digit.into())?,
            None if c == ',' => {}
            None => {
                let factor = if c == '億' { 100_000_000 } else { 10_000 };
                total = total.checked_add(part.checked_mul(factor)?)?;
                part = 0;
            }
        }
    }
    total.checked_add(part)
}

fn quantity(text: &str, at: usize, end: usize, value: i64, units: &Units) -> Option<Quantity> {
    let (head, rest) = (text.get(..at)?, text.get(end..)?);
    let before = head.chars().next_back();
    let of_code = before.is_some_and(|c| BEFORE.contains(c) || c.is_ascii_alphanumeric());
    if of_code || is_branch(head) {
        return None;
    }
    let (word, _) = units.words.iter().find(|(word, _)| rest.starts_with(word.as_str()))?;
    let behind = rest.get(word.len()..)?;
    let calendar = match word.as_str() {
        "年" => value >= YEARS || ["令和", "平成", "昭和"].iter().any(|era| head.ends_with(era)),
        "日" => before == Some('月'),
        // 「十分」 is "enough".
        "分" => !text.get(at..end)?.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    if calendar || (word.chars().count() == 1 && is_other_word(behind)) {
        return None;
    }
    let from_unit = end + word.len();
    let after = behind_ja(behind);
    let prior = if after.is_some() { None } else { before_ja(head) };
    let begin = at - prior.map_or(0, |(length, _)| length);
    let close = from_unit + after.map_or(0, |(length, _)| length);
    Some(Quantity {
        value,
        units: units.named(word),
        bound: after.or(prior).map(|(_, op)| op),
        words: text.get(begin..close)?.to_owned(),
    })
}

/// Says whether a text ends with a numbered part whose branch follows.
fn is_branch(head: &str) -> bool {
    let number = |part: &str| part.ends_with(|c: char| c.is_ascii_digit() || KANJI.contains(c));
    BRANCHED.iter().filter_map(|word| head.strip_suffix(word)).any(number)
}

/// Says whether what stands behind a unit of one character makes it a part of another word.
fn is_other_word(behind: &str) -> bool {
    behind.starts_with(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !BEHIND.contains(c))
}
