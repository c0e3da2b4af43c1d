//! The pairs of texts that the site compares whole: the members of alignments, and the successive editions of an instrument.
//!
//! Chooses the pairs; what is said of each is what `kijun compare` answers.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::logic::failure::Failure;
use crate::model::{AlignmentIdx, EditionIdx, InstrumentIdx, Node};
use crate::norm::Base;
use crate::query::compare::compare;

use super::comparison::{Comparison, comparison};

/// Two texts that are compared whole.
#[derive(Clone, Debug)]
pub struct Opposed {
    /// How the command names them: by instrument where the current editions are meant on the as-of date, else by edition.
    pub asked: [String; 2],
    /// Pinned ids of their editions.
    pub editions: [String; 2],
    /// Why they are compared.
    pub why: Why,
    pair: [EditionIdx; 2],
    is_current: bool,
    /// Computed when it is first asked for.
    pub(super) found: OnceLock<Found>,
}

/// What is computed of two texts.
#[derive(Clone, Debug)]
pub struct Found {
    /// How they compare; none where it is too complex to be decided.
    pub comparison: Option<Comparison>,
    /// Whether the ordinary evaluator does not confirm the answer.
    is_unconfirmed: bool,
    /// For each requirement the provisions of both sides that meet it.
    pub sides: BTreeMap<String, [Vec<String>; 2]>,
}

/// Why two texts are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// They are to say the same: the id of the alignment.
    Aligned(String),
    /// The second follows the first, or would.
    Succession,
}

/// A pair before it is compared.
struct Pair {
    editions: [EditionIdx; 2],
    /// Whether the current editions are meant, so that the day counts.
    is_current: bool,
    why: Why,
}

/// Returns every pair, those of alignments first.
pub(super) fn opposed(kb: Base<'_>) -> Vec<Opposed> {
    let aligned = kb.kb.alignments.iter_enumerated().flat_map(|(idx, _)| aligned(kb, idx));
    aligned.chain(successive(kb)).map(|pair| opposition(kb, pair)).collect()
}

/// Pairs the current editions of the members of an alignment, then their drafts, each with what would stand beside it.
fn aligned(kb: Base<'_>, alignment: AlignmentIdx) -> Vec<Pair> {
    let it = &kb.kb.alignments[alignment];
    let pair = |editions, is_current| Pair { editions, is_current, why: Why::Aligned(it.id.clone()) };
    let draft = |member: &InstrumentIdx| {
        let mut all = kb.instruments[*member].editions.iter().copied().rev();
        all.find(|edition| kb.editions[*edition].status.is_draft())
    };
    let mut found = Vec::new();
    for (a, b) in pairs(&it.members) {
        let current = (kb.current_edition(*a), kb.current_edition(*b));
        if let (Some(a), Some(b)) = current {
            found.push(pair([a, b], true));
        }
    }
    for (a, b) in pairs(&it.members) {
        let (drafts, current) = ([draft(a), draft(b)], [kb.current_edition(*a), kb.current_edition(*b)]);
        let [one, two] = [0, 1].map(|at: usize| {
            let of = |all: &[Option<EditionIdx>; 2]| all.get(at).copied().flatten();
            of(&drafts).or_else(|| of(&current))
        });
        if let (Some(one), Some(two), true) = (one, two, drafts.iter().any(Option::is_some)) {
            found.push(pair([one, two], false));
        }
    }
    found
}

/// Returns every two of some members, in their order.
fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(at, a)| all.iter().skip(at + 1).map(move |b| (a, b)))
}

/// Pairs each edition with the one that it amends, else with the one that is declared before it.
fn successive(kb: Base<'_>) -> impl Iterator<Item = Pair> {
    kb.kb.instruments.iter().flat_map(move |it| {
        let editions = it.editions.iter().copied();
        let before = std::iter::once(None).chain(editions.clone().map(Some));
        editions.zip(before).filter_map(move |(new, before)| {
            let old = kb.editions[new].amends.or(before)?;
            Some(Pair { editions: [old, new], is_current: false, why: Why::Succession })
        })
    })
}

fn opposition(kb: Base<'_>, pair: Pair) -> Opposed {
    let instrument = |edition: EditionIdx| kb.instruments[kb.editions[edition].instrument].id.clone();
    let editions = pair.editions.map(|edition| kb.edition_id(edition));
    Opposed {
        asked: if pair.is_current { pair.editions.map(instrument) } else { editions.clone() },
        editions,
        why: pair.why,
        pair: pair.editions,
        is_current: pair.is_current,
        found: OnceLock::new(),
    }
}

impl Opposed {
    /// Compares the two.
    pub(super) fn compared(&self, kb: Base<'_>) -> Found {
        let [a, b] = self.pair.map(|edition| Node { edition, locator: None, provision: None });
        let asked = if self.is_current { kb.on(kb.as_of) } else { kb };
        let compared = compare(asked, &a, &b);
        Found {
            is_unconfirmed: matches!(compared, Err(Failure::WitnessDoesNotReplay)),
            comparison: compared.ok().map(|it| comparison(kb, &it)),
            sides: sides(asked, [&a, &b]),
        }
    }

    /// Returns the two where a comparison was asked for that is not confirmed.
    pub(super) fn unconfirmed(&self) -> Option<[EditionIdx; 2]> {
        self.found.get().filter(|it| it.is_unconfirmed).map(|_| self.pair)
    }
}

/// Returns for each requirement the provisions of both sides that meet it.
fn sides(kb: Base<'_>, nodes: [&Node; 2]) -> BTreeMap<String, [Vec<String>; 2]> {
    let on = |requirement| {
        nodes.map(|node| {
            let of = kb.demand_for(node, requirement).map(|it| it.of).unwrap_or_default();
            of.into_iter().map(|idx| kb.provisions[idx].id.clone()).collect::<Vec<String>>()
        })
    };
    let all = kb.kb.requirements.indices().map(|idx| (kb.requirements[idx].id.clone(), on(idx)));
    all.filter(|(_, sides)| sides.iter().any(|it| !it.is_empty())).collect()
}
