//! Which tokens begin something that a reader sees as one: an item, an entry, a part of a block.
//!
//! Reads the tree and tells the layout where two spaces go and which lines go on.

use std::collections::BTreeMap;

use crate::source::Span;
use crate::syntax::ast::{Body, Entry, EntryValue, Expr, ExprKind, File, Item, Name};

use super::tokens::{Kind, Token};

/// Ends of units by their first byte.
pub(super) type Units = BTreeMap<usize, usize>;

/// Collects the units of a file.
pub(super) fn units(text: &str, tokens: &[Token<'_>], file: &File) -> Units {
    let mut collector = Collector { text, tokens, units: Units::new() };
    for item in &file.items {
        collector.item(item);
    }
    collector.units
}

struct Collector<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    units: Units,
}

impl Collector<'_> {
    fn unit(&mut self, span: Span) {
        self.units.insert(span.range().start, span.range().end);
    }

    fn pair(&mut self, first: &Name, last: Span) {
        self.unit(first.span.to(last));
    }

    fn item(&mut self, item: &Item) {
        self.unit(item.span);
        match &item.body {
            Body::Entries => {}
            Body::Define(expr) => self.expr(expr),
            Body::Claim { a, answer, .. } => self.pair(a, answer.span),
        }
        self.entries(&item.entries);
    }

    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.unit(entry.span);
            self.value(&entry.value);
        }
    }

    fn value(&mut self, value: &EntryValue) {
        match value {
            EntryValue::Expr(expr) => self.expr(expr),
            EntryValue::Criterion { block: Some(parts), .. } => self.parts(parts),
            EntryValue::Edition(_, entries) | EntryValue::Row(_, entries) => self.entries(entries),
            EntryValue::Facts(settings) => {
                for (fact, value) in settings {
                    self.pair(fact, value.span());
                }
            }
            EntryValue::Expect(expectations) => {
                for (id, verdict) in expectations {
                    self.pair(id, verdict.span);
                }
            }
            EntryValue::Bilingual(_)
            | EntryValue::Labelled(..)
            | EntryValue::Strings(_)
            | EntryValue::Mark
            | EntryValue::Word(_)
            | EntryValue::Words(_)
            | EntryValue::Criterion { block: None, .. }
            | EntryValue::Type(_)
            | EntryValue::Literal(_)
            | EntryValue::Range(..)
            | EntryValue::Between(..)
            | EntryValue::Source { .. }
            | EntryValue::Edge { .. }
            | EntryValue::Column(..)
            | EntryValue::Figure(..)
            | EntryValue::Of(..) => {}
        }
    }

    /// Takes the parts of a block, each of which is a unit.
    fn parts(&mut self, parts: &[Expr]) {
        for part in parts {
            let start = self.outer_start(part.span.range().start);
            self.units.insert(start, part.span.range().end);
            self.expr(part);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::All(parts) | ExprKind::Any(parts) => {
                if self.is_block(expr, parts) {
                    self.parts(parts);
                } else {
                    for part in parts {
                        self.expr(part);
                    }
                }
            }
            ExprKind::Not(inner) => self.expr(inner),
            ExprKind::Implies(left, right) => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Ref(_)
            | ExprKind::Compare { .. }
            | ExprKind::Open(_)
            | ExprKind::OpenRef(_)
            | ExprKind::Items
            | ExprKind::Since(_)
            | ExprKind::Mixed(_) => {}
        }
    }

    /// Says whether an expression was written `all { … }` and not `a and b`, whose first part may be a block.
    fn is_block(&self, expr: &Expr, parts: &[Expr]) -> bool {
        let start = expr.span.range().start;
        let Some(at) = self.token_at(start) else { return false };
        let opens = self.tokens.iter().skip(at + 1).find(|token| token.kind != Kind::Comment);
        let named = self.text.get(start..start + 3).is_some_and(|word| word == "all" || word == "any");
        let Some(open) = opens.filter(|token| named && token.text == "{") else { return false };
        parts.first().is_none_or(|part| part.span.range().start > open.start)
    }

    /// Moves the start of a part before the `(` and `not` that the tree leaves out.
    fn outer_start(&self, start: usize) -> usize {
        let before = self.token_at(start).unwrap_or(0);
        let prefix = self.tokens.iter().take(before).rev();
        let outer = prefix
            .filter(|token| token.kind != Kind::Comment)
            .take_while(|token| token.text == "(" || token.text == "not")
            .last();
        outer.map_or(start, |token| token.start)
    }

    fn token_at(&self, start: usize) -> Option<usize> {
        self.tokens.binary_search_by_key(&start, |token| token.start).ok()
    }
}
