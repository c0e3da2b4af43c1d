//! What is answered: the hits that were asked for with the words that were found, and what there is where there are none.

use std::collections::BTreeMap;

use crate::fold;
use crate::lang::Lang;
use crate::lexicon::Listed;
use crate::near;
use crate::view::document::Force;
use crate::view::found::{self, Cited, Cites, Count, Covered, Facet, Found, Words};

use super::asked::Asked;
use super::corpus::{Entry, Field, Part};
use super::needle::places;
use super::query::{By, MOST_TYPED, Query, Unit};
use super::rank::{self, Hit};
use super::store::Store;

/// Words shown before what was found, and in all.
const BEFORE: usize = 30;
const SHOWN: usize = 140;

/// By what things are sorted.
pub const FACETS: [&str; 6] = ["kind", "instrument", "modality", "status", "theme", "market"];

/// What is wanted of what is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// For each facet that narrows, the sorts of which one must be.
    pub only: BTreeMap<&'static str, Vec<String>>,
    /// How many hits at most.
    pub limit: usize,
}

/// Answers what is typed, for a reader of a language: first what it cites, if it does.
pub fn answer(store: &dyn Store, typed: &str, cites: &Cites, wanted: &Wanted, lang: Lang) -> Found {
    let asking = Asked::new(store);
    let query = Query::new(&asking, typed);
    let all: Vec<(Hit, Entry)> = rank::hits(&asking, &query)
        .into_iter()
        .filter_map(|hit| store.entry(hit.document).map(|entry| (hit, entry)))
        .collect();
    let held =
        |place: usize| all.iter().filter(move |(hit, _)| hit.matches.get(place).is_some_and(Option::is_some));
    let asked: Vec<&(Hit, Entry)> = all.iter().filter(|(_, entry)| is_wanted(entry, wanted, None)).collect();
    let first: Vec<found::Hit> = cites
        .texts
        .iter()
        .map(|it| cited(store, it, lang))
        .filter(|(_, entry)| entry.as_ref().is_none_or(|it| is_wanted(it, wanted, None)))
        .map(|(hit, _)| hit)
        .collect();
    let others = asked.iter().filter(|(_, entry)| first.iter().all(|it| it.id != entry.id));
    let others = others.map(|(hit, entry)| shown(store, &query, hit, entry, lang));
    let known = first.iter().filter(|it| asked.iter().any(|(_, entry)| entry.id == it.id)).count();
    let total = asked.len() + first.len() - known;
    Found {
        query: typed.chars().take(MOST_TYPED).filter(|c| !c.is_control()).collect(),
        read: (typed.chars().count() > MOST_TYPED).then_some(MOST_TYPED),
        cited: first.len().min(wanted.limit),
        said: cites.said.clone(),
        units: query.units.iter().enumerate().map(|(at, it)| unit(it, held(at).count())).collect(),
        total,
        facets: FACETS.iter().map(|by| facet(by, &all, wanted)).collect(),
        covered: (total == 0).then(|| covered(store, typed)),
        hits: first.iter().cloned().chain(others).take(wanted.limit).collect(),
    }
}

/// Returns the sorts of a thing by a facet.
fn sorts<'a>(entry: &'a Entry, by: &str) -> Vec<&'a str> {
    match by {
        "kind" => vec![entry.kind.word()],
        "instrument" => vec![&entry.instrument],
        "modality" => vec![&entry.modality],
        "status" => vec![&entry.status],
        "market" => vec![&entry.market],
        _ => entry.themes.iter().map(String::as_str).collect(),
    }
}

/// Says whether a thing is wanted; one facet may be left out.
fn is_wanted(entry: &Entry, wanted: &Wanted, but: Option<&str>) -> bool {
    let mut narrowing = wanted.only.iter().filter(|(by, only)| Some(**by) != but && !only.is_empty());
    narrowing.all(|(by, only)| sorts(entry, by).iter().any(|sort| only.iter().any(|it| it == sort)))
}

fn facet(by: &'static str, all: &[(Hit, Entry)], wanted: &Wanted) -> Facet {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, entry) in all.iter().filter(|(_, entry)| is_wanted(entry, wanted, Some(by))) {
        for sort in sorts(entry, by).into_iter().filter(|it| !it.is_empty()) {
            *counts.entry(sort).or_default() += 1;
        }
    }
    let mut counts: Vec<Count> =
        counts.into_iter().map(|(value, count)| Count { value: value.to_owned(), count }).collect();
    counts.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.value.cmp(&two.value)));
    Facet { by, counts }
}

fn unit(it: &Unit, held_by: usize) -> found::Unit {
    let of = |by: By| it.needles.iter().filter(|needle| needle.by == by).map(|it| it.name.clone()).collect();
    found::Unit { typed: it.typed.clone(), synonyms: of(By::Synonym), meant: of(By::Spelling), held_by }
}

fn shown(store: &dyn Store, query: &Query, hit: &Hit, entry: &Entry, lang: Lang) -> found::Hit {
    let parts = store.parts(hit.document);
    let best = best(&parts, query, lang);
    let some = |text: &String| Some(text.clone()).filter(|it| !it.is_empty());
    found::Hit {
        id: entry.id.clone(),
        kind: entry.kind,
        cite: entry.cite.clone(),
        title: entry.title.clone(),
        instrument: some(&entry.instrument),
        status: some(&entry.status),
        modality: some(&entry.modality),
        market: some(&entry.market),
        force: entry.force,
        themes: entry.themes.clone(),
        score: hit.score,
        part: best.map_or("", |part| part.field.word()),
        lang: best.and_then(|part| part.lang).map(Lang::tag),
        words: best.map(|part| words(part, query)).unwrap_or_default(),
    }
}

