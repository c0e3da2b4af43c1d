//! What `kijun impact` answers: what changes if a proposal becomes law, and what stays.
//!
//! Computes nothing; `query::impact` does.

pub mod words;

use schemars::JsonSchema;
use serde::Serialize;

use crate::lang::Bilingual;
use crate::lexicon::{
    Answer, Applicability, Because, Binding, EdgeFinding, Fate, InstrumentKind, Outcome, Relation, Status,
};
use crate::logic::relation::Related;
use crate::model::{EditionIdx, FactIdx, InstrumentIdx, On, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::impact::{self as query, Flip, Laws, Open, Words};
use crate::query::table::Content;

use super::citation::{self, SourceRef};
use super::clause::{Clause, Place};
use super::day::Day;
use super::merged::{self, Demand};
use super::provision::{self, Transition};
use super::reading::Mood;
use super::said;

/// What a proposal changes when it becomes law.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Impact {
    /// The id of the proposal; that of the edition where one draft was asked about by itself.
    pub id: String,
    /// Its title; null of a draft by itself.
    pub title: Option<Bilingual>,
    /// The day on which it is to begin; null where none is proposed and none was supposed.
    pub from: Option<Day>,
    /// The day on which both laws were looked at.
    pub day: Day,
    /// The editions, each with whom it concerns.
    pub editions: Vec<Begins>,
    /// Where the proposal comes from: why it is made.
    pub sources: Vec<SourceRef>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// How much changes, and how much stays.
    pub counts: Counts,
    /// Example devices whose verdict changes, as a whole or for a provision.
    pub devices: Vec<Device>,
    /// Relations of its provisions to those of other instruments that change.
    pub relations: Vec<RelationChange>,
    /// Members of alignments that come to agree, cease to, or differ in another way.
    pub alignments: Vec<Aligned>,
    /// Claims whose answer changes, or that speak of an edition that is replaced.
    pub claims: Vec<Claim>,
    /// Published edges of which the criteria say something else.
    pub mappings: Vec<Edge>,
    /// What becomes of the deemings.
    pub deemings: Vec<Deeming>,
    /// What the strictest merge of the markets concerned demands, where it changes.
    pub merged: Vec<Merged>,
    /// Tables of which a cell changes, or that name an edition that is replaced.
    pub tables: Vec<TableChange>,
    /// Questions that one of the laws leaves undecided, for they are too complex: nobody can tell whether they change.
    pub undecided: Vec<Undecided>,
}

/// A question without an answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Undecided {
    /// What was asked.
    pub about: Bilingual,
    /// The ids that it is about.
    pub ids: Vec<String>,
}

/// An edition of a proposal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Begins {
    /// Its pinned id.
    pub id: String,
    /// The title of the instrument.
    pub title: Bilingual,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// Whether it binds by law.
    pub binding: Binding,
    /// Who makes it.
    pub issuer: Bilingual,
    /// Its status today.
    pub status: Status,
    /// Pinned id of the edition that it replaces; null where there is none.
    pub replaces: Option<String>,
    /// To which products it applies; null for all.
    pub scope: Option<Clause>,
    /// Whether that is another scope than now.
    pub scope_changes: bool,
    /// Its transitional rules: which products stay under other texts; those that it inherits as well.
    pub transitions: Vec<Stays>,
}

/// A transitional rule of an edition of a proposal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Stays {
    /// Its pinned id.
    pub id: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// Whether the edition that is replaced has it already.
    pub inherited: bool,
    /// What it says.
    #[serde(flatten)]
    pub rule: Transition,
}

/// How much changes, and how much stays.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// Pairs of an example device and an instrument with another verdict.
    pub devices: usize,
    /// Those with the same verdicts.
    pub devices_same: usize,
    /// Relations that change.
    pub relations: usize,
    /// Relations that stay.
    pub relations_same: usize,
    /// Pairs of aligned members that change.
    pub alignments: usize,
    /// Claims with another answer.
    pub claims: usize,
    /// Claims that name an edition that is replaced and are answered as before.
    pub claims_same: usize,
    /// Published edges that are judged otherwise.
    pub mappings: usize,
    /// Deemings that end or begin.
    pub deemings: usize,
    /// Requirements on which the merge demands something else.
    pub merged: usize,
    /// Tables to look at.
    pub tables: usize,
    /// Questions that were too complex to be answered.
    pub open: usize,
}

