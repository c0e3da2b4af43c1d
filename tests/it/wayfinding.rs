//! How a reader finds his way: home, the indexes, the page of marks and the references of pages written by hand.

use std::collections::BTreeSet;

use crate::html::{all, links, one, text};
use crate::site::shipped;
use crate::support::root;

const LANGS: [&str; 2] = ["ja", "en"];

/// An instrument that applies in part says so, and how much begins when; the days are those of its provisions.
#[test]
fn home_says_how_much_of_an_instrument_applies() {
    let of_cra = shipped().json("data/provisions/cra_-2024.json");
    let provisions = of_cra["provisions"].as_array().expect("an array");
    let counted = |later: bool| {
        let of = provisions.iter().filter(|it| {
            it["edition"] == "cra@2024" || it["id"].as_str().is_some_and(|id| id.starts_with("cra@2024:"))
        });
        let of = of.filter(|it| {
            ["shall", "shall_not", "should", "should_not", "may"]
                .contains(&it["modality"].as_str().unwrap_or_default())
        });
        of.filter(|it| (it["standing"] == "upcoming") == later).count()
    };
    let (begun, later) = (counted(false), counted(true));
    assert!(begun > 0 && later > begun, "{begun}, {later}");
    for (lang, mark, says) in [
        (
            "ja",
            "一部適用中",
            [
                format!("適用中の規定{begun}件"),
                format!("2027年12月11日（令和9年12月11日）から適用する規定{later}件"),
            ],
        ),
        (
            "en",
            "Applies in part",
            [format!("{begun} provisions apply"), format!("{later} from 11 December 2027")],
        ),
    ] {
        let page = shipped().page(&format!("{lang}/index.html"));
        let entries = page.all(".cards li");
        let cra =
            entries.into_iter().find(|it| links(*it).iter().any(|it| it.href == "instruments/cra.html"));
        let cra = cra.expect("it is listed");
        assert_eq!(text(one(cra, "b")), mark);
        assert!(says.iter().all(|it| text(cra).contains(it)), "{}", text(cra));
        let listed: BTreeSet<String> = page.links(".cards li").into_iter().map(|it| it.href).collect();
        for it in shipped().list("data/instruments.json") {
            let id = it["id"].as_str().expect("an id");
            assert!(listed.contains(&format!("instruments/{id}.html")), "{id} is not at home");
        }
    }
}

/// Every mark that the site shows has its place on the page of marks, to which every page leads.
#[test]
fn every_mark_is_explained() {
    for lang in LANGS {
        let page = shipped().page(&format!("{lang}/badges.html"));
        let rows = page.all("tbody > tr");
        assert!(rows.iter().all(|it| it.attr("id").is_some()), "{lang}: a row without a place");
        let known: BTreeSet<String> = rows.into_iter().map(|it| text(all(it, "td")[0])).collect();
        for path in [
            "p/jp.ter_-2020__34-10.1.2",
            "p/cra_-2024__annex1.1.1",
            "index",
            "timeline",
            "facts/auth",
            "coverage",
            "instruments/cra",
            "instruments/jp.ter",
            "tables/theme-default-password",
            "requirements/auth.default_credential",
        ] {
            let page = shipped().page(&format!("{lang}/{path}.html"));
            for mark in page.texts("b") {
                let is_known = known.contains(&mark)
                    || known.iter().any(|it| {
                        mark.starts_with(&format!("{it} (")) || mark.starts_with(&format!("{it}（"))
                    });
                let made = ["公布済・", "Made, to come into force on"].iter().any(|it| mark.starts_with(it));
                assert!(mark.is_empty() || is_known || made, "{lang}/{path}: {mark} is not explained");
            }
            let up = "../".repeat(path.matches('/').count());
            let leads = page.links("footer").iter().any(|it| it.href == format!("{up}badges.html"));
            assert!(leads, "{lang}/{path} does not lead to the marks");
        }
    }
}

/// The long lists have headings in the order of the language, and a list of them that leads to each.
#[test]
fn long_lists_have_headings_to_jump_to() {
    for (path, first) in [
        ("ja/glossary.html", Some("あ")),
        ("en/glossary.html", Some("A")),
        ("ja/findings.html", None),
        ("en/findings.html", None),
        ("ja/facts.html", None),
        ("en/facts.html", None),
    ] {
        let page = shipped().page(path);
        let jumps = page.links("nav.jump");
        assert!(jumps.len() > 4, "{path}");
        for it in &jumps {
            let place = it.href.strip_prefix('#').expect("a place on the page");
            let heading = page.one(&format!("h2[id='{place}']"));
            assert!(text(heading).starts_with(&it.text), "{path}: {}", it.text);
        }
        let names: Vec<&str> = jumps.iter().map(|it| it.text.as_str()).collect();
        if let Some(first) = first {
            assert!(names.contains(&first), "{path}: {names:?}");
            let headings: Vec<&&str> = names.iter().filter(|it| it.chars().count() == 1).collect();
            let (kana, letters): (Vec<&&&str>, Vec<&&&str>) = headings.iter().partition(|it| !it.is_ascii());
            assert!(kana.is_sorted() && letters.is_sorted(), "{path}: {names:?}");
        }
    }
}

/// A reference of a page written by hand reads as the title of what it leads to.
#[test]
fn references_read_as_titles() {
    for (lang, words) in [("ja", "第三十四条の十第二号"), ("en", "Art. 34-10(ii)")] {
        let page = shipped().page(&format!("{lang}/about.html"));
        let found =
            page.links("article.text").into_iter().find(|it| it.href == "p/jp.ter_-2020__34-10.1.2.html");
        assert!(found.expect("a link").text.contains(words), "{lang}");
        let beside: BTreeSet<String> = page.links("article.text").into_iter().map(|it| it.href).collect();
        for it in [
            "glossary",
            "facts",
            "sources",
            "findings",
            "coverage",
            "reading",
            "badges",
            "citing",
            "accessibility",
            "licence",
        ] {
            assert!(beside.contains(&format!("{it}.html")), "{lang}: {it} is not in the index");
        }
        for it in ["about", "reading", "badges", "citing", "accessibility", "licence"] {
            // Each of them is a link here, and the bare id where it leads nowhere.
            let text =
                std::fs::read_to_string(root().join(format!("site/pages/{lang}/{it}.md"))).expect("a page");
            let page = shipped().page(&format!("{lang}/{it}.html"));
            let links = page.links("article.text").into_iter().filter(|it| it.href.starts_with("p/")).count();
            assert_eq!(links, text.matches("[[").count(), "{lang}: {it}");
        }
    }
}
