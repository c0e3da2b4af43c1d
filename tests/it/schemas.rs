//! What is written as JSON has the shape that its schema says.

use std::collections::BTreeSet;

use kijun::artifact::Memory;
use kijun::export::{Meta, data, schemas};
use kijun::view::Library;
use kijun::view::schema::{items, names, published, schema};
use rayon::prelude::*;
use serde_json::Value;

use crate::base::checked;
use crate::import::CISO;
use crate::support::{Scratch, kijun, read};

/// Returns what is wrong with a value, by the schema of a name; at most a few faults.
pub(crate) fn faults(name: &str, value: &Value) -> Vec<String> {
    let schema = schema(name).unwrap_or_else(|| panic!("there is no schema {name}"));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.iter_errors(value).take(5).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

fn holds(name: &str, text: &str, from: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{from}: {error}\n{text}"));
    assert_eq!(faults(name, &value), Vec::<String>::new(), "{from}");
    assert!(!faults(name, &serde_json::json!([{}])).is_empty(), "the schema {name} refuses nothing");
}

#[test]
fn every_data_file_has_the_shape_of_its_name() {
    let memory = Memory::default();
    data(&Library::new(checked()), &Meta { digest: "0".to_owned() }, &memory).expect("files");
    let files = memory.into_artifacts();
    assert!(files.len() > 20);
    for file in files {
        let path = file.path.strip_prefix("data/").expect("data");
        let name = path.split(['/', '.']).next().expect("a name");
        holds(name, std::str::from_utf8(&file.bytes).expect("text"), path);
    }
}

#[test]
fn every_schema_is_published() {
    let files: BTreeSet<String> = schemas().into_iter().map(|it| it.path).collect();
    assert_eq!(files, published().map(|name| format!("schema/{name}.json")).collect());
    for (item, list) in items() {
        let (item_schema, list_schema) =
            (schema(item).expect("a schema"), schema(list).expect("the list has a schema"));
        let defined = list_schema["$defs"].as_object().expect("definitions").values();
        let mut properties = item_schema["properties"].clone();
        // An answer of its own has a head, an item of a list has none.
        for head in ["schema_version", "generator", "corpus_digest"] {
            assert!(properties.as_object_mut().expect("an object").remove(head).is_some(), "{item}");
        }
        let is_item = |it: &&Value| it["properties"] == properties;
        assert_eq!(defined.filter(is_item).count(), 1, "{list} does not define {item}");
    }
}

#[test]
fn every_command_answers_in_the_shape_that_is_documented() {
    let document = read("docs/json.md");
    let rows = document.lines().filter(|it| it.starts_with("| `kijun "));
    let rows: Vec<Vec<&str>> =
        rows.map(|it| it.split('|').map(|it| it.trim().trim_matches('`')).collect()).collect();
    let is_shipped = |row: &&Vec<&str>| !row[1].contains("MAPPING") && !row[1].contains("INTERPRETATION");
    rows.par_iter().filter(is_shipped).for_each(|row| {
        let args: Vec<&str> = row[1].split(' ').skip(1).chain(["--format", "json"]).collect();
        holds(row[2], &kijun(&args).out, row[1]);
    });
    let mut told: BTreeSet<&str> = rows.iter().map(|row| row[2]).collect();
    told.extend(
        document
            .lines()
            .filter_map(|it| it.strip_prefix("| `/data/"))
            .filter_map(|it| it.split('|').nth(1).map(|it| it.trim().trim_matches('`'))),
    );
    assert_eq!(told, names().collect(), "docs/json.md tells every shape");
}

#[test]
fn mapping_files_and_scores_have_their_shapes() {
    let project = Scratch::new(&[("a.kijun", include_bytes!("../fixtures/small.kijun"))]);
    project.write("mapping.yaml", CISO.as_bytes());
    let path = project.path().join("mapping.yaml");
    let run = project.run(&["audit", path.to_str().expect("a path"), "--format", "json"]);
    holds("audit-files", &run.out, "audit FILE");
    let run = project.run(&["check", "--adequacy", "--format", "json"]);
    holds("diagnostics", &run.out, "check --adequacy");
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    let scores = report["adequacy"].as_array().expect("scores");
    assert_eq!(scores.len(), 1, "{}", run.out);
    let score = format!("{}/{}", scores[0]["caught"], scores[0]["mutants"]);
    assert!(run.err.contains(&score), "{}", run.err);
}

#[test]
fn the_digest_of_an_answer_changes_with_what_the_rules_say_and_not_with_a_comment() {
    let digest = |change: fn(String) -> String| {
        let text = change(read("tests/fixtures/small.kijun"));
        let project = Scratch::new(&[("a.kijun", text.as_bytes())]);
        let shown = project.run(&["check", "--format", "json"]);
        let answer: Value = serde_json::from_str(&shown.out).expect("JSON");
        assert_eq!(answer["schema_version"], "1.1.0");
        answer["corpus_digest"].as_str().expect("a digest").to_owned()
    };
    let plain = digest(|it| it);
    assert_eq!(plain, digest(|it| format!("// a comment\n\n{}", it.replace(" {\n", " {  // another\n\n"))));
    assert_ne!(plain, digest(|it| it.replacen("ja \"", "ja \"新", 1)));
}
