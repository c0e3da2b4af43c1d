//! What `kijun show` answers, of everything that has an id.

use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::model::{Locator, Node};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, Source};
use super::day::Day;
use super::fact::{self, Fact};
use super::instrument::{self, Instrument};
use super::list::{self, Entry};
use super::provision::{self, Provision};
use super::vocabulary::{self, Requirement, Term};

/// What stands under an id.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// A provision.
    Provision(Box<Provision>),
    /// An edition, or a parent without a text of its own.
    Place(Place),
    /// A number that was split.
    Split(Split),
    /// A requirement.
    Requirement(Requirement),
    /// A fact.
    Fact(Fact),
    /// An instrument.
    Instrument(Instrument),
    /// A term.
    Term(Term),
    /// A source.
    Source(Source),
}

/// An edition, or a parent without a text of its own.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Place {
    /// The pinned id.
    pub id: String,
    /// The instrument.
    pub instrument: String,
    /// The edition, without the instrument.
    pub edition: String,
    /// The locator in it; null for the whole edition.
    pub locator: Option<String>,
    /// The title of the instrument.
    pub title: Bilingual,
    /// The status of the edition.
    pub status: Status,
    /// The first day of the edition; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
    /// Pinned ids of the provisions directly below.
    pub children: Vec<String>,
    /// The same, as in a list.
    #[serde(skip)]
    pub entries: Vec<Entry>,
}

/// A number that was split.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Split {
    /// The id that was asked for.
    pub id: String,
    /// What it went on as.
    pub successors: Vec<Part>,
}

/// A part of what was split.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Part {
    /// A provision.
    Provision(Box<Provision>),
    /// A parent without a text of its own.
    Place(Place),
}

/// Returns the requirement, fact, instrument, term or source with an id.
pub fn vocabulary(kb: Base<'_>, id: &str) -> Option<Shown> {
    if kb.requirement_ids.contains_key(id) {
        return vocabulary::requirements(kb).into_iter().find(|it| it.id == id).map(Shown::Requirement);
    }
    if let Some(idx) = kb.fact_ids.get(id) {
        return Some(Shown::Fact(fact::fact(kb, *idx)));
    }
    if let Some(idx) = kb.instrument_ids.get(id) {
        return Some(Shown::Instrument(instrument::instrument(kb, *idx)));
    }
    let term = || kb.terms.iter().find(|it| it.id == id).map(|it| Shown::Term(vocabulary::term(kb, it)));
    let source = || {
        let found = kb.sources.iter_enumerated().find(|(_, it)| it.id == id);
        found.map(|(idx, _)| Shown::Source(citation::source(kb, idx)))
    };
    term().or_else(source)
}

/// Returns what an id or citation means that names these nodes: one, or the successors of a number that was split.
pub fn nodes(kb: Base<'_>, asked: &str, nodes: &[Node]) -> Shown {
    if let [node] = nodes {
        return match part(kb, node) {
            Part::Provision(it) => Shown::Provision(it),
            Part::Place(it) => Shown::Place(it),
        };
    }
    Shown::Split(Split {
        id: asked.to_owned(),
        successors: nodes.iter().map(|node| part(kb, node)).collect(),
    })
}

fn part(kb: Base<'_>, node: &Node) -> Part {
    match node.provision {
        Some(idx) => Part::Provision(Box::new(provision::one(kb, idx))),
        None => Part::Place(place(kb, node)),
    }
}

fn place(kb: Base<'_>, node: &Node) -> Place {
    let edition = &kb.editions[node.edition];
    let instrument = &kb.instruments[edition.instrument];
    let children = kb.children(node.edition, node.locator.as_ref());
    let entries: Vec<Entry> = children.into_iter().map(|idx| list::entry(kb, idx)).collect();
    Place {
        id: kb.node_id(node),
        instrument: instrument.id.clone(),
        edition: edition.id.clone(),
        locator: node.locator.as_ref().map(Locator::to_string),
        title: instrument.title.clone(),
        status: edition.status,
        from: edition.from.date().map(Day::from),
        until: edition.until.map(Day::from),
        children: entries.iter().map(|it| it.id.clone()).collect(),
        entries,
    }
}
