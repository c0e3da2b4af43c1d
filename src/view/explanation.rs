//! What `kijun assess --explain` adds to the verdicts.
//!
//! Computes nothing; `query` does.

use crate::lang::Bilingual;
use crate::logic::failure::Failure;
use crate::logic::repair::Repairs as Found;
use crate::norm::Base;
use crate::query::explain;
use schemars::JsonSchema;
use serde::Serialize;

use super::failure;
use super::stated::{Stated, stated};

/// What would make the product conform, and which fact to find out next.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Explanation {
    /// Minimal changes of facts, each of which makes the product conform to everything that was asked for; an empty one
    /// where it does already. Only what is `design`, `process` or `document` is changed.
    pub repairs: Vec<Vec<Stated>>,
    /// Whether there are, or may be, more of them.
    pub more: bool,
    /// Why they were not found, where the question exceeds its budget.
    pub failure: Option<Bilingual>,
    /// The same for each provision that fails, by content.
    pub provisions: Vec<ProvisionRepairs>,
    /// Deemings that would satisfy something that fails, whatever the facts say.
    pub routes: Vec<Route>,
    /// The fact to find out next, a judgement where no other would decide anything; null where nothing is open.
    pub next_question: Option<Question>,
    /// Why no question was found, where that exceeds its budget.
    pub question_failure: Option<Bilingual>,
}

/// What would make a product conform to one provision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProvisionRepairs {
    /// The pinned id.
    pub id: String,
    /// Minimal changes of facts, each of which does; none where no change of design, process or documents does.
    pub repairs: Vec<Vec<Stated>>,
    /// Whether there are, or may be, more of them.
    pub more: bool,
    /// Why they were not found, where the question exceeds its budget.
    pub failure: Option<Bilingual>,
}

/// A deeming that would satisfy something that fails.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Route {
    /// The deeming.
    pub deeming: String,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The pinned ids of what it satisfies.
    pub of: Vec<String>,
}

/// A fact to find out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Question {
    /// The fact.
    pub fact: String,
    /// The question that settles it.
    pub ask: Bilingual,
    /// The most provisions that one answer decides.
    pub decides: usize,
}

/// Returns the way on.
pub(super) fn explanation(kb: Base<'_>, it: &explain::Explanation) -> Explanation {
    let together = repairs(kb, &it.together);
    let asked = it.next.as_ref().ok().copied().flatten();
    Explanation {
        repairs: together.0,
        more: together.1,
        failure: together.2,
        provisions: it.provisions.iter().map(|(idx, found)| provision(kb, *idx, found)).collect(),
        routes: it.routes.iter().filter_map(|at| route(kb, *at)).collect(),
        next_question: asked.map(|(idx, decides)| {
            let fact = &kb.facts[idx];
            Question { fact: fact.id.clone(), ask: fact.ask.clone(), decides }
        }),
        question_failure: it.next.as_ref().err().map(failure::said),
    }
}

fn provision(
    kb: Base<'_>,
    idx: crate::model::ProvisionIdx,
    found: &Result<Found, Failure>,
) -> ProvisionRepairs {
    let (repairs, more, failure) = repairs(kb, found);
    ProvisionRepairs { id: kb.provisions[idx].id.clone(), repairs, more, failure }
}

fn repairs(kb: Base<'_>, found: &Result<Found, Failure>) -> (Vec<Vec<Stated>>, bool, Option<Bilingual>) {
    match found {
        Ok(found) => {
            let all = found.found.iter().map(|changes| changes.iter().map(|it| stated(kb, *it)).collect());
            (all.collect(), found.more, None)
        }
        Err(failure) => (Vec::new(), true, Some(failure::said(failure))),
    }
}

fn route(kb: Base<'_>, at: usize) -> Option<Route> {
    let deeming = kb.deemings.get(at)?;
    let of = kb.deemed.get(at).into_iter().flatten().map(|node| kb.node_id(node)).collect();
    Some(Route { deeming: deeming.id.clone(), title: deeming.title.clone(), of })
}
