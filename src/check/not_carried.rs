//! KJ4022: a draft leaves behind what the edition has that it would replace.
//!
//! What an amendment inherits by itself is not asked; a deeming of a replaced text is KJ4011.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::called::titled;
use crate::model::{EditionIdx, Expectation, Interpretation, Locator, Proposal, Reference};
use crate::msg;
use crate::norm::Base;
use crate::source::Span;

/// Looks at every edition of every proposal beside the one that it would replace.
pub(super) fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for proposal in &kb.kb.proposals {
        for draft in proposal.editions.iter().copied().filter(|idx| seen.insert(*idx)) {
            if let Some(law) = kb.replaced(proposal, kb.editions[draft].instrument) {
                found.extend(left_behind(kb, Pair { draft, law }, proposal));
            }
        }
    }
    found
}

/// A draft and the edition that it would replace.
#[derive(Clone, Copy)]
struct Pair {
    draft: EditionIdx,
    law: EditionIdx,
}

fn left_behind(kb: Base<'_>, pair: Pair, proposal: &Proposal) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !kb.amends(pair.draft, pair.law) {
        found.extend(scope(kb, pair));
        found.extend(deemings(kb, pair));
        found.extend(transitions(kb, pair));
    }
    found.extend(interpretations(kb, pair, proposal));
    found.extend(devices(kb, pair));
    found
}

fn scope(kb: Base<'_>, pair: Pair) -> Option<Diagnostic> {
    let (draft, law) = (&kb.editions[pair.draft], &kb.editions[pair.law]);
    if law.scope.is_none() || draft.scope.is_some() {
        return None;
    }
    let Bilingual { ja, en } = kb.edition_called(pair.draft);
    let title = msg!(ja: "案である{ja}には適用範囲がない", en: "the draft `{en}` has no scope");
    Some(
        forgotten(
            kb,
            pair,
            title,
            law.span,
            msg!(ja: "現行の版には適用範囲がある", en: "the edition in force has a scope"),
        )
        .help(msg!(
            ja: "案に「scope」を書くか、現行の版を「amends」で改正する形にしてください。",
            en: "give the draft its `scope`, or let it `amends` the edition in force",
        )),
    )
}

fn deemings(kb: Base<'_>, pair: Pair) -> Vec<Diagnostic> {
    let of = |edition: EditionIdx| {
        let about = kb.deemed.iter().enumerate();
        about.filter(move |(_, nodes)| nodes.iter().any(|node| node.edition == edition)).map(|(at, _)| at)
    };
    let kept: BTreeSet<usize> = of(pair.draft).collect();
    let lost = of(pair.law).filter(|at| !kept.contains(at)).filter_map(|at| kb.deemings.get(at));
    let told = lost.map(|it| {
        let (deeming, draft) = (titled(it.title.as_ref(), &it.id), kb.edition_called(pair.draft));
        let (ja, en, of_ja, of_en) = (deeming.ja, deeming.en, draft.ja, draft.en);
        let title = msg!(
            ja: "みなし{ja}は、案である{of_ja}に及ばない",
            en: "the deeming `{en}` does not reach the draft `{of_en}`",
        );
        forgotten(kb, pair, title, it.span, msg!(ja: "現行の版についてのみなし", en: "of the edition in force")).help(msg!(
            ja: "案についても認めるなら、みなしの「of」に案の規定を加えてください。認めないなら、案を「amends」で書いて「removes」で明示してください。",
            en: "name provisions of the draft in its `of` too; if it is to end, write the draft with `amends` and say `removes`",
        ))
    });
    told.collect()
}

/// Transitional rules of the edition in force that the draft does not have: what they kept out would come in.
fn transitions(kb: Base<'_>, pair: Pair) -> Vec<Diagnostic> {
    let has =
        |locator: &Locator| kb.transitions(pair.draft).any(|(idx, _)| kb.provisions[idx].locator == *locator);
    let lost = kb.transitions(pair.law).filter(|(idx, _)| !has(&kb.provisions[*idx].locator));
    let told = lost.map(|(idx, _)| {
        let (provision, draft) = (&kb.provisions[idx], kb.edition_called(pair.draft));
        let (Bilingual { ja, en }, draft_ja, draft_en) = (kb.provision_called(idx), draft.ja, draft.en);
        let title = msg!(
            ja: "案である{draft_ja}が{ja}を引き継いでいない",
            en: "the draft `{draft_en}` does not carry the transitional rule `{en}` over",
        );
        let at = msg!(ja: "現行の版の経過措置", en: "the transitional rule in force");
        forgotten(kb, pair, title, provision.body.id_span, at).help(msg!(
            ja: "同じ番号の「transition」を案に書くか、案を「amends」で書いてください。終わらせるなら、「amends」と「removes」で明示してください。",
            en: "write a `transition` at the same place of the draft, or let the draft `amends` the edition in force; if the rule is to end, say `removes`",
        ))
    });
    told.collect()
}

