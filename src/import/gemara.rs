//! Gemara: mapping documents, and catalogs for the ids that they declare, in YAML.
//!
//! Reads what edges need and passes over the rest. Words such as `implements` say nothing of what two texts demand;
//! their edges are counted and not judged.

use crate::data::{Fault, Located, Value};
use crate::lexicon::EdgeRelation;

use super::take::{list, must, text};
use super::{Found, Plain, Role, Said};

/// The lists of a catalog, and what they have.
const LISTS: &[(&str, Role)] = &[
    ("groups", Role::Heading),
    ("families", Role::Heading),
    ("categories", Role::Heading),
    ("controls", Role::Text),
    ("guidelines", Role::Text),
    ("statements", Role::Text),
    ("assessment-requirements", Role::Text),
    ("threats", Role::Text),
    ("capabilities", Role::Text),
    ("risks", Role::Text),
    ("principles", Role::Text),
];

/// Adds the edges or the declared ids of a document; false if it is none.
pub(super) fn read(plain: &mut Plain, root: &Located, faults: &mut Vec<Fault>) -> bool {
    let Some(metadata) = root.get("metadata") else { return false };
    let id = text(metadata, "id", faults);
    if let (Some(source), Some(target)) = (root.get("source-reference"), root.get("target-reference")) {
        let source = must(source, "reference-id", faults);
        plain.set(id, source, must(target, "reference-id", faults));
        for mapping in list(root, "mappings", faults) {
            edge(plain, mapping, faults);
        }
        return true;
    }
    let is_catalog = LISTS.iter().any(|(key, _)| root.get(key).is_some());
    if is_catalog {
        plain.declares(id);
        declare(plain, id, root, faults);
    }
    is_catalog
}

fn declare(plain: &mut Plain, document: &str, above: &Located, faults: &mut Vec<Fault>) {
    for (key, role) in LISTS {
        for node in list(above, key, faults) {
            plain.declare(document, text(node, "id", faults), *role);
            declare(plain, document, node, faults);
        }
    }
}

fn edge(plain: &mut Plain, mapping: &Located, faults: &mut Vec<Fault>) {
    let word = must(mapping, "relationship", faults);
    let from = mapping.get("source").map(|it| entry(it, faults)).unwrap_or_default();
    let one = mapping.get("target").into_iter();
    let to: Vec<String> =
        one.chain(list(mapping, "targets", faults)).map(|it| entry(it, &mut Vec::new())).collect();
    // A text without a counterpart is no edge.
    if to.is_empty() && word == "no-match" {
        return;
    }
    if to.is_empty() {
        must(mapping, "targets", faults);
    }
    plain.edge(Found {
        from: vec![from],
        to,
        said: said(word),
        word: word.to_owned(),
        at: mapping.at,
        word_at: mapping.get("relationship").map_or(mapping.at, |it| it.at),
    });
}

/// Returns the id of an entry, which stands alone or in a table.
fn entry(found: &Located, faults: &mut Vec<Fault>) -> String {
    match &found.value {
        Value::Table(_) => must(found, "entry-id", faults).to_owned(),
        Value::Null | Value::Bare(_) | Value::Text(_) | Value::List(_) => {
            found.scalar().unwrap_or_default().to_owned()
        }
    }
}

fn said(word: &str) -> Said {
    match word {
        "implements" | "implemented-by" | "supports" | "supported-by" | "relates-to" => Said::Else,
        _ => relation(word).into(),
    }
}

pub(super) fn relation(word: &str) -> Option<EdgeRelation> {
    Some(match word {
        "equivalent" => EdgeRelation::Equivalent,
        "subsumes" => EdgeRelation::Superset,
        "subsumed-by" => EdgeRelation::Subset,
        "no-match" => EdgeRelation::None,
        _ => return None,
    })
}
