//! KJ3008: a number is missing in a declared numbering.
//!
//! Asked of every edition that has a provision of the series; a void or a split number is no gap.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::{Edition, Kb};
use crate::msg;
use crate::source::{Sources, Span};

use super::numbering::{Series, accounts_for};

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for instrument in &kb.instruments {
        for (first, last, span) in &instrument.numberings {
            let Some(series) = Series::between(first, last) else {
                out.push(unreadable(*span));
                continue;
            };
            for (idx, edition) in instrument.editions.iter().map(|idx| (*idx, &kb.editions[*idx])) {
                out.extend(gaps(kb, edition, &series).map(|(locators, span_after)| {
                    fault(&kb.edition_called(idx), &locators, *span, edition, span_after)
                }));
            }
        }
    }
    out
}

/// Returns the missing locators of an edition, with the provision before the first.
fn gaps(kb: &Kb, edition: &Edition, series: &Series<'_>) -> Option<(String, Option<Span>)> {
    let here: Vec<(u64, Span)> = edition
        .provisions
        .iter()
        .map(|idx| &kb.provisions[*idx])
        .filter_map(|provision| Some((series.number(&provision.locator)?, provision.body.id_span)))
        .collect();
    if here.is_empty() {
        return None;
    }
    let mut missing = Vec::new();
    let mut before = None;
    for locator in series.locators() {
        let number = crate::model::Locator::parse(&locator).and_then(|it| series.number(&it));
        match here.iter().find(|(it, _)| Some(*it) == number) {
            Some((_, span)) if missing.is_empty() => before = Some(*span),
            Some(_) => {}
            None if accounts_for(edition, &locator) => {}
            None => missing.push(locator),
        }
    }
    (!missing.is_empty()).then(|| (missing.join(", "), before))
}

fn fault(of: &Bilingual, missing: &str, span: Span, edition: &Edition, before: Option<Span>) -> Diagnostic {
    let Bilingual { ja, en } = of;
    let diagnostic = Diagnostic::new(
        Code::NumberingGap,
        msg!(ja: "{ja}に番号「{missing}」の規定がない", en: "`{en}` has no `{missing}`"),
    )
    .at(edition.span, msg!(ja: "この版の番号に欠けがある", en: "this edition has a gap"))
    .and_at(span, msg!(ja: "欠けのない番号だと宣言されている", en: "declared to be numbered without a gap"))
    .help(msg!(
        ja: "規定を補うか、欠番を「voids」に書いてください。",
        en: "add the provision, or list the void number in `voids`",
    ));
    match before {
        Some(before) => {
            diagnostic.and_at(before, msg!(ja: "この次の番号がない", en: "the number after this one"))
        }
        None => diagnostic,
    }
}

fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NumberingGap,
        msg!(ja: "両端が一つの番号の列をなさない", en: "the two ends are not of one series of numbers"),
    )
    .here(span)
    .help(msg!(
        ja: "「numbering S1.1-01 to S1.1-16」のように、末尾の数だけが異なる形で書いてください。",
        en: "write ends that differ in their last number only, such as `numbering S1.1-01 to S1.1-16`",
    ))
}
