//! Where a text holds what is looked for, and how well: words by their beginnings, runs of kana and Chinese characters
//! anywhere.

use crate::fold::is_kana_or_han;

/// What may follow the beginning of a word without making it another.
const ENDINGS: &[&str] = &["s", "es", "d", "ed", "ing", "e", "y", "ies", "r", "er", "rs", "ers"];

/// Returns where a text holds a needle, and how well, of a hundred; both in their normal form.
pub(super) fn places<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = (usize, u64)> + 'a {
    let found = memchr::memmem::find_iter(text.as_bytes(), needle.as_bytes());
    found.map(move |at| (at, quality(text, at, needle))).filter(|(_, quality)| *quality > 0)
}

fn quality(text: &str, at: usize, needle: &str) -> u64 {
    let before = text.get(..at).and_then(|it| it.chars().next_back()).unwrap_or(' ');
    let rest = text.get(at + needle.len()..).unwrap_or_default();
    let after = rest.chars().next().unwrap_or(' ');
    let (Some(first), Some(last)) = (needle.chars().next(), needle.chars().next_back()) else { return 0 };
    let begun =
        is_latin(first) && (is_latin(before) || (first.is_ascii_digit() && matches!(before, '.' | '-')));
    if begun {
        return 0;
    }
    let end = if last.is_ascii_digit() {
        match after {
            '0'..='9' => 0,
            '.' | '-' | 'a'..='z' => 50,
            _ => 100,
        }
    } else if is_latin(last) {
        ending(rest, needle)
    } else {
        100
    };
    end.min(katakana(before, first, last, after, needle))
}

/// Returns how well a word that goes on with more letters is meant.
fn ending(rest: &str, needle: &str) -> u64 {
    let end = rest.find(|c: char| !is_latin(c)).unwrap_or(rest.len());
    let tail = rest.get(..end).unwrap_or_default();
    let word = needle.chars().rev().take_while(|c| is_latin(*c)).count();
    match tail {
        "" => 100,
        _ if word < 4 && tail != "s" => 0,
        _ if ENDINGS.contains(&tail) => 95,
        _ if tail.chars().count() <= 4 => 70,
        _ => 50,
    }
}

/// Returns how well a loan word is meant that goes on with more katakana: log is no part of program.
fn katakana(before: char, first: char, last: char, after: char, needle: &str) -> u64 {
    let begun = is_katakana(before) && is_katakana(first);
    let goes_on = is_katakana(after) && is_katakana(last);
    match (begun, goes_on) {
        (false, false) => 100,
        _ if needle.chars().count() < 3 => 0,
        (true, true) => 40,
        (true, false) | (false, true) => 80,
    }
}

/// Says whether a character is katakana.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Says whether a character is of a word that is written with spaces around it.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphabetic() && !is_kana_or_han(c))
}

/// Returns the beginning of a word that its forms share; of several words the last one is shortened.
pub(super) fn stem(word: &str) -> &str {
    let last = word.rsplit(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default().len();
    let cut = if last >= 5 && word.ends_with("ies") {
        3
    } else if last >= 6 && ["sses", "xes", "ches", "shes"].iter().any(|it| word.ends_with(it)) {
        2
    } else if last >= 4 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|it| word.ends_with(it)) {
        1
    } else if last >= 6 && word.ends_with("ing") {
        3
    } else if last >= 5 && word.ends_with("ed") {
        2
    } else {
        0
    };
    word.get(..word.len() - cut).unwrap_or(word)
}
