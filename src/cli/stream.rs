//! The two streams of a command: results to standard output, everything else to standard error.
//!
//! What cannot be written is an error, except for a reader that went away. A control character that a text brings
//! along is shown and never sent to a terminal.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

use serde::Serialize;

use crate::msg;

use super::args::Format;
use super::failed::Failed;

/// Writes a line to standard error.
pub(super) fn say(text: &str) {
    if !text.is_empty() {
        // Nobody is left to be told that standard error cannot be written.
        let _ = writeln!(io::stderr(), "{}", shown(text));
    }
}

/// Writes a text to standard output.
pub(super) fn print(text: &str) -> Result<(), Failed> {
    write(shown(text).as_bytes())
}

/// Writes a text that has colours of its own to standard output.
pub(super) fn print_coloured(text: &str) -> Result<(), Failed> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let (plain, sequence) = rest.split_at(at);
        let end = sequence.find('m').filter(|end| is_colour(sequence.get(2..*end).unwrap_or_default()));
        let (colour, after) = sequence.split_at(end.map_or(0, |end| end + 1));
        out.push_str(&shown(plain));
        out.push_str(colour);
        rest = after;
        if colour.is_empty() {
            break;
        }
    }
    out.push_str(&shown(rest));
    write(out.as_bytes())
}

fn is_colour(parameters: &str) -> bool {
    parameters.bytes().all(|it| it.is_ascii_digit() || it == b';')
}

/// Writes a list to standard output: as JSON, or laid out for people.
pub(super) fn list<T: Serialize>(
    view: &T,
    format: Format,
    text: impl FnOnce(&T) -> String,
) -> Result<(), Failed> {
    if format == Format::Json { print_json(view) } else { print(&text(view)) }
}

/// Writes a value to standard output as JSON.
pub(super) fn print_json<T: Serialize + ?Sized>(view: &T) -> Result<(), Failed> {
    print_json_text(&String::from_utf8_lossy(&crate::export::json(view)))
}

/// Writes a JSON text to standard output. Control characters stand in strings only and mean the same when escaped.
pub(super) fn print_json_text(json: &str) -> Result<(), Failed> {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if acts_on_terminal(c) {
            // INVARIANT: writing to a string cannot fail; all of these lie below U+10000.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    write(out.as_bytes())
}

/// Writes bytes that are no text to standard output.
pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), Failed> {
    write(bytes)
}

fn write(bytes: &[u8]) -> Result<(), Failed> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failed(
            msg!(ja: "標準出力に書けない: {error}", en: "standard output cannot be written: {error}"),
        )),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Makes the control characters of a text visible: `\u{1b}[2J`.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if acts_on_terminal(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Says whether a character steers a terminal or turns the order of a line, where it should be read.
fn acts_on_terminal(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_not_sent() {
        assert_eq!(
            shown("a\u{1b}[2Jb\u{9b}c\rd\u{7f}\u{202e}"),
            "a\\u{1b}[2Jb\\u{9b}c\\u{d}d\\u{7f}\\u{202e}"
        );
        assert_eq!(shown("基準\tk\n"), "基準\tk\n");
        assert!(is_colour("1;31") && is_colour("") && !is_colour("2J"));
    }
}
