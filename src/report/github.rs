//! Workflow commands of GitHub Actions, which become annotations.
//!
//! Escapes whatever the runner would read as syntax.

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::lexicon::Severity;
use crate::source::Sources;

/// Renders the diagnostics, a command each.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], lang: Lang) -> String {
    diagnostics.iter().map(|it| command(sources, it, lang)).collect()
}

fn command(sources: &Sources, diagnostic: &Diagnostic, lang: Lang) -> String {
    let word = word(diagnostic.severity);
    let mut properties: Vec<(&str, String)> = Vec::new();
    if let Some(label) = &diagnostic.primary {
        let place = sources.place(label.span);
        properties.push(("file", place.file.to_owned()));
        properties.push(("line", place.line.to_string()));
        properties.push(("endLine", place.end_line.to_string()));
        properties.push(("col", place.column.to_string()));
        // The runner takes an end column on one line only.
        if place.line == place.end_line {
            properties.push(("endColumn", place.end_column.to_string()));
        }
    }
    properties.push(("title", format!("{} {}", diagnostic.code.number(), diagnostic.code.slug())));
    let mut message = vec![diagnostic.title.get(lang).clone()];
    message.extend(super::details(sources, diagnostic, lang));
    workflow_command(word, &properties, &message.join("\n"))
}

/// Returns the command that tells something as bad as this.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// Returns a workflow command with everything escaped that the runner would read as syntax.
pub fn workflow_command(word: &str, properties: &[(&str, String)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let blank = if properties.is_empty() { "" } else { " " };
    format!("::{word}{blank}{}::{}\n", properties.join(","), data(message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
