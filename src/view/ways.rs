//! The ways to comply as `kijun compare`, checklists and pages tell them.
//!
//! Gives each test its words; computes nothing.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::Reach;
use crate::logic::domain::{Domain, Value};
use crate::logic::formula::{Atom, Formula};
use crate::logic::ways as logic;
use crate::model::FactIdx;
use crate::model::expr::{Op, Test};
use crate::model::fact::FactType;
use crate::msg;
use crate::norm::Base;
use crate::query::ways as query;

use super::clause;
use super::day::Years;
use super::example::{Only, only};
use super::phrase::{self, Polarity};

/// The ways to comply with one provision, each taken alone against another text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ways {
    /// Whether the criterion could be taken apart into a few ways.
    pub decomposed: bool,
    /// The ways.
    pub ways: Vec<Way>,
    /// The conditions of the other text.
    pub limbs: Vec<Limb>,
}

/// A way to comply.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Way {
    /// What it consists of.
    pub way: Bilingual,
    /// Whether a judgement is part of it.
    pub judgement: bool,
    /// What it is to the other text when it is taken alone.
    pub reach: Reach,
    /// What has to be added: any of these is enough.
    pub with: Vec<Added>,
    /// The nearest product that takes the way alone and fails the other text; null where there is none.
    pub fails: Option<Only>,
}

/// What has to be added to a way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Added {
    /// Ids of the facts.
    pub facts: Vec<String>,
    /// What has to hold of them.
    pub says: Bilingual,
    /// Whether a judgement is part of it.
    pub judgement: bool,
}

/// A condition of the other text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Limb {
    /// What it says.
    pub says: Bilingual,
    /// Whether whoever meets the first meets it already.
    pub demanded: bool,
}

/// Returns the ways.
pub(super) fn ways(kb: Base<'_>, it: &query::Ways) -> Ways {
    let words =
        Words { kb, years: clause::years(kb, kb.provisions[it.of].instrument), items: it.items.as_ref() };
    let way = |(way, tried): &(logic::Way, logic::Tried)| words.way(way, tried);
    Ways {
        decomposed: it.ways.is_some(),
        ways: it.ways.iter().flatten().map(way).collect(),
        limbs: it
            .limbs
            .iter()
            .map(|it| Limb { says: words.formula(&it.formula, true), demanded: it.is_demanded })
            .collect(),
    }
}

struct Words<'a> {
    kb: Base<'a>,
    years: Years,
    items: Option<&'a Formula>,
}

