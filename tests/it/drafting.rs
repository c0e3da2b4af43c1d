//! Single mistakes in a draft: each is told where it is made, with the other place where two matter, the right word where
//! there is one, in both languages, and draws nothing false after it.

use std::collections::BTreeSet;

use kijun::compile::Compilation;
use kijun::diag::Diagnostic;
use kijun::lang::Bilingual;
use kijun::source::Sources;

use crate::support::{codes, compile_texts, root};

const DRAFTING: &str = include_str!("fixtures/drafting.kijun");

/// Edits of the draft, each at the last place of its words.
type Edits = &'static [(&'static str, &'static str)];

/// A mistake, and how it is told.
struct Mistake {
    name: &'static str,
    edits: Edits,
    /// The code.
    code: &'static str,
    /// How many are told: more than one only where each is a consequence of its own.
    count: usize,
    /// What the place says, and the words at further places.
    at: &'static str,
    also: &'static [&'static str],
    fix: Fix,
    /// What the Japanese and the English of it say, title or help.
    ja: &'static str,
    en: &'static str,
}

/// What is proposed.
enum Fix {
    /// What makes the draft as it was.
    Mends,
    /// Another word.
    Word(&'static str),
    Nothing,
}

const ITEM_5: &str = "機器は、最新のソフトウェアであることを確認する機能を備えなければならない。";

const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "10 for 8 characters: the example, and both texts that are to say the same",
        edits: &[
            ("8文字以上のものへ変更させる機能", "10文字以上のものへ変更させる機能"),
            (
                "code to one of at least 8 characters.\" }\n  modality shall\n  addressee terminal\n  applies when auth.present\n  meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }\n  meets",
                "code to one of at least 10 characters.\" }\n  modality shall\n  addressee terminal\n  applies when auth.present\n  meets auth.credential { all { auth.change == forced  auth.length >= 10 characters } }\n  meets",
            ),
        ],
        code: "KJ3001",
        count: 3,
        at: "ord@2026-draft:3.1.2",
        also: &["guide@3-draft:1"],
        fix: Fix::Nothing,
        ja: "差異の宣言がない",
        en: "no deviation",
    },
    Mistake {
        name: "促す where the criterion asks for forced",
        edits: &[("8文字以上のものへ変更させる機能を", "8文字以上のものへの変更を促す機能を")],
        code: "KJ5021",
        count: 1,
        at: "促",
        also: &["ord@2026-draft:3.1.2"],
        fix: Fix::Nothing,
        ja: "「強制」",
        en: "”, “",
    },
    Mistake {
        name: "promotion in the title",
        edits: &[(
            "title { ja \"識別符号の変更\" en \"change of the identification code\" }\n  text { ja \"機器は、初期の識別符号を、利用者に8文字以上のものへ変更させる機能",
            "title { ja \"識別符号の変更の促進\" en \"change of the identification code\" }\n  text { ja \"機器は、初期の識別符号を、利用者に8文字以上のものへ変更させる機能",
        )],
        code: "KJ5021",
        count: 1,
        at: "促",
        also: &["ord@2026-draft:3.1.2"],
        fix: Fix::Nothing,
        ja: "「強制」",
        en: "forced",
    },
    Mistake {
        name: "望ましい under shall",
        edits: &[("を確認する機能を備えなければならない。", "を確認する機能を備えることが望ましい。")],
        code: "KJ5006",
        count: 1,
        at: "機器は、最新のソフトウェアであることを確認する機能を備えることが望ましい。",
        also: &[
            "modality shall",
            "The equipment shall have a function that confirms whether the software is the latest.",
        ],
        fix: Fix::Nothing,
        ja: "和文が「必須」（shall）を表していない",
        en: "the Japanese text does not express `shall`",
    },
    Mistake {
        name: "should under shall",
        edits: &[(
            "The equipment shall have a function that confirms",
            "The equipment should have a function that confirms",
        )],
        code: "KJ5006",
        count: 1,
        at: "The equipment should have a function that confirms whether the software is the latest.",
        also: &["modality shall", ITEM_5],
        fix: Fix::Nothing,
        ja: "英文が「必須」",
        en: "the English text does not express `shall`",
    },
    Mistake {
        name: "dates that differ",
        edits: &[
            (
                "機器は、最新のソフトウェアであることを確認",
                "機器は、2027年4月1日から最新のソフトウェアであることを確認",
            ),
            (
                "The equipment shall have a function that confirms",
                "From 2027-04-10 the equipment shall have a function that confirms",
            ),
        ],
        code: "KJ5003",
        count: 1,
        at: "2027年4月1日",
        also: &["2027-04-10"],
        fix: Fix::Nothing,
        ja: "和文の「2027年4月1日」と英文の「2027-04-10」が一致しない",
        en: "`2027-04-10`",
    },
    Mistake {
        name: "references that differ",
        edits: &[
            (
                "機器は、最新のソフトウェアであることを確認",
                "機器は、第三条第二号のほか、最新のソフトウェアであることを確認",
            ),
            (
                "The equipment shall have a function that confirms",
                "Beside Art. 3, item 3, the equipment shall have a function that confirms",
            ),
        ],
        code: "KJ5005",
        count: 1,
        at: "第二号",
        also: &[
            "Beside Art. 3, item 3, the equipment shall have a function that confirms whether the software is the latest.",
        ],
        fix: Fix::Nothing,
        ja: "「第二号」への参照が和文だけにある",
        en: "the English text does not refer to `第二号`",
    },
    Mistake {
        name: "no grade",
        edits: &[("source paper at \"5\" grade reported", "source paper at \"5\"")],
        code: "KJ3015",
        count: 1,
        at: "source paper at \"5\"",
        also: &[],
        fix: Fix::Nothing,
        ja: "確度がない",
        en: "no grade",
    },
    Mistake {
        name: "a deviation that declares something else",
        edits: &[(
            "relation looser  condition same\n  because { ja \"指針",
            "relation stricter  condition same\n  because { ja \"指針",
        )],
        code: "KJ3002",
        count: 1,
        at: "stricter",
        also: &["guide@2:1", "mark@1:A-01"],
        fix: Fix::Mends,
        ja: "より緩い",
        en: "looser",
    },
    Mistake {
        name: "days for characters",
        edits: &[(
            "auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.length >= 8 days } }\n  meets auth.strength",
        )],
        code: "KJ2005",
        count: 1,
        at: "days",
        also: &[],
        fix: Fix::Mends,
        ja: "「文字」（characters）",
        en: "characters",
    },
    Mistake {
        name: "no unit",
        edits: &[(
            "auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.length >= 8 } }\n  meets auth.strength",
        )],
        code: "KJ2005",
        count: 1,
        at: "8",
        also: &[],
        fix: Fix::Mends,
        ja: "単位がない",
        en: "no unit",
    },
    Mistake {
        name: "an unknown fact that is near to one",
        edits: &[("meets update.check { update.shown }", "meets update.check { update.shwn }")],
        code: "KJ2001",
        count: 1,
        at: "update.shwn",
        also: &[],
        fix: Fix::Mends,
        ja: "「update.shown」のことではありませんか",
        en: "did you mean `update.shown`",
    },
    Mistake {
        name: "an unknown fact that is near to none",
        edits: &[("meets update.check { update.shown }", "meets update.check { update.verified_by_user }")],
        code: "KJ2001",
        count: 1,
        at: "update.verified_by_user",
        also: &[],
        fix: Fix::Nothing,
        ja: "宣言されていない",
        en: "no fact",
    },
    Mistake {
        name: "a definition misspelt",
        edits: &[("  amends 2020\n  status proposed", "  amends 2020\n  scope ord.scpe\n  status proposed")],
        code: "KJ2001",
        count: 1,
        at: "ord.scpe",
        also: &[],
        fix: Fix::Word("ord.scope"),
        ja: "定義「ord.scope」",
        en: "the definition `ord.scope`",
    },
    Mistake {
        name: "the law amends its draft",
        edits: &[("edition 2020 { status", "edition 2020 { amends 2026-draft  status")],
        code: "KJ4002",
        count: 1,
        at: "2026-draft",
        also: &["2020"],
        fix: Fix::Nothing,
        ja: "例示省令（ord@2020）から「amends」を取り除いて",
        en: "take `amends` away from `ord@2020`",
    },
    Mistake {
        name: "a draft amends itself",
        edits: &[("  amends 2020\n  status proposed", "  amends 2026-draft\n  status proposed")],
        code: "KJ4002",
        count: 1,
        at: "2026-draft",
        also: &[],
        fix: Fix::Mends,
        ja: "自らを改正",
        en: "amends itself",
    },
    Mistake {
        name: "a draft amends an edition that is not there",
        edits: &[("  amends 2020\n  status proposed", "  amends 2019\n  status proposed")],
        code: "KJ2001",
        count: 1,
        at: "2019",
        also: &[],
        fix: Fix::Mends,
        ja: "「2020」のことではありませんか",
        en: "did you mean `2020`",
    },
    Mistake {
        name: "a draft amends a pinned id",
        edits: &[("  amends 2020\n  status proposed", "  amends ord@2020\n  status proposed")],
        code: "KJ2001",
        count: 1,
        at: "ord@2020",
        also: &[],
        fix: Fix::Mends,
        ja: "「2020」のことではありませんか",
        en: "did you mean `2020`",
    },
    Mistake {
        name: "a full-width digit in the id of a provision",
        edits: &[("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft:3.1.５ {")],
        code: "KJ5007",
        count: 1,
        at: "ord@2026-draft:3.1.５",
        also: &[],
        fix: Fix::Mends,
        ja: "半角英数字で",
        en: "in ASCII",
    },
    Mistake {
        name: "a full-width letter in the id of a fact",
        edits: &[("fact update.shown {", "fact ｕpdate.shown {")],
        code: "KJ5007",
        count: 1,
        at: "ｕpdate.shown",
        also: &[],
        fix: Fix::Mends,
        ja: "半角英数字で",
        en: "in ASCII",
    },
    Mistake {
        name: "a full-width letter in the id of an edition",
        edits: &[("edition ord@2026-draft {", "edition ord@２026-draft {")],
        code: "KJ5007",
        count: 1,
        at: "ord@２026-draft",
        also: &[],
        fix: Fix::Mends,
        ja: "半角英数字で",
        en: "in ASCII",
    },
    Mistake {
        name: "a full-width colon",
        edits: &[("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft：3.1.5 {")],
        code: "KJ5007",
        count: 1,
        at: "ord@2026-draft：3.1.5",
        also: &[],
        fix: Fix::Mends,
        ja: "半角英数字で",
        en: "in ASCII",
    },
    Mistake {
        name: "full-width braces",
        edits: &[("meets update.check { update.shown }", "meets update.check ｛ update.shown ｝")],
        code: "KJ1001",
        count: 1,
        at: "｛",
        also: &[],
        fix: Fix::Word("{"),
        ja: "半角の「{」",
        en: "write `{`",
    },
    Mistake {
        name: "one full-width brace",
        edits: &[("meets update.check { update.shown }", "meets update.check ｛ update.shown }")],
        code: "KJ1001",
        count: 1,
        at: "｛",
        also: &[],
        fix: Fix::Mends,
        ja: "半角の「{」",
        en: "write `{`",
    },
    Mistake {
        name: "curly quotes",
        edits: &[(
            "title { ja \"最新の確認\" en \"check for the latest\" }\n  text",
            "title { ja “最新の確認” en \"check for the latest\" }\n  text",
        )],
        code: "KJ1001",
        count: 1,
        at: "“最新の確認”",
        also: &[],
        fix: Fix::Mends,
        ja: "半角の「\"」",
        en: "put it between",
    },
    Mistake {
        name: "Japanese quotes",
        edits: &[(
            "title { ja \"最新の確認\" en \"check for the latest\" }\n  text",
            "title { ja 「最新の確認」 en \"check for the latest\" }\n  text",
        )],
        code: "KJ1001",
        count: 1,
        at: "「最新の確認」",
        also: &[],
        fix: Fix::Mends,
        ja: "半角の「\"」",
        en: "put it between",
    },
    Mistake {
        name: "a full-width comparison",
        edits: &[(
            "auth.change == forced  auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.change ＝＝ forced  auth.length >= 8 characters } }\n  meets auth.strength",
        )],
        code: "KJ1001",
        count: 1,
        at: "＝＝",
        also: &[],
        fix: Fix::Mends,
        ja: "半角の「==」",
        en: "write `==`",
    },
    Mistake {
        name: "a comparison in one sign",
        edits: &[(
            "auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.length ≧ 8 characters } }\n  meets auth.strength",
        )],
        code: "KJ1001",
        count: 1,
        at: "≧",
        also: &[],
        fix: Fix::Mends,
        ja: "半角の「>=」",
        en: "write `>=`",
    },
    Mistake {
        name: "a full-width number",
        edits: &[(
            "auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.length >= ８ characters } }\n  meets auth.strength",
        )],
        code: "KJ1001",
        count: 1,
        at: "８",
        also: &[],
        fix: Fix::Mends,
        ja: "半角の「8」",
        en: "write `8`",
    },
    Mistake {
        name: "one sign for two",
        edits: &[(
            "auth.change == forced  auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.change = forced  auth.length >= 8 characters } }\n  meets auth.strength",
        )],
        code: "KJ1001",
        count: 1,
        at: "=",
        also: &[],
        fix: Fix::Mends,
        ja: "「==」のことではありませんか",
        en: "did you mean `==`",
    },
    Mistake {
        name: "an inner brace that is open",
        edits: &[("meets update.check { update.shown }", "meets update.check { update.shown")],
        code: "KJ1004",
        count: 1,
        at: "{",
        also: &["{"],
        fix: Fix::Nothing,
        ja: "「}」を補って",
        en: "add the missing `}`",
    },
    Mistake {
        name: "a status that is none",
        edits: &[("  amends 2020\n  status proposed", "  amends 2020\n  status proposal")],
        code: "KJ1009",
        count: 1,
        at: "proposal",
        also: &[],
        fix: Fix::Mends,
        ja: "「proposed」（案）",
        en: "did you mean `proposed`",
    },
    Mistake {
        name: "a modality that is none",
        edits: &[(
            "  modality shall\n  addressee terminal\n  meets update.check",
            "  modality must\n  addressee terminal\n  meets update.check",
        )],
        code: "KJ1009",
        count: 1,
        at: "must",
        also: &[],
        fix: Fix::Mends,
        ja: "「shall」（必須）",
        en: "did you mean `shall`",
    },
    Mistake {
        name: "an interpretation of a plain flag",
        edits: &[("of auth.guessable in ord@2026-draft", "of update.shown in ord@2026-draft")],
        code: "KJ2004",
        count: 1,
        at: "update.shown",
        also: &[],
        fix: Fix::Nothing,
        ja: "解釈できるのは概念と開いた選択肢だけ",
        en: "concept",
    },
    Mistake {
        name: "removes what is not there",
        edits: &[("  from 2027-04-01\n  numbering", "  from 2027-04-01\n  removes 3.1.7\n  numbering")],
        code: "KJ4004",
        count: 1,
        at: "3.1.7",
        also: &[
            "edition 2020 { status in_force  from 2020-04-01  numbering 3.1.1 to 3.1.4  source gazette }",
        ],
        fix: Fix::Nothing,
        ja: "3.1.1, 3.1.2, 3.1.3, 3.1.4",
        en: "3.1.1, 3.1.2, 3.1.3, 3.1.4",
    },
    Mistake {
        name: "renumbers what is not there",
        edits: &[("3.1.1 to 3.1.5\n  source", "3.1.1 to 3.1.5\n  renumbers 3.1.44 to 3.1.6\n  source")],
        code: "KJ4004",
        count: 1,
        at: "3.1.44",
        also: &[
            "edition 2020 { status in_force  from 2020-04-01  numbering 3.1.1 to 3.1.4  source gazette }",
        ],
        fix: Fix::Word("3.1.4"),
        ja: "「3.1.4」のことではありませんか",
        en: "did you mean `3.1.4`",
    },
    Mistake {
        name: "a number that is not in the text",
        edits: &[
            ("8文字以上のものへ変更させる機能", "一定の文字数以上のものへ変更させる機能"),
            (
                "makes the user change the initial identification code to one of at least 8 characters",
                "makes the user change the initial identification code to one of a certain length",
            ),
        ],
        code: "KJ5002",
        count: 1,
        at: "text { ja \"機器は、初期の識別符号を、利用者に一定の文字数以上のものへ変更させる機能を備えなければならない。\" en \"The equipment shall have a function that makes the user change the initial identification code to one of a certain length.\" }",
        also: &["meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }"],
        fix: Fix::Nothing,
        ja: "「8文字」",
        en: "`8 characters`",
    },
    Mistake {
        name: "an interpretation that tests another number than it says",
        edits: &[("equals { auth.length < 8 characters }", "equals { auth.length < 10 characters }")],
        code: "KJ5002",
        count: 1,
        at: "8文字未満",
        also: &["equals { auth.length < 10 characters }", "fewer than 8 characters"],
        fix: Fix::Nothing,
        ja: "「8文字未満」が、基準（パスワードの文字数：10文字未満）と合わない",
        en: "less than 10 characters",
    },
    Mistake {
        name: "the wrong side of a number",
        edits: &[("8文字以上のものへ変更させる機能", "8文字以下のものへ変更させる機能")],
        code: "KJ5002",
        count: 1,
        at: "8文字以下",
        also: &["meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }"],
        fix: Fix::Nothing,
        ja: "8文字以上）と合わない",
        en: "at least 8 characters",
    },
    Mistake {
        name: "another number beside the right one",
        edits: &[(
            "8文字以上のものへ変更させる機能を備えなければならない",
            "8文字以上のものへ変更させる機能及び12文字以上を勧める機能を備えなければならない",
        )],
        code: "KJ5002",
        count: 1,
        at: "12文字以上",
        also: &[
            "meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }",
            "The equipment shall have a function that makes the user change the initial identification code to one of at least 8 characters.",
        ],
        fix: Fix::Nothing,
        ja: "「12文字以上」が、基準（パスワードの文字数：8文字以上）と合わない",
        en: "(length of the password: at least 8 characters)",
    },
    Mistake {
        name: "another number beside the right one in both languages",
        edits: &[
            (
                "8文字以上のものへ変更させる機能を備えなければならない",
                "8文字以上のものへ変更させ、又は機器ごとに異なる12文字以上のものを付する機能を備えなければならない",
            ),
            (
                "makes the user change the initial identification code to one of at least 8 characters",
                "makes the user change the initial identification code to one of at least 8 characters or gives each device one of at least 12 characters",
            ),
        ],
        code: "KJ5002",
        count: 1,
        at: "12文字以上",
        also: &[
            "at least 12 characters",
            "meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }",
        ],
        fix: Fix::Nothing,
        ja: "「12文字以上」",
        en: "`at least 12 characters`",
    },
    Mistake {
        name: "the wrong side beside the right one, where the text denies something",
        edits: &[(
            "8文字以上のものへ変更させる機能を備えなければならない",
            "8文字以上のものへ変更させ、又は8文字以下の容易に推測されないものを付する機能を備えなければならない",
        )],
        code: "KJ5002",
        count: 1,
        at: "8文字以下",
        also: &["meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }"],
        fix: Fix::Nothing,
        ja: "「8文字以下」が、基準（パスワードの文字数：8文字以上）と合わない",
        en: "`8文字以下` does not fit",
    },
    Mistake {
        name: "the wrong side in English",
        edits: &[(
            "identification code to one of at least 8 characters.\" }\n  modality shall\n  addressee terminal\n  applies when auth.present\n  meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }\n  meets",
            "identification code to one of at most 8 characters.\" }\n  modality shall\n  addressee terminal\n  applies when auth.present\n  meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }\n  meets",
        )],
        code: "KJ5002",
        count: 1,
        at: "at most 8 characters",
        also: &["meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }"],
        fix: Fix::Nothing,
        ja: "「at most 8 characters」",
        en: "`at most 8 characters`",
    },
    Mistake {
        name: "more than 8 for 8 and more",
        edits: &[("8文字以上のものへ変更させる機能", "8文字を超えるものへ変更させる機能")],
        code: "KJ5002",
        count: 1,
        at: "8文字を超え",
        also: &[],
        fix: Fix::Nothing,
        ja: "「8文字を超え」",
        en: "at least 8 characters",
    },
    Mistake {
        name: "a wrong number in one language, which the other has right",
        edits: &[("8文字以上のものへ変更させる機能", "9文字以上のものへ変更させる機能")],
        code: "KJ5002",
        count: 1,
        at: "9文字以上",
        also: &[],
        fix: Fix::Nothing,
        ja: "「9文字以上」",
        en: "at least 8 characters",
    },
    Mistake {
        name: "digits for characters in Japanese",
        edits: &[("8文字以上のものへ変更させる機能", "8桁以上のものへ変更させる機能")],
        code: "KJ5002",
        count: 1,
        at: "8桁以上",
        also: &["meets auth.credential { all { auth.change == forced  auth.length >= 8 characters } }"],
        fix: Fix::Nothing,
        ja: "「8桁以上」が、基準（パスワードの文字数：8文字以上）と合わない",
        en: "length of the password",
    },
    Mistake {
        name: "digits for characters in both languages",
        edits: &[
            ("8文字以上のものへ変更させる機能", "8桁以上のものへ変更させる機能"),
            (
                "makes the user change the initial identification code to one of at least 8 characters",
                "makes the user change the initial identification code to one of at least 8 digits",
            ),
        ],
        code: "KJ5002",
        count: 1,
        at: "8桁以上",
        also: &["at least 8 digits"],
        fix: Fix::Nothing,
        ja: "「8桁以上」",
        en: "`at least 8 digits`",
    },
    Mistake {
        name: "a time limit that no criterion tests",
        edits: &[
            (
                "最新のソフトウェアであることを確認する機能",
                "最新のソフトウェアであることを90日以内に確認する機能",
            ),
            (
                "that confirms whether the software is the latest.",
                "that confirms within 90 days whether the software is the latest.",
            ),
        ],
        code: "KJ5015",
        count: 1,
        at: "90日以内",
        also: &["within 90 days", "meets update.check { update.shown }"],
        fix: Fix::Nothing,
        ja: "「figure NAME 90 days",
        en: "`figure NAME 90 days",
    },
    Mistake {
        name: "an effort in Japanese and a duty in English",
        edits: &[(
            "を確認する機能を備えなければならない。",
            "を確認する機能を備えるよう努めなければならない。",
        )],
        code: "KJ5004",
        count: 1,
        at: "機器は、最新のソフトウェアであることを確認する機能を備えるよう努めなければならない。",
        also: &["The equipment shall have a function that confirms whether the software is the latest."],
        fix: Fix::Nothing,
        ja: "和文は努力義務であるが、英文はそうでない",
        en: "the Japanese text asks for an effort only",
    },
    Mistake {
        name: "an effort in English and a duty in Japanese",
        edits: &[(
            "The equipment shall have a function that confirms",
            "The equipment shall seek to have a function that confirms",
        )],
        code: "KJ5004",
        count: 1,
        at: "The equipment shall seek to have a function that confirms whether the software is the latest.",
        also: &[ITEM_5],
        fix: Fix::Nothing,
        ja: "英文は努力義務であるが、和文はそうでない",
        en: "the English text asks for an effort only",
    },
    Mistake {
        name: "an effort in both languages and a criterion that asks for the result",
        edits: &[
            ("を確認する機能を備えなければならない。", "を確認する機能を備えるよう努めなければならない。"),
            (
                "The equipment shall have a function that confirms",
                "The equipment shall endeavour to have a function that confirms",
            ),
        ],
        code: "KJ5004",
        count: 1,
        at: "機器は、最新のソフトウェアであることを確認する機能を備えるよう努めなければならない。",
        also: &["meets update.check { update.shown }"],
        fix: Fix::Nothing,
        ja: "基準は結果を求める",
        en: "the criterion for the result",
    },
    Mistake {
        name: "促し beside させる",
        edits: &[("8文字以上のものへ変更させる機能を", "その変更を促し、8文字以上のものへ変更させる機能を")],
        code: "KJ5021",
        count: 1,
        at: "促",
        also: &["ord@2026-draft:3.1.2"],
        fix: Fix::Nothing,
        ja: "「強制",
        en: "forced",
    },
    Mistake {
        name: "a reason that was not filled in",
        edits: &[(
            "because { ja \"指針は変更の促進で足りる。\" en \"The guideline is content with a prompt.\" }",
            "because { ja \"…\" en \"…\" }",
        )],
        code: "KJ5016",
        count: 1,
        at: "…",
        also: &["…"],
        fix: Fix::Nothing,
        ja: "和文が「…」のままである",
        en: "is still `…`",
    },
    Mistake {
        name: "a half that was not filled in",
        edits: &[("en \"The guideline is content with a prompt.\"", "en \"TODO\"")],
        code: "KJ5016",
        count: 1,
        at: "TODO",
        also: &[],
        fix: Fix::Nothing,
        ja: "英文が「TODO」のままである",
        en: "the English text is still `TODO`",
    },
    Mistake {
        name: "a title that is in Japanese in both languages",
        edits: &[(
            "title { ja \"最新の確認\" en \"check for the latest\" }\n  text",
            "title { ja \"最新の確認\" en \"最新の確認\" }\n  text",
        )],
        code: "KJ5017",
        count: 1,
        at: "{ ja \"最新の確認\" en \"最新の確認\" }",
        also: &[],
        fix: Fix::Nothing,
        ja: "英文が日本語で書かれている",
        en: "the English half is in Japanese",
    },
    Mistake {
        name: "a text that is in English in both languages",
        edits: &[(
            "text { ja \"機器は、最新のソフトウェアであることを確認する機能を備えなければならない。\" en",
            "text { ja \"The equipment shall have a function that confirms whether the software is the latest.\" en",
        )],
        code: "KJ5017",
        count: 1,
        at: "{ ja \"The equipment shall have a function that confirms whether the software is the latest.\" en \"The equipment shall have a function that confirms whether the software is the latest.\" }",
        also: &[],
        fix: Fix::Nothing,
        ja: "和文が英語で書かれている",
        en: "the Japanese half is in English",
    },
    Mistake {
        name: "a reference to an item of the own paragraph that is not there",
        edits: &[
            (
                "機器は、最新のソフトウェアであることを確認",
                "機器は、第7号の最新のソフトウェアであることを確認",
            ),
            (
                "confirms whether the software is the latest.",
                "confirms whether the software of item 7 is the latest.",
            ),
        ],
        code: "KJ5018",
        count: 1,
        at: "第7号",
        also: &["ord@2026-draft:3.1.5"],
        fix: Fix::Nothing,
        ja: "「第7号」がこの項にない",
        en: "`第7号`",
    },
    Mistake {
        name: "item 6 behind item 4",
        edits: &[
            ("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft:3.1.6 {"),
            ("第三条第五号", "第三条第六号"),
            ("Art. 3(v)", "Art. 3(vi)"),
        ],
        code: "KJ3008",
        count: 1,
        at: "ord@2026-draft:3.1.6",
        also: &["numbering 3.1.1 to 3.1.5"],
        fix: Fix::Word("ord@2026-draft:3.1.5"),
        ja: "「3.1.6」は「3.1.5」のことではありませんか",
        en: "is `3.1.6` meant to be `3.1.5`",
    },
    Mistake {
        name: "an item removed from the middle",
        edits: &[("  from 2027-04-01\n  numbering", "  from 2027-04-01\n  removes 3.1.3\n  numbering")],
        code: "KJ3008",
        count: 1,
        at: "3.1.3",
        also: &["numbering 3.1.1 to 3.1.5"],
        fix: Fix::Nothing,
        ja: "「voids 3.1.3」",
        en: "`renumbers 3.1.4 to 3.1.3`",
    },
    Mistake {
        name: "a numbering of more than there is",
        edits: &[("numbering 3.1.1 to 3.1.5", "numbering 3.1.1 to 3.1.6")],
        code: "KJ3008",
        count: 1,
        at: "edition ord@2026-draft {\n  amends 2020\n  status proposed\n  from 2027-04-01\n  numbering 3.1.1 to 3.1.6\n  source paper\n}",
        also: &["ord@2026-draft:3.1.5", "numbering 3.1.1 to 3.1.6"],
        fix: Fix::Nothing,
        ja: "番号「3.1.6」の規定がない",
        en: "no `3.1.6`",
    },
    Mistake {
        name: "識別番号 for 識別符号",
        edits: &[(
            "初期の識別符号を、利用者に8文字以上のものへ変更させる機能",
            "初期の識別番号を、利用者に8文字以上のものへ変更させる機能",
        )],
        code: "KJ5009",
        count: 1,
        at: "識別番号",
        also: &[],
        fix: Fix::Nothing,
        ja: "「識別符号」を使って",
        en: "識別符号",
    },
    Mistake {
        name: "an end before the beginning",
        edits: &[("  from 2027-04-01\n  numbering", "  from 2027-04-01\n  until 2027-03-31\n  numbering")],
        code: "KJ4003",
        count: 1,
        at: "until 2027-03-31",
        also: &["from 2027-04-01"],
        fix: Fix::Nothing,
        ja: "終わりが定まっていないなら",
        en: "take `until` away",
    },
    Mistake {
        name: "a deeming that ends before it begins",
        edits: &[("  when label.current\n", "  when label.current\n  from 2027-04-01\n  until 2026-04-01\n")],
        code: "KJ4003",
        count: 1,
        at: "until 2026-04-01",
        also: &["from 2027-04-01"],
        fix: Fix::Nothing,
        ja: "終わりが定まっていないなら",
        en: "take `until` away",
    },
    Mistake {
        name: "a letter in an id",
        edits: &[
            ("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft:3.1.2.イ {"),
            ("第三条第五号", "第三条第二号イ"),
            ("Art. 3(v)", "Art. 3(ii)(a)"),
            ("numbering 3.1.1 to 3.1.5", "numbering 3.1.1 to 3.1.4"),
            ("    ord@2026-draft:3.1.5 satisfied\n", "    ord@2026-draft:3.1.2.i satisfied\n"),
            ("    ord@2026-draft:3.1.5 not_satisfied\n", "    ord@2026-draft:3.1.2.i not_satisfied\n"),
        ],
        code: "KJ5007",
        count: 1,
        at: "ord@2026-draft:3.1.2.イ",
        also: &[],
        fix: Fix::Word("ord@2026-draft:3.1.2.i"),
        ja: "「ord@2026-draft:3.1.2.i」",
        en: "`ord@2026-draft:3.1.2.i`",
    },
    Mistake {
        name: "a citation that another provision has",
        edits: &[("第三条第五号", "第三条第四号"), ("Art. 3(v)", "Art. 3(iv)")],
        code: "KJ2013",
        count: 1,
        at: "第三条第四号",
        also: &["第三条第四号"],
        fix: Fix::Nothing,
        ja: "引用が同じ",
        en: "both cited as",
    },
    Mistake {
        name: "a citation that is not that of the number",
        edits: &[("第三条第五号", "第三条第六号"), ("Art. 3(v)", "Art. 3(vi)")],
        code: "KJ5013",
        count: 1,
        at: "第三条第六号",
        also: &["Art. 3(vi)", "ord@2026-draft:3.1.5"],
        fix: Fix::Nothing,
        ja: "番号「3.1.5」と合わない",
        en: "is not `3.1.5`",
    },
    Mistake {
        name: "halves of a citation that differ",
        edits: &[("Art. 3(v)", "Art. 3(vi)")],
        code: "KJ5013",
        count: 1,
        at: "第三条第五号",
        also: &["Art. 3(vi)"],
        fix: Fix::Nothing,
        ja: "和文と英文で異なる",
        en: "by different numbers",
    },
    Mistake {
        name: "the same provision twice",
        edits: &[("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft:3.1.2 {")],
        code: "KJ2002",
        count: 1,
        at: "ord@2026-draft:3.1.2",
        also: &["ord@2026-draft:3.1.2"],
        fix: Fix::Nothing,
        ja: "二度宣言されている",
        en: "declared twice",
    },
    Mistake {
        name: "removed and declared",
        edits: &[("  from 2027-04-01\n  numbering", "  from 2027-04-01\n  removes 3.1.2\n  numbering")],
        code: "KJ2002",
        count: 1,
        at: "3.1.2",
        also: &["ord@2026-draft:3.1.2"],
        fix: Fix::Nothing,
        ja: "「removes」から「3.1.2」を除き",
        en: "out of `removes`",
    },
    Mistake {
        name: "void and declared",
        edits: &[("  from 2027-04-01\n  numbering", "  from 2027-04-01\n  voids 3.1.5\n  numbering")],
        code: "KJ2002",
        count: 1,
        at: "3.1.5",
        also: &["ord@2026-draft:3.1.5"],
        fix: Fix::Nothing,
        ja: "「voids」から「3.1.5」を除き",
        en: "out of `voids`",
    },
    Mistake {
        name: "the edition misspelt at its head",
        edits: &[("edition ord@2026-draft {", "edition ord@2026-drfat {")],
        code: "KJ2001",
        count: 1,
        at: "2026-drfat",
        also: &["ord@2026-draft:3.1.2"],
        fix: Fix::Mends,
        ja: "「2026-drfat」は「2026-draft」のことではありませんか",
        en: "is `2026-drfat` meant to be `2026-draft`",
    },
    Mistake {
        name: "the instrument misspelt at the head of its edition",
        edits: &[("edition ord@2026-draft {", "edition odr@2026-draft {")],
        code: "KJ2001",
        count: 1,
        at: "odr",
        also: &[],
        fix: Fix::Mends,
        ja: "「ord」のことではありませんか",
        en: "did you mean `ord`",
    },
    Mistake {
        name: "an edition by itself without its instrument",
        edits: &[("edition ord@2026-draft {", "edition 2026-draft {")],
        code: "KJ2009",
        count: 1,
        at: "2026-draft",
        also: &[],
        fix: Fix::Mends,
        ja: "「ord@2026-draft」と書いて",
        en: "`ord@2026-draft`",
    },
    Mistake {
        name: "a proposal for another day than its editions",
        edits: &[("guide@3-draft\n  from 2027-04-01", "guide@3-draft\n  from 2028-04-01")],
        code: "KJ4021",
        count: 1,
        at: "from 2028-04-01",
        also: &[
            "edition ord@2026-draft {\n  amends 2020\n  status proposed\n  from 2027-04-01\n  numbering 3.1.1 to 3.1.5\n  source paper\n}",
            "edition guide@3-draft { amends 2  status proposed  from 2027-04-01  source paper }",
        ],
        fix: Fix::Mends,
        ja: "「from 2027-04-01」と書くか",
        en: "write `from 2027-04-01`",
    },
    Mistake {
        name: "an edition misspelt in a proposal",
        edits: &[("editions ord@2026-draft guide", "editions ord@2026-drft guide")],
        code: "KJ2001",
        count: 1,
        at: "2026-drft",
        also: &[],
        fix: Fix::Mends,
        ja: "「2026-draft」のことではありませんか",
        en: "did you mean `2026-draft`",
    },
    Mistake {
        name: "a day as Japanese law writes it",
        edits: &[("  from 2027-04-01\n  numbering", "  from 令和9年4月1日\n  numbering")],
        code: "KJ1010",
        count: 1,
        at: "令和9年4月1日",
        also: &[],
        fix: Fix::Mends,
        ja: "「2027-04-01」のことではありませんか",
        en: "did you mean `2027-04-01`",
    },
    Mistake {
        name: "a day in full-width digits",
        edits: &[("  from 2027-04-01\n  numbering", "  from ２０２７-04-01\n  numbering")],
        code: "KJ1010",
        count: 1,
        at: "２０２７-04-01",
        also: &[],
        fix: Fix::Mends,
        ja: "「2027-04-01」のことではありませんか",
        en: "did you mean `2027-04-01`",
    },
    Mistake {
        name: "a half of the text that is missing",
        edits: &[(
            "text { ja \"機器は、最新のソフトウェアであることを確認する機能を備えなければならない。\" en",
            "text { en",
        )],
        code: "KJ5001",
        count: 1,
        at: "{ en \"The equipment shall have a function that confirms whether the software is the latest.\" }",
        also: &[],
        fix: Fix::Nothing,
        ja: "和文がない",
        en: "Japanese",
    },
    Mistake {
        name: "the two languages swapped",
        edits: &[(
            "text { ja \"機器は、最新のソフトウェアであることを確認する機能を備えなければならない。\" en \"The equipment shall have a function that confirms whether the software is the latest.\" }",
            "text { ja \"The equipment shall have a function that confirms whether the software is the latest.\" en \"機器は、最新のソフトウェアであることを確認する機能を備えなければならない。\" }",
        )],
        code: "KJ5014",
        count: 1,
        at: "{ ja \"The equipment shall have a function that confirms whether the software is the latest.\" en \"機器は、最新のソフトウェアであることを確認する機能を備えなければならない。\" }",
        also: &[],
        fix: Fix::Nothing,
        ja: "入れ替わっている",
        en: "swapped",
    },
    Mistake {
        name: "a text replaced and its deeming forgotten",
        edits: &[(
            "provision ord@2026-draft:3.1.5 {",
            "provision ord@2026-draft:3.1 {\n  cite { ja \"第三条本文\" en \"Art. 3, main clause\" }\n  title { ja \"安全の基準\" en \"security standard\" }\n  text { ja \"機器は、次の各号の条件の全てに適合しなければならない。\" en \"The equipment shall meet all the conditions of the following items.\" }\n  modality shall\n  addressee terminal\n  criterion { items }\n  source paper at \"3\" grade reported\n}\n\nprovision ord@2026-draft:3.1.5 {",
        )],
        code: "KJ4011",
        count: 1,
        at: "ord@2026-draft:3.1",
        also: &[
            "deeming ord.by-label {\n  of ord@2020:3.1\n  when label.current\n  basis { ja \"例示省令第三条\" en \"Art. 3 of the Example Ordinance\" }\n  source gazette at \"第3条\" grade official\n}",
        ],
        fix: Fix::Nothing,
        ja: "「keeps ord.by-label」",
        en: "`removes ord.by-label`",
    },
    Mistake {
        name: "no example for the draft",
        edits: &[
            ("    ord@2026-draft:3.1.2 satisfied\n    ord@2026-draft:3.1.5 satisfied\n", ""),
            ("    ord@2026-draft:3.1.2 not_satisfied\n    ord@2026-draft:3.1.5 not_satisfied\n", ""),
        ],
        code: "KJ4022",
        count: 1,
        at: "edition ord@2026-draft {\n  amends 2020\n  status proposed\n  from 2027-04-01\n  numbering 3.1.1 to 3.1.5\n  source paper\n}",
        also: &[],
        fix: Fix::Nothing,
        ja: "例示機器がない",
        en: "example",
    },
    Mistake {
        name: "a criterion turned round",
        edits: &[("meets auth.strength { not auth.guessable }", "meets auth.strength { auth.guessable }")],
        code: "KJ3006",
        count: 1,
        at: "ord@2026-draft:3.1.2 satisfied",
        also: &["ord@2026-draft:3.1.2"],
        fix: Fix::Nothing,
        ja: "「適合」でなく「不適合」",
        en: "not",
    },
    Mistake {
        name: "a new scope of the law, which guideline and label do not have",
        edits: &[(
            "  amends 2020\n  status proposed",
            "  amends 2020\n  scope all { product.ip  auth.control }\n  status proposed",
        )],
        code: "KJ3001",
        count: 2,
        at: "edition 1 { status in_force  from 2025-03-25  source paper }",
        also: &[
            "edition ord@2026-draft {\n  amends 2020\n  scope all { product.ip  auth.control }\n  status proposed\n  from 2027-04-01\n  numbering 3.1.1 to 3.1.5\n  source paper\n}",
        ],
        fix: Fix::Nothing,
        ja: "対象範囲が異なる",
        en: "scope",
    },
    Mistake {
        name: "no colon between edition and number",
        edits: &[("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft.3.1.5 {")],
        code: "KJ2009",
        count: 1,
        at: "ord@2026-draft.3.1.5",
        also: &[],
        fix: Fix::Mends,
        ja: "「:」がない",
        en: "no `:`",
    },
    Mistake {
        name: "a provision without its edition",
        edits: &[("provision ord@2026-draft:3.1.5 {", "provision ord:3.1.5 {")],
        code: "KJ2009",
        count: 1,
        at: "ord:3.1.5",
        also: &[],
        fix: Fix::Nothing,
        ja: "「文書@版:番号」",
        en: "`instrument@edition:locator`",
    },
    Mistake {
        name: "a blank in an id",
        edits: &[("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft: 3.1.5 {")],
        code: "KJ1001",
        count: 1,
        at: "3.1.5",
        also: &[],
        fix: Fix::Nothing,
        ja: "「3.1.5」はここに置けない",
        en: "`3.1.5` cannot stand here",
    },
    Mistake {
        name: "words separated by 、",
        edits: &[("editions ord@2026-draft guide@3-draft", "editions ord@2026-draft、guide@3-draft")],
        code: "KJ1001",
        count: 1,
        at: "、",
        also: &[],
        fix: Fix::Mends,
        ja: "空白で区切って",
        en: "by blanks",
    },
    Mistake {
        name: "a unit by its Japanese name",
        edits: &[(
            "auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.length >= 8 文字 } }\n  meets auth.strength",
        )],
        code: "KJ2005",
        count: 1,
        at: "文字",
        also: &[],
        fix: Fix::Mends,
        ja: "「characters」と書く",
        en: "is written `characters`",
    },
    Mistake {
        name: "a number joined to its unit",
        edits: &[(
            "auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.length >= 8文字 } }\n  meets auth.strength",
        )],
        code: "KJ2004",
        count: 1,
        at: "8文字",
        also: &[],
        fix: Fix::Mends,
        ja: "「8 characters」と書いて",
        en: "write `8 characters`",
    },
    Mistake {
        name: "a value by its Japanese label",
        edits: &[(
            "auth.change == forced  auth.length >= 8 characters } }\n  meets auth.strength",
            "auth.change == 強制する  auth.length >= 8 characters } }\n  meets auth.strength",
        )],
        code: "KJ2006",
        count: 1,
        at: "強制する",
        also: &[],
        fix: Fix::Mends,
        ja: "「forced」のことではありませんか",
        en: "did you mean `forced`",
    },
    Mistake {
        name: "a fact by its Japanese title",
        edits: &[("meets update.check { update.shown }", "meets update.check { 最新の確認 }")],
        code: "KJ2001",
        count: 1,
        at: "最新の確認",
        also: &[],
        fix: Fix::Mends,
        ja: "「update.shown」のことではありませんか",
        en: "did you mean `update.shown`",
    },
    Mistake {
        name: "an addressee by its Japanese title",
        edits: &[("  addressee terminal\n  meets update.check", "  addressee 端末\n  meets update.check")],
        code: "KJ2001",
        count: 1,
        at: "端末",
        also: &[],
        fix: Fix::Mends,
        ja: "「terminal」のことではありませんか",
        en: "did you mean `terminal`",
    },
    Mistake {
        name: "no addressee",
        edits: &[("  addressee terminal\n  meets update.check", "  meets update.check")],
        code: "KJ1007",
        count: 1,
        at: "ord@2026-draft:3.1.5",
        also: &[],
        fix: Fix::Nothing,
        ja: "「addressee」がない",
        en: "no `addressee`",
    },
    Mistake {
        name: "no status",
        edits: &[("  amends 2020\n  status proposed", "  amends 2020")],
        code: "KJ1007",
        count: 1,
        at: "ord@2026-draft",
        also: &[],
        fix: Fix::Nothing,
        ja: "「status」がない",
        en: "no `status`",
    },
    Mistake {
        name: "amends forgotten",
        edits: &[("  amends 2020\n  status proposed", "  status proposed")],
        code: "KJ3008",
        count: 1,
        at: "ord@2026-draft:3.1.2",
        also: &["numbering 3.1.1 to 3.1.5"],
        fix: Fix::Nothing,
        ja: "「amends 2020」を書き忘れて",
        en: "is `amends 2020` forgotten",
    },
    Mistake {
        name: "a brace too much",
        edits: &[("meets update.check { update.shown }", "meets update.check { update.shown } }")],
        code: "KJ1004",
        count: 1,
        at: "}",
        also: &["see"],
        fix: Fix::Nothing,
        ja: "余分な「}」",
        en: "remove the brace",
    },
    Mistake {
        name: "a parenthesis that is open",
        edits: &[(
            "meets update.check { update.shown }",
            "meets update.check { (update.shown or update.possible }",
        )],
        code: "KJ1004",
        count: 1,
        at: "(",
        also: &[],
        fix: Fix::Nothing,
        ja: "「)」を補って",
        en: "add the missing `)`",
    },
    Mistake {
        name: "a reference to a number that is not there",
        edits: &[("  see ord@2026-draft:3.1.2", "  see ord@2026-draft:3.1.22")],
        code: "KJ2001",
        count: 1,
        at: "ord@2026-draft:3.1.22",
        also: &[],
        fix: Fix::Mends,
        ja: "「ord@2026-draft:3.1.2」のことではありませんか",
        en: "did you mean `ord@2026-draft:3.1.2`",
    },
];

