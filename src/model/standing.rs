//! What has begun, begins later or has ended on a day: the one answer for everything dated.
//!
//! An edition by its interval and status, a provision by its edition and its own days, a deeming by its own days.

use crate::lexicon::{Standing, Status};

use super::date::{Date, From};
use super::edition::Edition;
use super::index::{EditionIdx, InstrumentIdx, ProvisionIdx};
use super::kb::Kb;
use super::relation::{Deeming, Interpretation};

/// Returns where an interval `[from, until)` stands; an unknown beginning lies in the past.
fn within(from: Option<Date>, until: Option<Date>, day: Date) -> Standing {
    if from.is_some_and(|from| day < from) {
        Standing::Upcoming
    } else if until.is_some_and(|until| until <= day) {
        Standing::Ended
    } else {
        Standing::Begun
    }
}

impl Edition {
    /// Returns where the edition stands on a day; a draft has not begun.
    ///
    /// Status counts only where the days do not tell (ADR 0010): what is adopted from an unknown day has not begun,
    /// what is superseded or repealed on one has ended.
    pub fn standing(&self, day: Date) -> Standing {
        if self.status.is_draft() {
            return Standing::Upcoming;
        }
        match within(self.from.date(), self.until, day) {
            Standing::Begun if self.until.is_none() && self.status.is_past() => Standing::Ended,
            Standing::Begun if self.from == From::Unknown && self.status == Status::Adopted => {
                Standing::Upcoming
            }
            Standing::Ended if self.continues.is_some() => Standing::Continues,
            standing @ (Standing::Begun | Standing::Upcoming | Standing::Continues | Standing::Ended) => {
                standing
            }
        }
    }

    /// Returns the day as which a day is to be taken within the edition: what goes on afterwards goes on as it stood on
    /// the last day.
    pub fn day_within(&self, day: Date) -> Date {
        match self.standing(day) {
            Standing::Continues => self.last().unwrap_or(day),
            Standing::Begun | Standing::Upcoming | Standing::Ended => day,
        }
    }

    /// Says whether the edition begins only after another of its instrument has ended; by declaration, where its day is
    /// not known.
    pub fn succeeds(&self, earlier: &Edition) -> bool {
        let Some(end) = earlier.until else { return false };
        self.from.date().map_or(self.span > earlier.span, |from| from >= end)
    }

    /// Returns the last day; none where there is none or it is not known.
    pub fn last(&self) -> Option<Date> {
        Date::from_days(self.until?.days() - 1)
    }
}

impl Deeming {
    /// Returns where the deeming stands on a day, by its own days.
    pub fn standing(&self, day: Date) -> Standing {
        within(self.from.and_then(From::date), self.until, day)
    }
}

impl Kb {
    /// Returns where a provision stands on a day.
    pub fn standing(&self, idx: ProvisionIdx, day: Date) -> Standing {
        let provision = &self.provisions[idx];
        let edition = &self.editions[provision.edition];
        match edition.standing(day) {
            Standing::Begun => self.standing_within(idx, day),
            Standing::Continues => match self.standing_within(idx, day) {
                Standing::Begun => Standing::Continues,
                other @ (Standing::Upcoming | Standing::Continues | Standing::Ended) => other,
            },
            other @ (Standing::Upcoming | Standing::Ended) => other,
        }
    }

    /// Says whether an interpretation is read into an edition on the as-of date.
    pub fn acts(&self, it: &Interpretation, within: EditionIdx) -> bool {
        self.acts_on(it, within, self.as_of)
    }

    /// Says whether an interpretation is read into an edition on a day: its own edition stands then, or both are drafts.
    ///
    /// What a draft says of law in force is read into it where the proposal is taken for begun (`Kb::enacting`).
    pub fn acts_on(&self, it: &Interpretation, within: EditionIdx, day: Date) -> bool {
        let by = &self.editions[it.by];
        let stands = if by.status.is_draft() {
            self.editions[within].status.is_draft()
        } else {
            by.standing(day).counts()
        };
        stands && it.within.contains(&within)
    }

    /// Returns where a provision stands on a day while its edition counts as begun: by its own days alone.
    pub fn standing_within(&self, idx: ProvisionIdx, day: Date) -> Standing {
        let provision = &self.provisions[idx];
        let day = self.editions[provision.edition].day_within(day);
        within(provision.body.from.and_then(From::date), provision.body.until, day)
    }

    /// Returns the editions of an instrument that have ended and go on for some products.
    pub fn continuing(&self, instrument: InstrumentIdx, day: Date) -> impl Iterator<Item = EditionIdx> {
        let editions = self.instruments[instrument].editions.iter().copied();
        editions.filter(move |idx| self.editions[*idx].standing(day) == Standing::Continues)
    }

    /// Returns the edition that an unpinned id means on the as-of date.
    pub fn current_edition(&self, instrument: InstrumentIdx) -> Option<EditionIdx> {
        self.current_edition_on(instrument, self.as_of)
    }

    /// Returns the edition that an unpinned id means on a day.
    ///
    /// The latest in force, else the next that begins, else the last that goes on for some products, else the last that
    /// ended; none where there are only drafts.
    pub fn current_edition_on(&self, instrument: InstrumentIdx, day: Date) -> Option<EditionIdx> {
        let placed = self.placed(instrument);
        let with = |standing: Standing| {
            placed.iter().copied().filter(move |(_, idx)| self.editions[*idx].standing(day) == standing)
        };
        let begins = |idx: EditionIdx| self.editions[idx].from.date();
        let next = || with(Standing::Upcoming).min_by_key(|(_, idx)| (begins(*idx).is_none(), begins(*idx)));
        let last = |standing| with(standing).max();
        let found = last(Standing::Begun).or_else(next);
        let found = found.or_else(|| last(Standing::Continues)).or_else(|| last(Standing::Ended));
        found.map(|(_, idx)| idx)
    }

    /// Returns the editions of an instrument that are no drafts, each with the day by which it is placed among them:
    /// its first, or, where that is not known, that of the edition declared before it.
    fn placed(&self, instrument: InstrumentIdx) -> Vec<(Option<Date>, EditionIdx)> {
        let editions = self.instruments[instrument].editions.iter().copied();
        let mut day = None;
        let placed = editions.filter(|idx| !self.editions[*idx].status.is_draft()).map(|idx| {
            day = self.editions[idx].from.date().or(day);
            (day, idx)
        });
        placed.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, within};
    use crate::model::Date;

    #[test]
    fn an_interval_begins_on_its_first_day_and_has_ended_on_the_day_after_its_last() {
        let day = |text| Date::parse(text).expect("a date");
        let standing = |on| within(Some(day("2020-01-01")), Some(day("2021-01-01")), day(on));
        assert_eq!(standing("2019-12-31"), Standing::Upcoming);
        assert_eq!(standing("2020-01-01"), Standing::Begun);
        assert_eq!(standing("2020-12-31"), Standing::Begun);
        assert_eq!(standing("2021-01-01"), Standing::Ended);
        assert_eq!(within(None, None, day("1970-01-01")), Standing::Begun);
    }
}
