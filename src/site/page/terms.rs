//! The terms of the glossary that a text uses.

use serde::Serialize;

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

/// Returns the names of all terms in a language as texts are searched for them, the longest first.
pub(super) fn names<'a>(library: &'a Library<'_>, lang: Lang) -> Vec<(String, &'a Term)> {
    let of = |it: &'a Term| {
        let names = std::iter::once(it.name.get(lang)).chain(it.also.get(lang));
        names.map(|name| name.to_lowercase()).filter(|it| it.chars().count() > 1).map(move |name| (name, it))
    };
    let mut names: Vec<(String, &Term)> = library.terms.iter().flat_map(of).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

impl Cx<'_> {
    /// Returns the terms that texts use, in the order in which they come up. Of terms that stand within one another
    /// the longest is meant: 端末設備等規則 is no 端末設備.
    pub(super) fn terms_in(&self, texts: &[&str]) -> Vec<Used> {
        let text = texts.join("\n").to_lowercase();
        let mut taken = vec![false; text.len()];
        let mut found: Vec<(usize, &Term)> = Vec::new();
        for (name, term) in &self.terms {
            for (at, _) in text.match_indices(name.as_str()) {
                let range = at..at + name.len();
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

    /// Says whether a find is a word by itself; Japanese does not part its words.
    fn is_word(&self, text: &str, range: &std::ops::Range<usize>) -> bool {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = text.get(..range.start).and_then(|it| it.chars().next_back());
        let after = text.get(range.end..).unwrap_or_default();
        let after = after.strip_prefix('s').unwrap_or(after).chars().next();
        self.lang == Lang::Ja || !letter(before) && !letter(after)
    }
}
