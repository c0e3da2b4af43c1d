//! Tidy text: the same tokens with the layout that everybody uses.
//!
//! Never reorders, adds or drops anything but blanks: two spaces for each open brace, one between tokens, two
//! between entries that share a line, at most one blank line. `modality   shall` becomes `modality shall`.

mod layout;
mod tokens;
mod units;

use crate::diag::Diagnostic;
use crate::source::{FileId, Sources};

use super::parse::parse;

/// Formats one file; gives back what is wrong with a file that does not follow the grammar.
pub fn format(sources: &Sources, file: FileId) -> Result<String, Vec<Diagnostic>> {
    let parsed = parse(sources, file);
    if !parsed.diagnostics.is_empty() {
        return Err(parsed.diagnostics);
    }
    let text = &sources.file(file).text;
    let tokens = tokens::tokens(text);
    let units = units::units(text, &tokens, &parsed.file);
    Ok(layout::layout(&tokens, &units))
}

#[cfg(test)]
mod tests;
