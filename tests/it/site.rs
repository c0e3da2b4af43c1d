//! The built site: what holds on every page, and on small corpora with hostile or unusual content.

use std::collections::BTreeSet;

use kijun::artifact::{Artifact, Memory};
use kijun::diag::Diagnostic;
use kijun::norm::Checked;
use kijun::site::{Input, build};

use crate::base::compiled;
use crate::support::{compile_texts, kijun};

const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
                   font-src 'self'; base-uri 'none'; form-action 'self'";

fn input() -> Input {
    Input { title: "Kijun".to_owned(), digest: "0123".to_owned() }
}

/// A site in memory.
struct Output {
    artifacts: Vec<Artifact>,
    diagnostics: Vec<Diagnostic>,
}

impl Output {
    fn new(checked: Checked<'_>) -> Self {
        let memory = Memory::default();
        let diagnostics = build(checked, &input(), &memory).expect("memory takes all");
        Self { artifacts: memory.into_artifacts(), diagnostics }
    }
}

fn built() -> Output {
    Output::new(compiled().checked().expect("no errors"))
}

fn built_from(text: &str) -> Output {
    let (_, compilation) = compile_texts(&[("rules/a.kijun", text)]);
    assert!(compilation.checked().is_some(), "{:?}", compilation.diagnostics);
    Output::new(compilation.checked().expect("no errors"))
}

fn text(artifact: &Artifact) -> &str {
    std::str::from_utf8(&artifact.bytes).expect("text")
}

fn pages(output: &Output) -> impl Iterator<Item = (&str, &str)> {
    output
        .artifacts
        .iter()
        .filter(|it| std::path::Path::new(&it.path).extension().is_some_and(|it| it == "html"))
        .map(|it| (it.path.as_str(), text(it)))
}

fn page<'a>(output: &'a Output, path: &str) -> &'a str {
    let found = output.artifacts.iter().find(|it| it.path == path);
    found.map_or_else(|| panic!("there is no {path}"), text)
}

