//! What the words of the vocabularies are called on pages.
//!
//! Each match is complete, so a new word does not compile until it has a name in both languages.

use crate::lang::Bilingual;
use crate::msg;
use crate::view::day::{self, Day};
use crate::view::fact::FactKind;
use crate::view::phrase;
pub(super) use crate::view::phrase::jurisdiction;
use crate::view::word::{
    Authentic, Binding, EdgeRelation, FindingKind, Grade, InstrumentKind, Modality, Nature, Relation, Status,
};
use serde::Serialize;

use crate::lang::Lang;

/// A word with the class that styles it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Badge {
    /// What people read.
    pub(super) label: String,
    /// The class.
    pub(super) class: &'static str,
}

fn badge(lang: Lang, label: &Bilingual, class: &'static str) -> Badge {
    Badge { label: label.get(lang).clone(), class }
}

/// Returns the badge of a modality.
pub(super) fn modality(lang: Lang, it: Modality) -> Badge {
    let class = match it {
        Modality::Shall | Modality::ShallNot => "binding",
        Modality::Should | Modality::ShouldNot => "advice",
        Modality::May | Modality::Informative => "plain",
    };
    badge(lang, &phrase::modality(it), class)
}

/// Returns the badge of the status of an edition.
pub(super) fn status(lang: Lang, it: Status, kind: InstrumentKind) -> Badge {
    let class = match it {
        Status::Recommended | Status::Proposed | Status::Adopted => "draft",
        Status::InForce => "current",
        Status::Superseded | Status::Repealed => "past",
    };
    badge(lang, &phrase::status(it, kind), class)
}

/// Returns the badge of a duty that begins later than the as-of date.
pub(super) fn upcoming(lang: Lang, from: Option<Day>) -> Badge {
    let label = match from.map(|day| day::bilingual(day.date())) {
        Some(Bilingual { ja, en }) => {
            msg!(ja: "適用前（{ja}から適用）", en: "Not yet applicable (from {en})")
        }
        None => msg!(ja: "適用前", en: "Not yet applicable"),
    };
    badge(lang, &label, "draft")
}

/// Returns the badge of a grade.
pub(super) fn grade(lang: Lang, it: Grade) -> Badge {
    let (label, class) = match it {
        Grade::Official => (msg!(ja: "原典を確認", en: "Official text read"), "plain"),
        Grade::Reported => (msg!(ja: "二次資料による", en: "Reported"), "plain"),
        Grade::Inferred => (msg!(ja: "推定", en: "Inferred"), "draft"),
        Grade::Unverified => (msg!(ja: "未確認", en: "Unverified"), "warn"),
    };
    badge(lang, &label, class)
}

/// Returns the badge of a relation.
pub(super) fn relation(lang: Lang, it: Relation) -> Badge {
    let class = match it {
        Relation::Equal => "current",
        Relation::Stricter => "binding",
        Relation::Looser => "advice",
        Relation::Incompatible => "warn",
        Relation::Overlapping
        | Relation::Disjoint
        | Relation::Absent
        | Relation::Only
        | Relation::Undetermined => "plain",
    };
    badge(lang, &phrase::relation(it), class)
}

/// Returns the name of a published relation.
pub(super) fn edge(it: EdgeRelation) -> Bilingual {
    match it {
        EdgeRelation::Equal => msg!(ja: "同一", en: "equal to"),
        EdgeRelation::Equivalent => msg!(ja: "同等", en: "equivalent to"),
        EdgeRelation::Subset => msg!(ja: "部分集合", en: "subset of"),
        EdgeRelation::Superset => msg!(ja: "上位集合", en: "superset of"),
        EdgeRelation::Intersects => msg!(ja: "一部が共通", en: "intersects with"),
        EdgeRelation::None => msg!(ja: "関係なし", en: "no relationship with"),
    }
}

/// Returns the name of the nature of a fact.
pub(super) fn nature(it: Nature) -> Bilingual {
    match it {
        Nature::Ordinary => msg!(ja: "事実", en: "fact"),
        Nature::Concept => msg!(ja: "概念（判断を要する）", en: "concept (needs judgement)"),
        Nature::Open => msg!(ja: "開いた選択肢（判断を要する）", en: "open limb (needs judgement)"),
    }
}

