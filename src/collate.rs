//! Two texts ↔ pieces that are marked: what one has and the other has not, by words fit for Japanese.
//!
//! Knows nothing of provisions and tables. Number labels and given terms are never cut, and marks that nearly touch are
//! one: an official marks 「第三十四条の十第二号」 and never a digit in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use similar::{Algorithm, DiffOp, capture_diff_slices};

mod label;

/// A run of a text, marked where the other text has something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Whether it is marked.
    pub changed: bool,
    /// What stands there.
    pub text: String,
}

/// Texts side by side, each in its pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collated {
    /// The pieces of each old text.
    pub old: Vec<Vec<Piece>>,
    /// The pieces of each new text.
    pub new: Vec<Vec<Piece>>,
}

/// Returns the text of some pieces, marks removed.
pub fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Returns what two texts share when so few characters stand between two marks that one mark reads better.
const SLIGHT: usize = 2;

/// Says whether the segmenter took an ending of a verb for a word of its own: れた, られる, させ.
fn bends_a_verb(word: &str) -> bool {
    let voice = ["られ", "させ", "れ", "せ"].iter().find_map(|voice| word.strip_prefix(voice));
    match voice {
        Some(rest) => ["", "る", "た", "て", "ば"].contains(&rest),
        None => ["た", "て"].contains(&word),
    }
}

/// Says whether a verb may go on behind a character.
fn is_stem(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{4e00}'..='\u{9fff}')
}

/// Splits texts into words and compares them.
#[derive(Debug)]
pub struct Collator {
    segmenter: WordSegmenterBorrowed<'static>,
    /// Terms that are kept whole, by their first character in lower case, longest first.
    terms: BTreeMap<char, Vec<String>>,
}

impl Collator {
    /// Makes a collator that keeps these terms whole.
    pub fn new<'a>(terms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sorted: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for term in terms {
            let mut chars = term.chars();
            if let (Some(first), Some(_)) = (chars.next(), chars.next()) {
                sorted.entry(first.to_ascii_lowercase()).or_default().push(term.to_owned());
            }
        }
        for list in sorted.values_mut() {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            list.dedup();
        }
        let options = WordBreakInvariantOptions::default();
        Self { segmenter: WordSegmenter::new_dictionary(options), terms: sorted }
    }

    /// Compares old texts, read one after the other, with new ones.
    pub fn collate(&self, old: &[&str], new: &[&str]) -> Collated {
        let side = |texts: &[&str]| -> Vec<String> {
            texts.iter().flat_map(|text| self.words(text)).map(str::to_owned).collect()
        };
        let (old_words, new_words) = (side(old), side(new));
        let groups = grouped(&old_words, &new_words);
        let marks = |range: fn(&Group) -> Range<usize>, words: &[String]| -> Vec<bool> {
            let mut marks = vec![false; words.len()];
            for group in groups.iter().filter(|group| group.changed) {
                marks.get_mut(range(group)).into_iter().flatten().for_each(|mark| *mark = true);
            }
            marks
        };
        let old_marks = marks(|group| group.old.clone(), &old_words);
        let new_marks = marks(|group| group.new.clone(), &new_words);
        Collated { old: pieces(old, &old_words, &old_marks), new: pieces(new, &new_words, &new_marks) }
    }

    /// Splits a text into words; together they are the text.
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let breaks: Vec<usize> = self.segmenter.segment_str(text).collect();
        let mut cuts = Vec::with_capacity(breaks.len());
        let mut at = 0;
        let mut waiting = breaks.iter().copied().peekable();
        for (start, _) in text.char_indices() {
            if start < at {
                continue;
            }
            // Breaks inside what is kept whole are passed over.
            while waiting.next_if(|found| *found < start).is_some() {}
            let whole = self.whole(text, start, &breaks);
            let ended = start == at && at > 0;
            if whole.is_some() || ended || waiting.peek() == Some(&start) {
                cuts.push(start);
            }
            at = whole.unwrap_or(at);
        }
        cuts.push(text.len());
        cuts.dedup();
        // What only bends a verb belongs to it: 講じられた is one word.
        let word =
            |cut: &[usize]| cut.first().zip(cut.last()).and_then(|(start, end)| text.get(*start..*end));
        let inside: BTreeSet<usize> = cuts
            .windows(2)
            .filter(|cut| word(cut).is_some_and(bends_a_verb))
            .filter_map(|cut| cut.first().copied())
            .filter(|at| text.get(..*at).is_some_and(|before| before.ends_with(is_stem)))
            .collect();
        cuts.retain(|at| !inside.contains(at));
        cuts.windows(2).filter_map(|cut| text.get(*cut.first()?..*cut.last()?)).collect()
    }

    /// Returns the end of what is kept whole from a place on: a label, a run of katakana, or a term.
    fn whole(&self, text: &str, at: usize, breaks: &[usize]) -> Option<usize> {
        let is_break = |at: usize| breaks.binary_search(&at).is_ok();
        let term = if is_break(at) { self.term(text, at).filter(|end| is_break(*end)) } else { None };
        label::end(text, at).into_iter().chain(label::katakana(text, at)).chain(term).max()
    }

    /// Returns the end of the longest term from a place on.
    fn term(&self, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let terms = self.terms.get(&rest.chars().next()?.to_ascii_lowercase())?;
        let is_here = |term: &&String| rest.get(..term.len()).is_some_and(|it| it.eq_ignore_ascii_case(term));
        terms.iter().find(is_here).map(|term| at + term.len())
    }
}

