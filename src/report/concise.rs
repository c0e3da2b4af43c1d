//! One line a diagnostic, for grep and editors.
//!
//! Shows place, code and title only: `a.kijun:2:3: error[KJ2001 unknown-id]: …`.

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::source::Sources;

use super::table::clean;

/// Renders the diagnostics, a line each.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], lang: Lang) -> String {
    diagnostics.iter().map(|it| line(sources, it, lang)).collect()
}

fn line(sources: &Sources, diagnostic: &Diagnostic, lang: Lang) -> String {
    let place = diagnostic.primary.as_ref().map_or_else(String::new, |label| {
        let place = sources.place(label.span);
        format!("{}:{}:{}: ", place.file, place.line, place.column)
    });
    format!("{place}{}: {}\n", super::head(diagnostic, lang), clean(diagnostic.title.get(lang)))
}
