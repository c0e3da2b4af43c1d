//! What is declared about pairs: deemings, interpretations, deviations and published mappings.

use crate::lang::Bilingual;
use crate::lexicon::{Applicability, EdgeRelation, Relation};
use crate::model;
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, SourceRef};
use super::clause::{Clause, Place};
use super::day::Day;
use super::reading::Mood;

/// A legal rule that treats provisions as satisfied.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Deeming {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The provisions.
    pub of: Vec<String>,
    /// Its condition.
    pub when: Clause,
    /// The legal basis.
    pub basis: Bilingual,
    /// The day after its last.
    pub until: Option<Day>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// A criterion that one instrument gives to a concept of another edition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Interpretation {
    /// The pinned id of the place that interprets.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The concept.
    pub concept: String,
    /// The editions that are interpreted.
    pub within: Vec<String>,
    /// The condition.
    pub condition: Clause,
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
    /// The requirement; null where the scopes differ.
    pub requirement: Option<String>,
    /// The provisions of the one side; its edition where the scopes differ.
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
    /// The scope of the left side, compared with that of the right; null on a requirement.
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

/// Everything that is declared about pairs.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Said {
    /// Deemings.
    pub deemings: Vec<Deeming>,
    /// Interpretations.
    pub interpretations: Vec<Interpretation>,
    /// Deviations.
    pub deviations: Vec<Deviation>,
    /// Published edges.
    pub edges: Vec<Edge>,
}

/// Returns everything that is declared about pairs.
pub(super) fn said(kb: Base<'_>) -> Said {
    Said {
        deemings: kb.deemings.iter().map(|it| deeming(kb, it)).collect(),
        interpretations: kb.interpretations.iter().map(|it| interpretation(kb, it)).collect(),
        deviations: kb.deviations.iter().map(|it| deviation(kb, it)).collect(),
        edges: kb.mappings.iter().flat_map(|mapping| edges(kb, mapping)).collect(),
    }
}

fn ids(kb: Base<'_>, references: &[model::Reference]) -> Vec<String> {
    references.iter().map(|it| kb.reference_id(it)).collect()
}

fn deeming(kb: Base<'_>, it: &model::Deeming) -> Deeming {
    Deeming {
        id: it.id.clone(),
        title: it.title.clone(),
        of: ids(kb, &it.of),
        when: Place::default().clause(kb, &it.when, Mood::Condition),
        basis: it.basis.clone(),
        until: it.until.map(Day::from),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

fn interpretation(kb: Base<'_>, it: &model::Interpretation) -> Interpretation {
    Interpretation {
        id: it.id.clone(),
        title: it.title.clone(),
        concept: kb.facts[it.concept].id.clone(),
        within: it.within.iter().map(|edition| kb.edition_id(*edition)).collect(),
        condition: Place::default().clause(kb, &it.expr, Mood::Condition),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

fn deviation(kb: Base<'_>, it: &model::Deviation) -> Deviation {
    Deviation {
        id: it.id.clone(),
        title: it.title.clone(),
        requirement: match it.on {
            model::On::Requirement(requirement) => Some(kb.requirements[requirement].id.clone()),
            model::On::Scope => None,
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
