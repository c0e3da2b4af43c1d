//! KJ3023: a base that names groups of facts leaves one without a name.
//!
//! A base without groups shows their words; one that names some owes its readers the others in both languages.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::model::{Fact, Group, Kb};
use crate::msg;
use crate::near;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    unnamed(kb).into_iter().map(|fact| diagnostic(kb, fact)).collect()
}

/// Returns the first fact of each group without a name, which stands for all of them.
fn unnamed(kb: &Kb) -> Vec<&Fact> {
    if kb.groups.is_empty() {
        return Vec::new();
    }
    let mut named: BTreeSet<&str> = kb.groups.iter().map(|group| group.id.as_str()).collect();
    let declared = kb.facts.iter().filter(|fact| fact.open.is_none());
    declared.filter(|fact| named.insert(fact.group())).collect()
}

/// Returns the groups that no fact belongs to.
pub(super) fn unused(kb: &Kb) -> Vec<&Group> {
    let used: BTreeSet<&str> = kb.facts.iter().map(Fact::group).collect();
    kb.groups.iter().filter(|group| !used.contains(group.id.as_str())).collect()
}

/// Says whether a group is misspelt and told as the name that facts lack.
pub(super) fn is_told(kb: &Kb, group: &Group) -> bool {
    unnamed(kb).iter().any(|fact| misspelt(kb, fact).is_some_and(|it| it.id == group.id))
}

/// Returns the unused group that was meant for a fact.
fn misspelt<'a>(kb: &'a Kb, fact: &Fact) -> Option<&'a Group> {
    let unused = unused(kb);
    let near = near::nearest(fact.group(), unused.iter().map(|it| it.id.as_str())).into_iter().next()?;
    unused.into_iter().find(|it| it.id == near)
}

fn diagnostic(kb: &Kb, fact: &Fact) -> Diagnostic {
    let group = fact.group();
    let found = Diagnostic::new(
        Code::UnnamedGroup,
        msg!(ja: "事実の分野「{group}」に名称がない", en: "the group of facts `{group}` has no name"),
    )
    .here(fact.span);
    match misspelt(kb, fact) {
        Some(it) => {
            let id = &it.id;
            found
                .and_at(
                    it.id_span,
                    msg!(ja: "分野「{id}」に属する事実はない", en: "no fact belongs to the group `{id}`"),
                )
                .help(msg!(
                    ja: "分野の名は「{group}」のことではありませんか。",
                    en: "did you mean `{group}` where the group is named?",
                ))
                .suggest(it.id_span, group)
        }
        None => found.help(msg!(
            ja: "「group {group} {{ title {{ ja \"…\" en \"…\" }} }}」を書いてください。",
            en: "add `group {group} {{ title {{ ja \"…\" en \"…\" }} }}`",
        )),
    }
}
