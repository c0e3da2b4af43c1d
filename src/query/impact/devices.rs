//! The verdicts of the example devices under both laws.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::lexicon::{Because, Outcome};
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::model::{Device, EditionIdx, FactIdx, InstrumentIdx, Node};
use crate::norm::Base;
use crate::query::asked::Terms;

use super::{Laws, Open, Row, is_unchanged, rows};

/// A verdict under each law; none where the instrument or the provision does not exist there.
#[derive(Clone, Debug)]
pub struct Flip<T> {
    /// What is judged, before and after.
    pub of: (Option<T>, Option<T>),
    /// The verdict before.
    pub before: Option<Outcome>,
    /// The verdict after.
    pub after: Option<Outcome>,
    /// Why the verdict after is none of content, where it is none.
    pub because: Option<Because>,
    /// The facts that decide the verdict after; where there is none, that before.
    pub decided_by: Vec<FactIdx>,
}

impl<T> Flip<T> {
    /// Says whether a product would notice: another verdict, or a failure under a text that is new or ceases to be.
    fn is_change(&self) -> bool {
        match (self.before, self.after) {
            (Some(before), Some(after)) => before != after,
            (None, only) | (only, None) => only == Some(Outcome::NotSatisfied),
        }
    }

    /// Says whether a new text is why the verdict on the whole is what it becomes.
    fn explains(&self, whole: &Flip<EditionIdx>) -> bool {
        whole.is_change() && self.before.is_none() && self.after == whole.after
    }
}

/// What changes for one example device under one instrument.
#[derive(Clone, Debug)]
pub struct DeviceChange {
    /// The device, by its position.
    pub device: usize,
    /// The instrument.
    pub instrument: InstrumentIdx,
    /// The verdict on the whole edition.
    pub whole: Flip<EditionIdx>,
    /// Provisions whose verdict changes.
    pub provisions: Vec<Flip<crate::model::ProvisionIdx>>,
}

/// What was found of the devices.
pub(super) struct Found {
    pub(super) changed: Vec<DeviceChange>,
    pub(super) same: usize,
    pub(super) open: Vec<Open>,
}

pub(super) fn changes(laws: &Laws) -> Found {
    let instruments: Vec<Asked> = laws.concerned().into_iter().map(|it| Asked::new(laws, it)).collect();
    let devices: Vec<&Device> = laws.before().kb.devices.iter().collect();
    let each = devices.par_iter().enumerate().flat_map_iter(|(at, device)| {
        let open = move |asked: &Asked| Open::Device(at, asked.instrument);
        instruments.iter().map(move |it| it.change(laws, at, device).map_err(|_| open(it)))
    });
    let mut found = Found { changed: Vec::new(), same: 0, open: Vec::new() };
    for change in each.collect::<Vec<_>>() {
        match change {
            Ok(change) if change.whole.is_change() || !change.provisions.is_empty() => {
                found.changed.push(change);
            }
            Ok(_) => found.same += 1,
            Err(open) => found.open.push(open),
        }
    }
    found
}

/// An instrument under both laws.
struct Asked {
    instrument: InstrumentIdx,
    before: Option<EditionIdx>,
    after: Option<EditionIdx>,
    /// The provisions whose demands change.
    rows: Vec<Row>,
}

impl Asked {
    fn new(laws: &Laws, instrument: InstrumentIdx) -> Self {
        let current = |kb: Base<'_>| kb.kb.current_edition_on(instrument, laws.day());
        let (before, after) = (current(laws.before()), current(laws.after()));
        let all = after.map(|after| rows(laws, before, after)).unwrap_or_default();
        let judged = |(old, new): &Row| {
            old.or(*new).is_some_and(|idx| laws.after().kb.provisions[idx].body.modality.has_verdict())
        };
        let rows = all.into_iter().filter(|row| judged(row) && !is_unchanged(laws, *row)).collect();
        Self { instrument, before, after, rows }
    }

    fn change(&self, laws: &Laws, at: usize, device: &Device) -> Result<DeviceChange, OverBudget> {
        let whole = |edition: EditionIdx| Node { edition, locator: None, provision: None };
        let of = (self.before, self.after);
        let mut whole = flip(laws, device, of, whole)?;
        let mut provisions = Vec::new();
        for row in &self.rows {
            let mut flip = flip(laws, device, *row, |idx| laws.after().place(idx))?;
            if flip.is_change() || flip.explains(&whole) {
                flip.decided_by = deciding(laws, device, *row, |idx| laws.after().place(idx))?;
                flip.decided_by = own(laws, *row, flip.decided_by);
                provisions.push(flip);
            }
        }
        // Provisions say what decides; without one it is the scope, or what is read otherwise.
        if whole.is_change() && provisions.is_empty() {
            let node = |edition| Node { edition, locator: None, provision: None };
            whole.decided_by = deciding(laws, device, of, node)?;
        }
        Ok(DeviceChange { device: at, instrument: self.instrument, whole, provisions })
    }
}

fn flip<T: Copy>(
    laws: &Laws,
    device: &Device,
    of: (Option<T>, Option<T>),
    node: impl Fn(T) -> Node,
) -> Result<Flip<T>, OverBudget> {
    let judged = |kb: Base<'_>, it: Option<T>| {
        let Some(node) = it.map(&node) else { return Ok(None) };
        let terms = Terms::new(kb.on(laws.day()), node.edition, false);
        let (judged, because) = terms.place(&device.facts, &node)?;
        Ok(Some((judged.outcome, because)))
    };
    let (before, after) = (judged(laws.before(), of.0)?, judged(laws.after(), of.1)?);
    Ok(Flip {
        of,
        before: before.map(|(outcome, _)| outcome),
        after: after.map(|(outcome, _)| outcome),
        because: after.and_then(|(_, because)| because),
        decided_by: Vec::new(),
    })
}

/// Returns the facts that decide the verdict after; where there is none, that before.
fn deciding<T: Copy>(
    laws: &Laws,
    device: &Device,
    of: (Option<T>, Option<T>),
    node: impl Fn(T) -> Node,
) -> Result<Vec<FactIdx>, OverBudget> {
    let (kb, it) = if of.1.is_some() { (laws.after(), of.1) } else { (laws.before(), of.0) };
    let Some(node) = it.map(node) else { return Ok(Vec::new()) };
    let judged = Terms::new(kb.on(laws.day()), node.edition, false).judge(&device.facts, &node)?;
    Ok(judged.decided_by.into_iter().chain(judged.needs).chain(judged.judgements).collect())
}

/// Returns those of some facts that the provision itself tests; all of them where it is the scope that decides.
fn own(laws: &Laws, row: Row, facts: Vec<FactIdx>) -> Vec<FactIdx> {
    let tested: BTreeSet<FactIdx> = row
        .1
        .or(row.0)
        .map(|idx| laws.after().norm(idx))
        .into_iter()
        .flat_map(|norm| std::iter::once(&norm.condition).chain(&norm.criterion))
        .flat_map(Formula::vars)
        .collect();
    let own: Vec<FactIdx> = facts.iter().copied().filter(|idx| tested.contains(idx)).collect();
    if own.is_empty() { facts } else { own }
}
