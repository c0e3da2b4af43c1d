//! Single pages: which cell of which row, which heading, which link says what.

use std::collections::BTreeSet;

use kijun::diag::Code;
use kijun::query::adequacy::adequacy;
use kijun::view::answer::Answered;
use kijun::view::diagnostics::scores;
use kijun::view::slug::slug;
use scraper::ElementRef;

use crate::html::{Page, all, links, one, text};
use crate::japan;
use crate::site::{Output, shipped};
use crate::support::{Scratch, compile_texts, kijun};

fn page(path: &str) -> Page {
    shipped().page(path)
}

fn badges(within: ElementRef<'_>) -> Vec<String> {
    all(within, "b").into_iter().map(text).collect()
}

fn says(within: ElementRef<'_>, css: &str, wanted: &str) -> bool {
    all(within, css).into_iter().any(|it| text(it) == wanted)
}

const TO_COME: &str = "Not yet applicable (from 11 December 2027)";

/// The Cyber Resilience Act is in force, and most of it applies from 11 December 2027.
#[test]
fn duties_to_come_are_not_said_to_be_in_force() {
    let own = page("ja/p/cra_-2024__annex1.1.1.html");
    let standing = badges(own.one("p.state"));
    assert!(standing.iter().any(|it| it == "適用前（2027年12月11日から適用）"), "{standing:?}");
    assert!(standing.iter().all(|it| it != "施行中"), "{standing:?}");
    let id = "cra@2024:annex1.1.2e";
    let requirement = page("en/requirements/data.at_rest.html");
    assert_eq!(badges(requirement.row(id)[1]), ["Shall", TO_COME]);
    let theme = page("en/tables/theme-data-protection.html");
    let shown: Vec<ElementRef<'_>> =
        theme.all("td > p").into_iter().filter(|it| says(*it, "code", id)).collect();
    assert_eq!(shown.len(), 2, "at rest and in transit");
    for entry in shown {
        assert_eq!(badges(entry), ["Shall", TO_COME]);
    }
}

/// Counterparts stand by edition, each line with its own standing.
#[test]
fn duties_to_come_say_so_among_counterparts() {
    let page = page("en/p/jcstar1_-1.1___.s1.1-11.html");
    let leads =
        |it: &ElementRef<'_>| links(*it).iter().any(|it| it.href.ends_with("cra_-2024__annex1.1.2e.html"));
    let lines: Vec<_> = page.all("dl.counterparts > dd").into_iter().filter(leads).collect();
    let [line] = lines[..] else { panic!("{} lines", lines.len()) };
    assert_eq!(badges(line), ["Shall", TO_COME]);
}

#[test]
fn links_say_which_instrument_they_lead_to() {
    let links = page("ja/findings.html").links("div.entry > ul");
    assert!(links.iter().any(|it| it.text.starts_with("サイバーレジリエンス法\u{3000}第")), "{links:?}");
}

#[test]
fn coverage_adds_up() {
    let page = page("en/coverage.html");
    let rows = page.rows("table.numbers");
    assert!(rows.len() > 30, "only {} editions", rows.len());
    for row in rows {
        let [edition, status, counts @ ..] = &row[..] else { panic!("a short row") };
        assert!(!text(*edition).is_empty() && badges(*status).len() == 1, "{}", text(*edition));
        let counts: Vec<usize> = counts.iter().map(|it| text(*it).parse().expect("a number")).collect();
        assert_eq!(counts[0], counts[1..5].iter().sum::<usize>(), "{}", text(*edition));
        assert_eq!(counts[0], counts[5..].iter().sum::<usize>(), "{}", text(*edition));
    }
}

