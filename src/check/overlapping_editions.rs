//! KJ4001: two editions of one instrument are in force at once.
//!
//! Drafts never overlap, and an edition whose end is not known is given the benefit of the doubt.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::model::{Date, Edition, Kb};
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for instrument in &kb.instruments {
        let dated: Vec<_> = instrument
            .editions
            .iter()
            .map(|idx| (*idx, &kb.editions[*idx]))
            .filter_map(|(idx, edition)| Some((idx, edition, interval(edition, kb.as_of)?)))
            .collect();
        for (at, (one_idx, one, first)) in dated.iter().enumerate() {
            for (two_idx, two, second) in dated.iter().skip(at + 1) {
                if overlap(*first, *second) {
                    let (a, b) = (kb.edition_called(*one_idx), kb.edition_called(*two_idx));
                    out.push(fault(&a, &b, one, two));
                }
            }
        }
    }
    out
}

/// First day, and the day after the last where there is one.
type Interval = (Date, Option<Date>);

fn interval(edition: &Edition, as_of: Date) -> Option<Interval> {
    match edition.status {
        Status::Recommended | Status::Proposed => None,
        // An edition in force since an unknown day is in force today.
        Status::InForce => Some((edition.from.date().unwrap_or(as_of), edition.until)),
        Status::Adopted | Status::Superseded | Status::Repealed => {
            Some((edition.from.date()?, Some(edition.until?)))
        }
    }
}

fn overlap(one: Interval, two: Interval) -> bool {
    let before = |end: Option<Date>, start: Date| end.is_some_and(|end| end <= start);
    !before(one.1, two.0) && !before(two.1, one.0)
}

fn fault(a: &Bilingual, b: &Bilingual, one: &Edition, two: &Edition) -> Diagnostic {
    let (a_ja, b_ja, a, b) = (&a.ja, &b.ja, &a.en, &b.en);
    Diagnostic::new(
        Code::OverlappingEditions,
        msg!(ja: "{a_ja}と{b_ja}の期間が重なっている", en: "`{a}` and `{b}` are in force at once"),
    )
    .at(two.span, msg!(ja: "この版が始まるとき", en: "when this edition begins"))
    .and_at(one.span, msg!(ja: "この版がまだ続いている", en: "this one has not ended"))
    .help(msg!(
        ja: "先の版に「until」を書き、「status superseded」としてください。",
        en: "give the earlier edition an `until` and `status superseded`",
    ))
}
