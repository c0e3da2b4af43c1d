//! Finds and reads the files of a corpus and its manifest.
//!
//! The only reader of the project; never writes, and looks at no content.

#[cfg(feature = "git")]
mod history;

use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::{Digest as _, Sha256};
use toml::Spanned;

use crate::data;
use crate::diag::{Code, Diagnostic, Levels};
use crate::lang::{Bilingual, Lang};
use crate::lexicon::Severity;
use crate::msg;
use crate::source::{Quoted, Sources, Span};

/// What `book.toml` says.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// Title of the book.
    pub title: String,
    /// The date on which everything is evaluated, as written.
    pub as_of: String,
    /// The code of the jurisdiction whose texts come first, as written.
    pub home: Option<String>,
    /// The sets of markets that are shown together, as written; none where nothing is said of them.
    pub market_sets: Option<Vec<Quoted>>,
    /// Ids of the instruments that the base is made for, as written; none where nothing is said of them.
    pub main: Vec<Quoted>,
    /// Folders of the corpus, relative to the root.
    pub corpus: Vec<String>,
    /// The output folder, relative to the root.
    pub out: String,
    /// Severities.
    pub levels: Levels,
}

/// A corpus in memory.
#[derive(Debug)]
pub struct Project {
    /// The folder of `book.toml`.
    pub root: PathBuf,
    /// The manifest.
    pub manifest: Manifest,
    /// The files, in the order of their names.
    pub sources: Sources,
    /// SHA-256 over the texts as they stand, for the cache; what they say has a digest of its own.
    pub digest: String,
    /// What was wrong with files and manifest.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a project could not be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no `book.toml`.
    #[error("no book.toml in {0} or above")]
    NoManifest(PathBuf),
    /// `book.toml` cannot be read or does not say what it must.
    #[error("{0}: {1}")]
    Manifest(PathBuf, String),
    /// A revision of the repository of a folder cannot be read.
    #[error("{0} in the history of {1}: {2}")]
    Revision(String, PathBuf, String),
    /// `book.toml` is no TOML, says something twice, or has characters that nobody sees; with the places.
    #[error("{0}: {en}", en = .1.en)]
    Faults(PathBuf, Bilingual),
}

