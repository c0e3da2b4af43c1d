//! The box in the header finds what `kijun show` finds, never goes to one guess, and folds as the program does.
//!
//! Its script runs in Node.js, with the data that a page loads.

use std::io::Write as _;
use std::process::{Command, Stdio};

use kijun::query::citation::{LookupError, find, fold};
use serde_json::{Value, json};

use crate::base::shipped as base;
use crate::site::shipped;

/// What people type, and what it means: an id, or candidates.
const CASES: &str = include_str!("../cases/citations.tsv");

const SCRIPT: &str = include_str!("../../site/styles/cite.js");

/// Runs the script of the box with the data of a language and answers what an expression says of each input.
fn run(lang: &str, each: &str, inputs: &[String]) -> Vec<Value> {
    let ask = format!(
        "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map((it) => {each})));"
    );
    let data = shipped().file(&format!("assets/cite.{lang}.js"));
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("box.cjs");
    std::fs::write(&script, format!("{SCRIPT}\n{data}\n{ask}")).expect("it is written");
    let mut node = Command::new("node")
        .arg(&script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node.js is installed");
    let mut stdin = node.stdin.take().expect("it is open");
    stdin.write_all(json!(inputs).to_string().as_bytes()).expect("it reads");
    drop(stdin);
    let output = node.wait_with_output().expect("it ends");
    assert!(output.status.success(), "Node.js failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

const FIND: &str =
    "(({ sure, hits }) => [sure.map((one) => [one.id, one.href]), hits.length])(kijunCite.find(it))";

/// Returns what the box is sure of for each input, and how many candidates it lists.
fn found(lang: &str, inputs: &[String]) -> Vec<(Vec<(String, String)>, u64)> {
    let of = |it: Value| {
        let text = |it: &Value| it.as_str().expect("text").to_owned();
        let sure = it[0].as_array().expect("a list").iter().map(|one| (text(&one[0]), text(&one[1])));
        (sure.collect(), it[1].as_u64().expect("a number"))
    };
    run(lang, FIND, inputs).into_iter().map(of).collect()
}

/// Returns an id without its edition.
fn unpinned(id: &str) -> String {
    let (head, tail) = id.split_once(':').unwrap_or((id, ""));
    let instrument = head.split('@').next().unwrap_or_default();
    if tail.is_empty() { instrument.to_owned() } else { format!("{instrument}:{tail}") }
}

/// Says whether what the box is sure of is what a case means; a term goes by its place in the glossary.
fn is_meant((id, href): &(String, String), means: &str) -> bool {
    id == means || unpinned(id) == means || href.ends_with(&format!("#{means}"))
}

#[test]
fn what_people_type_is_found_and_never_guessed() {
    let cases: Vec<(&str, &str)> = CASES.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    let inputs: Vec<String> = cases.iter().map(|(typed, _)| (*typed).to_owned()).collect();
    for lang in ["ja", "en"] {
        let answers = found(lang, &inputs);
        let (mut right, mut listed, mut wrong, mut nothing) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for ((typed, means), (sure, hits)) in cases.iter().zip(&answers) {
            match &sure[..] {
                [one] if is_meant(one, means) => right.push(*typed),
                [one] => wrong.push((*typed, one.clone())),
                _ if *hits == 0 => nothing.push(*typed),
                _ if *means == "candidates" => right.push(*typed),
                _ => listed.push(*typed),
            }
        }
        assert!(wrong.is_empty(), "{lang}: {wrong:?}");
        assert!(nothing.is_empty(), "{lang}: {nothing:?}");
        assert!(right.len() >= 17, "{lang}: {} right, only listed: {listed:?}", right.len());
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
        assert_eq!(made, kijun::view::slug::slug(id), "{id}");
    }
}

/// Where the program finds one provision, the box is sure of it or lists it; where several, the box goes to none.
#[test]
fn the_box_finds_what_the_program_finds() {
    let kb = base();
    let mut inputs = Vec::new();
    for it in kb.provisions.iter().step_by(19) {
        let instrument = &kb.instruments[it.instrument];
        inputs.extend([it.id.clone(), it.body.cite.ja.clone(), it.body.cite.en.clone()]);
        inputs.push(format!(
            "{} {}",
            instrument.aka.first().unwrap_or(&instrument.title.en),
            it.body.cite.en
        ));
    }
    let pages: Vec<_> = ["ja", "en"].map(|lang| found(lang, &inputs)).to_vec();
    for (at, input) in inputs.iter().enumerate() {
        for answers in &pages {
            let (sure, _) = &answers[at];
            match find(kb, input) {
                Ok(nodes) => {
                    let id = kb.node_id(&nodes[0]);
                    assert!(sure.iter().any(|one| one.0 == id), "{input}: {id} is not among {sure:?}");
                }
                Err(LookupError::Ambiguous(ids)) => {
                    assert!(sure.len() > 1, "{input}: {ids:?}");
                    assert!(ids.iter().all(|id| sure.iter().any(|one| one.0 == *id)), "{input}: {ids:?}");
                }
                Err(LookupError::Unknown(_) | LookupError::NoEdition(_)) => {}
            }
        }
    }
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
