//! The formats on a few diagnostics.

use super::terminal::Colour;
use super::{concise, github, sarif, summary, terminal};
use crate::diag::sample::{diagnostics, sources};
use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::msg;
use crate::source::{Sources, Span};

#[test]
fn terminal_shows_both_places() {
    let sources = sources();
    let diagnostics = diagnostics(&sources);
    let shown = terminal::render(&sources, &diagnostics, Lang::Ja, Colour::Never);
    insta::assert_snapshot!("terminal_ja", shown);
    let shown = terminal::render(&sources, &diagnostics, Lang::En, Colour::Never);
    insta::assert_snapshot!("terminal_en", shown);
}

#[test]
fn odd_places_do_not_stop_the_terminal() {
    let mut sources = Sources::new();
    let long = format!("a{}b", "基".repeat(30_000));
    let file = sources.add("long.kijun", long);
    let empty = sources.add("empty.kijun", "");
    let crlf = sources.add("crlf.kijun", "theme a {\r\n\u{1b}[31m\t基\r\n\r\n");
    let spans = [
        Span { file, start: 2, end: 3 },
        Span { file: empty, start: 0, end: 0 },
        Span { file: empty, start: 4, end: 9 },
        Span { file: crlf, start: 0, end: u32::MAX },
        Span { file: crlf, start: 8, end: 12 },
        Span { file: crlf, start: 24, end: 24 },
    ];
    for span in spans {
        let fault = Diagnostic::new(Code::SyntaxError, msg!(ja: "あ\u{1b}[0m", en: "a\nb"))
            .at(span, msg!(ja: "い", en: "b"))
            .suggest(span, "x\ny");
        let shown = terminal::render(&sources, std::slice::from_ref(&fault), Lang::Ja, Colour::Never);
        assert!(!shown.contains('\u{1b}'), "{shown}");
        sarif::render(&sources, &[fault], Lang::En);
    }
}

#[test]
fn concise_is_one_line_each() {
    let sources = sources();
    let shown = concise::render(&sources, &diagnostics(&sources), Lang::En);
    insta::assert_snapshot!("concise", shown);
}

#[test]
fn github_escapes_what_the_runner_reads() {
    let sources = sources();
    let shown = github::render(&sources, &diagnostics(&sources), Lang::En);
    insta::assert_snapshot!("github", shown);
}

/// Reads the official schema of SARIF out of the npm package that brings it.
#[expect(clippy::disallowed_methods, reason = "a file of the tests, not of the program")]
fn official_schema() -> serde_json::Value {
    let path = "tests/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let schema = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; `npm ci --prefix tests` installs it, as `./test` does", path.display())
    });
    // One pattern of the official schema has a bracket that strict engines refuse.
    serde_json::from_str(&schema.replace("{2}]?$", "{2}?$")).expect("JSON")
}

#[test]
fn sarif_follows_the_official_schema() {
    let sources = sources();
    let schema = official_schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for diagnostics in [Vec::new(), diagnostics(&sources)] {
        let shown = sarif::render(&sources, &diagnostics, Lang::Ja);
        let value: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
        let results = serde_json::to_string_pretty(&value["runs"][0]["results"]).expect("JSON");
        if !diagnostics.is_empty() {
            insta::assert_snapshot!("sarif_results", results);
        }
    }
}

#[test]
fn a_summary_counts() {
    let sources = sources();
    assert_eq!(summary(&diagnostics(&sources)).en, "3 errors, 0 warnings");
    assert_eq!(summary(&[]).ja, "誤りも警告もない");
}
