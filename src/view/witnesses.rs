//! Every witness that comparing two provisions shows, as the public JSON has them.
//!
//! Computes nothing; `query` does.

use schemars::JsonSchema;
use serde::Serialize;

use crate::norm::Base;
use crate::query::compare::changed;
use crate::query::witnesses::{self, Shown};

use super::fact::unlikely_of;
use super::stated::{Stated, stated};

/// The witnesses between provisions that meet the same requirement, for people to believe or not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Witnesses {
    /// By the facts that decide them: groups with something unlikely first, then those about one subject.
    pub groups: Vec<Group>,
    /// Pinned ids of the provisions that could not be compared, two by two.
    pub undecided: Vec<[String; 2]>,
}

/// The witnesses that two facts decide.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Group {
    /// One by which a text is met and one by which another fails, in declaration order; a single one is both.
    pub facts: Vec<Stated>,
    /// The witnesses.
    pub witnesses: Vec<Listed>,
}

/// A product that meets one provision and fails another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Listed {
    /// The pinned id of what it meets.
    pub met: String,
    /// The pinned id of what it fails.
    pub failed: String,
    /// Those of its facts that differ from their base values.
    pub changed: Vec<Stated>,
    /// Ids of what is unlikely and holds for it: no likelier product was found.
    pub unlikely: Vec<String>,
}

/// Returns all witnesses.
pub fn all(kb: Base<'_>) -> Witnesses {
    let found = witnesses::witnesses(kb);
    let id = |idx| kb.provisions[idx].id.clone();
    let listed = |it: &Shown| Listed {
        met: id(it.met),
        failed: id(it.failed),
        changed: changed(kb, &it.facts).into_iter().map(|it| stated(kb, it)).collect(),
        unlikely: unlikely_of(kb, &it.facts),
    };
    let group = |(pair, shown): &(witnesses::Pair, Vec<Shown>)| Group {
        facts: pair.iter().map(|it| stated(kb, *it)).collect(),
        witnesses: shown.iter().map(listed).collect(),
    };
    Witnesses {
        groups: found.groups.iter().map(group).collect(),
        undecided: found.undecided.into_iter().map(|pair| pair.map(id)).collect(),
    }
}
