//! KJ3017: constraints contradict one another.
//!
//! Shows a smallest set of them that no product can obey.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::model::{Constraint, Kb};
use crate::msg;

pub(super) fn run(kb: &Kb) -> Vec<Diagnostic> {
    let Err(core) = kb.theory.consistent() else { return Vec::new() };
    let constraints: Vec<&Constraint> =
        core.iter().filter_map(|at| kb.constraints.get(Idx::new(*at))).collect();
    let Some((first, others)) = constraints.split_first() else { return Vec::new() };
    let ids = constraints.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(" ");
    let mut diagnostic = Diagnostic::new(
        Code::Inconsistent,
        msg!(ja: "制約が互いに矛盾している", en: "constraints contradict one another"),
    )
    .at(first.span, msg!(ja: "この制約と", en: "this one"));
    for other in others.iter().take(5) {
        diagnostic = diagnostic.and_at(other.span, msg!(ja: "この制約", en: "and this one"));
    }
    vec![
        diagnostic
            .note(msg!(
                ja: "{ids} をすべて満たす製品はない。一つでも除けば矛盾しない。",
                en: "no product obeys {ids}; without any one of them some product does",
            ))
            .help(msg!(ja: "誤っている制約を直してください。", en: "mend the constraint that is wrong")),
    ]
}
