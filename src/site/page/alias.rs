//! What is said of an id that is no declared provision and only leads on, a parent without a text of its own among them.

use crate::lexicon::AliasKind;
use crate::view::alias::Alias;
use serde::Serialize;

use super::Cx;
use super::name::Identified;
use super::part::Link;
use crate::site::route;

fn lead(cx: &Cx<'_>, it: &Alias) -> &'static str {
    match it.kind {
        AliasKind::Unpinned => cx.t.unpinned_lead,
        AliasKind::Parent => cx.t.parent_lead,
        AliasKind::Moved => cx.t.moved_lead,
        AliasKind::Void => cx.t.void_lead,
        AliasKind::Elsewhere => cx.t.elsewhere_lead,
    }
}

/// Returns the ids with the same locator that are neither the id nor a target of it.
fn others(it: &Alias) -> impl Iterator<Item = &String> {
    it.editions.iter().filter(|id| **id != it.id && !it.targets.contains(id))
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
    title: Link,
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
        title: Link { href: cx.routes.place(&it.id), text: cx.titled(&it.id).text },
        instrument: cx.titled(&it.instrument),
        lead: lead(cx, it),
        targets: it.targets.iter().map(|id| cx.identified(id)).collect(),
        also: cx.t.other_editions,
        editions: others(it).map(|id| cx.in_edition(id)).collect(),
    }
}
