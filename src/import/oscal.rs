//! OSCAL 1.2: mapping-collections, and catalogs for the ids that they declare, in JSON.
//!
//! Reads what edges need and passes over the rest; a relationship of a foreign namespace is not known.

use crate::lexicon::EdgeRelation;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Found, Plain, ReadError};

const NAMESPACE: &str = "http://csrc.nist.gov/ns/oscal";

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Document {
    #[serde(default)]
    mapping_collection: Option<Collection>,
    #[serde(default)]
    catalog: Option<Catalog>,
}

#[derive(Deserialize)]
struct Collection {
    #[serde(default)]
    mappings: Vec<Mapping>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Mapping {
    #[serde(default)]
    uuid: String,
    #[serde(default)]
    source_resource: Resource,
    #[serde(default)]
    target_resource: Resource,
    #[serde(default)]
    maps: Vec<Map>,
}

#[derive(Default, Deserialize)]
struct Resource {
    #[serde(default)]
    href: String,
}

#[derive(Deserialize)]
struct Map {
    #[serde(default)]
    uuid: String,
    relationship: Relationship,
    #[serde(default)]
    sources: Vec<Item>,
    #[serde(default)]
    targets: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Relationship {
    Word(String),
    Qualified {
        #[serde(rename = "type")]
        word: String,
        #[serde(default)]
        ns: Option<String>,
    },
}

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "id-ref")]
    id: String,
}

#[derive(Deserialize)]
struct Catalog {
    #[serde(default)]
    uuid: String,
    #[serde(flatten)]
    group: Group,
}

/// Groups, controls and parts all nest, and each may have an id.
#[derive(Default, Deserialize)]
struct Group {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    groups: Vec<Group>,
    #[serde(default)]
    controls: Vec<Group>,
    #[serde(default)]
    parts: Vec<Group>,
}

/// Adds the edges and the declared ids of a document.
pub(super) fn read(plain: &mut Plain, text: &str) -> Result<(), ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    let document: Document = serde_json::from_str(text)
        .map_err(|error| ReadError { line: Some(error.line()), message: error.to_string() })?;
    if let Some(catalog) = document.catalog {
        declare(plain, &format!("#{}", catalog.uuid), catalog.group);
    }
    let lines = lines_of_uuids(text);
    for mapping in document.mapping_collection.into_iter().flat_map(|collection| collection.mappings) {
        plain.set(&mapping.uuid, &mapping.source_resource.href, &mapping.target_resource.href);
        for map in mapping.maps {
            let (word, relation) = map.relationship.read();
            let ids = |items: Vec<Item>| items.into_iter().map(|item| item.id).collect();
            plain.edge(Found {
                from: ids(map.sources),
                to: ids(map.targets),
                word,
                relation,
                line: lines.get(map.uuid.as_str()).copied(),
            });
        }
    }
    Ok(())
}

fn declare(plain: &mut Plain, document: &str, group: Group) {
    if let Some(id) = group.id {
        plain.declare(document, id);
    }
    for inner in group.groups.into_iter().chain(group.controls).chain(group.parts) {
        declare(plain, document, inner);
    }
}

impl Relationship {
    fn read(self) -> (String, Option<EdgeRelation>) {
        let (word, ns) = match self {
            Relationship::Word(word) => (word, None),
            Relationship::Qualified { word, ns } => (word, ns),
        };
        let relation = if ns.is_none_or(|ns| ns == NAMESPACE) { relation(&word) } else { None };
        (word, relation)
    }
}

fn relation(word: &str) -> Option<EdgeRelation> {
    Some(match word {
        "equal-to" => EdgeRelation::Equal,
        "equivalent-to" => EdgeRelation::Equivalent,
        "subset-of" => EdgeRelation::Subset,
        "superset-of" => EdgeRelation::Superset,
        "intersects-with" => EdgeRelation::Intersects,
        "no-relationship" => EdgeRelation::None,
        _ => return None,
    })
}

/// Returns the line of each `"uuid"`; a file on one line has none to tell.
fn lines_of_uuids(text: &str) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        let Some((_, after)) = line.split_once("\"uuid\"") else { continue };
        let mut quoted = after.split('"');
        if let (Some(between), Some(uuid)) = (quoted.next(), quoted.next())
            && between.trim() == ":"
        {
            lines.insert(uuid, at + 1);
        }
    }
    if text.lines().nth(1).is_some() { lines } else { BTreeMap::new() }
}
