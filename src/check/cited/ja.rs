//! Citations in Japanese.
//!
//! Kanji numerals count where a part of a text is numbered; 「一般」 and 「第三者」 are words.

use unicode_normalization::UnicodeNormalization;

use crate::iroha;
use crate::query::citation::{NUMERALS, kanji_number};

use super::token::{self, Run};
use super::{Cited, Number};

/// What parts of texts are called; behind one of them a numeral may stand, and before one it counts.
const PARTS: &str = "条項号章節款編部目年月日版表書則紙式記図類種級段文";
/// What may follow a number at once: 「第三十四条の十本文」.
const FOLLOWERS: &str = "第本柱各但附";
/// Last characters of eras, behind which a year stands.
const ERA_ENDS: &str = "和成治正";
/// Eras and the year before their first.
const ERAS: [(&str, u64); 5] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

pub(super) fn read(text: &str) -> Cited {
    let plain = years(&letters(&numerals(&plain(text))));
    let mut cited = Cited::default();
    let runs = token::runs(&plain);
    token::capitals(&runs, &mut cited);
    let mut numbers = Vec::new();
    let mut units = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let of_day = is_of_day(run) || (at > 0 && token::is_iso(&runs, at));
        if let Some(value) = run.text.parse().ok().filter(|_| of_day) {
            cited.days.push(value);
            continue;
        }
        token::number(run, &mut numbers, &mut cited);
        units.resize(numbers.len(), run.next);
    }
    cited.orders.extend(with_first_paragraph(&numbers, &units));
    cited.orders.insert(0, numbers);
    cited
}

fn is_of_day(run: &Run<'_>) -> bool {
    matches!(run.next, Some('月' | '日'))
}

/// Makes wide forms plain; small roman numerals in one character stand for capital ones.
fn plain(text: &str) -> String {
    let capital = |c: char| match c {
        'ⅰ'..='ⅿ' => char::from_u32(u32::from(c) - 0x10).unwrap_or(c),
        _ => c,
    };
    let text = text.replace("前段", " 1 ").replace("後段", " 2 ").replace("第三者", "者");
    text.chars().map(capital).nfkc().collect()
}

/// Writes kanji numerals that number something as digits.
fn numerals(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    let mut before = None;
    let mut last = None;
    for c in text.chars().map(Some).chain([None]) {
        if let Some(numeral) = c.filter(|c| NUMERALS.contains(*c)) {
            if run.is_empty() {
                before = last;
            }
            run.push(numeral);
        } else {
            if !run.is_empty() {
                let counts = numbers(before, c);
                out.push_str(&if counts { kanji_number(&run).to_string() } else { run.clone() });
                run.clear();
            }
            out.extend(c);
        }
        last = c;
    }
    out
}

/// Says whether a numeral between two characters is a number.
fn numbers(before: Option<char>, after: Option<char>) -> bool {
    let free = |c: Option<char>| c.is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c));
    let named = |c: Option<char>, names: &str| c.is_some_and(|c| names.contains(c));
    let ordinal = before == Some('第');
    let begins = ordinal || free(before) || named(before, PARTS) || named(before, ERA_ENDS);
    let ends =
        ordinal || (free(after) && after != Some('つ')) || named(after, PARTS) || named(after, FOLLOWERS);
    begins && ends
}

/// Writes イロハ that number something as the letters in brackets by which English citations count: behind `z`, `aa`.
fn letters(text: &str) -> String {
    let mut out = String::new();
    for (c, place) in iroha::letters(text) {
        let letter = place.filter(|_| !out.is_empty()).and_then(|place| {
            let letter = char::from(b'a' + u8::try_from(place % 26).ok()?);
            Some(String::from(letter).repeat(1 + place / 26))
        });
        match letter {
            Some(letter) => out.extend(["(", &letter, ")"]),
            None => out.push(c),
        }
    }
    out.replace("((", "(").replace("))", ")")
}

/// Writes the years of eras as those of the calendar.
fn years(text: &str) -> String {
    let mut out = text.to_owned();
    for (era, before) in ERAS {
        while let Some((head, tail)) =
            out.split_once(era).map(|(head, tail)| (head.to_owned(), tail.to_owned()))
        {
            let tail = tail.strip_prefix('元').map_or(tail.clone(), |rest| format!("1{rest}"));
            let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
            let rest = tail.get(digits.len()..).unwrap_or_default();
            let year =
                digits.parse::<u64>().map_or_else(|_| " ".to_owned(), |year| (before + year).to_string());
            out = format!("{head}{year}{rest}");
        }
    }
    out
}

/// Returns the numbers with the paragraph 1 that is left out, or without the one that is written, before an item.
fn with_first_paragraph(numbers: &[Number], units: &[Option<char>]) -> Option<Vec<Number>> {
    let article = units.iter().position(|unit| *unit == Some('条'))?;
    let item = units.iter().enumerate().skip(article + 1).find(|(_, unit)| **unit == Some('号'))?.0;
    let before = item.checked_sub(1)?;
    let mut other = numbers.to_vec();
    if units.get(before) == Some(&Some('項')) {
        let first = numbers.get(before).is_some_and(|it| *it == Number::value(1));
        if !first {
            return None;
        }
        other.remove(before);
    } else {
        other.insert(item, Number::value(1));
    }
    Some(other)
}
