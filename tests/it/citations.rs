//! Citations: the same one twice in an edition, and halves with different numbers, each with both places.

use kijun::source::Sources;

use crate::support::{codes, compile_texts};

const SMALL: &str = include_str!("../fixtures/small.kijun");

/// Returns each diagnostic with the words at its places.
fn found(text: &str) -> Vec<(&'static str, Vec<String>)> {
    let (sources, compilation) = compile_texts(&[("rules/a.kijun", text)]);
    let words = |sources: &Sources, it: &kijun::diag::Diagnostic| {
        let spans = it.primary.iter().chain(&it.secondary).map(|label| label.span);
        spans.map(|span| sources.text(span).to_owned()).collect()
    };
    compilation.diagnostics.iter().map(|it| (it.code.number(), words(&sources, it))).collect()
}

/// Returns the small base with further provisions that are cited so.
fn with(more: &[(&str, &str, &str)]) -> String {
    let block = SMALL.split_once("provision fixture.ordinance@2020:1 {").expect("a provision").1;
    let block = block.split_once("\n}").expect("its end").0;
    let more = more.iter().map(|(locator, ja, en)| {
        let (head, tail) = block.split_once("cite {").expect("a citation");
        let tail = tail.split_once('}').expect("its end").1;
        format!("\nprovision fixture.ordinance@2020:{locator} {{{head}cite {{ ja \"{ja}\" en \"{en}\" }}{tail}\n}}\n")
    });
    SMALL.to_owned() + &more.collect::<String>()
}

#[test]
fn the_same_citation_twice_is_an_error_at_both_places() {
    let of = |ja, en| found(&with(&[("2", ja, en)]));
    assert_eq!(of("第二条", "Art. 2"), []);
    assert_eq!(
        of("第一条", "Art. 1"),
        [("KJ2013", vec!["第一条".to_owned(); 2])],
        "told once for both languages"
    );
    for (ja, en, words) in
        [("第1条", "Art. 1", ["第1条", "第一条"]), ("第１条", "Article 1", ["第１条", "第一条"])]
    {
        assert_eq!(of(ja, en), [("KJ2013", words.map(str::to_owned).to_vec())], "{ja} {en}");
    }
    // One half alone also differs from the other half of its own citation.
    let codes = |ja, en| of(ja, en).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(codes("第一条", "Art. 2"), ["KJ2013", "KJ5013"]);
    assert_eq!(codes("第二条", "Art. 1"), ["KJ5013", "KJ2013"]);
    assert_eq!(codes("第一部", "Part 1"), [""; 0], "a part is no article");
    let items = [
        ("2", "第二条", "Art. 2"),
        ("2.1", "第二条第一号", "Art. 2(i)"),
        ("2.2", "第二条第一項第一号", "Art. 2(1)(i)"),
    ];
    assert_eq!(
        found(&with(&items)).iter().map(|it| it.0).collect::<Vec<_>>(),
        ["KJ2013"],
        "paragraph 1 is left out"
    );
    let parent = [("2", "第二条", "Art. 2"), ("2.1", "第二条", "Art. 2")];
    assert_eq!(
        found(&with(&parent)).iter().map(|it| it.0).collect::<Vec<_>>(),
        ["KJ2013"],
        "a parent and its item"
    );
}

#[test]
fn an_amendment_clashes_with_what_it_inherits_and_another_edition_does_not() {
    let edition = "  edition 2021 { amends 2020 status adopted from 2030-01-01 source gazette }\n}\n";
    let text = with(&[("first", "第一条", "Art. 1")]).replace("@2020:first ", "@2021:first ");
    let (head, tail) = text.split_once("edition 2020").expect("an edition");
    let (first, rest) = tail.split_once("\n}\n").expect("the end of the instrument");
    let text =
        |amends: &str| format!("{head}edition 2020{first}\n{}{rest}", edition.replace("amends 2020", amends));
    let codes = |text: &str| codes(&compile_texts(&[("rules/a.kijun", text)]).1);
    assert_eq!(codes(&text("amends 2020")), ["KJ2013"]);
    assert_eq!(codes(&text("")), [""; 0]);
}

#[test]
fn numbers_that_differ_are_an_error_at_both_halves() {
    assert_eq!(
        found(&with(&[("2", "第十条第三項", "Article 10(4)")])),
        [("KJ5013", vec!["第十条第三項".to_owned(), "Article 10(4)".to_owned()])]
    );
    assert_eq!(found(&with(&[("10.3", "第十条第三項", "paragraph 3 of Article 10")])), []);
}
