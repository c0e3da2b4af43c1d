//! The table for a terminal: one provision below the other, changed words in brackets.

use std::fmt::Write as _;

use crate::lang::Lang;
use crate::lexicon::Change;

use super::{Block, Kind, Mark, Sheet, Side};

/// Returns the table as text.
pub fn text(sheet: &Sheet) -> String {
    let mut out = format!("{}\n", sheet.title);
    for line in &sheet.about {
        let _ = writeln!(out, "  {line}");
    }
    for row in &sheet.rows {
        let title = row.change.title();
        let head = title.get(sheet.style.lang);
        let _ = match (sheet.style.lang, row.change) {
            (_, Change::Same) if row.meaning.is_empty() => writeln!(out),
            (Lang::Ja, _) => writeln!(out, "\n【{head}】"),
            (Lang::En, _) => writeln!(out, "\n== {head}"),
        };
        for (side, head) in columns(sheet) {
            cell(&mut out, side, &head, row.cell(side));
        }
    }
    let (head, overall) = &sheet.overall;
    if !overall.is_empty() {
        let _ = writeln!(out, "\n{head}");
    }
    for block in overall {
        let indent = if block.kind == Kind::Item { "    " } else { "  " };
        let _ = writeln!(out, "{indent}{}", block.words());
    }
    let _ = writeln!(out, "\n{}", sheet.notes_head);
    let (new, old) = (sheet.head(Side::New), sheet.head(Side::Old));
    let mark = match sheet.style.lang {
        Lang::Ja => format!("[-…-] は「{old}」だけにある語、{{+…+}} は「{new}」だけにある語である。"),
        Lang::En => format!(
            "[-…-] marks words of the column \u{201c}{old}\u{201d} alone, {{+…+}} words of \u{201c}{new}\u{201d} alone."
        ),
    };
    for (at, note) in sheet.notes_on(mark).enumerate() {
        let _ = writeln!(out, "  {}. {note}", at + 1);
    }
    out
}

/// Returns the columns of the table with what stands behind it.
fn columns(sheet: &Sheet) -> Vec<(Side, String)> {
    let annex = sheet.annex.iter().map(|head| (Side::Meaning, head.clone()));
    sheet.columns.iter().cloned().chain(annex).collect()
}

fn cell(out: &mut String, side: Side, head: &str, blocks: &[Block]) {
    for (at, block) in blocks.iter().enumerate() {
        let line: String = block.spans.iter().map(|span| marked(&span.text, span.mark, side)).collect();
        let indent = if block.kind == Kind::Item { "      " } else { "    " };
        if at == 0 {
            let _ = writeln!(out, "  {head}");
        }
        let _ = writeln!(out, "{indent}{line}");
    }
}

fn marked(text: &str, mark: Mark, side: Side) -> String {
    match (mark, side) {
        (Mark::None, _) | (_, Side::Meaning) => text.to_owned(),
        (_, Side::Old) => format!("[-{text}-]"),
        (_, Side::New) => format!("{{+{text}+}}"),
    }
}
