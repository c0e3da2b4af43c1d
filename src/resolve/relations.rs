//! Deemings, interpretations, alignments, mappings, claims and findings.
//!
//! Resolves what they name; computes none of what they say.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::lang::Bilingual;
use crate::lexicon::{Answer, FindingKind, Nature, Saying};
use crate::model::{
    Alignment, Claim, Deeming, Edge, EditionIdx, FactIdx, Finding, Interpretation, Mapping, Reference,
};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Body, Item, Name};
use crate::syntax::words;

use super::closed::choice;
use super::cx::{Cx, reversed};
use super::entry::{self, At, Criterion};
use super::record::{self, Record};
use super::types::Typer;
use super::{Items, records};

/// Resolves interpretations, which criteria need.
pub(super) fn interpretations(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Interpretation<'_>>(cx) {
        if !cx.names.interpretations.declare(name, (), &mut cx.out) {
            continue;
        }
        if let Some(interpretation) = interpretation(cx, item, name, it) {
            cx.kb.interpretations.push(interpretation);
        }
    }
}

fn interpretation(
    cx: &mut Cx,
    item: &Item,
    name: &Name,
    it: records::Interpretation<'_>,
) -> Option<Interpretation> {
    let by = cx.reference(name).and_then(|reference| reference.edition);
    let of = it.of.0;
    let named = of.as_ref().map_or(&[][..], |of| of.within);
    let within: Vec<EditionIdx> = named.iter().filter_map(|name| cx.reference(name)?.edition).collect();
    let concept = of.as_ref().and_then(|of| concept(cx, of.of));
    let said = said(cx, name.span, it.equals, it.at_least);
    let expr = said.as_ref().and_then(|(_, block)| Typer::plain(cx).block(block.value.block?));
    let sources = cx.citations(&it.source);
    let (by, concept, (kind, block)) = (by?, concept?, said?);
    if cx.kb.facts[concept].nature == Nature::Open && kind != Saying::SufficesFor {
        limb_suffices_only(cx, block.span);
        return None;
    }
    if within.len() < named.len() {
        return None;
    }
    let (id, expr) = (name.text.clone(), expr?);
    let text_span = it.text.as_ref().map(|text| text.span);
    Some(Interpretation {
        id,
        cite: it.cite,
        title: it.title,
        text: it.text.map(|text| text.value),
        text_span,
        by,
        concept,
        within,
        kind,
        expr,
        expr_span: block.span,
        note: it.note,
        sources,
        span: item.span,
    })
}

/// Returns the concept or open limb of a name, reporting any other fact.
fn concept(cx: &mut Cx, name: &Name) -> Option<FactIdx> {
    if let Some(limb) = cx.limbs.get(&name.text) {
        return Some(*limb);
    }
    let found = cx.names.facts.find(name, &cx.broken, &mut cx.out)?;
    let fact = &cx.kb.facts[found];
    if fact.nature.is_judgement() {
        return Some(found);
    }
    let Bilingual { ja, en } = cx.kb.fact_called(found);
    let refused = Diagnostic::new(
        Code::TypeMismatch,
        msg!(ja: "{ja}は概念でも開いた選択肢でもない", en: "`{en}` is no concept and no open limb"),
    )
    .here(name.span)
    .and_at(fact.span, msg!(ja: "ここで宣言", en: "declared here"))
    .help(msg!(
        ja: "事実には客観的な試験がある。解釈できるのは概念と開いた選択肢だけです。",
        en: "a fact has an objective test; only concepts and open limbs are interpreted",
    ));
    cx.out.push(refused);
    None
}

fn limb_suffices_only(cx: &mut Cx, span: Span) {
    cx.out.push(
        Diagnostic::new(
            Code::TypeMismatch,
            msg!(ja: "開いた選択肢を閉じる解釈はできない", en: "an open limb cannot be closed by an interpretation"),
        )
        .here(span)
        .help(msg!(
            ja: "「at_least true {{ … }}」と書き、足りる場合だけを述べてください。",
            en: "write `at_least true {{ … }}`: say what suffices",
        )),
    );
}

/// Returns what is said of the concept, and the condition; reports that neither or both are said.
fn said<'a>(
    cx: &mut Cx,
    head: Span,
    equals: Option<At<Criterion<'a>>>,
    at_least: Option<At<Criterion<'a>>>,
) -> Option<(Saying, At<Criterion<'a>>)> {
    match (equals, at_least) {
        (Some(equals), Some(at_least)) => {
            cx.out.push(
                Diagnostic::new(
                    Code::MisplacedEntry,
                    msg!(ja: "「equals」と「at_least」は併記できない", en: "`equals` and `at_least` exclude one another"),
                )
                .at(at_least.span, msg!(ja: "「at_least」", en: "`at_least`"))
                .and_at(equals.span, msg!(ja: "「equals」", en: "`equals`"))
                .help(msg!(ja: "一方を取り除いてください。", en: "remove one of them")),
            );
            None
        }
        (Some(equals), None) => Some((Saying::Equals, equals)),
        (None, Some(at_least)) if at_least.value.positive => Some((Saying::SufficesFor, at_least)),
        (None, Some(at_least)) => Some((Saying::SufficesAgainst, at_least)),
        (None, None) => {
            cx.out.push(record::missing(records::Interpretation::WHAT, "equals", head));
            None
        }
    }
}