fn has_language(path: &str) -> bool {
    path.starts_with("ja/") || path.starts_with("en/")
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// One build serves all: making it is most of the work.
#[test]
fn the_shipped_site() {
    let output = built();
    every_link_leads_somewhere(&output);
    no_address_is_lost(&output);
    the_site_stays_small(&output);
    every_page_is_strict_and_whole(&output);
    headings_do_not_skip_a_level(&output);
    both_languages_have_the_same_pages(&output);
    every_page_has_a_title_of_its_own(&output);
    duties_to_come_are_not_said_to_be_in_force(&output);
    duties_to_come_say_so_among_counterparts(&output);
    links_say_which_instrument_they_lead_to(&output);
    coverage_adds_up(&output);
    every_fact_keeps_its_place(&output);
    sentences_are_whole(&output);
    a_past_edition_without_a_last_day_says_so(&output);
    editions_and_parents_go_by_name(&output);
    nothing_is_fetched_from_elsewhere(&output);
    published_data_follow_their_schemas(&output);
    the_reading_of_the_flagship_provision(&output);
    the_command_answers_what_is_published(&output);
}

fn every_link_leads_somewhere(output: &Output) {
    let shown: Vec<_> = output.diagnostics.iter().map(|it| &it.title.en).collect();
    assert!(shown.is_empty(), "{shown:#?}");
}

/// Whatever had an address in each language has a page there, or a rule that leads to one.
fn no_address_is_lost(output: &Output) {
    let files: BTreeSet<&str> = output.artifacts.iter().map(|it| it.path.as_str()).collect();
    let rules: Vec<(&str, &str)> = page(output, "_redirects")
        .lines()
        .map(|rule| {
            let [from, to, _] = rule.split(' ').collect::<Vec<_>>()[..] else { panic!("{rule}") };
            (from.trim_start_matches('/'), to.trim_start_matches('/'))
        })
        .collect();
    for (from, to) in &rules {
        assert!(!files.contains(from) && files.contains(to), "{from} leads to {to}");
    }
    let led: BTreeSet<&str> = rules.iter().map(|(from, _)| *from).collect();
    let lives = |path: String| assert!(files.contains(&*path) || led.contains(&*path), "{path} is lost");
    let json = |name: &str| -> Vec<serde_json::Value> {
        let found = output.artifacts.iter().find(|it| it.path == format!("data/{name}.json")).expect("data");
        serde_json::from_slice(&found.bytes).expect("an array")
    };
    let slug = |it: &serde_json::Value| kijun::view::slug::slug(it["id"].as_str().expect("an id"));
    for lang in ["ja", "en"] {
        json("provisions")
            .iter()
            .chain(&json("aliases"))
            .for_each(|it| lives(format!("{lang}/p/{}.html", slug(it))));
        for instrument in json("instruments") {
            let editions = instrument["editions"].as_array().expect("editions");
            for it in editions.iter().chain([&instrument]) {
                lives(format!("{lang}/instruments/{}.html", slug(it)));
            }
        }
    }
}

/// It grows with the base; what grows faster is a mistake.
fn the_site_stays_small(output: &Output) {
    let bytes: usize = output.artifacts.iter().map(|it| it.bytes.len()).sum();
    assert!(output.artifacts.len() <= 4_500, "{} files", output.artifacts.len());
    assert!(bytes <= 40 << 20, "{bytes} bytes");
}

fn every_page_is_strict_and_whole(output: &Output) {
    for (path, html) in pages(output) {
        assert!(html.contains(&format!("content=\"{CSP}\"")), "{path} has no strict policy");
        for part in ["<script", " style=", "<style", " onclick", "javascript:", "unsafe-", "<img", "<iframe"]
        {
            assert!(!html.contains(part), "{path} contains {part}");
        }
        assert_eq!(count(html, "<h1"), 1, "{path}");
        assert_eq!(count(html, "<main id=\"content\">"), 1, "{path}");
        assert_eq!(count(html, "<title>"), 1, "{path}");
        assert!(html.starts_with("<!doctype html>\n<html lang=\""), "{path}");
        assert_eq!(
            count(html, "<table"),
            count(html, "<div class=\"scroll\""),
            "{path}: a table cannot scroll"
        );
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path} has an id twice");
    }
}

fn headings_do_not_skip_a_level(output: &Output) {
    for (path, html) in pages(output) {
        let mut last = 0;
        for rest in html.split("<h").skip(1) {
            let Some(level @ b'1'..=b'6') = rest.bytes().next() else { continue };
            let level = level - b'0';
            assert!(level <= last + 1, "{path} goes from h{last} to h{level}");
            last = level;
        }
    }
}

fn both_languages_have_the_same_pages(output: &Output) {
    let all: BTreeSet<&str> = pages(output).map(|(path, _)| path).collect();
    for (path, html) in pages(output).filter(|(path, _)| has_language(path)) {
        let (lang, rest) = path.split_once('/').expect("a language");
        let other = if lang == "ja" { "en" } else { "ja" };
        assert!(all.contains(format!("{other}/{rest}").as_str()), "{path} has no counterpart");
        let up = "../".repeat(rest.matches('/').count() + 1);
        let file = rest.rsplit('/').next().expect("a file");
        for part in [
            format!("<html lang=\"{lang}\">"),
            format!("hreflang=\"{lang}\" href=\"{file}\">"),
            format!("<link rel=\"alternate\" hreflang=\"{other}\" href=\"{up}{other}/{rest}\">"),
            format!("<a href=\"{up}{other}/{rest}\" hreflang=\"{other}\""),
        ] {
            assert!(html.contains(&part), "{path} lacks {part}");
        }
    }
}

fn every_page_has_a_title_of_its_own(output: &Output) {
    let mut seen = std::collections::BTreeMap::new();
    for (path, html) in pages(output).filter(|(path, _)| has_language(path)) {
        let title = html.split("<title>").nth(1).and_then(|it| it.split("</title>").next()).expect("a title");
        let lang = path.split('/').next().expect("a language");
        if let Some(other) = seen.insert((lang, title), path) {
            panic!("{path} and {other} are both called {title}");
        }
    }
}

