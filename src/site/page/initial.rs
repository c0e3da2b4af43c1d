//! The headings of an index in the order of a language: あ, か, さ by reading, and A, B, C.

use unicode_normalization::UnicodeNormalization;

use super::Cx;
use super::part::Link;

/// The rows of 五十音, each with the last kana of it in the order of Unicode.
const ROWS: [(char, char); 10] = [
    ('あ', 'お'),
    ('か', 'ご'),
    ('さ', 'ぞ'),
    ('た', 'ど'),
    ('な', 'の'),
    ('は', 'ぽ'),
    ('ま', 'も'),
    ('や', 'よ'),
    ('ら', 'ろ'),
    ('わ', 'ん'),
];

/// Returns how a word sorts, as dictionaries do: か and が stand together, よ and ょ as well, and the plain one is first.
pub(super) fn order(word: &str) -> (String, Vec<bool>, String) {
    let word: String = word.nfkc().flat_map(char::to_lowercase).map(hiragana).collect();
    let unvoiced: String = word.nfd().filter(|c| !matches!(c, '\u{3099}' | '\u{309A}')).collect();
    let small = unvoiced.chars().map(|c| large(c) != c).collect();
    (unvoiced.chars().map(large).collect(), small, word)
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

fn large(c: char) -> char {
    match c {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => {
            char::from_u32(u32::from(c) + 1).unwrap_or(c)
        }
        _ => c,
    }
}

/// Returns the heading under which a word stands; none where it begins with neither kana nor a letter.
pub(super) fn initial(word: &str) -> Option<char> {
    let first = order(word).0.chars().next()?;
    if first.is_ascii_alphabetic() {
        return Some(first.to_ascii_uppercase());
    }
    let is_kana = ('あ'..='ん').contains(&first);
    ROWS.iter().find(|(_, last)| is_kana && first <= *last).map(|(row, _)| *row)
}

/// What stands under a heading.
#[derive(Debug, serde::Serialize)]
pub(super) struct Part<T> {
    place: String,
    title: String,
    entries: Vec<T>,
}

impl<T> Part<T> {
    /// Returns what stands under a heading.
    pub(super) fn new(place: String, title: String, entries: Vec<T>) -> Self {
        Self { place, title, entries }
    }

    /// Returns a link to it on its own page.
    pub(super) fn jump(&self) -> Link {
        Link { href: Some(format!("#{}", self.place)), text: self.title.clone() }
    }
}

/// Parts sorted entries by the headings of their words.
pub(super) fn parts<T>(cx: &Cx<'_>, entries: impl IntoIterator<Item = (Option<char>, T)>) -> Vec<Part<T>> {
    let mut parts: Vec<(Option<char>, Vec<T>)> = Vec::new();
    for (initial, entry) in entries {
        match parts.iter_mut().find(|(known, _)| *known == initial) {
            Some((_, entries)) => entries.push(entry),
            None => parts.push((initial, vec![entry])),
        }
    }
    let named = |(initial, entries): (Option<char>, Vec<T>)| {
        let place = initial.map_or_else(|| "initial".to_owned(), |it| format!("initial-{:x}", u32::from(it)));
        Part::new(place, initial.map_or_else(|| cx.t.other_initial.to_owned(), String::from), entries)
    };
    parts.into_iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::{initial, order};

    #[test]
    fn words_stand_under_the_row_of_their_first_kana_or_letter() {
        for (word, expected) in [
            ("かいぎ", Some('か')),
            ("がいぶ", Some('か')),
            ("ぱっち", Some('は')),
            ("パッチ", Some('は')),
            ("ゔぁ", Some('あ')),
            ("ゃ", Some('や')),
            ("わ", Some('わ')),
            ("を", Some('わ')),
            ("Access", Some('A')),
            ("ＳＢＯＭ", Some('S')),
            ("規定", None),
            ("3", None),
            ("", None),
        ] {
            assert_eq!(initial(word), expected, "{word}");
        }
    }

    #[test]
    fn voiced_kana_stand_among_their_plain_ones() {
        let mut words = ["かん", "がい", "かい", "きょう", "きよう"];
        words.sort_by_key(|word| order(word));
        assert_eq!(words, ["かい", "がい", "かん", "きよう", "きょう"]);
    }
}
