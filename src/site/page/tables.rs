//! The index of tables, and a page for each.
//!
//! A table with many columns is turned, so that its instruments stand below one another.

use crate::view::table::{Cell, Content, Entry, FindingRef, Table};
use serde::Serialize;

use super::part::{Link, SourceText};
use super::{Cx, Page};
use crate::site::route::{self, Section, anchor};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

/// Most columns that stand beside one another.
const WIDE: usize = 4;

#[derive(Serialize)]
struct IndexView {
    tables: Vec<Row>,
}

/// A table of the index.
#[derive(Serialize)]
struct Row {
    link: Link,
    id: String,
    note: Option<Html>,
}

#[derive(Serialize)]
struct View {
    id: String,
    title: String,
    note: Option<Html>,
    head: Vec<Head>,
    rows: Vec<Line>,
    sources: Vec<SourceText>,
}

#[derive(Clone, Serialize)]
struct Head {
    link: Link,
    note: Option<Html>,
}

#[derive(Serialize)]
struct Line {
    head: Head,
    cells: Vec<CellText>,
}

#[derive(Clone, Serialize)]
struct CellText {
    kind: &'static str,
    text: String,
    outline: Option<Html>,
    provisions: Vec<EntryText>,
    corrections: Vec<String>,
}

#[derive(Clone, Serialize)]
struct EntryText {
    link: Link,
    id: String,
    modality: Badge,
    standing: Vec<Badge>,
    grade: Option<Badge>,
    applies: Option<Html>,
    readings: Vec<Html>,
    corrections: Vec<String>,
    findings: Vec<Link>,
}

/// Returns the index.
pub(super) fn index(cx: &Cx<'_>) -> Page {
    let tables = cx.library.tables.iter().map(|it| Row {
        link: Link { href: Some(route::table(&it.id)), text: cx.say(&it.title).clone() },
        id: it.id.clone(),
        note: cx.prose_of(it.note.as_ref()),
    });
    Page {
        lang: cx.lang,
        address: Section::Tables.address().to_owned(),
        section: Section::Tables,
        title: cx.t.tables.to_owned(),
        description: cx.t.tables_lead.to_owned(),
        mark: String::new(),
        template: "tables.html",
        body: template::body(IndexView { tables: tables.collect() }),
    }
}

/// Returns the page of a table.
pub(super) fn page(cx: &Cx<'_>, it: &Table) -> Page {
    let address = route::table(&it.id);
    let columns: Vec<Head> = it
        .columns
        .iter()
        .map(|column| Head {
            link: Link { href: cx.reference(&column.id), text: cx.say(&column.title).clone() },
            note: None,
        })
        .collect();
    let lines = it.rows.iter().map(|row| Line {
        head: Head {
            link: Link { href: None, text: cx.say(&row.title).clone() },
            note: cx.prose_of(row.note.as_ref()),
        },
        cells: row.cells.iter().map(|cell| cx.table_cell(cell, &address)).collect(),
    });
    let (head, rows) = turned(columns, lines.collect());
    Page {
        lang: cx.lang,
        section: Section::Tables,
        title: cx.say(&it.title).clone(),
        description: cx.say(&it.title).clone(),
        mark: it.id.clone(),
        template: "table.html",
        body: template::body(View {
            id: it.id.clone(),
            title: cx.say(&it.title).clone(),
            note: cx.prose_of(it.note.as_ref()),
            head,
            rows,
            sources: cx.sources(&it.sources),
        }),
        address,
    }
}

/// Exchanges rows and columns where there are too many columns.
fn turned(columns: Vec<Head>, rows: Vec<Line>) -> (Vec<Head>, Vec<Line>) {
    if columns.len() <= WIDE {
        return (columns, rows);
    }
    let lines = columns.into_iter().enumerate().map(|(at, head)| Line {
        head,
        cells: rows.iter().filter_map(|row| row.cells.get(at).cloned()).collect(),
    });
    let lines = lines.collect();
    (rows.into_iter().map(|row| row.head).collect(), lines)
}

impl Cx<'_> {
    fn table_cell(&self, cell: &Cell, address: &str) -> CellText {
        CellText {
            kind: match cell.content {
                Content::Provisions { .. } => "provisions",
                Content::Silent => "silent",
                Content::Undecided { .. } => "undecided",
                Content::Verdict { .. } => "verdict",
                Content::Value => "value",
                Content::Blank => "blank",
            },
            text: self.say(&cell.text).clone(),
            outline: cell.outline.as_ref().map(|reading| self.outline(reading, address)),
            provisions: cell.content.provisions().iter().map(|it| self.table_entry(it, address)).collect(),
            corrections: cell.corrections.iter().map(|it| self.say(it).clone()).collect(),
        }
    }

    fn table_entry(&self, it: &Entry, address: &str) -> EntryText {
        let finding = |it: &FindingRef| Link {
            href: Some(anchor(Section::Findings, &it.id)),
            text: self.say(&it.title).clone(),
        };
        let provision = self.library.find(&it.id);
        let mut readings: Vec<Html> =
            it.outlines.iter().map(|reading| self.outline(reading, address)).collect();
        if readings.is_empty() {
            readings.extend(provision.map(|it| self.prose(it.text)));
        }
        let unsure = it.grade >= crate::lexicon::Grade::Inferred;
        EntryText {
            link: self.titled(&it.id),
            id: it.id.clone(),
            modality: words::modality(self.lang, it.modality, it.status),
            grade: unsure.then(|| words::grade(self.lang, it.grade)),
            standing: provision
                .filter(|it| it.begins_later())
                .map(|it| self.standing(it))
                .unwrap_or_default(),
            applies: it.condition.as_ref().map(|reading| self.where_applies(reading, address)),
            readings,
            corrections: it.corrections.iter().map(|it| self.say(it).clone()).collect(),
            findings: it.findings.iter().map(finding).collect(),
        }
    }
}
