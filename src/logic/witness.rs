//! The nearest product for which a diagram holds.
//!
//! Owns the order of products (fewest facts away from the base, then declaration order, then the smallest
//! change); never decides what a product proves.
//! Of the products with `length < 6` the nearest to a length of 8 has a length of 5.

use crate::lexicon::Nature;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use biodivine_lib_bdd::{Bdd, BddPointer};

use super::domain::{Domain, Facts, Value};
use super::encoding::Block;
use super::failure::OverBudget;
use super::space::Space;

/// Returns the product nearest to the base values for which `goal` holds, if there is one.
///
/// Open limbs are false unless no product does without them. The product has a value for every variable of
/// the space. `goal` must already be limited to the products that exist, as [`Space::care`] is.
pub fn nearest(space: &Space, goal: &Bdd) -> Result<Option<Facts>, OverBudget> {
    let changes = nearest_to(space, goal, &Facts::new())?;
    Ok(changes.map(|changes| space.product(&changes).collect()))
}

/// Returns the changes from `origin`, or from the base where it says nothing, to the nearest product of `goal`.
pub(crate) fn nearest_to(space: &Space, goal: &Bdd, origin: &Facts) -> Result<Option<Facts>, OverBudget> {
    let mut search = Search::new(space, goal, origin)?;
    search.plan(goal.root_pointer(), false);
    Ok(search.changes(goal.root_pointer()))
}

/// The cost of one change: its size, then which of the changes of that size.
type Cost = (u64, u64);

/// One way to leave a block: the bits it takes and the value they stand for.
struct Choice {
    bits: Vec<bool>,
    change: Option<(Value, Cost)>,
}

/// The best way from a node to the true leaf.
#[derive(Clone)]
struct Plan {
    open: usize,
    changed: Vec<usize>,
    costs: Vec<(usize, Cost)>,
    step: Option<(usize, Value)>,
    next: (BddPointer, bool),
}

/// A dynamic program over the nodes of one diagram, a block of bits at a time.
struct Search<'a> {
    space: &'a Space,
    goal: &'a Bdd,
    origin: Vec<Value>,
    choices: Vec<Vec<Choice>>,
    block_of: Vec<usize>,
    plans: BTreeMap<(usize, bool), Option<Plan>>,
}

impl<'a> Search<'a> {
    fn new(space: &'a Space, goal: &'a Bdd, origin: &Facts) -> Result<Self, OverBudget> {
        let mut search = Self {
            space,
            goal,
            origin: Vec::new(),
            choices: Vec::new(),
            block_of: Vec::new(),
            plans: BTreeMap::new(),
        };
        for (at, block) in space.encoding.blocks.iter().enumerate() {
            let value = origin.get(&block.var).copied().unwrap_or(block.base);
            search.origin.push(value);
            search.choices.push(choices(block, value).ok_or(space.over_budget())?);
            search.block_of.extend(block.span().map(|_| at));
        }
        Ok(search)
    }

    /// Returns the best plan from `node`; `moved` says that the set it lies in is changed already.
    fn plan(&mut self, node: BddPointer, moved: bool) -> Option<Plan> {
        if node.is_zero() {
            return None;
        }
        if node.is_one() {
            let (changed, costs) = (Vec::new(), Vec::new());
            return Some(Plan { open: 0, changed, costs, step: None, next: (node, false) });
        }
        if let Some(plan) = self.plans.get(&(node.to_index(), moved)) {
            return plan.clone();
        }
        let at = self.block_at(node);
        let element = self.space.encoding.blocks.get(at).and_then(|block| {
            let first = block.bits.start;
            let splits = matches!(block.domain, Domain::Set(_)) && !block.optional;
            splits.then(|| block.marks.get(self.goal.var_of(node).to_index() - first).copied()).flatten()
        });
        let best = match element {
            Some(element) => self.plan_element(node, moved, at, u32::try_from(element).unwrap_or(0)),
            None => self.plan_block(node, at),
        };
        self.plans.insert((node.to_index(), moved), best.clone());
        best
    }

    fn block_at(&self, node: BddPointer) -> usize {
        self.block_of.get(self.goal.var_of(node).to_index()).copied().unwrap_or(usize::MAX)
    }

