//! What every command starts from: language, date, files, compiled knowledge base.
//!
//! The one place that looks at the environment.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cache::{Cache, Seal};
use crate::compile::{self, Compilation, compile, compile_sound};
use crate::diag::Diagnostic;
use crate::export;
use crate::lang::Lang;
use crate::model::{Date, Node, Standpoint, meant};
use crate::msg;
use crate::norm::Base;
use crate::project::{self, Project};
use crate::query::citation::{self, Answer, Kind};
use crate::report;
use crate::view::answer::Answered;

use super::args::{Common, Format, Language, Output, When};
use super::failed::Failed;
use super::stream::{print, print_json, say};

/// A compiled project.
pub(super) struct Session {
    pub(super) lang: Lang,
    pub(super) project: Project,
    pub(super) compilation: Compilation,
}

/// Returns the language of messages: the option, else the locale.
pub(super) fn lang(common: &Common) -> Lang {
    match common.lang {
        Some(Language::Ja) => Lang::Ja,
        Some(Language::En) => Lang::En,
        None => locale(),
    }
}

/// Returns the language of messages before the command line is understood, for what is wrong with it.
pub(super) fn asked_language() -> Lang {
    let words: Vec<String> = std::env::args_os().map(|it| it.to_string_lossy().into_owned()).collect();
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    let apart = words.windows(2).filter_map(|pair| match pair {
        [option, value] if option == "--lang" => Some(value.as_str()),
        _ => None,
    });
    match joined.chain(apart).last() {
        Some("ja") => Lang::Ja,
        Some("en") => Lang::En,
        Some(_) | None => locale(),
    }
}

#[expect(clippy::disallowed_methods, reason = "the locale is part of the command line")]
fn locale() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|it| !it.is_empty());
    if locale.is_some_and(|it| it.starts_with("ja")) { Lang::Ja } else { Lang::En }
}

/// Reads the files of the project.
pub(super) fn open(common: &Common) -> Result<Project, Failed> {
    Ok(project::open(&root(common)?)?)
}

fn root(common: &Common) -> Result<PathBuf, Failed> {
    Ok(match &common.root {
        Some(root) => root.clone(),
        None => project::find_root(&here()?)?,
    })
}

fn here() -> Result<PathBuf, Failed> {
    std::env::current_dir().map_err(|error| {
        Failed(msg!(ja: "現在のフォルダーがない: {error}", en: "there is no current folder: {error}"))
    })
}

/// A project that was read, with the day to compile it for.
pub(super) struct Opened {
    project: Project,
    standpoint: Standpoint,
    found: Vec<Diagnostic>,
    /// Where it is remembered as sound, unless nothing is to be remembered.
    memory: Option<(Cache, Seal)>,
}

impl Opened {
    /// Returns what stands for the base, and where something is kept of it, unless nothing is to be kept.
    #[cfg(feature = "search")]
    pub(super) fn memory(&self) -> Option<(&Cache, &Seal)> {
        self.memory.as_ref().map(|(cache, seal)| (cache, seal))
    }

    /// Compiles it and refuses to go on if it has errors.
    pub(super) fn sound(self, common: &Common) -> Result<Session, Failed> {
        sound(self.session(common))
    }

    pub(super) fn new(common: &Common) -> Result<Self, Failed> {
        Self::of(common, open(common)?)
    }

    fn of(common: &Common, mut project: Project) -> Result<Self, Failed> {
        let text = common.as_of.as_ref().unwrap_or(&project.manifest.as_of);
        let as_of = day(text)?;
        let found = std::mem::take(&mut project.diagnostics);
        if *text != project.manifest.as_of {
            project.manifest.levels = project.manifest.levels.on_another_day();
        }
        let seal = || Seal::of(&project, as_of, &project.manifest.levels);
        let memory = (!common.no_cache).then(|| (Cache::beside(&project.root), seal()));
        let standpoint = Standpoint {
            as_of,
            home: project.manifest.home.clone(),
            market_sets: project.manifest.market_sets.clone(),
            main: project.manifest.main.clone(),
        };
        Ok(Self { project, standpoint, found, memory })
    }

    fn is_known(&self) -> bool {
        self.memory.as_ref().is_some_and(|(cache, seal)| cache.knows(seal))
    }

