//! Provisions as declared, and what they refer to.
//!
//! `declare` reads one block each; `references` runs when all editions have their provisions.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the grammar decides the shape of every entry by its key"
)]

use crate::lexicon::Modality;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::model::provision::ProvisionText;
use crate::model::{Criterion, Date, EditionIdx, Figure, From, Locator, ProvisionIdx};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{EntryValue, Expr, Name};

use super::cx::{Cx, reversed};
use super::fields::{Fields, Shape};
use super::types::{ItemsWord, Typer};
use super::{Items, types};

const PROVISION: Shape = Shape {
    once: &[
        "cite",
        "title",
        "text",
        "modality",
        "addressee",
        "applies",
        "from",
        "until",
        "verification",
        "note",
        "criterion",
    ],
    many: &["meets", "see", "also_cited", "figure", "source"],
};

/// A provision as declared, before editions are applied.
pub(super) struct Raw {
    pub(super) edition: EditionIdx,
    pub(super) locator: Locator,
    pub(super) body: Arc<ProvisionText>,
    pub(super) from: Option<From>,
    pub(super) until: Option<Date>,
    pub(super) see: Vec<Name>,
}

pub(super) fn declare(cx: &mut Cx, items: &Items<'_>) -> Vec<Raw> {
    let mut declared = Vec::new();
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for item in items.of("provision") {
        let Some((name, fields)) = cx.fields(item, &PROVISION) else { continue };
        let Some((edition, locator)) = address(cx, name) else { continue };
        // Ids are unique without regard to case, for files and addresses cannot tell them apart.
        if let Some(first) = seen.get(&name.text.to_ascii_lowercase()) {
            let text = &name.text;
            cx.out.push(
                Diagnostic::new(Code::DuplicateId, msg!(ja: "規定「{text}」が二度宣言されている", en: "provision `{text}` is declared twice"))
                    .at(name.span, msg!(ja: "二度目の宣言", en: "declared again"))
                    .and_at(*first, msg!(ja: "最初の宣言", en: "first declared here"))
                    .help(msg!(ja: "一方を取り除くか、番号を変えてください。", en: "remove one of them or give it another locator")),
            );
            continue;
        }
        seen.insert(name.text.to_ascii_lowercase(), name.span);
        declared.push((name, fields, edition, locator, item.span));
    }
    for (name, fields, ..) in &declared {
        let blocks = demands(fields).filter_map(|(_, block, _)| block);
        types::declare_limbs(cx, &name.text, blocks);
    }
    let read = |(name, fields, edition, locator, span)| provision(cx, name, &fields, edition, locator, span);
    declared.into_iter().map(read).collect()
}

/// Returns what a provision demands: the requirement, the expressions, and where it is said.
fn demands<'f>(
    fields: &'f Fields<'_>,
) -> impl Iterator<Item = (Option<&'f Name>, Option<&'f Vec<Expr>>, Span)> {
    let entries = fields.all("meets").chain(fields.all("criterion"));
    entries.filter_map(|entry| match &entry.value {
        EntryValue::Criterion { requirement, block, .. } => {
            Some((requirement.as_deref(), block.as_ref(), entry.span))
        }
        _ => None,
    })
}

/// Reads the id of a declaration, which names its edition.
fn address(cx: &mut Cx, name: &Name) -> Option<(EditionIdx, Locator)> {
    let reference = cx.reference(name)?;
    if let (Some(edition), Some(locator)) = (reference.edition, reference.locator) {
        return Some((edition, locator));
    }
    let text = &name.text;
    cx.out.push(
        Diagnostic::new(Code::MalformedId, msg!(ja: "「{text}」は規定の宣言として足りない", en: "`{text}` is not the id of a provision to declare"))
            .here(name.span)
            .help(msg!(ja: "「文書@版:番号」の形で書いてください。", en: "write it as `instrument@edition:locator`")),
    );
    None
}

fn provision(
    cx: &mut Cx,
    name: &Name,
    fields: &Fields<'_>,
    edition: EditionIdx,
    locator: Locator,
    span: Span,
) -> Raw {
    let applies = fields.expr("applies").and_then(|expr| Typer::plain(cx).expr(expr));
    let criteria = criteria(cx, name, fields);
    let sources = cx.citations(fields);
    let out = &mut cx.out;
    let from = fields.from("from", out);
    let until = fields.date("until", out);
    reversed(from.and_then(From::date), until, fields.span("until"), out);
    let figures = fields.all("figure").filter_map(|entry| match &entry.value {
        EntryValue::Figure(name, value, unit) => {
            Some(Figure { name: name.text.clone(), value: *value, unit: unit.text.clone() })
        }
        _ => None,
    });
    let body = ProvisionText {
        figures: figures.collect(),
        cite: fields.need_bilingual("cite", out),
        title: fields.need_bilingual("title", out),
        text: fields.need_bilingual("text", out),
        modality: fields
            .need_choice("modality", Modality::ALL, Modality::word, out)
            .unwrap_or(Modality::Informative),
        addressee: fields.need_word("addressee", out).map(|word| word.text.clone()).unwrap_or_default(),
        applies,
        criteria,
        see: Vec::new(),
        also_cited: fields.strings("also_cited"),
        verification: fields.bilingual("verification", out),
        note: fields.bilingual("note", out),
        sources,
        text_span: fields.span("text"),
        modality_span: fields.span("modality"),
        span,
        id_span: name.span,
    };
    let see = fields.words("see").into_iter().cloned().collect();
    Raw { edition, locator, body: Arc::new(body), from, until, see }
}

fn criteria(cx: &mut Cx, name: &Name, fields: &Fields<'_>) -> Vec<Criterion> {
    let mut criteria = Vec::new();
    let mut limbs = 0;
    for (requirement, block, span) in demands(fields) {
        let requirement = match requirement {
            Some(id) => match cx.requirements.find(id, &cx.broken, &mut cx.out) {
                Some(idx) => Some(idx),
                None => continue,
            },
            None => None,
        };
        let items = if requirement.is_none() { ItemsWord::Allowed } else { ItemsWord::Refused };
        let expr = match block {
            Some(block) => match Typer::criterion(cx, &name.text, &mut limbs, items).block(block) {
                Some(expr) => Some(expr),
                None => continue,
            },
            None => None,
        };
        criteria.push(Criterion { requirement, expr, span });
    }
    criteria
}

/// Resolves `see`, now that every provision has its place.
pub(super) fn references(cx: &mut Cx) {
    let see = std::mem::take(&mut cx.see);
    let mut heirs: BTreeMap<ProvisionIdx, Vec<ProvisionIdx>> = BTreeMap::new();
    for (heir, origin) in cx.kb.provisions.iter_enumerated().filter_map(|(heir, it)| Some((heir, it.origin?)))
    {
        heirs.entry(origin).or_default().push(heir);
    }
    for (idx, names) in see {
        let targets: Vec<_> = names.iter().filter_map(|name| cx.target(name)).collect();
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
