//! Text to the words and numbers of a citation, and to the key by which it is found.
//!
//! 「第三十四条の十第一項第二号」, `34条の10(1)二`, `Art. 34-10(ii)` and `34-10.1.2` have the same key. Knows no text.

use unicode_normalization::UnicodeNormalization;

use super::numeral::{arabic, roman, western};
use super::unit::{self, Role, Units};
use crate::iroha;

/// A word or a number.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// As it is spelt in a name and in a key.
    pub(super) text: String,
    pub(super) role: Role,
    /// Whether it is a number.
    number: bool,
    /// Whether it was written as a roman numeral.
    roman: bool,
    /// What stood directly before it; none where nothing parts it from the token before.
    before: Option<char>,
    /// Whether it is an `s` before a number: a section, or the letter of `S1.1-03`.
    section: bool,
}

impl Token {
    pub(super) fn is_noise(&self) -> bool {
        self.role == Role::Noise
    }

    /// Says whether it is a branch number: the 10 of 第34条の10.
    pub(super) fn is_branch(&self) -> bool {
        self.number && self.before == Some('-')
    }

    /// Says whether it is a year in brackets, behind which a month and a day may stand: `(2020-06)`.
    pub(super) fn is_dated(&self) -> bool {
        self.number && self.before == Some('(') && self.text.len() == 4
    }

    /// Says whether it goes on from the number before it: the 3 of 5.3.
    pub(super) fn goes_on(&self) -> bool {
        self.number && matches!(self.before, Some('.' | '-'))
    }

    pub(super) fn is_number(&self) -> bool {
        self.number
    }

    /// Says whether it may be the last step of a citation that names more than there is.
    pub(super) fn is_step(&self) -> bool {
        let says = |role| !matches!(role, Role::Plain);
        self.number
            || says(self.role)
            || self.text.chars().count() == 1
            || LIMBS.contains(&self.text.as_str())
    }
}

/// What a provision is parted into by words.
const LIMBS: &[&str] =
    &["ただし書", "本文", "柱書", "前段", "後段", "first", "second", "third", "last", "sentence", "chapeau"];

/// What a citation is found by, and the words that it uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The key.
    pub key: String,
    /// What its numbers are called.
    pub units: Units,
    /// The key with the hyphens that join its numbers: `5.1-1` is no `5.1.1`, though either finds the other.
    pub joints: String,
}

impl Reading {
    /// Says whether a hyphen joins two of its numbers.
    pub(super) fn is_hyphened(&self) -> bool {
        self.joints.contains('-')
    }
}

/// Folds a citation: width, case, kanji and roman numerals, words for article, paragraph and item, and the
/// paragraph 1 that Japanese citations leave out.
pub fn fold(text: &str) -> String {
    reading(&tokens(text), false).key
}

/// Folds a name: a citation may begin or end with it, so nothing parts its numbers.
pub(super) fn fold_name(text: &str) -> String {
    name(&tokens(text))
}

/// Returns the ways to read a citation; an `s` before a number is a letter first, and then a section.
pub(super) fn readings(tokens: &[Token]) -> Vec<Reading> {
    let mut readings = vec![reading(tokens, false)];
    if tokens.iter().any(|it| it.section) {
        readings.push(reading(tokens, true));
    }
    readings.retain(|it| !it.key.is_empty());
    readings
}

pub(super) fn reading(tokens: &[Token], sections: bool) -> Reading {
    let (mut key, mut joints, mut units) = (String::new(), String::new(), Units::NONE);
    let mut last_number = false;
    for token in tokens {
        match token.role {
            Role::Plain if sections && token.section => {
                units = units.with(Units::SECTION);
                continue;
            }
            Role::Unit(unit) => {
                units = units.with(unit);
                continue;
            }
            Role::Noise => continue,
            Role::Kept(unit) => units = units.with(unit),
            Role::Plain => {}
        }
        if token.number && last_number {
            key.push('.');
            joints.push(if token.is_branch() { '-' } else { '.' });
        }
        last_number = token.number;
        key.push_str(&token.text);
        joints.push_str(&token.text);
    }
    Reading { key, units, joints }
}

/// Folds what names an edition: its numbers stay apart, for 3.13 is not 3.1.3.
pub(super) fn fold_mark(text: &str) -> String {
    mark(&tokens(text))
}

pub(super) fn mark(tokens: &[Token]) -> String {
    let mut mark = String::new();
    let mut last_number = false;
    for token in tokens.iter().filter(|it| !it.is_noise()) {
        if token.number && last_number {
            mark.push('.');
        }
        last_number = token.number;
        mark.push_str(&token.text);
    }
    mark
}

pub(super) fn name(tokens: &[Token]) -> String {
    tokens.iter().filter(|it| !it.is_noise()).map(|it| it.text.as_str()).collect()
}

