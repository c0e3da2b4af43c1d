//! Which word was meant where the grammar takes another: one of those that may stand there, or a key.
//!
//! What people write instead of a closed word stands beside the word, in the lexicon.

use std::ops::Range;

use crate::lang::Bilingual;
use crate::lexicon::{self, Authentic, EdgeRelation, FactKind, Nature};
use crate::near;
use crate::syntax::grammar::Rule;
use crate::syntax::words::{self, Form};

/// A word that was meant, and what it replaces.
pub(super) struct Slip {
    pub(super) at: Range<usize>,
    pub(super) word: &'static str,
}

/// Returns what was meant by a word, found at `at`, where the grammar wanted something else.
pub(super) fn slip(text: &str, at: usize, found: &str, wanted: &[Rule]) -> Option<Slip> {
    let here = |word| Some(Slip { at: at..at + found.len(), word });
    if let Some(slip) = joined(text, at, found) {
        return Some(slip);
    }
    if wanted.contains(&Rule::edge_relation) {
        return said_relation(found).and_then(here).or_else(|| relation(text, at));
    }
    if found.is_empty() {
        return None;
    }
    if wanted.contains(&Rule::type_spec) || wanted.contains(&Rule::plain_type) {
        return kind(found).and_then(here);
    }
    if wanted.contains(&Rule::content_word) {
        return nearest(found, ["content", "law"]).and_then(here);
    }
    if wanted.contains(&Rule::ja_word) && found.is_ascii() {
        let known = Authentic::ALL.iter().find(|it| it.instead().contains(&found)).map(|it| it.word());
        return known.filter(|word| ["ja", "en"].contains(word)).and_then(here);
    }
    if found.len() < 3 || words::key(found).is_some() {
        return None;
    }
    nearest(found, words::keys()).and_then(here)
}

fn nearest(found: &str, all: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    near::nearest(found, all).first().copied()
}

/// Entries whose value is a closed word, with the vocabularies of these.
const VOCABULARIES: [(&str, &[&str]); 11] = [
    ("modality", &["Modality"]),
    ("status", &["Status"]),
    ("kind", &["InstrumentKind", "FindingKind"]),
    ("binding", &["Binding"]),
    ("authentic", &["Authentic"]),
    ("nature", &["Aspect"]),
    ("answers", &["Answers"]),
    ("relation", &["Relation"]),
    ("condition", &["Applicability"]),
    ("applicability", &["Applicability"]),
    ("field", &["Field"]),
];

/// Returns a closed word that was written as several: `modality must not`.
fn joined(text: &str, at: usize, found: &str) -> Option<Slip> {
    let mut tokens = tokens(text, 0, at).into_iter().rev();
    let last =
        tokens.next().filter(|last| text.get(last.end..at).is_some_and(|gap| gap.trim().is_empty()))?;
    let key = text.get(tokens.next()?)?;
    let (_, vocabularies) = VOCABULARIES.iter().find(|(it, _)| *it == key && form(it) == Some(Form::Word))?;
    let behind = text.get(at + found.len()..)?.split_whitespace().next().unwrap_or_default();
    let gap = text.get(at + found.len()..).and_then(|rest| rest.find(behind)).unwrap_or(0);
    let ends = [at + found.len() + gap + behind.len(), at + found.len()];
    ends.into_iter().find_map(|end| {
        let written = text.get(last.start..end)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = lexicon::all().into_iter().filter(|it| vocabularies.contains(&it.vocabulary));
        let said = |it: &lexicon::Word| {
            near::same(it.word, &written)
                || near::same(&it.title.en, &written)
                || it.instead.iter().any(|other| near::same(other, &written))
        };
        known.into_iter().find(said).map(|it| Slip { at: last.start..end, word: it.word })
    })
}

fn form(key: &str) -> Option<Form> {
    words::entry(key).map(|(_, form)| form)
}

/// Returns the relation that a word between the two sides of an edge was meant for.
fn relation(text: &str, at: usize) -> Option<Slip> {
    let edge = text.get(..at)?.rfind("edge ")?;
    let all = tokens(text, edge + "edge ".len(), at);
    // The first word and the last are ids.
    let between = all.get(1..all.len().checked_sub(1)?)?;
    between.iter().find_map(|at| {
        let word = text.get(at.clone()).filter(|word| !word.contains([':', '@']))?;
        let meant = said_relation(word).or_else(|| nearest(word, words::EDGES.iter().copied()));
        meant.map(|meant| Slip { at: at.clone(), word: meant })
    })
}

/// Returns the relation that goes by another word.
fn said_relation(word: &str) -> Option<&'static str> {
    let said = |it: &&EdgeRelation| {
        let Bilingual { ja, en } = it.title();
        near::same(&ja, word) || near::same(&en, word) || it.instead().iter().any(|it| near::same(it, word))
    };
    EdgeRelation::ALL.iter().find(said).map(|it| it.word())
}

/// Returns the type of a fact that a word was meant for.
fn kind(found: &str) -> Option<&'static str> {
    let said = |title: Bilingual, instead: &[&str]| {
        near::same(&title.ja, found)
            || near::same(&title.en, found)
            || instead.iter().any(|other| near::same(other, found))
    };
    let of_facts = FactKind::ALL.iter().find(|it| said(it.title(), it.instead())).map(|it| it.word());
    let concept = || said(Nature::Concept.title(), Nature::Concept.instead()).then(|| Nature::Concept.word());
    of_facts.or_else(concept).or_else(|| nearest(found, words::TYPES.iter().copied()))
}

/// Returns the places of the words in a part of a text.
fn tokens(text: &str, from: usize, to: usize) -> Vec<Range<usize>> {
    let part = text.get(from..to).unwrap_or_default();
    let ends = |c: char| c.is_whitespace() || "{}()\"".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in part.char_indices().filter(|(_, c)| !ends(*c)) {
        let here = from + at..from + at + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == here.start => last.end = here.end,
            Some(_) | None => found.push(here),
        }
    }
    found
}
