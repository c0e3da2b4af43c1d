//! The relations that a reader of the texts expects, and facts that no witness may state together.

use std::collections::BTreeMap;

use kijun::model::Node;
use kijun::norm::Base;
use kijun::query::citation::nodes as find;
use kijun::query::compare::{Assumption, Compared, Direction, compare};
use kijun::query::product::state;
use serde::Deserialize;

use crate::base::shipped;
use crate::support::read;

#[derive(Deserialize)]
struct Cases {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    a: String,
    b: String,
    relation: Option<String>,
    applicability: Option<String>,
    /// Answers that are wrong, by what they answer.
    #[serde(default)]
    not: BTreeMap<String, Vec<String>>,
    /// Facts that no witness of the pair states together.
    #[serde(default)]
    impossible: BTreeMap<String, toml::Value>,
    because: String,
}

fn node(kb: Base<'_>, id: &str) -> Node {
    find(kb, id).expect("a known id").first().cloned().expect("one place")
}

/// Returns what of a pair is not as expected.
fn faults(kb: Base<'_>, pair: &Pair) -> Vec<String> {
    let found = compare(kb, &node(kb, &pair.a), &node(kb, &pair.b)).expect("an answer");
    let words = [("relation", found.relation.word()), ("applicability", found.applicability.word())];
    let wanted = [&pair.relation, &pair.applicability];
    let mut faults = Vec::new();
    for ((what, is), wanted) in words.into_iter().zip(wanted) {
        if wanted.as_ref().is_some_and(|wanted| wanted != is) {
            faults.push(format!("{what} is {is} and not {wanted:?}"));
        }
        if pair.not.get(what).is_some_and(|wrong| wrong.iter().any(|it| it == is)) {
            faults.push(format!("{what} is {is}"));
        }
    }
    faults.extend(impossible(kb, pair, &found));
    faults.into_iter().map(|fault| format!("{} {}: {fault} ({})", pair.a, pair.b, pair.because)).collect()
}

fn impossible(kb: Base<'_>, pair: &Pair, found: &Compared) -> Option<String> {
    let facts: Vec<_> = pair
        .impossible
        .iter()
        .map(|(id, value)| state(kb, id, value.to_string().trim_matches('"')).expect("a fact"))
        .collect();
    let directions: [&Direction; 2] = [&found.a_implies_b, &found.b_implies_a];
    let witnesses = directions.into_iter().filter_map(|it| it.witness.as_ref());
    let stated = |witness: &kijun::logic::domain::Facts| {
        !facts.is_empty() && facts.iter().all(|(idx, value)| witness.get(idx) == Some(value))
    };
    witnesses.map(|it| &it.facts).any(stated).then(|| "a witness states what is impossible".to_owned())
}

#[test]
fn relations_are_those_that_a_reader_of_the_texts_expects() {
    let kb = shipped();
    let cases: Cases = toml::from_str(&read("tests/cases/relations.toml")).expect("the cases can be read");
    assert!(cases.pair.len() >= 7);
    let wrong: Vec<String> = cases.pair.iter().flat_map(|pair| faults(kb, pair)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Two texts, a fact that is true and one that is false: by the questions' own words these two contradict each other.
const CONTRADICTED: &[[&str; 4]] = &[
    ["jcstar1@1.1:S1.1-04", "en303645@3.1.3:5.1-5", "auth.attempt_delay", "auth.attempt_limit"],
    [
        "jcstar1@1.1:S1.1-12",
        "en303645@3.1.3:5.5-1",
        "crypto.communication_best_practice",
        "data.sent_protected",
    ],
];

#[test]
fn no_witness_contradicts_the_words_of_the_questions() {
    let kb = shipped();
    for [a, b, yes, no] in CONTRADICTED {
        let impossible = [((*yes).to_owned(), true.into()), ((*no).to_owned(), false.into())];
        let pair = Pair {
            a: (*a).to_owned(),
            b: (*b).to_owned(),
            relation: None,
            applicability: None,
            not: BTreeMap::new(),
            impossible: BTreeMap::from(impossible),
            because: String::new(),
        };
        assert_eq!(faults(kb, &pair), Vec::<String>::new());
    }
}

/// A footnote of the report gives the word another sense than STAR-1: the two texts do not ask for one check.
#[test]
fn integrity_has_two_senses() {
    let kb = shipped();
    let [a, b] = ["jp.ter@2025-rec:34-10.1.rec-integrity", "jcstar1@1.1:S1.1-08"].map(|id| node(kb, id));
    let found = compare(kb, &a, &b).expect("an answer");
    assert_eq!(found.relation.word(), "overlapping");
    let open = kb.fact_ids["update.integrity_as_reported"];
    assert!(
        found.assumptions.contains(&Assumption::Concept(open)),
        "what the report means stays a judgement"
    );
}
