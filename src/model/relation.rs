//! What is said about pairs: deemings, interpretations, alignments, deviations, mappings.
//!
//! Declared here, computed in `query`.

use crate::lang::Bilingual;
use crate::lexicon::{Applicability, EdgeRelation, Relation, Saying};
use crate::source::Span;

use super::date::{Date, From};
use super::expr::Expr;
use super::fact::FactIdx;
use super::index::{AlignmentIdx, EditionIdx, InstrumentIdx, RequirementIdx};
use super::reference::Reference;
use super::source::Citation;

/// A legal rule that treats provisions as satisfied.
#[derive(Clone, Debug)]
pub struct Deeming {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The provisions, pinned.
    pub of: Vec<Reference>,
    /// Its condition.
    pub when: Expr,
    /// The legal basis.
    pub basis: Bilingual,
    /// Its first day, where it is not that of the edition.
    pub from: Option<From>,
    /// The day after its last.
    pub until: Option<Date>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

/// A criterion that one instrument gives to a concept of another edition.
#[derive(Clone, Debug)]
pub struct Interpretation {
    /// The pinned id of the place that interprets.
    pub id: String,
    /// How it is cited.
    pub cite: Option<Bilingual>,
    /// Its title.
    pub title: Option<Bilingual>,
    /// What it says, in our words.
    pub text: Option<Bilingual>,
    /// Where it says so.
    pub text_span: Option<Span>,
    /// The edition that interprets.
    pub by: EditionIdx,
    /// The concept or open limb.
    pub concept: FactIdx,
    /// The editions that are interpreted.
    pub within: Vec<EditionIdx>,
    /// What is said.
    pub kind: Saying,
    /// The condition.
    pub expr: Expr,
    /// Where it stands.
    pub expr_span: Span,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

/// A group of instruments that must have the same criterion for the same requirement.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The instruments.
    pub members: Vec<InstrumentIdx>,
    /// The requirements; none for all.
    pub on: Option<Vec<RequirementIdx>>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

/// What two members of an alignment are compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// What they demand for a requirement, inside both scopes.
    Requirement(RequirementIdx),
    /// Their scopes.
    Scope,
    /// Which products may stay under the earlier texts by a transitional rule, inside both scopes.
    Transition,
}

/// A word that a deviation declares, with its place.
pub type Declared<T> = Option<(T, Span)>;

/// A declared, reasoned exception to an alignment.
#[derive(Clone, Debug)]
pub struct Deviation {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The alignment.
    pub alignment: AlignmentIdx,
    /// What it is about.
    pub on: On,
    /// The provisions of the one side, empty for `none`; the edition whose scope is meant.
    pub left: Vec<Reference>,
    /// The same of the other side.
    pub right: Vec<Reference>,
    /// The member that does not regulate it, where a side is `none`.
    pub member: Option<InstrumentIdx>,
    /// The relation of the left side to the right, on a requirement.
    pub relation: Declared<Relation>,
    /// The conditions of the left side inside both scopes, compared with those of the right, on a requirement.
    pub condition: Declared<Applicability>,
    /// The scope of the left side, or the products that may stay under its earlier texts, compared with that of the right.
    pub applicability: Declared<Applicability>,
    /// Why.
    pub because: Bilingual,
    /// When it must be looked at again.
    pub review_by: Option<Date>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}

/// An edge that somebody published.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The left side.
    pub from: Vec<Reference>,
    /// What is said.
    pub relation: EdgeRelation,
    /// The right side.
    pub to: Vec<Reference>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Its declaration.
    pub span: Span,
}

/// A published set of edges.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Its edges.
    pub edges: Vec<Edge>,
    /// What the reader should know.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its declaration.
    pub span: Span,
}
