//! Addresses that only lead on: one bare page each for both languages, beside the folders of the languages, and rules for
//! the addresses that renamed tables and only editions once had in each language.
//!
//! A page in each language would be made twice and say the same.

use std::fmt::Write as _;

use crate::artifact::Artifact;
use crate::lang::Lang;
use crate::lexicon::AliasKind;
use crate::view::Library;
use crate::view::alias::Alias;
use crate::view::instrument::Instrument;
use crate::view::table::Table;
use serde::Serialize;

use super::frame::Surroundings;
use super::page::{self, Cx};
use super::route::{self, Routes};

/// What the page of an id shows that means one thing.
#[derive(Serialize)]
struct View<'a> {
    id: &'a str,
    ja: String,
    en: String,
}

/// What one of the pages is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Forward<'a> {
    /// An id that means others.
    Alias(&'a Alias),
    /// The only edition of an instrument.
    Edition(&'a Instrument, &'a str),
    /// An id that a table once had.
    Table(&'a Table, &'a str),
}

impl Forward<'_> {
    /// Returns the path of the page.
    pub(super) fn path(self) -> String {
        match self {
            Forward::Alias(it) => route::provision(&it.id),
            Forward::Edition(_, id) => route::instrument(id),
            Forward::Table(_, old) => route::table(old),
        }
    }

    /// Makes the page.
    pub(super) fn page(
        self,
        contexts: &[Cx<'_>; 2],
        routes: &Routes<'_>,
        around: &Surroundings<'_>,
    ) -> Result<Artifact, String> {
        match self {
            Forward::Alias(it) => match only_target(routes, it) {
                Some(target) => bare(&it.id, &self.path(), &target, around),
                None => many(contexts, it, around),
            },
            Forward::Edition(it, id) => bare(id, &self.path(), &route::instrument(&it.id), around),
            Forward::Table(it, old) => bare(old, &self.path(), &route::table(&it.id), around),
        }
    }
}

/// Returns what has such a page.
pub(super) fn all<'a>(library: &'a Library<'_>, routes: &Routes<'_>) -> Vec<Forward<'a>> {
    let aliases = library.aliases.iter().filter(|it| routes.leads_on(&it.id)).map(Forward::Alias);
    let only = library.instruments.iter();
    let editions = only.filter_map(|it| Some(Forward::Edition(it, route::only_edition(it)?)));
    let tables = library.tables.iter();
    let tables = tables.flat_map(|it| it.formerly.iter().map(move |old| Forward::Table(it, old)));
    aliases.chain(editions).chain(tables).collect()
}

/// Returns where each language tells of the one provision that an unpinned id means.
fn only_target(routes: &Routes<'_>, it: &Alias) -> Option<String> {
    let [only] = it.targets.as_slice() else { return None };
    if it.kind == AliasKind::Unpinned { routes.place(only) } else { None }
}

/// Returns a page from which each language leads on to one place.
fn bare(id: &str, address: &str, target: &str, around: &Surroundings<'_>) -> Result<Artifact, String> {
    let there = |lang| format!("../{}", route::path(lang, target));
    let view = View { id, ja: there(Lang::Ja), en: there(Lang::En) };
    Ok(Artifact::new(address, around.bare("forward.html", view)?))
}

/// Returns a page that names the places to which an id leads in the words of each language.
fn many(contexts: &[Cx<'_>; 2], it: &Alias, around: &Surroundings<'_>) -> Result<Artifact, String> {
    let view = page::leading_on(contexts, it);
    Ok(Artifact::new(route::provision(&it.id), around.bare("leading-on.html", view)?))
}

/// Returns the rules by which a server leads on from addresses that were once in each language.
///
/// The form is that of `_redirects`, which several hosts of static files read.
pub(super) fn rules(library: &Library<'_>) -> Artifact {
    let mut rules = String::new();
    for lang in Lang::ALL {
        for table in &library.tables {
            let path = |id: &str| route::path(lang, &route::table(id));
            for old in &table.formerly {
                _ = writeln!(rules, "/{} /{} 301", path(old), path(&table.id));
            }
        }
        for it in &library.instruments {
            let path = |id: &str| route::path(lang, &route::instrument(id));
            if let Some(edition) = route::only_edition(it) {
                _ = writeln!(rules, "/{} /{} 302", path(edition), path(&it.id));
            }
        }
    }
    Artifact::new("_redirects", rules)
}
