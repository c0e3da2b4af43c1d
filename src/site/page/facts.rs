//! The facts that criteria test, grouped by the first word of their ids.

use crate::view::fact::Fact;
use crate::view::phrase;
use crate::view::word::Nature;
use serde::Serialize;

use super::part::{Link, place};
use super::{Cx, Page};
use crate::site::route::Section;
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words;

#[derive(Serialize)]
struct View {
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    name: String,
    place: String,
    facts: Vec<FactText>,
}

#[derive(Serialize)]
struct FactText {
    place: String,
    id: String,
    title: String,
    kind: String,
    nature: Option<String>,
    ask: String,
    range: Option<String>,
    words: Vec<WordText>,
    note: Option<Html>,
    provision: Option<Link>,
    testers: Vec<Link>,
}

#[derive(Serialize)]
struct WordText {
    word: String,
    label: String,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let mut groups: Vec<Group> = Vec::new();
    for fact in &cx.library.facts {
        let name = fact.id.split('.').next().unwrap_or_default();
        let text = text(cx, fact);
        if let Some(group) = groups.iter_mut().find(|group| group.name == name) {
            group.facts.push(text);
        } else {
            let place = format!("group-{}", place(name));
            groups.push(Group { name: name.to_owned(), place, facts: vec![text] });
        }
    }
    Page {
        lang: cx.lang,
        address: Section::Facts.address().to_owned(),
        section: Section::Facts,
        title: cx.t.facts.to_owned(),
        description: cx.t.facts_lead.to_owned(),
        mark: String::new(),
        forward: None,
        template: "facts.html",
        body: template::body(View { groups }),
    }
}

fn text(cx: &Cx<'_>, it: &Fact) -> FactText {
    let range = it.range.map(|range| {
        let unit = cx.say(&phrase::unit(it.unit.as_deref().unwrap_or_default())).clone();
        format!("{}–{} {unit}", range.lo, range.hi)
    });
    let testers = cx.index.testers.get(it.id.as_str()).into_iter().flatten();
    FactText {
        place: place(&it.id),
        id: it.id.clone(),
        title: cx.say(&it.title).clone(),
        kind: cx.say(&words::fact_kind(it.kind)).clone(),
        nature: (it.nature != Nature::Ordinary).then(|| cx.say(&words::nature(it.nature)).clone()),
        ask: cx.say(&it.ask).clone(),
        range,
        words: it
            .words
            .iter()
            .map(|word| WordText { word: word.word.clone(), label: cx.say(&word.label).clone() })
            .collect(),
        note: cx.prose_of(it.note.as_ref()),
        provision: it.provision.as_ref().map(|id| cx.titled(id)),
        testers: testers.map(|id| cx.by_id(id)).collect(),
    }
}