/// What the page says of the examples is what the check says, and a build that did not measure says so.
#[test]
fn coverage_says_how_well_the_examples_test() {
    let compilation = japan::compiled();
    let scores = scores(compilation.base(), &adequacy(compilation.base()));
    let output = Output::measured(compilation.checked().expect("no errors"), Some(scores.clone()));
    let page = output.page("en/coverage.html");
    let rows = page.rows("#adequacy");
    assert_eq!(rows.len(), scores.len());
    for row in rows {
        let [instrument, mutants, caught, percent, untried] = &row[..] else { panic!("a short row") };
        let (mutants, caught) = (text(*mutants), text(*caught));
        let score =
            scores.iter().find(|it| it.mutants.to_string() == mutants && it.caught.to_string() == caught);
        assert!(score.is_some(), "{}: {mutants}, {caught}", text(*instrument));
        assert_eq!(text(*percent), "100 %", "{}", text(*instrument));
        assert_eq!(text(*untried), "0", "{}", text(*instrument));
    }
    for lang in ["ja", "en"] {
        let page = shipped().page(&format!("{lang}/coverage.html"));
        assert!(!page.has("#adequacy"));
        assert!(page.texts("main p").iter().any(|it| it.contains("kijun build --adequacy")), "{lang}");
    }
}

/// Every place above a provision can be reached from it, and the words there that govern it stand before its own.
#[test]
fn a_provision_shows_what_stands_above_it() {
    for (lang, steps, words) in [
        ("ja", ["平成31年", "第三十四条の十本文"], "同等以上"),
        ("en", ["2019", "Art. 34-10"], "equivalent to or better"),
    ] {
        let page = page(&format!("{lang}/p/jp.ter_-2020__34-10.1.2.html"));
        let trail = page.text("p.trail");
        for step in steps {
            assert!(trail.contains(step), "{lang}: no {step} in {trail}");
        }
        let governs = page.texts("details.governs");
        assert!(governs.iter().any(|it| it.contains(words)), "{lang}: {governs:?}");
        // What governs is read before the text, and the answer after it.
        let html = shipped().file(&format!("{lang}/p/jp.ter_-2020__34-10.1.2.html"));
        let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{lang}: no {what}"));
        assert!(at("class=\"governs\"") < at("<div class=\"text\">"), "{lang}");
        assert!(at("<div class=\"text\">") < at("id=\"answer\""), "{lang}");
    }
}

/// An article is read as one document: every text below it in its order, each with its anchor and its marks.
#[test]
fn an_article_is_one_document() {
    let outline = ["annex1.1.2a", "annex1.1.2b", "annex1.1.2m"];
    for lang in ["ja", "en"] {
        let page = page(&format!("{lang}/whole/cra_-2024__annex1.1.html"));
        let places: Vec<&str> = page.all("div.item").into_iter().filter_map(|it| it.attr("id")).collect();
        let at = |id: &str| places.iter().position(|it| *it == slug(&format!("cra@2024:{id}")));
        let found: Vec<Option<usize>> = outline.iter().map(|id| at(id)).collect();
        assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{lang}: {places:?}");
        for item in page.all("div.item") {
            if item.select(&scraper::Selector::parse("div.words").expect("a selector")).next().is_some() {
                assert!(!badges(one(item, "p.marks")).is_empty(), "{lang}");
                assert_eq!(links(item)[0].href.split('/').nth(1), Some("p"), "{lang}");
            }
        }
        let of_item = crate::pages::page(&format!("{lang}/p/cra_-2024__annex1.1.2m.html"));
        let whole = "../whole/cra_-2024__annex1.1.html";
        assert!(of_item.links("aside").iter().any(|it| it.href.starts_with(whole)), "{lang}");
    }
}

/// What can be computed is told by how it relates; what cannot is counted and folded.
#[test]
fn what_cannot_be_compared_is_folded() {
    let page = page("ja/p/jp.ter_-2020__34-10.1.2.html");
    let groups = page.texts("div.related > p");
    assert!(groups.iter().any(|it| it.starts_with("より厳しい")), "{groups:?}");
    assert!(!groups.iter().any(|it| it.contains("定まらない") || it.contains("決められない")), "{groups:?}");
    let folded: Vec<String> = page.texts("details > summary");
    let unclear = folded.iter().find(|it| it.starts_with("比べられない規定")).expect("some are");
    let count: usize = unclear.trim_end_matches(')').rsplit('(').next().unwrap().parse().expect("a number");
    assert!(count > 0, "{unclear}");
}

