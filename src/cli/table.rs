//! `kijun table`.

use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::table::{self as view, Cell, Entry, Table};

use super::FINE;
use super::args::{Common, Format, Table as Args};
use super::failed::Failed;
use super::session::{self, Session};

pub(super) fn run(common: &Common, args: &Args) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    let table = find(&session, &args.name)?;
    session.answer(&table, format, |it| text(it, session.lang))?;
    Ok(FINE)
}

fn find(session: &Session, name: &str) -> Result<Table, Failed> {
    let kb = session.kb();
    let Some(table) = kb.tables.iter().find(|it| it.is_called(name)) else {
        let list = kb.tables.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Failed(
            msg!(ja: "「{name}」という表はない。表: {list}", en: "there is no table `{name}`; the tables are: {list}"),
        ));
    };
    view::table(kb, table).map_err(|_| too_hard(name))
}

/// Says that a table has a verdict that cannot be computed.
pub(super) fn too_hard(name: &str) -> Failed {
    Failed(
        msg!(ja: "「{name}」の判定は計算の上限を超える", en: "a verdict of `{name}` is too hard to compute"),
    )
}

/// Lays a table out for people: a block for each row, in it a paragraph for each column.
pub(super) fn text(table: &Table, lang: Lang) -> String {
    let mut out = format!("{}  {}\n", table.id, table.title.get(lang));
    if let Some(note) = &table.note {
        out.push_str(&indented(note.get(lang), ""));
    }
    for row in &table.rows {
        out.extend(["\n■ ", row.title.get(lang), "  [", &row.id, "]\n"]);
        if let Some(note) = &row.note {
            out.push_str(&indented(note.get(lang), "  "));
        }
        for (heading, cell) in table.columns.iter().zip(&row.cells) {
            out.push_str(&indented(heading.title.get(lang), "  "));
            out.push_str(&shown(cell, lang));
        }
    }
    out
}

fn shown(cell: &Cell, lang: Lang) -> String {
    let mut out = String::new();
    let entries = cell.content.provisions();
    if entries.is_empty() {
        out.push_str(&indented(cell.text.get(lang), "    "));
    }
    for entry in entries {
        out.push_str(&provision(entry, lang));
    }
    out.push_str(&corrections(&cell.corrections, lang, "    "));
    out
}

fn provision(entry: &Entry, lang: Lang) -> String {
    let modality = entry.modality.title_in(entry.status);
    let mut out = format!("    {}  {}  {}\n", entry.id, modality.get(lang), entry.title.get(lang));
    if let Some(Bilingual { ja, en }) = &entry.applies {
        let line = msg!(ja: "適用：{ja}", en: "where {en}");
        out.push_str(&indented(line.get(lang), "      "));
    }
    for reading in &entry.readings {
        out.push_str(&indented(reading.get(lang), "      "));
    }
    out.push_str(&corrections(&entry.corrections, lang, "      "));
    for finding in &entry.findings {
        let (id, title) = (&finding.id, &finding.title);
        let Bilingual { ja, en } = title;
        let line = msg!(ja: "注記 {id}：{ja}", en: "finding {id}: {en}");
        out.push_str(&indented(line.get(lang), "      "));
    }
    out
}

fn corrections(texts: &[Bilingual], lang: Lang, indent: &str) -> String {
    let lines = texts.iter().map(|Bilingual { ja, en }| {
        let marked = msg!(ja: "〔訂正〕{ja}", en: "[corrected] {en}");
        indented(marked.get(lang), indent)
    });
    lines.collect()
}

fn indented(text: &str, indent: &str) -> String {
    text.lines().flat_map(|line| [indent, line, "\n"]).collect()
}
