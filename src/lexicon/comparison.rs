//! Words about facts, verdicts and how texts relate.
//!
//! A relation always describes the provision named first, in a list that of its row.

use super::words;
use crate::lang::Bilingual;

words! {
    /// How a criterion relates to another; always that of the provision named first, in a list that of its row.
    Relation {
        /// Both ask for the same.
        Equal "equal" "同一" "equal" | "same" "equals" "identical" "equivalent" "同等" "等しい",
        /// It asks for more: whatever meets it meets the other.
        Stricter "stricter" "より厳しい" "stricter" | "stronger" "tighter" "higher" "stricter than" "厳しい" "厳格",
        /// It asks for less.
        Looser "looser" "より緩い" "looser" | "weaker" "laxer" "lower" "more lenient" "緩い",
        /// Each asks for something that the other does not.
        Overlapping "overlapping" "一部で重なる" "overlapping" | "overlap" "intersects" "partial" "重なる",
        /// No product can meet both.
        Incompatible "incompatible" "両立しない" "incompatible" | "contradictory" "conflicting" "矛盾",
        /// They never apply to the same product.
        Disjoint "disjoint" "同じ製品に適用されない" "never both applicable" | "separate" "unrelated" "重ならない",
        /// The other does not regulate it.
        Absent "absent" "規定がない" "absent" | "missing" "none" "なし" "規定なし",
        /// Only this one regulates it.
        Only "only" "こちらだけにある" "only here" | "alone" "exclusive",
        /// One side has no criterion.
        Undetermined "undetermined" "定まらない" "undetermined" | "unknown" "undecided" "open" "不明",
    }
}

words! {
    /// What a way to comply, taken alone, is to another text.
    Sufficiency {
        /// It meets the other as well.
        Enough "enough" "これで足りる" "enough",
        /// It fails the other, whatever is added.
        Never "never" "何を加えても足りない" "never enough",
        /// It meets the other with something besides.
        With "with" "次を満たせば足りる" "enough with",
        /// No product takes it without another way.
        NeverAlone "never_alone" "単独では採れない" "never taken alone",
        /// Some that take it meet the other; which, a few facts do not say.
        Depends "depends" "他の事実による" "depends on more",
    }
}

impl Relation {
    /// Returns the relation of two rules that one product can meet, by whether each implies the other.
    pub(crate) fn of_implications(forward_backward: (bool, bool)) -> Self {
        match forward_backward {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Stricter,
            (false, true) => Relation::Looser,
            (false, false) => Relation::Overlapping,
        }
    }

    /// Says whether whoever meets the first meets the second.
    pub(crate) fn implies(self) -> bool {
        match self {
            Relation::Equal | Relation::Stricter => true,
            Relation::Looser
            | Relation::Overlapping
            | Relation::Incompatible
            | Relation::Disjoint
            | Relation::Absent
            | Relation::Only
            | Relation::Undetermined => false,
        }
    }

    /// Returns the name for a narrow cell beside a legend.
    pub fn short(self) -> Bilingual {
        match self {
            Relation::Equal => Bilingual::new("同", "same"),
            Relation::Stricter => Bilingual::new("厳", "more"),
            Relation::Looser => Bilingual::new("緩", "less"),
            Relation::Overlapping => Bilingual::new("重", "part"),
            Relation::Incompatible => Bilingual::new("反", "clash"),
            Relation::Disjoint => Bilingual::new("別", "apart"),
            Relation::Absent => Bilingual::new("無", "none"),
            Relation::Only => Bilingual::new("独", "only"),
            Relation::Undetermined => Bilingual::new("未", "open"),
        }
    }

    /// Returns the relation of the second to the first.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Relation::Stricter => Relation::Looser,
            Relation::Looser => Relation::Stricter,
            Relation::Absent => Relation::Only,
            Relation::Only => Relation::Absent,
            Relation::Equal
            | Relation::Overlapping
            | Relation::Incompatible
            | Relation::Disjoint
            | Relation::Undetermined => self,
        }
    }
}

words! {
    /// Where a provision applies, compared with another.
    Applicability {
        /// To the same products.
        Same "same" "同じ" "same" | "equal" "identical" "equals" "同一",
        /// To more products.
        Wider "wider" "より広い" "wider" | "broader" "larger" "superset" "広い",
        /// To fewer products.
        Narrower "narrower" "より狭い" "narrower" | "smaller" "subset" "狭い",
        /// Each to some to which the other does not.
        Overlapping "overlapping" "一部で重なる" "overlapping" | "overlap" "intersects" "partial" "一部",
        /// Never to the same product.
        Disjoint "disjoint" "重ならない" "disjoint" | "separate" "none" "別",
    }
}

impl Applicability {
    /// Returns the applicability of two rules that share a product, by whether each lies within the other.
    pub(crate) fn of_inclusions(first_second: (bool, bool)) -> Self {
        match first_second {
            (true, true) => Applicability::Same,
            (true, false) => Applicability::Narrower,
            (false, true) => Applicability::Wider,
            (false, false) => Applicability::Overlapping,
        }
    }

    /// Returns the applicability of the second against the first.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Applicability::Wider => Applicability::Narrower,
            Applicability::Narrower => Applicability::Wider,
            Applicability::Same | Applicability::Overlapping | Applicability::Disjoint => self,
        }
    }
}

words! {
    /// How the value of a fact comes to be known.
    Nature {
        /// An engineer can state it.
        Ordinary "ordinary" "事実" "fact",
        /// A concept that an assessor judges.
        Concept "concept" "概念（判断を要する）" "concept (needs judgement)" | "judgement" "judgment" "notion" "概念",
        /// An open limb that an assessor judges.
        Open "open" "開いた選択肢（判断を要する）" "open limb (needs judgement)",
    }
}

