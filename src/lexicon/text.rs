//! Words about texts: how strongly they speak, where they stand, what sort they are, how sure we are of them.
//!
//! Properties that follow from a word alone stand beside it.

use super::words;
use crate::lang::Bilingual;

words! {
    /// How strongly a provision speaks.
    Modality {
        /// A duty.
        Shall "shall" "必須" "Shall" | "must" "required" "mandatory" "obligatory" "duty" "義務" "なければならない",
        /// A prohibition.
        ShallNot "shall_not" "禁止" "Shall not" | "must not" "prohibited" "forbidden" "may not" "cannot" "してはならない",
        /// A recommendation.
        Should "should" "推奨" "Should" | "ought" "ought to" "recommended" "推奨事項",
        /// A recommendation against.
        ShouldNot "should_not" "しないことを推奨" "Should not" | "ought not" "not recommended" "discouraged" "望ましくない",
        /// A permission.
        May "may" "許容" "May" | "can" "permitted" "optional" "allowed" "permission" "できる" "任意",
        /// What authorities are told to do: a conclusion that calls it appropriate.
        Appropriate "appropriate" "適当" "Appropriate" | "adequate" "suitable" "fitting" "it is appropriate" "適当である" "適当とする" "適切" "妥当",
        /// What authorities are told to do: a conclusion that calls it desirable and no more.
        Desirable "desirable" "望ましい" "Desirable" | "desired" "preferable" "it is desirable" "望ましいとする" "望ましいこと",
        /// No verdict.
        Informative "informative" "定義・説明等" "Informative" | "info" "information" "informational" "note" "definition" "non-normative" "参考" "定義" "説明",
    }
}

impl Modality {
    /// Says whether a product has a verdict on it.
    pub fn has_verdict(self) -> bool {
        match self {
            Modality::Shall | Modality::ShallNot | Modality::Should | Modality::ShouldNot | Modality::May => {
                true
            }
            Modality::Appropriate | Modality::Desirable | Modality::Informative => false,
        }
    }

    /// Says whether it is a conclusion addressed to authorities, and never to those who answer for products.
    pub fn is_conclusion(self) -> bool {
        matches!(self, Modality::Appropriate | Modality::Desirable)
    }

    /// Returns what people call it in an edition of a status: what only a draft says binds nobody yet.
    pub fn title_in(self, status: Status) -> Bilingual {
        if !status.is_draft() {
            return self.title();
        }
        match self {
            Modality::Shall => Bilingual::new("案では必須", "Would have to"),
            Modality::ShallNot => Bilingual::new("案では禁止", "Would be prohibited"),
            Modality::Should => Bilingual::new("案では推奨", "Would be recommended"),
            Modality::ShouldNot => Bilingual::new("案ではしないことを推奨", "Would be recommended against"),
            Modality::May => Bilingual::new("案では許容", "Would be permitted"),
            // A conclusion is one today, and what explains asks nothing of anybody.
            Modality::Appropriate | Modality::Desirable | Modality::Informative => self.title(),
        }
    }

    /// Says whether it is against something; its criterion is the conforming state all the same.
    pub fn is_against(self) -> bool {
        matches!(self, Modality::ShallNot | Modality::ShouldNot)
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
        Recommended "recommended" "検討結果" "Conclusions of a report" | "advised" "recommendation" "conclusions" "提言" "答申" "報告",
        /// Proposed as a draft.
        Proposed "proposed" "案" "Draft" | "proposal" "draft" "bill" "consultation" "改正案" "草案",
        /// Made, and not yet in force.
        Adopted "adopted" "公布済・施行予定" "Made, to come into force" | "enacted" "promulgated" "passed" "made" "published" "公布" "制定",
        /// In force.
        InForce "in_force" "施行中" "In force" | "force" "inforce" "in effect" "effective" "current" "active" "valid" "有効" "現行",
        /// Replaced by a later edition.
        Superseded "superseded" "旧版" "Superseded" | "replaced" "amended" "obsolete" "old" "former" "旧",
        /// Repealed.
        Repealed "repealed" "廃止" "Repealed" | "abolished" "revoked" "withdrawn" "cancelled" "失効",
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
        Official "official" "原典を確認" "Official text read" | "primary" "original" "authoritative" "原典" "公式",
        /// A secondary text says so.
        Reported "reported" "二次資料による" "Reported" | "secondary" "second-hand" "press" "二次資料" "報道",
        /// It follows from other statements.
        Inferred "inferred" "推定" "Inferred" | "derived" "deduced" "assumed" "推測",
        /// Nobody confirmed it.
        Unverified "unverified" "未確認" "Unverified" | "unconfirmed" "unknown" "unchecked" "不明" "確認していない",
    }
}

