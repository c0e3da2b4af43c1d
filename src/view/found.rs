//! What a search finds, as the public JSON has it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::id::Id;
use crate::lang::Bilingual;
use crate::lexicon::Listed;
use crate::norm::Base;
use crate::query::citation::{self, LookupError};

/// What was found by words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Found {
    /// What was typed.
    pub query: String,
    /// How much of it was read, in characters; null where all of it was.
    pub read: Option<usize>,
    /// How many of the first hits it cites, as an id or a citation; several where it may mean any of them.
    pub cited: usize,
    /// What was looked for.
    pub units: Vec<Unit>,
    /// How many things hold it.
    pub total: usize,
    /// How many of them are of each sort.
    pub facets: Vec<Facet>,
    /// Those that were asked for, best first.
    pub hits: Vec<Hit>,
    /// What the base has, where it holds nothing of what was asked for; null where it does.
    pub covered: Option<Covered>,
}

/// What is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The pinned id.
    pub id: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// What it is called.
    pub title: Bilingual,
    /// The instrument.
    pub instrument: String,
}

/// Returns what a text cites: one thing, or all that it may mean; nothing where it is no citation.
pub fn cited(kb: Base<'_>, typed: &str) -> Vec<Cited> {
    let ids = match citation::find(kb, typed) {
        Ok(nodes) => nodes.iter().map(|node| kb.node_id(node)).collect(),
        Err(LookupError::Ambiguous(ids)) => ids,
        Err(LookupError::Unknown(_) | LookupError::NoEdition(_)) => Vec::new(),
    };
    ids.into_iter().filter_map(|id| one(kb, id)).collect()
}

fn one(kb: Base<'_>, id: String) -> Option<Cited> {
    let parsed = Id::parse(&id);
    let instrument = &kb.instruments[*kb.instrument_ids.get(parsed.instrument)?];
    let (cite, title) = match kb.provisions.iter().find(|it| it.id == id) {
        Some(it) => (it.body.cite.clone(), it.body.title.clone()),
        None => (Bilingual::same(parsed.locator.unwrap_or_default()), instrument.title.clone()),
    };
    Some(Cited { cite, title, instrument: instrument.id.clone(), id })
}

/// One thing that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unit {
    /// What was typed, in its normal form.
    pub typed: String,
    /// What the glossary knows as the same, in its normal form.
    pub synonyms: Vec<String>,
    /// What was probably meant, where no text holds what was typed.
    pub meant: Vec<String>,
    /// How many things hold it.
    pub held_by: usize,
}

/// How many things are of each sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facet {
    /// By what they are sorted: `kind`, `instrument`, `modality`, `status`, `theme`, `market`.
    pub by: &'static str,
    /// The sorts, the largest first.
    pub counts: Vec<Count>,
}

/// How many things are of a sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The sort.
    pub value: String,
    /// How many of what is found are of it, whatever else of this facet was asked for.
    pub count: usize,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hit {
    /// Its id, pinned where it has editions.
    pub id: String,
    /// What sort of thing it is.
    pub kind: Listed,
    /// How it is cited; empty where it is not.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// The id of its instrument; null where it has none.
    pub instrument: Option<String>,
    /// The status of its edition; null where it has none.
    pub status: Option<String>,
    /// How strongly it speaks; null where it does not.
    pub modality: Option<String>,
    /// Its market; null where it has none.
    pub market: Option<String>,
    /// Its themes.
    pub themes: Vec<String>,
    /// How much it counts; comparable within one answer.
    pub score: u64,
    /// Which part of it holds what was looked for; empty where it is cited.
    pub part: &'static str,
    /// The language of that part; null where it has none.
    pub lang: Option<&'static str>,
    /// Words of that part, what was found apart from the rest.
    pub words: Vec<Words>,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Why they are shown: `typed`, `synonym` or `spelling`; null of those around what was found.
    pub found: Option<&'static str>,
}

/// What there is to be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Covered {
    /// How many things of each sort the base has.
    pub kinds: Vec<Count>,
    /// The instruments that it covers.
    pub instruments: Vec<String>,
    /// Ids that are written nearly so.
    pub near: Vec<String>,
}
