//! Example devices.
//!
//! Takes over the facts of the devices that one is like; evaluates nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::domain::{Facts, Value};
use crate::model::called::titled;
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

/// The facts that a device states itself, with the place of each.
type Stated = BTreeMap<FactIdx, (Value, Span)>;

/// The devices that have their facts, by id, with those that each is like.
type Done<'a> = BTreeMap<&'a str, (usize, Vec<&'a Name>)>;

pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    let written = items.read::<records::Device<'_>>(cx);
    let mut done = Done::new();
    let mut waiting = written.iter().collect::<Vec<_>>();
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<&Written<'_>>, Vec<&Written<'_>>) = waiting
            .into_iter()
            .partition(|(_, _, it)| bases(it).all(|name| done.contains_key(name.text.as_str())));
        if ready.is_empty() {
            without_bases(cx, &blocked, &done);
            return;
        }
        for (_, name, it) in ready {
            device(cx, name, it, &mut done);
        }
        waiting = blocked;
    }
}

/// Returns the devices that a device is like.
fn bases<'a>(it: &records::Device<'a>) -> impl Iterator<Item = &'a Name> {
    it.like.iter().copied().flatten()
}

/// Reports what keeps devices from having facts: a base that does not exist, or a circle.
fn without_bases(cx: &mut Cx, blocked: &[&Written<'_>], done: &Done<'_>) {
    let ids: BTreeMap<&str, &records::Device<'_>> =
        blocked.iter().map(|(_, name, it)| (name.text.as_str(), it)).collect();
    for (id, it) in &ids {
        for base in bases(it) {
            let text = &base.text;
            if done.contains_key(text.as_str()) || cx.broken.contains(text) {
                continue;
            }
            if !ids.contains_key(text.as_str()) {
                cx.names.devices.find(base, &cx.broken, &mut cx.out);
            } else if reaches(&ids, text, id) {
                let title = ids.get(text.as_str()).and_then(|it| it.title.0.as_ref());
                let Bilingual { ja, en } = titled(title, text);
                cx.out.push(
                    Diagnostic::new(
                        Code::DefinitionCycle,
                        msg!(ja: "例示機器{ja}が自身に依存している", en: "the device `{en}` depends on itself"),
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

fn device<'a>(cx: &mut Cx, name: &'a Name, it: &records::Device<'a>, done: &mut Done<'a>) {
    let own = settings(cx, &it.facts);
    let mut facts = taken_over(cx, it, &own, done);
    facts.extend(own.iter().map(|(fact, (value, _))| (*fact, *value)));
    if !cx.names.devices.declare(name, cx.kb.devices.len(), &mut cx.out) {
        return;
    }
    let like = bases(it).filter_map(|base| done.get(base.text.as_str())).map(|(at, _)| *at).collect();
    done.insert(&name.text, (cx.kb.devices.len(), bases(it).collect()));
    let device = Device {
        id: name.text.clone(),
        title: it.title.0.clone().unwrap_or_default(),
        like,
        facts,
        fact_spans: own.into_iter().map(|(fact, (_, span))| (fact, span)).collect(),
        as_of: it.as_of,
        expect: expectations(cx, &it.expect),
        note: it.note.clone(),
        sources: cx.citations(&it.source),
        span: name.span,
    };
    cx.kb.devices.push(device);
}

/// Returns the facts of the devices that one is like; where these differ, it must have its own.
fn taken_over(cx: &mut Cx, it: &records::Device<'_>, own: &Stated, done: &Done<'_>) -> Facts {
    let mut bases = bases(it);
    let first = bases.next().and_then(|base| known(cx, base, done));
    // The facts of one base are copied as they stand, which costs a fraction of putting them together one by one.
    let mut all = first.map(|device| device.facts.clone()).unwrap_or_default();
    for base in bases {
        let facts = known(cx, base, done).map(|device| device.facts.clone()).unwrap_or_default();
        for (fact, value) in facts {
            let other = *all.entry(fact).or_insert(value);
            if other != value && !own.contains_key(&fact) {
                let found = differ(cx, fact, base, it, done);
                cx.out.push(found);
            }
        }
    }
    all
}

fn known<'a>(cx: &'a Cx, name: &Name, done: &Done<'_>) -> Option<&'a Device> {
    cx.kb.devices.get(done.get(name.text.as_str())?.0)
}

/// Returns where a device, or the first that it is like, states a fact.
fn place(cx: &Cx, name: &Name, fact: FactIdx, done: &Done<'_>) -> Option<Span> {
    let own = known(cx, name, done)?.fact_spans.get(&fact).copied();
    own.or_else(|| done.get(name.text.as_str())?.1.iter().find_map(|base| place(cx, base, fact, done)))
}

fn differ(cx: &Cx, fact: FactIdx, base: &Name, it: &records::Device<'_>, done: &Done<'_>) -> Diagnostic {
    let (Bilingual { ja, en }, id) = (cx.kb.fact_called(fact), &base.text);
    let (device, text) = (known(cx, base, done).map(|it| &it.title), &cx.kb.facts[fact].id);
    let base_ja = titled(device, id).ja;
    let one = bases(it).find_map(|first| place(cx, first, fact, done)).unwrap_or(base.span);
    let other = place(cx, base, fact, done).unwrap_or(base.span);
    Diagnostic::new(
        Code::BasesDiffer,
        msg!(ja: "{ja}の値が基の例示機器の間で異なる", en: "the devices that it is like differ in `{en}`"),
    )
    .at(base.span, msg!(ja: "{base_ja}の値は先の基と異なる", en: "`{id}` has another value than one before it"))
    .and_at(one, msg!(ja: "一方の値", en: "one value"))
    .and_at(other, msg!(ja: "他方の値", en: "the other value"))
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
                let Bilingual { ja, en } = cx.kb.fact_called(idx);
                cx.out.push(
                    Diagnostic::new(
                        Code::RepeatedEntry,
                        msg!(ja: "{ja}が二度述べられている", en: "`{en}` is stated twice"),
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
