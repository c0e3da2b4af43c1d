//! Cuts a file into items before the grammar sees it.
//!
//! One linear pass over strings, comments and braces: it finds what no grammar can name well (a string or
//! brace that is never closed, blocks that nest too deep) and keeps a broken item from touching the next.
//! Never looks at what an item says.

use crate::diag::{Code, Diagnostic};
use crate::msg;
use crate::source::{FileId, SourceFile, Span};

use super::words;

/// Deepest nesting of braces and parentheses.
pub(super) const MAX_DEPTH: usize = 64;

/// The text of one item, found by its braces alone.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// First byte of the keyword.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The `///` lines before it.
    pub(super) docs: Vec<String>,
    /// Whether a fault was reported in it already.
    pub(super) broken: bool,
    /// Whether its outermost brace closes, once somebody looked.
    closes: Option<bool>,
    /// A brace that seems to be closed by that of another.
    suspect: Option<usize>,
}

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) chunks: Vec<Chunk>,
    pub(super) comments: Vec<Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Cuts `source` into items.
pub(super) fn scan(id: FileId, source: &SourceFile) -> Scan {
    let mut scanner = Scanner {
        id,
        source,
        bytes: source.text.as_bytes(),
        at: 0,
        out: Scan::default(),
        open: Vec::new(),
        chunk: None,
        docs: Vec::new(),
        spilt: false,
    };
    scanner.run();
    scanner.out
}

