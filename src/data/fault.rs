//! What keeps a file from being read, in words that are ours.

use crate::lang::Bilingual;
use crate::msg;
use crate::near::half_width;
use crate::source::{FileId, SourceFile, Span};

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub at: Span,
    /// What.
    pub message: Bilingual,
}

impl Fault {
    /// Pairs a place and what is wrong there.
    pub fn new(at: Span, message: Bilingual) -> Self {
        Self { at, message }
    }

    /// Says that a text is not of its format from a byte on, and what was meant where that can be seen.
    pub(super) fn syntax(source: &SourceFile, file: FileId, at: usize, format: &str) -> Self {
        let span = source.span(file, at, at);
        let Some(c) = source.text.get(span.range().start..).and_then(|rest| rest.chars().next()) else {
            return Self::new(
                span,
                msg!(ja: "{format}が途中で終わっている", en: "the {format} ends before it is complete"),
            );
        };
        let narrow = half_width(&c.to_string());
        let message = match c {
            '\n' | '\r' => msg!(
                ja: "この行の終わりは{format}として読めない",
                en: "the end of this line is not {format}",
            ),
            '\t' => msg!(ja: "タブはここに書けない（{format}）", en: "a tab cannot stand here in {format}"),
            _ if !narrow.starts_with(c) => msg!(
                ja: "「{c}」はここに書けない（{format}）。半角の「{narrow}」を使う",
                en: "`{c}` cannot stand here in {format}; write the half-width `{narrow}`",
            ),
            _ => msg!(
                ja: "「{c}」から先は{format}として読めない",
                en: "from `{c}` on this is not {format}",
            ),
        };
        Self::new(span, message)
    }
}
