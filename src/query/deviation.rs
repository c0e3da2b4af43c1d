//! What was declared of an alignment against what is computed of it.
//!
//! Computes no relation itself; a deviation is for the provisions that it names and no others.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Applicability;
use crate::model::{
    AlignmentIdx, Declared as Declaration, Deviation, EditionIdx, On, ProvisionIdx, Reference,
};
use crate::norm::Base;

use super::alignment::{Aligned, Pair, Side, aligned, editions};

/// Why a deviation is not needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needless {
    /// The two sides have the same criterion, or are not what the alignment compares.
    NoDifference,
    /// An edition that it names is over and is not the law of any world.
    Ended(EditionIdx),
    /// Another deviation declares the same.
    Repeated(usize),
}

/// What is wrong between declaration and computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A pair differs and nothing says so.
    Undeclared {
        /// The pair.
        pair: Pair,
        /// A deviation for the edition that is amended, which says something else.
        of_law: Option<usize>,
    },
    /// A deviation says something else than what is computed.
    Wrong {
        /// Index of the deviation.
        deviation: usize,
        /// The pair, turned so that its left side is the one declared first.
        pair: Pair,
    },
    /// A deviation names other provisions than those that meet the requirement.
    OtherProvisions {
        /// Index of the deviation.
        deviation: usize,
        /// The pair, turned so that its left side is the one declared first.
        pair: Pair,
    },
    /// A deviation is not needed.
    Needless {
        /// Index of the deviation.
        deviation: usize,
        /// Why.
        why: Needless,
    },
}

/// One alignment, compared with what was declared of it.
#[derive(Clone, Debug)]
pub struct Reconciled {
    /// What was computed.
    pub aligned: Aligned,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// For each differing pair that is in order, its index and that of the deviation that declares it.
    pub declared: Vec<(usize, usize)>,
}

/// Compares the deviations of an alignment with its pairs.
pub fn reconcile(kb: Base<'_>, alignment: AlignmentIdx) -> Reconciled {
    let aligned = aligned(kb, alignment);
    let declarations: Vec<Declared<'_>> = (kb.deviations.iter().enumerate())
        .filter(|(_, deviation)| deviation.alignment == alignment)
        .map(|(index, deviation)| Declared::new(kb, index, deviation))
        .collect();
    let mut desk = Desk {
        kb,
        alignment,
        declarations,
        used: BTreeSet::new(),
        rivals: BTreeMap::new(),
        faults: Vec::new(),
        declared: Vec::new(),
    };
    let mut open = Vec::new();
    for (at, pair) in aligned.differing.iter().enumerate() {
        if !desk.settle(at, pair) {
            open.push(pair);
        }
    }
    for pair in open {
        desk.explain(pair);
    }
    desk.needless(&aligned);
    Reconciled { aligned, faults: desk.faults, declared: desk.declared }
}

/// A deviation with its references resolved.
struct Declared<'a> {
    index: usize,
    deviation: &'a Deviation,
    left: Named,
    right: Named,
}

/// What a side of a deviation names.
struct Named {
    provisions: BTreeSet<ProvisionIdx>,
    editions: BTreeSet<EditionIdx>,
}

/// Which way round a deviation names a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Same,
    Swapped,
}

/// How a side of a deviation may name the provisions of a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// By their own ids.
    Pinned,
    /// By the ids of the edition from which an amendment inherits them.
    Inherited,
}

impl<'a> Declared<'a> {
    fn new(kb: Base<'_>, index: usize, deviation: &'a Deviation) -> Self {
        let resolve = |references: &[Reference]| {
            let nodes = || references.iter().flat_map(|it| kb.nodes(it));
            let whole = nodes().filter(|node| node.locator.is_none());
            Named {
                provisions: nodes().filter_map(|node| node.provision).collect(),
                editions: whole.map(|node| node.edition).collect(),
            }
        };
        Self { index, deviation, left: resolve(&deviation.left), right: resolve(&deviation.right) }
    }

