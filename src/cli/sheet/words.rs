//! Constraints, findings, declared words and diagnostics for people.

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Answers;
use crate::msg;
use crate::view::fact::{ConstraintView, UnlikelyView};
use crate::view::list::CodeEntry;
use crate::view::vocabulary::Finding;
use crate::view::word::Word;

use super::{Sheet, title};

impl Sheet {
    /// Shows a constraint.
    pub(in crate::cli) fn constraint(it: &ConstraintView, lang: Lang) -> Self {
        Self::new(lang, &it.id)
            .text_of(&msg!(ja: "常に成り立つこと", en: "always holds"), &it.holds.reading)
            .text_of(&msg!(ja: "理由", en: "because"), &it.because)
            .sources(&it.sources)
    }

    /// Shows what is unlikely.
    pub(in crate::cli) fn unlikely(it: &UnlikelyView, lang: Lang) -> Self {
        Self::new(lang, &it.id)
            .text_of(&msg!(ja: "起こりにくい組合せ", en: "unlikely together"), &it.when.reading)
            .text_of(&msg!(ja: "理由", en: "because"), &it.because)
            .sources(&it.sources)
    }

    /// Shows a finding.
    pub(in crate::cli) fn finding(it: &Finding, lang: Lang) -> Self {
        Self::new(lang, &it.id)
            .text_of(&title(), &it.title)
            .text_of(&msg!(ja: "種類", en: "kind"), &it.kind.title())
            .text_of(&msg!(ja: "内容", en: "text"), &it.text)
            .with(&msg!(ja: "対象", en: "about"), &it.about.join(", "))
            .with(&msg!(ja: "対象の資料", en: "about sources"), &it.about_sources.join(", "))
            .sources(&it.sources)
    }

    /// Shows a unit, an addressee, a group of facts, a jurisdiction or a theme.
    pub(in crate::cli) fn word(it: &Word, lang: Lang) -> Self {
        let singular = it.singular.as_ref().map(|one| Bilingual { ja: it.title.ja.clone(), en: one.clone() });
        Self::new(lang, &it.id)
            .text_of(&title(), &it.title)
            .maybe(&msg!(ja: "単数の名", en: "of one"), singular.as_ref())
            .maybe(&msg!(ja: "責任を負うもの", en: "answers for"), it.answers.map(Answers::title).as_ref())
            .with(&msg!(ja: "用いるもの", en: "used by"), &it.used_by.join("\n"))
    }

    /// Shows a diagnostic.
    pub(in crate::cli) fn code(it: &CodeEntry, lang: Lang) -> Self {
        let id = it.id;
        let more = msg!(ja: "「kijun explain {id}」", en: "`kijun explain {id}`");
        Self::new(lang, id)
            .text_of(&title(), &it.title)
            .with(&msg!(ja: "名前", en: "name"), it.slug)
            .text_of(&msg!(ja: "重大度", en: "severity"), &it.severity.title())
            .text_of(&msg!(ja: "説明", en: "explained by"), &more)
    }
}
