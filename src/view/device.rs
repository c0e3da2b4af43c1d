//! Example devices: what is stated of each, and the verdicts that it gets.

use crate::lang::Bilingual;
use crate::lexicon::Outcome;
use crate::logic::failure::OverBudget;
use crate::model::{self, FactIdx};
use crate::norm::Base;
use crate::query::asked::expected;
use crate::query::assess::worst;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, SourceRef};
use super::day::Day;
use super::table;
use super::tree::{self, FactValue};

/// An example device.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// The devices whose facts it takes over.
    pub like: Vec<String>,
    /// The day on which its verdicts are asked; null where the day is left out.
    pub as_of: Option<Day>,
    /// Everything that is stated of it: what it states itself first.
    pub facts: Vec<DeviceFact>,
    /// The verdicts that it must get.
    pub expectations: Vec<Expected>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
}

/// What is stated of a device.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeviceFact {
    /// The fact.
    pub fact: String,
    /// Its value.
    pub value: FactValue,
    /// What the value means, as a clause.
    pub says: Bilingual,
    /// The device that states it; null where this one does itself.
    pub from: Option<String>,
}

/// A verdict that a device must get.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Expected {
    /// Of what, as the author wrote it.
    pub of: String,
    /// The verdict that is expected.
    pub expected: Outcome,
    /// The verdict that is computed; null where that is too hard.
    pub verdict: Option<Outcome>,
}

/// Returns an example device.
pub(super) fn device(kb: Base<'_>, it: &model::Device) -> Device {
    let mut facts: Vec<DeviceFact> = it.facts.keys().map(|fact| stated(kb, it, *fact)).collect();
    facts.sort_by_key(|it| it.from.is_some());
    Device {
        id: it.id.clone(),
        title: it.title.clone(),
        like: like(kb, it).map(|base| base.id.clone()).collect(),
        as_of: it.as_of.map(Day::from),
        facts,
        expectations: it.expect.iter().map(|one| expectation(kb, it, one)).collect(),
        note: it.note.clone(),
        sources: citation::refs(kb, &it.sources),
    }
}

fn like<'a>(kb: Base<'a>, it: &'a model::Device) -> impl Iterator<Item = &'a model::Device> {
    it.like.iter().filter_map(move |at| kb.kb.devices.get(*at))
}

fn stated(kb: Base<'_>, it: &model::Device, idx: FactIdx) -> DeviceFact {
    let fact = &kb.facts[idx];
    let value = it.facts.get(&idx).copied();
    let from = stater(kb, it, idx).filter(|by| by.id != it.id);
    DeviceFact {
        fact: fact.id.clone(),
        value: value.map_or(FactValue::Flag(false), |value| tree::fact_value(fact, value)),
        says: table::said(fact, idx, value),
        from: from.map(|by| by.id.clone()),
    }
}

/// Returns the device that states a fact: itself, or the first that it is like and that has it.
fn stater<'a>(kb: Base<'a>, it: &'a model::Device, fact: FactIdx) -> Option<&'a model::Device> {
    if it.fact_spans.contains_key(&fact) {
        return Some(it);
    }
    let base = like(kb, it).find(|base| base.facts.contains_key(&fact))?;
    stater(kb, base, fact)
}

fn expectation(kb: Base<'_>, device: &model::Device, it: &model::Expectation) -> Expected {
    let places = expected(kb, device, &it.of, kb.as_of);
    let found: Result<Vec<Outcome>, OverBudget> =
        places.iter().map(|(terms, node)| Ok(terms.place(&device.facts, node)?.0.outcome)).collect();
    Expected {
        of: kb.reference_id(&it.of),
        expected: it.verdict,
        verdict: found.ok().map(|outcomes| worst(&outcomes)),
    }
}
