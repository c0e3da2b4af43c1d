//! Source files, spans, lines and columns.
//!
//! Counts nothing but characters and bytes; knows a file by its display name only.
//! Every column in the project comes from here.

use std::sync::OnceLock;

use crate::idx::{Idx, IndexVec};

/// Index of a source file.
pub type FileId = Idx<SourceFile>;

/// A byte range of one file, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the span from the start of `self` to the end of `other`.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One file with its line table.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Display name, relative to the corpus root, with `/` on every platform.
    pub name: String,
    /// The text.
    pub text: String,
    /// Whether the file is whole; of a broken one only the part before the fault is here.
    pub whole: bool,
    /// Made when a line is first asked for; of most files none ever is.
    line_starts: OnceLock<Vec<u32>>,
}

/// All files of a corpus, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: IndexVec<SourceFile>,
}

/// Where something stands, as people count: from 1, columns in characters, the end behind the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column behind the last character.
    pub end_column: usize,
}

/// A value of a file outside the corpus, with its place as messages tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// What is written.
    pub text: String,
    /// File, line and column.
    pub place: String,
}

impl Sources {
    /// Returns an empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let (name, text) = (name.into(), text.into());
        self.files.push(SourceFile { name, text, whole: true, line_starts: OnceLock::new() })
    }

    /// Adds the readable beginning of a file that is broken further on.
    pub fn add_broken(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = self.add(name, text);
        self.files[id].whole = false;
        id
    }

    /// Returns a file.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id]
    }

    /// Iterates over the files.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter_enumerated()
    }

    /// Returns the text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// Returns where a span stands, as people count.
    pub fn place(&self, span: Span) -> Place<'_> {
        let file = self.file(span.file);
        let (line, column) = file.line_column(span.start);
        let (end_line, end_column) = file.line_column(span.end);
        Place { file: &file.name, line, column, end_line, end_column }
    }

    /// Returns line and column of the start of `span`, both from 1, the column in characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        self.file(span.file).line_column(span.start)
    }
}

impl SourceFile {
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| small(at + 1))).collect()
        })
    }

    /// Makes a span, moved outwards to character boundaries and into the file.
    pub fn span(&self, file: FileId, start: usize, end: usize) -> Span {
        let mut start = start.min(self.text.len());
        let mut end = end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span { file, start: small(start), end: small(end) }
    }

    /// Returns line and column of a byte offset, both from 1, the column in characters.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.line_starts().partition_point(|start| *start <= offset);
        let start = self.line_start(line) as usize;
        let before = self.text.get(start..offset as usize).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// Returns the column of a byte offset in UTF-16 units, from 1, as editors and SARIF count it.
    pub fn utf16_column(&self, offset: u32) -> usize {
        let line = self.line_starts().partition_point(|start| *start <= offset);
        let before = self.text.get(self.line_start(line) as usize..offset as usize).unwrap_or_default();
        before.encode_utf16().count() + 1
    }

    /// Returns the byte at which the line (from 1) starts.
    pub fn line_start(&self, line: usize) -> u32 {
        self.line_starts().get(line.saturating_sub(1)).copied().unwrap_or_else(|| small(self.text.len()))
    }

    /// Returns the number of lines.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }
}

/// Narrows an offset; files over 4 GiB are refused before they get here.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::new();
        let file = sources.add("a.kijun", "基準\n規定x𠮷y");
        let span = sources.file(file).span(file, 18, 19);
        assert_eq!(sources.line_column(span), (2, 5));
        assert_eq!(sources.file(file).utf16_column(span.start), 6);
    }

    #[test]
    fn a_span_inside_a_kanji_widens() {
        let mut sources = Sources::new();
        let file = sources.add("a.kijun", "基準");
        let span = sources.file(file).span(file, 1, 4);
        assert_eq!((span.start, span.end), (0, 6));
    }
}