/// The Cyber Resilience Act is in force, and most of it applies from 11 December 2027.
fn duties_to_come_are_not_said_to_be_in_force(output: &Output) {
    let own = page(output, "ja/p/cra_-2024__annex1.1.1.html");
    let badges = own.split("<p class=\"badges\">").nth(1).and_then(|it| it.split("</p>").next());
    let badges = badges.expect("badges");
    assert!(badges.contains("適用前（2027年12月11日から適用）") && !badges.contains("施行中"), "{badges}");
    for (path, id) in [
        ("en/requirements/data.at_rest.html", "cra@2024:annex1.1.2e"),
        ("en/tables/theme-data-protection.html", "cra@2024:annex1.1.2e"),
    ] {
        let html = page(output, path);
        let mark = format!("<code class=\"id\">{id}</code>");
        let at = html.find(&mark).unwrap_or_else(|| panic!("{path} does not show {id}"));
        let start = html[..at].rfind("<tr").expect("a row");
        let row = html[start..].split("</tr>").next().expect("a row");
        let row = row.split("<td").find(|it| it.contains("Not yet applicable")).unwrap_or_default();
        assert!(row.contains("Not yet applicable (from 11 December 2027)"), "{path}");
        assert!(!row.contains(">In force<"), "{path}: {row}");
    }
}

/// Counterparts stand by edition, each line with its own standing.
fn duties_to_come_say_so_among_counterparts(output: &Output) {
    let html = page(output, "en/p/jcstar1_-1.1___.s1.1-11.html");
    let counterparts = html.split("<dl class=\"counterparts\">").nth(1).expect("counterparts");
    let line = counterparts.split("<dd>").find(|it| it.contains("cra_-2024__annex1.1.2e.html"));
    let line = line.and_then(|it| it.split("</dd>").next()).expect("a line");
    assert!(line.contains("Not yet applicable (from 11 December 2027)"), "{line}");
    assert!(!line.contains(">In force<"), "{line}");
}

fn links_say_which_instrument_they_lead_to(output: &Output) {
    let findings = page(output, "ja/findings.html");
    assert!(findings.contains("サイバーレジリエンス法\u{3000}第"), "findings");
    for (path, html) in pages(output) {
        for link in html.split("<a href=\"").skip(1).filter(|it| !it.starts_with("http")) {
            let text = link.split_once("\">").map_or("", |(_, rest)| rest.split("</a>").next().unwrap_or(""));
            assert!(!text.contains('@'), "{path} links to `{text}` by its id");
        }
    }
}

fn coverage_adds_up(output: &Output) {
    let html = page(output, "en/coverage.html");
    for row in html.split("<tr>").skip(2) {
        let cells = row.split("<td class=\"number\">").skip(1);
        let counts: Vec<usize> =
            cells.map(|it| it.split('<').next().and_then(|it| it.parse().ok()).expect("a number")).collect();
        assert_eq!(counts[0], counts[1..5].iter().sum::<usize>(), "{row}");
        assert_eq!(counts[0], counts[5..].iter().sum::<usize>(), "{row}");
    }
}

/// Facts once stood on one page; whoever linked to a place there still finds it.
fn every_fact_keeps_its_place(output: &Output) {
    let index = page(output, "en/facts.html");
    let found = output.artifacts.iter().find(|it| it.path == "data/facts.json").expect("data");
    let facts: serde_json::Value = serde_json::from_slice(&found.bytes).expect("JSON");
    let facts = facts.as_array().expect("an array");
    assert_eq!(count(index, "<li id=\""), facts.len());
    assert!(
        index.contains("<li id=\"auth.default.length\"><a href=\"facts/auth.html#auth.default.length\">")
    );
    assert!(
        index.len() < 200_000 && page(output, "ja/facts/auth.html").contains("id=\"auth.default.length\"")
    );
}

