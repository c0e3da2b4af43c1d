//! What was computed of two aligned sides, as notes and a table of devices.
//!
//! Shared by the checks of deviations; reports nothing itself.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Table};
use crate::lang::Bilingual;
use crate::lexicon::{Applicability, Relation};
use crate::model::{On, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::{Pair, Separating, Shows, Side};

use super::table::{self, Column, Tested};
use super::words;

/// Adds the computed words, the state of the law, and the devices that tell the sides apart.
pub(super) fn explain(kb: Base<'_>, diagnostic: Diagnostic, pair: &Pair) -> Diagnostic {
    let mut diagnostic = diagnostic;
    for note in notes(kb, pair) {
        diagnostic = diagnostic.note(note);
    }
    let shown = devices(pair);
    if shown.is_empty() {
        return diagnostic;
    }
    let unlikely = shown.iter().flat_map(|it| words::unlikely(kb, &it.facts));
    unlikely.fold(diagnostic, Diagnostic::note).table(beside(kb, pair, &shown))
}

fn notes(kb: Base<'_>, pair: &Pair) -> Vec<Bilingual> {
    let left = if pair.left.provisions.is_empty() {
        Bilingual::same(kb.edition_id(pair.left.edition))
    } else {
        words::names(kb, &pair.left.provisions)
    };
    let (left, left_en) = (&left.ja, &left.en);
    let mut notes = Vec::new();
    if let Some(Bilingual { ja, en }) = pair.relation.map(Relation::title) {
        notes.push(msg!(ja: "{left}：{ja}。", en: "{left_en}: {en}"));
    }
    if let Some(Bilingual { ja, en }) = pair.condition.map(Applicability::title) {
        notes.push(
            msg!(ja: "双方の対象範囲内での適用条件：{ja}。", en: "condition, inside both scopes: {en}"),
        );
    }
    // Of transitional rules the labels say it.
    let scopes = pair.applicability.filter(|_| pair.on == On::Scope);
    if let Some(Bilingual { ja, en }) = scopes.map(Applicability::title) {
        notes.push(msg!(ja: "{left}の対象範囲：{ja}。", en: "scope of {left_en}: {en}"));
    }
    notes.extend([&pair.left, &pair.right].into_iter().flat_map(|side| advice(kb, pair.on, side)));
    notes.extend(words::world(kb, pair.when));
    notes
}

/// Says of a side without a rule on the requirement which of its texts are about it and only advise.
fn advice(kb: Base<'_>, on: On, side: &Side) -> Vec<Bilingual> {
    let On::Requirement(requirement) = on else { return Vec::new() };
    if !side.provisions.is_empty() {
        return Vec::new();
    }
    let about = kb.editions[side.edition].provisions.iter().filter(|idx| kb.kb.meets(**idx, requirement));
    let advising = about.filter(|idx| !kb.provisions[**idx].body.modality.is_binding());
    let note = |idx: &ProvisionIdx| {
        let Bilingual { ja, en } = kb.provision_called(*idx);
        let modality = kb.provisions[*idx].body.modality.title();
        let (modality_ja, modality_en) = (modality.ja, modality.en);
        msg!(
            ja: "{ja}はこの要件について定めるが、「{modality_ja}」であって義務ではない。",
            en: "`{en}` is about this requirement, but says `{modality_en}` and obliges nobody",
        )
    };
    advising.map(note).collect()
}

/// Returns the devices that fail one side, else those to which only one side applies.
fn devices(pair: &Pair) -> Vec<&Separating> {
    let fails = |it: &&Separating| matches!(it.shows, Shows::RightFails | Shows::LeftFails);
    let shown: Vec<&Separating> = pair.devices.iter().filter(fails).collect();
    if shown.is_empty() { pair.devices.iter().collect() } else { shown }
}

/// Puts devices side by side.
fn beside(kb: Base<'_>, pair: &Pair, shown: &[&Separating]) -> Table {
    let columns: Vec<Column<'_>> =
        shown.iter().map(|it| Column { head: head(kb, pair, it), facts: &it.facts }).collect();
    let title = msg!(ja: "両者を分ける機器", en: "what tells them apart");
    table::devices(kb, title, &tested(kb, pair), &columns)
}

/// Returns the facts that the two sides test.
fn tested(kb: Base<'_>, pair: &Pair) -> Tested {
    let sides = [&pair.left, &pair.right];
    match pair.on {
        On::Requirement(_) => {
            let provisions: Vec<ProvisionIdx> =
                sides.into_iter().flat_map(|side| &side.provisions).copied().collect();
            table::tested(kb, &provisions)
        }
        On::Scope => {
            let scopes = sides.into_iter().flat_map(|side| kb.scope(side.edition).vars());
            Tested { own: scopes.collect(), scope: BTreeSet::new() }
        }
        On::Transition => {
            let moves = sides.into_iter().flat_map(|side| kb.moves(side.edition));
            let scope = sides.into_iter().flat_map(|side| kb.scope(side.edition).vars());
            Tested { own: moves.flat_map(|it| it.products.vars()).collect(), scope: scope.collect() }
        }
    }
}

fn head(kb: Base<'_>, pair: &Pair, device: &Separating) -> Bilingual {
    let name = |side: &Side| {
        let it = &kb.instruments[side.member];
        Bilingual { ja: it.title.ja.clone(), en: it.id.clone() }
    };
    let (left, right) = (name(&pair.left), name(&pair.right));
    let (met, failed) = match device.shows {
        Shows::RightFails => (left, right),
        Shows::LeftFails => (right, left),
        Shows::LeftApplies => return only(pair.on, &left),
        Shows::RightApplies => return only(pair.on, &right),
    };
    let failing = if device.fails.is_empty() { failed } else { words::names(kb, &device.fails) };
    words::meets_and_fails(&met, &failing)
}

fn only(on: On, Bilingual { ja, en }: &Bilingual) -> Bilingual {
    if on == On::Transition {
        return msg!(ja: "{ja}でだけ従前の例による", en: "may stay under earlier texts of {en} alone");
    }
    msg!(ja: "{ja}だけが適用される", en: "only {en} applies")
}
