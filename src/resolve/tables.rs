//! Tables: columns, rows and what is said of their cells.
//!
//! Resolves what they name and proves that every mark has its cell; computes no cell.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the grammar decides the shape of every entry by its key"
)]

use crate::lexicon::Outcome;
use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::table::{Column, Field, Mark, Row, Subject, Table};
use crate::model::{EditionIdx, Node, Reference};
use crate::msg;
use crate::syntax::ast::{Entry, EntryValue, Item, Name};

use super::Items;
use super::cx::Cx;
use super::fields::{Fields, Shape, choice, halves};

const TABLE: Shape =
    Shape { once: &["title", "note"], many: &["source", "column", "row", "value", "formerly"] };
const ROW: Shape = Shape {
    once: &["title", "note", "of", "device", "field"],
    many: &["on", "about", "correction", "undecided"],
};

pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("table") {
        table(cx, item);
    }
}

fn table(cx: &mut Cx, item: &Item) {
    let Some((name, fields)) = cx.fields(item, &TABLE) else { return };
    if !cx.declare_other("table", name) {
        return;
    }
    let formerly = fields.words("formerly").into_iter().filter(|old| cx.declare_other("table", old));
    let formerly = formerly.map(|old| old.text.clone()).collect();
    let columns: Vec<Column> = fields.all("column").filter_map(|entry| column(cx, entry)).collect();
    let mut seen = BTreeSet::new();
    let rows = fields
        .all("row")
        .filter_map(|entry| match &entry.value {
            EntryValue::Row(id, entries) => {
                once(cx, id, &mut seen);
                row(cx, id, entries, &columns)
            }
            _ => None,
        })
        .collect();
    let labels = fields.all("value").filter_map(|entry| label(cx, entry)).collect();
    let table = Table {
        id: name.text.clone(),
        formerly,
        title: fields.need_bilingual("title", &mut cx.out),
        note: fields.bilingual("note", &mut cx.out),
        columns,
        rows,
        labels,
        sources: cx.citations(&fields),
        span: item.span,
    };
    cx.kb.tables.push(table);
}

fn once(cx: &mut Cx, id: &Name, seen: &mut BTreeSet<String>) {
    if !seen.insert(id.text.clone()) {
        let text = &id.text;
        cx.out.push(
            Diagnostic::new(
                Code::DuplicateId,
                msg!(ja: "行「{text}」が二度ある", en: "the row `{text}` stands twice"),
            )
            .here(id.span),
        );
    }
}

fn label(cx: &mut Cx, entry: &Entry) -> Option<(Outcome, Bilingual)> {
    let EntryValue::Labelled(word, both) = &entry.value else { return None };
    let outcome = choice(word, Outcome::ALL, Outcome::word, &mut cx.out)?;
    Some((outcome, halves(both, &mut cx.out)))
}

/// A column is a field, a fact, or an instrument or edition, looked up in this order.
fn column(cx: &mut Cx, entry: &Entry) -> Option<Column> {
    let EntryValue::Column(name, both) = &entry.value else { return None };
    let mut subject = Subject::default();
    if let Some(field) = Field::ALL.into_iter().find(|field| field.word() == name.text) {
        subject.field = Some(field);
    } else if let Some(fact) = cx.facts.get(&name.text) {
        subject.fact = Some(fact);
    } else {
        subject.instrument = Some(whole(cx, name)?);
    }
    let title = both.as_ref().map(|both| halves(both, &mut cx.out));
    Some(Column { id: name.text.clone(), title, subject })
}

/// Reads an instrument or an edition; a locator has no place here.
fn whole(cx: &mut Cx, name: &Name) -> Option<Reference> {
    let reference = cx.target(name)?;
    if reference.locator.is_none() {
        return Some(reference);
    }
    let text = &name.text;
    cx.out.push(
        Diagnostic::new(
            Code::BadWord,
            msg!(ja: "「{text}」は規定であり、文書でも版でもない", en: "`{text}` is a provision, not an instrument or edition"),
        )
        .here(name.span),
    );
    None
}