fn sentences_are_whole(output: &Output) {
    for (path, html) in pages(output).filter(|(path, _)| path.starts_with("ja/")) {
        for part in ["；", "後者を満たすこと", "次の場合に適用する。</p>\n<div class=\"reading\"><p>次の"]
        {
            assert!(!html.contains(part), "{path} contains {part}");
        }
    }
    let own = page(output, "ja/instruments/jp.ter_-2020.html");
    assert!(own.contains("<p>次のすべてに該当する場合に適用する。</p>"));
    let nested = page(output, "ja/tables/theme-default-password.html");
    assert!(nested.contains("<p>次の(1)に該当するときは、(2)を満たすこと。</p>"), "{nested}");
    let past = page(output, "en/instruments/us.sb327_-2020.html");
    assert!(
        past.contains(
            "<time datetime=\"2020-01-01\">1 January 2020</time> to <time datetime=\"2022-12-31\">"
        )
    );
}

fn a_past_edition_without_a_last_day_says_so(output: &Output) {
    let past = page(output, "ja/instruments/sg.cls.html");
    assert!(past.contains("</time>から（終期は不明）"), "{past}");
    let table = page(output, "ja/tables/issue-paper-2025-labels.html");
    assert!(
        table.contains("旧版（2020年10月7日から、終期は不明）")
            && table.contains("<p>次のすべてに該当する。</p>")
    );
}

fn editions_and_parents_go_by_name(output: &Output) {
    let japanese = page(output, "ja/instruments/cra.html");
    for label in [">附属書I第I部</a>", ">第14条第2項</a>", ">2024年の規則</a>"] {
        assert!(japanese.contains(label), "{label}");
    }
    let english = page(output, "en/instruments/en303645.html");
    for label in
        [">clause 5.1</a>", ">Provision 5.3-4</a>", ">V3.1.3 (September 2024)</a>", ">Current</span>"]
    {
        assert!(english.contains(label), "{label}");
    }
    assert!(page(output, "en/instruments/en18031.html").contains(">EN 18031-1 ACM</a>"));
    assert!(page(output, "ja/instruments/jp.tba.html").contains(">現行</a>"));
    let parent = page(output, "ja/p/cra_-2024__annex1.html");
    assert!(
        parent.contains("<h1>附属書I</h1>\n<p><code class=\"id\">cra@2024:annex1</code></p>"),
        "{parent}"
    );
}

fn nothing_is_fetched_from_elsewhere(output: &Output) {
    for (path, html) in pages(output) {
        for attribute in [" src=\"", "<link rel=\"stylesheet\" href=\"", "<link rel=\"icon\" href=\""] {
            for rest in html.split(attribute).skip(1) {
                assert!(!rest.starts_with("http") && !rest.starts_with("//"), "{path}");
            }
        }
    }
    let css = output.artifacts.iter().find(|it| it.path == "assets/kijun.css").map(text).expect("a style");
    assert!(!css.contains("url(") && !css.contains("@import"));
}

