//! What can be found by its words: each thing of the base that people look for, with all that is said of it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::Code;
use crate::lang::Bilingual;
use crate::lexicon::{Binding, Listed, Modality, Standing, Status};
use crate::model::{Device, InstrumentIdx};

use super::Library;
use super::brief::Brief;
use super::instrument::Instrument;
use super::vocabulary::Term;

/// How far a text counts today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
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

impl Force {
    /// All of them, in the order of what counts most; files name them by their places in it.
    pub const ALL: [Force; 4] = [Force::Current, Force::Upcoming, Force::Draft, Force::Former];

    /// Returns its place among all.
    pub fn place(self) -> usize {
        Self::ALL.iter().take_while(|it| **it != self).count()
    }

    /// Returns what must be said of what does not count today as it stands; none where the status of its edition says it.
    pub fn title(self) -> Option<Bilingual> {
        match self {
            Self::Current | Self::Draft => None,
            Self::Upcoming => Some(Standing::Upcoming.title()),
            Self::Former => Some(Standing::Ended.title()),
        }
    }
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
    /// Whether it stands in a text that the base is made for.
    pub main: bool,
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
    /// The requirements that it meets, by its parts if not by itself, by their places in the library.
    pub serves: Vec<usize>,
    /// The facts that it tests, by their places in the library.
    pub tests: Vec<usize>,
}

/// What a term is called: whoever types one name may mean another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Names {
    /// Its names in both languages, without the text in brackets that tells it from others of the name.
    pub names: Vec<String>,
    /// Its reading, which no text has.
    pub reading: Option<String>,
}

/// Returns what can be found: provisions of all editions that say something of their own first.
pub fn documents(library: &Library<'_>) -> Vec<Document> {
    let instruments: BTreeMap<&str, &Instrument> =
        library.instruments.iter().map(|it| (it.id.as_str(), it)).collect();
    let serves = serves(library);
    let current = |it: &Brief<'_>| {
        let instrument = instruments.get(it.instrument)?;
        Some(instrument.current.as_deref()? == edition_of(it.id))
    };
    // What a current edition takes over unchanged is found there.
    let taken_over: BTreeSet<&str> = library
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
            let serves = serves.get(it.id).map(|all| all.iter().copied().collect()).unwrap_or_default();
            provision(library, it, instruments.get(it.instrument).copied(), current(it) == Some(true), serves)
        })
        .collect();
    all.extend(library.instruments.iter().map(|it| instrument(library, it)));
    all.extend(vocabulary(library));
    all.extend(titled(library));
    all
}

/// Returns the requirements that each provision meets by its pinned id; what meets none meets those of its parts.
fn serves<'a>(library: &'a Library<'_>) -> BTreeMap<&'a str, BTreeSet<usize>> {
    let mut own: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (place, it) in library.requirements.iter().enumerate() {
        for id in it.provisions.iter().chain(&it.elsewhere) {
            own.entry(id).or_default().insert(place);
        }
    }
    let mut all = own.clone();
    let ids: BTreeSet<&str> = library.briefs.iter().map(|it| it.id).collect();
    for (id, places) in &own {
        let mut above = parent(id);
        while let Some(it) = above {
            if let Some(known) = ids.get(it).filter(|known| !own.contains_key(*known)) {
                all.entry(known).or_default().extend(places);
            }
            above = parent(it);
        }
    }
    all
}

/// Returns the pinned id of the place above another, which need not exist.
fn parent(id: &str) -> Option<&str> {
    let (above, _) = id.rsplit_once(['.', '-'])?;
    above.contains(':').then_some(above)
}

/// Returns the names of each term.
pub fn names(library: &Library<'_>) -> Vec<Names> {
    let of = |it: &Term| Names { names: called(it), reading: it.reading.clone() };
    library.terms.iter().map(of).collect()
}

/// Returns what a term is called in both languages, without what tells it from others of the name.
fn called(it: &Term) -> Vec<String> {
    let names = [&it.name.ja, &it.name.en].into_iter().chain(&it.also.ja).chain(&it.also.en);
    let bare = |name: &String| {
        let open = name.trim_end().strip_suffix(['）', ')']).and_then(|_| name.rfind(['（', '(']));
        open.and_then(|at| name.get(..at)).unwrap_or(name).trim().to_owned()
    };
    let mut all: Vec<String> = Vec::new();
    for name in names.chain(&it.avoid.ja).chain(&it.avoid.en).map(bare) {
        if !name.is_empty() && !all.contains(&name) {
            all.push(name);
        }
    }
    all
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
        main: instrument.is_some_and(|it| library.is_main(&it.id)),
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
        main: false,
        cite: None,
        title: title.clone(),
        names: Vec::new(),
        text: text.clone(),
        note: None,
        serves: Vec::new(),
        tests: Vec::new(),
    }
}

fn instrument(library: &Library<'_>, it: &Instrument) -> Document {
    let editions = it.editions.iter().filter_map(|edition| edition.title.as_ref());
    let titles = editions.flat_map(|it| [it.ja.clone(), it.en.clone()]);
    Document {
        instrument: Some(it.id.clone()),
        market: Some(it.jurisdiction.clone()),
        binding: it.binding == Binding::Mandatory,
        main: library.is_main(&it.id),
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
    let terms = library.terms.iter().map(|it| Document {
        names: called(it),
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
    let base = library.base();
    let products = base.devices.iter().filter(|it| is_example(it));
    all.extend(products.map(|it| thing(Listed::Devices, &it.id, &it.title, &none)));
    all.extend(Code::ALL.iter().map(|it| Document {
        names: vec![it.slug().to_owned()],
        ..thing(Listed::Codes, it.number(), &it.title(), &none)
    }));
    all
}

/// Of so many texts a product must have verdicts to be an example of one; others show a single rule.
const TEXTS_OF_AN_EXAMPLE: usize = 3;

/// Says whether a product is an example of one, and does not stand for the case of a single rule.
fn is_example(it: &Device) -> bool {
    let of: BTreeSet<InstrumentIdx> = it.expect.iter().map(|expected| expected.of.instrument).collect();
    of.len() >= TEXTS_OF_AN_EXAMPLE
}
