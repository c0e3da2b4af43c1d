//! Where every id has its page.
//!
//! The only maker of addresses; all are relative to the folder of a language.

use indexmap::{IndexMap, IndexSet};

use crate::id;
use crate::lang::Lang;
use crate::lexicon::AliasKind;
use crate::view::Library;
use crate::view::day::Day;
use crate::view::instrument::Instrument;
use crate::view::slug::slug;

use super::messages::Messages;

/// The part of the site that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The first page and the narrative ones.
    Home,
    /// Instruments and provisions.
    Instruments,
    /// Comparisons.
    Compare,
    /// Requirements.
    Requirements,
    /// Tables.
    Tables,
    /// Dates.
    Timeline,
    /// The glossary.
    Glossary,
    /// Facts.
    Facts,
    /// Sources.
    Sources,
    /// Findings.
    Findings,
    /// Coverage.
    Coverage,
    /// Narrative pages.
    About,
}

impl Section {
    /// What the header of every page leads to, in words for what a reader wants to do.
    pub(super) const HEADER: [Section; 5] =
        [Section::Instruments, Section::Compare, Section::Tables, Section::Timeline, Section::About];

    /// What the page about the base leads to.
    pub(super) const REFERENCE: [Section; 5] =
        [Section::Glossary, Section::Facts, Section::Sources, Section::Findings, Section::Coverage];

    /// Returns the entry of the header under which a section stands; none of the first page.
    pub(super) fn header(self) -> Option<Section> {
        match self {
            Section::Home => None,
            Section::Instruments | Section::Compare | Section::Tables | Section::Timeline => Some(self),
            Section::Requirements => Some(Section::Compare),
            Section::Glossary
            | Section::Facts
            | Section::Sources
            | Section::Findings
            | Section::Coverage
            | Section::About => Some(Section::About),
        }
    }

    /// All sections.
    pub(super) const ALL: [Section; 12] = [
        Section::Home,
        Section::Instruments,
        Section::Compare,
        Section::Requirements,
        Section::Tables,
        Section::Timeline,
        Section::Glossary,
        Section::Facts,
        Section::Sources,
        Section::Findings,
        Section::Coverage,
        Section::About,
    ];

    /// Returns what it is called.
    pub(super) fn title(self, t: &Messages) -> &'static str {
        match self {
            Section::Home => t.home,
            Section::Instruments => t.instruments,
            Section::Compare => t.compare,
            Section::Requirements => t.requirements,
            Section::Tables => t.tables,
            Section::Timeline => t.timeline,
            Section::Glossary => t.glossary,
            Section::Facts => t.facts,
            Section::Sources => t.sources,
            Section::Findings => t.findings,
            Section::Coverage => t.coverage,
            Section::About => t.about,
        }
    }

    /// Returns the address of its first page.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Section::Home => "index.html",
            Section::Instruments => "instruments/index.html",
            Section::Compare => "compare/index.html",
            Section::Requirements => "requirements/index.html",
            Section::Tables => "tables/index.html",
            Section::Timeline => "timeline.html",
            Section::Glossary => "glossary.html",
            Section::Facts => "facts.html",
            Section::Sources => "sources.html",
            Section::Findings => "findings.html",
            Section::Coverage => "coverage.html",
            Section::About => "about.html",
        }
    }
}

/// Every id that has a page.
#[derive(Debug)]
pub(super) struct Routes<'a> {
    provisions: IndexSet<&'a str>,
    /// Parents without a text of their own, with the id on whose page they stand, what is below them around them.
    parents: IndexMap<&'a str, &'a str>,
    /// Ids that no page of a language is about, with one page for both languages.
    forwards: IndexSet<&'a str>,
    /// Instruments and editions, with the id whose page they have.
    instruments: IndexMap<&'a str, &'a str>,
    requirements: IndexSet<&'a str>,
}

