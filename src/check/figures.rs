//! Numbers, dates and references that a text names, in either language.
//!
//! Reads restatements for the checks of parity; judges nothing. What a text *states* must be answered by the
//! other language, what it *hears* may answer: 「第三者」 states no number, yet it answers "third".

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Lang;
use crate::model::Date;

mod cursor;
mod en;
mod ja;

pub(super) use cursor::fold;
pub(super) use en::{PARTS, number_word};
pub(super) use ja::kanji_value;

/// A day as far as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dated {
    pub(super) year: Option<i64>,
    pub(super) month: i64,
    pub(super) day: Option<i64>,
}

impl Dated {
    /// Says whether two days agree where both say something.
    fn agrees(self, other: Dated) -> bool {
        let same = |one: Option<i64>, two: Option<i64>| one.is_none() || two.is_none() || one == two;
        same(self.year, other.year) && self.month == other.month && same(self.day, other.day)
    }

    /// Says whether it is this day, as far as it is said.
    pub(super) fn is(self, day: Date) -> bool {
        let (year, month, day) = day.parts();
        self.agrees(Dated { year: Some(year.into()), month: month.into(), day: Some(day.into()) })
    }
}

/// What a text names, each with the words that name it.
#[derive(Debug, Default)]
pub(super) struct Figures {
    numbers: BTreeMap<String, String>,
    references: BTreeMap<String, String>,
    dates: BTreeMap<Dated, String>,
    heard: BTreeSet<String>,
}

impl Figures {
    /// Reads a text.
    pub(super) fn of(text: &str, lang: Lang) -> Figures {
        match lang {
            Lang::Ja => ja::read(text),
            Lang::En => en::read(text),
        }
    }

    fn number(&mut self, value: i64, words: &str) {
        let canonical = value.to_string();
        self.heard.insert(canonical.clone());
        // Languages say one in too many ways to compare it.
        if value > 1 {
            self.numbers.insert(canonical, words.to_owned());
        }
    }

    fn reference(&mut self, canonical: String, words: &str) {
        self.hear_all(&canonical);
        self.references.insert(canonical, words.to_owned());
    }

    fn date(&mut self, day: Dated, words: &str) {
        let parts = [day.year, Some(day.month), day.day];
        self.heard.extend(parts.into_iter().flatten().map(|part| part.to_string()));
        self.dates.insert(day, words.to_owned());
    }

    fn hear(&mut self, value: i64) {
        self.heard.insert(value.to_string());
    }

    fn hear_all(&mut self, canonical: &str) {
        self.heard.insert(canonical.to_owned());
        self.heard.extend(digit_runs(canonical));
    }

    /// Says whether the text names this number in whatever way.
    pub(super) fn names(&self, value: i64) -> bool {
        self.heard.contains(&value.to_string())
    }

    /// Says whether the text names this day.
    pub(super) fn names_day(&self, day: Dated) -> bool {
        self.dates.keys().any(|other| day.agrees(*other))
    }

    /// Returns the days that the text names, each with its words.
    pub(super) fn days(&self) -> impl Iterator<Item = (Dated, &str)> {
        self.dates.iter().map(|(day, words)| (*day, words.as_str()))
    }

    fn answers(&self, canonical: &str) -> bool {
        let runs = digit_runs(canonical);
        self.heard.contains(canonical)
            || (!runs.is_empty() && runs.iter().all(|run| self.heard.contains(run)))
    }

    /// Returns the words for numbers and dates that `other` does not name.
    pub(super) fn numbers_missing_in(&self, other: &Figures) -> Vec<&str> {
        let numbers = self.numbers.iter().filter(|(canonical, _)| !other.answers(canonical));
        let dates = self.dates.iter().filter(|(day, _)| {
            let parts = [day.year, Some(day.month), day.day];
            let heard = parts.into_iter().flatten().all(|part| other.names(part));
            !(other.names_day(**day) || (other.dates.is_empty() && heard))
        });
        numbers.map(|(_, words)| words.as_str()).chain(dates.map(|(_, words)| words.as_str())).collect()
    }

    /// Returns the words for references that `other` does not name.
    pub(super) fn references_missing_in(&self, other: &Figures) -> Vec<&str> {
        let missing = self.references.iter().filter(|(canonical, _)| !other.answers(canonical));
        missing.map(|(_, words)| words.as_str()).collect()
    }
}

/// Returns the runs of digits without leading zeros.
fn digit_runs(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0'))
        .map(|run| if run.is_empty() { "0" } else { run }.to_owned())
        .collect()
}

#[cfg(test)]
mod tests;
