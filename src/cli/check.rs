//! `kijun check`.

use crate::diag::{Diagnostic, Severity};
use crate::report;

use super::args::{Check, Common, Format};
use super::session::{self, Failed, Session};
use super::{FINDINGS, FINE, print, say};

pub(super) fn run(common: &Common, _args: &Check) -> Result<u8, Failed> {
    let format = session::format(
        common,
        &[Format::Text, Format::Concise, Format::Json, Format::Sarif, Format::Github],
    )?;
    let session = session::load(common)?;
    Ok(show(&session, format))
}

/// Prints all diagnostics; the exit code says whether one is an error.
pub(super) fn show(session: &Session, format: Format) -> u8 {
    let (sources, lang, diagnostics) =
        (&session.project.sources, session.lang, &session.compilation.diagnostics);
    print(&match format {
        Format::Text => report::terminal::render(sources, diagnostics, lang, session::colour()),
        Format::Concise => report::concise::render(sources, diagnostics, lang),
        Format::Json => report::json::render(sources, diagnostics),
        Format::Sarif => report::sarif::render(sources, diagnostics, lang),
        Format::Github => report::github::render(sources, diagnostics, lang),
    });
    say(report::summary(diagnostics).get(lang));
    code(diagnostics)
}

pub(super) fn code(diagnostics: &[Diagnostic]) -> u8 {
    if diagnostics.iter().any(|it| it.severity == Severity::Error) { FINDINGS } else { FINE }
}