/// The manifest; what mdBook reads in it has its place and is passed over, whatever else is in it is an error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawManifest {
    #[serde(default)]
    book: RawBook,
    #[serde(default)]
    kijun: RawSettings,
    #[serde(rename = "rust")]
    _rust: Option<IgnoredAny>,
    #[serde(rename = "build")]
    _build: Option<IgnoredAny>,
    #[serde(rename = "preprocessor")]
    _preprocessor: Option<IgnoredAny>,
    #[serde(rename = "output")]
    _output: Option<IgnoredAny>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawBook {
    #[serde(default)]
    title: String,
    #[serde(rename = "authors")]
    _authors: Option<IgnoredAny>,
    #[serde(rename = "description")]
    _description: Option<IgnoredAny>,
    #[serde(rename = "src")]
    _src: Option<IgnoredAny>,
    #[serde(rename = "language")]
    _language: Option<IgnoredAny>,
    #[serde(rename = "text-direction")]
    _text_direction: Option<IgnoredAny>,
    #[serde(rename = "multilingual")]
    _multilingual: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawSettings {
    as_of: Option<String>,
    home: Option<String>,
    market_sets: Option<Vec<Spanned<String>>>,
    main: Vec<Spanned<String>>,
    /// The two usual roots where it is not said; then one of them may be missing.
    corpus: Option<Vec<String>>,
    out: String,
    levels: std::collections::BTreeMap<String, String>,
}

impl Default for RawSettings {
    fn default() -> Self {
        Self {
            as_of: None,
            home: None,
            market_sets: None,
            main: Vec::new(),
            corpus: None,
            out: "book".into(),
            levels: std::collections::BTreeMap::new(),
        }
    }
}

/// Returns the nearest folder with a `book.toml`, from `start` upwards.
pub fn find_root(start: &Path) -> Result<PathBuf, OpenError> {
    let found = start.ancestors().find(|folder| folder.join("book.toml").is_file());
    found.map(Path::to_path_buf).ok_or_else(|| OpenError::NoManifest(start.to_path_buf()))
}

/// Opens the project whose `book.toml` is in `root`.
pub fn open(root: &Path) -> Result<Project, OpenError> {
    let path = root.join("book.toml");
    let failed = |why: String| OpenError::Manifest(path.clone(), why);
    let bytes = read_bytes(&path).map_err(|error| failed(error.to_string()))?;
    let text = manifest_text(&bytes).map_err(|faults| OpenError::Faults(path.clone(), faults))?;
    let mut diagnostics = Vec::new();
    let has = |folder: &str| root.join(folder).exists();
    let manifest = manifest(&has, &text, &mut diagnostics).map_err(failed)?;
    let mut reading = Reading::new(diagnostics);
    for folder in &manifest.corpus {
        read_folder(root, folder, &mut reading);
    }
    Ok(reading.project(root, manifest))
}

/// What tells that a file changed: how long it is and when it was written; none where it cannot be asked.
type Stamp = Option<(u64, std::time::SystemTime)>;

/// The files of a project with what tells that they changed.
pub type Stamps = Vec<(PathBuf, Stamp)>;

/// Returns what tells that the files of a project changed, without reading one: the manifest and what lies in the folders of the
/// corpus.
pub fn stamps(root: &Path, corpus: &[String]) -> Stamps {
    let stamp = |data: std::fs::Metadata| Some((data.len(), data.modified().ok()?));
    let manifest = root.join("book.toml");
    let found = manifest.metadata().ok().and_then(stamp);
    let mut all = vec![(manifest, found)];
    for folder in corpus {
        let walk = walkdir::WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name();
        let files = walk.into_iter().filter_map(Result::ok).filter(|it| !it.file_type().is_dir());
        let corpus = files.filter(|it| it.path().extension().is_some_and(|it| it == "kijun"));
        all.extend(corpus.map(|it| {
            let found = it.metadata().ok().and_then(stamp);
            (it.into_path(), found)
        }));
    }
    all
}

/// What one file of a revision is, or why it cannot be read.
#[cfg(feature = "git")]
type Found = Result<Vec<u8>, String>;

/// Opens the project whose `book.toml` is in `root` as it was in a revision of the git repository around it.
#[cfg(feature = "git")]
pub fn open_at(root: &Path, revision: &str) -> Result<Project, OpenError> {
    let history = history::Revision::read(root, revision)?;
    let failed = |why: String| OpenError::Revision(revision.to_owned(), root.to_path_buf(), why);
    let text = history.manifest().ok_or_else(|| failed("it has no book.toml there".to_owned()))?;
    let text =
        manifest_text(text.as_bytes()).map_err(|faults| OpenError::Faults(root.join("book.toml"), faults))?;
    let mut diagnostics = Vec::new();
    let manifest = manifest(&|folder| history.has(folder), &text, &mut diagnostics).map_err(failed)?;
    let mut reading = Reading::new(diagnostics);
    for (name, found) in manifest.corpus.iter().flat_map(|folder| history.below(folder)) {
        reading.add_file(name, found.clone().map_err(std::io::Error::other));
    }
    Ok(reading.project(root, manifest))
}

/// Says that this program was built without the history of git repositories.
#[cfg(not(feature = "git"))]
pub fn open_at(root: &Path, revision: &str) -> Result<Project, OpenError> {
    let why = "this program was built without git".to_owned();
    Err(OpenError::Revision(revision.to_owned(), root.to_path_buf(), why))
}

/// The files of a corpus while they are read.
struct Reading {
    sources: Sources,
    hasher: Sha256,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self { sources: crate::prelude::sources(), hasher: Sha256::new(), diagnostics }
    }

    fn add_file(&mut self, name: &str, bytes: std::io::Result<Vec<u8>>) {
        add_file(name, bytes, &mut self.sources, &mut self.hasher, &mut self.diagnostics);
    }

    fn project(mut self, root: &Path, manifest: Manifest) -> Project {
        same_content(&self.sources, &mut self.diagnostics);
        let digest = hex(&self.hasher.finalize());
        let Self { sources, diagnostics, .. } = self;
        Project { root: root.to_path_buf(), manifest, sources, digest, diagnostics }
    }
}

