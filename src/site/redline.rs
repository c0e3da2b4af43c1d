//! 新旧対照表 as markup: what the page of the site and the file of its own show.

use serde::Serialize;

use crate::export::redline::{Block, Kind, Mark, Profile, Row, Sheet, Side};
use crate::lang::Lang;

use super::template::html::Html;
use super::template::{self, Templates};

/// How a file of its own looks; the site has its own style sheet.
const STYLE: &str =
    concat!(include_str!("../../site/styles/redline.css"), include_str!("../../site/styles/marks.css"));

/// The table for a template.
#[derive(Serialize)]
pub(super) struct Table {
    lang: &'static str,
    title: String,
    about: Vec<String>,
    columns: Vec<Head>,
    rows: Vec<Line>,
    overall_head: String,
    overall: Vec<Paragraph>,
    annex: Option<String>,
    notes_head: String,
    notes: Vec<String>,
    /// The style sheet, for a file of its own, and how its pages lie.
    style: Html,
    page: &'static str,
}

#[derive(Serialize)]
struct Head {
    side: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Line {
    cells: Vec<Cell>,
    label: Vec<Paragraph>,
    meaning: Vec<Paragraph>,
}

#[derive(Serialize)]
struct Cell {
    side: &'static str,
    head: String,
    blocks: Vec<Paragraph>,
}

#[derive(Serialize)]
struct Paragraph {
    kind: &'static str,
    spans: Vec<Words>,
}

#[derive(Serialize)]
struct Words {
    text: String,
    mark: &'static str,
}

/// Returns the table as a page of its own, which needs no other file.
pub(super) fn alone(sheet: &Sheet) -> Result<String, String> {
    let nothing = template::body(());
    let it = template::body(table(sheet));
    Templates::new()?.render("redline-alone.html", &nothing, &nothing, &it)
}

/// Returns the table for a template.
pub(super) fn table(sheet: &Sheet) -> Table {
    let columns = sheet.columns.iter();
    Table {
        lang: match sheet.style.lang {
            Lang::Ja => "ja",
            Lang::En => "en",
        },
        title: sheet.title.clone(),
        about: sheet.about.clone(),
        columns: columns.map(|(side, head)| Head { side: name(*side), text: head.clone() }).collect(),
        rows: sheet.rows.iter().map(|row| line(sheet, row)).collect(),
        overall_head: sheet.overall.0.clone(),
        overall: paragraphs(&sheet.overall.1),
        annex: sheet.annex.clone(),
        notes_head: sheet.notes_head.clone(),
        notes: sheet.notes.clone(),
        style: Html::vouched(STYLE.to_owned()),
        page: match sheet.style.profile {
            Profile::Plain => "landscape",
            Profile::Houshikisho => "portrait",
        },
    }
}

fn line(sheet: &Sheet, row: &Row) -> Line {
    let cell = |(side, head): &(Side, String)| Cell {
        side: name(*side),
        head: head.clone(),
        blocks: paragraphs(row.cell(*side)),
    };
    let label: Vec<Block> = row.label().into_iter().collect();
    Line {
        cells: sheet.columns.iter().map(cell).collect(),
        label: paragraphs(&label),
        meaning: if sheet.annex.is_some() { paragraphs(&row.meaning) } else { Vec::new() },
    }
}

fn paragraphs(blocks: &[Block]) -> Vec<Paragraph> {
    let words = |block: &Block| {
        let spans = block.spans.iter();
        spans.map(|span| Words { text: span.text.clone(), mark: mark(span.mark) }).collect()
    };
    blocks.iter().map(|block| Paragraph { kind: kind(block.kind), spans: words(block) }).collect()
}

fn name(side: Side) -> &'static str {
    match side {
        Side::New => "new",
        Side::Old => "old",
        Side::Meaning => "meaning",
    }
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::None => "none",
        Mark::Single => "single",
        Mark::Double => "double",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Label => "label",
        Kind::Text => "says",
        Kind::Note => "remark",
        Kind::Item => "item",
    }
}