    fn plan_block(&mut self, node: BddPointer, at: usize) -> Option<Plan> {
        let span = self.space.encoding.blocks.get(at)?.span();
        let opens = self.space.encoding.blocks.get(at)?.nature == Nature::Open;
        let mut best = None;
        for which in 0..self.choices.get(at)?.len() {
            let choice = self.choices.get(at)?.get(which)?;
            let (next, change) = (self.walk(node, span.start, &choice.bits), choice.change);
            let Some(mut plan) = self.plan(next, false) else { continue };
            plan.next = (next, false);
            plan.step = change.map(|(value, _)| (at, value));
            if let Some((_, cost)) = change {
                plan.open += usize::from(opens);
                plan.changed.insert(0, at);
                plan.costs.insert(0, (at, cost));
            }
            keep(&mut best, plan);
        }
        best
    }

    /// Follows `bits` from the first bit of a block.
    fn walk(&self, mut node: BddPointer, first: usize, bits: &[bool]) -> BddPointer {
        for (bit, truth) in (first..).zip(bits) {
            if !node.is_terminal() && self.goal.var_of(node).to_index() == bit {
                node = if *truth { self.goal.high_link_of(node) } else { self.goal.low_link_of(node) };
            }
        }
        node
    }

    /// Decides one element of a set; the elements before it are settled.
    fn plan_element(&mut self, node: BddPointer, moved: bool, at: usize, element: u32) -> Option<Plan> {
        let Some(Value::Set(origin)) = self.origin.get(at).copied() else { return None };
        let mask = 1 << element;
        let kept = origin & mask != 0;
        let mut best = None;
        for changes in [false, true] {
            let next =
                if kept == changes { self.goal.low_link_of(node) } else { self.goal.high_link_of(node) };
            let inside = !next.is_terminal() && self.block_at(next) == at;
            let Some(mut plan) = self.plan(next, inside && (moved || changes)) else { continue };
            plan.next = (next, inside && (moved || changes));
            plan.step = changes.then_some((at, Value::Set(mask)));
            if changes {
                if !moved && plan.changed.first() != Some(&at) {
                    plan.changed.insert(0, at);
                }
                if plan.costs.first().is_none_or(|(first, _)| *first != at) {
                    plan.costs.insert(0, (at, (0, u64::from(u32::MAX))));
                }
                if let Some((_, (size, rank))) = plan.costs.first_mut() {
                    *size += 1;
                    *rank -= u64::from(mask.reverse_bits());
                }
            }
            keep(&mut best, plan);
        }
        best
    }

    /// Reads the changes off the plans.
    fn changes(&self, root: BddPointer) -> Option<Facts> {
        let mut changes = Facts::new();
        let (mut node, mut moved) = (root, false);
        while !node.is_one() {
            let plan = self.plans.get(&(node.to_index(), moved))?.as_ref()?;
            if let Some((at, value)) = plan.step {
                let (block, origin) = (self.space.encoding.blocks.get(at)?, self.origin.get(at)?);
                let splits = matches!(block.domain, Domain::Set(_)) && !block.optional;
                let before = changes.get(&block.var).unwrap_or(origin);
                let value = match (value, before) {
                    (Value::Set(mask), Value::Set(before)) if splits => Value::Set(before ^ mask),
                    (value, _) => value,
                };
                changes.insert(block.var, value);
            }
            (node, moved) = plan.next;
        }
        Some(changes)
    }
}

/// Keeps the better of two plans.
fn keep(best: &mut Option<Plan>, plan: Plan) {
    if best.as_ref().is_none_or(|best| compare(&plan, best) == Ordering::Less) {
        *best = Some(plan);
    }
}

fn compare(one: &Plan, two: &Plan) -> Ordering {
    (one.open, one.changed.len())
        .cmp(&(two.open, two.changed.len()))
        .then_with(|| one.changed.cmp(&two.changed))
        .then_with(|| compare_costs(&one.costs, &two.costs))
}

/// Compares costs block by block; no cost is less than any.
fn compare_costs(one: &[(usize, Cost)], two: &[(usize, Cost)]) -> Ordering {
    for ((block, cost), (other_block, other_cost)) in one.iter().zip(two) {
        let order = other_block.cmp(block).then_with(|| cost.cmp(other_cost));
        if order != Ordering::Equal {
            return order;
        }
    }
    one.len().cmp(&two.len())
}

