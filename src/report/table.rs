//! Small tables as aligned text.
//!
//! Counts cells of the terminal, of which a kanji takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diag::Table;
use crate::lang::Lang;

/// Returns caption, head, rule and rows.
pub(super) fn lines(table: &Table, lang: Lang) -> Vec<String> {
    let mut rows: Vec<Vec<String>> = vec![table.head.iter().map(|cell| clean(cell.get(lang))).collect()];
    rows.extend(table.rows.iter().map(|row| row.iter().map(|cell| clean(cell.get(lang))).collect()));
    let widths = widths(&rows);
    let mut lines: Vec<String> =
        Some(clean(table.title.get(lang))).into_iter().filter(|it| !it.is_empty()).collect();
    for (at, row) in rows.iter().enumerate() {
        if row.iter().any(|cell| !cell.is_empty()) {
            lines.push(line(row, &widths));
        }
        if at == 0 && !row.is_empty() {
            lines.push(widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("──"));
        }
    }
    lines
}

/// Lays rows out in columns, two blanks apart, a line each.
pub fn columns(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let widths = widths(&rows);
    rows.iter().flat_map(|row| [line(row, &widths), "\n".to_owned()]).collect()
}

/// Returns the cells that each column takes.
fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
    };
    (0..count).map(width).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, wide)| {
        let blanks = " ".repeat(wide.saturating_sub(width(cell)));
        format!("{cell}{blanks}")
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// Returns the cells that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Returns the cells that a character takes.
pub(super) fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Takes away what would move the cursor.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
