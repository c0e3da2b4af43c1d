//! What is found by a key: every edition with its provisions, places and numbers that went on, made once for a base.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::fold::{Reading, Token, bracketed, fold, fold_mark, fold_name, name, reading, readings, tokens};
use super::unit::{Role, Units};
use crate::lexicon::InstrumentKind;
use crate::model::{EditionIdx, InstrumentIdx, Locator, Node, Provision, ProvisionIdx};
use crate::norm::Base;

/// What a key leads to in an edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A provision, or a parent without a text of its own.
    At(Locator),
    /// An interpretation, by its position.
    Said(usize),
}

/// An edition.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// What each key leads to, in the order of the locators.
    pub(super) keys: BTreeMap<String, Vec<Place>>,
    /// Articles of Japanese law of which no paragraph beside the first is known.
    pub(super) first: BTreeSet<Locator>,
    /// Numbers of earlier editions, and as what they went on.
    pub(super) retired: BTreeMap<String, Vec<Node>>,
}

/// An instrument.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) current: Option<EditionIdx>,
    /// What its editions are called, behind its name.
    pub(super) marks: BTreeMap<String, EditionIdx>,
    /// What its numbers are called, outside an annex and in it.
    pub(super) units: [Units; 2],
}

/// All that can be cited.
#[derive(Debug)]
pub struct Index {
    pub(super) names: BTreeMap<String, Vec<InstrumentIdx>>,
    /// The length of the longest name.
    pub(super) longest: usize,
    pub(super) titles: BTreeMap<InstrumentIdx, Title>,
    pub(super) shelves: BTreeMap<EditionIdx, Shelf>,
}

impl Index {
    /// Reads everything that a base can be asked for.
    pub fn new(kb: Base<'_>) -> Self {
        let mut names: BTreeMap<String, Vec<InstrumentIdx>> = BTreeMap::new();
        for idx in kb.instruments.indices() {
            for name in called(kb, idx) {
                names.entry(name).or_default().push(idx);
            }
        }
        let longest = names.keys().map(String::len).max().unwrap_or_default();
        let mut index = Self { names, longest, titles: BTreeMap::new(), shelves: BTreeMap::new() };
        for idx in kb.instruments.indices() {
            index.titles.insert(idx, title(kb, idx));
        }
        // Most of the work; one edition asks nothing of another.
        let editions: Vec<EditionIdx> = kb.editions.indices().collect();
        index.shelves = editions.into_par_iter().map(|it| (it, index.shelf(kb, it))).collect();
        index
    }

    /// Returns names and keys without a number: a citation that has none begins or ends with one of them.
    pub fn openings(&self) -> BTreeSet<String> {
        let keys = self.shelves.values().flat_map(|shelf| shelf.keys.keys().chain(shelf.retired.keys()));
        let all = self.names.keys().chain(keys);
        all.filter(|it| !it.contains(|c: char| c.is_ascii_digit())).cloned().collect()
    }

    /// Returns the articles of an edition whose first paragraph may be named, for it has no other.
    pub fn one_paragraph(&self, edition: EditionIdx) -> impl Iterator<Item = &Locator> {
        self.shelves.get(&edition).into_iter().flat_map(|shelf| &shelf.first)
    }

    /// Returns what the numbers of an instrument are called, outside an annex and in it.
    pub fn units(&self, instrument: InstrumentIdx) -> [Units; 2] {
        self.titles.get(&instrument).map(|it| it.units).unwrap_or_default()
    }

    /// Returns numbers that went on as others in an edition, by their keys.
    pub fn retired(&self, edition: EditionIdx) -> impl Iterator<Item = (&String, &Vec<Node>)> {
        self.shelves.get(&edition).into_iter().flat_map(|shelf| &shelf.retired)
    }

    /// Returns the keys of a citation within its instrument: without the name of the instrument in front.
    pub fn keys_of(&self, instrument: InstrumentIdx, cite: &str) -> Vec<String> {
        let all = tokens(cite);
        let behind = self.behind(instrument, &all);
        let key = reading(all.get(behind..).unwrap_or_default(), false).key;
        let whole = || reading(&all, false).key;
        let key = if key.is_empty() { whole() } else { key };
        let bracketed = bracketed(cite).map(|it| fold(&it));
        [key].into_iter().chain(bracketed).filter(|key| !key.is_empty()).collect()
    }

    /// Returns where the longest name of an instrument ends with which a citation begins.
    fn behind(&self, instrument: InstrumentIdx, all: &[Token]) -> usize {
        let mut found = 0;
        for end in 1..=all.len() {
            let name = name(all.get(..end).unwrap_or_default());
            if name.len() > self.longest {
                break;
            }
            let rest = reading(all.get(end..).unwrap_or_default(), false).key;
            // `ORS 646A.813` names a law and begins its numbers: what it leaves must be one by itself.
            let parts = !name.ends_with(|c: char| c.is_ascii_digit()) || begins_with_word(&rest);
            if parts && self.names.get(&name).is_some_and(|known| known.contains(&instrument)) {
                found = end;
            }
        }
        found
    }

