//! KJ3018: a criterion holds always or never, or its provision applies to no product.
//!
//! Asked over the products that the constraints allow and to which the provision applies.
//! Also the place where a provision that is too complex by itself is reported.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::failure::{Failure, OverBudget};
use crate::logic::formula::Formula;
use crate::logic::hollow::{Hollow, hollow};
use crate::model::{Criterion, EditionIdx, Provision, ProvisionIdx};
use crate::msg;
use crate::norm::Base;

use super::failure;

/// Judges the provisions of all editions but those that are `idle` as a whole.
pub(super) fn run(kb: Base<'_>, idle: &[EditionIdx]) -> Vec<Diagnostic> {
    let provisions = kb.provisions.iter_enumerated();
    let declared = provisions.filter(|(_, it)| it.origin.is_none() && !idle.contains(&it.edition));
    let declared: Vec<(ProvisionIdx, &Provision)> = declared.collect();
    declared.into_par_iter().flat_map_iter(|(idx, provision)| faults(kb, idx, provision)).collect()
}

fn faults(kb: Base<'_>, idx: ProvisionIdx, provision: &Provision) -> Vec<Diagnostic> {
    match found(kb, idx, provision) {
        Ok(found) => found,
        Err(over) => {
            vec![failure::at(&Failure::OverBudget(over), provision.body.id_span, &kb.provision_called(idx))]
        }
    }
}

/// Judges each criterion of a provision.
fn found(kb: Base<'_>, idx: ProvisionIdx, provision: &Provision) -> Result<Vec<Diagnostic>, OverBudget> {
    let criteria = provision.body.criteria.iter().zip(&kb.norm(idx).parts);
    let (criteria, parts): (Vec<&Criterion>, Vec<&Formula>) = criteria
        .filter(|(criterion, _)| criterion.expr.is_some())
        .filter_map(|(criterion, part)| Some((criterion, part.as_ref()?)))
        .unzip();
    let Some(judged) = hollow(kb.theory, &kb.applies(idx), &parts)? else {
        return Ok(vec![applies_to_nothing(kb, provision)]);
    };
    let faults = criteria.into_iter().zip(judged);
    Ok(faults.filter_map(|(criterion, hollow)| Some(fault(kb, provision, criterion, hollow?))).collect())
}

fn applies_to_nothing(kb: Base<'_>, provision: &Provision) -> Diagnostic {
    let Bilingual { ja, en } = kb.text_called(provision);
    Diagnostic::new(
        Code::HollowCriterion,
        msg!(ja: "{ja}が適用される製品がない", en: "`{en}` applies to no product"),
    )
    .here(provision.body.id_span)
    .note(msg!(
        ja: "制約と適用範囲の下で、適用条件を満たす製品はない。",
        en: "under the constraints no product within the scope fulfils `applies when`",
    ))
    .help(msg!(
        ja: "「applies when」、適用範囲、制約のいずれかを直してください。",
        en: "mend `applies when`, the scope or a constraint",
    ))
}

fn fault(kb: Base<'_>, provision: &Provision, criterion: &Criterion, hollow: Hollow) -> Diagnostic {
    let Bilingual { ja, en } = kb.text_called(provision);
    let title = match hollow {
        Hollow::Always => {
            msg!(ja: "{ja}の基準が常に成り立つ", en: "the criterion of `{en}` always holds")
        }
        Hollow::Never => {
            msg!(ja: "{ja}の基準が決して成り立たない", en: "the criterion of `{en}` never holds")
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
