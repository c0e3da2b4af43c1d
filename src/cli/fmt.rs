//! `kijun fmt`.

use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;
use crate::msg;
use crate::output;
use crate::report;
use crate::source::{FileId, Sources};
use crate::syntax::format;
use crate::{prelude, project};

use super::args::{Common, Fmt, Format};
use super::failed::Failed;
use super::session;
use super::stream::{print, print_coloured, say};
use super::{BROKEN, FINDINGS, FINE};

pub(super) fn run(common: &Common, args: &Fmt) -> Result<u8, Failed> {
    session::format(common, &[Format::Text])?;
    session::no_date(common)?;
    let (root, sources) = gather(common, &args.files)?;
    let lang = session::lang(common);
    let mut broken: Vec<Diagnostic> = Vec::new();
    let mut changed: Vec<(FileId, String)> = Vec::new();
    for (id, file) in sources.iter().filter(|(_, file)| file.whole && file.name != prelude::NAME) {
        match format::format(&sources, id) {
            Ok(text) if text == file.text => {}
            Ok(text) => changed.push((id, text)),
            Err(diagnostics) => broken.extend(diagnostics),
        }
    }
    for (id, text) in &changed {
        let file = sources.file(*id);
        if args.check {
            print(&difference(&file.name, &file.text, text))?;
        } else {
            output::replace_file(&root.join(&file.name), text.as_bytes())?;
        }
    }
    if !broken.is_empty() {
        print_coloured(&report::terminal::render(&sources, &broken, lang, session::colour()))?;
        return Ok(BROKEN);
    }
    let n = changed.len();
    if args.check && n > 0 {
        say(msg!(ja: "{n}個のファイルが整形されていない", en: "files that are not formatted: {n}").get(lang));
        return Ok(FINDINGS);
    }
    say(msg!(ja: "{n}個のファイルを整形した", en: "files formatted: {n}").get(lang));
    Ok(FINE)
}

/// Reads the files to format and the folder that their names start from.
fn gather(common: &Common, files: &[PathBuf]) -> Result<(PathBuf, Sources), Failed> {
    if files.is_empty() {
        let project = session::open(common)?;
        return Ok((project.root, project.sources));
    }
    let mut sources = Sources::new();
    for path in files {
        let name = path.display().to_string();
        let text = project::read_text(path).map_err(|error| {
            Failed(msg!(ja: "{name}を読めない: {error}", en: "{name} cannot be read: {error}"))
        })?;
        sources.add(name, text);
    }
    Ok((Path::new("").to_path_buf(), sources))
}

/// Returns a unified difference of two texts.
fn difference(name: &str, old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}
