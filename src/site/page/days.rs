//! The state of the texts on each day on which something begins, ends or changes.

use std::fmt::Write as _;

use crate::view::dates::{Event, events};
use crate::view::state::{OfEdition, OfInstrument, State};
use serde::Serialize;

use super::part::DateText;
use super::timeline::{EventText, event};
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;

#[derive(Serialize)]
struct View {
    days: Vec<DayText>,
}

/// A day.
#[derive(Serialize)]
struct DayText {
    place: String,
    date: DateText,
    /// What begins, ends and changes on it.
    events: Vec<EventText>,
    /// How many editions stand, in words.
    count: String,
    standing: Vec<String>,
    /// Editions that have not ended and whose first day is not known: whether they had begun nobody can say.
    undated: String,
    /// The instruments of which nothing stands.
    nothing: String,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let all = events(&cx.library.dates);
    Page {
        lang: cx.lang,
        address: route::DAYS.to_owned(),
        section: Section::Timeline,
        title: cx.t.days.to_owned(),
        description: cx.t.days_lead.to_owned(),
        mark: String::new(),
        template: "days.html",
        body: template::body(View { days: cx.library.states().iter().map(|it| day(cx, it, &all)).collect() }),
    }
}

fn day(cx: &Cx<'_>, it: &State, all: &[Event<'_>]) -> DayText {
    let own = all.iter().filter(|event| event.date == it.day);
    let nothing: Vec<String> =
        it.instruments.iter().filter(|it| it.editions.is_empty()).map(|it| cx.short_name(&it.id)).collect();
    let of = |is_dated: bool| -> Vec<String> {
        it.instruments.iter().flat_map(|it| lines(cx, it, is_dated)).collect()
    };
    let standing = of(true);
    DayText {
        place: route::day(it.day),
        date: cx.date(it.day),
        events: own.map(|it| EventText { items: Vec::new(), ..event(cx, it) }).collect(),
        count: cx.t.days_count.replace("{n}", &standing.len().to_string()),
        standing,
        undated: of(false).join(cx.t.separator),
        nothing: nothing.join(cx.t.separator),
    }
}

/// Returns the editions of an instrument that stand and whose first day is known, or is not: each with how many of how many
/// provisions stand, and by name where the instrument has several.
fn lines(cx: &Cx<'_>, it: &OfInstrument, is_dated: bool) -> Vec<String> {
    let made = cx.index.instruments.get(it.id.as_str()).into_iter().flat_map(|it| &it.editions);
    let is_one_of_several = made.filter(|edition| !edition.status.is_draft()).count() > 1;
    let line = |of: &OfEdition| {
        let mut said = cx.short_name(&it.id);
        if is_one_of_several {
            said.extend([cx.t.days_of, &cx.edition_words(&of.id)]);
        }
        // INVARIANT: writing to a string cannot fail.
        let _ = write!(said, " {}/{}", of.standing, of.provisions);
        if of.goes_on {
            said.extend([cx.t.days_of, cx.t.days_goes_on]);
        }
        said
    };
    it.editions.iter().filter(|of| of.is_dated == is_dated).map(line).collect()
}