/// Returns what stands in the brackets at the end of a citation where it is an id of letters and a number: `(G-06)`.
pub(super) fn bracketed(text: &str) -> Option<String> {
    let plain: String = text.nfkc().collect();
    let inner = plain.strip_suffix(')').and_then(|it| it.rsplit_once('(')).map(|(_, inner)| inner)?;
    let number = inner.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits = number.strip_prefix('-').unwrap_or(number);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    (number.len() < inner.len() && is_number).then(|| inner.to_owned())
}

/// Takes a citation apart.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let pieces: Vec<Piece> = pieces(&plain(text));
    let mut tokens: Vec<Token> = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let numbered = tokens.last().is_some_and(|it| it.number) && piece.is_behind();
        let next = pieces.get(at + 1).filter(|it| it.class == Class::Digit);
        let meets_number = next.is_some_and(|it| it.before.is_none());
        // `Act No. 86` is Act 86.
        if piece.text == "no" && next.is_some() {
            continue;
        }
        if piece.class == Class::Other {
            japanese(piece, numbered, &mut tokens);
        } else {
            tokens.push(token(piece, meets_number));
        }
    }
    with_first_paragraph(tokens)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Latin,
    /// A sign that stands alone.
    Sign,
    Other,
}

struct Piece {
    text: String,
    class: Class,
    before: Option<char>,
}

impl Piece {
    /// Says whether it may say what the number before it is: 条 does behind a space too, 条件 does not.
    fn is_behind(&self) -> bool {
        self.before.is_none() || self.text.chars().nth(1).is_none_or(|c| c == '第')
    }
}

fn class(c: char) -> Option<Class> {
    match c {
        _ if c.is_ascii_digit() => Some(Class::Digit),
        _ if c.is_ascii_alphabetic() => Some(Class::Latin),
        '§' => Some(Class::Sign),
        _ if c.is_alphanumeric() || c == '★' => Some(Class::Other),
        _ => None,
    }
}

/// Splits into runs of digits, of letters and of other characters; separators fall away.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = Some(' ');
    for c in text.chars() {
        let Some(class) = class(c) else {
            before = Some(c);
            continue;
        };
        match pieces.last_mut() {
            Some(last) if before.is_none() && last.class == class && class != Class::Sign => {
                last.text.push(c);
            }
            _ => pieces.push(Piece { text: c.to_string(), class, before }),
        }
        before = None;
    }
    pieces
}

fn token(piece: &Piece, meets_number: bool) -> Token {
    let number = piece.class == Class::Digit;
    let numeral = roman(&piece.text).filter(|_| !meets_number);
    let (role, text) = match (number, numeral) {
        (true, _) => (Role::Plain, trimmed(&piece.text).to_owned()),
        (false, Some(numeral)) => (Role::Plain, numeral.to_string()),
        (false, None) => {
            let (role, text) = unit::of(&piece.text);
            (role, text.to_owned())
        }
    };
    let letter = piece.text == "s";
    let role = if letter && !meets_number { Role::Unit(Units::SECTION) } else { role };
    Token {
        text,
        role,
        number: number || numeral.is_some(),
        roman: numeral.is_some(),
        before: piece.before,
        section: letter && meets_number,
    }
}

/// Zeros in front of a number carry no meaning.
fn trimmed(digits: &str) -> &str {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }
}

/// Takes a run of Japanese apart at the words that say what a number is.
fn japanese(piece: &Piece, numbered: bool, tokens: &mut Vec<Token>) {
    let (mut rest, mut pending) = (piece.text.as_str(), String::new());
    let (mut before, mut numbered) = (piece.before, numbered);
    let mut push = |word: &str| {
        if word.is_empty() {
            return;
        }
        let (role, text) = unit::of(word);
        let text = text.to_owned();
        tokens.push(Token { text, role, number: false, roman: false, before: before.take(), section: false });
    };
    while let Some(c) = rest.chars().next() {
        let word = unit::leading(rest, numbered);
        // の joins a name to a number.
        let joins = c == 'の'
            && rest.get(c.len_utf8()..).is_some_and(|rest| rest.is_empty() || rest.starts_with('第'));
        let taken = word.map_or(c.len_utf8(), str::len);
        if word.is_some() || joins {
            push(&std::mem::take(&mut pending));
            push(word.unwrap_or("の"));
        } else {
            pending.push(c);
        }
        numbered = false;
        rest = rest.get(taken..).unwrap_or_default();
    }
    push(&pending);
}

/// Puts the first paragraph in that English citations of Japanese law leave out before an item: `Art. 34-10(ii)`.
fn with_first_paragraph(mut tokens: Vec<Token>) -> Vec<Token> {
    let first = |at: &usize| {
        let item = tokens.get(*at).filter(|it| it.roman && it.before == Some('('));
        let mut start = at.checked_sub(1);
        let mut branches = 0;
        while let Some(before) = start.filter(|it| tokens.get(*it).is_some_and(|it| it.before == Some('-'))) {
            branches += 1;
            start = before.checked_sub(1);
        }
        let number = start.and_then(|it| tokens.get(it)).is_some_and(|it| it.number);
        let named = start.and_then(|it| it.checked_sub(1)).and_then(|it| tokens.get(it));
        let article = named.is_some_and(|it| it.role == Role::Unit(Units::ARTICLE));
        item.is_some() && number && (article || branches > 0)
    };
    if let Some(at) = (0..tokens.len()).find(first) {
        let one = Token {
            text: "1".to_owned(),
            role: Role::Plain,
            number: true,
            roman: false,
            before: Some('('),
            section: false,
        };
        tokens.insert(at, one);
    }
    tokens
}

