//! The words of values: a text says what its criterion asks for.

use kijun::diag::Diagnostic;

use crate::support::{Scratch, compile_texts};

const BASE: &str = r#"
source paper { title { ja "資料" en "paper" } }
fact pass.change {
  title { ja "変更" en "change" } ask { ja "変更は。" en "The change?" }
  type scale { none < prompted < forced }
  value none { ja "なし" en "none" }
  value prompted { ja "促す" en "prompted" words ja "促す" "促進" en "prompt" }
  value forced { ja "強制" en "forced" words ja "変更させ" "強制" en "force" "make the user" }
}
fact pass.present {
  title { ja "有無" en "presence" } says { ja "ある" en "there is one" } denies { ja "ない" en "there is none" }
  ask { ja "あるか。" en "Is there one?" } type flag
}
theme access { title { ja "アクセス" en "access" } }
requirement pass.default { title { ja "初期値" en "default" } text { ja "初期値のこと。" en "The default." } theme access }
define pass.pressed = pass.change >= prompted
instrument aa {
  title { ja "甲" en "A" } kind standard jurisdiction JP issuer { ja "省" en "ministry" } binding mandatory authentic ja
  edition 1 { status in_force from 2020-01-01 source paper }
}
"#;

fn faults(title: [&str; 2], text: [&str; 2], criterion: &str) -> Vec<Diagnostic> {
    let provision = format!(
        r#"
provision aa@1:1 {{
  cite {{ ja "第一条" en "Art. 1" }} title {{ ja "{}" en "{}" }} text {{ ja "{}" en "{}" }}
  modality shall addressee product applies when pass.present
  meets pass.default {{ {criterion} }} source paper grade official
}}"#,
        title[0], title[1], text[0], text[1]
    );
    let (_, compilation) = compile_texts(&[("a.kijun", &format!("{BASE}{provision}"))]);
    compilation.diagnostics.into_iter().filter(|it| it.code.number() == "KJ5021").collect()
}

const PLAIN: [&str; 2] = ["変更", "change"];
const FORCED: [&str; 2] =
    ["製品は、変更させなければならない。", "The product shall make the user change it."];
const PROMPTED: [&str; 2] =
    ["製品は、変更を促すものでなければならない。", "The product shall prompt a change."];

fn count(title: [&str; 2], text: [&str; 2], criterion: &str) -> usize {
    faults(title, text, criterion).len()
}

#[test]
fn a_text_says_what_its_criterion_asks_for() {
    assert_eq!(count(PLAIN, FORCED, "pass.change == forced"), 0);
    assert_eq!(count(PLAIN, FORCED, "pass.change > prompted"), 0, "the next level");
    assert_eq!(count(PLAIN, PROMPTED, "pass.change >= prompted"), 0);
}

#[test]
fn a_word_of_another_value_is_an_error_in_either_language_and_in_the_title() {
    let mixed = [PROMPTED[0], FORCED[1]];
    let found = faults(PLAIN, mixed, "pass.change == forced");
    assert_eq!(found.len(), 1);
    assert!(
        found[0].title.ja.contains("「促す」") && found[0].title.ja.contains("「強制」"),
        "{}",
        found[0].title.ja
    );
    let help = found[0].help.as_ref().expect("help");
    assert!(help.ja.contains("「変更させ」「強制」"), "{}", help.ja);
    assert_eq!(count(PLAIN, [FORCED[0], PROMPTED[1]], "pass.change == forced"), 1);
    assert_eq!(count(PLAIN, PROMPTED, "pass.change == forced"), 2, "one in each language");
    assert_eq!(count(["変更の促進", "change"], FORCED, "pass.change == forced"), 1);
    assert_eq!(count(["変更", "Prompted change"], FORCED, "pass.change == forced"), 1);
    assert_eq!(
        count(PLAIN, FORCED, "pass.change >= prompted"),
        2,
        "more than is asked for is something else too"
    );
}

#[test]
fn a_verb_is_found_in_every_form() {
    for ja in [
        "製品は、変更を促し、これを強制しなければならない。",
        "製品は、強制により変更を促さなければならない。",
    ] {
        let found = faults(PLAIN, [ja, FORCED[1]], "pass.change == forced");
        assert_eq!(found.len(), 1, "{ja}");
        assert!(found[0].title.ja.contains("「促"), "{}", found[0].title.ja);
    }
    assert_eq!(
        count(PLAIN, ["製品は、変更を促さなければならない。", PROMPTED[1]], "pass.change == prompted"),
        0
    );
}

#[test]
fn a_text_without_a_word_is_an_error() {
    let silent = ["製品は、変更できなければならない。", "The product shall allow a change."];
    let found = faults(PLAIN, silent, "pass.change == forced");
    assert_eq!(found.len(), 2);
    assert!(found[1].help.as_ref().expect("help").en.contains("make the user"));
}

