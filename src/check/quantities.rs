//! Quantities that a text names: a number with its unit, and the side on which it puts it, in either language.
//!
//! Reads texts and judges nothing. A number without a unit, an ordinal, a day of the calendar and a reference are none.

use std::collections::BTreeSet;

use crate::lang::Lang;
use crate::model::Kb;
use crate::model::expr::Op;

use super::figures::fold;

mod en;
mod ja;
mod side;

pub(super) use side::denies;

/// A quantity as a text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) value: i64,
    /// Ids of the units that its word may mean: 「回」 is an attempt or a time.
    pub(super) units: Vec<String>,
    /// How the text compares with it, where it does: 「以上」 is [`Op::Ge`].
    pub(super) bound: Option<Op>,
    /// Its words in the text.
    pub(super) words: String,
}

impl Quantity {
    /// Says whether this is a number of a unit, whatever its side.
    pub(super) fn is_number(&self, value: i64, unit: &str) -> bool {
        self.units.iter().any(|from| converted(self.value, from, unit) == Some(value))
    }
}

/// Words that are units to a reader, by the id of the unit; `digits` and `letters` are none of the prelude.
const MORE_WORDS: [(&str, &[&str], &[&str]); 13] = [
    ("characters", &["字"], &[]),
    ("digits", &["桁"], &["digit", "digits"]),
    ("letters", &[], &["letter", "letters"]),
    ("days", &["日間"], &[]),
    ("weeks", &["週"], &[]),
    ("months", &["箇月", "ヶ月", "ヵ月", "カ月", "月間"], &[]),
    ("years", &["年間"], &[]),
    ("percent", &["%"], &["%"]),
    ("kinds", &["種類"], &[]),
    ("items", &["項目"], &[]),
    ("GBP", &[], &["£"]),
    ("EUR", &[], &["€"]),
    ("JPY", &[], &["¥"]),
];

/// The words of units in a language, the longest first.
pub(super) struct Units {
    lang: Lang,
    words: Vec<(String, String)>,
}

impl Units {
    pub(super) fn of(kb: &Kb, lang: Lang) -> Self {
        let mut words: BTreeSet<(String, String)> = BTreeSet::new();
        for unit in &kb.units {
            let named = [Some(unit.title.get(lang)), unit.singular.as_ref().filter(|_| lang == Lang::En)];
            words.extend(named.into_iter().flatten().map(|word| (word.clone(), unit.id.clone())));
        }
        for (id, ja, en) in MORE_WORDS {
            let more = if lang == Lang::Ja { ja } else { en };
            words.extend(more.iter().map(|word| ((*word).to_owned(), id.to_owned())));
        }
        let mut words: Vec<(String, String)> =
            words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        words.sort_by_key(|(word, _)| usize::MAX - word.len());
        Self { lang, words }
    }

    /// Returns what a text names, in its order.
    pub(super) fn read(&self, text: &str) -> Vec<Quantity> {
        let folded: String = text.chars().map(fold).collect();
        match self.lang {
            Lang::Ja => ja::read(&folded, self),
            Lang::En => en::read(&folded, self),
        }
    }

    /// Returns the units with this word.
    fn named(&self, word: &str) -> Vec<String> {
        self.words.iter().filter(|(it, _)| it == word).map(|(_, id)| id.clone()).collect()
    }
}

/// Returns how many of the smallest unit of its kind a unit is, with that one.
fn size(unit: &str) -> (&str, i64) {
    match unit {
        "seconds" => ("seconds", 1),
        "minutes" => ("seconds", 60),
        "hours" => ("seconds", 3_600),
        "days" => ("seconds", 86_400),
        "weeks" => ("seconds", 604_800),
        "months" => ("months", 1),
        "years" => ("months", 12),
        "percent" => ("permille", 10),
        other => (other, 1),
    }
}

/// Says whether a unit measures time.
pub(super) fn is_time(unit: &str) -> bool {
    matches!(size(unit).0, "seconds" | "months")
}

/// Says whether two units measure the same thing, so that one could have been written for the other.
pub(super) fn are_alike(one: &str, two: &str) -> bool {
    let counted = ["characters", "digits", "letters"];
    size(one).0 == size(two).0
        || (is_time(one) && is_time(two))
        || (counted.contains(&one) && counted.contains(&two))
}

/// Returns a number of one unit as a number of another, where that is whole.
pub(super) fn converted(value: i64, from: &str, to: &str) -> Option<i64> {
    let ((from, factor), (to, divisor)) = (size(from), size(to));
    let whole = value.checked_mul(factor).filter(|it| from == to && it % divisor == 0)?;
    Some(whole / divisor)
}

#[cfg(test)]
mod tests;
