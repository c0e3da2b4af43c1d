//! The timeline as a drawing, made at build time: a line for each text, a mark for each thing that happens on a day.
//!
//! It says what the list says; places are whole numbers, so that the same dates give the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::id::Id;
use crate::lexicon::{Listed, Turn};
use crate::view::dates::Event;
use crate::view::day::Day;

use super::Cx;

/// The width of a year, the height of a line of the drawing, and the room around.
const YEAR: i64 = 96;
const ROW: i64 = 36;
const ROOM: i64 = 24;

/// The drawing.
#[derive(Serialize)]
pub(super) struct Drawing {
    width: i64,
    height: i64,
    years: Vec<Label>,
    lanes: Vec<Lane>,
    /// Where the as-of date is.
    now: i64,
    legend: Vec<Sign>,
    /// How many things happened before it begins, in words; they stand in the list alone.
    earlier: Option<String>,
}

/// A text at a place.
#[derive(Serialize)]
struct Label {
    x: i64,
    text: String,
}

/// A line with its marks.
#[derive(Serialize)]
struct Lane {
    y: i64,
    label: Label,
    /// Whether the label ends at its place, for it has no room behind it.
    ends: bool,
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct Mark {
    x: i64,
    sign: char,
    says: String,
}

#[derive(Serialize)]
struct Sign {
    sign: char,
    turn: String,
}

/// What the lines are about: texts of an instrument, or things of a list that stand in none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of<'a> {
    Instrument(usize, &'a str),
    List(usize, Listed),
}

/// Returns the drawing of what happens when; none where no text has a date.
pub(super) fn drawing(cx: &Cx<'_>, all: &[Event<'_>]) -> Option<Drawing> {
    let texts = || all.iter().filter(|it| is_text(it.kind));
    let first = texts().map(|it| year(it.date)).min()?;
    let last = all.iter().map(|it| year(it.date)).max()?.max(year(cx.library.as_of)) + 1;
    let (shown, earlier): (Vec<&Event<'_>>, Vec<&Event<'_>>) =
        all.iter().partition(|it| year(it.date) >= first);
    let start = Scale::of(first)?;
    let width = 2 * ROOM + (last - first) * YEAR;
    let mut lanes: BTreeMap<Of<'_>, Vec<&Event<'_>>> = BTreeMap::new();
    let from_home = cx.library.instruments_from_home();
    for it in shown {
        if let Some(of) = of(it, &from_home) {
            lanes.entry(of).or_default().push(it);
        }
    }
    let rows = i64::try_from(lanes.len()).ok()?;
    let lane = |((of, events), row): ((Of<'_>, Vec<&Event<'_>>), i64)| {
        lane(cx, of, &events, &start, (width, ROOM + row * ROW + ROW))
    };
    Some(Drawing {
        width,
        height: 2 * ROOM + rows * ROW,
        years: (first..=last)
            .map(|year| Label { x: ROOM + (year - first) * YEAR, text: year.to_string() })
            .collect(),
        lanes: lanes.into_iter().zip(0..).map(lane).collect(),
        now: start.x(cx.library.as_of),
        legend: Turn::ALL
            .iter()
            .filter(|turn| all.iter().any(|it| it.turn == **turn))
            .map(|turn| Sign { sign: sign(*turn), turn: cx.say(&turn.title()).clone() })
            .collect(),
        earlier: (!earlier.is_empty())
            .then(|| cx.t.drawing_earlier.replace("{n}", &earlier.len().to_string())),
    })
}

fn is_text(kind: Listed) -> bool {
    matches!(kind, Listed::Editions | Listed::Provisions)
}

fn year(day: Day) -> i64 {
    i64::from(day.date().parts().0)
}

/// Where a day lies.
struct Scale {
    /// The number of the first day of the first year.
    start: i64,
}

impl Scale {
    fn of(first: i64) -> Option<Self> {
        let start = Day::parse(&format!("{first:04}-01-01"))?.date().days();
        Some(Self { start })
    }

    /// Returns the place of a day; every fourth year has a day more, which no eye sees.
    fn x(&self, day: Day) -> i64 {
        let into = day.date().days() - self.start;
        ROOM + into * YEAR * 4 / 1461
    }
}

/// Returns what a line is about, in which an event stands.
fn of<'a>(it: &Event<'a>, from_home: &[&'a crate::view::instrument::Instrument]) -> Option<Of<'a>> {
    let first = it.items.first()?;
    if is_text(it.kind) {
        let id = Id::parse(&first.id).instrument;
        let at = from_home.iter().position(|it| it.id == id)?;
        return Some(Of::Instrument(at, id));
    }
    let at = Listed::ALL.iter().position(|kind| *kind == it.kind)?;
    Some(Of::List(at, it.kind))
}

fn lane(cx: &Cx<'_>, of: Of<'_>, events: &[&Event<'_>], scale: &Scale, (width, y): (i64, i64)) -> Lane {
    let text = match of {
        Of::Instrument(_, id) => cx.short_name(id),
        Of::List(_, kind) => cx.say(&kind.title()).clone(),
    };
    let marks: Vec<Mark> = events
        .chunk_by(|one, two| (one.date, one.turn) == (two.date, two.turn))
        .filter_map(|some| {
            let first = some.first()?;
            let said: Vec<String> = some.iter().map(|it| cx.say(&it.headline()).clone()).collect();
            let says = format!("{} {}", first.date, said.join(cx.t.separator));
            Some(Mark { x: scale.x(first.date), sign: sign(first.turn), says })
        })
        .collect();
    let x = marks.first().map_or(ROOM, |it| it.x);
    Lane { y, ends: x > width / 2, label: Label { x, text }, marks }
}

/// Returns the sign of what happens: its shape tells it, without colour.
fn sign(turn: Turn) -> char {
    match turn {
        Turn::Begins => '●',
        Turn::Ends => '■',
        Turn::Changes => '◆',
        Turn::Planned => '△',
        Turn::Review => '□',
        Turn::Published => '○',
    }
}
