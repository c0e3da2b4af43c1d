//! Interpretations: provisions that give a criterion to a concept or an open limb of other editions.
//!
//! Each as its own text, and as what is read into the provisions that it interprets.

use std::collections::BTreeSet;

use crate::lang::Bilingual;
use crate::lexicon::{Saying, Status};
use crate::model::{self, DefineIdx, EditionIdx, Expr, FactIdx, Kb, ProvisionIdx};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, SourceRef};
use super::clause::{Clause, Place};
use super::reading::Mood;

/// A criterion that one instrument gives to a concept of another edition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Interpretation {
    /// The pinned id of the place that interprets.
    pub id: String,
    /// How it is cited; its locator where nothing says.
    pub cite: Bilingual,
    /// Its title.
    pub title: Option<Bilingual>,
    /// What it says, restated; Markdown.
    pub text: Option<Bilingual>,
    /// The status of its edition.
    pub status: Status,
    /// Whether it is read into one of them on the as-of date: its edition stands, or both are drafts.
    pub acts: bool,
    /// The concept or open limb.
    pub concept: String,
    /// What that is called.
    #[serde(skip)]
    pub concept_title: Bilingual,
    /// What the condition is to the concept.
    pub says: Saying,
    /// The editions that are interpreted.
    pub within: Vec<String>,
    /// Pinned ids of the provisions of these editions whose text uses the concept.
    pub reads: Vec<String>,
    /// The condition.
    pub condition: Clause,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// An interpretation as it is read into a provision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Interpreted {
    /// The pinned id of the interpretation.
    pub id: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// The concept or open limb.
    pub concept: String,
    /// What the condition is to the concept.
    pub says: Saying,
    /// The whole as text: the concept, what is said of it, and the condition.
    pub reading: Bilingual,
    /// What the concept is called.
    #[serde(skip)]
    pub concept_title: Bilingual,
    /// The condition in all its forms.
    #[serde(skip)]
    pub condition: Clause,
}

/// An interpretation that acts in an edition, for readers of its trees: they keep the concept as the text has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Acting {
    /// The pinned id of the interpretation.
    pub id: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// The concept or open limb: a flag, or an `open` of the trees.
    pub concept: String,
    /// What the condition is to the concept: `equals` puts it in place of the concept, `suffices_for` makes the concept
    /// hold where the condition does, `suffices_against` makes it fail there.
    pub says: Saying,
    /// The condition.
    pub condition: Clause,
}

/// Returns what is read into an edition on the as-of date, in order of declaration.
pub(super) fn acting(kb: Base<'_>, edition: EditionIdx) -> Vec<Acting> {
    let read = |it: &model::Interpretation| Acting {
        id: it.id.clone(),
        cite: cite(kb.kb, it),
        concept: kb.facts[it.concept].id.clone(),
        says: it.kind,
        condition: Place::of_edition(kb, it.by).clause(kb, &it.expr, Mood::Condition),
    };
    acting_in(kb, edition).map(read).collect()
}

/// Returns the concepts that are interpreted in an edition on the as-of date.
pub(super) fn concepts(kb: Base<'_>, edition: EditionIdx) -> impl Iterator<Item = FactIdx> {
    acting_in(kb, edition).map(|it| it.concept)
}

fn acting_in(kb: Base<'_>, edition: EditionIdx) -> impl Iterator<Item = &model::Interpretation> {
    kb.kb.interpretations.iter().filter(move |it| kb.acts(it, edition))
}

