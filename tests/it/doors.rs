//! What machines read: absolute addresses, the list of pages, feeds, linked data and the list of files, on a small base and
//! on the shipped one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use kijun::export::Feed;
use kijun::lang::Lang;
use kijun::lexicon::Listed;
use kijun::model::Date;
use kijun::site::Host;
use kijun::view::Library;
use kijun::view::dates::DateEntry;
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::html::Page;
use crate::site::{Output, shipped};
use crate::support::Scratch;

const BASE: &str = "https://example.jp/kijun/";

/// A small base with two editions of one instrument, put at an address.
static SMALL: LazyLock<Output> = LazyLock::new(|| {
    Output::at(include_str!("fixtures/views.kijun"), Host::parse(BASE).expect("an address"))
});

fn head<'p>(page: &'p Page, css: &str) -> Vec<&'p str> {
    page.all(css).into_iter().filter_map(|it| it.attr("href")).collect()
}

/// Returns the languages of a page with their addresses.
fn alternates(page: &Page) -> BTreeMap<String, String> {
    let of =
        |it: scraper::ElementRef<'_>| Some((it.attr("hreflang")?.to_owned(), it.attr("href")?.to_owned()));
    page.all("head > link[rel=alternate][hreflang]").into_iter().filter_map(of).collect()
}