    /// Compiles; the checks are run unless they are known to find nothing.
    fn session(self, common: &Common) -> Session {
        if self.is_known() { self.trust(common) } else { self.check(common) }
    }

    /// Compiles with all checks.
    fn check(self, common: &Common) -> Session {
        let Self { project, standpoint, found, memory } = self;
        let compilation = compile(&project.sources, standpoint, &project.manifest.levels, found);
        if let Some((cache, seal)) = memory.filter(|_| compilation.checked().is_some()) {
            cache.remember(&seal);
        }
        Session { lang: lang(common), project, compilation }
    }

    /// Compiles what is known to be sound.
    fn trust(self, common: &Common) -> Session {
        let Self { project, standpoint, found, .. } = self;
        let compilation = compile_sound(&project.sources, standpoint, &project.manifest.levels, found);
        Session { lang: lang(common), project, compilation }
    }
}

/// Reads the project for somebody who compiles it.
#[cfg(feature = "serve")]
pub(super) fn fresh(common: &Common) -> Result<crate::serve::Fresh, Failed> {
    let Opened { project, standpoint, found, .. } =
        Opened::new(&Common { no_cache: true, ..common.clone() })?;
    Ok(crate::serve::Fresh { project, standpoint, found })
}

/// Reads and compiles the project with all checks.
pub(super) fn load(common: &Common) -> Result<Session, Failed> {
    Ok(Opened::new(common)?.check(common))
}

/// Reads and compiles the project and refuses to go on if it has errors; the checks are run unless they are known to
/// find none.
pub(super) fn load_checked(common: &Common) -> Result<Session, Failed> {
    sound(Opened::new(common)?.session(common))
}

/// Returns what has no error, and refuses to go on with anything else.
fn sound(session: Session) -> Result<Session, Failed> {
    if session.compilation.checked().is_some() {
        return Ok(session);
    }
    let errors: Vec<Diagnostic> = session
        .compilation
        .diagnostics
        .iter()
        .filter(|it| it.severity == crate::lexicon::Severity::Error)
        .cloned()
        .collect();
    say(&report::concise::render(&session.project.sources, &errors, session.lang));
    Err(Failed(msg!(
        ja: "知識ベースに誤りがあるので続けられない。「kijun check」で確かめてください。",
        en: "the knowledge base has errors; run `kijun check`",
    )))
}

/// Reads and compiles another state of the project, and refuses to go on if it has errors: a folder with a `book.toml`,
/// else a revision of the git repository around the project.
pub(super) fn load_state(common: &Common, state: &str) -> Result<Session, Failed> {
    if Path::new(state).is_dir() {
        return load_checked(&Common { root: Some(state.into()), ..common.clone() });
    }
    let project = project::open_at(&root(common)?, state)?;
    sound(Opened::of(common, project)?.session(common))
}

impl Session {
    /// Returns the digest of what the rules say.
    pub(super) fn digest(&self) -> String {
        project::hex(&compile::digest(&self.project.sources))
    }

    /// Writes an answer to standard output: as JSON with its head, or laid out for people.
    pub(super) fn answer<T: Serialize>(
        &self,
        view: &T,
        format: Format,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failed> {
        if format == Format::Json { self.json(view) } else { print(&text(view)) }
    }

    /// Writes an answer to standard output as JSON with its head.
    pub(super) fn json<T: Serialize>(&self, view: &T) -> Result<(), Failed> {
        print_json(&Answered::new(view, Some(self.digest())))
    }

    /// Returns an answer as JSON with its head.
    pub(super) fn json_bytes<T: Serialize>(&self, view: &T) -> Vec<u8> {
        export::json(&Answered::new(view, Some(self.digest())))
    }

    pub(super) fn kb(&self) -> Base<'_> {
        self.compilation.base()
    }

