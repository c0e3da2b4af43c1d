//! What is typed, taken apart into units: each a word or a run of characters with all that may stand for it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::fold;
use crate::near;

use super::asked::Asked;
use super::needle::{is_katakana, is_latin, stem};
use super::store::Store;

/// So many characters of a question are read; no text that is cited is as long.
pub const MOST_TYPED: usize = 200;

/// So many units are looked for.
const MOST_UNITS: usize = 12;

/// A run of Chinese characters that is longer is not taken to pieces.
const LONGEST_RUN: usize = 16;

/// So many ways to write a unit are looked for.
const MOST_NEEDLES: usize = 24;

/// How a needle came to stand for what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// It was typed.
    Typed,
    /// The glossary knows both as one thing.
    Synonym,
    /// It was probably meant.
    Spelling,
}

impl By {
    /// Returns its name in answers.
    pub fn word(self) -> &'static str {
        match self {
            By::Typed => "typed",
            By::Synonym => "synonym",
            By::Spelling => "spelling",
        }
    }

    /// Returns how much it counts, of a hundred.
    pub(super) fn weight(self) -> u64 {
        match self {
            By::Typed => 100,
            By::Synonym | By::Spelling => 80,
        }
    }
}

/// One way to write a unit, in its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// The characters.
    pub text: String,
    /// The same as the glossary writes it; what was typed as it stands.
    pub name: String,
    /// How it came to stand for what was typed.
    pub by: By,
}

/// One thing that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What was typed, in its normal form.
    pub typed: String,
    /// All that may stand for it, what was typed first.
    pub needles: Vec<Needle>,
    /// Whether it names nothing, and is looked for only where nothing else was typed.
    is_stop: bool,
    /// Whether it is the rest of a word that has the name of a term in it; it counts half.
    pub(super) is_rest: bool,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Its units.
    pub units: Vec<Unit>,
    /// What holds several units in their order, in its normal form.
    pub phrases: Vec<String>,
    /// The whole, in its normal form.
    pub whole: String,
}

/// What parts words.
const BETWEEN: &str = "、。，,;；:：?？!！「」『』（）()[]{}\"“”・/|+&<>=*";

/// What joins words in Japanese and names nothing.
const PARTICLES: &[&str] = &[
    "の",
    "を",
    "は",
    "が",
    "に",
    "で",
    "と",
    "へ",
    "も",
    "や",
    "から",
    "まで",
    "より",
    "には",
    "での",
    "への",
    "との",
    "について",
    "に関する",
    "における",
    "による",
    "ための",
    "のための",
    "として",
    "及び",
];

/// Words that name nothing, in their normal form.
const STOP: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "do",
    "doe",
    "for",
    "from",
    "how",
    "i",
    "in",
    "is",
    "it",
    "of",
    "on",
    "or",
    "that",
    "the",
    "to",
    "what",
    "which",
    "with",
    "何",
    "何年",
    "何日",
    "何時間",
    "何文字",
    "何桁",
    "か",
    "とは",
    "いつ",
    "どこ",
    "どう",
    "どの",
];

impl Query {
    /// Takes apart what is typed.
    pub fn new(asked: &Asked<'_>, typed: &str) -> Self {
        let typed: String = typed.chars().take(MOST_TYPED).nfkc().collect();
        let names = Names::new(asked.store);
        let words = typed.split(|c: char| c.is_whitespace() || c.is_control() || BETWEEN.contains(c));
        let words: Vec<&str> = words.filter(|word| !fold::fold(word).is_empty()).collect();
        let units = Units { asked, names: &names }.of(&words);
        // Words that stand together count more where a text has them so.
        let mut phrases: Vec<String> =
            words.iter().filter(|word| is_japanese(word)).map(|word| fold::fold(word)).collect();
        if words.iter().filter(|word| !is_japanese(word)).count() > 1 {
            phrases.push(fold::fold(&typed));
        }
        phrases.retain(|_| units.len() > 1);
        Self { units, phrases, whole: fold::fold(&typed) }
    }
}

