//! What the terminal says holds no closed word of the other language.
//!
//! Looked for in the output of every command, without what is no word: quoted code, ids, and rows in the notation of the
//! language.

use std::collections::BTreeSet;
use std::process::Command;

use kijun::lexicon;

use crate::support::{Scratch, kijun, root, run};

/// Returns every closed word, and the words of the two truth values.
fn closed_words() -> BTreeSet<&'static str> {
    lexicon::all().into_iter().map(|it| it.word).chain(["true", "false", "help"]).collect()
}

/// Returns a line without what is quoted as code.
fn unquoted(line: &str) -> String {
    let mut out = String::new();
    let mut close = None;
    for c in line.chars() {
        match (close, c) {
            (None, '「') => close = Some('」'),
            (None, '`') => close = Some('`'),
            (None, c) => out.push(c),
            (Some(end), c) if c == end => close = None,
            (Some(_), _) => {}
        }
    }
    out
}

/// Says whether a line is one of the source, or an indented one that states a fact as product files write it.
fn is_notation(line: &str, facts: &BTreeSet<&str>) -> bool {
    let tokens: Vec<&str> = line.split_whitespace().take(3).collect();
    let [first, second] = [0, 1].map(|at| tokens.get(at).copied().unwrap_or_default());
    let numbered = first.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    let drawn = matches!(second, "│" | "|" | "+" | "-" | "±" | "~");
    let states = line.starts_with(' ') && (facts.contains(first) || numbered && facts.contains(second));
    numbered && drawn || states
}

/// Returns the closed words that stand in a line of Japanese: as tokens of their own, not inside an English phrase.
fn foreign<'a>(line: &'a str, words: &BTreeSet<&'static str>) -> Vec<&'a str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.-:@/".contains(c);
    let mut found = Vec::new();
    let mut rest = line;
    let mut before = "";
    while let Some(start) = rest.find(is_part) {
        let gap = &rest[..start];
        let tail = &rest[start..];
        let end = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
        let token = tail[..end].trim_end_matches([':', '.']);
        let after = tail[end..].strip_prefix(' ').and_then(|it| it.split([' ', '　']).next()).unwrap_or("");
        let phrase = |word: &str| word.bytes().any(|byte| byte.is_ascii_alphabetic());
        let inside = (gap == " " && phrase(before)) || phrase(after);
        if words.contains(token) && !inside {
            found.push(token);
        }
        before = token;
        rest = &tail[end..];
    }
    found
}

/// Runs a command in Japanese on the shipped base.
fn japanese(args: &[&str]) -> String {
    let done = run(Command::new(env!("CARGO_BIN_EXE_kijun"))
        .args(args)
        .args(["--lang", "ja", "--root"])
        .arg(root()));
    assert!(done.code != 2, "{args:?}: {}", done.err);
    done.out + &done.err
}

/// What every command is asked, of one thing of each kind.
const ASKED: &[&[&str]] = &[
    &["show", "jp.ter@2020:34-10.1.2"],
    &["show", "us.sb327@2020:1798.91.04.a"],
    &["show", "cra@2024:annex1"],
    &["show", "jp.ter@2025-rec"],
    &["show", "en303645@3.1.3:5.3-4"],
    &["show", "auth.default_credential"],
    &["show", "auth.default.change"],
    &["show", "auth.default.present"],
    &["show", "jcstar1"],
    &["list", "provisions"],
    &["list", "instruments"],
    &["list", "editions"],
    &["list", "dates"],
    &["list", "requirements"],
    &["list", "facts"],
    &["list", "terms"],
    &["list", "sources"],
    &["list", "devices"],
    &["list", "tables"],
    &["list", "codes"],
    &["list", "alignments"],
    &["list", "deviations"],
    &["list", "deemings"],
    &["list", "claims"],
    &["list", "mappings"],
    &["list", "constraints"],
    &["list", "unlikely"],
    &["list", "findings"],
    &["list", "themes"],
    &["list", "groups"],
    &["list", "addressees"],
    &["list", "units"],
    &["list", "jurisdictions"],
    &["show", "iot-complete"],
    &["show", "jp-terminal-and-label"],
    &["show", "default-credential-2025"],
    &["show", "red.en18031-1"],
    &["show", "cra-part-2-is-article-6b"],
    &["show", "au-sds-psti"],
    &["show", "eu.published-policy-exists"],
    &["show", "au-text-unseen"],
    &["show", "manufacturer", "--kind", "addressees"],
    &["show", "access", "--kind", "groups"],
    &["show", "characters"],
    &["show", "KJ2001"],
    &["compare", "jp.ter@2020:34-10.1.2", "jcstar1:S1.1-02"],
    &["compare", "jcstar1", "psti"],
    &["impact", "jp.conclusions-2025"],
    &["merge", "--markets", "JP,GB"],
    &["assess", "--against", "jcstar1", "--set", "auth.default.present=true"],
    &["assess", "--against", "jcstar1", "--set", "auth.default.present=true", "--explain"],
    &["audit"],
    &["show", "product.markets"],
    &["table", "theme-default-password"],
    &["check"],
    &["check", "--format", "concise"],
    &["fmt", "--check"],
];

