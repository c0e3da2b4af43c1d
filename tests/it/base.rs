//! The shipped corpus, compiled once for all tests.

use std::sync::LazyLock;

use kijun::compile::{self, Compilation};
use kijun::model::{Date, Standpoint};
use kijun::norm::{Base, Checked};
use kijun::project::{self, Project};

use crate::support::root;

static PROJECT: LazyLock<Project> = LazyLock::new(|| project::open(&root()).expect("the corpus can be read"));

static SHIPPED: LazyLock<Compilation> = LazyLock::new(|| {
    let Project { manifest, sources, diagnostics, .. } = &*PROJECT;
    let standpoint = Standpoint {
        as_of: as_of(),
        home: manifest.home.clone(),
        market_sets: manifest.market_sets.clone(),
        main: manifest.main.clone(),
    };
    compile::compile(sources, standpoint, &manifest.levels, diagnostics.clone())
});

/// Returns files and manifest of the shipped corpus.
pub(crate) fn project() -> &'static Project {
    &PROJECT
}

/// Returns the as-of date of the shipped manifest.
pub(crate) fn as_of() -> Date {
    Date::parse(&project().manifest.as_of).expect("the manifest has a date")
}

/// Returns what compiling the shipped corpus gave.
pub(crate) fn compiled() -> &'static Compilation {
    &SHIPPED
}

/// Returns the shipped knowledge base.
pub(crate) fn shipped() -> Base<'static> {
    SHIPPED.base()
}

/// Returns the shipped knowledge base, against which no error stands.
pub(crate) fn checked() -> Checked<'static> {
    SHIPPED.checked().expect("the corpus is sound")
}

/// Compiles the shipped corpus as of another day.
pub(crate) fn shipped_on(day: &str) -> Compilation {
    let Project { manifest, sources, diagnostics, .. } = project();
    let levels = manifest.levels.on_another_day();
    compile::compile(sources, Date::parse(day).expect("a date"), &levels, diagnostics.clone())
}

/// Compiles a text of its own.
pub(crate) fn text(text: &str) -> Compilation {
    let mut sources = kijun::prelude::sources();
    sources.add("fixture.kijun", text);
    compile::compile(&sources, as_of(), &kijun::diag::Levels::default(), Vec::new())
}
