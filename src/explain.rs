//! The pages of `kijun explain`, one a code and a language.
//!
//! Holds text and no rule; the examples on the pages are compiled by the tests.

use crate::diag::Code;
use crate::lang::{Bilingual, Lang};

macro_rules! pages {
    ($($variant:ident $number:literal;)*) => {
        fn pages(code: Code) -> Bilingual<&'static str> {
            match code {
                $(Code::$variant => Bilingual {
                    ja: include_str!(concat!("../site/codes/", $number, ".ja.md")),
                    en: include_str!(concat!("../site/codes/", $number, ".en.md")),
                },)*
            }
        }
    };
}

pages! {
    NotUtf8 "KJ0001";
    UnreadableFile "KJ0002";
    LinkLoop "KJ0003";
    BadManifest "KJ0004";
    EmptyFile "KJ0005";
    SameContent "KJ0006";
    SyntaxError "KJ1001";
    UnterminatedString "KJ1002";
    DeepNesting "KJ1003";
    UnbalancedBrace "KJ1004";
    MisplacedEntry "KJ1005";
    RepeatedEntry "KJ1006";
    MissingEntry "KJ1007";
    MixedOperators "KJ1008";
    BadWord "KJ1009";
    BadDate "KJ1010";
    HiddenCharacter "KJ1011";
    UnknownId "KJ2001";
    DuplicateId "KJ2002";
    AmbiguousId "KJ2003";
    TypeMismatch "KJ2004";
    UnitMismatch "KJ2005";
    UnknownValue "KJ2006";
    OutOfDomain "KJ2007";
    DefinitionCycle "KJ2008";
    MalformedId "KJ2009";
    BadDomain "KJ2010";
    BasesDiffer "KJ2011";
    TooLarge "KJ2012";
    SameCitation "KJ2013";
    UndeclaredDeviation "KJ3001";
    WrongDeviation "KJ3002";
    NeedlessDeviation "KJ3003";
    OverdueReview "KJ3004";
    RefutedClaim "KJ3005";
    FailedExpectation "KJ3006";
    ContradictoryFacts "KJ3007";
    NumberingGap "KJ3008";
    NumberingOrder "KJ3009";
    UnusedFact "KJ3010";
    UnusedRequirement "KJ3011";
    UnusedDefine "KJ3012";
    UnusedTerm "KJ3013";
    MissingSource "KJ3014";
    MissingGrade "KJ3015";
    MissingReason "KJ3016";
    Inconsistent "KJ3017";
    HollowCriterion "KJ3018";
    OverBudget "KJ3019";
    MappingDisagrees "KJ3020";
    MappingFault "KJ3021";
    WeakExamples "KJ3022";
    UnnamedGroup "KJ3023";
    UnusedGroup "KJ3024";
    TwoInterpretations "KJ3025";
    VainSynonym "KJ3026";
    SharedSynonym "KJ3027";
    OverlappingEditions "KJ4001";
    AmendmentCycle "KJ4002";
    ReversedInterval "KJ4003";
    NoSuchBase "KJ4004";
    NoCurrentEdition "KJ4005";
    EmptyEdition "KJ4006";
    NotInForce "KJ4008";
    OutsideEdition "KJ4010";
    DeemingOfReplacedText "KJ4011";
    NothingToCarry "KJ4012";
    UntestedEdition "KJ4013";
    TestedList "KJ4014";
    BadProposal "KJ4021";
    NotCarried "KJ4022";
    VainTransition "KJ4023";
    MiswordedTransition "KJ4024";
    UnsettledDay "KJ4025";
    MissingLanguage "KJ5001";
    NumberNotRestated "KJ5002";
    NumbersDiffer "KJ5003";
    ModalityDiffers "KJ5004";
    ReferencesDiffer "KJ5005";
    ModalityNotExpressed "KJ5006";
    LookAlikeId "KJ5007";
    LeftOverMark "KJ5008";
    DiscouragedTerm "KJ5009";
    NotNormalized "KJ5010";
    RawHtml "KJ5011";
    UnsafeLink "KJ5012";
    CitationsDiffer "KJ5013";
    HalvesSwapped "KJ5014";
    NumberNotTested "KJ5015";
    PlaceholderText "KJ5016";
    WrongLanguage "KJ5017";
    NoSuchItem "KJ5018";
    ValueNotExpressed "KJ5021";
    BrokenLink "KJ6001";
    SameAddress "KJ6002";
    ExpiredWaiver "KJ7001";
    NeedlessWaiver "KJ7002";
    ChangedEvidence "KJ7003";
    MissingEvidence "KJ7004";
    Internal "KJ9001";
}

/// Returns the page of a code as Markdown.
pub fn page(code: Code, lang: Lang) -> &'static str {
    pages(code).get(lang)
}
