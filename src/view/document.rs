//! What can be found by its words: each thing of the base that people look for, with all that is said of it.

use std::collections::BTreeMap;

use crate::diag::Code;
use crate::lang::Bilingual;
use crate::lexicon::{Binding, Listed, Modality, Standing, Status};

use super::Library;
use super::brief::Brief;
use super::instrument::Instrument;

/// How far a text counts today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// It is what is read today.
    Current,
    /// It is made, and begins later.
    Upcoming,
    /// It is only a draft.
    Draft,
    /// It is over.
    Former,
}

/// A thing that can be found.
#[derive(Clone, Debug)]
pub struct Document {
    /// What sort of thing.
    pub kind: Listed,
    /// Its id, pinned where it has editions.
    pub id: String,
    /// The id of its instrument.
    pub instrument: Option<String>,
    /// The status of its edition.
    pub status: Option<Status>,
    /// How strongly it speaks.
    pub modality: Option<Modality>,
    /// The market of its instrument.
    pub market: Option<String>,
    /// Ids of its themes.
    pub themes: Vec<String>,
    /// How far it counts today.
    pub force: Force,
    /// Whether it stands in what binds by law.
    pub binding: bool,
    /// How it is cited.
    pub cite: Option<Bilingual>,
    /// Its title.
    pub title: Bilingual,
    /// What else it is called.
    pub names: Vec<String>,
    /// What it says; Markdown.
    pub text: Bilingual,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// The requirements that it meets, by their places in the library.
    pub serves: Vec<usize>,
    /// The facts that it tests, by their places in the library.
    pub tests: Vec<usize>,
}

/// What a term is called, in both languages, by its reading and otherwise: whoever types one may mean another.
pub type Names = Vec<String>;

/// Returns what can be found: provisions of all editions that say something of their own first.
pub fn documents(library: &Library<'_>) -> Vec<Document> {
    let instruments: BTreeMap<&str, &Instrument> =
        library.instruments.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut serves: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, it) in library.requirements.iter().enumerate() {
        for id in it.provisions.iter().chain(&it.elsewhere) {
            serves.entry(id).or_default().push(place);
        }
    }
    let current = |it: &Brief<'_>| {
        let instrument = instruments.get(it.instrument)?;
        Some(instrument.current.as_deref()? == edition_of(it.id))
    };
    // What a current edition takes over unchanged is found there.
    let taken_over: std::collections::BTreeSet<&str> = library
        .briefs
        .iter()
        .filter(|it| current(it) == Some(true))
        .filter_map(|it| it.inherited_from)
        .collect();
    let own = library.briefs.iter().filter(|it| {
        current(it) == Some(true) || (it.inherited_from.is_none() && !taken_over.contains(it.id))
    });
    let mut all: Vec<Document> = own
        .map(|it| {
            let serves = serves.get(it.id).cloned().unwrap_or_default();
            provision(library, it, instruments.get(it.instrument).copied(), current(it) == Some(true), serves)
        })
        .collect();
    all.extend(library.instruments.iter().map(instrument));
    all.extend(vocabulary(library));
    all.extend(titled(library));
    all
}

/// Returns the names of each term.
pub fn names(library: &Library<'_>) -> Vec<Names> {
    let of = |it: &super::vocabulary::Term| {
        let names = [&it.name.ja, &it.name.en].into_iter().chain(&it.also.ja).chain(&it.also.en);
        names.chain(&it.avoid.ja).chain(&it.avoid.en).chain(&it.reading).cloned().collect()
    };
    library.terms.iter().map(of).collect()
}

/// Returns the pinned id of the edition in which a provision stands.
fn edition_of(id: &str) -> &str {
    id.split_once(':').map_or(id, |(edition, _)| edition)
}