/// A table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TableChange {
    /// The id of the table.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Pinned ids of the editions that it names and that are replaced.
    pub names: Vec<String>,
    /// The cells that change.
    pub cells: Vec<CellChange>,
}

/// A cell before and after.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CellChange {
    /// The heading of the row.
    pub row: Bilingual,
    /// The heading of the column.
    pub column: Bilingual,
    /// What it says now.
    pub before: Bilingual,
    /// What it would say.
    pub after: Bilingual,
}

/// An example device under one instrument.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Device {
    /// The id of the device.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// The verdict on the edition.
    pub edition: Verdict,
    /// Provisions with another verdict.
    pub provisions: Vec<Verdict>,
}

/// A verdict before and after.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Verdict {
    /// Pinned id of what is judged now; null where there is nothing.
    pub old: Option<String>,
    /// Pinned id of what would be judged; null where there is nothing.
    pub new: Option<String>,
    /// How it is cited: the new text, else the old one; of an edition the title of the instrument.
    pub cite: Bilingual,
    /// The verdict now; null where there is nothing to judge.
    pub before: Option<Outcome>,
    /// The verdict then; null where there is nothing to judge.
    pub after: Option<Outcome>,
    /// Why the verdict then is none of content; null where it is one.
    pub because: Option<Because>,
    /// Ids of the facts that decide it.
    pub decided_by: Vec<String>,
    /// Their titles.
    pub decided_by_titles: Vec<Bilingual>,
}

/// How a provision relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Relating {
    /// How the criterion relates.
    pub relation: Relation,
    /// Where it applies, compared with the other.
    pub applicability: Applicability,
    /// The condition inside both scopes; null where no product is in both.
    pub condition: Option<Applicability>,
}

/// A relation that changes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RelationChange {
    /// The requirement that both meet.
    pub requirement: String,
    /// Its title.
    pub title: Bilingual,
    /// Pinned id of the provision now; null where it is new.
    pub old: Option<String>,
    /// Pinned id of the provision then; null where it is removed.
    pub new: Option<String>,
    /// Pinned id of the provision of another instrument that it is compared with.
    pub other: String,
    /// How the provision relates to the other now; null where it is new.
    pub before: Option<Relating>,
    /// How it would; null where it is removed.
    pub after: Option<Relating>,
}

/// How two members of an alignment differ.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Differing {
    /// How the criterion of the first relates; null of scopes.
    pub relation: Option<Relation>,
    /// The condition inside both scopes; null of scopes and where one side is silent.
    pub condition: Option<Applicability>,
    /// The scope of the first, compared with that of the second; null on a requirement.
    pub applicability: Option<Applicability>,
}

/// Two members of an alignment.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Aligned {
    /// The alignment.
    pub alignment: String,
    /// The requirement; null of scopes.
    pub requirement: Option<String>,
    /// Its title; null of scopes.
    pub title: Option<Bilingual>,
    /// The member that is described.
    pub left: String,
    /// The other.
    pub right: String,
    /// How they differ now; null where they agree.
    pub before: Option<Differing>,
    /// How they would; null where they agree.
    pub after: Option<Differing>,
    /// Whether neither has a rule on it now, so that they agree on nothing.
    pub neither_before: bool,
    /// Whether neither would have.
    pub neither_after: bool,
}

/// A claim to look at.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Claim {
    /// Its id.
    pub id: String,
    /// What it claims.
    pub claimed: Answer,
    /// The answer now; null where a side stands for nothing.
    pub before: Option<Answer>,
    /// The answer then; null where a side stands for nothing.
    pub after: Option<Answer>,
}

