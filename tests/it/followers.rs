//! One fault is one diagnostic: nothing false follows it, and what is shown first is the cause.

use crate::support::{codes, compile_texts};

const SMALL: &str = include_str!("../fixtures/small.kijun");

/// Returns the numbers of all diagnostics of the small base with one change.
fn after(old: &str, new: &str) -> Vec<&'static str> {
    assert!(SMALL.contains(old), "{old}");
    codes(&compile_texts(&[("rules/a.kijun", &SMALL.replacen(old, new, 1))]).1)
}

#[test]
fn a_misspelt_word_id_or_day_is_one_error() {
    for (old, new, code) in [
        ("status in_force", "status in_froce", "KJ1009"),
        ("from 2020-04-01", "from 2020-04-31", "KJ1010"),
        ("modality shall", "modality shal", "KJ1009"),
        ("kind ordinance", "kind ordinanc", "KJ1009"),
        ("binding mandatory", "binding mandatry", "KJ1009"),
        ("meets auth.default_credential", "meets auth.default_credentials", "KJ2001"),
        ("applies when auth.default.present", "applies when auth.default.presnt", "KJ2001"),
        ("provision fixture.ordinance@2020:1", "provision fixture.ordinace@2020:1", "KJ2001"),
        ("provision fixture.ordinance@2020:1", "provision fixture.ordinance@2021:1", "KJ2001"),
        ("addressee product", "addressee prodct", "KJ2001"),
        ("jurisdiction JP", "jurisdiction JPP", "KJ2001"),
        ("source gazette at", "source gazete at", "KJ2001"),
    ] {
        assert_eq!(after(old, new), [code], "{new}");
    }
    // Each place that names what is not declared is told, and no more.
    assert_eq!(after("source gazette {", "source gazete {"), ["KJ2001", "KJ2001"]);
    assert_eq!(after("  source gazette at \"第1条\" grade official\n", ""), ["KJ3014"]);
}

/// What is declared beside the small base, so that everything that goes by a name is named somewhere.
const MORE: &str = r#"
group auth { title { ja "認証" en "authentication" } }
unit signs { title { ja "字" en "signs" } }
theme access { title { ja "アクセス" en "access" } }
fact auth.weak { title { ja "弱さ" en "weakness" } says { ja "弱い" en "it is weak" } denies { ja "弱くない" en "it is not weak" } ask { ja "弱いですか。" en "Is it weak?" } type concept }
fact auth.signs { title { ja "字数" en "signs" } ask { ja "何字ですか。" en "How many signs?" } type number signs in 0..99 }
requirement auth.strength { title { ja "強さ" en "strength" } text { ja "弱くないこと。" en "It is not weak." } theme access }
instrument guide { title { ja "例示指針" en "Example Guideline" } kind guideline jurisdiction INT issuer { ja "例示省" en "Example Ministry" } binding voluntary authentic ja
  edition first { status superseded from 2020-04-01 until 2022-04-01 source gazette }
  edition second { amends first status in_force from 2022-04-01 source gazette } }
provision guide@first:intro { cite { ja "序" en "Preface" } title { ja "強さ" en "strength" } text { ja "初期パスワードは、9字以上であり、弱くてはならない。" en "The default password shall have 9 signs and not be weak." }
  modality shall addressee manufacturer meets auth.strength { auth.signs >= 9 signs  not auth.weak } source gazette at "序" grade official }
interpretation guide@second:weak { cite { ja "弱" en "Weak" } title { ja "弱さ" en "weakness" } text { ja "9字未満は、弱いとする。" en "Fewer than 9 signs are weak." }
  of auth.weak in guide@first equals { auth.signs < 9 signs } source gazette at "弱" grade official }
deeming guide.stamp { of guide@second:intro when auth.default.unique basis { ja "例示指針" en "Example Guideline" } source gazette at "序" grade official }
alignment example.group { members fixture.ordinance guide on auth.strength source gazette }
deviation example.deviation { alignment example.group on auth.strength between guide@second:intro and none member fixture.ordinance relation only because { ja "定めがない。" en "It has none." } source gazette }
device plain-box { title { ja "箱" en "box" } facts { auth.signs = 9 signs } expect { guide@second:intro needs_judgement } }
device other-box { like plain-box title { ja "別の箱" en "another box" } facts { auth.default.unique = true } }
term password { name { ja "初期パスワード" en "default password" } text { ja "出荷時の語。" en "A word set before delivery." } defined_by guide@second:intro }
table comparison { title { ja "比較" en "comparison" } column guide column fixture.ordinance row one { device plain-box } row two { on auth.strength } source gazette }
"#;