struct Scanner<'a> {
    id: FileId,
    source: &'a SourceFile,
    bytes: &'a [u8],
    at: usize,
    out: Scan,
    /// Offsets of the braces and parentheses that are open.
    open: Vec<usize>,
    chunk: Option<Chunk>,
    docs: Vec<String>,
    /// Whether what stands here belongs to an item that was closed too early.
    spilt: bool,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'/' if self.starts_with("//") => self.comment(),
                b'"' => self.string(),
                b'{' | b'(' => self.opened(1),
                b'}' | b')' => self.closed(byte, 1),
                _ if self.is_wide_space(self.at) => self.at += WIDE,
                _ if let Some(brace) = self.wide_brace(self.at) => match brace {
                    b'{' | b'(' => self.opened(WIDE),
                    brace => self.closed(brace, WIDE),
                },
                _ if is_word(byte) => self.word(),
                _ => {
                    // A stray sign between items is an item that the grammar refuses.
                    if !byte.is_ascii_whitespace() {
                        self.begin_chunk(self.at);
                    }
                    self.at += 1;
                }
            }
        }
        self.unclosed();
        self.finish_chunk(self.bytes.len());
    }

    fn starts_with(&self, text: &str) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Says whether white space beyond ASCII stands here.
    fn is_wide_space(&self, at: usize) -> bool {
        let here = self.bytes.get(at..at + WIDE);
        here.is_some_and(|here| WIDE_SPACES.iter().any(|space| here == space.as_bytes()))
    }

    /// Returns the brace or parenthesis that stands here in full width: the grammar refuses it, and it closes and opens all
    /// the same, so that what follows is no fault.
    fn wide_brace(&self, at: usize) -> Option<u8> {
        let here = self.bytes.get(at..at + WIDE)?;
        WIDE_BRACES.iter().find(|(wide, _)| here == wide.as_bytes()).map(|(_, brace)| *brace)
    }

    /// Returns the brace or parenthesis that stands here, in whatever width.
    fn brace(&self, at: usize) -> Option<u8> {
        self.wide_brace(at).or_else(|| self.bytes.get(at).copied())
    }

    /// Says whether a word goes on here.
    fn is_word(&self, at: usize) -> bool {
        let goes_on = self.bytes.get(at).copied().is_some_and(is_word);
        goes_on && !self.is_wide_space(at) && self.wide_brace(at).is_none()
    }

    fn line_end(&self) -> usize {
        self.bytes
            .iter()
            .skip(self.at)
            .position(|byte| *byte == b'\n')
            .map_or(self.bytes.len(), |n| self.at + n)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.source.span(self.id, start, end)
    }

    fn comment(&mut self) {
        let end = self.line_end();
        let text = self.source.text.get(self.at..end).unwrap_or_default();
        if let Some(doc) = text.strip_prefix("///").filter(|_| self.open.is_empty()) {
            // Documentation belongs to the item that follows it.
            self.finish_chunk(self.at);
            self.docs.push(doc.trim().to_owned());
        } else {
            let span = self.span(self.at, end);
            self.out.comments.push(span);
        }
        self.at = end;
    }

    fn string(&mut self) {
        let start = self.at;
        self.begin_chunk(start);
        if self.starts_with("\"\"\"") {
            self.at += 3;
            while self.at < self.bytes.len() && !self.starts_with("\"\"\"") {
                self.at += 1;
            }
            if self.at < self.bytes.len() {
                self.at += 3;
            } else {
                self.unterminated(start, start + 3);
                self.at = start + 3;
                self.recover();
            }
            return;
        }
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'\\' if self.bytes.get(self.at + 1).is_some_and(|next| *next != b'\n') => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return;
                }
                b'\n' => break,
                _ => self.at += 1,
            }
        }
        self.unterminated(start, self.at);
    }

    fn unterminated(&mut self, start: usize, end: usize) {
        let diagnostic = Diagnostic::new(
            Code::UnterminatedString,
            msg!(ja: "文字列が閉じていない", en: "a string is not closed"),
        )
        .at(self.span(start, end), msg!(ja: "ここから始まる文字列", en: "the string that starts here"))
        .help(msg!(
            ja: "行末までに「\"」で閉じるか、複数行の文章は「\"\"\"」で囲んでください。",
            en: "close it with `\"` on the same line, or put prose of several lines between `\"\"\"`",
        ));
        self.fault(diagnostic);
    }

    fn fault(&mut self, diagnostic: Diagnostic) {
        self.out.diagnostics.push(diagnostic);
        if let Some(chunk) = &mut self.chunk {
            chunk.broken = true;
        }
    }

    fn opened(&mut self, width: usize) {
        self.begin_chunk(self.at);
        self.open.push(self.at);
        if self.open.len() == MAX_DEPTH + 1 {
            let span = self.span(self.at, self.at + 1);
            let depth = MAX_DEPTH;
            self.fault(
                Diagnostic::new(Code::DeepNesting, msg!(ja: "{depth}段を超える入れ子", en: "blocks nest deeper than {depth}"))
                    .here(span)
                    .help(msg!(ja: "「define」で式に名前を付けて分けてください。", en: "name parts of the expression with `define`")),
            );
        }
        self.at += width;
    }

    fn closed(&mut self, byte: u8, width: usize) {
        let start = self.at;
        self.at += width;
        let open = self.open.last().and_then(|at| Some((*at, self.brace(*at)?)));
        if let Some((at, _)) = open.filter(|(_, open)| (*open == b'{') == (byte == b'}')) {
            self.open.pop();
            self.suspect(at, start);
            if self.open.is_empty() && byte == b'}' && !self.in_define() {
                self.finish_chunk(self.at);
            }
            return;
        }
        if byte == b'}' && self.unclosed_parenthesis() {
            self.at = start;
            return self.closed(byte, width);
        }
        if std::mem::take(&mut self.spilt) {
            return;
        }
        let already = self.chunk.as_ref().is_some_and(|chunk| chunk.broken);
        if self.chunk.is_none() || !already {
            self.begin_chunk(start);
            let found = char::from(byte);
            let span = self.span(start, self.at);
            self.fault(
                Diagnostic::new(Code::UnbalancedBrace, msg!(ja: "「{found}」に対応する開き括弧がない", en: "`{found}` closes nothing"))
                    .here(span)
                    .help(msg!(ja: "余分な括弧を取り除いてください。", en: "remove it, or add the one that it should close")),
            );
        }
        if self.open.is_empty() {
            self.finish_chunk(self.at);
        }
    }

    /// Reports the parenthesis that is open where a brace closes, and forgets it; says whether there is one inside a brace.
    fn unclosed_parenthesis(&mut self) -> bool {
        let inside = self.open.iter().any(|at| self.brace(*at) == Some(b'{'));
        let Some(at) = self.open.last().copied().filter(|at| inside && self.brace(*at) == Some(b'(')) else {
            return false;
        };
        self.open.pop();
        if self.chunk.as_ref().is_none_or(|chunk| !chunk.broken) {
            let found = Diagnostic::new(
                Code::UnbalancedBrace,
                msg!(ja: "括弧が閉じていない", en: "a parenthesis is not closed"),
            )
            .at(self.span(at, at + 1), msg!(ja: "この括弧", en: "this one"))
            .help(msg!(ja: "「)」を補ってください。", en: "add the missing `)`"));
            self.fault(found);
        }
        true
    }

    /// Reports an item that was closed too early, where an entry stands behind it: its rest is read up to the brace that
    /// was to close it, and not as an item of its own.
    fn spill(&mut self, start: usize) {
        let word = self.source.text.get(start..self.at).unwrap_or_default();
        let entry = words::entry(word).is_some() && !words::ITEMS.contains(&word);
        let Some(last) = self.out.chunks.last_mut().filter(|it| entry && !it.broken) else { return };
        let end = last.end;
        let between = self.source.text.get(end..start).unwrap_or_default();
        let closed = end.checked_sub(1).filter(|at| self.bytes.get(*at) == Some(&b'}'));
        if let Some(close) = closed.filter(|_| between.chars().all(is_blank)) {
            last.broken = true;
            self.spilt = true;
            self.out.diagnostics.push(
                Diagnostic::new(
                    Code::UnbalancedBrace,
                    msg!(ja: "宣言が途中で閉じている", en: "the item is closed too early"),
                )
                .at(self.span(close, end), msg!(ja: "この括弧で閉じている", en: "this brace closes it"))
                .and_at(
                    self.span(start, self.at),
                    msg!(ja: "この項目が外に残る", en: "so that this entry stands outside"),
                )
                .help(
                    msg!(ja: "余分な「}}」を取り除いてください。", en: "remove the brace that is too much"),
                ),
            );
        }
    }

    /// Remembers the first brace of an item that seems to be closed by the brace of another: one that begins a line, and
    /// stands further left or right than the line on which the first one was opened.
    fn suspect(&mut self, open: usize, close: usize) {
        let margin = |at: usize| {
            let line = self.source.text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |end| end + 1);
            let text = self.source.text.get(line..).unwrap_or_default();
            (line, text.len() - text.trim_start_matches([' ', '\t']).len())
        };
        let ((line, opened), (last, closed)) = (margin(open), margin(close));
        let alone = last + closed == close;
        if let Some(chunk) =
            self.chunk.as_mut().filter(|it| it.suspect.is_none() && alone && line != last && opened != closed)
        {
            chunk.suspect = Some(open);
        }
    }

    /// Reads a word; an item keyword outside of any brace starts an item, and so does one at the start of
    /// a line inside an item that turns out never to be closed.
    fn word(&mut self) {
        let start = self.at;
        while self.is_word(self.at) && !self.starts_with("//") {
            self.at += 1;
        }
        if self.open.is_empty() && self.chunk.is_none() && !self.spilt {
            self.spill(start);
        }
        if self.spilt && self.at_item_start(start) {
            self.spilt = false;
            self.open.clear();
        }
        if self.open.is_empty() && self.is_item_word(start, self.at) && !self.is_value_of_define(start) {
            self.finish_chunk(start);
        } else if !self.open.is_empty() && self.at_item_start(start) && self.never_closes() {
            self.unclosed();
            self.finish_chunk(start);
        }
        self.begin_chunk(start);
    }

    fn is_item_word(&self, start: usize, end: usize) -> bool {
        self.source.text.get(start..end).is_some_and(|word| words::ITEMS.contains(&word))
    }

    /// Says whether the item is a definition, which no brace ends.
    fn in_define(&self) -> bool {
        let text = self.chunk.as_ref().and_then(|chunk| self.source.text.get(chunk.start..));
        text.is_some_and(|text| text.starts_with("define"))
    }

    /// Says whether a definition has no expression yet, so that a fact may be named like a keyword.
    fn is_value_of_define(&self, start: usize) -> bool {
        let Some(chunk) = &self.chunk else { return false };
        let before = self.source.text.get(chunk.start..start).unwrap_or_default();
        before.trim_end_matches(is_blank).ends_with('=')
    }

    /// Says whether an item may start here: `provision jp.ter:1 {` at the start of a line.
    fn at_item_start(&self, start: usize) -> bool {
        let line_start = start == 0 || self.bytes.get(start - 1) == Some(&b'\n');
        line_start && self.is_item_word(start, self.at) && {
            let rest = self.source.text.get(self.at..self.line_end()).unwrap_or_default();
            rest.contains('{') || rest.contains('=')
        }
    }

    /// Says whether the open blocks stay open up to the end of the file.
    fn never_closes(&mut self) -> bool {
        if let Some(known) = self.chunk.as_ref().and_then(|chunk| chunk.closes) {
            return !known;
        }
        let closes = self.closes();
        if let Some(chunk) = &mut self.chunk {
            chunk.closes = Some(closes);
        }
        !closes
    }

    fn closes(&self) -> bool {
        let mut depth = self.open.len();
        let mut rest = Scanner {
            id: self.id,
            source: self.source,
            bytes: self.bytes,
            at: self.at,
            out: Scan::default(),
            open: Vec::new(),
            chunk: None,
            docs: Vec::new(),
            spilt: false,
        };
        while let Some(byte) = rest.bytes.get(rest.at).copied() {
            match byte {
                b'/' if rest.starts_with("//") => rest.at = rest.line_end(),
                b'"' => rest.string(),
                _ => match rest.brace(rest.at) {
                    Some(b'{' | b'(') => {
                        depth += 1;
                        rest.at += 1;
                    }
                    Some(b'}' | b')') => {
                        depth -= 1;
                        if depth == 0 {
                            return true;
                        }
                        rest.at += 1;
                    }
                    _ => rest.at += 1,
                },
            }
        }
        false
    }

    /// Reports the blocks that are still open and forgets them.
    fn unclosed(&mut self) {
        let already = self.chunk.as_ref().is_some_and(|chunk| chunk.broken);
        if let Some(first) = self.open.first().copied()
            && !already
        {
            let last = self.open.last().copied().unwrap_or(first);
            let inner = self.chunk.as_ref().and_then(|chunk| chunk.suspect).unwrap_or(last);
            let mut diagnostic = Diagnostic::new(
                Code::UnbalancedBrace,
                msg!(ja: "括弧が閉じていない", en: "a brace is not closed"),
            )
            .at(self.span(inner, inner + 1), msg!(ja: "この括弧", en: "this one"))
            .help(msg!(ja: "「}}」を補ってください。", en: "add the missing `}}`"));
            if inner != first {
                diagnostic = diagnostic.and_at(
                    self.span(first, first + 1),
                    msg!(ja: "そのため閉じない外側の括弧", en: "so this one around it stays open"),
                );
            }
            self.fault(diagnostic);
        }
        self.open.clear();
    }

    /// After prose that never ends: goes on at the next line that starts an item.
    fn recover(&mut self) {
        while self.at < self.bytes.len() {
            self.at = (self.line_end() + 1).min(self.bytes.len());
            let start = self.at;
            let mut end = start;
            while self.is_word(end) {
                end += 1;
            }
            if self.is_item_word(start, end) {
                self.open.clear();
                self.finish_chunk(start);
                return;
            }
        }
        self.open.clear();
    }

    fn begin_chunk(&mut self, start: usize) {
        if self.chunk.is_none() && !self.spilt {
            let docs = std::mem::take(&mut self.docs);
            self.chunk = Some(Chunk { start, end: start, docs, broken: false, closes: None, suspect: None });
        }
    }

    fn finish_chunk(&mut self, end: usize) {
        if let Some(mut chunk) = self.chunk.take() {
            let text = self.source.text.get(chunk.start..end).unwrap_or_default();
            chunk.end = chunk.start + text.trim_end_matches(is_blank).len();
            self.out.chunks.push(chunk);
        }
    }
}

/// White space of the grammar beyond ASCII: U+3000, and a byte-order mark wherever an editor left it.
const WIDE_SPACES: [&str; 2] = ["\u{3000}", "\u{FEFF}"];

/// Braces and parentheses in full width, with the ones that are meant.
const WIDE_BRACES: [(&str, u8); 4] = [("｛", b'{'), ("｝", b'}'), ("（", b'('), ("）", b')')];

/// The length of each of them.
const WIDE: usize = 3;

/// White space of the grammar.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '\u{FEFF}')
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'-' | b'.' | b'@' | b':' | b'/' | b'\\')
        || byte >= 0x80
}
