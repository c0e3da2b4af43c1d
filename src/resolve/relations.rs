//! Deemings, interpretations, alignments, deviations, mappings, claims and findings.
//!
//! Resolves what they name; computes none of what they say.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::lexicon::{Applicability, EdgeRelation, FindingKind, Relation};
use crate::model::{
    Alignment, AlignmentIdx, Claim, ClaimAnswer, Deeming, Deviation, Edge, Finding, Interpretation,
    InterpretationKind, Mapping, Reference,
};
use crate::msg;
use crate::syntax::ast::{Body, Entry, EntryValue, Item, Name};

use super::Items;
use super::cx::Cx;
use super::fields::{Fields, Shape, choice, halves};
use super::types::Typer;

const DEEMING: Shape =
    Shape { once: &["title", "of", "when", "basis", "from", "until", "note"], many: &["source"] };
const INTERPRETATION: Shape =
    Shape { once: &["title", "of", "equals", "at_least", "note"], many: &["source"] };
const ALIGNMENT: Shape = Shape { once: &["title", "note"], many: &["members", "on", "source"] };
const DEVIATION: Shape = Shape {
    once: &[
        "title",
        "alignment",
        "on",
        "between",
        "member",
        "relation",
        "applicability",
        "because",
        "review_by",
        "note",
    ],
    many: &["source"],
};
const MAPPING: Shape = Shape { once: &["title", "note"], many: &["edge", "source"] };
const CLAIM: Shape = Shape { once: &["because", "note"], many: &["source"] };
const NOTE: Shape = Shape { once: &["kind", "title", "text"], many: &["about", "source"] };

/// Resolves interpretations, which criteria need.
pub(super) fn interpretations(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("interpretation") {
        let Some((name, fields)) = cx.fields(item, &INTERPRETATION) else { continue };
        let Some(EntryValue::Of(ids, within)) = fields.get("of").map(|entry| &entry.value) else { continue };
        let (Some(concept), Some(within)) = (ids.first(), within) else { continue };
        let by = cx.reference(name).and_then(|reference| reference.edition);
        let within_edition = cx.reference(within).and_then(|reference| reference.edition);
        let concept = cx.facts.find(concept, &cx.broken, &mut cx.out);
        let (Some(by), Some(within_edition), Some(concept)) = (by, within_edition, concept) else { continue };
        let entry = fields.get("equals").or_else(|| fields.get("at_least"));
        let Some(EntryValue::Criterion { positive, block: Some(block), .. }) =
            entry.map(|entry| &entry.value)
        else {
            continue;
        };
        let kind = match (fields.get("equals").is_some(), positive) {
            (true, _) => InterpretationKind::Equals,
            (false, true) => InterpretationKind::SufficesFor,
            (false, false) => InterpretationKind::SufficesAgainst,
        };
        let Some(expr) = Typer::plain(cx).block(block) else { continue };
        let sources = cx.citations(&fields);
        if cx.kb.editions[by].status.is_draft() && !cx.kb.editions[within_edition].status.is_draft() {
            draft_over_law(cx, name, within);
            continue;
        }
        let id = name.text.clone();
        let it =
            Interpretation { id, by, concept, within: within_edition, kind, expr, sources, span: item.span };
        cx.kb.interpretations.push(it);
    }
}

fn draft_over_law(cx: &mut Cx, name: &Name, within: &Name) {
    let (draft, law) = (&name.text, &within.text);
    cx.out.push(
        Diagnostic::new(Code::DraftOverLaw, msg!(ja: "案「{draft}」が現行の「{law}」を解釈している", en: "the draft `{draft}` interprets `{law}`, which is no draft"))
            .at(name.span, msg!(ja: "案の版", en: "a draft edition"))
            .and_at(within.span, msg!(ja: "案でない版", en: "no draft"))
            .help(msg!(ja: "案の版どうしで解釈を与えてください。", en: "a draft guideline interprets a draft ordinance only")),
    );
}

/// Resolves everything else that is said about pairs.
pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    for item in items.of("deeming") {
        deeming(cx, item);
    }
    for item in items.of("alignment") {
        alignment(cx, item);
    }
    for item in items.of("deviation") {
        deviation(cx, item);
    }
    for item in items.of("mapping") {
        mapping(cx, item);
    }
    for item in items.of("claim") {
        claim(cx, item);
    }
    for item in items.of("note") {
        finding(cx, item);
    }
}

fn deeming(cx: &mut Cx, item: &Item) {
    let Some((name, fields)) = cx.fields(item, &DEEMING) else { return };
    if !cx.declare_other("deeming", name) {
        return;
    }
    let of = match fields.get("of").map(|entry| &entry.value) {
        Some(EntryValue::Of(ids, _)) => ids.iter().filter_map(|id| cx.target(id)).collect(),
        _ => Vec::new(),
    };
    let Some(when) = fields.need_expr("when", &mut cx.out) else { return };
    let Some(when) = Typer::plain(cx).expr(when) else { return };
    let sources = cx.citations(&fields);
    let deeming = Deeming {
        id: name.text.clone(),
        of,
        when,
        basis: fields.need_bilingual("basis", &mut cx.out),
        from: fields.from("from", &mut cx.out),
        until: fields.date("until", &mut cx.out),
        sources,
        span: item.span,
    };
    cx.kb.deemings.push(deeming);
}

