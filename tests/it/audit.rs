//! Published edges against what is computed, and against one another.

use kijun::check::{mapping_disagrees, mapping_fault};
use kijun::lexicon::EdgeRelation;
use kijun::lexicon::Undecided;
use kijun::logic::algebra::Fault;
use kijun::norm::Base;
use kijun::query::audit::{Against, Finding, audit};
use kijun::query::lint::lint;

use crate::base::{shipped, text};
use crate::support::{kept, kijun, read};

fn fixture() -> Base<'static> {
    kept(text(include_str!("fixtures/markets.kijun")))
}

#[test]
fn each_edge_is_judged() {
    let kb = fixture();
    let found: Vec<Finding> = audit(kb).iter().map(|it| it.judgement.finding).collect();
    let expected = [
        Finding::TooStrong,
        Finding::Agrees,
        Finding::TooStrong,
        Finding::TooWeak,
        Finding::NotDecidable(Undecided::NoCriterion),
        Finding::NotDecidable(Undecided::ConceptOnly),
        Finding::Agrees,
        Finding::TooStrong,
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_refuted_edge_shows_a_product() {
    let kb = fixture();
    let audited = audit(kb);
    let judgement = &audited[0].judgement;
    assert_eq!(judgement.justified, Some(EdgeRelation::Subset));
    let witness = judgement.witnesses.first().expect("the label asks for more");
    assert_eq!(judgement.witnesses.len(), 1);
    assert_eq!(witness.against, Against::LeftImpliesRight);
    assert_eq!(kb.provisions[witness.fails[0]].id, "a.label@1:1");
    assert!(audited[3].judgement.witnesses.is_empty());
}

#[test]
fn a_note_silences_the_check() {
    let kb = fixture();
    let found = mapping_disagrees::run(kb);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|it| it.primary.is_some() && it.help.is_some()));
    assert!(found[0].table.is_some());
    assert_eq!(found[0].title.en, "`ja.rule@1:1 equal a.label@1:1` says too much");
}

#[test]
fn edges_contradict_one_another() {
    let kb = fixture();
    let found = lint(kb);
    assert!(found.faults.contains(&Fault::Contradiction { first: 0, other: 1 }), "{:?}", found.faults);
    assert!(found.faults.contains(&Fault::Contradiction { first: 2, other: 3 }), "{:?}", found.faults);
    assert!(found.dangling.is_empty());
    assert_eq!(mapping_fault::run(kb).len(), found.faults.len());
}

#[test]
fn the_shipped_edges_are_judged() {
    let kb = shipped();
    let edges: usize = kb.mappings.iter().map(|mapping| mapping.edges.len()).sum();
    assert_eq!(audit(kb).len(), edges);
}

#[test]
fn the_table_of_the_documents_counts_what_is_judged() {
    let kb = shipped();
    let mut counted = vec![[0_usize; 5]; kb.mappings.len()];
    for it in audit(kb) {
        let column = match it.judgement.finding {
            Finding::Agrees => 1,
            Finding::TooStrong => 2,
            Finding::TooWeak => 3,
            Finding::NotDecidable(_) => 4,
        };
        counted[it.mapping][0] += 1;
        counted[it.mapping][column] += 1;
    }
    let text = read("docs/mappings.md");
    for (mapping, [edges, agree, strong, weak, open]) in kb.mappings.iter().zip(counted) {
        let row = format!("| `{}` | {edges} | {agree} | {strong} | {weak} | {open} |", mapping.id);
        assert!(text.contains(&row), "docs/mappings.md lacks\n{row}");
    }
}

#[test]
fn the_file_of_published_edges_is_read_and_counted() {
    let file = "docs/examples/mappings/published-edges.tsv";
    let mut counted = std::collections::BTreeMap::<String, usize>::new();
    for line in read(file).lines().skip(1) {
        let publication = line.split('\t').nth(4).expect("where it was published");
        *counted.entry(publication.to_owned()).or_default() += 1;
    }
    let all: usize = counted.values().sum();
    let run = kijun(&["audit", file, "--lang", "en"]);
    assert_eq!(run.code, 0, "{}{}", run.err, run.out);
    assert!(run.out.contains(&format!("{all} edges, 0 findings")), "{}", run.out);
    let text = read("docs/mappings.md");
    assert!(text.contains(&format!("\n{all} edges, read without a finding")), "{all}");
    for (publication, edges) in counted {
        let row = format!("| {publication} | {edges} |");
        assert!(text.contains(&row), "docs/mappings.md lacks\n{row}");
    }
}

#[test]
fn an_audit_says_where_each_edge_stands_in_every_format() {
    let source = include_str!("../fixtures/small.kijun");
    let second = source[source.find("instrument ").expect("an instrument")..]
        .replace("fixture.ordinance", "fixture.label");
    let second = second.replace("12", "24").replace("Example Ordinance", "Label");
    let edge = "mapping a { title { ja \"x\" en \"y\" } edge fixture.ordinance@2020:1 equal fixture.label@2020:1 source gazette grade official }\n";
    let project = crate::support::Scratch::new(&[
        ("a.kijun", source.as_bytes()),
        ("b.kijun", second.as_bytes()),
        ("c.kijun", edge.as_bytes()),
    ]);
    for (format, part) in [
        ("json", "\"file\": \"rules/c.kijun\",\n      \"line\": 1,\n      \"column\": 37,"),
        ("concise", "rules/c.kijun:1:37: warning[KJ3020"),
        ("sarif", "\"ruleId\": \"KJ3020\""),
        ("github", "::warning file=rules/c.kijun,line=1"),
        ("text", "too strong"),
    ] {
        let run = project.run(&["audit", "--format", format]);
        assert!(run.code == 1 && run.out.contains(part), "{format}: {}{}", run.err, run.out);
    }
}
