//! The terms of the glossary that a text uses.

use serde::Serialize;

use crate::id::Id;
use crate::lang::Lang;
use crate::view::Library;
use crate::view::vocabulary::Term;

use super::Cx;
use super::part::Link;
use crate::site::route::{self, Section};

/// A term, with whether instruments mean different things by it.
#[derive(Serialize)]
pub(super) struct Used {
    link: Link,
    differs: bool,
}

/// One of the words for a term.
#[derive(Debug)]
pub(super) struct Name<'a> {
    /// The word in small letters.
    word: String,
    term: &'a Term,
    /// The jurisdictions of the texts that define the term.
    homes: Vec<&'a str>,
    /// Whether the term has another name; people may call something else by this word where no text defines the term.
    is_synonym: bool,
}

impl Name<'_> {
    fn is_at_home(&self, jurisdiction: Option<&str>) -> bool {
        jurisdiction.is_some_and(|it| self.homes.contains(&it))
    }

    /// Says whether the word means the term in the texts of a jurisdiction.
    fn counts(&self, jurisdiction: Option<&str>) -> bool {
        !self.is_synonym || self.homes.is_empty() || self.is_at_home(jurisdiction)
    }
}

/// Returns the names of all terms in a language as texts are searched for them.
pub(super) fn names<'a>(library: &'a Library<'_>, lang: Lang) -> Vec<Name<'a>> {
    let home = |id: &String| {
        let instrument = Id::parse(id).instrument;
        library.instruments.iter().find(|it| it.id == instrument).map(|it| it.jurisdiction.as_str())
    };
    let of = |term: &'a Term| {
        let homes: Vec<&str> = term.defined_by.iter().filter_map(home).collect();
        let words = std::iter::once((term.name.get(lang), false));
        let words = words.chain(term.also.get(lang).iter().map(|it| (it, true)));
        words.map(move |(word, is_synonym)| Name {
            word: word.to_lowercase(),
            term,
            homes: homes.clone(),
            is_synonym,
        })
    };
    library.terms.iter().flat_map(of).filter(|it| it.word.chars().count() > 1).collect()
}

impl Cx<'_> {
    /// Returns the terms that texts of a jurisdiction use, in the order in which they come up. Of terms that stand within
    /// one another the longest is meant: 端末設備等規則 is no 端末設備. Of terms with one name that is meant which texts
    /// of the jurisdiction define, then that which any text defines.
    pub(super) fn terms_in(&self, texts: &[&str], jurisdiction: Option<&str>) -> Vec<Used> {
        let text = texts.join("\n").to_lowercase();
        let mut taken = vec![false; text.len()];
        let mut found: Vec<(usize, &Term)> = Vec::new();
        let names = self.terms.iter().filter(|it| it.counts(jurisdiction) && text.contains(&it.word));
        let mut names: Vec<&Name<'_>> = names.collect();
        names.sort_by_key(|it| {
            (std::cmp::Reverse(it.word.len()), !it.is_at_home(jurisdiction), it.homes.is_empty())
        });
        for Name { word, term, .. } in names {
            for (at, _) in text.match_indices(word.as_str()) {
                let range = at..at + word.len();
                if taken.get(range.clone()).is_some_and(|it| !it.contains(&true))
                    && self.is_word(&text, &range)
                {
                    taken.get_mut(range).into_iter().flatten().for_each(|it| *it = true);
                    found.push((at, term));
                }
            }
        }
        found.sort_by_key(|(at, _)| *at);
        let mut used: Vec<&Term> = Vec::new();
        for (_, term) in found {
            if !used.iter().any(|it| it.id == term.id) {
                used.push(term);
            }
        }
        let used = used.into_iter().map(|it| Used {
            link: Link {
                href: Some(route::anchor(Section::Glossary, &it.id)),
                text: self.say(&it.name).clone(),
            },
            differs: it.differs.is_some(),
        });
        used.collect()
    }

    /// Says whether a find is a word by itself. Japanese does not part its words, but those in Latin letters.
    fn is_word(&self, text: &str, range: &std::ops::Range<usize>) -> bool {
        let before = text.get(..range.start).and_then(|it| it.chars().next_back());
        let held = text.get(range.clone()).unwrap_or_default();
        let after = text.get(range.end..).unwrap_or_default();
        let after = after.strip_prefix('s').unwrap_or(after).chars().next();
        let letter =
            |c: char| if self.lang == Lang::Ja { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() };
        let goes_on =
            |one: Option<char>, two: Option<char>| one.is_some_and(letter) && two.is_some_and(letter);
        !goes_on(before, held.chars().next()) && !goes_on(held.chars().next_back(), after)
    }
}
