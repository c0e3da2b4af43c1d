//! KJ3018: a criterion holds always or never.
//!
//! Asked over the products that the constraints allow and to which the provision applies.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::logic::space::{BUDGET, Space};
use crate::model::{Criterion, Kb, Provision};
use crate::msg;
use crate::source::Sources;

use super::passage::declared;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let provisions: Vec<&Provision> = declared(kb).collect();
    provisions.into_par_iter().flat_map_iter(|provision| faults(kb, provision)).collect()
}

fn faults(kb: &Kb, provision: &Provision) -> Vec<Diagnostic> {
    let criteria = provision.body.criteria.iter().zip(&provision.parts);
    criteria
        .filter(|(criterion, _)| criterion.expr.is_some())
        .filter_map(|(criterion, part)| {
            // A question over budget is reported by the checks that must answer it.
            let hollow = hollow(kb, &provision.rule.applies, part.as_ref()?).ok()??;
            Some(fault(provision, criterion, hollow))
        })
        .collect()
}

/// How a criterion is hollow.
#[derive(Clone, Copy)]
enum Hollow {
    Always,
    Never,
}

fn hollow(kb: &Kb, applies: &Formula, criterion: &Formula) -> Result<Option<Hollow>, OverBudget> {
    let space = Space::new(&kb.theory, &[applies, criterion], BUDGET)?;
    let products = space.and(&space.care, &space.compile(applies)?)?;
    let holds = space.compile(criterion)?;
    if products.is_false() {
        return Ok(None);
    }
    if space.and_not(&products, &holds)?.is_false() {
        return Ok(Some(Hollow::Always));
    }
    Ok(space.and(&products, &holds)?.is_false().then_some(Hollow::Never))
}

fn fault(provision: &Provision, criterion: &Criterion, hollow: Hollow) -> Diagnostic {
    let id = &provision.id;
    let title = match hollow {
        Hollow::Always => {
            msg!(ja: "「{id}」の基準が常に成り立つ", en: "the criterion of `{id}` always holds")
        }
        Hollow::Never => {
            msg!(ja: "「{id}」の基準が決して成り立たない", en: "the criterion of `{id}` never holds")
        }
    };
    Diagnostic::new(Code::HollowCriterion, title)
        .at(criterion.span, msg!(ja: "この基準", en: "this criterion"))
        .and_at(provision.body.id_span, msg!(ja: "この規定の", en: "of this provision"))
        .note(msg!(
            ja: "制約と適用条件の下では、どの製品にも同じ判定が出る。",
            en: "under the constraints and where it applies, every product gets the same verdict",
        ))
        .help(msg!(
            ja: "基準、適用条件、制約のいずれが誤りかを確かめてください。",
            en: "see which is wrong: the criterion, `applies when`, or a constraint",
        ))
}
