//! Tables, a row for each edge: CSV, and the first sheet of a workbook. A header names the columns.

use std::io::Cursor;

use calamine::Reader as _;

use crate::data::{self, Fault};
use crate::lexicon::EdgeRelation;
use crate::msg;
use crate::source::{FileId, Sources, Span};

use super::{Found, Plain, Said, ciso, gemara, oscal};

/// The names of the columns that are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// That of the id on the left.
    pub source: String,
    /// That of the word for the relation.
    pub relation: String,
    /// That of the id on the right.
    pub target: String,
}

impl Default for Columns {
    fn default() -> Self {
        Self { source: "source".to_owned(), relation: "relationship".to_owned(), target: "target".to_owned() }
    }
}

impl Columns {
    /// Reads `source=Control ID,relation=Relation,target=Clause`; what is not named keeps its usual name.
    pub fn parse(text: &str) -> Option<Self> {
        let mut columns = Self::default();
        for part in text.split(',') {
            let (key, name) = part.split_once('=')?;
            let name = Some(name.trim().to_owned()).filter(|it| !it.is_empty())?;
            match key.trim() {
                "source" => columns.source = name,
                "relation" => columns.relation = name,
                "target" => columns.target = name,
                _ => return None,
            }
        }
        Some(columns)
    }
}

/// Adds the edges of a text with commas, or tabs where the name ends so.
pub(super) fn csv(
    plain: &mut Plain,
    sources: &Sources,
    file: FileId,
    columns: &Columns,
) -> Result<(), Vec<Fault>> {
    let source = sources.file(file);
    let is_tabbed = source.name.to_ascii_lowercase().ends_with(".tsv");
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).delimiter(if is_tabbed { b'\t' } else { b',' });
    let mut rows = Vec::new();
    for record in builder.from_reader(source.text.as_bytes()).records() {
        let record = record.map_err(|error| {
            let at = error.position().map_or(0, |it| usize::try_from(it.byte()).unwrap_or(usize::MAX));
            vec![Fault::new(
                source.span(file, at, at),
                msg!(ja: "この行の列の数が見出しと違う", en: "this row has another number of columns than the header"),
            )]
        })?;
        let at = record.position().map_or(0, |it| usize::try_from(it.byte()).unwrap_or(usize::MAX));
        rows.push((source.span(file, at, at), record.iter().map(str::to_owned).collect()));
    }
    edges(plain, &source.name, source.span(file, 0, 0), &rows, columns)
}

/// Adds the edges of the first sheet of a workbook, whose rows become the lines of a text.
pub(super) fn workbook(
    plain: &mut Plain,
    sources: &mut Sources,
    name: &str,
    bytes: &[u8],
    columns: &Columns,
) -> Result<(), Vec<Fault>> {
    let opened = calamine::open_workbook_auto_from_rs(Cursor::new(bytes));
    let sheet = opened.ok().and_then(|mut book| book.worksheet_range_at(0)?.ok());
    let Some(sheet) = sheet else {
        let file = sources.add_broken(name, "");
        let message = msg!(ja: "表計算のファイルとして読めない", en: "this is no workbook that can be read");
        return Err(vec![Fault::new(sources.file(file).span(file, 0, 0), message)]);
    };
    // A sheet may begin below its first row; the lines count as its rows do.
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(|cell| cell.to_string().trim().to_owned()).collect()).collect();
    let lines = rows.iter().map(|row| row.join("\t").replace(['\r', '\n'], " "));
    let text = "\n".repeat(first) + &lines.collect::<Vec<_>>().join("\n");
    let file = sources.add(name, text);
    let hidden = data::hidden(sources, file);
    if !hidden.is_empty() {
        return Err(hidden);
    }
    let source = sources.file(file);
    let at = |row: usize| source.line_start(first + row + 1) as usize;
    let rows: Vec<(Span, Vec<String>)> = rows
        .into_iter()
        .enumerate()
        .map(|(row, cells)| (source.span(file, at(row), at(row)), cells))
        .collect();
    edges(plain, &source.name, source.span(file, 0, 0), &rows, columns)
}

/// Adds an edge for each row below the header.
fn edges(
    plain: &mut Plain,
    name: &str,
    start: Span,
    rows: &[(Span, Vec<String>)],
    columns: &Columns,
) -> Result<(), Vec<Fault>> {
    let mut rows = rows.iter();
    let header = rows.next();
    let mut faults = Vec::new();
    let mut column = |wanted: &str| {
        let found = header.and_then(|(_, cells)| cells.iter().position(|it| it.trim() == wanted));
        if found.is_none() {
            let at = header.map_or(start, |(at, _)| *at);
            faults.push(Fault::new(
                at,
                msg!(
                    ja: "「{wanted}」という列がない。「--columns source=…,relation=…,target=…」で見出しを指定する",
                    en: "there is no column `{wanted}`; name the header with --columns source=…,relation=…,target=…",
                ),
            ));
        }
        found
    };
    let found = (column(&columns.source), column(&columns.relation), column(&columns.target));
    let (Some(source), Some(relation), Some(target)) = found else { return Err(faults) };
    plain.set(name, &columns.source, &columns.target);
    for (at, cells) in rows.filter(|(_, cells)| cells.iter().any(|it| !it.trim().is_empty())) {
        let cell = |column: usize| cells.get(column).map(|it| it.trim()).unwrap_or_default();
        if cell(source).is_empty() || cell(target).is_empty() {
            faults.push(Fault::new(
                *at,
                msg!(ja: "この行には両側の識別子がない", en: "this row lacks an id on one of its sides"),
            ));
            continue;
        }
        let word = cell(relation).to_owned();
        let (from, to) = (vec![cell(source).to_owned()], vec![cell(target).to_owned()]);
        plain.edge(Found { from, to, said: said(&word), word, at: *at, word_at: *at });
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Reads a word of any of the formats, or of the language.
fn said(word: &str) -> Said {
    let word = word.to_lowercase();
    let ours = EdgeRelation::ALL.iter().copied().find(|it| it.word() == word);
    ours.or_else(|| ciso::relation(&word))
        .or_else(|| oscal::relation(&word))
        .or_else(|| gemara::relation(&word))
        .into()
}
