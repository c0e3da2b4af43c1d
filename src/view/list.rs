//! What `kijun list` answers: an array for each kind.

use crate::diag::Code;
use crate::lang::Bilingual;
use crate::lexicon::{Binding, FactKind, InstrumentKind, Modality, Severity, Standing, Status};
use crate::model::{Edition, EditionIdx, Fact, Instrument, InstrumentIdx, ProvisionIdx};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, Paper};
use super::dates::DateEntry;
use super::day::Day;

/// A list.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum List {
    /// Of provisions.
    Provisions(Vec<Entry>),
    /// Of instruments.
    Instruments(Vec<InstrumentEntry>),
    /// Of editions.
    Editions(Vec<EditionEntry>),
    /// Of facts.
    Facts(Vec<FactEntry>),
    /// Of diagnostics.
    Codes(Vec<CodeEntry>),
    /// Of dates.
    Dates(Vec<DateEntry>),
    /// Of anything that has an id and a title.
    Titled(Vec<Titled>),
}

/// One provision of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// The pinned id.
    pub id: String,
    /// How strongly it speaks.
    pub modality: Modality,
    /// The status of the edition.
    pub status: Status,
    /// Its title.
    pub title: Bilingual,
    /// Its first day; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
    /// What sort of text it stands in.
    #[serde(skip)]
    pub kind: InstrumentKind,
}

/// One instrument of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InstrumentEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// Country code, `EU` or `INT`.
    pub jurisdiction: String,
    /// Whether it binds by law.
    pub binding: Binding,
    /// Whether the edition that its id means is only a list of ids, whose tests are not here.
    pub ids_only: bool,
}

/// One edition of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EditionEntry {
    /// The pinned id.
    pub id: String,
    /// The title of the instrument.
    pub title: Bilingual,
    /// Where it stands.
    pub status: Status,
    /// Its first day.
    pub from: FirstDay,
    /// Where it stands on the as-of date.
    pub standing: Standing,
    /// The paper in which it stands where it is no law yet: kind, issuer and link are those of the paper; null of law.
    pub paper: Option<Paper>,
    /// Whether it is only a list of ids, whose tests are not here.
    pub ids_only: bool,
    /// What sort of text the instrument is.
    #[serde(skip)]
    pub kind: InstrumentKind,
}

/// A first day that may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FirstDay {
    /// It is known.
    Known(Day),
    /// It is not.
    Unknown(Unknown),
}

/// The word for a day that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// Not known.
    Unknown,
}

/// One fact of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FactEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// What it ranges over.
    #[serde(rename = "type")]
    pub kind: FactKind,
}

/// One diagnostic of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CodeEntry {
    /// Its number: `KJ2001`.
    pub id: &'static str,
    /// What it reports.
    pub title: Bilingual,
    /// Its name: `unknown-id`.
    pub slug: &'static str,
    /// How bad it is, where the manifest says nothing else.
    pub severity: Severity,
}

/// Anything that has an id and a title.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Titled {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
}

/// Returns the provisions of editions, inherited ones included, void numbers left out.
pub fn provisions(kb: Base<'_>, editions: &[EditionIdx]) -> List {
    let all = editions.iter().flat_map(|edition| &kb.kb.editions[*edition].provisions);
    List::Provisions(all.map(|idx| entry(kb, *idx)).collect())
}

/// Returns one provision of a list.
pub(super) fn entry(kb: Base<'_>, idx: ProvisionIdx) -> Entry {
    let provision = &kb.provisions[idx];
    Entry {
        id: provision.id.clone(),
        modality: provision.body.modality,
        status: kb.editions[provision.edition].status,
        title: provision.body.title.clone(),
        from: provision.from.date().map(Day::from),
        until: provision.until.map(Day::from),
        kind: kb.instruments[provision.instrument].kind,
    }
}

/// Returns all instruments.
pub fn instruments(kb: Base<'_>) -> List {
    let is_list = |idx| kb.current_edition(idx).is_some_and(|it| kb.editions[it].ids_only.is_some());
    let entry = |(idx, it): (InstrumentIdx, &Instrument)| InstrumentEntry {
        id: it.id.clone(),
        title: it.title.clone(),
        kind: it.kind,
        jurisdiction: it.jurisdiction.clone(),
        binding: it.binding,
        ids_only: is_list(idx),
    };
    List::Instruments(kb.instruments.iter_enumerated().map(entry).collect())
}

/// Returns all editions.
pub fn editions(kb: Base<'_>) -> List {
    let entry = |(idx, it): (EditionIdx, &Edition)| EditionEntry {
        id: kb.edition_id(idx),
        title: kb.instruments[it.instrument].title.clone(),
        status: it.status,
        from: it.from.date().map_or(FirstDay::Unknown(Unknown::Unknown), |date| FirstDay::Known(date.into())),
        standing: it.standing(kb.as_of),
        paper: citation::paper(kb, idx),
        ids_only: it.ids_only.is_some(),
        kind: kb.instruments[it.instrument].kind,
    };
    List::Editions(kb.editions.iter_enumerated().map(entry).collect())
}

/// Returns all facts, open limbs last.
pub fn facts(kb: Base<'_>) -> List {
    let entry = |it: &Fact| FactEntry { id: it.id.clone(), title: it.title.clone(), kind: it.ty.kind() };
    List::Facts(kb.facts.iter().map(entry).collect())
}

/// Returns all diagnostics.
pub fn codes() -> List {
    List::Codes(Code::ALL.iter().map(|it| described(*it)).collect())
}

/// Returns the diagnostic with a number or name.
pub(super) fn code(id: &str) -> Option<CodeEntry> {
    Code::parse(id).map(described)
}

fn described(code: Code) -> CodeEntry {
    CodeEntry { id: code.number(), title: code.title(), slug: code.slug(), severity: code.row().severity }
}
