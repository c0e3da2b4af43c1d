//! The ways to comply with one text, each alone against another, on the shipped base.

use std::collections::BTreeSet;

use scraper::ElementRef;
use serde_json::Value;

use crate::html::{all, links, text};
use crate::site::shipped;
use crate::support::kijun;

fn compared(a: &str, b: &str) -> Value {
    let run = kijun(&["compare", a, b, "--format", "json"]);
    serde_json::from_str(&run.out).expect("JSON")
}

fn way<'a>(ways: &'a Value, begins: &str) -> &'a Value {
    let all = ways["ways"].as_array().expect("a list");
    let found = all.iter().find(|it| it["way"]["ja"].as_str().is_some_and(|ja| ja.starts_with(begins)));
    found.unwrap_or_else(|| panic!("no way {begins} in {ways}"))
}

/// A prompt alone is never enough, a forced change needs eight characters, a code of its own six and no easy guess.
#[test]
fn what_the_ordinance_lets_pass_the_label_asks_more_of() {
    let it = compared("jp.ter@2020:34-10.1.2", "jcstar1@1.1:S1.1-02");
    assert_eq!(crate::schemas::faults("comparison", &it), Vec::<String>::new());
    let ways = &it["a_ways"];
    assert_eq!(ways["decomposed"], true);
    let prompt = way(ways, "初期パスワードの変更を促す");
    assert_eq!((&prompt["reach"], &prompt["fails"].is_null()), (&"never".into(), &false));
    let forced = way(ways, "初期パスワードを変更しなければ使用できない");
    assert_eq!(forced["reach"], "with");
    assert_eq!(forced["with"].as_array().map(Vec::len), Some(1));
    assert_eq!(forced["with"][0]["facts"], serde_json::json!(["auth.user.minimum_length"]));
    let unique = way(ways, "初期パスワードが機器ごとに異なる");
    assert_eq!((&unique["reach"], unique["with"][0]["judgement"].as_bool()), (&"with".into(), Some(true)));
    assert_eq!(unique["with"][0]["facts"].as_array().map(Vec::len), Some(2));
    let back = it["b_ways"]["ways"].as_array().expect("a list");
    assert!(back.iter().all(|it| it["reach"] == "enough"), "{back:?}");
    assert_eq!(ways["limbs"][0]["demanded"], false);
}

/// A device is shown for what is not enough, and it is replayed by the ordinary evaluator of verdicts.
#[test]
fn the_terminal_tells_the_ways_in_both_languages() {
    for (lang, says) in [("ja", "何を加えても足りない"), ("en", "never enough")] {
        let run = kijun(&["compare", "jp.ter@2020:34-10.1.2", "jcstar1@1.1:S1.1-02", "--lang", lang]);
        assert!(run.out.contains(says), "{}", run.out);
    }
    let editions = compared("jp.ter@2020", "jcstar1@1.1");
    assert!(editions["a_ways"].is_null() && editions["b_ways"].is_null(), "whole texts are not taken apart");
}

/// The page of a provision says first who asks more, by which way, and gives the answers of the command.
#[test]
fn the_page_of_the_ordinance_says_what_the_label_asks_more() {
    let it = compared("jp.ter@2020:34-10.1.2", "jcstar1@1.1:S1.1-02");
    let ways = it["a_ways"]["ways"].as_array().expect("a list");
    for (lang, stricter) in [("ja", "この規定より厳しい。"), ("en", "It asks more than this provision.")]
    {
        let page = shipped().page(&format!("{lang}/p/jp.ter_-2020__34-10.1.2.html"));
        let others: Vec<String> = page.all(".answer > ul > li").into_iter().map(text).collect();
        assert!(others[0].contains("S1.1-02") && others[0].contains(stricter), "{others:?}");
        let rows: Vec<String> = page.all(".answer > .scroll tbody > tr > th").into_iter().map(text).collect();
        let said: Vec<&str> = ways.iter().filter_map(|it| it["way"][lang].as_str()).collect();
        assert_eq!(rows, said);
        for (row, way) in page.all(".answer > .scroll tbody > tr").into_iter().zip(ways) {
            let added: Vec<String> = all(all(row, "td")[0], "li").into_iter().map(text).collect();
            let with: Vec<&str> = way["with"]
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(|it| it["says"][lang].as_str())
                .collect();
            assert_eq!(added, with);
        }
    }
}

