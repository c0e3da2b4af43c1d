//! The shape of the source tree, held by tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::root;

/// What each module of `src/` may import; the rest is a cycle in the making.
const LAYERS: &[(&str, &str)] = &[
    ("lang", ""),
    ("lexicon", "lang"),
    ("idx", ""),
    ("near", ""),
    ("id", ""),
    ("iroha", ""),
    ("slug", ""),
    ("fold", ""),
    ("artifact", ""),
    ("collate", "iroha"),
    ("markdown", ""),
    ("unseen", ""),
    ("source", "idx"),
    ("diag", "source lang lexicon"),
    ("data", "source near unseen lang"),
    ("logic", "idx lexicon"),
    ("syntax", "diag source near lang lexicon"),
    ("model", "logic source near id iroha idx lang lexicon"),
    ("norm", "model logic idx lexicon"),
    ("resolve", "syntax model logic diag source near id iroha idx lang lexicon"),
    ("query", "norm model logic data source near id iroha slug idx lang lexicon"),
    ("dossier", "query norm model diag lang"),
    ("import", "data query norm model logic diag source id lang lexicon unseen"),
    ("check", "norm model logic query diag source iroha idx lang lexicon near markdown unseen"),
    ("explain", "diag lang"),
    ("report", "diag source lang lexicon"),
    ("view", "slug collate norm model logic query import diag source idx lang lexicon"),
    ("export", "report view artifact id lang lexicon"),
    ("search", "view fold markdown near lang lexicon"),
    ("site", "search view export artifact diag source id iroha lang lexicon markdown near unseen"),
    ("prelude", "source"),
    ("project", "prelude data diag source lang lexicon"),
    ("compile", "syntax resolve norm check model diag source lexicon"),
    ("output", "artifact project"),
    ("cache", "output project model diag source"),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = walk.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|it| it == "rs")).collect()
}

fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    rust_files(&src)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&src).expect("inside").to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&path).expect("text"))
        })
        .collect()
}

/// Returns the top-level module that a file belongs to.
fn module(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or_default()
}

/// Takes comments away, and the tests at the end of a file.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    let lines = text[..end].lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the modules that a text imports from this crate, those of `use crate::{a, b}` included.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = &list[..list.find("};").unwrap_or(list.len())];
            let mut depth = 0;
            let mut word = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ if depth == 0 && (c.is_alphanumeric() || c == '_') => {
                        word.push(c);
                        continue;
                    }
                    _ => {}
                }
                if !word.is_empty() {
                    found.insert(std::mem::take(&mut word));
                }
            }
        } else {
            found.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found
}

#[test]
fn imports_follow_the_layers() {
    let table: BTreeMap<&str, BTreeSet<&str>> =
        LAYERS.iter().map(|(module, allowed)| (*module, allowed.split_whitespace().collect())).collect();
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let here = module(&name);
        let Some(allowed) = table.get(here) else {
            assert!(
                ["cli", "serve", "lsp", "lib", "main"].contains(&here),
                "src/{name} has no layer; add it to the table"
            );
            continue;
        };
        for import in imports(&code(&text)) {
            let known = table.contains_key(import.as_str()) || import == "cli";
            if known && import != here && !allowed.contains(import.as_str()) {
                faults.push(format!("src/{name} imports `{import}`"));
            }
        }
    }
    assert!(faults.is_empty(), "these arrows point the wrong way:\n{}", faults.join("\n"));
}

#[test]
fn the_layer_table_has_no_cycle() {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<_> = LAYERS.to_vec();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|(module, allowed)| {
            let ready = allowed.split_whitespace().all(|it| done.contains(it));
            if ready {
                done.insert(module);
            }
            !ready
        });
        assert!(waiting.len() < before, "a cycle among {waiting:?}");
    }
}

#[test]
fn every_file_says_what_it_owns_and_stays_small() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "src/{name} does not say what it owns");
        let lines = text.lines().count();
        assert!(lines <= 600, "src/{name} has {lines} lines");
        assert!(!name.ends_with("/mod.rs"), "src/{name}: write `foo.rs` beside `foo/`");
        let stem = Path::new(&name).file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "misc", "common"].contains(&stem.as_str()),
            "src/{name} has a name for anything"
        );
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for (name, text) in sources() {
        for mark in
            [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("unimplemented", "!")]
        {
            assert!(!text.contains(mark), "src/{name} has a mark {mark}");
        }
    }
}

#[test]
fn serialization_stays_at_the_edge() {
    let allowed = |name: &str| {
        ["view/", "export", "import", "cli", "site/", "lang.rs", "lexicon"]
            .iter()
            .any(|it| name.starts_with(it))
            || ["report/json.rs", "report/sarif.rs", "project.rs"].contains(&name)
            || name.starts_with("report/sarif/")
    };
    for (name, text) in sources() {
        let code = code(&text);
        let derives = code.contains("Serialize") || code.contains("Deserialize");
        assert!(allowed(&name) || !derives, "src/{name} serializes a type that no output defines");
    }
}

#[test]
fn only_the_pipeline_vouches_for_a_knowledge_base() {
    for (name, text) in sources() {
        let vouches = code(&text).contains("vouch(");
        assert!(
            !vouches || ["compile.rs", "norm/checked.rs"].contains(&name.as_str()),
            "src/{name} makes a `Checked`"
        );
    }
}

