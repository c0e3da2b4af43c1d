//! Orders of strictness, comparisons of whole texts and merges of markets: what pages show is what is computed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use kijun::lexicon::Relation;
use kijun::view::Library;
use kijun::view::joint::{Part, part};
use kijun::view::order::Ordered;
use kijun::view::slug::slug;
use scraper::ElementRef;
use serde_json::Value;

use crate::base::checked;
use crate::html::{Page, all, links, text};
use crate::site::shipped;
use crate::support::kijun;

static LIBRARY: LazyLock<Library<'static>> = LazyLock::new(|| Library::new(checked()));

fn answer(args: &[&str]) -> Value {
    let run = kijun(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.out).expect(&run.err)
}

fn page(path: &str) -> Page {
    shipped().page(path)
}

/// Returns the groups to which steps lead from a group.
fn reached(it: &Ordered, from: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(here) = waiting.pop() {
        let below = it.steps.iter().filter(|(more, _)| *more == here).map(|(_, less)| *less);
        waiting.extend(below.filter(|less| found.insert(*less)).collect::<Vec<_>>());
    }
    found
}

/// A drawing says of every two of its texts what was computed of them: a path that they are ordered, no path that they are not.
#[test]
fn an_order_says_of_every_pair_what_is_computed_of_it() {
    let (mut ordered, mut drawn) = (0, 0);
    for requirement in &LIBRARY.requirements {
        let it = LIBRARY.ordered(&requirement.id).expect("it is ordered");
        for (at, one) in it.groups.iter().enumerate() {
            let below = reached(it, at);
            for (to, two) in it.groups.iter().enumerate() {
                for a in &one.provisions {
                    for b in two.provisions.iter().filter(|b| *b != a) {
                        let related =
                            LIBRARY.relation(&requirement.id, a, b).expect("it is decided").relation;
                        assert_eq!(at == to, related == Relation::Equal, "{a} {b}");
                        assert_eq!(below.contains(&to), related == Relation::Stricter, "{a} {b}");
                        ordered += usize::from(related == Relation::Stricter);
                    }
                }
            }
        }
        drawn += usize::from(it.groups.len() > 2);
        let all: usize = it.groups.iter().map(|group| group.provisions.len()).sum();
        assert!(all + it.misfits.len() + it.apart.len() >= requirement.provisions.len(), "none is lost");
    }
    assert!(ordered > 300 && drawn > 20, "{ordered} pairs, {drawn} drawings");
}

/// What one asks beyond another is nothing exactly where the other implies it.
#[test]
fn differences_are_those_of_the_relation() {
    let mut told = 0;
    for requirement in &LIBRARY.requirements {
        for it in &LIBRARY.ordered(&requirement.id).expect("it is ordered").differences {
            let (Some(a), Some(b)) = (&it.a_beyond, &it.b_beyond) else { continue };
            let wanted = match it.relation {
                Relation::Stricter => [false, true],
                Relation::Looser => [true, false],
                Relation::Equal
                | Relation::Overlapping
                | Relation::Incompatible
                | Relation::Disjoint
                | Relation::Absent
                | Relation::Only
                | Relation::Undetermined => [false, false],
            };
            assert_eq!([a.is_empty(), b.is_empty()], wanted, "{}: {} {}", requirement.id, it.a, it.b);
            told += 1;
        }
    }
    assert!(told > 100, "{told}");
}

fn badge(cell: ElementRef<'_>) -> String {
    text(all(cell, "b")[0])
}

#[test]
fn the_page_of_a_requirement_shows_its_order_whole() {
    let id = "auth.default_credential";
    let it = LIBRARY.ordered(id).expect("it is ordered");
    for lang in ["ja", "en"] {
        let page = page(&format!("{lang}/requirements/{id}.html"));
        let rows = page.rows(".scroll[aria-labelledby=rows] table");
        let shown: Vec<String> = rows.iter().map(|row| text(all(row[0], "code")[0])).collect();
        let wanted: Vec<&String> =
            it.groups.iter().flat_map(|group| &group.provisions).chain(&it.misfits).collect();
        assert_eq!(shown.iter().collect::<Vec<_>>(), wanted);
        let apart = page.rows(".scroll[aria-labelledby=apart] table");
        assert_eq!(apart.len(), it.apart.len(), "what cannot be compared is folded, not lost");
        // The drawing and its table: a box and a row for each group, and every text of the table has its page.
        assert_eq!(page.all("svg.order rect").len(), it.groups.len());
        let ranks = page.rows(".scroll[aria-labelledby=ranks] table");
        let mut counted = 0;
        for (row, group) in ranks.iter().zip(&it.groups) {
            let (first, last) = (counted + 1, counted + group.provisions.len());
            let says = text(all(row[1], "small")[0]);
            let numbers: Vec<usize> =
                says.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
            assert_eq!(numbers.first(), Some(&first), "{says}");
            assert_eq!(numbers.last(), Some(&last), "{says}");
            counted = last;
        }
        for (at, row) in rows.iter().enumerate() {
            assert!(text(row[0]).starts_with(&format!("{}. ", at + 1)));
        }
        assert_eq!(ranks.len(), it.groups.len());
        let drawn: Vec<String> = page.links("svg.order").into_iter().map(|it| it.href).collect();
        for id in it.groups.iter().flat_map(|group| group.provisions.iter().take(4)) {
            assert!(drawn.contains(&format!("../p/{}.html", slug(id))), "{id}");
        }
        // Every pair, in short words that the legend explains.
        let pairs = page.all("tr[id^=by-]");
        assert_eq!(pairs.len(), wanted.len());
        for (one, row) in wanted.iter().zip(pairs) {
            let cells = all(row, "td");
            for (other, cell) in wanted.iter().zip(cells) {
                let related = LIBRARY.relation(id, one, other).map(|it| it.relation.short());
                let short = related.map_or("–".to_owned(), |it| if lang == "ja" { it.ja } else { it.en });
                assert_eq!(text(cell), short, "{one} {other}");
            }
        }
    }
}