/// What binds by law beside the aligned texts is tried by the same ways; the command answers each pair as the page does,
/// but where more than one fact would have to be added, which the page does not look for.
#[test]
fn the_same_ways_are_tried_on_what_binds_by_law() {
    for (lang, words) in [("ja", ["これで足りる", "他の事実による"]), ("en", ["enough", "depends on more"])]
    {
        let page = shipped().page(&format!("{lang}/p/jp.ter_-2020__34-10.1.2.html"));
        let rows = page.rows("table:has(#answer-law)");
        let texts: Vec<String> = rows.iter().map(|row| links(row[0])[0].href.clone()).collect();
        for wanted in ["kr.tte_-2019__15-3", "psti_-2025-12-04__sch1.1.2"] {
            assert!(texts.iter().any(|it| it.contains(wanted)), "{wanted}: {texts:?}");
        }
        assert!(!texts.iter().any(|it| it.contains("jcstar1")), "what is aligned stands above");
        let row =
            rows.iter().find(|row| links(row[0])[0].href.contains("kr.tte_-2019__15-3")).expect("a row");
        let it = compared("jp.ter@2020:34-10.1.2", "kr.tte@2019:15-3");
        let ways = it["a_ways"]["ways"].as_array().expect("a list");
        let told: Vec<String> = page.all(".answer details > ol > li").into_iter().map(text).collect();
        let said: Vec<&str> = ways.iter().filter_map(|it| it["way"][lang].as_str()).collect();
        assert_eq!(told, said, "the ways by their numbers");
        let mut seen = BTreeSet::new();
        let pairs = row[1..].iter().flat_map(|cell| {
            let numbers = cell.value().attr("data-label").expect("numbers");
            let numbers = numbers.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
            numbers.map(move |it| (it.parse::<usize>().expect("a number"), *cell))
        });
        for (number, cell) in pairs {
            assert!(seen.insert(number), "{number} twice");
            let (said, way) = (text(cell), &ways[number - 1]);
            let added = way["with"].as_array().expect("a list");
            let is_one =
                added.first().is_some_and(|it| it["facts"].as_array().is_some_and(|all| all.len() == 1));
            match way["reach"].as_str() {
                Some("enough") => assert_eq!(said, words[0]),
                Some("with") if !is_one => assert_eq!(said, words[1]),
                Some("with") => {
                    assert!(said.contains(added[0]["says"][lang].as_str().expect("words")), "{said}");
                }
                _ => assert_ne!(said, words[0]),
            }
        }
        assert_eq!(seen.len(), ways.len());
    }
}

/// A checklist has the same answers.
#[test]
fn the_checklist_has_the_ways_beside_what_is_aligned() {
    let it = compared("jp.ter@2020:34-10.1.2", "jcstar1@1.1:S1.1-02");
    let list = shipped().json("data/checklist/jp.ter_-2020.json");
    let items = list["items"].as_array().expect("items");
    let item = items.iter().find(|it| it["id"] == "jp.ter@2020:34-10.1.2").expect("the item");
    let beside = item["beside"].as_array().expect("a list");
    let label = beside.iter().find(|it| it["id"] == "jcstar1@1.1:S1.1-02").expect("the label");
    assert_eq!((&label["relation"], &label["ways"]), (&"stricter".into(), &it["a_ways"]));
}

/// A checklist tries the same ways on what binds by law as the page does, text by text.
#[test]
fn the_checklist_has_the_ways_against_the_law() {
    let mut tried = 0;
    for edition in ["jp.ter_-2020", "cra_-2024", "psti_-2025-12-04"] {
        let list = shipped().json(&format!("data/checklist/{edition}.json"));
        for item in list["items"].as_array().expect("items") {
            let id = item["id"].as_str().expect("an id");
            let page = shipped().page(&format!("en/p/{}.html", kijun::view::slug::slug(id)));
            let law = &item["against_law"];
            assert_eq!(law.is_null(), !page.has("#answer-law"), "{id}");
            let Some(texts) = law["texts"].as_array() else { continue };
            let rows = page.rows("table:has(#answer-law)");
            let linked = |row: &Vec<ElementRef<'_>>| links(row[0])[0].href.clone();
            let said = texts.iter().map(|it| kijun::view::slug::slug(it["id"].as_str().expect("an id")));
            assert_eq!(
                rows.iter().map(linked).collect::<Vec<_>>(),
                said.map(|it| format!("{it}.html")).collect::<Vec<_>>(),
                "{id}"
            );
            let told: Vec<String> = page.all(".answer details > ol > li").into_iter().map(text).collect();
            let ways = law["ways"].as_array().expect("a list").iter();
            assert_eq!(told, ways.map(|it| it["en"].as_str().expect("words")).collect::<Vec<_>>(), "{id}");
            for (row, of) in rows.iter().zip(texts) {
                let all = of["tried"].as_array().expect("it could be told");
                assert_eq!(all.len(), told.len());
                let enough = all.iter().any(|it| it["reach"] == "enough");
                assert_eq!(row[1..].iter().any(|cell| text(*cell) == "enough"), enough, "{id} {}", of["id"]);
                tried += all.len();
            }
        }
    }
    assert!(tried > 100, "{tried}");
}
