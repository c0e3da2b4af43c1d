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

    /// Gives the rows of each table places: those of the list at its position, by the words of their first cells.
    pub(in crate::site) fn with_places(self, tables: &[Vec<(String, String)>]) -> Self {
        let mut parts = self.0.split("<table>");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (part, places) in parts.zip(tables.iter().chain(std::iter::repeat(&Vec::new()))) {
            let mut part = format!("<table>{part}");
            for (word, place) in places {
                let row = |attributes: &str, cell: &str| format!("<tr{attributes}><{cell}>{word}</");
                part = part.replacen(&row("", "td"), &row(&format!(" id=\"{place}\""), "td"), 1);
            }
            out.push_str(&part);
        }
        Html(out)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}