#[test]
fn what_is_named_otherwise_may_be_said() {
    let both =
        ["製品は、変更を促し、又は強制するものを促す。", "The product shall prompt or force a change."];
    assert_eq!(count(PLAIN, both, "any { pass.change == prompted pass.change == forced }"), 0);
    assert_eq!(count(PLAIN, both, "pass.change in { prompted, forced }"), 0);
    assert_eq!(count(PLAIN, PROMPTED, "pass.change != none"), 0, "a text may name what is not excluded");
    assert_eq!(count(PLAIN, PROMPTED, "not pass.change == forced"), 2, "not what is asked for");
    assert_eq!(count(PLAIN, PROMPTED, "pass.pressed"), 0, "by a definition");
    assert_eq!(count(PLAIN, PROMPTED, "pass.present"), 0, "a fact that is not tested");
    let inside = ["製品は、変更を強制する。", "The product shall reinforce and enforce a forced change."];
    assert_eq!(count(PLAIN, inside, "pass.change == forced"), 0);
}

#[test]
fn words_belong_to_values_of_facts_alone() {
    for part in ["words", "says", "denies"] {
        let table = format!(
            r#"
table t {{ title {{ ja "表" en "table" }} value satisfied {{ ja "適" en "fit" {part} ja "適" en "fit" }} }}
"#
        );
        let (_, compilation) = compile_texts(&[("a.kijun", &format!("{BASE}{table}"))]);
        let codes: Vec<&str> = compilation.diagnostics.iter().map(|it| it.code.number()).collect();
        assert!(codes.contains(&"KJ1005"), "{part}: {codes:?}");
    }
}

/// Values of a scale with clauses of their own, and one without.
const CLAUSES: &str = r#"
fact lock.kind {
  title { ja "錠の種類" en "kind of lock" } ask { ja "錠は。" en "Which lock?" }
  type scale { none < pin < key < both }
  value none { ja "なし" en "none" denies ja "錠がある" en "there is a lock" }
  value pin { ja "暗証番号" en "PIN" says ja "暗証番号で開く" en "a PIN opens it" }
  value key { ja "鍵" en "key" says ja "鍵で開く" en "a key opens it" denies ja "鍵では開かない" en "no key opens it" }
  value both { ja "両方" en "both" }
}
"#;

/// A value is read by its own clause, by those of the values that pass, or as what the only other one is not.
#[test]
fn a_value_is_read_by_its_own_clause() {
    for (criterion, ja, en) in [
        ("lock.kind == key", "鍵で開くこと", "a key opens it"),
        (
            "lock.kind in { pin, key }",
            "暗証番号で開くか、又は鍵で開くこと",
            "a PIN opens it or a key opens it",
        ),
        ("lock.kind >= pin", "錠があること", "there is a lock"),
        ("lock.kind != none", "錠があること", "there is a lock"),
        ("lock.kind != key", "鍵では開かないこと", "no key opens it"),
        ("lock.kind == both", "錠の種類が「両方」であること", "the kind of lock is “both”"),
        ("lock.kind >= key", "錠の種類が「鍵」又は「両方」であること", "the kind of lock is “key” or “both”"),
    ] {
        let provision = format!(
            r#"
provision aa@1:1 {{
  cite {{ ja "第一条" en "Art. 1" }} title {{ ja "暗証の錠" en "PIN lock" }} text {{ ja "暗証の錠。" en "A PIN lock." }}
  modality informative addressee product criterion {{ {criterion} }} source paper grade official
}}"#
        );
        let project = Scratch::new(&[("a.kijun", format!("{BASE}{CLAUSES}{provision}").as_bytes())]);
        let run = project.run(&["show", "aa@1:1", "--format", "json"]);
        let shown: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
        let clause = &shown["criteria"][0]["reading"];
        assert_eq!((clause["ja"].as_str(), clause["en"].as_str()), (Some(ja), Some(en)), "{criterion}");
    }
}

/// Where another jurisdiction has the spelling, it is a word for something else.
#[test]
fn a_spelling_is_avoided_where_the_term_is_defined() {
    let term = |defined: &str| {
        format!(
            r#"
term code {{ name {{ ja "符号" en "code" }} avoid {{ ja "番号" en "number" }} text {{ ja "符号のこと。" en "A code." }} {defined} source paper grade official }}
instrument bb {{
  title {{ ja "乙" en "B" }} kind standard jurisdiction EU issuer {{ ja "団体" en "body" }} binding voluntary authentic en
  edition 1 {{ status in_force from 2020-01-01 source paper }}
}}
provision bb@1:1 {{
  cite {{ ja "第一条" en "Art. 1" }} title {{ ja "番号" en "number" }} text {{ ja "番号を付する。" en "A number is given." }}
  modality informative addressee product source paper grade official
}}
provision aa@1:2 {{
  cite {{ ja "第二条" en "Art. 2" }} title {{ ja "番号" en "number" }} text {{ ja "符号を付する。" en "A code is given." }}
  modality informative addressee product source paper grade official
}}
"#
        )
    };
    let count = |defined: &str| {
        let (_, compilation) = compile_texts(&[("a.kijun", &format!("{BASE}{}", term(defined)))]);
        compilation.diagnostics.iter().filter(|it| it.code.number() == "KJ5009").count()
    };
    assert_eq!(count("defined_by aa:2"), 2, "the title in both languages");
    assert_eq!(count(""), 6, "the other jurisdiction as well");
}
