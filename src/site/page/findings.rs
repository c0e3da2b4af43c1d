//! What was found about the sources.

use serde::Serialize;

use crate::lexicon::FindingKind;
use crate::view::vocabulary::Finding;

use super::initial::Part;
use super::part::{Link, SourceText, place};
use super::{Cx, Page};
use crate::site::route::{Section, anchor};
use crate::site::template;
use crate::site::template::html::Html;

#[derive(Serialize)]
struct View {
    jumps: Vec<Link>,
    parts: Vec<Part<Entry>>,
}

#[derive(Serialize)]
struct Entry {
    place: String,
    id: String,
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
    let text = |it: &Finding| Entry {
        place: place(&it.id),
        id: it.id.clone(),
        title: cx.say(&it.title).clone(),
        text: cx.prose(&it.text),
        about: it
            .about
            .iter()
            .map(|id| cx.titled_from(id, ""))
            .chain(it.about_sources.iter().map(source))
            .collect(),
        sources: cx.sources(&it.sources),
    };
    let of_kind = |kind: &FindingKind| {
        let entries: Vec<Entry> =
            cx.library.findings.iter().filter(|it| it.kind == *kind).map(text).collect();
        let title = format!("{} ({})", cx.say(&kind.title()), entries.len());
        (!entries.is_empty()).then(|| Part::new(format!("kind-{}", kind.word()), title, entries))
    };
    let parts: Vec<Part<Entry>> = FindingKind::ALL.iter().filter_map(of_kind).collect();
    let jumps = parts.iter().map(Part::jump).collect();
    Page {
        lang: cx.lang,
        address: Section::Findings.address().to_owned(),
        section: Section::Findings,
        title: cx.t.findings.to_owned(),
        description: cx.t.findings_lead.to_owned(),
        mark: String::new(),
        template: "findings.html",
        body: template::body(View { jumps, parts }),
    }
}
