//! Views as JSON files: what stands under `/data/` and `/schema/`.

use crate::artifact::Artifact;
use crate::view::checklist::{self, Meta};
use crate::view::slug::slug;
use crate::view::{Checked, EditionIdx, Library, schema};
use rayon::prelude::*;
use serde::Serialize;

/// Returns a value as an indented JSON document that ends in a line break.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    ended(serde_json::to_vec_pretty(value))
}

/// Returns a value as a JSON document on one line, for files that programs read and nobody pages through.
fn compact<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    ended(serde_json::to_vec(value))
}

fn ended(document: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    // INVARIANT: views have text keys only, so writing them to memory cannot fail.
    let mut bytes = document.unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Returns the files under `schema/`.
pub fn schemas() -> Vec<Artifact> {
    schema::NAMES
        .iter()
        .filter_map(|name| {
            Some(Artifact::new(format!("schema/{name}.json"), compact(&schema::schema(name)?)))
        })
        .collect()
}

/// Returns the files under `data/`: every view, and a checklist for each of `current`.
pub fn data(
    checked: Checked<'_>,
    library: &Library,
    current: &[(String, EditionIdx)],
    meta: &Meta,
) -> Vec<Artifact> {
    let views: [(&str, &(dyn Fn() -> Vec<u8> + Sync)); 11] = [
        ("provisions", &|| compact(&library.provisions)),
        ("instruments", &|| compact(&library.instruments)),
        ("requirements", &|| compact(&library.requirements)),
        ("facts", &|| compact(&library.facts)),
        ("constraints", &|| compact(&library.constraints)),
        ("glossary", &|| compact(&library.terms)),
        ("sources", &|| compact(&library.sources)),
        ("findings", &|| compact(&library.findings)),
        ("relations", &|| compact(&library.said)),
        ("tables", &|| compact(&library.tables)),
        ("aliases", &|| compact(&library.aliases)),
    ];
    let views = views.par_iter().map(|(name, bytes)| Artifact::new(format!("data/{name}.json"), bytes()));
    let lists = current.par_iter().map(|(id, edition)| {
        let list = checklist::checklist(checked, library, &[*edition], meta);
        Artifact::new(format!("data/checklist/{}.json", slug(id)), compact(&list))
    });
    views.chain(lists).collect()
}
