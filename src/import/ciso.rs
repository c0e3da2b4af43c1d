//! Libraries of CISO Assistant: mapping sets and frameworks, in YAML.
//!
//! Reads what edges need and passes over the rest; `not_related` is `none`, `intersect` is `intersects`.

use crate::data::{Fault, Located, Value};
use crate::lexicon::EdgeRelation;

use super::take::{list, must, text};
use super::{Found, Plain, Role};

/// Adds the edges and the declared ids of a library; false if it is none.
pub(super) fn read(plain: &mut Plain, root: &Located, faults: &mut Vec<Fault>) -> bool {
    let Some(objects) = root.get("objects") else { return false };
    for framework in objects.get("framework").into_iter().chain(list(objects, "frameworks", faults)) {
        let document = text(framework, "urn", faults);
        plain.declares(document);
        for node in list(framework, "requirement_nodes", faults) {
            let role = if is_assessable(node) { Role::Text } else { Role::Heading };
            plain.declare(document, &text(node, "urn", faults).to_lowercase(), role);
        }
    }
    let one = objects.get("requirement_mapping_set").into_iter();
    for set in one.chain(list(objects, "requirement_mapping_sets", faults)) {
        let (source, target) =
            (must(set, "source_framework_urn", faults), must(set, "target_framework_urn", faults));
        plain.set(text(set, "urn", faults), source, target);
        for mapping in list(set, "requirement_mappings", faults) {
            edge(plain, mapping, faults);
        }
    }
    true
}

fn edge(plain: &mut Plain, mapping: &Located, faults: &mut Vec<Fault>) {
    let word = must(mapping, "relationship", faults);
    plain.edge(Found {
        from: vec![must(mapping, "source_requirement_urn", faults).to_lowercase()],
        to: vec![must(mapping, "target_requirement_urn", faults).to_lowercase()],
        said: relation(word).into(),
        word: word.to_owned(),
        at: mapping.at,
        word_at: mapping.get("relationship").map_or(mapping.at, |it| it.at),
    });
}

/// A node is a heading unless it says that it is assessed.
fn is_assessable(node: &Located) -> bool {
    matches!(node.get("assessable").map(|it| &it.value), Some(Value::Bare(word)) if word.eq_ignore_ascii_case("true"))
}

pub(super) fn relation(word: &str) -> Option<EdgeRelation> {
    Some(match word {
        "equal" => EdgeRelation::Equal,
        "subset" => EdgeRelation::Subset,
        "superset" => EdgeRelation::Superset,
        "intersect" => EdgeRelation::Intersects,
        "not_related" => EdgeRelation::None,
        _ => return None,
    })
}
