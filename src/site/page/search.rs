//! What the search of a browser looks through: every document with its texts, in both languages, as scripts.
//!
//! The script that reads them is `site/styles/search.js`; it ranks as `search` does.

use std::io;

use indexmap::IndexSet;
use serde::Serialize;
use serde_json::{Value, json};

use crate::artifact::Sink;
use crate::id::Id;
use crate::lang::Bilingual;
use crate::lexicon::{Listed, Modality, Status};
use crate::markdown;
use crate::search::Corpus;
use crate::site::route::{self, Section};
use crate::site::template;
use crate::view::Library;
use crate::view::document::{Document, Force, Names};

use super::part::Link;
use super::{Cx, Page};

/// So many documents stand in one file.
const SHARD: usize = 2500;

#[derive(Serialize)]
struct View {
    covered: Vec<Covered>,
}

/// What there is of a sort, and where it is listed.
#[derive(Serialize)]
struct Covered {
    index: Link,
    count: usize,
}

/// Returns the page; without scripts it leads to the lists of what can be found.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let (library, t) = (cx.library, &cx.t);
    let sections = [
        (Section::Instruments, t.instruments, library.instruments.len()),
        (Section::Instruments, t.search_provisions, library.briefs.len()),
        (Section::Requirements, t.requirements, library.requirements.len()),
        (Section::Glossary, t.glossary, library.terms.len()),
        (Section::Facts, t.facts, library.facts.len()),
        (Section::Findings, t.findings, library.findings.len()),
        (Section::Tables, t.tables, library.tables.len()),
    ];
    let covered = |(section, text, count): (Section, &str, usize)| Covered {
        index: Link { href: Some(section.address().to_owned()), text: text.to_owned() },
        count,
    };
    Page {
        lang: cx.lang,
        address: route::SEARCH.to_owned(),
        section: Section::Home,
        title: t.search.to_owned(),
        description: t.search_lead.to_owned(),
        mark: String::new(),
        template: "search.html",
        body: template::body(View { covered: sections.into_iter().map(covered).collect() }),
    }
}

