//! The one table of codes.
//!
//! A leaf: checks point at it and it imports none of them. First digit: 0 files and manifest, 1 syntax,
//! 2 names and types, 3 consistency, 4 dates and editions, 5 languages and text, 6 site, 7 products, 9 internal.

use crate::lang::Bilingual;
use crate::lexicon::Severity;

/// What the table says of a code.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// `KJ1001`.
    pub number: &'static str,
    /// Kebab name of the fault, readable after "allow".
    pub slug: &'static str,
    /// Default severity.
    pub severity: Severity,
    /// Whether the manifest may not change the severity, because outputs rely on it.
    pub fixed: bool,
    /// Version in which it appeared.
    pub since: &'static str,
    /// What the fault is.
    pub ja: &'static str,
    /// What the fault is.
    pub en: &'static str,
}

macro_rules! codes {
    ($($variant:ident $number:literal $slug:literal $severity:ident $fixed:literal $ja:literal $en:literal;)*) => {
        /// A stable code; see the table in this file and `kijun explain`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $en] $variant,)*
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// Returns what the table says of it.
            pub fn row(self) -> Row {
                match self {
                    $(Code::$variant => Row {
                        number: $number, slug: $slug, severity: Severity::$severity, fixed: $fixed,
                        since: "0.1.0", ja: $ja, en: $en,
                    },)*
                }
            }
        }
    };
}

