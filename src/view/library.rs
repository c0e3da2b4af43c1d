//! Every view, built once from a checked knowledge base and linked by id.
//!
//! Pages, data files and checklists read this and nothing else, so they cannot disagree.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::logic::formula::Formula;
use crate::model::{FactIdx, ProvisionIdx};
use crate::norm::{Base, Checked};
use crate::query::counterpart::Counterparts;
use crate::source::Span;
use rayon::prelude::*;

use super::alias::{self, Alias};
use super::citation::{self, Source};
use super::counterpart;
use super::day::Day;
use super::fact::{self, ConstraintView, Fact};
use super::instrument::{self, Instrument};
use super::provision::{self, Links, Provision};
use super::said::{self, Said};
use super::table::{self, Table};
use super::vocabulary::{self, Finding, Requirement, Term, Theme};

/// Every view.
#[derive(Debug)]
pub struct Library {
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// Instruments in source order.
    pub instruments: Vec<Instrument>,
    /// Provisions of all editions; parallel to those of the knowledge base.
    pub provisions: Vec<Provision>,
    /// Ids that are no declared provision.
    pub aliases: Vec<Alias>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Requirements.
    pub requirements: Vec<Requirement>,
    /// Facts, open limbs last.
    pub facts: Vec<Fact>,
    /// Constraints.
    pub constraints: Vec<ConstraintView>,
    /// Terms.
    pub terms: Vec<Term>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Findings about the sources.
    pub findings: Vec<Finding>,
    /// Tables whose cells are computed.
    pub tables: Vec<Table>,
    /// Tables with a cell that is too complex to decide, with the places of their declarations.
    pub undecided_tables: Vec<(String, Span)>,
    /// What is declared about pairs.
    pub said: Said,
    /// Positions of the facts that each provision tests within the scope of its edition; parallel to the provisions.
    tested: Vec<Vec<usize>>,
    /// Where the texts of provisions are declared, by pinned id.
    pub places: BTreeMap<String, Span>,
    by_id: IndexMap<String, usize>,
}

impl Library {
    /// Builds every view.
    pub fn new(checked: Checked<'_>) -> Self {
        let kb = checked.base();
        let ((provisions, tables), (aliases, (facts, said))) = rayon::join(
            || rayon::join(|| provisions(kb), || table::tables(kb)),
            || {
                let facts = || kb.facts.indices().map(|idx| fact::fact(kb, idx)).collect();
                rayon::join(|| alias::aliases(kb), || rayon::join(facts, || said::said(kb)))
            },
        );
        let (mut decided, mut undecided_tables) = (Vec::new(), Vec::new());
        for table in tables {
            match table {
                Ok(table) => decided.push(table),
                Err(undecided) => undecided_tables.push(undecided),
            }
        }
        Library {
            as_of: kb.as_of.into(),
            instruments: kb.instruments.indices().map(|idx| instrument::instrument(kb, idx)).collect(),
            aliases,
            themes: vocabulary::themes(kb),
            requirements: vocabulary::requirements(kb),
            facts,
            constraints: kb.constraints.iter().map(|it| fact::constraint(kb, it)).collect(),
            terms: kb.terms.iter().map(|it| vocabulary::term(kb, it)).collect(),
            sources: kb.sources.indices().map(|idx| citation::source(kb, idx)).collect(),
            findings: kb.findings.iter().map(|it| vocabulary::finding(kb, it)).collect(),
            tables: decided,
            undecided_tables,
            said,
            tested: kb.provisions.indices().map(|idx| tested(kb, idx)).collect(),
            places: kb.provisions.iter().map(|it| (it.id.clone(), it.body.text_span)).collect(),
            by_id: provisions.iter().enumerate().map(|(at, it)| (it.id.clone(), at)).collect(),
            provisions,
        }
    }

    /// Returns the view of a provision.
    pub fn provision(&self, idx: ProvisionIdx) -> Option<&Provision> {
        self.provisions.get(idx.raw())
    }

    /// Returns the provision with a pinned id.
    pub fn find(&self, id: &str) -> Option<&Provision> {
        self.by_id.get(id).and_then(|at| self.provisions.get(*at))
    }

    /// Returns the positions of the facts that a provision tests within the scope of its edition.
    pub fn tested(&self, id: &str) -> &[usize] {
        self.by_id.get(id).and_then(|at| self.tested.get(*at)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the facts that a provision tests within the scope of its edition.
    pub fn facts_of(&self, id: &str) -> Vec<&Fact> {
        self.tested(id).iter().filter_map(|at| self.facts.get(*at)).collect()
    }
}

/// Builds all provisions; what is computed about pairs is computed here and once.
fn provisions(kb: Base<'_>) -> Vec<Provision> {
    let referrers = referrers(kb);
    let computed = Counterparts::new(kb);
    let indices: Vec<ProvisionIdx> = kb.provisions.indices().collect();
    indices
        .into_par_iter()
        .map(|idx| {
            let links = Links {
                referenced_by: referrers
                    .get(&kb.origin(idx))
                    .into_iter()
                    .flatten()
                    .filter(|by| **by != idx && **by != kb.origin(idx))
                    .map(|by| kb.provisions[*by].id.clone())
                    .collect(),
                counterparts: computed
                    .of(idx)
                    .into_iter()
                    .map(|it| counterpart::counterpart(kb, it))
                    .collect(),
            };
            provision::provision(kb, idx, links)
        })
        .collect()
}

/// Maps each declared provision to the declared provisions that refer to it.
fn referrers(kb: Base<'_>) -> BTreeMap<ProvisionIdx, BTreeSet<ProvisionIdx>> {
    let mut referrers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (idx, provision) in kb.provisions.iter_enumerated().filter(|(_, it)| it.origin.is_none()) {
        let reached =
            provision.body.see.iter().flat_map(|see| kb.nodes(see)).filter_map(|node| node.provision);
        for target in reached {
            referrers.entry(kb.origin(target)).or_default().insert(idx);
        }
    }
    referrers
}

/// Returns the facts that condition and criterion of a provision test, without those of the scope of its edition
/// and of the provisions for which `items` stands.
fn tested(kb: Base<'_>, idx: ProvisionIdx) -> Vec<usize> {
    let of = |idx| {
        let norm = kb.norm(idx);
        std::iter::once(&norm.condition).chain(&norm.criterion).flat_map(Formula::vars)
    };
    let below: BTreeSet<FactIdx> = kb.norm(idx).items.iter().flat_map(|item| of(*item)).collect();
    let own: BTreeSet<FactIdx> = of(idx).filter(|var| !below.contains(var)).collect();
    own.into_iter().map(crate::idx::Idx::raw).collect()
}