#[test]
fn one_wrong_letter_is_one_error_with_the_right_word() {
    let base = format!("{SMALL}{MORE}");
    let compiled = |text: &str| compile_texts(&[("rules/a.kijun", text)]);
    let before = compiled(&base).1.diagnostics;
    assert!(before.is_empty(), "{before:#?}");
    for (old, new, meant) in [
        ("members fixture.ordinance guide", "members fixture.ordinance guido", "guide"),
        ("amends first", "amends fist", "first"),
        ("defined_by guide@second:intro", "defined_by guide@second:intra", "guide@second:intro"),
        ("expect { guide@second:intro", "expect { guide@second:intrp", "guide@second:intro"),
        ("on auth.strength between", "on auth.strenght between", "auth.strength"),
        ("facts { auth.signs", "facts { auth.sings", "auth.signs"),
        ("auth.signs < 9", "auth.sign < 9", "auth.signs"),
        ("of auth.weak in", "of auth.weack in", "auth.weak"),
        (
            "on auth.strength source gazette }\ndeviation",
            "on auth.strength source gazetta }\ndeviation",
            "gazette",
        ),
        (">= 9 signs", ">= 9 sings", "signs"),
        ("addressee manufacturer", "addressee manufacturar", "manufacturer"),
        ("jurisdiction INT", "jurisdiction IMT", "INT"),
        ("group auth {", "group auht {", "auth"),
        ("alignment example.group on", "alignment example.groop on", "example.group"),
        ("like plain-box", "like plane-box", "plain-box"),
        ("row one { device plain-box", "row one { device plain-bax", "plain-box"),
        ("in guide@first", "in guide@frist", "first"),
        ("column guide column", "column giude column", "guide"),
        ("row two { on auth.strength", "row two { on auth.strengh", "auth.strength"),
        ("theme access }", "theme acces }", "access"),
        ("of guide@second:intro when", "of guide@second:intr when", "guide@second:intro"),
    ] {
        assert!(base.contains(old), "{old}");
        let (sources, compilation) = compiled(&base.replacen(old, new, 1));
        let [only] = compilation.diagnostics.as_slice() else {
            panic!("{new}: {:#?}", compilation.diagnostics);
        };
        let suggestion = only.suggestion.as_ref().unwrap_or_else(|| panic!("{new}: {only:#?}"));
        assert_eq!(suggestion.replacement, meant, "{new}");
        let help = only.help.as_ref().unwrap_or_else(|| panic!("{new}: {only:#?}"));
        assert!(help.en.contains(meant) && help.ja.contains(meant), "{new}: {help:?}");
        // The fix makes the base as it was.
        let text = &sources.file(suggestion.span.file).text;
        let mut mended = text.clone();
        mended.replace_range(suggestion.span.range(), &suggestion.replacement);
        assert_eq!(mended, base, "{new}");
    }
}

#[test]
fn a_second_block_of_an_instrument_says_where_its_editions_belong() {
    let (head, tail) = SMALL.split_once("instrument fixture.ordinance {").expect("an instrument");
    let (block, provision) = tail.split_once("\n}\n").expect("its end");
    let second = format!("instrument fixture.ordinance {{{block}\n}}\n{provision}").replace("2020", "2024");
    let more = "claim { fixture.ordinance@2024:1 implies fixture.ordinance@2024:1 by content }\n";
    assert!(head.contains("source gazette"));
    let (_, compilation) = compile_texts(&[("rules/a.kijun", SMALL), ("rules/b.kijun", &(second + more))]);
    assert_eq!(codes(&compilation), ["KJ2002"]);
    let help = compilation.diagnostics[0].help.as_ref().expect("what to do");
    assert!(help.en.contains("2024") && help.ja.contains("2024"), "{help:?}");
}

#[test]
fn hidden_characters_are_errors_wherever_they_stand() {
    for c in [
        "\u{202e}", "\u{2066}", "\u{200b}", "\u{200d}", "\u{2060}", "\u{ad}", "\u{1}", "\u{1b}", "\u{7f}",
        "\u{9b}",
    ] {
        assert_eq!(after("Example Ordinance", &format!("Example{c} Ordinance")), ["KJ1011"], "{c:?}");
        assert_eq!(
            after("source gazette {", &format!("// a{c}b{c}\nsource gazette {{")),
            ["KJ1011"],
            "{c:?}"
        );
    }
    assert_eq!(after("Example Ordinance", "Exam\u{feff}ple Ordinance"), ["KJ1011"]);
    assert!(after("source gazette {", "\u{feff}source gazette {\r\n").is_empty());
}
