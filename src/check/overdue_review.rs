//! KJ3004: the review date of a deviation has passed.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::Kb;
use crate::model::called::titled;
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let as_of = kb.as_of;
    let overdue = kb.deviations.iter().filter_map(|it| Some((it, it.review_by.filter(|day| *day < as_of)?)));
    overdue
        .map(|(deviation, day)| {
            let Bilingual { ja, en } = titled(deviation.title.as_ref(), &deviation.id);
            Diagnostic::new(
                Code::OverdueReview,
                msg!(ja: "差異{ja}の見直し期限{day}を過ぎている", en: "the review of `{en}` was due on {day}"),
            )
            .here(deviation.span)
            .note(msg!(ja: "基準日は{as_of}。", en: "everything is judged as of {as_of}"))
            .help(msg!(
                ja: "理由がなお成り立つかを確かめ、期限を改めるか差異を取り除いてください。",
                en: "see whether the reason still holds, then set a new date or remove the deviation",
            ))
        })
        .collect()
}
