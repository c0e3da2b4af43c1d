//! The checklist: one document that a pipeline or a spreadsheet can work through.
//!
//! Self-contained: whoever reads it needs no other file of the knowledge base.

use std::collections::BTreeSet;

use crate::lang::Bilingual;
use crate::lexicon::{Grade, Modality, Relation, Standing, Status};
use crate::logic::formula::Formula;
use crate::model::{EditionIdx, FactIdx, ProvisionIdx};
use crate::norm::Base;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, Paper, Source, SourceRef};
use super::clause::{Clause, Place};
use super::comparison::Comparison;
use super::day::Day;
use super::fact::{self, Fact};
use super::instrument::{self, Continuation};
use super::interpretation::{self, Acting};
use super::library::Library;
use super::provision::Counterpart;
use super::reading::Mood;
use super::ways::{AgainstLaw, Ways};

/// The version of the shape; the first number changes when a reader must change.
pub const SCHEMA_VERSION: &str = "3.1.0";

/// What the caller knows of the build.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Digest of the corpus.
    pub digest: String,
}

/// A checklist.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Checklist {
    /// The version of this shape.
    pub schema_version: String,
    /// The program that wrote it, with its version.
    pub generator: String,
    /// Digest of the corpus that it was made from.
    pub corpus_digest: String,
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// The editions that it covers.
    pub editions: Vec<ChecklistEdition>,
    /// What is to be checked, in the order of the provisions.
    pub items: Vec<Item>,
    /// The facts that items and scopes name.
    pub facts: Vec<Fact>,
    /// The sources that items name.
    pub sources: Vec<Source>,
}

/// An edition that a checklist covers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChecklistEdition {
    /// The pinned id: `jp.ter@2020`.
    pub id: String,
    /// The title of the instrument.
    pub title: Bilingual,
    /// Its status.
    pub status: Status,
    /// Its first day; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
    /// For which products it goes on afterwards; null for none.
    pub continues: Option<Continuation>,
    /// The paper in which it stands where it is no law yet: kind, issuer and link are those of the paper; null of law.
    pub paper: Option<Paper>,
    /// Whether it is only a list of ids, whose tests are not here.
    pub ids_only: bool,
    /// What it applies to; null for everything.
    pub scope: Option<Clause>,
    /// The interpretations that act in it: the trees of scope, conditions and criteria name the concept, and are read so.
    pub interpretations: Vec<Acting>,
}

/// One provision to be checked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Item {
    /// The pinned id.
    pub id: String,
    /// The pinned edition.
    pub edition: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// What it says, restated; Markdown.
    pub text: Bilingual,
    /// How strongly it speaks.
    pub modality: Modality,
    /// Whom it addresses.
    pub addressee: String,
    /// The status of the edition.
    pub status: Status,
    /// Its first day; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
    /// Whether it begins only after the as-of date.
    pub upcoming: bool,
    /// Where it applies within the scope of its edition; null for everything in the scope.
    pub condition: Option<Clause>,
    /// When it is satisfied; null where the text gives no test.
    pub criterion: Option<Clause>,
    /// The criterion for each requirement.
    pub requirements: Vec<ItemRequirement>,
    /// The ids of the facts that it needs, those of the scope included.
    pub facts: Vec<String>,
    /// What is read into it: ids of those of the interpretations of its edition whose concept or open limb it uses.
    pub interpretations: Vec<String>,
    /// Provisions of other instruments for the same requirement.
    pub counterparts: Vec<Counterpart>,
    /// The provisions that are to say the same, by an alignment, and to which it can be compared.
    pub beside: Vec<Beside>,
    /// The ways to comply with it against what binds by law elsewhere for the same requirement, drafts included; null where
    /// it leaves no choice or nothing else binds.
    pub against_law: Option<AgainstLaw>,
    /// Provisions and instruments to which it refers.
    pub references: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
    /// The worst grade of its sources.
    pub grade: Grade,
    /// How conformity is assessed; Markdown.
    pub verification: Option<Bilingual>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
}

/// A provision that is to say the same as an item.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Beside {
    /// The pinned id.
    pub id: String,
    /// How it relates to the item as a whole: `stricter` means that it asks more.
    pub relation: Relation,
    /// The ways to comply with the item, each taken alone against it; null where both never apply together or they are
    /// too entangled.
    pub ways: Option<Ways>,
}

/// The criterion of an item for one requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ItemRequirement {
    /// The requirement; null for a criterion of the provision as a whole.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The criterion; null where the text gives no test, left out where the item has no other requirement and its own
    /// criterion is this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<Option<Clause>>,
}