fn row(cx: &mut Cx, id: &Name, entries: &[Entry], columns: &[Column]) -> Option<Row> {
    let fields = Fields::new("row", id.span, entries, &ROW, &mut cx.out);
    let title = fields.bilingual("title", &mut cx.out);
    let note = fields.bilingual("note", &mut cx.out);
    let subject = subject(cx, &fields)?;
    let named = subject.instrument.is_some()
        || subject.device.is_some()
        || subject.field.is_some()
        || !subject.on.is_empty();
    if title.is_none() && !named {
        // Nothing but a list of provisions: only the author knows what they have in common.
        fields.need_bilingual("title", &mut cx.out);
    }
    homes(cx, &fields, &subject, columns);
    let corrections =
        fields.all("correction").filter_map(|entry| mark(cx, entry, &subject, columns)).collect();
    let undecided = fields.all("undecided").filter_map(|entry| mark(cx, entry, &subject, columns)).collect();
    Some(Row { id: id.text.clone(), title, subject, corrections, undecided, note })
}

fn subject(cx: &mut Cx, fields: &Fields<'_>) -> Option<Subject> {
    let mut subject = Subject::default();
    if let Some(EntryValue::Of(ids, _)) = fields.get("of").map(|entry| &entry.value) {
        subject.instrument = Some(whole(cx, ids.first()?)?);
    }
    if let Some(name) = fields.word("device") {
        subject.device = Some(device(cx, name)?);
    }
    subject.field = fields.choice("field", &Field::ALL, Field::word, &mut cx.out);
    let on = fields.words("on");
    subject.on = on.iter().filter_map(|name| cx.requirements.find(name, &cx.broken, &mut cx.out)).collect();
    subject.about = cx.targets(&fields.words("about"));
    Some(subject)
}

fn device(cx: &mut Cx, name: &Name) -> Option<usize> {
    let found = cx.kb.devices.iter().position(|device| device.id == name.text);
    if found.is_none() && !cx.broken.contains(&name.text) {
        let text = &name.text;
        cx.out.push(
            Diagnostic::new(
                Code::UnknownId,
                msg!(ja: "例示機器「{text}」は宣言されていない", en: "there is no device `{text}`"),
            )
            .here(name.span),
        );
    }
    found
}

/// Reports listed provisions that fall into no column.
fn homes(cx: &mut Cx, fields: &Fields<'_>, subject: &Subject, columns: &[Column]) {
    let mut editions: Vec<EditionIdx> =
        columns.iter().filter_map(|column| edition(cx, &column.subject)).collect();
    editions.extend(edition(cx, subject));
    for (name, reference) in fields.words("about").into_iter().zip(&subject.about) {
        let home = cx.kb.edition_of(reference);
        if !home.is_some_and(|home| editions.contains(&home)) {
            nowhere(cx, name);
        }
    }
}

fn edition(cx: &Cx, subject: &Subject) -> Option<EditionIdx> {
    subject.instrument.as_ref().and_then(|reference| cx.kb.edition_of(reference))
}

fn nowhere(cx: &mut Cx, name: &Name) {
    let text = &name.text;
    cx.out.push(
        Diagnostic::new(
            Code::UnknownId,
            msg!(ja: "「{text}」が入る列がない", en: "the table has no column for `{text}`"),
        )
        .here(name.span)
        .help(
            msg!(ja: "列の文書と版を確かめてください。", en: "look at instrument and edition of the columns"),
        ),
    );
}

/// Reads `correction ID { … }`: the id is that of a column or of a provision in one.
fn mark(cx: &mut Cx, entry: &Entry, subject: &Subject, columns: &[Column]) -> Option<Mark> {
    let EntryValue::Labelled(name, both) = &entry.value else { return None };
    let text = halves(both, &mut cx.out);
    if let Some(column) = columns.iter().position(|column| column.id == name.text) {
        return Some(Mark { column, provision: None, text });
    }
    let reference = cx.target(name)?;
    let node: Option<Node> = cx.kb.nodes(&reference).into_iter().next();
    let home = node.as_ref().map(|node| node.edition);
    let mine = |column: &Column| match column.subject.field {
        Some(field) => field == Field::Provisions && edition(cx, subject) == home,
        None => home.is_some() && edition(cx, &column.subject) == home,
    };
    let Some(column) = columns.iter().position(mine) else {
        nowhere(cx, name);
        return None;
    };
    Some(Mark { column, provision: node.and_then(|node| node.provision), text })
}
