//! Locators: the part of a provision id behind the colon.
//!
//! Ordered as tuples of numbers and words, never as decimals: `34-10` comes after `34-9`.

use std::cmp::Ordering;
use std::fmt;

/// A locator such as `34-10.1.2`, `5.3-4A` or `annex1.1.2c`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Locator(String);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'a> {
    Number(u64),
    Word(&'a str),
}

impl Locator {
    /// Reads a locator: ASCII letters, digits, `.` and `-`, starting and ending with a letter or digit.
    pub fn parse(text: &str) -> Option<Locator> {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
        let outer = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        let good = text.bytes().all(inner)
            && outer(text.bytes().next())
            && outer(text.bytes().last())
            && !text.contains("..");
        good.then(|| Locator(text.to_owned()))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Says whether `self` stands below `ancestor`; `branch` means that `-` is a branch number and no step down.
    pub fn is_below(&self, ancestor: &Locator, branch: bool) -> bool {
        let Some(rest) = self.0.strip_prefix(&ancestor.0) else { return false };
        match (ancestor.0.bytes().last(), rest.bytes().next()) {
            (Some(last), Some(next)) => begins_level(last, next, branch),
            _ => false,
        }
    }

    /// Returns every ancestor locator, nearest first.
    pub fn ancestors(&self, branch: bool) -> impl Iterator<Item = Locator> + '_ {
        let cuts = (1..self.0.len()).rev().filter(move |end| self.ends_level(*end, branch));
        cuts.filter_map(|end| self.0.get(..end)).map(|text| Locator(text.to_owned()))
    }

    /// Says whether a level of the locator ends at a byte.
    fn ends_level(&self, end: usize, branch: bool) -> bool {
        let bytes = self.0.as_bytes();
        let (Some(last), Some(next)) = (end.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(end))
        else {
            return false;
        };
        last.is_ascii_alphanumeric() && begins_level(*last, *next, branch)
    }

    fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut rest = self.0.as_str();
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(['.', '-']);
            let digits = rest.bytes().next()?.is_ascii_digit();
            let end = rest
                .bytes()
                .position(|byte| byte.is_ascii_digit() != digits || matches!(byte, b'.' | b'-'))
                .unwrap_or(rest.len());
            let (piece, tail) = rest.split_at(end);
            rest = tail;
            Some(match piece.parse() {
                Ok(number) if digits => Piece::Number(number),
                Ok(_) | Err(_) => Piece::Word(piece),
            })
        })
    }
}

/// Says whether a new level begins between two bytes: behind a dot, a hyphen where it is no branch number, or where
/// a small letter follows a digit.
fn begins_level(last: u8, next: u8, branch: bool) -> bool {
    match next {
        b'.' => true,
        b'-' => !branch,
        _ => next.is_ascii_lowercase() && last.is_ascii_digit(),
    }
}

impl Ord for Locator {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.0 == other.0 {
            return Ordering::Equal;
        }
        self.pieces().cmp(other.pieces()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Locator {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Locator;

    fn at(text: &str) -> Locator {
        Locator::parse(text).expect("a locator")
    }

    #[test]
    fn branch_numbers_sort_as_numbers() {
        let mut locators = ["34-10.1", "34-9", "34", "5.3-4B", "5.3-10", "5.3-4A", "5.3-4"].map(at).to_vec();
        locators.sort();
        let sorted: Vec<_> = locators.iter().map(Locator::as_str).collect();
        assert_eq!(sorted, ["5.3-4", "5.3-4A", "5.3-4B", "5.3-10", "34", "34-9", "34-10.1"]);
    }

    #[test]
    fn a_branch_article_is_no_child() {
        assert!(at("34-10.1.2").is_below(&at("34-10"), true));
        assert!(!at("34-10").is_below(&at("34"), true));
        assert!(at("5.3-4").is_below(&at("5.3"), false));
        assert!(at("annex1.1.2c").is_below(&at("annex1.1.2"), false));
        assert!(!at("sch2A").is_below(&at("sch2"), false));
        assert!(!at("5.1-10").is_below(&at("5.1-1"), false));
        let deep = at("34-10.1.2");
        let ancestors: Vec<Locator> = deep.ancestors(true).collect();
        assert_eq!(ancestors.iter().map(Locator::as_str).collect::<Vec<_>>(), ["34-10.1", "34-10"]);
    }
}
