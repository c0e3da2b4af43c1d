//! Locators: the part of a provision id behind the colon.
//!
//! Ordered as tuples of numbers and words, never as decimals: `34-10` comes after `34-9`, and what stands below `34` before
//! either. Words are in the order of the alphabet, roman numerals in that of their numbers, and the letters イロハ, which
//! locators spell `i`, `ro`, `ha`, in theirs.

use std::cmp::Ordering;
use std::fmt;

use crate::iroha;

/// A locator such as `34-10.1.2`, `5.3-4A` or `annex1.1.2c`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Locator(String);

/// A number or word of a locator, with how it is joined to the one before.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Piece<'a> {
    joint: Joint,
    value: Value<'a>,
}

/// How a piece is joined to the one before; what stands below a number comes before its branches: `34.2`, `34-2`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    /// A level further down, or the first of all.
    Level,
    /// The number goes on: `34-2`, `4A`.
    Branch,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Number(u64),
    /// A word; a roman numeral is the letter at or below it and its number, so that `ix` comes before `x` and behind `v`.
    Word(&'a str, u64),
    /// The letter at this place of イロハ.
    Iroha(usize),
}

impl<'a> Value<'a> {
    fn of(text: &'a str) -> Self {
        if let Ok(number) = text.parse() {
            return Self::Number(number);
        }
        // `i` alone is a letter of both alphabets, and the first or alone among letters of either.
        match iroha::place_of_word(text).filter(|_| text.len() > 1) {
            Some(place) => Self::Iroha(place),
            None => roman(text).map_or(Self::Word(text, 0), |(letter, number)| Self::Word(letter, number)),
        }
    }
}

/// Reads a small roman numeral of several letters up to thirty-nine, with the last of `i`, `v` and `x` that is no greater.
fn roman(text: &str) -> Option<(&'static str, u64)> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = text.bytes().take_while(|byte| *byte == b'x').count();
    let units = text.get(tens..)?;
    let units = UNITS.iter().position(|known| *known == units)?;
    let number = u64::try_from(tens * 10 + units).ok()?;
    let letter = if number < 5 {
        "i"
    } else if number < 10 {
        "v"
    } else {
        "x"
    };
    (text.len() > 1 && tens < 4).then_some((letter, number))
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
        let mut last = b'.';
        std::iter::from_fn(move || {
            let next = rest.bytes().next()?;
            let joint =
                if begins_level(last, next, true) || last == b'.' { Joint::Level } else { Joint::Branch };
            rest = rest.trim_start_matches(['.', '-']);
            let digits = rest.bytes().next()?.is_ascii_digit();
            let end = rest
                .bytes()
                .position(|byte| byte.is_ascii_digit() != digits || matches!(byte, b'.' | b'-'))
                .unwrap_or(rest.len());
            let (piece, tail) = rest.split_at(end);
            last = piece.bytes().last()?;
            rest = tail;
            Some(Piece { joint, value: Value::of(piece) })
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
    fn what_stands_below_a_number_comes_before_its_branches() {
        let mut locators =
            ["34-2.1", "35", "34.3", "34-2", "34", "34.1", "34.2.ro-2", "34.2.ro", "34.2.ro.1"];
        let expected = ["34", "34.1", "34.2.ro", "34.2.ro.1", "34.2.ro-2", "34.3", "34-2", "34-2.1", "35"];
        locators.sort_by_key(|it| at(it));
        assert_eq!(locators, expected);
    }

    #[test]
    fn letters_and_numerals_have_their_own_order() {
        for sorted in [
            &[
                "1.2.i", "1.2.ro", "1.2.ha", "1.2.ni", "1.2.ho", "1.2.chi", "1.2.mu", "1.2.uh", "1.2.ah",
                "1.3",
            ][..],
            &[
                "1.i.1.i",
                "1.i.1.ii",
                "1.i.1.iv",
                "1.i.1.v",
                "1.i.1.ix",
                "1.i.1.x",
                "1.i.1.xiv",
                "1.i.2",
                "1.ro",
            ],
            &["1.a", "1.h", "1.i", "1.j", "1.u", "1.v", "1.w", "1.x", "1.y"],
        ] {
            let mut locators = sorted.to_vec();
            locators.reverse();
            locators.sort_by_key(|it| at(it));
            assert_eq!(locators, sorted);
        }
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
