//! Japanese as officials write it: spellings and phrases that read like a translation stand nowhere.

use crate::support::root;

/// What is not written, what is written instead, and where it is looked for beside the program, its pages and the base.
const AVOIDED: &[(&str, &str)] = &[
    ("すべて", "全て"),
    ("および", "及び"),
    ("または", "又は"),
    ("もしくは", "若しくは"),
    ("ならびに", "並びに"),
    ("ルーター", "ルータ"),
    ("に織り込んで", "に反映して"),
];

#[test]
fn japanese_is_written_as_officials_write_it() {
    let mut wrong = Vec::new();
    for folder in ["src", "site", "rules", "standards"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().flatten() {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            // A reading is written as it sounds, and a quotation as it stands.
            let lines = text
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.contains("reading \"") && !line.contains("Sler"));
            for (at, line) in lines {
                for (avoided, instead) in AVOIDED.iter().filter(|(avoided, _)| line.contains(avoided)) {
                    let place = entry.path().strip_prefix(root()).unwrap_or(entry.path()).display();
                    wrong.push(format!("{place}:{}: {avoided}, not {instead}: {}", at + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} places\n{}", wrong.len(), wrong.join("\n"));
}

/// Words that a place in a source has in one of the languages only.
const OF_ONE_LANGUAGE: &[&str] = &[
    "Annex",
    "Art",
    "Arts",
    "Fig",
    "Guideline",
    "Level",
    "Part",
    "Rules",
    "Sch",
    "Table",
    "and",
    "ch",
    "chapter",
    "cl",
    "fn",
    "p",
    "para",
    "paragraph",
    "paragraphs",
    "point",
    "points",
    "pp",
    "principle",
    "principles",
    "recital",
    "recitals",
    "reg",
    "regs",
    "row",
    "rows",
    "s",
    "section",
    "sections",
    "ss",
    "table",
    "to",
];

#[test]
fn places_in_sources_are_said_in_both_languages() {
    let mut wrong = Vec::new();
    for folder in ["rules", "standards"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().flatten() {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            for (at, line) in text.lines().enumerate() {
                // `at "…"` is one text for both; `at { ja "…" en "…" }` says each.
                let Some((place, _)) = line.split_once(" at \"").and_then(|(_, rest)| rest.split_once('"'))
                else {
                    continue;
                };
                let japanese = place.chars().any(|it| ('\u{3040}'..='\u{9fff}').contains(&it));
                let mut words = place.split(|it: char| !it.is_ascii_alphabetic());
                if japanese || words.any(|it| OF_ONE_LANGUAGE.contains(&it)) {
                    wrong.push(format!("{}:{}: {place}", entry.path().display(), at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} places\n{}", wrong.len(), wrong.join("\n"));
}
