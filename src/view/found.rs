//! What a search finds, as the public JSON has it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::Listed;
use crate::model::{Interpretation, Node};
use crate::norm::Base;
use crate::query::citation::{self, Answer, Meaning};

use super::document::Force;

/// What was found by words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Found {
    /// What was typed.
    pub query: String,
    /// How much of it was read, in characters; null where all of it was.
    pub read: Option<usize>,
    /// How many of the first hits it cites, as an id or a citation; several where it may mean any of them.
    pub cited: usize,
    /// What must be said of a citation: that it may mean several, or means another number; null where it is what was typed.
    pub said: Option<Bilingual>,
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

/// What a text cites, and what must be said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cites {
    /// One thing, or all that it may mean; nothing where it is no citation.
    pub texts: Vec<Cited>,
    /// What a reader must know who typed something else than what was found; none where there is nothing to be said.
    pub said: Option<Bilingual>,
}

/// Returns what a text cites.
pub fn cites(kb: Base<'_>, typed: &str) -> Cites {
    let answer = citation::find(kb, typed);
    let said = match &answer {
        Answer::Found(found) => found.said(kb, typed),
        Answer::Candidates(_) => answer.unsure(kb, typed),
        // What is no citation is looked for by its words.
        Answer::Nothing(_) => None,
    };
    let meanings = match answer {
        Answer::Found(found) => vec![found.meaning],
        Answer::Candidates(mut all) => {
            // Those that are cited so first, then by their ids: no order says which is meant.
            all.sort_by_cached_key(|it| (!it.fits, it.meaning.ids(kb)));
            all.into_iter().map(|it| it.meaning).collect()
        }
        Answer::Nothing(_) => Vec::new(),
    };
    let mut texts: Vec<Cited> = Vec::new();
    for it in meanings.into_iter().flat_map(|it| named(kb, it)) {
        if texts.iter().all(|known| known.id != it.id) {
            texts.push(it);
        }
    }
    Cites { texts, said }
}

/// Returns what a text without a number begins or ends with that cites something.
pub fn openings(kb: Base<'_>) -> Vec<String> {
    citation::Index::new(kb).openings().into_iter().collect()
}

fn named(kb: Base<'_>, meaning: Meaning) -> Vec<Cited> {
    match meaning {
        Meaning::Nodes(nodes) => nodes.iter().map(|node| place(kb, node)).collect(),
        Meaning::Interpretation(at) => {
            kb.interpretations.get(at).map(|it| interpretation(kb, it)).into_iter().collect()
        }
    }
}

fn place(kb: Base<'_>, node: &Node) -> Cited {
    let instrument = &kb.instruments[kb.editions[node.edition].instrument];
    let (cite, title) = if let Some(idx) = node.provision {
        (kb.provisions[idx].body.cite.clone(), kb.provisions[idx].body.title.clone())
    } else {
        let locator = node.locator.as_ref().map(ToString::to_string).unwrap_or_default();
        (Bilingual::same(locator), instrument.title.clone())
    };
    Cited { id: kb.node_id(node), cite, title, instrument: instrument.id.clone() }
}

fn interpretation(kb: Base<'_>, it: &Interpretation) -> Cited {
    let instrument = &kb.instruments[kb.editions[it.by].instrument];
    Cited {
        id: it.id.clone(),
        cite: it.cite.clone().unwrap_or_default(),
        title: it.title.clone().unwrap_or_default(),
        instrument: instrument.id.clone(),
    }
}

/// One thing that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unit {
    /// What was typed, in its normal form.
    pub typed: String,
    /// What the glossary knows as the same.
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
    /// How far it counts on the as-of date.
    pub force: Force,
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
