//! What the expressions of a knowledge base use.
//!
//! Collects; the checks of unused items judge.

use std::collections::BTreeSet;

use crate::model::{DefineIdx, Expr, FactIdx, Kb};

/// Facts and definitions that expressions name.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) facts: BTreeSet<FactIdx>,
    pub(super) defines: BTreeSet<DefineIdx>,
}

impl Uses {
    /// Collects from criteria, applicabilities, scopes, deemings, interpretations, definitions and labels.
    pub(super) fn of(kb: &Kb) -> Uses {
        let mut uses = Uses::default();
        for provision in &kb.provisions {
            uses.add(provision.condition.iter());
            uses.add(provision.body.transition.iter().map(|it| &it.products));
            uses.add(provision.body.criteria.iter().filter_map(|criterion| criterion.expr.as_ref()));
        }
        uses.add(kb.editions.iter().filter_map(|edition| edition.scope.as_ref()));
        uses.add(kb.editions.iter().filter_map(|it| it.continues.as_ref()).map(|it| &it.products));
        uses.add(kb.deemings.iter().map(|deeming| &deeming.when));
        uses.add(kb.interpretations.iter().map(|it| &it.expr));
        uses.add(kb.defines.iter().map(|define| &define.expr));
        uses.facts.extend(kb.interpretations.iter().map(|it| it.concept));
        uses.facts.extend(kb.instruments.iter().filter_map(|instrument| instrument.label));
        uses
    }

    /// Adds what expressions name.
    pub(super) fn add<'a>(&mut self, exprs: impl Iterator<Item = &'a Expr>) {
        for expr in exprs {
            expr.walk(&mut |part| match part {
                Expr::Test(test) => {
                    self.facts.insert(test.fact);
                }
                Expr::OneOf(fact, _) | Expr::Open(fact) => {
                    self.facts.insert(*fact);
                }
                Expr::Defined(define) => {
                    self.defines.insert(*define);
                }
                Expr::All(_)
                | Expr::Any(_)
                | Expr::Not(_)
                | Expr::Implies(..)
                | Expr::Items
                | Expr::Since(_) => {}
            });
        }
    }
}
