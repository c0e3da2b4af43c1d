//! Words that people type lead to the words of the texts, and the list of what they type is a fair one.

use std::collections::BTreeSet;

use kijun::id::Id;
use kijun::view::Library;
use kijun::view::brief::Brief;
use unicode_normalization::UnicodeNormalization as _;

use crate::base::{checked, text};

/// `language, query, ids, kind, note`.
const CASES: &str = include_str!("../cases/queries-own.tsv");

/// Queries for which one field of one provision is all that holds a word looked for: of them a change of a single
/// sentence could cut off the answer.
const ON_ONE_FIELD: &[&str] =
    &["開いているポート", "自己適合宣言", "ライフサイクル全体の鍵管理", "self-declaration"];

/// Queries of which no expected provision holds a word, by what they are: an error of typing, a word that no text uses.
const ON_NONE: &[&str] = &["ぱすわーど", "第三者認証", "admin/admin", "bug bounty", "SDoC", "vulnerabilites"];

struct Case {
    lang: &'static str,
    query: &'static str,
    expected: Vec<&'static str>,
    kind: &'static str,
}

fn cases() -> Vec<Case> {
    let case = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [lang, query, expected, kind, _] = cells[..] else { panic!("five cells: {line}") };
        Case { lang, query, expected: expected.split_whitespace().collect(), kind }
    };
    CASES.lines().skip(1).map(case).collect()
}

/// Says whether one id is the other, or above or below it; an id without an edition is that of any.
fn is_meant(id: &str, expected: &str) -> bool {
    let (id, expected) = (Id::parse(id), Id::parse(expected));
    let below = |whole: &str, part: &str| {
        part.strip_prefix(whole).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let (one, two) = (id.locator.unwrap_or_default(), expected.locator.unwrap_or_default());
    id.instrument == expected.instrument
        && expected.edition.is_none_or(|it| id.edition == Some(it))
        && (below(one, two) || below(two, one))
}

#[test]
fn every_query_is_asked_once_and_expects_what_there_is() {
    let library = Library::new(checked());
    let mut seen = BTreeSet::new();
    for case in cases() {
        assert!(["ja", "en"].contains(&case.lang), "{}", case.query);
        assert!(seen.insert((case.lang, case.query)), "{} is asked twice", case.query);
        assert_eq!(case.expected.is_empty(), case.kind == "negative", "{}", case.query);
        for id in case.expected {
            assert!(library.briefs.iter().any(|it| is_meant(it.id, id)), "{}: no {id}", case.query);
        }
    }
    assert!(seen.len() > 100, "{}", seen.len());
}

fn normal(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Returns what a query looks for: the names of the terms in it, the longest first, with their other names, and the
/// other words in it.
fn looked_for(names: &[(String, Vec<String>)], query: &str) -> BTreeSet<String> {
    let mut rest = normal(query);
    let mut all = BTreeSet::new();
    for (name, others) in names {
        if rest.contains(name.as_str()) {
            rest = rest.replace(name.as_str(), " ");
            all.extend(others.iter().cloned());
        }
    }
    let is_small = |c: char| matches!(c, '\u{3041}'..='\u{309f}') || !c.is_alphanumeric();
    let words = rest.split(is_small).filter(|it| it.chars().count() > if it.is_ascii() { 3 } else { 1 });
    all.extend(words.map(str::to_owned));
    all
}

/// Returns the names of terms, the longest first, each with those of all terms that have it.
fn names(library: &Library<'_>) -> Vec<(String, Vec<String>)> {
    let groups: Vec<Vec<String>> = library
        .terms
        .iter()
        .map(|it| {
            let names = [&it.name.ja, &it.name.en].into_iter().chain(&it.also.ja).chain(&it.also.en);
            names.chain(&it.reading).map(|it| normal(it)).collect()
        })
        .collect();
    let all: BTreeSet<&String> = groups.iter().flatten().filter(|it| it.chars().count() > 1).collect();
    let with = |name: &String| -> Vec<String> {
        groups.iter().filter(|group| group.contains(name)).flatten().cloned().collect()
    };
    let mut names: Vec<(String, Vec<String>)> = all.into_iter().map(|it| (it.clone(), with(it))).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
    names
}

/// Returns the fields of a provision, each in both languages.
fn fields(library: &Library<'_>, it: &Brief<'_>) -> Vec<String> {
    let own = [Some(it.title), Some(it.text), it.verification, it.note].into_iter().flatten();
    let facts = library.tested(it.id).into_iter().filter_map(|place| library.facts.get(place));
    let own = own.map(|it| normal(&format!("{}\n{}", it.ja, it.en)));
    own.chain(facts.map(|it| normal(&format!("{}\n{}", it.ask.ja, it.ask.en)))).collect()
}

#[test]
fn what_hangs_on_one_field_or_on_none_is_known() {
    let library = Library::new(checked());
    let names = names(&library);
    let (mut one, mut none) = (Vec::new(), Vec::new());
    for case in cases().iter().filter(|it| !it.expected.is_empty() && !it.kind.starts_with("id-")) {
        let words = looked_for(&names, case.query);
        let expected = library.briefs.iter().filter(|it| case.expected.iter().any(|id| is_meant(it.id, id)));
        let holding = expected
            .flat_map(|it| fields(&library, it))
            .filter(|field| words.iter().any(|word| field.contains(word.as_str())));
        match holding.take(2).count() {
            0 => none.push(case.query),
            1 => one.push(case.query),
            _ => {}
        }
    }
    assert_eq!(one, ON_ONE_FIELD, "these hang on one field");
    assert_eq!(none, ON_NONE, "these hang on none");
}

/// A law of one jurisdiction with one provision, which gives a word its meaning there.
fn law(id: &str, jurisdiction: &str) -> String {
    format!(
        r#"instrument {id} {{
  title {{ ja "例示法" en "Example Act" }}
  kind act
  jurisdiction {jurisdiction}
  issuer {{ ja "例示省" en "Example Ministry" }}
  binding mandatory
  authentic en
  edition 2020 {{ status in_force  from 2020-04-01  source law }}
}}
provision {id}@2020:1 {{
  cite {{ ja "第1条" en "s 1" }}
  title {{ ja "意味" en "meaning" }}
  text {{ ja "製造業者とは、製品を作る者をいう。" en "A manufacturer is whoever makes a product." }}
  modality informative
  addressee person
  source law at "s 1" grade official
}}
"#
    )
}

