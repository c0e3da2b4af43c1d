//! What must hold of any text; a broken promise panics.

use kijun::artifact::Memory;
use kijun::compile::Compilation;
use kijun::diag::Levels;
use kijun::lang::Lang;
use kijun::model::Date;
use kijun::report::terminal::Colour;
use kijun::report::{concise, github, sarif, terminal};
use kijun::site::{Input, build};
use kijun::source::Sources;
use kijun::syntax;
use kijun::view::diagnostics;

/// A text gives a tree, and every fault in it a place inside the text and a message in every format.
pub fn parse(text: &str) {
    let mut sources = Sources::new();
    let id = sources.add("a.kijun", text);
    let found = syntax::parse(&sources, id).diagnostics;
    for diagnostic in &found {
        let place = diagnostic.primary.as_ref().expect("a fault of a text has a place");
        assert!(text.get(place.span.range()).is_some(), "{diagnostic:?}");
    }
    for lang in [Lang::Ja, Lang::En] {
        terminal::render(&sources, &found, lang, Colour::Never);
        concise::render(&sources, &found, lang);
        github::render(&sources, &found, lang);
        sarif::render(&sources, &found, lang);
    }
    diagnostics::report(&sources, &found, diagnostics::Asked::default());
}

/// The formatter changes blanks only, and what it wrote it leaves alone.
pub fn format(text: &str) {
    let Some(once) = formatted(text) else { return };
    assert_eq!(signs(&once), signs(text));
    assert_eq!(formatted(&once).as_deref(), Some(once.as_str()));
}

/// Formats a text that has no errors.
fn formatted(text: &str) -> Option<String> {
    let mut sources = Sources::new();
    let id = sources.add("a.kijun", text);
    syntax::format::format(&sources, id).ok()
}

/// Returns what is no blank; to the language a byte-order mark is one, wherever it stands.
fn signs(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{feff}').collect()
}

/// A text goes through the whole pipeline, the same way each time; what passes its checks becomes a site.
pub fn compile(text: &str) {
    let mut sources = kijun::prelude::sources();
    sources.add("a.kijun", text);
    let shown = |it: &Compilation| concise::render(&sources, &it.diagnostics, Lang::En);
    let (first, second) = (compiled(&sources), compiled(&sources));
    assert_eq!(shown(&first), shown(&second));
    if let Some(checked) = first.checked() {
        let input = Input { title: "Kijun".to_owned(), digest: "0".to_owned(), adequacy: None, host: None };
        build(checked, &input, &Memory::default()).expect("memory takes all");
    }
}

fn compiled(sources: &Sources) -> Compilation {
    let day = Date::parse("2026-11-21").expect("a date");
    kijun::compile::compile(sources, day, &Levels::default(), Vec::new())
}