/// Returns what is cited as something that is found, with the beginning of its text.
fn cited(store: &dyn Store, it: &Cited, lang: Lang) -> (found::Hit, Option<Entry>) {
    let Some((document, entry)) = store.place(&it.id).and_then(|at| Some((at, store.entry(at)?))) else {
        let hit = found::Hit {
            id: it.id.clone(),
            kind: Listed::Provisions,
            cite: it.cite.clone(),
            title: it.title.clone(),
            instrument: Some(it.instrument.clone()),
            status: None,
            modality: None,
            market: None,
            force: Force::Current,
            themes: Vec::new(),
            score: 0,
            part: "",
            lang: None,
            words: Vec::new(),
        };
        return (hit, None);
    };
    let none = Hit { document, score: 0, matches: Vec::new() };
    let hit = shown(store, &Query::default(), &none, &entry, lang);
    (found::Hit { part: "", ..hit }, Some(entry))
}

/// Returns the part to show: that which holds most of what was typed, in the language of the reader if it can be; its
/// title is shown anyway.
fn best<'a>(parts: &'a [Part], query: &Query, lang: Lang) -> Option<&'a Part> {
    let holds = |part: &Part, unit: &Unit| {
        unit.needles.iter().any(|needle| places(&part.folded, &needle.text).next().is_some())
    };
    let worth = |part: &Part| {
        let held = query.units.iter().filter(|unit| holds(part, unit)).count();
        let own = part.lang.is_none_or(|it| it == lang);
        (held, own, part.field == Field::Text, part.field.weight())
    };
    let titles = [Field::Title, Field::Name, Field::Cite];
    let others = parts.iter().filter(|part| !titles.contains(&part.field));
    // Of parts that are worth the same the first is taken.
    others.rev().max_by_key(|part| worth(part)).or_else(|| parts.first())
}

/// Returns the words around what was first found in a part, what was found apart.
fn words(part: &Part, query: &Query) -> Vec<Words> {
    let marks = marks(part, query);
    let starts: Vec<usize> = part.text.char_indices().map(|(at, _)| at).chain([part.text.len()]).collect();
    let first = marks.first().map_or(0, |mark| starts.partition_point(|at| *at < mark.0));
    let from = if starts.len() <= SHOWN { 0 } else { first.saturating_sub(BEFORE) };
    let to = (from + SHOWN).min(starts.len() - 1);
    let (Some(from), Some(to)) = (starts.get(from).copied(), starts.get(to).copied()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut push = |text: Option<&str>, found: Option<&'static str>| {
        if let Some(text) = text.filter(|it| !it.is_empty()) {
            out.push(Words { text: text.to_owned(), found });
        }
    };
    push((from > 0).then_some("…"), None);
    let mut at = from;
    for (begin, end, by) in marks.into_iter().filter(|mark| mark.0 >= from && mark.1 <= to) {
        push(part.text.get(at..begin), None);
        push(part.text.get(begin..end), Some(by.word()));
        at = end;
    }
    push(part.text.get(at..to), None);
    push((to < part.text.len()).then_some("…"), None);
    out
}

/// Returns what is found in a part, where it begins and ends in the text as it is shown, in order and apart.
fn marks(part: &Part, query: &Query) -> Vec<(usize, usize, By)> {
    let letters = fold::searched(&part.text);
    let starts: Vec<usize> = part.folded.char_indices().map(|(at, _)| at).collect();
    let place = |at: usize| starts.partition_point(|it| *it < at);
    let mut all: Vec<(usize, usize, By)> = Vec::new();
    for needle in query.units.iter().flat_map(|unit| &unit.needles) {
        for (at, _) in places(&part.folded, &needle.text) {
            let (first, last) = (place(at), place(at + needle.text.len()));
            let Some(begin) = letters.get(first).map(|it| it.at) else { continue };
            let end = letters.get(last).map_or(part.text.len(), |it| it.at);
            let held = part.text.get(begin..end).unwrap_or_default();
            let end = begin + held.trim_end_matches(|c: char| !c.is_alphanumeric() && c != 'ー').len();
            if begin < end {
                all.push((begin, end, needle.by));
            }
        }
    }
    all.sort_by(|one, two| one.0.cmp(&two.0).then_with(|| two.1.cmp(&one.1)).then_with(|| one.2.cmp(&two.2)));
    let mut apart: Vec<(usize, usize, By)> = Vec::new();
    for mark in all {
        if apart.last().is_none_or(|last| last.1 <= mark.0) {
            apart.push(mark);
        }
    }
    apart
}

/// Returns what the base has, and what is called nearly so.
fn covered(store: &dyn Store, typed: &str) -> Covered {
    let entries: Vec<Entry> = (0..store.count()).filter_map(|it| store.entry(it)).collect();
    let mut kinds: BTreeMap<Listed, usize> = BTreeMap::new();
    for entry in &entries {
        *kinds.entry(entry.kind).or_default() += 1;
    }
    let instruments = entries.iter().filter(|it| it.kind == Listed::Instruments).map(|it| it.id.clone());
    let typed: String = typed.trim().chars().take(MOST_TYPED).collect();
    let near = near::nearest(&typed, entries.iter().map(|it| it.id.as_str()));
    Covered {
        kinds: kinds.into_iter().map(|(it, count)| Count { value: it.word().to_owned(), count }).collect(),
        instruments: instruments.collect(),
        near: near.into_iter().map(str::to_owned).collect(),
    }
}