/// Words of both texts that correspond, or words of one or both that do not.
#[derive(Clone, Debug)]
struct Group {
    changed: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Pairs equal words and joins changes that nearly touch.
fn grouped(old: &[String], new: &[String]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (old, new) = (op.old_range(), op.new_range());
        groups.push(Group { changed: !matches!(op, DiffOp::Equal { .. }), old, new });
    }
    slide(&mut groups, old, new);
    let mut joined: Vec<Group> = Vec::new();
    let mut waiting = groups.into_iter().peekable();
    while let Some(group) = waiting.next() {
        let slight = !group.changed && old.get(group.old.clone()).is_some_and(is_slight);
        let between = (joined.last_mut().filter(|it| it.changed), waiting.peek());
        match between {
            // Between two changes on both sides; between two insertions the old text would be marked for nothing.
            (Some(before), Some(after)) if slight && both(before, after) => {
                before.old.end = after.old.end;
                before.new.end = after.new.end;
                waiting.next();
            }
            (Some(before), _) if group.changed => {
                before.old.end = group.old.end;
                before.new.end = group.new.end;
            }
            _ => joined.push(group),
        }
    }
    joined
}

/// Moves what only one text has to where it begins with a sentence, if words of the same kind around it allow that:
/// of 「A。B。」 against 「A。」 it is 「B。」 and not 「。B」 that is gone.
fn slide(groups: &mut [Group], old: &[String], new: &[String]) {
    for at in 1..groups.len() {
        let Some([before, group, rest @ ..]) = groups.get_mut(at - 1..) else { continue };
        let (words, range) =
            if group.new.is_empty() { (old, group.old.clone()) } else { (new, group.new.clone()) };
        let one_sided = group.changed && (group.old.is_empty() || group.new.is_empty());
        if !one_sided || before.changed {
            continue;
        }
        let begins =
            |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|it| ends_sentence(it));
        let after = rest.first_mut().filter(|it| !it.changed);
        let room = after.as_ref().map_or(0, |it| it.old.len());
        let same = |shift: usize| words.get(range.start + shift) == words.get(range.end + shift);
        let reach = (0..room).take_while(|shift| same(*shift)).count();
        let Some(shift) = (1..=reach).find(|shift| begins(range.start + shift)) else { continue };
        if begins(range.start) {
            continue;
        }
        for side in [&mut group.old, &mut group.new] {
            side.start += shift;
            side.end += shift;
        }
        before.old.end += shift;
        before.new.end += shift;
        if let Some(after) = after {
            after.old.start += shift;
            after.new.start += shift;
        }
    }
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with(['。', '\n', '.', ';'])
}

fn both(before: &Group, after: &Group) -> bool {
    let old = !before.old.is_empty() || !after.old.is_empty();
    let new = !before.new.is_empty() || !after.new.is_empty();
    old && new
}

/// Says whether so little stands between two marks that one mark reads better.
fn is_slight(words: &[String]) -> bool {
    let all = words.iter().flat_map(|word| word.chars());
    let visible = all.clone().filter(|c| !c.is_whitespace()).count();
    visible <= SLIGHT && all.clone().all(|c| c != '\n' && c != '。')
}

/// Puts marked words together to pieces, text by text.
fn pieces(texts: &[&str], words: &[String], marks: &[bool]) -> Vec<Vec<Piece>> {
    let mut marked = words.iter().zip(marks);
    let one = |text: &&str| {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut left = text.len();
        while left > 0 {
            let Some((word, changed)) = marked.next() else { break };
            left = left.saturating_sub(word.len());
            match pieces.last_mut().filter(|piece| piece.changed == *changed) {
                Some(piece) => piece.text.push_str(word),
                None => pieces.push(Piece { changed: *changed, text: word.clone() }),
            }
        }
        pieces
    };
    texts.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