    fn shelf(&self, kb: Base<'_>, edition: EditionIdx) -> Shelf {
        let mut stock = Shelf::default();
        let here = &kb.editions[edition];
        let branch = kb.instruments[here.instrument].branch;
        let mut places: BTreeMap<Locator, Option<ProvisionIdx>> = BTreeMap::new();
        for idx in &here.provisions {
            let locator = &kb.provisions[*idx].locator;
            for above in locator.ancestors(branch) {
                places.entry(above).or_insert(None);
            }
            places.insert(locator.clone(), Some(*idx));
        }
        for (locator, idx) in &places {
            for key in self.keys(kb, here.instrument, locator, *idx) {
                stock.keys.entry(key).or_default().push(Place::At(locator.clone()));
            }
        }
        for (at, it) in kb.interpretations.iter().enumerate().filter(|(_, it)| it.by == edition) {
            for key in it
                .cite
                .iter()
                .flat_map(|cite| [&cite.ja, &cite.en])
                .flat_map(|cite| self.keys_of(here.instrument, cite))
            {
                let places = stock.keys.entry(key).or_default();
                if !places.contains(&Place::Said(at)) {
                    places.push(Place::Said(at));
                }
            }
        }
        stock.first = if branch { first(kb, edition) } else { BTreeSet::new() };
        stock.retired = self.gone_on(kb, edition);
        stock
    }

    fn keys(
        &self,
        kb: Base<'_>,
        of: InstrumentIdx,
        locator: &Locator,
        idx: Option<ProvisionIdx>,
    ) -> BTreeSet<String> {
        let cites = idx.into_iter().flat_map(|idx| forms(&kb.provisions[idx]));
        // What has no citation of its own is a section where its number says so: `s15`.
        let section = idx.is_none() && locator.as_str().starts_with('s');
        let number = section.then(|| reading(&tokens(locator.as_str()), true).key);
        cites.flat_map(|cite| self.keys_of(of, cite)).chain([fold(locator.as_str())]).chain(number).collect()
    }

    /// Returns the numbers that an edition or an earlier one gave up, and as what they go on.
    fn gone_on(&self, kb: Base<'_>, edition: EditionIdx) -> BTreeMap<String, Vec<Node>> {
        let mut retired = BTreeMap::new();
        let mut at = Some(edition);
        // INVARIANT: `resolve` refuses circular amendments.
        while let Some(earlier) = at {
            for split in &kb.editions[earlier].splits {
                let nodes = kb.nodes_at(edition, &split.old);
                let stays = nodes.iter().any(|node| node.locator.as_ref() == Some(&split.old));
                if !stays && !nodes.is_empty() {
                    let before =
                        kb.editions[earlier].amends.and_then(|it| kb.at.get(&(it, split.old.clone())));
                    for key in self.keys(kb, kb.editions[edition].instrument, &split.old, before.copied()) {
                        retired.entry(key).or_insert_with(|| nodes.clone());
                    }
                }
            }
            at = kb.editions[earlier].amends;
        }
        retired
    }
}

/// Says whether a key begins with a word: that of `AUM-5-1`.
fn begins_with_word(key: &str) -> bool {
    key.chars().take_while(char::is_ascii_alphabetic).nth(1).is_some()
}

/// Returns what a provision is cited by.
fn forms(it: &Provision) -> impl Iterator<Item = &String> {
    [&it.body.cite.ja, &it.body.cite.en].into_iter().chain(&it.body.also_cited)
}

