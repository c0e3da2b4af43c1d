//! The bilingual texts of a knowledge base, each with the item that it belongs to, and where words of them stand.
//!
//! An inherited provision is not a passage of its own: what is wrong with it is wrong where it was declared.

use std::ops::Range;

use crate::lang::{Bilingual, Lang};
use crate::model::{Kb, Provision};
use crate::source::{Sources, Span};

use super::figures::fold;

/// A bilingual text.
pub(super) struct Passage<'a> {
    pub(super) text: &'a Bilingual,
    /// Its item, or the text itself where that is known.
    pub(super) span: Span,
}

/// Returns the provisions that were declared and not inherited.
pub(super) fn declared(kb: &Kb) -> impl Iterator<Item = &Provision> {
    kb.provisions.iter().filter(|provision| provision.origin.is_none())
}

/// Says whether a modality was read as written; a word that is none was reported already.
pub(super) fn has_its_modality(provision: &Provision, sources: &Sources) -> bool {
    sources.text(provision.body.modality_span).ends_with(provision.body.modality.word())
}

/// Returns every bilingual text, item by item.
pub(super) fn passages(kb: &Kb) -> Vec<Passage<'_>> {
    let mut out = Vec::new();
    provisions(kb, &mut out);
    words(kb, &mut out);
    vocabulary(kb, &mut out);
    instruments(kb, &mut out);
    relations(kb, &mut out);
    out
}

fn push<'a>(out: &mut Vec<Passage<'a>>, span: Span, texts: impl IntoIterator<Item = Option<&'a Bilingual>>) {
    out.extend(texts.into_iter().flatten().map(|text| Passage { text, span }));
}

fn provisions<'a>(kb: &'a Kb, out: &mut Vec<Passage<'a>>) {
    for provision in declared(kb) {
        let body = &provision.body;
        push(out, body.text_span, [Some(&body.text)]);
        // Citations name the same place in the manner of each language; they are looked up, not compared.
        let rest = [Some(&body.title), body.verification.as_ref(), body.note.as_ref()];
        let figures = body.figures.iter().map(|it| Some(&it.title));
        push(out, body.span, rest.into_iter().chain(figures));
    }
}

fn words<'a>(kb: &'a Kb, out: &mut Vec<Passage<'a>>) {
    for it in &kb.units {
        push(out, it.span, [Some(&it.title)]);
    }
    for it in &kb.addressees {
        push(out, it.span, [Some(&it.title)]);
    }
    for it in &kb.groups {
        push(out, it.span, [Some(&it.title)]);
    }
    for it in &kb.jurisdictions {
        push(out, it.span, [Some(&it.title)]);
    }
    for it in &kb.themes {
        push(out, it.span, [Some(&it.title)]);
    }
}

