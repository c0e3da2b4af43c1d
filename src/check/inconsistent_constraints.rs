//! KJ3017: the constraints contradict one another.
//!
//! Reported with a minimal set that cannot hold together; everything would follow from it.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::logic::failure::{Failure, OverBudget};
use crate::model::Constraint;
use crate::model::called::titled;
use crate::msg;
use crate::norm::Base;
use crate::source::Sources;

use super::failure;

pub(super) fn run(kb: Base<'_>, _sources: &Sources) -> Vec<Diagnostic> {
    let core = match kb.theory.contradiction() {
        Ok(None) => return Vec::new(),
        Ok(Some(core)) => core,
        Err(over) => return undecided(kb, over),
    };
    let constraints: Vec<&Constraint> = core.iter().map(|at| &kb.constraints[Idx::new(*at)]).collect();
    let ids: Vec<&str> = constraints.iter().map(|it| it.id.as_str()).collect();
    let (ja, en) = (ids.join("」「"), ids.join("`, `"));
    let mut diagnostic = Diagnostic::new(
        Code::Inconsistent,
        msg!(ja: "制約「{ja}」が互いに矛盾している", en: "these constraints contradict one another: `{en}`"),
    )
    .note(msg!(ja: "どの製品も存在できない。", en: "no product can exist"))
    .help(msg!(ja: "誤っている制約を直してください。", en: "correct the one that is wrong"));
    for (at, constraint) in constraints.iter().enumerate() {
        diagnostic = match at {
            0 => diagnostic.at(constraint.span, constraint.because.clone()),
            _ => diagnostic.and_at(constraint.span, constraint.because.clone()),
        };
    }
    vec![diagnostic]
}

fn undecided(kb: Base<'_>, over: OverBudget) -> Vec<Diagnostic> {
    let first = kb.constraints.iter().next();
    first
        .map(|it| failure::at(&Failure::OverBudget(over), it.span, &titled(None, &it.id)))
        .into_iter()
        .collect()
}
