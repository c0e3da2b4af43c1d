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
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = special.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some(_) | None => "&#39;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}
