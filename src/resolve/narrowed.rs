//! What transitional rules make of where the texts of their editions apply.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::{EditionIdx, Expr, ProvisionIdx, Transition};
use crate::msg;

use super::cx::Cx;
use super::editions;

/// Keeps the products of mandatory rules out of the texts that the rules name: of the scope, where a rule names the whole
/// edition and leaves them under none, else of each text that binds.
///
/// Runs when every edition has its provisions. Where products stay under an earlier edition, the scope becomes that of
/// both, and each text of the edition says by itself where it ends.
pub(super) fn apply(cx: &mut Cx) {
    circles(cx);
    for edition in editions::in_order(cx) {
        let mandatory = cx.kb.transitions(edition).filter(|(_, it)| !it.by_choice);
        let mut rules: Vec<(ProvisionIdx, Transition)> =
            mandatory.map(|(idx, it)| (idx, it.clone())).collect();
        // What narrows the scope comes first, as it did in the edition under which products stay.
        rules.sort_by_key(|(_, it)| !it.narrows_scope());
        for (rule, transition) in rules {
            narrow(cx, edition, rule, &transition);
        }
    }
}

/// Reports rules by which products would stay under an edition that leaves them under this one, and lets them stay under
/// none.
fn circles(cx: &mut Cx) {
    for idx in cx.kb.provisions.indices().collect::<Vec<_>>() {
        let provision = &cx.kb.provisions[idx];
        let Some(stays) = provision.body.transition.as_ref().and_then(|it| it.stays) else { continue };
        if provision.origin.is_some()
            || stays == provision.edition
            || !leads_back(cx, stays, provision.edition)
        {
            continue;
        }
        let (Bilingual { ja, en }, span) = (cx.kb.provision_called(idx), provision.body.id_span);
        cx.out.push(
            Diagnostic::new(
                Code::VainTransition,
                msg!(ja: "{ja}の従前の版が循環している", en: "the edition under which `{en}` leaves products leads back to its own"),
            )
            .here(span)
            .and_at(cx.kb.editions[stays].span, msg!(ja: "「stays」の挙げる版", en: "the edition that `stays` names"))
            .help(msg!(ja: "「stays」に従前の版を書いてください。", en: "name the edition of before in `stays`")),
        );
        let mut body = (*cx.kb.provisions[idx].body).clone();
        body.transition = None;
        cx.kb.provisions[idx].body = Arc::new(body);
    }
}

/// Says whether products that stay under an edition would stay under another one by its rules.
fn leads_back(cx: &Cx, from: EditionIdx, to: EditionIdx) -> bool {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![from]);
    while let Some(edition) = waiting.pop() {
        if edition == to {
            return true;
        }
        if seen.insert(edition) {
            waiting.extend(cx.kb.transitions(edition).filter_map(|(_, it)| it.stays));
        }
    }
    false
}

fn narrow(cx: &mut Cx, edition: EditionIdx, rule: ProvisionIdx, it: &Transition) {
    let products = it.until(cx.kb.provisions[rule].body.until);
    let away = Expr::Not(Box::new(products.clone()));
    if it.narrows_scope() {
        let scope = &mut cx.kb.editions[edition].scope;
        *scope = Some(both(scope.take(), away));
        return;
    }
    let narrower = it.stays.and_then(|old| widen(cx, edition, old, &products));
    for idx in cx.kb.editions[edition].provisions.clone() {
        let provision = &cx.kb.provisions[idx];
        if !provision.body.is_for_products() {
            continue;
        }
        let named = cx.kb.transition_names(edition, it, &provision.locator);
        let condition = &mut cx.kb.provisions[idx].condition;
        for part in narrower.clone().into_iter().chain(named.then(|| away.clone())) {
            *condition = Some(both(condition.take(), part));
        }
    }
}

/// Widens the scope of an edition to the products that stay under an earlier one with another scope; returns its own.
fn widen(cx: &mut Cx, edition: EditionIdx, old: EditionIdx, products: &Expr) -> Option<Expr> {
    let (own, other) = (cx.kb.editions[edition].scope.clone()?, cx.kb.editions[old].scope.clone());
    if other.as_ref() == Some(&own) {
        return None;
    }
    let stay = other.map_or_else(|| products.clone(), |other| both(Some(products.clone()), other));
    cx.kb.editions[edition].scope = Some(Expr::Any(vec![own.clone(), stay]));
    Some(own)
}

/// Joins a condition and another that has to hold too.
fn both(first: Option<Expr>, second: Expr) -> Expr {
    match first {
        None => second,
        Some(Expr::All(mut parts)) => {
            parts.push(second);
            Expr::All(parts)
        }
        Some(first) => Expr::All(vec![first, second]),
    }
}
