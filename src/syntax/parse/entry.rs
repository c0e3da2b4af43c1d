//! The values of entries, one shape each.
//!
//! Owns nothing but the way from pairs to `EntryValue`; keys and places are read in `parse.rs`.
#![expect(clippy::wildcard_enum_match_arm, reason = "the grammar decides which rules can stand where")]

use crate::syntax::ast::{EntryValue, Halves, Labels, Literal, Name, Place, Text, TypeSpec};
use crate::syntax::prose::unquote;

use super::{Node, Reader, Rule};

impl Reader<'_> {
    /// Reads what follows the key of an entry of this shape.
    pub(super) fn entry_value(&self, rule: Rule, parts: Vec<Node<'_>>) -> Option<EntryValue> {
        match rule {
            Rule::bilingual_entry => {
                parts.into_iter().next().map(|part| EntryValue::Bilingual(self.halves(part)))
            }
            Rule::labelled_entry => self.labelled(parts),
            Rule::strings_entry => {
                Some(EntryValue::Strings(parts.iter().map(|part| self.text(part)).collect()))
            }
            Rule::mark_entry => Some(EntryValue::Mark),
            Rule::word_entry => parts.first().map(|part| EntryValue::Word(self.name(part))),
            Rule::words_entry => Some(EntryValue::Words(self.names(&parts, Rule::list_word))),
            Rule::on_entry => Some(EntryValue::Words(parts.iter().map(|part| self.name(part)).collect())),
            Rule::source_entry => self.source(parts),
            Rule::type_entry => {
                parts.into_iter().next().and_then(|part| self.type_spec(part)).map(EntryValue::Type)
            }
            Rule::base_entry => {
                parts.into_iter().next().and_then(|part| self.literal(part)).map(EntryValue::Literal)
            }
            Rule::expression_entry => parts
                .into_iter()
                .find(|part| part.as_rule() == Rule::expression)
                .map(|part| EntryValue::Expr(Box::new(self.expression(part)))),
            Rule::criterion_entry => Some(self.criterion(parts)),
            Rule::range_entry => self.range(&parts, Rule::word),
            Rule::splits_entry => self.range(&parts, Rule::list_word),
            Rule::between_entry => Some(self.between(&parts)),
            Rule::facts_entry => Some(EntryValue::Facts(self.settings(parts))),
            Rule::expect_entry => Some(EntryValue::Expect(self.expectations(parts))),
            Rule::edge_entry => self.edge(parts),
            Rule::figure_entry => self.figure(parts),
            Rule::of_entry => Some(self.of(&parts)),
            Rule::edition_entry => self.nested(parts).map(|(id, entries)| EntryValue::Edition(id, entries)),
            Rule::row_entry => self.nested(parts).map(|(id, entries)| EntryValue::Row(id, entries)),
            Rule::column_entry => self.column(parts),
            _ => None,
        }
    }

    fn names(&self, parts: &[Node<'_>], rule: Rule) -> Vec<Name> {
        parts.iter().filter(|part| part.as_rule() == rule).map(|part| self.name(part)).collect()
    }

    pub(super) fn text(&self, pair: &Node<'_>) -> Text {
        Text { value: unquote(pair.as_str().trim()), span: self.span(pair) }
    }

    pub(super) fn halves(&self, pair: Node<'_>) -> Halves {
        let mut halves = Halves { span: Some(self.span(&pair)), ..Halves::default() };
        let both = pair.into_inner().filter(|part| matches!(part.as_rule(), Rule::ja_half | Rule::en_half));
        for half in both {
            let is_ja = half.as_rule() == Rule::ja_half;
            let side = if is_ja { &mut halves.ja } else { &mut halves.en };
            side.extend(
                half.into_inner().filter(|part| part.as_rule() == Rule::text).map(|part| self.text(&part)),
            );
        }
        halves
    }

    fn labelled(&self, parts: Vec<Node<'_>>) -> Option<EntryValue> {
        let mut parts = parts.into_iter();
        let name = self.name(&parts.next()?);
        let label = parts.next()?;
        let part = |rule| {
            let found = label.clone().into_inner().find(|part| part.as_rule() == rule);
            found.map(|part| self.halves(part))
        };
        let [says, denies, words] = [Rule::value_says, Rule::value_denies, Rule::value_words].map(part);
        Some(EntryValue::Labelled(name, Box::new(Labels { says, denies, words, label: self.halves(label) })))
    }

    fn column(&self, parts: Vec<Node<'_>>) -> Option<EntryValue> {
        let mut parts = parts.into_iter();
        let name = self.name(&parts.next()?);
        Some(EntryValue::Column(name, parts.next().map(|halves| Box::new(self.halves(halves)))))
    }

    fn source(&self, parts: Vec<Node<'_>>) -> Option<EntryValue> {
        let mut words = self.names(&parts, Rule::word).into_iter().map(Box::new);
        let place = |part: Node<'_>| match part.as_rule() {
            Rule::string => Some(Place::Same(self.text(&part))),
            Rule::bilingual => Some(Place::Both(self.halves(part))),
            _ => None,
        };
        let at = parts.into_iter().find_map(place).map(Box::new);
        Some(EntryValue::Source { id: words.next()?, at, grade: words.next() })
    }

    fn type_spec(&self, pair: Node<'_>) -> Option<TypeSpec> {
        let spec = pair.into_inner().next()?;
        let rule = spec.as_rule();
        if rule == Rule::plain_type {
            return Some(TypeSpec::Plain(self.name(&spec)));
        }
        let parts: Vec<Node<'_>> = spec.into_inner().collect();
        match rule {
            Rule::scale_type => Some(TypeSpec::Scale(self.names(&parts, Rule::word))),
            Rule::choice_type => Some(TypeSpec::Choice(self.words_block(parts.into_iter().last()?))),
            Rule::set_type => Some(TypeSpec::Set(self.words_block(parts.into_iter().last()?))),
            Rule::number_type | Rule::duration_type => {
                let bounds: Vec<i64> = parts
                    .iter()
                    .filter(|part| part.as_rule() == Rule::bound)
                    .map(|part| number(part.as_str()))
                    .collect();
                let unit = self.names(&parts, Rule::word).into_iter().next()?;
                Some(TypeSpec::Number {
                    duration: rule == Rule::duration_type,
                    unit,
                    lo: *bounds.first()?,
                    hi: *bounds.get(1)?,
                })
            }
            _ => None,
        }
    }

    pub(super) fn words_block(&self, pair: Node<'_>) -> Vec<Name> {
        let parts: Vec<Node<'_>> = pair.into_inner().collect();
        self.names(&parts, Rule::word)
    }

    pub(super) fn literal(&self, pair: Node<'_>) -> Option<Literal> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let first = parts.next()?;
        match first.as_rule() {
            Rule::words_block => Some(Literal::Set(self.words_block(first), span)),
            Rule::empty_set => Some(Literal::Set(Vec::new(), span)),
            Rule::integer => Some(Literal::Int {
                value: number(first.as_str()),
                unit: parts.next().map(|unit| self.name(&unit)),
                span,
            }),
            _ => Some(Literal::Word(self.name(&first))),
        }
    }

    fn criterion(&self, parts: Vec<Node<'_>>) -> EntryValue {
        let (mut requirement, mut positive, mut block) = (None, false, None);
        for part in parts {
            match part.as_rule() {
                Rule::word => requirement = Some(Box::new(self.name(&part))),
                Rule::true_word => positive = true,
                Rule::block => block = Some(self.block(part)),
                _ => {}
            }
        }
        EntryValue::Criterion { requirement, positive, block }
    }

    fn range(&self, parts: &[Node<'_>], rest: Rule) -> Option<EntryValue> {
        let mut words = self.names(parts, Rule::word).into_iter();
        let first = words.next()?;
        let others = if rest == Rule::word { words.collect() } else { self.names(parts, rest) };
        Some(EntryValue::Range(first, others))
    }

    fn between(&self, parts: &[Node<'_>]) -> EntryValue {
        let split = parts.iter().position(|part| part.as_rule() == Rule::and_word).unwrap_or(parts.len());
        let (left, right) = parts.split_at(split);
        EntryValue::Between(self.names(left, Rule::list_word), self.names(right, Rule::list_word))
    }

    fn settings(&self, parts: Vec<Node<'_>>) -> Vec<(Name, Literal)> {
        let settings = parts.into_iter().filter(|part| part.as_rule() == Rule::setting);
        settings
            .filter_map(|setting| {
                let mut parts = setting.into_inner();
                let fact = self.name(&parts.next()?);
                let value = parts.find(|part| part.as_rule() == Rule::literal)?;
                Some((fact, self.literal(value)?))
            })
            .collect()
    }

    fn expectations(&self, parts: Vec<Node<'_>>) -> Vec<(Name, Name)> {
        let expectations = parts.into_iter().filter(|part| part.as_rule() == Rule::expectation);
        expectations
            .filter_map(|pair| {
                let mut words = pair.into_inner();
                Some((self.name(&words.next()?), self.name(&words.next()?)))
            })
            .collect()
    }

    fn edge(&self, parts: Vec<Node<'_>>) -> Option<EntryValue> {
        let split = parts.iter().position(|part| part.as_rule() == Rule::edge_relation)?;
        let relation = Box::new(self.name(parts.get(split)?));
        let from = self.names(parts.get(..split)?, Rule::edge_id);
        let to = self.names(parts.get(split + 1..)?, Rule::edge_id);
        let note = parts
            .into_iter()
            .find(|part| part.as_rule() == Rule::edge_note)
            .and_then(|note| note.into_inner().find(|part| part.as_rule() == Rule::bilingual))
            .map(|halves| Box::new(self.halves(halves)));
        Some(EntryValue::Edge { from, relation, to, note })
    }

    fn figure(&self, parts: Vec<Node<'_>>) -> Option<EntryValue> {
        let mut words = self.names(&parts, Rule::word).into_iter();
        let value =
            parts.iter().find(|part| part.as_rule() == Rule::integer).map(|part| number(part.as_str()))?;
        let title = parts.into_iter().find(|part| part.as_rule() == Rule::bilingual);
        let title = title.map(|halves| self.halves(halves));
        Some(EntryValue::Figure(words.next()?, value, Box::new((words.next()?, title))))
    }

    fn of(&self, parts: &[Node<'_>]) -> EntryValue {
        let split = parts.iter().position(|part| part.as_rule() == Rule::within).unwrap_or(parts.len());
        let (ids, within) = parts.split_at(split);
        EntryValue::Of(self.names(ids, Rule::list_word), self.names(within, Rule::list_word))
    }
}

/// Reads digits; a number that does not fit becomes the greatest one, which no range contains.
pub(super) fn number(digits: &str) -> i64 {
    digits.trim().parse().unwrap_or(i64::MAX)
}
