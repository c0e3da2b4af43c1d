//! KJ3018: a provision applies to no product.
//!
//! Also the place where a provision that is too complex by itself is reported.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::logic::failure::{Failure, OverBudget};
use crate::logic::formula::Formula;
use crate::logic::space::{BUDGET, Space};
use crate::model::{EditionIdx, Kb, Provision};
use crate::msg;

use super::failure;

pub(super) fn run(kb: &Kb) -> Vec<Diagnostic> {
    let idle: BTreeSet<EditionIdx> =
        kb.editions.indices().filter(|idx| is_idle(kb, &[&kb.editions[*idx].within]) == Ok(true)).collect();
    let editions = idle.iter().map(|idx| edition(kb, *idx));
    let declared: Vec<&Provision> =
        kb.provisions.iter().filter(|it| it.origin.is_none() && !idle.contains(&it.edition)).collect();
    let found: Vec<Option<Diagnostic>> = declared.par_iter().map(|it| provision(kb, it)).collect();
    editions.chain(found.into_iter().flatten()).collect()
}

fn edition(kb: &Kb, idx: EditionIdx) -> Diagnostic {
    let id = kb.edition_id(idx);
    Diagnostic::new(
        Code::HollowCriterion,
        msg!(ja: "「{id}」が適用される製品がない", en: "`{id}` applies to no product"),
    )
    .here(kb.editions[idx].span)
    .note(msg!(
        ja: "制約の下で、適用範囲に入る製品はない。",
        en: "under the constraints no product is within its scope",
    ))
    .help(msg!(ja: "適用範囲か制約を直してください。", en: "mend the scope or a constraint"))
}

fn provision(kb: &Kb, provision: &Provision) -> Option<Diagnostic> {
    let id = &provision.id;
    let formulas: Vec<&Formula> = provision.rule.formulas().collect();
    match is_idle(kb, &formulas) {
        Err(over) => Some(failure::at(&Failure::OverBudget(over), provision.body.id_span, id)),
        Ok(false) => None,
        Ok(true) => Some(
            Diagnostic::new(
                Code::HollowCriterion,
                msg!(ja: "「{id}」が適用される製品がない", en: "`{id}` applies to no product"),
            )
            .here(provision.body.id_span)
            .note(msg!(
                ja: "制約と適用範囲の下で、適用条件を満たす製品はない。",
                en: "under the constraints no product within the scope fulfils `applies when`",
            ))
            .help(msg!(
                ja: "「applies when」、適用範囲、制約のいずれかを直してください。",
                en: "mend `applies when`, the scope or a constraint",
            )),
        ),
    }
}

/// Says whether no product obeys the first formula; all are compiled, so that one too complex is found.
fn is_idle(kb: &Kb, formulas: &[&Formula]) -> Result<bool, OverBudget> {
    let space = Space::new(&kb.theory, formulas, BUDGET)?;
    let mut products = space.care.clone();
    for (at, formula) in formulas.iter().enumerate() {
        let diagram = space.compile(formula)?;
        if at == 0 {
            products = space.and(&products, &diagram)?;
        }
    }
    Ok(products.is_false())
}
