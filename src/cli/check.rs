//! `kijun check`.

use crate::check::meaning;
use crate::diag::{Diagnostic, Severity};
use crate::query::adequacy;
use crate::report;

use super::args::{Check, Common, Format};
use super::session::{self, Failed, Session};
use super::{FINDINGS, FINE, print, say, text};

pub(super) fn run(common: &Common, args: &Check) -> Result<u8, Failed> {
    let format = session::format(
        common,
        &[Format::Text, Format::Concise, Format::Json, Format::Sarif, Format::Github],
    )?;
    let mut session = session::load(common)?;
    let scores = if args.adequacy { adequacy(&mut session) } else { String::new() };
    let code = show(&session, format);
    say(scores.trim_end());
    Ok(code)
}

/// Adds what the examples miss, and returns a score for each instrument.
fn adequacy(session: &mut Session) -> String {
    if session.compilation.checked().is_none() {
        return String::new();
    }
    let found = meaning::adequacy(session.kb());
    let rows: Vec<Vec<String>> = adequacy::adequacy(session.kb())
        .iter()
        .map(|score| {
            let id = &session.kb().instruments[score.instrument].id;
            vec![id.clone(), format!("{}/{}", score.caught(), score.mutants)]
        })
        .collect();
    session.compilation.add(found, &session.project.manifest.levels);
    text::columns(&rows)
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
