//! Facts, constraints and what is unlikely as the public JSON has them.

use crate::lang::Bilingual;
use crate::lexicon::{Aspect, FactKind, Nature};
use crate::logic::domain::Facts;
use crate::model::fact::FactType;
use crate::model::{Constraint, FactIdx, Unlikely};
use crate::norm::Base;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, SourceRef};
use super::clause::{Clause, Place};
use super::reading::Mood;
use super::tree::{FactValue, fact_value};

/// A word of a choice, scale or set.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Word {
    /// The word that product files use.
    pub word: String,
    /// What people read.
    pub label: Bilingual,
    /// The clause that says it; null where it is read by its label.
    pub says: Option<Bilingual>,
    /// The clause that denies it; null as above.
    pub denies: Option<Bilingual>,
    /// By what texts express it; empty where nothing is said.
    pub expressed_by: Bilingual<Vec<String>>,
}

/// The range of a number.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Range {
    /// Least value.
    pub lo: i64,
    /// Greatest value.
    pub hi: i64,
}

/// A typed attribute of a product, its maker or its documents.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// A noun phrase.
    pub title: Bilingual,
    /// The question that settles it.
    pub ask: Bilingual,
    /// What it ranges over.
    #[serde(rename = "type")]
    pub kind: FactKind,
    /// How its value comes to be known.
    pub nature: Nature,
    /// What it is about; a repair changes only `design`, `process` and `document`.
    pub aspect: Aspect,
    /// The unit of a number or duration.
    pub unit: Option<String>,
    /// What the unit is called.
    #[serde(skip)]
    pub unit_title: Option<Bilingual>,
    /// The range of a number or duration.
    pub range: Option<Range>,
    /// The words of a choice, scale (lowest first) or set.
    pub words: Vec<Word>,
    /// The value from which counterexamples start.
    pub base: FactValue,
    /// The provision that declares it, for an open limb.
    pub provision: Option<String>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
}

/// Background truth about facts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConstraintView {
    /// Its id.
    pub id: String,
    /// What holds.
    pub holds: Clause,
    /// Why.
    pub because: Bilingual,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// A combination of facts that is possible and far-fetched: no witness has it where another would do.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnlikelyView {
    /// Its id.
    pub id: String,
    /// What hardly any product has together.
    pub when: Clause,
    /// Why.
    pub because: Bilingual,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// Returns a fact.
pub fn fact(kb: Base<'_>, idx: FactIdx) -> Fact {
    let fact = &kb.facts[idx];
    let base = kb.theory.variables.find(idx).map_or(crate::logic::domain::Value::Flag(false), |it| it.base);
    Fact {
        id: fact.id.clone(),
        title: fact.title.clone(),
        ask: fact.ask.clone(),
        kind: fact.ty.kind(),
        nature: fact.nature,
        aspect: fact.aspect,
        unit: fact.ty.unit().map(|unit| unit.id.clone()),
        unit_title: fact.ty.unit().map(|unit| unit.title.clone()),
        range: range(&fact.ty),
        words: fact
            .ty
            .words()
            .iter()
            .map(|word| Word {
                word: word.word.clone(),
                label: word.label.clone(),
                says: word.says.clone(),
                denies: word.denies.clone(),
                expressed_by: word.words.clone(),
            })
            .collect(),
        base: fact_value(fact, base),
        provision: fact.open.as_ref().map(|limb| limb.provision.clone()),
        note: fact.note.clone(),
    }
}

/// Returns a constraint.
pub(super) fn constraint(kb: Base<'_>, constraint: &Constraint) -> ConstraintView {
    ConstraintView {
        id: constraint.id.clone(),
        holds: Place::default().clause(kb, &constraint.expr, Mood::Condition),
        because: constraint.because.clone(),
        sources: citation::refs(kb, &constraint.sources),
    }
}

/// Returns what is unlikely.
pub(super) fn unlikely(kb: Base<'_>, it: &Unlikely) -> UnlikelyView {
    UnlikelyView {
        id: it.id.clone(),
        when: Place::default().clause(kb, &it.expr, Mood::Condition),
        because: it.because.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

/// Returns the ids of what is unlikely and holds for a product.
pub(super) fn unlikely_of(kb: Base<'_>, product: &Facts) -> Vec<String> {
    kb.odd(product).map(|it| it.id.clone()).collect()
}

fn range(ty: &FactType) -> Option<Range> {
    match ty {
        FactType::Number { lo, hi, .. } | FactType::Duration { lo, hi, .. } => {
            Some(Range { lo: *lo, hi: *hi })
        }
        FactType::Flag | FactType::Choice(_) | FactType::Scale(_) | FactType::Date | FactType::Set(_) => None,
    }
}
