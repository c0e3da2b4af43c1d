//! KJ3005: a claim does not hold.
//!
//! Shows the witness against it, or the chain or constraints that prove more than was claimed.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::lang::Bilingual;
use crate::lexicon::Answer;
use crate::logic::failure::Failure;
use crate::model::{Claim, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::compare::{Direction, implies, weakest};
use crate::query::world::{World, worlds};

use super::table::{self, Column, Tested};
use super::{failure, words};

/// Tries a claim in every world of the instruments that it names without an edition; one fault is told.
pub(super) fn run(kb: Base<'_>, claim: &Claim) -> Vec<Diagnostic> {
    let worlds = worlds(kb, &words::unpinned([&claim.a, &claim.b]));
    let fault = worlds.iter().find_map(|world| match refuting(world, claim) {
        Ok(Some(found)) => {
            let diagnostic = diagnostic(world, claim, &found);
            Some(words::of_world(kb, world.when).into_iter().fold(diagnostic, Diagnostic::note))
        }
        Ok(None) => None,
        Err(failure) => {
            let of = named(kb, claim);
            Some(failure::at(&failure, claim.span, &of))
        }
    });
    fault.into_iter().collect()
}

/// Returns what a claim is called.
fn named(kb: Base<'_>, claim: &Claim) -> Bilingual {
    let (a, b) = (kb.place_called(&claim.a), kb.place_called(&claim.b));
    let (ja, ja_b, en, en_b) = (a.ja, b.ja, a.en, b.en);
    msg!(ja: "「{ja}は{ja_b}を含意する」という主張", en: "{en} implies {en_b}")
}

/// Returns the weakest answer over all nodes that the two sides stand for, if it is not the one claimed.
fn refuting(world: &World<'_>, claim: &Claim) -> Result<Option<Direction>, Failure> {
    let (kb, day) = (world.law, world.when.day);
    match weakest(kb, &kb.nodes_on(&claim.a, day), &kb.nodes_on(&claim.b, day))? {
        Some((found, [a, b])) if claim.answer != found => implies(kb, &a, &b).map(Some),
        Some(_) | None => Ok(None),
    }
}

fn diagnostic(world: &World<'_>, claim: &Claim, found: &Direction) -> Diagnostic {
    let kb = world.law;
    let (a, b) = (kb.reference_id(&claim.a), kb.reference_id(&claim.b));
    let (ja_a, ja_b) = (kb.place_called(&claim.a).ja, kb.place_called(&claim.b).ja);
    let title = match found.answer {
        Answer::Content => msg!(ja: "{ja_a}は、内容上{ja_b}を含意する", en: "`{a}` implies `{b}` by content"),
        Answer::Law => {
            msg!(ja: "{ja_a}は、法令によってのみ{ja_b}を含意する", en: "`{a}` implies `{b}` by law only")
        }
        Answer::No => msg!(ja: "{ja_a}は、{ja_b}を含意しない", en: "`{a}` does not imply `{b}`"),
        Answer::NotComparable => {
            msg!(ja: "{ja_a}と{ja_b}は比べられない", en: "`{a}` and `{b}` cannot be compared")
        }
    };
    let mut diagnostic = Diagnostic::new(Code::RefutedClaim, title)
        .at(claim.answer_span, msg!(ja: "と主張されている", en: "is what is claimed"));
    diagnostic = proof(kb, diagnostic, found);
    if let Some(witness) = &found.witness {
        let head = words::meets_and_fails(&kb.place_called(&claim.a), &words::names(kb, &witness.fails));
        let column = Column { head, facts: &witness.facts };
        let tested = tested(world, claim, &witness.fails);
        let title = msg!(ja: "反例機器", en: "witness");
        diagnostic = diagnostic.table(table::devices(kb, title, &tested, &[column]));
        diagnostic = words::unlikely(kb, &witness.facts).into_iter().fold(diagnostic, Diagnostic::note);
    }
    advice(diagnostic, found.answer)
}

/// Returns what either side tests; of a whole instrument, what the failing provisions test.
fn tested(world: &World<'_>, claim: &Claim, fails: &[ProvisionIdx]) -> Tested {
    let (kb, day) = (world.law, world.when.day);
    let named = [&claim.a, &claim.b].into_iter().flat_map(|it| kb.nodes_on(it, day));
    let named = named.filter_map(|it| it.provision);
    let provisions: Vec<ProvisionIdx> = named.chain(fails.iter().copied()).collect();
    table::tested(kb, &provisions)
}

fn advice(diagnostic: Diagnostic, answer: Answer) -> Diagnostic {
    let title = answer.title().ja;
    let word = match answer {
        Answer::Content => "by content",
        Answer::Law => "by law",
        Answer::No => "no",
        Answer::NotComparable => {
            return diagnostic.help(msg!(
                ja: "両方が適用される製品がないか、一方に基準がありません。主張を取り除いてください。",
                en: "they never apply together, or one has no criterion; remove the claim",
            ));
        }
    };
    diagnostic.help(msg!(
        ja: "基準が意図どおりなら、主張を「{word}」（{title}）に改めてください。",
        en: "if the criteria are as they should be, claim `{word}`",
    ))
}

/// Says what the answer rests on.
fn proof(kb: Base<'_>, diagnostic: Diagnostic, found: &Direction) -> Diagnostic {
    let mut diagnostic = diagnostic;
    for deeming in found.chain.iter().filter_map(|link| kb.deemings.get(link.deeming)).take(2) {
        diagnostic = diagnostic.and_at(deeming.span, deeming.basis.clone());
    }
    for constraint in found.constraints.iter().map(|at| &kb.constraints[Idx::new(*at)]).take(2) {
        diagnostic = diagnostic.and_at(constraint.span, constraint.because.clone());
    }
    let silent: Vec<ProvisionIdx> =
        found.not_implied.iter().filter(|(_, witness)| witness.is_none()).map(|(idx, _)| *idx).collect();
    if silent.is_empty() {
        return diagnostic;
    }
    let Bilingual { ja: names, en: ids } = words::names(kb, &silent);
    diagnostic.note(msg!(
        ja: "基準のない規定は含意されたことにならない：{names}",
        en: "what has no criterion is never implied: {ids}",
    ))
}
