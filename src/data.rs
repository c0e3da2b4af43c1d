//! Data files that users and other tools write: JSON, YAML and TOML become one tree whose every value knows where it
//! stands.
//!
//! Reads a file whole or says what keeps it from being read; knows no fact and no mapping.

use crate::msg;
use crate::source::Sources;

mod fault;
mod hidden;
mod json;
mod text;
mod toml;
mod value;
mod yaml;

pub use fault::Fault;
pub use value::{Entry, Located, Value};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML, one document.
    Yaml,
    /// TOML.
    Toml,
}

impl Format {
    /// Returns the format that the ending of a file name promises, if it is one of these.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            _ => None,
        }
    }

    /// Returns what the format is called, in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
        }
    }
}

/// Turns the bytes of a file into its text, without a byte order mark; names the encoding of what is not UTF-8.
///
/// The text, or what is readable of it, is added to `sources`; the spans of all faults lie in it.
pub fn text(sources: &mut Sources, name: &str, bytes: &[u8]) -> Result<crate::source::FileId, Vec<Fault>> {
    text::decode(sources, name, bytes)
}

/// Reads a text as data; a key that is there twice is a fault, and so is a character that nobody sees.
pub fn read(sources: &Sources, file: crate::source::FileId, format: Format) -> Result<Located, Vec<Fault>> {
    let mut faults = Vec::new();
    let root = read_on(sources, file, format, &mut faults)?;
    if faults.is_empty() { Ok(root) } else { Err(faults) }
}

/// Reads a text as data and notes the keys that are there twice, so that whoever goes on can tell all faults at once.
pub fn read_on(
    sources: &Sources,
    file: crate::source::FileId,
    format: Format,
    faults: &mut Vec<Fault>,
) -> Result<Located, Vec<Fault>> {
    let source = sources.file(file);
    let root = match format {
        Format::Json => json::read(source, file)?,
        Format::Yaml => yaml::read(source, file)?,
        Format::Toml => toml::read(source, file, faults)?,
    };
    twice(&root, faults);
    hidden::escaped(&root, faults);
    Ok(root)
}

/// Notes the hidden characters of a text that was made of another file than a text, such as a workbook.
pub fn hidden(sources: &Sources, file: crate::source::FileId) -> Vec<Fault> {
    hidden::written(sources, file)
}

/// Returns a fault at a place if what is written there stands for a text with a hidden character.
pub fn hidden_in(text: &str, at: crate::source::Span) -> Option<Fault> {
    hidden::in_text(text, at)
}

/// Notes every key that a table has more than once. Readers nest no deeper than a few hundred levels.
fn twice(value: &Located, faults: &mut Vec<Fault>) {
    match &value.value {
        Value::List(all) => all.iter().for_each(|it| twice(it, faults)),
        Value::Table(entries) => {
            let mut seen = std::collections::BTreeSet::new();
            for entry in entries {
                if !seen.insert(entry.key.as_str()) {
                    let key = &entry.key;
                    faults.push(Fault::new(
                        entry.at,
                        msg!(ja: "「{key}」が二度書かれている", en: "`{key}` is written twice"),
                    ));
                }
                twice(&entry.value, faults);
            }
        }
        Value::Null | Value::Bare(_) | Value::Text(_) => {}
    }
}

#[cfg(test)]
mod tests;
