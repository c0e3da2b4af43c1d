//! Lists of what has an id and no columns of its own: the id, and what it is called or says.

use crate::lang::Bilingual;
use crate::lexicon::Listed;
use crate::norm::Base;

use super::deviation;
use super::list::{List, Titled};
use super::said::claim_id;
use super::vocabulary;

/// Returns everything of a kind, in source order (findings about texts at home first); nothing of the kinds that have columns of their own.
pub fn titled(kb: Base<'_>, kind: Listed) -> List {
    List::Titled(pairs(kb, kind).into_iter().map(|(id, title)| Titled { id, title }).collect())
}

/// Ids with what each is called.
type Rows = Vec<(String, Bilingual)>;

fn rows<'a>(all: impl Iterator<Item = (&'a String, &'a Bilingual)>) -> Rows {
    all.map(|(id, title)| (id.clone(), title.clone())).collect()
}

fn plain(kb: Base<'_>, kind: Listed) -> Rows {
    match kind {
        Listed::Requirements => rows(kb.requirements.iter().map(|it| (&it.id, &it.title))),
        Listed::Terms => rows(kb.terms.iter().map(|it| (&it.id, &it.name))),
        Listed::Sources => rows(kb.sources.iter().map(|it| (&it.id, &it.title))),
        Listed::Devices => rows(kb.devices.iter().map(|it| (&it.id, &it.title))),
        Listed::Tables => rows(kb.tables.iter().map(|it| (&it.id, &it.title))),
        Listed::Constraints => rows(kb.constraints.iter().map(|it| (&it.id, &it.because))),
        Listed::Unlikely => rows(kb.unlikely.iter().map(|it| (&it.id, &it.because))),
        Listed::Findings => rows(vocabulary::findings(kb).into_iter().map(|it| (&it.id, &it.title))),
        Listed::Themes => rows(kb.themes.iter().map(|it| (&it.id, &it.title))),
        Listed::Groups => rows(kb.groups.iter().map(|it| (&it.id, &it.title))),
        Listed::Addressees => rows(kb.addressees.iter().map(|it| (&it.id, &it.title))),
        Listed::Units => rows(kb.units.iter().map(|it| (&it.id, &it.title))),
        Listed::Jurisdictions => rows(kb.jurisdictions.iter().map(|it| (&it.id, &it.title))),
        Listed::Mappings => rows(kb.mappings.iter().map(|it| (&it.id, &it.title))),
        Listed::Provisions
        | Listed::Instruments
        | Listed::Editions
        | Listed::Dates
        | Listed::Facts
        | Listed::Codes
        | Listed::Alignments
        | Listed::Deviations
        | Listed::Proposals
        | Listed::Deemings
        | Listed::Interpretations
        | Listed::Claims => Rows::new(),
    }
}

/// Returns what is said of pairs; where an item has no title, what it says or is about stands for one.
fn pairs(kb: Base<'_>, kind: Listed) -> Rows {
    let named = |id: &String, title: &Option<Bilingual>, else_: &dyn Fn() -> Bilingual| {
        (id.clone(), title.clone().unwrap_or_else(else_))
    };
    match kind {
        Listed::Alignments => {
            let members = |it: &crate::model::Alignment| {
                let ids: Vec<&str> = it.members.iter().map(|idx| kb.instruments[*idx].id.as_str()).collect();
                Bilingual::same(ids.join(", "))
            };
            kb.alignments.iter().map(|it| named(&it.id, &it.title, &|| members(it))).collect()
        }
        Listed::Deviations => {
            kb.kb.deviations.iter().map(|it| (it.id.clone(), deviation::called(kb, it))).collect()
        }
        Listed::Proposals => {
            let declared = kb.kb.proposals.iter().filter(|it| it.is_declared());
            declared.map(|it| named(&it.id, &it.title, &Bilingual::default)).collect()
        }
        Listed::Deemings => {
            kb.deemings.iter().map(|it| named(&it.id, &it.title, &|| it.basis.clone())).collect()
        }
        Listed::Interpretations => {
            let concept = |it: &crate::model::Interpretation| kb.facts[it.concept].title.clone();
            kb.interpretations.iter().map(|it| named(&it.id, &it.title, &|| concept(it))).collect()
        }
        Listed::Claims => kb.claims.iter().map(|it| (claim_id(kb, it), it.answer.title())).collect(),
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
        | Listed::Mappings
        | Listed::Constraints
        | Listed::Unlikely
        | Listed::Findings
        | Listed::Themes
        | Listed::Groups
        | Listed::Addressees
        | Listed::Units
        | Listed::Jurisdictions
        | Listed::Codes => plain(kb, kind),
    }
}
