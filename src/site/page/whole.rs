//! A part of an edition as one document: an article with its items, a part of an annex.
//!
//! A place without a text of its own, and one at the top of an outline, that has several texts below.

use serde::Serialize;

use crate::id::Id;
use crate::lexicon::{Grade, Standing};
use crate::view::instrument::{Branch, Edition, Instrument};
use crate::view::slug::slug;
use crate::view::{Brief, Library};

use super::part::Link;
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct View {
    title: String,
    id: String,
    trail: Vec<Link>,
    notice: String,
    /// Where both languages stand side by side.
    both: String,
    rows: Vec<Row>,
}

/// A place in the document.
#[derive(Serialize)]
struct Row {
    /// Its place on the page.
    place: String,
    /// How deep it stands below the title, from 0; headings go down to the sixth level.
    depth: usize,
    link: Link,
    text: Option<Html>,
    modality: Option<Badge>,
    standing: Vec<Badge>,
    grade: Option<Badge>,
}

/// Returns the addresses of the pages of an instrument.
pub(super) fn addresses(cx: &Cx<'_>, it: &Instrument) -> Vec<String> {
    let outlines = it.editions.iter().flat_map(|edition| &edition.outline);
    outlines.filter(|it| cx.is_whole(&it.id)).map(|it| route::whole(&it.id)).collect()
}

/// Returns the pages of an edition.
pub(super) fn pages(cx: &Cx<'_>, edition: &Edition) -> Vec<Page> {
    let shown = edition.outline.iter().filter(|it| cx.is_whole(&it.id));
    shown.map(|branch| page(cx, &edition.id, branch)).collect()
}

fn page(cx: &Cx<'_>, edition: &str, branch: &Branch) -> Page {
    let title = cx.titled(&branch.id).text;
    let Id { instrument, .. } = Id::parse(edition);
    let of_edition = Link { href: cx.reference(edition), text: cx.edition_words(edition) };
    let view = View {
        title: title.clone(),
        id: branch.id.clone(),
        trail: vec![cx.titled(instrument), of_edition],
        notice: cx.notice(instrument),
        both: route::both_at(edition, &branch.id),
        rows: rows(cx, edition, branch),
    };
    Page {
        lang: cx.lang,
        address: route::whole(&branch.id),
        section: Section::Instruments,
        // A text with a page of its own is called as that page is.
        title: format!("{title} ({}) | {}", cx.t.whole_of, cx.edition_name(edition)),
        description: format!("{title} – {}", cx.t.whole_lead),
        mark: branch.id.clone(),
        template: "whole.html",
        body: template::body(view),
    }
}

/// Returns what stands in a place; the place itself only where it has a text, for the title names it.
fn rows(cx: &Cx<'_>, edition: &str, whole: &Branch) -> Vec<Row> {
    let below = cx.below(edition, &whole.id);
    match (cx.library.find(&whole.id), below) {
        (None, [_, rest @ ..]) => rest.iter().map(|it| row(cx, it, whole.depth + 1)).collect(),
        (None, []) | (Some(_), _) => below.iter().map(|it| row(cx, it, whole.depth)).collect(),
    }
}

fn row(cx: &Cx<'_>, branch: &Branch, top: usize) -> Row {
    let found = cx.library.find(&branch.id);
    let link = cx.titled(&branch.id);
    // A place without a text is told by its heading alone.
    let link = if found.is_some() { link } else { Link { href: None, ..link } };
    Row {
        place: slug(&branch.id),
        depth: branch.depth.saturating_sub(top).min(4),
        link,
        text: found.map(|it: &Brief<'_>| cx.prose(it.text)),
        modality: found.map(|it| words::modality(cx.lang, it.modality, it.status)),
        standing: found.map(|it| cx.standing(it)).unwrap_or_default(),
        // Most were read in the official text; the lead says what a row without a word of it means.
        grade: found.filter(|it| it.grade != Grade::Official).map(|it| words::grade(cx.lang, it.grade)),
    }
}

/// Returns the places of an edition that are shown as one document. Those of an edition that is over are not, and neither
/// is a place with nothing below it but others that are.
pub(super) fn places<'a>(library: &Library<'_>, edition: &'a Edition) -> Vec<&'a str> {
    if edition.standing == Standing::Ended {
        return Vec::new();
    }
    let mut shown: Vec<usize> = Vec::new();
    for (at, branch) in edition.outline.iter().enumerate().rev() {
        let below = below(&edition.outline, at);
        let texts = below.iter().filter(|it| library.find(&it.id).is_some()).count();
        let is_text = library.find(&branch.id).is_some();
        let next = |(step, it): (usize, &Branch)| (it.depth == branch.depth + 1).then_some(at + step);
        let mut children = below.iter().enumerate().filter_map(next);
        let only_others = !is_text && children.all(|child| shown.contains(&child));
        if texts > 1 && (branch.depth == 0 || !is_text) && !only_others {
            shown.push(at);
        }
    }
    shown.into_iter().rev().filter_map(|at| edition.outline.get(at)).map(|it| it.id.as_str()).collect()
}

/// Returns a place of an outline with all below it.
fn below(outline: &[Branch], at: usize) -> &[Branch] {
    let rest = outline.get(at..).unwrap_or_default();
    let depth = rest.first().map_or(0, |it| it.depth);
    let end = rest.iter().skip(1).position(|it| it.depth <= depth).map_or(rest.len(), |end| end + 1);
    rest.get(..end).unwrap_or_default()
}

impl Cx<'_> {
    /// Says whether a place is shown as one document.
    pub(super) fn is_whole(&self, id: &str) -> bool {
        self.index.wholes.contains(id)
    }

    fn below(&self, edition: &str, id: &str) -> &[Branch] {
        self.index.branches.get(id).map_or(&[], |at| below(self.outline_of(edition), *at))
    }
}
