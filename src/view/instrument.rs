//! Instruments and their editions as the public JSON has them.

use crate::lang::Bilingual;
use crate::lexicon::{Authentic, Binding, InstrumentKind, Standing, Status};
use crate::logic::formula::Formula;
use crate::model::{self, EditionIdx, InstrumentIdx, Locator};
use crate::msg;
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, Paper, SourceRef};
use super::clause::{Clause, Place};
use super::day::{self, Day};
use super::reading::Mood;

/// A law, ordinance, guideline, standard or label scheme.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Other names.
    pub aka: Vec<String>,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// Country code, `EU` or `INT`.
    pub jurisdiction: String,
    /// Its name.
    #[serde(skip)]
    pub jurisdiction_title: Bilingual,
    /// Who issues it.
    pub issuer: Bilingual,
    /// Whether it binds by law.
    pub binding: Binding,
    /// The language of the authentic text.
    pub authentic: Authentic,
    /// Where the official text is.
    pub url: Option<String>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// The pinned id of the edition that an unpinned id means.
    pub current: Option<String>,
    /// Its editions, in the order of declaration.
    pub editions: Vec<Edition>,
}

/// For which products an edition goes on after its last day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Continuation {
    /// The products.
    pub products: Clause,
    /// Why it goes on for them.
    pub because: Bilingual,
}

/// Numbers that an edition has without a gap.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Numbering {
    /// The first locator.
    pub first: String,
    /// The last one.
    pub last: String,
}

/// One dated state of an instrument.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Edition {
    /// The pinned id: `jp.ter@2020`.
    pub id: String,
    /// Its own title.
    pub title: Option<Bilingual>,
    /// Its status.
    pub status: Status,
    /// Its first day; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
    /// Where it stands on the as-of date.
    pub standing: Standing,
    /// For which products it goes on afterwards; null for none.
    pub continues: Option<Continuation>,
    /// The pinned id of the edition that it amends.
    pub amends: Option<String>,
    /// What it applies to; null for everything.
    pub scope: Option<Clause>,
    /// The facts that its scope tests, and the products for which it goes on.
    #[serde(skip)]
    pub scope_facts: Vec<String>,
    /// Pinned ids of its provisions, inherited ones included.
    pub provisions: Vec<String>,
    /// Whether it is only a list of ids, whose tests are not here.
    pub ids_only: bool,
    /// The numbers that it has without a gap.
    pub numbering: Vec<Numbering>,
    /// Numbers that it keeps as void.
    pub voids: Vec<String>,
    /// The paper in which it stands where it is no law yet: kind, issuer and link are those of the paper; null of law.
    pub paper: Option<Paper>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Its provisions as people see them: with their depth, undeclared parents included.
    #[serde(skip)]
    pub outline: Vec<Branch>,
}

/// A line of the outline of an edition.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The pinned id.
    pub id: String,
    /// The locator.
    pub locator: String,
    /// How deep it stands, from 0.
    pub depth: usize,
}

/// Returns what a list says of an edition that is only a list of ids; empty of any other.
pub fn list_mark(ids_only: bool) -> Bilingual {
    if ids_only { msg!(ja: "番号だけの版", en: "ids only") } else { Bilingual::default() }
}

/// Returns what an edition is called: its own title, else its id; `current` is no name.
pub fn edition_words(title: Option<&Bilingual>, id: &str) -> Bilingual {
    match (title, id) {
        (Some(title), _) => title.clone(),
        (None, "current") => msg!(ja: "現行", en: "current"),
        (None, id) => Bilingual::same(id),
    }
}

/// Returns the status of an edition of a kind of instrument: a law that was made says from when, where that is known.
pub fn status_words(status: Status, kind: InstrumentKind, from: Option<Day>) -> Bilingual {
    match (status, from.filter(|_| kind.is_law()).map(|it| day::bilingual(it.date()))) {
        (Status::Adopted, Some(Bilingual { ja, en })) => {
            msg!(ja: "公布済・{ja}施行予定", en: "Made, to come into force on {en}")
        }
        _ => status.title_of(kind),
    }
}

/// Returns the title of an instrument with what its edition is called.
pub fn with_edition(instrument: &Bilingual, edition: &Bilingual) -> Bilingual {
    let (Bilingual { ja, en }, Bilingual { ja: edition_ja, en: edition_en }) = (instrument, edition);
    msg!(ja: "{ja}\u{3000}{edition_ja}", en: "{en}, {edition_en}")
}

