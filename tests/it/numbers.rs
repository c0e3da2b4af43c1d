//! Numbers as Japanese law has them: イロハ below an item, paragraph 1 that is not written, numberings without a gap,
//! and editions in a file of their own.

use kijun::norm::Base;
use kijun::query::citation::{self, Answer};

use crate::support::{codes, compile_texts, kept};

const DRAFTING: &str = include_str!("fixtures/drafting.kijun");

/// Returns the draft with a change behind its beginning.
fn with(edits: &[(&str, &str)]) -> String {
    let (law, draft) = DRAFTING.split_once("// --- the draft ---").expect("a draft");
    let draft = edits.iter().fold(draft.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    });
    format!("{law}{draft}")
}

/// Returns an item below item 2 of the draft.
fn letter(locator: &str, ja: &str, en: &str) -> String {
    format!(
        "provision ord@2026-draft:3.1.2.{locator} {{ cite {{ ja \"第三条第二号{ja}\" en \"Art. 3(ii){en}\" }} title {{ ja \"細分\" en \"detail\" }} \
         text {{ ja \"機器は、ソフトウェアを更新できなければならない。\" en \"The equipment shall be able to update software.\" }} modality shall \
         addressee terminal criterion {{ update.possible }} source paper at \"4\" grade reported }}\n"
    )
}

fn base(text: &str) -> Base<'static> {
    let (_, compilation) = compile_texts(&[("rules/a.kijun", text)]);
    assert_eq!(codes(&compilation), [""; 0], "{:#?}", compilation.diagnostics);
    kept(compilation)
}

/// Returns the ids that a citation finds.
fn found(base: Base<'_>, text: &str) -> Vec<String> {
    match citation::nodes(base, text) {
        Ok(nodes) => nodes.iter().map(|node| base.node_id(node)).collect(),
        Err(Answer::Nothing(_) | Answer::Found(_)) => Vec::new(),
        Err(several) => panic!("{text}: {several:?}"),
    }
}

#[test]
fn letters_below_an_item_stand_in_their_order() {
    let letters = [
        ("ha", "ハ", "(c)"),
        ("i.1.ii", "イ(1)(ii)", "(a)(1)(ii)"),
        ("ro", "ロ", "(b)"),
        ("i.1", "イ(1)", "(a)(1)"),
        ("ro-2", "ロの二", "(b)-2"),
        ("i", "イ", "(a)"),
        ("i.1.i", "イ(1)(i)", "(a)(1)(i)"),
        ("i.2", "イ(2)", "(a)(2)"),
    ];
    let more: String = letters.iter().map(|(locator, ja, en)| letter(locator, ja, en)).collect();
    let base = base(&(with(&[]) + &more));
    let draft = base.editions.iter().find(|it| it.id == "2026-draft").expect("the draft");
    let locators: Vec<&str> =
        draft.provisions.iter().map(|idx| base.provisions[*idx].locator.as_str()).collect();
    assert_eq!(
        locators,
        [
            "3.1",
            "3.1.1",
            "3.1.2",
            "3.1.2.i",
            "3.1.2.i.1",
            "3.1.2.i.1.i",
            "3.1.2.i.1.ii",
            "3.1.2.i.2",
            "3.1.2.ro",
            "3.1.2.ro-2",
            "3.1.2.ha",
            "3.1.3",
            "3.1.4",
            "3.1.5"
        ]
    );
    // The locator of an id may be typed with the letter itself.
    for text in ["ord@2026-draft:3.1.2.ro", "ord@2026-draft:3.1.2.ロ", "ord@2026-draft:3.1.2ﾛ"] {
        assert_eq!(found(base, text), ["ord@2026-draft:3.1.2.ro"], "{text}");
    }
}

#[test]
fn a_citation_names_a_letter_in_either_language() {
    let text = with(&[
        ("  status proposed\n", "  status in_force\n"),
        ("editions ord@2026-draft guide", "editions guide"),
    ]);
    let text = (text + &letter("ro", "ロ", "(b)") + &letter("ro.1", "ロ(1)", "(b)(1)"))
        .replace(
            "status in_force  from 2020-04-01  numbering",
            "status superseded  from 2020-04-01 until 2021-04-01  numbering",
        )
        .replace("  from 2027-04-01\n  numbering", "  from 2021-04-01\n  numbering");
    let (_, compilation) = compile_texts(&[("rules/a.kijun", &text)]);
    let base = kept(compilation);
    for text in [
        "第三条第二号ロ",
        "第3条第1項第2号ロ",
        "例示令3条2号ﾛ",
        "Art. 3(ii)(b)",
        "Article 3, paragraph (1), item (ii), (b)",
    ] {
        assert_eq!(found(base, text), ["ord@2026-draft:3.1.2.ro"], "{text}");
    }
    for text in ["第三条第二号ロ(1)", "第３条第２号ロ（１）", "Art. 3(ii)(b)(1)"] {
        assert_eq!(found(base, text), ["ord@2026-draft:3.1.2.ro.1"], "{text}");
    }
    assert!(found(base, "第三条第二号ハ").is_empty());
}

