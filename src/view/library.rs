//! Every view of a checked knowledge base, linked by id.
//!
//! Pages, data files and checklists read this and nothing else, so they cannot disagree. The views of provisions
//! are most of it: these are made when they are asked for, from what is briefly known of all.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::logic::failure::OverBudget;
use crate::logic::relation::Related;
use crate::model::{EditionIdx, Proposal, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Checked};
use crate::query::beside;
use crate::query::counterpart::Counterparts;
use crate::query::impact::{self as query, Laws};
use crate::source::Span;

use super::alias::{self, Alias};
use super::brief::{self, Brief};
use super::citation::{self, Source};
use super::comparison::{self, Comparison};
use super::dates::{self, DateEntry};
use super::day::Day;
use super::diff::{self, Diff, Side};
use super::fact::{self, ConstraintView, Fact, UnlikelyView};
use super::form::Form;
use super::impact::{self, Impact};
use super::instrument::{self, Edition, Instrument};
use super::joint::{self, Joint};
use super::market::{self, MarketSet};
use super::merged::MergedOn;
use super::opposed::{self, Found, Opposed};
use super::order::{self, Ordered};
use super::provision::{self, Criterion, LeftOut, Links, Provision};
use super::said::{self, Said};
use super::state::{self, State};
use super::table::{self, Table};
use super::vocabulary::{self, Finding, Requirement, Term, Theme};
use super::ways::{self, AgainstLaw};

/// Most counterparts of a provision for one requirement in what is made for all provisions.
const COUNTERPARTS: usize = 50;

/// An edition that amends another, with what it changes.
#[derive(Debug)]
pub struct Amendment {
    /// The instrument.
    pub instrument: String,
    /// The pinned id of the edition.
    pub edition: String,
    /// Where it is declared.
    pub span: Span,
    /// What it changes; none where its criteria are too complex to be compared.
    pub diff: Option<Diff>,
}

/// What is briefly known of a proposal.
#[derive(Debug)]
pub struct Proposed {
    /// Its id.
    pub id: String,
    /// Its title; none of a draft by itself.
    pub title: Option<Bilingual>,
    /// The day on which it is to begin, where one is proposed.
    pub from: Option<Day>,
    /// The pinned ids of its editions.
    pub editions: Vec<String>,
    /// Computed when it is asked for.
    impact: OnceLock<Impact>,
}

/// Every view.
#[derive(Debug)]
pub struct Library<'a> {
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// Instruments in source order.
    pub instruments: Vec<Instrument>,
    /// What is briefly known of the provisions of all editions; parallel to those of the knowledge base.
    pub briefs: Vec<Brief<'a>>,
    /// Ids that are no declared provision.
    pub aliases: Vec<Alias>,
    /// What the groups of facts are called, by the first word of their ids.
    pub groups: BTreeMap<String, Bilingual>,
    /// Sets of markets that are shown together.
    pub market_sets: Vec<MarketSet>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Requirements.
    pub requirements: Vec<Requirement>,
    /// Facts, open limbs last.
    pub facts: Vec<Fact>,
    /// Constraints.
    pub constraints: Vec<ConstraintView>,
    /// What is unlikely.
    pub unlikely: Vec<UnlikelyView>,
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
    /// Every date, in order.
    pub dates: Vec<DateEntry>,
    /// Proposals, drafts that stand in none included.
    pub proposals: Vec<Proposed>,
    base: Base<'a>,
    by_id: IndexMap<&'a str, usize>,
    referrers: BTreeMap<ProvisionIdx, BTreeSet<ProvisionIdx>>,
    counterparts: Counterparts<'a>,
    /// Computed when the first of them is asked for.
    amendments: OnceLock<Vec<Amendment>>,
    /// Computed when it is first asked for.
    form: OnceLock<Result<Form, OverBudget>>,
    /// Each provision beside what is aligned with it.
    beside: Vec<OnceLock<Told<Vec<Comparison>>>>,
    /// The provisions that meet each requirement, by how much they ask.
    ordered: Vec<OnceLock<Ordered>>,
    /// Computed when the first of them is asked for.
    opposed: OnceLock<Vec<Opposed>>,
    /// The merge of each set of markets.
    joints: Vec<OnceLock<Joint>>,
    /// The ways of each provision against what the law demands elsewhere.
    mandatory: Vec<OnceLock<Told<Option<AgainstLaw>>>>,
}

