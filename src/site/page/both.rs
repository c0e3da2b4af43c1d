//! Both languages side by side: one page for each edition, beside the folders of the languages.
//!
//! Each text stands beside its counterpart at the place that its id names, so that nothing is added for each provision.

use crate::id::Id;
use crate::lang::Lang;
use crate::view::instrument::{Branch, Edition};
use crate::view::slug::slug;
use serde::Serialize;

use super::Cx;
use crate::site::messages::Messages;
use crate::site::route;
use crate::site::template::html::Html;

/// What the page shows.
#[derive(Debug, Serialize)]
pub(in crate::site) struct View<'a> {
    id: &'a str,
    /// Where the page is below the folder of the site.
    path: String,
    /// The strings of Japanese and of English.
    t: [Messages; 2],
    /// What is told of the edition in each language.
    edition: [Of; 2],
    rows: Vec<Row>,
}

/// What a language says of something.
#[derive(Debug, Serialize)]
struct Of {
    lang: &'static str,
    title: String,
    href: Option<String>,
    /// What it says; none of a place without a text of its own.
    text: Option<Html>,
}

/// A place of the edition.
#[derive(Debug, Serialize)]
struct Row {
    place: String,
    /// The level of its headings.
    level: usize,
    sides: [Of; 2],
}

/// Returns what the page of an edition shows.
pub(in crate::site) fn both<'a>(contexts: &[Cx<'_>; 2], edition: &'a Edition) -> View<'a> {
    let [ja, en] = contexts.each_ref().map(|cx| cx.notice(Id::parse(&edition.id).instrument));
    let of = |cx: &Cx<'_>| Of {
        lang: cx.lang.tag(),
        title: cx.edition_name(&edition.id),
        href: cx.reference(&edition.id).map(|it| up(cx.lang, &it)),
        text: None,
    };
    let noted = |of: Of, notice: String| Of { text: Some(Html::of_prose(&notice)), ..of };
    let [first, second] = contexts.each_ref().map(of);
    View {
        id: &edition.id,
        path: route::both(&edition.id),
        t: contexts.each_ref().map(|cx| cx.t),
        edition: [noted(first, ja), noted(second, en)],
        rows: edition.outline.iter().map(|branch| row(contexts, branch)).collect(),
    }
}

fn row(contexts: &[Cx<'_>; 2], branch: &Branch) -> Row {
    let side = |cx: &Cx<'_>| {
        let found = cx.library.find(&branch.id);
        let link = cx.titled(&branch.id);
        Of {
            lang: cx.lang.tag(),
            // A place without a text is told by its heading alone.
            href: link.href.filter(|_| found.is_some()).map(|it| up(cx.lang, &it)),
            title: link.text,
            text: found.map(|it| Html::of_prose(it.text.get(cx.lang))),
        }
    };
    Row { place: slug(&branch.id), level: (branch.depth + 2).min(6), sides: contexts.each_ref().map(side) }
}

/// Returns the way to an address of a language.
fn up(lang: Lang, address: &str) -> String {
    format!("../{}", route::path(lang, address))
}
