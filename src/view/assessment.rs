//! What `kijun assess` answers.
//!
//! Types only; `query` computes.

use schemars::JsonSchema;
use serde::Serialize;

use super::day::Day;
use super::word::{Modality, Verdict};

/// Why a provision is satisfied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The product meets the criterion.
    Content,
    /// A legal rule treats it as satisfied.
    Law,
}

/// The verdicts of a product.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Assessment {
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// A result for each instrument or provision asked for.
    pub results: Vec<InstrumentResult>,
}

/// The verdict of an instrument.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InstrumentResult {
    /// The pinned id of what was asked for.
    pub instrument: String,
    /// The worst verdict of its binding provisions.
    pub verdict: Verdict,
    /// The verdicts of its provisions.
    pub provisions: Vec<ProvisionResult>,
}

/// The verdict of a provision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProvisionResult {
    /// The pinned id.
    pub id: String,
    /// What it says of the product.
    pub verdict: Verdict,
    /// Why it is satisfied; null where it is not.
    pub by: Option<By>,
    /// How strongly it speaks.
    pub modality: Modality,
    /// Whether it begins only after the as-of date.
    pub upcoming: bool,
    /// Facts that decided the verdict.
    pub decided_by: Vec<String>,
    /// Unknown facts that would decide it.
    pub needs: Vec<String>,
    /// Judgements that would decide it.
    pub judgements: Vec<String>,
}
