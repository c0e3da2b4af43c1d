//! The built site: what holds of all its files and on every page; of single pages see `pages`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use kijun::artifact::{Artifact, Memory};
use kijun::compile::compile;
use kijun::diag::{Code, Diagnostic, Levels};
use kijun::lexicon::Severity;
use kijun::norm::Checked;
use kijun::site::{Host, Input, build};
use kijun::view::answer::Answered;
use kijun::view::diagnostics::Score;
use rayon::prelude::*;
use serde_json::Value;

use crate::base::{as_of, checked};
use crate::html::{Page, text};

const CSP: &str =
    "default-src 'none';style-src 'self';img-src 'self';script-src 'self';base-uri 'none';form-action 'self'";

/// A site in memory.
pub(crate) struct Output {
    artifacts: Vec<Artifact>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Output {
    fn new(checked: Checked<'_>) -> Self {
        Self::measured(checked, None)
    }

    /// Returns the site with what was measured of the example devices.
    pub(crate) fn measured(checked: Checked<'_>, adequacy: Option<Vec<Score>>) -> Self {
        Self::built(checked, adequacy, None)
    }

    fn built(checked: Checked<'_>, adequacy: Option<Vec<Score>>, host: Option<Host>) -> Self {
        let memory = Memory::default();
        let input = Input { title: "Kijun".to_owned(), digest: "0123".to_owned(), adequacy, host };
        let diagnostics = build(checked, &input, &memory).expect("memory takes all");
        Self { artifacts: memory.into_artifacts(), diagnostics }
    }

    /// Returns the site of a small base; prose that no page can show as it is written is only a warning.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::of(text, None)
    }

    /// Returns the site of a small base that will stand at an address.
    pub(crate) fn at(text: &str, host: Host) -> Self {
        Self::of(text, Some(host))
    }

    fn of(text: &str, host: Option<Host>) -> Self {
        let mut sources = kijun::prelude::sources();
        sources.add("rules/a.kijun", text);
        let mut levels = Levels::default();
        for code in [Code::RawHtml, Code::UnsafeLink, Code::LeftOverMark] {
            levels.set(code, Some(Severity::Warning)).expect("it can be set");
        }
        let compilation = compile(&sources, as_of(), &levels, Vec::new());
        assert!(compilation.checked().is_some(), "{:?}", compilation.diagnostics);
        Self::built(compilation.checked().expect("no errors"), None, host)
    }

    /// Returns a file as text.
    pub(crate) fn file(&self, path: &str) -> &str {
        let found = self.artifacts.iter().find(|it| it.path == path);
        found.map_or_else(|| panic!("there is no {path}"), content)
    }

    /// Returns a page.
    pub(crate) fn page(&self, path: &str) -> Page {
        Page::parse(self.file(path))
    }

    /// Returns a file of JSON.
    pub(crate) fn json(&self, path: &str) -> Value {
        serde_json::from_str(self.file(path)).expect("JSON")
    }

    /// Returns what a file of a list holds.
    pub(crate) fn list(&self, path: &str) -> Vec<Value> {
        serde_json::from_str(self.file(path)).expect("an array")
    }

    /// Returns path and length of the files below a folder.
    pub(crate) fn weights(&self, folder: &str) -> Vec<(&str, usize)> {
        let below = self.artifacts.iter().filter(|it| it.path.starts_with(folder));
        below.map(|it| (it.path.as_str(), it.bytes.len())).collect()
    }

    /// Says whether there is a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.artifacts.iter().any(|it| it.path == path)
    }

    /// Returns the bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> &[u8] {
        let found = self.artifacts.iter().find(|it| it.path == path);
        found.map_or_else(|| panic!("there is no {path}"), |it| it.bytes.as_slice())
    }

    fn paths(&self) -> BTreeSet<&str> {
        self.artifacts.iter().map(|it| it.path.as_str()).collect()
    }

    /// Returns path and text of every page.
    pub(crate) fn pages(&self) -> Vec<(&str, &str)> {
        let is_page = |path: &str| std::path::Path::new(path).extension().is_some_and(|it| it == "html");
        let pages = self.artifacts.iter().filter(|it| is_page(&it.path));
        pages.map(|it| (it.path.as_str(), content(it))).collect()
    }
}

fn content(artifact: &Artifact) -> &str {
    std::str::from_utf8(&artifact.bytes).expect("text")
}

static SHIPPED: LazyLock<Output> = LazyLock::new(|| Output::new(checked()));

/// Returns the shipped site, built once for all tests.
pub(crate) fn shipped() -> &'static Output {
    &SHIPPED
}

#[test]
fn every_link_leads_somewhere() {
    let shown: Vec<_> = shipped().diagnostics.iter().map(|it| &it.title.en).collect();
    assert!(shown.is_empty(), "{shown:#?}");
}

