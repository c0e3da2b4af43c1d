//! Unpinned ids: one bare page each for both languages; rules for the addresses that they and renamed tables once had.
//!
//! A page with the words of a language would be made twice and say the same.

use std::fmt::Write as _;

use crate::artifact::Artifact;
use crate::lang::Lang;
use crate::view::Library;
use serde::Serialize;

use super::frame::Surroundings;
use super::route;

/// What the page of an unpinned id shows.
#[derive(Serialize)]
struct View<'a> {
    id: &'a str,
    ja: String,
    en: String,
}

/// Returns the page of an unpinned id, from which each language leads on.
pub(super) fn page(id: &str, target: &str, around: &Surroundings<'_>) -> Result<Artifact, String> {
    let there = |lang| format!("../{}", route::path(lang, &route::provision(target)));
    let view = View { id, ja: there(Lang::Ja), en: there(Lang::En) };
    Ok(Artifact::new(route::provision(id), around.bare("forward.html", view)?))
}

/// Returns the rules by which a server leads on from the addresses that unpinned ids had in each language, and from
/// those of tables under their former names.
///
/// The form is that of `_redirects`, which several hosts of static files read.
pub(super) fn rules(library: &Library<'_>) -> Artifact {
    let mut rules = String::new();
    for lang in Lang::ALL {
        for alias in &library.aliases {
            let Some(target) = route::only_target(alias) else { continue };
            let path = |id: &str| route::path(lang, &route::provision(id));
            _ = writeln!(rules, "/{} /{} 302", path(&alias.id), path(target));
        }
        for table in &library.tables {
            let path = |id: &str| route::path(lang, &route::table(id));
            for old in &table.formerly {
                _ = writeln!(rules, "/{} /{} 301", path(old), path(&table.id));
            }
        }
    }
    Artifact::new("_redirects", rules)
}