/// A page leads to the terms that it uses, the longest where one stands within another.
#[test]
fn a_page_leads_to_the_terms_it_uses() {
    for (lang, term) in [("ja", "識別符号"), ("en", "Identification code")] {
        let page = page(&format!("{lang}/p/jp.ter_-2020__34-10.1.2.html"));
        let used = page.links("#terms + ul");
        let found = used.iter().find(|it| it.text.to_lowercase() == term.to_lowercase());
        let found = found.unwrap_or_else(|| panic!("{lang}: {used:?}"));
        assert!(found.href.starts_with("../glossary.html#"), "{}", found.href);
    }
}

/// Facts once stood on one page; whoever linked to a place there still finds it.
#[test]
fn every_fact_keeps_its_place() {
    let index = page("en/facts.html");
    let facts = shipped().list("data/facts.json");
    let facts: BTreeSet<String> = facts.iter().map(|it| slug(it["id"].as_str().expect("an id"))).collect();
    let places: Vec<&str> = index.all("li[id]").into_iter().filter_map(|it| it.attr("id")).collect();
    assert_eq!(places.len(), facts.len());
    assert_eq!(places.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>(), facts);
    let length = links(index.one("li[id='auth.default.length']"));
    assert_eq!(length[0].href, "facts/auth.html#auth.default.length");
    assert!(shipped().file("en/facts.html").len() < 200_000);
    let section = page("ja/facts/auth.html");
    let section = section.one("div[id='auth.default.length']");
    assert_eq!(text(one(section, "p > code")), "auth.default.length");
}

#[test]
fn readings_are_whole_sentences() {
    let own = page("ja/instruments/jp.ter_-2020.html");
    let scope = own.below("h3#scope");
    assert_eq!(text(one(scope[0], ":scope > p")), "次の全てに該当する場合に適用する。");
    let nested = page("ja/tables/theme-default-password.html");
    let root = nested.root();
    assert!(says(root, "td .reading > p", "次の(1)に該当するときは、(2)を満たすこと。"));
    let past = page("en/instruments/us.sb327_-2020.html");
    let section = past.one("section[aria-labelledby=edition]");
    let dated = all(section, ":scope > p").into_iter().find(|it| !all(*it, "time").is_empty());
    let dated = dated.expect("the days of the edition");
    let days: Vec<_> = all(dated, "time").into_iter().filter_map(|it| it.attr("datetime")).collect();
    assert_eq!(days, ["2020-01-01", "2022-12-31"]);
    assert_eq!(text(dated), "1 January 2020 to 31 December 2022");
}

#[test]
fn a_past_edition_without_a_last_day_says_so() {
    let past = page("ja/instruments/sg.cls.html");
    let editions = past.all("section[aria-labelledby=editions] li");
    let own = editions.into_iter().find(|it| says(*it, "code", "sg.cls@2020")).expect("the edition");
    assert!(text(own).ends_with("から（適用終了日は不明）"), "{}", text(own));
    let table = page("ja/tables/issue-paper-2025-labels.html");
    let cells = table.all("td[data-label='シンガポール（2020年の水準）']");
    let status = "旧版（2020年10月7日から、適用終了日は不明）";
    assert_eq!(cells.iter().filter(|it| text(**it).ends_with(status)).count(), 1);
    assert!(cells.iter().any(|it| says(*it, ".reading > p", "次の全てに該当する。")));
}

#[test]
fn editions_and_parents_go_by_name() {
    let links_of = |path: &str| -> Vec<String> {
        page(path).all("main a, ul.outline > li").into_iter().map(text).collect()
    };
    for (path, labels) in [
        ("ja/instruments/cra.html", &["附属書I第I部", "第14条第2項", "制定時"][..]),
        ("en/instruments/en303645.html", &["clause 5.1", "Provision 5.3-4", "V3.1.3 (September 2024)"]),
        ("en/instruments/en18031.html", &["EN 18031-1 ACM"]),
        ("ja/instruments/jp.tba.html", &["現行"]),
    ] {
        let found = links_of(path);
        for label in labels {
            assert!(
                found.iter().any(|it| it == label || it.starts_with(&format!("{label} "))),
                "{path} does not name {label}"
            );
        }
    }
    let english = page("en/instruments/en303645.html");
    let edition = badges(english.one("h2#edition"));
    assert_eq!(edition, ["Current"]);
}