/// A published edge.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Edge {
    /// The mapping.
    pub mapping: String,
    /// The left side.
    pub from: Vec<String>,
    /// The right side.
    pub to: Vec<String>,
    /// What the audit says now.
    pub before: EdgeFinding,
    /// What it would say.
    pub after: EdgeFinding,
}

/// A deeming.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Deeming {
    /// Its id.
    pub id: String,
    /// Its legal basis.
    pub basis: Bilingual,
    /// The edition of the proposal that it is about.
    pub edition: String,
    /// What becomes of it.
    pub becomes: Fate,
}

/// What the merge demands on one requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Merged {
    /// The requirement.
    pub requirement: String,
    /// Its title.
    pub title: Bilingual,
    /// What is demanded now and would not be.
    pub before: Vec<Demand>,
    /// What would be demanded and is not now.
    pub after: Vec<Demand>,
}

/// Returns what a proposal changes.
pub fn impact(laws: &Laws, it: &query::Impact) -> Impact {
    let (before, after) = (laws.before(), laws.after());
    let proposal = &laws.proposal;
    Impact {
        id: proposal.id.clone(),
        title: proposal.title.clone(),
        from: proposal.from.map(Day::from),
        day: laws.day().into(),
        editions: laws.editions().into_iter().map(|(old, new)| begins(laws, old, new)).collect(),
        sources: citation::refs(after, &proposal.sources),
        note: proposal.note.clone(),
        counts: counts(it),
        devices: it.devices.iter().filter_map(|it| device(laws, it)).collect(),
        relations: it.relations.iter().filter_map(|it| relation(laws, it)).collect(),
        alignments: it.pairs.iter().map(|it| aligned(after, it)).collect(),
        claims: it.claims.iter().filter_map(|it| claim(after, it)).collect(),
        mappings: it.edges.iter().filter_map(|it| edge(after, it)).collect(),
        deemings: it.deemings.iter().filter_map(|it| deeming(after, it)).collect(),
        merged: it.merges.iter().map(|it| merge(before, after, it)).collect(),
        tables: it.tables.iter().filter_map(|it| table(laws, it)).collect(),
        undecided: it.open.iter().filter_map(|it| undecided(after, it)).collect(),
    }
}

fn counts(it: &query::Impact) -> Counts {
    Counts {
        devices: it.devices.len(),
        devices_same: it.devices_same,
        relations: it.relations.len(),
        relations_same: it.relations_same,
        alignments: it.pairs.len(),
        claims: it.claims.iter().filter(|it| it.before != it.after).count(),
        claims_same: it.claims.iter().filter(|it| it.before == it.after).count(),
        mappings: it.edges.len(),
        deemings: it.deemings.iter().filter(|it| it.becomes != Fate::Stays).count(),
        merged: it.merges.len(),
        tables: it.tables.len(),
        open: it.open.len(),
    }
}

fn begins(laws: &Laws, old: Option<EditionIdx>, new: EditionIdx) -> Begins {
    let kb = laws.after();
    let instrument = &kb.instruments[kb.editions[new].instrument];
    let scope = kb.editions[new].scope.as_ref();
    Begins {
        id: kb.edition_id(new),
        title: instrument.title.clone(),
        kind: instrument.kind,
        binding: instrument.binding,
        issuer: instrument.issuer.clone(),
        status: laws.before().editions[new].status,
        replaces: old.map(|old| kb.edition_id(old)),
        scope: scope.map(|scope| Place::of_edition(kb, new).clause(kb, scope, Mood::Condition)),
        scope_changes: old.is_some_and(|old| laws.before().scope(old) != kb.scope(new)),
        transitions: kb.kb.transitions(new).filter_map(|(idx, _)| stays(kb, idx)).collect(),
    }
}

impl Stays {
    /// Returns the rule in a line.
    pub fn told(&self) -> Bilingual {
        let (Bilingual { ja: cite, en: cite_en }, id) = (&self.cite, &self.id);
        let sentence = self.rule.sentence();
        let (ja, en) = (sentence.ja, sentence.en);
        if self.inherited {
            msg!(ja: "経過措置（現行から引き継ぐ） {cite}（{id}）: {ja}", en: "transitional rule, as now, {cite_en} ({id}): {en}")
        } else {
            msg!(ja: "経過措置 {cite}（{id}）: {ja}", en: "transitional rule {cite_en} ({id}): {en}")
        }
    }
}

