//! What is declared to be unlikely, and the list of all witnesses.

use std::collections::BTreeMap;

use kijun::query::citation::nodes as find;
use kijun::query::compare::{Compared, compare};
use kijun::view::comparison::comparison;

use crate::base::{shipped, text};
use crate::support::{Scratch, codes, kept};

/// Two texts about a box: one by its length, one by its length or a lock, so that the shortest box meets neither.
const BOXES: &str = r#"
source paper { title { ja "資料" en "paper" } }
fact box.length {
  title { ja "長さ" en "length" } ask { ja "長さは何文字か。" en "How long?" } type number characters in 0..20
}
fact box.locked {
  title { ja "施錠" en "lock" } says { ja "施錠する" en "it is locked" } denies { ja "施錠しない" en "it is not locked" }
  ask { ja "施錠するか。" en "Is it locked?" } type flag
}
fact box.open {
  title { ja "開放" en "opening" } says { ja "開いている" en "it is open" } denies { ja "開いていない" en "it is not open" }
  ask { ja "開いているか。" en "Is it open?" } type flag
}
theme t { title { ja "主題" en "theme" } }
requirement box.safe { title { ja "安全" en "safety" } text { ja "安全なこと。" en "It is safe." } theme t }
instrument aa {
  title { ja "甲" en "A" } kind standard jurisdiction JP issuer { ja "甲" en "A" } binding voluntary authentic en
  edition 1 { status in_force from 2020-01-01 source paper }
}
instrument bb {
  title { ja "乙" en "B" } kind standard jurisdiction JP issuer { ja "乙" en "B" } binding voluntary authentic en
  edition 1 { status in_force from 2020-01-01 source paper }
}
provision aa@1:1 {
  cite { ja "第1項" en "1" } title { ja "甲の一" en "A1" } text { ja "施錠しなければならない。" en "It shall be locked." }
  modality shall addressee product
  meets box.safe { box.locked }
  source paper grade official
}
provision bb@1:1 {
  cite { ja "第1項" en "1" } title { ja "乙の一" en "B1" } text { ja "8文字以上の場合を除き、開いていてはならない。" en "It shall not be open, unless it has at least 8 characters." }
  modality shall addressee product
  meets box.safe { any { not box.open  box.length >= 8 characters } }
  source paper grade official
}
"#;

fn unlikely(id: &str, when: &str) -> String {
    format!("unlikely {id} {{ when {when} because {{ ja \"まれである。\" en \"It is rare.\" }} }}\n")
}

/// Compares the two texts about boxes, with more declarations.
fn boxes(more: &str) -> (Compared, serde_json::Value) {
    let compilation = text(&format!("{BOXES}{more}"));
    assert!(codes(&compilation).is_empty(), "{:?}", compilation.diagnostics);
    let kb = kept(compilation);
    let node = |id| find(kb, id).expect("known").remove(0);
    let compared = compare(kb, &node("aa@1:1"), &node("bb@1:1")).expect("decided");
    let shown = serde_json::to_value(comparison(kb, &compared)).expect("JSON");
    (compared, shown)
}

#[test]
fn a_witness_avoids_what_is_unlikely_where_another_exists() {
    let (_, plain) = boxes("");
    let witness = |shown: &serde_json::Value| shown["a_implies_b"]["witness"].clone();
    assert_eq!(witness(&plain)["facts"]["box.length"], 0);
    assert_eq!(witness(&plain)["unlikely"], serde_json::json!([]));
    let (_, avoided) = boxes(&unlikely("box.short", "box.locked and box.length < 3 characters"));
    assert_eq!(witness(&avoided)["facts"]["box.length"], 3);
    assert_eq!(witness(&avoided)["unlikely"], serde_json::json!([]));
    // Any box that meets the one and fails the other is locked and open: it is shown, and says so.
    let (_, shown) = boxes(&unlikely("box.locked-open", "box.locked and box.open"));
    assert_eq!(witness(&shown)["facts"], witness(&plain)["facts"]);
    assert_eq!(witness(&shown)["unlikely"], serde_json::json!(["box.locked-open"]));
    // What is declared first counts most.
    let both = unlikely("box.short", "box.length < 3 characters")
        + &unlikely("box.long", "box.length >= 3 characters");
    let (_, first) = boxes(&both);
    assert_eq!(witness(&first)["unlikely"], serde_json::json!(["box.long"]));
    assert_eq!(witness(&first)["facts"]["box.length"], 3);
}

/// The two texts with scopes: that of the first takes in what is long or locked, that of the second what is long or open.
fn scoped(more: &str) -> serde_json::Value {
    let scopes = BOXES
        .replacen("authentic en\n", "authentic en scope any { box.length >= 5 characters box.locked }\n", 1)
        .replacen(
            "authentic en\n  edition",
            "authentic en\n  scope any { box.length >= 5 characters box.open }\n  edition",
            1,
        );
    let compilation = text(&format!("{scopes}{more}"));
    assert!(codes(&compilation).is_empty(), "{:?}", compilation.diagnostics);
    let kb = kept(compilation);
    let node = |id| find(kb, id).expect("known").remove(0);
    serde_json::to_value(comparison(kb, &compare(kb, &node("aa@1:1"), &node("bb@1:1")).expect("decided")))
        .expect("JSON")
}