/// Returns the values that a block tells apart, each by the value nearest to `origin`.
///
/// `None` if there are too many: only an optional set lists its subsets, all others are small.
fn choices(block: &Block, origin: Value) -> Option<Vec<Choice>> {
    let candidates = match (block.domain, origin) {
        (Domain::Flag, _) => vec![Value::Flag(false), Value::Flag(true)],
        (Domain::Scale(levels), Value::Word(level)) => {
            let nearest = intervals(block, 0, i64::from(levels) - 1, i64::from(level));
            nearest.into_iter().map(|level| Value::Word(u32::try_from(level).unwrap_or(0))).collect()
        }
        (Domain::Number { lo, hi }, Value::Int(number)) => {
            intervals(block, lo, hi, number).into_iter().map(Value::Int).collect()
        }
        (Domain::Choice(words), Value::Word(word)) => listed(block, words, word),
        (Domain::Set(_), Value::Set(origin)) if block.optional => subsets(block, origin)?,
        // INVARIANT: values have the type of their variable; the elements of sets are decided one by one.
        (Domain::Scale(_) | Domain::Number { .. } | Domain::Choice(_) | Domain::Set(_), _) => vec![origin],
    };
    let mut choices = Vec::new();
    if block.optional {
        choices.push(Choice { bits: vec![false], change: None });
    }
    for value in candidates {
        let stated = block.optional.then_some(true);
        let bits = stated.into_iter().chain(block.pattern(value)).collect();
        let changed = block.optional || value != origin;
        choices.push(Choice { bits, change: changed.then(|| (value, cost(block.domain, origin, value))) });
    }
    Some(choices)
}

/// Returns the values that a block tells apart and that are not its base, the nearest first; not for sets.
pub(crate) fn by_cost(block: &Block) -> Vec<Value> {
    let mut changes: Vec<(Value, Cost)> =
        choices(block, block.base).into_iter().flatten().filter_map(|choice| choice.change).collect();
    changes.sort_by_key(|(_, cost)| *cost);
    changes.into_iter().map(|(value, _)| value).collect()
}

/// Returns the number nearest to `origin` in each interval between the cuts of a block.
fn intervals(block: &Block, lo: i64, hi: i64, origin: i64) -> Vec<i64> {
    let starts = std::iter::once(lo).chain(block.marks.iter().copied());
    let ends = block.marks.iter().map(|cut| cut - 1).chain(std::iter::once(hi));
    starts.zip(ends).map(|(start, end)| origin.clamp(start, end.max(start))).collect()
}

/// Returns the words that a block tests, and one that it does not test if there is any.
fn listed(block: &Block, words: u32, origin: u32) -> Vec<Value> {
    let tested = |word: u32| block.marks.binary_search(&i64::from(word)).is_ok();
    let other = if tested(origin) { (0..words).find(|word| !tested(*word)) } else { Some(origin) };
    let marks = block.marks.iter().filter_map(|mark| u32::try_from(*mark).ok());
    marks.chain(other).map(Value::Word).collect()
}

fn subsets(block: &Block, origin: u32) -> Option<Vec<Value>> {
    if block.marks.len() > 10 {
        return None;
    }
    let mut sets = vec![origin];
    for mark in &block.marks {
        let bit = 1 << u32::try_from(*mark).unwrap_or(0);
        sets = sets.into_iter().flat_map(|set| [set & !bit, set | bit]).collect();
    }
    Some(sets.into_iter().map(Value::Set).collect())
}

/// Returns how far `value` is from `origin`: for numbers and levels the lower one first, for words the position.
fn cost(domain: Domain, origin: Value, value: Value) -> Cost {
    match (origin, value) {
        _ if origin == value => (0, 0),
        (Value::Int(from), Value::Int(to)) => (from.abs_diff(to), u64::from(to > from)),
        (Value::Word(_), Value::Word(to)) if matches!(domain, Domain::Choice(_)) => (u64::from(to) + 1, 0),
        (Value::Word(from), Value::Word(to)) => (u64::from(from.abs_diff(to)), u64::from(to > from)),
        (Value::Set(from), Value::Set(to)) => {
            let change = from ^ to;
            (u64::from(change.count_ones()), u64::from(u32::MAX - change.reverse_bits()))
        }
        (Value::Flag(_) | Value::Word(_) | Value::Int(_) | Value::Set(_), _) => (1, 0),
    }
}