fn vocabulary<'a>(kb: &'a Kb, out: &mut Vec<Passage<'a>>) {
    for fact in kb.facts.iter().filter(|fact| fact.open.is_none()) {
        let texts = [&fact.title, &fact.says, &fact.denies, &fact.ask].map(Some);
        push(out, fact.span, texts.into_iter().chain([fact.note.as_ref()]));
        for word in fact.ty.words() {
            push(out, word.span, [Some(&word.label), word.says.as_ref(), word.denies.as_ref()]);
        }
    }
    for it in &kb.requirements {
        push(out, it.span, [Some(&it.title), Some(&it.text), it.note.as_ref()]);
    }
    for it in &kb.terms {
        push(out, it.span, [Some(&it.name), Some(&it.text), it.differs.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.constraints {
        push(out, it.span, [Some(&it.because)]);
    }
    for it in &kb.unlikely {
        push(out, it.span, [Some(&it.because)]);
    }
}

fn instruments<'a>(kb: &'a Kb, out: &mut Vec<Passage<'a>>) {
    for it in &kb.instruments {
        push(out, it.span, [Some(&it.title), Some(&it.issuer), it.note.as_ref()]);
    }
    for it in &kb.editions {
        push(out, it.span, [it.title.as_ref(), it.note.as_ref()]);
    }
}

fn relations<'a>(kb: &'a Kb, out: &mut Vec<Passage<'a>>) {
    for it in &kb.deemings {
        push(out, it.span, [it.title.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.interpretations {
        push(out, it.span, [it.cite.as_ref(), it.title.as_ref(), it.text.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.alignments {
        push(out, it.span, [it.title.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.deviations {
        push(out, it.span, [it.title.as_ref(), Some(&it.because), it.note.as_ref()]);
    }
    for it in kb.proposals.iter().filter(|it| it.is_declared()) {
        push(out, it.span, [it.title.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.claims {
        push(out, it.span, [it.because.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.mappings {
        push(out, it.span, [Some(&it.title), it.note.as_ref()]);
    }
    for it in &kb.findings {
        push(out, it.span, [Some(&it.title), Some(&it.text)]);
    }
}

/// Returns every bilingual text that pages show as Markdown, item by item.
pub(super) fn prose(kb: &Kb) -> Vec<Passage<'_>> {
    let mut out = Vec::new();
    for it in declared(kb) {
        let body = &it.body;
        push(&mut out, body.text_span, [Some(&body.text)]);
        push(&mut out, body.span, [body.verification.as_ref(), body.note.as_ref()]);
    }
    for it in kb.facts.iter().filter(|fact| fact.open.is_none()) {
        push(&mut out, it.span, [it.note.as_ref()]);
    }
    for it in &kb.requirements {
        push(&mut out, it.span, [Some(&it.text), it.note.as_ref()]);
    }
    for it in &kb.terms {
        push(&mut out, it.span, [Some(&it.text), it.differs.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.interpretations {
        push(&mut out, it.span, [it.text.as_ref(), it.note.as_ref()]);
    }
    for it in &kb.deviations {
        push(&mut out, it.span, [Some(&it.because), it.note.as_ref()]);
    }
    for it in &kb.findings {
        push(&mut out, it.span, [Some(&it.text)]);
    }
    for it in &kb.tables {
        let marks = it.rows.iter().flat_map(|row| row.corrections.iter().chain(&row.undecided));
        let rows = it.rows.iter().map(|row| row.note.as_ref());
        push(&mut out, it.span, [it.note.as_ref()].into_iter().chain(rows));
        push(&mut out, it.span, marks.map(|mark| Some(&mark.text)));
    }
    for it in &kb.mappings {
        push(&mut out, it.span, [it.note.as_ref()]);
        for edge in &it.edges {
            push(&mut out, edge.span, [edge.note.as_ref()]);
        }
    }
    notes(kb, &mut out);
    out
}

/// Adds the notes of items that have no other prose.
fn notes<'a>(kb: &'a Kb, out: &mut Vec<Passage<'a>>) {
    let instruments = kb.instruments.iter().map(|it| (it.span, &it.note));
    let editions = kb.editions.iter().map(|it| (it.span, &it.note));
    let sources = kb.sources.iter().map(|it| (it.span, &it.note));
    let deemings = kb.deemings.iter().map(|it| (it.span, &it.note));
    let alignments = kb.alignments.iter().map(|it| (it.span, &it.note));
    let claims = kb.claims.iter().map(|it| (it.span, &it.note));
    let devices = kb.devices.iter().map(|it| (it.span, &it.note));
    let texts = instruments.chain(editions).chain(sources);
    for (span, note) in texts.chain(deemings).chain(alignments).chain(claims).chain(devices) {
        push(out, span, [note.as_ref()]);
    }
}

/// Returns where a part of one half of a text stands, or the whole place where it cannot be found.
///
/// Lines are found one after another as they are written: with quotes and backslashes escaped in a string, without
/// their margin in prose.
pub(super) fn part(sources: &Sources, span: Span, half: &str, at: Range<usize>) -> Span {
    found(sources, span, half, at).unwrap_or(span)
}

fn found(sources: &Sources, span: Span, half: &str, at: Range<usize>) -> Option<Span> {
    let raw = sources.text(span);
    let (mut cursor, mut begin) = (0, 0);
    for line in half.split_inclusive('\n') {
        let words = line.trim();
        let margin = line.len() - line.trim_start().len();
        let (start, end) = (begin + margin, begin + margin + words.len());
        begin += line.len();
        if words.is_empty() {
            continue;
        }
        let rest = raw.get(cursor..)?;
        let (from, written): (usize, fn(&str) -> String) = match rest.find(words) {
            Some(from) => (cursor + from, str::to_owned),
            None => (cursor + rest.find(&escaped(words))?, escaped),
        };
        if at.start < begin {
            let to = |at: usize| Some(from + written(half.get(start..at.clamp(start, end))?).len());
            let base = span.range().start;
            return Some(sources.file(span.file).span(span.file, base + to(at.start)?, base + to(at.end)?));
        }
        cursor = from + written(words).len();
    }
    None
}

/// Returns words as a string on one line has them.
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Returns where `words` stand in one half of a text, or the whole place where they cannot be found.
pub(super) fn locate(sources: &Sources, span: Span, half: &str, words: &str) -> Span {
    let raw = sources.text(span);
    let line = half.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let start = raw.find(line).unwrap_or(0);
    let found = raw.get(start..).and_then(|rest| find(rest, words));
    match found {
        Some((from, to)) => {
            let base = span.range().start + start;
            sources.file(span.file).span(span.file, base + from, base + to)
        }
        None => span,
    }
}

/// Returns where a whole half of a text stands.
pub(super) fn half(sources: &Sources, span: Span, text: &Bilingual, lang: Lang) -> Span {
    let half = text.get(lang);
    let plain: String = half.chars().map(fold).collect();
    locate(sources, span, half, &plain)
}

/// Finds words whose full-width forms were made plain.
fn find(text: &str, words: &str) -> Option<(usize, usize)> {
    let first = words.chars().next()?;
    text.char_indices().filter(|(_, c)| fold(*c) == first).find_map(|(from, _)| {
        let mut rest = text.get(from..)?.chars();
        let mut length = 0;
        for word in words.chars() {
            let c = rest.next().filter(|c| fold(*c) == word)?;
            length += c.len_utf8();
        }
        Some((from, from + length))
    })
}

/// Returns the words of a language for its half.
pub(super) fn half_name(lang: Lang) -> Bilingual {
    match lang {
        Lang::Ja => Bilingual::new("和文", "the Japanese text"),
        Lang::En => Bilingual::new("英文", "the English text"),
    }
}
