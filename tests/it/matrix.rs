//! The matrices of requirements and texts: what stands in a cell, against the base and against `compare`.

use std::collections::{BTreeMap, BTreeSet};

use kijun::export;
use kijun::lang::Lang;
use kijun::lexicon::Standing;
use kijun::model::Node;
use kijun::query::compare::compare_on;
use kijun::query::counterpart::requirements_of;
use kijun::view::Library;
use kijun::view::matrix::{Beside, Matrix, matrices};
use kijun::view::slug::slug;
use scraper::ElementRef;

use crate::base;
use crate::html::{Page, all, links, one, text};
use crate::site::shipped;

const EVERY: &str = "jp-gb-eu-us-sg-au";

fn page(lang: &str, set: &str) -> Page {
    shipped().page(&format!("{lang}/matrix/{set}.html"))
}

/// Returns the cell of a requirement and of an edition.
fn cell<'p>(page: &'p Page, requirement: &str, edition: &str) -> ElementRef<'p> {
    let heads = page.all("table.matrix thead th[data-id]");
    let at = heads.iter().position(|it| it.attr("data-id") == Some(edition)).expect("a column");
    all(page.one(&format!("tr[id='{}']", slug(requirement))), "td")[at]
}

fn lines(cell: ElementRef<'_>) -> Vec<String> {
    all(cell, "p").into_iter().map(text).collect()
}

#[test]
fn a_cell_says_how_strongly_and_how_it_stands_to_the_yardstick() {
    for (lang, ordinance, label, begins) in [
        ("ja", "必須 物差し 34-10.1.2", "必須 より厳しい S1.1-02", "2027-12-11から"),
        ("en", "Shall yardstick 34-10.1.2", "Shall stricter S1.1-02", "from 2027-12-11"),
    ] {
        let page = page(lang, "jp-gb-eu");
        assert_eq!(lines(cell(&page, "auth.default_credential", "jp.ter@2020")), [ordinance], "{lang}");
        assert_eq!(lines(cell(&page, "auth.default_credential", "jcstar1@1.1")), [label], "{lang}");
        let later = lines(cell(&page, "access.control", "cra@2024"));
        assert!(!later.is_empty() && later.iter().all(|it| it.contains(begins)), "{lang}: {later:?}");
        let row = page.one("tr[id='auth.default_credential'] th");
        let leads: Vec<String> = links(row).into_iter().map(|it| it.href).collect();
        assert!(leads[0].ends_with("requirements/auth.default_credential.html"), "{leads:?}");
        assert!(leads[1].ends_with("p/jp.ter_-2020__34-10.1.2.html"), "{leads:?}");
    }
}

/// A draft has what it would leave as it is, not only what it would change.
#[test]
fn nothing_of_an_edition_is_left_out_of_its_column() {
    let kb = base::shipped();
    let library = Library::new(base::checked());
    for it in matrices(&library) {
        let mut shown: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
        for row in &it.rows {
            for (column, entries) in it.columns.iter().zip(&row.cells) {
                let edition = column.member.edition.as_str();
                shown.extend(entries.iter().map(|entry| (row.requirement, edition, entry.brief.id)));
            }
        }
        let mut expected = BTreeSet::new();
        let members: BTreeSet<&str> = it.set.members.iter().map(|it| it.edition.as_str()).collect();
        let ids: Vec<String> = kb.editions.indices().map(|idx| kb.edition_id(idx)).collect();
        for (idx, provision) in kb.provisions.iter_enumerated() {
            let edition = ids[provision.edition.raw()].as_str();
            if !members.contains(edition) || kb.standing(idx, kb.as_of) == Standing::Ended {
                continue;
            }
            let met = requirements_of(kb, idx).into_iter();
            expected.extend(
                met.map(|it| {
                    (kb.kb.requirements[it].id.as_str(), edition, kb.kb.provisions[idx].id.as_str())
                }),
            );
        }
        assert_eq!(shown, expected, "{}", it.set.id);
        assert_eq!(it.rows.len() + it.unmet, kb.requirements.len(), "{}", it.set.id);
    }
}

#[test]
fn what_stands_in_a_cell_is_what_compare_answers() {
    let kb = base::shipped();
    let library = Library::new(base::checked());
    let all = matrices(&library);
    let mut compared = 0;
    for row in all.iter().flat_map(|it| &it.rows) {
        let requirement = kb.requirement_ids[row.requirement];
        for entry in row.cells.iter().flatten().step_by(11) {
            let Beside::Related(related) = entry.beside else {
                assert_eq!(entry.brief.id, row.yardstick);
                continue;
            };
            let node = |id: &str| {
                let (idx, it) =
                    kb.kb.provisions.iter_enumerated().find(|(_, it)| it.id == id).expect("an id");
                Node { edition: it.edition, locator: Some(it.locator.clone()), provision: Some(idx) }
            };
            let (here, there) = (node(entry.brief.id), node(row.yardstick));
            let answer = compare_on(kb, &here, &there, requirement).expect("within the budget");
            let answer = answer.map(|it| it.relation);
            assert_eq!(related, answer, "{} beside {}", entry.brief.id, row.yardstick);
            compared += 1;
        }
    }
    assert!(compared > 80, "{compared}");
}

