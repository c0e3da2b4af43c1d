//! Published edges against what the criteria say.
//!
//! Computes and compares; never takes an edge for a proof, and an edge's own note for no more than "known".

use rayon::prelude::*;

use crate::lang::Bilingual;
use crate::lexicon::{Applicability, EdgeFinding, EdgeRelation, Relation, Undecided};
use crate::logic::domain::Facts;
use crate::logic::formula::Formula;
use crate::logic::relation::{Implication, Related};
use crate::model::{Edge, FactIdx, Node, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Demand, nodes, together};
use crate::norm::{Sides as Compared, failing};

use super::counterpart::requirements_of;

/// What an audit says of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The criteria say the same.
    Agrees,
    /// The edge says more than the criteria do; a witness shows it where there is one.
    TooStrong,
    /// The criteria say more than the edge.
    TooWeak,
    /// The criteria do not decide it.
    NotDecidable(Undecided),
}

impl Finding {
    /// Returns the word for it, without the reason.
    pub fn word(self) -> EdgeFinding {
        match self {
            Finding::Agrees => EdgeFinding::Agrees,
            Finding::TooStrong => EdgeFinding::TooStrong,
            Finding::TooWeak => EdgeFinding::TooWeak,
            Finding::NotDecidable(_) => EdgeFinding::NotDecidable,
        }
    }
}

/// Which side a witness meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It meets the left side and fails the right.
    LeftImpliesRight,
    /// It meets the right side and fails the left.
    RightImpliesLeft,
}

/// A product against what an edge says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What it refutes.
    pub against: Against,
    /// Its facts.
    pub facts: Facts,
    /// The provisions that it fails.
    pub fails: Vec<ProvisionIdx>,
    /// The open limbs that have to be true.
    pub hangs_on: Vec<FactIdx>,
}

/// What an edge is found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What the audit says.
    pub finding: Finding,
    /// The computed relation of the left side to the right, where it was computed.
    pub relation: Option<Relation>,
    /// Where the left side applies, compared with the right.
    pub applicability: Option<Applicability>,
    /// The edge that the criteria would justify.
    pub justified: Option<EdgeRelation>,
    /// Products against what the edge says.
    pub witnesses: Vec<Witness>,
}

/// The audit of one edge of the knowledge base.
#[derive(Clone, Debug)]
pub struct Audited {
    /// The mapping, by its position.
    pub mapping: usize,
    /// The edge in it, by its position.
    pub edge: usize,
    /// What it is found to be.
    pub judgement: Judgement,
    /// Whether the edge has a note, which records a known disagreement.
    pub is_known: bool,
}

/// Audits every edge of every mapping, in source order.
pub fn audit(kb: Base<'_>) -> Vec<Audited> {
    audit_where(kb, |_| true)
}

/// Audits the edges that `wanted` picks, in source order.
pub fn audit_where(kb: Base<'_>, wanted: impl Fn(&Edge) -> bool) -> Vec<Audited> {
    let mut places = Vec::new();
    for (mapping, it) in kb.mappings.iter().enumerate() {
        let edges = it.edges.iter().enumerate().filter(|(_, it)| wanted(it));
        places.extend(edges.map(|(edge, it)| (mapping, edge, it)));
    }
    let audited = places.into_par_iter().map(|(mapping, edge, it)| {
        let (left, right) = (nodes(kb.kb, &it.from), nodes(kb.kb, &it.to));
        let judgement = judge(kb, &left, it.relation, &right);
        Audited { mapping, edge, judgement, is_known: it.note.is_some() }
    });
    audited.collect()
}

/// Judges an edge between what some nodes demand together and what others do.
pub fn judge(kb: Base<'_>, left: &[Node], said: EdgeRelation, right: &[Node]) -> Judgement {
    let (Some(left), Some(right)) = (together(kb, left), together(kb, right)) else {
        return undecided(Undecided::Nothing);
    };
    if !left.silent.is_empty() || !right.silent.is_empty() {
        return undecided(Undecided::NoCriterion);
    }
    let compared = Compared::new(kb, &left, &right);
    let Ok(Related { relation, applicability, .. }) = compared.words() else {
        return undecided(Undecided::OverBudget);
    };
    let sides = Sides { kb, left: &left, right: &right };
    let mut judgement = Judgement {
        finding: sides.finding(said, relation),
        relation: Some(relation),
        applicability: Some(applicability),
        justified: sides.justified(relation),
        witnesses: Vec::new(),
    };
    let one_way = !matches!(said, EdgeRelation::Intersects | EdgeRelation::None);
    if judgement.finding == Finding::TooStrong && one_way {
        let Ok(comparison) = compared.comparison() else {
            return undecided(Undecided::OverBudget);
        };
        let (forward, backward) = match said {
            EdgeRelation::Equal | EdgeRelation::Equivalent => (true, true),
            EdgeRelation::Subset => (false, true),
            EdgeRelation::Superset => (true, false),
            EdgeRelation::Intersects | EdgeRelation::None => (false, false),
        };
        if forward {
            judgement.witnesses.extend(sides.witness(Against::LeftImpliesRight, &comparison.a_implies_b));
        }
        if backward {
            judgement.witnesses.extend(sides.witness(Against::RightImpliesLeft, &comparison.b_implies_a));
        }
    }
    judgement
}

