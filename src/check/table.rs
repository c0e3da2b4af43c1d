//! Devices as tables: a fact a line, a device a column.
//!
//! Shows what the criteria test and what of the scopes is out of the ordinary, and leaves out the rest.

use std::collections::BTreeSet;

use crate::diag::Table;
use crate::lang::Bilingual;
use crate::logic::domain::Facts;
use crate::logic::formula::Formula;
use crate::model::{FactIdx, ProvisionIdx};
use crate::msg;
use crate::norm::Base;

use super::words;

/// A device and what it shows.
pub(super) struct Column<'a> {
    /// Its head.
    pub(super) head: Bilingual,
    /// Its facts.
    pub(super) facts: &'a Facts,
}

/// The facts that some provisions test.
#[derive(Default)]
pub(super) struct Tested {
    /// Apart from the scopes of their editions; always shown.
    pub(super) own: BTreeSet<FactIdx>,
    /// In the scopes; shown where a device is out of the ordinary.
    pub(super) scope: BTreeSet<FactIdx>,
}

/// Returns the facts that the provisions test.
pub(super) fn tested(kb: Base<'_>, provisions: &[ProvisionIdx]) -> Tested {
    let mut tested = Tested::default();
    for idx in provisions {
        let scope = kb.scope_of(*idx).vars();
        let rule = kb.rule(*idx);
        let own = rule.formulas().flat_map(Formula::vars).filter(|var| !scope.contains(var));
        tested.own.extend(own);
        tested.scope.extend(scope);
    }
    tested
}

/// Returns the table of the facts tested; what constraints drag along is left out.
pub(super) fn devices(kb: Base<'_>, title: Bilingual, tested: &Tested, columns: &[Column<'_>]) -> Table {
    let all: BTreeSet<FactIdx> = columns.iter().flat_map(|column| column.facts.keys()).copied().collect();
    let unusual = |idx: FactIdx| {
        let base = kb.theory.variables[idx].base;
        columns.iter().any(|it| it.facts.get(&idx).is_some_and(|value| *value != base))
    };
    let shown = all
        .into_iter()
        .filter(|idx| tested.own.contains(idx) || (tested.scope.contains(idx) && unusual(*idx)));
    let row = |idx: FactIdx| {
        let fact = &kb.facts[idx];
        let cell = |column: &Column<'_>| {
            column.facts.get(&idx).map_or_else(|| Bilingual::same("-"), |value| words::value(fact, *value))
        };
        std::iter::once(fact.title.clone()).chain(columns.iter().map(cell)).collect()
    };
    let heads = columns.iter().map(|column| column.head.clone());
    Table {
        title,
        head: std::iter::once(msg!(ja: "事実", en: "fact")).chain(heads).collect(),
        rows: shown.map(row).collect(),
    }
}