    /// Says whether the deviation is about the two sides of the pair, and which way round.
    fn names(&self, kb: Base<'_>, pair: &Pair, naming: Naming) -> Option<Order> {
        if self.deviation.on != pair.on {
            return None;
        }
        let is = |named: &Named, side: &Side| match pair.on {
            On::Requirement(_) => self.is_side(kb, &named.provisions, side, naming),
            On::Scope | On::Transition => is_edition(kb, &named.editions, side, naming),
        };
        if is(&self.left, &pair.left) && is(&self.right, &pair.right) {
            return Some(Order::Same);
        }
        (is(&self.left, &pair.right) && is(&self.right, &pair.left)).then_some(Order::Swapped)
    }

    fn is_side(&self, kb: Base<'_>, named: &BTreeSet<ProvisionIdx>, side: &Side, naming: Naming) -> bool {
        if named.is_empty() || side.provisions.is_empty() {
            let both = named.is_empty() && side.provisions.is_empty();
            return both && self.deviation.member.is_none_or(|member| member == side.member);
        }
        named.len() == side.provisions.len()
            && side.provisions.iter().all(|idx| match naming {
                Naming::Pinned => named.contains(idx),
                Naming::Inherited => named.iter().any(|it| it == idx || inherits(kb, *idx, *it)),
            })
    }

    /// Says whether the deviation is about the same editions, whatever the provisions.
    fn near(&self, kb: Base<'_>, pair: &Pair) -> Option<Order> {
        if self.deviation.on != pair.on || !matches!(pair.on, On::Requirement(_)) {
            return None;
        }
        let of = |named: &Named, side: &Side| {
            let named = &named.provisions;
            let member = self.deviation.member.is_none_or(|member| member == side.member);
            let empty = named.is_empty() && member;
            empty
                || (!named.is_empty() && named.iter().all(|idx| kb.provisions[*idx].edition == side.edition))
        };
        if of(&self.left, &pair.left) && of(&self.right, &pair.right) {
            return Some(Order::Same);
        }
        (of(&self.left, &pair.right) && of(&self.right, &pair.left)).then_some(Order::Swapped)
    }

    /// Returns an edition that it names, is over and is not among those of any world.
    fn ended(&self, kb: Base<'_>, living: &BTreeSet<EditionIdx>) -> Option<EditionIdx> {
        let of = |named: &Named| {
            let provisions = named.provisions.iter().map(|idx| kb.provisions[*idx].edition);
            provisions.chain(named.editions.iter().copied()).collect::<Vec<_>>()
        };
        let mut all = of(&self.left).into_iter().chain(of(&self.right));
        // A draft is law in its own world.
        let is_law = |idx: &EditionIdx| !kb.editions[*idx].status.is_draft();
        all.find(|idx| !living.contains(idx) && is_law(idx))
    }

    fn says(&self, pair: &Pair) -> bool {
        let word = |declared: Declaration<Applicability>| declared.map(|(word, _)| word);
        self.deviation.relation.map(|(word, _)| word) == pair.relation
            && word(self.deviation.condition) == pair.condition
            && word(self.deviation.applicability) == pair.applicability
    }
}

/// Says whether a side of a deviation of scopes or transitional rules names the edition of a side.
fn is_edition(kb: Base<'_>, named: &BTreeSet<EditionIdx>, side: &Side, naming: Naming) -> bool {
    match naming {
        Naming::Pinned => named.contains(&side.edition),
        Naming::Inherited => named.iter().any(|it| *it == side.edition || kb.amends(side.edition, *it)),
    }
}

/// Says whether a provision is unchanged from that of an edition that its own amends.
fn inherits(kb: Base<'_>, idx: ProvisionIdx, from: ProvisionIdx) -> bool {
    let (heir, ancestor) = (&kb.provisions[idx], &kb.provisions[from]);
    kb.origin(idx) == kb.origin(from) && kb.amends(heir.edition, ancestor.edition)
}

fn turned(pair: &Pair, order: Order) -> Pair {
    match order {
        Order::Same => pair.clone(),
        Order::Swapped => pair.mirrored(),
    }
}

/// The deviations of one alignment while they are matched.
struct Desk<'a> {
    kb: Base<'a>,
    alignment: AlignmentIdx,
    declarations: Vec<Declared<'a>>,
    used: BTreeSet<usize>,
    /// Deviations that name a pair of which another says what is so.
    rivals: BTreeMap<usize, usize>,
    faults: Vec<Fault>,
    declared: Vec<(usize, usize)>,
}