/// It stands once, in the outline of its edition, with what is below it; its id leads there.
#[test]
fn a_parent_without_a_text_stands_in_the_outline() {
    let forward = page("p/cra_-2024__annex1.html");
    for (lang, name) in [("ja", "附属書I"), ("en", "Annex I")] {
        let place = format!("{lang}/instruments/cra.html#cra_-2024__annex1");
        let heading = forward.links(&format!("div[lang={lang}] > h2"));
        assert!(heading.iter().any(|it| it.text == name && it.href == format!("../{place}")), "{heading:?}");
        let parts = forward.links(&format!("div[lang={lang}] > p + ul"));
        let first = format!("../{lang}/p/cra_-2024__annex1.1.1.html");
        assert_eq!(parts.first().map(|it| &it.href), Some(&first));
        let line = page(&format!("{lang}/instruments/cra.html")).text("li#cra_-2024__annex1");
        assert_eq!(line, name);
    }
    let unpinned = page("p/cra__annex1.html");
    assert_eq!(
        unpinned.one("main a[hreflang=en]").attr("href"),
        Some("../en/instruments/cra.html#cra_-2024__annex1")
    );
}

#[test]
fn the_reading_of_the_flagship_provision() {
    let list = shipped().json("data/checklist/jcstar1_-1.1.json");
    let items = list["items"].as_array().expect("items");
    let item = items.iter().find(|it| it["id"] == "jcstar1@1.1:S1.1-02").expect("the item");
    let reading = &item["criterion"]["reading"];
    assert_eq!(
        reading["ja"],
        "次のいずれかを満たすこと：(1) 次の全てを満たすこと：(1-1) 初期パスワードが機器ごとに異なること、\
         (1-2) 初期パスワードの文字数が6文字以上であること、\
         (1-3) 初期パスワードが第三者に容易に推測されないこと（判断を要する）、\
         (2) 次の全てを満たすこと：(2-1) 初期パスワードを変更しなければ使用できないこと、\
         (2-2) 利用者が設定するパスワードの最小文字数が8文字以上であること"
    );
    assert!(reading["en"].as_str().is_some_and(|it| it.contains("is at least 6 characters")), "{reading}");
    assert_eq!(item["criterion"]["tree"]["op"], "any");
}

/// The terminal and the data give one value, and the page of the item shows it.
#[test]
fn the_command_answers_what_is_published() {
    for (file, ids) in [
        (
            "provisions",
            &[
                "jp.ter@2020:34-10.1.2",
                "cra@2024:annex1.1.1",
                "psti.act@current:s21.1",
                "us.sb327@2020:1798.91.04.a",
            ][..],
        ),
        ("instruments", &["jcstar1", "en303645"]),
        ("requirements", &["data.at_rest"]),
        ("facts", &["auth.default.length"]),
    ] {
        for id in ids {
            let all = published(file, id);
            let published = all.iter().find(|it| it["id"] == **id).expect("it is published");
            let run = kijun(&["show", id, "--format", "json"]);
            let mut answered: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
            if file == "provisions" {
                // The file of an edition says once how its scope reads.
                let answer = answered.as_object_mut().expect("an object");
                assert!(answer.remove("applies_reading").is_some(), "{id}");
            }
            let expected = Answered::new(published, answered["corpus_digest"].as_str().map(str::to_owned));
            assert_eq!(answered, serde_json::to_value(expected).expect("JSON"), "{id}");
            for lang in ["ja", "en"] {
                let title = published["title"][lang].as_str().expect("a title");
                shows(lang, file, id, title);
            }
        }
    }
}

/// Returns what is published beside an id: a list, or that of its edition.
fn published(file: &str, id: &str) -> Vec<serde_json::Value> {
    let Some((edition, _)) = id.split_once(':').filter(|_| file == "provisions") else {
        return shipped().list(&format!("data/{file}.json"));
    };
    let of_edition = shipped().json(&format!("data/provisions/{}.json", slug(edition)));
    of_edition["provisions"].as_array().expect("an array").clone()
}