/// Whatever had an address in each language has a page there, or a rule that leads to one.
#[test]
fn no_address_is_lost() {
    let output = shipped();
    let files = output.paths();
    let rules: Vec<(&str, &str)> = output
        .file("_redirects")
        .lines()
        .map(|rule| {
            let [from, to, _] = rule.split(' ').collect::<Vec<_>>()[..] else { panic!("{rule}") };
            (from.trim_start_matches('/'), to.trim_start_matches('/'))
        })
        .collect();
    for (from, to) in &rules {
        let (file, _) = to.split_once('#').unwrap_or((to, ""));
        assert!(!files.contains(from) && files.contains(file), "{from} leads to {to}");
    }
    let led: BTreeSet<&str> = rules.iter().map(|(from, _)| *from).collect();
    // Of the rest the same name stands beside the folders of the languages: `404.html` and the server lead there.
    let beside = |path: &str| path.split_once('/').is_some_and(|(_, name)| files.contains(name));
    let lives = |path: String| {
        assert!(files.contains(&*path) || led.contains(&*path) || beside(&path), "{path} is lost");
    };
    let json = |name: &str| output.list(&format!("data/{name}.json"));
    let provisions: Vec<Value> = output
        .paths()
        .into_iter()
        .filter(|path| path.starts_with("data/provisions/"))
        .flat_map(|path| output.json(path)["provisions"].as_array().expect("an array").clone())
        .collect();
    let slug = |it: &Value| kijun::view::slug::slug(it["id"].as_str().expect("an id"));
    for lang in ["ja", "en"] {
        provisions.iter().chain(&json("aliases")).for_each(|it| lives(format!("{lang}/p/{}.html", slug(it))));
        for instrument in json("instruments") {
            let editions = instrument["editions"].as_array().expect("editions");
            for it in editions.iter().chain([&instrument]) {
                lives(format!("{lang}/instruments/{}.html", slug(it)));
            }
        }
    }
}

/// It grows with the base: at most five files and 40 KB for each provision of an edition, everything counted.
#[test]
fn the_site_grows_no_faster_than_the_base() {
    let files = &shipped().artifacts;
    let bytes: usize = files.iter().map(|it| it.bytes.len()).sum();
    let provisions = crate::base::shipped().provisions.len();
    assert!(files.len() <= 5 * provisions, "{} files of {provisions} provisions", files.len());
    assert!(bytes <= (40 << 10) * provisions, "{bytes} bytes of {provisions} provisions");
}

/// What holds on every page.
const RULES: &[fn(&str, &Page)] = &[
    it_is_html,
    it_is_strict,
    it_runs_our_script_alone_and_fetches_nothing,
    it_is_whole,
    ids_are_unique,
    headings_do_not_skip_a_level,
    it_leads_to_the_other_language,
    links_go_by_name,
    sentences_are_whole,
];

#[test]
fn every_page_keeps_the_rules() {
    let pages = shipped().pages();
    assert!(pages.len() > 3_000, "only {} pages", pages.len());
    let titles: Vec<(&str, String)> = pages
        .par_iter()
        .map(|(path, html)| {
            assert!(html.starts_with("<!doctype html>\n<html lang=\""), "{path}");
            let page = Page::parse(html);
            for rule in RULES {
                rule(path, &page);
            }
            (*path, page.text("head > title"))
        })
        .collect();
    every_page_has_a_title_of_its_own(titles);
    let all: BTreeSet<&str> = pages.iter().map(|(path, _)| *path).collect();
    for (lang, rest) in all.iter().filter_map(|path| within_language(path)) {
        let other = format!("{}/{rest}", other(lang));
        assert!(all.contains(&*other), "{lang}/{rest} has no counterpart");
    }
}

/// Takes the path of a page in one language apart.
fn within_language(path: &str) -> Option<(&str, &str)> {
    path.split_once('/').filter(|(lang, _)| matches!(*lang, "ja" | "en"))
}

fn other(lang: &str) -> &'static str {
    if lang == "ja" { "en" } else { "ja" }
}

fn every_page_has_a_title_of_its_own(titles: Vec<(&str, String)>) {
    let mut seen = BTreeMap::new();
    for (path, title) in titles {
        let Some((lang, _)) = within_language(path) else { continue };
        if let Some(other) = seen.insert((lang, title.clone()), path) {
            panic!("{path} and {other} are both called {title}");
        }
    }
}

fn it_is_html(path: &str, page: &Page) {
    assert!(page.faults().is_empty(), "{path}: {:?}", page.faults());
}

fn it_is_strict(path: &str, page: &Page) {
    let policy = page.one("meta[http-equiv='Content-Security-Policy']");
    // A page that only leads on has neither style nor picture.
    let is_bare = !page.has("link[rel=stylesheet]");
    let wanted = if is_bare { "default-src 'none';script-src 'self'" } else { CSP };
    assert_eq!(policy.attr("content"), Some(wanted), "{path}");
}

