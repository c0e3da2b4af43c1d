//! Breaking the Japanese sources in any way that changes what they mean is noticed.

use rayon::prelude::*;

use crate::japan::{self, files};

/// A changed text: what was done, the file, and its new text.
struct Broken {
    what: String,
    file: String,
    text: String,
}

/// Files whose rules and declarations are broken.
fn is_rule(name: &str) -> bool {
    let texts = ["rules/jp/ter/", "rules/jp/guideline/", "standards/jcstar1/"];
    let has_texts = name.ends_with("/instrument.kijun") || name.ends_with("/2025.kijun");
    (has_texts && texts.iter().any(|folder| name.starts_with(folder)))
        || name.starts_with("standards/shared/alignments/deviations")
}

/// Returns the ranges of the blocks that begin with `head` at the start of a line.
fn blocks(text: &str, head: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(head) {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        if !text[line..at].trim().is_empty() {
            continue;
        }
        let Some(open) = text[at..].find('{') else { continue };
        found.push(at..close(text, at + open));
    }
    found
}

/// Returns the end of the block that opens at `open`.
fn close(text: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in text[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + at + 1;
        }
    }
    text.len()
}

/// Returns the ranges of criteria: what stands between the braces, with the block itself.
fn criteria(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = blocks(text, "meets ");
    found.extend(blocks(text, "criterion {"));
    found.extend(blocks(text, "define "));
    found.retain(|range| text[range.clone()].lines().next().is_some_and(|line| line.contains('{')));
    found
}

fn broken(what: &str, file: &str, text: &str, range: std::ops::Range<usize>, with: &str) -> Broken {
    let line = text[..range.start].lines().count();
    let old = text[range.clone()].trim().lines().next().unwrap_or_default().to_owned();
    let text = format!("{}{with}{}", &text[..range.start], &text[range.end..]);
    Broken { what: format!("{file}:{line}: {what} `{old}`"), file: file.to_owned(), text }
}

fn dropped_deviations(file: &str, text: &str) -> Vec<Broken> {
    let blocks = blocks(text, "deviation ").into_iter();
    blocks.map(|range| broken("dropped", file, text, range, "")).collect()
}

fn changed_words(file: &str, text: &str) -> Vec<Broken> {
    let relations =
        ["equal", "stricter", "looser", "overlapping", "incompatible", "disjoint", "only", "absent"];
    let applicabilities = ["same", "wider", "narrower", "overlapping", "disjoint"];
    let mut found = Vec::new();
    let keys = [
        ("relation ", &relations[..]),
        ("condition ", &applicabilities[..]),
        ("applicability ", &applicabilities[..]),
    ];
    for (key, words) in keys {
        for (at, _) in text.match_indices(key) {
            let start = at + key.len();
            let end = start + text[start..].find(char::is_whitespace).unwrap_or(0);
            let declared = &text[start..end];
            if words.contains(&declared) {
                let others = words.iter().filter(|word| **word != declared);
                found.extend(
                    others.map(|word| broken(&format!("said {word} for"), file, text, start..end, word)),
                );
            }
        }
    }
    found
}

fn moved_thresholds(file: &str, text: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    for block in criteria(text) {
        let inside = |at: usize| block.start + at;
        for (at, sign) in text[block.clone()].match_indices(">= ") {
            let start = inside(at) + sign.len();
            let end = start + text[start..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
            if let Ok(number) = text[start..end].parse::<i64>() {
                for other in [number - 1, number + 1] {
                    found.push(broken("moved", file, text, start..end, &other.to_string()));
                }
            } else if &text[start..end] == "prompted" {
                found.push(broken("raised", file, text, start..end, "forced"));
            }
        }
        for (at, _) in text[block.clone()].match_indices("== forced") {
            found.push(broken(
                "lowered",
                file,
                text,
                inside(at)..inside(at) + "== forced".len(),
                ">= prompted",
            ));
        }
    }
    found
}

fn dropped_limbs(file: &str, text: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    for block in criteria(text) {
        let body = &text[block.clone()];
        if body.lines().count() == 1 {
            let open = block.start + body.find('{').expect("a block") + 1;
            found.push(broken("dropped", file, text, open..block.end - 1, " all {} "));
            continue;
        }
        let mut at = block.start;
        for line in body.split_inclusive('\n') {
            let here = at..at + line.len();
            at = here.end;
            let limb = line.trim();
            let is_block = limb.starts_with("all {") || limb.starts_with("any {");
            if here.start == block.start || limb.is_empty() || limb == "}" || limb.starts_with("//") {
                continue;
            }
            let end =
                if is_block { close(text, here.start + line.find('{').expect("a block")) } else { here.end };
            let with = if is_block { "" } else { "\n" };
            found.push(broken("dropped", file, text, here.start..end, with));
        }
    }
    found
}

fn swapped_connectives(file: &str, text: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    for block in criteria(text) {
        for (one, two) in [("any {", "all {"), ("all {", "any {")] {
            for (at, _) in text[block.clone()].match_indices(one) {
                let start = block.start + at;
                found.push(broken("swapped", file, text, start..start + one.len(), two));
            }
        }
    }
    found
}

/// Compiles every broken text and returns those that nothing speaks against.
fn unnoticed(make: fn(&str, &str) -> Vec<Broken>, least: usize) -> Vec<String> {
    let rules = files().iter().filter(|(name, _)| is_rule(name));
    let all: Vec<Broken> = rules.flat_map(|(name, text)| make(name, text)).collect();
    assert!(all.len() >= least, "only {} texts", all.len());
    let judged = all.par_iter().filter(|it| !japan::is_noticed(&it.file, &it.text));
    judged.map(|it| it.what.clone()).collect()
}

#[test]
fn the_japanese_core_stands_as_it_is() {
    let compilation = japan::compiled();
    let errors: Vec<&str> = compilation
        .diagnostics
        .iter()
        .filter(|it| it.severity == kijun::lexicon::Severity::Error)
        .map(|it| it.title.en.as_str())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_dropped_deviation_is_noticed() {
    assert_eq!(unnoticed(dropped_deviations, 20), Vec::<String>::new());
}

#[test]
fn a_changed_relation_is_noticed() {
    assert_eq!(unnoticed(changed_words, 150), Vec::<String>::new());
}

#[test]
fn a_moved_threshold_is_noticed() {
    assert_eq!(unnoticed(moved_thresholds, 8), Vec::<String>::new());
}

#[test]
fn a_dropped_limb_is_noticed() {
    assert_eq!(unnoticed(dropped_limbs, 60), Vec::<String>::new());
}

#[test]
fn a_swapped_connective_is_noticed() {
    assert_eq!(unnoticed(swapped_connectives, 10), Vec::<String>::new());
}