/// Holds the page of an item to show its id and its title.
fn shows(lang: &str, file: &str, id: &str, title: &str) {
    if file == "facts" {
        let group = id.split('.').next().expect("a group");
        let page = page(&format!("{lang}/facts/{group}.html"));
        let section = page.one(&format!("div[id='{id}']"));
        assert_eq!(
            (text(one(section, "h2")), text(one(section, "p > code"))),
            (title.to_owned(), id.to_owned())
        );
        return;
    }
    let folder = if file == "provisions" { "p" } else { file };
    let page = page(&format!("{lang}/{folder}/{}.html", slug(id)));
    let heading = page.text("h1");
    assert!(heading == title || heading.ends_with(&format!(" {title}")), "{id}: {heading}");
    let place = if file == "provisions" { "aside code[data-copy]" } else { "article > p:not(.minor) > code" };
    assert_eq!(page.text(place), id);
}

const SMALL: &str = r#"
source s { title { ja "出典" en "source" } }
instrument x.a {
  title { ja "例" en "Example" }
  kind standard jurisdiction INT issuer { ja "者" en "issuer" } binding voluntary authentic en
  edition 1 { status superseded from 2020-01-01 until 2024-01-01 source s voids 5.9 }
  edition 2 { amends 1 status in_force from 2024-01-01 source s splits 5.3-4 to 5.3-4A 5.3-4B }
}
provision x.a@1:5.3-4 {
  cite { ja "5.3-4" en "5.3-4" } title { ja "題<b>" en "title" }
  text { ja "**「基準」**は<script>alert(1)</script>[x](javascript:alert)" en "a **b" }
  modality informative addressee product source s grade official
}
provision x.a@2:5.3-4A {
  cite { ja "5.3-4A" en "5.3-4A" } title { ja "甲" en "A" } text { ja "甲" en "A" }
  modality informative addressee product source s grade official
}
provision x.a@2:5.3-4B {
  cite { ja "5.3-4B" en "5.3-4B" } title { ja "乙" en "B" } text { ja "乙" en "B" }
  modality informative addressee product see x.a@1:5.3-4 source s grade unverified
}
"#;

#[test]
fn hostile_prose_is_shown_and_reported() {
    let (sources, compilation) = compile_texts(&[("rules/a.kijun", SMALL)]);
    let found: Vec<(&str, &str)> = compilation
        .diagnostics
        .iter()
        .filter(|it| matches!(it.code, Code::RawHtml | Code::UnsafeLink | Code::LeftOverMark))
        .map(|it| (it.code.number(), sources.text(it.primary.as_ref().expect("a place").span)))
        .collect();
    assert_eq!(
        found,
        [
            ("KJ5011", "<script>"),
            ("KJ5011", "</script>"),
            ("KJ5012", "[x](javascript:alert)"),
            ("KJ5008", "**")
        ],
        "`check` tells each with its place"
    );
    let output = Output::of_text(SMALL);
    let again = output.diagnostics.iter().any(|it| found.iter().any(|(code, _)| *code == it.code.number()));
    assert!(!again, "and the build does not tell it again: {:?}", output.diagnostics);
    let page = output.page("ja/p/x.a_-1__5.3-4.html");
    assert_eq!(page.text("h1"), "5.3-4 題<b>");
    let own = page.one("h2#text ~ div.text");
    assert_eq!(text(one(own, "strong")), "「基準」");
    assert_eq!(text(own), "「基準」は<script>alert(1)</script>x");
    assert!(!page.has("main script, .text b, h1 b, a b, a[href^='javascript']"));
}

