//! The worlds in which what is claimed of some instruments must hold: the law of the as-of date, of each later day on
//! which something of theirs begins or ends, and of each proposal from its day on.

use std::collections::BTreeSet;

use crate::model::{Date, EditionIdx, From, InstrumentIdx, Kb, Proposal, ProposalIdx};
use crate::norm::Base;

/// Which world it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorldId {
    /// The proposal that has begun, if one has.
    pub proposal: Option<ProposalIdx>,
    /// The day.
    pub day: Date,
    /// Whether it is the law of the as-of date.
    pub is_today: bool,
}

/// The law of one world.
#[derive(Clone, Debug)]
pub struct World<'a> {
    /// Which one.
    pub when: WorldId,
    /// The law, the day left out.
    pub law: Base<'a>,
}

/// Returns every world of some instruments: those of the law by day, then those of each proposal with one of them.
pub fn worlds<'a>(kb: Base<'a>, instruments: &[InstrumentIdx]) -> Vec<World<'a>> {
    let mut worlds = dated(kb, instruments, None);
    for (idx, proposal) in kb.kb.proposals.iter_enumerated() {
        if concerns(kb.kb, proposal, instruments) {
            worlds.extend(dated(kb.enacting(idx), instruments, Some(idx)));
        }
    }
    worlds
}

fn concerns(kb: &Kb, proposal: &Proposal, instruments: &[InstrumentIdx]) -> bool {
    proposal.editions.iter().any(|idx| instruments.contains(&kb.editions[*idx].instrument))
}

/// Returns the worlds of one law: its as-of date, and each later day on which something of the instruments begins or ends.
fn dated<'a>(law: Base<'a>, instruments: &[InstrumentIdx], proposal: Option<ProposalIdx>) -> Vec<World<'a>> {
    let mut days = turns(law.kb, instruments);
    days.retain(|day| *day > law.kb.as_of);
    days.insert(law.kb.as_of);
    let world = |day: Date| {
        let when = WorldId { proposal, day, is_today: proposal.is_none() && day == law.kb.as_of };
        World { when, law }
    };
    days.into_iter().map(world).collect()
}

/// Returns the days on which something of the instruments begins or ends: editions, provisions, interpretations and the
/// dated parts of expressions.
fn turns(kb: &Kb, instruments: &[InstrumentIdx]) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let law = |idx: &EditionIdx| !kb.editions[*idx].status.is_draft();
    let editions: BTreeSet<EditionIdx> =
        instruments.iter().flat_map(|idx| &kb.instruments[*idx].editions).copied().filter(law).collect();
    for idx in &editions {
        let edition = &kb.editions[*idx];
        days.extend(edition.from.date());
        days.extend(edition.until);
        days.extend(edition.scope.iter().flat_map(|scope| kb.days_of(scope)));
        for provision in &edition.provisions {
            let body = &kb.provisions[*provision].body;
            days.extend(body.from.and_then(From::date));
            days.extend(body.until);
            let criteria = body.criteria.iter().filter_map(|it| it.expr.as_ref());
            days.extend(
                criteria.chain(&kb.provisions[*provision].condition).flat_map(|expr| kb.days_of(expr)),
            );
        }
    }
    for it in kb.interpretations.iter().filter(|it| it.within.iter().any(|idx| editions.contains(idx))) {
        let by = &kb.editions[it.by];
        days.extend(by.from.date().filter(|_| !by.status.is_draft()));
        days.extend(by.until);
    }
    days
}
