//! The knowledge base: every arena, and the look-ups that need the date.
//!
//! Built once by `resolve`; everything downstream reads it and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::id::Id;
use crate::idx::IndexVec;
use crate::lang::Bilingual;
use crate::logic::domain::Variable;
use crate::source::Span;

use super::date::Date;
use super::device::{Claim, Device, Finding};
use super::edition::Edition;
use super::expr::{Define, Expr};
use super::fact::{Fact, FactIdx};
use super::index::{
    AlignmentKey, DefineKey, EditionIdx, EditionKey, InstrumentIdx, InstrumentKey, ProposalKey, ProvisionIdx,
    ProvisionKey, RequirementIdx, RequirementKey, SourceKey, ThemeKey,
};
use super::instrument::Instrument;
use super::locator::Locator;
use super::proposal::Proposal;
use super::provision::Provision;
use super::reference::{Node, Reference};
use super::relation::{Alignment, Deeming, Deviation, Interpretation, Mapping};
use super::source::Source;
use super::table::Table;
use super::vocabulary::{Constraint, Requirement, Term, Theme, Unlikely};
use super::word::{Addressee, Group, Jurisdiction, Unit};

/// The knowledge base on one as-of date.
#[derive(Clone, Debug, Default)]
pub struct Kb {
    /// The date on which everything is evaluated.
    pub as_of: Date,
    /// The code of the jurisdiction at home, if one is; it is declared.
    pub home: Option<String>,
    /// The sets of markets that are shown together, each by the codes of declared jurisdictions; none where the
    /// manifest does not say.
    pub market_sets: Option<Vec<Vec<String>>>,
    /// The instruments that the base is made for; the others are their neighbours.
    pub main: Vec<InstrumentIdx>,
    /// Instruments in source order.
    pub instruments: IndexVec<Instrument, InstrumentKey>,
    /// Editions in source order.
    pub editions: IndexVec<Edition, EditionKey>,
    /// Provisions of all editions, inherited ones included.
    pub provisions: IndexVec<Provision, ProvisionKey>,
    /// Facts, open limbs last.
    pub facts: IndexVec<Fact, Variable>,
    /// Named predicates.
    pub defines: IndexVec<Define, DefineKey>,
    /// Requirements.
    pub requirements: IndexVec<Requirement, RequirementKey>,
    /// What numbers count.
    pub units: Vec<Arc<Unit>>,
    /// Whom provisions address.
    pub addressees: Vec<Arc<Addressee>>,
    /// Groups of facts.
    pub groups: Vec<Group>,
    /// Jurisdictions.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Themes.
    pub themes: IndexVec<Theme, ThemeKey>,
    /// Terms.
    pub terms: IndexVec<Term>,
    /// Sources.
    pub sources: IndexVec<Source, SourceKey>,
    /// Constraints.
    pub constraints: IndexVec<Constraint>,
    /// What is possible and far-fetched.
    pub unlikely: IndexVec<Unlikely>,
    /// Deemings.
    pub deemings: Vec<Deeming>,
    /// Interpretations.
    pub interpretations: Vec<Interpretation>,
    /// Alignments.
    pub alignments: IndexVec<Alignment, AlignmentKey>,
    /// Deviations.
    pub deviations: Vec<Deviation>,
    /// What is proposed, and each draft that is in no proposal.
    pub proposals: IndexVec<Proposal, ProposalKey>,
    /// Published mappings.
    pub mappings: Vec<Mapping>,
    /// Example devices.
    pub devices: Vec<Device>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Findings about the sources.
    pub findings: Vec<Finding>,
    /// Facts by id.
    pub fact_ids: BTreeMap<String, FactIdx>,
    /// Ids that a fact had before, with the fact.
    pub former_facts: BTreeMap<String, FactIdx>,
    /// Instruments by id.
    pub instrument_ids: BTreeMap<String, InstrumentIdx>,
    /// Requirements by id.
    pub requirement_ids: BTreeMap<String, RequirementIdx>,
    /// Provisions by edition and locator.
    pub at: IndexMap<(EditionIdx, Locator), ProvisionIdx>,
    /// What stands below what.
    pub tree: Tree,
    /// Places of citations whose source is not declared; reported where they stand.
    pub uncited: Vec<Span>,
    /// What each deeming is about, parallel to `deemings`.
    pub deemed: Vec<Vec<Node>>,
}

/// What stands below what, in all editions.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Provisions directly below a locator, whether or not it is declared, or topmost in an edition.
    children: BTreeMap<(EditionIdx, Option<Locator>), Vec<ProvisionIdx>>,
}

