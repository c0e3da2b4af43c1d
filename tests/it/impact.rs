//! What a proposal changes, on small bases and on the shipped one.

use serde_json::Value;

use crate::site::Output;
use crate::support::{Scratch, kijun};

const BASE: &str = r#"
source paper { title { ja "資料" en "paper" } }
theme access { title { ja "アクセス" en "access" } }
group pass { title { ja "パスワード" en "passwords" } nature design }
fact pass.length {
  title { ja "文字数" en "length" } ask { ja "何文字か。" en "How long?" } type number characters in 0..20
}
fact pass.limited {
  title { ja "試行の制限" en "limit" } says { ja "試行を制限する" en "attempts are limited" }
  denies { ja "試行を制限しない" en "attempts are not limited" } ask { ja "制限するか。" en "Are they limited?" } type flag
}
requirement pass.default { title { ja "初期値" en "default" } text { ja "初期値のこと。" en "The default." } theme access }
requirement pass.attempts { title { ja "試行" en "attempts" } text { ja "試行のこと。" en "Attempts." } theme access }
instrument aa {
  title { ja "甲省令" en "ordinance A" } kind ordinance jurisdiction JP issuer { ja "省" en "ministry" } binding mandatory authentic ja
  edition 1 { status in_force from 2020-01-01 source paper }
  edition 2 { amends 1 status proposed from unknown source paper }
}
instrument bb {
  title { ja "乙基準" en "standard B" } kind standard jurisdiction JP issuer { ja "団体" en "body" } binding voluntary authentic ja
  edition 1 { status in_force from 2020-01-01 source paper }
}
provision aa@1:1 {
  cite { ja "第一条" en "Art. 1" } title { ja "長さ" en "length" }
  text { ja "文字数は6以上でなければならない。" en "The length shall be 6 or more." }
  modality shall addressee product meets pass.default { pass.length >= 6 characters } source paper grade official
}
provision aa@2:1 {
  cite { ja "第一条" en "Art. 1" } title { ja "長さ" en "length" }
  text { ja "文字数は8以上でなければならない。" en "The length shall be 8 or more." }
  modality shall addressee product meets pass.default { pass.length >= 8 characters } keeps long source paper grade official
}
provision aa@2:2 {
  cite { ja "第二条" en "Art. 2" } title { ja "試行" en "attempts" }
  text { ja "試行を制限しなければならない。" en "Attempts shall be limited." }
  modality shall addressee product meets pass.attempts { pass.limited } source paper grade official
}
provision bb@1:1 {
  cite { ja "基準1" en "Standard 1" } title { ja "長さ" en "length" }
  text { ja "文字数は8以上でなければならない。" en "The length shall be 8 or more." }
  modality shall addressee product meets pass.default { pass.length >= 8 characters } source paper grade official
}
deeming long { of aa@1:1 when pass.length >= 12 characters basis { ja "法" en "law" } source paper grade official }
alignment two {
  members aa bb on pass.default source paper
}
deviation now {
  alignment two on pass.default between aa@1:1 and bb@1:1 relation looser condition same
  because { ja "理由。" en "A reason." } source paper at "1"
}
proposal revision { title { ja "例の改正" en "example revision" } editions aa@2 source paper at "2" }
claim { bb@1:1 implies aa@1:1 by content }
mapping published { title { ja "対応" en "mapping" } edge bb:1 equal aa:1 source paper grade official }
table seen {
  title { ja "比べる表" en "side by side" }
  column aa column aa@1 column bb row length { on pass.default } row attempts { on pass.attempts } source paper at "1"
}
device short {
  title { ja "七文字" en "seven" } facts { pass.length = 7 characters pass.limited = true }
  expect { aa@1 satisfied aa@2 not_satisfied }
}
device long {
  title { ja "九文字" en "nine" } facts { pass.length = 9 characters pass.limited = true } expect { aa@1 satisfied aa@2 satisfied }
}
device silent {
  title { ja "一部だけ" en "in part" } facts { pass.length = 9 characters } expect { aa@1 satisfied aa@2 undecided }
}
"#;