#[test]
fn without_an_address_nothing_absolute_is_written() {
    let output = shipped();
    for path in ["index.html", "ja/index.html", "ja/timeline.html", "both/jp.ter_-2020.html"] {
        let page = output.page(path);
        assert!(
            !page.has("link[rel=canonical], link[hreflang], link[type='application/atom+xml']"),
            "{path}"
        );
    }
    assert!(!output.has("sitemap.xml") && !output.has("ja/timeline.atom"));
    assert_eq!(output.file("robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn each_page_says_its_own_address_and_languages_name_one_another() {
    let mut pages = BTreeMap::new();
    for (path, html) in SMALL.pages() {
        let page = Page::parse(html);
        match head(&page, "head > link[rel=canonical]").as_slice() {
            [] => {
                let leads_on = page.has("head > meta[name=robots][content=noindex]");
                assert!(leads_on, "{path} says no address");
            }
            [own] => {
                assert_eq!(*own, format!("{BASE}{path}"));
                pages.insert((*own).to_owned(), alternates(&page));
            }
            several => panic!("{path}: {several:?}"),
        }
    }
    for (own, languages) in &pages {
        let names: Vec<&str> = languages.keys().map(String::as_str).collect();
        if own.starts_with(&format!("{BASE}both/")) {
            assert!(names.is_empty(), "{own}");
            continue;
        }
        assert_eq!(names, ["en", "ja", "x-default"], "{own}");
        assert!(languages.values().any(|it| it == own), "{own} is not among its languages");
        for other in languages.values() {
            assert_eq!(pages.get(other), Some(languages), "{own} and {other}");
        }
    }
    let listed: Vec<String> = locations(SMALL.file("sitemap.xml"));
    let unique: BTreeSet<&String> = listed.iter().collect();
    assert_eq!(unique.len(), listed.len());
    assert_eq!(unique, pages.keys().collect::<BTreeSet<_>>());
    assert!(listed.len() > 40, "{}", listed.len());
}

fn elements<'a>(root: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    root.descendants().filter(move |it| it.tag_name().name() == name)
}

fn locations(sitemap: &str) -> Vec<String> {
    let document = Document::parse(sitemap).expect("XML");
    assert_eq!(
        document.root_element().tag_name().namespace(),
        Some("http://www.sitemaps.org/schemas/sitemap/0.9")
    );
    for url in elements(document.root(), "url") {
        let own = elements(url, "loc").next().and_then(|it| it.text()).expect("an address");
        let languages: Vec<&str> = elements(url, "link").filter_map(|it| it.attribute("href")).collect();
        let path = own.strip_prefix(BASE).expect("an address of the site");
        let told: BTreeSet<String> = alternates(&SMALL.page(path)).into_values().collect();
        assert_eq!(languages.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>(), told, "{own}");
    }
    elements(document.root(), "loc").filter_map(|it| Some(it.text()?.to_owned())).collect()
}

#[test]
fn a_lost_reader_is_led_on() {
    let page = SMALL.page("404.html");
    assert_eq!(page.one("main").attr("data-folder"), Some(BASE));
    for link in page.all("link[href], script[src], a[href]") {
        let to = link.attr("href").or_else(|| link.attr("src")).expect("an address");
        let path = to.strip_prefix(BASE).expect("an absolute address");
        assert!(SMALL.has(path), "{path}");
    }
    assert!(!shipped().has("404.html"), "it can name nothing without an address");
}

#[test]
fn robots_are_told_where_the_list_is() {
    assert!(SMALL.file("robots.txt").ends_with("\nSitemap: https://example.jp/kijun/sitemap.xml\n"));
}

/// Returns the words of the only child with a name.
fn one(node: Node<'_, '_>, name: &str) -> String {
    let found: Vec<String> = node
        .children()
        .filter(|it| it.tag_name().name() == name)
        .map(|it| it.text().unwrap_or_default().to_owned())
        .collect();
    assert!(found.len() == 1 && !found[0].is_empty(), "{name}: {found:?}");
    found[0].clone()
}

/// RFC 4287: what a feed and an entry must have, in form; an entry has the day on which something happens.
#[test]
fn a_feed_has_what_the_standard_asks_and_every_change_of_law() {
    let of_change = |it: &&Value| {
        ["editions", "provisions", "deemings", "proposals"].contains(&it["kind"].as_str().expect("a kind"))
    };
    let dates = SMALL.list("data/dates.json");
    let changes: Vec<&Value> = dates.iter().filter(of_change).collect();
    assert!(changes.len() >= 2, "{changes:?}");
    let mut names = BTreeSet::new();
    for lang in ["ja", "en"] {
        let own = format!("{BASE}{lang}/timeline.atom");
        let document = Document::parse(SMALL.file(&format!("{lang}/timeline.atom"))).expect("XML");
        let feed = document.root_element();
        assert_eq!(feed.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
        assert_eq!(feed.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some(lang));
        assert_eq!(one(feed, "id"), own);
        one(feed, "title");
        assert_eq!(one(feed, "updated"), format!("{}T00:00:00Z", crate::base::as_of()));
        let links: Vec<(Option<&str>, Option<&str>)> = feed
            .children()
            .filter(|it| it.tag_name().name() == "link")
            .map(|it| (it.attribute("rel"), it.attribute("href")))
            .collect();
        let page = format!("{BASE}{lang}/timeline.html");
        assert_eq!(links, [(Some("self"), Some(&*own)), (Some("alternate"), Some(&*page))]);
        assert!(feed.children().any(|it| it.tag_name().name() == "author" && !one(it, "name").is_empty()));
        let mut told = BTreeSet::new();
        let mut last = None;
        for entry in feed.children().filter(|it| it.tag_name().name() == "entry") {
            let id = one(entry, "id");
            assert!(id.starts_with(&format!("{own}#")) && names.insert(id.clone()), "{id} is there twice");
            let updated = one(entry, "updated");
            let day = updated.strip_suffix("T00:00:00Z").expect("the first moment of a day");
            assert!(Date::parse(day).is_some(), "{updated}");
            assert!(last.is_none_or(|last: String| last >= updated), "{updated} comes too late");
            let words = one(entry, "summary");
            one(entry, "title");
            for it in &changes {
                let about = format!("({})", it["id"].as_str().expect("an id"));
                if it["date"] == day && words.lines().any(|line| line.ends_with(&about)) {
                    told.insert(it["id"].to_string() + day);
                }
            }
            let link = elements(entry, "link").next().and_then(|it| it.attribute("href")).expect("a link");
            let path = link.strip_prefix(BASE).expect("an address of the site").split('#').next();
            assert!(SMALL.has(path.expect("a path")), "{link} leads nowhere");
            last = Some(updated);
        }
        let all: BTreeSet<String> =
            changes.iter().map(|it| it["id"].to_string() + it["date"].as_str().expect("a day")).collect();
        assert_eq!(told, all, "{lang}");
        let page = SMALL.page(&format!("{lang}/timeline.html"));
        assert_eq!(head(&page, "head > link[type='application/atom+xml']"), [own]);
        assert!(page.has("main a[href='timeline.atom']") && page.has("main a[href='timeline.ics']"));
    }
}

#[test]
fn every_change_of_the_shipped_base_is_in_its_feed() {
    let library = Library::new(crate::base::checked());
    let feed = Feed {
        site: "Kijun",
        own: format!("{BASE}en/timeline.atom"),
        page: format!("{BASE}en/timeline.html"),
        lang: Lang::En,
        as_of: library.as_of,
    };
    let text = String::from_utf8(feed.of(&library.dates, &|_| None)).expect("text");
    let document = Document::parse(&text).expect("XML");
    let names: Vec<&str> = elements(document.root(), "id").filter_map(|it| it.text()).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "each has a name of its own");
    let mut told = BTreeSet::new();
    for entry in elements(document.root(), "entry") {
        let of =
            |name: &'static str| elements(entry, name).next().and_then(|it| it.text()).expect("it is there");
        for line in of("summary").lines() {
            let id = line.rsplit_once(" (").expect("an id").1.trim_end_matches(')').to_owned();
            told.insert((of("updated")[..10].to_owned(), id));
        }
    }
    let is_change = |it: &&DateEntry| {
        matches!(it.kind, Listed::Editions | Listed::Provisions | Listed::Deemings | Listed::Proposals)
    };
    let wanted: BTreeSet<(String, String)> =
        library.dates.iter().filter(is_change).map(|it| (it.date.to_string(), it.id.clone())).collect();
    assert!(wanted.len() > 300);
    assert_eq!(told, wanted);
}

/// Everything that is called by a name in linked data, each once, with what is said of it.
fn nodes(file: &Value) -> BTreeMap<String, Value> {
    fn collect(it: &Value, into: &mut BTreeMap<String, Value>) {
        let id = it["@id"].as_str().expect("a name").to_owned();
        for part in it["hasPart"].as_array().into_iter().flatten() {
            collect(part, into);
        }
        assert!(into.insert(id.clone(), it.clone()).is_none(), "{id} is there twice");
    }
    let mut found = BTreeMap::new();
    file["@graph"].as_array().expect("a graph").iter().for_each(|it| collect(it, &mut found));
    found
}

#[test]
fn linked_data_say_what_the_views_know_and_no_more() {
    let output = shipped();
    let mut told = BTreeSet::new();
    for instrument in output.list("data/instruments.json") {
        let slug = |it: &Value| kijun::view::slug::slug(it["id"].as_str().expect("an id"));
        let file = output.json(&format!("data/legislation/{}.jsonld", slug(&instrument)));
        let context = &file["@context"];
        assert_eq!(context["@vocab"], "https://schema.org/");
        let nodes = nodes(&file);
        let is_law = ["act", "ordinance", "regulation", "directive"]
            .contains(&instrument["kind"].as_str().expect("a kind"));
        for (name, it) in &nodes {
            let identifier = if is_law { "legislationIdentifier" } else { "identifier" };
            assert_eq!(it["@type"], if is_law { "Legislation" } else { "CreativeWork" }, "{name}");
            assert_eq!(
                *name,
                format!("#{}", kijun::view::slug::slug(it[identifier].as_str().expect("an id")))
            );
            let has_force = it.get("legislationLegalForce").is_some();
            assert!(is_law || !has_force && it.get("legislationDateVersion").is_none(), "{name} is no law");
            let urls = it.get("url").map(|it| it.as_array().cloned().unwrap_or_else(|| vec![it.clone()]));
            for page in urls.into_iter().flatten() {
                let path =
                    page.as_str().and_then(|it| it.strip_prefix("../../")).expect("a page of the site");
                assert!(output.has(path), "{name}: {path}");
            }
            told.insert(it[identifier].as_str().expect("an id").to_owned());
        }
        let whole = &nodes[&format!("#{}", slug(&instrument))];
        assert_eq!(whole["name"], instrument["title"]);
        for edition in instrument["editions"].as_array().expect("editions") {
            let it = &nodes[&format!("#{}", slug(edition))];
            assert_eq!(it["exampleOfWork"], format!("#{}", slug(&instrument)));
            if is_law {
                let day = |name: &str| it.get(name).cloned().unwrap_or(Value::Null);
                assert_eq!(day("legislationDateOfApplicability"), edition["from"]);
                assert_eq!(day("eli:date_no_longer_in_force"), edition["until"]);
                let stands = edition["standing"] == "begun" || edition["standing"] == "continues";
                assert_eq!(stands, it["legislationLegalForce"] != "NotInForce", "{}", edition["id"]);
            }
            assert!(told.contains(edition["id"].as_str().expect("an id")));
            for provision in edition["provisions"].as_array().expect("provisions") {
                let id = provision.as_str().expect("an id");
                assert!(told.contains(id), "{id} is missing");
                let it = &nodes[&format!("#{}", kijun::view::slug::slug(id))];
                assert!(it["name"]["ja"].is_string() && it["url"].is_string(), "{id}");
            }
            let page = output.page(&format!("en/instruments/{}.html", slug(&instrument)));
            let linked = head(&page, "head > link[type='application/ld+json']");
            assert_eq!(linked, [format!("../../data/legislation/{0}.jsonld#{0}", slug(&instrument))]);
        }
    }
    // The Act as a whole is not in force before its duties begin.
    let cra = output.json("data/legislation/cra.jsonld");
    let nodes = nodes(&cra);
    assert_eq!(nodes["#cra_-2024"]["legislationLegalForce"], "PartiallyInForce");
    assert_eq!(nodes["#cra_-2024__annex1.1.1"]["legislationLegalForce"], "NotInForce");
    let ter = output.json("data/legislation/jp.ter.jsonld");
    let text = ter.to_string();
    assert!(text.contains("jp.ter@2020:34-10.1.2") && text.contains("\"legislationJurisdiction\":\"JP\""));
}

#[test]
fn nothing_for_programs_is_missing_from_their_list() {
    let output = shipped();
    let index = output.json("data/index.json");
    let schema = jsonschema::validator_for(&output.json("schema/index.json")).expect("a schema");
    assert!(schema.is_valid(&index));
    let files = index["files"].as_array().expect("files");
    let listed: BTreeMap<String, usize> = files
        .iter()
        .map(|it| {
            let bytes = usize::try_from(it["bytes"].as_u64().expect("a number")).expect("it is small");
            (format!("data/{}", it["path"].as_str().expect("a path")), bytes)
        })
        .collect();
    let there: BTreeMap<String, usize> = output
        .weights("data/")
        .into_iter()
        .filter(|(path, _)| *path != "data/index.json")
        .map(|(path, bytes)| (path.to_owned(), bytes))
        .collect();
    assert_eq!(listed, there);
    for it in files {
        let kind = &index["kinds"][it["kind"].as_str().expect("a kind")];
        assert!(kind["title"]["ja"].is_string(), "{it}");
        if let Some(schema) = kind["schema"].as_str() {
            assert!(output.has(schema.trim_start_matches("../")), "{schema}");
        }
    }
    for lang in ["ja", "en"] {
        let page = output.page(&format!("{lang}/data.html"));
        let linked: BTreeSet<String> =
            page.links("main").into_iter().map(|it| it.href.trim_start_matches("../").to_owned()).collect();
        for path in there.keys() {
            assert!(linked.contains(path), "{lang}: {path}");
        }
        for from in ["index.html", "about.html"] {
            assert!(output.page(&format!("{lang}/{from}")).has("main a[href='data.html']"), "{lang}/{from}");
        }
    }
}

/// Where scripts run, an address that only leads on takes the place on the page along; the script itself is run in a
/// browser by `tests/browser`.
#[test]
fn every_page_that_leads_on_takes_the_place_along() {
    let output = shipped();
    let mut count = 0;
    for (path, html) in output.pages() {
        if ["ja/", "en/", "both/"].iter().any(|it| path.starts_with(it)) || path == "index.html" {
            continue;
        }
        let page = Page::parse(html);
        assert!(page.has("head > script[src='../assets/forward.js'][defer]"), "{path}");
        assert!(!page.links("main").is_empty(), "{path} leads nowhere");
        count += 1;
    }
    assert!(count > 1_000, "{count}");
    assert!(output.has("assets/forward.js"));
}

#[test]
fn an_address_that_cannot_be_one_is_refused_before_anything_is_written() {
    let project = Scratch::new(&[("a.kijun", include_bytes!("../fixtures/small.kijun"))]);
    let out = project.path().join("site");
    let folder = out.to_str().expect("a path");
    for (address, ja, en) in [
        (
            "example.jp",
            "「https://」又は「http://」で始まらない",
            "it does not begin with https:// or http://",
        ),
        ("https://example.jp/?a", "クエリー", "a query"),
        ("https://example.jp/#a", "フラグメント", "a fragment"),
        ("ftp://example.jp/", "始まらない", "does not begin"),
    ] {
        for (lang, why) in [("ja", ja), ("en", en)] {
            let run = project.run(&["build", "--out", folder, "--base-url", address, "--lang", lang]);
            assert!(run.code == 2 && run.err.contains(why) && run.err.contains(address), "{}", run.err);
            assert!(!out.exists(), "{address}");
        }
    }
    assert_eq!(project.run(&["build", "--out", folder, "--base-url", "https://example.jp"]).code, 0);
    assert!(out.join("sitemap.xml").exists());
}
