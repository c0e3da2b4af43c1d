//! `kijun show`.

use serde_json::json;

use crate::export;
use crate::lang::{Bilingual, Lang};
use crate::model::Node;
use crate::msg;
use crate::norm::Base;
use crate::view::{self, Library};

use super::args::{Common, Format, Show};
use super::session::{self, Failed, Session};
use super::{FINE, print, text};

pub(super) fn run(common: &Common, args: &Show) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let session = session::load_checked(common)?;
    if let Some(shown) = vocabulary(&session, &args.id, format) {
        print(&shown);
        return Ok(FINE);
    }
    let nodes = session.find(&args.id)?;
    let kb = session.kb();
    if format == Format::Json {
        let mut all: Vec<serde_json::Value> = nodes.iter().map(|node| as_json(kb, node)).collect();
        let shown = if all.len() == 1 {
            all.pop().unwrap_or_default()
        } else {
            json!({ "id": args.id, "successors": all })
        };
        print(&String::from_utf8(export::json(&shown)).unwrap_or_default());
    } else {
        if nodes.len() > 1 {
            let id = &args.id;
            print(msg!(ja: "「{id}」は次の規定に分かれた。\n\n", en: "`{id}` was split; its successors are:\n\n").get(session.lang));
        }
        let shown: Vec<String> = nodes.iter().map(|node| as_text(kb, node, session.lang)).collect();
        print(&shown.join("\n"));
    }
    Ok(FINE)
}

/// Shows a requirement, fact, term, source or instrument by its id.
fn vocabulary(session: &Session, id: &str, format: Format) -> Option<String> {
    let kb = session.kb();
    let known = kb.requirement_ids.contains_key(id)
        || kb.fact_ids.contains_key(id)
        || kb.instrument_ids.contains_key(id)
        || kb.terms.iter().any(|term| term.id == id)
        || kb.sources.iter().any(|source| source.id == id);
    if !known {
        return None;
    }
    let library = Library::new(session.compilation.checked()?);
    let found = [
        find(&library.requirements, |it| it.id == id),
        find(&library.facts, |it| it.id == id),
        find(&library.instruments, |it| it.id == id),
        find(&library.terms, |it| it.id == id),
        find(&library.sources, |it| it.id == id),
    ];
    let value = found.into_iter().flatten().next()?;
    if format == Format::Json {
        return String::from_utf8(export::json(&value)).ok();
    }
    Some(lines(&value, session.lang))
}

fn find<T: serde::Serialize>(all: &[T], wanted: impl Fn(&T) -> bool) -> Option<serde_json::Value> {
    all.iter().find(|it| wanted(it)).and_then(|it| serde_json::to_value(it).ok())
}

/// Lays a JSON object out for people: one line a field, bilingual ones in one language.
fn lines(value: &serde_json::Value, lang: Lang) -> String {
    let rows = value
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some(vec![key.clone(), cell(value, lang)?]));
    text::columns(&rows.collect::<Vec<_>>())
}

fn cell(value: &serde_json::Value, lang: Lang) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(all) if all.is_empty() => None,
        Value::Array(all) => Some(all.iter().filter_map(|it| cell(it, lang)).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => match fields.get(lang.tag()) {
            Some(half) => cell(half, lang),
            None => fields.get("id").or_else(|| fields.get("word")).and_then(|it| cell(it, lang)),
        },
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
    }
}

fn as_json(kb: Base<'_>, node: &Node) -> serde_json::Value {
    if let Some(idx) = node.provision {
        return serde_json::to_value(view::provision::one(kb, idx)).unwrap_or_default();
    }
    let edition = &kb.editions[node.edition];
    let children: Vec<&String> = kb
        .children(node.edition, node.locator.as_ref())
        .into_iter()
        .map(|idx| &kb.provisions[idx].id)
        .collect();
    json!({
        "id": kb.node_id(node),
        "instrument": kb.instruments[edition.instrument].id,
        "edition": edition.id,
        "locator": node.locator.as_ref().map(ToString::to_string),
        "title": kb.instruments[edition.instrument].title,
        "status": edition.status.word(),
        "from": edition.from.date().map(|date| date.to_string()),
        "until": edition.until.map(|date| date.to_string()),
        "children": children,
    })
}

fn as_text(kb: Base<'_>, node: &Node, lang: Lang) -> String {
    let Some(idx) = node.provision else {
        let head = format!("{}\n", kb.node_id(node));
        let rows: Vec<Vec<String>> = kb
            .children(node.edition, node.locator.as_ref())
            .into_iter()
            .map(|idx| {
                let provision = &kb.provisions[idx];
                vec![
                    format!("  {}", provision.id),
                    provision.body.modality.word().to_owned(),
                    provision.body.title.get(lang).clone(),
                ]
            })
            .collect();
        return head + &text::columns(&rows);
    };
    let shown = view::provision::one(kb, idx);
    let rows = provision_rows(&shown, lang);
    let body = shown.text.get(lang);
    format!(
        "{}  {}\n{}\n\n{body}\n\n{}",
        shown.id,
        shown.cite.get(lang),
        shown.title.get(lang),
        text::columns(&rows)
    )
}

fn provision_rows(shown: &view::provision::Provision, lang: Lang) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut add = |label: Bilingual, value: String| {
        if !value.is_empty() {
            rows.push(vec![label.get(lang).clone(), value]);
        }
    };
    let json = serde_json::to_value(shown).unwrap_or_default();
    let field = |key: &str| json.get(key).and_then(|it| cell(it, lang)).unwrap_or_default();
    add(msg!(ja: "義務の強さ", en: "modality"), field("modality"));
    add(msg!(ja: "状態", en: "status"), field("status"));
    add(msg!(ja: "始期", en: "from"), field("from"));
    add(msg!(ja: "適用", en: "applies"), field("applies_reading"));
    for criterion in &shown.criteria {
        let of = criterion.requirement.clone().unwrap_or_default();
        let reading = criterion.reading.as_ref().map(|it| it.get(lang).clone()).unwrap_or_default();
        add(msg!(ja: "基準 {of}", en: "criterion {of}"), reading);
    }
    for it in &shown.counterparts {
        let it = serde_json::to_value(it).unwrap_or_default();
        let word = |key: &str| it.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
        add(
            msg!(ja: "対応する規定", en: "counterpart"),
            format!("{} ({}, {})", word("id"), word("relation"), word("applicability")),
        );
    }
    add(msg!(ja: "参照", en: "references"), field("references"));
    add(msg!(ja: "被参照", en: "referenced by"), field("referenced_by"));
    for it in &shown.sources {
        let it = serde_json::to_value(it).unwrap_or_default();
        let word = |key: &str| it.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
        add(msg!(ja: "出典", en: "source"), format!("{} {} ({})", word("source"), word("at"), word("grade")));
    }
    add(msg!(ja: "注", en: "note"), field("note"));
    rows
}
