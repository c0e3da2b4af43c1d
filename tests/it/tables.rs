//! The tables of the papers, cell by cell, against `tests/tables/`.

use std::collections::BTreeSet;

use kijun::lang::Lang;
use kijun::view::table::{Cell, Content, Entry, Table, table};

use crate::base::shipped;
use crate::html::{Page, one, text};
use crate::support::{kijun, read, root};

/// Returns the names of all expectations.
fn names() -> Vec<String> {
    let files = std::fs::read_dir(root().join("tests/tables")).expect("a folder").filter_map(Result::ok);
    let mut names: Vec<String> = files
        .filter_map(|it| it.file_name().to_string_lossy().strip_suffix(".tsv").map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// Writes a provision as the expectations do: `S1.1-02 shall >=6 characters !`.
fn written(entry: &Entry) -> String {
    let locator = entry.id.split_once(':').map_or("", |(_, locator)| locator);
    let json = serde_json::to_value(entry).expect("JSON");
    let mut words = vec![locator.to_owned(), json["modality"].as_str().expect("a word").to_owned()];
    for number in &entry.numbers {
        let op = number.op.clone().unwrap_or_default();
        words.push(format!("{op}{} {}", number.value, number.unit));
    }
    if !entry.corrections.is_empty() {
        words.push("!".to_owned());
    }
    words.join(" ")
}

/// Writes a cell as the expectations do.
fn shown(cell: &Cell) -> String {
    let mut text = match &cell.content {
        Content::Provisions { provisions } => provisions.iter().map(written).collect::<Vec<_>>().join(" ; "),
        Content::Silent => "-".to_owned(),
        Content::Undecided { .. } => "~".to_owned(),
        Content::Verdict { verdict } => {
            let word = serde_json::to_value(verdict).expect("JSON");
            format!("verdict {} {}", word.as_str().expect("a word"), cell.text.ja)
        }
        Content::Value => format!("\"{}\"", cell.text.ja),
        Content::Blank => String::new(),
    };
    if !cell.corrections.is_empty() {
        text.push_str(" !!");
    }
    text
}

/// Says what is wrong with a cell, if anything is.
fn fault(expected: &str, cell: &Cell) -> Option<String> {
    let (plain, words) = expected.split_once(" | ").unwrap_or((expected, ""));
    let got = shown(cell);
    let same = if plain.starts_with('"') {
        let marked = plain.ends_with(" !!") == got.ends_with(" !!");
        let parts = plain.split('"').map(str::trim).filter(|it| !it.is_empty() && *it != "!!");
        marked && parts.into_iter().all(|part| cell.text.ja.contains(part))
    } else {
        // Which provision comes first is a matter of the edition, not of the table.
        let parts = |text: &str| -> BTreeSet<String> {
            text.trim_end_matches(" !!").split(" ; ").map(str::to_owned).collect()
        };
        parts(plain) == parts(&got) && plain.ends_with(" !!") == got.ends_with(" !!")
    };
    let missing: Vec<&str> =
        words.split(',').filter(|word| !word.is_empty() && !cell.text.ja.contains(word)).collect();
    if same && missing.is_empty() {
        return None;
    }
    let mut text = format!("    expected  {plain}\n    computed  {got}");
    if !missing.is_empty() {
        let lack = format!("\n    the text has no {missing:?}: {}", cell.text.ja);
        text.push_str(&lack);
    }
    Some(text)
}

fn faults(name: &str, table: &Table) -> Vec<String> {
    let text = read(&format!("tests/tables/{name}.tsv"));
    let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().expect("a first line");
    let columns: Vec<&str> = table.columns.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(head[1..], columns[..], "{name}: columns");
    let lines: Vec<Vec<&str>> = lines.collect();
    let expected: Vec<&str> = lines.iter().map(|line| line[0]).collect();
    let rows: Vec<&str> = table.rows.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(expected, rows, "{name}: rows");
    let mut found = Vec::new();
    for (line, row) in lines.iter().zip(&table.rows) {
        assert_eq!(line.len(), columns.len() + 1, "{name}: the row `{}`", row.id);
        for ((expected, cell), column) in line[1..].iter().zip(&row.cells).zip(&columns) {
            let fault = fault(expected, cell);
            found.extend(fault.map(|fault| format!("  {name}, row {}, column {column}\n{fault}", row.id)));
        }
    }
    found
}

#[test]
fn every_cell_is_what_the_papers_and_facts_say() {
    let kb = shipped();
    let mut found = Vec::new();
    for name in names() {
        let model = kb.tables.iter().find(|it| it.id == name).unwrap_or_else(|| panic!("no table `{name}`"));
        found.extend(faults(&name, &table(kb, model).expect("within the budget")));
    }
    assert!(found.is_empty(), "{} cells differ:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_table_has_an_expectation() {
    let tables: BTreeSet<String> = shipped().tables.iter().map(|it| it.id.clone()).collect();
    assert_eq!(tables, names().into_iter().collect::<BTreeSet<_>>());
}

#[test]
fn headings_and_cells_speak_both_languages() {
    let kb = shipped();
    for model in &kb.tables {
        let table = table(kb, model).expect("within the budget");
        let titles = table.columns.iter().map(|it| &it.title).chain(table.rows.iter().map(|it| &it.title));
        let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text);
        for text in titles.chain(cells) {
            for lang in Lang::ALL {
                assert!(!text.get(lang).trim().is_empty(), "{}: {text:?}", table.id);
            }
        }
    }
}

#[test]
fn the_pairing_of_the_committee_has_38_provisions_and_8_corrections() {
    let kb = shipped();
    let model = kb.tables.iter().find(|it| it.id == "issue-paper-2025-en303645").expect("the table");
    let table = table(kb, model).expect("within the budget");
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let entries: Vec<&Entry> = cells.flat_map(|cell| cell.content.provisions()).collect();
    assert_eq!(entries.len(), 38);
    assert_eq!(entries.iter().filter(|it| !it.corrections.is_empty()).count(), 8);
}

#[test]
fn corrections_are_marked_in_text_json_and_on_the_site() {
    let shown = kijun(&["table", "issue-paper-2025-present", "--lang", "ja"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("〔訂正〕"), "{}", shown.out);
    let json = kijun(&["table", "issue-paper-2025-present", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let entry = &shown["rows"][0]["cells"][0]["content"]["provisions"][0];
    assert_eq!(entry["id"], "jp.ter@2020:34-10.1.2");
    assert_eq!(entry["corrections"].as_array().map(Vec::len), Some(1));
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("site");
    let run = kijun(&["build", "--out", &out.to_string_lossy()]);
    assert_eq!(run.code, 0, "{}", run.err);
    for (lang, mark) in [("ja", "訂正"), ("en", "Corrected")] {
        let page = std::fs::read_to_string(out.join(lang).join("tables/issue-paper-2025-present.html"));
        let page = Page::parse(&page.expect("the page"));
        let cell = page.rows("table")[0][1];
        assert_eq!(text(one(cell, "p > code")), "jp.ter@2020:34-10.1.2");
        assert_eq!(text(one(cell, "p.note > b")), mark);
    }
    let data = std::fs::read_to_string(out.join("data/tables.json")).expect("the data");
    let data: Vec<serde_json::Value> = serde_json::from_str(&data).expect("JSON");
    assert!(data.iter().any(|table| table["id"] == "issue-paper-2025-present"));
}

#[test]
fn an_unknown_table_is_named_with_those_that_exist() {
    let run = kijun(&["table", "nothing"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("issue-paper-2025-present"), "{}", run.err);
    assert!(kijun(&["list", "tables"]).out.contains("mic-slides-2019-modules"));
}

#[test]
fn former_names_of_tables_lead_to_them() {
    let text = |name: &str| kijun(&["table", name, "--lang", "en"]).out;
    assert!(!text("seed002-1").is_empty());
    assert_eq!(text("seed002-1"), text("issue-paper-2025-present"));
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("site");
    let run = kijun(&["build", "--out", &out.to_string_lossy()]);
    assert_eq!(run.code, 0, "{}", run.err);
    let rules = std::fs::read_to_string(out.join("_redirects")).expect("the rules");
    let mut former = 0;
    for table in &shipped().tables {
        for old in &table.formerly {
            for lang in ["ja", "en"] {
                let rule = format!("/{lang}/tables/{old}.html /{lang}/tables/{}.html 301", table.id);
                assert!(rules.lines().any(|line| line == rule), "no rule `{rule}`");
                assert!(out.join(lang).join(format!("tables/{}.html", table.id)).is_file(), "{}", table.id);
                former += 1;
            }
        }
    }
    assert_eq!(former, 12, "every table of a paper was published before");
}
