//! The small parts that pages share: links, dates, badges, sources.

use crate::id::Id;
use crate::lang::{Bilingual, Lang};
use crate::lexicon::{InstrumentKind, Standing, Status};
use crate::view::citation::{Paper, SourceRef};
use crate::view::day::Day;
use crate::view::instrument::Edition;
use crate::view::slug::slug;
use crate::view::{Brief, Clause};
use serde::Serialize;

use super::Cx;
use crate::site::route::{self, Section, anchor};
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

/// A link inside the site; plain text where there is no page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    /// The address from the folder of the language.
    pub(super) href: Option<String>,
    /// What people read.
    pub(super) text: String,
}

/// A date with its machine form.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DateText {
    iso: String,
    text: String,
}

/// An interval from its first day to its last.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Interval {
    from: Option<DateText>,
    last: Option<DateText>,
    ended: bool,
}

/// An expression as people read it, and as it is written.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ClauseText {
    outline: Html,
    expression: String,
}

/// A place in a source.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SourceText {
    link: Link,
    url: Option<String>,
    at: Option<Run>,
    grade: Option<Badge>,
}

/// A text with its language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Foreign {
    pub(super) lang: &'static str,
    pub(super) text: String,
}

/// A text that may be in another language than the page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Run {
    /// The language where it is not that of the page.
    lang: Option<&'static str>,
    text: String,
}

impl Cx<'_> {
    /// Returns the half of a text in the language of the page.
    pub(super) fn say<'t>(&self, text: &'t Bilingual) -> &'t String {
        text.get(self.lang)
    }

    /// Returns the half of a text in the other language.
    pub(super) fn foreign(&self, text: &Bilingual) -> Foreign {
        Foreign { lang: self.lang.other().tag(), text: text.get(self.lang.other()).clone() }
    }

    /// Returns Markdown as markup.
    pub(super) fn prose(&self, text: &Bilingual) -> Html {
        Html::of_prose(self.say(text))
    }

    /// Returns Markdown that may be missing as markup.
    pub(super) fn prose_of(&self, text: Option<&Bilingual>) -> Option<Html> {
        text.map(|text| self.prose(text))
    }

    /// Returns a text of unknown language with the one that its letters show.
    pub(super) fn run(&self, text: &str) -> Run {
        let japanese = text.chars().any(|c| ('\u{3040}'..='\u{9FFF}').contains(&c));
        let words =
            text.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
        let lang = if japanese {
            Lang::Ja
        } else if words.count() > 1 {
            Lang::En
        } else {
            self.lang
        };
        Run { lang: (lang != self.lang).then(|| lang.tag()), text: text.to_owned() }
    }

    /// Returns a link to a requirement that reads as its title.
    pub(super) fn requirement(&self, id: &str) -> Link {
        let title =
            self.index.requirements.get(id).map_or_else(|| id.to_owned(), |it| self.say(&it.title).clone());
        Link { href: self.routes.requirement(id), text: title }
    }

    /// Returns a link to a fact that reads as its title.
    pub(super) fn fact(&self, id: &str) -> Link {
        match self.index.facts.get(id) {
            Some(fact) => Link { href: Some(route::fact(id)), text: self.say(&fact.title).clone() },
            None => Link { href: None, text: id.to_owned() },
        }
    }

    /// Returns a link to the paper in which what is no law yet stands.
    pub(super) fn paper(&self, it: &Paper) -> Link {
        Link { href: Some(anchor(Section::Sources, &it.source)), text: self.say(&it.line()).clone() }
    }

    /// Returns sources.
    pub(super) fn sources(&self, refs: &[SourceRef]) -> Vec<SourceText> {
        refs.iter()
            .map(|it| {
                let source = self.index.sources.get(it.source.as_str());
                SourceText {
                    link: Link {
                        href: source.map(|_| anchor(Section::Sources, &it.source)),
                        text: source.map_or_else(|| it.source.clone(), |it| self.say(&it.title).clone()),
                    },
                    url: source.and_then(|it| it.url.clone()).filter(|url| is_web(url)),
                    at: it.place.as_ref().map(|place| self.run(self.say(place))),
                    grade: it.grade.map(|grade| words::grade(self.lang, grade)),
                }
            })
            .collect()
    }

    /// Returns where a provision stands on the as-of date, with the status of its edition where that says more.
    pub(super) fn standing(&self, it: &Brief<'_>) -> Vec<Badge> {
        // The day of a provision may be another than that of its edition.
        let status = |status| words::status(self.lang, status, self.kind(it.instrument), None);
        match it.standing {
            Standing::Begun => vec![status(Status::InForce)],
            Standing::Upcoming if it.status == Status::InForce => vec![words::upcoming(self.lang, it.from)],
            Standing::Upcoming if it.from.is_none() => vec![status(it.status)],
            Standing::Upcoming => vec![status(it.status), words::upcoming(self.lang, it.from)],
            Standing::Continues => vec![words::continues(self.lang)],
            Standing::Ended if it.status.is_past() => vec![status(it.status)],
            Standing::Ended => vec![words::ended(self.lang)],
        }
    }

    /// Returns where a provision stands, and nothing of one that is in force, or in use: most are, and long since.
    pub(super) fn standing_unless_begun(&self, it: &Brief<'_>) -> Vec<Badge> {
        if it.standing == Standing::Begun { Vec::new() } else { self.standing(it) }
    }

    /// Returns the badge of the status of an edition.
    pub(super) fn status(&self, it: &Edition) -> Badge {
        words::status(self.lang, it.status, self.kind(Id::parse(&it.id).instrument), it.from)
    }

    /// Returns what sort of text an instrument is.
    fn kind(&self, instrument: &str) -> InstrumentKind {
        self.index.instruments.get(instrument).map_or(InstrumentKind::Act, |it| it.kind)
    }

    /// Returns a date.
    pub(super) fn date(&self, day: Day) -> DateText {
        DateText { iso: day.to_string(), text: day.long(self.lang) }
    }

    /// Returns an interval; `until` is the day after its last, which may be over without being known.
    pub(super) fn interval(&self, from: Option<Day>, until: Option<Day>, status: Status) -> Interval {
        Interval {
            from: from.map(|day| self.date(day)),
            last: until.map(|day| self.date(day.eve())),
            ended: status.is_past(),
        }
    }

    /// Returns an expression for a page at an address.
    pub(super) fn clause(&self, clause: &Clause, address: &str) -> ClauseText {
        ClauseText { outline: self.outline(&clause.outline, address), expression: clause.block.clone() }
    }

    /// Returns an expression that says where something applies.
    pub(super) fn condition(&self, clause: &Clause, address: &str) -> ClauseText {
        ClauseText { outline: self.where_applies(&clause.outline, address), expression: clause.block.clone() }
    }
}

/// Returns the place of an id on its page.
pub(super) fn place(id: &str) -> String {
    slug(id)
}

/// Says whether an address is one of the web.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