impl<'a> Routes<'a> {
    /// Collects the ids.
    pub(super) fn new(library: &'a Library<'_>) -> Self {
        let mut provisions: IndexSet<&str> = library.briefs.iter().map(|it| it.id).collect();
        provisions.extend(library.said.interpretations.iter().map(|it| it.id.as_str()));
        let of_instrument = |it: &'a Instrument| {
            let editions = it.editions.iter().map(|edition| edition.id.as_str());
            let page = |id| if only_edition(it) == Some(id) { it.id.as_str() } else { id };
            let pages = editions.map(move |id| (id, page(id)));
            std::iter::once((it.id.as_str(), it.id.as_str())).chain(pages)
        };
        let instruments: IndexMap<&str, &str> = library.instruments.iter().flat_map(of_instrument).collect();
        let other = || library.aliases.iter().filter(|it| !provisions.contains(it.id.as_str()));
        let parents = other().filter(|it| it.kind == AliasKind::Parent);
        let outlined =
            parents.filter_map(|it| Some((it.id.as_str(), *instruments.get(it.edition.as_deref()?)?)));
        Self {
            parents: outlined.collect(),
            forwards: other().map(|it| it.id.as_str()).collect(),
            provisions,
            instruments,
            requirements: library.requirements.iter().map(|it| it.id.as_str()).collect(),
        }
    }

    /// Says whether an id only leads on: it has one page for both languages, beside the folders of the languages.
    pub(super) fn leads_on(&self, id: &str) -> bool {
        self.forwards.contains(id)
    }

    /// Returns where each language tells of a provision: its page, or the place of a parent without a text of its own in
    /// the outline of its edition.
    pub(super) fn place(&self, id: &str) -> Option<String> {
        if self.provisions.contains(id) {
            return Some(provision(id));
        }
        self.parents.get(id).map(|page| format!("{}#{}", instrument(page), slug(id)))
    }

    /// Returns the page of a provision, an instrument or an edition.
    pub(super) fn reference(&self, id: &str) -> Option<String> {
        if let Some(place) = self.place(id) {
            Some(place)
        } else if self.forwards.contains(id) {
            Some(format!("../{}", provision(id)))
        } else {
            self.instruments.get(id).map(|page| instrument(page))
        }
    }

    /// Returns the page of a requirement.
    pub(super) fn requirement(&self, id: &str) -> Option<String> {
        self.requirements.contains(id).then(|| requirement(id))
    }
}

/// Returns the only edition of an instrument; the page of the instrument says all that one of its own would.
pub(super) fn only_edition(it: &Instrument) -> Option<&str> {
    match it.editions.as_slice() {
        [only] if it.current.as_ref() == Some(&only.id) => Some(&only.id),
        _ => None,
    }
}

/// Returns the page of a provision or an alias.
pub(super) fn provision(id: &str) -> String {
    format!("p/{}.html", slug(id))
}

/// Returns the page that shows a place of an edition with all below it as one document.
pub(super) fn whole(id: &str) -> String {
    format!("whole/{}.html", slug(id))
}

/// Returns the page that shows both languages of an edition side by side, from the folder of a language.
pub(super) fn both_at(edition: &str, id: &str) -> String {
    format!("../{}#{}", both(edition), slug(id))
}

/// Returns the file with the provisions of an edition, from the folder of a language.
pub(super) fn data_of(edition: &str) -> String {
    format!("../data/provisions/{}.json", slug(edition))
}

/// The folder of the pages that show both languages side by side.
const BOTH: &str = "both";

/// Returns the path of the page that shows both languages of an edition side by side.
pub(super) fn both(edition: &str) -> String {
    format!("{BOTH}/{}.html", slug(edition))
}

/// Returns the page of an instrument or an edition.
pub(super) fn instrument(id: &str) -> String {
    format!("instruments/{}.html", slug(id))
}

/// The page of the state of the texts on each day, below the folder of a language.
pub(super) const DAYS: &str = "days.html";

/// Returns the place of a day on the page of the days, and on the timeline.
pub(super) fn day(day: Day) -> String {
    format!("d{day}")
}

