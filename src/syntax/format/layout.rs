//! Tokens to lines.
//!
//! Keeps the author's line breaks and decides every blank; knows the tree only through the units.

use crate::syntax::prose;

use super::tokens::{Kind, Token};
use super::units::Units;

const STEP: usize = 2;

/// Lays the tokens out.
pub(super) fn layout(tokens: &[Token<'_>], units: &Units) -> String {
    let mut writer = Writer {
        units,
        out: String::new(),
        frames: vec![Frame { indent: 0, unit_end: 0 }],
        line_indent: 0,
        opened_on_line: 0,
    };
    let mut before: Option<&Token<'_>> = None;
    for (at, token) in tokens.iter().enumerate() {
        let code = tokens.iter().skip(at).find(|it| it.kind != Kind::Comment);
        writer.token(before, token, code);
        before = Some(token);
    }
    if !writer.out.is_empty() {
        writer.out.push('\n');
    }
    writer.out
}

/// An open brace, or the file.
struct Frame {
    /// Indentation of the lines in it.
    indent: usize,
    /// Where the unit that is being written in it ends.
    unit_end: usize,
}

struct Writer<'a> {
    units: &'a Units,
    out: String,
    frames: Vec<Frame>,
    /// Indentation of the line that is being written.
    line_indent: usize,
    /// Braces opened on it and not closed again.
    opened_on_line: usize,
}

impl Writer<'_> {
    /// Writes one token; `code` is it or the next that is no comment.
    fn token(&mut self, before: Option<&Token<'_>>, token: &Token<'_>, code: Option<&Token<'_>>) {
        let closing = token.kind == Kind::Close;
        if closing && self.frames.len() > 1 {
            self.frames.pop();
            self.opened_on_line = self.opened_on_line.saturating_sub(1);
        }
        match before {
            None => self.begin_line(token, None, code),
            Some(before) if token.breaks > 0 || before.kind == Kind::Comment => {
                self.out.push('\n');
                if token.breaks > 1 && before.kind != Kind::Open && !closing {
                    self.out.push('\n');
                }
                self.begin_line(token, Some(before), code);
            }
            Some(before) => self.out.push_str(self.gap(before, token)),
        }
        if let Some(end) = self.units.get(&token.start)
            && let Some(frame) = self.frames.last_mut()
        {
            frame.unit_end = *end;
        }
        self.push(token);
        if token.kind == Kind::Open {
            self.opened_on_line += 1;
            let indent = self.line_indent + STEP * self.opened_on_line;
            self.frames.push(Frame { indent, unit_end: 0 });
        }
    }

    fn begin_line(&mut self, token: &Token<'_>, before: Option<&Token<'_>>, code: Option<&Token<'_>>) {
        let (indent, unit_end) = self.frames.last().map_or((0, 0), |frame| (frame.indent, frame.unit_end));
        let goes_on = code.is_some_and(|code| code.start < unit_end && !self.units.contains_key(&code.start))
            || (token.kind.is_text() && before.is_some_and(|before| before.kind.is_text()));
        let hangs = goes_on && !matches!(token.kind, Kind::Open | Kind::Close);
        self.line_indent = if hangs { indent + STEP } else { indent };
        self.opened_on_line = 0;
        self.out.extend(std::iter::repeat_n(' ', self.line_indent));
    }

    /// Returns the blanks between two tokens on one line.
    fn gap(&self, before: &Token<'_>, token: &Token<'_>) -> &'static str {
        match (before, token) {
            (_, Token { kind: Kind::Comma, .. } | Token { text: ")", .. })
            | (Token { text: "(", .. }, _)
            | (Token { text: "{", .. }, Token { text: "}", .. }) => "",
            (Token { kind: Kind::Open, .. }, _) => " ",
            (_, Token { kind: Kind::Comment, .. }) => "  ",
            _ if self.units.contains_key(&token.start) => "  ",
            _ => " ",
        }
    }

    fn push(&mut self, token: &Token<'_>) {
        match token.kind {
            Kind::Prose if token.text.contains('\n') => self.prose(token.text),
            Kind::Prose
            | Kind::Comment
            | Kind::String
            | Kind::Open
            | Kind::Close
            | Kind::Comma
            | Kind::Word
            | Kind::Sign => self.out.push_str(token.text),
        }
    }

    /// Writes prose of several lines one level deeper than its line.
    fn prose(&mut self, text: &str) {
        let inner = text.strip_prefix("\"\"\"").and_then(|rest| rest.strip_suffix("\"\"\"")).unwrap_or(text);
        let indent = self.line_indent + STEP;
        self.out.push_str("\"\"\"\n");
        for line in prose::dedented(inner) {
            if !line.is_empty() {
                self.out.extend(std::iter::repeat_n(' ', indent));
                self.out.push_str(&line);
            }
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str("\"\"\"");
    }
}

impl Kind {
    fn is_text(self) -> bool {
        matches!(self, Kind::String | Kind::Prose)
    }
}
