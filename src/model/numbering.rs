//! Runs of numbers: `S1.1-01` to `S1.1-16` behind `S1.1-`, and イ to ホ as `2.i` to `2.ho` behind `2.`.
//!
//! Owns which locators are of one run and which number each has in it; judges no gap.

use crate::iroha;
use crate::source::Span;

use super::locator::Locator;

/// Numbers between two locators that an edition has without a gap.
#[derive(Clone, Debug)]
pub struct Numbering {
    /// The first.
    pub first: Locator,
    /// The last.
    pub last: Locator,
    /// Where it is declared.
    pub span: Span,
}

/// What the members of a run have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run<'a> {
    prefix: &'a str,
    /// Whether it counts by イロハ.
    letters: bool,
    /// Least width of its digits.
    width: usize,
}

/// Most numbers that a numbering may have.
const MOST: u64 = 10_000;

impl<'a> Run<'a> {
    /// Takes a locator apart; `5.3-4A` has the number of `5.3-4`, and `2.ro-2` that of `2.ro`.
    pub fn of(locator: &'a Locator) -> Option<(Run<'a>, u64)> {
        let text = locator.as_str();
        Self::of_letters(text).or_else(|| Self::of_digits(text))
    }

    fn of_digits(text: &'a str) -> Option<(Run<'a>, u64)> {
        let text = text.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (prefix, digits) = text.split_at_checked(text.len() - digits)?;
        let width = if digits.starts_with('0') { digits.len() } else { 1 };
        Some((Run { prefix, letters: false, width }, digits.parse().ok()?))
    }

    fn of_letters(text: &'a str) -> Option<(Run<'a>, u64)> {
        let at = text.rfind('.')? + 1;
        let rest = text.get(at..)?;
        let word = rest.split_once('-').map_or(rest, |(word, _)| word);
        let number = u64::try_from(iroha::place_of_word(word)?).ok()? + 1;
        Some((Run { prefix: text.get(..at)?, letters: true, width: 1 }, number))
    }

    /// Returns the locator of a number.
    pub fn locator(&self, number: u64) -> Option<Locator> {
        let prefix = self.prefix;
        let text = if self.letters {
            format!("{prefix}{}", iroha::word(usize::try_from(number.checked_sub(1)?).ok()?)?)
        } else {
            format!("{prefix}{number:0width$}", width = self.width)
        };
        Locator::parse(&text)
    }

    /// Returns what two locators of one run have in common, however wide their digits.
    pub fn key(&self) -> (&'a str, bool) {
        (self.prefix, self.letters)
    }

    /// Returns what the members have in common as text of its own.
    pub fn shared(&self) -> (String, bool) {
        (self.prefix.to_owned(), self.letters)
    }

    /// Returns the one of two with the wider digits.
    #[must_use]
    pub fn wider(self, other: Self) -> Self {
        if self.width < other.width { other } else { self }
    }
}

impl Numbering {
    /// Returns the run with its first and last number; none where the ends are not of one run.
    pub fn run(&self) -> Option<(Run<'_>, u64, u64)> {
        let ((run, first), (other, last)) = (Run::of(&self.first)?, Run::of(&self.last)?);
        (run.key() == other.key() && first <= last && last - first <= MOST).then_some((run, first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Locator {
        Locator::parse(text).expect("a locator")
    }

    #[test]
    fn a_run_gives_its_locators_back() {
        for (text, number, same) in [
            ("S1.1-09", 9, "S1.1-09"),
            ("34-10.1.4", 4, "34-10.1.4"),
            ("5.3-4A", 4, "5.3-4"),
            ("34.1.2.ro", 2, "34.1.2.ro"),
            ("34.1.2.ro-2", 2, "34.1.2.ro"),
            ("34.1.2.i", 1, "34.1.2.i"),
            ("12", 12, "12"),
        ] {
            let locator = at(text);
            let (run, found) = Run::of(&locator).expect("a number");
            assert_eq!((found, run.locator(found)), (number, Some(at(same))), "{text}");
        }
        assert!(Run::of(&at("34-10.1.rec-latest")).is_none());
        assert!(Run::of(&at("annex1.1.2c")).is_none());
    }
}
