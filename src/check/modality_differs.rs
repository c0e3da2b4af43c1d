//! KJ5004: the two languages differ in strength.
//!
//! A duty in one language and a mere recommendation in the other is the slip that costs most.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::model::{Kb, Provision};
use crate::msg;
use crate::source::Sources;

use super::modality_not_expressed::is_told;
use super::passage::declared;
use super::strength::{Voice, strength};

/// A half that does not say what is declared is told as that (KJ5006), and its difference from the other one not as well.
pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let whole = |it: &&Provision| Lang::ALL.into_iter().all(|lang| !it.body.text.get(lang).trim().is_empty());
    declared(kb).filter(whole).filter(|it| !is_told(it, sources)).filter_map(fault).collect()
}

fn fault(provision: &Provision) -> Option<Diagnostic> {
    let body = &provision.body;
    let ja = strength(&body.text.ja, Lang::Ja);
    let en = strength(&body.text.en, Lang::En);
    let what = lacking(&ja, &en)
        .map(|what| (what, Lang::En))
        .or_else(|| lacking(&en, &ja).map(|what| (what, Lang::Ja)));
    let (what, lang) = what?;
    let silent = super::passage::half_name(lang);
    let (ja, en) =
        (format!("{}が{}にない", what.ja, silent.ja), format!("{} does not say the {}", silent.en, what.en));
    let (word, title) = (body.modality.word(), body.modality.title().ja);
    Some(
        Diagnostic::new(Code::ModalityDiffers, Bilingual { ja, en })
            .at(body.text_span, msg!(ja: "和文と英文の強さが異なる", en: "the two halves differ in strength"))
            .and_at(
                body.modality_span,
                msg!(ja: "宣言された強さは「{title}」（{word}）", en: "declared as `{word}`"),
            )
            .help(msg!(
                ja: "正文の強さを確かめ、両方の言語を同じ強さにしてください。",
                en: "look at the authentic text and give both languages its strength",
            )),
    )
}

/// Returns what `one` says outright and `other` does not say in any way.
fn lacking(one: &BTreeSet<Voice>, other: &BTreeSet<Voice>) -> Option<Bilingual> {
    if one.contains(&Voice::Binding) && !other.contains(&Voice::Duty) {
        return Some(msg!(ja: "義務", en: "duty"));
    }
    let advice = one.contains(&Voice::Advice) && !other.contains(&Voice::Counsel);
    advice.then(|| msg!(ja: "推奨", en: "recommendation"))
}
