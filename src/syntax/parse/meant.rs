//! Which word was meant where the grammar takes another: one of those that may stand there, or a key.
//!
//! What people write instead of a closed word stands beside the word, in the lexicon.

use std::ops::Range;

use crate::lang::Bilingual;
use crate::lexicon::{self, Authentic, EdgeRelation, FactKind, Nature};
use crate::near;
use crate::syntax::grammar::Rule;
use crate::syntax::words;

/// A word that was meant, and what it replaces.
pub(super) struct Slip {
    pub(super) at: Range<usize>,
    pub(super) word: &'static str,
}

/// A sign in full width or a string in quotes that are none, and what they were meant for.
pub(super) struct Wide {
    pub(super) at: Range<usize>,
    pub(super) found: String,
    pub(super) right: String,
    pub(super) is_string: bool,
}

/// Quotes that input methods and word processors write, each with the one that closes it.
const QUOTES: [(char, char); 9] = [
    ('“', '”'),
    ('”', '”'),
    ('„', '“'),
    ('「', '」'),
    ('『', '』'),
    ('‘', '’'),
    ('\'', '\''),
    ('＂', '＂'),
    ('«', '»'),
];

/// Returns what was meant by a sign or a string that stands where the grammar refuses it.
pub(super) fn wide(text: &str, at: usize) -> Option<Wide> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == first) {
        let line = rest.lines().next()?;
        let inner = line.get(first.len_utf8()..)?;
        let end = inner.find([*close, '"'])?;
        let closing = inner.get(end..)?.chars().next()?.len_utf8();
        let right = format!("\"{}\"", inner.get(..end)?);
        let end = at + first.len_utf8() + end + closing;
        return Some(Wide { at: at..end, found: text.get(at..end)?.to_owned(), right, is_string: true });
    }
    let sign = |c: char| words::WIDE_SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, right)| *right);
    let digit = |c: char| ('０'..='９').contains(&c);
    let found: String = match sign(first) {
        // One brace is one sign; `＝＝` is one as well.
        Some("{" | "}" | "(" | ")" | "," | "\"") => first.to_string(),
        Some(_) => rest
            .chars()
            .take_while(|c| {
                *c == '=' || sign(*c).is_some_and(|it| it.bytes().all(|it| b"=<>!".contains(&it)))
            })
            .collect(),
        None if digit(first) => rest.chars().take_while(|c| digit(*c) || c.is_ascii_digit()).collect(),
        None => return None,
    };
    let narrow = |c: char| sign(c).map_or_else(|| near::half_width(&c.to_string()), str::to_owned);
    let right: String = found.chars().map(narrow).collect();
    let right = if right == "=" { "==".to_owned() } else { right };
    Some(Wide { at: at..at + found.len(), found, right, is_string: false })
}

