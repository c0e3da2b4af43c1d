//! OSCAL 1.2: mapping-collections, and catalogs for the ids that they declare, in JSON and YAML.
//!
//! Reads what edges need and passes over the rest; a relationship of a foreign namespace is not known.

use std::collections::BTreeMap;

use crate::data::{Fault, Located};
use crate::lexicon::EdgeRelation;

use super::take::{list, must, text};
use super::{Found, Plain, Role, Said};

const NAMESPACE: &str = "http://csrc.nist.gov/ns/oscal";

/// Adds the edges and the declared ids of a document, which lies in a file at that path; false if it is none.
pub(super) fn read(plain: &mut Plain, root: &Located, file: &str, faults: &mut Vec<Fault>) -> bool {
    let (catalog, collection) = (root.get("catalog"), root.get("mapping-collection"));
    if let Some(catalog) = catalog {
        let documents = [format!("#{}", text(catalog, "uuid", faults)), file.to_owned()];
        for document in &documents {
            plain.declares(document);
        }
        declare(plain, &documents, catalog, Role::Heading, faults);
    }
    if let Some(collection) = collection {
        let files = files(collection, faults);
        for mapping in list(collection, "mappings", faults) {
            let document = |key: &str, faults: &mut Vec<Fault>| {
                mapping.get(key).map(|it| resolved(must(it, "href", faults), &files)).unwrap_or_default()
            };
            let (source, target) = (document("source-resource", faults), document("target-resource", faults));
            plain.set(text(mapping, "uuid", faults), &source, &target);
            for map in list(mapping, "maps", faults) {
                edge(plain, map, faults);
            }
        }
    }
    catalog.is_some() || collection.is_some()
}

/// Groups, controls and parts all nest, and each may have an id; groups are headings.
fn declare(plain: &mut Plain, documents: &[String], group: &Located, role: Role, faults: &mut Vec<Fault>) {
    let id = text(group, "id", faults);
    for document in documents.iter().filter(|_| !id.is_empty()) {
        plain.declare(document, id, role);
    }
    for (key, role) in [("groups", Role::Heading), ("controls", Role::Text), ("parts", Role::Text)] {
        for inner in list(group, key, faults) {
            declare(plain, documents, inner, role, faults);
        }
    }
}

/// Returns the files to which the resources of the back matter lead, by their uuids.
fn files(collection: &Located, faults: &mut Vec<Fault>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let Some(matter) = collection.get("back-matter") else { return files };
    for resource in list(matter, "resources", faults) {
        if let Some(link) = list(resource, "rlinks", faults).first() {
            files.insert(text(resource, "uuid", faults).to_owned(), text(link, "href", faults).to_owned());
        }
    }
    files
}

/// Returns the document that a reference means: the file to which it leads, else the reference itself.
pub(super) fn resolved(href: &str, files: &BTreeMap<String, String>) -> String {
    match href.strip_prefix('#') {
        Some(uuid) => files.get(uuid).map_or(href, String::as_str).to_owned(),
        None => href.to_owned(),
    }
}

fn edge(plain: &mut Plain, map: &Located, faults: &mut Vec<Fault>) {
    let relationship = map.get("relationship");
    let (word, ns) = match relationship {
        Some(it) if it.scalar().is_some() => (text(map, "relationship", faults), ""),
        Some(it) => (must(it, "type", faults), text(it, "ns", faults)),
        None => (must(map, "relationship", faults), ""),
    };
    let mut ids = |key: &str| -> Vec<String> {
        list(map, key, faults).iter().map(|item| must(item, "id-ref", faults).to_owned()).collect()
    };
    let (from, to) = (ids("sources"), ids("targets"));
    let at = relationship.map_or(map.at, |it| it.at);
    plain.edge(Found { from, to, said: said(word, ns), word: word.to_owned(), at: map.at, word_at: at });
}

/// Returns what a word of a namespace says; that of OSCAL is the usual one.
pub(super) fn said(word: &str, ns: &str) -> Said {
    if ns.is_empty() || ns == NAMESPACE { relation(word).into() } else { Said::Unknown }
}

pub(super) fn relation(word: &str) -> Option<EdgeRelation> {
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