/// What was computed of a provision and others.
#[derive(Debug)]
struct Told<T> {
    it: T,
    /// The others of which the ordinary evaluator does not confirm the answer.
    unconfirmed: Vec<ProvisionIdx>,
}

/// Two texts whose comparison the ordinary evaluator does not confirm: a fault of the engine, and nothing of it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconfirmed {
    /// Their pinned ids.
    pub ids: [String; 2],
    /// Where they are declared.
    pub spans: [Span; 2],
}

impl<'a> Library<'a> {
    /// Builds every view but those of provisions.
    pub fn new(checked: Checked<'a>) -> Self {
        let kb = checked.base();
        let (tables, (aliases, (facts, said))) = rayon::join(
            || table::tables(kb),
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
            briefs: kb.provisions.indices().map(|idx| brief::brief(kb, idx)).collect(),
            aliases,
            groups: kb.groups.iter().map(|it| (it.id.clone(), it.title.clone())).collect(),
            market_sets: market::sets(kb),
            themes: vocabulary::themes(kb),
            requirements: vocabulary::requirements(kb),
            facts,
            constraints: kb.constraints.iter().map(|it| fact::constraint(kb, it)).collect(),
            unlikely: kb.unlikely.iter().map(|it| fact::unlikely(kb, it)).collect(),
            terms: kb.terms.iter().map(|it| vocabulary::term(kb, it)).collect(),
            sources: kb.sources.indices().map(|idx| citation::source(kb, idx)).collect(),
            findings: vocabulary::findings(kb).into_iter().map(|it| vocabulary::finding(kb, it)).collect(),
            tables: decided,
            undecided_tables,
            said,
            dates: dates::entries(kb, None, None),
            proposals: kb.proposals.iter().map(|it| proposed(kb, it)).collect(),
            base: kb,
            by_id: kb.kb.provisions.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect(),
            referrers: referrers(kb),
            counterparts: Counterparts::when_asked(kb),
            amendments: OnceLock::new(),
            form: OnceLock::new(),
            beside: kb.provisions.iter().map(|_| OnceLock::new()).collect(),
            ordered: kb.requirements.iter().map(|_| OnceLock::new()).collect(),
            opposed: OnceLock::new(),
            joints: market::sets(kb).iter().map(|_| OnceLock::new()).collect(),
            mandatory: kb.provisions.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Returns what the views are made from; for other views.
    pub(super) fn base(&self) -> Base<'a> {
        self.base
    }

    /// Says whether the base is made for an instrument.
    pub fn is_main(&self, id: &str) -> bool {
        self.base.main.iter().any(|idx| self.base.instruments[*idx].id == id)
    }

    /// Returns the current edition of each instrument, and those that go on for some products, with their ids.
    pub fn current(&self) -> Vec<(String, EditionIdx)> {
        let kb = self.base;
        let mut all = Vec::new();
        for idx in kb.instruments.indices() {
            let current = kb.current_edition(idx);
            all.extend(kb.continuing(idx, kb.as_of).filter(|edition| Some(*edition) != current));
            all.extend(current);
        }
        all.into_iter().map(|edition| (kb.edition_id(edition), edition)).collect()
    }

    /// Says whether some duties of an edition in force begin after the as-of date; what says nothing of its own, such as
    /// a definition, does not count.
    pub fn applies_in_part(&self, it: &Edition) -> bool {
        let mut all = it.provisions.iter().filter_map(|id| self.find(id));
        it.status == Status::InForce && all.any(|it| it.modality.has_verdict() && it.begins_later())
    }

    /// Returns the instruments, those of the jurisdiction at home first.
    pub fn instruments_from_home(&self) -> Vec<&Instrument> {
        let mut all: Vec<&Instrument> = self.instruments.iter().collect();
        all.sort_by_key(|it| self.base.home.as_ref() != Some(&it.jurisdiction));
        all
    }

    /// Returns what is briefly known of the provision with a pinned id.
    pub fn find(&self, id: &str) -> Option<&Brief<'a>> {
        self.by_id.get(id).and_then(|at| self.briefs.get(*at))
    }

