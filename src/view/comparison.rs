//! What `kijun compare` answers.
//!
//! Types only; `query` computes.

use crate::lang::Bilingual;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::tree::FactValue;
use super::word::{Applicability, Relation};

/// Whether one side implies the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It does not.
    No,
    /// Whatever meets it meets the other.
    Content,
    /// By legal rules only.
    Law,
    /// The two cannot be compared.
    NotComparable,
}

/// How two provisions, instruments or editions relate.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// The pinned id of the first.
    pub a: String,
    /// The pinned id of the second.
    pub b: String,
    /// How the criterion of the first relates to that of the second.
    pub relation: Relation,
    /// Where the first applies, compared with the second.
    pub applicability: Applicability,
    /// The parts, one for each requirement.
    pub by_requirement: Vec<RequirementRelation>,
    /// Whether the first implies the second.
    pub a_implies_b: Implication,
    /// Whether the second implies the first.
    pub b_implies_a: Implication,
    /// What the answer rests on.
    pub assumptions: Vec<Bilingual>,
}

/// The relation for one requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RequirementRelation {
    /// The requirement.
    pub requirement: String,
    /// How the first relates to the second.
    pub relation: Relation,
    /// Where the first applies, compared with the second; null where one side does not regulate it.
    pub applicability: Option<Applicability>,
}

/// Whether one side implies the other, and why.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Implication {
    /// The answer.
    pub answer: Answer,
    /// Legal rules, constraints and conditions on which it rests.
    pub basis: Vec<String>,
    /// A product that meets the one and fails the other; null where there is none.
    pub witness: Option<Witness>,
    /// Provisions of the other side that are not implied.
    pub not_implied: Vec<NotImplied>,
}

/// A product that separates two texts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Witness {
    /// Its facts.
    pub facts: IndexMap<String, FactValue>,
    /// Pinned ids of the provisions that it fails.
    pub fails: Vec<String>,
    /// Open limbs of the first side that the product meets and that an assessor would have to accept.
    pub hangs_on: Vec<String>,
}

/// A provision that is not implied.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotImplied {
    /// Its pinned id.
    pub id: String,
    /// A product that meets the one side and fails it; null where it has no criterion.
    pub witness: Option<Witness>,
}
