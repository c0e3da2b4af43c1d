//! KJ1011: a control character that nobody sees, or that turns the order in which a line is read.
//!
//! Looks at files as text, comments included: what a reviewer sees must be what is compiled.

use crate::diag::{Code, Diagnostic};
use crate::model::Kb;
use crate::msg;
use crate::source::{SourceFile, Sources};
use crate::unseen;

pub(super) fn run(_kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (id, file) in sources.iter() {
        for (at, c) in hidden(file) {
            let span = file.span(id, at, at + c.len_utf8());
            let number = unseen::number(c);
            out.push(
                Diagnostic::new(
                    Code::HiddenCharacter,
                    msg!(ja: "目に見えない文字{number}がある", en: "the character {number} is here and cannot be seen"),
                )
                .here(span)
                .help(msg!(ja: "取り除いてください。", en: "remove it"))
                .suggest(span, ""),
            );
        }
    }
    out
}

/// Returns the first hidden character of each line, with its place.
fn hidden(file: &SourceFile) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let (mut place, mut before, mut is_line_done) = (Place::Between, ' ', false);
    let mut rest = file.text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map_or(' ', |(_, c)| *c);
        if !is_line_done && is_hidden(c, after, place) {
            found.push((at, c));
            is_line_done = true;
        }
        if c == '\n' {
            is_line_done = false;
        }
        place = place.behind(before, c);
        // An escaped character neither ends a text nor escapes the next one.
        before = if before == '\\' { ' ' } else { c };
    }
    found
}

/// Where a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between the tokens of the language.
    Between,
    /// In a text in quotes; three quotes open and close one as a single one does.
    Text,
    /// In a comment, where a quote opens no text.
    Comment,
}

impl Place {
    /// Returns where the next character stands.
    fn behind(self, before: char, c: char) -> Self {
        match (self, c) {
            (Place::Between, '"') => Place::Text,
            (Place::Between, '/') if before == '/' => Place::Comment,
            (Place::Text, '"') if before != '\\' => Place::Between,
            (Place::Comment, '\n') => Place::Between,
            (place, _) => place,
        }
    }
}

/// Says whether a character is hidden. A byte-order mark is white space between tokens; in a text it is hidden.
fn is_hidden(c: char, after: char, place: Place) -> bool {
    match c {
        '\r' => after != '\n',
        '\u{feff}' => place == Place::Text,
        c => unseen::is_unseen(c),
    }
}
