//! Counterparts: provisions of other instruments for the same requirement, with what was computed.

use crate::lexicon::{Applicability, Relation};
use crate::model::ProvisionIdx;
use crate::norm::Base;
use crate::query;
use schemars::JsonSchema;
use serde::Serialize;

/// A provision of another instrument for the same requirement.
///
/// Relation and applicability are those of the provision shown to this one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Counterpart {
    /// The pinned id of the other provision.
    pub id: String,
    /// The requirement that both meet.
    pub requirement: String,
    /// How the criterion of the provision shown relates to that of the other.
    pub relation: Relation,
    /// Where the provision shown applies, compared with the other.
    pub applicability: Applicability,
}

/// Returns the counterparts of a provision.
pub(super) fn counterparts(kb: Base<'_>, idx: ProvisionIdx) -> Vec<Counterpart> {
    query::counterparts(kb, idx).into_iter().map(|it| counterpart(kb, it)).collect()
}

/// Returns what was computed as the public JSON has it.
pub(super) fn counterpart(kb: Base<'_>, it: query::Counterpart) -> Counterpart {
    Counterpart {
        id: kb.provisions[it.provision].id.clone(),
        requirement: kb.requirements[it.requirement].id.clone(),
        relation: it.relation,
        applicability: it.applicability,
    }
}
