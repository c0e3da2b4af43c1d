//! One answer for terminal, data and pages: whole answers of a small base, and what files and pages make of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use kijun::lexicon;
use kijun::view::slug::slug;
use scraper::ElementRef;
use serde_json::Value;

use crate::html::{Page, all, links, one, text};
use crate::support::Scratch;

const BASE: &str = include_str!("fixtures/views.kijun");

/// The base as a project, with its site in `site`.
static PROJECT: LazyLock<Scratch> = LazyLock::new(|| {
    let project = Scratch::new(&[("views.kijun", BASE.as_bytes())]);
    let site = project.path().join("site");
    let run = project.run(&["build", "--out", &site.to_string_lossy()]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    project
});

/// Returns what a command prints as JSON.
fn printed(args: &[&str]) -> Value {
    let run = PROJECT.run(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {}", run.err))
}

/// Returns what a command answers as JSON, whatever it finds, without the head that every answer but a list has.
fn answer(args: &[&str]) -> Value {
    let mut shown = printed(args);
    if let Some(answer) = shown.as_object_mut() {
        for head in ["schema_version", "generator", "corpus_digest"] {
            assert!(answer.shift_remove(head).is_some(), "{args:?} has no {head}");
        }
    }
    shown
}

fn data(name: &str) -> Value {
    let text = fs::read_to_string(PROJECT.path().join("site/data").join(format!("{name}.json")));
    serde_json::from_str(&text.expect("a file")).expect("JSON")
}

/// Returns the provisions of all editions, each without how the scope of its edition reads, which its file says once.
fn provisions() -> Vec<Value> {
    let editions = ["x.rule_-2020", "x.rule_-draft", "x.label_-1"];
    editions.iter().flat_map(|it| items(&data(&format!("provisions/{it}"))["provisions"]).to_vec()).collect()
}

fn page(path: &str) -> Page {
    let text = fs::read_to_string(PROJECT.path().join("site").join(path));
    Page::parse(&text.unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// Holds an answer to its snapshot, without what changes with every version or change of a file.
fn snapshot(name: &str, shown: &Value) {
    let mut shown = shown.clone();
    for (key, instead) in [("corpus_digest", "(digest)"), ("generator", "(generator)")] {
        if let Some(value) = shown.get_mut(key) {
            *value = instead.into();
        }
    }
    insta::assert_snapshot!(name, serde_json::to_string_pretty(&shown).expect("JSON"));
}

fn items(list: &Value) -> &[Value] {
    list.as_array().expect("an array")
}

fn said<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

/// Returns the name of a closed word in a language.
fn name(vocabulary: &str, word: &Value, lang: &str) -> String {
    let all = lexicon::all();
    let found = all.iter().find(|it| it.vocabulary == vocabulary && Some(it.word) == word.as_str());
    let title = &found.unwrap_or_else(|| panic!("{vocabulary} has no {word}")).title;
    if lang == "ja" { title.ja.clone() } else { title.en.clone() }
}

/// Returns what the strength of a provision is called in its edition.
fn strength(it: &Value, lang: &str) -> String {
    let modality = lexicon::Modality::ALL.iter().find(|known| known.word() == said(it, "modality"));
    let status = lexicon::Status::ALL.iter().find(|known| known.word() == said(it, "status"));
    let title = modality.expect("a modality").title_in(*status.expect("a status"));
    if lang == "ja" { title.ja } else { title.en }
}

/// Leaves out numbers of limbs and what separates them: a page has a list where a sentence has these.
fn bare(reading: &str) -> String {
    let mut parts = reading.split('(');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let numbered = part.split_once(')').filter(|(number, _)| {
            number.starts_with(|c: char| c.is_ascii_digit())
                && number.bytes().all(|c| c.is_ascii_digit() || c == b'-')
        });
        match numbered {
            Some((_, rest)) => out.push_str(rest),
            None => out.extend(["(", part]),
        }
    }
    out.retain(|c| !c.is_whitespace() && !";、：:。.".contains(c));
    out
}

fn badges(within: ElementRef<'_>) -> Vec<String> {
    all(within, "b").into_iter().map(text).collect()
}

fn targets(within: Vec<ElementRef<'_>>) -> Vec<String> {
    within.into_iter().flat_map(links).map(|it| it.href).collect()
}

/// Returns where the page of a provision stands beside that of another.
fn address(id: &Value) -> String {
    format!("{}.html", slug(id.as_str().expect("an id")))
}

#[test]
fn a_provision_is_one_in_terminal_data_and_pages() {
    snapshot("provision", &answer(&["show", "x.rule@2020:1.1"]));
    let published = provisions();
    assert_eq!(published.len(), 5, "with what the draft inherits");
    for it in &published {
        let mut shown = answer(&["show", said(it, "id")]);
        shown.as_object_mut().expect("an object").shift_remove("applies_reading");
        assert_eq!(&shown, it);
        for lang in ["ja", "en"] {
            provision_page(it, lang);
        }
    }
}

fn provision_page(it: &Value, lang: &str) {
    let page = page(&format!("{lang}/p/{}.html", slug(said(it, "id"))));
    assert_eq!(page.text("h1"), format!("{} {}", said(&it["cite"], lang), said(&it["title"], lang)));
    assert_eq!(page.text("aside code[data-copy]"), said(it, "id"));
    assert_eq!(page.texts("article div.text"), [said(&it["text"], lang)]);
    let shown = badges(page.one("p.state"));
    assert_eq!(shown.first(), Some(&strength(it, lang)));
    assert_eq!(shown.last(), Some(&name("Grade", &it["grade"], lang)));
    let days: Vec<&str> = page.all("p.state time").into_iter().filter_map(|it| it.attr("datetime")).collect();
    assert_eq!(days.first().copied(), it["from"].as_str());
    for figure in items(&it["figures"]) {
        let shown = page.beside(said(&figure["title"], lang)).expect("the figure");
        assert!(shown.starts_with(&figure["value"].to_string()), "{shown}");
    }
    criteria(&page, it, lang);
    counterparts(&page, it, lang);
    let sources = all(page.below("h2#sources")[0], "li");
    let grades: Vec<String> = sources.into_iter().flat_map(badges).collect();
    let wanted = items(&it["sources"]).iter().map(|it| name("Grade", &it["grade"], lang));
    assert_eq!(grades, wanted.collect::<Vec<_>>());
    for (list, heading) in [("references", "h2#references"), ("referenced_by", "h2#referenced-by")] {
        let shown = if page.has(heading) { targets(page.below(heading)) } else { Vec::new() };
        assert_eq!(shown, items(&it[list]).iter().map(address).collect::<Vec<_>>(), "{list}");
    }
}

fn criteria(page: &Page, it: &Value, lang: &str) {
    let headings = page.all("h2#criterion ~ h3 > a[href^='../requirements/']");
    let headings: Vec<ElementRef<'_>> =
        headings.into_iter().filter_map(|it| it.parent().and_then(ElementRef::wrap)).collect();
    for criterion in items(&it["criteria"]) {
        let file = format!("../requirements/{}.html", said(criterion, "requirement"));
        let heading = headings.iter().find(|it| links(**it)[0].href == file).expect("its heading");
        let reading = heading.next_siblings().find_map(ElementRef::wrap).expect("a reading");
        assert_eq!(reading.attr("class"), Some("reading"));
        assert_eq!(bare(&text(reading)), bare(said(&criterion["reading"], lang)));
    }
}

fn counterparts(page: &Page, it: &Value, lang: &str) {
    let wanted = items(&it["counterparts"]);
    assert_eq!(page.all("dl.counterparts > dd").len(), wanted.len(), "{}", it["id"]);
    for other in wanted {
        // What can be compared stands under its relation, everything else is folded.
        let compared = other["relation"] != "undetermined";
        let group = if compared { "div.related" } else { "article details" };
        let lines = page
            .all(group)
            .into_iter()
            .flat_map(|it| all(it, "dl.counterparts > dd").into_iter().map(move |line| (it, line)));
        let found: Vec<_> =
            lines.filter(|(_, line)| targets(vec![*line]) == [address(&other["id"])]).collect();
        let [(group, line)] = found[..] else { panic!("{} lines of {}", found.len(), other["id"]) };
        if compared {
            assert_eq!(badges(group)[0], name("Relation", &other["relation"], lang));
        }
        let applies = name("Applicability", &other["applicability"], lang);
        assert!(text(one(line, "small")).ends_with(&applies));
    }
}

#[test]
fn a_comparison_is_what_data_and_pages_say_of_a_counterpart() {
    let compared = answer(&["compare", "x.label@1:A", "x.rule@2020:1.1"]);
    snapshot("compared_provisions", &compared);
    let published = provisions();
    let own = published.iter().find(|it| it["id"] == "x.rule@2020:1.1").expect("the provision");
    let [counterpart] = items(&own["counterparts"]) else { panic!("one counterpart") };
    for part in ["relation", "applicability", "condition"] {
        assert_eq!(counterpart[part], compared[part], "{part}");
    }
    for lang in ["ja", "en"] {
        let page = page(&format!("{lang}/requirements/auth.credential.html"));
        let relation = name("Relation", &compared["relation"], lang);
        assert_eq!(badges(page.row("x.label@1:A")[3]), [relation]);
        let ids: Vec<String> = page.texts("table.comparison tbody code");
        assert_eq!(ids, ["x.rule@draft:1.1", "x.rule@2020:1.1", "x.label@1:A"], "what asks most comes first");
    }
}

#[test]
fn editions_are_compared_whole() {
    let compared = answer(&["compare", "x.rule@2020", "x.rule@draft"]);
    snapshot("compared_editions", &compared);
    let provisions = answer(&["compare", "x.rule@2020:1.1", "x.rule@draft:1.1"]);
    assert_eq!(compared["relation"], provisions["relation"], "they differ in one provision");
    let inherited = answer(&["show", "x.rule@draft:1.2"]);
    assert_eq!(inherited["inherited_from"], "x.rule@2020:1.2");
    let page = page("en/instruments/x.rule_-draft.html");
    assert!(page.has("section[aria-labelledby=edition] > .banner"), "a draft says that it is one");
    let unchanged = page.all("ul.outline > li").into_iter().filter(|it| !all(*it, "small").is_empty());
    let unchanged: Vec<ElementRef<'_>> = unchanged.collect();
    assert_eq!(targets(unchanged.clone()), ["../p/x.rule_-draft__1.2.html"]);
    assert_eq!(text(one(unchanged[0], "small")), "unchanged");
}

/// A condition that stands alone would say nothing: the page says what follows from it.
#[test]
fn a_deeming_is_said_as_a_sentence() {
    let relations = data("relations");
    let deeming = &relations["deemings"][0];
    for (lang, sentence) in [
        ("ja", "次に該当するときは、この規定に適合するものとみなす。"),
        ("en", "This provision is deemed satisfied where:"),
    ] {
        let page = page(&format!("{lang}/p/x.rule_-2020__1.1.html"));
        let title = said(&deeming["title"], lang);
        let heading = page.all("h3").into_iter().find(|it| text(*it).ends_with(title)).expect("its heading");
        let after: Vec<String> =
            heading.next_siblings().filter_map(ElementRef::wrap).take(3).map(text).collect();
        assert!(after[0].ends_with(said(&deeming["basis"], lang)), "{after:?}");
        assert_eq!(after[1], sentence);
        assert_eq!(bare(&after[2]), bare(said(&deeming["when"]["reading"], lang)));
    }
}

const FAILING: &[&str] = &[
    "--set",
    "auth.present=true",
    "--set",
    "auth.change=none",
    "--set",
    "auth.length=6",
    "--set",
    "market.labelled=true",
];

#[test]
fn an_assessment_has_failures_deemings_and_repairs() {
    let against = ["assess", "--against", "x.rule", "--against", "x.label", "--explain"];
    let assessed = answer(&[&against, FAILING].concat());
    snapshot("assessed", &assessed);
    let verdicts: BTreeMap<&str, &str> = items(&assessed["results"])
        .iter()
        .flat_map(|it| items(&it["provisions"]))
        .map(|it| (said(it, "id"), said(it, "verdict")))
        .collect();
    assert_eq!(verdicts["x.rule@2020:1.1"], "satisfied");
    assert_eq!(verdicts["x.label@1:A"], "not_satisfied");
}

/// The verdicts of an example device stand in its answer, in a table and on the page of the table.
#[test]
fn a_device_has_one_verdict_everywhere() {
    let device = answer(&["show", "x-prompt"]);
    snapshot("device", &device);
    let set = items(&device["facts"]).iter().map(|it| {
        let value = it["value"].as_str().map_or_else(|| it["value"].to_string(), str::to_owned);
        format!("{}={value}", said(it, "fact"))
    });
    let set: Vec<String> = set.flat_map(|it| ["--set".to_owned(), it]).collect();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let table = answer(&["table", "x-comparison"]);
    assert_eq!(&table, &data("tables")[0]);
    let row = &table["rows"][1];
    for (at, expected) in items(&device["expectations"]).iter().enumerate() {
        let of = said(expected, "of");
        let assessed = answer(&[&["assess", "--whole", "--against", of], &set[..]].concat());
        assert_eq!(assessed["results"][0]["provisions"][0]["verdict"], expected["verdict"], "{of}");
        for lang in ["ja", "en"] {
            let verdict = name("Outcome", &expected["verdict"], lang);
            assert_eq!(said(&row["cells"][at]["text"], lang), verdict, "{of}");
            let page = page(&format!("{lang}/tables/x-comparison.html"));
            assert_eq!(text(page.rows("table")[1][at + 1]), verdict, "{of}");
        }
    }
}

#[test]
fn a_table_is_one_in_terminal_data_and_pages() {
    let table = answer(&["table", "x-comparison"]);
    snapshot("table", &table);
    for lang in ["ja", "en"] {
        let page = page(&format!("{lang}/tables/x-comparison.html"));
        assert_eq!(page.text("h1"), said(&table["title"], lang));
        let heads: Vec<&str> = items(&table["columns"]).iter().map(|it| said(&it["title"], lang)).collect();
        assert_eq!(page.texts("thead th"), heads);
        let first = &table["rows"][0];
        let row = &page.rows("table")[0];
        assert_eq!(text(row[0]), said(&first["title"], lang));
        for (cell, shown) in items(&first["cells"]).iter().zip(&row[1..]) {
            let entry = &cell["content"]["provisions"][0];
            assert_eq!(text(one(*shown, "code")), said(entry, "id"));
            assert_eq!(badges(*shown)[0], name("Modality", &entry["modality"], lang));
            let readings = all(*shown, ":scope > .reading");
            assert_eq!(bare(&text(readings[0])), bare(said(&entry["readings"][0], lang)));
            let notes: Vec<String> = all(*shown, "p.note").into_iter().map(text).collect();
            let corrections = items(&entry["corrections"]);
            assert_eq!(notes.len(), corrections.len());
            assert!(notes.iter().zip(corrections).all(|(note, it)| note.ends_with(said(it, lang))));
        }
    }
}

#[test]
fn a_merge_demands_what_its_provisions_say() {
    let merged = answer(&["merge", "--markets", "JP", "--with", "x.label"]);
    snapshot("merged", &merged);
    let published = provisions();
    let requirement = &merged["requirements"][0];
    assert_eq!(requirement["provisions"], data("requirements")[0]["provisions"]);
    for conjunct in items(&requirement["conjuncts"]) {
        let by = &conjunct["by"][0];
        let own = published.iter().find(|it| it["id"] == *by).expect("the provision");
        assert_eq!(conjunct["criterion"]["expression"], own["criteria"][0]["expression"], "{by}");
        assert_eq!(conjunct["criterion"]["reading"], own["criteria"][0]["reading"], "{by}");
        assert_eq!(
            conjunct["applies"]["reading"],
            answer(&["show", said(own, "id")])["applies_reading"],
            "{by}"
        );
    }
}

#[test]
fn an_audit_is_of_the_edges_that_data_and_pages_have() {
    let audited = answer(&["audit"]);
    snapshot("audited", &audited);
    let relations = data("relations");
    let edges = |list: &Value| -> Vec<Value> {
        let edge = |it: &Value| serde_json::json!([it["mapping"], it["from"], it["relation"], it["to"]]);
        items(list).iter().map(edge).collect()
    };
    assert_eq!(edges(&audited["edges"]), edges(&relations["edges"]));
    for lang in ["ja", "en"] {
        let page = page(&format!("{lang}/p/x.label_-1___.a.html"));
        let shown = page.texts("h2#mappings + .finding > ul:first-of-type > li > strong");
        let wanted = items(&audited["edges"]).iter().map(|it| name("EdgeRelation", &it["relation"], lang));
        assert_eq!(shown, wanted.collect::<Vec<_>>());
    }
}

/// Where a page lists a kind, and by which elements.
const LISTED: &[(&str, &str, &str)] = &[
    ("instruments", "instruments/index.html", "tbody th > a"),
    ("requirements", "requirements/index.html", "dl.terms > dt > a"),
    ("terms", "glossary.html", ".entry > h3"),
    ("sources", "sources.html", "h2"),
    ("findings", "findings.html", ".entry > h3"),
    ("tables", "tables/index.html", "dt > a"),
    ("facts", "facts.html", "li[id] > a"),
];

#[test]
fn lists_are_one_in_terminal_and_pages() {
    let mut lists = serde_json::Map::new();
    for kind in lexicon::Listed::ALL.iter().map(|it| it.word()) {
        let list = answer(&["list", kind]);
        // What every base has is not of this one.
        let shipped = matches!(kind, "units" | "addressees" | "jurisdictions" | "codes");
        let shown = if shipped { items(&list)[..1].to_vec() } else { items(&list).to_vec() };
        lists.insert(kind.to_owned(), shown.into());
    }
    snapshot("lists", &Value::Object(lists.clone()));
    for lang in ["ja", "en"] {
        for (kind, path, css) in LISTED {
            let shown = page(&format!("{lang}/{path}")).texts(css);
            let listed = items(&lists[*kind]);
            assert_eq!(shown.len(), listed.len(), "{kind}: {shown:?}");
            for (shown, item) in shown.iter().zip(listed) {
                assert!(shown.starts_with(said(&item["title"], lang)), "{kind}: {shown} for {item}");
            }
        }
    }
}

#[test]
fn a_checklist_is_one_in_terminal_and_data() {
    let list = printed(&["export", "checklist", "--for", "x.label@1"]);
    snapshot("checklist", &list);
    assert_eq!(list, data("checklist/x.label_-1"));
}

#[test]
fn faults_are_one_in_every_format_and_stop_the_site() {
    let broken =
        BASE.replace("auth.change == forced }\n  source gazette", "auth.chnge == forced }\n  source gazett");
    let project = Scratch::new(&[("views.kijun", broken.as_bytes())]);
    let read = |format: &str| project.run(&["check", "--format", format]).out;
    let shown: Value = serde_json::from_str(&read("json")).expect("JSON");
    snapshot("faults", &shown);
    let place = |it: &Value| format!("{} {}", said(it, "code"), it["primary"]["line"]);
    let places: Vec<String> = items(&shown["diagnostics"]).iter().map(place).collect();
    let sarif: Value = serde_json::from_str(&read("sarif")).expect("JSON");
    let results = items(&sarif["runs"][0]["results"]).iter().map(|it| {
        let region = &it["locations"][0]["physicalLocation"]["region"];
        format!("{} {}", said(it, "ruleId"), region["startLine"])
    });
    assert_eq!(results.collect::<Vec<_>>(), places);
    let (concise, whole) = (read("concise"), read("text"));
    for (it, line) in items(&shown["diagnostics"]).iter().zip(concise.lines()) {
        assert!(line.contains(said(it, "code")) && line.ends_with(said(&it["title"], "en")), "{line}");
        assert!(whole.contains(said(&it["title"], "en")), "{whole}");
    }
    let site = project.path().join("site");
    let run = project.run(&["build", "--out", &site.to_string_lossy()]);
    assert_eq!(run.code, 1);
    assert!(!Path::new(&site).exists(), "nothing is published");
}