/// Returns the codes of the two rules that are reported for two terms.
fn reported(one: &str, two: &str) -> Vec<&'static str> {
    let term = |id: &str, name: &str, rest: &str| {
        format!(
            "term {id} {{\n  name {{ ja \"{name}\" en \"{id}\" }}\n  text {{ ja \"説明。\" en \"Words.\" }}\n  {rest}\n}}\n"
        )
    };
    let law = format!(
        "source law {{ title {{ ja \"法令集\" en \"Laws\" }} }}\n{}{}",
        law("ex", "JP"),
        law("far", "GB")
    );
    let all = text(&format!("{law}{}{}", term("maker", "製造業者", one), term("product", "製品", two)));
    assert!(all.checked().is_some(), "{:#?}", all.diagnostics);
    let codes = all.diagnostics.iter().map(|it| it.code.number());
    codes.filter(|it| ["KJ3026", "KJ3027"].contains(it)).collect()
}

#[test]
fn a_word_belongs_to_one_term_of_a_place() {
    let word = "also { ja \"作り手\" }";
    assert_eq!(reported(word, "also { ja \"売り手\" }"), [""; 0]);
    assert_eq!(reported(word, word), ["KJ3027"], "two words of everywhere");
    assert_eq!(reported(word, "also { ja \"製造業者\" }"), ["KJ3027"], "the name of another");
    let (here, there) = (format!("{word} defined_by ex:1"), format!("{word} defined_by far:1"));
    assert_eq!(reported(&here, &there), [""; 0], "each has its own place");
    assert_eq!(reported(&here, word), [""; 0], "one is of everywhere");
    assert_eq!(reported(&here, &here), ["KJ3027"], "both are of one place");
}

#[test]
fn synonyms_of_a_defined_term_lead_to_a_text() {
    let vain = "also { ja \"作り手\" } defined_by ex:1";
    assert_eq!(reported("", vain), [""; 0], "its name stands in the text");
    let all = |rest: &str| {
        let term = format!(
            "term seller {{ name {{ ja \"売り手\" en \"seller\" }} text {{ ja \"説明。\" en \"Words.\" }} {rest} }}\n"
        );
        let law = format!("source law {{ title {{ ja \"法令集\" en \"Laws\" }} }}\n{}", law("ex", "JP"));
        let all = text(&format!("{law}{term}"));
        let codes: Vec<&str> = all.diagnostics.iter().map(|it| it.code.number()).collect();
        (codes.contains(&"KJ3013"), codes.contains(&"KJ3026"))
    };
    assert_eq!(all("also { ja \"売主\" } defined_by ex:1"), (false, true));
    assert_eq!(
        all("also { ja \"製品を作る者\" } defined_by ex:1"),
        (false, false),
        "a synonym stands in the text"
    );
    assert_eq!(all("also { ja \"売主\" }"), (true, false), "a term without a text is another fault");
}
