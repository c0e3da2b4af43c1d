//! What a proposal changes: the law of its day and the law that it would make, asked the same questions.
//!
//! Asks and compares; what a relation, a verdict or a merge is, the other queries say.

use std::collections::BTreeSet;

use crate::model::{
    AlignmentIdx, Date, EditionIdx, InstrumentIdx, Kb, On, Proposal, ProvisionIdx, RequirementIdx,
};
use crate::norm::{Base, Norms};
use crate::query::succession::{Passage, State, succession};

mod claims;
mod devices;
mod merges;
mod relations;
mod tables;

pub use claims::{ClaimChange, DeemingChange, EdgeChange};
pub use devices::{DeviceChange, Flip};
pub use merges::MergeChange;
pub use relations::{PairChange, RelationChange, Words};
pub use tables::{CellChange, TableChange};

/// The law of a day, and the law that a proposal would make.
#[derive(Debug)]
pub struct Laws {
    /// The proposal.
    pub proposal: Proposal,
    before: (Kb, Norms),
    after: (Kb, Norms),
}

impl Laws {
    /// Makes both; `from` is another day on which the proposal is supposed to begin.
    pub fn new(kb: &Kb, proposal: &Proposal, from: Option<Date>) -> Self {
        let mut proposal = proposal.clone();
        proposal.from = from.or(proposal.from);
        let compiled = |kb: Kb| {
            let norms = Norms::compile(&kb);
            (kb, norms)
        };
        let before = compiled(kb.without(&proposal, proposal.day(kb.as_of)));
        let after = compiled(kb.enacting(&proposal));
        Self { proposal, before, after }
    }

    /// Returns the law as it is on the day.
    pub fn before(&self) -> Base<'_> {
        Base::new(&self.before.0, &self.before.1)
    }

    /// Returns the law that the proposal would make.
    pub fn after(&self) -> Base<'_> {
        Base::new(&self.after.0, &self.after.1)
    }

    /// Returns the day on which both are looked at.
    pub fn day(&self) -> Date {
        self.after.0.as_of
    }

    /// Returns each edition of the proposal with the one that it replaces.
    pub fn editions(&self) -> Vec<(Option<EditionIdx>, EditionIdx)> {
        let replaced = |new: &EditionIdx| {
            let instrument = self.after.0.editions[*new].instrument;
            (self.before.0.replaced(&self.proposal, instrument), *new)
        };
        self.proposal.editions.iter().map(replaced).collect()
    }

    /// Returns the instruments whose demands may change: those of the proposal, and those that its editions, or the
    /// editions that it replaces, interpret.
    pub fn concerned(&self) -> BTreeSet<InstrumentIdx> {
        let kb = &self.before.0;
        let editions = self.editions();
        let touched: BTreeSet<EditionIdx> =
            editions.iter().flat_map(|(old, new)| old.iter().chain([new])).copied().collect();
        let read = kb.interpretations.iter().filter(|it| touched.contains(&it.by)).flat_map(|it| &it.within);
        touched.iter().chain(read).map(|idx| kb.editions[*idx].instrument).collect()
    }
}

/// What a proposal changes.
#[derive(Clone, Debug)]
pub struct Impact {
    /// Example devices whose verdict changes for an instrument as a whole or for one of its provisions.
    pub devices: Vec<DeviceChange>,
    /// How many pairs of an example device and an instrument keep their verdicts.
    pub devices_same: usize,
    /// Relations to provisions of other instruments that change.
    pub relations: Vec<RelationChange>,
    /// How many stay.
    pub relations_same: usize,
    /// Pairs of aligned members that change.
    pub pairs: Vec<PairChange>,
    /// Claims whose answer changes, or that speak of an edition that is replaced.
    pub claims: Vec<ClaimChange>,
    /// Published edges of which the criteria say something else.
    pub edges: Vec<EdgeChange>,
    /// What becomes of the deemings of what is replaced.
    pub deemings: Vec<DeemingChange>,
    /// What the strictest merge of the markets concerned demands, where it changes.
    pub merges: Vec<MergeChange>,
    /// Tables of which a cell changes, or that name an edition that is replaced.
    pub tables: Vec<TableChange>,
    /// What could not be answered within the budget.
    pub open: Vec<Open>,
}

/// A question that one of the laws leaves undecided: what became of it nobody can tell.
#[derive(Clone, Debug)]
pub enum Open {
    /// The verdict on an example device, by its position, under an instrument.
    Device(usize, InstrumentIdx),
    /// How a provision relates to another on a requirement.
    Relation(Row, ProvisionIdx, RequirementIdx),
    /// Whether two members of an alignment agree.
    Pair(AlignmentIdx, On, InstrumentIdx, InstrumentIdx),
    /// A claim, by its position.
    Claim(usize),
    /// What the strictest merge demands on a requirement.
    Merge(RequirementIdx),
    /// The cells of a table, by its position.
    Table(usize),
}

/// Asks both laws everything.
pub fn impact(laws: &Laws) -> Impact {
    let rows: Vec<Row> = laws.editions().into_iter().flat_map(|(old, new)| rows(laws, old, new)).collect();
    let devices = devices::changes(laws);
    let relations = relations::changes(laws, &rows);
    let (pairs, open_pairs) = relations::pairs(laws);
    let (claims, open_claims) = claims::of_claims(laws);
    let (merges, open_merges) = merges::changes(laws, &rows);
    let (tables, open_tables) = tables::changes(laws);
    Impact {
        devices: devices.changed,
        devices_same: devices.same,
        relations: relations.changed,
        relations_same: relations.same,
        pairs,
        claims,
        edges: claims::of_edges(laws),
        deemings: claims::of_deemings(laws),
        merges,
        tables,
        open: [devices.open, open_pairs, relations.open, open_merges, open_claims, open_tables].concat(),
    }
}

/// A provision of the replaced edition with what it becomes: `(Some, None)` is removed, `(None, Some)` added.
pub type Row = (Option<ProvisionIdx>, Option<ProvisionIdx>);

/// Returns the provisions of two editions side by side; of what was split or joined each new one with an old one.
fn rows(laws: &Laws, old: Option<EditionIdx>, new: EditionIdx) -> Vec<Row> {
    let kb = &laws.after.0;
    let Some(old) = old else {
        return kb.editions[new].provisions.iter().map(|idx| (None, Some(*idx))).collect();
    };
    let passages = succession(State { kb, edition: old }, State { kb, edition: new });
    passages.iter().flat_map(side_by_side).collect()
}

fn side_by_side(passage: &Passage) -> Vec<Row> {
    let at = |list: &[ProvisionIdx], place: usize| list.get(place).or(list.last()).copied();
    let rows = passage.old.len().max(passage.new.len());
    (0..rows).map(|place| (at(&passage.old, place), at(&passage.new, place))).collect()
}

/// Says whether a provision demands in the law to come what the one before it demands now, of the same products.
fn is_unchanged(laws: &Laws, (old, new): Row) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return false };
    let (before, after) = (laws.before(), laws.after());
    let modality = |kb: Base<'_>, idx: ProvisionIdx| kb.provisions[idx].body.modality;
    before.scope_of(old) == after.scope_of(new)
        && before.norm(old).condition == after.norm(new).condition
        && before.norm(old).parts == after.norm(new).parts
        && modality(before, old) == modality(after, new)
}
