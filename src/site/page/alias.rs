//! The page of an id that is no declared provision: it leads on, or says why it does not.

use crate::view::alias::{Alias, AliasKind};
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

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>, it: &Alias) -> Page {
    let address = route::provision(&it.id);
    let lead = match it.kind {
        AliasKind::Unpinned => cx.t.unpinned_lead,
        AliasKind::Parent => cx.t.parent_lead,
        AliasKind::Moved => cx.t.moved_lead,
        AliasKind::Void => cx.t.void_lead,
        AliasKind::Elsewhere => cx.t.elsewhere_lead,
    };
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

fn view(cx: &Cx<'_>, it: &Alias, lead: &'static str) -> View {
    View {
        id: it.id.clone(),
        title: cx.titled(&it.id).text,
        instrument: cx.titled(&it.instrument),
        lead,
        targets: it.targets.iter().map(|id| target(cx, id)).collect(),
        editions: it
            .editions
            .iter()
            .filter(|id| **id != it.id && !it.targets.contains(id))
            .map(|id| cx.in_edition(id))
            .collect(),
    }
}

fn target(cx: &Cx<'_>, id: &str) -> Target {
    let provision = cx.library.find(id);
    Target {
        link: cx.titled(id),
        id: id.to_owned(),
        modality: provision.map(|it| words::modality(cx.lang, it.modality)),
        standing: provision.map(|it| cx.standing(it)).unwrap_or_default(),
    }
}
