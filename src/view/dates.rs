//! The dates of the base: as a list, and as what happens on a day, many provisions of one edition together.

use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::{Listed, Turn};
use crate::model::Date;
use crate::msg;
use crate::norm::Base;
use crate::query::dates::{self, Dated, Subject};

use super::day::Day;
use super::deviation;
use super::instrument::edition_title;

/// A day on which something begins, ends, changes or falls due.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DateEntry {
    /// The day; of what ends, the day after its last.
    pub date: Day,
    /// What happens.
    pub turn: Turn,
    /// In which list the item is.
    pub kind: Listed,
    /// Its id; of editions and provisions pinned.
    pub id: String,
    /// Its title; of an edition that of the instrument, of a provision how it is cited.
    pub title: Bilingual,
    /// The edition that it is or stands in; none of what is neither an edition nor a provision.
    #[serde(skip)]
    pub edition: Option<Within>,
}

/// The edition in which something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// Its pinned id.
    pub id: String,
    /// What it is called, with its instrument.
    pub title: Bilingual,
}

/// What happens on a day: to one item, to provisions of one edition, or to deviations that fall due together.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// The day; of what ends, the day after its last.
    pub date: Day,
    /// What happens.
    pub turn: Turn,
    /// In which list the items are.
    pub kind: Listed,
    /// What it is about, for people.
    pub title: Bilingual,
    /// The items.
    pub items: Vec<&'a DateEntry>,
}

impl Event<'_> {
    /// Returns a name that no other event of the base has, and that it keeps from one build to the next.
    pub fn key(&self) -> String {
        let about = match self.items.as_slice() {
            [only] => only.id.clone(),
            [first, ..] => first.edition.as_ref().map(|it| it.id.clone()).unwrap_or_default(),
            [] => String::new(),
        };
        [self.date.to_string().as_str(), self.turn.word(), self.kind.word(), &about].join("/")
    }

    /// Returns on one line what it is about and what happens.
    pub fn headline(&self) -> Bilingual {
        let Bilingual { ja, en } = Bilingual::from_fn(|lang| on_one_line(self.title.get(lang)));
        let Bilingual { ja: turn_ja, en: turn_en } = self.turn.title();
        msg!(ja: "{ja}：{turn_ja}", en: "{en}: {turn_en}")
    }

    /// Returns what it is about, an item a line, with the ids.
    pub fn details(&self) -> Bilingual {
        Bilingual::from_fn(|lang| {
            let line = |item: &&DateEntry| format!("{} ({})", on_one_line(item.title.get(lang)), item.id);
            self.items.iter().map(line).collect::<Vec<_>>().join("\n")
        })
    }
}

/// Returns a text without its line breaks: what has no title is called by prose.
fn on_one_line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(" ")
}

/// Returns what happens, in the order of the dates.
pub fn events(entries: &[DateEntry]) -> Vec<Event<'_>> {
    let mut groups: Vec<Vec<&DateEntry>> = Vec::new();
    for it in entries {
        match groups.last_mut().filter(|group| group.last().is_some_and(|last| together(last, it))) {
            Some(group) => group.push(it),
            None => groups.push(vec![it]),
        }
    }
    groups.into_iter().filter_map(event).collect()
}

/// Says whether two entries that follow one another are told as one event.
fn together(one: &DateEntry, two: &DateEntry) -> bool {
    let alike = (one.date, one.turn, one.kind) == (two.date, two.turn, two.kind);
    let of_one_edition = one.kind == Listed::Provisions && one.edition == two.edition;
    alike && (of_one_edition || one.kind == Listed::Deviations)
}

fn event(items: Vec<&DateEntry>) -> Option<Event<'_>> {
    let first = items.first()?;
    let (date, turn, kind) = (first.date, first.turn, first.kind);
    let number = items.len();
    let title = match (first.edition.as_ref().map(|it| &it.title), kind) {
        (Some(edition), Listed::Provisions) if number > 1 => {
            let Bilingual { ja, en } = edition;
            msg!(ja: "{ja}（規定{number}件）", en: "{en} ({number} provisions)")
        }
        (Some(edition), Listed::Provisions) => {
            let (Bilingual { ja, en }, cite) = (edition, &first.title);
            let (cite_ja, cite_en) = (&cite.ja, &cite.en);
            msg!(ja: "{ja}\u{3000}{cite_ja}", en: "{en}, {cite_en}")
        }
        (Some(edition), _) => edition.clone(),
        (None, Listed::Deviations) if number > 1 => {
            msg!(ja: "宣言された差異（{number}件）", en: "{number} declared deviations")
        }
        (None, _) => first.title.clone(),
    };
    Some(Event { date, turn, kind, title, items })
}

/// Returns the dates in order, from a day on and before another.
pub fn entries(kb: Base<'_>, from: Option<Date>, until: Option<Date>) -> Vec<DateEntry> {
    dates::dates(kb.kb, from, until).into_iter().filter_map(|it| entry(kb, it)).collect()
}

fn entry(kb: Base<'_>, it: Dated) -> Option<DateEntry> {
    let edition = match it.subject {
        Subject::Edition(idx) => Some(idx),
        Subject::Provision(idx) => Some(kb.provisions[idx].edition),
        Subject::Deeming(_) | Subject::Proposal(_) | Subject::Deviation(_) | Subject::Source(_) => None,
    };
    let edition = edition.map(|idx| Within { id: kb.edition_id(idx), title: edition_title(kb, idx) });
    let (kind, id, title) = match it.subject {
        Subject::Edition(idx) => {
            let title = kb.instruments[kb.editions[idx].instrument].title.clone();
            (Listed::Editions, kb.edition_id(idx), title)
        }
        Subject::Provision(idx) => {
            let provision = &kb.provisions[idx];
            (Listed::Provisions, provision.id.clone(), provision.body.cite.clone())
        }
        Subject::Deeming(at) => {
            let deeming = kb.kb.deemings.get(at)?;
            let title = deeming.title.as_ref().unwrap_or(&deeming.basis).clone();
            (Listed::Deemings, deeming.id.clone(), title)
        }
        Subject::Proposal(idx) => {
            let proposal = &kb.kb.proposals[idx];
            (Listed::Proposals, proposal.id.clone(), proposal.title.clone().unwrap_or_default())
        }
        Subject::Deviation(at) => {
            let it = kb.kb.deviations.get(at)?;
            (Listed::Deviations, it.id.clone(), deviation::called(kb, it))
        }
        Subject::Source(idx) => {
            let source = &kb.sources[idx];
            (Listed::Sources, source.id.clone(), source.title.clone())
        }
    };
    Some(DateEntry { date: it.day.into(), turn: it.turn, kind, id, title, edition })
}
