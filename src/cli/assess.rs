//! `kijun assess`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diag::Sink;
use crate::dossier;
use crate::export::assessed;
use crate::logic::domain::Facts;
use crate::msg;
use crate::norm::Base;
use crate::output;
use crate::project;
use crate::query::asked::meant;
use crate::query::baseline::Baseline;
use crate::query::market::{self, Question};
use crate::query::{self, Asked, citation, explain};
use crate::report::terminal::Colour;
use crate::source::Sources;
use crate::view::answer::SCHEMA_VERSION;
use crate::view::assessment::Assessment;
use crate::view::run::{Run, Strictness};
use crate::view::verdicts::{Given, assessment};

use super::args::{Assess, Common, FailOn, Format, Output};
use super::failed::Failed;
use super::product::Described;
use super::session::{self, Session};
use super::stream::{print, print_coloured, print_json_text};
use super::{FINDINGS, FINE, OPEN, datafile, product, verdicts};

/// What an assessment is written as.
const FORMATS: &[Format] =
    &[Format::Text, Format::Json, Format::Md, Format::Sarif, Format::Junit, Format::Github, Format::Gitlab];

pub(super) fn run(common: &Common, args: &Assess) -> Result<u8, Failed> {
    let outputs = outputs(common, args)?;
    let session = session::load_checked(common)?;
    let shown = assess(&session, args)?;
    // Everything is made before anything is written.
    let made: Vec<(&Output, Vec<u8>)> =
        outputs.iter().map(|it| Ok((it, bytes(&session, &shown, it)?))).collect::<Result<_, Failed>>()?;
    for (output, bytes) in &made {
        if let Some(file) = &output.file {
            output::replace_file(file, bytes)?;
        }
    }
    for (output, bytes) in made.iter().filter(|(output, _)| output.file.is_none()) {
        shown_on_screen(output.format, &String::from_utf8_lossy(bytes))?;
    }
    Ok(code(&shown))
}

/// Returns what to write; a quiet run writes nothing to standard output.
fn outputs(common: &Common, args: &Assess) -> Result<Vec<Output>, Failed> {
    let mut all = session::outputs(common, FORMATS)?;
    if args.quiet && common.format.is_some() && all.iter().any(|it| it.file.is_none()) {
        return Err(Failed(msg!(
            ja: "「--quiet」は標準出力に何も書かない。「--format」の出力先をファイルとしてください。",
            en: "`--quiet` writes nothing to standard output; give what `--format` names a file",
        )));
    }
    all.retain(|it| !args.quiet || it.file.is_some());
    Ok(all)
}

fn bytes(session: &Session, shown: &Assessment, output: &Output) -> Result<Vec<u8>, Failed> {
    let lang = session.lang;
    Ok(match output.format {
        Format::Json => session.json_bytes(shown),
        Format::Md => assessed::markdown(shown, lang).into_bytes(),
        Format::Sarif => assessed::sarif(shown, lang).into_bytes(),
        Format::Junit => assessed::junit(shown, lang).into_bytes(),
        Format::Github => assessed::github(shown, lang).into_bytes(),
        Format::Gitlab => assessed::gitlab(shown, lang).ok_or_else(|| {
            Failed(msg!(
                ja: "形式「gitlab」は製品のファイルの行を示すので、製品のファイルを指定してください。",
                en: "the format gitlab shows lines of the product file; name a product file",
            ))
        })?,
        // What else there is was refused before.
        Format::Text | Format::Concise | Format::Html | Format::Docx | Format::Xlsx | Format::Ics => {
            let colour = if output.file.is_none() { session::colour() } else { Colour::Never };
            verdicts::text(shown, lang, colour).into_bytes()
        }
    })
}

fn shown_on_screen(format: Format, text: &str) -> Result<(), Failed> {
    match format {
        Format::Json | Format::Sarif | Format::Gitlab => print_json_text(text),
        Format::Text => print_coloured(text),
        Format::Concise
        | Format::Md
        | Format::Html
        | Format::Docx
        | Format::Xlsx
        | Format::Ics
        | Format::Github
        | Format::Junit => print(text),
    }
}

