//! Example devices.
//!
//! Takes over the facts of the devices that one is like; evaluates nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::logic::domain::Value;
use crate::model::{Device, Expectation, FactIdx};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Item, Name};

use super::closed::choice;
use super::cx::Cx;
use super::entry::{Expectations, Settings};
use super::{Items, records, values};

/// A device as written.
type Written<'a> = (&'a Item, &'a Name, records::Device<'a>);

/// The facts of a device with the place of each, those that it takes over included.
type Stated = BTreeMap<FactIdx, (Value, Span)>;

pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    let written = items.read::<records::Device<'_>>(cx);
    let liked: BTreeSet<&str> =
        written.iter().flat_map(|(_, _, it)| bases(it)).map(|it| it.text.as_str()).collect();
    let mut done: BTreeMap<String, Stated> = BTreeMap::new();
    let mut waiting = written.iter().collect::<Vec<_>>();
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<&Written<'_>>, Vec<&Written<'_>>) =
            waiting.into_iter().partition(|(_, _, it)| bases(it).all(|name| done.contains_key(&name.text)));
        if ready.is_empty() {
            without_bases(cx, &blocked, &done);
            return;
        }
        for (_, name, it) in ready {
            device(cx, name, it, &liked, &mut done);
        }
        waiting = blocked;
    }
}

/// Returns the devices that a device is like.
fn bases<'a>(it: &records::Device<'a>) -> impl Iterator<Item = &'a Name> {
    it.like.iter().copied().flatten()
}

/// Reports what keeps devices from having facts: a base that does not exist, or a circle.
fn without_bases(cx: &mut Cx, blocked: &[&Written<'_>], done: &BTreeMap<String, Stated>) {
    let ids: BTreeMap<&str, &records::Device<'_>> =
        blocked.iter().map(|(_, name, it)| (name.text.as_str(), it)).collect();
    for (id, it) in &ids {
        for base in bases(it) {
            let text = &base.text;
            if done.contains_key(text) || cx.broken.contains(text) {
                continue;
            }
            if !ids.contains_key(text.as_str()) {
                cx.names.devices.find(base, &cx.broken, &mut cx.out);
            } else if reaches(&ids, text, id) {
                cx.out.push(
                    Diagnostic::new(
                        Code::DefinitionCycle,
                        msg!(ja: "例示機器「{text}」が自身に依存している", en: "the device `{text}` depends on itself"),
                    )
                    .here(base.span),
                );
            }
            // What else it waits for is reported where it is named.
        }
    }
}

/// Says whether a device is like another, directly or through others.
fn reaches(items: &BTreeMap<&str, &records::Device<'_>>, from: &str, to: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        if id == to {
            return true;
        }
        if let Some((id, it)) = items.get_key_value(id)
            && seen.insert(id)
        {
            waiting.extend(bases(it).map(|name| name.text.as_str()));
        }
    }
    false
}

fn device(
    cx: &mut Cx,
    name: &Name,
    it: &records::Device<'_>,
    liked: &BTreeSet<&str>,
    done: &mut BTreeMap<String, Stated>,
) {
    let own = settings(cx, &it.facts);
    let fact_spans = own.iter().map(|(fact, (_, span))| (*fact, *span)).collect();
    let stated = taken_over(cx, it, &own, done);
    let facts = stated.iter().map(|(fact, (value, _))| (*fact, *value)).collect();
    // Of a device that none is like nothing is kept.
    let kept = if liked.contains(name.text.as_str()) { stated } else { Stated::new() };
    done.insert(name.text.clone(), kept);
    if !cx.names.devices.declare(name, cx.kb.devices.len(), &mut cx.out) {
        return;
    }
    let device = Device {
        id: name.text.clone(),
        title: it.title.0.clone().unwrap_or_default(),
        facts,
        fact_spans,
        expect: expectations(cx, &it.expect),
        note: it.note.clone(),
        sources: cx.citations(&it.source),
        span: name.span,
    };
    cx.kb.devices.push(device);
}

/// Adds the facts of the devices that one is like to its own; where these differ, it must have its own.
fn taken_over(
    cx: &mut Cx,
    it: &records::Device<'_>,
    own: &Stated,
    done: &BTreeMap<String, Stated>,
) -> Stated {
    let mut all = own.clone();
    for base in bases(it) {
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

fn settings(cx: &mut Cx, blocks: &[Settings<'_>]) -> Stated {
    let mut own = Stated::new();
    for Settings(settings) in blocks {
        for (name, literal) in *settings {
            let limb = cx.limbs.get(&name.text).copied();
            let found = limb.or_else(|| cx.names.facts.find(name, &cx.broken, &mut cx.out));
            let Some(idx) = found else { continue };
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

fn expectations(cx: &mut Cx, blocks: &[Expectations<'_>]) -> Vec<Expectation> {
    let mut expectations = Vec::new();
    for (id, verdict) in blocks.iter().flat_map(|Expectations(pairs)| *pairs) {
        let span = id.span.to(verdict.span);
        let verdict = choice(verdict, &mut cx.out);
        if let (Some(of), Some(verdict)) = (cx.target(id), verdict) {
            expectations.push(Expectation { of, verdict, span });
        }
    }
    expectations
}
