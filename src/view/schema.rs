//! JSON Schemas of the public shapes.
//!
//! Generated from the types that are written, so they cannot drift apart.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::alias::Alias;
use super::answer::Answered;
use super::assessment::Assessment;
use super::audit::{AuditedBase, AuditedFiles};
use super::catalogue::Catalogue;
use super::checklist::Checklist;
use super::citation::Source;
use super::comparison::Comparison;
use super::dates::DateEntry;
use super::device::Device;
use super::diagnostics::Report;
use super::diff::Diff;
use super::fact::{ConstraintView, Fact, UnlikelyView};
use super::found::Found;
use super::impact::Impact;
use super::instrument::Instrument;
use super::interpretation::Interpretation;
use super::list::{CodeEntry, EditionEntry, Entry, FactEntry, InstrumentEntry, Titled};
use super::merged::Merged;
use super::provision::{self, Provision};
use super::said::{Alignment, Claim, Deeming, Deviation, Mapping, Proposal, Said};
use super::show::{Place, Split};
use super::table::Table;
use super::vocabulary::{Finding, Requirement, Term};
use super::word::Word;

/// Makes a schema that has a name.
type Make = fn(&str) -> Value;

/// The names of the shapes, and what makes the schema of each.
///
/// A file `data/NAME.json` has the shape of its name, and so has each in a folder of that name.
const SHAPES: [(&str, Make); 44] = [
    ("index", of::<Catalogue>),
    ("provisions", of::<provision::OfEdition>),
    ("instruments", of::<Vec<Instrument>>),
    ("requirements", of::<Vec<Requirement>>),
    ("facts", of::<Vec<Fact>>),
    ("constraints", of::<Vec<ConstraintView>>),
    ("unlikely", of::<Vec<UnlikelyView>>),
    ("glossary", of::<Vec<Term>>),
    ("sources", of::<Vec<Source>>),
    ("findings", of::<Vec<Finding>>),
    ("relations", of::<Said>),
    ("tables", of::<Vec<Table>>),
    ("aliases", of::<Vec<Alias>>),
    ("dates", of::<Vec<DateEntry>>),
    ("impacts", of::<Vec<Impact>>),
    ("checklist", of::<Checklist>),
    ("list", of::<Vec<Entry>>),
    ("list-instruments", of::<Vec<InstrumentEntry>>),
    ("list-editions", of::<Vec<EditionEntry>>),
    ("list-dates", of::<Vec<DateEntry>>),
    ("list-facts", of::<Vec<FactEntry>>),
    ("list-codes", of::<Vec<CodeEntry>>),
    ("list-titles", of::<Vec<Titled>>),
    ("found", answer::<Found>),
    ("provision", answer::<Provision>),
    ("place", answer::<Place>),
    ("split", answer::<Split>),
    ("requirement", answer::<Requirement>),
    ("fact", answer::<Fact>),
    ("instrument", answer::<Instrument>),
    ("term", answer::<Term>),
    ("source", answer::<Source>),
    ("device", answer::<Device>),
    ("mapping", answer::<Mapping>),
    ("word", answer::<Word>),
    ("comparison", answer::<Comparison>),
    ("diff", answer::<Diff>),
    ("merged", answer::<Merged>),
    ("assessment", answer::<Assessment>),
    ("impact", answer::<Impact>),
    ("audit", answer::<AuditedBase>),
    ("audit-files", answer::<AuditedFiles>),
    ("table", answer::<Table>),
    ("diagnostics", answer::<Report>),
];

/// Shapes of items that the schema of a list defines: the site has no file for each of these.
const ITEMS: [(&str, Make, &str); 10] = [
    ("constraint", answer::<ConstraintView>, "constraints"),
    ("unlikely-combination", answer::<UnlikelyView>, "unlikely"),
    ("finding", answer::<Finding>, "findings"),
    ("alignment", answer::<Alignment>, "relations"),
    ("deviation", answer::<Deviation>, "relations"),
    ("proposal", answer::<Proposal>, "relations"),
    ("deeming", answer::<Deeming>, "relations"),
    ("interpretation", answer::<Interpretation>, "relations"),
    ("claim", answer::<Claim>, "relations"),
    ("code", answer::<CodeEntry>, "list-codes"),
];

/// Returns the names that `kijun schema` takes.
pub fn names() -> impl Iterator<Item = &'static str> {
    published().chain(ITEMS.iter().map(|(name, ..)| *name))
}

/// Returns the names of the shapes that have a file on the site.
pub fn published() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().map(|(name, _)| *name)
}

/// Returns the shapes without a file on the site, each with the list whose schema defines it.
pub fn items() -> impl Iterator<Item = (&'static str, &'static str)> {
    ITEMS.iter().map(|(name, _, list)| (*name, *list))
}

/// Returns the schema of a name.
pub fn schema(name: &str) -> Option<Value> {
    let items = ITEMS.iter().map(|(name, make, _)| (name, make));
    let mut all = SHAPES.iter().map(|(name, make)| (name, make)).chain(items);
    all.find(|(known, _)| **known == name).map(|(name, make)| make(name))
}

/// Returns the schema of what a command answers.
fn answer<T: JsonSchema>(name: &str) -> Value {
    of::<Answered<T>>(name)
}

fn of<T: JsonSchema>(name: &str) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), format!("{name}.json").into());
    schema.insert("title".to_owned(), format!("kijun {name}").into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::{names, schema};

    #[test]
    fn every_name_has_a_valid_schema() {
        for name in names() {
            let schema = schema(name).expect("a schema");
            jsonschema::meta::validate(&schema).expect("a valid schema");
            assert!(!schema.to_string().contains("Option"), "{name}");
        }
        assert!(schema("nothing").is_none());
    }
}
