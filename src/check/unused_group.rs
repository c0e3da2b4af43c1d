//! KJ3024: a group that no fact belongs to.
//!
//! Its word may be misspelt: then the facts that were meant stand without a name.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::model::{Fact, Kb};
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let used: BTreeSet<&str> = kb.facts.iter().map(Fact::group).collect();
    let unused = kb.groups.iter().filter(|group| !used.contains(group.id.as_str()));
    unused
        .map(|group| {
            let id = &group.id;
            Diagnostic::new(
                Code::UnusedGroup,
                msg!(ja: "分野「{id}」に属する事実がない", en: "no fact belongs to the group `{id}`"),
            )
            .here(group.span)
            .help(msg!(
                ja: "綴りを確かめるか、宣言を取り除いてください。",
                en: "see whether it is misspelt, or remove it",
            ))
        })
        .collect()
}
