//! Declared numberings: which numbers lie between two locators.
//!
//! `S1.1-01 to S1.1-16` is the series `S1.1-` from 1 to 16, two digits wide.

use crate::model::{Edition, Locator};

/// A run of numbers behind one prefix.
pub(super) struct Series<'a> {
    prefix: &'a str,
    first: u64,
    last: u64,
    width: usize,
}

/// Most numbers that a numbering may have.
const MOST: u64 = 10_000;

impl<'a> Series<'a> {
    /// Reads both ends; none if they are not of one series.
    pub(super) fn between(first: &'a Locator, last: &'a Locator) -> Option<Series<'a>> {
        let (prefix, from) = split(first.as_str());
        let (other, to) = split(last.as_str());
        let (first, last) = (from.parse().ok()?, to.parse().ok()?);
        let sound = prefix == other && first <= last && last - first <= MOST;
        let width = if from.starts_with('0') { from.len() } else { 1 };
        sound.then_some(Series { prefix, first, last, width })
    }

    /// Returns the locators that the series consists of.
    pub(super) fn locators(&self) -> impl Iterator<Item = String> + '_ {
        (self.first..=self.last).map(|number| format!("{}{number:0width$}", self.prefix, width = self.width))
    }

    /// Returns the number of a locator in the series; `5.3-4A` has the number of `5.3-4`.
    pub(super) fn number(&self, locator: &Locator) -> Option<u64> {
        let rest = locator.as_str().strip_prefix(self.prefix)?;
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number = digits.parse().ok()?;
        (self.first..=self.last).contains(&number).then_some(number)
    }
}

fn split(locator: &str) -> (&str, &str) {
    let digits = locator.bytes().rev().take_while(u8::is_ascii_digit).count();
    locator.split_at_checked(locator.len() - digits).unwrap_or((locator, ""))
}

/// Says whether an edition keeps a number as void or says where its provision went.
pub(super) fn accounts_for(edition: &Edition, locator: &str) -> bool {
    edition.voids.iter().any(|void| void.as_str() == locator)
        || edition.splits.iter().any(|split| split.old.as_str() == locator)
}
