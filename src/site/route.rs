//! Where every id has its page.
//!
//! The only maker of addresses; all are relative to the folder of a language.

use indexmap::IndexSet;

use crate::id;
use crate::lang::Lang;
use crate::view::Library;
use crate::view::alias::{Alias, AliasKind};
use crate::view::slug::slug;

/// The part of the site that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The first page and the narrative ones.
    Home,
    /// Instruments and provisions.
    Instruments,
    /// Requirements.
    Requirements,
    /// Tables.
    Tables,
    /// The glossary.
    Glossary,
    /// Facts.
    Facts,
    /// Sources.
    Sources,
    /// Findings.
    Findings,
    /// Coverage.
    Coverage,
    /// Narrative pages.
    About,
}

impl Section {
    /// All sections with an entry in the navigation.
    pub(super) const ALL: [Section; 10] = [
        Section::Home,
        Section::Instruments,
        Section::Requirements,
        Section::Tables,
        Section::Glossary,
        Section::Facts,
        Section::Sources,
        Section::Findings,
        Section::Coverage,
        Section::About,
    ];

    /// Returns the address of its first page.
    pub(super) fn address(self) -> &'static str {
        match self {
            Section::Home => "index.html",
            Section::Instruments => "instruments/index.html",
            Section::Requirements => "requirements/index.html",
            Section::Tables => "tables/index.html",
            Section::Glossary => "glossary.html",
            Section::Facts => "facts.html",
            Section::Sources => "sources.html",
            Section::Findings => "findings.html",
            Section::Coverage => "coverage.html",
            Section::About => "about.html",
        }
    }
}

/// Every id that has a page.
#[derive(Debug)]
pub(super) struct Routes<'a> {
    provisions: IndexSet<&'a str>,
    instruments: IndexSet<&'a str>,
    requirements: IndexSet<&'a str>,
}

impl<'a> Routes<'a> {
    /// Collects the ids.
    pub(super) fn new(library: &'a Library<'_>) -> Self {
        let mut provisions: IndexSet<&str> = library.briefs.iter().map(|it| it.id).collect();
        let pages = library.aliases.iter().filter(|it| only_target(it).is_none());
        provisions.extend(pages.map(|it| it.id.as_str()));
        let mut instruments: IndexSet<&str> = library.instruments.iter().map(|it| it.id.as_str()).collect();
        instruments.extend(library.instruments.iter().flat_map(|it| &it.editions).map(|it| it.id.as_str()));
        Self {
            provisions,
            instruments,
            requirements: library.requirements.iter().map(|it| it.id.as_str()).collect(),
        }
    }

    /// Returns the page of a provision, an instrument or an edition.
    pub(super) fn reference(&self, id: &str) -> Option<String> {
        if self.provisions.contains(id) {
            Some(provision(id))
        } else {
            self.instruments.contains(id).then(|| instrument(id))
        }
    }

    /// Returns the page of a requirement.
    pub(super) fn requirement(&self, id: &str) -> Option<String> {
        self.requirements.contains(id).then(|| requirement(id))
    }
}

/// Returns the one provision that an unpinned id means; its page needs no words of a language.
pub(super) fn only_target(it: &Alias) -> Option<&str> {
    match (it.kind, it.targets.as_slice()) {
        (AliasKind::Unpinned, [only]) => Some(only),
        (
            AliasKind::Unpinned
            | AliasKind::Parent
            | AliasKind::Moved
            | AliasKind::Void
            | AliasKind::Elsewhere,
            _,
        ) => None,
    }
}

/// Returns the page of a provision or an alias.
pub(super) fn provision(id: &str) -> String {
    format!("p/{}.html", slug(id))
}

/// Returns the page of an instrument or an edition.
pub(super) fn instrument(id: &str) -> String {
    format!("instruments/{}.html", slug(id))
}

/// Returns the page of a requirement.
pub(super) fn requirement(id: &str) -> String {
    format!("requirements/{}.html", slug(id))
}

/// Returns the page of a table.
pub(super) fn table(id: &str) -> String {
    format!("tables/{}.html", slug(id))
}

/// Returns the page of a group of facts.
pub(super) fn facts(group: &str) -> String {
    format!("facts/{}.html", slug(group))
}

/// Returns the place of a fact on the page of its group.
pub(super) fn fact(id: &str) -> String {
    format!("{}#{}", facts(id::group(id)), slug(id))
}

/// Returns the place of a term, a source or a finding on the page of its section.
pub(super) fn anchor(section: Section, id: &str) -> String {
    format!("{}#{}", section.address(), slug(id))
}

/// Returns the path of a page in the output.
pub(super) fn path(lang: Lang, address: &str) -> String {
    format!("{}/{address}", lang.tag())
}

/// Returns the steps from a page to the folder of its language.
pub(super) fn up(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}
