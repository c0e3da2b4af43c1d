//! Values with their places.

use crate::source::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// What it is.
    pub value: Value,
    /// Where it begins; an empty span.
    pub at: Span,
}

/// A value, in the terms that the formats share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// What stands without quotes, as written: a number, `true`, a date, a word of YAML. Whole numbers of TOML are
    /// decimal.
    Bare(String),
    /// A text in quotes, or of several lines.
    Text(String),
    /// Several values.
    List(Vec<Located>),
    /// Keys with their values, in the order of the file; one key may be there twice.
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub at: Span,
    /// Its value.
    pub value: Located,
}

impl Located {
    /// Returns the entries of a table; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        if let Value::Table(entries) = &self.value { entries } else { &[] }
    }

    /// Returns the elements of a list; none of anything else.
    pub fn elements(&self) -> &[Located] {
        if let Value::List(elements) = &self.value { elements } else { &[] }
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&Located> {
        self.entries().iter().find(|it| it.key == key).map(|it| &it.value)
    }

    /// Returns a text, with or without quotes.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Bare(text) | Value::Text(text) => Some(text),
            Value::Null | Value::List(_) | Value::Table(_) => None,
        }
    }
}