fn base() -> Scratch {
    Scratch::new(&[("a.kijun", BASE.as_bytes())])
}

fn answer(base: &Scratch, more: &[&str]) -> Value {
    let run = base.run(&[&["impact"], more, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

#[test]
fn what_flips_is_found_and_what_stays_is_counted() {
    let base = base();
    let it = answer(&base, &["revision"]);
    assert_eq!(crate::schemas::faults("impact", &it), Vec::<String>::new());
    assert_eq!(it["editions"][0]["id"], "aa@2");
    assert_eq!(it["editions"][0]["replaces"], "aa@1");
    assert_eq!(it["editions"][0]["scope_changes"], false);
    let devices: Vec<(&str, &str, &str)> = it["devices"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            let word = |key: &str| it["edition"][key].as_str().expect("a word");
            (it["id"].as_str().expect("an id"), word("before"), word("after"))
        })
        .collect();
    assert_eq!(devices, [("short", "satisfied", "not_satisfied"), ("silent", "satisfied", "undecided")]);
    assert_eq!(it["devices"][0]["provisions"][0]["new"], "aa@2:1");
    assert_eq!(it["devices"][0]["provisions"][0]["decided_by"], serde_json::json!(["pass.length"]));
    assert_eq!(it["devices"][1]["provisions"][0]["new"], "aa@2:2", "a new text explains the verdict");
    assert_eq!(it["counts"]["devices_same"], 1);
    assert_eq!(it["relations"][0]["before"]["relation"], "looser");
    assert_eq!(it["relations"][0]["after"]["relation"], "equal");
    assert_eq!(it["alignments"][0]["after"], Value::Null, "the two come to agree");
    assert_eq!(it["mappings"][0]["after"], "agrees");
    assert_eq!(it["deemings"][0]["becomes"], "stays");
    assert_eq!(it["claims"][0]["id"], "bb@1:1 implies aa@1:1", "it speaks of an edition that is replaced");
    let merged: Vec<&str> = it["merged"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["requirement"].as_str().expect("an id"))
        .collect();
    assert_eq!(merged, ["pass.default", "pass.attempts"]);
    assert_eq!(it["merged"][1]["before"], serde_json::json!([]));
}

#[test]
fn a_day_may_be_supposed_and_an_edition_stands_for_itself() {
    let base = base();
    let it = answer(&base, &["aa@2", "--from", "2028-04-01"]);
    assert_eq!((&it["id"], &it["day"]), (&Value::from("aa@2"), &Value::from("2028-04-01")));
    assert_eq!(it["counts"]["devices"], 2);
}

#[test]
fn what_is_law_already_and_what_is_no_proposal_is_refused() {
    let base = base();
    for (id, says) in [("aa@1", "has begun already"), ("aa@2:1", "no proposal and no edition")] {
        let run = base.run(&["impact", id, "--lang", "en"]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(says), "{}", run.err);
    }
    let run = base.run(&["impact", "revision", "--from", "4月1日", "--lang", "ja"]);
    assert!(run.err.contains("日付でない"), "{}", run.err);
}

#[test]
fn both_languages_say_it() {
    let base = base();
    for (lang, words) in [
        ("ja", ["件数", "適合 → 不適合", "出典 paper"]),
        ("en", ["counts", "satisfied → not satisfied", "source paper"]),
    ] {
        let run = base.run(&["impact", "revision", "--lang", lang]);
        for word in words {
            assert!(run.out.contains(word), "{word}: {}", run.out);
        }
    }
}

/// The day of placing, and a rule that leaves what was placed before under the edition that is replaced.
const STAYS: &str = r#"
fact pass.placed { title { ja "投入の日" en "day of placing" } ask { ja "いつか。" en "When?" } type date nature history }
transition aa@2:suppl {
  addressee product
  for pass.placed < 2028-04-01
  of all
  stays 1
  by_choice
  cite { ja "附則" en "Suppl." } title { ja "経過措置" en "transition" }
  text {
    ja "2028年4月1日前に投入した製品は、なお従前の例によることができる。"
    en "Products placed before 2028-04-01 may stay under the earlier provisions."
  }
  source paper grade official
}
"#;

/// What was promulgated changes on its day what it would change as a draft.
#[test]
fn promulgation_changes_no_impact() {
    let draft = BASE.replace("status proposed from unknown", "status proposed from 2028-04-01");
    let adopted = BASE.replace("status proposed from unknown", "status adopted from 2028-04-01");
    // Whoever closes the earlier edition on that day says the same.
    let closed = adopted.replace(
        "edition 1 { status in_force from 2020-01-01 source paper }\n  edition 2",
        "edition 1 { status superseded from 2020-01-01 until 2028-04-01 source paper }\n  edition 2",
    );
    assert_ne!(adopted, closed);
    let told = |text: &str| {
        let base = Scratch::new(&[("a.kijun", text.as_bytes())]);
        let mut it = answer(&base, &["revision", "--from", "2028-04-01"]);
        it["editions"][0]["status"] = Value::Null;
        it["corpus_digest"] = Value::Null;
        it
    };
    let before = told(&draft);
    assert_eq!(before["counts"]["devices"], 2);
    assert_eq!(before["editions"][0]["replaces"], "aa@1");
    assert_eq!(told(&adopted), before);
    assert_eq!(told(&closed), before);
}

#[test]
fn the_head_names_whom_a_transitional_rule_leaves_where() {
    let placed = BASE.replace(" facts { ", " facts { pass.placed = 2029-01-01 ");
    let with = Scratch::new(&[("a.kijun", placed.as_bytes()), ("b.kijun", STAYS.as_bytes())]);
    let rule = &answer(&with, &["revision"])["editions"][0]["transitions"][0];
    assert_eq!((&rule["id"], &rule["stays"]), (&"aa@2:suppl".into(), &"aa@1".into()));
    assert_eq!((&rule["by_choice"], &rule["inherited"]), (&true.into(), &false.into()));
    for (lang, words, none) in [
        (
            "ja",
            "経過措置 附則（aa@2:suppl）: 投入の日が2028年4月1日前である製品については、従前の版によることができる",
            "経過措置はない",
        ),
        (
            "en",
            "transitional rule Suppl. (aa@2:suppl): where the day of placing is before",
            "no transitional rule",
        ),
    ] {
        let run = with.run(&["impact", "revision", "--lang", lang]);
        assert!(run.out.contains(words) && !run.out.contains(none), "{}", run.out);
        let run = base().run(&["impact", "revision", "--lang", lang]);
        assert!(run.out.contains(none), "{}", run.out);
    }
    let site = Output::of_text(&format!("{placed}{STAYS}"));
    for (lang, says) in
        [("ja", "従前の版によることができる"), ("en", "they may stay under the earlier edition")]
    {
        let page = site.page(&format!("{lang}/proposals/revision.html"));
        assert!(page.texts("main li").iter().any(|it| it.contains(says)), "{lang}");
    }
}

/// Two texts of one proposal are compared once, and what neither had a rule on is not called the same.
#[test]
fn two_texts_of_one_proposal_are_told_once() {
    let both = BASE
        .replace(
            "binding voluntary authentic ja\n  edition 1 { status in_force from 2020-01-01 source paper }",
            "binding voluntary authentic ja\n  edition 1 { status in_force from 2020-01-01 source paper }\n  edition 2 { amends 1 status proposed from unknown source paper }",
        )
        .replace("editions aa@2 source", "editions aa@2 bb@2 source")
        .replace("members aa bb on pass.default", "members aa bb on pass.default pass.attempts");
    let more = r#"
provision bb@2:2 {
  cite { ja "基準2" en "Standard 2" } title { ja "試行" en "attempts" }
  text { ja "試行を制限するか、文字数を8以上としなければならない。" en "Attempts shall be limited, or the length be 8 or more." }
  modality shall addressee product meets pass.attempts { pass.limited or pass.length >= 8 characters } source paper grade official
}
deviation tries {
  alignment two on pass.attempts between aa@2:2 and bb@2:2 relation stricter condition same
  because { ja "理由。" en "A reason." } source paper at "1"
}
"#;
    let base = Scratch::new(&[("a.kijun", both.as_bytes()), ("b.kijun", more.as_bytes())]);
    let it = answer(&base, &["revision"]);
    let relations = it["relations"].as_array().expect("a list");
    assert!(!relations.is_empty());
    assert!(
        relations.iter().all(|it| it["other"].as_str().is_some_and(|other| other.starts_with("bb@"))),
        "{relations:#?}"
    );
    let pairs = it["alignments"].as_array().expect("a list");
    let attempts = pairs.iter().find(|it| it["requirement"] == "pass.attempts").expect("it is new");
    assert_eq!((&attempts["neither_before"], &attempts["before"]), (&true.into(), &Value::Null));
    let run = base.run(&["impact", "revision", "--lang", "ja"]);
    assert!(run.out.contains("いずれにも規定がない → "), "{}", run.out);
}

/// Criteria of many pigeons and too few holes: no search tells whether they can be met together.
fn entangled() -> Scratch {
    let (pigeons, holes) = (12, 11);
    let flag = |id: String| {
        format!(
            "fact {id} {{ title {{ ja \"{id}\" en \"{id}\" }} says {{ ja \"{id}である\" en \"{id} holds\" }} \
             denies {{ ja \"{id}でない\" en \"{id} does not hold\" }} ask {{ ja \"どうか。\" en \"Is it?\" }} type flag }}\n"
        )
    };
    let all = (0..pigeons).flat_map(|pigeon| (0..holes).map(move |hole| (pigeon, hole)));
    let facts: String = all.map(|(pigeon, hole)| flag(format!("pass.v{pigeon}x{hole}"))).collect();
    let sits = (0..pigeons).map(|pigeon| {
        let some: Vec<String> = (0..holes).map(|hole| format!("pass.v{pigeon}x{hole}")).collect();
        format!("any {{ {} }}", some.join(" "))
    });
    let alone = (0..holes).flat_map(|hole| {
        let pairs = (0..pigeons).flat_map(move |one| (one + 1..pigeons).map(move |two| (one, two)));
        pairs.map(move |(one, two)| format!("not all {{ pass.v{one}x{hole} pass.v{two}x{hole} }}"))
    });
    let all = |parts: Vec<String>| format!("all {{ {} }}", parts.join(" "));
    let provision = |id: &str, criterion: &str| {
        // A recommendation, so that it decides no verdict.
        format!(
            "provision {id} {{ cite {{ ja \"基準9\" en \"Standard 9\" }} title {{ ja \"席\" en \"seats\" }} \
             text {{ ja \"席が足りることが望ましい。\" en \"There should be seats.\" }} modality should addressee product \
             meets pass.attempts {{ {criterion} }} source paper grade official }}\n"
        )
    };
    let base = BASE.to_owned()
        + &facts
        + &provision("aa@2:9", &all(sits.collect()))
        + &provision("bb@1:9", &all(alone.collect()));
    let scratch = Scratch::new(&[("a.kijun", base.as_bytes())]);
    let manifest = "[book]\ntitle = \"t\"\n[kijun]\nas_of = \"2026-11-21\"\ncorpus = [\"rules\"]\n\
                    [kijun.levels]\nKJ3019 = \"warning\"\n";
    scratch.write("book.toml", manifest.as_bytes());
    scratch
}

#[test]
fn what_nobody_can_compare_is_named_and_told_as_neither_new_nor_gone() {
    let base = entangled();
    let it = answer(&base, &["revision"]);
    let about: Vec<&Value> =
        it["undecided"].as_array().expect("a list").iter().map(|it| &it["ids"]).collect();
    assert!(about.contains(&&serde_json::json!(["aa@2:9", "bb@1:9"])), "{}", it["undecided"]);
    assert_eq!(it["counts"]["open"], about.len());
    let told = |it: &&Value| it["new"] == "aa@2:9" && it["other"] == "bb@1:9";
    assert!(!it["relations"].as_array().expect("a list").iter().any(|it| told(&it)), "{}", it["relations"]);
    for (lang, says) in
        [("ja", "基準9と基準9との関係（試行）"), ("en", "how Standard 9 relates to Standard 9 (attempts)")]
    {
        let run = base.run(&["impact", "revision", "--lang", lang]);
        assert!(run.out.contains(says), "{}", run.out);
    }
    let run = base.run(&["show", "aa@2:9", "--format", "json"]);
    let shown: Value = serde_json::from_str(&run.out).expect("JSON");
    let undecided = shown["counterparts"].as_array().expect("a list").iter().find(|it| it["id"] == "bb@1:9");
    assert_eq!(undecided.expect("it is named")["relation"], Value::Null);
    let run = base.run(&["show", "aa@2:9", "--lang", "ja"]);
    assert!(run.out.contains("bb@1:9（複雑すぎて比較できない）"), "{}", run.out);
}

/// A table that means the law in force says something else then; one that names what is replaced is told too.
#[test]
fn tables_are_read_under_both_laws() {
    let it = answer(&base(), &["revision"]);
    assert_eq!(it["counts"]["tables"], 1);
    let table = &it["tables"][0];
    assert_eq!((&table["id"], &table["names"]), (&"seen".into(), &serde_json::json!(["aa@1"])));
    let cells = table["cells"].as_array().expect("a list");
    let told: Vec<[&str; 3]> = cells
        .iter()
        .map(|it| ["row", "before", "after"].map(|field| it[field]["en"].as_str().expect("text")))
        .collect();
    assert_eq!(told.len(), 2, "the columns that name an edition stay: {told:?}");
    assert!(told[0][1].contains('6') && told[0][2].contains('8'), "{told:?}");
    assert!(told[1][1].contains("no requirement"), "{told:?}");
    for (lang, says) in [("ja", "見直す表"), ("en", "tables to look at")] {
        let run = base().run(&["impact", "revision", "--lang", lang]);
        assert!(run.out.contains(says), "{}", run.out);
        let page = Output::of_text(BASE).page(&format!("{lang}/proposals/revision.html"));
        assert!(page.links("main").iter().any(|it| it.href == "../tables/seen.html"), "{lang}");
    }
}

/// A page tells what the command tells, and whatever names the draft leads to it.
#[test]
fn a_proposal_has_a_page() {
    let site = Output::of_text(BASE);
    let told = &site.json("data/impacts.json")[0];
    assert_eq!(told["counts"], answer(&base(), &["revision"])["counts"]);
    let both = [
        ("ja", "例の改正", "七文字", "適合", "不適合", "施行予定日"),
        ("en", "Example revision", "seven", "satisfied", "not satisfied", "To begin on"),
    ];
    for (lang, title, device, before, after, day) in both {
        let page = site.page(&format!("{lang}/proposals/revision.html"));
        assert_eq!(page.text("h1").to_lowercase(), title.to_lowercase());
        assert!(page.texts("dl.facts dt").iter().any(|it| it == day), "{lang}");
        let numbers = page.texts("table.numbers td");
        assert_eq!(numbers[..2], ["2", "1"], "two verdicts change and one stays");
        let shown =
            page.texts("div.entry").into_iter().find(|it| it.starts_with(device)).expect("the device");
        assert!(shown.contains(&format!("{before} → {after}")), "{shown}");
        assert!(page.links("main").iter().any(|it| it.href == "../diff/aa.html#aa_-2"), "{lang}");
        for path in ["index.html", "instruments/aa.html", "instruments/aa_-2.html", "p/aa_-2__2.html"] {
            let links = site.page(&format!("{lang}/{path}")).links("main");
            assert!(links.iter().any(|it| it.href.ends_with("proposals/revision.html")), "{lang}/{path}");
        }
    }
}

#[test]
fn the_conclusions_of_2025_reach_the_label() {
    let run = kijun(&["impact", "jp.conclusions-2025", "--format", "json"]);
    let it: Value = serde_json::from_str(&run.out).expect("JSON");
    let agree = |it: &&Value| it["after"].is_null() && it["right"] == "jcstar1";
    let agreed: Vec<&Value> = it["alignments"].as_array().expect("a list").iter().filter(agree).collect();
    assert_eq!(agreed.len(), 1);
    assert_eq!(agreed[0]["requirement"], "update.check_latest");
    assert_eq!(it["counts"]["open"], 0);
}
