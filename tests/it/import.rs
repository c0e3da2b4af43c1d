//! Mapping files of other tools.

use kijun::data::Fault as Unread;
use kijun::import::{AuditReport, Columns, FindingKind, Plain, audit, findings};
use kijun::lexicon::EdgeRelation;
use kijun::logic::algebra::Fault;
use kijun::source::Sources;

use crate::support::{Run, Scratch, root};

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

const CATALOG: &str = r#"{ "catalog": { "uuid": "two", "groups": [{ "id": "x", "controls": [
    { "id": "x-1", "parts": [{ "id": "x-1_smt" }] } ] }] } }"#;

fn report(files: &[(&str, &str)]) -> Result<(Sources, AuditReport), Vec<Unread>> {
    let (mut sources, mut plain) = (Sources::new(), Plain::default());
    for (name, text) in files {
        plain.read(&mut sources, name, text.as_bytes(), &Columns::default())?;
    }
    Ok((sources, audit(plain)))
}

fn good(files: &[(&str, &str)]) -> (Sources, AuditReport) {
    report(files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Returns kind and place of every finding.
fn found(files: &[(&str, &str)]) -> Vec<(FindingKind, String)> {
    let (sources, report) = good(files);
    let place = |it: &kijun::import::Finding| {
        let place = sources.place(it.at);
        (it.kind, format!("{}:{}:{}", place.file, place.line, place.column))
    };
    findings(&report).iter().map(place).collect()
}

fn lines((sources, report): &(Sources, AuditReport), edges: &[usize]) -> Vec<usize> {
    edges.iter().map(|at| sources.line_column(report.plain.places[*at]).0).collect()
}

#[test]
fn a_library_is_read_and_linted() {
    let read = good(&[("a.yaml", CISO)]);
    let report = &read.1;
    assert_eq!(report.plain.edges.len(), 5);
    assert_eq!(report.counts[&EdgeRelation::Equal], 3);
    assert_eq!(report.plain.unknown[0].word, "overlap");
    assert_eq!(read.0.line_column(report.plain.unknown[0].at), (26, 25));
    let mut expected = vec![
        Fault::Duplicate { first: 0, again: 1 },
        Fault::SeveralEquals { edges: vec![0, 2] },
        Fault::MissingInverse { edge: 2 },
        Fault::MissingInverse { edge: 3 },
        Fault::WrongInverse { edge: 0, back: 4 },
    ];
    let mut faults = report.faults.clone();
    faults.sort();
    expected.sort();
    assert_eq!(faults, expected);
    assert_eq!(lines(&read, &[0, 1, 4]), [14, 17, 34]);
    assert_eq!(report.dangling, [(3, "urn:example:risk:req_node:b:3".to_owned())]);
    assert_eq!(report.headings, [(2, "urn:example:risk:req_node:b:2".to_owned())]);
    assert_eq!(report.unchecked["urn:example:risk:framework:a"], 5);
}

#[test]
fn a_mapping_collection_is_read_and_linted() {
    let read = good(&[("a.json", OSCAL)]);
    let report = &read.1;
    assert_eq!(report.faults, [Fault::Contradiction { first: 0, other: 1 }]);
    assert_eq!(lines(&read, &[0, 1]), [11, 17]);
    assert_eq!(report.plain.texts[1].ids, ["x-1", "x-2"]);
    assert_eq!(report.plain.unknown[0].word, "supports");
    assert!(report.dangling.is_empty());
    assert_eq!(report.unchecked.keys().collect::<Vec<_>>(), ["#one", "#two"]);
}

#[test]
fn a_catalog_in_another_file_says_what_ids_there_are() {
    for files in [[("a.json", OSCAL), ("b.json", CATALOG)], [("b.json", CATALOG), ("a.json", OSCAL)]] {
        let (_, report) = good(&files);
        assert_eq!(report.dangling, [(0, "x-2".to_owned()), (1, "x-2".to_owned())]);
        assert_eq!(report.unchecked.keys().collect::<Vec<_>>(), ["#one"]);
    }
    // By the name of the file to which a resource leads, and only where one file fits best.
    let linked = OSCAL.replace("#two", "https://example.org/deep/two.json");
    let (_, report) = good(&[("a.json", &linked), ("deep/two.json", CATALOG), ("other/two.json", CATALOG)]);
    assert_eq!(report.dangling.len(), 2);
    let (_, report) = good(&[("a.json", &linked), ("x/two.json", CATALOG), ("y/two.json", CATALOG)]);
    assert_eq!((report.dangling.len(), report.unchecked.len()), (0, 2));
}

const XML: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<mapping-collection xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="1">
  <metadata><title>例</title></metadata>
  <mapping uuid="2">
    <source-resource type="catalog" href="#one"/>
    <target-resource type="catalog" href="#res"/>
    <map uuid="3">
      <relationship>equal-to</relationship>
      <source type="control" id-ref="ac-1"/>
      <target type="control" id-ref="x-1"/>
    </map>
    <map uuid="4">
      <relationship>subset-of</relationship>
      <source type="control" id-ref="ac-1"/>
      <target type="control" id-ref="x"/>
    </map>
    <map uuid="5"><relationship ns="urn:x">equal-to</relationship><source id-ref="a"/><target id-ref="b"/></map>
  </mapping>
  <back-matter><resource uuid="res"><rlink href="../two.xml"/></resource></back-matter>
</mapping-collection>
"##;

const XML_CATALOG: &str = r#"<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="two">
  <group id="x"><control id="x-1"><part id="x-1_smt" name="statement"/></control></group>
</catalog>
"#;

#[test]
fn oscal_is_read_alike_in_all_its_formats() {
    use FindingKind::{Heading, UnknownRelation};
    let found = found(&[("a.xml", XML), ("two.xml", XML_CATALOG)]);
    assert_eq!(found, [(Heading, "a.xml:12:5".to_owned()), (UnknownRelation, "a.xml:17:19".to_owned())]);
    let yaml = "mapping-collection:\n  mappings:\n    - source-resource: {href: '#one'}\n      \
                target-resource: {href: '#two'}\n      maps:\n        - relationship: equal-to\n          \
                sources: [{id-ref: ac-1}]\n          targets: [{id-ref: x-9}]\n";
    let (_, report) = good(&[("a.yaml", yaml), ("b.json", CATALOG)]);
    assert_eq!(report.dangling, [(0, "x-9".to_owned())]);
}

const GEMARA: &str = "title: example
metadata:
  id: MAP
source-reference:
  reference-id: ORG
target-reference:
  reference-id: OWASP
mappings:
  - id: a
    source: ORG.1
    relationship: equivalent
    targets:
      - entry-id: A06
  - source: {entry-id: ORG.2}
    relationship: implements
    target: {entry-id: A01}
  - source: ORG.3
    relationship: no-match
  - source: ORG.4
    relationship: overlaps
    targets: [{entry-id: A02}]
  - source: FAM
    relationship: subsumes
    targets: [{entry-id: A02}]
";

const GEMARA_CATALOG: &str = "metadata: {id: ORG}
groups: [{id: FAM}]
controls:
  - id: ORG.9
    assessment-requirements: [{id: ORG.1}]
";

#[test]
fn gemara_documents_are_read() {
    use FindingKind::{Heading, UnknownRelation};
    let files = [("a.yaml", GEMARA), ("b.yaml", GEMARA_CATALOG)];
    let expected = [(UnknownRelation, "a.yaml:20:19".to_owned()), (Heading, "a.yaml:22:5".to_owned())];
    assert_eq!(found(&files), expected);
    let (_, report) = good(&files);
    assert_eq!((report.plain.passed["implements"], report.unchecked["OWASP"]), (1, 2));
}

#[test]
fn tables_are_read_by_their_header() {
    use FindingKind::{Contradiction, UnknownRelation};
    let csv =
        "source,note,relationship,target\nA.1,\"x\ny\",equal,B.1\nA.1,,subset-of,B.1\n,,,\nA.2,,like,B.2\n";
    let expected = [(Contradiction, "a.csv:4:1".to_owned()), (UnknownRelation, "a.csv:6:1".to_owned())];
    assert_eq!(found(&[("a.csv", csv)]), expected);
    assert_eq!(found(&[("a.tsv", &csv.replace(',', "\t"))]).len(), 2);
    let columns = Columns::parse("source=Control ID,relation=Rel,target=Clause").expect("columns");
    let (mut sources, mut plain) = (Sources::new(), Plain::default());
    let book = std::fs::read(root().join("tests/fixtures/mapping.xlsx")).expect("a workbook");
    plain.read(&mut sources, "m.xlsx", &book, &columns).expect("it is read");
    let report = audit(plain);
    assert_eq!(report.plain.edges.len(), 3);
    let found = findings(&report);
    assert_eq!((found[0].kind, sources.line_column(found[0].at).0), (Contradiction, 4));
    let wrong = Plain::default().read(&mut sources, "m.xlsx", &book, &Columns::default());
    assert_eq!(wrong.expect_err("other names").len(), 3);
    let broken = Plain::default().read(&mut sources, "n.xlsx", b"no archive", &columns);
    assert_eq!(broken.expect_err("no workbook").len(), 1);
    for text in ["source=", "x=y", "source"] {
        assert_eq!(Columns::parse(text), None, "{text}");
    }
}

#[test]
fn one_side_may_equal_only_one_of_the_other_whichever_it_is() {
    let both = "source,relationship,target\nA.1,equal,B.1\nA.2,equal,B.1\n";
    assert_eq!(found(&[("a.csv", both)])[0].0, FindingKind::SeveralEquals);
    let said = format!("{both}A.1,intersects,B.2\n");
    assert_eq!(found(&[("a.csv", &said)]).len(), 1);
}

#[test]
fn what_cannot_be_read_says_where() {
    for (name, text, place) in [
        ("a.json", "{\n  \"mapping-collection\": [", (2, 26)),
        ("a.json", "{\"mapping-collection\": {\"mappings\": 3}}", (1, 37)),
        ("a.yaml", "objects:\n  requirement_mapping_sets: 3\n", (2, 29)),
        ("a.yaml", "objects:\n  requirement_mapping_sets:\n    - requirement_mappings: []\n", (3, 7)),
        ("a.xml", "<mapping-collection>\n<a></mapping-collection>", (2, 4)),
        ("a.xml", "<other/>", (1, 1)),
        ("a.csv", "a,b\n1,2\n", (1, 1)),
        ("a.csv", "source,relationship,target\n1,equal\n", (2, 1)),
        ("a.csv", "source,relationship,target\n1,equal,\n", (2, 1)),
        ("a.yaml", "", (1, 1)),
        ("a.json", "[]", (1, 1)),
        ("a.json", "{}", (1, 1)),
        ("a.yaml", "a: &a [*a]", (1, 8)),
    ] {
        let mut sources = Sources::new();
        let read = Plain::default().read(&mut sources, name, text.as_bytes(), &Columns::default());
        let faults = read.expect_err(text);
        assert_eq!(sources.line_column(faults[0].at), place, "{name} {text}");
    }
}

#[test]
fn what_is_wrong_with_files_is_told_whole() {
    let (sources, report) = good(&[("a.yaml", CISO)]);
    let shown = kijun::view::audit::files(&sources, &report, &findings(&report), None);
    insta::assert_snapshot!("audit_files", serde_json::to_string_pretty(&shown).expect("JSON"));
}

fn audited(project: &Scratch, args: &[&str]) -> Run {
    let folder = project.path().to_str().expect("a path");
    let args: Vec<String> = args.iter().map(|it| it.replace("{}", folder)).collect();
    project.run(&[&["audit"], &args.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat())
}

#[test]
fn files_are_audited_together_in_every_format() {
    let project = Scratch::new(&[("a.kijun", include_bytes!("../fixtures/small.kijun"))]);
    project.write("a.yaml", CISO.as_bytes());
    project.write("one.csv", b"source,relationship,target\nA,equal,B\n");
    for (format, part) in [
        ("text", "not checked: none of the files lists what `urn:example:risk:framework:a` has"),
        ("concise", "a.yaml:26:25: warning[KJ3021 mapping-fault]: `overlap` is no relation"),
        ("json", "\"kind\": \"unknown_relation\""),
        ("sarif", "\"ruleId\": \"KJ3021\""),
        ("github", "::warning file="),
    ] {
        let run = audited(&project, &["{}/a.yaml", "{}/one.csv", "--format", format]);
        assert!(run.code == 1 && run.out.contains(part), "{format}: {}{}", run.err, run.out);
    }
    assert_eq!(audited(&project, &["{}/one.csv"]).code, 0);
    project.write("framework.yaml", b"objects: {framework: {urn: x, requirement_nodes: []}}\n");
    project.write("empty.csv", b"source,relationship,target\n");
    for args in [
        &["{}/framework.yaml"][..],
        &["{}/empty.csv"],
        &["{}/one.csv", "{}/one.csv"],
        &["{}/none.csv"],
        &["{}/a.yaml", "--columns", "source=a"],
        &["{}/one.csv", "--columns", "x"],
        &["{}/one.csv", "--as-of", "2026-01-01"],
        &["--against", "{}"],
        &["{}/one.csv", "--framework", "a=b"],
    ] {
        assert_eq!(audited(&project, args).code, 2, "{args:?}");
    }
}

#[test]
fn edges_between_our_texts_are_judged_by_our_criteria() {
    // The same text a second time, in an instrument of another name, with twice as many characters.
    let first = include_str!("../fixtures/small.kijun");
    let second = &first[first.find("instrument ").expect("an instrument")..];
    let second = second
        .replace("fixture.ordinance", "fixture.label")
        .replace("12", "24")
        .replace("Example Ordinance", "Label");
    let project = Scratch::new(&[("a.kijun", first.as_bytes()), ("b.kijun", second.as_bytes())]);
    let table = b"source,relationship,target\nfixture.ordinance:1,equal,fixture.label:1\nfixture.ordinance:1,equal,other\n";
    project.write("m.csv", table);
    let run = audited(&project, &["{}/m.csv", "--against", "{}"]);
    assert_eq!(run.code, 1, "{}{}", run.err, run.out);
    assert!(run.out.contains("too strong: the criteria say"), "{}", run.out);
    assert!(
        run.out.contains(
            "agrees 0, too strong 1, too weak 0, not decidable 0, with a side that is not known 1\n"
        ),
        "{}",
        run.out
    );
    // By what the documents are, where ids are locators in small letters below a name.
    project.write("n.csv", b"left,relationship,right\nurn:a:1,equal,urn:b:1\n");
    let columns = ["{}/n.csv", "--columns", "source=left,target=right", "--against", "{}"];
    assert_eq!(audited(&project, &columns).code, 2, "no text is known");
    let known = ["--framework", "left=fixture.ordinance", "--framework", "right=fixture.label"];
    let run = audited(&project, &[&columns[..], &known].concat());
    assert!(run.code == 1 && run.out.contains("KJ3020"), "{}{}", run.err, run.out);
    for wrong in [["--framework", "nothing=fixture.label"], ["--framework", "left=nothing"]] {
        assert_eq!(audited(&project, &[&columns[..], &wrong].concat()).code, 2);
    }
}
