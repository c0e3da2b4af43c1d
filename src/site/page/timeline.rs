//! What happens when: the texts that stand on the as-of date, and every date of the base in order.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::id::Id;
use crate::lexicon::Listed;
use crate::view::dates::{DateEntry, Event, events};
use crate::view::day::Day;
use crate::view::instrument::{Edition, Instrument};

use super::drawing::{Drawing, drawing};
use super::name::Identified;
use super::part::{DateText, Interval, Link};
use super::{Cx, Page};
use crate::site::route::{self, Section, anchor};
use crate::site::template;
use crate::site::words::Badge;

#[derive(Serialize)]
struct View {
    day: DateText,
    standing: Vec<Standing>,
    /// After the as-of date, the next first.
    to_come: Vec<DayText>,
    /// On the as-of date and before, the last first.
    past: Vec<DayText>,
    drawing: Option<Drawing>,
}

/// An instrument, the editions of it that stand on the as-of date, and when something of it happens next.
#[derive(Serialize)]
struct Standing {
    instrument: Link,
    editions: Vec<EditionText>,
    next: Option<DateText>,
}

#[derive(Serialize)]
struct EditionText {
    edition: Identified,
    status: Badge,
    interval: Interval,
}

#[derive(Serialize)]
struct DayText {
    place: String,
    /// Where the state of the texts on it stands; none where nothing of them changes.
    state: Option<String>,
    date: DateText,
    events: Vec<EventText>,
}

#[derive(Serialize)]
pub(super) struct EventText {
    pub(super) turn: String,
    pub(super) kind: String,
    pub(super) what: Link,
    /// The items, where they are several.
    pub(super) items: Vec<Link>,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let as_of = cx.library.as_of;
    let all = events(&cx.library.dates);
    let drawing = drawing(cx, &all);
    let (past, to_come): (Vec<Event<'_>>, Vec<Event<'_>>) = all.into_iter().partition(|it| it.date <= as_of);
    let mut past = days(cx, &past);
    past.reverse();
    let view = View {
        day: cx.date(as_of),
        standing: cx.library.instruments_from_home().into_iter().map(|it| standing(cx, it)).collect(),
        to_come: days(cx, &to_come),
        past,
        drawing,
    };
    Page {
        lang: cx.lang,
        address: Section::Timeline.address().to_owned(),
        section: Section::Timeline,
        title: cx.t.timeline.to_owned(),
        description: cx.t.timeline_lead.to_owned(),
        mark: String::new(),
        template: "timeline.html",
        body: template::body(view),
    }
}

fn standing(cx: &Cx<'_>, it: &Instrument) -> Standing {
    let text = |edition: &Edition| EditionText {
        edition: cx.edition(&edition.id),
        status: cx.status(edition),
        interval: cx.interval(edition.from, edition.until, edition.status),
    };
    let own = |entry: &&DateEntry| {
        let of_text = matches!(entry.kind, Listed::Editions | Listed::Provisions);
        of_text && entry.date > cx.library.as_of && Id::parse(&entry.id).instrument == it.id
    };
    Standing {
        instrument: cx.titled(&it.id),
        editions: it.editions.iter().filter(|edition| edition.standing.counts()).map(text).collect(),
        next: cx.library.dates.iter().find(own).map(|entry| cx.date(entry.date)),
    }
}

fn days(cx: &Cx<'_>, all: &[Event<'_>]) -> Vec<DayText> {
    let turns: BTreeSet<Day> = cx.library.states().iter().map(|it| it.day).collect();
    let of_day = |group: &[Event<'_>]| {
        let date = group.first()?.date;
        let place = route::day(date);
        Some(DayText {
            state: turns.contains(&date).then(|| format!("{}#{place}", route::DAYS)),
            place,
            date: cx.date(date),
            events: group.iter().map(|it| event(cx, it)).collect(),
        })
    };
    all.chunk_by(|one, two| one.date == two.date).filter_map(of_day).collect()
}

/// Returns where the site tells of an event: on the page of its item, of several on that of their edition.
pub(in crate::site) fn told(cx: &Cx<'_>, it: &Event<'_>) -> Option<String> {
    match it.items.as_slice() {
        [only] => place(cx, only),
        all => cx.reference(&all.first()?.edition.as_ref()?.id),
    }
}

/// Returns what happens.
pub(super) fn event(cx: &Cx<'_>, it: &Event<'_>) -> EventText {
    let (href, text) = (told(cx, it), cx.say(&it.title).clone());
    let items = match it.items.as_slice() {
        [_] => Vec::new(),
        all => all.iter().map(|item| link(cx, item)).collect(),
    };
    EventText {
        turn: cx.say(&it.turn.title()).clone(),
        kind: cx.say(&it.kind.title()).clone(),
        what: Link { href, text },
        items,
    }
}

fn link(cx: &Cx<'_>, it: &DateEntry) -> Link {
    Link { href: place(cx, it), text: cx.say(&it.title).clone() }
}

/// Returns where the site tells of an item; of what has no page of its own, that of the first text that it is about.
fn place(cx: &Cx<'_>, it: &DateEntry) -> Option<String> {
    let said = &cx.library.said;
    let deeming = || said.deemings.iter().find(|said| said.id == it.id).and_then(|said| said.places.first());
    let deviation =
        || said.deviations.iter().find(|said| said.id == it.id).and_then(|said| said.left.first());
    if it.kind == Listed::Proposals {
        Some(route::proposal(&it.id))
    } else if it.kind == Listed::Sources {
        Some(anchor(Section::Sources, &it.id))
    } else if it.kind == Listed::Deemings {
        cx.reference(deeming()?)
    } else if it.kind == Listed::Deviations {
        cx.reference(deviation()?)
    } else {
        cx.reference(&it.id)
    }
}
