//! What is typed, taken apart into units: each a word or a run of characters with all that may stand for it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::fold;
use crate::near;

use super::needle::{is_katakana, stem};
use super::rank::Asked;
use super::store::Store;

/// So many characters of a question are read; no text that is cited is as long.
pub const MOST_TYPED: usize = 200;

/// So many units are looked for.
const MOST_UNITS: usize = 12;

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
    "または",
    "及び",
    "および",
];

/// Words of English that name nothing.
const STOP: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "how", "i", "in", "is",
    "it", "of", "on", "or", "that", "the", "to", "what", "which", "with",
];

impl Query {
    /// Takes apart what is typed.
    pub fn new(asked: &Asked<'_>, typed: &str) -> Self {
        let typed: String = typed.chars().take(MOST_TYPED).nfkc().collect();
        let names = Names::new(asked.store);
        let mut atoms = Vec::new();
        let mut phrases = Vec::new();
        for word in typed.split(|c: char| c.is_whitespace() || c.is_control() || BETWEEN.contains(c)) {
            let before = atoms.len();
            // A name may have a particle in it.
            if word.chars().any(fold::is_kana_or_han) && names.knows(&fold::fold(word)) {
                atoms.push(word.to_owned());
            } else {
                atoms.extend(between_particles(word).iter().flat_map(|part| runs(part)));
            }
            if atoms.len() > before + 1 {
                phrases.push(fold::fold(word));
            }
        }
        let latin = atoms.iter().filter(|atom| atom.chars().all(|c| !fold::is_kana_or_han(c))).count();
        if latin > 1 {
            phrases.push(fold::fold(&typed));
        }
        let units = Units { asked, names: &names }.of(&atoms);
        Self { units, phrases, whole: fold::fold(&typed) }
    }
}

/// Splits a word at the particles that stand between other characters.
fn between_particles(word: &str) -> Vec<String> {
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309f}');
    let chars: Vec<char> = word.chars().collect();
    let runs: Vec<&[char]> = chars.chunk_by(|one, two| is_hiragana(*one) == is_hiragana(*two)).collect();
    let mut parts = vec![String::new()];
    for (place, run) in runs.iter().enumerate() {
        let text: String = run.iter().collect();
        let inside = place > 0 && place + 1 < runs.len();
        if inside && PARTICLES.contains(&text.as_str()) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(&text);
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
    parts.retain(|part| !fold::fold(part).is_empty());
    parts
}

/// The names of terms, each with the terms that it may mean.
struct Names {
    groups: Vec<Vec<String>>,
    by_name: BTreeMap<String, BTreeSet<usize>>,
    longest: usize,
}

