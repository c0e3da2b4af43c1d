//! The page of an interpretation, and what is read into the provisions that it interprets.

use crate::id::Id;
use crate::markdown;
use crate::view::interpretation::{Interpretation, Interpreted};
use crate::view::provision::Provision;
use serde::Serialize;

use super::part::{ClauseText, Foreign, Link, SourceText};
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;

#[derive(Serialize)]
struct View {
    id: String,
    cite: String,
    title: String,
    foreign: Foreign,
    instrument: Link,
    edition: Link,
    is_draft: bool,
    acts: bool,
    text: Option<Html>,
    text_foreign: Option<Html>,
    foreign_lang: &'static str,
    concept: Link,
    says: String,
    condition: ClauseText,
    within: Vec<Link>,
    reads: Vec<Link>,
    note: Option<Html>,
    sources: Vec<SourceText>,
}

/// An interpretation on the page of a provision.
#[derive(Serialize)]
pub(super) struct InterpretedText {
    link: Link,
    concept: Link,
    says: String,
    condition: ClauseText,
    /// The editions that are interpreted, where the page is that of what interprets.
    within: Vec<Link>,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>, it: &Interpretation) -> Page {
    let address = route::provision(&it.id);
    let edition = Id::parse(&it.id).whole().to_string();
    Page {
        lang: cx.lang,
        section: Section::Instruments,
        title: format!("{} | {}", cx.titled(&it.id).text, cx.edition_name(&edition)),
        description: it
            .text
            .as_ref()
            .map_or_else(|| cx.say(&it.condition.reading).clone(), |text| markdown::plain(cx.say(text))),
        mark: it.id.clone(),
        template: "interpretation.html",
        body: template::body(view(cx, it, &edition, &address)),
        address,
    }
}

fn view(cx: &Cx<'_>, it: &Interpretation, edition: &str, address: &str) -> View {
    let own = Id::parse(&it.id).instrument;
    let title = it.title.as_ref().unwrap_or(&it.concept_title);
    let foreign = Foreign {
        lang: cx.lang.other().tag(),
        text: format!("{} {}", it.cite.get(cx.lang.other()), title.get(cx.lang.other())),
    };
    View {
        id: it.id.clone(),
        cite: cx.say(&it.cite).clone(),
        title: cx.say(title).clone(),
        foreign,
        instrument: cx.titled(own),
        edition: Link { href: cx.reference(edition), text: cx.edition_words(edition) },
        is_draft: it.status.is_draft(),
        acts: it.acts,
        text: cx.prose_of(it.text.as_ref()),
        text_foreign: it.text.as_ref().map(|text| Html::of_prose(text.get(cx.lang.other()))),
        foreign_lang: cx.lang.other().tag(),
        concept: cx.fact(&it.concept),
        says: cx.say(&it.says.title()).clone(),
        condition: cx.clause(&it.condition, address),
        within: it.within.iter().map(|id| cx.titled(id)).collect(),
        reads: it.reads.iter().map(|id| cx.titled_from(id, own)).collect(),
        note: cx.prose_of(it.note.as_ref()),
        sources: cx.sources(&it.sources),
    }
}

impl Cx<'_> {
    /// Returns what is read into a provision, each with a link to its own page, and what it says of others.
    pub(super) fn interpreted(&self, it: &Provision, address: &str) -> Vec<InterpretedText> {
        let text = |read: &Interpreted| InterpretedText {
            link: self.titled_from(&read.id, &it.instrument),
            concept: self.fact(&read.concept),
            says: self.say(&read.says.title()).clone(),
            condition: self.clause(&read.condition, address),
            within: Vec::new(),
        };
        let given = self.library.said.interpretations.iter().filter(|given| given.id == it.id);
        let given = given.map(|given| InterpretedText {
            link: self.titled(&given.id),
            concept: self.fact(&given.concept),
            says: self.say(&given.says.title()).clone(),
            condition: self.clause(&given.condition, address),
            within: given.within.iter().map(|id| self.titled(id)).collect(),
        });
        it.interpretations.iter().map(text).chain(given).collect()
    }

    /// Returns the interpretations that an edition gives, and those that are given of it.
    pub(super) fn interpretations(&self, edition: &str) -> [Vec<Link>; 2] {
        let all = || self.library.said.interpretations.iter();
        let own = Id::parse(edition).instrument;
        let link = |it: &Interpretation| self.titled_from(&it.id, own);
        let gives = all().filter(|it| Id::parse(&it.id).whole().to_string() == edition).map(link);
        let about = all().filter(|it| it.within.iter().any(|id| id == edition)).map(link);
        [gives.collect(), about.collect()]
    }
}
