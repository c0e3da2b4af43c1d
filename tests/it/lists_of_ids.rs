//! Editions that are only lists of ids: said in the language, shown everywhere, and never taken for a test.

use kijun::lexicon::{Because, Outcome};
use kijun::query::market::by_default;
use kijun::query::{Asked, assess};
use serde_json::Value;

use crate::base::{shipped, text};
use crate::html::Page;
use crate::support::{Scratch, codes, kijun, product};

/// A text that is only listed, and one with a test.
const BASE: &str = r#"
source s { title { ja "出典" en "source" } publisher { ja "出典" en "source" } date 2019-03-01 }
fact p.radio { title { ja "無線" en "radio" } ask { ja "無線ですか。" en "Is there a radio?" } type flag says { ja "無線を備える" en "it has a radio" } denies { ja "無線を備えない" en "it has no radio" } }
fact p.safe { title { ja "安全" en "safety" } ask { ja "安全ですか。" en "Is it safe?" } type flag says { ja "安全である" en "it is safe" } denies { ja "安全でない" en "it is not safe" } }
instrument list { title { ja "一覧" en "List" } kind act jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja scope p.radio
  edition 1 { status in_force from 2020-01-01 ids_only source s } }
provision list@1:1 { cite { ja "第一" en "No. 1" } title { ja "規定" en "provision" } text { ja "機器は、安全でなければならない。" en "It shall be safe." }
  modality shall addressee product source s at "x" grade official }
instrument act { title { ja "法" en "Act" } kind act jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja scope p.radio
  edition 1 { status in_force from 2020-01-01 source s } }
provision act@1:1 { cite { ja "第一" en "No. 1" } title { ja "規定" en "provision" } text { ja "機器は、安全でなければならない。" en "It shall be safe." }
  modality shall addressee product criterion { p.safe } source s at "x" grade official }
"#;

const NO_TEST: &str = "modality shall addressee product source";
const TEST: &str = "modality shall addressee product criterion { p.safe } source";

fn changed(old: &str, new: &str) -> String {
    assert!(BASE.contains(old), "{old}");
    BASE.replacen(old, new, 1)
}

#[test]
fn the_default_question_names_a_list_of_ids_and_leaves_it_out() {
    let compilation = text(BASE);
    assert!(codes(&compilation).is_empty(), "{:?}", codes(&compilation));
    let kb = compilation.base();
    let asked_of = |facts: &str| {
        let question = by_default(kb, &product(kb, facts));
        let asked: Vec<String> = question.asked.iter().map(|it| kb.edition_id(it.node.edition)).collect();
        let left_out: Vec<_> =
            question.left_out.iter().map(|(idx, because)| (kb.edition_id(*idx), *because)).collect();
        (asked, left_out)
    };
    for facts in ["{}", r#"{"p.radio": true}"#] {
        let expected = (vec!["act@1".to_owned()], vec![("list@1".to_owned(), Because::NoCriterion)]);
        assert_eq!(asked_of(facts), expected, "{facts}");
    }
}