    /// Finds what an id or citation names, and nothing near it.
    pub(super) fn find(&self, text: &str) -> Result<Vec<Node>, Failed> {
        let (kb, answer) = (self.kb(), citation::find(self.kb(), text));
        let said = match &answer {
            Answer::Found(it) if matches!(it.kind, Kind::Parent | Kind::Elsewhere) => it.said(kb, text),
            Answer::Found(_) | Answer::Candidates(_) | Answer::Nothing(_) => answer.unsure(kb, text),
        };
        match (said, answer) {
            (None, Answer::Found(it)) => {
                it.said(kb, text).iter().for_each(|it| say(it.get(self.lang)));
                Ok(it.meaning.nodes())
            }
            (said, _) => Err(Failed(said.unwrap_or_default())),
        }
    }
}

/// Returns the format, refusing those that a command does not have.
pub(super) fn format(common: &Common, allowed: &[Format]) -> Result<Format, Failed> {
    match outputs(common, allowed)?.as_slice() {
        [Output { format, file: None }] => Ok(*format),
        _ => Err(Failed(msg!(
            ja: "この命令は一つの形式を標準出力に書く。ファイルは「--format」では指定できない。",
            en: "this command writes one format to standard output; `--format` names no file here",
        ))),
    }
}

/// Returns what is to be written, refusing formats that a command does not have and two things in one place.
pub(super) fn outputs(common: &Common, allowed: &[Format]) -> Result<Vec<Output>, Failed> {
    let first = allowed.first().copied().unwrap_or(Format::Text);
    let wanted =
        common.format.as_ref().map_or_else(|| vec![Output { format: first, file: None }], |it| it.0.clone());
    let mut places: Vec<&Option<PathBuf>> = wanted.iter().map(|it| &it.file).collect();
    places.sort();
    if let Some([twice, _]) = places.windows(2).find(|it| matches!(it, [a, b] if a == b)) {
        let Some(file) = twice.as_ref().map(|it| it.display()) else {
            return Err(Failed(msg!(
                ja: "標準出力に書ける形式は一つだけである。ほかは「sarif=ファイル」のようにファイルに書く。",
                en: "one format goes to standard output; give the others a file, as in `sarif=FILE`",
            )));
        };
        return Err(Failed(
            msg!(ja: "「{file}」に二つの形式を書くことはできない。", en: "two formats cannot be written to {file}"),
        ));
    }
    if wanted.iter().all(|it| allowed.contains(&it.format)) {
        return Ok(wanted);
    }
    let list = allowed.iter().map(|it| format!("{it:?}").to_lowercase()).collect::<Vec<_>>().join(", ");
    Err(Failed(msg!(ja: "この命令の形式は{list}のいずれかです。", en: "this command has the formats {list}")))
}

/// Says how a date is written, and which one was meant where that can be seen.
/// Reads a day of an option.
pub(super) fn day(text: &str) -> Result<Date, Failed> {
    Date::parse(text).ok_or_else(|| no_day(text))
}

fn no_day(text: &str) -> Failed {
    let meant = meant::day(text).map_or_else(|| "2026-04-01".to_owned(), |day| day.to_string());
    Failed(
        msg!(ja: "「{text}」は日付でない。「{meant}」の形で書いてください。", en: "`{text}` is not a date; write it as {meant}"),
    )
}

/// Refuses a date where nothing depends on it.
pub(super) fn no_date(common: &Common) -> Result<(), Failed> {
    match common.as_of {
        Some(_) => Err(Failed(msg!(
            ja: "「--as-of」はこの命令では使えない。結果は日付によらない。",
            en: "`--as-of` has no effect here: nothing in the answer depends on the date",
        ))),
        None => Ok(()),
    }
}

/// Takes in when colours are asked for.
pub(super) fn colours(common: &Common) {
    match common.color {
        Some(When::Always) => anstream::ColorChoice::Always.write_global(),
        Some(When::Never) => anstream::ColorChoice::Never.write_global(),
        Some(When::Auto) | None => {}
    }
}

/// Says whether standard output takes colour: as the command line says, else where it is a terminal that does.
pub(super) fn colour() -> report::terminal::Colour {
    use anstream::{AutoStream, ColorChoice};
    let asked = ColorChoice::global();
    let plain = AutoStream::choice(&std::io::stdout()) == ColorChoice::Never;
    if plain || (asked == ColorChoice::Auto && !std::io::stdout().is_terminal()) {
        report::terminal::Colour::Never
    } else {
        report::terminal::Colour::Always
    }
}
