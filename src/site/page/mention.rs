//! Which declared statements name which provision.
//!
//! Sorted once for all pages, so that a page looks its statements up and reads no other.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::view::Library;
use crate::view::said::{Deeming, Deviation, Edge};

/// Statements by the pinned id of each provision that they name, in source order.
#[derive(Debug)]
pub(super) struct Mentions<'a> {
    /// Legal rules that treat it as satisfied.
    pub(super) deemings: IndexMap<&'a str, Vec<&'a Deeming>>,
    /// Declared deviations.
    pub(super) deviations: IndexMap<&'a str, Vec<&'a Deviation>>,
    /// Published edges.
    pub(super) edges: IndexMap<&'a str, Vec<&'a Edge>>,
}

/// Pinned ids by the ids under which a statement may name them.
type Meant<'a> = IndexMap<&'a str, &'a [String]>;

impl<'a> Mentions<'a> {
    /// Sorts the statements of a library.
    pub(super) fn new(library: &'a Library<'a>, meant: &Meant<'a>) -> Self {
        let mut inheritors: IndexMap<&str, Vec<&str>> = IndexMap::new();
        for brief in &library.briefs {
            if let Some(origin) = brief.inherited_from {
                inheritors.entry(origin).or_default().push(brief.id);
            }
        }
        let sorter = Sorter { meant, inheritors };
        let said = &library.said;
        Self {
            deemings: deemings(&said.deemings),
            deviations: sorter.sort(&said.deviations, |it| [&it.left, &it.right]),
            edges: sorter.sort(&said.edges, |it| [&it.from, &it.to]),
        }
    }
}

/// Sorts deemings by what they satisfy, which is not whatever inherits a text that they name.
fn deemings(all: &[Deeming]) -> IndexMap<&str, Vec<&Deeming>> {
    let mut sorted: IndexMap<&str, Vec<&Deeming>> = IndexMap::new();
    for deeming in all {
        deeming.places.iter().for_each(|place| sorted.entry(place).or_default().push(deeming));
    }
    sorted
}

struct Sorter<'s, 'a> {
    meant: &'s Meant<'a>,
    inheritors: IndexMap<&'a str, Vec<&'a str>>,
}

impl<'a> Sorter<'_, 'a> {
    fn sort<S>(
        &self,
        statements: &'a [S],
        ids: fn(&'a S) -> [&'a [String]; 2],
    ) -> IndexMap<&'a str, Vec<&'a S>> {
        let mut sorted: IndexMap<&str, Vec<&S>> = IndexMap::new();
        for statement in statements {
            let named: BTreeSet<&str> =
                ids(statement).into_iter().flatten().flat_map(|id| self.named(id)).collect();
            for provision in named {
                sorted.entry(provision).or_default().push(statement);
            }
        }
        sorted
    }

    /// Returns what an id names: itself, what it means, and what inherits it.
    fn named(&self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let meant = self.meant.get(id).copied().unwrap_or_default().iter().map(String::as_str);
        std::iter::once(id).chain(meant).chain(self.inheritors.get(id).into_iter().flatten().copied())
    }
}
