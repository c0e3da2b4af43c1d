//! What was claimed, published or deemed of the texts concerned, under both laws.

use std::collections::BTreeSet;

use crate::lexicon::{Answer, EdgeFinding, Fate};
use crate::logic::failure::Failure;
use crate::model::{Claim, EditionIdx, Reference};
use crate::norm::Base;
use crate::query::audit::{Audited, audit_where};
use crate::query::compare::weakest;

use super::{Laws, Open};

/// A claim of which the answer changes, or that speaks of an edition that is replaced.
#[derive(Clone, Debug)]
pub struct ClaimChange {
    /// The claim, by its position.
    pub claim: usize,
    /// The answer now.
    pub before: Option<Answer>,
    /// The answer then.
    pub after: Option<Answer>,
}

/// Returns the claims, and those of which one of the laws leaves the answer undecided.
pub(super) fn of_claims(laws: &Laws) -> (Vec<ClaimChange>, Vec<Open>) {
    let concerned = laws.concerned();
    let replaced: BTreeSet<EditionIdx> = laws.editions().into_iter().filter_map(|(old, _)| old).collect();
    let touches = |it: &Reference| match it.edition {
        Some(edition) => replaced.contains(&edition),
        None => concerned.contains(&it.instrument),
    };
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (at, claim) in laws.before().kb.claims.iter().enumerate() {
        if !touches(&claim.a) && !touches(&claim.b) {
            continue;
        }
        let pinned =
            [&claim.a, &claim.b].into_iter().any(|it| it.edition.is_some_and(|it| replaced.contains(&it)));
        match (weakest_of(laws, laws.before(), claim), weakest_of(laws, laws.after(), claim)) {
            (Ok(before), Ok(after)) if before != after || pinned => {
                found.push(ClaimChange { claim: at, before, after });
            }
            (Ok(_), Ok(_)) => {}
            _ => open.push(Open::Claim(at)),
        }
    }
    (found, open)
}

fn weakest_of(laws: &Laws, law: Base<'_>, claim: &Claim) -> Result<Option<Answer>, Failure> {
    let nodes = |it: &Reference| law.kb.nodes_on(it, laws.day());
    Ok(weakest(law, &nodes(&claim.a), &nodes(&claim.b))?.map(|(answer, _)| answer))
}

/// A published edge of which the criteria say something else.
#[derive(Clone, Debug)]
pub struct EdgeChange {
    /// The mapping, by its position.
    pub mapping: usize,
    /// The edge in it, by its position.
    pub edge: usize,
    /// What the audit says now.
    pub before: EdgeFinding,
    /// What it would say.
    pub after: EdgeFinding,
}

pub(super) fn of_edges(laws: &Laws) -> Vec<EdgeChange> {
    let concerned = laws.concerned();
    let open = |it: &Reference| it.edition.is_none() && concerned.contains(&it.instrument);
    let audited = |law: Base<'_>| audit_where(law, |edge| edge.from.iter().chain(&edge.to).any(open));
    let change = |(before, after): (Audited, Audited)| {
        let (was, is) = (before.judgement.finding.word(), after.judgement.finding.word());
        (was != is).then_some(EdgeChange {
            mapping: before.mapping,
            edge: before.edge,
            before: was,
            after: is,
        })
    };
    audited(laws.before()).into_iter().zip(audited(laws.after())).filter_map(change).collect()
}

/// A deeming of an edition that is replaced, or of the one that replaces it.
#[derive(Clone, Debug)]
pub struct DeemingChange {
    /// The deeming, by its position.
    pub deeming: usize,
    /// The edition that is replaced, or begins.
    pub edition: EditionIdx,
    /// What becomes of it.
    pub becomes: Fate,
}

pub(super) fn of_deemings(laws: &Laws) -> Vec<DeemingChange> {
    let kb = laws.after().kb;
    let mut found = Vec::new();
    for (old, new) in laws.editions() {
        for (deeming, nodes) in kb.deemed.iter().enumerate() {
            let is_of = |edition: EditionIdx| nodes.iter().any(|node| node.edition == edition);
            let becomes = match (old.is_some_and(is_of), is_of(new)) {
                (false, false) => continue,
                (true, true) => Fate::Stays,
                (true, false) => Fate::Ends,
                (false, true) => Fate::Begins,
            };
            found.push(DeemingChange { deeming, edition: new, becomes });
        }
    }
    found
}
