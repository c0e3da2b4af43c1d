//! From the readings of a citation to what it means: in the instrument that is named, else in all that have the number.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Candidate, Found, Kind, Meaning};
use super::fold::{Reading, Token, fold, name, reading, readings, tokens};
use super::index::{Index, Place, Shelf, is_in_annex};
use super::split::{Split, splits};
use crate::model::{EditionIdx, InstrumentIdx, Node};
use crate::norm::Base;

/// What an instrument has.
#[derive(Clone, Debug)]
struct Hit {
    kind: Kind,
    instrument: InstrumentIdx,
    /// All that may be meant there.
    candidates: Vec<Candidate>,
    /// Whether the typed words say what the number is.
    worded: bool,
    /// How long the key is that was found.
    length: usize,
}

/// Answers a citation; else the instruments that it names in vain.
pub(super) fn answer(kb: Base<'_>, index: &Index, text: &str) -> Result<Answer, BTreeSet<InstrumentIdx>> {
    let all = tokens(text);
    let asked = Asked { kb, index, all: &all, splits: splits(index, &all) };
    let steps = [Asked::named, Asked::whole, Asked::unnamed, Asked::named_parent, Asked::unnamed_parent];
    let answer = steps.iter().find_map(|step| step(&asked));
    answer.ok_or_else(|| asked.splits.iter().map(|it| it.instrument).collect())
}

/// Says whether a citation names the edition in which its number is.
pub(super) fn is_pinned(kb: Base<'_>, index: &Index, text: &str) -> bool {
    let all = tokens(text);
    let asked = Asked { kb, index, all: &all, splits: splits(index, &all) };
    let found = |it: &Split<'_>| {
        let hit = asked.hit(it.instrument, it.edition, &readings(it.rest));
        it.edition.is_some() && (it.rest.is_empty() || hit.is_some())
    };
    asked.splits.iter().any(found)
}

struct Asked<'a> {
    kb: Base<'a>,
    index: &'a Index,
    all: &'a [Token],
    splits: Vec<Split<'a>>,
}