/// The page of the files for programs, below the folder of a language.
pub(super) const DATA: &str = "data.html";

/// The page that finds things by their words, below the folder of a language.
pub(super) const SEARCH: &str = "search.html";

/// The folder of the files for programs.
pub(super) const DATA_FOLDER: &str = "data/";

/// The list of the files for programs, for programs.
pub(super) const DATA_INDEX: &str = "data/index.json";

/// Returns the linked data of an instrument, from the folder of a language.
pub(super) fn linked(instrument: &str) -> String {
    format!("../{}", linked_path(instrument))
}

/// Returns the path of the linked data of an instrument.
pub(super) fn linked_path(instrument: &str) -> String {
    format!("{DATA_FOLDER}legislation/{}.jsonld", slug(instrument))
}

/// The first page, which lets a reader choose a language.
pub(super) const ROOT: &str = "index.html";

/// What hosts show for an address that there is not.
pub(super) const LOST: &str = "404.html";

/// The feed of what happens when, below the folder of a language.
pub(super) const FEED: &str = "timeline.atom";

/// The list of pages for crawlers.
pub(super) const SITEMAP: &str = "sitemap.xml";

/// Returns a part of the list of pages for crawlers, from 1.
pub(super) fn sitemap_part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// The page of the form that says what applies to a product.
pub(super) const CHECK: &str = "check.html";

/// Returns the page of the questions that say whether an instrument applies.
pub(super) fn check(instrument: &str) -> String {
    format!("check/{}.html", slug(instrument))
}

/// Returns the page of what the amendments of an instrument changed.
pub(super) fn diff(instrument: &str) -> String {
    format!("diff/{}.html", slug(instrument))
}

/// Returns the page that compares two texts whole, as the command names them.
pub(super) fn opposed([a, b]: &[String; 2]) -> String {
    format!("compare/{}/{}.html", slug(a), slug(b))
}

/// Returns the page of a set of markets.
pub(super) fn joint(set: &str) -> String {
    format!("compare/{}.html", slug(set))
}

/// Returns the page of a proposal.
pub(super) fn proposal(id: &str) -> String {
    format!("proposals/{}.html", slug(id))
}

/// Returns the page of a requirement.
pub(super) fn requirement(id: &str) -> String {
    format!("requirements/{}.html", slug(id))
}

/// Returns the page of a table.
pub(super) fn table(id: &str) -> String {
    format!("tables/{}.html", slug(id))
}

/// The index of matrices.
pub(super) const MATRICES: &str = "matrix.html";

/// Returns the matrix of a set of markets.
pub(super) fn matrix(set: &str) -> String {
    format!("matrix/{set}.html")
}

/// Returns the matrix of a set of markets as a workbook.
pub(super) fn matrix_book(set: &str) -> String {
    format!("matrix/{set}.xlsx")
}

/// Returns the page of a group of facts.
pub(super) fn facts(group: &str) -> String {
    format!("facts/{}.html", slug(group))
}

/// Returns the place of a fact on the page of its group.
pub(super) fn fact(id: &str) -> String {
    format!("{}#{}", facts(id::group(id)), slug(id))
}

/// Returns the place of a term, a source or a finding on the page of its section.
pub(super) fn anchor(section: Section, id: &str) -> String {
    format!("{}#{}", section.address(), slug(id))
}

/// Returns the path of a page in the output.
pub(super) fn path(lang: Lang, address: &str) -> String {
    format!("{}/{address}", lang.tag())
}

/// Says whether a file is a page that says something itself: one of a language, of both, or the first.
///
/// What else is a page lies beside the folders of the languages and only leads on.
pub(super) fn is_canonical(path: &str) -> bool {
    let folder = path.split_once('/').map(|(folder, _)| folder);
    let of_language = Lang::ALL.into_iter().any(|lang| folder == Some(lang.tag()));
    let is_page = path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html");
    path == ROOT || is_page && (of_language || folder == Some(BOTH))
}

/// Returns the steps from a page to the folder of its language.
pub(super) fn up(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}
