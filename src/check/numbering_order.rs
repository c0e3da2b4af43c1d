//! KJ3009: provisions of a declared numbering do not stand in order.
//!
//! Compares neighbours within one file; the order of files means nothing.

use crate::diag::{Code, Diagnostic};
use crate::model::{Edition, Kb, Numbering, Provision, Run};
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let numbered =
        kb.editions.iter().flat_map(|edition| edition.numberings.iter().map(move |it| (edition, it)));
    numbered.filter_map(|(edition, numbering)| disorder(kb, edition, numbering)).collect()
}

/// Returns the first pair of a file that stands in the wrong order.
fn disorder(kb: &Kb, edition: &Edition, numbering: &Numbering) -> Option<Diagnostic> {
    let (run, first, last) = numbering.run()?;
    let is_numbered = |locator| {
        Run::of(locator)
            .is_some_and(|(its, number)| its.key() == run.key() && (first..=last).contains(&number))
    };
    let mut declared: Vec<&Provision> = edition
        .provisions
        .iter()
        .map(|idx| &kb.provisions[*idx])
        .filter(|provision| provision.origin.is_none() && is_numbered(&provision.locator))
        .collect();
    declared.sort_by_key(|provision| provision.body.id_span);
    let pair = declared.windows(2).find_map(|pair| match pair {
        [one, two] if one.body.id_span.file == two.body.id_span.file && two.locator < one.locator => {
            Some((*one, *two))
        }
        _ => None,
    });
    let (one, two) = pair?;
    let (early, late) = (&two.locator, &one.locator);
    let (early_ja, late_ja) = (kb.text_called(two).ja, kb.text_called(one).ja);
    Some(
        Diagnostic::new(
            Code::NumberingOrder,
            msg!(ja: "{early_ja}が{late_ja}の後にある", en: "`{early}` stands behind `{late}`"),
        )
        .at(two.body.id_span, msg!(ja: "先にあるべき規定", en: "this one comes first"))
        .and_at(one.body.id_span, msg!(ja: "後にあるべき規定", en: "and then this one"))
        .and_at(numbering.span, msg!(ja: "番号の順だと宣言されている", en: "declared to stand in order"))
        .help(msg!(ja: "番号の順に並べてください。", en: "put the provisions in the order of their numbers")),
    )
}