fn interpretations(kb: Base<'_>, pair: Pair, proposal: &Proposal) -> Vec<Diagnostic> {
    let reads = |it: &&Interpretation| kb.acts(it, pair.law);
    let again = |lost: &Interpretation| {
        kb.interpretations.iter().any(|it| it.concept == lost.concept && it.within.contains(&pair.draft))
    };
    let replaced = |it: &Interpretation| {
        let instrument = kb.editions[it.by].instrument;
        proposal.editions.iter().any(|idx| kb.editions[*idx].instrument == instrument)
    };
    let asked: BTreeSet<_> = kb.editions[pair.draft]
        .provisions
        .iter()
        .flat_map(|idx| [Some(kb.norm(*idx).condition.clone()), kb.norm(*idx).criterion.clone()])
        .flatten()
        .flat_map(|formula| formula.vars())
        .collect();
    let lost = kb.interpretations.iter().filter(reads).filter(|it| !again(it) && asked.contains(&it.concept));
    let told = lost.map(|it| {
        let (read, draft) = (kb.interpretation_called(it), kb.edition_called(pair.draft));
        let (by, by_en, of, of_en) = (read.ja, read.en, draft.ja, draft.en);
        let Bilingual { ja, en } = &kb.facts[it.concept].title;
        let title = msg!(
            ja: "解釈{by}は、案である{of}の「{ja}」に及ばない",
            en: "the interpretation `{by_en}` does not reach “{en}” in the draft `{of_en}`",
        );
        let found = forgotten(kb, pair, title, it.span, msg!(ja: "現行の版についての解釈", en: "of the edition in force"));
        if replaced(it) {
            return found.help(msg!(
                ja: "解釈する文書も改正案で改められる。改正後の版に、案についての解釈を書いてください。",
                en: "the text that interprets is replaced too: write the interpretation of the draft in its new edition",
            ));
        }
        found.help(msg!(
            ja: "案についても同じ解釈によるなら、解釈の「of … in」に案の版を加えてください。",
            en: "if it is to be read in the same way, name the draft behind `in` as well",
        ))
    });
    told.collect()
}

/// Example devices of the edition in force of which none says what becomes of them under the draft.
fn devices(kb: Base<'_>, pair: Pair) -> Option<Diagnostic> {
    let expects = |edition: EditionIdx| {
        let of = move |it: &Reference| it.edition == Some(edition);
        let all = kb.kb.devices.iter().flat_map(|device| &device.expect);
        all.filter(move |it: &&Expectation| of(&it.of))
    };
    let first = expects(pair.law).next()?;
    if expects(pair.draft).next().is_some() {
        return None;
    }
    let (Bilingual { ja, en }, number) = (kb.edition_called(pair.draft), expects(pair.law).count());
    let title = msg!(
        ja: "案である{ja}には例示機器がない",
        en: "no example device expects anything of the draft `{en}`",
    );
    let Bilingual { ja, en } = kb.edition_called(pair.law);
    let at = msg!(ja: "{ja}には判定の例が{number}件ある", en: "`{en}` has {number} expectations");
    Some(forgotten(kb, pair, title, first.span, at).help(msg!(
        ja: "案で判定が変わる機器と変わらない機器を一つずつ例示し、「expect」に案の規定を書いてください。",
        en: "give a device whose verdict the draft changes and one whose verdict stays, and expect it of provisions of the draft",
    )))
}

fn forgotten(kb: Base<'_>, pair: Pair, title: Bilingual, place: Span, what: Bilingual) -> Diagnostic {
    Diagnostic::new(Code::NotCarried, title)
        .at(kb.editions[pair.draft].span, msg!(ja: "この案", en: "this draft"))
        .and_at(place, what)
}
