//! What lies under `/data/`: every file, what it holds, its schema, its size, and how the addresses are made.

use crate::view::catalogue::{Catalogue, DataFile, Kind, Sort};
use serde::Serialize;

use super::part::Link;
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;

#[derive(Serialize)]
struct View {
    index: Link,
    groups: Vec<Group>,
}

/// Files of a sort.
#[derive(Serialize)]
struct Group {
    place: &'static str,
    title: String,
    /// The schema that all of them have; none where each has its own or none has one.
    schema: Option<Link>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    file: Link,
    /// What it holds, or the text that it is of.
    says: String,
    size: String,
}

/// Returns the page.
pub(in crate::site) fn page(cx: &Cx<'_>, it: &Catalogue) -> Page {
    let view = View {
        index: below(route::DATA_INDEX, "index.json"),
        groups: Sort::ALL.into_iter().filter_map(|sort| group(cx, sort, it)).collect(),
    };
    Page {
        lang: cx.lang,
        address: route::DATA.to_owned(),
        section: Section::About,
        title: cx.t.data.to_owned(),
        description: cx.t.data_lead.to_owned(),
        mark: String::new(),
        template: "data.html",
        body: template::body(view),
    }
}

/// Returns a link to a file beside the folders of the languages.
fn below(path: &str, text: &str) -> Link {
    Link { href: Some(format!("../{path}")), text: text.to_owned() }
}

fn group(cx: &Cx<'_>, sort: Sort, it: &Catalogue) -> Option<Group> {
    let files: Vec<(&DataFile, &Kind)> = it.of(sort).collect();
    let (_, kind) = files.first()?;
    let schema = kind.schema.as_deref().filter(|_| sort != Sort::Whole);
    let schema = schema.map(|path| path.trim_start_matches("../")).map(|path| below(path, path));
    Some(Group {
        place: match sort {
            Sort::Whole => "whole",
            Sort::Provisions => "provisions",
            Sort::Checklist => "checklist",
            Sort::Legislation => "legislation",
            Sort::Form => "check",
        },
        title: cx.say(&sort.title()).clone(),
        schema,
        rows: files.into_iter().map(|(it, kind)| row(cx, it, kind)).collect(),
    })
}

fn row(cx: &Cx<'_>, it: &DataFile, kind: &Kind) -> Row {
    let says = match it.of.as_deref() {
        Some(id) if id.contains('@') => cx.edition_name(id),
        Some(id) => cx.titled(id).text,
        None if kind.sort == Sort::Whole => cx.say(&kind.title).clone(),
        None => String::new(),
    };
    Row {
        file: below(&format!("{}{}", route::DATA_FOLDER, it.path), &it.path),
        says,
        size: format!("{}\u{a0}KB", it.bytes.div_ceil(1000)),
    }
}