impl Words<'_> {
    fn way(&self, way: &logic::Way, tried: &logic::Tried) -> Way {
        let (reach, with) = match &tried.reach {
            logic::Reach::Enough => (Reach::Enough, &[][..]),
            logic::Reach::Never => (Reach::Never, &[][..]),
            logic::Reach::NeverAlone => (Reach::NeverAlone, &[][..]),
            logic::Reach::Depends => (Reach::Depends, &[][..]),
            logic::Reach::With(added) => (Reach::With, added.as_slice()),
        };
        Way {
            way: self.together(way),
            judgement: self.is_judged(way),
            reach,
            with: with.iter().map(|added| self.added(added)).collect(),
            fails: tried.fails.as_ref().map(|facts| only(self.kb, facts)),
        }
    }

    fn added(&self, added: &logic::Way) -> Added {
        let facts: BTreeSet<FactIdx> = added.iter().flat_map(Formula::vars).collect();
        Added {
            facts: facts.iter().map(|idx| self.kb.facts[*idx].id.clone()).collect(),
            says: self.together(added),
            judgement: self.is_judged(added),
        }
    }

    fn is_judged(&self, parts: &[Formula]) -> bool {
        parts.iter().flat_map(Formula::vars).any(|idx| self.kb.facts[idx].nature.is_judgement())
    }

    fn together(&self, parts: &[Formula]) -> Bilingual {
        if parts.is_empty() {
            return msg!(ja: "何も求めない", en: "nothing is asked");
        }
        join(parts.iter().map(|part| self.formula(part, true)), &and())
    }

    /// Returns a formula in words, or its contrary.
    fn formula(&self, formula: &Formula, holds: bool) -> Bilingual {
        if holds && self.items == Some(formula) {
            return msg!(ja: "全ての号に適合する", en: "all items are met");
        }
        if let Some((idx, value)) = self.level(formula).filter(|_| holds) {
            return self.test(idx, Op::Eq, value, true);
        }
        match formula {
            Formula::True | Formula::False => {
                if (*formula == Formula::True) == holds {
                    msg!(ja: "常に成り立つ", en: "it always holds")
                } else {
                    msg!(ja: "決して成り立たない", en: "it never holds")
                }
            }
            Formula::Not(inner) => self.formula(inner, !holds),
            Formula::Atom(atom) => self.atom(*atom, holds),
            Formula::All(parts) => self.several(parts, holds, if holds { &and } else { &or }),
            Formula::Any(parts) => self.several(parts, holds, if holds { &or } else { &and }),
        }
    }

    fn several(&self, parts: &[Formula], holds: bool, between: &dyn Fn() -> Bilingual) -> Bilingual {
        let inner = |part: &Formula| {
            let Bilingual { ja, en } = self.formula(part, holds);
            let is_plain = match part {
                Formula::Not(inner) => matches!(**inner, Formula::Atom(_)),
                Formula::Atom(_) => true,
                Formula::True | Formula::False | Formula::All(_) | Formula::Any(_) => {
                    self.level(part).is_some()
                }
            };
            if is_plain { Bilingual { ja, en } } else { msg!(ja: "（{ja}）", en: "({en})") }
        };
        match parts {
            [one] => self.formula(one, holds),
            _ => join(parts.iter().map(inner), &between()),
        }
    }

    /// Returns the level of a scale that a formula states.
    fn level(&self, formula: &Formula) -> Option<(FactIdx, Value)> {
        let Formula::All(parts) = formula else { return None };
        let Some(Formula::Atom(Atom::AtLeast(idx, _))) = parts.first() else { return None };
        let domain @ Domain::Scale(levels) = self.kb.theory.variables[*idx].domain else { return None };
        let stated = |level: &u32| Formula::states(*idx, domain, Value::Word(*level)) == *formula;
        (0..levels).find(stated).map(|level| (*idx, Value::Word(level)))
    }

    fn atom(&self, atom: Atom, holds: bool) -> Bilingual {
        match atom {
            Atom::Flag(idx) => self.test(idx, Op::Eq, Value::Flag(true), holds),
            Atom::Is(idx, word) => self.test(idx, Op::Eq, Value::Word(word), holds),
            Atom::Has(idx, element) => self.test(idx, Op::Contains, Value::Word(element), holds),
            Atom::AtLeast(idx, bound) => {
                let value = match (&self.kb.facts[idx].ty, u32::try_from(bound)) {
                    (FactType::Scale(_), Ok(level)) => Value::Word(level),
                    _ => Value::Int(bound),
                };
                self.test(idx, Op::Ge, value, holds)
            }
        }
    }

    fn test(&self, idx: FactIdx, op: Op, value: Value, holds: bool) -> Bilingual {
        let polarity = if holds { Polarity::Affirmed } else { Polarity::Denied };
        phrase::test(&self.kb.facts[idx], &Test { fact: idx, op, value }, self.years, polarity)
    }
}

fn and() -> Bilingual {
    msg!(ja: "、かつ、", en: " and ")
}

fn or() -> Bilingual {
    msg!(ja: "、又は", en: " or ")
}

fn join(parts: impl Iterator<Item = Bilingual>, between: &Bilingual) -> Bilingual {
    let parts: Vec<Bilingual> = parts.collect();
    Bilingual::from_fn(|lang| {
        parts.iter().map(|it| it.get(lang).as_str()).collect::<Vec<_>>().join(between.get(lang))
    })
}
