//! `home` in the manifest: whose texts come first where those of several jurisdictions stand side by side.

use crate::html::{Page, all, one, text};
use crate::support::Scratch;

const TEXTS: &str = r#"
source s { title { ja "出典" en "source" } }
requirement r.one { title { ja "要件" en "requirement" } text { ja "機能" en "A function" } }
fact r.yes {
  type flag
  title { ja "機能" en "function" }
  says { ja "機能がある" en "it has the function" }
  denies { ja "機能がない" en "it lacks the function" }
  ask { ja "機能がありますか。" en "Is the function there?" }
}
group r { title { ja "群" en "group" } }
"#;

/// Writes an instrument with one provision for the requirement.
fn instrument(id: &str, jurisdiction: &str, binding: &str) -> String {
    format!(
        r#"
instrument {id} {{
  title {{ ja "{id}" en "{id}" }}
  kind act jurisdiction {jurisdiction} issuer {{ ja "者" en "issuer" }} binding {binding} authentic en
  edition 1 {{ status in_force from 2020-01-01 source s }}
}}
provision {id}@1:1 {{
  cite {{ ja "第1条" en "Art. 1" }} title {{ ja "題" en "Title" }} text {{ ja "機能を備えなければならない。" en "It shall have the function." }}
  modality shall addressee product meets r.one {{ r.yes }} source s grade official
}}
"#
    )
}

fn base(home: &str) -> Scratch {
    let texts = [
        TEXTS.to_owned(),
        instrument("eu.one", "EU", "mandatory"),
        instrument("jp.soft", "JP", "voluntary"),
        instrument("gb.one", "GB", "mandatory"),
        instrument("jp.hard", "JP", "mandatory"),
    ];
    let scratch = Scratch::new(&[("a.kijun", texts.concat().as_bytes())]);
    let manifest =
        format!("[book]\ntitle = \"t\"\n[kijun]\nas_of = \"2026-01-01\"\ncorpus = [\"rules\"]\n{home}");
    scratch.write("book.toml", manifest.as_bytes());
    scratch
}

/// Returns the provisions of the requirement in the order of the answer.
fn order(home: &str) -> Vec<String> {
    let run = base(home).run(&["show", "r.one", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let shown: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let ids = shown["provisions"].as_array().expect("an array").iter();
    ids.map(|id| id.as_str().expect("an id").to_owned()).collect()
}

#[test]
fn texts_of_the_jurisdiction_at_home_come_first() {
    assert_eq!(order(""), ["eu.one@1:1", "jp.soft@1:1", "gb.one@1:1", "jp.hard@1:1"]);
    assert_eq!(order("home = \"JP\"\n"), ["jp.hard@1:1", "jp.soft@1:1", "eu.one@1:1", "gb.one@1:1"]);
    assert_eq!(order("home = \"GB\"\n"), ["gb.one@1:1", "eu.one@1:1", "jp.soft@1:1", "jp.hard@1:1"]);
}

#[test]
fn pages_list_instruments_and_requirements_in_that_order() {
    let places = |home: &str, page: &str| {
        let scratch = base(home);
        let run = scratch.run(&["build"]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let html = std::fs::read_to_string(scratch.path().join("book").join(page)).expect("a page");
        let page = Page::parse(&html);
        let rows = page.rows("main table").into_iter().filter(|row| !all(row[0], "code").is_empty());
        let ids = rows.map(|row| text(one(row[0], "code")));
        ids.map(|id| id.split('@').next().expect("an instrument").to_owned()).collect::<Vec<_>>()
    };
    for page in ["ja/requirements/r.one.html", "en/instruments/index.html"] {
        assert_eq!(places("", page), ["eu.one", "jp.soft", "gb.one", "jp.hard"], "{page}");
    }
    assert_eq!(places("home = \"GB\"\n", "en/instruments/index.html")[0], "gb.one");
    assert_eq!(places("home = \"JP\"\n", "ja/requirements/r.one.html")[0], "jp.hard");
}

#[test]
fn a_home_that_nobody_declares_is_refused() {
    let run = base("home = \"JO\"\n").run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.out.contains("KJ0004") && run.out.contains("`JO`") && run.out.contains("`JP`"),
        "{}",
        run.out
    );
}