#[test]
fn a_letter_in_an_id_is_one_error_with_the_word_that_spells_it() {
    let text = with(&[])
        + &letter("ロ", "ロ", "(b)")
        + "claim { ord@2026-draft:3.1.2.ro implies ord@2026-draft:3.1.2 no }\n";
    let (sources, compilation) = compile_texts(&[("rules/a.kijun", &text)]);
    let [only] = compilation.diagnostics.as_slice() else { panic!("{:#?}", compilation.diagnostics) };
    assert_eq!(only.code.number(), "KJ5007");
    let suggestion = only.suggestion.as_ref().expect("a suggestion");
    assert_eq!(sources.text(suggestion.span), "ord@2026-draft:3.1.2.ロ");
    assert_eq!(suggestion.replacement, "ord@2026-draft:3.1.2.ro");
    assert!(
        only.notes.iter().any(|note| note.ja.contains("「ro」") && note.en.contains("`ro`")),
        "{only:#?}"
    );
}

/// An article of one paragraph, and one of two.
const ARTICLES: [(&str, &str, &str); 4] = [
    ("7", "第七条", "Art. 7"),
    ("7.p", "第七条ただし書", "Art. 7, proviso"),
    ("8", "第八条", "Art. 8"),
    ("8.2", "第八条第二項", "Art. 8(2)"),
];

fn articles() -> String {
    let article = |(locator, ja, en): (&str, &str, &str)| {
        let id = format!("ord@2020:{locator}");
        letter("x", "", "")
            .replace("ord@2026-draft:3.1.2.x", &id)
            .replace("第三条第二号", ja)
            .replace("Art. 3(ii)", en)
    };
    with(&[]) + &ARTICLES.map(article).concat()
}

#[test]
fn the_first_paragraph_of_an_article_of_one_may_be_cited() {
    let base = base(&articles());
    for text in [
        "第七条第一項",
        "第7条第1項",
        "７条１項",
        "例示令第七条第一項",
        "Art. 7(1)",
        "Article 7, paragraph (1)",
    ] {
        assert_eq!(found(base, text), ["ord@2020:7"], "{text}");
    }
    assert_eq!(found(base, "第七条第一項ただし書"), ["ord@2020:7.p"]);
    for text in ["第七条第二項", "第八条第一項", "Art. 8(1)", "第七条第一項第一号"] {
        assert!(found(base, text).is_empty(), "{text}");
    }
    // No standard of another country leaves its first paragraph out.
    assert!(found(base, "A-01.1").is_empty());
}

#[test]
fn the_two_halves_of_a_citation_may_differ_in_the_first_paragraph_of_an_article_of_one() {
    let found = |ja: &str, en: &str| {
        let text = articles().replace("\"第七条\" en \"Art. 7\"", &format!("\"{ja}\" en \"{en}\""));
        codes(&compile_texts(&[("rules/a.kijun", &text)]).1)
    };
    assert_eq!(found("第七条", "Art. 7"), [""; 0]);
    assert_eq!(found("第七条第一項", "Art. 7"), [""; 0]);
    assert_eq!(found("第七条", "Art. 7(1)"), [""; 0]);
    assert_eq!(found("第七条第二項", "Art. 7"), ["KJ5013"]);
}

#[test]
fn a_numbering_belongs_to_an_edition_and_goes_along_with_its_amendment() {
    // Four items then, five in the draft: each edition is right by itself.
    assert_eq!(codes(&compile_texts(&[("rules/a.kijun", DRAFTING)]).1), [""; 0]);
    // What an amendment inherits holds for it too, and its own takes the place of all of it.
    let removed = |own: &str| {
        let text = with(&[
            ("  numbering 3.1.1 to 3.1.5\n", own),
            ("  from 2027-04-01\n", "  from 2027-04-01\n  removes 3.1.1\n"),
        ]);
        codes(&compile_texts(&[("rules/a.kijun", &text)]).1)
    };
    assert_eq!(removed(""), ["KJ3008"]);
    assert_eq!(removed("  voids 3.1.1\n"), [""; 0]);
    // The instrument says it for editions that amend nothing.
    let shared = DRAFTING
        .replace(
            "  scope ord.scope\n\n  edition 2020",
            "  scope ord.scope\n  numbering 3.1.1 to 3.1.6\n\n  edition 2020",
        )
        .replace("  numbering 3.1.1 to 3.1.4", "");
    assert_eq!(codes(&compile_texts(&[("rules/a.kijun", &shared)]).1), ["KJ3008"]);
}