/// What the documents refer to by place.
#[derive(Serialize)]
struct Head<'a> {
    /// How many documents there are, and in how many files.
    count: usize,
    shards: usize,
    /// `[word, ja, en]`.
    kinds: Vec<[String; 3]>,
    statuses: Vec<[String; 3]>,
    modalities: Vec<[String; 3]>,
    /// What is said of what counts so far, in the order of `Force`; `["", ja, en]`.
    forces: Vec<[String; 3]>,
    themes: Vec<[&'a str; 3]>,
    markets: Vec<[&'a str; 3]>,
    /// `[id, market, whether it binds (1) and whether the base is made for it (2), ja, en]`.
    instruments: Vec<Value>,
    /// `[pinned id, place of the instrument]`.
    editions: Vec<(&'a str, usize)>,
    /// For each requirement the place of its theme, or -1.
    #[serde(rename = "themeOf")]
    theme_of: Vec<i64>,
    /// The places of the first requirement and the first fact among the documents.
    requirements: usize,
    facts: usize,
    names: &'a [Names],
}

/// The kinds, statuses and modalities of the documents.
const KINDS: [Listed; 8] = [
    Listed::Provisions,
    Listed::Instruments,
    Listed::Requirements,
    Listed::Terms,
    Listed::Facts,
    Listed::Findings,
    Listed::Tables,
    Listed::Devices,
];

/// Writes the scripts with the documents, for both languages.
pub(in crate::site) fn data(library: &Library<'_>, sink: &dyn Sink) -> io::Result<()> {
    let corpus = Corpus::new(library);
    let head = head(library, &corpus);
    let editions: IndexSet<&str> = head.editions.iter().map(|(id, _)| *id).collect();
    for (number, documents) in corpus.documents.chunks(SHARD).enumerate() {
        sink.write(&path(number), &mut |out| {
            if number == 0 {
                out.write_all(b"kijunFind.head(")?;
                serde_json::to_writer(&mut *out, &head)?;
                out.write_all(b");\n")?;
            }
            write!(out, "kijunFind.add({},[", number * SHARD)?;
            for (place, it) in documents.iter().enumerate() {
                out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &row(library, &editions, it))?;
            }
            out.write_all(b"]);\n")
        })?;
    }
    Ok(())
}

/// Returns the path of a file with documents.
fn path(number: usize) -> String {
    format!("assets/search.{number}.js")
}

fn triple(word: &str, title: Bilingual) -> [String; 3] {
    [word.to_owned(), title.ja, title.en]
}

fn head<'a>(library: &'a Library<'_>, corpus: &'a Corpus) -> Head<'a> {
    let first = |kind: Listed| corpus.documents.iter().position(|it| it.kind == kind).unwrap_or(0);
    let mut markets: Vec<[&str; 3]> = Vec::new();
    for it in &library.instruments {
        let title = &it.jurisdiction_title;
        if markets.iter().all(|[id, ..]| *id != it.jurisdiction) {
            markets.push([&it.jurisdiction, &title.ja, &title.en]);
        }
    }
    let instruments = library.instruments.iter();
    let editions = instruments
        .clone()
        .enumerate()
        .flat_map(|(place, it)| it.editions.iter().map(move |edition| (edition.id.as_str(), place)));
    let binds = crate::lexicon::Binding::Mandatory;
    let theme = |it: &Option<String>| {
        let place = library.themes.iter().position(|theme| Some(&theme.id) == it.as_ref());
        place.and_then(|it| i64::try_from(it).ok()).unwrap_or(-1)
    };
    Head {
        count: corpus.documents.len(),
        shards: corpus.documents.len().div_ceil(SHARD),
        kinds: kinds().map(|it| triple(it.word(), it.title())).collect(),
        statuses: Status::ALL.iter().map(|it| triple(it.word(), it.title())).collect(),
        modalities: Modality::ALL.iter().map(|it| triple(it.word(), it.title())).collect(),
        forces: Force::ALL.map(|it| triple("", it.title().unwrap_or_default())).to_vec(),
        themes: library.themes.iter().map(|it| [it.id.as_str(), &it.title.ja, &it.title.en]).collect(),
        instruments: instruments
            .map(|it| {
                let binding = u8::from(it.binding == binds) + 2 * u8::from(library.is_main(&it.id));
                json!([it.id, it.jurisdiction, binding, it.title.ja, it.title.en])
            })
            .collect(),
        editions: editions.collect(),
        theme_of: library.requirements.iter().map(|it| theme(&it.theme)).collect(),
        requirements: first(Listed::Requirements),
        facts: first(Listed::Facts),
        markets,
        names: &corpus.names,
    }
}

fn kinds() -> impl Iterator<Item = Listed> {
    KINDS.into_iter().chain([Listed::Codes])
}

/// Returns a document: `[code, id, place, title ja, en, citation ja, en, text ja, en, note ja, en, requirements, facts, names]`,
/// without the empty values at its end.
fn row(library: &Library<'_>, editions: &IndexSet<&str>, it: &Document) -> Value {
    let kind = kinds().position(|kind| kind == it.kind).unwrap_or(0);
    let status = Status::ALL.iter().position(|status| Some(*status) == it.status).map_or(0, |it| it + 1);
    let modality = Modality::ALL.iter().position(|word| Some(*word) == it.modality).map_or(0, |it| it + 1);
    let code = ((kind * 8 + status) * 16 + modality) * 4 + it.force.place();
    let (id, place) = if it.kind == Listed::Provisions {
        let edition = it.id.split_once(':').map_or("", |(edition, _)| edition);
        (Id::parse(&it.id).locator.unwrap_or_default(), editions.get_index_of(edition))
    } else {
        (it.id.as_str(), library.instruments.iter().position(|of| Some(&of.id) == it.instrument.as_ref()))
    };
    let none = Bilingual::default();
    let mut cells = vec![json!(code), json!(id), json!(place.unwrap_or(0))];
    let cite = it.cite.as_ref().unwrap_or(&none);
    let known = it.note.as_ref().unwrap_or(&none);
    for text in [&it.title, cite, &it.text, known] {
        cells.extend([json!(markdown::words(&text.ja)), json!(markdown::words(&text.en))]);
    }
    cells.extend([json!(it.serves), json!(it.tests), json!(it.names)]);
    while cells.last().is_some_and(|it| it.as_str() == Some("") || it.as_array().is_some_and(Vec::is_empty)) {
        cells.pop();
    }
    let short = |it: Value| if it.as_array().is_some_and(Vec::is_empty) { json!(0) } else { it };
    Value::Array(cells.into_iter().map(short).collect())
}
