//! What transitional rules do, as formulas: which products, away from which texts, and under which others.

use std::collections::{BTreeMap, BTreeSet};

use crate::idx::IndexVec;
use crate::logic::formula::Formula;
use crate::model::{EditionIdx, EditionKey, Kb, Locator, ProvisionIdx};

/// What a transitional rule of an edition does.
#[derive(Clone, Debug)]
pub struct Move {
    /// The rule.
    pub rule: ProvisionIdx,
    /// The products, on the day for which it was compiled.
    pub products: Formula,
    /// Under which edition they stay, if under any.
    pub stays: Option<EditionIdx>,
    /// Whether the maker may also follow the new texts.
    pub by_choice: bool,
    /// The texts of the edition of which it speaks.
    pub out: BTreeSet<ProvisionIdx>,
    /// The texts under which the products stay, each with the place in the edition that it has become.
    pub under: BTreeMap<ProvisionIdx, Locator>,
}

/// What the transitional rules of each edition do.
pub(super) type Moves = BTreeMap<EditionIdx, Vec<Move>>;

/// Returns what transitional rules do, the products left open; a rule that leads back to its own edition leaves them
/// under none.
pub(super) fn moves(kb: &Kb) -> Moves {
    let mut moves = Moves::new();
    for edition in kb.editions.indices() {
        follow(kb, edition, &mut BTreeSet::new(), &mut moves);
    }
    moves.retain(|_, of| !of.is_empty());
    moves
}

fn follow(kb: &Kb, edition: EditionIdx, on_the_way: &mut BTreeSet<EditionIdx>, moves: &mut Moves) {
    if moves.contains_key(&edition) || !on_the_way.insert(edition) {
        return;
    }
    let mut found = Vec::new();
    for (rule, it) in kb.transitions(edition) {
        let stays = it.stays.filter(|old| !on_the_way.contains(old));
        if let Some(old) = stays {
            follow(kb, old, on_the_way, moves);
        }
        let named = |here: &Locator| kb.transition_names(edition, it, here);
        let own = kb.editions[edition].provisions.iter().copied();
        let out = own.filter(|idx| named(&kb.provisions[*idx].locator)).collect();
        let there = stays.into_iter().flat_map(|old| texts(kb, old, moves));
        let there: Vec<(ProvisionIdx, Locator)> = there.map(|idx| (idx, kb.became(edition, idx))).collect();
        let under = there.into_iter().filter(|(_, here)| named(here)).collect();
        let by_choice = it.by_choice;
        found.push(Move { rule, products: Formula::False, stays, by_choice, out, under });
    }
    on_the_way.remove(&edition);
    moves.insert(edition, found);
}

/// Returns the texts of an edition, and those under which its own rules leave products.
fn texts<'a>(kb: &'a Kb, edition: EditionIdx, moves: &'a Moves) -> impl Iterator<Item = ProvisionIdx> + 'a {
    let earlier = moves.get(&edition).into_iter().flatten().flat_map(|it| it.under.keys());
    kb.editions[edition].provisions.iter().chain(earlier).copied()
}

/// Returns how many editions stand behind each under which products stay: none where no rule leaves them anywhere.
pub(super) fn ranks(kb: &Kb, moves: &Moves) -> IndexVec<usize, EditionKey> {
    let earlier = |idx: EditionIdx| moves.get(&idx).into_iter().flatten().filter_map(|it| it.stays);
    let next = |of: &Vec<EditionIdx>| {
        let next: BTreeSet<EditionIdx> = of.iter().flat_map(|idx| earlier(*idx)).collect();
        (!next.is_empty()).then(|| next.into_iter().collect())
    };
    kb.editions.indices().map(|idx| std::iter::successors(next(&vec![idx]), next).count()).collect()
}

/// Says whether products stay under an edition.
pub(super) fn keeps(moves: &Moves, edition: EditionIdx) -> bool {
    moves.values().flatten().any(|it| it.stays == Some(edition))
}