fn alignment(cx: &mut Cx, item: &Item) {
    let Some((name, fields)) = cx.fields(item, &ALIGNMENT) else { return };
    let idx: AlignmentIdx = Idx::new(cx.kb.alignments.len());
    if !cx.alignments.declare(name, &name.text, idx, &mut cx.out) {
        return;
    }
    let members = fields.words("members");
    let members = members.iter().filter_map(|id| cx.instruments.find(id, &cx.broken, &mut cx.out)).collect();
    let on = fields.words("on");
    let on = if on.iter().any(|word| word.text == "all") {
        None
    } else {
        Some(on.iter().filter_map(|id| cx.requirements.find(id, &cx.broken, &mut cx.out)).collect())
    };
    let title = fields.bilingual("title", &mut cx.out);
    let sources = cx.citations(&fields);
    cx.kb.alignments.push(Alignment { id: name.text.clone(), title, members, on, sources, span: item.span });
}

fn deviation(cx: &mut Cx, item: &Item) {
    let Some((name, fields)) = cx.fields(item, &DEVIATION) else { return };
    if !cx.declare_other("deviation", name) {
        return;
    }
    let alignment = fields.need_word("alignment", &mut cx.out).cloned();
    let alignment = alignment.and_then(|id| cx.alignments.find(&id, &cx.broken, &mut cx.out));
    let on = fields.words("on").first().and_then(|id| cx.requirements.find(id, &cx.broken, &mut cx.out));
    let (left, right) = match fields.get("between").map(|entry| &entry.value) {
        Some(EntryValue::Between(left, right)) => (sides(cx, left), sides(cx, right)),
        _ => (Vec::new(), Vec::new()),
    };
    let member = fields.word("member").and_then(|id| cx.instruments.find(id, &cx.broken, &mut cx.out));
    let relation = fields.need_choice("relation", Relation::ALL, Relation::word, &mut cx.out);
    let applicability = fields.choice("applicability", Applicability::ALL, Applicability::word, &mut cx.out);
    let because = fields.bilingual("because", &mut cx.out).unwrap_or_default();
    let sources = cx.citations(&fields);
    let (Some(alignment), Some(on), Some(relation)) = (alignment, on, relation) else { return };
    let deviation = Deviation {
        id: name.text.clone(),
        alignment,
        on,
        left,
        right,
        member,
        relation,
        applicability,
        because,
        review_by: fields.date("review_by", &mut cx.out),
        sources,
        span: item.span,
        relation_span: fields.word("relation").map_or(item.span, |word| word.span),
        applicability_span: fields.word("applicability").map(|word| word.span),
    };
    cx.kb.deviations.push(deviation);
}

fn sides(cx: &mut Cx, names: &[Name]) -> Vec<Reference> {
    names.iter().filter(|name| name.text != "none").filter_map(|name| cx.target(name)).collect()
}

fn mapping(cx: &mut Cx, item: &Item) {
    let Some((name, fields)) = cx.fields(item, &MAPPING) else { return };
    if !cx.declare_other("mapping", name) {
        return;
    }
    let edges = fields.all("edge").filter_map(|entry| edge(cx, entry)).collect();
    let mapping = Mapping {
        id: name.text.clone(),
        title: fields.need_bilingual("title", &mut cx.out),
        edges,
        note: fields.bilingual("note", &mut cx.out),
        sources: cx.citations(&fields),
        span: item.span,
    };
    cx.kb.mappings.push(mapping);
}

fn edge(cx: &mut Cx, entry: &Entry) -> Option<Edge> {
    let EntryValue::Edge { from, relation, to, note } = &entry.value else { return None };
    let from: Vec<Reference> = from.iter().filter_map(|name| cx.target(name)).collect();
    let to: Vec<Reference> = to.iter().filter_map(|name| cx.target(name)).collect();
    let relation = choice(relation, EdgeRelation::ALL, EdgeRelation::word, &mut cx.out)?;
    let note = note.as_ref().map(|both| halves(both, &mut cx.out));
    (!from.is_empty() && !to.is_empty()).then_some(Edge { from, relation, to, note, span: entry.span })
}

fn claim(cx: &mut Cx, item: &Item) {
    let Body::Claim { a, b, answer } = &item.body else { return };
    let head = item.id.as_ref().map_or(a.span, |name| name.span);
    let _fields = Fields::new("claim", head, &item.entries, &CLAIM, &mut cx.out);
    if let Some(name) = &item.id
        && !cx.declare_other("claim", name)
    {
        return;
    }
    let (first, second) = (cx.target(a), cx.target(b));
    let (Some(a), Some(b)) = (first, second) else { return };
    let word = match answer.text.as_str() {
        "content" => ClaimAnswer::Content,
        "law" => ClaimAnswer::Law,
        _ => ClaimAnswer::No,
    };
    let id = item.id.as_ref().map(|name| name.text.clone());
    cx.kb.claims.push(Claim { id, a, b, answer: word, answer_span: answer.span, span: item.span });
}

fn finding(cx: &mut Cx, item: &Item) {
    let Some((name, fields)) = cx.fields(item, &NOTE) else { return };
    if !cx.declare_other("note", name) {
        return;
    }
    let mut about = Vec::new();
    let mut about_sources = Vec::new();
    for id in fields.words("about") {
        match cx.sources.get(&id.text) {
            Some(source) => about_sources.push(source),
            None => about.extend(cx.target(id)),
        }
    }
    let kind = fields
        .need_choice("kind", FindingKind::ALL, FindingKind::word, &mut cx.out)
        .unwrap_or(FindingKind::Open);
    let finding = Finding {
        id: name.text.clone(),
        about,
        about_sources,
        kind,
        title: fields.need_bilingual("title", &mut cx.out),
        text: fields.need_bilingual("text", &mut cx.out),
        sources: cx.citations(&fields),
        span: item.span,
    };
    cx.kb.findings.push(finding);
}
