//! KJ5005: the two languages refer to different provisions or documents.
//!
//! Citations are compared by their numbers, so 「第34条の10第2号」 is `Art. 34-10(ii)`.

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::msg;
use crate::source::Span;

use super::odd::Odd;
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

/// Says that one half refers to something and the other, at `other`, does not.
pub(super) fn one_sided(odd: &Odd, other: Span) -> Diagnostic {
    let (words, here, rest) = (&odd.words, half_name(odd.lang).ja, half_name(odd.lang.other()).en);
    let title = msg!(ja: "「{words}」への参照が{here}だけにある", en: "{rest} does not refer to `{words}`");
    finished(odd.alone(Code::ReferencesDiffer, title, other, "参照"))
}

/// Says that each half refers to something else.
pub(super) fn different(ja: &Odd, en: &Odd) -> Diagnostic {
    let (in_ja, in_en) = (&ja.words, &en.words);
    let title = msg!(
        ja: "和文の「{in_ja}」と英文の「{in_en}」が一致しない",
        en: "the Japanese text refers to `{in_ja}` and the English one to `{in_en}`",
    );
    finished(ja.against(en, Code::ReferencesDiffer, title, "参照"))
}

fn finished(found: Diagnostic) -> Diagnostic {
    found
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