#[test]
fn one_file_names_each_outside_crate_that_may_change() {
    for (krate, homes) in [
        ("annotate_snippets", &["report/terminal.rs"][..]),
        ("pest::", &["syntax/parse.rs"]),
        ("pulldown_cmark", &["markdown.rs"]),
        ("minijinja", &["site/template.rs"]),
        ("budoux", &["site/template/phrase.rs"]),
        ("rustix", &["output.rs"]),
        ("jiff", &["model/date.rs"]),
        ("icu_segmenter", &["collate.rs"]),
        ("tantivy", &["search/index.rs"]),
        ("docx_rs", &["export/redline/docx.rs"]),
        ("rust_xlsxwriter", &["export/matrix.rs", "export/redline/xlsx.rs"]),
        ("gix", &["project/history.rs"]),
        ("clap_complete", &["cli/completions.rs"]),
        ("clap_mangen", &["cli/completions.rs"]),
    ] {
        for (name, text) in sources() {
            let inside =
                homes.iter().any(|home| name == *home || name.starts_with(&home.replace(".rs", "/")));
            assert!(inside || !code(&text).contains(krate), "src/{name} names {krate}");
        }
    }
}

#[test]
fn decisions_have_one_form() {
    for entry in std::fs::read_dir(root().join("docs/adr")).expect("a folder").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).expect("text");
        let heads: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
        let number = name.split('-').next().expect("a number");
        assert!(heads[0].starts_with(&format!("# {number} ")), "{name}: {}", heads[0]);
        assert_eq!(heads[1..], ["## Context", "## Decision", "## Consequences"], "{name}");
    }
}

#[test]
fn nothing_cites_what_is_not_in_the_repository() {
    let elsewhere = concat!("design", " §");
    for folder in ["src", "docs", "tests/it", "rules", "standards", "site", "benches"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            let path = entry.path().display();
            assert!(
                !text.contains(elsewhere),
                "{path} cites a page that readers do not have; cite docs/meaning.md"
            );
        }
    }
}

#[test]
fn every_test_file_is_compiled() {
    let folder = root().join("tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs")).expect("text");
    for entry in std::fs::read_dir(&folder).expect("a folder").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".rs").filter(|it| *it != "main") {
            assert!(main.contains(&format!("mod {stem};")), "tests/it/{name} is not in main.rs");
        }
    }
}

/// Returns the paths that follow `head` (`super::`, `crate::`), lists in braces opened to their first segments.
fn paths(text: &str, head: &str) -> Vec<Vec<String>> {
    let segment = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in text.match_indices(head) {
        if text[..at].ends_with(|c: char| segment(c) || c == ':') {
            continue;
        }
        let mut rest = &text[at + head.len()..];
        let mut path: Vec<String> = Vec::new();
        loop {
            let end = rest.find(|c| !segment(c)).unwrap_or(rest.len());
            if end == 0 {
                break;
            }
            path.push(rest[..end].to_owned());
            let Some(next) = rest[end..].strip_prefix("::") else { break };
            rest = next;
        }
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let inside = list.chars().take_while(|c| {
                    depth += i32::from(*c == '{') - i32::from(*c == '}');
                    depth >= 0
                });
                let inside: String = inside.collect();
                let mut depth = 0;
                let split = inside.split(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                for item in split {
                    let first: String = item.trim().chars().take_while(|c| segment(*c)).collect();
                    found.push(path.iter().cloned().chain([first]).collect());
                }
            }
            None => found.push(path),
        }
    }
    found
}

/// Returns the files that a file names. A module that only gathers its parts is no file on the way: what its parts
/// take from it, and what others take through it, is left out.
fn named_files(name: &str, text: &str, files: &BTreeSet<String>) -> BTreeSet<String> {
    let here: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let parent = &here[..here.len() - 1];
    let mut found = BTreeSet::new();
    let above = paths(text, "super::").into_iter().map(|path| [parent.to_vec(), path].concat());
    let whole = paths(text, "crate::").into_iter();
    for path in above.chain(whole) {
        let file = (1..=path.len()).rev().map(|end| format!("{}.rs", path[..end].join("/")));
        if let Some(file) = file.into_iter().find(|it| files.contains(it)) {
            let gathers =
                files.iter().any(|it| it.starts_with(&format!("{}/", file.trim_end_matches(".rs"))));
            if file != name && !gathers {
                found.insert(file);
            }
        }
    }
    found
}

#[test]
fn no_circle_of_files() {
    let sources = sources();
    let files: BTreeSet<String> = sources.iter().map(|(name, _)| name.clone()).collect();
    let mut waiting: BTreeMap<String, BTreeSet<String>> =
        sources.iter().map(|(name, text)| (name.clone(), named_files(name, &code(text), &files))).collect();
    let named: usize = waiting.values().map(BTreeSet::len).sum();
    assert!(named > 400, "only {named} arrows were found");
    loop {
        let done: Vec<String> =
            waiting.iter().filter(|(_, names)| names.is_empty()).map(|(name, _)| name.clone()).collect();
        if done.is_empty() {
            break;
        }
        waiting.retain(|name, _| !done.contains(name));
        for names in waiting.values_mut() {
            names.retain(|it| !done.contains(it));
        }
    }
    // What is left stands on a circle or behind one; the files on circles name one another.
    assert!(waiting.is_empty(), "files that go round in a circle, or hang on one that does: {waiting:#?}");
}
