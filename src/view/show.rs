//! What `kijun show` answers, of everything that has an id.

use crate::lang::Bilingual;
use crate::lexicon::{Listed, Status};
use crate::logic::failure::OverBudget;
use crate::model::{Locator, Node};
use crate::norm::Base;
use crate::query::citation::Meaning;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, Paper, Source};
use super::day::Day;
use super::device::{self, Device};
use super::fact::{self, ConstraintView, Fact, UnlikelyView};
use super::instrument::{self, Instrument};
use super::interpretation::{self, Interpretation};
use super::list::{self, CodeEntry, Entry};
use super::provision::{self, Provision};
use super::said::{self, Alignment, Claim, Deeming, Deviation, Mapping, Proposal};
use super::table::{self, Table};
use super::vocabulary::{self, Finding, Requirement, Term};
use super::word::{self, Word};

/// What stands under an id.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// A provision.
    Provision(Box<Provision>),
    /// An edition, or a parent without a text of its own.
    Place(Box<Place>),
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
    /// An example device.
    Device(Device),
    /// A table.
    Table(Table),
    /// An alignment.
    Alignment(Alignment),
    /// A proposal.
    Proposal(Proposal),
    /// A deviation.
    Deviation(Deviation),
    /// A deeming.
    Deeming(Deeming),
    /// An interpretation.
    Interpretation(Interpretation),
    /// A claim.
    Claim(Claim),
    /// A published mapping.
    Mapping(Mapping),
    /// A constraint.
    Constraint(ConstraintView),
    /// What is unlikely.
    Unlikely(UnlikelyView),
    /// A finding.
    Finding(Finding),
    /// A unit, an addressee, a group, a jurisdiction or a theme.
    Word(Word),
    /// A diagnostic.
    Code(CodeEntry),
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
    /// For which products the edition goes on afterwards; null for none.
    pub continues: Option<instrument::Continuation>,
    /// Whether the edition is only a list of ids, whose tests are not here.
    pub ids_only: bool,
    /// The paper in which the edition stands where it is no law yet: kind, issuer and link are those of the paper; null
    /// of law.
    pub paper: Option<Paper>,
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
    Place(Box<Place>),
}

/// The kinds whose items go by their ids alone, those that people ask for most first.
const BY_ID: [Listed; 23] = [
    Listed::Requirements,
    Listed::Facts,
    Listed::Instruments,
    Listed::Terms,
    Listed::Sources,
    Listed::Devices,
    Listed::Tables,
    Listed::Alignments,
    Listed::Deviations,
    Listed::Proposals,
    Listed::Deemings,
    Listed::Interpretations,
    Listed::Claims,
    Listed::Mappings,
    Listed::Constraints,
    Listed::Unlikely,
    Listed::Findings,
    Listed::Themes,
    Listed::Groups,
    Listed::Addressees,
    Listed::Units,
    Listed::Jurisdictions,
    Listed::Codes,
];

/// Returns the kinds in which something has this id, those that people ask for most first; provisions, editions and
/// their parents are no such kinds.
pub fn kinds(kb: Base<'_>, id: &str) -> Vec<Listed> {
    BY_ID.into_iter().filter(|kind| has(kb, *kind, id)).collect()
}

fn has(kb: Base<'_>, kind: Listed, id: &str) -> bool {
    match kind {
        Listed::Requirements => kb.requirement_ids.contains_key(id),
        Listed::Facts => kb.fact_ids.contains_key(id),
        Listed::Instruments => kb.instrument_ids.contains_key(id),
        Listed::Terms => kb.terms.iter().any(|it| it.id == id),
        Listed::Sources => kb.sources.iter().any(|it| it.id == id),
        Listed::Devices => kb.devices.iter().any(|it| it.id == id),
        Listed::Tables => kb.tables.iter().any(|it| it.is_called(id)),
        Listed::Alignments => kb.alignments.iter().any(|it| it.id == id),
        Listed::Deviations => kb.deviations.iter().any(|it| it.id == id),
        Listed::Proposals => kb.kb.proposals.iter().any(|it| it.is_declared() && it.id == id),
        Listed::Deemings => kb.deemings.iter().any(|it| it.id == id),
        Listed::Interpretations => kb.interpretations.iter().any(|it| it.id == id),
        Listed::Claims => kb.claims.iter().any(|it| said::claim_id(kb, it) == id),
        Listed::Mappings => kb.mappings.iter().any(|it| it.id == id),
        Listed::Constraints => kb.constraints.iter().any(|it| it.id == id),
        Listed::Unlikely => kb.unlikely.iter().any(|it| it.id == id),
        Listed::Findings => kb.findings.iter().any(|it| it.id == id),
        Listed::Themes => kb.themes.iter().any(|it| it.id == id),
        Listed::Groups => kb.groups.iter().any(|it| it.id == id),
        Listed::Addressees => kb.addressees.iter().any(|it| it.id == id),
        Listed::Units => kb.units.iter().any(|it| it.id == id),
        Listed::Jurisdictions => kb.jurisdictions.iter().any(|it| it.id == id),
        Listed::Codes => list::code(id).is_some(),
        Listed::Provisions | Listed::Editions | Listed::Dates => false,
    }
}