    /// Returns the view of the provision with a pinned id.
    pub fn provision(&self, id: &str) -> Option<Provision> {
        self.idx(id).map(|idx| self.view(idx))
    }

    /// Returns the criteria of the provision with a pinned id.
    pub fn criteria(&self, id: &str) -> Vec<Criterion> {
        self.idx(id).map(|idx| provision::criteria_of(self.base, idx)).unwrap_or_default()
    }

    /// Returns how a provision relates to another for a requirement, in the words of the first; none for itself.
    pub fn relation(&self, requirement: &str, id: &str, other: &str) -> Option<Related> {
        let kb = self.base;
        let (one, two) = (self.idx(id)?, self.idx(other)?);
        let requirement: RequirementIdx = *kb.requirement_ids.get(requirement)?;
        self.counterparts.between(requirement, one, two).filter(|_| one != two)
    }

    /// Returns the provisions that meet a requirement by how much they ask, the yardstick of all being the first that it
    /// lists.
    pub fn ordered(&self, requirement: &str) -> Option<&Ordered> {
        let idx = *self.base.kb.requirement_ids.get(requirement)?;
        let (kept, it) = (self.ordered.get(idx.raw())?, self.requirements.get(idx.raw())?);
        Some(kept_or(kept, || self.order(idx, it)))
    }

    fn order(&self, idx: RequirementIdx, it: &Requirement) -> Ordered {
        let drafts = it.elsewhere.iter().filter(|id| self.find(id).is_some_and(|it| it.status.is_draft()));
        let members: Vec<ProvisionIdx> =
            it.provisions.iter().chain(drafts).filter_map(|id| self.idx(id)).collect();
        order::ordered(self.base, &self.counterparts, idx, &members)
    }

    /// Returns the positions of the facts that a provision tests within the scope of its edition.
    pub fn tested(&self, id: &str) -> Vec<usize> {
        self.idx(id).map(|idx| brief::tested(self.base, idx)).unwrap_or_default()
    }

    /// Returns the place of the provision with a pinned id; for other views.
    pub(super) fn idx(&self, id: &str) -> Option<ProvisionIdx> {
        self.by_id.get(id).map(|at| ProvisionIdx::new(*at))
    }

    /// Returns the view of a provision.
    pub(super) fn view(&self, idx: ProvisionIdx) -> Provision {
        let kb = self.base;
        let (found, left_out) = self.counterparts.some_of(idx, COUNTERPARTS);
        let referrers = self.referrers.get(&kb.origin(idx)).into_iter().flatten();
        let links = Links {
            referenced_by: referrers
                .filter(|by| **by != idx && **by != kb.origin(idx))
                .map(|by| kb.provisions[*by].id.clone())
                .collect(),
            counterparts: found.into_iter().map(|it| provision::counterpart(kb, it)).collect(),
            left_out: left_out
                .into_iter()
                .map(|(it, count)| LeftOut { requirement: kb.requirements[it].id.clone(), count })
                .collect(),
        };
        provision::provision(kb, idx, links)
    }

    /// Returns the editions that amend another, in the order of their declaration, with what they change.
    pub fn amendments(&self) -> &[Amendment] {
        kept_or(&self.amendments, || {
            let kb = self.base;
            let amends = |edition: &EditionIdx| kb.editions[*edition].amends.is_some();
            let editions: Vec<EditionIdx> = kb.editions.indices().filter(amends).collect();
            editions.into_par_iter().filter_map(|edition| amendment(kb, edition)).collect()
        })
        .as_slice()
    }