fn undecided(reason: Undecided) -> Judgement {
    Judgement {
        finding: Finding::NotDecidable(reason),
        relation: None,
        applicability: None,
        justified: None,
        witnesses: Vec::new(),
    }
}

/// Compares an edge with the one that the criteria justify; none where no product can meet both sides.
fn against(said: EdgeRelation, justified: Option<EdgeRelation>) -> Finding {
    match (said, justified) {
        _ if justified.is_some_and(|it| it.agrees_with(said)) => Finding::Agrees,
        (EdgeRelation::None, _)
        | (EdgeRelation::Subset | EdgeRelation::Superset, Some(EdgeRelation::Equal))
        | (
            EdgeRelation::Intersects,
            Some(EdgeRelation::Equal | EdgeRelation::Subset | EdgeRelation::Superset),
        ) => Finding::TooWeak,
        (
            EdgeRelation::Equal
            | EdgeRelation::Equivalent
            | EdgeRelation::Subset
            | EdgeRelation::Superset
            | EdgeRelation::Intersects,
            _,
        ) => Finding::TooStrong,
    }
}

impl Judgement {
    /// Returns what the criteria say, in words: that they have nothing in common, or how they relate.
    pub fn computed(&self) -> Bilingual {
        match self.justified {
            Some(none @ EdgeRelation::None) => none.title(),
            _ => self.relation.map(Relation::title).unwrap_or_default(),
        }
    }
}

/// Both sides of an edge.
struct Sides<'a> {
    kb: Base<'a>,
    left: &'a Demand,
    right: &'a Demand,
}

impl Sides<'_> {
    fn finding(&self, said: EdgeRelation, computed: Relation) -> Finding {
        match computed {
            Relation::Undetermined | Relation::Absent | Relation::Only => {
                return Finding::NotDecidable(Undecided::NoCriterion);
            }
            Relation::Disjoint => return Finding::NotDecidable(Undecided::Disjoint),
            Relation::Equal
            | Relation::Stricter
            | Relation::Looser
            | Relation::Overlapping
            | Relation::Incompatible => {}
        }
        let judged_only = [self.left, self.right].into_iter().any(|side| is_judged_only(self.kb, side));
        if judged_only && computed != Relation::Equal {
            return Finding::NotDecidable(Undecided::ConceptOnly);
        }
        against(said, self.justified(computed))
    }

    /// Returns the edge that says what was computed, where an edge can.
    fn justified(&self, computed: Relation) -> Option<EdgeRelation> {
        match computed {
            Relation::Equal => Some(EdgeRelation::Equal),
            Relation::Stricter => Some(EdgeRelation::Superset),
            Relation::Looser => Some(EdgeRelation::Subset),
            Relation::Overlapping if self.share() => Some(EdgeRelation::Intersects),
            Relation::Overlapping => Some(EdgeRelation::None),
            Relation::Incompatible
            | Relation::Disjoint
            | Relation::Absent
            | Relation::Only
            | Relation::Undetermined => None,
        }
    }

    /// Says whether both sides meet a common requirement or test a common fact.
    fn share(&self) -> bool {
        let requirements = |side: &Demand| -> Vec<RequirementIdx> {
            side.of.iter().flat_map(|idx| requirements_of(self.kb, *idx)).collect()
        };
        let (left, right) = (requirements(self.left), requirements(self.right));
        if left.iter().any(|requirement| right.contains(requirement)) {
            return true;
        }
        let vars = |side: &Demand| side.criterion.as_ref().map(Formula::vars).unwrap_or_default();
        !vars(self.left).is_disjoint(&vars(self.right))
    }

    fn witness(&self, against: Against, implication: &Implication) -> Option<Witness> {
        let Implication::Fails { witness, hangs_on } = implication else { return None };
        let failed = match against {
            Against::LeftImpliesRight => self.right,
            Against::RightImpliesLeft => self.left,
        };
        Some(Witness {
            against,
            facts: witness.clone(),
            fails: failing(self.kb, &failed.within, &failed.of, None, witness),
            hangs_on: hangs_on.clone(),
        })
    }
}

/// Says whether a criterion tests judgement facts and nothing else.
fn is_judged_only(kb: Base<'_>, side: &Demand) -> bool {
    let vars = side.criterion.as_ref().map(Formula::vars).unwrap_or_default();
    !vars.is_empty() && vars.into_iter().all(|var| kb.facts[var].nature.is_judgement())
}