/// Returns what has an id in a kind; an error where a verdict of a table is too hard to compute.
pub fn of_kind(kb: Base<'_>, kind: Listed, id: &str) -> Result<Option<Shown>, OverBudget> {
    let found = match kind {
        Listed::Requirements => {
            let all = || vocabulary::requirements(kb).into_iter();
            kb.requirement_ids.get(id).and_then(|idx| all().nth(idx.raw())).map(Shown::Requirement)
        }
        Listed::Facts => kb.fact_ids.get(id).map(|idx| Shown::Fact(fact::fact(kb, *idx))),
        Listed::Instruments => {
            kb.instrument_ids.get(id).map(|idx| Shown::Instrument(instrument::instrument(kb, *idx)))
        }
        Listed::Tables => {
            let found = kb.tables.iter().find(|it| it.is_called(id));
            return found.map(|it| table::table(kb, it).map(Shown::Table)).transpose();
        }
        Listed::Themes | Listed::Groups | Listed::Addressees | Listed::Units | Listed::Jurisdictions => {
            word::word(kb, kind, id).map(Shown::Word)
        }
        Listed::Codes => list::code(id).map(Shown::Code),
        Listed::Provisions | Listed::Editions | Listed::Dates => None,
        Listed::Terms
        | Listed::Sources
        | Listed::Devices
        | Listed::Alignments
        | Listed::Deviations
        | Listed::Proposals
        | Listed::Deemings
        | Listed::Interpretations
        | Listed::Claims
        | Listed::Mappings
        | Listed::Constraints
        | Listed::Unlikely
        | Listed::Findings => declared(kb, kind, id),
    };
    Ok(found)
}

fn declared(kb: Base<'_>, kind: Listed, id: &str) -> Option<Shown> {
    macro_rules! find {
        ($all:ident, $variant:ident, $view:path) => {
            kb.$all.iter().find(|it| it.id == id).map(|it| Shown::$variant($view(kb, it)))
        };
    }
    match kind {
        Listed::Terms => find!(terms, Term, vocabulary::term),
        Listed::Devices => find!(devices, Device, device::device),
        Listed::Alignments => find!(alignments, Alignment, said::alignment),
        Listed::Deviations => find!(deviations, Deviation, said::deviation),
        Listed::Proposals => {
            let mut declared = kb.kb.proposals.iter().filter(|it| it.is_declared());
            declared.find(|it| it.id == id).map(|it| Shown::Proposal(said::proposal(kb, it)))
        }
        Listed::Deemings => find!(deemings, Deeming, said::deeming),
        Listed::Interpretations => find!(interpretations, Interpretation, interpretation::interpretation),
        Listed::Mappings => find!(mappings, Mapping, said::mapping),
        Listed::Constraints => find!(constraints, Constraint, fact::constraint),
        Listed::Unlikely => find!(unlikely, Unlikely, fact::unlikely),
        Listed::Findings => find!(findings, Finding, vocabulary::finding),
        Listed::Claims => {
            let found = kb.claims.iter().find(|it| said::claim_id(kb, it) == id);
            found.map(|it| Shown::Claim(said::claim(kb, it)))
        }
        Listed::Sources => {
            let found = kb.sources.iter_enumerated().find(|(_, it)| it.id == id);
            found.map(|(idx, _)| Shown::Source(citation::source(kb, idx)))
        }
        Listed::Provisions
        | Listed::Instruments
        | Listed::Editions
        | Listed::Dates
        | Listed::Requirements
        | Listed::Facts
        | Listed::Tables
        | Listed::Themes
        | Listed::Groups
        | Listed::Addressees
        | Listed::Units
        | Listed::Jurisdictions
        | Listed::Codes => None,
    }
}

/// Returns what a citation means.
pub fn meant(kb: Base<'_>, asked: &str, meaning: &Meaning) -> Shown {
    match meaning {
        Meaning::Nodes(found) => nodes(kb, asked, found),
        Meaning::Interpretation(at) => match kb.interpretations.get(*at) {
            Some(it) => Shown::Interpretation(interpretation::interpretation(kb, it)),
            None => nodes(kb, asked, &[]),
        },
    }
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
        None => Part::Place(Box::new(place(kb, node))),
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
        continues: instrument::continuation(kb, node.edition),
        ids_only: edition.ids_only.is_some(),
        paper: citation::paper(kb, node.edition),
        children: entries.iter().map(|it| it.id.clone()).collect(),
        entries,
    }
}