/// Writes a digest as people compare it.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // INVARIANT: writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads a text of the project, or one that this program wrote.
#[expect(clippy::disallowed_methods, reason = "this module is the reader")]
pub fn read_text(path: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

/// Reads a file that the user names, such as a product, in whatever encoding it is.
#[expect(clippy::disallowed_methods, reason = "this module is the reader")]
pub fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// Reads a small file of a folder that this program keeps for itself; none unless the folder is no link and the file
/// is a regular one of at most so many bytes of text.
pub fn read_kept(folder: &Path, name: &str, most: usize) -> Option<String> {
    kept(folder, name, most).and_then(|path| read_text(&path).ok())
}

/// Reads a file of such a folder that is no text.
pub fn read_kept_bytes(folder: &Path, name: &str, most: usize) -> Option<Vec<u8>> {
    kept(folder, name, most).and_then(|path| read_bytes(&path).ok())
}

fn kept(folder: &Path, name: &str, most: usize) -> Option<PathBuf> {
    let path = folder.join(name);
    let (inside, file) = (folder.symlink_metadata().ok()?, path.symlink_metadata().ok()?);
    let plain = inside.is_dir() && file.is_file() && file.len() <= most as u64;
    plain.then_some(path)
}

/// Returns the text of a manifest that is sound as TOML; else what is wrong, each line with its place.
fn manifest_text(bytes: &[u8]) -> Result<String, Bilingual> {
    let mut own = Sources::new();
    let mut faults = Vec::new();
    let found = data::text(&mut own, "book.toml", bytes).and_then(|file| {
        data::read_on(&own, file, data::Format::Toml, &mut faults)?;
        Ok(own.file(file).text.clone())
    });
    let faults = found.as_ref().err().unwrap_or(&faults);
    if faults.is_empty() {
        return found.map_err(|_| Bilingual::default());
    }
    let line = |it: &data::Fault, lang: Lang| {
        let place = own.place(it.at);
        format!("{}:{}:{}: {}", place.file, place.line, place.column, it.message.get(lang))
    };
    Err(Bilingual::from_fn(|lang| faults.iter().map(|it| line(it, lang)).collect::<Vec<_>>().join("\n")))
}

/// Reads the manifest; `has` says whether the project has a folder.
fn manifest(has: &dyn Fn(&str) -> bool, text: &str, out: &mut Vec<Diagnostic>) -> Result<Manifest, String> {
    let raw: RawManifest = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut levels = Levels::default();
    for (key, word) in &raw.kijun.levels {
        if let Err(diagnostic) = level(&mut levels, key, word) {
            out.push(diagnostic);
        }
    }
    let corpus = raw.kijun.corpus.unwrap_or_else(|| usual_roots(has));
    for folder in corpus.iter().chain([&raw.kijun.out]) {
        if !is_inside(folder) {
            return Err(format!("`{folder}` leads out of the project"));
        }
    }
    let as_of = raw.kijun.as_of.ok_or("`[kijun]` has no `as_of`")?;
    let RawSettings { home, market_sets, main, out, .. } = raw.kijun;
    let all_quoted = |all: Vec<Spanned<String>>| all.into_iter().map(|it| quoted(text, it)).collect();
    let (market_sets, main) = (market_sets.map(all_quoted), all_quoted(main));
    Ok(Manifest { title: raw.book.title, as_of, home, market_sets, main, corpus, out, levels })
}

/// Returns what a value says, with its place in the manifest.
fn quoted(manifest: &str, value: Spanned<String>) -> Quoted {
    let mut own = Sources::new();
    let file = own.add("book.toml", manifest);
    let span = value.span();
    let (line, column) = own.line_column(own.file(file).span(file, span.start, span.end));
    Quoted { text: value.into_inner(), place: format!("book.toml:{line}:{column}") }
}

/// Returns those of the two usual roots that a base has; both where it has neither, so that the lack is reported.
fn usual_roots(has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let both = ["rules", "standards"];
    let present: Vec<String> = both.into_iter().filter(|folder| has(folder)).map(str::to_owned).collect();
    if present.is_empty() { both.map(str::to_owned).to_vec() } else { present }
}

/// Says whether a relative path stays below the folder that it starts from.
pub fn is_inside(path: &str) -> bool {
    let path = Path::new(path);
    !path.as_os_str().is_empty() && path.components().all(|part| matches!(part, Component::Normal(_)))
}

#[expect(clippy::result_large_err, reason = "a handful of settings is read once")]
fn level(levels: &mut Levels, key: &str, word: &str) -> Result<(), Diagnostic> {
    let wrong = |title: Bilingual| Diagnostic::new(Code::BadManifest, title);
    let code = Code::parse(key)
        .ok_or_else(|| wrong(msg!(ja: "book.tomlの「{key}」という診断はない", en: "`book.toml` sets `{key}`, which is no code")))?;
    let severity = match word {
        "off" => None,
        _ => Some(Severity::parse(word).ok_or_else(|| {
            wrong(msg!(ja: "book.tomlの「{word}」は重大度でない", en: "`{word}` in `book.toml` is no severity"))
                .help(msg!(ja: "「error」「warning」「note」「off」のいずれかです。", en: "write `error`, `warning`, `note` or `off`"))
        })?),
    };
    levels.set(code, severity).map_err(|code| {
        let number = code.number();
        wrong(msg!(ja: "{number}の重大度は変えられない", en: "the severity of {number} cannot be changed"))
            .help(msg!(ja: "出力がこの診断に依存しています。", en: "outputs rely on it"))
    })
}

fn read_folder(root: &Path, folder: &str, reading: &mut Reading) {
    let walk = walkdir::WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name();
    let found: Vec<walkdir::Result<walkdir::DirEntry>> = walk.into_iter().collect();
    let read: Vec<Option<std::io::Result<Vec<u8>>>> = found.par_iter().map(corpus_bytes).collect();
    for (entry, bytes) in found.iter().zip(read) {
        match (entry, bytes) {
            (Err(error), _) => reading.diagnostics.push(walk_error(root, error)),
            (Ok(entry), Some(bytes)) => {
                reading.add_file(&display_name(root, entry.path()), bytes);
            }
            (Ok(_), None) => {}
        }
    }
}

/// Reads what was found if it is a file of the corpus.
#[expect(clippy::disallowed_methods, reason = "this module is the reader")]
fn corpus_bytes(found: &walkdir::Result<walkdir::DirEntry>) -> Option<std::io::Result<Vec<u8>>> {
    let entry = found.as_ref().ok()?;
    let is_corpus = entry.file_type().is_file() && entry.path().extension().is_some_and(|it| it == "kijun");
    is_corpus.then(|| std::fs::read(entry.path()))
}

/// Returns the name of a file as messages show it.
fn display_name(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn walk_error(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let name = error.path().map(|path| display_name(root, path)).unwrap_or_default();
    if error.loop_ancestor().is_some() {
        return Diagnostic::new(
            Code::LinkLoop,
            msg!(ja: "「{name}」は循環するシンボリックリンクなので読み飛ばした", en: "`{name}` is a symbolic link that leads back; it was skipped"),
        );
    }
    let why = error.io_error().map(ToString::to_string).unwrap_or_default();
    Diagnostic::new(Code::UnreadableFile, msg!(ja: "「{name}」を読めない", en: "`{name}` cannot be read"))
        .note(Bilingual::same(why))
}

fn add_file(
    name: &str,
    bytes: std::io::Result<Vec<u8>>,
    sources: &mut Sources,
    hasher: &mut Sha256,
    out: &mut Vec<Diagnostic>,
) {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let diagnostic = Diagnostic::new(
                Code::UnreadableFile,
                msg!(ja: "「{name}」を読めない", en: "`{name}` cannot be read"),
            );
            out.push(diagnostic.note(Bilingual::same(error.to_string())));
            return;
        }
    };
    // Two texts that differ in line ends only are the same corpus on every platform.
    let text = match String::from_utf8(bytes) {
        Ok(text) if memchr::memchr(b'\r', text.as_bytes()).is_none() => text,
        Ok(text) => text.replace("\r\n", "\n"),
        Err(error) => {
            out.push(not_utf8(name, &error, sources));
            return;
        }
    };
    hasher.update(name.as_bytes());
    hasher.update([0]);
    hasher.update(text.as_bytes());
    hasher.update([0]);
    let empty = text.trim().is_empty();
    let alone = memchr::memchr(b'\r', text.as_bytes());
    let id = sources.add(name, text);
    if let Some(at) = alone {
        out.push(lone_return(name, sources.file(id).span(id, at, at)));
    }
    if empty {
        let span = sources.file(id).span(id, 0, 0);
        out.push(
            Diagnostic::new(Code::EmptyFile, msg!(ja: "「{name}」は空である", en: "`{name}` is empty"))
                .here(span)
                .help(msg!(ja: "宣言を書くか、ファイルを取り除いてください。", en: "write an item, or remove the file")),
        );
    }
}

