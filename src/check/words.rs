//! Values, relations and lists of provisions as messages show them.
//!
//! Knows no check.

use crate::lang::{Bilingual, Lang};
use crate::logic::domain::Value;
use crate::logic::relation::{Applicability, Relation};
use crate::model::fact::{Fact, FactType};
use crate::model::{Date, FactIdx, ProvisionIdx};
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
            Bilingual::same(Date::from_days(days).map(|date| date.to_string()).unwrap_or_default())
        }
        Value::Int(number) => quantity(number, fact.ty.unit().unwrap_or_default()),
        Value::Set(0) => msg!(ja: "なし", en: "none"),
        Value::Set(mask) => {
            let chosen: Vec<Bilingual> = (0..32).filter(|at| mask & (1 << at) != 0).map(label).collect();
            join(&chosen)
        }
    }
}

fn quantity(number: i64, unit: &str) -> Bilingual {
    let ja = match unit {
        "characters" => "文字",
        "hours" => "時間",
        "days" => "日",
        "months" => "か月",
        "years" => "年",
        other => other,
    };
    let en = if number == 1 { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
    msg!(ja: "{number}{ja}", en: "{number} {en}")
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

/// Returns what stands for a side in `between`.
pub(super) fn side(kb: Base<'_>, side: &Side) -> String {
    if side.provisions.is_empty() { "none".to_owned() } else { ids(kb, &side.provisions) }
}

/// Says what a relation means for its left side.
pub(super) fn relation(it: Relation) -> Bilingual {
    match it {
        Relation::Equal => msg!(ja: "同じ基準である", en: "the same criterion"),
        Relation::Stricter => msg!(ja: "より厳しい", en: "asks for more"),
        Relation::Looser => msg!(ja: "より緩い", en: "asks for less"),
        Relation::Overlapping => {
            msg!(ja: "一部が重なり、どちらも他方を含まない", en: "neither implies the other")
        }
        Relation::Incompatible => {
            msg!(ja: "両方に適合する製品があり得ない", en: "no product can meet both")
        }
        Relation::Disjoint => {
            msg!(ja: "両方が適用される製品がない", en: "they never apply to the same product")
        }
        Relation::Absent => msg!(ja: "この要件を定めていない", en: "does not regulate it"),
        Relation::Only => msg!(ja: "こちらだけが定めている", en: "only this side regulates it"),
        Relation::Undetermined => {
            msg!(ja: "基準のない規定があり比べられない", en: "a provision without a criterion cannot be compared")
        }
    }
}

/// Says what an applicability means for its left side.
pub(super) fn applicability(it: Applicability) -> Bilingual {
    match it {
        Applicability::Same => msg!(ja: "同じ製品に適用される", en: "applies to the same products"),
        Applicability::Wider => msg!(ja: "より多くの製品に適用される", en: "applies to more products"),
        Applicability::Narrower => {
            msg!(ja: "より少ない製品に適用される", en: "applies to fewer products")
        }
        Applicability::Overlapping => msg!(
            ja: "適用される製品は一部だけが重なる",
            en: "each applies to products to which the other does not",
        ),
        Applicability::Disjoint => {
            msg!(ja: "適用される製品が重ならない", en: "they apply to different products")
        }
    }
}