fn stays(kb: Base<'_>, idx: ProvisionIdx) -> Option<Stays> {
    let provision = &kb.kb.provisions[idx];
    let rule = provision::transition(kb, idx)?;
    let (id, cite) = (provision.id.clone(), provision.body.cite.clone());
    Some(Stays { id, cite, inherited: provision.origin.is_some(), rule })
}

fn device(laws: &Laws, it: &query::DeviceChange) -> Option<Device> {
    let kb = laws.after();
    let device = kb.kb.devices.get(it.device)?;
    let title = &kb.instruments[it.instrument].title;
    let provision = |flip: &Flip<ProvisionIdx>| {
        let id = |idx: ProvisionIdx| kb.provisions[idx].id.clone();
        let cite = flip.of.1.or(flip.of.0).map(|idx| kb.provisions[idx].body.cite.clone());
        verdict(kb, flip, id, cite.unwrap_or_default())
    };
    Some(Device {
        id: device.id.clone(),
        title: device.title.clone(),
        edition: verdict(kb, &it.whole, |idx| kb.edition_id(idx), title.clone()),
        provisions: it.provisions.iter().map(provision).collect(),
    })
}

fn verdict<T: Copy>(kb: Base<'_>, flip: &Flip<T>, id: impl Fn(T) -> String, cite: Bilingual) -> Verdict {
    let facts = || flip.decided_by.iter().map(|idx: &FactIdx| &kb.facts[*idx]);
    Verdict {
        old: flip.of.0.map(&id),
        new: flip.of.1.map(&id),
        cite,
        before: flip.before,
        after: flip.after,
        because: flip.because,
        decided_by: facts().map(|fact| fact.id.clone()).collect(),
        decided_by_titles: facts().map(|fact| fact.title.clone()).collect(),
    }
}

fn relation(laws: &Laws, it: &query::RelationChange) -> Option<RelationChange> {
    let kb = laws.after();
    let id = |idx: ProvisionIdx| kb.provisions[idx].id.clone();
    let requirement = &kb.requirements[it.requirement];
    let words = |it: Related| Relating {
        relation: it.relation,
        applicability: it.applicability,
        condition: it.condition,
    };
    Some(RelationChange {
        requirement: requirement.id.clone(),
        title: requirement.title.clone(),
        old: it.of.0.map(id),
        new: it.of.1.map(id),
        other: it.other.1.or(it.other.0).map(id)?,
        before: it.before.map(words),
        after: it.after.map(words),
    })
}

fn aligned(kb: Base<'_>, it: &query::PairChange) -> Aligned {
    let requirement = match it.on {
        On::Requirement(idx) => Some(&kb.kb.requirements[idx]),
        On::Scope | On::Transition => None,
    };
    let words = |it: Words| Differing {
        relation: it.relation,
        condition: it.condition,
        applicability: it.applicability,
    };
    Aligned {
        alignment: kb.alignments[it.alignment].id.clone(),
        requirement: requirement.map(|it| it.id.clone()),
        title: requirement.map(|it| it.title.clone()),
        left: kb.instruments[it.left].id.clone(),
        right: kb.instruments[it.right].id.clone(),
        before: it.before.map(words),
        after: it.after.map(words),
        neither_before: it.neither.0,
        neither_after: it.neither.1,
    }
}

fn claim(kb: Base<'_>, it: &query::ClaimChange) -> Option<Claim> {
    let claim = kb.kb.claims.get(it.claim)?;
    Some(Claim { id: said::claim_id(kb, claim), claimed: claim.answer, before: it.before, after: it.after })
}

fn edge(kb: Base<'_>, it: &query::EdgeChange) -> Option<Edge> {
    let mapping = kb.kb.mappings.get(it.mapping)?;
    let edge = mapping.edges.get(it.edge)?;
    let ids = |all: &[crate::model::Reference]| all.iter().map(|it| kb.reference_id(it)).collect();
    Some(Edge {
        mapping: mapping.id.clone(),
        from: ids(&edge.from),
        to: ids(&edge.to),
        before: it.before,
        after: it.after,
    })
}

