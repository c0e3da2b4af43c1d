//! Pages written by hand, one file a language.

use serde::Serialize;

use super::part::Link;
use super::{Cx, Page};
use crate::lang::Lang;
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words;

/// The address and the text of each page; the first is the index of the others.
const PAGES: [(&str, &str, &str); 6] = [
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
    (
        "badges.html",
        include_str!("../../../site/pages/ja/badges.md"),
        include_str!("../../../site/pages/en/badges.md"),
    ),
    (
        "citing.html",
        include_str!("../../../site/pages/ja/citing.md"),
        include_str!("../../../site/pages/en/citing.md"),
    ),
    (
        "accessibility.html",
        include_str!("../../../site/pages/ja/accessibility.md"),
        include_str!("../../../site/pages/en/accessibility.md"),
    ),
    (
        "licence.html",
        include_str!("../../../site/pages/ja/licence.md"),
        include_str!("../../../site/pages/en/licence.md"),
    ),
];

#[derive(Serialize)]
struct View {
    title: &'static str,
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
    let data = Link { href: Some(route::DATA.to_owned()), text: cx.t.data.to_owned() };
    Section::REFERENCE.into_iter().map(link).chain(others(cx)).chain([data]).collect()
}

/// Returns the pages beside the first.
fn others(cx: &Cx<'_>) -> impl Iterator<Item = Link> {
    let address = Section::About.address();
    let beside = PAGES.iter().filter(move |(it, ..)| *it != address);
    let lang = cx.lang;
    beside
        .map(move |it| Link { href: Some(it.0.to_owned()), text: title(of_language(it, lang)).0.to_owned() })
}

fn of_language(it: &(&'static str, &'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => it.1,
        Lang::En => it.2,
    }
}

/// Returns the title of a page and the rest of it.
fn title(text: &'static str) -> (&'static str, &'static str) {
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    (title.trim_start_matches('#').trim(), rest)
}

/// Returns the references of a text, `[[id]]`, with their places.
pub(in crate::site) fn references(text: &str) -> Vec<(usize, &str)> {
    let starts = text.match_indices("[[");
    starts.filter_map(|(at, mark)| Some((at, text.get(at + mark.len()..)?.split_once("]]")?.0))).collect()
}

/// Returns a text with each reference as a link that reads as what it leads to, and as the bare id where the base does
/// not have the text that it names.
fn linked(cx: &Cx<'_>, text: &str) -> String {
    let mut out = text.to_owned();
    for (_, id) in references(text) {
        let link =
            if cx.index.requirements.contains_key(id) { cx.requirement(id) } else { cx.titled_from(id, "") };
        let words = link.text.replace('[', "\\[").replace(']', "\\]");
        let shown = link.href.map_or_else(|| format!("`{id}`"), |href| format!("[{words}]({href})"));
        out = out.replace(&format!("[[{id}]]"), &shown);
    }
    out
}

/// Returns the addresses of the pages.
pub(super) fn addresses() -> Vec<String> {
    PAGES.iter().map(|(address, ..)| (*address).to_owned()).collect()
}

/// Returns the pages.
pub(super) fn pages(cx: &Cx<'_>) -> Vec<Page> {
    let page = |it: &(&'static str, &'static str, &'static str)| {
        let (title, rest) = title(of_language(it, cx.lang));
        // Chapters link to one another as files, pages as pages.
        let html = Html::of_prose(&linked(cx, rest).replace(".md)", ".html)"));
        Page {
            lang: cx.lang,
            address: it.0.to_owned(),
            section: Section::About,
            title: title.to_owned(),
            description: title.to_owned(),
            mark: String::new(),
            template: "narrative.html",
            body: template::body(View {
                title,
                html: if it.0 == BADGES { html.with_places(&words::places(cx.lang)) } else { html },
                reference: if it.0 == Section::About.address() { reference(cx) } else { Vec::new() },
            }),
        }
    };
    PAGES.iter().map(page).collect()
}

/// The page on which each mark has its place.
const BADGES: &str = "badges.html";
