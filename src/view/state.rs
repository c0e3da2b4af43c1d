//! The state of the texts on each day on which something of them begins, ends or changes.

use std::collections::BTreeSet;

use crate::lexicon::{Standing, Turn};
use crate::model::{Date, EditionIdx, InstrumentIdx};
use crate::norm::Base;
use crate::query::dates::{Subject, dates};

use super::day::Day;

/// A day, and what stands on it.
#[derive(Clone, Debug)]
pub struct State {
    /// The day.
    pub day: Day,
    /// The instruments, in source order.
    pub instruments: Vec<OfInstrument>,
}

/// An instrument on a day.
#[derive(Clone, Debug)]
pub struct OfInstrument {
    /// Its id.
    pub id: String,
    /// The editions that stand, in the order of declaration; none where none does.
    pub editions: Vec<OfEdition>,
}

/// An edition that stands on a day.
#[derive(Clone, Debug)]
pub struct OfEdition {
    /// The pinned id.
    pub id: String,
    /// Whether it is over but for some products.
    pub goes_on: bool,
    /// Whether its first day is known.
    pub is_dated: bool,
    /// How many provisions it has.
    pub provisions: usize,
    /// How many of them stand.
    pub standing: usize,
}

/// Returns the state on each day on which an edition, a provision or a deeming begins, ends or changes, in order. What is
/// only planned changes nothing.
pub(super) fn states(kb: Base<'_>) -> Vec<State> {
    let is_turn = |turn| match turn {
        Turn::Begins | Turn::Ends | Turn::Changes => true,
        Turn::Planned | Turn::Review | Turn::Published => false,
    };
    let is_text = |subject| match subject {
        Subject::Edition(_) | Subject::Provision(_) | Subject::Deeming(_) => true,
        Subject::Proposal(_) | Subject::Deviation(_) | Subject::Source(_) => false,
    };
    let all = dates(kb.kb, None, None).into_iter();
    let days: BTreeSet<Date> =
        all.filter(|it| is_turn(it.turn) && is_text(it.subject)).map(|it| it.day).collect();
    days.into_iter().map(|day| state(kb, day)).collect()
}

/// Returns the state on a day.
fn state(kb: Base<'_>, day: Date) -> State {
    let instruments = kb.instruments.indices().map(|idx| of_instrument(kb, idx, day)).collect();
    State { day: day.into(), instruments }
}

fn of_instrument(kb: Base<'_>, idx: InstrumentIdx, day: Date) -> OfInstrument {
    let editions = kb.instruments[idx].editions.iter();
    OfInstrument {
        id: kb.instruments[idx].id.clone(),
        editions: editions.filter_map(|edition| of_edition(kb, *edition, day)).collect(),
    }
}

fn of_edition(kb: Base<'_>, idx: EditionIdx, day: Date) -> Option<OfEdition> {
    let it = &kb.editions[idx];
    let standing = it.standing(day);
    standing.counts().then(|| OfEdition {
        id: kb.edition_id(idx),
        goes_on: standing == Standing::Continues,
        is_dated: it.from.date().is_some(),
        provisions: it.provisions.len(),
        standing: it.provisions.iter().filter(|own| kb.standing(**own, day).counts()).count(),
    })
}
