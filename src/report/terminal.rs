//! Diagnostics as people read them on a terminal.
//!
//! The only file that names the renderer. It gets a window of a few lines, never a whole file, and spans on
//! character boundaries only.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use crate::diag::{Diagnostic, Label, Suggestion};
use crate::lang::Lang;
use crate::lexicon::Severity;
use crate::msg;
use crate::source::{FileId, SourceFile, Sources, Span};

use super::table::{self, clean};
use super::wrap::wrap;

/// Whether escape sequences for colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// They are.
    Always,
    /// They are not.
    Never,
}

/// Cells of a line.
const WIDTH: usize = 110;
/// Cells of a line of explanation, which stands beside the margin.
const TEXT_WIDTH: usize = 92;
/// Lines shown around a place.
const AROUND: usize = 1;
/// Longest span that is drawn over several lines.
const TALL: usize = 6;
/// Labels at most this many lines apart share a window.
const NEAR: usize = 4;
/// A window of more bytes is named and not shown.
const WIDE: usize = 20_000;

/// Renders the diagnostics, with an empty line behind each.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], lang: Lang, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&groups(sources, diagnostic, lang)));
        out.push_str("\n\n");
    }
    out
}

fn groups<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic, lang: Lang) -> Vec<Group<'a>> {
    let level = self::level(diagnostic.severity, lang);
    let remark = || self::level(Severity::Note, lang);
    let help_level = || Level::HELP.with_name(msg!(ja: "助言", en: "help").get(lang).clone());
    let id = format!("{} {}", diagnostic.code.number(), diagnostic.code.slug());
    let title = level.primary_title(wrap(diagnostic.title.get(lang), WIDTH)).id(id);
    let mut group = Group::with_title(title).elements(windows(sources, diagnostic, lang));
    for note in &diagnostic.notes {
        group = group.element(remark().message(wrap(note.get(lang), TEXT_WIDTH)));
    }
    if let Some(table) = &diagnostic.table {
        group = group.element(remark().message(table::lines(table, lang).join("\n")));
    }
    let help = diagnostic.help.as_ref().map(|help| wrap(help.get(lang), TEXT_WIDTH));
    let patch = diagnostic.suggestion.as_ref().and_then(|it| patch(sources, it));
    match (help, patch) {
        (Some(help), Some(patch)) => {
            vec![group, help_level().secondary_title(help).element(patch)]
        }
        (Some(help), None) => vec![group.element(help_level().message(help))],
        (None, Some(patch)) => vec![group, Group::with_level(help_level()).element(patch)],
        (None, None) => vec![group],
    }
}

/// Returns how bad it is, by the name that people read.
fn level<'a>(severity: Severity, lang: Lang) -> Level<'a> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    level.with_name(severity.title().get(lang).clone())
}

/// A label with the lines that it is about.
struct Mark<'a> {
    label: &'a Label,
    kind: AnnotationKind,
    range: Range<usize>,
    first: usize,
    last: usize,
}

/// Groups the labels into windows: the file of the primary one first, neighbours together.
fn windows<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic, lang: Lang) -> Vec<Element<'a>> {
    let primary = diagnostic.primary.iter().map(|label| mark(sources, label, AnnotationKind::Primary));
    let others = diagnostic.secondary.iter().map(|label| mark(sources, label, AnnotationKind::Context));
    let mut windows: Vec<Vec<Mark<'a>>> = Vec::new();
    for mark in primary.chain(others) {
        let near = |other: &Mark<'_>| {
            other.label.span.file == mark.label.span.file
                && mark.first <= other.last + NEAR
                && other.first <= mark.last + NEAR
        };
        match windows.iter_mut().find(|window| window.iter().any(near)) {
            Some(window) => window.push(mark),
            None => windows.push(vec![mark]),
        }
    }
    windows.into_iter().filter_map(|window| element(sources, &window, lang)).collect()
}

fn mark<'a>(sources: &Sources, label: &'a Label, kind: AnnotationKind) -> Mark<'a> {
    let file = sources.file(label.span.file);
    let range = short(file, label.span);
    let line = |at: usize| file.line_column(u32::try_from(at).unwrap_or(u32::MAX)).0;
    Mark { label, kind, first: line(range.start), last: line(range.end), range }
}

/// Cuts a tall span to its first line, and takes an empty one as it is.
fn short(file: &SourceFile, span: Span) -> Range<usize> {
    let range = file.span(span.file, span.range().start, span.range().end).range();
    let text = file.text.get(range.clone()).unwrap_or_default();
    match text.lines().count() {
        0..=TALL => range,
        _ => range.start..range.start + text.lines().next().map_or(0, |line| line.trim_end().len()),
    }
}

fn element<'a>(sources: &'a Sources, window: &[Mark<'a>], lang: Lang) -> Option<Element<'a>> {
    let id: FileId = window.first()?.label.span.file;
    let file = sources.file(id);
    let first = window.iter().map(|mark| mark.first).min()?.saturating_sub(AROUND).max(1);
    let last = window.iter().map(|mark| mark.last).max()? + AROUND;
    let mut lines = lines(file, first, last);
    lines.end = window.iter().map(|mark| mark.range.end).fold(lines.end, usize::max);
    let shown = file.text.get(lines.clone()).filter(|text| text.len() <= WIDE);
    let Some(text) = shown else {
        let place = sources.place(window.first()?.label.span);
        return Some(Origin::path(&file.name).line(place.line).char_column(place.column).into());
    };
    let annotations = window.iter().map(|mark| annotation(mark, lines.start, lang));
    Some(Snippet::source(text).path(&file.name).line_start(first).annotations(annotations).into())
}

fn annotation<'a>(mark: &Mark<'a>, base: usize, lang: Lang) -> Annotation<'a> {
    let range = mark.range.start.saturating_sub(base)..mark.range.end.saturating_sub(base);
    let text = clean(mark.label.text.get(lang));
    mark.kind.span(range).label((!text.is_empty()).then_some(text))
}

/// Returns the bytes of the lines `first..=last`, without the break behind the last.
fn lines(file: &SourceFile, first: usize, last: usize) -> Range<usize> {
    let start = file.line_start(first) as usize;
    let end = file.line_start(last + 1) as usize;
    let text = file.text.get(start..end).unwrap_or_default();
    start..start + text.trim_end_matches(['\n', '\r']).len().max(text.trim_end().len())
}

fn patch<'a>(sources: &'a Sources, suggestion: &'a Suggestion) -> Option<Snippet<'a, Patch<'a>>> {
    let file = sources.file(suggestion.span.file);
    let range =
        file.span(suggestion.span.file, suggestion.span.range().start, suggestion.span.range().end).range();
    let line = |at: u32| file.line_column(at).0;
    let (first, last) = (line(suggestion.span.start), line(suggestion.span.end));
    let lines = lines(file, first, last);
    let end = lines.end.max(range.end);
    let text = file.text.get(lines.start..end).filter(|text| text.len() <= WIDE)?;
    let moved = range.start - lines.start..range.end - lines.start;
    let patch = Patch::new(moved, suggestion.replacement.as_str());
    Some(Snippet::source(text).path(&file.name).line_start(first).patch(patch))
}