#[test]
fn every_published_id_keeps_resolving() {
    let output = Output::of_text(SMALL);
    let split = output.page("p/x.a_-2__5.3-4.html");
    let unpinned = output.page("p/x.a__5.3-4_.a.html");
    for lang in ["ja", "en"] {
        let halves = split.links(&format!("div[lang={lang}] > p + ul"));
        let halves: Vec<&str> = halves.iter().map(|it| it.href.as_str()).collect();
        assert_eq!(halves, ["a", "b"].map(|half| format!("../{lang}/p/x.a_-2__5.3-4_.{half}.html")));
        let forward = unpinned.one(&format!("main a[hreflang={lang}]"));
        assert_eq!(forward.attr("href"), Some(&*format!("../{lang}/p/x.a_-2__5.3-4_.a.html")));
    }
    let parent = output.page("p/x.a_-2__5.3.html").links("div[lang=ja] > p + ul");
    assert!(parent.iter().any(|it| it.href == "../ja/p/x.a_-2__5.3-4_.a.html"), "{parent:?}");
    let void = output.page("p/x.a_-1__5.9.html");
    assert_eq!(void.text("div[lang=ja] > p"), "この番号は欠番である。");
    assert_eq!(void.text("div[lang=en] > p"), "This number is kept as void and says nothing.");
    let edition = output.page("ja/instruments/x.a_-1.html").links("section[aria-labelledby=provisions]");
    assert!(edition.iter().any(|it| it.href == "../../p/x.a_-1__5.9.html"), "{edition:?}");
    let unverified = output.page("en/p/x.a_-2__5.3-4_.b.html");
    assert!(badges(unverified.one("p.state")).contains(&"Unverified".to_owned()));
    let references: Vec<_> = unverified.below("h2#references").into_iter().flat_map(links).collect();
    assert!(references.iter().any(|it| it.href == "x.a_-1__5.3-4.html"), "{references:?}");
}

/// A place in a source is said in the language of the page, and in the terminal in that of the reader.
#[test]
fn a_place_in_a_source_is_said_in_both_languages() {
    let text = PLACES;
    let site = Output::of_text(text);
    let base = Scratch::new(&[("a.kijun", text.as_bytes())]);
    for (lang, says, other) in [("ja", "第5章", "ch. 5"), ("en", "ch. 5", "第5章")] {
        let page = site.page(&format!("{lang}/p/aa_-1__1.html")).text("main");
        assert!(page.contains(says) && !page.contains(other), "{page}");
        let run = base.run(&["show", "aa@1:1", "--lang", lang]);
        assert!(run.out.contains(says) && !run.out.contains(other), "{}", run.out);
    }
    let run = base.run(&["show", "aa@1:1", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let source = &shown["sources"][0];
    assert_eq!((&source["at"], &source["place"]["ja"]), (&"ch. 5".into(), &"第5章".into()));
}

const PLACES: &str = r#"
source paper { title { ja "資料" en "paper" } }
instrument aa {
  title { ja "甲省令" en "ordinance A" } kind ordinance jurisdiction JP issuer { ja "省" en "ministry" } binding mandatory authentic ja
  edition 1 { status in_force from 2020-01-01 source paper }
}
provision aa@1:1 {
  cite { ja "第一条" en "Art. 1" } title { ja "登録" en "registration" }
  text { ja "届け出なければならない。" en "It shall be registered." }
  modality shall addressee authority source paper at { ja "第5章" en "ch. 5" } grade reported
}
"#;

/// 禁止 above a criterion that says 「…ないこと」 reads as a double negative unless the page says what the criterion is.
#[test]
fn the_criterion_of_a_prohibition_says_that_it_is_what_has_to_hold() {
    for (lang, note, label) in [
        ("ja", "禁じられることではなく、満たすべき状態を示す。", "基準（満たすべき状態） "),
        ("en", "This says what has to hold, not what is forbidden.", "criterion (what has to hold) "),
    ] {
        let said = |path: &str| page(path).texts("p.minor").iter().any(|it| it == note);
        assert!(said(&format!("{lang}/p/psti_-2025-12-04__sch1.1.3a.html")), "{lang}");
        assert!(!said(&format!("{lang}/p/jcstar1_-1.1___.s1.1-02.html")), "{lang}");
        assert!(kijun(&["show", "psti:sch1.1.3a", "--lang", lang]).out.contains(label), "{lang}");
        assert!(!kijun(&["show", "jcstar1:S1.1-02", "--lang", lang]).out.contains(label), "{lang}");
    }
}
