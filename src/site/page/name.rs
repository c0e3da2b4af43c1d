//! What instruments, editions and provisions are called on pages.
//!
//! Looks names up; those that take a walk over the knowledge base are made once in [`Names`].

mod container;

use std::collections::BTreeMap;

use crate::id::Id;
use crate::lang::{Bilingual, Lang};
use crate::view::instrument::{Edition, Instrument, edition_words, with_edition};
use crate::view::{Brief, Library};
use serde::Serialize;

use super::Cx;
use super::part::Link;

/// Most letters of a title that is short.
const SHORT: usize = 24;

/// Names that are made once.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// Titles of instruments, as short as they stay clear.
    short: BTreeMap<&'a str, Bilingual>,
    /// Names of editions with that of their instrument, by pinned id.
    editions: BTreeMap<&'a str, Bilingual>,
    /// Citations of parents without a text of their own, by pinned id.
    containers: BTreeMap<&'a str, Bilingual>,
}

impl<'a> Names<'a> {
    /// Makes the names.
    pub(super) fn new(library: &'a Library<'_>) -> Self {
        let short: BTreeMap<&str, Bilingual> = library
            .instruments
            .iter()
            .map(|it| (it.id.as_str(), Bilingual::from_fn(|lang| short(it, lang))))
            .collect();
        let editions =
            library.instruments.iter().flat_map(|it| it.editions.iter().map(move |edition| (it, edition)));
        Self {
            editions: editions
                .map(|(it, edition)| (edition.id.as_str(), named(&short, it, edition)))
                .collect(),
            short,
            containers: container::citations(library),
        }
    }
}

/// Returns the name of an edition with that of its instrument.
fn named(short: &BTreeMap<&str, Bilingual>, instrument: &Instrument, edition: &Edition) -> Bilingual {
    let title = short.get(instrument.id.as_str()).unwrap_or(&instrument.title);
    let slug = Id::parse(&edition.id).edition.unwrap_or(&edition.id);
    with_edition(title, &edition_words(edition.title.as_ref(), slug))
}

/// Returns a title without what stands in brackets; where it is still long, another name with which it begins.
fn short(it: &Instrument, lang: Lang) -> String {
    let title = it.title.get(lang);
    let outside = without_brackets(title);
    let plain = if outside.is_empty() { title } else { &outside };
    let begins = |aka: &&String| {
        plain.strip_prefix(aka.as_str()).is_some_and(|rest| rest.starts_with([' ', ':', '：']))
    };
    let name = it.aka.iter().filter(begins).max_by_key(|aka| aka.len());
    match name {
        Some(name) if plain.chars().count() > SHORT => name.clone(),
        Some(_) | None => plain.clone(),
    }
}

/// Returns what stands outside brackets.
fn without_brackets(text: &str) -> String {
    let (mut depth, mut out) = (0_usize, String::new());
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            ' ' if out.ends_with(' ') => {}
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.trim_end().to_owned()
}

/// A link with the id to which it leads.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Identified {
    link: Link,
    id: String,
}

