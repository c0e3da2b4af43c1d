//! KJ4014: an edition that is marked as a list of ids has tests.
//!
//! The default question leaves such an edition out, so that its tests would be left out without a word.

use crate::diag::{Code, Diagnostic};
use crate::model::EditionIdx;
use crate::msg;
use crate::norm::Base;
use crate::source::Span;

use super::untested_edition::{asked, test};

pub(super) fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    let marked = kb.editions.iter_enumerated().filter_map(|(idx, it)| Some((idx, it.ids_only?)));
    marked.filter_map(|(idx, mark)| diagnostic(kb, idx, mark)).collect()
}

fn diagnostic(kb: Base<'_>, idx: EditionIdx, mark: Span) -> Option<Diagnostic> {
    let first = |it| Some((it, test(kb.kb, it)?));
    let (provision, test) = asked(kb, idx).into_iter().find_map(first)?;
    let (provision, of) = (kb.provision_called(provision), kb.edition_called(idx));
    let (ja, en, of_ja, of_en) = (provision.ja, provision.en, of.ja, of.en);
    Some(
        Diagnostic::new(
            Code::TestedList,
            msg!(ja: "番号だけの版とされる{of_ja}に判定の基準がある", en: "`{of_en}` is marked as a list of ids and has tests"),
        )
        .at(mark, msg!(ja: "番号だけの版とする印", en: "marked here"))
        .and_at(test, msg!(ja: "{ja}の基準", en: "a test of `{en}`"))
        .note(msg!(
            ja: "印のある版は、文書を指定しない「kijun assess」では判定されない。",
            en: "an edition with the mark is left out where `kijun assess` is not told what to assess against",
        ))
        .help(msg!(
            ja: "「ids_only」を取り除いてください。番号だけの版なら、基準を取り除いてください。",
            en: "take `ids_only` away; or, if it is only a list of ids, the criteria",
        ))
        .suggest(mark, ""),
    )
}
