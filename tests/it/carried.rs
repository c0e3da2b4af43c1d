//! Amendments and the deemings of what they replace: inherited with an unchanged text, else kept or removed by a word.

use kijun::compile::Compilation;

use crate::support::{codes, compile_texts};

const COMMON: &str = r#"
source src { title { ja "資料" en "paper" } }
fact p.c { title { ja "条件" en "condition" } says { ja "満たす" en "it is met" } denies { ja "満たさない" en "it is not met" } ask { ja "満たしますか。" en "Is it met?" } type flag }
fact p.label { title { ja "ラベル" en "label" } says { ja "ある" en "there is one" } denies { ja "ない" en "there is none" } ask { ja "ありますか。" en "Is there one?" } type flag }
"#;

/// Returns an instrument with a first edition and amendments, each by what its block says beside the days.
fn instrument(amendments: &[&str]) -> String {
    let first = "edition 1 { status superseded from 2020-01-01 until 2021-01-01 source src }";
    let later = amendments.iter().zip(2..).map(|(says, at)| {
        let (base, year) = (at - 1, 2019 + at);
        let next = year + 1;
        format!("edition {at} {{ amends {base} {says} status superseded from {year}-01-01 until {next}-01-01 source src }}")
    });
    let editions: Vec<String> = std::iter::once(first.to_owned()).chain(later).collect();
    format!(
        "instrument a {{ title {{ ja \"省令\" en \"ordinance\" }} kind ordinance jurisdiction JP \
         issuer {{ ja \"省\" en \"ministry\" }} binding mandatory authentic ja {} }}\n",
        editions.join(" ")
    )
}

/// Returns a provision; `says` stands among its entries.
fn text(id: &str, says: &str) -> String {
    let cite = id.replace([':', '@'], " ");
    format!(
        "provision {id} {{ cite {{ ja \"{cite}\" en \"{cite}\" }} title {{ ja \"規定\" en \"rule\" }} \
         text {{ ja \"機器は条件を満たさなければならない。\" en \"The equipment shall meet the condition.\" }} \
         modality shall addressee terminal {says} criterion {{ p.c }} source src grade official }}\n"
    )
}

fn deeming(id: &str, of: &str) -> String {
    format!(
        "deeming {id} {{ of {of} when p.label basis {{ ja \"根拠\" en \"basis\" }} source src grade official }}\n"
    )
}

/// Compiles the parts behind what they have in common.
fn compiled(parts: &[String]) -> Compilation {
    let text = format!("{COMMON}{}", parts.concat());
    let (_, compilation) = compile_texts(&[("rules/a.kijun", &text)]);
    compilation
}

/// Returns the errors of amendments and the places of each deeming.
fn answer(parts: &[String]) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let compilation = compiled(parts);
    let of_amendments =
        |code: &&str| code.starts_with("KJ1") || code.starts_with("KJ2") || code.starts_with("KJ4");
    let found = codes(&compilation).into_iter().filter(of_amendments).collect();
    let kb = &compilation.kb;
    let ids = |nodes: &Vec<_>| nodes.iter().map(|node| kb.node_id(node)).collect();
    (found, kb.deemed.iter().map(ids).collect())
}

/// Says what the only deeming satisfies, without an error.
fn places(parts: &[String]) -> Vec<String> {
    let (found, mut places) = answer(parts);
    assert!(found.is_empty(), "{found:?}");
    places.remove(0)
}

/// Says which errors there are.
fn errors(parts: &[String]) -> Vec<&'static str> {
    answer(parts).0
}

#[test]
fn a_replaced_text_says_what_becomes_of_its_deeming() {
    let old = [text("a@1:1", ""), text("a@1:2", ""), deeming("d.one", "a@1:1")];
    let with = |says: &str, new: &str| [&[instrument(&[says]), text("a@2:1", new)], &old[..]].concat();
    assert_eq!(errors(&with("", "")), ["KJ4011"]);
    assert_eq!(places(&with("keeps d.one", "")), ["a@1:1", "a@2:1"]);
    assert_eq!(places(&with("", "keeps d.one")), ["a@1:1", "a@2:1"]);
    assert_eq!(places(&with("removes d.one", "")), ["a@1:1"]);
    assert_eq!(places(&with("", "removes d.one")), ["a@1:1"]);
    let named = [instrument(&[""]), text("a@2:1", ""), text("a@1:1", ""), deeming("d.one", "a@1:1 a@2:1")];
    assert_eq!(places(&named), ["a@1:1", "a@2:1"], "it names the new text itself");
}

