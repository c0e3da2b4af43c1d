//! `kijun check`.

use crate::check::meaning;
use crate::diag::Diagnostic;
use crate::lexicon::Severity;
use crate::query::adequacy;
use crate::report;
use crate::report::table::columns;
use crate::view::diagnostics::{self, Asked, Score};
use crate::view::witnesses;

use super::args::{Check, Common, Format};
use super::failed::Failed;
use super::session::{self, Session};
use super::stream::{print, print_coloured, print_json_text, say};
use super::{FINDINGS, FINE, witnessed};

pub(super) fn run(common: &Common, args: &Check) -> Result<u8, Failed> {
    let all = [Format::Text, Format::Json, Format::Concise, Format::Sarif, Format::Github];
    // A list of devices has no form among those of diagnostics alone.
    let format = session::format(common, if args.witnesses { &[Format::Text, Format::Json] } else { &all })?;
    let mut session = session::load(common)?;
    let adequacy = args.adequacy.then(|| adequacy(&mut session)).flatten();
    let rows = adequacy.iter().flatten();
    let rows = rows.map(|it| {
        let untried = if it.untried > 0 { format!("+ {} ?", it.untried) } else { String::new() };
        vec![it.instrument.clone(), format!("{}/{}", it.caught, it.mutants), untried]
    });
    let rows = columns(&rows.collect::<Vec<_>>());
    let listed = args.witnesses && session.compilation.checked().is_some();
    let witnesses = listed.then(|| witnesses::all(session.kb()));
    let code = show(&session, format, Asked { adequacy, witnesses })?;
    say(rows.trim_end());
    Ok(code)
}

/// Adds what the examples miss, and returns a score for each instrument; none where errors stand.
pub(super) fn adequacy(session: &mut Session) -> Option<Vec<Score>> {
    session.compilation.checked()?;
    let scores = adequacy::adequacy(session.kb());
    let found = meaning::adequacy(session.kb(), &scores);
    let shown = diagnostics::scores(session.kb(), &scores);
    session.compilation.add(found, &session.project.manifest.levels);
    Some(shown)
}

/// Prints all diagnostics; the exit code says whether one is an error.
pub(super) fn show(session: &Session, format: Format, asked: Asked) -> Result<u8, Failed> {
    let (sources, lang, found) = (&session.project.sources, session.lang, &session.compilation.diagnostics);
    match format {
        // Documents are no form of diagnostics and are refused before.
        Format::Text
        | Format::Md
        | Format::Html
        | Format::Docx
        | Format::Xlsx
        | Format::Ics
        | Format::Gitlab
        | Format::Junit => {
            print_coloured(&report::terminal::render(sources, found, lang, session::colour()))?;
            print(&asked.witnesses.map(|it| witnessed::text(&it, lang)).unwrap_or_default())?;
        }
        Format::Concise => print(&report::concise::render(sources, found, lang))?,
        Format::Json => session.json(&diagnostics::report(sources, found, asked))?,
        Format::Sarif => print_json_text(&report::sarif::render(sources, found, lang))?,
        Format::Github => print(&report::github::render(sources, found, lang))?,
    }
    say(report::summary(found).get(lang));
    Ok(code(found))
}

pub(super) fn code(diagnostics: &[Diagnostic]) -> u8 {
    if diagnostics.iter().any(|it| it.severity == Severity::Error) { FINDINGS } else { FINE }
}