impl Cx<'_> {
    /// Returns the page of an id: that of what it means where it means one thing.
    pub(super) fn reference(&self, id: &str) -> Option<String> {
        let meant = match self.index.meant.get(id) {
            Some([only]) if Id::parse(id).edition.is_none() => only,
            Some(_) | None => id,
        };
        self.routes.reference(meant).or_else(|| self.routes.reference(id))
    }

    /// Returns a link to a provision, an instrument or an edition that reads as its citation and title.
    pub(super) fn titled(&self, id: &str) -> Link {
        Link { href: self.reference(id), text: self.name(id).unwrap_or_else(|| id.to_owned()) }
    }

    /// Returns a link to a provision that reads as its citation alone.
    pub(super) fn as_cited(&self, it: &Brief<'_>) -> Link {
        Link { href: self.reference(it.id), text: self.say(it.cite).clone() }
    }

    /// Returns a link as [`Cx::titled`] does, with the instrument unless it is the reader's own.
    pub(super) fn titled_from(&self, id: &str, own: &str) -> Link {
        let link = self.titled(id);
        let Id { instrument, locator: Some(_), .. } = Id::parse(id) else { return link };
        if instrument == own || self.says_instrument(instrument, &link.text) {
            return link;
        }
        let Some(short) = self.index.names.short.get(instrument) else { return link };
        let text = match self.lang {
            Lang::Ja => format!("{}\u{3000}{}", short.ja, link.text),
            Lang::En => format!("{}, {}", short.en, link.text),
        };
        Link { text, ..link }
    }

    /// Returns the name of the instrument of a provision, unless its citation has it, and the citation without its title.
    pub(super) fn label(&self, it: &Brief<'_>) -> Vec<String> {
        let cite = self.say(it.cite);
        let short =
            self.index.names.short.get(it.instrument).filter(|_| !self.says_instrument(it.instrument, cite));
        short.map(|it| self.say(it).clone()).into_iter().chain([cite.clone()]).collect()
    }

    /// Says whether a citation already names its instrument.
    fn says_instrument(&self, instrument: &str, text: &str) -> bool {
        let names = self.index.instruments.get(instrument).map(|it| it.aka.as_slice()).unwrap_or_default();
        names.iter().any(|name| text.starts_with(name.as_str()))
    }

    fn name(&self, id: &str) -> Option<String> {
        if let Some(instrument) = self.index.instruments.get(id) {
            return Some(self.say(&instrument.title).clone());
        }
        if self.index.editions.contains_key(id) {
            return Some(self.edition_name(id));
        }
        let meant = match self.index.meant.get(id) {
            Some([only]) if Id::parse(id).edition.is_none() => only,
            Some(_) | None => id,
        };
        let provision = self.library.find(meant).map(|it| self.cited(it.cite, it.title));
        let interpretation = || {
            let it = self.index.interpretations.get(meant)?;
            Some(self.cited(&it.cite, it.title.as_ref().unwrap_or(&it.concept_title)))
        };
        provision.or_else(interpretation).or_else(|| self.container(meant))
    }

    /// Returns the citation of a number that has no text of its own in its edition.
    pub(super) fn container(&self, id: &str) -> Option<String> {
        if let Some(citation) = self.index.names.containers.get(id) {
            return Some(self.say(citation).clone());
        }
        let Id { instrument, locator, .. } = Id::parse(id);
        let locator = locator?;
        let elsewhere = self.index.same_locator.get(&(instrument, locator)).into_iter().flatten();
        let cited = elsewhere.filter_map(|id| self.library.find(id)).next_back();
        Some(cited.map_or_else(|| locator.to_owned(), |it| self.say(it.cite).clone()))
    }

    /// Returns citation and title of a provision.
    pub(super) fn cited(&self, cite: &Bilingual, title: &Bilingual) -> String {
        let (cite, title) = (self.say(cite), self.say(title));
        match self.lang {
            Lang::Ja => format!("{cite}\u{3000}{title}"),
            Lang::En => format!("{cite} – {title}"),
        }
    }

    /// Returns what an edition is called within its instrument.
    pub(super) fn edition_words(&self, id: &str) -> String {
        let slug = Id::parse(id).edition.unwrap_or(id);
        let title = self.index.editions.get(id).and_then(|it| it.title.as_ref());
        self.say(&edition_words(title, slug)).clone()
    }

    /// Returns the name of an edition with that of its instrument.
    pub(super) fn edition_name(&self, id: &str) -> String {
        self.index.names.editions.get(id).map_or_else(|| id.to_owned(), |it| self.say(it).clone())
    }

    /// Returns a link to an edition for readers who know the instrument.
    pub(super) fn edition(&self, id: &str) -> Identified {
        let link = Link { href: self.reference(id), text: self.edition_words(id) };
        Identified { link, id: id.to_owned() }
    }

    /// Returns a link as [`Cx::titled`] does, with the id.
    pub(super) fn identified(&self, id: &str) -> Identified {
        Identified { link: self.titled(id), id: id.to_owned() }
    }

    /// Returns where the page of an edition says for which products it goes on after its end.
    pub(super) fn goes_on(&self, edition: &str) -> Option<String> {
        self.reference(edition).map(|page| format!("{page}#continues"))
    }

    /// Returns the place of the scope on the page of an edition.
    pub(super) fn scope(&self, edition: &str) -> Option<String> {
        self.reference(edition).map(|page| format!("{page}#scope"))
    }

    /// Returns a link to what an id means in its edition, which the reader must be told.
    pub(super) fn in_edition(&self, id: &str) -> Identified {
        let edition = Id::parse(id).whole().to_string();
        Identified {
            link: Link { href: self.reference(id), text: self.edition_words(&edition) },
            id: id.to_owned(),
        }
    }

    /// Returns the title of an instrument, as short as it stays clear.
    pub(super) fn short_name(&self, id: &str) -> String {
        self.index.names.short.get(id).map_or_else(|| id.to_owned(), |it| self.say(it).clone())
    }

    /// Returns the title of an instrument.
    pub(super) fn instrument_name(&self, id: &str) -> String {
        self.index.instruments.get(id).map_or_else(|| id.to_owned(), |it| self.say(&it.title).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::without_brackets;

    #[test]
    fn brackets_and_what_they_hold_are_left_out() {
        for (title, short) in [
            ("サイバーレジリエンス法（規則(EU) 2024/2847）", "サイバーレジリエンス法"),
            ("Cyber Security (Standards for Devices) Rules 2025", "Cyber Security Rules 2025"),
            ("UK Act 2022 (Part 1)", "UK Act 2022"),
        ] {
            assert_eq!(without_brackets(title), short);
        }
    }
}
