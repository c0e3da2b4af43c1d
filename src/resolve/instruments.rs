//! Instruments and their editions, without provisions.
//!
//! Reads intervals and status; amendments are applied in `editions.rs`.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::lexicon::{Authentic, Binding, Hyphen, InstrumentKind, Status};
use crate::model::{
    Continuation, Edition, EditionIdx, Expr, From, Instrument, InstrumentIdx, Locator, Split,
};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Item, Name};

use super::cx::{Cx, reversed};
use super::editions::Removal;
use super::entry::{self, At, Nested, Range};
use super::names::Names;
use super::record::Record;
use super::types::Typer;
use super::{Items, records, types};

/// Declares all instruments with their editions; returns what the editions do not take over.
pub(super) fn declare<'a>(cx: &mut Cx, items: &Items<'a>) -> Vec<Removal<'a>> {
    let mut removals = Vec::new();
    for (item, name, it) in items.read::<records::Instrument<'_>>(cx) {
        let idx: InstrumentIdx = Idx::new(cx.kb.instruments.len());
        if let Some(first) = cx.names.instruments.place(&name.text) {
            again(cx, name, first, &it.edition);
            continue;
        }
        if !cx.names.instruments.declare(name, idx, &mut cx.out) {
            continue;
        }
        let scope = it.scope.and_then(|expr| Typer::plain(cx).expr(expr));
        let editions = instrument(cx, item, name, it);
        cx.names.editions.insert(idx, Names::new("版", "edition"));
        let mut amends = Vec::new();
        for At { value: Nested { id, entries }, span } in editions {
            let it = records::Edition::read(id.span, entries, &mut cx.out);
            amends.extend(it.amends.map(|base| (id, base)));
            removals.extend(edition(cx, idx, id, it, span, scope.as_ref()));
        }
        amendments(cx, idx, &amends);
    }
    removals
}

/// Reports a second block of an instrument; what refers to its editions is not reported as well.
fn again(cx: &mut Cx, name: &Name, first: Span, editions: &[At<Nested<'_>>]) {
    let text = &name.text;
    let ids: Vec<&str> = editions.iter().map(|it| it.value.id.text.as_str()).collect();
    let list = ids.join(", ");
    let help = if ids.is_empty() {
        msg!(ja: "一方を取り除いてください。", en: "remove one of them")
    } else {
        msg!(
            ja: "文書の宣言は一つです。版（{list}）を最初の宣言の中に移してください。",
            en: "an instrument is declared once: move its editions ({list}) into the first declaration",
        )
    };
    cx.out.push(
        Diagnostic::new(
            Code::DuplicateId,
            msg!(ja: "文書「{text}」が二度宣言されている", en: "instrument `{text}` is declared twice"),
        )
        .at(name.span, msg!(ja: "二度目の宣言", en: "declared again"))
        .and_at(
            first,
            msg!(ja: "最初の宣言。版はここに属する", en: "first declared here, where the editions belong"),
        )
        .help(help),
    );
    cx.broken.extend(ids.into_iter().map(|edition| format!("{text}@{edition}")));
}

/// Adds an instrument; returns its editions, which are not read yet.
fn instrument<'a>(cx: &mut Cx, item: &Item, name: &Name, it: records::Instrument<'a>) -> Vec<At<Nested<'a>>> {
    let numberings = it.numbering.iter().filter_map(|At { value, span }| {
        let (first, last) = (cx.locator(value.first), value.rest.first().and_then(|last| cx.locator(last)));
        Some((first?, last?, *span))
    });
    let numberings = numberings.collect();
    let jurisdiction = it.jurisdiction.0.map(|word| {
        // One that is not declared was reported and goes by its code.
        cx.names.jurisdictions.find(word, &cx.broken, &mut cx.out);
        word.text.clone()
    });
    let jurisdiction = jurisdiction.unwrap_or_default();
    let instrument = Instrument {
        id: name.text.clone(),
        title: it.title.or_default(),
        aka: it.aka.into_iter().flat_map(|it| it.0).collect(),
        kind: it.kind.0.unwrap_or(InstrumentKind::Act),
        jurisdiction,
        issuer: it.issuer.or_default(),
        binding: it.binding.0.unwrap_or(Binding::Voluntary),
        authentic: it.authentic.0.unwrap_or(Authentic::Multi),
        branch: it.hyphen == Some(Hyphen::Branch),
        label: it.label.and_then(|fact| cx.names.facts.find(fact, &cx.broken, &mut cx.out)),
        numberings,
        url: it.url.map(|it| it.0),
        note: it.note,
        editions: Vec::new(),
        docs: item.docs.clone(),
        span: item.span,
    };
    cx.kb.instruments.push(instrument);
    it.edition
}

