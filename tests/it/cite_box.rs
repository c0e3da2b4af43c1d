//! The box in the header finds what `kijun show` finds, never goes to one guess, and folds as the program does.
//!
//! Its script runs in Node.js, with the data that a page loads.

use kijun::norm::Base;
use kijun::query::citation::{Index, fold};
use serde_json::{Value, json};

use crate::base::shipped as base;
use crate::cases::{self, answered};
use crate::site::shipped;
use crate::support::in_node;

const SCRIPT: &str = include_str!("../../site/styles/cite.js");

/// Runs the script of the box with the data of a language and answers what an expression says of each input.
fn run(lang: &str, each: &str, inputs: &[String]) -> Vec<Value> {
    let data = shipped().file(&format!("assets/cite.{lang}.js"));
    in_node(&format!("{SCRIPT}\n{data}"), each, &json!(inputs))
}

/// What the box answers: the kind, all that may be meant, and how many it lists.
const FIND: &str = "(({ kind, ids, hits }) => [kind, ids, hits.length])(kijunCite.find(it))";

/// An answer: its kind, and all that may be meant, in the order of their ids.
type Answered = (String, Vec<Vec<String>>);

fn by_box(lang: &str, inputs: &[String]) -> Vec<(Answered, u64)> {
    let of = |it: Value| {
        let kind = it[0].as_str().expect("a kind").to_owned();
        let mut ids: Vec<Vec<String>> = serde_json::from_value(it[1].clone()).expect("ids");
        ids.sort();
        // What is only near is nothing, and what does not fit is a candidate.
        let kind = match kind.as_str() {
            _ if ids.is_empty() => "nothing",
            "unfit" => "candidates",
            kind => kind,
        };
        ((kind.to_owned(), ids), it[2].as_u64().expect("a number"))
    };
    run(lang, FIND, inputs).into_iter().map(of).collect()
}

fn by_program(kb: Base<'_>, index: &Index, typed: &str) -> Answered {
    let (kind, mut ids) = answered(kb, &index.find(kb, typed));
    ids.sort();
    (kind.to_owned(), ids)
}

#[test]
fn what_people_type_is_answered_as_by_the_program() {
    let kb = base();
    let index = Index::new(kb);
    let all = cases::all();
    let inputs: Vec<String> = all.iter().map(|it| it.typed.to_owned()).collect();
    for lang in ["ja", "en"] {
        for (case, (answer, hits)) in all.iter().zip(by_box(lang, &inputs)) {
            assert_eq!(answer, by_program(kb, &index, case.typed), "{lang}: {}", case.typed);
            assert!(case.answer == "nothing" || hits > 0, "{lang}: {}", case.typed);
        }
    }
}

/// Whatever is printed, and what it is folded to, by the program and by the box.
#[test]
fn the_box_folds_as_the_program_does() {
    let kb = base();
    let mut inputs: Vec<String> = [
        "34条の10(1)二",
        "第四条第二号ロの二",
        "５３条ただし書",
        "附則第3条の2第1項",
        "",
        "Ⅳ",
        "千二百三十四",
    ]
    .map(str::to_owned)
    .to_vec();
    for it in &kb.provisions {
        inputs.extend([it.body.cite.ja.clone(), it.body.cite.en.clone(), it.locator.to_string()]);
        inputs.extend(it.body.also_cited.iter().cloned());
    }
    for it in &kb.instruments {
        inputs.extend([it.title.ja.clone(), it.title.en.clone(), it.id.clone()]);
        inputs.extend(it.aka.iter().cloned());
    }
    inputs.extend(kb.terms.iter().flat_map(|it| [it.name.ja.clone(), it.name.en.clone()]));
    let folded = run("ja", "kijunCite.fold(it)", &inputs);
    for (input, folded) in inputs.iter().zip(folded) {
        assert_eq!(folded, fold(input), "{input}");
    }
    let ids: Vec<String> = kb.provisions.iter().map(|it| it.id.clone()).collect();
    let slugs = run("en", "kijunCite.slug(it)", &ids);
    for (id, made) in ids.iter().zip(slugs) {
        assert_eq!(made, kijun::slug::slug(id), "{id}");
    }
}

/// Every citation of the base in both languages, alone and with a name and an edition, is answered as by the program.
#[test]
fn every_citation_is_answered_as_by_the_program() {
    let kb = base();
    let index = Index::new(kb);
    let mut inputs = Vec::new();
    for (at, it) in kb.provisions.iter().enumerate() {
        let instrument = &kb.instruments[it.instrument];
        let names: Vec<&String> =
            instrument.aka.iter().chain([&instrument.title.ja, &instrument.id]).collect();
        let (name, edition) = (names[at % names.len()], &kb.editions[it.edition].id);
        let cite = [&it.body.cite.ja, &it.body.cite.en][at % 2];
        inputs.extend([it.body.cite.ja.clone(), it.body.cite.en.clone(), it.id.clone()]);
        inputs.extend([
            format!("{name} {cite}"),
            format!("{cite} ({name})"),
            format!("{name}@{edition} {cite}"),
        ]);
        inputs.extend([format!("{cite}(9)"), it.locator.to_string(), kijun::slug::slug(&it.id)]);
        inputs.extend(it.body.also_cited.iter().cloned());
    }
    let mut differing = Vec::new();
    for lang in ["ja", "en"] {
        for (input, (answer, _)) in inputs.iter().zip(by_box(lang, &inputs)) {
            let expected = by_program(kb, &index, input);
            if answer != expected {
                differing.push(format!("{lang} {input}: the box {answer:?}, the program {expected:?}"));
            }
        }
    }
    assert_eq!(differing, [""; 0]);
}

/// Every address to which the box can lead is one of the site.
#[test]
fn the_box_leads_to_pages_that_exist() {
    let each = "kijunCite.find(it).hits.map((one) => one.href)";
    let inputs: Vec<String> = ["a", "1", "第", "s", "5", "cra", "jp"].map(str::to_owned).to_vec();
    for lang in ["ja", "en"] {
        for hrefs in run(lang, each, &inputs) {
            for href in hrefs.as_array().expect("a list") {
                let href = href.as_str().expect("an address");
                let (file, _) = href.split_once('#').unwrap_or((href, ""));
                let path = file.strip_prefix("../").map_or_else(|| format!("{lang}/{file}"), str::to_owned);
                assert!(!shipped().file(&path).is_empty());
            }
        }
    }
}

#[test]
fn what_the_box_loads_is_small() {
    for lang in ["ja", "en"] {
        let bytes = shipped().file(&format!("assets/cite.{lang}.js")).len();
        assert!(bytes <= 200_000, "{lang}: {bytes} bytes");
    }
}