#[test]
fn a_gap_is_told_where_the_number_is_missing() {
    let moved = [
        ("provision ord@2026-draft:3.1.5 {", "provision ord@2026-draft:3.1.6 {"),
        ("第三条第五号", "第三条第六号"),
        ("Art. 3(v)", "Art. 3(vi)"),
    ];
    // Whether or not the draft says that it is numbered without a gap; devices expect 3.1.5, which is no second fault.
    for more in [&[][..], &[("  numbering 3.1.1 to 3.1.5\n", "")]] {
        let edits: Vec<_> = moved.iter().chain(more).copied().collect();
        let (sources, compilation) = compile_texts(&[("rules/a.kijun", &with(&edits))]);
        let [only] = compilation.diagnostics.as_slice() else { panic!("{:#?}", compilation.diagnostics) };
        assert_eq!(only.code.number(), "KJ3008");
        assert_eq!(sources.text(only.primary.as_ref().expect("a place").span), "ord@2026-draft:3.1.6");
        let suggestion = only.suggestion.as_ref().expect("a suggestion");
        assert_eq!(suggestion.replacement, "ord@2026-draft:3.1.5");
        let help = only.help.as_ref().expect("what to do");
        assert!(help.ja.contains("voids 3.1.5") && help.en.contains("voids 3.1.5"), "{help:?}");
    }
}

#[test]
fn letters_are_counted_without_a_gap_too() {
    let text =
        with(&[("numbering 3.1.1 to 3.1.5", "numbering 3.1.1 to 3.1.5  numbering 3.1.2.i to 3.1.2.ni")]);
    let more = |letters: &[(&str, &str, &str)]| {
        letters.iter().map(|(at, ja, en)| letter(at, ja, en)).collect::<String>()
    };
    let all = [("i", "イ", "(a)"), ("ro", "ロ", "(b)"), ("ha", "ハ", "(c)"), ("ni", "ニ", "(d)")];
    let check = |letters: &[(&str, &str, &str)]| {
        compile_texts(&[("rules/a.kijun", &(text.clone() + &more(letters)))]).1
    };
    assert_eq!(codes(&check(&all)), [""; 0]);
    let lacking = check(&[all[0], all[1], all[3]]);
    assert_eq!(codes(&lacking), ["KJ3008"]);
    let suggestion = lacking.diagnostics[0].suggestion.as_ref().expect("a suggestion");
    assert_eq!(suggestion.replacement, "ord@2026-draft:3.1.2.ha");
    assert_eq!(codes(&check(&[all[1], all[0], all[2], all[3]])), ["KJ3009"]);
}

#[test]
fn an_edition_may_stand_in_a_file_of_its_own() {
    let (law, draft) = DRAFTING.split_once("// --- the draft ---").expect("a draft");
    // Files are read in the order of their names; a draft may come before what it amends.
    for [one, two] in [["rules/a.kijun", "rules/b.kijun"], ["rules/b.kijun", "rules/a.kijun"]] {
        let mut files = [(one, law), (two, draft)];
        files.sort_unstable();
        let (_, compilation) = compile_texts(&files);
        assert_eq!(codes(&compilation), [""; 0], "{:#?}", compilation.diagnostics);
        let ord = compilation.kb.instrument_ids["ord"];
        let ids: Vec<String> = compilation.kb.instruments[ord]
            .editions
            .iter()
            .map(|it| compilation.kb.edition_id(*it))
            .collect();
        assert_eq!(ids, ["ord@2020", "ord@2026-draft"]);
    }
}

#[test]
fn an_edition_by_itself_names_its_instrument() {
    for (new, code, meant) in [
        ("edition 2026-draft {", "KJ2009", "ord@2026-draft"),
        ("edition odr@2026-draft {", "KJ2001", "ord"),
        ("edition ord@2026-drfat {", "KJ2001", "2026-draft"),
        ("edition ord@2026-draft:3 {", "KJ2009", "ord@2026-draft"),
    ] {
        let (_, compilation) =
            compile_texts(&[("rules/a.kijun", &with(&[("edition ord@2026-draft {", new)]))]);
        let [only] = compilation.diagnostics.as_slice() else {
            panic!("{new}: {:#?}", compilation.diagnostics);
        };
        assert_eq!(only.code.number(), code, "{new}");
        assert_eq!(only.suggestion.as_ref().map(|it| it.replacement.as_str()), Some(meant), "{new}");
    }
}
