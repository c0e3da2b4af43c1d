//! Words about texts: how strongly they speak, where they stand, what sort they are, how sure we are of them.
//!
//! Properties that follow from a word alone stand beside it.

use super::words;
use crate::lang::Bilingual;

words! {
    /// How strongly a provision speaks.
    Modality {
        /// A duty.
        Shall "shall" "必須" "Shall",
        /// A prohibition.
        ShallNot "shall_not" "禁止" "Shall not",
        /// A recommendation.
        Should "should" "推奨" "Should",
        /// A recommendation against.
        ShouldNot "should_not" "しないことを推奨" "Should not",
        /// A permission.
        May "may" "許容" "May",
        /// No verdict.
        Informative "informative" "説明" "Informative",
    }
}

impl Modality {
    /// Says whether a product has a verdict on it.
    pub fn has_verdict(self) -> bool {
        self != Modality::Informative
    }

    /// Says whether a product can fail it.
    pub fn is_binding(self) -> bool {
        matches!(self, Modality::Shall | Modality::ShallNot)
    }
}

words! {
    /// Where an edition stands.
    Status {
        /// Recommended by a report.
        Recommended "recommended" "報告の提言" "Recommended by a report",
        /// Proposed as a draft.
        Proposed "proposed" "案" "Proposed",
        /// Made, and not yet in force.
        Adopted "adopted" "制定済・未施行" "Adopted, not yet in force",
        /// In force.
        InForce "in_force" "施行中" "In force",
        /// Replaced by a later edition.
        Superseded "superseded" "旧版" "Superseded",
        /// Repealed.
        Repealed "repealed" "廃止" "Repealed",
    }
}

impl Status {
    /// Says whether the edition is only a draft of one.
    pub fn is_draft(self) -> bool {
        matches!(self, Status::Recommended | Status::Proposed)
    }

    /// Says whether it is over.
    pub fn is_past(self) -> bool {
        matches!(self, Status::Superseded | Status::Repealed)
    }

    /// Returns what people call it for a kind of instrument; only law is in force, anything else is current.
    pub fn title_of(self, kind: InstrumentKind) -> Bilingual {
        match self {
            Status::Adopted if !kind.is_law() => {
                Bilingual::new("公表済・未適用", "Published, not yet current")
            }
            Status::InForce if !kind.is_law() => Bilingual::new("現行", "Current"),
            Status::Repealed if !kind.is_law() => Bilingual::new("廃止", "Withdrawn"),
            Status::Recommended
            | Status::Proposed
            | Status::Adopted
            | Status::InForce
            | Status::Superseded
            | Status::Repealed => self.title(),
        }
    }
}

words! {
    /// How sure a statement is, best first.
    Grade {
        /// The text itself was read.
        Official "official" "原典を確認" "Official text read",
        /// A secondary text says so.
        Reported "reported" "二次資料による" "Reported",
        /// It follows from other statements.
        Inferred "inferred" "推定" "Inferred",
        /// Nobody confirmed it.
        Unverified "unverified" "未確認" "Unverified",
    }
}

words! {
    /// What sort of text an instrument is.
    InstrumentKind {
        /// An act of a parliament.
        Act "act" "法律" "act",
        /// A ministerial ordinance.
        Ordinance "ordinance" "省令" "ordinance",
        /// A regulation.
        Regulation "regulation" "規則" "regulation",
        /// A directive.
        Directive "directive" "指令" "directive",
        /// A guideline.
        Guideline "guideline" "ガイドライン" "guideline",
        /// A technical standard.
        Standard "standard" "規格" "standard",
        /// A label scheme.
        Label "label" "ラベリング制度" "label scheme",
        /// A code of practice.
        CodeOfPractice "code_of_practice" "行動規範" "code of practice",
        /// An alert or notice.
        Alert "alert" "注意喚起" "alert",
        /// A programme.
        Programme "programme" "制度" "programme",
    }
}

impl InstrumentKind {
    /// Says whether it is law: something that comes into force.
    pub fn is_law(self) -> bool {
        match self {
            InstrumentKind::Act
            | InstrumentKind::Ordinance
            | InstrumentKind::Regulation
            | InstrumentKind::Directive => true,
            InstrumentKind::Guideline
            | InstrumentKind::Standard
            | InstrumentKind::Label
            | InstrumentKind::CodeOfPractice
            | InstrumentKind::Alert
            | InstrumentKind::Programme => false,
        }
    }
}

words! {
    /// Whether an instrument binds by law.
    Binding {
        /// It binds.
        Mandatory "mandatory" "強制" "mandatory",
        /// It is taken up freely.
        Voluntary "voluntary" "任意" "voluntary",
    }
}

words! {
    /// The language of the authentic text.
    Authentic {
        /// Japanese.
        Ja "ja" "日本語" "Japanese",
        /// English.
        En "en" "英語" "English",
        /// Several languages.
        Multi "multi" "複数の言語" "in several languages",
    }
}

