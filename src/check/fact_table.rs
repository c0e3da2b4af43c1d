//! Facts with their values as a small table.
//!
//! Prints values as an author writes them: `8 characters`, `prompted`, `{ JP, GB }`.

use crate::diag::Table;
use crate::lang::Bilingual;
use crate::logic::domain::Value;
use crate::model::FactIdx;
use crate::model::value::written;
use crate::msg;
use crate::norm::Base;

/// Returns a table of facts; those without a value are shown as unknown.
pub(super) fn table(kb: Base<'_>, title: Bilingual, facts: &[(FactIdx, Option<Value>)]) -> Option<Table> {
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