/// Returns the name of a type of fact.
pub(super) fn fact_kind(it: FactKind) -> Bilingual {
    match it {
        FactKind::Flag => msg!(ja: "はい・いいえ", en: "yes or no"),
        FactKind::Choice => msg!(ja: "選択", en: "choice"),
        FactKind::Scale => msg!(ja: "段階", en: "scale"),
        FactKind::Number => msg!(ja: "数", en: "number"),
        FactKind::Duration => msg!(ja: "期間", en: "duration"),
        FactKind::Date => msg!(ja: "日付", en: "date"),
        FactKind::Set => msg!(ja: "複数選択", en: "set"),
    }
}

/// Returns the name of a kind of finding.
pub(super) fn finding(it: FindingKind) -> Bilingual {
    match it {
        FindingKind::Modality => msg!(ja: "義務の強さ", en: "modality"),
        FindingKind::Version => msg!(ja: "版の混在", en: "version"),
        FindingKind::Date => msg!(ja: "日付", en: "date"),
        FindingKind::Number => msg!(ja: "番号・数値", en: "number"),
        FindingKind::Error => msg!(ja: "誤り", en: "error"),
        FindingKind::Conflict => msg!(ja: "資料間の矛盾", en: "conflict"),
        FindingKind::Open => msg!(ja: "未確認", en: "open"),
        FindingKind::Translation => msg!(ja: "訳", en: "translation"),
    }
}

/// Returns the name of a kind of instrument.
pub(super) fn instrument_kind(it: InstrumentKind) -> Bilingual {
    match it {
        InstrumentKind::Act => msg!(ja: "法律", en: "act"),
        InstrumentKind::Ordinance => msg!(ja: "省令", en: "ordinance"),
        InstrumentKind::Regulation => msg!(ja: "規則", en: "regulation"),
        InstrumentKind::Directive => msg!(ja: "指令", en: "directive"),
        InstrumentKind::Guideline => msg!(ja: "ガイドライン", en: "guideline"),
        InstrumentKind::Standard => msg!(ja: "規格", en: "standard"),
        InstrumentKind::Label => msg!(ja: "ラベリング制度", en: "label scheme"),
        InstrumentKind::CodeOfPractice => msg!(ja: "行動規範", en: "code of practice"),
        InstrumentKind::Alert => msg!(ja: "注意喚起", en: "alert"),
        InstrumentKind::Programme => msg!(ja: "制度", en: "programme"),
    }
}

/// Returns the name of a binding force.
pub(super) fn binding(it: Binding) -> Bilingual {
    match it {
        Binding::Mandatory => msg!(ja: "義務", en: "mandatory"),
        Binding::Voluntary => msg!(ja: "任意", en: "voluntary"),
    }
}

/// Returns the name of the authentic language.
pub(super) fn authentic(it: Authentic) -> Bilingual {
    match it {
        Authentic::Ja => msg!(ja: "日本語", en: "Japanese"),
        Authentic::En => msg!(ja: "英語", en: "English"),
        Authentic::Multi => msg!(ja: "複数の言語", en: "in several languages"),
    }
}

