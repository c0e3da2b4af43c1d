//! Provisions as declared, and what they refer to.
//!
//! `declare` reads one block each; `references` runs when all editions have their provisions.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::lexicon::{Answers, Modality};
use crate::model::provision::ProvisionText;
use crate::model::{Addressee, Criterion, EditionIdx, Figure, Locator, ProvisionIdx};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Item, Name};

use super::cx::{Cx, reversed};
use super::entry::{self, At};
use super::types::{ItemsWord, Typer};
use super::{Items, records, transitions, types};

/// A provision as declared, before editions are applied.
pub(super) struct Declared<'a> {
    pub(super) edition: EditionIdx,
    pub(super) locator: Locator,
    pub(super) body: Arc<ProvisionText>,
    /// What it refers to; looked up when every provision has its place.
    pub(super) see: Vec<&'a [Name]>,
    /// Deemings of the text that it replaces which go on with it, and which do not.
    pub(super) keeps: Vec<&'a [Name]>,
    pub(super) removes: Vec<&'a [Name]>,
}

/// The names that each provision refers to.
pub(super) type See<'a> = Vec<(ProvisionIdx, Vec<&'a [Name]>)>;

pub(super) fn declare<'a>(cx: &mut Cx, items: &Items<'a>) -> Vec<Declared<'a>> {
    let mut declared = Vec::new();
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for (item, name, it) in items.read::<records::Provision<'_>>(cx) {
        if let Some((edition, locator)) = place(cx, &mut seen, name) {
            declared.push((item, name, it, edition, locator));
        }
    }
    for (_, name, it, ..) in &declared {
        let blocks = it.meets.iter().chain(&it.criterion).filter_map(|written| written.value.block);
        types::declare_limbs(cx, &name.text, blocks);
    }
    let read = |(item, name, it, edition, locator)| provision(cx, item, name, it, edition, locator);
    let mut all: Vec<Declared<'a>> = declared.into_iter().map(read).collect();
    for (item, name, it) in items.read::<records::Transition<'_>>(cx) {
        if let Some((edition, locator)) = place(cx, &mut seen, name) {
            let (body, see) = transitions::declare(cx, item, name, it, edition);
            let (keeps, removes) = (Vec::new(), Vec::new());
            all.push(Declared { edition, locator, body: Arc::new(body), see, keeps, removes });
        }
    }
    all
}

/// Returns the place of a declaration; reports one that was declared before.
fn place(cx: &mut Cx, seen: &mut BTreeMap<String, Span>, name: &Name) -> Option<(EditionIdx, Locator)> {
    let Some(found) = address(cx, name) else {
        cx.unplaced = true;
        return None;
    };
    // Ids are unique without regard to case, for files and addresses cannot tell them apart.
    let Some(first) = seen.insert(name.text.to_ascii_lowercase(), name.span) else { return Some(found) };
    seen.insert(name.text.to_ascii_lowercase(), first);
    let text = &name.text;
    cx.out.push(
        Diagnostic::new(Code::DuplicateId, msg!(ja: "規定「{text}」が二度宣言されている", en: "provision `{text}` is declared twice"))
            .at(name.span, msg!(ja: "二度目の宣言", en: "declared again"))
            .and_at(first, msg!(ja: "最初の宣言", en: "first declared here"))
            .help(msg!(ja: "一方を取り除くか、番号を変えてください。", en: "remove one of them or give it another locator")),
    );
    // One of the two was meant to have another number: what the edition lacks is not known.
    cx.baseless.insert(found.0);
    None
}

/// Reads the id of a declaration, which names its edition.
fn address(cx: &mut Cx, name: &Name) -> Option<(EditionIdx, Locator)> {
    let reference = cx.reference(name)?;
    if let (Some(edition), Some(locator)) = (reference.edition, reference.locator.clone()) {
        return Some((edition, locator));
    }
    let text = &name.text;
    if let Some(locator) = reference.locator {
        let editions = &cx.kb.instruments[reference.instrument].editions;
        let meant: Vec<String> = editions.iter().map(|edition| cx.kb.place_id(*edition, &locator)).collect();
        cx.broken.extend(meant);
    }
    cx.out.push(
        Diagnostic::new(Code::MalformedId, msg!(ja: "「{text}」は規定の宣言として足りない", en: "`{text}` is not the id of a provision to declare"))
            .here(name.span)
            .help(msg!(ja: "「文書@版:番号」の形で書いてください。", en: "write it as `instrument@edition:locator`")),
    );
    None
}

