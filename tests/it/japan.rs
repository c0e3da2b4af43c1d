//! The Japanese core as texts in memory, so that a test can change a word and look at it again.

use std::sync::LazyLock;

use kijun::check;
use kijun::compile::{Compilation, compile};
use kijun::diag::{Diagnostic, Levels};
use kijun::lexicon::Severity;
use kijun::norm::{Base, Norms};
use kijun::resolve::resolve;
use kijun::source::{FileId, Sources};
use kijun::syntax::{ast, parse};

use crate::base::as_of;
use crate::support::root;

/// Folders that the Japanese instruments need.
const PARTS: &[&str] = &["rules/jp", "rules/proposals", "standards/jcstar1", "standards/shared"];

/// What in these folders speaks of other instruments as well.
const OTHERS: &[&str] = &[
    "standards/jcstar1/claims.kijun",
    "standards/jcstar1/mappings.kijun",
    "standards/shared/constraints.kijun",
    "standards/shared/mappings/",
    "standards/shared/terms/",
];

/// Folders of which the Japanese core needs the files of Japan alone.
const BY_PLACE: &[&str] = &["standards/shared/devices/", "standards/shared/findings/"];

fn is_needed(name: &str) -> bool {
    let foreign = BY_PLACE
        .iter()
        .any(|folder| name.strip_prefix(folder).is_some_and(|file| !file.starts_with("japan")));
    !foreign && !OTHERS.iter().any(|it| name.starts_with(it))
}

/// The files, and what each parses to.
struct Core {
    files: Vec<(String, String)>,
    parsed: Vec<ast::File>,
}

static CORE: LazyLock<Core> = LazyLock::new(|| {
    let walks = PARTS.iter().flat_map(|part| walkdir::WalkDir::new(root().join(part)).sort_by_file_name());
    let paths = walks.map(|entry| entry.expect("a readable folder").into_path());
    let files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "kijun"))
        .map(|path| {
            let name = path.strip_prefix(root()).expect("inside").display().to_string();
            (name, std::fs::read_to_string(&path).expect("a readable file"))
        })
        .filter(|(name, _)| is_needed(name))
        .collect();
    let sources = sources(&files, None);
    let ids: Vec<FileId> = sources.iter().map(|(id, _)| id).collect();
    let parsed = ids.into_iter().map(|id| parse(&sources, id).file).collect();
    Core { files, parsed }
});

fn sources(files: &[(String, String)], changed: Option<(&str, &str)>) -> Sources {
    let mut sources = kijun::prelude::sources();
    for (name, text) in files {
        let text = changed.filter(|(other, _)| other == name).map_or(text.as_str(), |(_, text)| text);
        sources.add(name.as_str(), text);
    }
    sources
}

/// Returns name and text of every file.
pub(crate) fn files() -> &'static [(String, String)] {
    &CORE.files
}

/// Compiles the files as they are.
pub(crate) fn compiled() -> Compilation {
    compile(&sources(&CORE.files, None), as_of(), &Levels::default(), Vec::new())
}

/// Says whether the checks of meaning find an error once one file is changed.
///
/// Only that file is parsed anew. What does not even resolve proves nothing, so it is an error of the test; but
/// whoever uses an open limb notices that it is gone.
pub(crate) fn is_noticed(name: &str, text: &str) -> bool {
    let sources = sources(&CORE.files, Some((name, text)));
    let mut files = CORE.parsed.clone();
    for (id, _) in sources.iter().filter(|(_, file)| file.name == name) {
        let parsed = parse(&sources, id);
        assert!(parsed.diagnostics.is_empty(), "{name}: {:?}", parsed.diagnostics);
        files[id.raw()] = parsed.file;
    }
    let (kb, diagnostics) = resolve(&files, as_of());
    let other = |it: &&Diagnostic| it.severity == Severity::Error && !it.title.en.contains("`open.");
    let unexpected: Vec<&Diagnostic> = diagnostics.iter().filter(other).collect();
    assert!(unexpected.is_empty(), "{name}: {unexpected:?}");
    if errors(&diagnostics) {
        return true;
    }
    let norms = Norms::compile(&kb);
    let base = Base::new(&kb, &norms);
    errors(&check::meaning::run(base)) || errors(&check::meaning(base, &sources))
}

/// Compiles the files with one of them changed, and returns the errors.
pub(crate) fn errors_of(name: &str, text: &str) -> Vec<Diagnostic> {
    let sources = sources(&CORE.files, Some((name, text)));
    let found = compile(&sources, as_of(), &Levels::default(), Vec::new()).diagnostics;
    found.into_iter().filter(|it| it.severity == Severity::Error).collect()
}

fn errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|it| it.severity == Severity::Error)
}
