//! The sources that statements come from.

use serde::Serialize;

use super::part::{DateText, is_web, place};
use super::{Cx, Page};
use crate::site::route::Section;
use crate::site::template;
use crate::site::template::html::Html;

#[derive(Serialize)]
struct View {
    sources: Vec<SourceEntry>,
}

#[derive(Serialize)]
struct SourceEntry {
    place: String,
    id: String,
    title: String,
    publisher: Option<String>,
    date: Option<DateText>,
    url: Option<String>,
    note: Option<Html>,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let sources = cx
        .library
        .sources
        .iter()
        .map(|it| SourceEntry {
            place: place(&it.id),
            id: it.id.clone(),
            title: cx.say(&it.title).clone(),
            publisher: it.publisher.as_ref().map(|text| cx.say(text).clone()),
            date: it.date.map(|day| cx.date(day)),
            url: it.url.clone().filter(|url| is_web(url)),
            note: cx.prose_of(it.note.as_ref()),
        })
        .collect();
    Page {
        lang: cx.lang,
        address: Section::Sources.address().to_owned(),
        section: Section::Sources,
        title: cx.t.sources.to_owned(),
        description: cx.t.sources_lead.to_owned(),
        mark: String::new(),
        template: "sources.html",
        body: template::body(View { sources }),
    }
}
