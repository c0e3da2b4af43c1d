//! Pages: views in one language, with every id turned into a link.
//!
//! Decides nothing: what is true was settled by the views.

mod alias;
mod answer;
mod both;
mod check;
pub(super) mod cite;
mod counterpart;
mod coverage;
pub(super) mod data;
mod days;
mod diagram;
mod diff;
mod drawing;
mod facts;
mod findings;
mod glossary;
mod home;
mod initial;
mod instrument;
mod interpretation;
mod joint;
mod matrix;
mod mention;
mod name;
pub(super) mod narrative;
mod opposed;
mod outline;
mod part;
mod place;
mod proposal;
mod provision;
mod realised;
mod related;
mod requirement;
pub(super) mod search;
mod sources;
mod tables;
mod terms;
pub(super) mod timeline;
mod whole;

use std::sync::OnceLock;

use indexmap::{IndexMap, IndexSet};

use crate::lang::Lang;
use crate::view::Library;
use crate::view::citation::Source;
use crate::view::diagnostics::Score;
use crate::view::fact::Fact;
use crate::view::instrument::{Edition, Instrument};
use crate::view::interpretation::Interpretation;
use crate::view::matrix::{Matrix, matrices};
use crate::view::vocabulary::{Finding, Requirement};

use super::messages::Messages;
use super::route::{self, Routes, Section};
use super::template::Body;
pub(super) use alias::leading_on;
pub(super) use both::both;
use mention::Mentions;
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
    /// The template.
    pub(super) template: &'static str,
    /// What the template shows.
    pub(super) body: Body,
}

/// What every page is made from.
#[derive(Debug)]
pub(super) struct Cx<'a> {
    /// The views.
    pub(super) library: &'a Library<'a>,
    /// The language.
    pub(super) lang: Lang,
    /// The interface strings.
    pub(super) t: Messages,
    /// How the example devices did, if that was measured.
    pub(super) scores: Option<&'a [Score]>,
    /// The words for terms.
    terms: Vec<terms::Name<'a>>,
    routes: &'a Routes<'a>,
    index: &'a Index<'a>,
}

/// Views by id.
#[derive(Debug)]
pub(super) struct Index<'a> {
    instruments: IndexMap<&'a str, &'a Instrument>,
    editions: IndexMap<&'a str, &'a Edition>,
    requirements: IndexMap<&'a str, &'a Requirement>,
    facts: IndexMap<&'a str, &'a Fact>,
    sources: IndexMap<&'a str, &'a Source>,
    /// Interpretations that are no declared provision.
    interpretations: IndexMap<&'a str, &'a Interpretation>,
    findings: IndexMap<&'a str, Vec<&'a Finding>>,
    /// Ids that are asked for by another name, with the pinned ids that they mean.
    meant: IndexMap<&'a str, &'a [String]>,
    /// Pinned ids with the same locator.
    same_locator: IndexMap<(&'a str, &'a str), Vec<&'a str>>,
    /// Pinned ids of provisions that test a fact.
    testers: IndexMap<&'a str, Vec<&'a str>>,
    /// Editions whose scope tests a fact.
    scopes: IndexMap<&'a str, Vec<&'a Edition>>,
    /// The position of a provision in its edition.
    positions: IndexMap<&'a str, usize>,
    /// The position of an id in the outline of its edition.
    branches: IndexMap<&'a str, usize>,
    /// The position of an instrument in the order that begins at home.
    from_home: IndexMap<&'a str, usize>,
    /// The places that are shown as one document.
    wholes: IndexSet<&'a str>,
    /// Facts by group, groups in the order of their first fact.
    groups: Vec<(&'a str, Vec<&'a Fact>)>,
    /// Requirements against the texts of each set of markets, computed when the first of them is asked for.
    matrices: OnceLock<Vec<Matrix<'a>>>,
    library: &'a Library<'a>,
    /// Statements by provision.
    mentions: Mentions<'a>,
    /// What things are called.
    names: Names<'a>,
}

