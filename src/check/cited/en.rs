//! Citations in English.
//!
//! `paragraph 3 of Article 10` is read from the outer part to the inner one, as Japanese writes it.

use unicode_normalization::UnicodeNormalization;

use super::token::{self, Run};
use super::{Cited, Number};
use crate::check::english::{MONTHS, ORDINALS, WORDS, place};

/// What parts of texts, and texts, are called, without a plural `s`.
const PARTS: [&str; 44] = [
    "act",
    "ann",
    "annex",
    "annexe",
    "appendix",
    "art",
    "article",
    "chapter",
    "chap",
    "class",
    "clause",
    "directive",
    "division",
    "edition",
    "form",
    "half",
    "indent",
    "item",
    "law",
    "level",
    "no",
    "ordinance",
    "para",
    "paragraph",
    "part",
    "point",
    "principle",
    "provision",
    "reg",
    "regulation",
    "rule",
    "sch",
    "schedule",
    "sec",
    "section",
    "sentence",
    "series",
    "subclause",
    "subparagraph",
    "subsection",
    "table",
    "title",
    "version",
    "volume",
];

pub(super) fn read(text: &str) -> Cited {
    let text: String = text.nfkc().collect();
    let runs = token::runs(&text);
    let mut cited = Cited::default();
    token::capitals(&runs, &mut cited);
    let mut groups: Vec<Vec<Number>> = vec![Vec::new()];
    for (at, run) in runs.iter().enumerate() {
        if begins_outer(&runs, at) {
            groups.push(Vec::new());
        } else if let Some(value) = day(&runs, at) {
            cited.days.push(value);
        } else if let Some(group) = groups.last_mut() {
            match word(&runs, at) {
                Some(value) => group.push(Number::value(value)),
                None => token::number(run, group, &mut cited),
            }
        }
    }
    cited.orders = vec![groups.into_iter().rev().flatten().collect()];
    cited
}

fn lower(runs: &[Run<'_>], at: usize) -> String {
    runs.get(at).map(|run| run.text.to_ascii_lowercase()).unwrap_or_default()
}

fn is_part(word: &str) -> bool {
    PARTS.contains(&word)
        || word.strip_suffix('s').is_some_and(|word| word.is_empty() || PARTS.contains(&word))
}

/// Says whether `of` stands here and the larger part follows it.
fn begins_outer(runs: &[Run<'_>], at: usize) -> bool {
    if lower(runs, at) != "of" {
        return false;
    }
    let mut next = at + 1;
    while matches!(lower(runs, next).as_str(), "the" | "this" | "that") {
        next += 1;
    }
    let capitals =
        |at: usize| runs.get(at).is_some_and(|run| run.text.bytes().all(|it| it.is_ascii_uppercase()));
    // `of MIC Ordinance No. 12`: who made it stands before what it is.
    if capitals(next) && is_part(&lower(runs, next + 1)) {
        next += 1;
    }
    let text = runs.get(next).map(|run| run.text).unwrap_or_default();
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let standard = text.bytes().all(|byte| byte.is_ascii_uppercase()) && digits(&lower(runs, next + 1));
    is_part(&text.to_ascii_lowercase()) || (digits(text) && !token::is_year(text)) || standard
}

/// Reads a month, or a number beside one.
fn day(runs: &[Run<'_>], at: usize) -> Option<u64> {
    let month = |at: usize| place(&MONTHS, &lower(runs, at));
    if let Some(number) = month(at) {
        return u64::try_from(number).ok();
    }
    let run = runs.get(at)?;
    let beside = month(at + 1).is_some() || at.checked_sub(1).is_some_and(|before| month(before).is_some());
    let day = run.text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    day.parse().ok().filter(|day| (beside && *day <= 31) || token::is_iso(runs, at))
}

/// Reads a number in words that numbers a part: `Part Two`, `second subparagraph`.
fn word(runs: &[Run<'_>], at: usize) -> Option<u64> {
    let here = lower(runs, at);
    let beside = at.checked_sub(1).is_some_and(|before| is_part(&lower(runs, before)));
    let found = match here.as_str() {
        "former" if is_part(&lower(runs, at + 1)) => Some(1),
        "latter" if is_part(&lower(runs, at + 1)) => Some(2),
        _ => place(&WORDS, &here)
            .filter(|value| beside && *value > 0)
            .or_else(|| place(&ORDINALS, &here).filter(|_| is_part(&lower(runs, at + 1)))),
    };
    found.and_then(|value| u64::try_from(value).ok())
}
