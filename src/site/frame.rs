//! What stands around every page: languages, navigation, and what the site was made from.

use std::collections::BTreeMap;

use crate::artifact::Artifact;
use crate::lang::{Bilingual, Lang};
use serde::Serialize;

use super::doors;
use super::host::Host;
use super::messages::Messages;
use super::page::Page;
use super::route::{self, Section};
use super::template::html::Html;
use super::template::{self, Body, Templates};

/// What stands below every page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Footer<'a> {
    pub(super) title: &'a str,
    pub(super) digest: &'a str,
    pub(super) as_of: String,
    pub(super) day: Bilingual,
    pub(super) generator: &'static str,
    /// The address of the site, where that is known.
    pub(super) host: Option<&'a str>,
}

/// What the layout shows around a page.
#[derive(Serialize)]
struct Frame<'a> {
    lang: &'static str,
    other: &'static str,
    title: &'a str,
    description: String,
    mark: &'a str,
    up: String,
    there: String,
    nav: &'a Html,
    site: &'a Footer<'a>,
    /// What the head tells machines, where the address of the site is known.
    doors: Option<Doors>,
}

/// Absolute addresses in a head.
#[derive(Serialize)]
struct Doors {
    here: String,
    alternates: Vec<Alternate>,
    feed: String,
}

/// A page in a language.
#[derive(Serialize)]
struct Alternate {
    lang: &'static str,
    href: String,
}

impl Doors {
    fn new(host: &Host, lang: Lang, path: &str) -> Self {
        let alternates = doors::alternates(path).into_iter().flatten();
        Doors {
            here: host.of(path),
            alternates: alternates.map(|(lang, path)| Alternate { lang, href: host.of(&path) }).collect(),
            feed: host.of(&route::path(lang, route::FEED)),
        }
    }
}

/// What stands around the pages, made once for all of them.
#[derive(Debug)]
pub(super) struct Surroundings<'a> {
    footer: Footer<'a>,
    host: Option<&'a Host>,
    templates: &'a Templates,
    strings: [Body; 2],
    /// By language, section and depth below the folder of the language.
    navigation: BTreeMap<(Lang, &'static str, usize), Html>,
}

/// No page lies deeper below the folder of its language.
const DEEPEST: usize = 2;

impl<'a> Surroundings<'a> {
    /// Renders what many pages share.
    pub(super) fn new(
        footer: Footer<'a>,
        host: Option<&'a Host>,
        templates: &'a Templates,
    ) -> Result<Self, String> {
        let strings = Lang::ALL.map(|lang| template::lookup(Messages::of(lang)));
        let navigation = BTreeMap::new();
        let mut made = Self { footer, host, templates, strings, navigation };
        for lang in Lang::ALL {
            for section in Section::ALL {
                for depth in 0..=DEEPEST {
                    let view = Navigation { up: "../".repeat(depth), entries: entries(lang, section) };
                    let nothing = template::body(());
                    let markup = templates.render(
                        "navigation.html",
                        &nothing,
                        made.strings(lang),
                        &template::body(view),
                    )?;
                    made.navigation.insert((lang, section.address(), depth), Html::vouched(markup));
                }
            }
        }
        Ok(made)
    }

    fn strings(&self, lang: Lang) -> &Body {
        let [ja, en] = &self.strings;
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// Renders a page that belongs to no language.
    pub(super) fn bare<V: Serialize>(&self, template: &str, view: V) -> Result<String, String> {
        let nothing = template::body(());
        self.templates.render(template, &template::body(&self.footer), &nothing, &template::body(view))
    }

    /// Renders what hosts show for an address that there is not; none where the address of the site is unknown, for such a
    /// page is shown at any depth and can name nothing from there.
    pub(super) fn lost(&self) -> Option<Result<Artifact, String>> {
        let [ja, en] = Lang::ALL.map(|lang| Messages::of(lang).lost.to_owned());
        let view = Lost { folder: self.host?.folder(), says: Bilingual { ja, en } };
        Some(self.bare("lost.html", view).map(|markup| Artifact::new(route::LOST, markup)))
    }

    /// Renders the page that sends a reader on to a language.
    pub(super) fn root(&self) -> Result<Artifact, String> {
        let doors = self.host.map(|host| Doors::new(host, Lang::Ja, route::ROOT));
        Ok(Artifact::new(route::ROOT, self.bare("root.html", doors)?))
    }
}

/// What is shown for an address that there is not.
#[derive(Serialize)]
struct Lost<'a> {
    folder: &'a str,
    says: Bilingual,
}

#[derive(Serialize)]
struct Navigation {
    up: String,
    entries: Vec<NavEntry>,
}

#[derive(Serialize)]
struct NavEntry {
    href: &'static str,
    label: &'static str,
    current: bool,
}

/// Renders a page in its frame.
pub(super) fn render(page: &Page, around: &Surroundings<'_>) -> Result<Artifact, String> {
    let up = route::up(&page.address);
    let path = route::path(page.lang, &page.address);
    let depth = page.address.matches('/').count();
    let nav = around.navigation.get(&(page.lang, page.section.address(), depth));
    let frame = Frame {
        lang: page.lang.tag(),
        other: page.lang.other().tag(),
        title: &page.title,
        description: shortened(&page.description, page.lang),
        mark: &page.mark,
        there: format!("{up}../{}", route::path(page.lang.other(), &page.address)),
        nav: nav.ok_or_else(|| format!("`{}` lies too deep", page.address))?,
        site: &around.footer,
        doors: around.host.map(|host| Doors::new(host, page.lang, &path)),
        up,
    };
    let (frame, strings) = (template::body(&frame), around.strings(page.lang));
    let html = around.templates.render(page.template, &frame, strings, &page.body)?;
    Ok(Artifact::new(path, direct(html, &page.address)))
}

/// Leaves out of the addresses on a page the step out of its folder and into it again.
fn direct(html: String, address: &str) -> String {
    match address.split_once('/') {
        Some((folder, file)) if !file.contains('/') => html.replace(&format!("=\"../{folder}/"), "=\""),
        Some(_) | None => html,
    }
}

/// Returns what a search engine shows of a description: no more is read.
fn shortened(text: &str, lang: Lang) -> String {
    let most = match lang {
        Lang::Ja => 40,
        Lang::En => 80,
    };
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

fn entries(lang: Lang, current: Section) -> Vec<NavEntry> {
    let t = Messages::of(lang);
    let entry = |section: Section| NavEntry {
        href: section.address(),
        label: match section {
            Section::Timeline => t.changes_and_dates,
            Section::About => t.reference,
            Section::Home
            | Section::Instruments
            | Section::Compare
            | Section::Requirements
            | Section::Tables
            | Section::Glossary
            | Section::Facts
            | Section::Sources
            | Section::Findings
            | Section::Coverage => section.title(&t),
        },
        current: current.header() == Some(section),
    };
    Section::HEADER.into_iter().map(entry).collect()
}
