//! Example devices.
//!
//! Takes over the facts of the device that one is like; evaluates nothing.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the grammar decides the shape of every entry by its key"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::lexicon::Outcome;
use crate::logic::domain::Facts;
use crate::model::{Device, Expectation, FactIdx};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{EntryValue, Item, Name};

use super::cx::Cx;
use super::fields::{Fields, Shape};
use super::{Items, values};

const DEVICE: Shape = Shape { once: &["title", "like", "note"], many: &["facts", "expect", "source"] };

pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    let all: Vec<&Item> = items.of("device").collect();
    let mut known = Known::new(cx, &all);
    let mut waiting = all;
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<&Item>, Vec<&Item>) = waiting
            .iter()
            .copied()
            .partition(|item| like(item).is_none_or(|name| known.done.contains_key(&name.text)));
        if ready.is_empty() {
            for item in &blocked {
                without_base(cx, item, &blocked);
            }
            return;
        }
        for item in ready {
            device(cx, item, &mut known);
        }
        waiting = blocked;
    }
}

/// What is known while devices are read one behind the other.
struct Known {
    /// The facts of each device that was read, for those that are like it; of a device that none is like, nothing.
    done: BTreeMap<String, Facts>,
    liked: BTreeSet<String>,
    open_limbs: BTreeMap<String, FactIdx>,
}

impl Known {
    fn new(cx: &Cx, items: &[&Item]) -> Self {
        let liked = items.iter().filter_map(|item| like(item)).map(|name| name.text.clone()).collect();
        let limbs = cx.kb.facts.iter_enumerated().filter(|(_, fact)| fact.open.is_some());
        // The first of two with one id counts.
        let open_limbs = limbs.rev().map(|(idx, fact)| (fact.id.clone(), idx)).collect();
        Self { done: BTreeMap::new(), liked, open_limbs }
    }

    /// Remembers the facts of a device for those that are like it.
    fn add(&mut self, id: &str, facts: &Facts) {
        let kept = if self.liked.contains(id) { facts.clone() } else { Facts::new() };
        self.done.insert(id.to_owned(), kept);
    }
}

fn like(item: &Item) -> Option<&Name> {
    item.entries.iter().find(|entry| entry.key == "like").and_then(|entry| match &entry.value {
        EntryValue::Word(name) => Some(name),
        _ => None,
    })
}

fn without_base(cx: &mut Cx, item: &Item, blocked: &[&Item]) {
    let Some(base) = like(item) else { return };
    let text = &base.text;
    if cx.broken.contains(text) {
        return;
    }
    let circular = blocked.iter().any(|other| other.id.as_ref().is_some_and(|name| name.text == *text));
    let diagnostic = if circular {
        Diagnostic::new(
            Code::DefinitionCycle,
            msg!(ja: "例示機器「{text}」が自身に依存している", en: "the device `{text}` depends on itself"),
        )
    } else {
        Diagnostic::new(
            Code::UnknownId,
            msg!(ja: "例示機器「{text}」は宣言されていない", en: "there is no device `{text}`"),
        )
    };
    cx.out.push(diagnostic.here(base.span));
}

fn device(cx: &mut Cx, item: &Item, known: &mut Known) {
    let Some((name, fields)) = cx.fields(item, &DEVICE) else { return };
    let mut facts = like(item).and_then(|base| known.done.get(&base.text)).cloned().unwrap_or_default();
    let mut fact_spans: BTreeMap<FactIdx, Span> = BTreeMap::new();
    settings(cx, &fields, known, &mut facts, &mut fact_spans);
    known.add(&name.text, &facts);
    if !cx.declare_other("device", name) {
        return;
    }
    let device = Device {
        id: name.text.clone(),
        title: fields.need_bilingual("title", &mut cx.out),
        facts,
        fact_spans,
        expect: expectations(cx, &fields),
        note: fields.bilingual("note", &mut cx.out),
        span: name.span,
    };
    cx.kb.devices.push(device);
}

fn settings(
    cx: &mut Cx,
    fields: &Fields<'_>,
    known: &Known,
    facts: &mut Facts,
    spans: &mut BTreeMap<FactIdx, Span>,
) {
    for entry in fields.all("facts") {
        let EntryValue::Facts(settings) = &entry.value else { continue };
        for (name, literal) in settings {
            let found = match known.open_limbs.get(&name.text) {
                Some(idx) => Some(*idx),
                None => cx.facts.find(name, &cx.broken, &mut cx.out),
            };
            let Some(idx) = found else { continue };
            if let Some(first) = spans.get(&idx) {
                let text = &name.text;
                cx.out.push(
                    Diagnostic::new(
                        Code::RepeatedEntry,
                        msg!(ja: "「{text}」が二度述べられている", en: "`{text}` is stated twice"),
                    )
                    .at(name.span, msg!(ja: "二度目", en: "again here"))
                    .and_at(*first, msg!(ja: "一度目", en: "first here")),
                );
                continue;
            }
            if let Some(value) = values::literal(&cx.kb.facts[idx], literal, &mut cx.out) {
                facts.insert(idx, value);
                spans.insert(idx, name.span);
            }
        }
    }
}

fn expectations(cx: &mut Cx, fields: &Fields<'_>) -> Vec<Expectation> {
    let mut expectations = Vec::new();
    for entry in fields.all("expect") {
        let EntryValue::Expect(pairs) = &entry.value else { continue };
        for (id, verdict) in pairs {
            let word = super::fields::choice(verdict, Outcome::ALL, Outcome::word, &mut cx.out);
            if let (Some(of), Some(word)) = (cx.target(id), word) {
                expectations.push(Expectation { of, verdict: word, span: id.span.to(verdict.span) });
            }
        }
    }
    expectations
}
