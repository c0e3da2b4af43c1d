//! KJ5013: the two halves of a citation have different numbers.
//!
//! 「第10条第3項」 is `Article 10(3)`: whoever looks a provision up in the other language must find the same one.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lang::Lang;
use crate::model::{Kb, Provision};
use crate::msg;
use crate::source::{Sources, Span};

use super::cited::Cited;
use super::passage::{declared, half};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let declared: Vec<&Provision> = declared(kb).collect();
    declared.into_par_iter().filter_map(|it| differing(kb, it, sources)).collect()
}

fn differing(kb: &Kb, it: &Provision, sources: &Sources) -> Option<Diagnostic> {
    let cite = &it.body.cite;
    if cite.ja == cite.en || cite.ja.is_empty() || cite.en.is_empty() {
        return None;
    }
    let [ja, en] = [Cited::of(&cite.ja, Lang::Ja), Cited::of(&cite.en, Lang::En)];
    if ja.agrees(&en) {
        return None;
    }
    let place = |lang| half(sources, it.body.cite_span, cite, lang);
    Some(diagnostic(&kb.text_called(it), &ja, &en, [place(Lang::Ja), place(Lang::En)]))
}

fn diagnostic(of: &Bilingual, ja: &Cited, en: &Cited, [ja_at, en_at]: [Span; 2]) -> Diagnostic {
    let (in_ja, in_en, of_ja, of_en) = (ja.shown(), en.shown(), &of.ja, &of.en);
    Diagnostic::new(
        Code::CitationsDiffer,
        msg!(ja: "{of_ja}の引用の番号が和文と英文で異なる", en: "the two languages cite `{of_en}` by different numbers"),
    )
    .at(ja_at, msg!(ja: "和文の番号: {in_ja}", en: "in Japanese: {in_ja}"))
    .and_at(en_at, msg!(ja: "英文の番号: {in_en}", en: "in English: {in_en}"))
    .note(msg!(
        ja: "「第三十四条の十第二号」は「Art. 34-10(ii)」のように、大きい部分からの番号の並びで比べる。",
        en: "citations are compared by their numbers, the larger part first: 「第三十四条の十第二号」 is `Art. 34-10(ii)`",
    ))
    .help(msg!(ja: "出典を確かめ、誤っている方を直してください。", en: "look at the source and correct the wrong half"))
}
