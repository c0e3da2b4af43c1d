//! Sources, themes, requirements, constraints, what is unlikely, and terms.
//!
//! The items that need no edition.

use crate::idx::Idx;
use crate::model::{Constraint, Requirement, Source, Term, Theme, Unlikely};

use super::cx::Cx;
use super::{Items, records, types};

pub(super) fn sources(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Source<'_>>(cx) {
        if !cx.names.sources.declare(name, Idx::new(cx.kb.sources.len()), &mut cx.out) {
            continue;
        }
        cx.kb.sources.push(Source {
            id: name.text.clone(),
            title: it.title.or_default(),
            kind: it.kind,
            publisher: it.publisher,
            url: it.url.map(|it| it.0),
            date: it.date,
            note: it.note,
            span: item.span,
        });
    }
}

pub(super) fn themes(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Theme<'_>>(cx) {
        if cx.names.themes.declare(name, Idx::new(cx.kb.themes.len()), &mut cx.out) {
            cx.kb.themes.push(Theme { id: name.text.clone(), title: it.title.or_default(), span: item.span });
        }
    }
}

pub(super) fn requirements(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Requirement<'_>>(cx) {
        if !cx.names.requirements.declare(name, Idx::new(cx.kb.requirements.len()), &mut cx.out) {
            continue;
        }
        cx.kb.requirements.push(Requirement {
            id: name.text.clone(),
            title: it.title.or_default(),
            text: it.text.or_default(),
            theme: it.theme.and_then(|theme| cx.names.themes.find(theme, &cx.broken, &mut cx.out)),
            note: it.note,
            span: item.span,
        });
    }
}

pub(super) fn constraints(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Constraint<'_>>(cx) {
        if !cx.names.constraints.declare(name, (), &mut cx.out) {
            continue;
        }
        let sources = cx.citations(&it.source);
        let Some(expr) = it.holds.0.and_then(|holds| types::Typer::plain(cx).expr(holds)) else { continue };
        types::timeless(cx, &expr, item.span);
        let because = it.because.or_default();
        cx.kb.constraints.push(Constraint { id: name.text.clone(), expr, because, sources, span: item.span });
    }
}

pub(super) fn unlikely(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Unlikely<'_>>(cx) {
        if !cx.names.unlikely.declare(name, (), &mut cx.out) {
            continue;
        }
        let sources = cx.citations(&it.source);
        let Some(expr) = it.when.0.and_then(|when| types::Typer::plain(cx).expr(when)) else { continue };
        types::timeless(cx, &expr, item.span);
        let because = it.because.or_default();
        cx.kb.unlikely.push(Unlikely { id: name.text.clone(), expr, because, sources, span: item.span });
    }
}

pub(super) fn terms(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Term<'_>>(cx) {
        if !cx.names.terms.declare(name, (), &mut cx.out) {
            continue;
        }
        let term = Term {
            id: name.text.clone(),
            name: it.name.or_default(),
            reading: it.reading.map(|it| it.0),
            also: it.also.unwrap_or_default().0,
            avoid: it.avoid.unwrap_or_default().0,
            text: it.text.or_default(),
            differs: it.differs,
            defined_by: cx.targets(it.defined_by),
            note: it.note,
            sources: cx.citations(&it.source),
            span: item.span,
        };
        cx.kb.terms.push(term);
    }
}