    /// Returns the state of the texts on each day on which something of them begins, ends or changes.
    pub fn states(&self) -> Vec<State> {
        state::states(self.base)
    }

    /// Returns what each proposal changes.
    pub fn impacts(&self) -> Vec<&Impact> {
        let all: Vec<(&Proposed, &Proposal)> =
            self.proposals.iter().zip(self.base.proposals.iter()).collect();
        all.into_par_iter().map(|(it, declared)| self.impact_of(it, declared)).collect()
    }

    /// Returns what the proposal with an id changes.
    pub fn impact(&self, id: &str) -> Option<&Impact> {
        let mut all = self.proposals.iter().zip(self.base.proposals.iter());
        all.find(|(it, _)| it.id == id).map(|(it, declared)| self.impact_of(it, declared))
    }

    fn impact_of<'s>(&'s self, it: &'s Proposed, declared: &Proposal) -> &'s Impact {
        kept_or(&it.impact, || {
            let laws = Laws::new(self.base.kb, declared, None);
            impact::impact(&laws, &query::impact(&laws))
        })
    }

    /// Returns what a form in a browser judges by.
    pub fn form(&self) -> Result<&Form, &OverBudget> {
        kept_or(&self.form, || Form::new(self.base)).as_ref()
    }

    /// Returns the strictest merge of each set of markets.
    pub fn joints(&self) -> Vec<&Joint> {
        (0..self.market_sets.len()).into_par_iter().filter_map(|at| self.joint_at(at)).collect()
    }

    fn joint_at(&self, at: usize) -> Option<&Joint> {
        let (kept, set) = (self.joints.get(at)?, self.market_sets.get(at)?);
        Some(kept_or(kept, || joint::joint(self.base, at, set)))
    }

    /// Returns the strictest merge on one requirement of each set of several markets in which something takes part;
    /// computed for it alone where a set was not asked for whole.
    pub fn merged_on(&self, requirement: &str) -> Vec<(&MarketSet, Cow<'_, MergedOn>)> {
        let Some(idx) = self.base.kb.requirement_ids.get(requirement) else { return Vec::new() };
        let on = |at: usize, it: &MarketSet| match self.joints.get(at)?.get() {
            Some(joint) => joint.on(requirement).map(Cow::Borrowed),
            None => joint::on(self.base, it, *idx).map(Cow::Owned),
        };
        let several = self.market_sets.par_iter().enumerate().filter(|(_, it)| it.markets.len() > 1);
        several.filter_map(|(at, it)| Some((it, on(at, it)?))).collect()
    }

    /// Returns the strictest merge of the set of markets with an id.
    pub fn joint(&self, set: &str) -> Option<&Joint> {
        self.joint_at(self.market_sets.iter().position(|it| it.id == set)?)
    }

    /// Returns the pairs of texts that are compared whole.
    pub fn opposed(&self) -> &[Opposed] {
        kept_or(&self.opposed, || opposed::opposed(self.base)).as_slice()
    }

