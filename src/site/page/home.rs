//! The first page: what there is, and where to begin.

use serde::Serialize;

use super::part::Link;
use super::{Cx, Page, instrument, narrative, proposal, requirement};
use crate::site::route::{self, MATRICES, Section};
use crate::site::template;

#[derive(Serialize)]
struct View {
    /// What a reader may want to do, with where that is done.
    tasks: Vec<Task>,
    /// What else there is.
    reference: Vec<Link>,
    rows: Vec<instrument::Row>,
    proposals: Vec<proposal::Mention>,
    themes: Vec<requirement::ThemeText>,
    provisions: usize,
    requirements: usize,
    facts: usize,
    terms: usize,
}

/// Something that a reader may want to do.
#[derive(Serialize)]
struct Task {
    link: Link,
    says: &'static str,
}

fn tasks(cx: &Cx<'_>) -> Vec<Task> {
    let task = |section: Section, text: &str, says| Task {
        link: Link { href: Some(section.address().to_owned()), text: text.to_owned() },
        says,
    };
    let t = &cx.t;
    vec![
        task(Section::Instruments, t.task_read, t.task_read_says),
        task(Section::Requirements, t.task_compare, t.task_compare_says),
        Task {
            link: Link { href: Some(MATRICES.to_owned()), text: t.task_tables.to_owned() },
            says: t.task_tables_says,
        },
        task(Section::Timeline, t.task_dates, t.task_dates_says),
        Task {
            link: Link { href: Some(route::CHECK.to_owned()), text: t.task_product.to_owned() },
            says: t.task_product_says,
        },
    ]
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let view = View {
        tasks: tasks(cx),
        reference: narrative::reference(cx),
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