words! {
    /// What sort of finding about the sources.
    FindingKind {
        /// A modality.
        Modality "modality" "義務の強さ" "modality",
        /// A mixture of versions.
        Version "version" "版の混在" "version",
        /// A date.
        Date "date" "日付" "date",
        /// A number.
        Number "number" "番号・数値" "number",
        /// An error.
        Error "error" "誤り" "error",
        /// Sources that contradict one another.
        Conflict "conflict" "資料間の矛盾" "conflict",
        /// Something that is not known.
        Open "open" "未確認" "open",
        /// A translation.
        Translation "translation" "訳" "translation",
    }
}

words! {
    /// What an addressee answers for.
    Answers {
        /// For the conformity of products: a product can fail what is addressed to it.
        Products "products" "製品の適合" "the conformity of products",
        /// For its own conduct: no product can fail what is addressed to it.
        Itself "itself" "自らの行為" "its own conduct",
    }
}

words! {
    /// What is known of an instrument besides its provisions.
    Field {
        /// Its title.
        Title "title" "名称" "name",
        /// Where it holds.
        Jurisdiction "jurisdiction" "国・地域" "jurisdiction",
        /// What sort of text it is.
        Kind "kind" "種類" "kind",
        /// Whether it binds by law.
        Binding "binding" "拘束力" "force",
        /// Who issues it.
        Issuer "issuer" "発行者" "issuer",
        /// The edition with its status and its days.
        Status "status" "版と状態" "edition and status",
        /// What it applies to.
        Scope "scope" "対象" "applies to",
        /// The provisions that the row names.
        Provisions "provisions" "規定" "provisions",
    }
}

words! {
    /// How bad a diagnostic is.
    Severity {
        /// Stops outputs.
        Error "error" "エラー" "error",
        /// Worth mending.
        Warning "warning" "警告" "warning",
        /// Worth knowing.
        Note "note" "補足" "note",
    }
}

impl Severity {
    /// Reads the word; `off` is not a severity.
    pub fn parse(word: &str) -> Option<Severity> {
        Severity::ALL.iter().copied().find(|it| it.word() == word)
    }
}

words! {
    /// What sort of id it is that is no declared provision.
    AliasKind {
        /// An unpinned id; it means the target on the as-of date.
        Unpinned "unpinned" "版を示さない番号" "number without an edition",
        /// A parent without a text of its own; the targets stand directly below it.
        Parent "parent" "上位の番号" "parent",
        /// A number that went on under the targets.
        Moved "moved" "移った番号" "moved number",
        /// A number that is kept and says nothing.
        Void "void" "欠番" "void number",
        /// An unpinned id that the current edition does not have.
        Elsewhere "elsewhere" "現行版にない番号" "number that the current edition lacks",
    }
}

words! {
    /// What is listed together and shown one by one.
    Listed {
        /// Provisions.
        Provisions "provisions" "規定" "provisions",
        /// Instruments.
        Instruments "instruments" "文書" "instruments",
        /// Editions.
        Editions "editions" "版" "editions",
        /// Requirements.
        Requirements "requirements" "要件" "requirements",
        /// Facts.
        Facts "facts" "事実" "facts",
        /// Terms.
        Terms "terms" "用語" "terms",
        /// Sources.
        Sources "sources" "出典" "sources",
        /// Example devices.
        Devices "devices" "例示機器" "example devices",
        /// Tables.
        Tables "tables" "表" "tables",
        /// Alignments.
        Alignments "alignments" "整合群" "alignments",
        /// Deviations.
        Deviations "deviations" "差異" "deviations",
        /// Proposals.
        Proposals "proposals" "改正案" "proposals",
        /// Deemings.
        Deemings "deemings" "みなし" "deemings",
        /// Interpretations.
        Interpretations "interpretations" "解釈" "interpretations",
        /// Claims.
        Claims "claims" "主張" "claims",
        /// Published mappings.
        Mappings "mappings" "対応表" "published mappings",
        /// Constraints.
        Constraints "constraints" "制約" "constraints",
        /// Combinations of facts that are unlikely.
        Unlikely "unlikely" "起こりにくい組合せ" "unlikely combinations",
        /// Findings.
        Findings "findings" "注記" "findings",
        /// Themes.
        Themes "themes" "主題" "themes",
        /// Groups of facts.
        Groups "groups" "事実の分野" "groups of facts",
        /// Addressees.
        Addressees "addressees" "名宛人" "addressees",
        /// Units.
        Units "units" "単位" "units",
        /// Jurisdictions.
        Jurisdictions "jurisdictions" "国・地域" "jurisdictions",
        /// Diagnostics.
        Codes "codes" "診断コード" "diagnostic codes",
    }
}

words! {
    /// What the condition of an interpretation is to its concept.
    Saying {
        /// The condition is the concept.
        Equals "equals" "次と同じ意味" "means just",
        /// Whenever the condition holds, the concept does not.
        SufficesAgainst "suffices_against" "次のときは当たらない" "does not hold where",
        /// Whenever the condition holds, the concept does.
        SufficesFor "suffices_for" "次のときは当たる" "holds where",
    }
}
