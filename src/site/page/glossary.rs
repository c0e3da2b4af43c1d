//! The glossary: every term in both languages.

use serde::Serialize;

use crate::lang::Lang;
use crate::view::vocabulary::Term;

use super::initial::{Part, initial, order, parts};
use super::part::{Foreign, Link, SourceText, place};
use super::{Cx, Page};
use crate::site::route::Section;
use crate::site::template;
use crate::site::template::html::Html;

#[derive(Serialize)]
struct View {
    jumps: Vec<Link>,
    parts: Vec<Part<TermText>>,
}

#[derive(Serialize)]
struct TermText {
    place: String,
    name: String,
    foreign: Foreign,
    reading: Option<String>,
    also: Vec<String>,
    also_foreign: Vec<Foreign>,
    avoid: Vec<String>,
    text: Html,
    differs: Option<Html>,
    note: Option<Html>,
    defined_by: Vec<Link>,
    sources: Vec<SourceText>,
}

/// Returns the page; terms stand in the order of their reading or of the alphabet.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let mut terms: Vec<_> = cx.library.terms.iter().collect();
    let word = |term: &Term| match cx.lang {
        Lang::Ja => term.reading.clone().unwrap_or_else(|| term.name.ja.clone()),
        Lang::En => term.name.en.clone(),
    };
    terms.sort_by_key(|term| (order(&word(term)), term.id.clone()));
    let other = cx.lang.other();
    let text = |it: &Term| TermText {
        place: place(&it.id),
        name: cx.say(&it.name).clone(),
        foreign: cx.foreign(&it.name),
        reading: it.reading.clone(),
        also: it.also.get(cx.lang).clone(),
        also_foreign: it
            .also
            .get(other)
            .iter()
            .map(|text| Foreign { lang: other.tag(), text: text.clone() })
            .collect(),
        avoid: it.avoid.get(cx.lang).clone(),
        text: cx.prose(&it.text),
        differs: cx.prose_of(it.differs.as_ref()),
        note: cx.prose_of(it.note.as_ref()),
        defined_by: it.defined_by.iter().map(|id| cx.titled_from(id, "")).collect(),
        sources: cx.sources(&it.sources),
    };
    let parts = parts(cx, terms.into_iter().map(|it| (initial(&word(it)), text(it))));
    let jumps = parts.iter().map(Part::jump).collect();
    Page {
        lang: cx.lang,
        address: Section::Glossary.address().to_owned(),
        section: Section::Glossary,
        title: cx.t.glossary.to_owned(),
        description: cx.t.glossary_lead.to_owned(),
        mark: String::new(),
        template: "glossary.html",
        body: template::body(View { jumps, parts }),
    }
}
