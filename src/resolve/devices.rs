//! Example devices.
//!
//! Takes over the facts of the devices that one is like; evaluates nothing.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the grammar decides the shape of every entry by its key"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::lexicon::Outcome;
use crate::logic::domain::Value;
use crate::model::{Device, Expectation, FactIdx};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{EntryValue, Item, Name};

use super::cx::Cx;
use super::fields::{Fields, Shape};
use super::{Items, values};

const DEVICE: Shape = Shape { once: &["title", "like", "note"], many: &["facts", "expect", "source"] };

/// The facts of a device with the place of each, those that it takes over included.
type Stated = BTreeMap<FactIdx, (Value, Span)>;

pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    let mut done: BTreeMap<String, Stated> = BTreeMap::new();
    let mut waiting: Vec<&Item> = items.of("device").collect();
    let liked: BTreeSet<&str> = waiting.iter().flat_map(|it| bases(it)).map(|it| it.text.as_str()).collect();
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<&Item>, Vec<&Item>) =
            waiting.iter().copied().partition(|item| bases(item).all(|name| done.contains_key(&name.text)));
        if ready.is_empty() {
            without_bases(cx, &blocked, &done);
            return;
        }
        for item in ready {
            device(cx, item, &liked, &mut done);
        }
        waiting = blocked;
    }
}

/// Returns the devices that a device is like.
fn bases(item: &Item) -> impl Iterator<Item = &Name> {
    let entries = item.entries.iter().filter(|entry| entry.key == "like");
    entries.flat_map(|entry| match &entry.value {
        EntryValue::Words(names) => names.as_slice(),
        _ => &[],
    })
}

/// Reports what keeps devices from having facts: a base that does not exist, or a circle.
fn without_bases(cx: &mut Cx, blocked: &[&Item], done: &BTreeMap<String, Stated>) {
    let ids: BTreeMap<&str, &Item> =
        blocked.iter().filter_map(|item| Some((item.id.as_ref()?.text.as_str(), *item))).collect();
    for (id, item) in &ids {
        for base in bases(item) {
            let text = &base.text;
            if done.contains_key(text) || cx.broken.contains(text) {
                continue;
            }
            let diagnostic = if !ids.contains_key(text.as_str()) {
                Diagnostic::new(
                    Code::UnknownId,
                    msg!(ja: "例示機器「{text}」は宣言されていない", en: "there is no device `{text}`"),
                )
            } else if reaches(&ids, text, id) {
                Diagnostic::new(
                    Code::DefinitionCycle,
                    msg!(ja: "例示機器「{text}」が自身に依存している", en: "the device `{text}` depends on itself"),
                )
            } else {
                // What it waits for is reported where it is named.
                continue;
            };
            cx.out.push(diagnostic.here(base.span));
        }
    }
}

/// Says whether a device is like another, directly or through others.
fn reaches(items: &BTreeMap<&str, &Item>, from: &str, to: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        if id == to {
            return true;
        }
        if let Some((id, item)) = items.get_key_value(id)
            && seen.insert(id)
        {
            waiting.extend(bases(item).map(|name| name.text.as_str()));
        }
    }
    false
}

fn device(cx: &mut Cx, item: &Item, liked: &BTreeSet<&str>, done: &mut BTreeMap<String, Stated>) {
    let Some((name, fields)) = cx.fields(item, &DEVICE) else { return };
    let own = settings(cx, &fields);
    let fact_spans = own.iter().map(|(fact, (_, span))| (*fact, *span)).collect();
    let stated = taken_over(cx, item, &own, done);
    let facts = stated.iter().map(|(fact, (value, _))| (*fact, *value)).collect();
    // Of a device that none is like nothing is kept.
    let kept = if liked.contains(name.text.as_str()) { stated } else { Stated::new() };
    done.insert(name.text.clone(), kept);
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

/// Adds the facts of the devices that one is like to its own; where these differ, it must have its own.
fn taken_over(cx: &mut Cx, item: &Item, own: &Stated, done: &BTreeMap<String, Stated>) -> Stated {
    let mut all = own.clone();
    for base in bases(item) {
        for (fact, (value, span)) in done.get(&base.text).into_iter().flatten() {
            match all.get(fact) {
                None => {
                    all.insert(*fact, (*value, *span));
                }
                Some((other, first)) if other != value && !own.contains_key(fact) => {
                    let found = differ(cx, *fact, base, [*first, *span]);
                    cx.out.push(found);
                }
                Some(_) => {}
            }
        }
    }
    all
}

fn differ(cx: &Cx, fact: FactIdx, base: &Name, [first, second]: [Span; 2]) -> Diagnostic {
    let (text, id) = (&cx.kb.facts[fact].id, &base.text);
    Diagnostic::new(
        Code::BasesDiffer,
        msg!(ja: "「{text}」の値が基の例示機器の間で異なる", en: "the devices that it is like differ in `{text}`"),
    )
    .at(base.span, msg!(ja: "「{id}」の値は先の基と異なる", en: "`{id}` has another value than one before it"))
    .and_at(first, msg!(ja: "一方の値", en: "one value"))
    .and_at(second, msg!(ja: "他方の値", en: "the other value"))
    .help(msg!(ja: "この機器の「facts」で「{text}」を述べてください。", en: "state `{text}` in the device itself"))
}

fn settings(cx: &mut Cx, fields: &Fields<'_>) -> Stated {
    let mut own = Stated::new();
    for entry in fields.all("facts") {
        let EntryValue::Facts(settings) = &entry.value else { continue };
        for (name, literal) in settings {
            let limb = cx.limbs.get(&name.text).copied();
            let Some(idx) = limb.or_else(|| cx.facts.find(name, &cx.broken, &mut cx.out)) else { continue };
            if let Some((_, first)) = own.get(&idx) {
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
                own.insert(idx, (value, name.span));
            }
        }
    }
    own
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