impl Desk<'_> {
    /// Looks for the deviation that names a pair; says whether it settles the matter.
    fn settle(&mut self, at: usize, pair: &Pair) -> bool {
        let kb = self.kb;
        let named = |it: &Declared<'_>, naming| it.names(kb, pair, naming).map(|order| turned(pair, order));
        let pinned: Vec<(usize, &Declared<'_>, Pair)> = (self.declarations.iter())
            .filter_map(|it| Some((it.index, it, named(it, Naming::Pinned)?)))
            .collect();
        if let Some((said, ..)) = pinned.iter().find(|(_, it, pair)| it.says(pair)) {
            let rivals = pinned.iter().map(|(index, ..)| *index).filter(|index| index != said);
            self.rivals.extend(rivals.map(|index| (index, *said)));
            self.used.insert(*said);
            self.declared.push((at, *said));
            return true;
        }
        // One that is right of another world says nothing wrong here; this world needs one of its own.
        if let Some((index, _, pair)) = pinned.into_iter().find(|(index, ..)| !self.used.contains(index)) {
            self.used.insert(index);
            self.faults.push(Fault::Wrong { deviation: index, pair });
            return true;
        }
        let says = |it: &&Declared<'_>| named(it, Naming::Inherited).is_some_and(|pair| it.says(&pair));
        let Some(index) = self.declarations.iter().find(says).map(|it| it.index) else { return false };
        self.used.insert(index);
        self.declared.push((at, index));
        true
    }

    /// Says what is wrong with a pair that no deviation settles.
    fn explain(&mut self, pair: &Pair) {
        let kb = self.kb;
        let near = self.declarations.iter().find_map(|it| {
            let order = it.near(kb, pair).filter(|_| !self.used.contains(&it.index))?;
            Some((it.index, turned(pair, order)))
        });
        if let Some((deviation, pair)) = near {
            self.used.insert(deviation);
            self.faults.push(Fault::OtherProvisions { deviation, pair });
            return;
        }
        if !pair.when.is_today && self.reported(pair) {
            return;
        }
        let named = |it: &&Declared<'_>| it.names(kb, pair, Naming::Inherited).is_some();
        let of_law = self.declarations.iter().find(named).map(|it| it.index);
        self.faults.push(Fault::Undeclared { pair: pair.clone(), of_law });
    }

    /// Says whether the deviation that is missing in an earlier world would be enough for this one too.
    fn reported(&self, pair: &Pair) -> bool {
        let unchanged = |heir: &Side, law: &Side| {
            heir.member == law.member
                && (heir.edition == law.edition || self.kb.amends(heir.edition, law.edition))
                && heir.provisions.len() == law.provisions.len()
                && heir
                    .provisions
                    .iter()
                    .zip(&law.provisions)
                    .all(|(one, two)| one == two || inherits(self.kb, *one, *two))
        };
        self.faults.iter().any(|fault| match fault {
            Fault::Undeclared { pair: law, .. } => {
                law.when < pair.when
                    && law.on == pair.on
                    && (law.relation, law.condition, law.applicability)
                        == (pair.relation, pair.condition, pair.applicability)
                    && unchanged(&pair.left, &law.left)
                    && unchanged(&pair.right, &law.right)
            }
            Fault::Wrong { .. } | Fault::OtherProvisions { .. } | Fault::Needless { .. } => false,
        })
    }

    /// Reports what no world needs; a pair that could not be decided keeps its deviation.
    fn needless(&mut self, aligned: &Aligned) {
        let living: BTreeSet<EditionIdx> = editions(self.kb, self.alignment).collect();
        for it in self.declarations.iter().filter(|it| !self.used.contains(&it.index)) {
            let undecided = |on| aligned.undecided.iter().any(|other| other.on == on);
            let why = match self.rivals.get(&it.index) {
                Some(first) => Needless::Repeated(*first),
                None if undecided(it.deviation.on) => continue,
                None => it.ended(self.kb, &living).map_or(Needless::NoDifference, Needless::Ended),
            };
            self.faults.push(Fault::Needless { deviation: it.index, why });
        }
    }
}