impl Nature {
    /// Says whether only an assessor's judgement can settle it; witnesses keep an open limb false.
    pub fn is_judgement(self) -> bool {
        self != Nature::Ordinary
    }
}

words! {
    /// What a fact is about, and so whether somebody can change it to conform.
    Aspect {
        /// Where and under which label the product is sold.
        Market "market" "市場" "market" | "markets" "sales" "country" "販売",
        /// What has happened.
        History "history" "過去の経緯" "history" | "past" "date" "event" "経緯",
        /// What the product is.
        Identity "identity" "製品の種別" "identity" | "kind" "type" "category" "種別",
        /// How the product is made.
        Design "design" "設計" "design" | "technical" "product" "feature" "仕様",
        /// What its maker or seller does.
        Process "process" "業務の手順" "process" | "procedure" "organisation" "organization" "業務" "手順",
        /// What is written about it.
        Document "document" "文書" "document" | "documentation" "paper" "doc" "書類",
    }
}

impl Aspect {
    /// Says whether a repair may change it: nobody conforms by leaving a market, by being something else or by
    /// changing the past.
    pub fn can_be_changed(self) -> bool {
        matches!(self, Aspect::Design | Aspect::Process | Aspect::Document)
    }
}

words! {
    /// What a fact ranges over.
    FactKind {
        /// True or false; concepts and open limbs too.
        Flag "flag" "はい・いいえ" "yes or no" | "boolean" "bool" "yes/no" "truth" "真偽",
        /// One of several words.
        Choice "choice" "選択" "choice" | "enum" "option" "one-of" "list",
        /// One of several words, lowest first.
        Scale "scale" "段階" "scale" | "level" "ordinal" "rank" "grade" "順序",
        /// Whole numbers.
        Number "number" "数" "number" | "integer" "int" "count" "amount" "quantity" "数値",
        /// Whole numbers of a unit of time.
        Duration "duration" "期間" "duration" | "period" "time" "span" "timespan",
        /// A day.
        Date "date" "日付" "date" | "day" "datetime" "timestamp" "日",
        /// Any subset of several words.
        Set "set" "複数選択" "set" | "multiple" "several" "any-of" "subset" "集合",
    }
}

words! {
    /// What a published edge says; the left side asks for … the right side asks for.
    EdgeRelation {
        /// Just what, in the same words.
        Equal "equal" "同一" "equal to" | "equals" "same" "identical" "equal-to" "等しい",
        /// Just what, in other words.
        Equivalent "equivalent" "同等" "equivalent to" | "equivalent-to" "similar" "等価",
        /// A part of what.
        Subset "subset" "部分集合" "subset of" | "subset-of" "narrower" "part" "含まれる",
        /// More than what.
        Superset "superset" "上位集合" "superset of" | "superset-of" "broader" "includes" "含む",
        /// Something of what.
        Intersects "intersects" "一部が共通" "intersects with" | "intersects-with" "intersect" "overlaps" "overlapping" "重なる",
        /// Nothing of what.
        None "none" "関係なし" "no relationship with" | "no-relationship" "unrelated" "not-related" "なし",
    }
}

impl EdgeRelation {
    /// Returns what the edge says when it is read from right to left.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            EdgeRelation::Subset => EdgeRelation::Superset,
            EdgeRelation::Superset => EdgeRelation::Subset,
            EdgeRelation::Equal
            | EdgeRelation::Equivalent
            | EdgeRelation::Intersects
            | EdgeRelation::None => self,
        }
    }
}

words! {
    /// What an assessment says of a provision or an instrument.
    #[schemars(rename = "Verdict")]
    Outcome {
        /// It is not meant for the product.
        NotApplicable "not_applicable" "適用外" "not applicable" | "n/a" "na" "inapplicable" "out of scope" "対象外" "非適用",
        /// The product conforms.
        Satisfied "satisfied" "適合" "satisfied" | "pass" "passed" "ok" "met" "conform" "conforms" "合格",
        /// The product does not conform.
        NotSatisfied "not_satisfied" "不適合" "not satisfied" | "fail" "failed" "unsatisfied" "not met" "ng" "不合格" "違反",
        /// Facts are missing.
        Undecided "undecided" "未決定" "undecided" | "unknown" "open" "undetermined" "不明",
        /// Only an assessor's judgement is missing.
        NeedsJudgement "needs_judgement" "要判断" "needs judgement" | "judgement" "judgment" "needs_judgment" "manual" "判断",
    }
}

words! {
    /// Why a provision is satisfied.
    By {
        /// The product meets the criterion.
        Content "content" "内容による" "by content",
        /// A legal rule treats it as satisfied.
        Law "law" "法令による" "by law",
    }
}

words! {
    /// What a question may use, whatever the machine; beyond it there is no answer.
    Budget {
        /// Nodes of a decision diagram.
        Nodes "nodes" "判定図の節点" "diagram nodes",
        /// Conflicts of a search.
        Conflicts "conflicts" "探索での衝突" "conflicts of a search",
    }
}

words! {
    /// Whether one text implies another.
    Answer {
        /// It does not.
        No "no" "含意しない" "not implied",
        /// Whatever meets it meets the other.
        Content "content" "含意する（内容による）" "implied by content",
        /// By legal rules only.
        Law "law" "含意する（法令の規定による。内容では含意しない）" "implied by law, not by content",
        /// The two cannot be compared.
        NotComparable "not_comparable" "比べられない" "not comparable",
    }
}

words! {
    /// What becomes of a deeming when a proposal becomes law.
    Fate {
        /// It reaches what replaces the text.
        Stays "stays" "引き継がれる" "goes on",
        /// It ends with the text.
        Ends "ends" "終わる" "ends",
        /// It is new.
        Begins "begins" "始まる" "begins",
    }
}
