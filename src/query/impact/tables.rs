//! What the tables say under both laws.

use std::collections::BTreeSet;

use crate::model::EditionIdx;
use crate::model::table::{Subject, Table};
use crate::norm::Base;
use crate::query::table::{Content, cells};

use super::{Laws, Open};

/// A table of which a cell changes, or that names an edition that is replaced.
#[derive(Clone, Debug)]
pub struct TableChange {
    /// The table, by its position.
    pub table: usize,
    /// The cells that change.
    pub cells: Vec<CellChange>,
    /// The editions that are replaced and that it names.
    pub names: Vec<EditionIdx>,
}

/// A cell before and after.
#[derive(Clone, Debug)]
pub struct CellChange {
    /// The row, by its position.
    pub row: usize,
    /// The column, by its position.
    pub column: usize,
    /// What it says now.
    pub before: Content,
    /// What it would say.
    pub after: Content,
}

/// Returns the tables, and those of which one of the laws leaves a cell undecided.
pub(super) fn changes(laws: &Laws) -> (Vec<TableChange>, Vec<Open>) {
    let replaced: BTreeSet<EditionIdx> = laws.editions().into_iter().filter_map(|(old, _)| old).collect();
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (at, table) in laws.before().kb.tables.iter().enumerate() {
        match changed(laws.before(), laws.after(), table) {
            Some(cells) => {
                let names: Vec<EditionIdx> = named(table).intersection(&replaced).copied().collect();
                if !cells.is_empty() || !names.is_empty() {
                    found.push(TableChange { table: at, cells, names });
                }
            }
            None => open.push(Open::Table(at)),
        }
    }
    (found, open)
}

/// Returns the cells that differ; none where one of them cannot be answered.
fn changed(before: Base<'_>, after: Base<'_>, table: &Table) -> Option<Vec<CellChange>> {
    let (was, is) = (cells(before, table).ok()?, cells(after, table).ok()?);
    let rows = was.into_iter().zip(is).enumerate();
    let differing = rows.flat_map(|(row, (was, is))| {
        let columns = was.into_iter().zip(is).enumerate();
        let differing = columns.filter(|(_, (before, after))| before != after);
        differing.map(move |(column, (before, after))| CellChange { row, column, before, after })
    });
    Some(differing.collect())
}

/// Returns the editions that rows and columns name.
fn named(table: &Table) -> BTreeSet<EditionIdx> {
    let subjects = table.columns.iter().map(|it| &it.subject).chain(table.rows.iter().map(|it| &it.subject));
    let editions = |it: &Subject| {
        let named = it.instrument.iter().chain(&it.about).filter_map(|it| it.edition);
        named.collect::<Vec<EditionIdx>>()
    };
    subjects.flat_map(editions).collect()
}
