//! Pages: views in one language, with every id turned into a link.
//!
//! Decides nothing: what is true was settled by the views.

mod alias;
mod coverage;
mod facts;
mod findings;
mod glossary;
mod home;
mod instrument;
mod name;
mod narrative;
mod outline;
mod part;
mod provision;
mod related;
mod requirement;
mod sources;
mod tables;

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::view::Library;
use crate::view::citation::Source;
use crate::view::fact::Fact;
use crate::view::instrument::{Edition, Instrument};
use crate::view::vocabulary::{Finding, Requirement};
use rayon::prelude::*;

use super::messages::Messages;
use super::route::{Routes, Section};
use super::template::Body;
use name::Names;

/// A page before it is rendered.
#[derive(Debug)]
pub(super) struct Page {
    /// The language.
    pub(super) lang: Lang,
    /// The address below the folder of the language.
    pub(super) address: String,
    /// The part of the site.
    pub(super) section: Section,
    /// The title.
    pub(super) title: String,
    /// One sentence for search engines and previews.
    pub(super) description: String,
    /// What stands at the top of each printed page.
    pub(super) mark: String,
    /// The page to which a browser goes on at once.
    pub(super) forward: Option<String>,
    /// The template.
    pub(super) template: &'static str,
    /// What the template shows.
    pub(super) body: Body,
}

/// What every page is made from.
#[derive(Debug)]
pub(super) struct Cx<'a> {
    /// The views.
    pub(super) library: &'a Library,
    /// The language.
    pub(super) lang: Lang,
    /// The interface strings.
    pub(super) t: Messages,
    routes: &'a Routes<'a>,
    index: &'a Index<'a>,
}

/// Views by id.
#[derive(Debug)]
pub(super) struct Index<'a> {
    instruments: BTreeMap<&'a str, &'a Instrument>,
    editions: BTreeMap<&'a str, &'a Edition>,
    requirements: BTreeMap<&'a str, &'a Requirement>,
    facts: BTreeMap<&'a str, &'a Fact>,
    sources: BTreeMap<&'a str, &'a Source>,
    findings: BTreeMap<&'a str, Vec<&'a Finding>>,
    /// Ids that are asked for by another name, with the pinned ids that they mean.
    meant: BTreeMap<&'a str, &'a [String]>,
    /// Pinned ids with the same locator.
    same_locator: BTreeMap<(&'a str, &'a str), Vec<&'a str>>,
    /// Pinned ids of provisions that test a fact.
    testers: BTreeMap<&'a str, Vec<&'a str>>,
    /// What things are called.
    names: Names<'a>,
}

impl<'a> Index<'a> {
    /// Sorts the views by id.
    pub(super) fn new(library: &'a Library) -> Self {
        let mut findings: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in &library.findings {
            for about in &finding.about {
                findings.entry(about).or_default().push(finding);
            }
        }
        let mut same_locator: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        let mut testers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for provision in &library.provisions {
            let key = (provision.instrument.as_str(), provision.locator.as_str());
            same_locator.entry(key).or_default().push(&provision.id);
            if provision.inherited_from.is_none() {
                for fact in library.facts_of(&provision.id) {
                    testers.entry(&fact.id).or_default().push(&provision.id);
                }
            }
        }
        Self {
            instruments: library.instruments.iter().map(|it| (it.id.as_str(), it)).collect(),
            editions: editions(library).map(|it| (it.id.as_str(), it)).collect(),
            requirements: library.requirements.iter().map(|it| (it.id.as_str(), it)).collect(),
            facts: library.facts.iter().map(|it| (it.id.as_str(), it)).collect(),
            sources: library.sources.iter().map(|it| (it.id.as_str(), it)).collect(),
            meant: library.aliases.iter().map(|it| (it.id.as_str(), it.targets.as_slice())).collect(),
            findings,
            same_locator,
            testers,
            names: Names::new(library),
        }
    }
}

fn editions(library: &Library) -> impl Iterator<Item = &Edition> {
    library.instruments.iter().flat_map(|it| &it.editions)
}

impl<'a> Cx<'a> {
    /// Returns what the pages of a language are made from.
    pub(super) fn new(
        library: &'a Library,
        routes: &'a Routes<'a>,
        index: &'a Index<'a>,
        lang: Lang,
    ) -> Self {
        Self { library, lang, t: Messages::of(lang), routes, index }
    }
}

/// Returns all pages of a language.
pub(super) fn pages(cx: &Cx<'_>) -> Vec<Page> {
    let mut pages = vec![
        home::page(cx),
        instrument::index(cx),
        requirement::index(cx),
        glossary::page(cx),
        facts::page(cx),
        sources::page(cx),
        findings::page(cx),
        coverage::page(cx),
        tables::index(cx),
    ];
    pages.extend(facts::groups(cx));
    pages.extend(narrative::pages(cx));
    pages.extend(cx.library.instruments.iter().flat_map(|it| instrument::pages(cx, it)));
    pages.extend(cx.library.tables.iter().map(|it| tables::page(cx, it)));
    pages.extend(cx.library.requirements.iter().map(|it| requirement::page(cx, it)));
    let provisions: Vec<Page> = cx.library.provisions.par_iter().map(|it| provision::page(cx, it)).collect();
    pages.extend(provisions);
    let aliases: Vec<Page> = cx.library.aliases.par_iter().map(|it| alias::page(cx, it)).collect();
    pages.extend(aliases);
    pages
}
