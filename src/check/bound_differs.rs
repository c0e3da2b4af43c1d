//! KJ5002, of bounds: the text names the number of the criterion from the other side, 「8文字以下」 for at least 8.
//!
//! Judges a number only where the text says in so many words on which side of it a product must be, and denies nothing.

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::model::{Criterion, Expr, Kb, Op, Provision, Test};
use crate::msg;
use crate::source::Sources;

use super::figures::fold;
use super::passage::{declared, half_name, locate};

/// On which side of a number a product must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    AtLeast,
    AtMost,
}

impl Side {
    fn of(op: Op) -> Option<Side> {
        match op {
            Op::Ge | Op::Gt => Some(Side::AtLeast),
            Op::Le | Op::Lt => Some(Side::AtMost),
            Op::Eq | Op::Ne | Op::Contains => None,
        }
    }

    fn other(self) -> Side {
        match self {
            Side::AtLeast => Side::AtMost,
            Side::AtMost => Side::AtLeast,
        }
    }
}

/// Japanese words behind a number and its unit.
const BEHIND_JA: [(&str, Side); 7] = [
    ("以上", Side::AtLeast),
    ("を超え", Side::AtLeast),
    ("超", Side::AtLeast),
    ("以下", Side::AtMost),
    ("以内", Side::AtMost),
    ("未満", Side::AtMost),
    ("を超えない", Side::AtMost),
];
/// English words before a number; the longer of two that fit decides.
const BEFORE_EN: [(&str, Side); 16] = [
    ("at least", Side::AtLeast),
    ("no fewer than", Side::AtLeast),
    ("not fewer than", Side::AtLeast),
    ("no less than", Side::AtLeast),
    ("not less than", Side::AtLeast),
    ("more than", Side::AtLeast),
    ("longer than", Side::AtLeast),
    ("at most", Side::AtMost),
    ("no more than", Side::AtMost),
    ("not more than", Side::AtMost),
    ("no longer than", Side::AtMost),
    ("not exceeding", Side::AtMost),
    ("fewer than", Side::AtMost),
    ("less than", Side::AtMost),
    ("shorter than", Side::AtMost),
    ("within", Side::AtMost),
];
/// English words behind a number, its unit perhaps between.
const BEHIND_EN: [(&str, Side); 6] = [
    ("or more", Side::AtLeast),
    ("or longer", Side::AtLeast),
    ("or greater", Side::AtLeast),
    ("or less", Side::AtMost),
    ("or fewer", Side::AtMost),
    ("or shorter", Side::AtMost),
];
/// Words that deny.
const DENIAL_JA: [&str; 8] = ["ない", "なく", "せず", "ならず", "禁止", "拒否", "拒む", "除く"];
/// Beginnings of words that deny.
const DENIAL_EN: [&str; 14] = [
    "not", "no", "never", "cannot", "without", "prevent", "prohibit", "refus", "reject", "forbid", "except",
    "unless", "neither", "nor",
];
/// Most characters of the unit between a number and the words behind it.
const UNIT: usize = 12;

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    declared(kb).flat_map(|it| faults(kb, it, sources)).collect()
}

fn faults(kb: &Kb, it: &Provision, sources: &Sources) -> Vec<Diagnostic> {
    let bounds = bounds(&it.body.criteria);
    let mut found: Vec<Diagnostic> = Vec::new();
    for (test, side) in &bounds {
        let Value::Int(value) = test.value else { continue };
        // Where a criterion has the number on both sides, either may be meant.
        if bounds.iter().any(|(other, its)| other.value == test.value && its != side) {
            continue;
        }
        let told = Lang::ALL
            .into_iter()
            .find_map(|lang| Some((lang, against(it.body.text.get(lang), lang, value, *side)?)));
        let Some((lang, words)) = told else { continue };
        let text = it.body.text.get(lang);
        let (half, fact) = (half_name(lang), &kb.facts[test.fact]);
        let (title, quantity) = (&fact.title, fact.ty.quantity(value));
        let wanted = match side {
            Side::AtLeast => msg!(ja: "以上", en: "at least"),
            Side::AtMost => msg!(ja: "以下", en: "at most"),
        };
        let title = Bilingual {
            ja: format!(
                "{}の「{words}」が、基準（{}が{}{}）と逆である",
                half.ja, title.ja, quantity.ja, wanted.ja
            ),
            en: format!(
                "`{words}` in {} is the contrary of the criterion ({}: {} {})",
                half.en, title.en, wanted.en, quantity.en
            ),
        };
        let at = locate(sources, it.body.text_span, text, &words);
        let criterion = it.body.criteria.first().map_or(it.body.span, |it| it.span);
        found.push(
            Diagnostic::new(Code::NumberNotRestated, title)
                .at(at, msg!(ja: "基準と逆の側を述べている", en: "says the other side of the number"))
                .and_at(criterion, msg!(ja: "この規定の基準", en: "the criterion of this provision"))
                .help(msg!(ja: "出典を確かめ、文か基準を直してください。", en: "look at the source, then mend the text or the criterion")),
        );
    }
    found
}

/// Returns the tests of criteria that bound a number, with the side on which it must be.
fn bounds(criteria: &[Criterion]) -> Vec<(&Test, Side)> {
    let mut found = Vec::new();
    for expr in criteria.iter().filter_map(|it| it.expr.as_ref()) {
        collect(expr, true, &mut found);
    }
    found
}

