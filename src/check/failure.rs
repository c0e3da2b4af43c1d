//! KJ3019 and KJ9001: a question that could not be answered.
//!
//! The one place that turns a failure of the engine into a diagnostic; never lets it pass for an answer.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::failure::Failure;
use crate::model::Alignment;
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::{Side, Undecided};
use crate::source::Span;

use super::words;

/// Says that what stands at `span` could not be decided; `of` names it.
pub(super) fn at(failure: &Failure, span: Span, of: &Bilingual) -> Diagnostic {
    let Bilingual { ja: of_ja, en: of_en } = of;
    match failure {
        Failure::OverBudget(over) => {
            let (most, budget) = (over.most, over.budget.title());
            let (ja, en) = (budget.ja, budget.en);
            Diagnostic::new(
                Code::OverBudget,
                msg!(ja: "{of_ja}は複雑すぎて決定できない", en: "`{of_en}` is too complex to decide"),
            )
            .here(span)
            .note(msg!(
                ja: "{ja}が上限の{most}を超える。",
                en: "the decision needs more than {most} {en}",
            ))
            .help(msg!(
                ja: "基準を複数の規定に分けるか、互いに関わる事実を続けて宣言してください。",
                en: "split the criterion, or declare facts that belong together next to each other",
            ))
        }
        Failure::WitnessDoesNotReplay => Diagnostic::new(
            Code::Internal,
            msg!(ja: "{of_ja}の反例機器が検算に合わない", en: "the witness for `{of_en}` does not replay"),
        )
        .here(span)
        .help(msg!(
            ja: "kijunの誤りです。このコーパスを添えて報告してください。",
            en: "this is a fault of kijun; please report it with this corpus",
        )),
    }
}

/// Says that a pair of an alignment could not be decided.
pub(super) fn pair(kb: Base<'_>, alignment: &Alignment, undecided: &Undecided) -> Diagnostic {
    let span = |side: &Side| {
        let first = side.provisions.first();
        first.map_or(kb.instruments[side.member].span, |idx| kb.provisions[*idx].body.id_span)
    };
    let Bilingual { ja, .. } = words::subject(kb, undecided.on);
    let of = Bilingual { ja, en: words::on(kb, undecided.on).to_owned() };
    at(&undecided.failure, span(&undecided.left), &of)
        .and_at(span(&undecided.right), msg!(ja: "比較の相手", en: "compared with this"))
        .and_at(alignment.span, msg!(ja: "この整合群で", en: "in this alignment"))
}
