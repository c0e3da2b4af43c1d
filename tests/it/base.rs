//! The shipped corpus, compiled once for all tests.

use std::path::Path;
use std::sync::LazyLock;

use kijun::compile::{self, Compilation};
use kijun::model::{Date, Kb};
use kijun::project;

static SHIPPED: LazyLock<Compilation> = LazyLock::new(|| {
    let project = project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the corpus can be read");
    let as_of = Date::parse(&project.manifest.as_of).expect("the manifest has a date");
    compile::compile(&project.sources, as_of, &project.manifest.levels, project.diagnostics)
});

/// Returns the shipped knowledge base.
pub(crate) fn shipped() -> &'static Kb {
    &SHIPPED.kb
}

/// Compiles the shipped corpus as of another day.
pub(crate) fn shipped_on(day: &str) -> Compilation {
    let project = project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the corpus can be read");
    let levels = project.manifest.levels.on_another_day();
    compile::compile(&project.sources, Date::parse(day).expect("a date"), &levels, project.diagnostics)
}

/// Compiles a text of its own.
pub(crate) fn text(text: &str) -> Compilation {
    let mut sources = kijun::source::Sources::new();
    sources.add("fixture.kijun", text);
    let as_of = Date::parse("2026-11-21").expect("a date");
    compile::compile(&sources, as_of, &kijun::diag::Levels::default(), Vec::new())
}
