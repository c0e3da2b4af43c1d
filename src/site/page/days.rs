//! The state of the texts on each day on which something begins, ends or changes.

use std::fmt::Write as _;

use indexmap::IndexSet;

use crate::view::dates::{Event, events};
use crate::view::state::{OfEdition, OfInstrument, State};
use serde::Serialize;

use super::part::{DateText, Link};
use super::timeline::{EventText, event};
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;

#[derive(Serialize)]
struct View {
    /// Editions whose first day is not known: on which of the days they stood nobody can say.
    undated: Vec<Link>,
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
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let (all, states) = (events(&cx.library.dates), cx.library.states());
    Page {
        lang: cx.lang,
        address: route::DAYS.to_owned(),
        section: Section::Timeline,
        title: cx.t.days.to_owned(),
        description: cx.t.days_lead.to_owned(),
        mark: String::new(),
        template: "days.html",
        body: template::body(View {
            undated: undated(&states).into_iter().map(|id| cx.titled(id)).collect(),
            days: states.iter().map(|it| day(cx, it, &all)).collect(),
        }),
    }
}

fn day(cx: &Cx<'_>, it: &State, all: &[Event<'_>]) -> DayText {
    let own = all.iter().filter(|event| event.date == it.day);
    let standing: Vec<String> = it.instruments.iter().flat_map(|it| lines(cx, it)).collect();
    DayText {
        place: route::day(it.day),
        date: cx.date(it.day),
        events: own.map(|it| EventText { items: Vec::new(), ..event(cx, it) }).collect(),
        count: cx.t.days_count.replace("{n}", &standing.len().to_string()),
        standing,
    }
}

/// Returns the ids of the editions that are not over on some day and whose first day is not known, each once.
fn undated(states: &[State]) -> IndexSet<&str> {
    let all = states.iter().flat_map(|it| &it.instruments).flat_map(|it| &it.editions);
    all.filter(|it| !it.is_dated).map(|it| it.id.as_str()).collect()
}

/// Returns the editions of an instrument that stand and whose first day is known: each with how many of how many
/// provisions stand, and by name where the instrument has several.
fn lines(cx: &Cx<'_>, it: &OfInstrument) -> Vec<String> {
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
    it.editions.iter().filter(|of| of.is_dated).map(line).collect()
}
