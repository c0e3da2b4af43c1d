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
