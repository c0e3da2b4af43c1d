//! Libraries of CISO Assistant: mapping sets and frameworks, in YAML.
//!
//! Reads what edges need and passes over the rest; `not_related` is `none`, `intersect` is `intersects`.

use crate::lexicon::EdgeRelation;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{Found, Plain, ReadError};

#[derive(Deserialize)]
struct Library {
    #[serde(default)]
    objects: Objects,
}

#[derive(Default, Deserialize)]
struct Objects {
    #[serde(default)]
    requirement_mapping_set: Option<MappingSet>,
    #[serde(default)]
    requirement_mapping_sets: Vec<MappingSet>,
    #[serde(default)]
    framework: Option<Framework>,
    #[serde(default)]
    frameworks: Vec<Framework>,
}

#[derive(Deserialize)]
struct MappingSet {
    #[serde(default)]
    urn: String,
    #[serde(default)]
    source_framework_urn: String,
    #[serde(default)]
    target_framework_urn: String,
    #[serde(default)]
    requirement_mappings: Vec<Mapping>,
}

#[derive(Deserialize)]
struct Mapping {
    source_requirement_urn: Spanned<String>,
    target_requirement_urn: String,
    #[serde(default)]
    relationship: String,
}

#[derive(Deserialize)]
struct Framework {
    #[serde(default)]
    urn: String,
    #[serde(default)]
    requirement_nodes: Vec<RequirementNode>,
}

#[derive(Deserialize)]
struct RequirementNode {
    #[serde(default)]
    urn: String,
}

/// Adds the edges and the declared ids of a library.
pub(super) fn read(plain: &mut Plain, text: &str) -> Result<(), ReadError> {
    // Real libraries have a hundred thousand edges; what aliases may multiply stays limited.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 20_000_000,
            max_nodes: 10_000_000,
            max_total_scalar_bytes: 512 * 1024 * 1024,
        },
    };
    let library: Library = serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let line = error.location().map(|at| usize::try_from(at.line()).unwrap_or_default());
        ReadError { line, message: error.to_string() }
    })?;
    let objects = library.objects;
    for framework in objects.framework.into_iter().chain(objects.frameworks) {
        for node in framework.requirement_nodes {
            plain.declare(&framework.urn, node.urn.to_lowercase());
        }
    }
    for set in objects.requirement_mapping_set.into_iter().chain(objects.requirement_mapping_sets) {
        plain.set(&set.urn, &set.source_framework_urn, &set.target_framework_urn);
        for mapping in set.requirement_mappings {
            let line = mapping.source_requirement_urn.referenced.line();
            plain.edge(Found {
                from: vec![mapping.source_requirement_urn.value.to_lowercase()],
                to: vec![mapping.target_requirement_urn.to_lowercase()],
                relation: relation(&mapping.relationship),
                word: mapping.relationship,
                line: usize::try_from(line).ok().filter(|line| *line > 0),
            });
        }
    }
    Ok(())
}

fn relation(word: &str) -> Option<EdgeRelation> {
    Some(match word {
        "equal" => EdgeRelation::Equal,
        "subset" => EdgeRelation::Subset,
        "superset" => EdgeRelation::Superset,
        "intersect" => EdgeRelation::Intersects,
        "not_related" => EdgeRelation::None,
        _ => return None,
    })
}
