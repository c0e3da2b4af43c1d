//! The small parts that pages share: links, dates, badges, readings, sources.

use crate::lang::{Bilingual, Lang};
use crate::view::Clause;
use crate::view::citation::SourceRef;
use crate::view::day::Day;
use crate::view::fact::Fact;
use crate::view::provision::Provision;
use crate::view::reading::{Objectivity, Reading, needs_judgement};
use crate::view::slug::slug;
use serde::Serialize;

use super::Cx;
use crate::site::prose;
use crate::site::route::{Section, anchor, up};
use crate::site::template::html::{Html, escape};
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

/// An interval.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Interval {
    from: Option<DateText>,
    until: Option<DateText>,
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
    at: Option<Foreign>,
    grade: Option<Badge>,
}

/// A text with its language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Foreign {
    pub(super) lang: &'static str,
    pub(super) text: String,
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
        prose::html(self.say(text))
    }

    /// Returns Markdown that may be missing as markup.
    pub(super) fn prose_of(&self, text: Option<&Bilingual>) -> Option<Html> {
        text.map(|text| self.prose(text))
    }

    /// Returns a link that reads as its id.
    pub(super) fn by_id(&self, id: &str) -> Link {
        Link { href: self.reference(id), text: id.to_owned() }
    }

    /// Returns the page of an id: that of what it means where it means one thing.
    pub(super) fn reference(&self, id: &str) -> Option<String> {
        let meant = match self.index.meant.get(id) {
            Some([only]) if !id.contains('@') => only,
            Some(_) | None => id,
        };
        self.routes.reference(meant).or_else(|| self.routes.reference(id))
    }

    /// Returns a link to a provision, an instrument or an edition that reads as its citation and title.
    pub(super) fn titled(&self, id: &str) -> Link {
        Link { href: self.reference(id), text: self.name(id).unwrap_or_else(|| id.to_owned()) }
    }

    fn name(&self, id: &str) -> Option<String> {
        let meant = match self.index.meant.get(id) {
            Some([only]) => only,
            Some(_) | None => id,
        };
        if let Some(provision) = self.library.find(meant) {
            return Some(self.cited(provision));
        }
        if let Some(instrument) = self.index.instruments.get(id) {
            return Some(self.say(&instrument.title).clone());
        }
        self.index.editions.get(id).map(|edition| self.edition_name(&edition.id))
    }

    /// Returns citation and title of a provision.
    pub(super) fn cited(&self, it: &Provision) -> String {
        let (cite, title) = (self.say(&it.cite), self.say(&it.title));
        match self.lang {
            Lang::Ja => format!("{cite}\u{3000}{title}"),
            Lang::En => format!("{cite} – {title}"),
        }
    }

    /// Returns a text of unknown language with the one that its letters show.
    pub(super) fn run(&self, text: &str) -> Foreign {
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
        Foreign { lang: lang.tag(), text: text.to_owned() }
    }

    /// Returns the name of an edition with that of its instrument.
    pub(super) fn edition_name(&self, id: &str) -> String {
        let (instrument, version) = id.split_once('@').unwrap_or((id, ""));
        let title = self.instrument_name(instrument);
        match self.lang {
            Lang::Ja => format!("{title}（{version}）"),
            Lang::En => format!("{title} ({version})"),
        }
    }

    /// Returns the title of an instrument.
    pub(super) fn instrument_name(&self, id: &str) -> String {
        self.index.instruments.get(id).map_or_else(|| id.to_owned(), |it| self.say(&it.title).clone())
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
            Some(fact) => {
                Link { href: Some(anchor(Section::Facts, id)), text: self.say(&fact.title).clone() }
            }
            None => Link { href: None, text: id.to_owned() },
        }
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
                    at: it.at.as_deref().map(|at| self.run(at)),
                    grade: it.grade.map(|grade| words::grade(self.lang, grade)),
                }
            })
            .collect()
    }

    /// Returns a date.
    pub(super) fn date(&self, day: Day) -> DateText {
        DateText { iso: day.to_string(), text: day.long(self.lang) }
    }

    /// Returns an interval.
    pub(super) fn interval(&self, from: Option<Day>, until: Option<Day>) -> Interval {
        Interval { from: from.map(|day| self.date(day)), until: until.map(|day| self.date(day)) }
    }

    /// Returns an expression for a page at an address.
    pub(super) fn clause(&self, clause: &Clause, address: &str) -> ClauseText {
        ClauseText { outline: self.outline(&clause.outline, address), expression: clause.block.clone() }
    }

    /// Returns a reading as nested lists, its clauses linked to their facts.
    pub(super) fn outline(&self, reading: &Reading, address: &str) -> Html {
        let mut out = String::new();
        self.write(reading, &up(address), Top::Yes, &mut out);
        Html::vouched(out)
    }

    fn write(&self, reading: &Reading, up: &str, top: Top, out: &mut String) {
        match reading {
            Reading::Clause { text, fact, objectivity } => {
                if top == Top::Yes {
                    out.push_str("<p class=\"reading\">");
                }
                write_clause(self.say(text), fact.and_then(|it| self.library.facts.get(it.raw())), up, out);
                if *objectivity == Objectivity::Judgement {
                    out.push_str("<span class=\"judgement\">");
                    escape(needs_judgement(self.lang), out);
                    out.push_str("</span>");
                }
                if top == Top::Yes {
                    out.push_str("</p>");
                }
            }
            Reading::List { lead, parts } => {
                out.push_str(if top == Top::Yes { "<div class=\"reading\"><p>" } else { "<p>" });
                escape(self.say(lead), out);
                out.push_str(match self.lang {
                    Lang::Ja => "。</p>\n<ol>",
                    Lang::En => ":</p>\n<ol>",
                });
                for part in parts {
                    out.push_str("\n<li>");
                    self.write(part, up, Top::No, out);
                    out.push_str("</li>");
                }
                out.push_str(if top == Top::Yes { "\n</ol></div>" } else { "\n</ol>" });
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Top {
    Yes,
    No,
}

/// Returns the place of an id on its page.
pub(super) fn place(id: &str) -> String {
    slug(id)
}

/// Says whether an address is one of the web.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Writes a clause, linked to its fact.
fn write_clause(text: &str, fact: Option<&Fact>, up: &str, out: &mut String) {
    let Some(fact) = fact else {
        escape(text, out);
        return;
    };
    out.push_str("<a href=\"");
    escape(&format!("{up}{}", anchor(Section::Facts, &fact.id)), out);
    out.push_str("\">");
    escape(text, out);
    out.push_str("</a>");
}
