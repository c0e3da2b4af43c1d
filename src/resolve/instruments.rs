//! Instruments and their editions, without provisions.
//!
//! Reads intervals and status; amendments are applied in `editions.rs`.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the grammar decides the shape of every entry by its key"
)]

use crate::idx::Idx;
use crate::lexicon::{Authentic, Binding, InstrumentKind, Status};
use crate::model::{Edition, EditionIdx, From, Instrument, InstrumentIdx, Locator, Split};
use crate::source::Span;
use crate::syntax::ast::{Entry, EntryValue, Name};

use super::Items;
use super::cx::{Cx, reversed};
use super::fields::{Fields, Shape};
use super::names::Names;
use super::types::Typer;

const INSTRUMENT: Shape = Shape {
    once: &[
        "title",
        "kind",
        "jurisdiction",
        "issuer",
        "binding",
        "authentic",
        "scope",
        "hyphen",
        "label",
        "url",
        "note",
    ],
    many: &["aka", "numbering", "edition"],
};
const EDITION: Shape = Shape {
    once: &["title", "status", "from", "until", "amends", "scope", "note"],
    many: &["source", "removes", "renumbers", "splits", "voids"],
};

pub(super) fn declare(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("instrument") {
        let Some((name, fields)) = cx.fields(item, &INSTRUMENT) else { continue };
        let idx: InstrumentIdx = Idx::new(cx.kb.instruments.len());
        if !cx.instruments.declare(name, &name.text, idx, &mut cx.out) {
            continue;
        }
        let instrument = instrument(cx, name, &fields, item.docs.clone(), item.span);
        let scope = fields.expr("scope").and_then(|expr| Typer::plain(cx).expr(expr));
        cx.kb.instruments.push(instrument);
        cx.editions.insert(idx, Names::new("版", "edition"));
        for entry in fields.all("edition") {
            if let EntryValue::Edition(id, entries) = &entry.value {
                edition(cx, idx, id, entries, entry.span, scope.as_ref());
            }
        }
        amendments(cx, &fields, idx);
    }
}

fn instrument(cx: &mut Cx, name: &Name, fields: &Fields<'_>, docs: Vec<String>, span: Span) -> Instrument {
    let out = &mut cx.out;
    let label = fields.word("label").and_then(|fact| cx.facts.find(fact, &cx.broken, out));
    let numberings = fields.all("numbering").filter_map(|entry| match &entry.value {
        EntryValue::Range(first, rest) => {
            Some((Locator::parse(&first.text)?, Locator::parse(&rest.first()?.text)?, entry.span))
        }
        _ => None,
    });
    Instrument {
        id: name.text.clone(),
        title: fields.need_bilingual("title", out),
        aka: fields.strings("aka"),
        kind: fields
            .need_choice("kind", InstrumentKind::ALL, InstrumentKind::word, out)
            .unwrap_or(InstrumentKind::Act),
        jurisdiction: fields.need_word("jurisdiction", out).map(|word| word.text.clone()).unwrap_or_default(),
        issuer: fields.need_bilingual("issuer", out),
        binding: fields
            .need_choice("binding", Binding::ALL, Binding::word, out)
            .unwrap_or(Binding::Voluntary),
        authentic: fields
            .need_choice("authentic", Authentic::ALL, Authentic::word, out)
            .unwrap_or(Authentic::Multi),
        branch: fields.choice("hyphen", &["branch", "child"], |word| word, out) == Some("branch"),
        label,
        numberings: numberings.collect(),
        url: fields.strings("url").into_iter().next(),
        note: fields.bilingual("note", out),
        editions: Vec::new(),
        docs,
        span,
    }
}

fn edition(
    cx: &mut Cx,
    instrument: InstrumentIdx,
    name: &Name,
    entries: &[Entry],
    span: Span,
    scope: Option<&crate::model::Expr>,
) {
    let fields = Fields::new("edition", name.span, entries, &EDITION, &mut cx.out);
    let idx: EditionIdx = Idx::new(cx.kb.editions.len());
    let declared = match cx.editions.get_mut(&instrument) {
        Some(names) => names.declare(name, &name.text, idx, &mut cx.out),
        None => false,
    };
    if !declared {
        return;
    }
    let own_scope = fields.expr("scope").and_then(|expr| Typer::plain(cx).expr(expr));
    let out = &mut cx.out;
    let edition = Edition {
        id: name.text.clone(),
        instrument,
        title: fields.bilingual("title", out),
        status: fields.need_choice("status", Status::ALL, Status::word, out).unwrap_or(Status::Adopted),
        from: fields.from("from", out).unwrap_or(From::Unknown),
        until: fields.date("until", out),
        amends: None,
        splits: splits(&fields),
        voids: fields.words("voids").iter().filter_map(|name| Locator::parse(&name.text)).collect(),
        // An amending edition without a scope of its own takes over that of its base when it is applied.
        scope: own_scope.or_else(|| if fields.get("amends").is_none() { scope.cloned() } else { None }),
        provisions: Vec::new(),
        note: fields.bilingual("note", out),
        sources: Vec::new(),
        span,
    };
    reversed(edition.from.date(), edition.until, fields.span("until"), out);
    let sources = cx.citations(&fields);
    cx.removals.extend(fields.words("removes").into_iter().map(|name| (idx, name.clone())));
    cx.kb.editions.push(Edition { sources, ..edition });
    cx.kb.instruments[instrument].editions.push(idx);
}

fn splits(fields: &Fields<'_>) -> Vec<Split> {
    let entries = fields.all("splits").chain(fields.all("renumbers"));
    entries
        .filter_map(|entry| match &entry.value {
            EntryValue::Range(old, new) => Some(Split {
                old: Locator::parse(&old.text)?,
                new: new.iter().filter_map(|name| Locator::parse(&name.text)).collect(),
            }),
            _ => None,
        })
        .collect()
}

/// Links editions to the ones that they amend, which may be declared later in the block.
fn amendments(cx: &mut Cx, fields: &Fields<'_>, instrument: InstrumentIdx) {
    for entry in fields.all("edition") {
        let EntryValue::Edition(id, entries) = &entry.value else { continue };
        let base = entries.iter().find(|entry| entry.key == "amends");
        let Some(EntryValue::Word(base)) = base.map(|entry| &entry.value) else { continue };
        let Some(names) = cx.editions.get(&instrument) else { continue };
        let (Some(idx), Some(base)) = (names.get(&id.text), names.find(base, &cx.broken, &mut cx.out)) else {
            continue;
        };
        cx.kb.editions[idx].amends = Some(base);
    }
}
