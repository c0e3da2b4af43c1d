//! A closed word that was written as several which the grammar takes for entries: `kind code of practice`.
//!
//! Mends the tree, so that one fault has one message; what the grammar does not take is told by [`super::meant`].

use crate::diag::{Code, Diagnostic};
use crate::msg;
use crate::source::{SourceFile, Span};

use super::{meant, proposed};
use crate::syntax::ast::{Entry, EntryValue, Item, Name, TypeSpec};

/// Reports such words of an item, and puts the words that were meant in their place.
pub(super) fn join(source: &SourceFile, item: &mut Item) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    entries(source, &mut item.entries, &mut found);
    found
}

fn entries(source: &SourceFile, entries: &mut Vec<Entry>, found: &mut Vec<Diagnostic>) {
    let mut joined: Vec<Span> = Vec::new();
    for entry in entries.iter_mut() {
        let known = meant::vocabularies(entry.key);
        match &mut entry.value {
            EntryValue::Word(name) => {
                joined.extend(known.and_then(|known| word(source, name, known, found)));
            }
            EntryValue::Source { grade: Some(name), .. } => {
                joined
                    .extend(meant::vocabularies("grade").and_then(|known| word(source, name, known, found)));
            }
            EntryValue::Type(TypeSpec::Plain(name)) => {
                joined.extend(known.and_then(|known| word(source, name, known, found)));
            }
            EntryValue::Edge { relation, to, .. } => {
                let span = word(source, relation, meant::RELATIONS, found);
                to.retain(|it| !span.is_some_and(|span| is_within(it.span, span)));
            }
            EntryValue::Expect(expected) => expectations(source, expected, found),
            EntryValue::Edition(_, inner) | EntryValue::Row(_, inner) => self::entries(source, inner, found),
            EntryValue::Bilingual(_)
            | EntryValue::Labelled(..)
            | EntryValue::Strings(_)
            | EntryValue::Mark
            | EntryValue::Words(_)
            | EntryValue::Expr(_)
            | EntryValue::Criterion { .. }
            | EntryValue::Type(_)
            | EntryValue::Literal(_)
            | EntryValue::Range(..)
            | EntryValue::Between(..)
            | EntryValue::Column(..)
            | EntryValue::Source { .. }
            | EntryValue::Facts(_)
            | EntryValue::Figure(..)
            | EntryValue::Of(..) => {}
        }
    }
    // What follows the first word was no entry.
    entries.retain(|it| !joined.iter().any(|span| is_within(it.span, *span)));
}

fn expectations(source: &SourceFile, expected: &mut Vec<(Name, Name)>, found: &mut Vec<Diagnostic>) {
    let verdicts = expected.iter_mut().map(|(_, verdict)| verdict);
    let joined: Vec<Span> =
        verdicts.filter_map(|verdict| word(source, verdict, meant::VERDICTS, found)).collect();
    expected.retain(|(id, _)| !joined.iter().any(|span| is_within(id.span, *span)));
}

/// Puts the word that was meant in the place of several; returns where these stand.
fn word(
    source: &SourceFile,
    name: &mut Name,
    vocabularies: &[&str],
    found: &mut Vec<Diagnostic>,
) -> Option<Span> {
    let slip = meant::several(&source.text, name.span.range().start, vocabularies)?;
    let span = source.span(name.span.file, slip.at.start, slip.at.end);
    found.push(told(source, span, slip.word));
    *name = Name { text: slip.word.to_owned(), span };
    Some(span)
}

/// Says whether something begins behind the first of some words and before their end.
fn is_within(it: Span, words: Span) -> bool {
    words.start < it.start && it.start < words.end
}

fn told(source: &SourceFile, span: Span, word: &'static str) -> Diagnostic {
    let written = source.text.get(span.range()).unwrap_or_default();
    let title = msg!(ja: "「{written}」はここに置けない", en: "`{written}` cannot stand here");
    proposed(Diagnostic::new(Code::SyntaxError, title).here(span), span, word)
}
