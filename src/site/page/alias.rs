//! Ids that are no declared provision: the page of a parent without a text of its own, and what is said of an id that
//! only leads on.

use crate::lexicon::AliasKind;
use crate::view::alias::Alias;
use serde::Serialize;

use super::name::Identified;
use super::part::Link;
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct View {
    id: String,
    title: String,
    instrument: Link,
    lead: &'static str,
    targets: Vec<Target>,
    editions: Vec<Identified>,
}

#[derive(Serialize)]
struct Target {
    link: Link,
    id: String,
    modality: Option<Badge>,
    standing: Vec<Badge>,
}

/// Returns the page of a parent.
pub(super) fn page(cx: &Cx<'_>, it: &Alias) -> Page {
    let address = route::provision(&it.id);
    let lead = lead(cx, it);
    Page {
        lang: cx.lang,
        section: Section::Instruments,
        title: format!("{} | {}", it.id, cx.instrument_name(&it.instrument)),
        description: format!("{} {lead}", it.id),
        mark: it.id.clone(),
        template: "alias.html",
        body: template::body(view(cx, it, lead)),
        address,
    }
}

fn lead(cx: &Cx<'_>, it: &Alias) -> &'static str {
    match it.kind {
        AliasKind::Unpinned => cx.t.unpinned_lead,
        AliasKind::Parent => cx.t.parent_lead,
        AliasKind::Moved => cx.t.moved_lead,
        AliasKind::Void => cx.t.void_lead,
        AliasKind::Elsewhere => cx.t.elsewhere_lead,
    }
}

fn view(cx: &Cx<'_>, it: &Alias, lead: &'static str) -> View {
    View {
        id: it.id.clone(),
        title: cx.titled(&it.id).text,
        instrument: cx.titled(&it.instrument),
        lead,
        targets: it.targets.iter().map(|id| target(cx, id)).collect(),
        editions: others(it).map(|id| cx.in_edition(id)).collect(),
    }
}

/// Returns the ids with the same locator that are neither the id nor a target of it.
fn others(it: &Alias) -> impl Iterator<Item = &String> {
    it.editions.iter().filter(|id| **id != it.id && !it.targets.contains(id))
}

fn target(cx: &Cx<'_>, id: &str) -> Target {
    let provision = cx.library.find(id);
    Target {
        link: cx.titled(id),
        id: id.to_owned(),
        modality: provision.map(|it| words::modality(cx.lang, it.modality, it.status)),
        standing: provision.map(|it| cx.standing(it)).unwrap_or_default(),
    }
}

/// What is said of an id that only leads on, in each language.
#[derive(Serialize)]
pub(in crate::site) struct LeadingOn<'a> {
    id: &'a str,
    parts: [Part; 2],
}

#[derive(Serialize)]
struct Part {
    lang: &'static str,
    /// The steps from the page to the folder of the language.
    up: String,
    title: String,
    instrument: Link,
    lead: &'static str,
    targets: Vec<Identified>,
    also: &'static str,
    editions: Vec<Identified>,
}

/// Returns what is said of an id that only leads on: to its targets, or to the editions that have it.
pub(in crate::site) fn leading_on<'a>(contexts: &[Cx<'_>; 2], it: &'a Alias) -> LeadingOn<'a> {
    LeadingOn { id: &it.id, parts: contexts.each_ref().map(|cx| part(cx, it)) }
}

fn part(cx: &Cx<'_>, it: &Alias) -> Part {
    Part {
        lang: cx.lang.tag(),
        up: format!("../{}", route::path(cx.lang, "")),
        title: cx.titled(&it.id).text,
        instrument: cx.titled(&it.instrument),
        lead: lead(cx, it),
        targets: it.targets.iter().map(|id| cx.identified(id)).collect(),
        also: cx.t.other_editions,
        editions: others(it).map(|id| cx.in_edition(id)).collect(),
    }
}