/// Returns an interpretation.
pub(super) fn interpretation(kb: Base<'_>, it: &model::Interpretation) -> Interpretation {
    let reads = it.within.iter().flat_map(|edition| &kb.kb.editions[*edition].provisions);
    let reads = reads.filter(|idx| used(kb.kb, **idx).contains(&it.concept));
    let own = declared(kb.kb, it);
    Interpretation {
        id: it.id.clone(),
        cite: cite(kb.kb, it),
        title: it.title.clone().or_else(|| own.map(|own| own.title.clone())),
        text: it.text.clone().or_else(|| own.map(|own| own.text.clone())),
        status: kb.editions[it.by].status,
        acts: it.within.iter().any(|within| kb.acts(it, *within)),
        concept: kb.facts[it.concept].id.clone(),
        concept_title: kb.facts[it.concept].title.clone(),
        says: it.kind,
        within: it.within.iter().map(|edition| kb.edition_id(*edition)).collect(),
        reads: reads.map(|idx| kb.provisions[*idx].id.clone()).collect(),
        condition: Place::of_edition(kb, it.by).clause(kb, &it.expr, Mood::Condition),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

/// Returns what is read into a provision on the as-of date, in order of declaration.
pub(super) fn read_into(kb: Base<'_>, idx: ProvisionIdx) -> Vec<Interpreted> {
    let edition = kb.provisions[idx].edition;
    if acting_in(kb, edition).next().is_none() {
        return Vec::new();
    }
    let used = used(kb.kb, idx);
    acting_in(kb, edition).filter(|it| used.contains(&it.concept)).map(|it| interpreted(kb, it)).collect()
}

fn interpreted(kb: Base<'_>, it: &model::Interpretation) -> Interpreted {
    let condition = Place::of_edition(kb, it.by).clause(kb, &it.expr, Mood::Condition);
    let (concept, says) = (&kb.facts[it.concept], it.kind);
    let (title, said, reading) = (&concept.title, says.title(), &condition.reading);
    Interpreted {
        id: it.id.clone(),
        cite: cite(kb.kb, it),
        concept: concept.id.clone(),
        concept_title: title.clone(),
        says,
        reading: Bilingual {
            ja: format!("「{}」は、{}: {}", title.ja, said.ja, reading.ja),
            en: format!("“{}” {}: {}", title.en, said.en, reading.en),
        },
        condition,
    }
}

/// Returns the provision that has the same id, if there is one: it says what the interpretation leaves out.
fn declared<'k>(kb: &'k Kb, it: &model::Interpretation) -> Option<&'k model::provision::ProvisionText> {
    let own = kb.editions[it.by].provisions.iter().find(|idx| kb.provisions[**idx].id == it.id);
    own.map(|idx| kb.provisions[*idx].body.as_ref())
}

/// Returns how an interpretation is cited.
fn cite(kb: &Kb, it: &model::Interpretation) -> Bilingual {
    let own = || declared(kb, it).map(|own| own.cite.clone());
    let prefix = format!("{}:", kb.edition_id(it.by));
    let locator = || Bilingual::same(it.id.strip_prefix(&prefix).unwrap_or(&it.id));
    it.cite.clone().or_else(own).unwrap_or_else(locator)
}

/// Returns the facts that condition and criteria of a provision use, also by way of definitions and interpretations.
fn used(kb: &Kb, idx: ProvisionIdx) -> BTreeSet<FactIdx> {
    let (edition, body) = (kb.provisions[idx].edition, &kb.provisions[idx].body);
    let mut found = Used { kb, facts: BTreeSet::new(), defines: BTreeSet::new() };
    kb.provisions[idx].condition.iter().for_each(|expr| found.add(expr));
    body.criteria.iter().filter_map(|it| it.expr.as_ref()).for_each(|expr| found.add(expr));
    loop {
        let before = found.facts.len();
        for it in &kb.interpretations {
            if kb.acts(it, edition) && found.facts.contains(&it.concept) {
                found.add(&it.expr);
            }
        }
        if found.facts.len() == before {
            return found.facts;
        }
    }
}

struct Used<'k> {
    kb: &'k Kb,
    facts: BTreeSet<FactIdx>,
    defines: BTreeSet<DefineIdx>,
}

impl Used<'_> {
    fn add(&mut self, expr: &Expr) {
        let mut named = Vec::new();
        expr.walk(&mut |part| match part {
            Expr::Test(test) => {
                self.facts.insert(test.fact);
            }
            Expr::OneOf(fact, _) | Expr::Open(fact) => {
                self.facts.insert(*fact);
            }
            Expr::Defined(define) => named.push(*define),
            Expr::All(_) | Expr::Any(_) | Expr::Not(_) | Expr::Implies(..) | Expr::Items | Expr::Since(_) => {
            }
        });
        for define in named {
            if self.defines.insert(define) {
                self.add(&self.kb.defines[define].expr);
            }
        }
    }
}