fn assess(session: &Session, args: &Assess) -> Result<Assessment, Failed> {
    let kb = session.kb();
    let baseline = args.baseline.as_deref().map(baseline).transpose()?;
    let Described { product, sources } = product::read(kb, args.product.as_deref(), &args.set)?;
    let facts = &product.facts;
    let kb = if args.whole { kb } else { kb.on(kb.as_of) };
    let question = question(session, kb, &args.against, facts)?;
    let kb = kb.within(&question.scopes);
    let assessed = query::assess(kb, facts, &question.asked)?;
    let waived = dossier::waived(kb, &product, &assessed);
    let mut findings = Sink::new();
    findings
        .extend(dossier::findings(kb, &product, &assessed, &|file| beside(args.product.as_deref(), file)));
    let findings = findings.finish(&session.project.manifest.levels);
    let mends = explain::mends(kb, facts, &question.asked, &assessed);
    let explained = args.explain.then(|| explain::explain(kb, facts, &question.asked));
    let file = args.product.as_deref().map(found_at);
    let given = Given {
        product: &product,
        sources: &sources,
        file: file.as_deref(),
        question: &question,
        assessed: &assessed,
        mends: &mends,
        explained: explained.as_ref(),
        strictness: strictness(&args.fail_on),
        baseline: baseline.as_ref(),
        waived: &waived,
        findings: &findings,
    };
    Ok(assessment(kb, &given))
}

fn strictness(fail_on: &[FailOn]) -> Strictness {
    Strictness { should: fail_on.contains(&FailOn::Should), undecided: fail_on.contains(&FailOn::Undecided) }
}

/// Returns the name by which others find a file: from the folder in which the command runs, where it lies there.
fn found_at(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).or_else(|_| path.strip_prefix(".")).unwrap_or(path);
    path.display().to_string()
}

/// Reads a file by its path from the product file.
fn beside(product: Option<&Path>, file: &str) -> std::io::Result<Vec<u8>> {
    let folder = product.and_then(Path::parent).unwrap_or(Path::new(""));
    project::read_bytes(&folder.join(file))
}

/// Reads an earlier assessment.
fn baseline(path: &Path) -> Result<Baseline, Failed> {
    let what = msg!(ja: "以前の評価結果", en: "an earlier assessment");
    let mut sources = Sources::new();
    let mut faults = Vec::new();
    let root = datafile::read(&mut sources, path, &what, &mut faults)?;
    let read = Baseline::read(&root, SCHEMA_VERSION);
    let places: BTreeSet<_> = faults.iter().map(|it| it.at).collect();
    let (read, more) = match read {
        Ok(read) => (Some(read), Vec::new()),
        Err(more) => (None, more),
    };
    faults.extend(more.into_iter().filter(|it| !places.contains(&it.at)));
    read.filter(|_| faults.is_empty()).ok_or_else(|| {
        let head = datafile::unread(&path.display().to_string(), &what);
        datafile::refused(&sources, &head, faults.len(), faults)
    })
}

fn code(shown: &Assessment) -> u8 {
    match shown.run() {
        Run::Fails => FINDINGS,
        Run::Open => OPEN,
        Run::Fine => FINE,
    }
}

/// Returns what to assess against: the ids named, else what binds the product in its markets.
pub(super) fn question(
    session: &Session,
    kb: Base<'_>,
    ids: &[String],
    facts: &Facts,
) -> Result<Question, Failed> {
    if ids.is_empty() {
        return Ok(market::by_default(kb, facts));
    }
    let mut question = Question::default();
    for id in ids.iter().map(|id| id.trim()) {
        let pinned = citation::is_pinned(session.kb(), id);
        let found = session.find(id)?.into_iter();
        let nodes = found.flat_map(|node| meant(kb, facts, node, pinned));
        question.asked.extend(nodes.map(|node| Asked { node, pinned }));
    }
    Ok(question)
}
