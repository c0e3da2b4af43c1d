//! What is looked through: the parts of each document as they are shown and as words are looked for in them.

use crate::fold;
use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Listed, Modality};
use crate::markdown;
use crate::view::Library;
use crate::view::document::{self, Document, Force, Names};

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its title.
    Title,
    /// What else it is called.
    Name,
    /// How it is cited, and its id.
    Cite,
    /// What it says.
    Text,
    /// What the requirements are called that it meets.
    Serves,
    /// The questions by which it is tested.
    Tests,
    /// What the reader should know of it.
    Note,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 7] =
        [Field::Title, Field::Name, Field::Cite, Field::Text, Field::Serves, Field::Tests, Field::Note];

    /// Returns its name in files.
    pub fn word(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Name => "name",
            Field::Cite => "cite",
            Field::Text => "text",
            Field::Serves => "requirement",
            Field::Tests => "question",
            Field::Note => "note",
        }
    }

    /// Returns how much a word in it counts, of a hundred.
    pub fn weight(self) -> u64 {
        match self {
            Field::Title => 140,
            Field::Name => 100,
            Field::Cite => 80,
            Field::Serves => 70,
            Field::Text => 65,
            Field::Note => 40,
            Field::Tests => 30,
        }
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub field: Field,
    /// The language in which it is written; none of names and citations, which know no language.
    pub lang: Option<Lang>,
    /// The words as they are shown.
    pub text: String,
    /// The form in which words are looked for.
    pub folded: String,
}

/// What ranking and lists need to know of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What sort of thing.
    pub kind: Listed,
    /// Its id.
    pub id: String,
    /// The id of its instrument.
    pub instrument: String,
    /// The word of its status.
    pub status: String,
    /// The word of its modality.
    pub modality: String,
    /// Its market.
    pub market: String,
    /// Its themes.
    pub themes: Vec<String>,
    /// How far it counts today.
    pub force: Force,
    /// Whether it stands in what binds by law.
    pub binding: bool,
    /// How it is cited.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// The requirements that it meets, by their places.
    pub serves: Vec<usize>,
    /// How much it counts beside others, of a hundred.
    pub worth: u64,
}

/// All documents.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The documents in the order of the base.
    pub documents: Vec<Document>,
    /// The names of each term.
    pub names: Vec<Names>,
    /// What the requirements are called.
    pub requirements: Vec<Bilingual>,
    /// The questions of the facts.
    pub facts: Vec<Bilingual>,
}

impl Corpus {
    /// Gathers the documents of a base.
    pub fn new(library: &Library<'_>) -> Self {
        Self {
            documents: document::documents(library),
            names: document::names(library),
            requirements: library.requirements.iter().map(|it| it.title.clone()).collect(),
            facts: library.facts.iter().map(|it| it.ask.clone()).collect(),
        }
    }

    /// Returns what is known of a document in brief.
    pub fn entry(it: &Document) -> Entry {
        Entry {
            kind: it.kind,
            id: it.id.clone(),
            instrument: it.instrument.clone().unwrap_or_default(),
            status: it.status.map(|it| it.word().to_owned()).unwrap_or_default(),
            modality: it.modality.map(|it| it.word().to_owned()).unwrap_or_default(),
            market: it.market.clone().unwrap_or_default(),
            themes: it.themes.clone(),
            force: it.force,
            binding: it.binding,
            cite: it.cite.clone().unwrap_or_default(),
            title: it.title.clone(),
            serves: it.serves.clone(),
            worth: worth(it),
        }
    }

    /// Returns the parts of a document, those that count most first.
    pub fn parts(&self, it: &Document) -> Vec<Part> {
        let mut parts = Vec::new();
        let both = |field, text: &Bilingual, parts: &mut Vec<Part>| {
            for lang in Lang::ALL {
                push(parts, field, Some(lang), &markdown::words(text.get(lang)));
            }
        };
        both(Field::Title, &it.title, &mut parts);
        push(&mut parts, Field::Name, None, &it.names.join(" / "));
        let cite = it.cite.iter().flat_map(|it| [it.ja.as_str(), it.en.as_str()]);
        push(&mut parts, Field::Cite, None, &cite.chain([it.id.as_str()]).collect::<Vec<_>>().join(" / "));
        both(Field::Text, &it.text, &mut parts);
        if it.kind == Listed::Provisions {
            for title in it.serves.iter().filter_map(|place| self.requirements.get(*place)) {
                both(Field::Serves, title, &mut parts);
            }
        }
        for ask in it.tests.iter().filter_map(|place| self.facts.get(*place)) {
            both(Field::Tests, ask, &mut parts);
        }
        if let Some(note) = &it.note {
            both(Field::Note, note, &mut parts);
        }
        parts
    }
}

fn push(parts: &mut Vec<Part>, field: Field, lang: Option<Lang>, text: &str) {
    if !text.is_empty() {
        let folded = fold::text_of(&fold::searched(text));
        parts.push(Part { field, lang, text: text.to_owned(), folded });
    }
}

/// Returns how much a document counts beside others that hold the same words, of a hundred: provisions before what
/// explains them, what is read today before what was, what demands something before definitions, and the texts that the
/// base is made for before their neighbours.
fn worth(it: &Document) -> u64 {
    let force = match it.force {
        Force::Current => 100,
        Force::Upcoming => 92,
        Force::Draft => 70,
        Force::Former => 50,
    };
    let sort = match (it.kind, it.modality) {
        (Listed::Provisions, Some(Modality::Informative)) => 85,
        (Listed::Provisions, _) => 100,
        (Listed::Devices | Listed::Codes, _) => 10,
        (Listed::Facts | Listed::Findings, _) => 20,
        (_, _) => 25,
    };
    let main = if it.main { 150 } else { 100 };
    force * sort * main / 10_000
}
