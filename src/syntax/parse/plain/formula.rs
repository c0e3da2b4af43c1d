//! Criteria, expressions and values, in one pass.

use crate::syntax::ast::{EntryValue, Expr, ExprKind, Literal, Name};
use crate::syntax::words::OPERATORS;

use super::{Cursor, digits, is_key};

impl Cursor<'_> {
    pub(super) fn criterion(&mut self, key: &str) -> Option<EntryValue> {
        let requirement = if key == "meets" { Some(Box::new(self.word()?)) } else { None };
        let positive = key == "at_least" && self.is("true");
        self.skip();
        let open = self.byte(self.at) == Some(b'{');
        let block = if key != "meets" || open { Some(self.block()?) } else { None };
        Some(EntryValue::Criterion { requirement, positive, block })
    }

    fn block(&mut self) -> Option<Vec<Expr>> {
        let mut parts = Vec::new();
        if !self.sign(b'{') {
            return None;
        }
        while !self.sign(b'}') {
            parts.push(self.expression()?);
        }
        Some(parts)
    }

    pub(super) fn expression(&mut self) -> Option<Expr> {
        let start = self.skip();
        let left = self.disjunction()?;
        if !self.is("implies") {
            return Some(left);
        }
        let kind = ExprKind::Implies(Box::new(left), Box::new(self.disjunction()?));
        Some(Expr { kind, span: self.since(start) })
    }

    /// Operands with one operator between them; a mixture is left to the grammar.
    fn disjunction(&mut self) -> Option<Expr> {
        let start = self.skip();
        let first = self.junction()?;
        let Some(operator) = self.one_of(&["and", "or"]) else { return Some(first) };
        let mut operands = vec![first, self.junction()?];
        while let Some(next) = self.one_of(&["and", "or"]) {
            if next != operator {
                return None;
            }
            operands.push(self.junction()?);
        }
        let kind = if operator == "and" { ExprKind::All(operands) } else { ExprKind::Any(operands) };
        Some(Expr { kind, span: self.since(start) })
    }

    fn junction(&mut self) -> Option<Expr> {
        let start = self.skip();
        let mut negated = false;
        while self.is("not") {
            negated = !negated;
        }
        let atom = self.atom()?;
        if !negated {
            return Some(atom);
        }
        Some(Expr { kind: ExprKind::Not(Box::new(atom)), span: self.since(start) })
    }

    fn atom(&mut self) -> Option<Expr> {
        let start = self.skip();
        if self.sign(b'(') {
            let inner = self.expression()?;
            return self.sign(b')').then_some(inner);
        }
        let kind = match self.one_of(&["all", "any", "open", "items", "on_or_after"]) {
            Some("all") => ExprKind::All(self.block()?),
            Some("any") => ExprKind::Any(self.block()?),
            Some("open") => self.open()?,
            Some("items") => ExprKind::Items,
            Some(_) => ExprKind::Since(self.word()?),
            None => self.comparison()?,
        };
        Some(Expr { kind, span: self.since(start) })
    }

    fn open(&mut self) -> Option<ExprKind> {
        self.skip();
        let described = self.byte(self.at) == Some(b'{');
        Some(if described {
            ExprKind::Open(Box::new(self.halves()?))
        } else {
            ExprKind::OpenRef(self.word()?)
        })
    }

    fn comparison(&mut self) -> Option<ExprKind> {
        let word = self.peek();
        if OPERATORS.contains(&word) || is_key(word) {
            return None;
        }
        let fact = self.named(word)?;
        let start = self.skip();
        let (operator, value) = if self.is("contains") {
            (self.name_since(start), Literal::Word(self.word()?))
        } else if self.is("in") {
            let operator = self.name_since(start);
            let set = self.skip();
            let words = self.set()?;
            (operator, Literal::Set(words, self.since(set)))
        } else if self.operator()? {
            (self.name_since(start), self.literal()?)
        } else {
            return Some(ExprKind::Ref(fact));
        };
        Some(ExprKind::Compare { fact, operator: Box::new(operator), value: Box::new(value) })
    }

    /// Takes `==`, `!=`, `<=`, `>=`, `<` or `>`; says whether there was one, and declines half of one.
    fn operator(&mut self) -> Option<bool> {
        let first = self.byte(self.at);
        let doubled = self.byte(self.at + 1) == Some(b'=');
        match first {
            Some(b'=' | b'!') if !doubled => return None,
            Some(b'=' | b'!' | b'<' | b'>') => self.take(if doubled { 2 } else { 1 }),
            _ => return Some(false),
        }
        Some(true)
    }

    /// Returns what was taken since a place as a name.
    fn name_since(&self, start: usize) -> Name {
        Name { text: self.slice(start, self.last).to_owned(), span: self.since(start) }
    }

    pub(super) fn literal(&mut self) -> Option<Literal> {
        let start = self.skip();
        if self.byte(self.at) == Some(b'{') {
            let words = self.set_or_empty()?;
            return Some(Literal::Set(words, self.since(start)));
        }
        let word = self.peek();
        if word.starts_with(|c| ('０'..='９').contains(&c)) {
            return None;
        }
        let Some(value) = digits(word) else { return self.named(word).map(Literal::Word) };
        self.take(word.len());
        let next = self.peek();
        let is_unit = !next.is_empty()
            && (next.bytes().all(|it| it.is_ascii_alphabetic()) || next.chars().all(|it| !it.is_ascii()))
            && !OPERATORS.contains(&next)
            && !is_key(next);
        let unit = if is_unit { self.named(next) } else { None };
        Some(Literal::Int { value, unit, span: self.since(start) })
    }

    fn set_or_empty(&mut self) -> Option<Vec<Name>> {
        let mut words = Vec::new();
        if !self.sign(b'{') {
            return None;
        }
        while !self.sign(b'}') {
            words.push(self.word()?);
            self.sign(b',');
        }
        Some(words)
    }

    /// Takes words in braces, at least one.
    pub(super) fn set(&mut self) -> Option<Vec<Name>> {
        self.set_or_empty().filter(|words| !words.is_empty())
    }
}
