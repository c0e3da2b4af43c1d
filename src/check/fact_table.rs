//! Facts with their values as a small table.
//!
//! English prints values as an author writes them (`8 characters`, `prompted`), Japanese what they are called, with the
//! words of the file behind.

use crate::diag::Table;
use crate::lang::Bilingual;
use crate::logic::domain::Value;
use crate::model::FactIdx;
use crate::msg;
use crate::norm::Base;

use super::words;

/// Returns a table of facts; those without a value are shown as unknown.
pub(super) fn table(kb: Base<'_>, title: Bilingual, facts: &[(FactIdx, Option<Value>)]) -> Option<Table> {
    let rows: Vec<Vec<Bilingual>> = facts
        .iter()
        .map(|(idx, value)| {
            let fact = &kb.facts[*idx];
            let value = value.map_or_else(|| msg!(ja: "不明", en: "unknown"), |it| words::stated(fact, it));
            vec![words::fact(fact), value]
        })
        .collect();
    let head = vec![msg!(ja: "事実", en: "fact"), msg!(ja: "値", en: "value")];
    (!rows.is_empty()).then_some(Table { title, head, rows })
}