/// Returns what was meant by a word, found at `at`, where the grammar wanted something else.
pub(super) fn slip(text: &str, at: usize, found: &str, wanted: &[Rule]) -> Option<Slip> {
    let here = |word| Some(Slip { at: at..at + found.len(), word });
    let reaches = |slip: &Slip| {
        let between = text.get(slip.at.end..at).unwrap_or_default();
        slip.at.end >= at + found.len() || (found.is_empty() && between.trim().is_empty())
    };
    if let Some(slip) = joined(text, at).filter(reaches).or_else(|| joined_relation(text, at)) {
        return Some(slip);
    }
    if wanted.contains(&Rule::edge_relation) {
        return said_relation(found).and_then(here).or_else(|| relation(text, at));
    }
    if found.is_empty() {
        return None;
    }
    if let Some((_, right)) = SIGNS.iter().find(|(wrong, _)| *wrong == found) {
        return here(right);
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

/// Signs of comparisons as other languages write them, each with ours.
const SIGNS: [(&str, &str); 6] =
    [("=", "=="), ("===", "=="), ("=>", ">="), ("=<", "<="), ("<>", "!="), ("!==", "!=")];

/// Words behind which a closed word stands, with the vocabularies of these.
const VOCABULARIES: [(&str, &[&str]); 14] = [
    ("modality", &["Modality"]),
    ("status", &["Status"]),
    ("kind", &["InstrumentKind", "FindingKind"]),
    ("binding", &["Binding"]),
    ("authentic", &["Authentic"]),
    ("hyphen", &["Hyphen"]),
    ("nature", &["Aspect"]),
    ("answers", &["Answers"]),
    ("relation", &["Relation"]),
    ("condition", &["Applicability"]),
    ("applicability", &["Applicability"]),
    ("field", &["Field"]),
    ("grade", &["Grade"]),
    ("type", &["FactKind", "Nature"]),
];

/// Most words that a closed word is written as.
const MOST: usize = 6;

/// The vocabulary of what stands behind an id in `expect`.
pub(super) const VERDICTS: &[&str] = &["Outcome"];

/// The vocabulary of what stands between the two sides of an edge.
pub(super) const RELATIONS: &[&str] = &["EdgeRelation"];

/// Returns the vocabularies of what stands behind a key.
pub(super) fn vocabularies(key: &str) -> Option<&'static [&'static str]> {
    VOCABULARIES.iter().find(|(it, _)| *it == key).map(|(_, vocabularies)| *vocabularies)
}

/// Returns a closed word that was written as several, of which the grammar takes not even the first: `modality must not`.
fn joined(text: &str, at: usize) -> Option<Slip> {
    let line = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let before = tokens(text, line, at);
    let here = |token: &Range<usize>| text.get(token.clone()).unwrap_or_default();
    let expects = || is_in_expect(text, at).then_some(VERDICTS);
    let (place, known) = before.iter().enumerate().rev().take(MOST).find_map(|(place, token)| {
        let is_id = here(token).contains(':');
        Some((place, vocabularies(here(token)).or_else(|| expects().filter(|_| is_id))?))
    })?;
    let start = before.get(place + 1).map_or(at, |token| token.start);
    several(text, start, known)
}

/// Returns the relation of an edge that was written as several words.
fn joined_relation(text: &str, at: usize) -> Option<Slip> {
    let edge = text.get(..at)?.rfind("edge ")?;
    let from = tokens(text, edge + "edge ".len(), at);
    let starts = from.iter().skip(1).map(|token| token.start).chain([at]);
    starts.into_iter().find_map(|start| several(text, start, RELATIONS))
}

/// Says whether a place is in a block of expectations.
fn is_in_expect(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let open = before.rfind('{').filter(|open| before.rfind('}').is_none_or(|close| close < *open));
    open.and_then(|open| before.get(..open)).is_some_and(|before| before.trim_end().ends_with("expect"))
}

/// Returns the closed word of some vocabularies that stands at a place as several words, all of them on one line.
pub(super) fn several(text: &str, start: usize, vocabularies: &[&str]) -> Option<Slip> {
    let line = text.get(start..)?.find('\n').map_or(text.len(), |end| start + end);
    let written = tokens(text, start, line);
    let first = text.get(written.first()?.clone()).filter(|_| written.len() > 1)?;
    let known: Vec<lexicon::Word> =
        lexicon::all().into_iter().filter(|it| vocabularies.contains(&it.vocabulary)).collect();
    let ends = written.iter().take(MOST).skip(1).map(|token| token.end).collect::<Vec<_>>();
    let words = |end: &usize| {
        let words = text.get(start..*end).filter(|words| !words.contains(BRACES))?;
        Some((*end, words.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    let all: Vec<(usize, String)> = ends.iter().rev().filter_map(words).collect();
    let meant = |is: fn(&str, &str) -> bool| {
        all.iter().find_map(|(end, words)| {
            let meant = known.iter().find(|it| names(it).any(|name| is(name, words)))?;
            Some(Slip { at: start..*end, word: meant.word })
        })
    };
    let misspelt = || meant(near::almost).filter(|_| known.iter().all(|it| it.word != first));
    meant(near::same).or_else(misspelt)
}

/// Returns whatever a closed word is called.
fn names(it: &lexicon::Word) -> impl Iterator<Item = &str> {
    [it.word, it.title.en.as_str()].into_iter().chain(it.instead.iter().copied())
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

/// What ends a word without being white space.
const BRACES: [char; 5] = ['{', '}', '(', ')', '"'];

/// Returns the places of the words in a part of a text.
fn tokens(text: &str, from: usize, to: usize) -> Vec<Range<usize>> {
    let part = text.get(from..to).unwrap_or_default();
    let ends = |c: char| c.is_whitespace() || BRACES.contains(&c);
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
