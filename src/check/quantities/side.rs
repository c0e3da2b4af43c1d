//! The words by which a text says on which side of a number a product must be.

use crate::lang::Lang;
use crate::model::expr::Op;

/// Japanese words behind a number and its unit.
const BEHIND_JA: [(&str, Op); 9] = [
    ("以上", Op::Ge),
    ("を超え", Op::Gt),
    ("を上回", Op::Gt),
    ("超", Op::Gt),
    ("以下", Op::Le),
    ("以内", Op::Le),
    ("未満", Op::Lt),
    ("に満たな", Op::Lt),
    ("を超えない", Op::Le),
];
/// Japanese words right before a number.
const BEFORE_JA: [(&str, Op); 2] = [("少なくとも", Op::Ge), ("最低", Op::Ge)];
/// English words before a number; the longer of two that fit decides.
const BEFORE_EN: [(&str, Op); 19] = [
    ("at least", Op::Ge),
    ("no fewer than", Op::Ge),
    ("not fewer than", Op::Ge),
    ("no less than", Op::Ge),
    ("not less than", Op::Ge),
    ("minimum of", Op::Ge),
    ("more than", Op::Gt),
    ("longer than", Op::Gt),
    ("at most", Op::Le),
    ("no more than", Op::Le),
    ("not more than", Op::Le),
    ("no longer than", Op::Le),
    ("not exceeding", Op::Le),
    ("maximum of", Op::Le),
    ("up to", Op::Le),
    ("within", Op::Le),
    ("fewer than", Op::Lt),
    ("less than", Op::Lt),
    ("shorter than", Op::Lt),
];
/// English words behind a number, its unit perhaps between.
pub(super) const BEHIND_EN: [(&str, Op); 6] = [
    (" or more", Op::Ge),
    (" or longer", Op::Ge),
    (" or greater", Op::Ge),
    (" or less", Op::Le),
    (" or fewer", Op::Le),
    (" or shorter", Op::Le),
];
/// Words that deny.
const DENIAL_JA: [&str; 8] = ["ない", "なく", "せず", "ならず", "禁止", "拒否", "拒む", "除く"];
/// Beginnings of words that deny.
const DENIAL_EN: [&str; 14] = [
    "not", "no", "never", "cannot", "without", "prevent", "prohibit", "refus", "reject", "forbid", "except",
    "unless", "neither", "nor",
];
/// Most characters between a unit and the words behind it.
const GAP: usize = 8;

/// Says whether a text denies something beside its duty, so that the other side may be what it excludes.
pub(in crate::check) fn denies(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::Ja => {
            let duty = ["なければならない", "なければなりません", "なければならず", "を超えない"];
            let rest = duty.iter().fold(text.to_owned(), |rest, duty| rest.replace(duty, ""));
            DENIAL_JA.iter().any(|word| rest.contains(word))
        }
        Lang::En => {
            let lower = text.to_ascii_lowercase();
            let rest = BEFORE_EN.iter().fold(lower, |rest, (bound, _)| rest.replace(bound, ""));
            let denial = |word: &str| {
                let begins =
                    |denial: &&str| word == *denial || (denial.len() > 4 && word.starts_with(denial));
                DENIAL_EN.iter().any(begins)
            };
            rest.split(|c: char| !c.is_ascii_alphabetic()).any(denial)
        }
    }
}

/// Returns how much of a Japanese text behind a unit belongs to the quantity, and how that compares.
pub(super) fn behind_ja(rest: &str) -> Option<(usize, Op)> {
    let near: String = rest.chars().take(GAP).collect();
    let found = BEHIND_JA.iter().filter_map(|(word, op)| Some((near.find(word)?, word.len(), *op)));
    let (gap, length, op) = found.min_by_key(|(gap, length, _)| (*gap, usize::MAX - length))?;
    let between = rest.get(..gap)?;
    let plain = !between.contains(|c: char| c.is_ascii_digit() || "、。・（）".contains(c));
    plain.then_some((gap + length, op))
}

/// Returns how much of a Japanese text before a number belongs to the quantity, and how that compares.
pub(super) fn before_ja(head: &str) -> Option<(usize, Op)> {
    BEFORE_JA.iter().find(|(word, _)| head.ends_with(word)).map(|(word, op)| (word.len(), *op))
}

/// Returns how much of an English text before a number belongs to the quantity, and how that compares.
pub(super) fn before_en(head: &str) -> Option<(usize, Op)> {
    let trimmed = head.trim_end();
    let lower = trimmed.to_ascii_lowercase();
    let fits = BEFORE_EN.iter().filter(|(word, _)| lower.ends_with(word));
    let (word, op) = fits.max_by_key(|(word, _)| word.len())?;
    Some((head.len() - trimmed.len() + word.len(), *op))
}
