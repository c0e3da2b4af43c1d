//! Citations as people write them, to provisions.
//!
//! 「第三十四条の十第一項第二号」, `34条の10(1)二`, `Art. 34-10(1)(ii)` and `jp.ter:34-10.1.2` find the same; a name of the
//! instrument and of the edition may stand before or behind. What may mean several is answered with all of them and never
//! with one guess. Reads text only; ranks nothing. The box of the site does the same (`site/styles/cite.js`).

mod answer;
mod fold;
mod index;
mod numeral;
mod search;
mod split;
mod unit;

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

pub use answer::{Answer, Candidate, Found, Kind, Meaning, Nothing};
pub use fold::{Reading, fold};
pub use index::Index;
pub use numeral::{NUMERALS, kanji_number};
pub use unit::Units;

use crate::id::Id;
use crate::iroha;
use crate::model::{EditionIdx, InstrumentIdx, Locator, Node, Reference};
use crate::near;
use crate::norm::Base;
use crate::slug::unslug;

/// No citation is longer.
const LONGEST: usize = 300;

/// Finds what an id or a citation names on the as-of date; whoever asks often makes an [`Index`] once.
pub fn find(kb: Base<'_>, text: &str) -> Answer {
    by_id(kb, text).unwrap_or_else(|| Index::new(kb).cited(kb, text))
}

/// Returns the nodes that an id or a citation names and nothing near them; else the answer, which is not that sure.
pub fn nodes(kb: Base<'_>, text: &str) -> Result<Vec<Node>, Answer> {
    find(kb, text).sure()
}

impl Index {
    /// Finds what an id or a citation names on the as-of date.
    pub fn find(&self, kb: Base<'_>, text: &str) -> Answer {
        by_id(kb, text).unwrap_or_else(|| self.cited(kb, text))
    }

    /// Finds what a citation names that is no id.
    fn cited(&self, kb: Base<'_>, text: &str) -> Answer {
        self.look(kb, text).unwrap_or_else(|named| {
            let instruments = named.into_iter().map(|idx| kb.instruments[idx].id.clone()).collect();
            Answer::Nothing(Nothing { instruments, near: near(kb, text) })
        })
    }

    /// Answers, else names the instruments that were named in vain.
    fn look(&self, kb: Base<'_>, text: &str) -> Result<Answer, BTreeSet<InstrumentIdx>> {
        // What is longer is no citation.
        if text.chars().nth(LONGEST).is_some() {
            return Ok(Answer::Nothing(Nothing::default()));
        }
        search::answer(kb, self, text)
    }

    /// Returns the nodes that an id or a citation names and nothing near them; none where it is not sure.
    pub fn nodes(&self, kb: Base<'_>, text: &str) -> Option<Vec<Node>> {
        by_id(kb, text).or_else(|| self.look(kb, text).ok())?.sure().ok()
    }
}

/// Says whether a text may cite something of which the openings are known, so that a base must be asked.
pub fn may_cite(openings: &[String], text: &str) -> bool {
    let (key, name) = (fold(text), fold::fold_name(text));
    let is_number = |it: &str| it.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：'));
    // A single letter numbers something only where nothing goes on behind it.
    let begins = |it: &String| {
        let rest = key.strip_prefix(it.as_str());
        rest.is_some_and(|rest| it.len() > 2 || !rest.starts_with(char::is_alphanumeric))
    };
    let is_named = |it: &String| it.len() > 1 && (name.starts_with(it) || name.ends_with(it));
    [text, &key, &name].iter().any(|it| is_number(it)) || openings.iter().any(|it| begins(it) || is_named(it))
}

/// Returns what may stand before or behind a citation to name its instrument, folded.
pub fn names(kb: Base<'_>, idx: InstrumentIdx) -> Vec<String> {
    index::names(kb, idx).into_iter().collect()
}

/// Returns what names an edition beside the name of its instrument, folded.
pub fn marks(kb: Base<'_>, idx: EditionIdx) -> Vec<String> {
    index::marks(kb, idx).into_iter().collect()
}

/// Says whether a text names an edition: by an id, or beside the name of an instrument.
pub fn is_pinned(kb: Base<'_>, text: &str) -> bool {
    match by_id(kb, text) {
        Some(_) => Id::parse(&plain(text)).edition.is_some(),
        None => search::is_pinned(kb, &Index::new(kb), text),
    }
}

/// Returns an id as it is written; that of a page where the text is its address.
fn plain(text: &str) -> String {
    let plain: String = text.trim().nfkc().collect();
    let file = plain.rsplit('/').next().unwrap_or_default();
    let stem = file.split('#').next().unwrap_or_default();
    let stem = stem.strip_suffix(".html").unwrap_or(stem);
    let is_slug = stem.contains("__") || stem.contains("_-");
    unslug(stem).filter(|_| is_slug).unwrap_or(plain)
}

/// Reads `instrument[@edition][:locator]`; `None` where there is no such thing.
fn by_id(kb: Base<'_>, text: &str) -> Option<Answer> {
    let plain = plain(text);
    let Id { instrument, edition, locator } = Id::parse(&plain);
    let instrument = *kb.instrument_ids.get(instrument)?;
    let known =
        |id: &str| kb.instruments[instrument].editions.iter().copied().find(|it| kb.editions[*it].id == id);
    let edition = match edition {
        Some(id) => Some(known(id)?),
        None => None,
    };
    let locator = match locator {
        Some(text) => Some(Locator::parse(&iroha::spelled(text))?),
        None => None,
    };
    let reference = Reference { instrument, edition, locator, span: None };
    let nodes = kb.nodes(&reference);
    let stays = nodes.iter().any(|it| it.locator == reference.locator);
    let kind = if stays { Kind::Exact } else { Kind::Retired };
    let meaning = Meaning::Nodes(nodes);
    (meaning != Meaning::Nodes(Vec::new())).then_some(Answer::Found(Found { kind, meaning }))
}

/// Returns ids near to a text that names nothing.
fn near(kb: Base<'_>, text: &str) -> Vec<String> {
    let text: String = text.trim().nfkc().collect();
    let ids = kb
        .provisions
        .iter()
        .map(|it| kb.unpinned(it.instrument, &it.locator))
        .chain(kb.instrument_ids.keys().cloned());
    let ids: Vec<String> = ids.collect();
    near::nearest(&text, ids.iter().map(String::as_str)).into_iter().map(str::to_owned).collect()
}
