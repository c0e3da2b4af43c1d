//! A provision beside what is aligned with it: the comparisons that its page shows first.

use std::collections::BTreeSet;

use crate::logic::failure::Failure;
use crate::model::{InstrumentIdx, ProvisionIdx};
use crate::norm::Base;

use super::compare::{Compared, compare};

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

/// Returns the instruments that are to say the same as one.
fn aligned(kb: Base<'_>, instrument: InstrumentIdx) -> BTreeSet<InstrumentIdx> {
    let with = kb.alignments.iter().filter(|it| it.members.contains(&instrument));
    with.flat_map(|it| it.members.iter().copied()).filter(|it| *it != instrument).collect()
}
