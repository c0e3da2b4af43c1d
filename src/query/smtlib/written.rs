//! What authors wrote against what the engine decides: each expression and its formula are equal.
//!
//! Uses no constraint. Passes over `items` and what tests a concept that is interpreted in its edition, which mean more
//! than they say.

use std::collections::BTreeSet;

use crate::logic::formula::Formula;
use crate::model::{EditionIdx, Expr, Provision, ProvisionIdx};
use crate::norm::Base;

use super::term::{push, write_expr, write_formula};

/// Adds a question for every expression: whether a product tells it from its formula.
pub(super) fn questions(kb: Base<'_>, text: &mut String) {
    let mut writer = Writer { kb, text, asked: BTreeSet::new() };
    writer.text.push_str("; == written\n");
    for (constraint, formula) in kb.constraints.iter().zip(&kb.theory.constraints) {
        writer.ask(&constraint.id, expr(kb, &constraint.expr), formula);
    }
    for (idx, define) in kb.defines.iter_enumerated() {
        writer.ask(&define.id, expr(kb, &define.expr), kb.define(idx));
    }
    for (deeming, condition) in kb.deemings.iter().zip(kb.deeming_conditions()) {
        writer.ask(&deeming.id, expr(kb, &deeming.when), condition);
    }
    for (idx, edition) in kb.editions.iter_enumerated() {
        if let Some(scope) = &edition.scope {
            writer.ask(&kb.edition_id(idx), plain(kb, idx, scope), kb.scope(idx));
        }
        if let (Some(it), Some(formula)) = (&edition.continues, kb.continues(idx)) {
            writer.ask(&kb.edition_id(idx), plain(kb, idx, &it.products), formula);
        }
    }
    for (idx, provision) in kb.provisions.iter_enumerated() {
        writer.provision(idx, provision);
    }
}

/// Writes the questions, each once.
struct Writer<'a> {
    kb: Base<'a>,
    text: &'a mut String,
    asked: BTreeSet<String>,
}

impl Writer<'_> {
    fn provision(&mut self, idx: ProvisionIdx, provision: &Provision) {
        for (criterion, part) in provision.body.criteria.iter().zip(&self.kb.norm(idx).parts) {
            if let (Some(written), Some(part)) = (&criterion.expr, part) {
                self.ask(&provision.id, plain(self.kb, provision.edition, written), part);
            }
        }
        if let Some(applies) = &provision.condition {
            let written = plain(self.kb, provision.edition, applies);
            self.ask(&provision.id, written, &self.kb.norm(idx).condition);
        }
    }

    fn ask(&mut self, name: &str, written: Option<String>, decided: &Formula) {
        let Some(written) = written else { return };
        let question = format!("(distinct {written} {})", formula(self.kb, decided));
        if self.asked.contains(&question) {
            return;
        }
        push(
            self.text,
            format_args!(
                "; {name}: what was written differs\n(push 1)\n(assert {question})\n(set-info :status unsat)\n(check-sat)\n(pop 1)\n"
            ),
        );
        self.asked.insert(question);
    }
}

/// Returns an expression of an edition; nothing where it tests a concept that is interpreted there.
fn plain(kb: Base<'_>, edition: EditionIdx, written: &Expr) -> Option<String> {
    let read = kb.interpretations.iter().filter(|it| it.within.contains(&edition));
    let names: Vec<String> = read.map(|it| format!("|{}|", kb.facts[it.concept].id)).collect();
    expr(kb, written).filter(|text| !names.iter().any(|name| text.contains(name)))
}

fn expr(kb: Base<'_>, expr: &Expr) -> Option<String> {
    let mut text = String::new();
    write_expr(kb, expr, &mut text).then_some(text)
}

fn formula(kb: Base<'_>, formula: &Formula) -> String {
    let mut text = String::new();
    write_formula(kb, formula, &mut text);
    text
}
