//! Markup that is safe to print, and the escaping that makes it so.
//!
//! The only way from text to markup; templates escape everything that is no [`Html`].

use minijinja::Value;
use serde::{Serialize, Serializer};

/// Finished markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::site) struct Html(String);

impl Html {
    /// Vouches for markup that was made from escaped text and constant tags.
    pub(in crate::site) fn vouched(markup: String) -> Self {
        Html(markup)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

/// Appends text so that it can be nothing but text.
pub(in crate::site) fn escape(text: &str, out: &mut String) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(name) = name(byte) {
            out.push_str(text.get(plain..at).unwrap_or_default());
            out.push_str(name);
            plain = at + 1;
        }
    }
    out.push_str(text.get(plain..).unwrap_or_default());
}

/// Returns the name of a letter that would be read as markup; all are ASCII, so bytes find them in any text.
const fn name(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}
