//! How instruments and provisions are cited, folded, so that another program finds by a citation what `kijun show` finds.

use crate::lang::{Bilingual, Lang};
use crate::model::{EditionIdx, InstrumentIdx, Locator, Node};
use crate::query::citation::{self, Index, fold};

use super::Library;
use super::interpretation::Interpretation;

/// How everything of a library is cited.
#[derive(Debug)]
pub struct Cited<'a> {
    library: &'a Library<'a>,
    index: Index,
}

/// What an instrument is named by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What stands before or behind a citation, folded, alone or behind a word for the jurisdiction.
    pub names: Vec<String>,
    /// The jurisdiction.
    pub jurisdiction: String,
    /// What its numbers are called outside an annex and in it, each a set of words as a number.
    pub units: [u16; 2],
    /// What names each edition beside the name of the instrument, in the order of the editions.
    pub marks: Vec<Vec<String>>,
}

/// A number that an edition no longer has: its key, and the locators as which it went on.
pub type Retired = (String, Vec<String>);

impl<'a> Cited<'a> {
    /// Reads how everything is cited.
    pub fn new(library: &'a Library<'a>) -> Self {
        Self { library, index: Index::new(library.base()) }
    }

    /// Returns what the provision with a pinned id is cited by beside its locator and its citation in a language.
    pub fn provision(&self, id: &str, lang: Lang) -> Option<Vec<String>> {
        let it = &self.library.base().provisions[self.library.idx(id)?];
        let cites = [&it.body.cite.ja, &it.body.cite.en].into_iter().chain(&it.body.also_cited);
        let known = [it.locator.as_str(), it.body.cite.get(lang)];
        Some(self.others(it.instrument, cites, known))
    }

    /// Returns what an interpretation with a page of its own is cited by beside its locator and its citation.
    pub fn interpretation(&self, it: &Interpretation, locator: &str, lang: Lang) -> Vec<String> {
        let Bilingual { ja, en } = &it.cite;
        let kb = self.library.base();
        let said = kb.interpretations.iter().find(|known| known.id == it.id);
        let instrument = said.map(|known| kb.editions[known.by].instrument);
        instrument.map(|idx| self.others(idx, [ja, en], [locator, it.cite.get(lang)])).unwrap_or_default()
    }

    /// Returns what names an instrument and its editions.
    pub fn instrument(&self, id: &str) -> Named {
        let kb = self.library.base();
        let Some(idx) = self.instrument_of(id) else { return Named::default() };
        Named {
            names: citation::names(kb, idx),
            jurisdiction: kb.instruments[idx].jurisdiction.clone(),
            units: self.index.units(idx).map(citation::Units::bits),
            marks: kb.instruments[idx].editions.iter().map(|it| citation::marks(kb, *it)).collect(),
        }
    }

    /// Returns the articles of an edition whose first paragraph may be named, for it has no other.
    pub fn one_paragraph(&self, edition: &str) -> Vec<String> {
        let found = self.edition(edition).into_iter().flat_map(|it| self.index.one_paragraph(it));
        found.map(Locator::to_string).collect()
    }

    /// Returns the numbers that an edition no longer has.
    pub fn retired(&self, edition: &str) -> Vec<Retired> {
        let found = self.edition(edition).into_iter().flat_map(|it| self.index.retired(it));
        let locators = |nodes: &Vec<Node>| {
            nodes.iter().filter_map(|it| it.locator.as_ref()).map(Locator::to_string).collect()
        };
        found.map(|(key, nodes)| (key.clone(), locators(nodes))).collect()
    }

    fn instrument_of(&self, id: &str) -> Option<InstrumentIdx> {
        self.library.base().instrument_ids.get(id).copied()
    }

    fn edition(&self, id: &str) -> Option<EditionIdx> {
        let kb = self.library.base();
        kb.editions.indices().find(|it| kb.edition_id(*it) == id)
    }

    fn others<'c>(
        &self,
        of: InstrumentIdx,
        cites: impl IntoIterator<Item = &'c String>,
        [locator, cite]: [&str; 2],
    ) -> Vec<String> {
        let mut known = self.index.keys_of(of, cite);
        known.push(fold(locator));
        let mut keys: Vec<String> = cites.into_iter().flat_map(|cite| self.index.keys_of(of, cite)).collect();
        keys.retain(|key| !known.contains(key));
        keys.sort();
        keys.dedup();
        keys
    }
}
