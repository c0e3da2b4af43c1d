//! Mapping files of other tools.

use kijun::import::{AuditReport, Kind, Plain, audit, audit_file};
use kijun::lexicon::EdgeRelation;
use kijun::logic::algebra::Fault;

pub(crate) const CISO: &str = "\
urn: urn:example:risk:library:a-to-b
objects:
  frameworks:
    - urn: urn:example:risk:framework:b
      requirement_nodes:
        - urn: urn:example:risk:req_node:b:1
          assessable: true
        - urn: urn:example:risk:req_node:b:2
  requirement_mapping_sets:
    - urn: urn:example:risk:req_mapping_set:a-to-b
      source_framework_urn: urn:example:risk:framework:a
      target_framework_urn: urn:example:risk:framework:b
      requirement_mappings:
        - source_requirement_urn: urn:example:risk:req_node:a:1
          target_requirement_urn: urn:example:risk:req_node:b:1
          relationship: equal
        - source_requirement_urn: urn:example:risk:req_node:a:1
          target_requirement_urn: urn:example:risk:req_node:B:1
          relationship: equal
          strength_of_relationship: 10
        - source_requirement_urn: urn:example:risk:req_node:a:1
          target_requirement_urn: urn:example:risk:req_node:b:2
          relationship: equal
        - source_requirement_urn: urn:example:risk:req_node:a:2
          target_requirement_urn: urn:example:risk:req_node:b:3
          relationship: overlap
        - source_requirement_urn: urn:example:risk:req_node:a:2
          target_requirement_urn: urn:example:risk:req_node:b:3
          relationship: intersect
    - urn: urn:example:risk:req_mapping_set:b-to-a
      source_framework_urn: urn:example:risk:framework:b
      target_framework_urn: urn:example:risk:framework:a
      requirement_mappings:
        - source_requirement_urn: urn:example:risk:req_node:b:1
          target_requirement_urn: urn:example:risk:req_node:a:1
          relationship: subset
";

const OSCAL: &str = r##"{
  "mapping-collection": {
    "uuid": "11111111-2222-4333-8444-555555555555",
    "metadata": { "title": "example", "version": "1", "oscal-version": "1.2.1" },
    "mappings": [
      {
        "uuid": "22222222-3333-4444-8555-666666666666",
        "source-resource": { "type": "catalog", "href": "#one" },
        "target-resource": { "type": "catalog", "href": "#two" },
        "maps": [
          {
            "uuid": "33333333-0000-4000-8000-000000000001",
            "relationship": "equivalent-to",
            "sources": [{ "type": "control", "id-ref": "ac-1" }],
            "targets": [{ "type": "control", "id-ref": "x-1" }, { "type": "control", "id-ref": "x-2" }]
          },
          {
            "uuid": "33333333-0000-4000-8000-000000000002",
            "relationship": { "type": "subset-of" },
            "sources": [{ "type": "control", "id-ref": "ac-1" }],
            "targets": [{ "type": "control", "id-ref": "x-2" }, { "type": "control", "id-ref": "x-1" }]
          },
          {
            "uuid": "33333333-0000-4000-8000-000000000003",
            "relationship": { "type": "supports", "ns": "https://example.org/ns" },
            "sources": [{ "type": "control", "id-ref": "ac-2" }],
            "targets": [{ "type": "control", "id-ref": "x-1" }]
          }
        ]
      }
    ]
  }
}"##;

fn lines(report: &AuditReport, edges: &[usize]) -> Vec<u32> {
    edges.iter().filter_map(|at| report.plain.lines[*at]).collect()
}

#[test]
fn a_library_is_read_and_linted() {
    let report = audit_file(CISO, Kind::of(CISO)).expect("a library");
    assert_eq!(report.plain.edges.len(), 5);
    assert_eq!(report.counts[&EdgeRelation::Equal], 3);
    assert_eq!(report.plain.unknown[0].word, "overlap");
    assert_eq!(report.plain.unknown[0].line, Some(24));
    let expected = [
        Fault::Duplicate { first: 0, again: 1 },
        Fault::SeveralEquals { edges: vec![0, 2] },
        Fault::MissingInverse { edge: 2 },
        Fault::MissingInverse { edge: 3 },
        Fault::WrongInverse { edge: 0, back: 4 },
    ];
    let mut faults = report.faults.clone();
    faults.sort();
    let mut sorted = expected.to_vec();
    sorted.sort();
    assert_eq!(faults, sorted);
    assert_eq!(lines(&report, &[0, 1, 4]), [14, 17, 34]);
    assert_eq!(report.dangling, [(3, "urn:example:risk:req_node:b:3".to_owned())]);
}

#[test]
fn a_mapping_collection_is_read_and_linted() {
    let report = audit_file(OSCAL, Kind::of(OSCAL)).expect("a mapping collection");
    assert_eq!(report.faults, [Fault::Contradiction { first: 0, other: 1 }]);
    assert_eq!(lines(&report, &[0, 1]), [12, 18]);
    assert_eq!(report.plain.texts[1].ids, ["x-1", "x-2"]);
    assert_eq!(report.plain.unknown[0].word, "supports");
    assert!(report.dangling.is_empty());
}

#[test]
fn a_catalog_says_what_ids_there_are() {
    let catalog = r#"{ "catalog": { "uuid": "two", "groups": [{ "id": "x", "controls": [
        { "id": "x-1", "parts": [{ "id": "x-1_smt" }] } ] }] } }"#;
    let mut plain = Plain::default();
    plain.read(OSCAL, Kind::Oscal).expect("a mapping collection");
    plain.read(catalog, Kind::Oscal).expect("a catalog");
    let report = audit(plain);
    assert_eq!(report.dangling, [(0, "x-2".to_owned()), (1, "x-2".to_owned())]);
}

#[test]
fn broken_files_say_where() {
    let broken = audit_file("{\n  \"mapping-collection\": [", Kind::Oscal).expect_err("not JSON");
    assert_eq!(broken.line, Some(2));
    let broken = audit_file("objects:\n  requirement_mapping_sets: 3\n", Kind::Ciso).expect_err("no list");
    assert_eq!(broken.line, Some(2));
    for text in ["", "[]", "null", "{}", "a: &a [*a]", "\u{feff}{}"] {
        let _ = audit_file(text, Kind::of(text));
    }
}

#[test]
fn what_is_wrong_with_a_file_is_told_whole() {
    let report = audit_file(CISO, Kind::of(CISO)).expect("a library");
    let shown = kijun::view::audit::file(&report);
    insta::assert_snapshot!("audit_file", serde_json::to_string_pretty(&shown).expect("JSON"));
}
