//! Where documents are kept while they are looked through.

use crate::view::document::Names;

use super::corpus::{Corpus, Entry, Part};
use super::needle::is_latin;

/// What keeps documents.
pub trait Store {
    /// Returns how many there are.
    fn count(&self) -> usize;

    /// Returns the place of that with an id.
    fn place(&self, id: &str) -> Option<usize>;

    /// Returns what is known of one in brief.
    fn entry(&self, document: usize) -> Option<Entry>;

    /// Shows each document that may hold a needle, in order.
    fn holding(&self, needle: &str, each: &mut dyn FnMut(usize, &[Part]));

    /// Shows the parts of one.
    fn parts(&self, document: usize) -> Vec<Part>;

    /// Returns the names of each term.
    fn names(&self) -> Vec<Names>;

    /// Returns the words in Latin letters that begin with a letter.
    fn words(&self, first: char) -> Vec<String>;
}

/// Keeps everything in memory: what a text holds is seen by reading it.
#[derive(Debug)]
pub struct InMemory {
    entries: Vec<Entry>,
    parts: Vec<Vec<Part>>,
    names: Vec<Names>,
}

impl InMemory {
    /// Keeps the documents of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        Self {
            entries: corpus.documents.iter().map(Corpus::entry).collect(),
            parts: corpus.documents.iter().map(|it| corpus.parts(it)).collect(),
            names: corpus.names.clone(),
        }
    }
}

impl Store for InMemory {
    fn count(&self) -> usize {
        self.entries.len()
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|it| it.id == id)
    }

    fn entry(&self, document: usize) -> Option<Entry> {
        self.entries.get(document).cloned()
    }

    fn holding(&self, needle: &str, each: &mut dyn FnMut(usize, &[Part])) {
        for (document, parts) in self.parts.iter().enumerate() {
            if parts.iter().any(|part| part.folded.contains(needle)) {
                each(document, parts);
            }
        }
    }

    fn parts(&self, document: usize) -> Vec<Part> {
        self.parts.get(document).cloned().unwrap_or_default()
    }

    fn names(&self) -> Vec<Names> {
        self.names.clone()
    }

    fn words(&self, first: char) -> Vec<String> {
        let folded = self.parts.iter().flatten().map(|part| part.folded.as_str());
        let mut all: Vec<String> = folded.flat_map(|text| words_of(text, first)).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// Returns the words in Latin letters of a text in its normal form that begin with a letter.
pub(super) fn words_of(text: &str, first: char) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !is_latin(c));
    let is_plain = |word: &str| word.len() > 3 && word.bytes().all(|it| it.is_ascii_lowercase());
    words.filter(move |word| word.starts_with(first) && is_plain(word)).map(str::to_owned)
}
