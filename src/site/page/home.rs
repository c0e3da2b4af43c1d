//! The first page: what there is, and where to begin.

use serde::Serialize;

use super::{Cx, Page, instrument, proposal, requirement};
use crate::site::route::Section;
use crate::site::template;

#[derive(Serialize)]
struct View {
    rows: Vec<instrument::Row>,
    proposals: Vec<proposal::Mention>,
    themes: Vec<requirement::ThemeText>,
    provisions: usize,
    requirements: usize,
    facts: usize,
    terms: usize,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let view = View {
        rows: instrument::rows(cx),
        proposals: cx.proposals(None),
        themes: requirement::themes(cx),
        provisions: cx.library.briefs.len(),
        requirements: cx.library.requirements.len(),
        facts: cx.library.facts.len(),
        terms: cx.library.terms.len(),
    };
    Page {
        lang: cx.lang,
        address: Section::Home.address().to_owned(),
        section: Section::Home,
        title: cx.t.home.to_owned(),
        description: cx.t.home_lead.to_owned(),
        mark: String::new(),
        template: "home.html",
        body: template::body(view),
    }
}