/// The page of two texts tells what the command answers of them.
#[test]
fn a_page_of_two_texts_is_what_the_command_says() {
    for [a, b] in
        [["jp.ter", "jcstar1"], ["jp.ter@2020", "jp.ter@2025-rec"], ["sg.cls@2020", "sg.cls@current"]]
    {
        let compared = answer(&["compare", a, b]);
        let parts = compared["by_requirement"].as_array().expect("requirements");
        for lang in ["ja", "en"] {
            let page = page(&format!("{lang}/compare/{}/{}.html", slug(a), slug(b)));
            let shown = |place: &str| page.rows(&format!(".scroll[aria-labelledby={place}] table"));
            let rows = [shown("rows"), shown("unclear")].concat();
            assert_eq!(rows.len(), parts.len(), "{a} {b}");
            for part in parts {
                let target =
                    format!("../../requirements/{}.html", part["requirement"].as_str().expect("an id"));
                let leads = |row: &&Vec<ElementRef<'_>>| links(row[0]).iter().any(|it| it.href == target);
                let row = rows.iter().find(leads).expect("its row");
                let is_said = |it: &&Relation| part["relation"] == it.word();
                let relation = *Relation::ALL.iter().find(is_said).expect("a relation");
                let title = relation.title();
                assert_eq!(badge(row[2]), if lang == "ja" { title.ja } else { title.en });
                // A side without a provision is one that does not regulate it.
                for (cell, none) in [(1, Relation::Absent), (3, Relation::Only)] {
                    assert_eq!(text(row[cell]) == "–", relation == none, "{target}");
                }
            }
            let fails: usize = ["a_implies_b", "b_implies_a"]
                .iter()
                .map(|way| compared[way]["not_implied"].as_array().expect("a list").len())
                .sum();
            let devices = page.all("details > summary + p").len();
            let silent = page.all("h2 ~ details > summary + ul > li").len();
            let assumed = compared["assumptions"].as_array().expect("a list").len();
            assert_eq!(devices + silent, fails + assumed, "{a} {b}");
        }
    }
}

/// Asked for one requirement alone, as for one page, the merge of each set is what it is among all.
#[test]
fn a_merge_on_one_requirement_is_that_of_all() {
    let all = &LIBRARY;
    all.joints();
    let alone = Library::new(checked());
    for requirement in all.requirements.iter().step_by(9) {
        let of = |library: &Library<'_>| -> Vec<(String, Value)> {
            let found = library.merged_on(&requirement.id);
            let json = |it| serde_json::to_value(it).expect("JSON");
            found.iter().map(|(set, on)| (set.id.clone(), json(&**on))).collect()
        };
        assert_eq!(of(all), of(&alone), "{}", requirement.id);
    }
}

/// The page of a set of markets has each provision of the merge, in the column of its market, with the right word.
#[test]
fn a_page_of_markets_is_what_the_merge_says() {
    let merged = answer(&["merge", "--markets", "JP,GB,EU"]);
    let parts = merged["requirements"].as_array().expect("requirements");
    let joint =
        LIBRARY.joints().into_iter().find(|it| it.merged.markets == ["JP", "GB", "EU"]).expect("the set");
    assert_eq!(joint.merged.requirements.len(), parts.len());
    let page = page("en/compare/jp-gb-eu.html");
    let rows = page.rows(".scroll[aria-labelledby=rows] table");
    assert_eq!(rows.len(), parts.len());
    for (row, said) in rows.iter().zip(parts) {
        let provisions = said["provisions"].as_array().expect("a list");
        let on = joint.on(said["requirement"].as_str().expect("an id")).expect("it is there");
        let mut implied = 0;
        for id in provisions.iter().map(|it| it.as_str().expect("an id")) {
            let target = format!("../p/{}.html", slug(id));
            let column = row[1..].iter().position(|cell| {
                all(*cell, ":scope > a").iter().any(|it| it.value().attr("href") == Some(&target))
            });
            let market = usize::from(id.starts_with("psti"))
                + 2 * usize::from(id.starts_with("cra") || id.starts_with("red"));
            assert_eq!(column, Some(market), "{id}");
            let dominated = said["dominated"].as_array().expect("a list").iter().any(|it| it["id"] == id);
            assert_eq!(part(on, id) == Some(Part::Implied), dominated);
            implied += usize::from(dominated);
        }
        assert_eq!(text(row[0]).contains("No product can meet"), !said["conflict"].is_null());
        let words = row[1..].iter().flat_map(|cell| all(*cell, "small"));
        assert_eq!(words.filter(|it| text(*it).contains("implied")).count(), implied);
    }
}
