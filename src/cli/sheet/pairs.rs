//! What is said of pairs, for people: deemings, interpretations, alignments, deviations, claims, mappings.

use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Applicability, Relation};
use crate::msg;
use crate::view::day::Day;
use crate::view::interpretation::Interpretation;
use crate::view::said::{Alignment, Claim, Deeming, Deviation, Edge, Mapping, Proposal};

use super::{Sheet, note, title};

impl Sheet {
    /// Shows a deeming.
    pub(in crate::cli) fn deeming(it: &Deeming, lang: Lang) -> Self {
        Self::new(lang, &it.id)
            .maybe(&title(), it.title.as_ref())
            .with(&msg!(ja: "満たすとみなす規定", en: "deemed satisfied"), &it.places.join(", "))
            .text_of(&msg!(ja: "条件", en: "when"), &it.when.reading)
            .text_of(&msg!(ja: "根拠", en: "basis"), &it.basis)
            .day(&msg!(ja: "適用開始日", en: "from"), it.from)
            .day(&msg!(ja: "適用終了日の翌日", en: "until"), it.until)
            .maybe(&note(), it.note.as_ref())
            .sources(&it.sources)
    }

    /// Shows an interpretation.
    pub(in crate::cli) fn interpretation(it: &Interpretation, lang: Lang) -> Self {
        let (concept, name) = (&it.concept, it.concept_title.get(lang));
        Self::new(lang, &it.id)
            .text_of(&msg!(ja: "引用", en: "citation"), &it.cite)
            .maybe(&title(), it.title.as_ref())
            .maybe(&msg!(ja: "内容", en: "text"), it.text.as_ref())
            .with(&msg!(ja: "状態", en: "status"), it.status.title().get(lang))
            .text_of(
                &msg!(ja: "概念", en: "concept"),
                &msg!(ja: "{name}（{concept}）", en: "{name} ({concept})"),
            )
            .text_of(&it.says.title(), &it.condition.reading)
            .with(&msg!(ja: "解釈される版", en: "within"), &it.within.join(", "))
            .with(&msg!(ja: "解釈が及ぶ規定", en: "read into"), &it.reads.join(", "))
            .maybe(&note(), it.note.as_ref())
            .sources(&it.sources)
    }

    /// Shows an alignment.
    pub(in crate::cli) fn alignment(it: &Alignment, lang: Lang) -> Self {
        let all = msg!(ja: "全て", en: "all").get(lang).clone();
        let requirements = it.requirements.as_ref().map_or(all, |ids| ids.join(", "));
        Self::new(lang, &it.id)
            .maybe(&title(), it.title.as_ref())
            .with(&msg!(ja: "文書", en: "members"), &it.members.join(", "))
            .with(&msg!(ja: "要件", en: "requirements"), &requirements)
            .with(&msg!(ja: "宣言された差異", en: "deviations"), &it.deviations.join("\n"))
            .maybe(&note(), it.note.as_ref())
            .sources(&it.sources)
    }

    /// Shows a proposal.
    pub(in crate::cli) fn proposal(it: &Proposal, lang: Lang) -> Self {
        let nothing = msg!(ja: "なし", en: "nothing").get(lang).clone();
        let edition = |(new, old): (&String, &Option<String>)| match lang {
            Lang::Ja => format!("{new}（現行：{}）", old.as_ref().unwrap_or(&nothing)),
            Lang::En => format!("{new} (for {})", old.as_ref().unwrap_or(&nothing)),
        };
        let editions: Vec<String> = it.editions.iter().zip(&it.replaces).map(edition).collect();
        let from = it
            .from
            .as_ref()
            .map_or_else(|| msg!(ja: "未定", en: "not yet known").get(lang).clone(), ToString::to_string);
        Self::new(lang, &it.id)
            .with(&title(), it.title.get(lang))
            .with(&msg!(ja: "改正後の版", en: "editions"), &editions.join("\n"))
            .with(&msg!(ja: "施行予定", en: "to begin on"), &from)
            .maybe(&note(), it.note.as_ref())
            .sources(&it.sources)
    }

    /// Shows a deviation.
    pub(in crate::cli) fn deviation(it: &Deviation, lang: Lang) -> Self {
        let scopes = msg!(ja: "適用範囲", en: "scopes").get(lang).clone();
        let side = |ids: &[String]| match (&it.member, ids) {
            (Some(member), []) => msg!(ja: "定めなし（{member}）", en: "none ({member})").get(lang).clone(),
            (_, ids) => ids.join(", "),
        };
        let sheet = Self::new(lang, &it.id)
            .maybe(&title(), it.title.as_ref())
            .with(&msg!(ja: "整合群", en: "alignment"), &it.alignment)
            .with(&msg!(ja: "何について", en: "on"), it.requirement.as_ref().unwrap_or(&scopes))
            .with(&msg!(ja: "左", en: "left"), &side(&it.left))
            .with(&msg!(ja: "右", en: "right"), &side(&it.right))
            .maybe(&msg!(ja: "左は右に対し", en: "left is"), it.relation.map(Relation::title).as_ref())
            .maybe(
                &msg!(ja: "左の適用条件は右に対し", en: "condition of left is"),
                it.condition.map(Applicability::title).as_ref(),
            );
        sheet
            .maybe(
                &msg!(ja: "左の適用範囲は右に対し", en: "scope of left is"),
                it.applicability.map(Applicability::title).as_ref(),
            )
            .text_of(&msg!(ja: "理由", en: "because"), &it.because)
            .day(&msg!(ja: "見直しの期限", en: "review by"), it.review_by)
            .maybe(&note(), it.note.as_ref())
            .sources(&it.sources)
    }

    /// Shows a claim.
    pub(in crate::cli) fn claim(it: &Claim, lang: Lang) -> Self {
        Self::new(lang, &it.id)
            .with(&msg!(ja: "左", en: "left"), &it.a)
            .with(&msg!(ja: "右", en: "right"), &it.b)
            .text_of(&msg!(ja: "左は右を", en: "right is"), &it.answer.title())
            .maybe(&msg!(ja: "理由", en: "because"), it.because.as_ref())
            .maybe(&note(), it.note.as_ref())
            .sources(&it.sources)
    }

    /// Shows a published mapping.
    pub(in crate::cli) fn mapping(it: &Mapping, lang: Lang) -> Self {
        let sheet = Self::new(lang, &it.id).text_of(&title(), &it.title);
        let sheet = it.edges.iter().fold(sheet, |sheet, edge| {
            sheet.with(&msg!(ja: "対応", en: "edge"), &said(edge, lang)).maybe(&note(), edge.note.as_ref())
        });
        sheet.maybe(&msg!(ja: "全体の注", en: "note on all"), it.note.as_ref()).sources(&it.sources)
    }

    fn day(self, label: &Bilingual, day: Option<Day>) -> Self {
        self.with(label, &day.map(|day| day.to_string()).unwrap_or_default())
    }
}

fn said(it: &Edge, lang: Lang) -> String {
    let (from, to, Bilingual { ja, en }) = (it.from.join(", "), it.to.join(", "), it.relation.title());
    msg!(ja: "{from} → {to}（{ja}）", en: "{from} {en} {to}").get(lang).clone()
}
