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
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}