/// Returns what may stand before or behind a citation to name its instrument, folded.
pub(super) fn names(kb: Base<'_>, idx: InstrumentIdx) -> BTreeSet<String> {
    let it = &kb.instruments[idx];
    let names = it.aka.iter().chain([&it.title.ja, &it.title.en, &it.id]).map(|name| fold_name(name));
    // One or two digits name nothing.
    names
        .filter(|name| {
            !name.is_empty() && (name.len() > 2 || !name.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .collect()
}

/// What people put before the name of a text to say whose it is.
pub(super) const COUNTRIES: &[(&str, &[&str])] = &[
    ("JP", &["japan", "japanese", "日本", "日本の"]),
    ("GB", &["uk", "gb", "british", "英国", "英国の"]),
    ("EU", &["eu", "european", "欧州", "欧州の"]),
    ("US", &["us", "usa", "米国", "米国の"]),
    ("SG", &["singapore", "シンガポール", "シンガポールの"]),
    ("AU", &["australia", "australian", "豪州", "豪州の"]),
];

/// Returns the names of an instrument, alone and behind its country.
fn called(kb: Base<'_>, idx: InstrumentIdx) -> BTreeSet<String> {
    let of = &kb.instruments[idx].jurisdiction;
    let words = COUNTRIES.iter().filter(|(code, _)| code == of).flat_map(|(_, words)| *words);
    let names = names(kb, idx);
    let behind: Vec<String> =
        words.flat_map(|word| names.iter().map(move |name| format!("{word}{name}"))).collect();
    names.into_iter().chain(behind).collect()
}

fn title(kb: Base<'_>, idx: InstrumentIdx) -> Title {
    let it = &kb.instruments[idx];
    let mut found = BTreeMap::new();
    for edition in &it.editions {
        for mark in marks(kb, *edition) {
            found.entry(mark).or_insert(*edition);
        }
    }
    Title { current: kb.current_edition(idx), marks: found, units: units(kb, idx) }
}

/// Returns what names an edition behind the name of its instrument, folded; words without a number name none.
pub(super) fn marks(kb: Base<'_>, edition: EditionIdx) -> BTreeSet<String> {
    let it = &kb.editions[edition];
    let id = &it.id;
    let titles = it.title.iter().flat_map(|title| [title.ja.clone(), title.en.clone()]);
    let forms = titles.chain([format!("{id}版"), format!("{id}年"), format!("{id}年版")]);
    let mut marks: BTreeSet<String> = forms.map(|form| fold_mark(&form)).collect();
    marks.retain(|mark| mark.chars().any(|c| c.is_ascii_digit()));
    marks.insert(fold_mark(&format!("@{id}")));
    // `1.1` alone is a number of the text: an edition is named by a year, a date or three numbers.
    let numbers = id.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).count();
    let year = id.len() == 4 && (id.starts_with("19") || id.starts_with("20"));
    if year || numbers > 2 || id.starts_with(|c: char| c.is_ascii_alphabetic()) || id.len() > 6 {
        marks.insert(fold_mark(id));
    }
    marks
}

/// Returns what the numbers of an instrument are called.
fn units(kb: Base<'_>, idx: InstrumentIdx) -> [Units; 2] {
    let it = &kb.instruments[idx];
    let [mut main, mut annex] = [Units::NONE; 2];
    for provision in it.editions.iter().flat_map(|edition| &kb.editions[*edition].provisions) {
        let provision = &kb.provisions[*provision];
        let in_annex = is_in_annex(&fold(provision.locator.as_str()));
        let set = if in_annex { &mut annex } else { &mut main };
        for form in forms(provision) {
            for Reading { units, .. } in readings(&tokens(form)).into_iter().take(1) {
                *set = set.with(units);
            }
        }
    }
    [main.with(by_kind(it.kind, main)), annex]
}

/// Returns what numbers that stand alone in a text of a kind may be called.
fn by_kind(kind: InstrumentKind, printed: Units) -> Units {
    match (kind.is_law(), printed.name_in_english()) {
        (true, true) => Units::NONE,
        (true, false) => Units::SECTION,
        (false, _) => Units::SECTION.with(Units::CLAUSE),
    }
}

/// Says whether a key is that of a part of an annex.
pub(super) fn is_in_annex(key: &str) -> bool {
    key.starts_with("annex")
}

/// Returns the articles of which no paragraph beside the first is known.
fn first(kb: Base<'_>, edition: EditionIdx) -> BTreeSet<Locator> {
    let cites = || kb.editions[edition].provisions.iter().map(|idx| &kb.provisions[*idx]);
    let several: BTreeSet<String> = cites().filter_map(|it| further(&tokens(&it.body.cite.ja))).collect();
    let whole = |it: &&Provision| {
        let all = tokens(&it.body.cite.ja);
        let end = article(&all);
        let named = all.iter().any(|it| it.text == "para" || it.text == "item");
        end.is_some_and(|end| !several.contains(&reading(all.get(..end).unwrap_or_default(), false).key))
            && !named
    };
    cites().filter(whole).map(|it| it.locator.clone()).collect()
}

/// Returns the article of a citation that names a paragraph beside the first.
fn further(all: &[Token]) -> Option<String> {
    let end = article(all)?;
    let rest: Vec<&Token> = all.get(end..)?.iter().filter(|it| !it.is_noise()).collect();
    let [number, unit, ..] = &rest[..] else { return None };
    let is_further = unit.text == "para" && number.text != "1";
    is_further.then(|| reading(all.get(..end).unwrap_or_default(), false).key)
}

/// Returns where the article of a Japanese citation ends, its branches included.
fn article(all: &[Token]) -> Option<usize> {
    let jo = all.iter().position(|it| it.role == Role::Unit(Units::JO))?;
    let branches = all.iter().skip(jo + 1).take_while(|it| it.is_branch()).count();
    Some(jo + 1 + branches)
}
