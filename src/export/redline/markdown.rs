//! The table as Markdown: a table of the kind that GitHub and most others read, changed words as insertions and deletions.

use std::fmt::Write as _;

use crate::export::escape;
use crate::lang::Lang;

use super::{Block, Kind, Mark, Sheet, Side};

/// Returns the table as Markdown.
pub fn markdown(sheet: &Sheet) -> String {
    let mut out = format!("# {}\n\n", escape::markdown(&sheet.title));
    for line in &sheet.about {
        let _ = writeln!(out, "- {}", escape::markdown(line));
    }
    let heads: Vec<String> = sheet.columns.iter().map(|(_, head)| escape::markdown(head)).collect();
    let _ = writeln!(out, "\n| {} |\n|{}", heads.join(" | "), " --- |".repeat(heads.len()));
    for row in &sheet.rows {
        let cells: Vec<String> = sheet.columns.iter().map(|(side, _)| cell(row.cell(*side), *side)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    if let Some(head) = &sheet.annex {
        let _ = writeln!(out, "\n## {}\n\n| {head} | |\n| --- | --- |", escape::markdown(head));
        for row in sheet.rows.iter().filter(|row| !row.meaning.is_empty()) {
            let label: Vec<Block> = row.label().into_iter().collect();
            let cells = [cell(&label, Side::Meaning), cell(&row.meaning, Side::Meaning)];
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    let (head, overall) = &sheet.overall;
    if !overall.is_empty() {
        let _ = writeln!(out, "\n## {}\n", escape::markdown(head));
    }
    for block in overall {
        let indent = if block.kind == Kind::Item { "  " } else { "" };
        let _ = writeln!(out, "{indent}- {}", escape::markdown(&block.words()));
    }
    let _ = writeln!(out, "\n## {}\n", escape::markdown(&sheet.notes_head));
    let (new, old) = (sheet.head(Side::New), sheet.head(Side::Old));
    let marks = match sheet.style.lang {
        Lang::Ja => format!("挿入の印は「{new}」だけにある語、削除の印は「{old}」だけにある語である。"),
        Lang::En => format!(
            "Insertions are words of the column \u{201c}{new}\u{201d} alone, deletions words of \u{201c}{old}\u{201d} alone."
        ),
    };
    for (at, note) in sheet.notes_on(marks).enumerate() {
        let _ = writeln!(out, "{}. {}", at + 1, escape::markdown(&note));
    }
    out
}

fn cell(blocks: &[Block], side: Side) -> String {
    let line = |block: &Block| {
        let spans = block.spans.iter().map(|span| marked(&escape::markdown(&span.text), span.mark, side));
        spans.collect::<String>()
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("<br>")
}

fn marked(text: &str, mark: Mark, side: Side) -> String {
    match (mark, side) {
        (Mark::None, _) | (_, Side::Meaning) => text.to_owned(),
        (_, Side::New) => format!("<ins>{text}</ins>"),
        (_, Side::Old) => format!("<del>{text}</del>"),
    }
}
