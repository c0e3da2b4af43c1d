//! What one half of a text names and the other does not.

use crate::lang::Lang;
use crate::source::Span;

/// What is named in one language only.
pub(super) struct Odd {
    pub(super) lang: Lang,
    pub(super) words: String,
    pub(super) at: Span,
}
