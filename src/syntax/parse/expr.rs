//! Expressions from pairs.
//!
//! `a and b and c` becomes one `All`; a mixture of `and` and `or` becomes `Mixed`, which `resolve` reports.
#![expect(clippy::wildcard_enum_match_arm, reason = "the grammar decides which rules can stand where")]

use crate::syntax::ast::{Expr, ExprKind, Literal, Name};

use super::{Node, Reader, Rule};

impl Reader<'_> {
    pub(super) fn block(&self, pair: Node<'_>) -> Vec<Expr> {
        pair.into_inner()
            .filter(|part| part.as_rule() == Rule::expression)
            .map(|part| self.expression(part))
            .collect()
    }

    pub(super) fn expression(&self, pair: Node<'_>) -> Expr {
        let span = self.span(&pair);
        let mut sides: Vec<Expr> = pair
            .into_inner()
            .filter(|part| part.as_rule() == Rule::disjunction)
            .map(|part| self.disjunction(part))
            .collect();
        let right = if sides.len() > 1 { sides.pop() } else { None };
        match (sides.pop(), right) {
            (Some(left), Some(right)) => {
                Expr { kind: ExprKind::Implies(Box::new(left), Box::new(right)), span }
            }
            (Some(only), None) => only,
            (None, _) => Expr { kind: ExprKind::All(Vec::new()), span },
        }
    }

    fn disjunction(&self, pair: Node<'_>) -> Expr {
        let span = self.span(&pair);
        let (mut ands, mut ors) = (0, 0);
        let mut operands = Vec::new();
        let mut mixed: Option<Name> = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::and_word | Rule::or_word => {
                    let count = if part.as_rule() == Rule::and_word { &mut ands } else { &mut ors };
                    *count += 1;
                    if ands > 0 && ors > 0 && mixed.is_none() {
                        mixed = Some(self.name(&part));
                    }
                }
                Rule::junction => operands.push(self.junction(part)),
                _ => {}
            }
        }
        let kind = match (mixed, operands.len()) {
            (Some(operator), _) => ExprKind::Mixed(operator),
            (None, 0 | 1) => match operands.pop() {
                Some(only) => return only,
                None => ExprKind::All(Vec::new()),
            },
            (None, _) if ands > 0 => ExprKind::All(operands),
            (None, _) => ExprKind::Any(operands),
        };
        Expr { kind, span }
    }

    fn junction(&self, pair: Node<'_>) -> Expr {
        let span = self.span(&pair);
        let mut negations = 0usize;
        let mut result = Expr { kind: ExprKind::All(Vec::new()), span };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::not_word => negations += 1,
                Rule::atom => result = self.atom(part),
                _ => {}
            }
        }
        // INVARIANT: two negations say what none says; keeping one at most bounds the depth of the tree.
        if negations % 2 == 1 { Expr { kind: ExprKind::Not(Box::new(result)), span } } else { result }
    }

    fn atom(&self, pair: Node<'_>) -> Expr {
        let span = self.span(&pair);
        let Some(inner) = pair.into_inner().next() else {
            return Expr { kind: ExprKind::All(Vec::new()), span };
        };
        let rule = inner.as_rule();
        let kind = match rule {
            Rule::group => {
                if let Some(expression) = inner.into_inner().find(|part| part.as_rule() == Rule::expression) {
                    return self.expression(expression);
                }
                ExprKind::All(Vec::new())
            }
            Rule::all_block | Rule::any_block => {
                let block = inner.into_inner().find(|part| part.as_rule() == Rule::block);
                let parts = block.map(|block| self.block(block)).unwrap_or_default();
                if rule == Rule::all_block { ExprKind::All(parts) } else { ExprKind::Any(parts) }
            }
            Rule::items_word => ExprKind::Items,
            Rule::open_limb => self.open(inner),
            Rule::since => self.since(inner),
            _ => self.comparison(inner),
        };
        Expr { kind, span }
    }

    fn open(&self, pair: Node<'_>) -> ExprKind {
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::bilingual => return ExprKind::Open(Box::new(self.halves(part))),
                Rule::open_id => return ExprKind::OpenRef(self.name(&part)),
                _ => {}
            }
        }
        ExprKind::All(Vec::new())
    }

    fn since(&self, pair: Node<'_>) -> ExprKind {
        let day = pair.into_inner().find(|part| part.as_rule() == Rule::since_day);
        day.map_or(ExprKind::All(Vec::new()), |day| ExprKind::Since(self.name(&day)))
    }

    fn comparison(&self, pair: Node<'_>) -> ExprKind {
        let mut parts = pair.into_inner();
        let Some(fact) = parts.next().map(|part| self.name(&part)) else { return ExprKind::All(Vec::new()) };
        let Some(operator) = parts.next() else { return ExprKind::Ref(fact) };
        let operator = Box::new(self.name(&operator));
        let value = parts.next().and_then(|part| match part.as_rule() {
            Rule::literal => self.literal(part),
            Rule::words_block => {
                let span = self.span(&part);
                Some(Literal::Set(self.words_block(part), span))
            }
            _ => Some(Literal::Word(self.name(&part))),
        });
        match value {
            Some(value) => ExprKind::Compare { fact, operator, value: Box::new(value) },
            None => ExprKind::Ref(fact),
        }
    }
}