#[test]
fn the_report_shows_both_texts_the_deeming_and_what_to_write() {
    let parts = [instrument(&[""]), text("a@2:1", ""), text("a@1:1", ""), deeming("d.one", "a@1:1")];
    let compilation = compiled(&parts);
    let found = compilation.diagnostics.iter().find(|it| it.code.number() == "KJ4011").expect("it is found");
    let whole = format!("{COMMON}{}", parts.concat());
    let at =
        |label: &kijun::diag::Label| whole[label.span.start as usize..label.span.end as usize].to_owned();
    assert_eq!(at(found.primary.as_ref().expect("a place")), "a@2:1");
    let others: Vec<String> = found.secondary.iter().map(at).collect();
    assert_eq!(others[0], "a@1:1");
    assert!(others[1].starts_with("deeming d.one"), "{others:?}");
    let help = found.help.as_ref().expect("what to do");
    for said in [&help.ja, &help.en] {
        assert!(said.contains("keeps d.one") && said.contains("removes d.one"), "{said}");
    }
}

#[test]
fn each_deeming_of_a_text_is_spoken_of_and_each_text_of_a_deeming() {
    let old =
        [text("a@1:1", ""), text("a@1:2", ""), deeming("d.one", "a@1:1 a@1:2"), deeming("d.two", "a@1:1")];
    let with = |edition: &str, first: &str, second: &str| {
        [&[instrument(&[edition]), text("a@2:1", first), text("a@2:2", second)], &old[..]].concat()
    };
    assert_eq!(errors(&with("", "", "")), ["KJ4011", "KJ4011"], "one for each deeming");
    assert_eq!(errors(&with("", "keeps d.one removes d.two", "")), ["KJ4011"], "the other text is left");
    let (found, places) = answer(&with("", "keeps d.one removes d.two", "removes d.one"));
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(places, [vec!["a@1:1", "a@1:2", "a@2:1"], vec!["a@1:1"]]);
    let (found, places) = answer(&with("keeps d.one d.two", "", "removes d.one"));
    assert!(found.is_empty(), "what a provision says goes before: {found:?}");
    assert_eq!(places, [vec!["a@1:1", "a@1:2", "a@2:1"], vec!["a@1:1", "a@2:1"]]);
}

#[test]
fn a_declared_parent_has_its_own_text_and_an_undeclared_one_that_of_its_items() {
    let items = [text("a@1:1.1", ""), text("a@1:1.2", ""), deeming("d.one", "a@1:1")];
    let under = |says: &str, more: &[String]| [&[instrument(&[says])], &items[..], more].concat();
    let chapeau = text("a@1:1", "");
    let item = text("a@2:1.2", "");
    assert_eq!(places(&under("", &[chapeau.clone(), item.clone()])), ["a@1:1", "a@2:1"]);
    assert_eq!(errors(&under("", &[chapeau, text("a@2:1", "")])), ["KJ4011"]);
    assert_eq!(places(&under("", &[])), ["a@1:1", "a@2:1"], "nothing below has changed");
    assert_eq!(errors(&under("", std::slice::from_ref(&item))), ["KJ4011"]);
    assert_eq!(errors(&under("", &[text("a@2:1.3", "")])), ["KJ4011"], "a new item is a stricter text");
    assert_eq!(errors(&under("removes 1.2", &[])), ["KJ4011"]);
    assert_eq!(places(&under("keeps d.one", &[item])), ["a@1:1", "a@2:1"]);
}

#[test]
fn a_deeming_of_a_whole_edition_is_spoken_of_where_anything_changes() {
    let old = [text("a@1:1", ""), text("a@1:2", ""), deeming("d.one", "a@1")];
    let with = |says: &str, more: &[String]| [&[instrument(&[says])], &old[..], more].concat();
    assert_eq!(places(&with("", &[])), ["a@1", "a@2"]);
    assert_eq!(places(&with("renumbers 2 to 3", &[])), ["a@1", "a@2"]);
    for (says, more) in [
        ("", vec![text("a@2:2", "")]),
        ("", vec![text("a@2:3", "")]),
        ("removes 2", vec![]),
        ("scope p.c", vec![]),
    ] {
        assert_eq!(errors(&with(says, &more)), ["KJ4011"], "{says} {more:?}");
        assert_eq!(places(&with(&format!("{says} keeps d.one"), &more)), ["a@1", "a@2"], "{says}");
        assert_eq!(places(&with(&format!("{says} removes d.one"), &more)), ["a@1"], "{says}");
    }
}