fn provision<'a>(
    cx: &mut Cx,
    item: &Item,
    name: &Name,
    it: records::Provision<'a>,
    edition: EditionIdx,
    locator: Locator,
) -> Declared<'a> {
    let applies = it.applies.and_then(|expr| Typer::plain(cx).expr(expr));
    let criteria = criteria(cx, name, it.meets.iter().chain(&it.criterion));
    let text_span = it.text.0.as_ref().map_or(name.span, |text| text.span);
    let from = it.from.map(|from| from.value);
    let end = it.until.map(|until| until.value);
    let addressee = cx.addressee(it.addressee.0, name);
    if let (Some(modality), Some(named)) = (it.modality.0, it.addressee.0) {
        addressed(modality, named, &addressee, &mut cx.out);
    }
    reversed(it.from, it.until, &mut cx.out);
    let body = ProvisionText {
        figures: it.figure.into_iter().map(|it| figure(cx, it)).collect(),
        cite_span: it.cite.0.as_ref().map_or(name.span, |cite| cite.span),
        cite: it.cite.0.map(|cite| cite.value).unwrap_or_default(),
        title: it.title.or_default(),
        from,
        until: end,
        text: it.text.0.map(|text| text.value).unwrap_or_default(),
        modality: it.modality.0.map_or(Modality::Informative, |modality| modality.value),
        modality_span: it.modality.0.map_or(name.span, |modality| modality.span),
        addressee,
        applies,
        criteria,
        transition: None,
        see: Vec::new(),
        also_cited: it.also_cited.into_iter().flat_map(|it| it.0).collect(),
        verification: it.verification,
        note: it.note,
        sources: cx.citations(&it.source),
        text_span,
        span: item.span,
        id_span: name.span,
    };
    let (see, keeps, removes) = (it.see, it.keeps, it.removes);
    Declared { edition, locator, body: Arc::new(body), see, keeps, removes }
}

/// Reports a conclusion that is addressed to somebody who answers for products: what binds nobody asks nothing of them.
fn addressed(modality: At<Modality>, named: &Name, addressee: &Addressee, out: &mut Vec<Diagnostic>) {
    // One that is not declared stands for itself and was reported already.
    if !modality.value.is_conclusion()
        || addressee.answers != Answers::Products
        || addressee.span == named.span
    {
        return;
    }
    let (word, title) = (modality.value.word(), modality.value.title().ja);
    let (id, whom) = (&addressee.id, &addressee.title.ja);
    out.push(
        Diagnostic::new(
            Code::BadWord,
            msg!(
                ja: "「{title}」（{word}）は、{whom}（{id}）に宛てた規定には使えない",
                en: "`{word}` does not fit a provision addressed to `{id}`",
            ),
        )
        .at(modality.span, msg!(ja: "行政機関に宛てた結論の語", en: "the word of a conclusion addressed to authorities"))
        .and_at(named.span, msg!(ja: "製品の適合に責任を負う名宛人", en: "this addressee answers for products"))
        .note(msg!(
            ja: "報告書などが行政機関に求める結論には判定がない。製品についての案には判定がある。",
            en: "a conclusion that tells authorities what to do has no verdict; a draft rule for products has one",
        ))
        .help(msg!(
            ja: "製品についての規定の案なら「shall」又は「should」を、行政機関に宛てた結論なら「addressee authority」などを書いてください。",
            en: "write `shall` or `should` for a draft rule on products, or an addressee such as `authority` for a conclusion",
        )),
    );
}

fn figure(cx: &mut Cx, it: entry::Figure<'_>) -> Figure {
    if it.title.is_none() {
        cx.out.push(super::record::missing("figure", "title", it.span));
    }
    let (name, unit) = (it.name.text.clone(), cx.unit(it.unit));
    Figure { name, value: it.value, unit, title: it.title.unwrap_or_default() }
}

fn criteria<'a>(
    cx: &mut Cx,
    name: &Name,
    written: impl Iterator<Item = &'a At<entry::Criterion<'a>>>,
) -> Vec<Criterion> {
    let mut criteria = Vec::new();
    let mut limbs = 0;
    for At { value, span } in written {
        let requirement = match value.requirement {
            Some(id) => match cx.names.requirements.find(id, &cx.broken, &mut cx.out) {
                Some(idx) => Some(idx),
                None => continue,
            },
            None => None,
        };
        let items = if requirement.is_none() { ItemsWord::Allowed } else { ItemsWord::Refused };
        let expr = match value.block {
            Some(block) => match Typer::criterion(cx, &name.text, &mut limbs, items).block(block) {
                Some(expr) => Some(expr),
                None => continue,
            },
            None => None,
        };
        criteria.push(Criterion { requirement, expr, span: *span });
    }
    criteria
}

/// Resolves `see`, now that every provision has its place.
pub(super) fn references(cx: &mut Cx, see: See<'_>) {
    let mut heirs: BTreeMap<ProvisionIdx, Vec<ProvisionIdx>> = BTreeMap::new();
    for (heir, origin) in cx.kb.provisions.iter_enumerated().filter_map(|(heir, it)| Some((heir, it.origin?)))
    {
        heirs.entry(origin).or_default().push(heir);
    }
    for (idx, names) in see {
        let targets = cx.targets(names);
        let heirs = heirs.remove(&idx).unwrap_or_default();
        // Those that inherit a text share it; a text that nobody shares is changed in its place.
        if heirs.is_empty() {
            Arc::make_mut(&mut cx.kb.provisions[idx].body).see = targets;
            continue;
        }
        let mut body = (*cx.kb.provisions[idx].body).clone();
        body.see = targets;
        let body = Arc::new(body);
        for heir in heirs {
            cx.kb.provisions[heir].body = Arc::clone(&body);
        }
        cx.kb.provisions[idx].body = body;
    }
}
