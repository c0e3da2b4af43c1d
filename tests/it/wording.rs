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

/// Abbreviations of English that have fewer than two small letters.
const ABBREVIATIONS: &[&str] = &["No", "p", "s"];

/// Names that are written alike in both languages.
const NAMES_OF_BOTH: &[&str] = &["Connectivity Standards Alliance"];

fn is_japanese(text: &str) -> bool {
    text.chars().any(|it| ('\u{3040}'..='\u{9fff}').contains(&it))
}

/// Whether a word of the text belongs to English: identifiers (`AUM`, `TR.A`, `v1.3`), `IoT` and the Roman numbers of
/// items (`i`, `viii`) do not.
fn has_english(text: &str) -> bool {
    text.split(|it: char| !it.is_ascii_alphabetic()).any(|word| {
        let small = word.chars().filter(char::is_ascii_lowercase).count();
        let roman = word.chars().all(|it| "ivx".contains(it));
        ABBREVIATIONS.contains(&word) || (small > 1 && !roman)
    })
}

/// Returns what stands between the quotes behind the mark.
fn quoted<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(mark)?;
    rest.split_once('"').map(|(text, _)| text)
}

#[test]
fn places_in_sources_are_said_in_both_languages() {
    let mut wrong = Vec::new();
    for folder in ["rules", "standards"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().flatten() {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            for (at, line) in text.lines().enumerate() {
                // `at "…"` is one text for both; `at { ja "…" en "…" }` says each.
                let alike = quoted(line, " at \"").filter(|it| !NAMES_OF_BOTH.contains(it));
                let (japanese, english) = match line.split_once(" at { ") {
                    Some((_, halves)) => (quoted(halves, "ja \""), quoted(halves, "en \"")),
                    None => (alike, alike),
                };
                if japanese.is_some_and(has_english) || english.is_some_and(is_japanese) {
                    wrong.push(format!("{}:{}: {}", entry.path().display(), at + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} places\n{}", wrong.len(), wrong.join("\n"));
}
