//! JSON Schemas of the public shapes.
//!
//! Generated from the types that are written, so they cannot drift apart.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::assessment::Assessment;
use super::checklist::Checklist;
use super::comparison::Comparison;
use super::list::Entry;
use super::merged::Merged;
use super::provision::Provision;
use super::table::Table;

/// The names that `kijun schema` takes.
pub const NAMES: [&str; 7] =
    ["checklist", "provision", "list", "assessment", "comparison", "merged", "table"];

/// Returns the schema of a name.
pub fn schema(name: &str) -> Option<serde_json::Value> {
    match name {
        "checklist" => Some(of::<Checklist>(name)),
        "provision" => Some(of::<Provision>(name)),
        "list" => Some(of::<Vec<Entry>>(name)),
        "assessment" => Some(of::<Assessment>(name)),
        "comparison" => Some(of::<Comparison>(name)),
        "merged" => Some(of::<Merged>(name)),
        "table" => Some(of::<Table>(name)),
        _ => None,
    }
}

fn of<T: JsonSchema>(name: &str) -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), format!("{name}.json").into());
    schema.insert("title".to_owned(), format!("kijun {name}").into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::{NAMES, schema};

    #[test]
    fn every_name_has_a_valid_schema() {
        for name in NAMES {
            let schema = schema(name).expect("a schema");
            jsonschema::meta::validate(&schema).expect("a valid schema");
            assert!(!schema.to_string().contains("Option"), "{name}");
        }
        assert!(schema("nothing").is_none());
    }
}
