//! KJ3003: a deviation is declared where there is none.
//!
//! Cannot tell whether the criteria came to agree or the deviation names the wrong provisions; says so.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::called::titled;
use crate::msg;
use crate::norm::Base;
use crate::query::deviation::Needless;

use super::words;

pub(super) fn diagnostic(kb: Base<'_>, deviation: usize, why: Needless) -> Option<Diagnostic> {
    let deviation = kb.deviations.get(deviation)?;
    let Bilingual { ja: of, en: id } = titled(deviation.title.as_ref(), &deviation.id);
    let Bilingual { ja, en } = words::subject(kb, deviation.on);
    let title = msg!(ja: "差異{of}は不要である", en: "`{id}` is not needed");
    let diagnostic = Diagnostic::new(Code::NeedlessDeviation, title).here(deviation.span);
    Some(match why {
        Needless::NoDifference => diagnostic
            .note(msg!(
                ja: "現行でも、後の日でも、改正案でも、挙げられた双方の間に{ja}についての差異はない。",
                en: "neither today nor on a later day nor in a proposal do the two sides named differ on {en}",
            ))
            .and_at(kb.alignments[deviation.alignment].span, msg!(ja: "この整合群で", en: "in this alignment"))
            .help(msg!(
                ja: "基準が揃ったのなら取り除き、そうでなければ挙げる規定と版を確かめてください。",
                en: "remove it if the criteria now agree; else see whether it names the right provisions and editions",
            ))
            .suggest(deviation.span, ""),
        Needless::Ended(edition) => {
            let (day, Bilingual { ja, en }) = (kb.as_of, kb.edition_called(edition));
            diagnostic
                .note(msg!(
                    ja: "この差異が挙げる{ja}は、基準日（{day}）の法令でなく、後の日や改正案の法令でもない。差異がなくなったのではなく、版が終わったのである。",
                    en: "`{en}`, which it names, is the law neither of the as-of date ({day}) nor of a later day or a proposal: not the difference has gone, its edition has ended",
                ))
                .and_at(kb.editions[edition].span, msg!(ja: "終わった版", en: "the edition that has ended"))
                .help(msg!(
                    ja: "取り除いてください。後の版にも同じ差異があるなら、その版の規定を挙げて残してください。",
                    en: "remove it; if the later edition differs too, let it name the provisions of that",
                ))
                .suggest(deviation.span, "")
        }
        Needless::Repeated(first) => {
            let first = kb.deviations.get(first)?;
            let Bilingual { ja, en } = titled(first.title.as_ref(), &first.id);
            diagnostic
                .note(msg!(ja: "差異{ja}が同じことを宣言している。", en: "`{en}` declares the same"))
                .and_at(first.span, msg!(ja: "先の宣言", en: "declared here"))
                .help(msg!(ja: "一方を取り除いてください。", en: "remove one of them"))
        }
    })
}
