//! A provision beside what is aligned with it, and its ways to comply against what the law demands elsewhere.

use std::collections::BTreeSet;

use crate::lexicon::{Binding, Standing};
use crate::logic::failure::Failure;
use crate::model::{InstrumentIdx, ProvisionIdx};
use crate::norm::Base;

use super::compare::{Compared, compare, ways_against};
use super::ways::{self, Ways};

/// Compares a provision with those of some others that stand in an alignment with it and can be compared, in their order.
///
/// What is too complex is left out: among the counterparts it is told as such.
pub fn beside(kb: Base<'_>, idx: ProvisionIdx, others: &[ProvisionIdx]) -> Result<Vec<Compared>, Failure> {
    let aligned = aligned(kb, kb.provisions[idx].instrument);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for other in others {
        let is_aligned = aligned.contains(&kb.provisions[*other].instrument);
        let can_be = is_aligned && kb.norm(idx).criterion.is_some() && kb.norm(*other).criterion.is_some();
        if !can_be || !seen.insert(*other) {
            continue;
        }
        match compare(kb, &kb.place(idx), &kb.place(*other)) {
            Ok(compared) => found.push(compared),
            Err(Failure::OverBudget(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(found)
}

/// Returns the ways to comply with a provision against those of some others that bind by law, or are to, and are not
/// aligned with it, in their order, with the failure of what could not be tried; nothing where it leaves no choice, for
/// then the relation says as much.
pub fn mandatory(
    kb: Base<'_>,
    idx: ProvisionIdx,
    others: &[ProvisionIdx],
) -> Vec<(ProvisionIdx, Result<Ways, Failure>)> {
    if !ways::has_choice(kb, idx) {
        return Vec::new();
    }
    let aligned = aligned(kb, kb.provisions[idx].instrument);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for other in others.iter().filter(|it| binds(kb, **it)) {
        if aligned.contains(&kb.provisions[*other].instrument) || !seen.insert(*other) {
            continue;
        }
        let tried = ways_against(kb, &kb.place(idx), &kb.place(*other)).transpose();
        found.extend(tried.map(|it| (*other, it)));
    }
    found
}

/// Says whether a provision binds by law and is not over, or would if its draft became law.
fn binds(kb: Base<'_>, idx: ProvisionIdx) -> bool {
    let it = &kb.provisions[idx];
    kb.instruments[it.instrument].binding == Binding::Mandatory
        && it.body.modality.is_binding()
        && kb.standing(idx, kb.as_of) != Standing::Ended
}

/// Returns the instruments that are to say the same as one.
fn aligned(kb: Base<'_>, instrument: InstrumentIdx) -> BTreeSet<InstrumentIdx> {
    let with = kb.alignments.iter().filter(|it| it.members.contains(&instrument));
    with.flat_map(|it| it.members.iter().copied()).filter(|it| *it != instrument).collect()
}
