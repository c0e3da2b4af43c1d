//! Whether the day counts, and what depends on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Mode, Standing};
use crate::model::{Date, From, Kb};

use super::deemed::Deemed;

/// Whether the day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The day is left out: all that an edition ever demands.
    Whole,
    /// What has begun on a day and has not ended, within editions that count as begun.
    On(Date),
}

impl When {
    /// Returns the word for it.
    pub fn mode(self) -> Mode {
        match self {
            When::Whole => Mode::Whole,
            When::On(_) => Mode::Dated,
        }
    }
}

/// What differs from day to day, by the first of the days on which it is so.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// With the day left out: as on the last day of each edition.
    whole: Deemed,
    days: BTreeMap<Date, Deemed>,
}

impl Calendar {
    pub(super) fn new(kb: &Kb) -> Self {
        let acts =
            |at: usize, day: Date| kb.deemings.get(at).is_some_and(|it| it.standing(day) == Standing::Begun);
        let first = std::iter::once(Date::default());
        let begins = kb.deemings.iter().filter_map(|it| it.from.and_then(From::date));
        let ends = kb.deemings.iter().filter_map(|it| it.until);
        let go_on = kb.editions.iter().filter(|it| it.continues.is_some()).filter_map(|it| it.until);
        let days: BTreeSet<Date> = first.chain(begins).chain(ends).chain(go_on).collect();
        let on = |day: Date| Deemed::of(kb, |at, edition| acts(at, kb.editions[edition].day_within(day)));
        Self {
            whole: Deemed::of(kb, |at, edition| acts(at, kb.editions[edition].last().unwrap_or(Date::LAST))),
            days: days.into_iter().map(|day| (day, on(day))).collect(),
        }
    }

    pub(super) fn live(&self, when: When) -> &Deemed {
        let today = match when {
            When::Whole => None,
            When::On(day) => self.days.range(..=day).next_back(),
        };
        today.map_or(&self.whole, |(_, live)| live)
    }
}