impl Tree {
    /// Builds the tree of editions whose provisions are complete.
    pub fn new(kb: &Kb) -> Self {
        let mut tree = Self::default();
        for (edition, here) in kb.editions.iter_enumerated() {
            let branch = kb.instruments[here.instrument].branch;
            for idx in &here.provisions {
                // Up to the nearest declared parent: what stands above that one, it says itself.
                let mut parent = None;
                for above in kb.provisions[*idx].locator.ancestors(branch) {
                    let declared = kb.at.contains_key(&(edition, above.clone()));
                    tree.children.entry((edition, Some(above.clone()))).or_default().push(*idx);
                    if declared {
                        parent = Some(above);
                        break;
                    }
                }
                if parent.is_none() {
                    tree.children.entry((edition, None)).or_default().push(*idx);
                }
            }
        }
        tree
    }
}

impl Kb {
    /// Returns the name of a jurisdiction; its code where it is not declared.
    pub fn jurisdiction_title(&self, code: &str) -> Bilingual {
        let found = self.jurisdictions.iter().find(|it| it.id == code);
        found.map_or_else(|| Bilingual::same(code), |it| it.title.clone())
    }

    /// Says whether an instrument is one of the jurisdiction at home.
    pub fn is_home(&self, instrument: InstrumentIdx) -> bool {
        self.home.as_ref() == Some(&self.instruments[instrument].jurisdiction)
    }

    /// Says whether an expression depends on the day, by itself or by a definition.
    pub fn depends_on_the_day(&self, expr: &Expr) -> bool {
        !self.days_of(expr).is_empty()
    }

