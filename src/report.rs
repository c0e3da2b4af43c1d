//! Diagnostics to text, one format a file.
//!
//! Judges nothing and reads nothing: `KJ2001` at byte 14 becomes `a.kijun:2:3: error[KJ2001 unknown-id]: …`.

pub mod concise;
pub mod github;
pub mod sarif;
pub mod table;
pub mod terminal;
mod wrap;

use crate::diag::Diagnostic;
use crate::lang::{Bilingual, Lang, counted};
use crate::lexicon::Severity;
use crate::msg;
use crate::source::Sources;

/// Returns `error[KJ2001 unknown-id]`, with the name of the severity in the language of the reader.
fn head(diagnostic: &Diagnostic, lang: Lang) -> String {
    let (severity, code) = (diagnostic.severity.title(), diagnostic.code);
    let severity = severity.get(lang);
    format!("{severity}[{} {}]", code.number(), code.slug())
}

/// Returns everything behind the title, a line each, for formats that show plain text.
fn details(sources: &Sources, diagnostic: &Diagnostic, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(diagnostic.primary.iter().map(|label| label.text.get(lang).clone()));
    lines.extend(diagnostic.secondary.iter().map(|label| {
        let place = sources.place(label.span);
        format!("{}:{}:{}: {}", place.file, place.line, place.column, label.text.get(lang))
            .trim_end()
            .to_owned()
    }));
    lines.retain(|line| !line.is_empty());
    lines.extend(diagnostic.notes.iter().map(|note| note.get(lang).clone()));
    lines.extend(diagnostic.table.iter().flat_map(|it| table::lines(it, lang)));
    lines.extend(diagnostic.help.iter().map(|help| help.get(lang).clone()));
    lines
}

/// Returns the line that closes a report: `2 errors, 1 warning`.
pub fn summary(diagnostics: &[Diagnostic]) -> Bilingual {
    let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors == 0 && warnings == 0 {
        return msg!(ja: "誤りも警告もない", en: "no errors and no warnings");
    }
    let some_errors = counted(errors, "error", "errors");
    let some_warnings = counted(warnings, "warning", "warnings");
    msg!(ja: "エラー{errors}件、警告{warnings}件", en: "{some_errors}, {some_warnings}")
}

#[cfg(test)]
mod tests;