#[test]
fn japanese_output_has_no_closed_word() {
    let base = crate::base::shipped();
    let facts: BTreeSet<&str> = base.facts.iter().map(|it| it.id.as_str()).collect();
    let words = closed_words();
    let mut found = BTreeSet::new();
    for args in ASKED {
        for line in japanese(args).lines().filter(|line| !is_notation(line, &facts)) {
            // The first column of a list is an id, and a group may be called like a word.
            let said = match (args.first(), line.trim_start().split_once(' ')) {
                (Some(&"list"), Some((_, rest))) => rest,
                _ => line,
            };
            for word in foreign(&unquoted(said), &words) {
                found.insert(format!("{args:?}: {word} in {}", line.trim()));
            }
        }
    }
    let shown: Vec<&String> = found.iter().take(40).collect();
    assert!(found.is_empty(), "{} lines: {shown:#?}", found.len());
}

/// A base with errors that name words.
const WRONG: &str = r#"
source s { title { ja "出典" en "source" } }
claim c { nothing implies nowhere no }
interpretation x.a@1:1 { }
"#;

#[test]
fn japanese_diagnostics_name_severities_in_japanese() {
    let scratch = Scratch::new(&[("a.kijun", WRONG.as_bytes())]);
    for format in ["text", "concise"] {
        let done = scratch.run(&["check", "--lang", "ja", "--format", format]);
        assert_eq!(done.code, 1, "{}", done.err);
        assert!(done.out.contains("エラー[KJ"), "{}", done.out);
        for word in ["error[", "warning[", "note:", "help:"] {
            assert!(!done.out.contains(word), "{word} in {}", done.out);
        }
        let said = scratch.run(&["build", "--lang", "ja"]);
        assert!(!(said.out.clone() + &said.err).contains("error"), "{}", said.err);
        let english = scratch.run(&["check", "--format", format]).out;
        assert!(english.contains("error[KJ") && !english.contains("エラー"), "{english}");
    }
}

/// Returns what stands as its author wrote it whatever the language of the reader: other names of instruments, and places
/// in sources.
fn as_written() -> Vec<String> {
    let kb = crate::base::shipped();
    let names = kb.instruments.iter().flat_map(|it| it.aka.iter().cloned());
    let cited = kb
        .provisions
        .iter()
        .flat_map(|it| &it.body.sources)
        .chain(kb.terms.iter().flat_map(|it| &it.sources));
    let mut all: Vec<String> =
        names.chain(cited.filter_map(|it| it.at.as_ref().map(|at| at.en.clone()))).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.len()));
    all
}

#[test]
fn english_output_has_no_japanese() {
    let is_japanese =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '「' | '」' | '、' | '。');
    let written = as_written();
    let mut found = BTreeSet::new();
    for args in ASKED {
        let done = kijun(args);
        for line in done.out.lines().chain(done.err.lines()).filter(|line| line.contains(is_japanese)) {
            let rest = written.iter().fold(line.to_owned(), |line, it| line.replace(it.as_str(), ""));
            if rest.contains(is_japanese) {
                found.insert(format!("{args:?}: {}", line.trim()));
            }
        }
    }
    let shown: Vec<&String> = found.iter().take(40).collect();
    assert!(found.is_empty(), "{} lines: {shown:#?}", found.len());
}
