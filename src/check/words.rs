//! Values, relations and lists of provisions as messages show them.
//!
//! Knows no check.

use crate::lang::{Bilingual, Lang};
use crate::logic::domain::{Facts, Value};
use crate::model::fact::{Fact, FactType};
use crate::model::value::day;
use crate::model::{FactIdx, On, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::Side;

/// Returns a value as people read it.
pub(super) fn value(fact: &Fact, value: Value) -> Bilingual {
    let label = |at: u32| {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        fact.ty.words().get(at).map(|word| word.label.clone()).unwrap_or_default()
    };
    match value {
        Value::Flag(true) => msg!(ja: "はい", en: "yes"),
        Value::Flag(false) => msg!(ja: "いいえ", en: "no"),
        Value::Word(at) => label(at),
        Value::Int(days) if matches!(fact.ty, FactType::Date) => {
            day(days).map_or_else(|| msg!(ja: "なし", en: "never"), |date| Bilingual::same(date.to_string()))
        }
        Value::Int(number) => fact.ty.quantity(number),
        Value::Set(0) => msg!(ja: "なし", en: "none"),
        Value::Set(mask) => {
            let chosen: Vec<Bilingual> = (0..32).filter(|at| mask & (1 << at) != 0).map(label).collect();
            join(&chosen)
        }
    }
}

/// Says of a device what is unlikely of it, and why.
pub(super) fn unlikely(kb: Base<'_>, device: &Facts) -> Vec<Bilingual> {
    let said = kb.odd(device).map(|it| {
        let (id, ja, en) = (&it.id, &it.because.ja, &it.because.en);
        msg!(
            ja: "この機器は起こりにくい（「{id}」）が、より現実的なものは見つからなかった：{ja}",
            en: "the device is unlikely (`{id}`), but no likelier one was found: {en}",
        )
    });
    said.collect()
}

/// Joins texts: 「a、b」, "a, b".
pub(super) fn join(texts: &[Bilingual]) -> Bilingual {
    Bilingual::from_fn(|lang| {
        let comma = match lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        };
        texts.iter().map(|text| text.get(lang).as_str()).collect::<Vec<_>>().join(comma)
    })
}

/// Returns the titles of facts.
pub(super) fn titles(kb: Base<'_>, facts: &[FactIdx]) -> Bilingual {
    let titles: Vec<Bilingual> = facts.iter().map(|idx| kb.facts[*idx].title.clone()).collect();
    join(&titles)
}

/// Returns pinned ids, separated as the language separates them.
pub(super) fn ids(kb: Base<'_>, provisions: &[ProvisionIdx]) -> String {
    provisions.iter().map(|idx| kb.provisions[*idx].id.as_str()).collect::<Vec<_>>().join(" ")
}

/// Returns what a deviation writes behind `on`.
pub(super) fn on(kb: Base<'_>, on: On) -> &str {
    match on {
        On::Requirement(requirement) => &kb.kb.requirements[requirement].id,
        On::Scope => "scope",
    }
}

/// Returns what two members are compared on, as messages name it.
pub(super) fn subject(kb: Base<'_>, it: On) -> Bilingual {
    match it {
        On::Requirement(_) => {
            let id = on(kb, it);
            msg!(ja: "要件「{id}」", en: "`{id}`")
        }
        On::Scope => msg!(ja: "対象範囲", en: "the scope"),
    }
}

/// Returns what stands for a side in `between`.
pub(super) fn side(kb: Base<'_>, side: &Side) -> String {
    if side.provisions.is_empty() { "none".to_owned() } else { ids(kb, &side.provisions) }
}
