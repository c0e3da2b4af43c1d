//! Figures of Japanese text.
//!
//! Kanji numerals count where a counter follows; elsewhere they are only heard.

use super::cursor::{Cursor, Latin, classify, is_acronym};
use super::{Dated, Figures};

/// Counters behind which a kanji numeral is a number. 「一部」 and 「第三者」 are none.
const COUNTERS: [&str; 24] = [
    "年", "月", "日", "時間", "か月", "箇月", "ヶ月", "カ月", "文字", "つ", "個", "件", "回", "以上", "以下",
    "以内", "種類", "点", "段階", "桁", "台", "社", "名", "人",
];
/// What the parts of a text are called.
const PARTS: [&str; 12] = ["条", "項", "号", "章", "節", "款", "編", "部", "表", "図", "附属書", "点"];
/// Eras and the year before their first.
const ERAS: [(&str, i64); 3] = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];

pub(super) fn read(text: &str) -> Figures {
    let mut out = Figures::default();
    let mut cursor = Cursor::new(text);
    while let Some(c) = cursor.peek() {
        let start = cursor.at;
        if dated(&mut cursor, &mut out) || numbered(&mut cursor, &mut out) {
            continue;
        }
        cursor.at = start;
        if c.is_ascii_alphanumeric() {
            latin(&mut cursor, &mut out);
        } else if is_kanji_digit(c) {
            kanji(&mut cursor, &mut out);
        } else {
            if cursor.take("両") || cursor.take("双方") {
                out.hear(2);
            }
            cursor.at = start + 1;
        }
    }
    out
}

/// Reads 「2020年4月1日」, 「令和二年四月」 or 「4月1日」.
fn dated(cursor: &mut Cursor, out: &mut Figures) -> bool {
    let start = cursor.at;
    if cursor.before().is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let era = ERAS.iter().find(|(name, _)| cursor.take(name)).map(|(_, before)| *before);
    let Some(first) = value(cursor).or_else(|| (era.is_some() && cursor.take("元")).then_some(1)) else {
        return false;
    };
    if cursor.take("年") {
        let year = era.map_or(first, |before| before + first);
        if year < 1800 {
            return false;
        }
        let rest = cursor.at;
        let month = value(cursor).filter(|month| (1..=12).contains(month) && cursor.take("月"));
        let Some(month) = month else {
            cursor.at = rest;
            out.number(year, &cursor.since(start));
            return true;
        };
        let day = day(cursor);
        out.date(Dated { year: Some(year), month, day }, &cursor.since(start));
        return true;
    }
    if era.is_none()
        && (1..=12).contains(&first)
        && cursor.take("月")
        && let Some(day) = day(cursor)
    {
        out.date(Dated { year: None, month: first, day: Some(day) }, &cursor.since(start));
        return true;
    }
    false
}

fn day(cursor: &mut Cursor) -> Option<i64> {
    let start = cursor.at;
    let day = value(cursor).filter(|day| (1..=31).contains(day) && cursor.take("日"));
    if day.is_none() {
        cursor.at = start;
    }
    day
}

/// Reads 「第34条の10」, 「第二号」 or 「第2版」.
fn numbered(cursor: &mut Cursor, out: &mut Figures) -> bool {
    let start = cursor.at;
    if !cursor.take("第") {
        return false;
    }
    let Some(number) = value(cursor) else { return false };
    if PARTS.iter().any(|part| cursor.take(part)) {
        let mut canonical = number.to_string();
        let mut back = cursor.at;
        while cursor.take("の")
            && let Some(branch) = value(cursor)
        {
            canonical.push('-');
            canonical.push_str(&branch.to_string());
            back = cursor.at;
        }
        cursor.at = back;
        if canonical == "1" && is_first_paragraph(cursor, start) {
            // An article of one paragraph is cited with it or without.
            out.hear(1);
        } else {
            out.reference(canonical, &cursor.since(start));
        }
        return true;
    }
    let digits = cursor.since(start + 1).starts_with(|c: char| c.is_ascii_digit());
    if digits && cursor.peek() != Some('.') {
        out.number(number, &cursor.since(start));
        return true;
    }
    false
}

