//! Pages written by hand, one file a language.

use serde::Serialize;

use super::{Cx, Page};
use crate::lang::Lang;
use crate::site::prose;
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
                html: prose::html(&rest.replace(".md)", ".html)")),
            }),
            title,
        }
    };
    PAGES.iter().map(page).collect()
}
