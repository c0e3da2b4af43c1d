//! KJ3018: an edition goes on after its end for no product of its scope, or for all of them.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::hollow::{Hollow, hollow};
use crate::model::{Continuation, EditionIdx};
use crate::msg;
use crate::norm::Base;

/// Judges the editions that go on, but those that are `idle` as a whole.
pub(super) fn run(kb: Base<'_>, idle: &[EditionIdx]) -> Vec<Diagnostic> {
    let editions = kb.editions.iter_enumerated().filter(|(idx, _)| !idle.contains(idx));
    editions.filter_map(|(idx, it)| fault(kb, idx, it.continues.as_ref()?)).collect()
}

fn fault(kb: Base<'_>, idx: EditionIdx, it: &Continuation) -> Option<Diagnostic> {
    // What exceeds the budget is reported with the provisions of the edition.
    let judged = hollow(kb.theory, kb.scope(idx), &[kb.continues(idx)?]).ok().flatten()?;
    let (title, help) = words(&kb.edition_called(idx), judged.into_iter().flatten().next()?);
    let at = msg!(ja: "この条件", en: "this condition");
    let and_at = msg!(ja: "この版の", en: "of this edition");
    Some(
        Diagnostic::new(Code::HollowCriterion, title)
            .at(it.span, at)
            .and_at(kb.editions[idx].span, and_at)
            .note(msg!(
                ja: "制約と版の適用範囲の下では、どの製品についても同じ答えになる。",
                en: "under the constraints and within the scope of the edition, the answer is the same for every product",
            ))
            .help(help),
    )
}

fn words(Bilingual { ja, en }: &Bilingual, hollow: Hollow) -> (Bilingual, Bilingual) {
    match hollow {
        Hollow::Never => (
            msg!(ja: "終了後に{ja}の適用が続く製品がない", en: "`{en}` goes on after its end for no product"),
            msg!(
                ja: "「continues for」の条件、適用範囲、制約のいずれかを直してください。",
                en: "mend the expression after `continues for`, the scope or a constraint",
            ),
        ),
        Hollow::Always => (
            msg!(
                ja: "終了後も{ja}の適用が全ての製品について続く",
                en: "`{en}` goes on after its end for every product",
            ),
            msg!(
                ja: "終わりがないなら「until」を取り除き、あるなら「continues for」の条件を絞ってください。",
                en: "take `until` away if nothing ends, else narrow the expression after `continues for`",
            ),
        ),
    }
}
