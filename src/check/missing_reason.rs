//! KJ3016: a deviation or a mapping has no reason.
//!
//! A deviation needs `because` and a source; a mapping needs the source that published it.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::Kb;
use crate::model::called::titled;
use crate::msg;
use crate::source::{Sources, Span};

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for it in &kb.deviations {
        let Bilingual { ja, en } = titled(it.title.as_ref(), &it.id);
        let called = msg!(ja: "差異{ja}", en: "{en}");
        if it.because.ja.trim().is_empty() && it.because.en.trim().is_empty() {
            out.push(fault(&called, it.span, msg!(ja: "理由（「because」）", en: "`because`")));
        }
        if it.sources.is_empty() {
            out.push(fault(&called, it.span, msg!(ja: "出典（「source」）", en: "`source`")));
        }
    }
    let unsourced = kb.mappings.iter().filter(|it| it.sources.is_empty());
    out.extend(unsourced.map(|it| {
        fault(&titled(&it.title, &it.id), it.span, msg!(ja: "出典（「source」）", en: "`source`"))
    }));
    out
}

fn fault(of: &Bilingual, span: Span, what: Bilingual) -> Diagnostic {
    let (ja, en, of_ja, of_en) = (what.ja, what.en, &of.ja, &of.en);
    Diagnostic::new(Code::MissingReason, msg!(ja: "{of_ja}に{ja}がない", en: "`{of_en}` has no {en}"))
        .here(span)
        .note(msg!(
            ja: "差異と対応関係は、理由と出典があって初めて受け入れられる。",
            en: "deviations and mappings stand only with a reason and a source",
        ))
        .help(msg!(ja: "{ja}を加えてください。", en: "add {en}"))
}