/// Returns the draft with the edits of a mistake.
fn written(edits: Edits) -> String {
    edits.iter().fold(DRAFTING.to_owned(), |mut text, (old, new)| {
        let at = text.rfind(old).unwrap_or_else(|| panic!("{old}"));
        text.replace_range(at..at + old.len(), new);
        text
    })
}

fn compiled(text: &str) -> (Sources, Compilation) {
    compile_texts(&[("rules/a.kijun", text)])
}

#[test]
fn the_draft_itself_has_no_fault() {
    let found = compiled(DRAFTING).1.diagnostics;
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_mistake_is_told_once_at_its_place_with_what_is_right() {
    let mut wrong = Vec::new();
    for mistake in MISTAKES {
        let text = written(mistake.edits);
        let (sources, compilation) = compiled(&text);
        let all = &compilation.diagnostics;
        if all.len() != mistake.count {
            wrong.push(format!("{}: {} told: {all:#?}", mistake.name, all.len()));
            continue;
        }
        let Some(found) = all.iter().find(|it| it.code.number() == mistake.code) else {
            wrong.push(format!("{}: {all:#?}", mistake.name));
            continue;
        };
        wrong.extend(
            differences(mistake, found, &sources, &text)
                .into_iter()
                .map(|it| format!("{}: {it}", mistake.name)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Says in what a diagnostic is not as it should be.
fn differences(mistake: &Mistake, found: &Diagnostic, sources: &Sources, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let at = found.primary.as_ref().map(|label| sources.text(label.span)).unwrap_or_default();
    if at != mistake.at {
        wrong.push(format!("stands at {at:?}"));
    }
    let also: Vec<&str> = found.secondary.iter().map(|label| sources.text(label.span)).collect();
    wrong.extend(
        mistake.also.iter().filter(|it| !also.contains(it)).map(|it| format!("lacks {it:?} in {also:?}")),
    );
    let proposed = found.suggestion.as_ref();
    match &mistake.fix {
        Fix::Nothing => wrong.extend(proposed.map(|it| format!("proposes {it:?}"))),
        Fix::Word(word) if proposed.is_some_and(|it| it.replacement == *word) => {}
        Fix::Word(word) => wrong.push(format!("proposes {proposed:?} and not {word}")),
        Fix::Mends => {
            let mut mended = text.to_owned();
            if let Some(it) = proposed {
                mended.replace_range(it.span.range(), &it.replacement);
            }
            if mended != DRAFTING {
                wrong.push(format!("is not mended by {proposed:?}"));
            }
        }
    }
    let said = |lang: fn(&Bilingual) -> &str| {
        [Some(&found.title), found.help.as_ref()]
            .into_iter()
            .flatten()
            .map(lang)
            .collect::<Vec<_>>()
            .join("\n")
    };
    for (lang, part) in [(said(|it| &it.ja), mistake.ja), (said(|it| &it.en), mistake.en)] {
        if !lang.contains(part) {
            wrong.push(format!("does not say {part:?}: {lang}"));
        }
    }
    wrong
}

#[test]
fn a_mistake_is_named_and_made_once() {
    let names: BTreeSet<&str> = MISTAKES.iter().map(|it| it.name).collect();
    assert_eq!(names.len(), MISTAKES.len());
}

#[test]
fn what_is_right_is_no_mistake() {
    for edits in [
        // Days in the manner of Japanese law, and in full-width digits.
        &[
            (
                "機器は、最新のソフトウェアであることを確認",
                "機器は、令和9年4月1日から最新のソフトウェアであることを確認",
            ),
            (
                "The equipment shall have a function that confirms",
                "From 1 April 2027 the equipment shall have a function that confirms",
            ),
        ][..],
        &[
            (
                "機器は、最新のソフトウェアであることを確認",
                "機器は、２０２７年４月１日から最新のソフトウェアであることを確認",
            ),
            (
                "The equipment shall have a function that confirms",
                "From 2027-04-01 the equipment shall have a function that confirms",
            ),
        ],
        // Four items then and five now; what was made keeps the check alive, without a fault of its own.
        &[("  numbering 3.1.1 to 3.1.5\n", "")],
        &[
            ("  amends 2020\n  status proposed", "  amends 2020\n  status adopted"),
            ("amends 2  status proposed", "amends 2  status adopted"),
        ],
        // A bound said by its contrary.
        &[(
            "利用者に8文字以上のものへ変更させる機能を備えなければならない",
            "利用者に8文字未満のものを用いさせることなく変更させる機能を備えなければならない",
        )],
    ] {
        let found = compiled(&written(edits)).1.diagnostics;
        assert!(found.is_empty(), "{edits:?}: {found:#?}");
    }
}

#[test]
fn a_draft_that_was_made_is_still_checked() {
    let made: Edits = &[
        ("  amends 2020\n  status proposed", "  amends 2020\n  status adopted"),
        ("amends 2  status proposed", "amends 2  status adopted"),
        (
            "8文字以上のものへ変更させなければならない。\" en \"The equipment shall make the user change the initial identification code to one of at least 8",
            "10文字以上のものへ変更させなければならない。\" en \"The equipment shall make the user change the initial identification code to one of at least 10",
        ),
        (
            "auth.length >= 8 characters } }\n  source paper at \"1\"",
            "auth.length >= 10 characters } }\n  source paper at \"1\"",
        ),
    ];
    let codes: BTreeSet<&str> =
        compiled(&written(made)).1.diagnostics.iter().map(|it| it.code.number()).collect();
    assert_eq!(codes, ["KJ3001"].into());
}

/// The shipped base with the worked example of the documents laid over it, each file as it is or changed.
fn worked_example(change: impl Fn(String) -> String) -> (Sources, Compilation) {
    let mut texts = Vec::new();
    for (folder, is_example) in [("rules", false), ("standards", false), ("docs/examples/drafting", true)] {
        for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().flatten() {
            if entry.path().extension().is_some_and(|it| it == "kijun") {
                let text = std::fs::read_to_string(entry.path()).expect("text");
                let text = if is_example { change(text) } else { text };
                texts.push((entry.path().display().to_string(), text));
            }
        }
    }
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    compile_texts(&texts)
}

/// The drafts on promulgation: law of their day, beside which the conclusions of 2025 still are a proposal of their own.
fn adopted(text: &str) -> String {
    let text = text.replace("status proposed\n  from unknown", "status adopted\n  from 2027-10-01");
    if !text.contains("deviation draft-credential-label {") {
        return text;
    }
    let stays = "deviation spent-transition {\n  alignment jp-terminal-and-label\n  on transition\n  between jp.ter@2025-rec and \
                 jcstar1@2-draft\n  applicability wider\n  because { ja \"ラベルに経過措置はない。\" en \"The label has no transition.\" }\n  \
                 source committee-report-2025 at { ja \"第5章\" en \"chapter 5\" }\n  review_by 2027-10-01\n}\n";
    let spent = |name: &str, of: &str| {
        format!(
            "deviation {name} {{\n  alignment jp-terminal-and-label\n  on auth.default_credential\n  between {of} and \
             jcstar1@2-draft:S1.1-02\n  relation looser  condition overlapping\n  because {{ ja \"検討結果は文字数を定めていない。\" \
             en \"The conclusions set no length.\" }}\n  source committee-report-2025 at \"§3.1.3\"\n  review_by 2027-10-01\n}}\n"
        )
    };
    text + &spent("spent-ordinance", "jp.ter@2025-rec:34-10.1.2")
        + &spent("spent-guideline", "jp.guideline@2025-rec:1.2.g10")
        + stays
}

#[test]
fn the_worked_example_of_three_texts_is_clean_as_a_draft_and_as_law() {
    for (name, change) in [("draft", str::to_owned as fn(&str) -> String), ("law", adopted)] {
        let (_, compilation) = worked_example(|text| change(&text));
        let told: Vec<&str> = compilation.diagnostics.iter().map(|it| it.title.en.as_str()).collect();
        assert!(told.is_empty(), "as {name}: {told:?}");
    }
}

#[test]
fn promulgation_keeps_the_check_of_the_worked_example_alive() {
    for change in [str::to_owned as fn(&str) -> String, adopted] {
        // Only the guideline asks for ten characters now.
        let longer = |text: String| {
            text.replace("minimum_length >= 8 characters", "minimum_length >= 10 characters")
                .replace("8文字以上を強制", "10文字以上を強制")
                .replace("enforces at least 8 characters", "enforces at least 10 characters")
        };
        let (_, compilation) = worked_example(|text| {
            let text = change(&text);
            if text.contains("edition jp.guideline@3-draft") { longer(text) } else { text }
        });
        assert_eq!(codes(&compilation), ["KJ3002"], "the pair that was declared equal");
    }
}

/// A text that only advises is no rule, and whoever reads that there is none is told of it.
#[test]
fn a_side_that_only_advises_is_told_so() {
    let text = written(&[(
        "  text { ja \"機器は、初期の識別符号を、利用者に8文字以上のものへ変更させなければならない。\" en \"The equipment shall make the user change the initial identification code to one of at least 8 characters.\" }\n  modality shall",
        "  text { ja \"機器は、初期の識別符号を、利用者に8文字以上のものへ変更させることが望ましい。\" en \"The equipment should make the user change the initial identification code to one of at least 8 characters.\" }\n  modality should",
    )]);
    let (_, compilation) = compiled(&text);
    let notes: Vec<&Bilingual> = compilation.diagnostics.iter().flat_map(|it| &it.notes).collect();
    for (lang, words) in [("ja", "「推奨」であって義務ではない"), ("en", "obliges nobody")] {
        let says = |it: &&Bilingual| if lang == "ja" { it.ja.contains(words) } else { it.en.contains(words) };
        assert!(notes.iter().copied().any(|it| says(&it)), "{lang}: {notes:#?}");
    }
}
