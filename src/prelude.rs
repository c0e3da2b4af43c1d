//! What every base may use without declaring it: common units, addressees and jurisdictions.
//!
//! Written in the language; a base declares its own beside these.

use crate::source::Sources;

/// The name of its file in messages.
pub const NAME: &str = "(prelude)";
/// The text.
pub const TEXT: &str = include_str!("prelude.kijun");

/// Returns sources with the prelude in them and nothing else.
pub fn sources() -> Sources {
    let mut sources = Sources::new();
    sources.add(NAME, TEXT);
    sources
}
