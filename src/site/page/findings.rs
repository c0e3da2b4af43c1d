//! What was found about the sources.

use serde::Serialize;

use super::part::{Link, SourceText, place};
use super::{Cx, Page};
use crate::site::route::{Section, anchor};
use crate::site::template;
use crate::site::template::html::Html;

#[derive(Serialize)]
struct View {
    findings: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    place: String,
    id: String,
    kind: String,
    title: String,
    text: Html,
    about: Vec<Link>,
    sources: Vec<SourceText>,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let source = |id: &String| {
        let title = cx.index.sources.get(id.as_str()).map(|it| cx.say(&it.title).clone());
        Link { href: Some(anchor(Section::Sources, id)), text: title.unwrap_or_else(|| id.clone()) }
    };
    let findings = cx
        .library
        .findings
        .iter()
        .map(|it| Entry {
            place: place(&it.id),
            id: it.id.clone(),
            kind: cx.say(&it.kind.title()).clone(),
            title: cx.say(&it.title).clone(),
            text: cx.prose(&it.text),
            about: it
                .about
                .iter()
                .map(|id| cx.titled_from(id, ""))
                .chain(it.about_sources.iter().map(source))
                .collect(),
            sources: cx.sources(&it.sources),
        })
        .collect();
    Page {
        lang: cx.lang,
        address: Section::Findings.address().to_owned(),
        section: Section::Findings,
        title: cx.t.findings.to_owned(),
        description: cx.t.findings_lead.to_owned(),
        mark: String::new(),
        template: "findings.html",
        body: template::body(View { findings }),
    }
}
