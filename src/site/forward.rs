//! Addresses that only lead on: one bare page each for both languages, beside the folders of the languages, and rules for
//! the addresses that they, renamed tables and only editions once had in each language.
//!
//! A page in each language would be made twice and say the same.

use std::fmt::Write as _;

use crate::artifact::Artifact;
use crate::lang::Lang;
use crate::lexicon::AliasKind;
use crate::view::Library;
use crate::view::alias::Alias;
use rayon::prelude::*;
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

/// Returns the pages.
pub(super) fn pages<'a>(
    contexts: &'a [Cx<'a>; 2],
    routes: &'a Routes<'a>,
    around: &'a Surroundings<'a>,
) -> impl ParallelIterator<Item = Result<Artifact, String>> + 'a {
    let [Cx { library, .. }, _] = contexts;
    let aliases = library.aliases.par_iter().filter(|it| routes.leads_on(&it.id));
    let of_ids = aliases.map(move |it| match only_target(routes, it) {
        Some(target) => bare(&it.id, &route::provision(&it.id), &target, around),
        None => many(contexts, it, around),
    });
    let only = library.instruments.par_iter().filter_map(|it| Some((it, route::only_edition(it)?)));
    let of_editions =
        only.map(move |(it, id)| bare(id, &route::instrument(id), &route::instrument(&it.id), around));
    let tables = library.tables.par_iter().flat_map_iter(|it| it.formerly.iter().map(move |old| (old, it)));
    let of_tables = tables.map(move |(old, it)| bare(old, &route::table(old), &route::table(&it.id), around));
    of_ids.chain(of_editions).chain(of_tables)
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
pub(super) fn rules(library: &Library<'_>, routes: &Routes<'_>) -> Artifact {
    let mut rules = String::new();
    for lang in Lang::ALL {
        for alias in library.aliases.iter().filter(|it| routes.leads_on(&it.id)) {
            let told = only_target(routes, alias).or_else(|| routes.place(&alias.id));
            let target = told.map_or_else(|| route::provision(&alias.id), |it| route::path(lang, &it));
            _ = writeln!(rules, "/{} /{target} 302", route::path(lang, &route::provision(&alias.id)));
        }
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