fn published_data_follow_their_schemas(output: &Output) {
    let json = |path: &str| -> serde_json::Value {
        let found = output.artifacts.iter().find(|it| it.path == path);
        serde_json::from_slice(&found.unwrap_or_else(|| panic!("there is no {path}")).bytes).expect("JSON")
    };
    let checklist = jsonschema::validator_for(&json("schema/checklist.json")).expect("a schema");
    let lists: Vec<&str> = output
        .artifacts
        .iter()
        .map(|it| it.path.as_str())
        .filter(|path| path.starts_with("data/checklist/"))
        .collect();
    assert!(lists.contains(&"data/checklist/jp.ter_-2020.json"), "{lists:?}");
    for path in lists {
        let list = json(path);
        let errors: Vec<String> = checklist.iter_errors(&list).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
    let provision = jsonschema::validator_for(&json("schema/provision.json")).expect("a schema");
    for it in json("data/provisions.json").as_array().expect("an array") {
        assert!(provision.is_valid(it), "{}", it["id"]);
    }
}

fn the_reading_of_the_flagship_provision(output: &Output) {
    let found =
        output.artifacts.iter().find(|it| it.path == "data/checklist/jcstar1_-1.1.json").expect("a list");
    let list: serde_json::Value = serde_json::from_slice(&found.bytes).expect("JSON");
    let items = list["items"].as_array().expect("items");
    let item = items.iter().find(|it| it["id"] == "jcstar1@1.1:S1.1-02").expect("the item");
    let reading = &item["criterion"]["reading"];
    assert_eq!(
        reading["ja"],
        "次のいずれかを満たすこと：(1) 次のすべてを満たすこと：(1-1) 初期パスワードが機器ごとに異なること、\
         (1-2) 初期パスワードの文字数が6文字以上であること、\
         (1-3) 初期パスワードが第三者に容易に推測されないこと（判断を要する）、\
         (2) 次のすべてを満たすこと：(2-1) 初期パスワードの変更の扱いが「変更しなければ使えない」であること、\
         (2-2) 利用者が設定するパスワードの最小文字数が8文字以上であること"
    );
    assert!(reading["en"].as_str().is_some_and(|it| it.contains("is at least 6 characters")), "{reading}");
    assert_eq!(item["criterion"]["tree"]["op"], "any");
}

/// The terminal and the data give one value, and the pages show it.
fn the_command_answers_what_is_published(output: &Output) {
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
        let found = output.artifacts.iter().find(|it| it.path == format!("data/{file}.json")).expect("data");
        let all: Vec<serde_json::Value> = serde_json::from_slice(&found.bytes).expect("an array");
        for id in ids {
            let published =
                all.iter().find(|it| it["id"] == **id).unwrap_or_else(|| panic!("{file} lacks {id}"));
            let run = kijun(&["show", id, "--format", "json"]);
            let answered: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
            assert_eq!(&answered, published, "{id}");
            let title = published["title"]["en"].as_str().expect("a title");
            let shown = pages(output)
                .any(|(path, html)| path.starts_with("en/") && html.contains(title) && html.contains(*id));
            assert!(shown, "no page shows {title}");
        }
    }
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
    let output = built_from(SMALL);
    let codes: Vec<&str> = output.diagnostics.iter().map(|it| it.code.number()).collect();
    assert_eq!(codes.iter().filter(|it| **it == "KJ5011").count(), 2, "{codes:?}");
    assert!(codes.contains(&"KJ5012") && codes.contains(&"KJ5008"), "{codes:?}");
    let html = page(&output, "ja/p/x.a_-1__5.3-4.html");
    assert!(html.contains("<strong>「基準」</strong>は&lt;script&gt;"), "{html}");
    assert!(html.contains("題&lt;b&gt;") && !html.contains("javascript:"));
}

#[test]
fn every_published_id_keeps_resolving() {
    let output = built_from(SMALL);
    let split = page(&output, "p/x.a_-2__5.3-4.html");
    for lang in ["ja", "en"] {
        for half in ["a", "b"] {
            assert!(
                split.contains(&format!("<a href=\"../{lang}/p/x.a_-2__5.3-4_.{half}.html\"")),
                "{split}"
            );
        }
        let rule = format!("/{lang}/p/x.a_-2__5.3-4.html /p/x.a_-2__5.3-4.html 302\n");
        assert!(page(&output, "_redirects").contains(&rule), "{rule}");
    }
    let unpinned = page(&output, "p/x.a__5.3-4_.a.html");
    for lang in ["ja", "en"] {
        assert!(unpinned.contains(&format!("<a href=\"../{lang}/p/x.a_-2__5.3-4_.a.html\"")), "{unpinned}");
        let rule = format!("/{lang}/p/x.a__5.3-4_.a.html /{lang}/p/x.a_-2__5.3-4_.a.html 302\n");
        assert!(page(&output, "_redirects").contains(&rule), "{rule}");
    }
    let parent = page(&output, "ja/p/x.a_-2__5.3.html");
    assert!(parent.contains("x.a_-2__5.3-4_.a.html"));
    let void = page(&output, "p/x.a_-1__5.9.html");
    assert!(void.contains("欠番") && void.contains("kept as void"));
    let edition = page(&output, "ja/instruments/x.a_-1.html");
    assert!(edition.contains("href=\"../../p/x.a_-1__5.9.html\""), "{edition}");
    let unverified = page(&output, "en/p/x.a_-2__5.3-4_.b.html");
    assert!(unverified.contains("Unverified") && unverified.contains("x.a_-1__5.3-4.html"));
}