impl<'a> Index<'a> {
    /// Sorts the views by id.
    pub(super) fn new(library: &'a Library<'a>) -> Self {
        let mut findings: IndexMap<&str, Vec<&Finding>> = IndexMap::new();
        for finding in &library.findings {
            for about in &finding.about {
                findings.entry(about).or_default().push(finding);
            }
        }
        let mut same_locator: IndexMap<_, Vec<&str>> = IndexMap::new();
        let mut testers: IndexMap<&str, Vec<&str>> = IndexMap::new();
        for brief in &library.briefs {
            same_locator.entry((brief.instrument, brief.locator)).or_default().push(brief.id);
            if brief.inherited_from.is_none() {
                let tested = library.tested(brief.id).into_iter().filter_map(|at| library.facts.get(at));
                tested.for_each(|fact| testers.entry(&fact.id).or_default().push(brief.id));
            }
        }
        let mut scopes: IndexMap<&str, Vec<&Edition>> = IndexMap::new();
        for edition in editions(library) {
            for fact in &edition.scope_facts {
                scopes.entry(fact).or_default().push(edition);
            }
        }
        let meant = library.aliases.iter().map(|it| (it.id.as_str(), it.targets.as_slice())).collect();
        Self {
            mentions: Mentions::new(library, &meant),
            meant,
            instruments: library.instruments.iter().map(|it| (it.id.as_str(), it)).collect(),
            editions: editions(library).map(|it| (it.id.as_str(), it)).collect(),
            requirements: library.requirements.iter().map(|it| (it.id.as_str(), it)).collect(),
            facts: library.facts.iter().map(|it| (it.id.as_str(), it)).collect(),
            sources: library.sources.iter().map(|it| (it.id.as_str(), it)).collect(),
            interpretations: interpretations(library).map(|it| (it.id.as_str(), it)).collect(),
            findings,
            same_locator,
            testers,
            scopes,
            positions: editions(library)
                .flat_map(|it| it.provisions.iter().enumerate().map(|(at, id)| (id.as_str(), at)))
                .collect(),
            branches: editions(library)
                .flat_map(|it| it.outline.iter().enumerate().map(|(at, branch)| (branch.id.as_str(), at)))
                .collect(),
            from_home: library
                .instruments_from_home()
                .into_iter()
                .enumerate()
                .map(|(at, it)| (it.id.as_str(), at))
                .collect(),
            wholes: editions(library).flat_map(|it| whole::places(library, it)).collect(),
            groups: facts::grouped(library),
            matrices: OnceLock::new(),
            library,
            names: Names::new(library),
        }
    }

    /// Returns requirements against the texts of each set of markets.
    pub(super) fn matrices(&self) -> &[Matrix<'a>] {
        self.matrices.get_or_init(|| matrices(self.library))
    }

    /// Returns requirements against the texts of the set of markets with an id.
    pub(super) fn matrix(&self, set: &str) -> Option<&Matrix<'a>> {
        self.matrices().iter().find(|it| it.set.id == set)
    }
}

/// Returns the interpretations with a page of their own: where a provision has the id, its page says both.
fn interpretations<'a>(library: &'a Library<'_>) -> impl Iterator<Item = &'a Interpretation> {
    library.said.interpretations.iter().filter(|it| library.find(&it.id).is_none())
}

pub(super) fn editions<'a>(library: &'a Library<'_>) -> impl Iterator<Item = &'a Edition> {
    library.instruments.iter().flat_map(|it| &it.editions)
}

impl<'a> Cx<'a> {
    /// Returns what the pages of a language are made from.
    pub(super) fn new(
        library: &'a Library<'a>,
        routes: &'a Routes<'a>,
        index: &'a Index<'a>,
        scores: Option<&'a [Score]>,
        lang: Lang,
    ) -> Self {
        let terms = terms::names(library, lang);
        Self { library, lang, t: Messages::of(lang), scores, terms, routes, index }
    }
}

/// Makes one page, or a few that belong together.
pub(super) struct Maker<'a> {
    /// The paths of the pages that it can make.
    pub(super) paths: Vec<String>,
    make: Box<dyn Fn() -> Vec<Page> + Send + Sync + 'a>,
}

impl std::fmt::Debug for Maker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Maker").field("paths", &self.paths).finish_non_exhaustive()
    }
}

impl<'a> Maker<'a> {
    fn new(paths: Vec<String>, make: impl Fn() -> Vec<Page> + Send + Sync + 'a) -> Self {
        Self { paths, make: Box::new(make) }
    }

    /// Makes the pages; those whose path it did not tell are an error, for nobody could ask for them.
    pub(super) fn pages(&self) -> Result<Vec<Page>, String> {
        let pages = (self.make)();
        let untold = pages.iter().map(Page::path).find(|path| !self.paths.contains(path));
        untold.map_or(Ok(pages), |path| Err(format!("`{path}` is told by nobody")))
    }
}

impl Page {
    /// Returns its path in the output.
    pub(super) fn path(&self) -> String {
        route::path(self.lang, &self.address)
    }
}

