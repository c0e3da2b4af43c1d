//! What an index counts: words in Latin letters and digits, pairs and single ones of kana and Chinese characters, each
//! with its place.

use crate::fold::is_kana_or_han;

use super::needle::is_latin;

/// A token of a text in its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The characters.
    pub(super) text: String,
    /// Its place: words and characters are counted.
    pub(super) place: u32,
    /// Whether it is one of a pair that is a token itself.
    pub(super) is_part: bool,
    /// Whether it ends where the text does, so that a text may go on with it.
    pub(super) is_open: bool,
}

/// Returns the tokens of a text in its normal form.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut place = 0;
    let class = |c: char| match c {
        _ if is_kana_or_han(c) => 1,
        _ if is_latin(c) => 2,
        _ => 0,
    };
    let chars: Vec<char> = text.chars().collect();
    let mut left = chars.len();
    for run in chars.chunk_by(|one, two| class(*one) == class(*two)) {
        left -= run.len();
        match run.first().map(|c| class(*c)) {
            Some(1) => {
                for (at, c) in run.iter().enumerate() {
                    let next = run.get(at + 1);
                    let token = |text: String, is_part| Token { text, place, is_part, is_open: false };
                    all.extend(next.map(|next| token([*c, *next].iter().collect(), false)));
                    all.push(token(c.to_string(), run.len() > 1));
                    place += 1;
                }
            }
            Some(2) => {
                all.push(Token { text: run.iter().collect(), place, is_part: false, is_open: left == 0 });
                place += 1;
            }
            Some(_) | None => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_single_ones_are_counted() {
        let shown = |text: &str| -> Vec<(String, u32)> {
            tokens(text).into_iter().map(|token| (token.text, token.place)).collect()
        };
        let of = |all: &[(&str, u32)]| -> Vec<(String, u32)> {
            all.iter().map(|(text, place)| ((*text).to_owned(), *place)).collect()
        };
        assert_eq!(shown("識別符"), of(&[("識別", 0), ("識", 0), ("別符", 1), ("別", 1), ("符", 2)]));
        assert_eq!(
            shown("24時間 iot-1"),
            of(&[("24", 0), ("時間", 1), ("時", 1), ("間", 2), ("iot", 3), ("1", 4)])
        );
        assert_eq!(shown(" "), of(&[]));
    }
}