#[test]
fn amendments_of_amendments_speak_for_themselves() {
    let old = [text("a@1:1", ""), text("a@1:2", ""), deeming("d.one", "a@1:1")];
    let with = |editions: &[&str], more: &[String]| [&[instrument(editions)], &old[..], more].concat();
    let (second, third) = (text("a@2:1", ""), text("a@3:1", ""));
    assert_eq!(places(&with(&["", ""], &[])), ["a@1:1", "a@2:1", "a@3:1"]);
    assert_eq!(
        places(&with(&["keeps d.one", ""], std::slice::from_ref(&second))),
        ["a@1:1", "a@2:1", "a@3:1"],
        "the new text goes on unchanged",
    );
    assert_eq!(places(&with(&["removes d.one", ""], std::slice::from_ref(&second))), ["a@1:1"]);
    let both = [second.clone(), third.clone()];
    assert_eq!(errors(&with(&["keeps d.one", ""], &both)), ["KJ4011"]);
    assert_eq!(errors(&with(&["removes d.one", ""], &both)), Vec::<&str>::new(), "it ended before");
    assert_eq!(errors(&with(&["removes d.one", "keeps d.one"], &both)), ["KJ4012"], "it does not come back");
    assert_eq!(errors(&with(&["", ""], &both)), ["KJ4011"], "silence is reported once");
    assert_eq!(places(&with(&["", "removes d.one"], &[])), ["a@1:1", "a@2:1"]);
}

#[test]
fn renumbered_and_split_texts_are_followed() {
    let old = [text("a@1:1", ""), text("a@1:2", ""), deeming("d.one", "a@1:1")];
    let with = |says: &str, more: &[String]| [&[instrument(&[says])], &old[..], more].concat();
    assert_eq!(places(&with("renumbers 1 to 7", &[])), ["a@1:1", "a@2:7"]);
    assert_eq!(errors(&with("renumbers 1 to 7", &[text("a@2:7", "")])), ["KJ4011"]);
    assert_eq!(
        places(&with("renumbers 1 to 7", &[text("a@2:1", "")])),
        ["a@1:1", "a@2:7"],
        "another text took the number",
    );
    let parts = [text("a@2:1A", ""), text("a@2:1B", "")];
    assert_eq!(errors(&with("splits 1 to 1A 1B", &parts)), ["KJ4011"], "one for all parts");
    assert_eq!(places(&with("splits 1 to 1A 1B keeps d.one", &parts)), ["a@1:1", "a@2:1A", "a@2:1B"]);
}

#[test]
fn what_is_said_of_a_deeming_must_have_an_effect() {
    let old = [text("a@1:1", ""), text("a@1:2", ""), deeming("d.one", "a@1:1")];
    let with = |says: &str, more: &[String]| [&[instrument(&[says])], &old[..], more].concat();
    assert_eq!(errors(&with("keeps d.one", &[])), ["KJ4012"], "the text is as it was");
    assert_eq!(places(&with("removes d.one", &[])), ["a@1:1"], "a recognition ends without a new text");
    let other = [text("a@2:2", "keeps d.one")];
    assert_eq!(errors(&with("", &other)), ["KJ4012"], "that text never had it");
    assert_eq!(errors(&with("", &[text("a@2:3", "removes d.one")])), ["KJ4012"], "a new text replaces none");
    assert_eq!(places(&with("removes 1", &[])), ["a@1:1"], "the deeming ends with its provision");
    assert_eq!(places(&with("voids 1", &[])), ["a@1:1"]);
    assert_eq!(errors(&with("removes 1 keeps d.one", &[])), ["KJ4012"]);
    assert_eq!(errors(&with("removes 1 d.one", &[])), ["KJ4012"]);
    assert_eq!(errors(&with("keeps d.none", &[])), ["KJ2001"]);
    assert_eq!(
        errors(&with("", &[text("a@2:1", "keeps d.one removes d.one")])),
        ["KJ4012"],
        "one of the two"
    );
    assert_eq!(errors(&[&[instrument(&[])][..], &old, &[text("a@1:3", "keeps d.one")]].concat()), ["KJ4012"]);
}

#[test]
fn a_deeming_that_has_ended_by_then_needs_no_word() {
    let both = [instrument(&[""]), text("a@1:1", ""), text("a@2:1", "")];
    let ends = |day: &str| deeming("d.one", "a@1:1").replace("basis", &format!("until {day} basis"));
    let found = |day: &str| answer(&[both.concat(), ends(day)]).0;
    assert_eq!(found("2021-01-01"), Vec::<&str>::new());
    assert_eq!(found("2021-01-02"), ["KJ4011"]);
}