impl Names {
    fn new(store: &dyn Store) -> Self {
        let groups = store.names();
        let mut by_name: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, group) in groups.iter().enumerate() {
            for name in group.iter().flat_map(|name| [fold::fold(name), fold::apart(name)]) {
                if name.chars().count() > 1 {
                    by_name.entry(key(&name)).or_default().insert(place);
                }
            }
        }
        let longest = by_name.keys().map(|it| it.chars().count()).max().unwrap_or(0);
        Self { groups, by_name, longest }
    }

    /// Returns the other names of what a name may mean.
    fn others(&self, name: &str) -> Vec<String> {
        let places = self.by_name.get(&key(name)).into_iter().flatten();
        let names = places.filter_map(|place| self.groups.get(*place)).flatten();
        let mut all: Vec<String> = Vec::new();
        for other in names.map(|it| fold::apart(it)) {
            if !all.contains(&other) && other != name && !other.is_empty() {
                all.push(other);
            }
        }
        all
    }

    fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(&key(name))
    }
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
    fn of(&self, atoms: &[String]) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut place = 0;
        while let Some(atom) = atoms.get(place) {
            if atom.chars().any(fold::is_kana_or_han) {
                units.extend(self.japanese(&fold::fold(atom), atom));
                place += 1;
            } else {
                let (unit, used) = self.latin(atoms.get(place..).unwrap_or_default());
                units.push(unit);
                place += used;
            }
        }
        if units.iter().any(|unit| !STOP.contains(&unit.typed.as_str())) {
            units.retain(|unit| !STOP.contains(&unit.typed.as_str()));
        }
        let mut seen = BTreeSet::new();
        units.retain(|unit| seen.insert(unit.typed.clone()));
        units.truncate(MOST_UNITS);
        units
    }

    /// Reads the longest name with which words begin, else one word.
    fn latin(&self, atoms: &[String]) -> (Unit, usize) {
        let run: Vec<String> = atoms
            .iter()
            .take(5)
            .take_while(|atom| !atom.chars().any(fold::is_kana_or_han))
            .map(|atom| fold::apart(atom))
            .collect();
        for length in (2..=run.len()).rev() {
            let words = run.get(..length).unwrap_or_default();
            let (name, joined) = (words.join(" "), words.concat());
            if self.names.knows(&name) {
                return (self.unit(&name, vec![]), length);
            }
            if length == 2 && words.iter().all(|it| it.len() > 2) && self.holds(stem(&joined)) {
                return (self.unit(&name, vec![joined]), length);
            }
        }
        let word = run.first().cloned().unwrap_or_default();
        let joined: Vec<String> = word.contains(' ').then(|| word.replace(' ', "")).into_iter().collect();
        let mut unit = self.unit(&word, joined);
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
                    return vec![Needle { text: apart, by: By::Typed }];
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
            let others = self.names.others(&text).into_iter().map(|it| stem(&it).to_owned());
            needles.extend(std::iter::once(text).chain(others).map(|text| Needle { text, by: By::Spelling }));
        }
        needles
    }

    /// Takes a run of kana and Chinese characters apart at the names of terms in it, and where no text holds it.
    fn japanese(&self, folded: &str, raw: &str) -> Vec<Unit> {
        let chars: Vec<char> = folded.chars().collect();
        let mut units: Vec<Unit> = Vec::new();
        let mut loose = String::new();
        let mut place = 0;
        while place < chars.len() {
            let most = self.names.longest.min(chars.len() - place);
            let name = (2..=most).rev().find_map(|length| {
                let name: String = chars.get(place..place + length)?.iter().collect();
                self.names.knows(&name).then_some(name)
            });
            if let Some(name) = name {
                self.loose(&mut loose, &mut units);
                place += name.chars().count();
                units.push(self.unit(&name, vec![]));
            } else {
                loose.extend(chars.get(place));
                place += 1;
            }
        }
        // What is typed by its sound may be written in katakana.
        let sound = fold::fold(&fold::as_katakana(raw));
        if units.is_empty() && loose == folded && sound != folded && chars.len() > 2 && !self.holds(folded) {
            return vec![self.unit_of(folded, vec![sound])];
        }
        self.loose(&mut loose, &mut units);
        units
    }

    /// Takes what is no name of a term as one unit if a text holds it, else at its hiragana, else in pairs.
    fn loose(&self, text: &mut String, units: &mut Vec<Unit>) {
        let text = std::mem::take(text);
        let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309f}');
        if text.is_empty() || (!units.is_empty() && text.chars().all(is_hiragana)) {
            return;
        }
        if self.holds(&text) || text.chars().count() < 3 {
            units.push(self.unit(&text, vec![]));
            return;
        }
        let parts: Vec<&str> = text.split(is_hiragana).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 || parts.first().is_some_and(|part| *part != text) {
            for part in parts {
                self.loose(&mut part.to_owned(), units);
            }
            return;
        }
        let chars: Vec<char> = text.chars().collect();
        units.extend(chars.windows(2).map(|pair| self.unit(&pair.iter().collect::<String>(), vec![])));
    }

    fn unit(&self, typed: &str, also: Vec<String>) -> Unit {
        self.unit_of(typed, also)
    }

    /// Returns a unit with all that may stand for it.
    fn unit_of(&self, typed: &str, also: Vec<String>) -> Unit {
        let mut needles: Vec<Needle> = Vec::new();
        let mut add = |text: &str, by: By| {
            let text = stem(text).to_owned();
            if !text.is_empty() && needles.iter().all(|needle| needle.text != text) {
                needles.push(Needle { text, by });
            }
        };
        add(typed, By::Typed);
        also.iter().for_each(|it| add(it, By::Typed));
        for name in std::iter::once(typed).chain(also.iter().map(String::as_str)) {
            self.names.others(name).iter().for_each(|it| add(it, By::Synonym));
        }
        needles.truncate(MOST_NEEDLES);
        Unit { typed: typed.to_owned(), needles }
    }

    fn holds(&self, needle: &str) -> bool {
        !self.asked.found(needle).is_empty()
    }
}
