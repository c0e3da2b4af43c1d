//! Transitional rules as declared.
//!
//! A rule is a provision that sets no standard; clause, day and scope come from the one statement.

use crate::lexicon::Modality;
use crate::model::provision::ProvisionText;
use crate::model::transition::Place;
use crate::model::{EditionIdx, Transition};
use crate::syntax::ast::{Item, Name};
use crate::syntax::words;

use super::cx::{Cx, reversed};
use super::entry;
use super::records;
use super::types::{self, Typer};

/// Reads a transitional rule; returns its text, and what it refers to.
pub(super) fn declare<'a>(
    cx: &mut Cx,
    item: &Item,
    name: &Name,
    it: records::Transition<'a>,
    edition: EditionIdx,
) -> (ProvisionText, Vec<&'a [Name]>) {
    let transition = transition(cx, &it, edition);
    let (from, end) = (it.from.map(|from| from.value), it.until.map(|until| until.value));
    reversed(it.from, it.until, &mut cx.out);
    let body = ProvisionText {
        figures: Vec::new(),
        cite_span: it.cite.0.as_ref().map_or(name.span, |cite| cite.span),
        text_span: it.text.0.as_ref().map_or(name.span, |text| text.span),
        cite: it.cite.0.map(|cite| cite.value).unwrap_or_default(),
        title: it.title.or_default(),
        from,
        until: end,
        text: it.text.0.map(|text| text.value).unwrap_or_default(),
        modality: Modality::Informative,
        modality_span: name.span,
        addressee: cx.addressee(it.addressee.0, name),
        applies: None,
        criteria: Vec::new(),
        transition,
        see: Vec::new(),
        also_cited: it.also_cited.into_iter().flat_map(|it| it.0).collect(),
        verification: None,
        note: it.note,
        sources: cx.citations(&it.source),
        span: item.span,
        id_span: name.span,
    };
    (body, it.see)
}

fn transition(cx: &mut Cx, it: &records::Transition<'_>, edition: EditionIdx) -> Option<Transition> {
    let (products, of) = (it.products.0.as_ref()?, it.of.0.as_ref()?.0);
    let of = if entry::alone(words::ALL, of, &mut cx.out) { Vec::new() } else { places(cx, of) };
    let except = it.except.iter().flat_map(|names| places(cx, names)).collect();
    let span = products.span;
    let products = Typer::plain(cx).expr(products.value)?;
    types::timeless(cx, &products, span);
    let stays = it.stays.0?;
    let stays = if stays.text == words::NONE {
        None
    } else {
        let instrument = cx.kb.editions[edition].instrument;
        Some(cx.names.editions.get(&instrument)?.find(stays, &cx.broken, &mut cx.out)?)
    };
    Some(Transition { products, of, except, stays, by_choice: it.by_choice.is_some(), span })
}

fn places(cx: &mut Cx, names: &[Name]) -> Vec<Place> {
    let place = |name: &Name| Some(Place { locator: cx.locator(name)?, span: name.span });
    names.iter().filter_map(place).collect()
}