    /// Returns the days on which an expression changes, by itself or by a definition.
    pub fn days_of(&self, expr: &Expr) -> BTreeSet<Date> {
        let (mut days, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut waiting = vec![expr];
        while let Some(expr) = waiting.pop() {
            expr.walk(&mut |part| match part {
                Expr::Since(day) => {
                    days.insert(*day);
                }
                // Definitions are shared, and each is looked at once.
                Expr::Defined(define) if seen.insert(*define) => waiting.push(&self.defines[*define].expr),
                Expr::Defined(_)
                | Expr::All(_)
                | Expr::Any(_)
                | Expr::Not(_)
                | Expr::Implies(..)
                | Expr::Test(_)
                | Expr::OneOf(..)
                | Expr::Open(_)
                | Expr::Items => {}
            });
        }
        days
    }

    /// Returns the edition that a reference means on the as-of date.
    pub fn edition_of(&self, reference: &Reference) -> Option<EditionIdx> {
        self.edition_on(reference, self.as_of)
    }

    fn edition_on(&self, reference: &Reference, day: Date) -> Option<EditionIdx> {
        reference.edition.or_else(|| self.current_edition_on(reference.instrument, day))
    }

    /// Returns what a reference means on the as-of date; several nodes where a provision was split, none
    /// where there is nothing.
    pub fn nodes(&self, reference: &Reference) -> Vec<Node> {
        self.nodes_on(reference, self.as_of)
    }

    /// Returns what a reference means on a day.
    pub fn nodes_on(&self, reference: &Reference, day: Date) -> Vec<Node> {
        let Some(edition) = self.edition_on(reference, day) else { return Vec::new() };
        match &reference.locator {
            None => vec![Node { edition, locator: None, provision: None }],
            Some(locator) => self.nodes_at(edition, locator),
        }
    }

    /// Returns what a locator of an edition means.
    pub fn nodes_at(&self, edition: EditionIdx, locator: &Locator) -> Vec<Node> {
        if let Some(provision) = self.at.get(&(edition, locator.clone())) {
            return vec![Node { edition, locator: Some(locator.clone()), provision: Some(*provision) }];
        }
        if let Some(split) = self.editions[edition].splits.iter().find(|split| split.old == *locator) {
            return split.new.iter().flat_map(|new| self.nodes_at(edition, new)).collect();
        }
        if self.has_below(edition, locator) {
            return vec![Node { edition, locator: Some(locator.clone()), provision: None }];
        }
        // A locator that an earlier edition had goes on where that edition says.
        match self.editions[edition].amends {
            Some(base) => self.follow(edition, base, locator),
            None => Vec::new(),
        }
    }

    /// Says whether an edition amends another, directly or by way of others.
    pub fn amends(&self, edition: EditionIdx, earlier: EditionIdx) -> bool {
        let mut seen = BTreeSet::new();
        let mut base = self.editions[edition].amends;
        while let Some(it) = base.filter(|it| seen.insert(*it)) {
            if it == earlier {
                return true;
            }
            base = self.editions[it].amends;
        }
        false
    }

    /// Returns what a place of a later edition was in an earlier one of its instrument.
    pub fn as_in(&self, earlier: EditionIdx, node: &Node) -> Vec<Node> {
        let Some(locator) = &node.locator else {
            return vec![Node { edition: earlier, locator: None, provision: None }];
        };
        let provisions = self.editions[earlier].provisions.iter();
        let place = |idx: &ProvisionIdx| Node {
            edition: earlier,
            locator: Some(self.provisions[*idx].locator.clone()),
            provision: Some(*idx),
        };
        let became =
            |idx: &&ProvisionIdx| self.nodes_at(node.edition, &self.provisions[**idx].locator).contains(node);
        let found: Vec<Node> = provisions.filter(became).map(place).collect();
        if found.is_empty() { self.nodes_at(earlier, locator) } else { found }
    }

    /// Says whether a locator of the same edition is that of a place or below it; all are below the whole edition.
    pub fn is_at_or_below(&self, place: &Node, here: &Locator) -> bool {
        let branch = self.instruments[self.editions[place.edition].instrument].branch;
        place.locator.as_ref().is_none_or(|outer| here == outer || here.is_below(outer, branch))
    }

    /// Returns a place of an edition, whether or not something is declared there.
    pub fn node_at(&self, edition: EditionIdx, locator: &Locator) -> Node {
        let provision = self.at.get(&(edition, locator.clone())).copied();
        Node { edition, locator: Some(locator.clone()), provision }
    }

    /// Says whether a provision meets a requirement.
    pub fn meets(&self, idx: ProvisionIdx, requirement: RequirementIdx) -> bool {
        self.provisions[idx].body.criteria.iter().any(|it| it.requirement == Some(requirement))
    }

    fn follow(&self, edition: EditionIdx, base: EditionIdx, locator: &Locator) -> Vec<Node> {
        let split = self.editions[base].splits.iter().find(|split| split.old == *locator);
        match (split, self.editions[base].amends) {
            (Some(split), _) => split.new.iter().flat_map(|new| self.nodes_at(edition, new)).collect(),
            (None, Some(earlier)) => self.follow(edition, earlier, locator),
            (None, None) => Vec::new(),
        }
    }

    fn has_below(&self, edition: EditionIdx, locator: &Locator) -> bool {
        self.tree.children.contains_key(&(edition, Some(locator.clone())))
    }

    /// Returns the provisions directly below a locator, or the topmost ones of the edition.
    ///
    /// A provision is directly below when no other provision stands between.
    pub fn children(&self, edition: EditionIdx, locator: Option<&Locator>) -> Vec<ProvisionIdx> {
        self.tree.children.get(&(edition, locator.cloned())).cloned().unwrap_or_default()
    }

    /// Returns the pinned id of a node.
    pub fn node_id(&self, node: &Node) -> String {
        self.id(node.edition, node.locator.as_ref())
    }

    fn id(&self, edition: EditionIdx, locator: Option<&Locator>) -> String {
        let edition = &self.editions[edition];
        self.written(edition.instrument, Some(&edition.id), locator)
    }

    fn written(&self, instrument: InstrumentIdx, edition: Option<&str>, locator: Option<&Locator>) -> String {
        let instrument = &self.instruments[instrument].id;
        Id { instrument, edition, locator: locator.map(Locator::as_str) }.to_string()
    }

    /// Returns the id of an edition: `jp.ter@2020`.
    pub fn edition_id(&self, idx: EditionIdx) -> String {
        self.id(idx, None)
    }

    /// Returns the pinned id of a place, whether a provision is declared there or not.
    pub fn place_id(&self, edition: EditionIdx, locator: &Locator) -> String {
        self.id(edition, Some(locator))
    }

    /// Returns the id of a place without an edition.
    pub fn unpinned(&self, instrument: InstrumentIdx, locator: &Locator) -> String {
        self.written(instrument, None, Some(locator))
    }

    /// Returns a reference as people read it, with the edition only where it was pinned.
    pub fn reference_id(&self, reference: &Reference) -> String {
        let edition = reference.edition.map(|edition| self.editions[edition].id.as_str());
        self.written(reference.instrument, edition, reference.locator.as_ref())
    }

    /// Returns the provision that declares the text: itself, or the one that it inherits.
    pub fn origin(&self, idx: ProvisionIdx) -> ProvisionIdx {
        self.provisions[idx].origin.unwrap_or(idx)
    }
}