fn collect<'e>(expr: &'e Expr, holds: bool, out: &mut Vec<(&'e Test, Side)>) {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| collect(part, holds, out)),
        Expr::Not(inner) => collect(inner, !holds, out),
        Expr::Implies(left, right) => {
            collect(left, !holds, out);
            collect(right, holds, out);
        }
        Expr::Test(test) => {
            let side = Side::of(test.op).map(|side| if holds { side } else { side.other() });
            out.extend(side.map(|side| (test, side)));
        }
        Expr::OneOf(..) | Expr::Defined(_) | Expr::Open(_) | Expr::Items | Expr::Since(_) => {}
    }
}

/// Returns the words by which a text names a number from the other side only.
fn against(text: &str, lang: Lang, value: i64, side: Side) -> Option<String> {
    if denies(text, lang) {
        return None;
    }
    let said = said(text, lang, value);
    let right = said.iter().any(|(_, its)| *its == side);
    said.into_iter().next().filter(|_| !right).map(|(words, _)| words)
}

/// Says whether a text denies something beside its duty, so that the other side may be what it excludes.
fn denies(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::Ja => {
            let duty = ["なければならない", "なければなりません", "なければならず", "を超えない"];
            let rest = duty.iter().fold(text.to_owned(), |rest, duty| rest.replace(duty, ""));
            DENIAL_JA.iter().any(|word| rest.contains(word))
        }
        Lang::En => {
            let lower = text.to_ascii_lowercase();
            let rest = BEFORE_EN.iter().fold(lower, |rest, (bound, _)| rest.replace(bound, ""));
            let words = rest.split(|c: char| !c.is_ascii_alphabetic());
            words.into_iter().any(|word| {
                DENIAL_EN
                    .iter()
                    .any(|denial| word == *denial || (denial.len() > 4 && word.starts_with(denial)))
            })
        }
    }
}

/// Returns the sides on which a text puts a number, each with its words.
fn said(text: &str, lang: Lang, value: i64) -> Vec<(String, Side)> {
    let folded: String = text.chars().map(fold).collect();
    let number = value.to_string();
    let places = folded.match_indices(&number).map(|(at, _)| at);
    let whole = |at: &usize| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
        let before = folded.get(..*at).and_then(|it| it.chars().next_back());
        let behind = folded.get(at + number.len()..).and_then(|it| it.chars().next());
        !digit(before) && !behind.is_some_and(|c| c.is_ascii_digit())
    };
    let places: Vec<usize> = places.filter(whole).collect();
    places.into_iter().filter_map(|at| around(&folded, at, at + number.len(), lang)).collect()
}

fn around(text: &str, at: usize, end: usize, lang: Lang) -> Option<(String, Side)> {
    let rest = text.get(end..)?;
    if lang == Lang::Ja {
        let (gap, (word, side)) = behind(rest, &BEHIND_JA)?;
        return Some((text.get(at..end + gap + word.len())?.to_owned(), side));
    }
    let head = text.get(..at)?.trim_end();
    let lower = head.to_ascii_lowercase();
    let before =
        BEFORE_EN.iter().filter(|(word, _)| lower.ends_with(word)).max_by_key(|(word, _)| word.len());
    if let Some((word, side)) = before {
        return Some((text.get(head.len() - word.len()..end)?.to_owned(), *side));
    }
    let (gap, (word, side)) = behind(rest, &BEHIND_EN)?;
    Some((text.get(at..end + gap + word.len())?.to_owned(), side))
}

/// Returns the first words behind a number with what stands between, the longer of two that begin together.
fn behind(rest: &str, words: &[(&'static str, Side)]) -> Option<(usize, (&'static str, Side))> {
    let unit: String = rest.chars().take(UNIT).collect();
    let found = words.iter().filter_map(|(word, side)| Some((rest.find(word)?, (*word, *side))));
    let (gap, found) = found.min_by_key(|(gap, (word, _))| (*gap, usize::MAX - word.len()))?;
    let between = rest.get(..gap)?;
    let plain = !between.contains(|c: char| c.is_ascii_digit() || "、。,.;".contains(c));
    (gap <= unit.len() && plain).then_some((gap, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_of_a_number_is_read_in_either_language() {
        for (text, lang, side) in [
            ("8文字以上とする。", Lang::Ja, Some(Side::AtLeast)),
            ("８文字以下とする。", Lang::Ja, Some(Side::AtMost)),
            ("8文字未満とする。", Lang::Ja, Some(Side::AtMost)),
            ("8文字を超えるもの", Lang::Ja, Some(Side::AtLeast)),
            ("8文字を超えないもの", Lang::Ja, Some(Side::AtMost)),
            ("8文字、かつ10文字以下", Lang::Ja, None),
            ("18文字以上", Lang::Ja, None),
            ("at least 8 characters", Lang::En, Some(Side::AtLeast)),
            ("No less than 8 characters", Lang::En, Some(Side::AtLeast)),
            ("less than 8 characters", Lang::En, Some(Side::AtMost)),
            ("8 characters or more", Lang::En, Some(Side::AtLeast)),
            ("8 or fewer", Lang::En, Some(Side::AtMost)),
            ("8 characters", Lang::En, None),
        ] {
            assert_eq!(said(text, lang, 8).first().map(|it| it.1), side, "{text}");
        }
    }
}