/// Returns the name of an addressee; the word itself where it has none.
pub(super) fn addressee(word: &str) -> Bilingual {
    match word {
        "terminal" => msg!(ja: "端末", en: "terminal"),
        "product" => msg!(ja: "製品", en: "product"),
        "manufacturer" => msg!(ja: "製造業者", en: "manufacturer"),
        "importer" => msg!(ja: "輸入者", en: "importer"),
        "distributor" => msg!(ja: "販売業者", en: "distributor"),
        "authorised_representative" => msg!(ja: "授権代理人", en: "authorised representative"),
        "steward" => msg!(ja: "オープンソースソフトウェアの管理者", en: "open-source software steward"),
        "economic_operator" => msg!(ja: "経済事業者", en: "economic operator"),
        "person" => msg!(ja: "関係者", en: "person concerned"),
        "user" => msg!(ja: "利用者", en: "user"),
        "authority" => msg!(ja: "行政機関", en: "authority"),
        "carrier" => msg!(ja: "電気通信事業者", en: "carrier"),
        "approval_body" => msg!(ja: "認定等を行う機関", en: "approval body"),
        "assessor" => msg!(ja: "評価者", en: "assessor"),
        "unspecified" => msg!(ja: "特定なし", en: "not specified"),
        other => Bilingual::same(other.replace('_', " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{edge, grade, modality, relation, status, upcoming};
    use crate::lang::Lang;
    use crate::view::phrase;
    use crate::view::word::{Applicability, EdgeRelation, Grade, InstrumentKind, Modality, Relation, Status};

    const MODALITIES: [Modality; 6] = [
        Modality::Shall,
        Modality::ShallNot,
        Modality::Should,
        Modality::ShouldNot,
        Modality::May,
        Modality::Informative,
    ];
    const STATUSES: [Status; 6] = [
        Status::Recommended,
        Status::Proposed,
        Status::Adopted,
        Status::InForce,
        Status::Superseded,
        Status::Repealed,
    ];
    const RELATIONS: [Relation; 9] = [
        Relation::Equal,
        Relation::Stricter,
        Relation::Looser,
        Relation::Overlapping,
        Relation::Incompatible,
        Relation::Disjoint,
        Relation::Absent,
        Relation::Only,
        Relation::Undetermined,
    ];
    const APPLICABILITIES: [Applicability; 5] = [
        Applicability::Same,
        Applicability::Wider,
        Applicability::Narrower,
        Applicability::Overlapping,
        Applicability::Disjoint,
    ];
    const EDGES: [EdgeRelation; 6] = [
        EdgeRelation::Equal,
        EdgeRelation::Equivalent,
        EdgeRelation::Subset,
        EdgeRelation::Superset,
        EdgeRelation::Intersects,
        EdgeRelation::None,
    ];
    const GRADES: [Grade; 4] = [Grade::Official, Grade::Reported, Grade::Inferred, Grade::Unverified];

    /// Returns every word that pages print and readers must understand, section by section.
    fn printed(lang: Lang) -> Vec<Vec<String>> {
        let kinds = [InstrumentKind::Act, InstrumentKind::Standard];
        let of_kind = |kind| STATUSES.iter().map(move |it| status(lang, *it, kind).label);
        let statuses = kinds.into_iter().flat_map(of_kind).chain([upcoming(lang, None).label]);
        vec![
            MODALITIES.iter().map(|it| modality(lang, *it).label).collect(),
            statuses.collect(),
            RELATIONS.iter().map(|it| relation(lang, *it).label).collect(),
            APPLICABILITIES.iter().map(|it| phrase::applicability(*it).get(lang).clone()).collect(),
            EDGES.iter().map(|it| edge(*it).get(lang).clone()).collect(),
            GRADES.iter().map(|it| grade(lang, *it).label).collect(),
        ]
    }

    /// Returns the words that a page explains, table by table.
    fn explained(page: &str) -> Vec<Vec<String>> {
        let mut tables = Vec::new();
        for line in page.lines() {
            let Some(word) = line.strip_prefix("| ").and_then(|rest| rest.split(" | ").next()) else {
                continue;
            };
            if matches!(word, "表示" | "word") {
                tables.push(Vec::new());
            } else if let Some(table) = tables.last_mut() {
                table.push(word.to_owned());
            }
        }
        tables
    }

    #[test]
    fn the_page_on_reading_explains_the_words_of_the_pages_and_no_others() {
        let pages = [
            (Lang::Ja, include_str!("../../site/pages/ja/reading.md")),
            (Lang::En, include_str!("../../site/pages/en/reading.md")),
        ];
        for (lang, page) in pages {
            let sorted = |words: Vec<String>| {
                let mut words = words;
                words.sort();
                words.dedup();
                words
            };
            let printed: Vec<_> = printed(lang).into_iter().map(sorted).collect();
            let explained: Vec<_> = explained(page).into_iter().map(sorted).collect();
            assert_eq!(explained, printed, "{lang}");
        }
    }
}
