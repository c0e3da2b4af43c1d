//! A provision beside what is aligned with it, and its ways to comply against what the law demands elsewhere.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::lexicon::{Binding, Standing};
use crate::logic::failure::Failure;
use crate::model::{InstrumentIdx, ProvisionIdx};
use crate::norm::Base;

use super::compare::{Compared, compare, ways_against};
use super::ways::{self, Ways};

/// Compares a provision with those of some others that stand in an alignment with it and can be compared, in their order,
/// with the failure of what could not be compared.
pub fn beside(
    kb: Base<'_>,
    idx: ProvisionIdx,
    others: &[ProvisionIdx],
) -> Vec<(ProvisionIdx, Result<Compared, Failure>)> {
    if kb.norm(idx).criterion.is_none() {
        return Vec::new();
    }
    let aligned = aligned(kb, kb.provisions[idx].instrument);
    let all =
        once(others, |it| aligned.contains(&kb.provisions[it].instrument) && kb.norm(it).criterion.is_some());
    all.into_par_iter().map(|other| (other, compare(kb, &kb.place(idx), &kb.place(other)))).collect()
}

/// Returns those of some answers that the ordinary evaluator does not confirm, which is a fault of the engine; what is too
/// complex is none.
pub fn unconfirmed<T>(all: &[(ProvisionIdx, Result<T, Failure>)]) -> Vec<ProvisionIdx> {
    let is_wrong = |it: &Result<T, Failure>| matches!(it, Err(Failure::WitnessDoesNotReplay));
    all.iter().filter(|(_, it)| is_wrong(it)).map(|(idx, _)| *idx).collect()
}

/// Returns those of some provisions that are wanted, each once, in their order.
fn once(all: &[ProvisionIdx], is_wanted: impl Fn(ProvisionIdx) -> bool) -> Vec<ProvisionIdx> {
    let mut seen = BTreeSet::new();
    all.iter().copied().filter(|it| is_wanted(*it) && seen.insert(*it)).collect()
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
    let all = once(others, |it| binds(kb, it) && !aligned.contains(&kb.provisions[it].instrument));
    let tried = all.into_par_iter().filter_map(|other| {
        let tried = ways_against(kb, &kb.place(idx), &kb.place(other)).transpose()?;
        Some((other, tried))
    });
    tried.collect()
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

#[cfg(test)]
mod tests {
    use super::unconfirmed;
    use crate::lexicon::Budget;
    use crate::logic::failure::{Failure, OverBudget};
    use crate::model::ProvisionIdx;

    #[test]
    fn an_answer_that_nobody_confirms_is_told_and_what_is_too_complex_is_no_fault() {
        let answers = [
            Ok("an answer"),
            Err(Failure::WitnessDoesNotReplay),
            Err(Failure::OverBudget(OverBudget { budget: Budget::Nodes, most: 1 })),
            Err(Failure::WitnessDoesNotReplay),
        ];
        let all: Vec<_> =
            answers.into_iter().enumerate().map(|(at, it)| (ProvisionIdx::new(at), it)).collect();
        assert_eq!(unconfirmed(&all), [1, 3].map(ProvisionIdx::new));
    }
}