/// Says whether a word has kana or Chinese characters.
fn is_japanese(word: &str) -> bool {
    word.chars().any(fold::is_kana_or_han)
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// Splits a run of characters at the particles between and around its words.
fn between_particles(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut parts = vec![String::new()];
    for run in chars.chunk_by(|one, two| is_hiragana(*one) == is_hiragana(*two)) {
        let run: String = run.iter().collect();
        if PARTICLES.contains(&run.as_str()) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(&run);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Splits what is written in several scripts; a number stays with what it counts.
fn runs(text: &str) -> Vec<String> {
    let script = |c: char| match c {
        _ if is_katakana(c) => 1,
        _ if fold::is_kana_or_han(c) => 2,
        _ => 3,
    };
    let mut parts: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        let counts = last.is_ascii_digit() && script(c) == 2 || c.is_ascii_digit() && script(last) == 2;
        match parts.last_mut() {
            Some(part) if script(c) == script(last) || counts => part.push(c),
            _ => parts.push(c.to_string()),
        }
        last = c;
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// What names of laws end with, and words that end so and name none.
const LAWS: &[&str] = &["法", "法律", "条例", "政令", "省令", "規則", "指令"];
const NO_LAWS: &[&str] = &["方法", "手法", "作法", "文法", "技法"];

/// Says whether a word is written as the name of a law.
fn is_law(word: &str) -> bool {
    let ends = |all: &[&str]| all.iter().any(|it| word.ends_with(it) && word != *it);
    ends(LAWS) && !NO_LAWS.iter().any(|it| word.ends_with(it))
}

/// The names of terms, each with the terms that it may mean.
struct Names {
    /// The names of each term in their normal form, and as they are written.
    groups: Vec<Vec<(String, String)>>,
    by_name: BTreeMap<String, BTreeSet<usize>>,
    longest: usize,
}

impl Names {
    fn new(store: &dyn Store) -> Self {
        let mut all = Self { groups: Vec::new(), by_name: BTreeMap::new(), longest: 0 };
        for (place, term) in store.names().iter().enumerate() {
            for name in &term.names {
                all.put(&fold::fold(name), place);
                all.put(&fold::apart(name), place);
            }
            if let Some(reading) = &term.reading {
                all.put(&fold::fold(reading), place);
            }
            let mut group: Vec<(String, String)> = Vec::new();
            for (normal, name) in term.names.iter().map(|name| (fold::apart(name), name)) {
                if !normal.is_empty() && group.iter().all(|(known, _)| *known != normal) {
                    group.push((normal, name.clone()));
                }
            }
            all.groups.push(group);
        }
        all
    }

    fn put(&mut self, name: &str, place: usize) {
        let count = name.chars().count();
        if count > 1 {
            self.by_name.entry(key(name)).or_default().insert(place);
            self.longest = self.longest.max(count);
        }
    }

    /// Returns the other names of what a name may mean.
    fn others(&self, name: &str) -> Vec<(String, String)> {
        let places = self.by_name.get(&key(name)).into_iter().flatten();
        let mut all: Vec<(String, String)> = Vec::new();
        for (normal, other) in places.filter_map(|place| self.groups.get(*place)).flatten() {
            if normal != name && all.iter().all(|(known, _)| known != normal) {
                all.push((normal.clone(), other.clone()));
            }
        }
        all
    }

    fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(&key(name))
    }

    /// Returns the longest name that stands at a place of a run; of loan words none that is a part of another.
    fn at(&self, all: &[char], place: usize) -> Option<String> {
        let most = self.longest.min(all.len() - place);
        (2..=most).rev().find_map(|length| {
            let name: String = all.get(place..place + length)?.iter().collect();
            (self.knows(&name) && is_word(all, place, length)).then_some(name)
        })
    }
}

/// Says whether characters of a run are a word of their own, as far as scripts tell.
fn is_word(all: &[char], place: usize, length: usize) -> bool {
    let at = |place: Option<usize>| place.and_then(|it| all.get(it)).copied().unwrap_or(' ');
    let (before, first) = (at(place.checked_sub(1)), at(Some(place)));
    let (last, after) = (at((place + length).checked_sub(1)), at(Some(place + length)));
    let goes_on = |is: fn(char) -> bool| (is(before) && is(first)) || (is(last) && is(after));
    !goes_on(is_latin) && (!goes_on(is_katakana) || length > 2)
}

/// Returns the form under which a name is known: of words in Latin letters the beginning of the last one.
fn key(name: &str) -> String {
    stem(name).to_owned()
}

struct Units<'a> {
    asked: &'a Asked<'a>,
    names: &'a Names,
}

impl Units<'_> {
    fn of(&self, words: &[&str]) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        for run in words.chunk_by(|one, two| is_japanese(one) == is_japanese(two)) {
            if run.first().is_some_and(|word| is_japanese(word)) {
                units.extend(run.iter().flat_map(|word| self.japanese(word)));
            } else {
                units.extend(self.latin_units(run));
            }
        }
        if units.iter().any(|unit| !unit.is_stop) {
            units.retain(|unit| !unit.is_stop);
        }
        let mut seen = BTreeSet::new();
        units.retain(|unit| seen.insert(unit.typed.clone()));
        units.truncate(MOST_UNITS);
        units
    }

    fn latin_units(&self, words: &[&str]) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut place = 0;
        while place < words.len() {
            let (unit, used) = self.latin(words.get(place..).unwrap_or_default());
            let is_stop = unit.typed.chars().count() < 2 || STOP.contains(&unit.typed.as_str());
            units.push(Unit { is_stop, ..unit });
            place += used;
        }
        units
    }

    /// Reads the longest name with which words begin, else one word.
    fn latin(&self, words: &[&str]) -> (Unit, usize) {
        let run: Vec<String> = words.iter().take(5).map(|word| fold::apart(word)).collect();
        for length in (2..=run.len()).rev() {
            let words = run.get(..length).unwrap_or_default();
            let (name, joined) = (words.join(" "), words.concat());
            if self.names.knows(&name) {
                return (self.unit(&name, &[]), length);
            }
            if length == 2 && words.iter().all(|it| it.len() > 2) && self.holds(stem(&joined)) {
                return (self.unit(&name, &[joined]), length);
            }
        }
        let word = run.first().cloned().unwrap_or_default();
        let joined: Vec<String> = word.contains(' ').then(|| word.replace(' ', "")).into_iter().collect();
        let mut unit = self.unit(&word, &joined);
        if !unit.needles.iter().any(|needle| self.holds(&needle.text)) {
            unit.needles.extend(self.meant(&word));
        }
        (unit, 1)
    }

    /// Returns what a word may be that no text holds: two words, else words that are spelled nearly so.
    fn meant(&self, word: &str) -> Vec<Needle> {
        let Some(first) = word.chars().next().filter(char::is_ascii_lowercase) else { return Vec::new() };
        if word.len() < 5 || !word.bytes().all(|it| it.is_ascii_lowercase()) {
            return Vec::new();
        }
        for cut in 3..word.len() - 2 {
            if let Some((one, two)) = word.split_at_checked(cut) {
                let apart = format!("{one} {}", stem(two));
                if self.holds(&apart) {
                    return vec![Needle { name: apart.clone(), text: apart, by: By::Typed }];
                }
            }
        }
        let most = if word.len() < 8 { 1 } else { 2 };
        let near = |it: String| Some((near::steps(word, &it), it)).filter(|(steps, _)| *steps <= most);
        let mut all: Vec<(usize, String)> =
            self.asked.store.words(first).into_iter().filter_map(near).collect();
        all.sort();
        let least = all.first().map_or(0, |(steps, _)| *steps);
        let mut needles: Vec<Needle> = Vec::new();
        for (_, text) in all.into_iter().filter(|(steps, _)| *steps == least).take(3) {
            let others = self.names.others(&text).into_iter();
            needles.push(Needle { name: text.clone(), text, by: By::Spelling });
            needles.extend(others.map(|(normal, name)| Needle {
                text: stem(&normal).to_owned(),
                name,
                by: By::Synonym,
            }));
        }
        needles
    }

    /// Takes a run of kana and Chinese characters apart: the names of terms in it first, then the words between particles.
    fn japanese(&self, word: &str) -> Vec<Unit> {
        let whole = fold::fold(word);
        // The name of a law that no text mentions is one thing: its parts are not what is meant.
        if is_law(&whole) && !self.names.knows(&whole) && !self.holds(&whole) {
            return vec![self.unit(&whole, &[])];
        }
        let chars: Vec<char> = whole.chars().collect();
        let (mut units, mut others, mut named) = (Vec::new(), String::new(), false);
        let mut place = 0;
        while let Some(c) = chars.get(place) {
            if let Some(name) = self.names.at(&chars, place) {
                units.extend(self.between(&std::mem::take(&mut others)));
                place += name.chars().count();
                units.push(self.unit(&name, &[]));
                named = true;
            } else {
                others.push(*c);
                place += 1;
            }
        }
        units.extend(self.between(&others));
        for unit in &mut units {
            unit.is_rest = named && !self.names.knows(&unit.typed);
        }
        units
    }

    /// Takes apart what stands between names.
    fn between(&self, text: &str) -> Vec<Unit> {
        let parts = text.split(' ').flat_map(between_particles);
        parts.flat_map(|part| runs(&part)).flat_map(|run| self.loose(&run)).collect()
    }

    /// Takes what is no name: whole if a text holds it, by its sound in katakana, without its hiragana, or in pieces that
    /// texts hold.
    fn loose(&self, text: &str) -> Vec<Unit> {
        if !is_japanese(text) {
            return self.latin_units(&text.split(' ').collect::<Vec<_>>());
        }
        let of = |is_stop| vec![Unit { is_stop, ..self.unit(text, &[]) }];
        let (short, kana) = (text.chars().count() < 3, text.chars().all(is_hiragana));
        if STOP.contains(&text) {
            return of(true);
        }
        if short || self.holds(text) {
            return of(short && kana);
        }
        let sound = fold::fold(&fold::as_katakana(text));
        if sound != text && self.holds(&sound) {
            return vec![self.unit(text, &[sound])];
        }
        if kana {
            return of(true);
        }
        let parts: Vec<&str> = text.split(is_hiragana).filter(|part| !part.is_empty()).collect();
        if parts.as_slice() != [text] {
            return parts.into_iter().flat_map(|part| self.loose(part)).collect();
        }
        let chars: Vec<char> = text.chars().collect();
        Some(chars)
            .filter(|it| it.len() <= LONGEST_RUN)
            .and_then(|it| self.in_pieces(&it))
            .unwrap_or_else(|| of(false))
    }

    /// Returns the longest pieces of a run that texts hold, if it is made of such.
    fn in_pieces(&self, all: &[char]) -> Option<Vec<Unit>> {
        for length in (2..all.len().saturating_sub(1)).rev() {
            let (piece, rest) = all.split_at_checked(length)?;
            let (piece, text): (String, String) = (piece.iter().collect(), rest.iter().collect());
            if !self.holds(&piece) {
                continue;
            }
            let others =
                if self.holds(&text) { Some(vec![self.unit(&text, &[])]) } else { self.in_pieces(rest) };
            if let Some(others) = others {
                return Some(std::iter::once(self.unit(&piece, &[])).chain(others).collect());
            }
        }
        None
    }

    /// Returns a unit with all that may stand for it.
    fn unit(&self, typed: &str, also: &[String]) -> Unit {
        let mut needles: Vec<Needle> = Vec::new();
        let mut add = |text: &str, name: &str, by: By| {
            let text = stem(text).to_owned();
            if !text.is_empty() && needles.iter().all(|needle| needle.text != text) {
                needles.push(Needle { text, name: name.to_owned(), by });
            }
        };
        add(typed, typed, By::Typed);
        for it in also {
            add(it, it, By::Typed);
        }
        for name in std::iter::once(typed).chain(also.iter().map(String::as_str)) {
            self.names.others(name).iter().for_each(|(normal, name)| add(normal, name, By::Synonym));
        }
        needles.truncate(MOST_NEEDLES);
        Unit { typed: typed.to_owned(), needles, is_stop: false, is_rest: false }
    }

    fn holds(&self, needle: &str) -> bool {
        !self.asked.found(needle).is_empty()
    }
}