impl Asked<'_> {
    /// What the named instrument has.
    fn named(&self) -> Option<Answer> {
        let numbered = self.splits.iter().filter(|it| it.rest.iter().any(|it| !it.is_noise()));
        let hits = numbered.filter_map(|it| {
            let hit = self.hit(it.instrument, it.edition, &readings(it.rest))?;
            Some(self.narrowed(hit, it))
        });
        let hits: Vec<Hit> = hits.collect();
        let best = hits.iter().map(|it| it.kind).min()?;
        self.settled(&fewest(hits.into_iter().filter(|it| it.kind == best)))
    }

    /// The instrument or the edition itself, where nothing but its name was typed.
    fn whole(&self) -> Option<Answer> {
        let names = self.splits.iter().filter(|it| it.rest.iter().all(Token::is_noise));
        let wholes: BTreeSet<Meaning> =
            names.flat_map(|it| self.wholes(it)).map(|it| Meaning::Nodes(vec![it])).collect();
        let places = self.everywhere().into_iter().flat_map(|it| it.candidates);
        let all: Vec<Candidate> =
            wholes.iter().cloned().map(|meaning| Candidate { meaning, fits: true }).collect();
        (!all.is_empty()).then(|| answered(Kind::Exact, all.into_iter().chain(places).collect()))
    }

    fn wholes(&self, split: &Split<'_>) -> Vec<Node> {
        let whole = |edition| Node { edition, locator: None, provision: None };
        let current = self.index.titles.get(&split.instrument).and_then(|it| it.current);
        match split.edition.or(current) {
            Some(edition) => vec![whole(edition)],
            None => self.kb.instruments[split.instrument].editions.iter().copied().map(whole).collect(),
        }
    }

    /// What every instrument has whose number this is.
    fn unnamed(&self) -> Option<Answer> {
        unnamed(self.everywhere())
    }

    fn everywhere(&self) -> Vec<Hit> {
        // A letter alone is a part of everything.
        let readings: Vec<Reading> =
            readings(self.all).into_iter().filter(|it| it.key.len() > 1 || is_number(&it.key)).collect();
        let hits = self.index.titles.keys().filter_map(|it| self.hit(*it, None, &readings));
        let (today, others): (Vec<Hit>, Vec<Hit>) = hits.partition(|it| it.kind != Kind::Elsewhere);
        joined(if today.is_empty() { others } else { today }, &readings)
    }

    /// Keeps those that are cited by the name that was typed, where some are: `EN 18031-1` is one part of the standard.
    fn narrowed(&self, hit: Hit, split: &Split<'_>) -> Hit {
        let typed = name(split.named);
        let begins = |cite: &String| name(&tokens(cite)).starts_with(&typed);
        let cited = |it: &Candidate| match &it.meaning {
            Meaning::Nodes(nodes) => nodes.iter().filter_map(|node| node.provision).any(|idx| {
                let cite = &self.kb.provisions[idx].body.cite;
                begins(&cite.ja) || begins(&cite.en)
            }),
            Meaning::Interpretation(_) => false,
        };
        let narrow: Vec<Candidate> = hit.candidates.iter().filter(|it| cited(it)).cloned().collect();
        if hit.candidates.len() < 2 || narrow.is_empty() { hit } else { Hit { candidates: narrow, ..hit } }
    }

    /// What stands nearest above in the named instrument.
    fn named_parent(&self) -> Option<Answer> {
        let hits: Vec<Hit> =
            self.splits.iter().filter_map(|it| self.above(it.instrument, it.edition, it.rest, 1)).collect();
        let best = hits.iter().map(|it| it.length).max()?;
        self.settled(&fewest(hits.into_iter().filter(|it| it.length == best)))
    }

    /// What stands nearest above in every instrument; a single number is a part of everything.
    fn unnamed_parent(&self) -> Option<Answer> {
        let hits = self.index.titles.keys().filter_map(|it| self.above(*it, None, self.all, 2));
        let hits: Vec<Hit> = hits.collect();
        let best = hits.iter().map(|it| it.length).max()?;
        unnamed(hits.into_iter().filter(|it| it.length == best).collect())
    }

    /// Answers with what named instruments have: one, or all.
    fn settled(&self, hits: &[Hit]) -> Option<Answer> {
        let fitting: Vec<&Hit> = hits.iter().filter(|it| it.candidates.iter().any(|it| it.fits)).collect();
        // Where several go by a name, the words say which is meant; where none is cited so, others may be meant.
        if let ([one], true) = (&fitting[..], hits.iter().all(|it| it.worded)) {
            return Some(answered(one.kind, one.candidates.clone()));
        }
        let kind = hits.first()?.kind;
        let mut all: Vec<Candidate> = hits.iter().flat_map(|it| it.candidates.clone()).collect();
        if fitting.is_empty() {
            let others = readings_behind(&self.splits).flat_map(|it| self.with_words(&it));
            all.extend(others.collect::<Vec<_>>());
        }
        Some(answered(kind, all))
    }

    /// Returns what other instruments have whose numbers are called so.
    fn with_words(&self, readings: &[Reading]) -> Vec<Candidate> {
        let hits = self.index.titles.keys().filter_map(|it| self.hit(*it, None, readings));
        let today = hits.filter(|it| it.kind != Kind::Elsewhere);
        today.flat_map(|it| it.candidates).filter(|it| it.fits).collect()
    }

    /// Returns what an instrument has of what was typed.
    fn hit(
        &self,
        instrument: InstrumentIdx,
        pinned: Option<EditionIdx>,
        readings: &[Reading],
    ) -> Option<Hit> {
        let edition = pinned.or(self.index.titles.get(&instrument)?.current);
        let today = edition.and_then(|edition| {
            let exact = self.exact(instrument, edition, readings, Kind::Exact);
            exact.or_else(|| self.retired(instrument, edition, readings))
        });
        let others = self.kb.instruments[instrument].editions.iter().rev().filter(|_| pinned.is_none());
        let mut elsewhere = others.filter_map(|it| self.exact(instrument, *it, readings, Kind::Elsewhere));
        today.or_else(|| elsewhere.next())
    }

    fn exact(
        &self,
        instrument: InstrumentIdx,
        edition: EditionIdx,
        readings: &[Reading],
        kind: Kind,
    ) -> Option<Hit> {
        let stock = self.index.shelves.get(&edition)?;
        readings.iter().find_map(|it| {
            let (places, length) = (places(stock, &it.key)?, it.key.chars().count());
            let candidates =
                places.into_iter().map(|place| self.candidate(instrument, edition, place, it)).collect();
            Some(Hit { kind, instrument, candidates, worded: !it.units.is_empty(), length })
        })
    }

    fn candidate(
        &self,
        instrument: InstrumentIdx,
        edition: EditionIdx,
        place: &Place,
        it: &Reading,
    ) -> Candidate {
        match place {
            Place::Said(at) => Candidate { meaning: Meaning::Interpretation(*at), fits: true },
            Place::At(locator) => {
                let fits = self.fits(instrument, &fold(locator.as_str()), it);
                Candidate { meaning: Meaning::Nodes(vec![self.kb.node_at(edition, locator)]), fits }
            }
        }
    }

    fn fits(&self, instrument: InstrumentIdx, key: &str, it: &Reading) -> bool {
        let [main, annex] = self.index.units(instrument);
        it.units.are_among(if is_in_annex(key) { annex } else { main })
    }

    fn retired(&self, instrument: InstrumentIdx, edition: EditionIdx, readings: &[Reading]) -> Option<Hit> {
        let stock = self.index.shelves.get(&edition)?;
        readings.iter().find_map(|it| {
            let (nodes, fits) = (stock.retired.get(&it.key)?, self.fits(instrument, &it.key, it));
            let candidates = vec![Candidate { meaning: Meaning::Nodes(nodes.clone()), fits }];
            let length = it.key.chars().count();
            Some(Hit { kind: Kind::Retired, instrument, candidates, worded: !it.units.is_empty(), length })
        })
    }

    /// Returns what stands nearest above what was typed, where numbers and letters alone are too many.
    fn above(
        &self,
        instrument: InstrumentIdx,
        pinned: Option<EditionIdx>,
        typed: &[Token],
        least: usize,
    ) -> Option<Hit> {
        let edition = pinned.or(self.index.titles.get(&instrument)?.current)?;
        let steps = typed.iter().rev().take_while(|it| it.is_step()).count();
        let ends = (1..typed.len()).rev().take(steps);
        let enough = |part: &&[Token]| part.iter().filter(|it| it.is_number()).count() >= least;
        ends.filter_map(|end| typed.get(..end))
            .filter(enough)
            .find_map(|part| self.exact(instrument, edition, &readings(part), Kind::Parent))
    }
}

