//! What is declared about pairs: deemings, interpretations, alignments, deviations, claims and published mappings.

use crate::lang::Bilingual;
use crate::lexicon::{Answer, Applicability, EdgeRelation, Relation};
use crate::model;
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, SourceRef};
use super::clause::{Clause, Place};
use super::day::Day;
use super::interpretation::{Interpretation, interpretation};
use super::reading::Mood;

/// A legal rule that treats provisions as satisfied.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Deeming {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The provisions that it names, as the author wrote them.
    pub of: Vec<String>,
    /// Pinned ids of all that it treats as satisfied, also in the editions that amend those named.
    pub places: Vec<String>,
    /// Its condition.
    pub when: Clause,
    /// The legal basis.
    pub basis: Bilingual,
    /// Its first day; null where it is that of the edition or is not known.
    pub from: Option<Day>,
    /// The day after its last.
    pub until: Option<Day>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// A group of instruments that must have the same criterion for the same requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Alignment {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The instruments.
    pub members: Vec<String>,
    /// The requirements; null for all.
    pub requirements: Option<Vec<String>>,
    /// Ids of the exceptions that are declared to it.
    pub deviations: Vec<String>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// Editions that are meant to begin together: one law that does not exist yet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Proposal {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Pinned ids of the editions, one of each instrument.
    pub editions: Vec<String>,
    /// Pinned ids of the editions that they would replace, in the same order; null where the instrument has none.
    pub replaces: Vec<Option<String>>,
    /// The day on which they are to begin; null where none is proposed.
    pub from: Option<Day>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// "A implies B".
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Claim {
    /// Its id; where it has none, what it says: `A implies B`.
    pub id: String,
    /// The first, as the author wrote it.
    pub a: String,
    /// The second, as the author wrote it.
    pub b: String,
    /// The answer that is claimed.
    pub answer: Answer,
    /// Why; Markdown.
    pub because: Option<Bilingual>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// A declared exception to an alignment.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Deviation {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The alignment.
    pub alignment: String,
    /// The requirement; null where the scopes differ, or who may stay under the earlier texts.
    pub requirement: Option<String>,
    /// The provisions of the one side; its edition where no requirement is compared.
    pub left: Vec<String>,
    /// The same of the other side.
    pub right: Vec<String>,
    /// The instrument that does not regulate it, where a side is empty.
    pub member: Option<String>,
    /// The relation of the left side to the right; null of scopes.
    pub relation: Option<Relation>,
    /// The conditions of the left side inside both scopes, compared with those of the right; null of scopes and where
    /// one side does not regulate the requirement.
    pub condition: Option<Applicability>,
    /// The scope of the left side, or the products that may stay under its earlier texts, compared with that of the right;
    /// null on a requirement.
    pub applicability: Option<Applicability>,
    /// Why; Markdown.
    pub because: Bilingual,
    /// When it must be looked at again.
    pub review_by: Option<Day>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// An edge that somebody published.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Edge {
    /// The id of the mapping.
    pub mapping: String,
    /// The title of the mapping.
    pub title: Bilingual,
    /// The left side.
    pub from: Vec<String>,
    /// What is said of the left side to the right.
    pub relation: EdgeRelation,
    /// The right side.
    pub to: Vec<String>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// A published set of edges.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mapping {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Its edges.
    pub edges: Vec<Edge>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// Everything that is declared about pairs.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Said {
    /// Deemings.
    pub deemings: Vec<Deeming>,
    /// Interpretations.
    pub interpretations: Vec<Interpretation>,
    /// Alignments.
    pub alignments: Vec<Alignment>,
    /// Proposals.
    pub proposals: Vec<Proposal>,
    /// Deviations.
    pub deviations: Vec<Deviation>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Published edges.
    pub edges: Vec<Edge>,
}

/// Returns everything that is declared about pairs.
pub(super) fn said(kb: Base<'_>) -> Said {
    Said {
        deemings: deemings(kb),
        interpretations: kb.interpretations.iter().map(|it| interpretation(kb, it)).collect(),
        alignments: kb.alignments.iter().map(|it| alignment(kb, it)).collect(),
        proposals: kb.kb.proposals.iter().filter(|it| it.is_declared()).map(|it| proposal(kb, it)).collect(),
        deviations: kb.deviations.iter().map(|it| deviation(kb, it)).collect(),
        claims: kb.claims.iter().map(|it| claim(kb, it)).collect(),
        edges: kb.mappings.iter().flat_map(|mapping| edges(kb, mapping)).collect(),
    }
}

