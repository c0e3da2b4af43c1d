//! KJ5005: the two languages refer to different provisions or documents.
//!
//! Citations are compared by their numbers, so 「第34条の10第2号」 is `Art. 34-10(ii)`.

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::msg;
use crate::source::Span;

use super::passage::half_name;

/// Words that stand for a citation made before.
const BACK_JA: [&str; 12] =
    ["前条", "前項", "前号", "同条", "同項", "同号", "本条", "本項", "次条", "次項", "次号", "各号"];
const BACK_EN: [&str; 9] = [
    "preceding",
    "that item",
    "that article",
    "that paragraph",
    "same article",
    "this article",
    "following",
    "foregoing",
    "previous",
];

/// Says that the half in `lang` has `words` and the other has not.
pub(super) fn diagnostic(lang: Lang, words: &str, at: Span) -> Diagnostic {
    let (ja, en) = (half_name(lang).ja, half_name(lang.other()).en);
    Diagnostic::new(
        Code::ReferencesDiffer,
        msg!(ja: "「{words}」への参照が{ja}だけにある", en: "{en} does not refer to `{words}`"),
    )
    .at(at, msg!(ja: "もう一方の言語にない参照", en: "the other language does not name it"))
    .note(msg!(
        ja: "「第34条の10第2号」は「Art. 34-10(ii)」のように、番号で対応させる。",
        en: "citations are compared by number: 「第34条の10第2号」 is `Art. 34-10(ii)`",
    ))
    .help(
        msg!(ja: "両方の言語で同じ規定を挙げてください。", en: "name the same provisions in both languages"),
    )
}

/// Says whether a text refers back by a word that stands for a citation.
pub(super) fn points_back(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::Ja => BACK_JA.iter().any(|word| text.contains(word)),
        Lang::En => {
            let lower = text.to_lowercase();
            BACK_EN.iter().any(|word| lower.contains(word))
        }
    }
}