fn deeming(kb: Base<'_>, it: &query::DeemingChange) -> Option<Deeming> {
    let deeming = kb.kb.deemings.get(it.deeming)?;
    Some(Deeming {
        id: deeming.id.clone(),
        basis: deeming.basis.clone(),
        edition: kb.edition_id(it.edition),
        becomes: it.becomes,
    })
}

fn table(laws: &Laws, it: &query::TableChange) -> Option<TableChange> {
    let table = laws.after().kb.tables.get(it.table)?;
    let cell = |it: &query::CellChange| {
        let (row, column) = (table.rows.get(it.row)?, table.columns.get(it.column)?);
        let says = |kb, answer: &Content| super::table::cell(kb, table, row, it.column, answer.clone()).text;
        Some(CellChange {
            row: super::table::row_title(laws.after(), row),
            column: super::table::heading(laws.after(), column),
            before: says(laws.before(), &it.before),
            after: says(laws.after(), &it.after),
        })
    };
    Some(TableChange {
        id: table.id.clone(),
        title: table.title.clone(),
        names: it.names.iter().map(|edition| laws.after().edition_id(*edition)).collect(),
        cells: it.cells.iter().filter_map(cell).collect(),
    })
}

fn undecided(kb: Base<'_>, it: &Open) -> Option<Undecided> {
    let instrument = |idx: InstrumentIdx| (&kb.kb.instruments[idx].title, kb.kb.instruments[idx].id.clone());
    let provision = |idx: ProvisionIdx| (&kb.kb.provisions[idx].body.cite, kb.kb.provisions[idx].id.clone());
    let (about, ids) = match *it {
        Open::Device(at, idx) => {
            let device = kb.kb.devices.get(at)?;
            let (Bilingual { ja, en }, (text, id)) = (&device.title, instrument(idx));
            let Bilingual { ja: text_ja, en: text_en } = text;
            let about = msg!(
                ja: "{text_ja}による例示機器「{ja}」の判定",
                en: "the verdict on the example device \"{en}\" under {text_en}",
            );
            (about, vec![device.id.clone(), id])
        }
        Open::Relation((old, new), other, on) => {
            let ((one, id), (two, with)) = (provision(new.or(old)?), provision(other));
            (words::pair(one, two, &kb.kb.requirements[on].title), vec![id, with])
        }
        Open::Pair(_, on, left, right) => {
            let ((one, left), (two, right)) = (instrument(left), instrument(right));
            let on = match on {
                On::Requirement(idx) => &kb.kb.requirements[idx].title,
                On::Scope | On::Transition => &words::scopes(),
            };
            (words::pair(one, two, on), vec![left, right])
        }
        Open::Claim(at) => {
            let id = said::claim_id(kb, kb.kb.claims.get(at)?);
            (msg!(ja: "主張「{id}」の答え", en: "the answer to the claim `{id}`"), vec![id])
        }
        Open::Merge(idx) => {
            let requirement = &kb.kb.requirements[idx];
            let Bilingual { ja, en } = &requirement.title;
            let about = msg!(ja: "最も厳しい基準（{ja}）", en: "the strictest criteria on {en}");
            (about, vec![requirement.id.clone()])
        }
        Open::Table(at) => {
            let table = kb.kb.tables.get(at)?;
            (table.title.clone(), vec![table.id.clone()])
        }
    };
    Some(Undecided { about, ids })
}

fn merge(before: Base<'_>, after: Base<'_>, it: &query::MergeChange) -> Merged {
    let requirement = &after.kb.requirements[it.requirement];
    Merged {
        requirement: requirement.id.clone(),
        title: requirement.title.clone(),
        before: it.before.iter().map(|it| merged::demand(before, it, false)).collect(),
        after: it.after.iter().map(|it| merged::demand(after, it, false)).collect(),
    }
}