fn ids(kb: Base<'_>, references: &[model::Reference]) -> Vec<String> {
    references.iter().map(|it| kb.reference_id(it)).collect()
}

fn deemings(kb: Base<'_>) -> Vec<Deeming> {
    kb.deemings.iter().map(|it| deeming(kb, it)).collect()
}

/// Returns a deeming.
pub(super) fn deeming(kb: Base<'_>, it: &model::Deeming) -> Deeming {
    let places = kb.deemings.iter().zip(&kb.deemed).filter(|(other, _)| other.id == it.id);
    let first = it.of.first().and_then(|of| kb.edition_of(of));
    let place = first.map_or_else(Place::default, |idx| Place::of_edition(kb, idx));
    Deeming {
        places: places.flat_map(|(_, nodes)| nodes).map(|node| kb.node_id(node)).collect(),
        id: it.id.clone(),
        title: it.title.clone(),
        of: ids(kb, &it.of),
        when: place.clause(kb, &it.when, Mood::Condition),
        basis: it.basis.clone(),
        from: it.from.and_then(model::From::date).map(Day::from),
        until: it.until.map(Day::from),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

/// Returns a deviation.
pub(super) fn deviation(kb: Base<'_>, it: &model::Deviation) -> Deviation {
    Deviation {
        id: it.id.clone(),
        title: it.title.clone(),
        alignment: kb.alignments[it.alignment].id.clone(),
        requirement: match it.on {
            model::On::Requirement(requirement) => Some(kb.requirements[requirement].id.clone()),
            model::On::Scope | model::On::Transition => None,
        },
        left: ids(kb, &it.left),
        right: ids(kb, &it.right),
        member: it.member.map(|member| kb.instruments[member].id.clone()),
        relation: it.relation.map(|(word, _)| word),
        condition: it.condition.map(|(word, _)| word),
        applicability: it.applicability.map(|(word, _)| word),
        because: it.because.clone(),
        review_by: it.review_by.map(Day::from),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

/// Returns an alignment.
pub(super) fn alignment(kb: Base<'_>, it: &model::Alignment) -> Alignment {
    let deviations = kb.deviations.iter().filter(|deviation| kb.alignments[deviation.alignment].id == it.id);
    let requirements = |all: &Vec<model::RequirementIdx>| -> Vec<String> {
        all.iter().map(|idx| kb.requirements[*idx].id.clone()).collect()
    };
    Alignment {
        id: it.id.clone(),
        title: it.title.clone(),
        members: it.members.iter().map(|member| kb.instruments[*member].id.clone()).collect(),
        requirements: it.on.as_ref().map(requirements),
        deviations: deviations.map(|it| it.id.clone()).collect(),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

/// Returns a proposal.
pub(super) fn proposal(kb: Base<'_>, it: &model::Proposal) -> Proposal {
    let replaced = |idx: &model::EditionIdx| kb.replaced(it, kb.editions[*idx].instrument);
    Proposal {
        id: it.id.clone(),
        title: it.title.clone().unwrap_or_default(),
        editions: it.editions.iter().map(|idx| kb.edition_id(*idx)).collect(),
        replaces: it.editions.iter().map(|idx| replaced(idx).map(|idx| kb.edition_id(idx))).collect(),
        from: it.from.map(Day::from),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

/// Returns the id of a claim; where it has none, what it says.
pub(super) fn claim_id(kb: Base<'_>, it: &model::Claim) -> String {
    let says = || format!("{} implies {}", kb.reference_id(&it.a), kb.reference_id(&it.b));
    it.id.clone().unwrap_or_else(says)
}

/// Returns a claim.
pub(super) fn claim(kb: Base<'_>, it: &model::Claim) -> Claim {
    Claim {
        id: claim_id(kb, it),
        a: kb.reference_id(&it.a),
        b: kb.reference_id(&it.b),
        answer: it.answer,
        because: it.because.clone(),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

/// Returns a published set of edges.
pub(super) fn mapping(kb: Base<'_>, it: &model::Mapping) -> Mapping {
    Mapping {
        id: it.id.clone(),
        title: it.title.clone(),
        edges: edges(kb, it).collect(),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

fn edges<'a>(kb: Base<'a>, mapping: &'a model::Mapping) -> impl Iterator<Item = Edge> + 'a {
    mapping.edges.iter().map(move |edge| Edge {
        mapping: mapping.id.clone(),
        title: mapping.title.clone(),
        from: ids(kb, &edge.from),
        relation: edge.relation,
        to: ids(kb, &edge.to),
        note: edge.note.clone(),
        sources: citation::refs(kb, &mapping.sources),
    })
}