/// Returns the readings of what stands beside each name.
fn readings_behind(splits: &[Split<'_>]) -> impl Iterator<Item = Vec<Reading>> {
    splits.iter().map(|it| readings(it.rest))
}

/// Keeps those whose numbers are joined as they were typed, where some are: `5.1-1` is no `5.1.1`.
fn joined(hits: Vec<Hit>, readings: &[Reading]) -> Vec<Hit> {
    let typed: Vec<&Reading> = readings.iter().filter(|it| it.is_hyphened()).collect();
    let alike = |node: &Node| {
        let locator = node.locator.as_ref().map(|it| reading(&tokens(it.as_str()), false).joints);
        locator.is_some_and(|joints| typed.iter().any(|it| joints.contains(&it.joints)))
    };
    let same = |hit: &Hit| {
        hit.candidates.iter().any(|it| match &it.meaning {
            Meaning::Nodes(nodes) => nodes.iter().any(alike),
            Meaning::Interpretation(_) => false,
        })
    };
    let (same, others): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(same);
    if same.is_empty() { others } else { same }
}

fn is_number(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

/// Answers with what all instruments have, unless one has it alone and it is called so.
fn unnamed(hits: Vec<Hit>) -> Option<Answer> {
    let kind = hits.first()?.kind;
    Some(answered(kind, hits.into_iter().flat_map(|it| it.candidates).collect()))
}

/// Answers with one that fits, or with all, those first that fit.
fn answered(kind: Kind, all: Vec<Candidate>) -> Answer {
    let mut seen: BTreeSet<Meaning> = BTreeSet::new();
    let once: Vec<Candidate> = all.into_iter().filter(|it| seen.insert(it.meaning.clone())).collect();
    match &once[..] {
        [only] if only.fits => Answer::Found(Found { kind, meaning: only.meaning.clone() }),
        _ => {
            let (mut fitting, others): (Vec<Candidate>, Vec<Candidate>) =
                once.into_iter().partition(|it| it.fits);
            fitting.extend(others);
            Answer::Candidates(fitting)
        }
    }
}

/// Returns for each instrument the way to read its name that leaves something that fits, and the fewest meanings.
fn fewest(hits: impl Iterator<Item = Hit>) -> Vec<Hit> {
    let mut best: BTreeMap<InstrumentIdx, Hit> = BTreeMap::new();
    for hit in hits {
        let rank = |hit: &Hit| (!hit.candidates.iter().any(|it| it.fits), hit.candidates.len());
        if best.get(&hit.instrument).is_none_or(|known| rank(&hit) < rank(known)) {
            best.insert(hit.instrument, hit);
        }
    }
    best.into_values().collect()
}

/// Returns what a key leads to: just that, or the article by itself where its first paragraph is named and it has no other.
fn places<'a>(shelf: &'a Shelf, key: &str) -> Option<Vec<&'a Place>> {
    if let Some(found) = shelf.keys.get(key) {
        return Some(found.iter().collect());
    }
    let (article, rest) = key.rsplit_once(".1")?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_ascii_digit() && c != '.');
    let whole = shelf.keys.get(article).filter(|_| ends)?;
    let one = whole.iter().all(|it| matches!(it, Place::At(locator) if shelf.first.contains(locator)));
    let found = shelf.keys.get(&format!("{article}{rest}")).filter(|_| one)?;
    Some(found.iter().collect())
}
