//! Tables: columns, rows and what is said of their cells.
//!
//! Resolves what they name and proves that every mark has its cell; computes no cell.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::{Field, Outcome};
use crate::model::table::{Column, Mark, Row, Subject, Table};
use crate::model::{EditionIdx, Node, Reference};
use crate::msg;
use crate::syntax::ast::{Item, Name};

use super::closed::choice;
use super::cx::Cx;
use super::entry::{self, At, Labelled, Nested};
use super::record::{self, Record};
use super::{Items, records};

pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Table<'_>>(cx) {
        if cx.names.tables.declare(name, (), &mut cx.out) {
            let table = table(cx, item, name, it);
            cx.kb.tables.push(table);
        }
    }
}

fn table(cx: &mut Cx, item: &Item, name: &Name, it: records::Table<'_>) -> Table {
    entry::once(it.column.iter().map(|column| column.id), &mut cx.out);
    entry::once(it.value.iter().map(|label| label.value.word), &mut cx.out);
    let formerly = it.formerly.iter().copied().flatten();
    let formerly = formerly.filter(|old| cx.names.tables.declare(old, (), &mut cx.out));
    let formerly = formerly.map(|old| old.text.clone()).collect();
    let columns: Vec<Column> = it.column.into_iter().filter_map(|it| column(cx, it)).collect();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for At { value: Nested { id, entries }, .. } in it.row {
        once(cx, id, &mut seen);
        let it = records::Row::read(id.span, entries, &mut cx.out);
        rows.extend(row(cx, id, it, &columns));
    }
    Table {
        id: name.text.clone(),
        formerly,
        title: it.title.or_default(),
        note: it.note,
        columns,
        rows,
        labels: it.value.into_iter().filter_map(|it| label(cx, it.value)).collect(),
        sources: cx.citations(&it.source),
        span: item.span,
    }
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

fn label(cx: &mut Cx, it: Labelled<'_>) -> Option<(Outcome, Bilingual)> {
    Some((choice(it.word, &mut cx.out)?, it.text))
}

/// A column is a field, a fact, or an instrument or edition, looked up in this order.
fn column(cx: &mut Cx, it: entry::Column<'_>) -> Option<Column> {
    let name = it.id;
    let mut subject = Subject::default();
    if let Some(field) = Field::ALL.iter().copied().find(|field| field.word() == name.text) {
        subject.field = Some(field);
    } else if let Some(fact) = cx.names.facts.get(&name.text) {
        subject.fact = Some(fact);
    } else {
        subject.instrument = Some(whole(cx, name)?);
    }
    Some(Column { id: name.text.clone(), title: it.title, subject })
}

/// Reads an instrument or an edition; a locator has no place here.
fn whole(cx: &mut Cx, name: &Name) -> Option<Reference> {
    let reference = cx.target(name)?;
    if reference.locator.is_none() {
        return Some(reference);
    }
    let Bilingual { ja, en } = cx.kb.place_called(&reference);
    cx.out.push(
        Diagnostic::new(
            Code::BadWord,
            msg!(ja: "{ja}は規定であり、文書でも版でもない", en: "`{en}` is a provision, not an instrument or edition"),
        )
        .here(name.span),
    );
    None
}

fn row(cx: &mut Cx, id: &Name, it: records::Row<'_>, columns: &[Column]) -> Option<Row> {
    let subject = subject(cx, &it)?;
    let named = it.of.is_some() || it.device.is_some() || it.field.is_some() || !it.on.is_empty();
    if it.title.is_none() && !named {
        // Nothing but a list of provisions: only the author knows what they have in common.
        cx.out.push(record::missing(records::Row::WHAT, "title", id.span));
    }
    homes(cx, &it, &subject, columns);
    entry::once(it.correction.iter().chain(&it.undecided).map(|mark| mark.value.word), &mut cx.out);
    let mut marks = |marks: Vec<At<Labelled<'_>>>| {
        marks.into_iter().filter_map(|it| mark(cx, it.value, &subject, columns)).collect()
    };
    let (corrections, undecided) = (marks(it.correction), marks(it.undecided));
    Some(Row { id: id.text.clone(), title: it.title, subject, corrections, undecided, note: it.note })
}

fn subject(cx: &mut Cx, it: &records::Row<'_>) -> Option<Subject> {
    let mut subject = Subject::default();
    if let Some(field) = it.field {
        subject.field = Some(field.value?);
    }
    if let Some(of) = &it.of {
        subject.instrument = Some(whole(cx, of.0)?);
    }
    if let Some(name) = it.device {
        subject.device = Some(cx.names.devices.find(name, &cx.broken, &mut cx.out)?);
    }
    let on = it.on.iter().copied().flatten();
    subject.on = on.filter_map(|name| cx.names.requirements.find(name, &cx.broken, &mut cx.out)).collect();
    subject.about = cx.targets(it.about.iter().copied());
    Some(subject)
}

/// Reports listed provisions that fall into no column.
fn homes(cx: &mut Cx, it: &records::Row<'_>, subject: &Subject, columns: &[Column]) {
    let mut editions: Vec<EditionIdx> =
        columns.iter().filter_map(|column| edition(cx, &column.subject)).collect();
    editions.extend(edition(cx, subject));
    for name in it.about.iter().copied().flatten() {
        // One that is not declared was reported.
        let Some(reference) = subject.about.iter().find(|it| it.span == Some(name.span)) else { continue };
        let home = cx.kb.edition_of(reference);
        if !home.is_some_and(|home| editions.contains(&home)) {
            nowhere(cx, name, reference);
        }
    }
}

fn edition(cx: &Cx, subject: &Subject) -> Option<EditionIdx> {
    subject.instrument.as_ref().and_then(|reference| cx.kb.edition_of(reference))
}

fn nowhere(cx: &mut Cx, name: &Name, reference: &Reference) {
    let Bilingual { ja, en } = cx.kb.place_called(reference);
    cx.out.push(
        Diagnostic::new(
            Code::UnknownId,
            msg!(ja: "{ja}が入る列が表にない", en: "the table has no column for `{en}`"),
        )
        .here(name.span)
        .help(
            msg!(ja: "列の文書と版を確かめてください。", en: "look at instrument and edition of the columns"),
        ),
    );
}

/// Reads `correction ID { … }`: the id is that of a column or of a provision in one.
fn mark(cx: &mut Cx, it: Labelled<'_>, subject: &Subject, columns: &[Column]) -> Option<Mark> {
    let Labelled { word: name, text } = it;
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
        nowhere(cx, name, &reference);
        return None;
    };
    Some(Mark { column, provision: node.and_then(|node| node.provision), text })
}
