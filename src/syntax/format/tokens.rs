//! The tokens of a file, comments included.
//!
//! Splits text and nothing else; every character that is no white space is in exactly one token.

use crate::syntax::scan::is_blank;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `// …` or `/// …`, to the end of the line.
    Comment,
    /// `"…"`.
    String,
    /// `"""…"""`.
    Prose,
    /// `{` or `(`.
    Open,
    /// `}` or `)`.
    Close,
    /// `,`.
    Comma,
    /// Ids, words, numbers, dates.
    Word,
    /// Comparisons, `=` and whatever else there is.
    Sign,
}

/// A token with its place and the line breaks before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// First byte.
    pub(super) start: usize,
    /// Line breaks between the token before and this one.
    pub(super) breaks: usize,
}

/// Splits `text`.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut breaks) = (0, 0);
    while let Some(rest) = text.get(at..)
        && let Some(first) = rest.chars().next()
    {
        if is_blank(first) {
            breaks += usize::from(first == '\n');
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = token(rest, first);
        let piece = rest.get(..length).unwrap_or(rest);
        let text = if kind == Kind::Comment { piece.trim_end() } else { piece };
        tokens.push(Token { kind, text, start: at, breaks });
        breaks = 0;
        at += piece.len();
    }
    tokens
}

/// Returns kind and length of the token at the start of `rest`.
fn token(rest: &str, first: char) -> (Kind, usize) {
    if rest.starts_with("//") {
        return (Kind::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if let Some(inner) = rest.strip_prefix("\"\"\"") {
        return (Kind::Prose, inner.find("\"\"\"").map_or(rest.len(), |end| end + 6));
    }
    match first {
        '"' => (Kind::String, string_length(rest)),
        '{' | '(' => (Kind::Open, 1),
        '}' | ')' => (Kind::Close, 1),
        ',' => (Kind::Comma, 1),
        '=' | '!' | '<' | '>' => (Kind::Sign, 1 + usize::from(rest.get(1..2) == Some("="))),
        _ => match word_length(rest) {
            0 => (Kind::Sign, first.len_utf8()),
            length => (Kind::Word, length),
        },
    }
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            b'\n' => return at,
            _ => {}
        }
    }
    rest.len()
}

fn word_length(rest: &str) -> usize {
    let mut length = 0;
    for c in rest.chars() {
        let ends = rest.get(length..).is_some_and(|tail| tail.starts_with("//"));
        if ends || !is_word(c) {
            break;
        }
        length += c.len_utf8();
    }
    length
}

/// The characters of words in the grammar.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '_' | '-' | '.' | '@' | ':' | '\\' | '/')
        || (c >= '\u{80}' && !is_blank(c))
}
