//! The shapes of entries that are neither words nor expressions: ranges, edges, figures, editions, rows and columns.

use crate::syntax::ast::{Body, Entry, EntryValue, Halves, Name};
use crate::syntax::words::EDGES;

use super::{Cursor, digits, ends_list};

impl Cursor<'_> {
    /// `NAME = EXPRESSION`.
    pub(super) fn definition(&mut self) -> Option<(Name, Body)> {
        let name = self.word()?;
        if !self.sign(b'=') {
            return None;
        }
        self.skip();
        if self.byte(self.at) == Some(b'=') {
            return None;
        }
        Some((name, Body::Define(self.expression()?)))
    }

    /// `NAME? { A implies B ANSWER entries }`.
    pub(super) fn claim(&mut self) -> Option<(Option<Name>, Body, Vec<Entry>)> {
        self.skip();
        let id = if self.byte(self.at) == Some(b'{') { None } else { Some(self.word()?) };
        if !self.sign(b'{') {
            return None;
        }
        let a = self.word()?;
        if !self.is("implies") {
            return None;
        }
        let b = self.word()?;
        let answers: &[&str] = if self.is("by") { &["content", "law"] } else { &["no"] };
        let word = self.peek();
        let answer = self.named(word).filter(|_| answers.contains(&word))?;
        let entries = self.entries_up_to_brace()?;
        Some((id, Body::Claim { a, b, answer }, entries))
    }

    /// `A to B`, or several behind `to` where a number is split.
    pub(super) fn range(&mut self, several: bool) -> Option<EntryValue> {
        let first = self.word()?;
        if !self.is("to") {
            return None;
        }
        let others = if several { self.list()? } else { vec![self.word()?] };
        Some(EntryValue::Range(first, others))
    }

    /// `A … and B …`, or `none` in place of the second list.
    pub(super) fn between(&mut self) -> Option<EntryValue> {
        let first = self.list()?;
        if !self.is("and") {
            return None;
        }
        let second = if self.is("none") { Vec::new() } else { self.list()? };
        Some(EntryValue::Between(first, second))
    }

    /// `A … relation B … { note }`.
    pub(super) fn edge(&mut self) -> Option<EntryValue> {
        let from = self.ends()?;
        let relation = Box::new(self.word()?);
        if !EDGES.contains(&relation.text.as_str()) {
            return None;
        }
        let to = self.ends()?;
        let note = if self.sign(b'{') { Some(Box::new(self.edge_note()?)) } else { None };
        Some(EntryValue::Edge { from, relation, to, note })
    }

    /// Takes words up to a relation, a key or a joining word.
    fn ends(&mut self) -> Option<Vec<Name>> {
        let mut names = Vec::new();
        loop {
            let text = self.peek();
            if ends_list(text) || EDGES.contains(&text) {
                return (!names.is_empty()).then_some(names);
            }
            names.extend(self.named(text));
        }
    }

    fn edge_note(&mut self) -> Option<Halves> {
        if !self.is("note") {
            return None;
        }
        let note = self.halves()?;
        self.sign(b'}').then_some(note)
    }

    /// `name number unit { title }`.
    pub(super) fn figure(&mut self) -> Option<EntryValue> {
        let name = self.word()?;
        let number = self.peek();
        let value = digits(number)?;
        self.take(number.len());
        let unit = self.word()?;
        let title = if self.at_brace() { Some(self.halves()?) } else { None };
        Some(EntryValue::Figure(name, value, Box::new((unit, title))))
    }

    /// `id … in id …`.
    pub(super) fn of(&mut self) -> Option<EntryValue> {
        let ids = self.list()?;
        let within = if self.is("in") { self.list()? } else { Vec::new() };
        Some(EntryValue::Of(ids, within))
    }

    /// `id { entries }` of an edition or of a row.
    pub(super) fn nested(&mut self, key: &str) -> Option<EntryValue> {
        let id = self.word()?;
        let entries = self.entries()?;
        Some(if key == "edition" { EntryValue::Edition(id, entries) } else { EntryValue::Row(id, entries) })
    }

    /// `id { title }`, the title perhaps left out.
    pub(super) fn column(&mut self) -> Option<EntryValue> {
        let id = self.word()?;
        let title = if self.at_brace() { Some(Box::new(self.halves()?)) } else { None };
        Some(EntryValue::Column(id, title))
    }

    fn at_brace(&mut self) -> bool {
        self.skip();
        self.byte(self.at) == Some(b'{')
    }
}
