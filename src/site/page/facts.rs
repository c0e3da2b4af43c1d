//! The facts that criteria test: an index, and a page for each group.

use std::collections::BTreeMap;

use crate::id::{self, Id};
use crate::lexicon::Nature;
use crate::view::Library;
use crate::view::fact::Fact;
use serde::Serialize;

use super::part::{Link, place};
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;

#[derive(Serialize)]
struct IndexView {
    groups: Vec<GroupRow>,
}

/// A group of the index.
#[derive(Serialize)]
struct GroupRow {
    place: String,
    link: Link,
    facts: Vec<FactRow>,
}

/// A fact of the index; it keeps the place that it had before groups had pages.
#[derive(Serialize)]
struct FactRow {
    place: String,
    link: Link,
}

#[derive(Serialize)]
struct View {
    title: String,
    word: String,
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
    scopes: Vec<Link>,
    testers: Vec<Testers>,
}

#[derive(Serialize)]
struct WordText {
    word: String,
    label: String,
}

/// The provisions of an edition that test a fact.
#[derive(Serialize)]
struct Testers {
    edition: Link,
    provisions: Vec<Link>,
}

/// Returns the index.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let row = |fact: &&Fact| FactRow { place: place(&fact.id), link: cx.fact(&fact.id) };
    let groups = cx.index.groups.iter().map(|(name, facts)| GroupRow {
        place: format!("group-{}", place(name)),
        link: Link { href: Some(route::facts(name)), text: group_title(cx, name) },
        facts: facts.iter().map(row).collect(),
    });
    Page {
        lang: cx.lang,
        address: Section::Facts.address().to_owned(),
        section: Section::Facts,
        title: cx.t.facts.to_owned(),
        description: cx.t.facts_lead.to_owned(),
        mark: String::new(),
        template: "facts.html",
        body: template::body(IndexView { groups: groups.collect() }),
    }
}

/// Returns the page of a group.
pub(super) fn group(cx: &Cx<'_>, name: &str, facts: &[&Fact]) -> Page {
    let title = group_title(cx, name);
    Page {
        lang: cx.lang,
        address: route::facts(name),
        section: Section::Facts,
        title: format!("{title} | {}", cx.t.facts),
        description: format!("{} {title}", cx.t.facts_lead),
        mark: String::new(),
        template: "group.html",
        body: template::body(View {
            title,
            word: name.to_owned(),
            facts: facts.iter().map(|fact| text(cx, fact)).collect(),
        }),
    }
}

/// Returns the name of a group; the word itself where the base does not name it.
fn group_title(cx: &Cx<'_>, group: &str) -> String {
    cx.library.groups.get(group).map_or_else(|| group.to_owned(), |title| cx.say(title).clone())
}

/// Returns the facts by group, groups in the order of their first fact.
pub(super) fn grouped<'a>(library: &'a Library<'_>) -> Vec<(&'a str, Vec<&'a Fact>)> {
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<(&str, Vec<&Fact>)> = Vec::new();
    for fact in &library.facts {
        let name = id::group(&fact.id);
        let at = *at.entry(name).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, facts)) => facts.push(fact),
            None => groups.push((name, vec![fact])),
        }
    }
    groups
}

fn text(cx: &Cx<'_>, it: &Fact) -> FactText {
    let range = it.range.map(|range| {
        let unit = it.unit_title.as_ref().map_or("", |unit| cx.say(unit).as_str());
        format!("{}–{} {unit}", range.lo, range.hi).trim_end().to_owned()
    });
    FactText {
        place: place(&it.id),
        id: it.id.clone(),
        title: cx.say(&it.title).clone(),
        kind: cx.say(&it.kind.title()).clone(),
        nature: (it.nature != Nature::Ordinary).then(|| cx.say(&it.nature.title()).clone()),
        ask: cx.say(&it.ask).clone(),
        range,
        words: it
            .words
            .iter()
            .map(|word| WordText { word: word.word.clone(), label: cx.say(&word.label).clone() })
            .collect(),
        note: cx.prose_of(it.note.as_ref()),
        provision: it.provision.as_ref().map(|id| cx.titled_from(id, "")),
        scopes: scopes(cx, &it.id),
        testers: testers(cx, &it.id),
    }
}

/// Returns the editions whose scope tests a fact, each leading to its scope.
fn scopes(cx: &Cx<'_>, fact: &str) -> Vec<Link> {
    let editions = cx.index.scopes.get(fact).into_iter().flatten();
    editions.map(|it| Link { href: cx.scope(&it.id), text: cx.edition_name(&it.id) }).collect()
}

fn whole(cx: &Cx<'_>, edition: &str) -> Link {
    Link { href: cx.reference(edition), text: cx.edition_name(edition) }
}

/// Returns the provisions that test a fact by citation, those of an edition together.
fn testers(cx: &Cx<'_>, fact: &str) -> Vec<Testers> {
    let ids = cx.index.testers.get(fact).into_iter().flatten();
    let mut all: Vec<(Id<'_>, Testers)> = Vec::new();
    for provision in ids.filter_map(|id| cx.library.find(id)) {
        let edition = Id::parse(provision.id).whole();
        let link = Link { href: cx.reference(provision.id), text: cx.say(provision.cite).clone() };
        match all.last_mut() {
            Some((last, testers)) if *last == edition => testers.provisions.push(link),
            Some(_) | None => all.push((
                edition,
                Testers { edition: whole(cx, &edition.to_string()), provisions: vec![link] },
            )),
        }
    }
    all.into_iter().map(|(_, testers)| testers).collect()
}
