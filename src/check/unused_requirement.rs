//! KJ3011: no provision meets a requirement.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::model::Kb;
use crate::model::called::titled;
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let met: BTreeSet<_> = kb
        .provisions
        .iter()
        .flat_map(|provision| provision.body.criteria.iter().filter_map(|criterion| criterion.requirement))
        .collect();
    let unmet = kb.requirements.iter_enumerated().filter(|(idx, _)| !met.contains(idx));
    unmet
        .map(|(_, requirement)| {
            let (id, ja) = (&requirement.id, titled(&requirement.title, &requirement.id).ja);
            Diagnostic::new(
                Code::UnusedRequirement,
                msg!(ja: "要件{ja}を満たすとする規定がない", en: "no provision meets `{id}`"),
            )
            .here(requirement.span)
            .help(msg!(
                ja: "規定に「meets {id}」を書くか、宣言を取り除いてください。",
                en: "write `meets {id}` in a provision, or remove the declaration",
            ))
        })
        .collect()
}