    /// Returns what is computed of a pair, computed when it is first asked for.
    pub fn compared<'s>(&self, it: &'s Opposed) -> &'s Found {
        kept_or(&it.found, || it.compared(self.base))
    }

    /// Returns the comparisons of the provision with a pinned id with what is aligned with it.
    pub fn beside(&self, id: &str) -> &[Comparison] {
        let found = self.by_id.get(id).and_then(|at| Some((ProvisionIdx::new(*at), self.beside.get(*at)?)));
        found.map_or(&[], |(idx, kept)| kept_or(kept, || self.compared_beside(idx)).it.as_slice())
    }

    fn compared_beside(&self, idx: ProvisionIdx) -> Told<Vec<Comparison>> {
        let kb = self.base;
        let found = beside::beside(kb, idx, &self.counterparts.others(idx));
        let compared = found.iter().filter_map(|(_, it)| it.as_ref().ok());
        Told {
            it: compared.map(|it| comparison::comparison(kb, it)).collect(),
            unconfirmed: beside::unconfirmed(&found),
        }
    }

    /// Returns the texts of which a comparison that was asked for so far is not confirmed.
    pub fn unconfirmed(&self) -> Vec<Unconfirmed> {
        let kb = self.base.kb;
        let beside = self.beside.iter().map(|kept| kept.get().map(|it| it.unconfirmed.as_slice()));
        let law = self.mandatory.iter().map(|kept| kept.get().map(|it| it.unconfirmed.as_slice()));
        let of = |(at, others): (usize, Option<&'_ [ProvisionIdx]>)| -> Vec<[ProvisionIdx; 2]> {
            others.into_iter().flatten().map(|other| [ProvisionIdx::new(at), *other]).collect()
        };
        let provisions = beside.enumerate().chain(law.enumerate()).flat_map(of).map(|pair| Unconfirmed {
            ids: pair.map(|idx| kb.provisions[idx].id.clone()),
            spans: pair.map(|idx| kb.provisions[idx].body.id_span),
        });
        let whole = self.opposed.get().into_iter().flatten().filter_map(Opposed::unconfirmed);
        let editions = whole.map(|pair| Unconfirmed {
            ids: pair.map(|idx| self.base.edition_id(idx)),
            spans: pair.map(|idx| kb.editions[idx].span),
        });
        provisions.chain(editions).collect()
    }

    /// Computes what all pages share, one after another, so that no two of them compute it at once.
    pub fn prepare(&self) {
        self.counterparts.compute();
        self.amendments();
        self.impacts();
        self.joints();
        self.opposed().par_iter().for_each(|it| {
            self.compared(it);
        });
        self.beside.par_iter().enumerate().for_each(|(at, kept)| {
            kept_or(kept, || self.compared_beside(ProvisionIdx::new(at)));
        });
    }

    /// Returns the ways of the provision with a pinned id against what the law demands elsewhere.
    pub fn mandatory(&self, id: &str) -> Option<&AgainstLaw> {
        let at = *self.by_id.get(id)?;
        kept_or(self.mandatory.get(at)?, || self.against_law(ProvisionIdx::new(at))).it.as_ref()
    }

    fn against_law(&self, idx: ProvisionIdx) -> Told<Option<AgainstLaw>> {
        let found = beside::mandatory(self.base, idx, &self.counterparts.others(idx));
        Told { it: ways::against(self.base, &found), unconfirmed: beside::unconfirmed(&found) }
    }
}

fn proposed(kb: Base<'_>, it: &Proposal) -> Proposed {
    Proposed {
        id: it.id.clone(),
        title: it.title.clone(),
        from: it.from.map(Day::from),
        editions: it.editions.iter().map(|edition| kb.edition_id(*edition)).collect(),
        impact: OnceLock::new(),
    }
}

fn amendment(kb: Base<'_>, edition: EditionIdx) -> Option<Amendment> {
    let here = &kb.kb.editions[edition];
    let side = |edition| Side { base: kb, edition, read_from: None };
    Some(Amendment {
        instrument: kb.kb.instruments[here.instrument].id.clone(),
        edition: kb.edition_id(edition),
        span: here.span,
        diff: diff::diff(side(here.amends?), side(edition)).ok(),
    })
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

/// Returns what is kept, computed if nothing is yet.
///
/// What is computed is computed before the cell is taken: a worker that waits for a part of its work may be given another
/// part that asks for the same, and would wait for itself. Where two come at once, the first to end is kept; both are the same.
fn kept_or<T>(kept: &OnceLock<T>, of: impl FnOnce() -> T) -> &T {
    if let Some(it) = kept.get() {
        return it;
    }
    let computed = of();
    kept.get_or_init(|| computed)
}
