//! Sources, themes, requirements, constraints and terms.
//!
//! The items that need no edition.

use crate::model::{Constraint, Requirement, Source, Term, Theme};

use super::cx::Cx;
use super::fields::Shape;
use super::{Items, types};

const SOURCE: Shape = Shape { once: &["title", "publisher", "url", "date", "note"], many: &[] };
const THEME: Shape = Shape { once: &["title"], many: &[] };
const REQUIREMENT: Shape = Shape { once: &["title", "text", "theme", "note"], many: &[] };
const CONSTRAINT: Shape = Shape { once: &["holds", "because"], many: &["source"] };
const TERM: Shape = Shape {
    once: &["name", "reading", "also", "avoid", "text", "differs", "note"],
    many: &["defined_by", "source"],
};

pub(super) fn sources(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("source") {
        let Some((name, fields)) = cx.fields(item, &SOURCE) else { continue };
        let idx = cx.kb.sources.indices().len();
        if !cx.sources.declare(name, &name.text, crate::idx::Idx::new(idx), &mut cx.out) {
            continue;
        }
        let source = Source {
            id: name.text.clone(),
            title: fields.need_bilingual("title", &mut cx.out),
            publisher: fields.bilingual("publisher", &mut cx.out),
            url: fields.strings("url").into_iter().next(),
            date: fields.date("date", &mut cx.out),
            note: fields.bilingual("note", &mut cx.out),
            span: item.span,
        };
        cx.kb.sources.push(source);
    }
}

pub(super) fn themes(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("theme") {
        let Some((name, fields)) = cx.fields(item, &THEME) else { continue };
        let idx = crate::idx::Idx::new(cx.kb.themes.len());
        if cx.themes.declare(name, &name.text, idx, &mut cx.out) {
            let title = fields.need_bilingual("title", &mut cx.out);
            cx.kb.themes.push(Theme { id: name.text.clone(), title, span: item.span });
        }
    }
}

pub(super) fn requirements(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("requirement") {
        let Some((name, fields)) = cx.fields(item, &REQUIREMENT) else { continue };
        let idx = crate::idx::Idx::new(cx.kb.requirements.len());
        if !cx.requirements.declare(name, &name.text, idx, &mut cx.out) {
            continue;
        }
        let theme = fields.word("theme").and_then(|theme| cx.themes.find(theme, &cx.broken, &mut cx.out));
        let requirement = Requirement {
            id: name.text.clone(),
            title: fields.need_bilingual("title", &mut cx.out),
            text: fields.need_bilingual("text", &mut cx.out),
            theme,
            note: fields.bilingual("note", &mut cx.out),
            span: item.span,
        };
        cx.kb.requirements.push(requirement);
    }
}

pub(super) fn constraints(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("constraint") {
        let Some((name, fields)) = cx.fields(item, &CONSTRAINT) else { continue };
        if !cx.declare_other("constraint", name) {
            continue;
        }
        let Some(written) = fields.need_expr("holds", &mut cx.out) else { continue };
        let because = fields.need_bilingual("because", &mut cx.out);
        let sources = cx.citations(&fields);
        let Some(expr) = types::Typer::plain(cx).expr(written) else { continue };
        cx.kb.constraints.push(Constraint { id: name.text.clone(), expr, because, sources, span: item.span });
    }
}

pub(super) fn terms(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("term") {
        let Some((name, fields)) = cx.fields(item, &TERM) else { continue };
        if !cx.declare_other("term", name) {
            continue;
        }
        let defined_by = cx.targets(&fields.words("defined_by"));
        let term = Term {
            id: name.text.clone(),
            name: fields.need_bilingual("name", &mut cx.out),
            reading: fields.strings("reading").into_iter().next(),
            also: fields.lists("also"),
            avoid: fields.lists("avoid"),
            text: fields.need_bilingual("text", &mut cx.out),
            differs: fields.bilingual("differs", &mut cx.out),
            defined_by,
            sources: cx.citations(&fields),
            span: item.span,
        };
        cx.kb.terms.push(term);
    }
}
