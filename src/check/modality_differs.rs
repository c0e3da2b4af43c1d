//! KJ5004: the two languages differ in strength.
//!
//! A duty in one language and a mere recommendation in the other is the slip that costs most. What one language asks to
//! try only, or both do where the criterion asks for the result, is such a difference too.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::lexicon::Modality;
use crate::model::{Kb, Provision};
use crate::msg;
use crate::source::Sources;

use super::modality_not_expressed::is_told;
use super::passage::{declared, half, half_name};
use super::strength::{Voice, only_tries, strength};

/// A half that does not say what is declared is told as that (KJ5006), and its difference from the other one not as well.
pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let whole = |it: &&Provision| Lang::ALL.into_iter().all(|lang| !it.body.text.get(lang).trim().is_empty());
    let judged = declared(kb).filter(whole).filter(|it| !is_told(it, sources));
    judged.filter_map(|it| effort(it, sources).or_else(|| fault(it))).collect()
}

/// Says that only one half, or the text but not the criterion, is content with an effort.
fn effort(provision: &Provision, sources: &Sources) -> Option<Diagnostic> {
    let body = &provision.body;
    let tries = |lang: Lang| strength(body.text.get(lang), lang).contains(&Voice::Effort);
    match (tries(Lang::Ja), tries(Lang::En)) {
        (false, false) => None,
        (true, false) => Some(one_tries(provision, Lang::Ja, sources)),
        (false, true) => Some(one_tries(provision, Lang::En, sources)),
        (true, true) => both_try(provision, sources),
    }
}

/// Says that one half is content with an effort and the other is not.
fn one_tries(provision: &Provision, lang: Lang, sources: &Sources) -> Diagnostic {
    let body = &provision.body;
    let place = |lang| half(sources, body.text_span, &body.text, lang);
    let (this, other) = (half_name(lang), half_name(lang.other()));
    let title = Bilingual {
        ja: format!("{}は努力義務であるが、{}はそうでない", this.ja, other.ja),
        en: format!("{} asks for an effort only, {} does not", this.en, other.en),
    };
    Diagnostic::new(Code::ModalityDiffers, title)
        .at(place(lang), msg!(ja: "努力義務を述べる", en: "asks for an effort"))
        .and_at(place(lang.other()), msg!(ja: "努力義務を述べていない", en: "does not"))
        .help(msg!(
            ja: "正文を確かめ、両方の言語を「努めなければならない」と \"shall endeavour to\" にするか、どちらも義務にしてください。",
            en: "look at the authentic text, then say 「努めなければならない」 and \"shall endeavour to\", or state the duty in both",
        ))
}

/// Says that both halves are content with an effort and the criterion is not.
fn both_try(provision: &Provision, sources: &Sources) -> Option<Diagnostic> {
    let body = &provision.body;
    let only = Lang::ALL.into_iter().all(|lang| only_tries(body.text.get(lang), lang));
    let test = body.criteria.iter().find(|it| it.expr.is_some())?;
    if !only || body.modality != Modality::Shall {
        return None;
    }
    let title = msg!(ja: "文は努力義務であるが、基準は結果を求める", en: "the text asks for an effort only, and the criterion for the result");
    let place = |lang| half(sources, body.text_span, &body.text, lang);
    let found = Diagnostic::new(Code::ModalityDiffers, title)
        .at(place(Lang::Ja), msg!(ja: "努力義務を述べる", en: "asks for an effort"))
        .and_at(place(Lang::En), msg!(ja: "英文も", en: "so does the English text"))
        .and_at(test.span, msg!(ja: "結果を求める基準", en: "asks for the result"));
    Some(found.help(msg!(
        ja: "正文が努力義務なら、基準を除くか、努めたかどうかを「open」か事実で問うてください。義務なら文を改めてください。",
        en: "if the authentic text asks for an effort, drop the criterion or ask for the effort by `open` or a fact; else state the duty",
    )))
}

fn fault(provision: &Provision) -> Option<Diagnostic> {
    let body = &provision.body;
    let ja = strength(&body.text.ja, Lang::Ja);
    let en = strength(&body.text.en, Lang::En);
    let what = lacking(&ja, &en)
        .map(|what| (what, Lang::En))
        .or_else(|| lacking(&en, &ja).map(|what| (what, Lang::Ja)));
    let (what, lang) = what?;
    let silent = half_name(lang);
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
