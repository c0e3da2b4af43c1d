//! How English writes numbers and months in words.

/// Numbers in words, each at the place of its value.
pub(super) const WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Ordinals in words, each at the place of its value; the first place is empty.
pub(super) const ORDINALS: [&str; 13] = [
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// Months, each at the place of its number; the first place is empty.
pub(super) const MONTHS: [&str; 13] = [
    "",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Returns the place of a word in one of these lists.
pub(super) fn place(list: &[&str], word: &str) -> Option<usize> {
    list.iter().position(|it| !it.is_empty() && *it == word)
}
