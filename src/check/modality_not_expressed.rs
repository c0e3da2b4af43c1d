//! KJ5006: the restatement does not express its modality.
//!
//! A provision that is declared `shall` says 「しなければならない」 and "shall"; an informative one says neither.
//! A conclusion says which of the two words it uses, 「適当」 or 「望ましい」, and states no duty.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::lexicon::Modality;
use crate::model::{Kb, Provision};
use crate::msg;
use crate::source::Sources;

use super::passage::{declared, half, half_name, has_its_modality};
use super::strength::{Voice, strength};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    declared(kb)
        .filter(|provision| has_its_modality(provision, sources))
        .flat_map(|provision| Lang::ALL.into_iter().filter_map(|lang| fault(provision, lang, sources)))
        .collect()
}

/// Says whether a half of a provision is reported here.
pub(super) fn is_told(provision: &Provision, sources: &Sources) -> bool {
    has_its_modality(provision, sources) && Lang::ALL.into_iter().any(|lang| is_silent(provision, lang))
}

/// Says whether a half does not express the modality; a missing one was reported already.
fn is_silent(provision: &Provision, lang: Lang) -> bool {
    let text = provision.body.text.get(lang);
    !text.trim().is_empty() && !expresses(provision.body.modality, &strength(text, lang))
}

fn fault(provision: &Provision, lang: Lang, sources: &Sources) -> Option<Diagnostic> {
    if !is_silent(provision, lang) {
        return None;
    }
    let body = &provision.body;
    let said = strength(body.text.get(lang), lang);
    let (word, title, name) = (body.modality.word(), body.modality.title().ja, half_name(lang));
    let (ja, en) = (&name.ja, &name.en);
    let title = if !body.modality.has_verdict() && said.contains(&Voice::Binding) {
        msg!(ja: "「{title}」（{word}）なのに{ja}が義務を述べる", en: "{en} states a duty, but the provision is `{word}`")
    } else {
        msg!(ja: "{ja}が「{title}」（{word}）を表していない", en: "{en} does not express `{word}`")
    };
    let found = Diagnostic::new(Code::ModalityNotExpressed, title)
        .at(half(sources, body.text_span, &body.text, lang), Bilingual::default())
        .and_at(body.modality_span, msg!(ja: "宣言された強さ", en: "the declared modality"))
        .help(advice(body.modality));
    let other = lang.other();
    if is_silent(provision, other) || body.text.get(other).trim().is_empty() {
        return Some(found);
    }
    let place = half(sources, body.text_span, &body.text, other);
    let Bilingual { ja, en } = half_name(other);
    Some(found.and_at(place, msg!(ja: "{ja}はこの強さを表している", en: "{en} expresses it")))
}

fn expresses(modality: Modality, said: &BTreeSet<Voice>) -> bool {
    let says = |voice| said.contains(&voice);
    match modality {
        Modality::Shall => says(Voice::Binding),
        Modality::ShallNot => says(Voice::Binding) && says(Voice::Denial),
        Modality::Should => says(Voice::Advice),
        Modality::ShouldNot => says(Voice::Warning),
        Modality::May => says(Voice::Permission),
        // What is only desirable was not called appropriate, and an appropriate measure may well be desirable.
        Modality::Appropriate => says(Voice::Fitting) && !says(Voice::Wish) && !says(Voice::Binding),
        Modality::Desirable => says(Voice::Wish) && !says(Voice::Binding),
        Modality::Informative => !says(Voice::Binding),
    }
}

fn advice(modality: Modality) -> Bilingual {
    match modality {
        Modality::Shall => msg!(
            ja: "「…しなければならない」と \"shall\" で書いてください。",
            en: "write 「…しなければならない」 and \"shall\"",
        ),
        Modality::ShallNot => msg!(
            ja: "「…してはならない」と \"shall not\" で書いてください。",
            en: "write 「…してはならない」 and \"shall not\"",
        ),
        Modality::Should => msg!(
            ja: "「…することが望ましい」と \"should\" で書いてください。",
            en: "write 「…することが望ましい」 and \"should\"",
        ),
        Modality::ShouldNot => msg!(
            ja: "「…しないことが望ましい」と \"should not\" で書いてください。",
            en: "write 「…しないことが望ましい」 and \"should not\"",
        ),
        Modality::May => msg!(
            ja: "「…することができる」と \"may\" で書いてください。",
            en: "write 「…することができる」 and \"may\"",
        ),
        Modality::Appropriate => msg!(
            ja: "「…することが適当である」と \"it is appropriate to\" で書いてください。義務の語や「望ましい」は用いません。",
            en: "write 「…することが適当である」 and \"it is appropriate to\", with no duty word and without \"desirable\"",
        ),
        Modality::Desirable => msg!(
            ja: "「…することが望ましい」と \"it is desirable to\" で書いてください。義務の語は用いません。",
            en: "write 「…することが望ましい」 and \"it is desirable to\", with no duty word",
        ),
        Modality::Informative => msg!(
            ja: "義務の語を除くか、modalityを直してください。引用は「」で囲んでください。",
            en: "take the duty word out, quote it, or correct the modality",
        ),
    }
}