words! {
    /// What sort of text an instrument is.
    InstrumentKind {
        /// An act of a parliament.
        Act "act" "法律" "act" | "law" "statute" "legislation" "法" "法令",
        /// A ministerial ordinance.
        Ordinance "ordinance" "省令" "ordinance" | "decree" "order" "ministerial ordinance" "rules" "政令" "告示" "府令",
        /// A regulation.
        Regulation "regulation" "規則" "regulation" | "bylaw" "regulatory" "規程",
        /// A directive.
        Directive "directive" "指令" "directive" | "eu directive",
        /// A guideline.
        Guideline "guideline" "ガイドライン" "guideline" | "guide" "guidance" "recommendation" "handbook" "指針" "手引き" "手引",
        /// A technical standard.
        Standard "standard" "規格" "standard" | "norm" "spec" "specification" "technical standard" "標準" "基準",
        /// A label scheme.
        Label "label" "ラベリング制度" "label scheme" | "mark" "certification" "labelling" "labeling" "ラベル" "認証",
        /// A code of practice.
        CodeOfPractice "code_of_practice" "行動規範" "code of practice" | "code" "cop" "code of conduct" "規範",
        /// An alert or notice.
        Alert "alert" "注意喚起" "alert" | "warning" "notice" "advisory" "bulletin" "警告" "通知",
        /// A programme.
        Programme "programme" "制度" "programme" | "program" "project" "initiative" "計画" "プログラム",
        /// A report that recommends.
        Report "report" "報告書" "report" | "paper" "conclusions" "white paper" "committee report" "報告" "答申",
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
            | InstrumentKind::Programme
            | InstrumentKind::Report => false,
        }
    }
}

words! {
    /// Whether an instrument binds by law.
    Binding {
        /// It binds.
        Mandatory "mandatory" "強制" "mandatory" | "binding" "compulsory" "required" "obligatory" "義務" "強制規格",
        /// It is taken up freely.
        Voluntary "voluntary" "任意" "voluntary" | "optional" "non-binding" "nonbinding" "free" "任意規格" "自主",
    }
}

impl Binding {
    /// Returns what people call it in an edition of a status: a draft binds nobody yet.
    pub fn title_in(self, status: Status) -> Bilingual {
        if !status.is_draft() {
            return self.title();
        }
        match self {
            Binding::Mandatory => Bilingual::new(
                "今は拘束力なし（施行されれば強制）",
                "not binding yet (mandatory if it became law)",
            ),
            Binding::Voluntary => Bilingual::new(
                "今は拘束力なし（公表されれば任意）",
                "not binding yet (voluntary if it were issued)",
            ),
        }
    }
}

words! {
    /// The language of the authentic text.
    Authentic {
        /// Japanese.
        Ja "ja" "日本語" "Japanese" | "jp" "jpn" "japan" "和文",
        /// English.
        En "en" "英語" "English" | "eng" "uk" "us" "gb" "英文",
        /// Several languages.
        Multi "multi" "複数の言語" "in several languages" | "several" "multiple" "both" "multilingual" "多言語",
    }
}

words! {
    /// What sort of finding about the sources.
    FindingKind {
        /// A modality.
        Modality "modality" "義務の強さ" "modality" | "strength" "force",
        /// A mixture of versions.
        Version "version" "版の混在" "version" | "edition" "mixture" "版",
        /// A date.
        Date "date" "日付" "date" | "day" "日",
        /// A number.
        Number "number" "番号・数値" "number" | "numbering" "figure" "value" "番号" "数値",
        /// An error.
        Error "error" "誤り" "error" | "mistake" "wrong" "fault" "typo" "誤記",
        /// Sources that contradict one another.
        Conflict "conflict" "資料間の矛盾" "conflict" | "contradiction" "disagreement" "矛盾",
        /// Something that is not known.
        Open "open" "未確認" "open" | "unknown" "question" "gap" "不明",
        /// A translation.
        Translation "translation" "訳" "translation" | "language" "翻訳",
    }
}

words! {
    /// What a hyphen in a locator is.
    Hyphen {
        /// The number behind it is that of a branch: `34-10` is no child of `34`.
        Branch "branch" "枝番号" "branch number" | "sibling" "separate" "枝番",
        /// What is behind it stands below: `5.3-4` is a child of `5.3`.
        Child "child" "下位の番号" "child" | "sub" "below" "item" "下位" "号",
    }
}

words! {
    /// What an addressee answers for.
    Answers {
        /// For the conformity of products: a product can fail what is addressed to it.
        Products "products" "製品の適合" "the conformity of products" | "product" "for products" "製品",
        /// For its own conduct: no product can fail what is addressed to it.
        Itself "itself" "自らの行為" "its own conduct" | "self" "themselves" "conduct" "自ら" "自身",
    }
}

words! {
    /// What is known of an instrument besides its provisions.
    Field {
        /// Its title.
        Title "title" "名称" "name" | "heading" "題名",
        /// Where it holds.
        Jurisdiction "jurisdiction" "国・地域" "jurisdiction" | "country" "region" "market" "国" "地域",
        /// What sort of text it is.
        Kind "kind" "種類" "kind" | "type" "category" "種別",
        /// Whether it binds by law.
        Binding "binding" "拘束力" "force" | "force of law" "mandatory" "強制力",
        /// Who issues it.
        Issuer "issuer" "発行者" "issuer" | "author" "publisher" "ministry" "所管" "作成者",
        /// The edition with its status and its days.
        Status "status" "版と状態" "edition and status" | "state" "edition" "状態",
        /// What it applies to.
        Scope "scope" "対象" "applies to" | "applicability" "coverage" "適用範囲" "範囲",
        /// The provisions that the row names.
        Provisions "provisions" "規定" "provisions" | "provision" "clauses" "articles" "条文",
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
        /// Dates.
        Dates "dates" "日付" "dates",
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
