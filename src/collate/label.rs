//! Number labels in a running text: 第三十四条の十第二号, 第1項, 34-10, 5.3-4A, イ of an item, (1), (ii).
//!
//! Finds where they end; what they cite is no concern of this file.

use crate::iroha;

/// Units that a number with 第 counts.
const UNITS: &str = "条項号章節款目編部版表";
/// Kanji that write numbers.
const NUMERALS: &str = "〇一二三四五六七八九十百千";

/// Returns the end of a label that begins at a byte; none where none begins there.
pub(super) fn end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    let length = ordinal(rest).or_else(|| bracketed(rest)).or_else(|| {
        let inside = before.is_some_and(|c| c.is_ascii_alphanumeric());
        if inside { None } else { dotted(rest) }
    })?;
    Some(at + length)
}

/// Returns the end of a run of katakana that begins at a byte: a loan word is one word.
pub(super) fn katakana(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.chars().next_back();
    let rest = text.get(at..)?;
    let length = run(rest, is_katakana);
    (length > 0 && !before.is_some_and(is_katakana)).then_some(at + length)
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
}

/// Returns the bytes of the characters at the beginning that pass a test.
fn run(text: &str, passes: impl Fn(char) -> bool) -> usize {
    text.find(|c| !passes(c)).unwrap_or(text.len())
}

fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

fn number(text: &str) -> usize {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let digits = run(text, digit);
    if digits > 0 { digits } else { run(text, |c| NUMERALS.contains(c)) }
}

/// Returns the bytes of 第三十四条の十第一項第二号イ at the beginning.
fn ordinal(text: &str) -> Option<usize> {
    let mut length = 0;
    while let Some(step) = ordinal_step(tail(text, length)) {
        length += step;
    }
    if length == 0 {
        return None;
    }
    let rest = tail(text, length);
    let kana = run(rest, is_katakana);
    let mut letters = rest.get(..kana)?.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && iroha::place(only).is_some()
    {
        length += kana;
    }
    Some(length + bracketed(tail(text, length)).unwrap_or(0))
}

/// Returns the bytes of one 第…条の… at the beginning.
fn ordinal_step(text: &str) -> Option<usize> {
    let first = text.strip_prefix('第')?;
    let digits = number(first);
    let unit = tail(first, digits).chars().next().filter(|c| digits > 0 && UNITS.contains(*c))?;
    let mut length = '第'.len_utf8() + digits + unit.len_utf8();
    while let Some(branch) = tail(text, length).strip_prefix('の') {
        let digits = number(branch);
        if digits == 0 {
            break;
        }
        length += 'の'.len_utf8() + digits;
    }
    Some(length)
}

/// Returns the bytes of 34-10, 5.3-4A, 34-10(1)(ii) or 2026-04-01 at the beginning: parts with a digit among them.
fn dotted(text: &str) -> Option<usize> {
    let part = |text: &str| run(text, |c| c.is_ascii_alphanumeric());
    let mut length = part(text);
    let mut parts = usize::from(length > 0);
    while length > 0 {
        let Some(rest) = tail(text, length).strip_prefix(['.', '-', '/']) else { break };
        let next = part(rest);
        if next == 0 {
            break;
        }
        length += 1 + next;
        parts += 1;
    }
    let has_digit = text.get(..length)?.bytes().any(|byte| byte.is_ascii_digit());
    let alone = length;
    while let Some(step) = bracketed(tail(text, length)).filter(|_| has_digit) {
        length += step;
    }
    (has_digit && (parts > 1 || length > alone)).then_some(length)
}

/// Returns the bytes of (1), （二）, (ii), (a) or （イ） at the beginning.
fn bracketed(text: &str) -> Option<usize> {
    let (inner, close) = match text.strip_prefix('(') {
        Some(inner) => (inner, ')'),
        None => (text.strip_prefix('（')?, '）'),
    };
    let content = inner.get(..inner.find(close)?)?;
    let all = |test: &dyn Fn(char) -> bool| content.chars().all(test);
    let count = content.chars().count();
    let numeral = count > 0 && number(content) == content.len();
    let roman = (1..=5).contains(&count) && all(&|c| "ivxIVX".contains(c));
    let letter = count == 1 && all(&|c| c.is_ascii_alphabetic() || iroha::place(c).is_some());
    let length = text.len() - inner.len() + content.len() + close.len_utf8();
    (numeral || roman || letter).then_some(length)
}
