//! Words that a base declares for its own texts, each with what it is called.

use crate::lang::Bilingual;
use crate::lexicon::{Answers, Listed};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

/// A unit, an addressee, a group of facts, a jurisdiction or a theme.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Word {
    /// Its id.
    pub id: String,
    /// Its name; of a unit, in English that of several.
    pub title: Bilingual,
    /// The English name of one, of a unit where it differs.
    pub singular: Option<String>,
    /// What an addressee answers for; null of others.
    pub answers: Option<Answers>,
    /// What uses it, in order: the facts of a group and of a unit, the instruments of a jurisdiction, the requirements of
    /// a theme, and the provisions of current editions that address somebody.
    pub used_by: Vec<String>,
}

/// Returns the word of a kind with an id.
pub(super) fn word(kb: Base<'_>, kind: Listed, id: &str) -> Option<Word> {
    match kind {
        Listed::Themes => theme(kb, id),
        Listed::Groups => group(kb, id),
        Listed::Addressees => addressee(kb, id),
        Listed::Units => unit(kb, id),
        Listed::Jurisdictions => jurisdiction(kb, id),
        Listed::Provisions
        | Listed::Instruments
        | Listed::Editions
        | Listed::Dates
        | Listed::Requirements
        | Listed::Facts
        | Listed::Terms
        | Listed::Sources
        | Listed::Devices
        | Listed::Tables
        | Listed::Alignments
        | Listed::Proposals
        | Listed::Deviations
        | Listed::Deemings
        | Listed::Interpretations
        | Listed::Claims
        | Listed::Mappings
        | Listed::Constraints
        | Listed::Unlikely
        | Listed::Findings
        | Listed::Codes => None,
    }
}

fn plain(id: &str, title: &Bilingual, used_by: Vec<String>) -> Word {
    Word { id: id.to_owned(), title: title.clone(), singular: None, answers: None, used_by }
}

fn unit(kb: Base<'_>, id: &str) -> Option<Word> {
    let it = kb.units.iter().find(|it| it.id == id)?;
    let used = kb.facts.iter().filter(|fact| fact.ty.unit_id() == id).map(|fact| fact.id.clone());
    Some(Word { singular: it.singular.clone(), ..plain(id, &it.title, used.collect()) })
}

fn addressee(kb: Base<'_>, id: &str) -> Option<Word> {
    let it = kb.addressees.iter().find(|it| it.id == id)?;
    let current = kb.instruments.indices().filter_map(|idx| kb.current_edition(idx));
    let provisions = current.flat_map(|edition| kb.kb.editions[edition].provisions.iter());
    let addressed = provisions.map(|idx| &kb.provisions[*idx]).filter(|it| it.body.addressee.id == id);
    let used = addressed.map(|it| it.id.clone()).collect();
    Some(Word { answers: Some(it.answers), ..plain(id, &it.title, used) })
}

fn group(kb: Base<'_>, id: &str) -> Option<Word> {
    let it = kb.groups.iter().find(|it| it.id == id)?;
    let used = kb.facts.iter().filter(|fact| fact.group() == id).map(|fact| fact.id.clone());
    Some(plain(id, &it.title, used.collect()))
}

fn jurisdiction(kb: Base<'_>, id: &str) -> Option<Word> {
    let it = kb.jurisdictions.iter().find(|it| it.id == id)?;
    let used = kb.instruments.iter().filter(|it| it.jurisdiction == id).map(|it| it.id.clone());
    Some(plain(id, &it.title, used.collect()))
}

fn theme(kb: Base<'_>, id: &str) -> Option<Word> {
    let (idx, it) = kb.themes.iter_enumerated().find(|(_, it)| it.id == id)?;
    let used = kb.requirements.iter().filter(|it| it.theme == Some(idx)).map(|it| it.id.clone());
    Some(plain(id, &it.title, used.collect()))
}