/// At home the yardstick is that of the page of the requirement; elsewhere it is a text of the table.
#[test]
fn the_yardstick_is_at_home_or_in_the_table() {
    let kb = base::shipped();
    let library = Library::new(base::checked());
    for it in matrices(&library) {
        for row in &it.rows {
            let instrument = library.find(row.yardstick).expect("a provision").instrument;
            let met = library.requirements.iter().find(|it| it.id == row.requirement).expect("it is there");
            let first = met.provisions.first().map(String::as_str);
            if kb.is_home(kb.instrument_ids[instrument]) && first == Some(row.yardstick) {
                continue;
            }
            let shown = row.cells.iter().flatten().any(|it| it.beside == Beside::Yardstick);
            assert!(shown, "{}: {}", it.set.id, row.requirement);
        }
    }
}

#[test]
fn gaps_are_counted_between_texts_and_between_markets() {
    let library = Library::new(base::checked());
    for it in matrices(&library) {
        let (mut texts, mut markets) = (0, 0);
        for row in &it.rows {
            let mut has: BTreeMap<&str, bool> =
                it.set.markets.iter().map(|it| (it.as_str(), false)).collect();
            let speaks: Vec<bool> =
                row.cells.iter().map(|cell| cell.iter().any(kijun::view::matrix::Entry::speaks)).collect();
            for (column, speaks) in it.columns.iter().zip(&speaks) {
                if *speaks && !column.member.is_draft {
                    has.insert(column.market, true);
                }
            }
            texts += usize::from(speaks.contains(&true) && speaks.contains(&false));
            markets += usize::from(has.values().any(|it| *it) && has.values().any(|it| !*it));
        }
        let gaps = it.gaps();
        assert_eq!((gaps.columns, gaps.markets), (texts, markets), "{}", it.set.id);
    }
    let three = "ja/matrix/jp-gb-eu.html";
    assert!(text(shipped().page(three).all("main > h1 ~ p")[0]).contains("市場の間で差のある要件"));
}

#[test]
fn without_a_script_there_is_no_control_and_everything_else() {
    for lang in ["ja", "en"] {
        let index = shipped().page(&format!("{lang}/matrix.html"));
        let sets: Vec<String> = index.rows("main table").iter().map(|row| text(row[0])).collect();
        assert_eq!(sets.len(), 10, "{sets:?}");
        for set in ["jp", "jp-gb-eu", EVERY] {
            let page = page(lang, set);
            assert!(!page.has("form, button, input, select"), "{set}");
            assert!(page.links("main").iter().any(|it| it.href.ends_with(&format!("{set}.xlsx"))), "{set}");
            let columns = page.all("table.matrix thead th[data-id]").len();
            for row in page.all("table.matrix tbody tr[id]") {
                assert_eq!(all(row, "td").len(), columns, "{set}");
            }
        }
    }
}

#[test]
fn the_legend_has_the_words_that_occur_and_no_others() {
    for set in ["jp", "jp-gb-eu", EVERY] {
        let page = page("en", set);
        for name in ["b", "i"] {
            let words = |css: &str| page.texts(&format!("{css} {name}")).into_iter().collect::<BTreeSet<_>>();
            assert_eq!(words("dl.matrix"), words("table.matrix td"), "{set}");
        }
    }
}

/// What the set leaves out is named.
#[test]
fn texts_that_have_no_column_are_named() {
    let library = Library::new(base::checked());
    let index = shipped().page("en/matrix.html");
    for it in &library.instruments {
        let slug = format!("instruments/{}.html", slug(&it.id));
        let of_set = |set: &Matrix<'_>| set.set.members.iter().any(|member| member.instrument == it.id);
        let covered = matrices(&library).iter().any(of_set);
        let named = index.links("main").iter().any(|link| link.href.ends_with(&slug));
        assert_eq!(named, !covered, "{}", it.id);
    }
    let own = page("en", "jp");
    assert!(
        own.links("main ul").iter().any(|it| it.href.contains("instruments/jp.tba")),
        "the Act has no column"
    );
}

#[test]
fn the_workbook_has_the_cells_of_the_page_and_the_same_bytes_each_time() {
    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
    let library = Library::new(base::checked());
    let all = matrices(&library);
    let it = all.iter().find(|it| it.set.id == "jp-gb-eu").expect("the set");
    let bytes = export::matrix(it, Lang::En).expect("a workbook");
    assert_eq!(bytes, export::matrix(it, Lang::En).expect("a workbook"));
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("it opens");
    let sheet = book.worksheet_range("Matrix").expect("the first sheet");
    assert_eq!(sheet.height(), it.rows.len() + 3);
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let column = rows[2].iter().position(|it| it.to_string().contains("STAR-1")).expect("the label");
    let row = rows.iter().find(|row| row[1] == "auth.default_credential").expect("the row");
    assert_eq!(row[column].to_string(), "Shall stricter S1.1-02");
    assert_eq!(row[3].to_string(), "jp.ter@2020:34-10.1.2");
    let lines = book.worksheet_range("By provision").expect("the second sheet");
    let entries: usize = it.rows.iter().flat_map(|row| &row.cells).map(Vec::len).sum();
    assert_eq!(lines.height(), entries + 1);
}

#[test]
fn the_task_of_the_first_page_and_the_tables_lead_to_it() {
    for lang in ["ja", "en"] {
        for from in ["index.html", "tables/index.html"] {
            let page = shipped().page(&format!("{lang}/{from}"));
            assert!(page.links("main").iter().any(|it| it.href.ends_with("matrix.html")), "{lang}/{from}");
        }
        let index = shipped().page(&format!("{lang}/matrix.html"));
        assert!(index.links("main").iter().any(|it| it.href == "tables/index.html"), "{lang}");
        assert!(text(one(index.root(), "main h1")).len() > 5);
    }
}