/// Returns what makes all pages of all languages.
pub(super) fn makers<'a>(contexts: &'a [Cx<'a>; 2]) -> Vec<Maker<'a>> {
    let mut makers: Vec<Maker<'a>> = contexts.iter().flat_map(of_language).collect();
    let [first, _] = contexts;
    // The view of a provision is made once for all languages and dropped with its pages.
    makers.extend(first.library.briefs.iter().map(|brief| {
        let address = route::provision(brief.id);
        Maker::new(contexts.iter().map(|cx| route::path(cx.lang, &address)).collect(), move || {
            // What the page takes from these is computed side by side.
            let library = first.library;
            let aside = || rayon::join(|| library.beside(brief.id), || library.mandatory(brief.id));
            let (view, _) = rayon::join(|| library.provision(brief.id), aside);
            view.iter().flat_map(|it| contexts.iter().map(move |cx| provision::page(cx, it))).collect()
        })
    }));
    makers
}

/// Returns what makes the pages of a language that are none of provisions, in the order of the site.
fn of_language<'a>(cx: &'a Cx<'a>) -> Vec<Maker<'a>> {
    let library = cx.library;
    let single = SINGLE
        .into_iter()
        .map(|(address, page)| Maker::new(vec![route::path(cx.lang, address)], move || vec![page(cx)]));
    let mut makers: Vec<Maker<'a>> = single.collect();
    makers.extend(each(
        cx,
        &cx.index.groups,
        |(name, _)| vec![route::facts(name)],
        |(name, facts)| vec![facts::group(cx, name, facts)],
    ));
    makers.extend(each(cx, &[()], |()| narrative::addresses(), |()| narrative::pages(cx)));
    makers.extend(each(cx, &library.instruments, instrument::addresses, |it| instrument::pages(cx, it)));
    makers.extend(each(
        cx,
        &library.instruments,
        |it| whole::addresses(cx, it),
        |it| it.editions.iter().flat_map(|edition| whole::pages(cx, edition)).collect(),
    ));
    makers.extend(each(
        cx,
        &library.instruments,
        |it| vec![route::check(&it.id)],
        |it| check::path_page(cx, it).into_iter().collect(),
    ));
    makers.extend(each(
        cx,
        &library.instruments,
        |it| vec![route::diff(&it.id)],
        |it| diff::page(cx, it).into_iter().collect(),
    ));
    makers.extend(compared(cx));
    makers.extend(each(
        cx,
        &library.tables,
        |it| vec![route::table(&it.id)],
        |it| vec![tables::page(cx, it)],
    ));
    makers.extend(each(
        cx,
        &library.requirements,
        |it| vec![route::requirement(&it.id)],
        |it| vec![requirement::page(cx, it)],
    ));
    makers.extend(interpretations(library).map(|it| {
        let path = route::path(cx.lang, &route::provision(&it.id));
        Maker::new(vec![path], move || vec![interpretation::page(cx, it)])
    }));
    makers
}

/// Returns what makes the pages that put texts side by side: sets of markets, pairs, proposals, matrices.
fn compared<'a>(cx: &'a Cx<'a>) -> Vec<Maker<'a>> {
    let library = cx.library;
    let mut makers: Vec<Maker<'a>> = Vec::new();
    makers.extend(each(
        cx,
        &library.market_sets,
        |it| vec![route::joint(&it.id)],
        |it| library.joint(&it.id).map(|it| joint::page(cx, it)).unwrap_or_default(),
    ));
    makers.extend(each(
        cx,
        library.opposed(),
        |it| vec![route::opposed(&it.asked)],
        |it| vec![opposed::page(cx, it)],
    ));
    makers.extend(each(
        cx,
        &library.proposals,
        |it| vec![route::proposal(&it.id)],
        |it| library.impact(&it.id).map(|it| proposal::page(cx, it)).into_iter().collect(),
    ));
    makers.extend(each(
        cx,
        &library.market_sets,
        |it| vec![route::matrix(&it.id)],
        |it| cx.index.matrix(&it.id).map(|it| matrix::page(cx, it)).into_iter().collect(),
    ));
    makers
}

/// A page of a language that there is once.
type Single = fn(&Cx<'_>) -> Page;

/// The pages that there are once in a language, with their addresses.
const SINGLE: [(&str, Single); 15] = [
    (Section::Home.address(), home::page),
    (Section::Instruments.address(), instrument::index),
    (Section::Requirements.address(), requirement::index),
    (Section::Compare.address(), opposed::index),
    (Section::Glossary.address(), glossary::page),
    (Section::Facts.address(), facts::page),
    (Section::Sources.address(), sources::page),
    (Section::Findings.address(), findings::page),
    (Section::Coverage.address(), coverage::page),
    (Section::Tables.address(), tables::index),
    (route::MATRICES, matrix::index),
    (Section::Timeline.address(), timeline::page),
    (route::DAYS, days::page),
    (route::CHECK, check::page),
    (route::SEARCH, search::page),
];

/// Returns a maker for each of some views, with the addresses of the pages that it can make.
fn each<'a, V: Sync>(
    cx: &'a Cx<'a>,
    views: &'a [V],
    addresses: impl Fn(&'a V) -> Vec<String>,
    make: impl Fn(&'a V) -> Vec<Page> + Copy + Send + Sync + 'a,
) -> impl Iterator<Item = Maker<'a>> {
    views.iter().map(move |view| {
        let paths = addresses(view).iter().map(|it| route::path(cx.lang, it)).collect();
        Maker::new(paths, move || make(view))
    })
}