/// Returns a citation in small narrow letters with its numbers in digits.
fn plain(text: &str) -> String {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let text = hyphens(&text)
        .replace('付', "附")
        .replace("但し書き", "ただし書")
        .replace("但し書", "ただし書")
        .replace("但書", "ただし書")
        .replace("ただし書き", "ただし書")
        .replace("main clause", "本文")
        .replace("proviso", "ただし書")
        .replace('@', " v");
    items(&branches(&western(&arabic(&text))))
}

/// Reads a 長音 beside a digit as the hyphen that it looks like.
fn hyphens(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let one = |(at, c): (usize, &char)| match c {
        'ー' if digit(at.checked_sub(1)) || digit(Some(at + 1)) => '-',
        other => *other,
    };
    chars.iter().enumerate().map(one).collect()
}

/// Joins branch numbers: 「第34条の10」, 「第2号の2」, 「ロの2」.
fn branches(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut branch = false;
    while let Some(c) = chars.next() {
        let last = out.chars().last();
        let numbered = last.is_some_and(|last| {
            "条項号".contains(last) || iroha::place(last).is_some() || branch && last.is_ascii_digit()
        });
        let joins = c == 'の' && numbered && chars.peek().is_some_and(char::is_ascii_digit);
        branch = joins || branch && c.is_ascii_digit();
        out.push(if joins { '-' } else { c });
    }
    out
}

/// Puts the first paragraph in that Japanese citations leave out before an item: 「第34条の10第2号」.
fn items(text: &str) -> String {
    let mut pieces = text.split('条');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap_or(piece.len());
        let end = if piece.starts_with('-') { end } else { 0 };
        let (branch, rest) = piece.split_at_checked(end).unwrap_or(("", piece));
        let number = rest.trim_start().trim_start_matches('第').trim_start();
        let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = behind.len() < number.len() && behind.starts_with('号');
        out.push('条');
        out.push_str(branch);
        out.push_str(if item { ".1." } else { "" });
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_japanese_citation_folds_alike() {
        let key = fold("34-10.1.2");
        for form in [
            "第三十四条の十第二号",
            "第34条の10第1項第2号",
            "34条の10第1項2号",
            "Art. 34-10(1)(ii)",
            "Art. 34-10(ii)",
            "34-10(ii)",
            "３４条の１０第２号",
            "34ー10.1.2",
            "34‑10–1−2",
        ] {
            assert_eq!(fold(form), key, "{form}");
        }
        assert_ne!(fold("第三十四条の十第二項"), key, "a paragraph is no item");
        assert_eq!(fold("第三十四条の二の三第一号"), "34.2.3.1.1");
    }

    #[test]
    fn what_stands_below_an_item_folds_alike() {
        for (one, other) in [
            ("第四条第二号ロ", "第４条第１項第二号ﾛ"),
            ("第四条第二号ロ(1)(ii)", "4条2号ロ（1）（ⅱ）"),
            ("第四条第二号の二", "4.1.2-2"),
            ("第四条第二号ロの二", "4条2号ロの2"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("第四条第二号イ"), fold("第四条第二号ロ"));
        assert_ne!(fold("第四条第二号イ"), fold("第四条第二号"));
    }

    #[test]
    fn zeros_and_case_carry_no_meaning() {
        assert_eq!(fold("s1.1-3"), fold("S1.1-03"));
        assert_eq!(fold("provision 5.1-1"), fold("5.1-1"));
        assert_ne!(fold("34-1.0"), fold("34-10"));
    }

    #[test]
    fn both_languages_have_one_key_for_a_part_of_an_annex() {
        for form in ["附属書I第I部2(c)", "付属書Ⅰ 第Ⅰ部（２）（ｃ）", "ANNEX I PART I 2 c", "annex1.1.2c"]
        {
            assert_eq!(fold(form), "annex1.1.2c", "{form}");
        }
        assert_eq!(fold("Sch. 1 para. 2(2)(b)(i)"), fold("附属書1第2項(2)(b)(i)"));
    }

    #[test]
    fn words_are_read_and_fall_away() {
        let units = |text: &str| reading(&tokens(text), true).units;
        assert_eq!(units("s. 8(1)"), Units::SECTION);
        assert_eq!(units("s8(1)"), Units::SECTION);
        assert_eq!(units("第34条の10"), Units::JO);
        assert_eq!(units("Sch. 1 cl 2"), Units::SCHEDULE.with(Units::CLAUSE));
        assert_eq!(units("5.3-1"), Units::NONE);
        assert_eq!(bracketed("端末ガイドライン第1章（G-06）").as_deref(), Some("G-06"));
        assert_eq!(bracketed("Annex I Part II (5)"), None);
    }
}
