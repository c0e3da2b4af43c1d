//! Both readers of an item read the same.
#![expect(clippy::string_slice, reason = "a test that fails should say so at once")]

use std::path::Path;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use super::{by_grammar, plain, scan};
use crate::source::Sources;

/// What a mutation puts between two words.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "\"",
    "\"\"\"",
    "\"a\"",
    "\\",
    ",",
    "=",
    "==",
    "!=",
    "<",
    "<=",
    ">=",
    "..",
    "0..9",
    "/",
    "//",
    "// x\n",
    "\u{3000}",
    "\u{FEFF}",
    "and",
    "or",
    "not",
    "all",
    "any",
    "open",
    "items",
    "on_or_after",
    "on_or_after 2025-02-25",
    "in",
    "contains",
    "implies",
    "when",
    "true",
    "at",
    "grade",
    "none",
    "to",
    "ja",
    "en",
    "6",
    "6 days",
    "title",
    "source",
    "note",
    "provision",
    "theme",
    "a.b",
    "漢字",
    "x//y",
    "a/b",
    "2024-01-01",
];

/// Returns how many items of a text the one pass reads; fails where the grammar reads one of them otherwise.
fn agree(text: &str) -> (usize, usize) {
    let mut sources = Sources::new();
    let id = sources.add("a.kijun", text);
    let source = sources.file(id);
    let (mut read, mut all) = (0, 0);
    for chunk in scan(id, source).chunks.into_iter().filter(|chunk| !chunk.broken) {
        all += 1;
        let Some(item) = plain::item(id, source, &chunk) else { continue };
        read += 1;
        let shown = &text[chunk.start..chunk.end];
        match by_grammar(id, source, chunk.clone()) {
            Ok(other) => assert_eq!(format!("{item:?}"), format!("{other:?}"), "{shown}"),
            Err(error) => panic!("the grammar refuses what was read: {}\n{shown}", error.title.en),
        }
    }
    (read, all)
}

#[expect(clippy::disallowed_methods, reason = "a test may read the corpus")]
fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = ["rules", "standards"].into_iter().flat_map(|it| walkdir::WalkDir::new(root.join(it)));
    let files =
        walk.filter_map(Result::ok).filter(|it| it.path().extension().is_some_and(|it| it == "kijun"));
    files.map(|it| std::fs::read_to_string(it.path()).expect("text")).collect()
}

#[test]
fn the_corpus_is_read_alike_and_in_one_pass() {
    let (mut read, mut all) = (0, 0);
    for text in corpus() {
        let (some, of) = agree(&text);
        read += some;
        all += of;
    }
    assert!(all > 1000 && read * 100 > all * 99, "only {read} of {all} items are read in one pass");
}

/// Takes away, doubles or puts in a word somewhere in an item of the corpus.
#[test]
fn what_is_changed_is_read_alike_or_left_to_the_grammar() {
    let items: Vec<String> =
        corpus().iter().flat_map(|text| items(text)).filter(|it| it.len() < 3000).collect();
    let change = (0..items.len(), 0..10_000_usize, 0..PIECES.len(), 0..4_u8);
    let mut runner = TestRunner::deterministic();
    let (mut read, mut left) = (0, 0);
    for _ in 0..20_000 {
        let (item, at, piece, kind) = change.new_tree(&mut runner).expect("a value").current();
        let text = &items[item];
        let ends: Vec<usize> = text.match_indices([' ', '\n']).map(|(at, _)| at).collect();
        let Some(place) = ends.get(at % ends.len().max(1)).copied() else { continue };
        let next = ends.iter().copied().find(|end| *end > place).unwrap_or(text.len());
        let (before, word, after) = (&text[..place], &text[place..next], &text[next..]);
        let (some, of) = agree(&match kind {
            0 => format!("{before}{after}"),
            1 => format!("{before}{word}{word}{after}"),
            2 => format!("{before} {}{word}{after}", PIECES[piece]),
            _ => format!("{before} {}{after}", PIECES[piece]),
        });
        read += some;
        left += of - some;
    }
    assert!(read > 2000 && left > 2000, "{read} read in one pass, {left} left to the grammar");
}

fn items(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add("a.kijun", text);
    let chunks = scan(id, sources.file(id)).chunks;
    chunks.into_iter().map(|chunk| text[chunk.start..chunk.end].to_owned()).collect()
}