/// Declares the ids of deemings, which amendments name.
pub(super) fn name_deemings(cx: &mut Cx, items: &Items<'_>) {
    for name in items.of(records::Deeming::WHAT).filter_map(|item| item.id.as_ref()) {
        cx.names.deemings.declare(name, (), &mut cx.out);
    }
}

pub(super) fn deemings(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Deeming<'_>>(cx) {
        if cx.names.deemings.place(&name.text) != Some(name.span) {
            continue;
        }
        let of = it.of.0.map(|of| cx.targets([of.0])).unwrap_or_default();
        let Some(when) = it.when.0.and_then(|when| Typer::plain(cx).expr(when)) else { continue };
        reversed(it.from, it.until, &mut cx.out);
        let deeming = Deeming {
            id: name.text.clone(),
            title: it.title,
            of,
            when,
            basis: it.basis.or_default(),
            from: it.from.map(|from| from.value),
            until: it.until.map(|until| until.value),
            note: it.note,
            sources: cx.citations(&it.source),
            span: item.span,
        };
        cx.kb.deemings.push(deeming);
    }
}

pub(super) fn alignments(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Alignment<'_>>(cx) {
        if !cx.names.alignments.declare(name, Idx::new(cx.kb.alignments.len()), &mut cx.out) {
            continue;
        }
        let members = it.members.0.into_iter().flatten();
        let members =
            members.filter_map(|id| cx.names.instruments.find(id, &cx.broken, &mut cx.out)).collect();
        let alignment = Alignment {
            id: name.text.clone(),
            title: it.title,
            members,
            on: subjects(cx, &it.on.0),
            note: it.note,
            sources: cx.citations(&it.source),
            span: item.span,
        };
        cx.kb.alignments.push(alignment);
    }
}

/// Returns the requirements of an alignment; `None` for all.
fn subjects(cx: &mut Cx, on: &[&[Name]]) -> Option<Vec<crate::model::RequirementIdx>> {
    let on: Vec<Name> = on.iter().copied().flatten().cloned().collect();
    if entry::alone(words::ALL, &on, &mut cx.out) {
        return None;
    }
    Some(on.iter().filter_map(|id| cx.names.requirements.find(id, &cx.broken, &mut cx.out)).collect())
}

pub(super) fn mappings(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Mapping<'_>>(cx) {
        if !cx.names.mappings.declare(name, (), &mut cx.out) {
            continue;
        }
        let mapping = Mapping {
            id: name.text.clone(),
            title: it.title.or_default(),
            edges: it.edge.into_iter().filter_map(|it| edge(cx, it)).collect(),
            note: it.note,
            sources: cx.citations(&it.source),
            span: item.span,
        };
        cx.kb.mappings.push(mapping);
    }
}

fn edge(cx: &mut Cx, it: At<entry::Edge<'_>>) -> Option<Edge> {
    let At { value, span } = it;
    let from: Vec<Reference> = cx.targets([value.from]);
    let to: Vec<Reference> = cx.targets([value.to]);
    let relation = choice(value.relation, &mut cx.out)?;
    (!from.is_empty() && !to.is_empty()).then_some(Edge { from, relation, to, note: value.note, span })
}

pub(super) fn claims(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of(records::Claim::WHAT) {
        let Body::Claim { a, b, answer } = &item.body else { continue };
        let head = item.id.as_ref().map_or(a.span, |name| name.span);
        let it = records::Claim::read(head, &item.entries, &mut cx.out);
        if item.id.as_ref().is_some_and(|name| !cx.names.claims.declare(name, (), &mut cx.out)) {
            continue;
        }
        let (first, second) = (cx.target(a), cx.target(b));
        let sources = cx.citations(&it.source);
        let (Some(a), Some(b)) = (first, second) else { continue };
        cx.kb.claims.push(Claim {
            id: item.id.as_ref().map(|name| name.text.clone()),
            a,
            b,
            // The grammar takes no other word.
            answer: Answer::ALL.iter().copied().find(|it| it.word() == answer.text).unwrap_or(Answer::No),
            because: it.because,
            note: it.note,
            sources,
            answer_span: answer.span,
            span: item.span,
        });
    }
}

pub(super) fn findings(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Note<'_>>(cx) {
        if !cx.names.notes.declare(name, (), &mut cx.out) {
            continue;
        }
        let mut about = Vec::new();
        let mut about_sources = Vec::new();
        for id in it.about.into_iter().flatten() {
            match cx.names.sources.get(&id.text) {
                Some(source) => about_sources.push(source),
                None => about.extend(cx.target(id)),
            }
        }
        let finding = Finding {
            id: name.text.clone(),
            about,
            about_sources,
            kind: it.kind.0.unwrap_or(FindingKind::Open),
            title: it.title.or_default(),
            text: it.text.or_default(),
            sources: cx.citations(&it.source),
            span: item.span,
        };
        cx.kb.findings.push(finding);
    }
}