#[test]
fn a_device_in_one_scope_avoids_what_is_unlikely_too() {
    let plain = scoped("");
    assert_eq!(plain["only_a"]["facts"]["box.length"], 0, "{plain}");
    let avoided = scoped(&unlikely("box.short", "box.locked and box.length < 3 characters"));
    for key in ["applicability", "relation", "condition"] {
        assert_eq!(avoided[key], plain[key]);
    }
    assert_eq!(avoided["only_a"]["facts"]["box.length"], 3);
    assert_eq!(avoided["only_a"]["unlikely"], serde_json::json!([]));
    let shown = scoped(&unlikely("box.locked-short", "box.locked and box.length < 5 characters"));
    assert_eq!(shown["only_a"]["facts"], plain["only_a"]["facts"], "whatever only the first reaches is so");
    assert_eq!(shown["only_a"]["unlikely"], serde_json::json!(["box.locked-short"]));
}

#[test]
fn a_witness_against_a_part_and_one_that_no_deeming_helps_avoid_what_is_unlikely_too() {
    let deeming = "deeming d { of bb@1:1 when box.length >= 15 characters basis { ja \"根拠\" en \"basis\" } source paper grade official }\n";
    for (more, length) in
        [(String::new(), 0), (unlikely("box.short", "box.locked and box.length < 3 characters"), 3)]
    {
        let (_, shown) = boxes(&format!("{deeming}{more}"));
        let forward = &shown["a_implies_b"];
        assert_eq!(forward["answer"], "no");
        assert_eq!(forward["witness"]["facts"]["box.length"], length);
        assert_eq!(forward["not_implied"][0]["witness"]["facts"]["box.length"], length);
    }
}

#[test]
fn an_audit_says_that_a_device_against_an_edge_is_unlikely() {
    let edge = "mapping m { title { ja \"対応\" en \"mapping\" } edge aa@1:1 equal bb@1:1 source paper grade reported }\n";
    let source = format!("{BOXES}{edge}{}", unlikely("box.locked-open", "box.locked and box.open"));
    let project = Scratch::new(&[("a.kijun", source.as_bytes())]);
    project.write("m.csv", b"source,relationship,target\naa:1,equal,bb:1\n");
    let file = project.path().join("m.csv").display().to_string();
    let against = project.path().display().to_string();
    let of_files = ["audit", &file, "--against", &against];
    for (lang, said, of_file) in [
        ("ja", "（起こりにくい機器: box.locked-open）", "（起こりにくい製品:"),
        ("en", "(an unlikely device: box.locked-open)", "(an unlikely product:"),
    ] {
        let run = project.run(&["audit", "--lang", lang]);
        assert!(run.code == 1 && run.out.contains(said), "{}{}", run.out, run.err);
        let run = project.run(&[&of_files[..], &["--lang", lang]].concat());
        let said = run.out.contains(of_file) && run.out.contains("box.locked-open");
        assert!(run.code == 1 && said, "{}{}", run.out, run.err);
    }
}

#[test]
fn what_is_unlikely_changes_no_relation() {
    let (plain, _) = boxes("");
    for when in ["box.open", "not box.open", "box.locked", "not box.locked", "box.length >= 0 characters"] {
        let (found, _) = boxes(&unlikely("box.odd", when));
        let words =
            |it: &Compared| (it.relation, it.applicability, it.a_implies_b.answer, it.b_implies_a.answer);
        assert_eq!(words(&found), words(&plain), "{when}");
        assert_eq!(found.assumptions, plain.assumptions, "{when}");
    }
}

/// No device of the shipped base that is declared as an example is refused for being unlikely, and the witnesses that
/// the review named are gone or say what they are.
#[test]
fn the_witnesses_of_the_shipped_base_are_believable_or_say_that_they_are_not() {
    let kb = shipped();
    assert!(!kb.unlikely.is_empty());
    let mut said = BTreeMap::new();
    for [a, b] in [
        ["jp.ter@2025-rec:34-10.1.2", "jcstar1@1.1:S1.1-02"],
        ["jcstar1@1.1:S1.1-15", "en303645@3.1.3:5.11-1"],
        ["jp.ter@2020:34-10.1.1", "en303645@3.1.3:5.5-5"],
    ] {
        let node = |id| find(kb, id).expect("known").remove(0);
        let found = comparison(kb, &compare(kb, &node(a), &node(b)).expect("decided"));
        let both = [found.a_implies_b.witness, found.b_implies_a.witness];
        said.insert(a, both.map(|it| it.expect("neither implies the other").unlikely.join(" ")));
    }
    assert_eq!(said["jp.ter@2025-rec:34-10.1.2"], ["", ""]);
    assert_eq!(said["jcstar1@1.1:S1.1-15"], ["", ""]);
    assert_eq!(said["jp.ter@2020:34-10.1.1"], ["access.guarded-settings-open-configuration", ""]);
}

#[test]
fn every_witness_is_listed_by_the_facts_that_decide_it() {
    let source = format!("{BOXES}{}", unlikely("box.locked-open", "box.locked and box.open"));
    let project = Scratch::new(&[("a.kijun", source.as_bytes())]);
    let run = project.run(&["check", "--witnesses", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let shown: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let groups = shown["witnesses"]["groups"].as_array().expect("groups");
    let first = &groups[0];
    assert_eq!(first["witnesses"][0]["met"], "aa@1:1");
    assert_eq!(first["witnesses"][0]["failed"], "bb@1:1");
    assert_eq!(first["witnesses"][0]["unlikely"], serde_json::json!(["box.locked-open"]));
    for lang in ["ja", "en"] {
        let run = project.run(&["check", "--witnesses", "--lang", lang]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("box.locked = true") && run.out.contains("box.locked-open"), "{}", run.out);
    }
    // What has no form for a list of devices refuses it.
    assert_eq!(project.run(&["check", "--witnesses", "--format", "sarif"]).code, 2);
}
