//! `docs/checks.md` says what the table of codes says.

use std::fmt::Write as _;

use kijun::diag::Code;
use kijun::lexicon::Severity;

const PHASES: [(char, &str, &str); 9] = [
    ('0', "ファイルと設定", "files and manifest"),
    ('1', "構文", "syntax"),
    ('2', "名前と型", "names and types"),
    ('3', "整合性", "consistency"),
    ('4', "日付と版", "dates and editions"),
    ('5', "言語と文章", "languages and text"),
    ('6', "サイト", "site"),
    ('7', "製品", "products"),
    ('9', "内部", "internal"),
];

fn page() -> String {
    let mut out = String::from(
        "# Checks\n\n\
         Every diagnostic has a code; its first digit is the phase that finds it.\n\
         `kijun explain CODE` shows a failing and a corrected example of each, in Japanese or English.\n\
         Levels are set in `book.toml`, except for the fixed ones, which outputs rely on:\n\n\
         ```toml\n[kijun.levels]\nKJ3010 = \"off\"       # error, warning, note or off\nunused-term = \"note\"  # the name works too\n```\n\n\
         This page is generated from the table of codes: `KIJUN_UPDATE=1 cargo test codes` writes it anew.\n",
    );
    for (digit, ja, en) in PHASES {
        let _ = write!(out, "\n## KJ{digit}xxx: {en} / {ja}\n\n");
        out.push_str("| code | name | level | what it says | 内容 |\n|---|---|---|---|---|\n");
        for code in Code::ALL.iter().filter(|code| code.number().chars().nth(2) == Some(digit)) {
            let row = code.row();
            let level = match row.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let fixed = if row.fixed { ", fixed" } else { "" };
            let number = row.number;
            let _ = writeln!(
                out,
                "| [{number}](../site/codes/{number}.en.md) | `{}` | {level}{fixed} | {} | [{}](../site/codes/{number}.ja.md) |",
                row.slug, row.en, row.ja
            );
        }
    }
    out
}

#[test]
fn the_page_of_checks_is_complete() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks.md");
    let page = page();
    for code in Code::ALL {
        assert!(page.contains(code.number()), "{} is on the page", code.number());
    }
    if std::env::var("KIJUN_UPDATE").is_ok() {
        std::fs::write(path, &page).expect("the page can be written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(committed, page, "docs/checks.md is stale; KIJUN_UPDATE=1 cargo test codes writes it");
}
