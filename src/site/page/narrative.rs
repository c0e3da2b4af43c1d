//! Pages written by hand, one file a language.

use serde::Serialize;

use super::part::Link;
use super::{Cx, Page};
use crate::lang::Lang;
use crate::site::route::Section;
use crate::site::template;
use crate::site::template::html::Html;

/// The address and the text of each page.
const PAGES: [(&str, &str, &str); 2] = [
    (
        "about.html",
        include_str!("../../../site/pages/ja/about.md"),
        include_str!("../../../site/pages/en/about.md"),
    ),
    (
        "reading.html",
        include_str!("../../../site/pages/ja/reading.md"),
        include_str!("../../../site/pages/en/reading.md"),
    ),
];

#[derive(Serialize)]
struct View {
    title: String,
    html: Html,
    /// What the first of these pages leads to beside the others.
    reference: Vec<Link>,
}

/// Returns the files of the pages: their names and their texts.
pub(in crate::site) fn files() -> impl Iterator<Item = (String, &'static str)> {
    let of = |(address, ja, en): &(&'static str, &'static str, &'static str)| {
        let stem = address.trim_end_matches(".html");
        [(format!("site/pages/ja/{stem}.md"), *ja), (format!("site/pages/en/{stem}.md"), *en)]
    };
    PAGES.iter().flat_map(of)
}

/// Returns what there is for reference beside provisions, requirements and dates.
pub(super) fn reference(cx: &Cx<'_>) -> Vec<Link> {
    let link = |it: Section| Link { href: Some(it.address().to_owned()), text: it.title(&cx.t).to_owned() };
    Section::REFERENCE.into_iter().map(link).collect()
}

/// Returns the pages.
pub(super) fn pages(cx: &Cx<'_>) -> Vec<Page> {
    let page = |(address, ja, en): &(&'static str, &'static str, &'static str)| {
        let text = match cx.lang {
            Lang::Ja => ja,
            Lang::En => en,
        };
        let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
        let title = title.trim_start_matches('#').trim().to_owned();
        Page {
            lang: cx.lang,
            address: (*address).to_owned(),
            section: Section::About,
            description: title.clone(),
            mark: String::new(),
            template: "narrative.html",
            // Chapters link to one another as files, pages as pages.
            body: template::body(View {
                title: title.clone(),
                html: Html::of_prose(&rest.replace(".md)", ".html)")),
                reference: if *address == Section::About.address() { reference(cx) } else { Vec::new() },
            }),
            title,
        }
    };
    PAGES.iter().map(page).collect()
}