/// Says where a line ends with a carriage return alone, which ends no comment.
fn lone_return(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnreadableFile, msg!(ja: "「{name}」の行がCRだけで終わっている", en: "a line of `{name}` ends with CR alone"))
        .at(span, msg!(ja: "ここが最初である", en: "here for the first time"))
        .help(msg!(ja: "行の終わりをLF又はCR LFとして保存し直してください。", en: "save the file with lines that end with LF or CR LF"))
}

/// Says where the first byte stands that is not UTF-8; what comes before it is shown.
fn not_utf8(name: &str, error: &std::string::FromUtf8Error, sources: &mut Sources) -> Diagnostic {
    let good = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes().get(..good).unwrap_or_default()).into_owned();
    let line = text.lines().count().max(1);
    let id = sources.add_broken(name, text);
    let span = sources.file(id).span(id, good, good);
    Diagnostic::new(Code::NotUtf8, msg!(ja: "「{name}」はUTF-8でない", en: "`{name}` is not UTF-8"))
        .at(span, msg!(ja: "{line}行目のこの先", en: "behind this place, in line {line}"))
        .help(msg!(ja: "UTF-8で保存し直してください。", en: "save the file as UTF-8"))
}

fn same_content(sources: &Sources, out: &mut Vec<Diagnostic>) {
    let mut seen = std::collections::BTreeMap::new();
    for (id, file) in sources.iter().filter(|(_, file)| !file.text.trim().is_empty()) {
        if let Some(first) = seen.insert(file.text.as_str(), (id, &file.name)) {
            let (one, two) = (first.1, &file.name);
            out.push(
                Diagnostic::new(Code::SameContent, msg!(ja: "「{two}」は「{one}」と同じ内容である", en: "`{two}` has the same content as `{one}`"))
                    .here(file.span(id, 0, 0))
                    .help(msg!(ja: "一方を取り除いてください。", en: "remove one of them")),
            );
        }
    }
}
