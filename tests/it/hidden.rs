//! Characters that nobody sees are an error in whatever is read, with file, line and column.

use crate::support::{Scratch, root, run};
use std::process::Command;

const SMALL: &str = include_str!("../fixtures/small.kijun");

/// Product files with something hidden, and where it stands.
const PRODUCTS: [(&str, &str, &str); 9] = [
    ("a.json", "{\"facts\": {\n  \"auth.default.present\u{200b}\": true}}", "2:24"),
    ("b.json", "{\"name\": \"a\u{202e}b\", \"facts\": {\"auth.default.present\": true}}", "1:12"),
    ("c.json", "{\"name\": \"a\\u202eb\", \"facts\": {\"auth.default.present\": true}}", "1:10"),
    ("d.json", "{\"facts\": {\"auth.default.pre\\u200bsent\": true}}", "1:12"),
    ("e.yaml", "facts:\n  auth.default.present: true # a\u{2066}b\n", "2:33"),
    ("f.yaml", "name: \"a\\u200bb\"\nfacts:\n  auth.default.present: true\n", "1:7"),
    ("g.toml", "name = \"a\u{ad}b\"\n[facts]\n\"auth.default.present\" = true\n", "1:10"),
    ("h.toml", "name = \"a\\u001bb\"\n[facts]\n\"auth.default.present\" = true\n", "1:8"),
    ("i.toml", "# \u{1b}[31m\n[facts]\n\"auth.default.present\" = true\n", "1:3"),
];

#[test]
fn product_files_have_no_hidden_characters() {
    let scratch = Scratch::new(&[("a.kijun", SMALL.as_bytes())]);
    for (name, text, place) in PRODUCTS {
        scratch.write(name, text.as_bytes());
        let path = scratch.path().join(name);
        let path = path.to_str().expect("a path");
        let told = scratch.run(&["assess", "--against", "fixture.ordinance", path]);
        assert_eq!(told.code, 2, "{name}: {}", told.out);
        assert!(told.err.contains(&format!("{path}:{place}: the character U+")), "{name}: {}", told.err);
        assert_eq!(told.err.lines().count(), 2, "{name}: {}", told.err);
        let shown = told.err.chars().all(|c| c == '\n' || !kijun::unseen::is_unseen(c));
        assert!(shown, "{name}: {:?}", told.err);
    }
}

#[test]
fn mapping_files_have_no_hidden_characters() {
    let folder = tempfile::tempdir().expect("a folder");
    let csv = "source,relationship,target\na:1,equal,b\u{200b}:1\n";
    let xml = "<mapping-collection>\n <mapping uuid=\"x\"><source-resource href=\"a\"/><target-resource href=\"b\"/>\
               <map><relationship>equal-to</relationship><source id-ref=\"a&#x200b;1\"/><target id-ref=\"b1\"/></map>\
               </mapping></mapping-collection>";
    let json = "{\"mapping-collection\": {\"uuid\": \"a\\u202e\"}}";
    let tsv = "source\trelationship\ttarget\na:1\tequal\tb\u{202e}:1\n";
    let head = "source,relation\u{ad}ship,target\na:1,equal,b:1\n";
    for (name, text, place) in [
        ("a.csv", csv, "2:12"),
        ("b.xml", xml, "2:"),
        ("c.json", json, "1:33"),
        ("d.tsv", tsv, "2:12"),
        ("e.csv", head, "1:16"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        let told = run(Command::new(env!("CARGO_BIN_EXE_kijun")).arg("audit").arg(&path));
        assert_eq!(told.code, 2, "{name}: {}", told.out);
        let at = format!("{name}:{place}");
        assert!(told.err.contains(&at) && told.err.contains("the character U+"), "{name}: {}", told.err);
    }
}

#[test]
fn cells_of_workbooks_have_no_hidden_characters() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    for (row, column, text, place) in
        [(1, 2, "b\u{200b}:1", "2:12"), (0, 1, "relation\u{202e}ship", "1:16"), (1, 0, "a\u{ad}:1", "2:2")]
    {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (at, cells) in [["source", "relationship", "target"], ["a:1", "equal", "b:1"]].iter().enumerate()
        {
            for (column, cell) in cells.iter().enumerate() {
                let row = u32::try_from(at).expect("a row");
                let column = u16::try_from(column).expect("a column");
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
        sheet.write_string(row, column, text).expect("a cell");
        book.save(&path).expect("a workbook");
        let told = run(Command::new(env!("CARGO_BIN_EXE_kijun")).arg("audit").arg(&path));
        assert_eq!(told.code, 2, "{place}: {}", told.out);
        let at = format!("a.xlsx:{place}: the character U+");
        assert!(told.err.contains(&at), "{place}: {}", told.err);
    }
}

#[test]
fn the_manifest_has_no_hidden_characters_and_says_where_it_is_wrong() {
    let scratch = Scratch::new(&[("a.kijun", SMALL.as_bytes())]);
    let manifest = |title: &str| {
        format!("[book]\ntitle = \"{title}\"\n[kijun]\nas_of = \"2026-11-21\"\ncorpus = [\"rules\"]\n")
    };
    for (text, place, words) in [
        (manifest("a\u{200b}"), "2:11", "U+200B"),
        (manifest("a\\u202e"), "2:9", "U+202E"),
        (manifest("a") + "# \u{2067}\n", "6:3", "U+2067"),
        (manifest("a") + "as_of = \"2026-11-22\"\n", "6:1", "twice"),
        (manifest("a") + "x == 1\n", "6:4", "TOML"),
    ] {
        scratch.write("book.toml", text.as_bytes());
        let told = scratch.run(&["check"]);
        assert_eq!(told.code, 2, "{text}");
        assert!(
            told.err.contains(&format!("book.toml:{place}: ")) && told.err.contains(words),
            "{}",
            told.err
        );
        let ja = scratch.run(&["check", "--lang", "ja"]).err;
        assert!(ja.contains("を使えない"), "{ja}");
    }
}

#[test]
fn no_text_of_the_program_has_hidden_characters() {
    for folder in ["site", "docs", "src", "rules", "standards"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            // The page on hidden characters shows one.
            if entry.file_name().to_string_lossy().starts_with("KJ1011.") {
                continue;
            }
            assert_eq!(kijun::unseen::by_line(&text), [], "{}", entry.path().display());
        }
    }
}
