//! Views as JSON files: what stands under `/data/` and `/schema/`.

use crate::artifact::Artifact;
use crate::view::checklist::{self, Meta};
use crate::view::slug::slug;
use crate::view::{Checked, EditionIdx, Library, schema};
use serde::Serialize;

/// Returns a value as an indented JSON document that ends in a line break.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    // INVARIANT: views have text keys only, so writing them to memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Returns the files under `schema/`.
pub fn schemas() -> Vec<Artifact> {
    schema::NAMES
        .iter()
        .filter_map(|name| Some(Artifact::new(format!("schema/{name}.json"), json(&schema::schema(name)?))))
        .collect()
}

/// Returns the files under `data/`: every view, and a checklist for each of `current`.
pub fn data(
    checked: Checked<'_>,
    library: &Library,
    current: &[(String, EditionIdx)],
    meta: &Meta,
) -> Vec<Artifact> {
    let mut files = vec![
        Artifact::new("data/provisions.json", json(&library.provisions)),
        Artifact::new("data/instruments.json", json(&library.instruments)),
        Artifact::new("data/requirements.json", json(&library.requirements)),
        Artifact::new("data/facts.json", json(&library.facts)),
        Artifact::new("data/constraints.json", json(&library.constraints)),
        Artifact::new("data/glossary.json", json(&library.terms)),
        Artifact::new("data/sources.json", json(&library.sources)),
        Artifact::new("data/findings.json", json(&library.findings)),
        Artifact::new("data/relations.json", json(&library.said)),
        Artifact::new("data/tables.json", json(&library.tables)),
        Artifact::new("data/aliases.json", json(&library.aliases)),
    ];
    files.extend(current.iter().map(|(id, edition)| {
        let list = checklist::checklist(checked, library, &[*edition], meta);
        Artifact::new(format!("data/checklist/{}.json", slug(id)), json(&list))
    }));
    files
}
