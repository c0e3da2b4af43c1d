//! A word that is nearly right is one error that proposes the right one, in both languages.

use std::collections::BTreeSet;

use kijun::diag::Diagnostic;
use kijun::lexicon;
use kijun::syntax::words;

use crate::support::compile_texts;

const SMALL: &str = include_str!("../fixtures/small.kijun");

/// A vocabulary, and an entry of the small base, or an item to add to it, that takes its words in place of `WORD`.
struct Place {
    vocabulary: &'static str,
    old: &'static str,
    new: &'static str,
}

/// Says that an item is added.
const ADDED: &str = "";

const TITLE: &str = "title { ja \"甲\" en \"a\" }";

const PLACES: &[Place] = &[
    Place { vocabulary: "Modality", old: "modality shall", new: "modality WORD" },
    Place { vocabulary: "Status", old: "status in_force", new: "status WORD" },
    Place { vocabulary: "InstrumentKind", old: "kind ordinance", new: "kind WORD" },
    Place { vocabulary: "Binding", old: "binding mandatory", new: "binding WORD" },
    Place { vocabulary: "Authentic", old: "authentic ja", new: "authentic WORD" },
    Place { vocabulary: "Hyphen", old: "hyphen branch", new: "hyphen WORD" },
    Place { vocabulary: "Grade", old: "grade official", new: "grade WORD" },
    Place { vocabulary: "Aspect", old: "type flag", new: "nature WORD type flag" },
    Place { vocabulary: "Answers", old: ADDED, new: "addressee probe { TITLE answers WORD }" },
    Place {
        vocabulary: "Outcome",
        old: ADDED,
        new: "device probe { TITLE facts { } expect { fixture.ordinance@2020:1 WORD } }",
    },
    Place {
        vocabulary: "FindingKind",
        old: ADDED,
        new: "note probe { kind WORD TITLE text { ja \"甲\" en \"a\" } source gazette grade official }",
    },
    Place {
        vocabulary: "Field",
        old: ADDED,
        new: "table probe { TITLE column fixture.ordinance row a { field WORD } source gazette }",
    },
    Place {
        vocabulary: "Relation",
        old: ADDED,
        new: "alignment probe { members fixture.ordinance on all source gazette }
              deviation probe { alignment probe on auth.default_credential between fixture.ordinance@2020:1 and none
              relation WORD because { ja \"甲\" en \"a\" } source gazette }",
    },
    Place {
        vocabulary: "Applicability",
        old: ADDED,
        new: "alignment probe { members fixture.ordinance on all source gazette }
              deviation probe { alignment probe on scope between fixture.ordinance@2020 and fixture.ordinance@2020
              applicability WORD because { ja \"甲\" en \"a\" } source gazette }",
    },
    Place {
        vocabulary: "EdgeRelation",
        old: ADDED,
        new: "mapping probe { TITLE edge fixture.ordinance@2020:1 WORD fixture.ordinance@2020:1 source gazette grade reported }",
    },
    Place {
        vocabulary: "FactKind",
        old: ADDED,
        new: "fact probe.fact { TITLE ask { ja \"甲\" en \"a\" } type WORD }",
    },
];

fn told(place: &Place, word: &str) -> Vec<Diagnostic> {
    let new = place.new.replace("TITLE", TITLE).replace("WORD", word);
    let text = if place.old == ADDED {
        format!("{SMALL}\n{new}\n")
    } else {
        assert!(SMALL.contains(place.old), "{}", place.old);
        SMALL.replacen(place.old, &new, 1)
    };
    compile_texts(&[("rules/a.kijun", &text)]).1.diagnostics
}

fn full_width(word: &str) -> String {
    let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0) } else { None };
    word.chars().map(|c| wide(c).unwrap_or(c)).collect()
}

/// Returns what a hand may make of a word: a letter too few, too many, another or two that changed places, capitals,
/// full width, a plural, other joints.
fn slips(word: &str) -> Vec<String> {
    let mut slips = vec![word.to_uppercase(), full_width(word), format!("{word}s")];
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 {
        let with = |at: usize, text: &str| -> String {
            let part = |range: &[char]| range.iter().collect::<String>();
            part(&letters[..at]) + text + &part(&letters[at + 1..])
        };
        let mid = letters.len() / 2;
        slips.extend([with(mid, "x"), with(mid, ""), with(mid, &format!("{0}{0}", letters[mid]))]);
        if letters[mid] != letters[mid - 1] {
            let mut changed = letters.clone();
            changed.swap(mid, mid - 1);
            slips.push(changed.into_iter().collect());
        }
    }
    if word.contains('_') {
        slips.extend([word.replace('_', "-"), word.replace('_', "")]);
    }
    slips
}

#[test]
fn a_word_that_is_nearly_right_gets_its_suggestion() {
    let all = lexicon::all();
    let of = |vocabulary: &'static str| all.iter().filter(move |it| it.vocabulary == vocabulary);
    let mut wrong = Vec::new();
    let mut count = 0;
    for place in PLACES {
        let known: BTreeSet<&str> = of(place.vocabulary).map(|it| it.word).collect();
        for it in of(place.vocabulary) {
            let instead = it.instead.iter().map(|text| text.replace(' ', "_"));
            let names = [it.title.ja.clone(), it.title.en.replace(' ', "_")];
            let said = names.into_iter().filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
            for word in slips(it.word).into_iter().chain(instead).chain(said) {
                if known.contains(word.as_str()) {
                    continue;
                }
                count += 1;
                let found = told(place, &word);
                let proposed: Vec<_> = found
                    .iter()
                    .map(|it| it.suggestion.as_ref().map_or("-", |it| it.replacement.as_str()))
                    .collect();
                let right = proposed == [it.word];
                let said = found.first().and_then(|it| it.help.as_ref());
                let both = said.is_some_and(|help| {
                    help.en.contains(&format!("`{}`", it.word))
                        && help.ja.contains(&format!("「{}」", it.word))
                });
                if !right || !both {
                    let codes: Vec<_> = found.iter().map(|it| it.code.number()).collect();
                    wrong.push(format!(
                        "{}: {word} -> {proposed:?} for {} {codes:?}",
                        place.vocabulary, it.word
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 900, "{count}");
}

#[test]
fn a_word_of_two_words_is_one() {
    for (old, new, meant) in [
        ("modality shall", "modality must not", "shall_not"),
        ("modality shall", "modality shall not", "shall_not"),
        ("modality shall", "modality ought to", "should"),
        ("status in_force", "status in force", "in_force"),
        ("kind ordinance", "kind code of practice", "code_of_practice"),
        ("kind ordinance", "kind code of practise", "code_of_practice"),
    ] {
        let found = told(&Place { vocabulary: "", old, new }, "");
        let [only] = found.as_slice() else { panic!("{new}: {found:#?}") };
        let suggestion = only.suggestion.as_ref().expect("a word");
        assert_eq!(suggestion.replacement, meant, "{new}");
        let written = new.split_once(' ').expect("a key").1;
        assert_eq!(suggestion.span.range().len(), written.len(), "{new}: all of it is replaced");
    }
}

#[test]
fn a_word_of_several_words_is_one() {
    let all = lexicon::all();
    let mut wrong = Vec::new();
    let mut count = 0;
    for place in PLACES {
        for it in all.iter().filter(|it| it.vocabulary == place.vocabulary) {
            let names = it.instead.iter().copied().chain([it.title.en.as_str()]);
            let parts = it.word.replace('_', " ");
            for name in names.chain([parts.as_str()]).filter(|name| name.contains(' ')) {
                count += 1;
                let found = told(place, name);
                let proposed: Vec<_> = found
                    .iter()
                    .map(|it| {
                        it.suggestion.as_ref().map(|it| (it.replacement.as_str(), it.span.range().len()))
                    })
                    .collect();
                if proposed != [Some((it.word, name.len()))] {
                    wrong.push(format!("{}: {name} -> {proposed:?} for {}", place.vocabulary, it.word));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 20, "{count}");
}

#[test]
fn a_word_of_a_closed_list_is_named_by_its_list() {
    let found = told(&PLACES[0], "must");
    let [only] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(only.title.en, "`must` is no modality");
    assert_eq!(only.title.ja, "「must」という義務の強さはない");
    assert_eq!(only.help.as_ref().expect("help").en, "did you mean `shall`?");
    assert_eq!(only.help.as_ref().expect("help").ja, "「shall」（必須）のことではありませんか。");
    assert!(told(&PLACES[0], "zzzzzz")[0].help.is_none(), "nothing is proposed at random");
}

#[test]
fn every_closed_list_of_the_language_is_tried() {
    let tried: BTreeSet<&str> = PLACES.iter().map(|it| it.vocabulary).collect();
    for vocabulary in [
        "Modality",
        "Status",
        "InstrumentKind",
        "Binding",
        "Authentic",
        "Hyphen",
        "Grade",
        "Aspect",
        "Answers",
        "Outcome",
        "FindingKind",
        "Field",
        "Relation",
        "Applicability",
        "EdgeRelation",
        "FactKind",
    ] {
        assert!(tried.contains(vocabulary), "{vocabulary}");
    }
    let kinds: BTreeSet<&str> =
        lexicon::FactKind::ALL.iter().map(|it| it.word()).chain(["concept"]).collect();
    assert_eq!(kinds, words::TYPES.iter().copied().collect());
}
