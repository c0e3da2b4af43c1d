//! Every day of the base on which something begins, ends, changes or falls due.
//!
//! As the texts state them: no day is computed, and what has no known day is in no list.

use std::collections::BTreeSet;

use crate::lexicon::Turn;
use crate::model::{Date, EditionIdx, Expr, From, Kb, ProposalIdx, ProvisionIdx, SourceIdx};

/// What has a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An edition.
    Edition(EditionIdx),
    /// A provision with days of its own; an heir has those of the text that it inherits.
    Provision(ProvisionIdx),
    /// A deeming, by its position.
    Deeming(usize),
    /// A proposal.
    Proposal(ProposalIdx),
    /// A deviation, by its position.
    Deviation(usize),
    /// A source.
    Source(SourceIdx),
}

/// A date of the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// The day.
    pub day: Date,
    /// What happens.
    pub turn: Turn,
    /// To what.
    pub subject: Subject,
}

/// Returns every date in order, from a day on and before another.
pub fn dates(kb: &Kb, from: Option<Date>, until: Option<Date>) -> Vec<Dated> {
    let mut found = BTreeSet::new();
    editions(kb, &mut found);
    provisions(kb, &mut found);
    for (at, it) in kb.deemings.iter().enumerate() {
        span(&mut found, Subject::Deeming(at), it.from.and_then(From::date), it.until);
        since(kb, &it.when, Subject::Deeming(at), &mut found);
    }
    for (idx, it) in kb.proposals.iter_enumerated().filter(|(_, it)| it.is_declared()) {
        add(&mut found, it.from, Turn::Planned, Subject::Proposal(idx));
    }
    for (at, it) in kb.deviations.iter().enumerate() {
        add(&mut found, it.review_by, Turn::Review, Subject::Deviation(at));
    }
    for (idx, it) in kb.sources.iter_enumerated() {
        add(&mut found, it.date, Turn::Published, Subject::Source(idx));
    }
    let within =
        |it: &Dated| from.is_none_or(|from| it.day >= from) && until.is_none_or(|until| it.day < until);
    found.into_iter().filter(within).collect()
}

fn editions(kb: &Kb, found: &mut BTreeSet<Dated>) {
    for (idx, it) in kb.editions.iter_enumerated() {
        let subject = Subject::Edition(idx);
        if it.status.is_draft() {
            add(found, it.from.date(), Turn::Planned, subject);
            continue;
        }
        span(found, subject, it.from.date(), it.until);
        if let Some(scope) = &it.scope {
            since(kb, scope, subject, found);
        }
    }
}

fn provisions(kb: &Kb, found: &mut BTreeSet<Dated>) {
    for (idx, it) in kb.provisions.iter_enumerated().filter(|(_, it)| it.origin.is_none()) {
        let subject = Subject::Provision(idx);
        span(found, subject, it.body.from.and_then(From::date), it.body.until);
        let criteria = it.body.criteria.iter().filter_map(|criterion| criterion.expr.as_ref());
        criteria.chain(&it.body.applies).for_each(|expr| since(kb, expr, subject, found));
    }
}

fn span(found: &mut BTreeSet<Dated>, subject: Subject, from: Option<Date>, until: Option<Date>) {
    add(found, from, Turn::Begins, subject);
    add(found, until, Turn::Ends, subject);
}

fn add(found: &mut BTreeSet<Dated>, day: Option<Date>, turn: Turn, subject: Subject) {
    found.extend(day.map(|day| Dated { day, turn, subject }));
}

/// Adds the days of an expression and of the definitions that it uses.
fn since(kb: &Kb, expr: &Expr, subject: Subject, found: &mut BTreeSet<Dated>) {
    let days = kb.days_of(expr);
    found.extend(days.into_iter().map(|day| Dated { day, turn: Turn::Changes, subject }));
}
