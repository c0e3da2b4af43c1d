//! On which side of a day something is, as comparisons and the words of either language say it.
//!
//! Knows 「前」 from 「以前」; judges nothing.

use std::collections::BTreeSet;

use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::model::{Date, Expr, FactType, Kb, Op, Test};
use crate::msg;

use super::figures::{Figures, fold};

/// A side of a day, with the day or without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    Before,
    Until,
    From,
    After,
}

impl Cut {
    /// Returns the side of a comparison.
    fn of(op: Op) -> Option<Cut> {
        Some(match op {
            Op::Lt => Cut::Before,
            Op::Le => Cut::Until,
            Op::Ge => Cut::From,
            Op::Gt => Cut::After,
            Op::Eq | Op::Ne | Op::Contains => return None,
        })
    }

    pub(super) fn is_before(self) -> bool {
        matches!(self, Cut::Before | Cut::Until)
    }

    /// Says whether the day itself goes with those before it.
    pub(super) fn inclusive(self) -> bool {
        matches!(self, Cut::Until | Cut::After)
    }

    /// Says in words whether the day is among them.
    pub(super) fn title(self) -> Bilingual {
        match self {
            Cut::Before | Cut::After => msg!(ja: "その日を含まない", en: "leaves that day out"),
            Cut::Until | Cut::From => msg!(ja: "その日を含む", en: "includes that day"),
        }
    }
}

/// Returns the tests of days, definitions written out, with the side on which each puts a product.
pub(super) fn tests<'a>(kb: &'a Kb, products: &'a Expr) -> Vec<(&'a Test, Cut)> {
    let mut found = Vec::new();
    collect(kb, products, true, &mut found);
    found
}

fn collect<'a>(kb: &'a Kb, expr: &'a Expr, holds: bool, out: &mut Vec<(&'a Test, Cut)>) {
    expr.walk_leaves(holds, &mut |leaf, holds| {
        if let Expr::Defined(define) = leaf {
            collect(kb, &kb.defines[*define].expr, holds, out);
        } else if let Expr::Test(test) = leaf
            && matches!(kb.facts[test.fact].ty, FactType::Date)
        {
            let op = if holds { test.op } else { test.op.denied() };
            out.extend(Cut::of(op).map(|cut| (test, cut)));
        }
    });
}

/// Returns the days by which products are told apart.
pub(super) fn days(kb: &Kb, products: &Expr) -> BTreeSet<Date> {
    tests(kb, products).into_iter().filter_map(|(test, _)| day_of(test)).collect()
}

/// Returns the day with which a test compares.
pub(super) fn day_of(test: &Test) -> Option<Date> {
    match test.value {
        Value::Int(days) => Date::from_days(days),
        Value::Flag(_) | Value::Word(_) | Value::Set(_) => None,
    }
}

/// Words of a text that put something on a side of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) words: String,
    pub(super) cut: Cut,
}

/// Japanese words behind a day, the longer of two that begin together first.
const BEHIND_JA: [(&str, Cut); 14] = [
    ("の前日まで", Cut::Before),
    ("の前日以前", Cut::Before),
    ("の翌日以後", Cut::After),
    ("の翌日以降", Cut::After),
    ("よりも前", Cut::Before),
    ("より前", Cut::Before),
    ("より後", Cut::After),
    ("の前に", Cut::Before),
    ("以前", Cut::Until),
    ("以後", Cut::From),
    ("以降", Cut::From),
    ("まで", Cut::Until),
    ("前", Cut::Before),
    ("後", Cut::After),
];
/// Words that begin like one of these and say something else.
const NEITHER_JA: [&str; 2] = ["前後", "前日"];
/// Japanese words for a day that was named.
const AGAIN_JA: [&str; 3] = ["施行日", "施行の日", "同日"];
/// English words before a day, the longer of two that end together first.
const BEFORE_EN: [(&str, Cut); 15] = [
    ("up to and including", Cut::Until),
    ("no earlier than", Cut::From),
    ("not earlier than", Cut::From),
    ("no later than", Cut::Until),
    ("not later than", Cut::Until),
    ("earlier than", Cut::Before),
    ("on or before", Cut::Until),
    ("on or after", Cut::From),
    ("later than", Cut::After),
    ("prior to", Cut::Before),
    ("before", Cut::Before),
    ("since", Cut::From),
    ("after", Cut::After),
    ("from", Cut::From),
    ("by", Cut::Until),
];
/// English words that may stand between these and the day.
const BETWEEN_EN: [&str; 9] =
    ["the", "day", "date", "of", "on", "enforcement", "application", "effective", "commencement"];

