//! An example device for people: what is stated of it in words, and what it gets.

use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::device::{Device, DeviceFact, Expected};

use super::{Sheet, note, title};

impl Sheet {
    /// Shows an example device.
    pub(in crate::cli) fn device(it: &Device, lang: Lang) -> Self {
        let as_of = it.as_of.map(|day| day.to_string()).unwrap_or_default();
        let mut sheet = Self::new(lang, &it.id)
            .text_of(&title(), &it.title)
            .with(&msg!(ja: "基の例示機器", en: "like"), &it.like.join(", "))
            .with(&msg!(ja: "判定の日", en: "as of"), &as_of);
        for fact in &it.facts {
            let label = match &fact.from {
                None => msg!(ja: "自らの事実", en: "own fact"),
                Some(_) => msg!(ja: "引き継いだ事実", en: "taken over"),
            };
            sheet = sheet.with(&label, &stated(fact, lang));
        }
        for one in &it.expectations {
            sheet = sheet.with(&msg!(ja: "期待する判定", en: "expects"), &expected(one, lang));
        }
        sheet.maybe(&note(), it.note.as_ref()).sources(&it.sources)
    }
}

fn stated(it: &DeviceFact, lang: Lang) -> String {
    let (fact, Bilingual { ja, en }) = (&it.fact, &it.says);
    let said = match &it.from {
        None => msg!(ja: "「{fact}」：{ja}", en: "`{fact}`: {en}"),
        Some(from) => msg!(ja: "「{fact}」：{ja}（「{from}」から）", en: "`{fact}`: {en} (from `{from}`)"),
    };
    said.get(lang).clone()
}

fn expected(it: &Expected, lang: Lang) -> String {
    let (of, Bilingual { ja, en }) = (&it.of, it.expected.title());
    let said = match it.verdict {
        Some(found) if found == it.expected => {
            msg!(ja: "{of}：{ja}（計算どおり）", en: "{of}: {en} (as computed)")
        }
        Some(found) => {
            let Bilingual { ja: other_ja, en: other_en } = found.title();
            msg!(ja: "{of}：{ja}（計算では{other_ja}）", en: "{of}: {en} (computed: {other_en})")
        }
        None => msg!(ja: "{of}：{ja}（計算の上限を超える）", en: "{of}: {en} (too hard to compute)"),
    };
    said.get(lang).clone()
}
