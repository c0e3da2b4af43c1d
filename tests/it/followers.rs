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