fn it_runs_our_script_alone_and_fetches_nothing(path: &str, page: &Page) {
    for element in page.all("*") {
        let name = element.value().name();
        let is_active = matches!(name, "script" | "style" | "img" | "iframe" | "object" | "embed");
        let of_ours = element.attr("src").is_some_and(|it| {
            ["kijun", "judge", "form", "forward"]
                .iter()
                .any(|name| it.ends_with(&format!("assets/{name}.js")))
                || it.ends_with("assets/matrix.js") && page.has("table.matrix")
                || it.ends_with("assets/search.js") && page.has("#results")
        });
        let is_ours =
            name == "script" && of_ours && element.attr("defer").is_some() && text(element).is_empty();
        assert!(!is_active || is_ours, "{path} has <{name}>");
        for (attribute, value) in element.value().attrs() {
            assert!(attribute != "style" && !attribute.starts_with("on"), "{path}: {attribute}");
            assert!(!value.contains("javascript:"), "{path}: {value}");
            let is_fetched = attribute == "src" || name == "link" && attribute == "href";
            assert!(!is_fetched || !value.starts_with("http") && !value.starts_with("//"), "{path}: {value}");
        }
    }
}

fn it_is_whole(path: &str, page: &Page) {
    for part in ["h1", "main#content", "head > title"] {
        assert_eq!(page.all(part).len(), 1, "{path}: {part}");
    }
    let scrolling = page.all("div.scroll > table").len();
    assert_eq!(page.all("table").len(), scrolling, "{path}: a table cannot scroll");
    let drawn = page.all("div.scroll > svg").len();
    assert_eq!(page.all("div.scroll").len(), scrolling + drawn, "{path}: nothing scrolls");
}

fn ids_are_unique(path: &str, page: &Page) {
    let mut seen = BTreeSet::new();
    for id in page.all("[id]").into_iter().filter_map(|it| it.attr("id")) {
        assert!(seen.insert(id), "{path} has {id} twice");
    }
    for attribute in ["aria-labelledby", "for"] {
        for element in page.all(&format!("[{attribute}]")) {
            for id in element.attr(attribute).expect("an id").split_whitespace() {
                assert!(seen.contains(id), "{path}: {id} names nothing");
            }
        }
    }
}

fn headings_do_not_skip_a_level(path: &str, page: &Page) {
    let mut last = 0;
    for heading in page.all("h1, h2, h3, h4, h5, h6") {
        let level = heading.value().name().as_bytes()[1] - b'0';
        assert!(level <= last + 1, "{path} goes from h{last} to h{level}");
        assert!(!text(heading).is_empty(), "{path} has a heading without words");
        last = level;
    }
}

fn it_leads_to_the_other_language(path: &str, page: &Page) {
    let Some((lang, rest)) = within_language(path) else { return };
    let other = other(lang);
    let up = "../".repeat(rest.matches('/').count() + 1);
    let there = format!("{up}{other}/{rest}");
    assert_eq!(page.root().attr("lang"), Some(lang), "{path}");
    let switch = page.one(&format!("header > p > a[hreflang={other}][lang={other}]"));
    assert_eq!(switch.attr("href"), Some(&*there), "{path}");
}

fn links_go_by_name(path: &str, page: &Page) {
    for link in page.links("body").iter().filter(|it| !it.href.starts_with("http")) {
        assert!(
            !link.text.contains('@') && !link.text.is_empty(),
            "{path} links to `{}` by its id",
            link.text
        );
    }
}

fn sentences_are_whole(path: &str, page: &Page) {
    if !path.starts_with("ja/") {
        return;
    }
    let said = text(page.one("body"));
    for part in ["；", "後者を満たすこと"] {
        assert!(!said.contains(part), "{path} says {part}");
    }
    for reading in
        page.all("p + div.reading > p:first-child").into_iter().filter(|it| text(*it).starts_with("次の"))
    {
        let before = reading.parent().and_then(|it| it.prev_siblings().find_map(scraper::ElementRef::wrap));
        let before = before.map(text).unwrap_or_default();
        assert!(!before.ends_with("次の場合に適用する。"), "{path} says twice what follows");
    }
}

#[test]
fn the_style_fetches_nothing() {
    let css = shipped().file("assets/kijun.css");
    assert!(!css.contains("url(") && !css.contains("@import"));
}

#[test]
fn published_data_follow_their_schemas() {
    let output = shipped();
    let json = |path: &str| output.json(path);
    let checklist = jsonschema::validator_for(&json("schema/checklist.json")).expect("a schema");
    let lists: Vec<&str> =
        output.paths().into_iter().filter(|path| path.starts_with("data/checklist/")).collect();
    assert!(lists.contains(&"data/checklist/jp.ter_-2020.json"), "{lists:?}");
    for path in lists {
        let list = json(path);
        let errors: Vec<String> = checklist.iter_errors(&list).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
    let provision = jsonschema::validator_for(&json("schema/provision.json")).expect("a schema");
    let provisions = jsonschema::validator_for(&json("schema/provisions.json")).expect("a schema");
    let mut all = 0;
    for path in output.paths().into_iter().filter(|path| path.starts_with("data/provisions/")) {
        let file = json(path);
        assert!(provisions.is_valid(&file), "{path}");
        for it in file["provisions"].as_array().expect("an array") {
            let answer = serde_json::to_value(Answered::new(it, None)).expect("JSON");
            assert!(provision.is_valid(&answer), "{}", it["id"]);
            all += 1;
        }
    }
    assert_eq!(all, checked().base().provisions.len(), "every provision stands in the file of its edition");
}