codes! {
    NotUtf8 "KJ0001" "not-utf8" Error true "ファイルがUTF-8でない" "the file is not UTF-8";
    UnreadableFile "KJ0002" "unreadable-file" Error true "ファイルを読めない" "the file cannot be read";
    LinkLoop "KJ0003" "link-loop" Warning false "シンボリックリンクが循環している" "a symbolic link leads back to itself";
    BadManifest "KJ0004" "bad-manifest" Error true "book.tomlに誤りがある" "`book.toml` is wrong";
    EmptyFile "KJ0005" "empty-file" Warning false "ファイルが空である" "the file is empty";
    SameContent "KJ0006" "same-content" Warning false "同じ内容のファイルが二つある" "two files have the same content";
    SyntaxError "KJ1001" "syntax-error" Error true "構文の誤り" "the text does not follow the grammar";
    UnterminatedString "KJ1002" "unterminated-string" Error true "文字列が閉じていない" "a string is not closed";
    DeepNesting "KJ1003" "deep-nesting" Error true "入れ子が深すぎる" "blocks nest too deep";
    UnbalancedBrace "KJ1004" "unbalanced-brace" Error true "括弧の対応が取れない" "a brace has no partner";
    MisplacedEntry "KJ1005" "misplaced-entry" Error true "ここに置けない項目" "an entry does not belong here";
    RepeatedEntry "KJ1006" "repeated-entry" Error true "項目が重複している" "an entry stands twice";
    MissingEntry "KJ1007" "missing-entry" Error true "必要な項目がない" "a needed entry is missing";
    MixedOperators "KJ1008" "mixed-operators" Error true "andとorが括弧なしで混在している" "`and` and `or` mix without parentheses";
    BadWord "KJ1009" "bad-word" Error true "ここで使えない語" "a word is not one of those allowed here";
    BadDate "KJ1010" "bad-date" Error true "日付として読めない" "a date cannot be read";
    HiddenCharacter "KJ1011" "hidden-character" Error true "目に見えない制御文字がある" "a text has a control character that nobody sees";
    UnknownId "KJ2001" "unknown-id" Error true "存在しない識別子" "an id is not declared";
    DuplicateId "KJ2002" "duplicate-id" Error true "識別子が重複している" "an id is declared twice";
    AmbiguousId "KJ2003" "ambiguous-id" Error true "識別子が大文字小文字の違いだけで区別されている" "two ids differ in case only";
    TypeMismatch "KJ2004" "type-mismatch" Error true "型が合わない" "a comparison does not fit the type";
    UnitMismatch "KJ2005" "unit-mismatch" Error true "単位が合わない" "a unit does not fit the fact";
    UnknownValue "KJ2006" "unknown-value" Error true "その事実にない値" "a value is not one of the fact";
    OutOfDomain "KJ2007" "out-of-domain" Error true "値が定義域の外にある" "a number is outside the range of the fact";
    DefinitionCycle "KJ2008" "definition-cycle" Error true "定義が循環している" "definitions refer to one another";
    MalformedId "KJ2009" "malformed-id" Error true "識別子の形が正しくない" "an id is not well formed";
    BadDomain "KJ2010" "bad-domain" Error true "事実の型の宣言に誤りがある" "the type of a fact is wrong";
    BasesDiffer "KJ2011" "bases-differ" Error true "例示機器の基の二つが食い違う" "two devices that a device is like differ";
    TooLarge "KJ2012" "too-large" Error true "展開すると大きすぎる" "a statement is too large when it is written out";
    SameCitation "KJ2013" "same-citation" Error false "一つの版に同じ引用が二つある" "two provisions of an edition are cited alike";
    UndeclaredDeviation "KJ3001" "undeclared-deviation" Error false "宣言されていない差異" "aligned provisions differ and no deviation says so";
    WrongDeviation "KJ3002" "wrong-deviation" Error false "宣言と異なる差異" "a deviation declares something else than what is computed";
    NeedlessDeviation "KJ3003" "needless-deviation" Error false "不要になった差異" "a deviation is declared where there is none";
    OverdueReview "KJ3004" "overdue-review" Warning false "差異の見直し期限を過ぎている" "the review date of a deviation has passed";
    RefutedClaim "KJ3005" "refuted-claim" Error false "主張が成り立たない" "a claim does not hold";
    FailedExpectation "KJ3006" "failed-expectation" Error false "例示機器の判定が期待と異なる" "an example device gets another verdict";
    ContradictoryFacts "KJ3007" "contradictory-facts" Error false "例示機器の事実が制約に反する" "the facts of a device contradict a constraint";
    NumberingGap "KJ3008" "numbering-gap" Error false "番号に欠けがある" "a number is missing";
    NumberingOrder "KJ3009" "numbering-order" Error false "番号の順に並んでいない" "provisions are not in the declared order";
    UnusedFact "KJ3010" "unused-fact" Warning false "使われていない事実" "no criterion uses a fact";
    UnusedRequirement "KJ3011" "unused-requirement" Warning false "使われていない要件" "no provision meets a requirement";
    UnusedDefine "KJ3012" "unused-define" Warning false "使われていない定義" "nothing uses a definition";
    UnusedTerm "KJ3013" "unused-term" Warning false "使われていない用語" "no restatement uses a term";
    MissingSource "KJ3014" "missing-source" Error false "出典がない" "a statement has no source";
    MissingGrade "KJ3015" "missing-grade" Error false "出典の確度がない" "a source has no grade";
    MissingReason "KJ3016" "missing-reason" Error false "理由がない" "a reason is missing";
    Inconsistent "KJ3017" "inconsistent-constraints" Error false "制約が互いに矛盾している" "the constraints contradict one another";
    HollowCriterion "KJ3018" "hollow-criterion" Error false "常に真又は常に偽の基準" "a criterion holds always or never";
    OverBudget "KJ3019" "over-budget" Error false "基準が複雑で決定できない" "a criterion is too complex to decide";
    MappingDisagrees "KJ3020" "mapping-disagrees" Warning false "公表された対応が計算と異なる" "a published mapping disagrees with what is computed";
    MappingFault "KJ3021" "mapping-fault" Warning false "対応関係の内部の矛盾" "mapping edges contradict one another";
    WeakExamples "KJ3022" "weak-examples" Warning false "例示機器が基準の変異を見逃す" "example devices miss a mutant of a criterion";
    UnnamedGroup "KJ3023" "unnamed-group" Warning false "名称のない事実の分野" "a group of facts has no name";
    UnusedGroup "KJ3024" "unused-group" Warning false "事実のない分野" "no fact belongs to a group";
    TwoInterpretations "KJ3025" "two-interpretations" Error true "一つの概念に解釈が二つある" "a concept has two interpretations at once";
    VainSynonym "KJ3026" "vain-synonym" Warning false "同義語から行き着く文がない" "synonyms lead to no text";
    SharedSynonym "KJ3027" "shared-synonym" Warning false "二つの用語に同じ語がある" "a word belongs to two terms";
    OverlappingEditions "KJ4001" "overlapping-editions" Error false "版の期間が重なっている" "two editions are in force at once";
    AmendmentCycle "KJ4002" "amendment-cycle" Error true "改正が循環している" "editions amend one another";
    ReversedInterval "KJ4003" "reversed-interval" Error true "期間の終わりが始まりより前にある" "an interval ends before it begins";
    NoSuchBase "KJ4004" "no-such-base" Error true "改正元に存在しない規定" "an amendment names a provision that its base does not have";
    NoCurrentEdition "KJ4005" "no-current-edition" Error true "基準日に有効な版がない" "no edition can be meant by an unpinned id";
    EmptyEdition "KJ4006" "empty-edition" Warning false "規定のない版" "an edition has no provisions";
    NotInForce "KJ4008" "not-in-force" Error false "基準日の版にない規定" "an unpinned id means nothing on the as-of date";
    OutsideEdition "KJ4010" "outside-edition" Error false "規定の日付が版の期間の外にある" "a date of a provision lies outside its edition";
    DeemingOfReplacedText "KJ4011" "deeming-of-replaced-text" Error true "置き換えた規定のみなしの扱いを述べていない" "an amendment replaces a text and does not say what becomes of its deeming";
    NothingToCarry "KJ4012" "nothing-to-carry" Error true "引き継ぐ規定のないみなし" "an amendment speaks of a deeming of which it has nothing to say";
    UntestedEdition "KJ4013" "untested-edition" Warning false "判定の基準が一つもない版" "an edition has not a single test";
    TestedList "KJ4014" "tested-list" Error true "番号だけの版に判定の基準がある" "an edition that is only a list of ids has tests";
    BadProposal "KJ4021" "bad-proposal" Error true "同時に施行できない版を挙げた改正案" "a proposal names editions that cannot begin together";
    NotCarried "KJ4022" "not-carried" Warning false "案が引き継いでいないもの" "a draft leaves behind what its instrument has";
    VainTransition "KJ4023" "vain-transition" Error true "目的を果たさない経過措置" "a transitional rule cannot do what it is for";
    MiswordedTransition "KJ4024" "misworded-transition" Error false "経過措置の文が定めと異なる" "the words of a transitional rule differ from its entries";
    UnsettledDay "KJ4025" "unsettled-day" Warning false "施行の日が定まらない版" "the day on which an edition begins is not settled";
    MissingLanguage "KJ5001" "missing-language" Error true "片方の言語がない" "one language is missing";
    NumberNotRestated "KJ5002" "number-not-restated" Error false "基準の数値が趣旨にない" "a number of the criterion is not in the restatement";
    NumbersDiffer "KJ5003" "numbers-differ" Error false "和文と英文で数値が異なる" "the two languages name different numbers";
    ModalityDiffers "KJ5004" "modality-differs" Error false "和文と英文で義務の強さが異なる" "the two languages differ in strength";
    ReferencesDiffer "KJ5005" "references-differ" Error false "和文と英文で参照が異なる" "the two languages refer to different provisions";
    ModalityNotExpressed "KJ5006" "modality-not-expressed" Error false "趣旨が義務の強さを表していない" "the restatement does not express its modality";
    LookAlikeId "KJ5007" "look-alike-id" Error true "識別子に全角又は紛らわしい文字がある" "an id has full-width or look-alike letters";
    LeftOverMark "KJ5008" "left-over-mark" Error false "強調の記号がそのまま残る" "emphasis marks stay visible";
    DiscouragedTerm "KJ5009" "discouraged-term" Warning false "避けるべき用語" "a spelling that the glossary avoids";
    NotNormalized "KJ5010" "not-normalized" Warning false "NFCに正規化されていない文字列" "a text is not in Unicode form NFC";
    RawHtml "KJ5011" "raw-html" Error false "文中に生のHTMLがある" "prose contains raw HTML";
    UnsafeLink "KJ5012" "unsafe-link" Error false "許されない形式のリンク" "a link has a scheme that is not allowed";
    CitationsDiffer "KJ5013" "citations-differ" Error false "引用の番号が合わない" "the numbers of a citation do not agree";
    HalvesSwapped "KJ5014" "halves-swapped" Error true "和文と英文が入れ替わっている" "the two languages are swapped";
    NumberNotTested "KJ5015" "number-not-tested" Error false "趣旨の数値を基準が試していない" "no criterion tests a number of the restatement";
    PlaceholderText "KJ5016" "placeholder-text" Error false "仮置きのままの文がある" "a text is only a placeholder";
    WrongLanguage "KJ5017" "wrong-language" Error true "片方の言語の文がもう一方の言語で書かれている" "a half is written in the other language";
    NoSuchItem "KJ5018" "no-such-item" Error false "趣旨の引く号がない" "a text refers to an item that is not there";
    ValueNotExpressed "KJ5021" "value-not-expressed" Error false "文が基準の求める値を表していない" "a text does not say what its criterion asks for";
    BrokenLink "KJ6001" "broken-link" Error true "リンク先がない" "a link leads nowhere";
    SameAddress "KJ6002" "same-address" Error true "二つのページが同じ番地になる" "two pages would have the same address";
    ExpiredWaiver "KJ7001" "expired-waiver" Error false "免除の期限が切れている" "a waiver has expired";
    NeedlessWaiver "KJ7002" "needless-waiver" Warning false "免除の対象に不適合がない" "a waiver excuses nothing";
    ChangedEvidence "KJ7003" "changed-evidence" Error false "証拠のファイルが変わっている" "the file of an evidence has changed";
    MissingEvidence "KJ7004" "missing-evidence" Error false "証拠のファイルを読めない" "the file of an evidence cannot be read";
    Internal "KJ9001" "internal-error" Error true "kijun内部の誤り" "an error inside kijun";
}

impl Code {
    /// Returns `KJ1001`.
    pub fn number(self) -> &'static str {
        self.row().number
    }

    /// Returns the name of the fault.
    pub fn slug(self) -> &'static str {
        self.row().slug
    }

    /// Returns what the fault is.
    pub fn title(self) -> Bilingual {
        Bilingual::new(self.row().ja, self.row().en)
    }

    /// Reads `KJ1001`, `kj1001` or `syntax-error`.
    pub fn parse(text: &str) -> Option<Code> {
        let folded = text.to_ascii_uppercase();
        Code::ALL.iter().copied().find(|code| code.number() == folded || code.slug() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_slugs_are_unique_and_ordered() {
        let numbers: Vec<_> = Code::ALL.iter().map(|code| code.number()).collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(numbers, sorted);
        let mut slugs: Vec<_> = Code::ALL.iter().map(|code| code.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), numbers.len());
    }
}