impl Said {
    /// Returns what a text says of a day; what it says of 「施行日」 or 「同日」 counts where it names no other day.
    pub(super) fn of_day(text: &str, lang: Lang, figures: &Figures, day: Date) -> Vec<Said> {
        let folded: String = text.chars().map(fold).collect();
        let mut names: Vec<&str> =
            figures.days().filter(|(it, _)| it.is(day)).map(|(_, words)| words).collect();
        if lang == Lang::Ja && !names.is_empty() && figures.days().count() == 1 {
            names.extend(AGAIN_JA);
        }
        names.into_iter().flat_map(|name| around(&folded, name, lang)).collect()
    }
}

fn around(text: &str, name: &str, lang: Lang) -> Vec<Said> {
    let places = text.match_indices(name).map(|(at, _)| at);
    places.filter_map(|at| said(text.get(..at)?, name, text.get(at + name.len()..)?, lang)).collect()
}

fn said(head: &str, name: &str, rest: &str, lang: Lang) -> Option<Said> {
    match lang {
        Lang::Ja => {
            let rest = unbracketed(rest);
            let is_other = NEITHER_JA.iter().any(|word| rest.starts_with(word));
            let (word, cut) = BEHIND_JA.iter().find(|(word, _)| !is_other && rest.starts_with(word))?;
            Some(Said { words: format!("{name}{word}"), cut: *cut })
        }
        Lang::En => {
            let lower = head.to_ascii_lowercase();
            let mut left = lower.trim_end().trim_end_matches(['(', ',']).trim_end();
            while let Some(rest) = BETWEEN_EN.iter().find_map(|word| without(left, word)) {
                left = rest;
            }
            let (word, cut) = BEFORE_EN.iter().find(|(word, _)| without(left, word).is_some())?;
            let start = left.len() - word.len();
            let words = head.get(start..)?;
            Some(Said { words: format!("{words}{name}"), cut: *cut })
        }
    }
}

/// Takes away a word at the end of a text, if it is a whole word.
fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(word)?;
    let is_whole = !rest.chars().next_back().is_some_and(char::is_alphanumeric);
    is_whole.then(|| rest.trim_end())
}

/// Takes away what stands in brackets at the beginning, or the end of the brackets in which the day stands.
fn unbracketed(rest: &str) -> &str {
    let inner =
        rest.strip_prefix(['（', '(']).and_then(|it| it.split_once(['）', ')'])).map(|(_, behind)| behind);
    inner.unwrap_or_else(|| rest.strip_prefix(['）', ')']).unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_of_a_day_is_read_in_either_language() {
        let day = Date::parse("2028-04-01").expect("a date");
        for (text, lang, cut) in [
            ("2028年4月1日前に認定を受けた端末", Lang::Ja, Some(Cut::Before)),
            ("２０２８年４月１日より前に", Lang::Ja, Some(Cut::Before)),
            ("令和10年4月1日以前に", Lang::Ja, Some(Cut::Until)),
            ("2028年4月1日までに", Lang::Ja, Some(Cut::Until)),
            ("2028年4月1日の前日までに", Lang::Ja, Some(Cut::Before)),
            ("2028年4月1日以後に", Lang::Ja, Some(Cut::From)),
            ("2028年4月1日（以下「施行日」という。）前に", Lang::Ja, Some(Cut::Before)),
            ("施行の日（2028年4月1日）前に", Lang::Ja, Some(Cut::Before)),
            ("2028年4月1日に施行する。施行日以前に", Lang::Ja, Some(Cut::Until)),
            ("2028年4月1日前後に", Lang::Ja, None),
            ("certified before 2028-04-01", Lang::En, Some(Cut::Before)),
            ("certified on or before 2028-04-01", Lang::En, Some(Cut::Until)),
            ("before the enforcement date of 2028-04-01", Lang::En, Some(Cut::Before)),
            ("By 1 April 2028", Lang::En, Some(Cut::Until)),
            ("issued after 2028-04-01", Lang::En, Some(Cut::After)),
            ("the revision of 2028-04-01", Lang::En, None),
        ] {
            let found = Said::of_day(text, lang, &Figures::of(text, lang), day);
            assert_eq!(found.first().map(|it| it.cut), cut, "{text}: {found:?}");
        }
    }
}
