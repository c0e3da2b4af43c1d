//! Markup that is safe to print: what was vouched for, and text that is Markdown.
//!
//! Templates escape everything that is no [`Html`].

use minijinja::Value;
use serde::{Serialize, Serializer};

use crate::markdown;

/// Finished markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::site) struct Html(String);

impl Html {
    /// Vouches for markup that was made from escaped text and constant tags.
    pub(in crate::site) fn vouched(markup: String) -> Self {
        Html(markup)
    }

    /// Renders Markdown.
    pub(in crate::site) fn of_prose(text: &str) -> Self {
        Html(markdown::render(text))
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}