/// Returns what an edition is called, with its instrument.
pub(super) fn edition_title(kb: Base<'_>, edition: EditionIdx) -> Bilingual {
    let edition = &kb.editions[edition];
    let words = edition_words(edition.title.as_ref(), &edition.id);
    with_edition(&kb.instruments[edition.instrument].title, &words)
}

/// Returns an instrument.
pub(super) fn instrument(kb: Base<'_>, idx: InstrumentIdx) -> Instrument {
    let it = &kb.instruments[idx];
    Instrument {
        id: it.id.clone(),
        title: it.title.clone(),
        aka: it.aka.clone(),
        kind: it.kind,
        jurisdiction: it.jurisdiction.clone(),
        jurisdiction_title: kb.jurisdiction_title(&it.jurisdiction),
        issuer: it.issuer.clone(),
        binding: it.binding,
        authentic: it.authentic,
        url: it.url.clone(),
        note: it.note.clone(),
        current: kb.current_edition(idx).map(|edition| kb.edition_id(edition)),
        editions: it.editions.iter().map(|edition| self::edition(kb, *edition)).collect(),
    }
}

fn edition(kb: Base<'_>, idx: EditionIdx) -> Edition {
    let it = &kb.editions[idx];
    let mut tested = kb.scope(idx).vars();
    tested.extend(kb.continues(idx).into_iter().flat_map(Formula::vars));
    Edition {
        id: kb.edition_id(idx),
        title: it.title.clone(),
        status: it.status,
        from: it.from.date().map(Day::from),
        until: it.until.map(Day::from),
        standing: it.standing(kb.as_of),
        continues: continuation(kb, idx),
        amends: it.amends.map(|base| kb.edition_id(base)),
        scope: it.scope.as_ref().map(|scope| Place::of_edition(kb, idx).clause(kb, scope, Mood::Condition)),
        scope_facts: tested.into_iter().map(|var| kb.facts[var].id.clone()).collect(),
        provisions: it.provisions.iter().map(|idx| kb.provisions[*idx].id.clone()).collect(),
        ids_only: it.ids_only.is_some(),
        numbering: it.numberings.iter().map(numbering).collect(),
        voids: it.voids.iter().map(Locator::to_string).collect(),
        paper: citation::paper(kb, idx),
        sources: citation::refs(kb, &it.sources),
        note: it.note.clone(),
        outline: outline(kb, idx),
    }
}

fn numbering(it: &model::Numbering) -> Numbering {
    Numbering { first: it.first.to_string(), last: it.last.to_string() }
}

/// Returns for which products an edition goes on after its end.
pub(super) fn continuation(kb: Base<'_>, idx: EditionIdx) -> Option<Continuation> {
    let it = kb.editions[idx].continues.as_ref()?;
    let products = Place::of_edition(kb, idx).clause(kb, &it.products, Mood::Condition);
    Some(Continuation { products, because: it.because.clone() })
}

/// Returns every locator of an edition with its depth, undeclared parents included.
fn outline(kb: Base<'_>, idx: EditionIdx) -> Vec<Branch> {
    let mut path: Vec<Locator> = Vec::new();
    locators(kb, idx)
        .into_iter()
        .map(|locator| {
            let branch = kb.instruments[kb.editions[idx].instrument].branch;
            while path.last().is_some_and(|last| !locator.is_below(last, branch)) {
                path.pop();
            }
            let depth = path.len();
            path.push(locator.clone());
            Branch { id: kb.place_id(idx, &locator), locator: locator.to_string(), depth }
        })
        .collect()
}

/// Returns the locators of an edition in order, undeclared parents of several provisions included.
pub(super) fn locators(kb: Base<'_>, idx: EditionIdx) -> Vec<Locator> {
    let branch = kb.instruments[kb.editions[idx].instrument].branch;
    let own = kb.editions[idx].provisions.iter().map(|idx| kb.provisions[*idx].locator.clone());
    let mut order: Vec<Locator> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for locator in own {
        let mut above: Vec<Locator> = locator.ancestors(branch).collect();
        above.reverse();
        for locator in above.into_iter().chain([locator]) {
            if seen.insert(locator.clone()) {
                order.push(locator);
            }
        }
    }
    order
}
