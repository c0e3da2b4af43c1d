//! What stands around every page: languages, navigation, and what the site was made from.

use crate::artifact::Artifact;
use crate::lang::{Bilingual, Lang};
use serde::Serialize;

use super::messages::Messages;
use super::page::Page;
use super::route::{self, Section};
use super::template::{self, Body, Templates};

/// What stands below every page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Footer<'a> {
    pub(super) title: &'a str,
    pub(super) digest: &'a str,
    pub(super) as_of: String,
    pub(super) day: Bilingual,
    pub(super) generator: &'static str,
}

/// What the layout shows around a page.
#[derive(Serialize)]
struct Frame<'a> {
    lang: &'static str,
    other: &'static str,
    title: &'a str,
    description: &'a str,
    mark: &'a str,
    forward: Option<&'a str>,
    up: String,
    here: String,
    there: String,
    nav: Vec<NavEntry>,
    site: &'a Footer<'a>,
}

#[derive(Serialize)]
struct NavEntry {
    href: &'static str,
    label: &'static str,
    current: bool,
}

/// Renders a page in its frame.
pub(super) fn render(
    page: &Page,
    footer: &Footer<'_>,
    templates: &Templates,
    strings: &[Body; 2],
) -> Result<Artifact, String> {
    let [ja, en] = strings;
    let strings = match page.lang {
        Lang::Ja => ja,
        Lang::En => en,
    };
    let up = route::up(&page.address);
    let file = page.address.rsplit('/').next().unwrap_or_default();
    let frame = Frame {
        lang: page.lang.tag(),
        other: page.lang.other().tag(),
        title: &page.title,
        description: &page.description,
        mark: &page.mark,
        forward: page.forward.as_deref(),
        here: file.to_owned(),
        there: format!("{up}../{}", route::path(page.lang.other(), &page.address)),
        nav: nav(page),
        site: footer,
        up,
    };
    let html = templates.render(page.template, &template::body(&frame), strings, &page.body)?;
    Ok(Artifact::new(route::path(page.lang, &page.address), html))
}

fn nav(page: &Page) -> Vec<NavEntry> {
    let t = Messages::of(page.lang);
    let label = |section: Section| match section {
        Section::Home => t.home,
        Section::Instruments => t.instruments,
        Section::Requirements => t.requirements,
        Section::Tables => t.tables,
        Section::Glossary => t.glossary,
        Section::Facts => t.facts,
        Section::Sources => t.sources,
        Section::Findings => t.findings,
        Section::Coverage => t.coverage,
        Section::About => t.about,
    };
    Section::ALL
        .into_iter()
        .map(|section| NavEntry {
            href: section.address(),
            label: label(section),
            current: section == page.section,
        })
        .collect()
}
