//! Facts with their values as a small table.
//!
//! Prints values as an author writes them: `8 characters`, `prompted`, `{ JP, GB }`.

use crate::diag::Table;
use crate::lang::Bilingual;
use crate::logic::domain::Value;
use crate::model::{Date, Fact, FactIdx, FactType, Kb};
use crate::msg;

/// Returns a table of facts; those without a value are shown as unknown.
pub(super) fn table(kb: &Kb, title: Bilingual, facts: &[(FactIdx, Option<Value>)]) -> Option<Table> {
    let rows: Vec<Vec<Bilingual>> = facts
        .iter()
        .map(|(idx, value)| {
            let fact = &kb.facts[*idx];
            let value = value
                .map_or_else(|| msg!(ja: "不明", en: "unknown"), |it| Bilingual::same(written(fact, it)));
            vec![Bilingual::same(&fact.id), value]
        })
        .collect();
    let head = vec![msg!(ja: "事実", en: "fact"), msg!(ja: "値", en: "value")];
    (!rows.is_empty()).then_some(Table { title, head, rows })
}

/// Returns a value as an author writes it.
fn written(fact: &Fact, value: Value) -> String {
    let word = |at: u32| fact.ty.words().get(at as usize).map_or_else(String::new, |it| it.word.clone());
    match value {
        Value::Flag(flag) => flag.to_string(),
        Value::Word(at) => word(at),
        Value::Int(days) if matches!(fact.ty, FactType::Date) => {
            Date::from_days(days).map_or_else(|| days.to_string(), |date| date.to_string())
        }
        Value::Int(number) => {
            format!("{number} {}", fact.ty.unit().unwrap_or_default()).trim_end().to_owned()
        }
        Value::Set(mask) => {
            let members: Vec<String> = (0..32).filter(|at| mask & (1 << at) != 0).map(word).collect();
            format!("{{ {} }}", members.join(", "))
        }
    }
}
