//! KJ3023: a base that names groups of facts leaves one without a name.
//!
//! A base without groups shows their words; one that names some owes its readers the others in both languages.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::model::Kb;
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    if kb.groups.is_empty() {
        return Vec::new();
    }
    let mut named: BTreeSet<&str> = kb.groups.iter().map(|group| group.id.as_str()).collect();
    let declared = kb.facts.iter().filter(|fact| fact.open.is_none());
    // The first fact of each group stands for all of them.
    let unnamed = declared.filter(|fact| named.insert(fact.group()));
    unnamed
        .map(|fact| {
            let group = fact.group();
            Diagnostic::new(
                Code::UnnamedGroup,
                msg!(ja: "事実の分野「{group}」に名称がない", en: "the group of facts `{group}` has no name"),
            )
            .here(fact.span)
            .help(msg!(
                ja: "「group {group} {{ title {{ ja \"…\" en \"…\" }} }}」を書いてください。",
                en: "add `group {group} {{ title {{ ja \"…\" en \"…\" }} }}`",
            ))
        })
        .collect()
}
