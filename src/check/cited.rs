//! The numbers that a citation is made of, as either language writes them.
//!
//! 「第三十四条の十第二号イ」 and `Art. 34-10(ii)(a)` have the numbers 34, 10, 2 and a. Reads citations only; judges nothing.

use crate::lang::Lang;

mod en;
mod ja;
mod token;

/// A number or letter of a citation: `(i)` is the letter or the first, as the other language has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    value: Option<u64>,
    letters: Option<String>,
}

impl Number {
    fn value(value: u64) -> Self {
        Self { value: Some(value), letters: None }
    }

    fn agrees(&self, other: &Number) -> bool {
        (self.value.is_some() && self.value == other.value)
            || (self.letters.is_some() && self.letters == other.letters)
    }

    fn text(&self) -> String {
        self.letters.clone().or_else(|| self.value.map(|it| it.to_string())).unwrap_or_default()
    }
}

/// What a citation names.
#[derive(Debug, Default)]
pub(super) struct Cited {
    /// Its numbers, from the outer part to the inner one; several where a language may leave out paragraph 1.
    orders: Vec<Vec<Number>>,
    /// Years, months and days, which each language puts elsewhere.
    days: Vec<u64>,
    /// Capital letters in front of numbers: `ACM` of `ACM-1`.
    codes: Vec<String>,
    /// All words of capital letters.
    capitals: Vec<String>,
}

impl Cited {
    /// Reads a citation.
    pub(super) fn of(text: &str, lang: Lang) -> Cited {
        let mut cited = match lang {
            Lang::Ja => ja::read(text),
            Lang::En => en::read(text),
        };
        cited.days.sort_unstable();
        cited
    }

    /// Says whether a Japanese citation and an English one name the same place.
    pub(super) fn agrees(&self, english: &Cited) -> bool {
        let same = |one: &[Number], two: &[Number]| {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.agrees(two))
        };
        let numbers = self.orders.iter().any(|one| english.orders.iter().any(|two| same(one, two)));
        let codes = self.codes.iter().all(|code| english.capitals.contains(code));
        numbers && codes && self.days == english.days
    }

    /// Returns the numbers as a message shows them.
    pub(super) fn shown(&self) -> String {
        let numbers = self.orders.first().into_iter().flatten().map(Number::text);
        let shown: Vec<String> = numbers.chain(self.days.iter().map(u64::to_string)).collect();
        if shown.is_empty() { "–".to_owned() } else { shown.join(", ") }
    }
}

#[cfg(test)]
mod tests;