#[test]
fn a_list_of_ids_that_is_asked_is_undecided_for_want_of_a_test() {
    let compilation = text(BASE);
    let kb = compilation.base();
    let told = |facts: &str| {
        let nodes = kijun::query::citation::nodes(kb, "list").expect("it is known").into_iter();
        let asked: Vec<Asked> = nodes.map(|node| Asked { node, pinned: false }).collect();
        let result =
            assess(kb.on(kb.as_of), &product(kb, facts), &asked).expect("verdicts").results.remove(0);
        (result.verdict, result.because, result.provisions[0].because)
    };
    let untested = Some(Because::NoCriterion);
    assert_eq!(told("{}"), (Outcome::Undecided, untested, untested), "be the scope known or not");
    assert_eq!(told(r#"{"p.radio": true, "p.safe": true}"#), (Outcome::Undecided, untested, untested));
    let outside = Some(Because::OutOfScope);
    assert_eq!(told(r#"{"p.radio": false}"#), (Outcome::NotApplicable, outside, outside));
}

#[test]
fn an_edition_without_tests_and_without_the_mark_is_diagnosed_and_so_is_the_mark_on_tests() {
    let found = |text_: &str| codes(&text(text_));
    assert_eq!(found(&changed(" ids_only", "")), ["KJ4013"]);
    assert_eq!(found(&changed(NO_TEST, TEST)), ["KJ4014"]);
    assert_eq!(found(&changed(NO_TEST, TEST).replacen(" ids_only", "", 1)), [""; 0]);
    // What only others have to do needs no test of products, and a definition asks nothing of them.
    for other in
        ["modality shall addressee authority source", "modality informative addressee product source"]
    {
        let text_ = changed(NO_TEST, other).replacen(" ids_only", "", 1);
        let text_ = text_.replacen(
            "安全でなければならない",
            "安全をいう",
            usize::from(other.contains("informative")),
        );
        assert!(!found(&text_).contains(&"KJ4013"), "{other}: {:?}", found(&text_));
    }
    // Without a duty the recommendations count.
    let advice =
        changed("安全でなければならない", "安全であることが望ましい").replacen("It shall", "It should", 1);
    let advice = advice.replacen("modality shall ", "modality should ", 1);
    assert_eq!(found(&advice), [""; 0]);
    assert_eq!(found(&advice.replacen(" ids_only", "", 1)), ["KJ4013"]);
    let compilation = text(&changed(NO_TEST, TEST));
    let [only] = compilation.diagnostics.as_slice() else { panic!("one diagnostic") };
    assert_eq!(only.secondary.len(), 1, "both places are shown");
    assert_eq!(only.suggestion.as_ref().map(|it| it.replacement.as_str()), Some(""));
}

fn json(run: &crate::support::Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err))
}

#[test]
fn the_mark_is_shown_wherever_the_edition_is() {
    let scratch = Scratch::new(&[("a.kijun", BASE.as_bytes())]);
    for (args, pointer) in [
        (["list", "instruments"], "/0/ids_only"),
        (["list", "editions"], "/0/ids_only"),
        (["show", "list@1"], "/ids_only"),
        (["show", "list"], "/editions/0/ids_only"),
    ] {
        let said = json(&scratch.run(&[&args[..], &["--format", "json"]].concat()));
        assert_eq!(said.pointer(pointer), Some(&Value::Bool(true)), "{args:?}");
        for (lang, words) in [("ja", "番号だけの版"), ("en", "ids only")] {
            let said = scratch.run(&[&args[..], &["--lang", lang]].concat()).out;
            assert_eq!(said.matches(words).count(), 1, "{args:?}: {said}");
        }
    }
    let checklist = json(&scratch.run(&["export", "checklist", "--for", "list"]));
    assert_eq!(checklist["editions"][0]["ids_only"], true);
    assert_eq!(scratch.run(&["build"]).code, 0);
    for (lang, words) in [("ja", "判定の基準は収録していない"), ("en", "without tests")] {
        let banner = |instrument: &str| {
            let path = scratch.path().join(format!("book/{lang}/instruments/{instrument}.html"));
            let html = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            Page::parse(&html).texts(".banner").iter().any(|it| it.contains(words))
        };
        assert!(banner("list") && !banner("act"), "{lang}");
    }
}

#[test]
fn the_shipped_lists_of_ids_are_marked() {
    let kb = shipped();
    let marked: Vec<String> = kb
        .editions
        .iter_enumerated()
        .filter(|(_, it)| it.ids_only.is_some())
        .map(|(idx, _)| kb.edition_id(idx))
        .collect();
    assert_eq!(marked, ["kr.cic@2025", "iso27402@2023", "iso29147@2018", "jcstar3@2026", "nist8425a@2024"]);
    let told = json(&kijun(&["assess", "--against", "iso29147", "--format", "json"]));
    assert_eq!(told["results"][0]["verdict"], "undecided");
    assert_eq!(told["results"][0]["because"], "no_criterion");
}
