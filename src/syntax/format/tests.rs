//! What the formatter does, and what it never does.

use proptest::prelude::*;

use super::format;
use crate::source::Sources;
use crate::syntax::parse;

const MANUAL: &str = include_str!("../../../docs/language.md");

fn formatted(text: &str) -> Option<String> {
    let mut sources = Sources::new();
    let file = sources.add("a.kijun", text);
    format(&sources, file).ok()
}

/// Prints the tree without its places.
fn meaning(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("a.kijun", text);
    let tree = format!("{:?}", parse(&sources, file).file);
    let mut pieces = tree.split("Span {");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once('}').map_or("", |(_, rest)| rest));
    }
    kept
}

/// The examples of the manual, a block each.
fn examples() -> Vec<&'static str> {
    MANUAL.split("```kijun\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

#[track_caller]
fn check(before: &str, after: &str) {
    assert_eq!(formatted(before).as_deref(), Some(after));
    assert_eq!(formatted(after).as_deref(), Some(after));
    assert_eq!(meaning(before), meaning(after));
}

#[test]
fn blanks_become_regular() {
    check(
        "theme   a{title{ja \"あ\"en \"a\"}}\n\n\n\ntheme b { title { ja \"い\" en \"b\" }\n\n}  ",
        "theme a { title { ja \"あ\" en \"a\" } }\n\ntheme b { title { ja \"い\" en \"b\" }\n}\n",
    );
    check("\u{3000}theme a {}\r\n\r\n", "theme a {}\n");
    check("", "");
}

#[test]
fn entries_that_share_a_line_stand_apart() {
    check(
        "device d { facts { a.b = 6 characters c.d={ JP ,GB } }  like e }",
        "device d { facts { a.b = 6 characters  c.d = { JP, GB } }  like e }\n",
    );
    check(
        "define a.b = all { c.d==6 characters not e.f (not g.h or i.j) not (k.l) all { m.n } and o.p }",
        "define a.b = all { c.d == 6 characters  not e.f  (not g.h or i.j)  not (k.l)  all { m.n } and o.p }\n",
    );
}

#[test]
fn lines_that_go_on_hang() {
    check(
        "provision a:1 {\napplies when b.c and\n// why\nd.e\nsee f:1\n// which\ng:2\n// next\nmodality shall }",
        "provision a:1 {\n  applies when b.c and\n    // why\n    d.e\n  see f:1\n    // which\n    g:2\n  // next\n  modality shall }\n",
    );
}

#[test]
fn braces_close_where_they_opened() {
    check(
        "provision a:1 {\nmeets b.c { any {\nd.e // yes\n} }\nmeets b.d {\n} // no\n}",
        "provision a:1 {\n  meets b.c { any {\n      d.e  // yes\n    } }\n  meets b.d {\n  }  // no\n}\n",
    );
}

#[test]
fn prose_moves_as_a_whole() {
    check(
        "note a {\n text { ja \"\"\"一\n    二\n\n     三 \"\"\" en \"\"\"one line\"\"\" }\n}",
        "note a {\n  text { ja \"\"\"\n    一\n        二\n\n         三\n    \"\"\" en \"\"\"one line\"\"\" }\n}\n",
    );
}

#[test]
fn a_broken_file_is_refused() {
    assert_eq!(formatted("theme {"), None);
}

#[test]
fn the_manual_keeps_its_meaning() {
    for example in examples() {
        let once = formatted(example).expect("the manual follows the grammar");
        assert_eq!(formatted(&once).as_ref(), Some(&once));
        assert_eq!(meaning(example), meaning(&once));
    }
}

/// Where and what to put into an example.
fn mutation() -> impl Strategy<Value = (usize, usize, String)> {
    let pieces = prop_oneof![
        Just("\n".to_owned()),
        Just("  ".to_owned()),
        Just("\n\n\n".to_owned()),
        Just("// note\n".to_owned()),
        Just("/// doc\n".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("}".to_owned()),
        Just("{ ".to_owned()),
        Just("\u{3000}".to_owned()),
        Just("\r\n".to_owned()),
        "\\PC{0,4}",
    ];
    (0usize..usize::MAX, 0usize..6, pieces)
}

fn mutate(text: &str, mutations: &[(usize, usize, String)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (place, removed, piece) in mutations {
        let at = place % (chars.len() + 1);
        let end = (at + if piece.trim().is_empty() { 0 } else { *removed }).min(chars.len());
        chars.splice(at..end, piece.chars());
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_file_keeps_its_meaning(
        which in 0usize..100,
        mutations in prop::collection::vec(mutation(), 0..8),
    ) {
        let examples = examples();
        let text = mutate(examples[which % examples.len()], &mutations);
        if let Some(once) = formatted(&text) {
            prop_assert_eq!(formatted(&once), Some(once.clone()));
            prop_assert_eq!(meaning(&text), meaning(&once));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ \\n{}()\"/a-z.=<,\u{3000}基]{0,80}") {
        if let Some(once) = formatted(&text) {
            prop_assert_eq!(formatted(&once), Some(once.clone()));
        }
    }
}