/// Returns the checklist of editions.
pub fn checklist(library: &Library<'_>, editions: &[EditionIdx], meta: &Meta) -> Checklist {
    let kb = library.base();
    let all: Vec<ProvisionIdx> =
        editions.iter().flat_map(|edition| &kb.kb.editions[*edition].provisions).copied().collect();
    let items: Vec<Item> = all
        .into_par_iter()
        .filter(|idx| kb.provisions[*idx].body.modality.has_verdict())
        .map(|idx| item(library, idx))
        .collect();
    Checklist {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: super::GENERATOR.to_owned(),
        corpus_digest: meta.digest.clone(),
        as_of: kb.as_of.into(),
        editions: editions.iter().map(|edition| header(kb, *edition)).collect(),
        facts: facts(kb, editions, &items),
        sources: sources(kb, &items),
        items,
    }
}

fn header(kb: Base<'_>, idx: EditionIdx) -> ChecklistEdition {
    let edition = &kb.editions[idx];
    ChecklistEdition {
        id: kb.edition_id(idx),
        title: kb.instruments[edition.instrument].title.clone(),
        status: edition.status,
        from: edition.from.date().map(Day::from),
        until: edition.until.map(Day::from),
        continues: instrument::continuation(kb, idx),
        paper: citation::paper(kb, idx),
        ids_only: edition.ids_only.is_some(),
        scope: edition
            .scope
            .as_ref()
            .map(|scope| Place::of_edition(kb, idx).clause(kb, scope, Mood::Condition)),
        interpretations: interpretation::acting(kb, idx),
    }
}

fn item(library: &Library<'_>, idx: ProvisionIdx) -> Item {
    let (kb, it) = (library.base(), library.view(idx));
    let (beside, law) = (library.beside(&it.id), library.mandatory(&it.id));
    let other = |compared: &Comparison| Beside {
        id: compared.b.clone(),
        relation: compared.relation.mirrored(),
        ways: compared.a_ways.clone(),
    };
    let title = |id: &String| {
        kb.requirement_ids.get(id).map(|requirement| kb.requirements[*requirement].title.clone())
    };
    let said = |clause: &Option<Clause>| clause.as_ref().map(|it| it.expression.clone());
    // What stands below a provision may give it a criterion that its own requirement does not have.
    let is_whole = matches!(&*it.criteria, [only] if said(&only.clause) == said(&it.criterion));
    Item {
        id: it.id,
        edition: kb.edition_id(kb.provisions[idx].edition),
        cite: it.cite,
        title: it.title,
        text: it.text,
        modality: it.modality,
        addressee: it.addressee,
        status: it.status,
        from: it.from,
        until: it.until,
        upcoming: it.standing == Standing::Upcoming,
        condition: it.condition,
        criterion: it.criterion,
        requirements: it
            .criteria
            .into_iter()
            .map(|criterion| ItemRequirement {
                title: criterion.requirement.as_ref().and_then(title),
                id: criterion.requirement,
                criterion: (!is_whole).then_some(criterion.clause),
            })
            .collect(),
        facts: needed(kb, idx).into_iter().map(|var| kb.facts[var].id.clone()).collect(),
        interpretations: it.interpretations.into_iter().map(|it| it.id).collect(),
        counterparts: it.counterparts,
        beside: beside.iter().map(other).collect(),
        against_law: law.cloned(),
        references: it.references,
        sources: it.sources,
        grade: it.grade,
        verification: it.verification,
        note: it.note,
    }
}

/// Returns the facts that scope, condition and criterion of a provision test, in the order of declaration.
fn needed(kb: Base<'_>, idx: ProvisionIdx) -> BTreeSet<FactIdx> {
    let rule = kb.rule(idx);
    rule.formulas().flat_map(Formula::vars).collect()
}

/// Returns the facts of the scopes and of the items, in the order of declaration.
fn facts(kb: Base<'_>, editions: &[EditionIdx], items: &[Item]) -> Vec<Fact> {
    let mut all: BTreeSet<FactIdx> = editions.iter().flat_map(|edition| kb.scope(*edition).vars()).collect();
    all.extend(editions.iter().filter_map(|edition| kb.continues(*edition)).flat_map(Formula::vars));
    // An interpretation may stand in place of its concept, which the trees name all the same.
    let read = |edition: &EditionIdx| interpretation::concepts(kb, *edition);
    all.extend(editions.iter().flat_map(read));
    all.extend(items.iter().flat_map(|item| &item.facts).filter_map(|id| kb.fact_ids.get(id)).copied());
    all.into_iter().map(|idx| fact::fact(kb, idx)).collect()
}

fn sources(kb: Base<'_>, items: &[Item]) -> Vec<Source> {
    let used: BTreeSet<&str> =
        items.iter().flat_map(|item| &item.sources).map(|it| it.source.as_str()).collect();
    let indices = kb.sources.iter_enumerated().filter(|(_, source)| used.contains(source.id.as_str()));
    indices.map(|(idx, _)| citation::source(kb, idx)).collect()
}
