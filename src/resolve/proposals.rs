//! Proposals: what they name, and the drafts that stand in none.
//!
//! Refuses what cannot begin together; looks at no criterion.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::model::{Date, EditionIdx, InstrumentIdx, Proposal};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Item, Name};

use super::cx::Cx;
use super::entry::At;
use super::{Items, records};

/// Resolves the proposals, and makes one of each draft that stands in none.
pub(super) fn resolve(cx: &mut Cx, items: &Items<'_>) {
    for (item, name, it) in items.read::<records::Proposal<'_>>(cx) {
        if cx.names.proposals.declare(name, (), &mut cx.out) {
            let proposal = proposal(cx, item, name, it);
            cx.kb.proposals.push(proposal);
        }
    }
    let alone = |cx: &Cx, idx: EditionIdx| {
        let named = cx.kb.proposals.iter().any(|it| it.is_declared() && it.editions.contains(&idx));
        cx.kb.editions[idx].status.is_draft() && !named
    };
    let drafts: Vec<EditionIdx> = cx.kb.editions.indices().filter(|idx| alone(cx, *idx)).collect();
    for idx in drafts {
        let proposal = cx.kb.alone(idx);
        cx.kb.proposals.push(proposal);
    }
}

fn proposal(cx: &mut Cx, item: &Item, name: &Name, it: records::Proposal<'_>) -> Proposal {
    let named: Vec<&Name> = it.editions.0.into_iter().flatten().collect();
    let mut from = it.from.and_then(|At { value, span }| value.date().map(|day| (day, span)));
    let mut editions: BTreeMap<InstrumentIdx, (EditionIdx, Span)> = BTreeMap::new();
    let mut order = Vec::new();
    let mut otherwise = Vec::new();
    let mut agree = 0;
    let said = from;
    for name in named {
        let Some(edition) = edition(cx, name) else { continue };
        let instrument = cx.kb.editions[edition].instrument;
        if let Some((_, first)) = editions.get(&instrument) {
            two_of_one(cx, (name, edition), *first);
            continue;
        }
        let state = &cx.kb.editions[edition];
        let own = state.from.date().map(|day| (day, state.span));
        match (from, own) {
            (Some(from), Some(own)) if from.0 != own.0 => otherwise.push(((name, edition), from, own)),
            (Some(_), Some(_)) => agree += 1,
            (Some(_), None) => {}
            (None, own) => from = own,
        }
        editions.insert(instrument, (edition, name.span));
        order.push(edition);
    }
    match (said, otherwise.as_slice()) {
        (Some(said), [(_, _, one), (_, _, two), ..])
            if agree == 0 && otherwise.iter().all(|it| it.2.0 == one.0) =>
        {
            cx.out.push(all_begin_otherwise(said, [*one, *two]));
        }
        _ => otherwise.into_iter().for_each(|(name, from, own)| begins_otherwise(cx, name, from, own)),
    }
    Proposal {
        id: name.text.clone(),
        title: Some(it.title.or_default()),
        editions: order,
        from: from.map(|(day, _)| day),
        note: it.note,
        sources: cx.citations(&it.source),
        span: item.span,
    }
}

/// Returns the edition that a proposal names: a draft, or one that was made and has not begun.
fn edition(cx: &mut Cx, name: &Name) -> Option<EditionIdx> {
    let reference = cx.reference(name)?;
    let Some(idx) = reference.edition.filter(|_| reference.locator.is_none()) else {
        let id = &name.text;
        let refused = Diagnostic::new(
            Code::BadProposal,
            msg!(ja: "「{id}」は版を指していない", en: "`{id}` names no edition"),
        )
        .here(name.span)
        .help(msg!(
            ja: "改正案には「文書@版」の形で版を挙げてください。",
            en: "name editions in a proposal, as `instrument@edition`",
        ));
        cx.out.push(refused);
        return None;
    };
    let edition = &cx.kb.editions[idx];
    if edition.status.is_draft() || edition.status == Status::Adopted {
        return Some(idx);
    }
    let (status, of) = (edition.status.title(), cx.kb.edition_called(idx));
    let (ja, en, of_ja, of_en) = (status.ja, status.en, of.ja, of.en);
    let refused = Diagnostic::new(
        Code::BadProposal,
        msg!(ja: "{of_ja}の状態は「{ja}」であり、改正案に挙げられない", en: "`{of_en}` is no draft (its status: {en})"),
    )
    .here(name.span)
    .and_at(edition.span, msg!(ja: "版の宣言", en: "the edition"))
    .help(msg!(
        ja: "改正案に挙げられるのは、状態が「recommended」「proposed」「adopted」の版です。施行された版は改正案から外してください。",
        en: "a proposal names editions that are `recommended`, `proposed` or `adopted`; take out what is law already",
    ));
    cx.out.push(refused);
    None
}

fn two_of_one(cx: &mut Cx, (name, edition): (&Name, EditionIdx), first: Span) {
    let Bilingual { ja, en } = cx.kb.edition_called(edition);
    cx.out.push(
        Diagnostic::new(
            Code::BadProposal,
            msg!(ja: "{ja}のほかに、同じ文書の版がこの改正案にある", en: "another edition of the instrument of `{en}` stands in the proposal"),
        )
        .here(name.span)
        .and_at(first, msg!(ja: "先に挙げた版", en: "named first"))
        .help(msg!(
            ja: "同時に施行できるのは一つの文書につき一つの版だけです。代わりの案は別の改正案にしてください。",
            en: "only one edition of an instrument can begin; write an alternative as a proposal of its own",
        )),
    );
}

/// Says that all editions of a proposal begin on one day, and the proposal names another.
fn all_begin_otherwise((day, span): (Date, Span), editions: [(Date, Span); 2]) -> Diagnostic {
    let [(own, one), (_, two)] = editions;
    Diagnostic::new(
        Code::BadProposal,
        msg!(ja: "改正案の日は{day}であるが、その版は{own}に始まる", en: "the proposal is for {day}, and its editions begin on {own}"),
    )
    .at(span, msg!(ja: "改正案の日", en: "the day of the proposal"))
    .and_at(one, msg!(ja: "{own}に始まる版", en: "begins on {own}"))
    .and_at(two, msg!(ja: "{own}に始まる版", en: "begins on {own}"))
    .help(msg!(
        ja: "「from {own}」と書くか、版の日を改めてください。",
        en: "write `from {own}`, or change the days of the editions",
    ))
    .suggest(span, format!("from {own}"))
}

fn begins_otherwise(
    cx: &mut Cx,
    (name, edition): (&Name, EditionIdx),
    (day, span): (Date, Span),
    (own, place): (Date, Span),
) {
    let Bilingual { ja, en } = cx.kb.edition_called(edition);
    let differs = Diagnostic::new(
        Code::BadProposal,
        msg!(ja: "{ja}の始まる日は{own}であり、{day}ではない", en: "`{en}` begins on {own} and not on {day}"),
    )
    .here(name.span)
    .and_at(place, msg!(ja: "{own}に始まる版", en: "begins on {own}"))
    .and_at(span, msg!(ja: "{day}に始まる", en: "begins on {day}"))
    .help(msg!(
        ja: "改正案の版は同じ日に始まります。日を揃えるか、版の「from」を「unknown」としてください。",
        en: "the editions of a proposal begin on one day: make the days agree, or give the edition `from unknown`",
    ));
    cx.out.push(differs);
}
