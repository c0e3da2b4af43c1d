//! `kijun list`.

use serde_json::json;

use crate::diag::Code;
use crate::export;
use crate::lang::Lang;
use crate::model::EditionIdx;
use crate::norm::Base;
use crate::view;

use super::args::{Common, Format, List, ListKind};
use super::session::{self, Failed, Session};
use super::{FINE, print, text};

pub(super) fn run(common: &Common, args: &List) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let lang = session::lang(common);
    let rows = if args.kind == ListKind::Codes {
        codes()
    } else {
        let session = session::load_checked(common)?;
        let editions = editions(&session, args.instrument.as_deref())?;
        rows(session.kb(), args.kind, &editions)
    };
    print(&render(&rows, format, lang));
    Ok(FINE)
}

/// A row: what a terminal shows, and the JSON.
struct Row {
    cells: [Vec<String>; 2],
    json: serde_json::Value,
}

fn render(rows: &[Row], format: Format, lang: Lang) -> String {
    if format == Format::Json {
        let all: Vec<&serde_json::Value> = rows.iter().map(|row| &row.json).collect();
        return String::from_utf8(export::json(&all)).unwrap_or_default();
    }
    let [ja, en]: [Vec<Vec<String>>; 2] =
        [0, 1].map(|at| rows.iter().filter_map(|row| row.cells.get(at).cloned()).collect());
    text::columns(if lang == Lang::Ja { &ja } else { &en })
}

/// Returns the editions asked for; by default the current ones, and of instruments without one all drafts.
fn editions(session: &Session, wanted: Option<&str>) -> Result<Vec<EditionIdx>, Failed> {
    let kb = session.kb();
    if let Some(id) = wanted {
        return Ok(session.find(id)?.into_iter().map(|node| node.edition).collect());
    }
    let all = kb.instruments.iter_enumerated().flat_map(|(idx, instrument)| match kb.current_edition(idx) {
        Some(edition) => vec![edition],
        None => instrument.editions.clone(),
    });
    Ok(all.collect())
}

fn provisions(kb: Base<'_>, editions: &[EditionIdx]) -> Vec<Row> {
    let entries = view::list::provisions(kb, editions);
    entries
        .into_iter()
        .map(|entry| {
            let json = serde_json::to_value(&entry).unwrap_or_default();
            let word = |key: &str| json.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
            let row =
                |title: &str| vec![entry.id.clone(), word("modality"), word("status"), title.to_owned()];
            Row { cells: [row(&entry.title.ja), row(&entry.title.en)], json }
        })
        .collect()
}

fn row(id: &str, title: &crate::lang::Bilingual, more: &[(&str, String)]) -> Row {
    let mut fields = serde_json::Map::new();
    fields.insert("id".to_owned(), json!(id));
    fields.insert("title".to_owned(), json!(title));
    fields.extend(more.iter().map(|(key, value)| ((*key).to_owned(), json!(value))));
    let json = serde_json::Value::Object(fields);
    let cells = |title: &String| {
        let mut cells = vec![id.to_owned()];
        cells.extend(more.iter().map(|(_, value)| value.clone()));
        cells.push(title.clone());
        cells
    };
    Row { cells: [cells(&title.ja), cells(&title.en)], json }
}

fn rows(kb: Base<'_>, kind: ListKind, editions: &[EditionIdx]) -> Vec<Row> {
    match kind {
        ListKind::Instruments => kb
            .instruments
            .iter()
            .map(|it| {
                let more = [
                    ("kind", it.kind.word().to_owned()),
                    ("jurisdiction", it.jurisdiction.clone()),
                    ("binding", it.binding.word().to_owned()),
                ];
                row(&it.id, &it.title, &more)
            })
            .collect(),
        ListKind::Editions => all_editions(kb),
        ListKind::Requirements => kb.requirements.iter().map(|it| row(&it.id, &it.title, &[])).collect(),
        ListKind::Facts => {
            kb.facts.iter().map(|it| row(&it.id, &it.title, &[("type", it.ty.word().to_owned())])).collect()
        }
        ListKind::Terms => kb.terms.iter().map(|it| row(&it.id, &it.name, &[])).collect(),
        ListKind::Sources => kb.sources.iter().map(|it| row(&it.id, &it.title, &[])).collect(),
        ListKind::Devices => kb.devices.iter().map(|it| row(&it.id, &it.title, &[])).collect(),
        ListKind::Tables => kb.tables.iter().map(|it| row(&it.id, &it.title, &[])).collect(),
        ListKind::Provisions => provisions(kb, editions),
        ListKind::Codes => codes(),
    }
}

fn all_editions(kb: Base<'_>) -> Vec<Row> {
    kb.editions
        .iter_enumerated()
        .map(|(idx, it)| {
            let from = it.from.date().map_or_else(|| "unknown".to_owned(), |date| date.to_string());
            let more = [("status", it.status.word().to_owned()), ("from", from)];
            row(&kb.edition_id(idx), &kb.instruments[it.instrument].title, &more)
        })
        .collect()
}

fn codes() -> Vec<Row> {
    let row = |code: &Code| {
        row(
            code.number(),
            &code.title(),
            &[("slug", code.slug().to_owned()), ("severity", code.row().severity.word().to_owned())],
        )
    };
    Code::ALL.iter().map(row).collect()
}