/// Says whether the paragraph that was read stands behind the number of an article, and no item behind it.
fn is_first_paragraph(cursor: &Cursor, start: usize) -> bool {
    let branch = |c: &char| *c == 'の' || c.is_ascii_digit() || is_kanji_digit(*c);
    let article = cursor.back_from(start).find(|c| !branch(c)) == Some('条');
    article && cursor.before() == Some('項') && cursor.peek() != Some('第')
}

/// Reads digits or kanji numerals.
fn value(cursor: &mut Cursor) -> Option<i64> {
    if cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
        return cursor.digits();
    }
    let start = cursor.at;
    while cursor.peek().is_some_and(is_kanji_digit) {
        cursor.at += 1;
    }
    kanji_value(&cursor.since(start))
}

fn latin(cursor: &mut Cursor, out: &mut Figures) {
    let start = cursor.at;
    let Some(token) = cursor.token() else {
        cursor.at += 1;
        return;
    };
    match classify(&token) {
        Latin::Number(number) => {
            let value = scaled(cursor, number);
            out.number(value, &cursor.since(start));
        }
        Latin::Compound(number, _) => out.number(number, &token),
        Latin::Date(year, month, day) => {
            out.date(Dated { year: Some(year), month, day: Some(day) }, &token);
        }
        Latin::Code => out.reference(token.clone(), &token),
        Latin::Word if is_acronym(&token) => {
            if let Some(number) = cursor.standard() {
                out.hear_all(&number);
                out.reference(format!("{token}{number}"), &cursor.since(start));
            }
        }
        Latin::Word => {
            if let Some(value) = super::en::roman(&token) {
                out.hear(value);
            }
        }
    }
}

/// Applies 「万」 and 「億」: 「1億5000万」.
fn scaled(cursor: &mut Cursor, number: i64) -> i64 {
    let mut total = 0i64;
    let mut part = number;
    loop {
        let factor = match cursor.peek() {
            Some('億') => 100_000_000,
            Some('万') => 10_000,
            Some('千') => 1_000,
            _ => return total.saturating_add(part),
        };
        cursor.at += 1;
        total = total.saturating_add(part.saturating_mul(factor));
        part = cursor.digits().unwrap_or(0);
    }
}

fn kanji(cursor: &mut Cursor, out: &mut Figures) {
    let start = cursor.at;
    let Some(number) = value(cursor) else { return };
    let words = cursor.since(start);
    if COUNTERS.iter().any(|counter| cursor.take(counter)) {
        out.number(number, &cursor.since(start));
    } else {
        out.hear(number);
        for digit in words.chars() {
            out.heard.extend(kanji_value(&digit.to_string()).map(|value| value.to_string()));
        }
    }
}

fn is_kanji_digit(c: char) -> bool {
    "〇一二三四五六七八九十百千".contains(c)
}

/// Returns the value of kanji numerals: 「三十四」, 「二〇二〇」.
pub(in crate::check) fn kanji_value(text: &str) -> Option<i64> {
    let digit =
        |c: char| "〇一二三四五六七八九".chars().position(|it| it == c).and_then(|n| i64::try_from(n).ok());
    if text.is_empty() {
        return None;
    }
    if text.chars().count() <= 8 && text.chars().all(|c| digit(c).is_some()) {
        return Some(text.chars().filter_map(digit).fold(0, |value, next| value * 10 + next));
    }
    let (mut total, mut part) = (0i64, None);
    for c in text.chars() {
        let factor = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                part = digit(c);
                continue;
            }
        };
        total = total.saturating_add(part.take().unwrap_or(1) * factor);
    }
    Some(total.saturating_add(part.unwrap_or(0)))
}