fn provision(
    library: &Library<'_>,
    it: &Brief<'_>,
    instrument: Option<&Instrument>,
    is_current: bool,
    serves: Vec<usize>,
) -> Document {
    let requirements = serves.iter().filter_map(|place| library.requirements.get(*place));
    let mut themes: Vec<String> = requirements.filter_map(|it| it.theme.clone()).collect();
    themes.sort();
    themes.dedup();
    Document {
        kind: Listed::Provisions,
        id: it.id.to_owned(),
        instrument: Some(it.instrument.to_owned()),
        status: Some(it.status),
        modality: Some(it.modality),
        market: instrument.map(|it| it.jurisdiction.clone()),
        themes,
        force: force(it.status, it.standing, is_current),
        binding: instrument.is_some_and(|it| it.binding == Binding::Mandatory),
        cite: Some(it.cite.clone()),
        title: it.title.clone(),
        names: Vec::new(),
        text: it.text.clone(),
        note: joined([it.verification, it.note]),
        serves,
        tests: library.tested(it.id),
    }
}

fn force(status: Status, standing: Standing, is_current: bool) -> Force {
    match standing {
        _ if status.is_draft() => Force::Draft,
        Standing::Ended => Force::Former,
        _ if status.is_past() || (!is_current && standing == Standing::Begun) => Force::Former,
        Standing::Upcoming => Force::Upcoming,
        Standing::Begun | Standing::Continues => Force::Current,
    }
}

fn joined(parts: [Option<&Bilingual>; 2]) -> Option<Bilingual> {
    let mut parts = parts.into_iter().flatten();
    let first = parts.next()?.clone();
    Some(
        parts.fold(first, |all, it| {
            Bilingual::from_fn(|lang| format!("{}\n\n{}", all.get(lang), it.get(lang)))
        }),
    )
}

/// Returns a thing of the base that is no part of a text.
fn thing(kind: Listed, id: &str, title: &Bilingual, text: &Bilingual) -> Document {
    Document {
        kind,
        id: id.to_owned(),
        instrument: None,
        status: None,
        modality: None,
        market: None,
        themes: Vec::new(),
        force: Force::Current,
        binding: false,
        cite: None,
        title: title.clone(),
        names: Vec::new(),
        text: text.clone(),
        note: None,
        serves: Vec::new(),
        tests: Vec::new(),
    }
}

fn instrument(it: &Instrument) -> Document {
    let editions = it.editions.iter().filter_map(|edition| edition.title.as_ref());
    let titles = editions.flat_map(|it| [it.ja.clone(), it.en.clone()]);
    Document {
        instrument: Some(it.id.clone()),
        market: Some(it.jurisdiction.clone()),
        binding: it.binding == Binding::Mandatory,
        names: it.aka.iter().cloned().chain(titles).collect(),
        note: it.note.clone(),
        ..thing(Listed::Instruments, &it.id, &it.title, &it.issuer)
    }
}

fn vocabulary<'a>(library: &'a Library<'_>) -> impl Iterator<Item = Document> + 'a {
    let requirements = library.requirements.iter().enumerate().map(|(place, it)| Document {
        themes: it.theme.iter().cloned().collect(),
        note: it.note.clone(),
        serves: vec![place],
        ..thing(Listed::Requirements, &it.id, &it.title, &it.text)
    });
    let terms = library.terms.iter().zip(names(library)).map(|(it, names)| Document {
        names,
        note: joined([it.differs.as_ref(), it.note.as_ref()]),
        ..thing(Listed::Terms, &it.id, &it.name, &it.text)
    });
    let facts = library
        .facts
        .iter()
        .map(|it| Document { note: it.note.clone(), ..thing(Listed::Facts, &it.id, &it.title, &it.ask) });
    let findings = library.findings.iter().map(|it| thing(Listed::Findings, &it.id, &it.title, &it.text));
    requirements.chain(terms).chain(facts).chain(findings)
}

/// Returns what is found by its title alone: tables, example products and diagnostics.
fn titled(library: &Library<'_>) -> Vec<Document> {
    let none = Bilingual::default();
    let mut all: Vec<Document> = Vec::new();
    all.extend(
        library
            .tables
            .iter()
            .map(|it| Document { note: it.note.clone(), ..thing(Listed::Tables, &it.id, &it.title, &none) }),
    );
    all.extend(library.base().devices.iter().map(|it| thing(Listed::Devices, &it.id, &it.title, &none)));
    all.extend(Code::ALL.iter().map(|it| Document {
        names: vec![it.slug().to_owned()],
        ..thing(Listed::Codes, it.number(), &it.title(), &none)
    }));
    all
}
