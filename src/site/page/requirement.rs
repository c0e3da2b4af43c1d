//! The index of requirements by theme, and a page that lays their provisions side by side.

use crate::markdown;
use crate::view::Brief;
use crate::view::vocabulary::Requirement;
use serde::Serialize;

use super::part::{Foreign, Link};
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct IndexView {
    themes: Vec<ThemeText>,
}

/// A theme with its requirements.
#[derive(Serialize)]
pub(super) struct ThemeText {
    place: String,
    title: String,
    requirements: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    link: Link,
    text: Html,
    count: usize,
}

#[derive(Serialize)]
struct View {
    id: String,
    title: String,
    title_foreign: Foreign,
    theme: Option<String>,
    text: Html,
    note: Option<Html>,
    rows: Vec<Row>,
    elsewhere: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    provision: Link,
    id: String,
    instrument: String,
    modality: Badge,
    standing: Vec<Badge>,
    grade: Badge,
    is_unsure: bool,
    outlines: Vec<Html>,
    relation: Option<Badge>,
    applicability: Option<String>,
    condition: Option<String>,
}

/// Returns the index.
pub(super) fn index(cx: &Cx<'_>) -> Page {
    Page {
        lang: cx.lang,
        address: Section::Requirements.address().to_owned(),
        section: Section::Requirements,
        title: cx.t.requirements.to_owned(),
        description: cx.t.requirements_lead.to_owned(),
        mark: String::new(),
        template: "requirements.html",
        body: template::body(IndexView { themes: themes(cx) }),
    }
}

/// Returns all themes with their requirements; those without a theme last.
pub(super) fn themes(cx: &Cx<'_>) -> Vec<ThemeText> {
    let entries = |theme: Option<&str>| {
        let all = cx.library.requirements.iter().filter(|it| it.theme.as_deref() == theme);
        all.map(|it| Entry {
            link: cx.requirement(&it.id),
            text: cx.prose(&it.text),
            count: it.provisions.len() + it.elsewhere.len(),
        })
        .collect::<Vec<_>>()
    };
    let mut themes: Vec<ThemeText> = cx
        .library
        .themes
        .iter()
        .map(|theme| ThemeText {
            place: super::part::place(&theme.id),
            title: cx.say(&theme.title).clone(),
            requirements: entries(Some(&theme.id)),
        })
        .collect();
    let rest = entries(None);
    themes.push(ThemeText { place: "_".to_owned(), title: cx.t.themeless.to_owned(), requirements: rest });
    themes.retain(|theme| !theme.requirements.is_empty());
    themes
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>, it: &Requirement) -> Page {
    let address = route::requirement(&it.id);
    let theme = cx.library.themes.iter().find(|theme| Some(&theme.id) == it.theme.as_ref());
    let view = View {
        id: it.id.clone(),
        title: cx.say(&it.title).clone(),
        title_foreign: cx.foreign(&it.title),
        theme: theme.map(|theme| cx.say(&theme.title).clone()),
        text: cx.prose(&it.text),
        note: cx.prose_of(it.note.as_ref()),
        rows: rows(cx, &it.provisions, it, &address),
        elsewhere: rows(cx, &it.elsewhere, it, &address),
    };
    Page {
        lang: cx.lang,
        section: Section::Requirements,
        title: cx.say(&it.title).clone(),
        description: markdown::plain(cx.say(&it.text)),
        mark: it.id.clone(),
        template: "requirement.html",
        body: template::body(view),
        address,
    }
}

fn rows(cx: &Cx<'_>, ids: &[String], requirement: &Requirement, address: &str) -> Vec<Row> {
    let first = requirement.provisions.first().map(String::as_str).unwrap_or_default();
    let provisions = ids.iter().filter_map(|id| cx.library.find(id));
    provisions.map(|it| row(cx, it, first, &requirement.id, address)).collect()
}

fn row(cx: &Cx<'_>, it: &Brief<'_>, first: &str, requirement: &str, address: &str) -> Row {
    let criteria = cx.library.criteria(it.id);
    let met = criteria.iter().filter(|criterion| criterion.requirement.as_deref() == Some(requirement));
    let related = cx.library.relation(requirement, it.id, first);
    Row {
        provision: cx.titled(it.id),
        id: it.id.to_owned(),
        instrument: cx.instrument_name(it.instrument),
        modality: words::modality(cx.lang, it.modality, it.status),
        standing: cx.standing(it),
        grade: words::grade(cx.lang, it.grade),
        is_unsure: it.grade >= crate::lexicon::Grade::Inferred,
        outlines: met
            .filter_map(|criterion| criterion.clause.as_ref())
            .map(|clause| cx.outline(&clause.outline, address))
            .collect(),
        relation: (it.id != first).then(|| words::related(cx.lang, related.map(|it| it.relation))),
        applicability: related.map(|it| cx.say(&it.applicability.title()).clone()),
        condition: related.and_then(|it| cx.inside(it.applicability, it.condition)),
    }
}
