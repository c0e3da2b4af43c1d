//! A page for each instrument that was amended: the old and the new text of each amendment side by side.

use serde::Serialize;

use crate::export::redline::{Order, Profile, Sheet, Style};
use crate::lang::Bilingual;
use crate::msg;
use crate::view::instrument::Instrument;
use crate::view::slug::slug;

use super::part::Link;
use super::{Cx, Page};
use crate::site::redline::{self, Table};
use crate::site::route::{self, Section};
use crate::site::template;

#[derive(Serialize)]
struct View {
    title: String,
    instrument: Link,
    amendments: Vec<AmendmentView>,
}

#[derive(Serialize)]
struct AmendmentView {
    anchor: String,
    edition: Link,
    /// The ids for the command.
    old: String,
    new: String,
    table: Table,
}

/// Returns the page; none where nothing was amended. The latest amendment comes first.
pub(super) fn page(cx: &Cx<'_>, it: &Instrument) -> Option<Page> {
    let style = Style { lang: cx.lang, profile: Profile::Plain, order: Order::NewLeft, all: false };
    let amendments = cx.library.amendments().iter().rev().filter(|amendment| amendment.instrument == it.id);
    let shown = amendments.filter_map(|amendment| {
        let diff = amendment.diff.as_ref()?;
        Some(AmendmentView {
            anchor: slug(&amendment.edition),
            edition: Link {
                href: cx.reference(&amendment.edition),
                text: cx.edition_words(&amendment.edition),
            },
            old: diff.old.id.clone(),
            new: diff.new.id.clone(),
            table: redline::table(&Sheet::new(diff, style)),
        })
    });
    let amendments: Vec<AmendmentView> = shown.collect();
    if amendments.is_empty() {
        return None;
    }
    let Bilingual { ja, en } = &it.title;
    let title = cx.say(&msg!(ja: "{ja}\u{3000}新旧対照表", en: "{en}: old and new text")).clone();
    Some(Page {
        lang: cx.lang,
        address: route::diff(&it.id),
        section: Section::Instruments,
        description: title.clone(),
        mark: it.id.clone(),
        template: "diff.html",
        body: template::body(View { title: title.clone(), instrument: cx.titled(&it.id), amendments }),
        title,
    })
}
