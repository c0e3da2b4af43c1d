//! The judgement cases: facts of a product, expected verdicts.

use std::collections::BTreeMap;

use kijun::query::assess::judge;
use kijun::query::citation::nodes as find;
use kijun::query::product::contradiction;
use serde::Deserialize;

use crate::japan;
use crate::support::{product, read};

#[derive(Deserialize)]
struct Cases {
    base: serde_json::Map<String, serde_json::Value>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    facts: serde_json::Map<String, serde_json::Value>,
    expect: BTreeMap<String, String>,
}

#[test]
fn products_get_the_verdicts_of_the_papers() {
    let compilation = japan::compiled();
    let kb = compilation.base();
    let cases: Cases = toml::from_str(&read("tests/cases/judgement.toml")).expect("the cases can be read");
    assert_eq!(cases.case.len(), 8);
    for case in &cases.case {
        let mut stated = cases.base.clone();
        stated.extend(case.facts.clone());
        let facts = product(kb, &serde_json::Value::Object(stated).to_string());
        assert_eq!(contradiction(kb, &facts), Ok(None), "{}", case.name);
        for (id, expected) in &case.expect {
            for node in find(kb, id).expect("it is known") {
                let judged = judge(kb, &facts, &node).expect("a verdict");
                assert_eq!(judged.outcome.word(), expected, "{}: {id}", case.name);
            }
        }
    }
}