fn edition<'a>(
    cx: &mut Cx,
    instrument: InstrumentIdx,
    name: &Name,
    it: records::Edition<'a>,
    span: Span,
    scope: Option<&Expr>,
) -> Option<Removal<'a>> {
    let idx: EditionIdx = Idx::new(cx.kb.editions.len());
    if !cx.names.editions.get_mut(&instrument)?.declare(name, idx, &mut cx.out) {
        return None;
    }
    let own_scope = it.scope.and_then(|expr| Typer::plain(cx).expr(expr));
    // An amending edition without a scope of its own takes over that of its base when it is applied.
    let scope = own_scope.or_else(|| if it.amends.is_none() { scope.cloned() } else { None });
    let continues = continuation(cx, name, &it);
    let edition = Edition {
        id: name.text.clone(),
        instrument,
        title: it.title,
        status: it.status.0.unwrap_or(Status::Adopted),
        from: it.from.unwrap_or(From::Unknown),
        until: it.until.map(|until| until.value),
        continues,
        amends: None,
        splits: it.splits.iter().chain(&it.renumbers).filter_map(|range| split(cx, range)).collect(),
        voids: locators(cx, &it.voids),
        ids_only: it.ids_only.map(|it| it.span),
        scope,
        provisions: Vec::new(),
        note: it.note,
        sources: cx.citations(&it.source),
        span,
    };
    if it.amends.is_none() {
        nothing_to_carry(cx, "removes", &it.removes);
        nothing_to_carry(cx, "keeps", &it.keeps);
    }
    let until = it.until.map_or(name.span, |until| until.span);
    reversed(edition.from.date(), edition.until, until, &mut cx.out);
    cx.kb.editions.push(edition);
    cx.kb.instruments[instrument].editions.push(idx);
    Some(Removal { edition: idx, names: it.removes, keeps: it.keeps })
}

/// Returns for which products an edition goes on after its end; reports what belongs to it and is missing.
fn continuation(cx: &mut Cx, name: &Name, it: &records::Edition<'_>) -> Option<Continuation> {
    let id = &name.text;
    let Some(At { value: expr, span }) = it.continues else {
        if let Some(because) = &it.because {
            cx.out.push(entry::misplaced(because.span, "because").help(msg!(
                ja: "版の「because」は「continues for」の理由です。",
                en: "`because` of an edition gives the reason of `continues for`",
            )));
        }
        return None;
    };
    if it.until.is_none() {
        cx.out.push(
            entry::misplaced(span, "continues")
                .note(msg!(ja: "版「{id}」には終わり（「until」）がない。", en: "edition `{id}` has no `until`, so it never ends"))
                .help(msg!(
                    ja: "「until」に最後の日の翌日を書くか、「continues for」を取り除いてください。",
                    en: "say with `until` on which day it has ended, or take `continues for` away",
                )),
        );
    }
    let because = it.because.as_ref().map(|it| it.value.clone());
    if because.is_none() {
        cx.out.push(
            Diagnostic::new(
                Code::MissingEntry,
                msg!(ja: "「continues for」に理由（「because」）がない", en: "`continues for` has no `because`"),
            )
            .here(span)
            .help(msg!(
                ja: "終わった版がなお適用される根拠を「because {{ ja \"…\" en \"…\" }}」に書いてください。",
                en: "say in `because {{ ja \"…\" en \"…\" }}` why the edition goes on after its end",
            )),
        );
    }
    let products = Typer::plain(cx).expr(expr)?;
    types::timeless(cx, &products, span);
    Some(Continuation { products, because: because.unwrap_or_default(), span })
}

/// Reports what an edition that inherits nothing says of what it inherits.
fn nothing_to_carry(cx: &mut Cx, key: &str, names: &[&[Name]]) {
    let Some(first) = names.iter().copied().flatten().next() else { return };
    cx.out.push(
        Diagnostic::new(
            Code::MisplacedEntry,
            msg!(ja: "「amends」のない版に「{key}」は置けない", en: "`{key}` has no place in an edition without `amends`"),
        )
        .here(first.span)
        .help(msg!(ja: "改正する版を「amends」で示してください。", en: "say with `amends` which edition it amends")),
    );
}

fn split(cx: &mut Cx, range: &Range<'_>) -> Option<Split> {
    let old = cx.locator(range.first);
    let new = locators(cx, &[range.rest]);
    Some(Split { old: old?, new })
}

fn locators(cx: &mut Cx, lists: &[&[Name]]) -> Vec<Locator> {
    lists.iter().copied().flatten().filter_map(|name| cx.locator(name)).collect()
}

/// Links editions to the ones that they amend, which may be declared later in the block.
fn amendments(cx: &mut Cx, instrument: InstrumentIdx, amends: &[(&Name, &Name)]) {
    let Some(names) = cx.names.editions.get(&instrument) else { return };
    for (id, base) in amends {
        let Some(idx) = names.get(&id.text) else { continue };
        match names.find(base, &cx.broken, &mut cx.out) {
            Some(base) => cx.kb.editions[idx].amends = Some(base),
            None => _ = cx.baseless.insert(idx),
        }
    }
}
