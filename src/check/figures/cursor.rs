//! Characters of a text with full-width forms made plain, and the Latin tokens in it.
//!
//! Knows what a number and a code look like, and no language.

/// Makes full-width ASCII plain, a character for a character.
pub(in crate::check) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        _ => c,
    }
}

/// A place in a text.
pub(super) struct Cursor {
    chars: Vec<char>,
    pub(super) at: usize,
}

impl Cursor {
    pub(super) fn new(text: &str) -> Self {
        Self { chars: without_links(text).chars().map(fold).collect(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    pub(super) fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|at| self.chars.get(at)).copied()
    }

    /// Takes `text` if it stands here.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let here = text.chars().enumerate().all(|(ahead, c)| self.peek_at(ahead) == Some(c));
        if here {
            self.at += text.chars().count();
        }
        here
    }

    /// Returns the text from `start` to here.
    pub(super) fn since(&self, start: usize) -> String {
        self.chars.get(start..self.at).unwrap_or_default().iter().collect()
    }

    /// Returns the characters before a place, the last one first.
    pub(super) fn back_from(&self, at: usize) -> impl Iterator<Item = char> + '_ {
        self.chars.get(..at).unwrap_or_default().iter().rev().copied()
    }

    /// Takes a run of Latin letters and digits, joined by `.`, `-`, `/`, `_` or a comma between thousands.
    pub(super) fn token(&mut self) -> Option<String> {
        let start = self.at;
        while let Some(c) = self.peek() {
            let joins = match c {
                '.' | '-' | '/' | '_' => self.peek_at(1).is_some_and(|next| next.is_ascii_alphanumeric()),
                ',' => self.groups_thousands(),
                _ => false,
            };
            if !(c.is_ascii_alphanumeric() || (joins && self.at > start)) {
                break;
            }
            self.at += 1;
        }
        (self.at > start).then(|| self.since(start))
    }

    fn groups_thousands(&self) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(self.before()) && (1..=3).all(|ahead| digit(self.peek_at(ahead))) && !digit(self.peek_at(4))
    }

    /// Takes ASCII digits as a number.
    pub(super) fn digits(&mut self) -> Option<i64> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        self.since(start).parse().ok()
    }
}

/// Blanks out addresses, whose digits mean nothing.
fn without_links(text: &str) -> String {
    let mut pieces = text.split("http");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_link = piece.starts_with("://") || piece.starts_with("s://");
        let end = piece.find(|c: char| c.is_whitespace() || !c.is_ascii() || c == ')').unwrap_or(piece.len());
        out.push_str(if is_link { piece.get(end..).unwrap_or_default() } else { piece });
    }
    out
}

/// What a Latin token is.
pub(super) enum Latin {
    /// `24`, `1,000`, `2nd`.
    Number(i64),
    /// `24-hour`.
    Compound(i64, String),
    /// `2020-04-01`.
    Date(i64, i64, i64),
    /// `S1.1-02`, `5.3-4A`, `IPv6`, `1.2`.
    Code,
    /// A word without digits.
    Word,
}

/// Classifies a token.
pub(super) fn classify(token: &str) -> Latin {
    if !token.bytes().any(|byte| byte.is_ascii_digit()) {
        return Latin::Word;
    }
    if let Some(number) = plain(token) {
        return Latin::Number(number);
    }
    if let Some((year, month, day)) = iso(token) {
        return Latin::Date(year, month, day);
    }
    if let Some((digits, word)) = token.split_once('-')
        && let Some(number) = plain(digits)
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.len() > 1
    {
        return Latin::Compound(number, word.to_owned());
    }
    Latin::Code
}

fn plain(token: &str) -> Option<i64> {
    let digits =
        ["st", "nd", "rd", "th"].iter().find_map(|suffix| token.strip_suffix(suffix)).unwrap_or(token);
    let digits = digits.replace(',', "");
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn iso(token: &str) -> Option<(i64, i64, i64)> {
    let mut parts = token.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let shape = parts.next().is_none() && year.len() == 4 && month.len() == 2 && day.len() == 2;
    if shape { Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)) } else { None }
}

/// Codes of currencies: the number behind one is an amount and no number of a standard.
const CURRENCIES: [&str; 5] = ["AUD", "EUR", "GBP", "SGD", "USD"];

/// Says whether a token is an acronym such as `EN` or `ISO/IEC`.
pub(super) fn is_acronym(token: &str) -> bool {
    !CURRENCIES.contains(&token)
        && token.bytes().filter(u8::is_ascii_uppercase).count() >= 2
        && token.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'/' | b'-'))
}

impl Cursor {
    /// Takes the number behind an acronym, `303 645` behind `EN`, and returns it without blanks.
    pub(super) fn standard(&mut self) -> Option<String> {
        let start = self.at;
        let mut number = String::new();
        loop {
            let back = self.at;
            if !self.take(" ") {
                break;
            }
            let first = number.is_empty();
            let piece = self.token().unwrap_or_default();
            let fits = match classify(&piece) {
                Latin::Number(_) => first || (number.len() <= 3 && piece.len() == 3) || piece.len() == 3,
                Latin::Code => first && piece.starts_with(|c: char| c.is_ascii_digit()),
                Latin::Compound(..) | Latin::Date(..) | Latin::Word => false,
            };
            if !fits {
                self.at = back;
                break;
            }
            number.push_str(&piece);
            if number.len() > 3 && first {
                break;
            }
        }
        if number.is_empty() {
            self.at = start;
            return None;
        }
        Some(number)
    }
}
