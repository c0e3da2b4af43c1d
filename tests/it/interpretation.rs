//! A guideline gives a concept of its ordinance a criterion; the two are then compared with a third text as one.

use kijun::compile::Compilation;
use kijun::lexicon::{Answer, Relation};
use kijun::query::citation::nodes as find;
use kijun::query::compare::{Assumption, Compared, compare};

use serde_json::Value;

use crate::support::{Scratch, codes, compile_texts};

const TEXT: &str = r#"
source paper { title { ja "資料" en "paper" } }
fact code.length {
  title { ja "文字数" en "length" } ask { ja "何文字か。" en "How long?" }
  type number characters in 0..20
}
fact code.guessable {
  title { ja "推測の容易さ" en "guessability" }
  says { ja "推測されやすい" en "it is easily guessable" }
  denies { ja "推測されにくい" en "it is not easily guessable" }
  ask { ja "推測されやすいか。" en "Is it easily guessable?" }
  type concept
}
theme access { title { ja "アクセス" en "access" } }
requirement code.default {
  title { ja "初期値" en "default" } text { ja "初期値のこと。" en "The default." } theme access
}
instrument ordinance {
  title { ja "省令" en "ordinance" } kind ordinance jurisdiction JP
  issuer { ja "省" en "ministry" } binding mandatory authentic ja
  edition 2020 { status in_force from 2020-04-01 source paper }
  edition draft { amends 2020 status proposed from unknown source paper }
}
instrument guideline {
  title { ja "指針" en "guideline" } kind guideline jurisdiction JP
  issuer { ja "省" en "ministry" } binding voluntary authentic ja
  edition 1 { status in_force from 2020-04-01 source paper }
  edition draft { amends 1 status proposed from unknown source paper }
}
instrument label {
  title { ja "ラベル" en "label" } kind label jurisdiction JP
  issuer { ja "機構" en "agency" } binding voluntary authentic ja
  edition 1 { status in_force from 2020-04-01 source paper }
}
provision ordinance@2020:1 {
  cite { ja "第一条" en "Art. 1" } title { ja "初期値" en "default" }
  text { ja "推測されにくいものでなければならない。" en "It shall not be easily guessable." }
  modality shall addressee terminal
  meets code.default { not code.guessable }
  source paper grade official
}
provision label@1:1 {
  cite { ja "一" en "1" } title { ja "初期値" en "default" }
  text { ja "8文字以上でなければならない。" en "It shall have at least 8 characters." }
  modality shall addressee product
  meets code.default { code.length >= 8 characters }
  source paper grade official
}
"#;

fn with(interpretation: &str) -> Compilation {
    let text = format!("{TEXT}{interpretation}");
    let (_, compilation) = compile_texts(&[("fixture.kijun", &text)]);
    let errors: Vec<_> = compilation.diagnostics.iter().filter(|it| it.code.number() < "KJ3000").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    compilation
}

fn compared(compilation: &Compilation, a: &str, b: &str) -> Compared {
    let node = |id: &str| find(compilation.base(), id).expect("it is known").remove(0);
    compare(compilation.base(), &node(a), &node(b)).expect("an answer")
}

fn concept(compilation: &Compilation, it: &Compared) -> bool {
    let fact = compilation.kb.fact_ids["code.guessable"];
    it.assumptions.contains(&Assumption::Concept(fact))
}

#[test]
fn an_uninterpreted_concept_is_unknown() {
    let compilation = with("");
    let found = compared(&compilation, "ordinance@draft:1", "label:1");
    assert_eq!(found.relation, Relation::Overlapping);
    assert!(concept(&compilation, &found));
}

#[test]
fn equals_puts_the_criterion_in_place_of_the_concept() {
    let compilation = with(
        "interpretation guideline@draft:1.2 { of code.guessable in ordinance@draft \
         equals { code.length < 8 characters } source paper grade official }",
    );
    let found = compared(&compilation, "ordinance@draft:1", "label:1");
    assert_eq!(found.relation, Relation::Equal);
    assert!(!concept(&compilation, &found));
    // The ordinance in force has no such guideline.
    let law = compared(&compilation, "ordinance@2020:1", "label:1");
    assert_eq!(law.relation, Relation::Overlapping);
}

#[test]
fn at_least_is_sufficient_and_not_necessary() {
    let compilation = with(
        "interpretation guideline@draft:1.2 { of code.guessable in ordinance@draft \
         at_least { code.length >= 8 characters } source paper grade official }",
    );
    let found = compared(&compilation, "ordinance@draft:1", "label:1");
    assert_eq!(found.relation, Relation::Looser, "what has 8 characters is enough, what has fewer may be");
    assert_eq!(found.b_implies_a.answer, Answer::Content);
    assert_eq!(found.a_implies_b.answer, Answer::No);
    assert!(concept(&compilation, &found), "the rest of the concept stays open");
}

#[test]
fn two_with_one_id_are_refused() {
    let text = "interpretation guideline@draft:1.2 { of code.guessable in ordinance@draft \
                at_least { code.length >= 8 characters } source paper grade official }\n";
    let (_, compilation) = compile_texts(&[("rules/a.kijun", &format!("{TEXT}{text}{text}"))]);
    assert_eq!(codes(&compilation)[0], "KJ2002");
}

/// Every title is read in both languages, whatever it is the title of.
#[test]
fn titles_of_words_are_compared_too() {
    let title = r#"{ title { ja "例5" en "example" } }"#;
    for (item, of) in [
        (format!("unit boxes {title}"), "unit"),
        (format!("addressee robots {title}"), "addressee"),
        (format!("group code {title}"), "group"),
        (format!("jurisdiction CH {title}"), "jurisdiction"),
        (format!("theme more {title}"), "theme"),
        (
            r#"provision label@1:2 {
  cite { ja "二" en "2" } title { ja "罰" en "fine" }
  text { ja "罰金がある。" en "There is a fine." }
  modality informative addressee product
  figure maximum_fine 5 characters { ja "例5" en "example" }
  source paper grade official
}"#
            .to_owned(),
            "figure",
        ),
    ] {
        let (_, compilation) = compile_texts(&[("rules/a.kijun", &format!("{TEXT}{item}"))]);
        assert!(codes(&compilation).contains(&"KJ5003"), "{of}: {:?}", compilation.diagnostics);
    }
}

const INTERPRETATION: &str = r#"
interpretation guideline@draft:1.2 {
  cite { ja "指針1の2" en "Guideline 1(2)" } title { ja "推測の容易さ" en "guessability" }
  text {
    ja "8文字未満の初期値は、容易に推測されるものとする。"
    en "A default of fewer than 8 characters is one that is easily guessable."
  }
  of code.guessable in ordinance@draft
  equals { code.length < 8 characters }
  source paper grade official
}
"#;

#[test]
fn an_interpretation_has_its_page_and_stands_in_what_it_interprets() {
    let project = Scratch::new(&[("a.kijun", format!("{TEXT}{INTERPRETATION}").as_bytes())]);
    let json = |id: &str| -> Value {
        let run = project.run(&["show", id, "--format", "json"]);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
    };
    for asked in ["guideline@draft:1.2", "指針1の2", "Guideline 1(2)"] {
        let shown = json(asked);
        assert_eq!(shown["id"], "guideline@draft:1.2", "{asked}");
        assert_eq!(shown["reads"], serde_json::json!(["ordinance@draft:1"]));
        assert_eq!((&shown["acts"], &shown["says"]), (&true.into(), &"equals".into()));
    }
    let read = &json("ordinance@draft:1")["interpretations"];
    assert_eq!(read[0]["id"], "guideline@draft:1.2");
    assert_eq!(read[0]["cite"]["ja"], "指針1の2");
    assert!(read[0]["reading"]["en"].as_str().expect("a text").contains("8 characters"), "{read}");
    assert_eq!(
        json("ordinance@2020:1")["interpretations"],
        serde_json::json!([]),
        "that edition is not meant"
    );
    for (lang, cite, concept) in
        [("ja", "指針1の2", "推測の容易さ"), ("en", "Guideline 1(2)", "guessability")]
    {
        let shown = project.run(&["show", "ordinance@draft:1", "--lang", lang]).out;
        assert!(shown.contains(cite) && shown.contains(concept), "{shown}");
    }
    let site = project.path().join("site");
    let built = project.run(&["build", "--out", &site.to_string_lossy()]);
    assert_eq!(built.code, 0, "{}{}", built.out, built.err);
    let page = |path: &str| std::fs::read_to_string(site.join(path)).unwrap_or_else(|_| panic!("{path}"));
    let slug = kijun::view::slug::slug;
    let (own, read) = (slug("guideline@draft:1.2"), slug("ordinance@draft:1"));
    let (gives, about) = (slug("guideline@draft"), slug("ordinance@draft"));
    for lang in ["ja", "en"] {
        let interpretation = page(&format!("{lang}/p/{own}.html"));
        for link in
            [format!("{read}.html"), format!("instruments/{about}.html"), format!("instruments/{gives}.html")]
        {
            assert!(interpretation.contains(&link), "{lang}: {link}");
        }
        for to in [format!("p/{read}"), format!("instruments/{about}"), format!("instruments/{gives}")] {
            assert!(page(&format!("{lang}/{to}.html")).contains(&format!("{own}.html")), "{lang}: {to}");
        }
    }
    let data: Value = serde_json::from_str(&page("data/relations.json")).expect("JSON");
    assert_eq!(data["interpretations"][0]["cite"]["en"], "Guideline 1(2)");
}

#[test]
fn an_interpretation_takes_what_it_does_not_say_from_the_provision_with_its_id() {
    let provision = r#"provision guideline@draft:1.2 {
  cite { ja "指針1の2" en "Guideline 1(2)" } title { ja "推測の容易さ" en "guessability" }
  text { ja "8文字未満のものをいう。" en "One of fewer than 8 characters is." }
  modality informative addressee product source paper grade official
}
"#;
    let text = format!(
        "{provision}interpretation guideline@draft:1.2 {{ of code.guessable in ordinance@draft \
         equals {{ code.length < 8 characters }} source paper grade official }}"
    );
    let project = Scratch::new(&[("a.kijun", format!("{TEXT}{text}").as_bytes())]);
    let site = project.path().join("site");
    assert_eq!(project.run(&["build", "--out", &site.to_string_lossy()]).code, 0);
    let slug = kijun::view::slug::slug;
    for lang in ["ja", "en"] {
        let page = format!("{lang}/p/{}.html", slug("guideline@draft:1.2"));
        let page = std::fs::read_to_string(site.join(page)).expect("the page of the provision");
        let edition = format!("instruments/{}.html", slug("ordinance@draft"));
        assert!(page.contains(&edition), "the page says what it interprets");
    }
    let compilation = with(&text);
    let of_kind = kijun::view::show::of_kind(
        compilation.base(),
        kijun::lexicon::Listed::Interpretations,
        "guideline@draft:1.2",
    );
    let Some(kijun::view::show::Shown::Interpretation(it)) = of_kind.expect("decided") else {
        panic!("none")
    };
    assert_eq!((it.cite.ja.as_str(), it.title.expect("a title").en.as_str()), ("指針1の2", "guessability"));
    assert!(it.text.is_some());
}

const OF_THE_LAW: &str = "interpretation guideline@draft:1.2 { of code.guessable in ordinance@2020 \
     equals { code.length < 8 characters } source paper grade inferred }";

/// New guidance may interpret law in force: not before the proposal begins.
#[test]
fn a_draft_interprets_law_in_its_proposal_only() {
    let compilation = with(OF_THE_LAW);
    let today = compared(&compilation, "ordinance@2020:1", "label:1");
    assert!(concept(&compilation, &today), "{today:?}");
    let kb = compilation.base();
    let of_guideline = |edition: &kijun::model::EditionIdx| kb.edition_id(*edition) == "guideline@draft";
    let its = kb.proposals.iter_enumerated().find(|(_, it)| it.editions.iter().any(of_guideline));
    let begun = kb.enacting(its.expect("a proposal").0);
    let node = |id: &str| find(begun, id).expect("it is known").remove(0);
    let then = compare(begun, &node("ordinance@2020:1"), &node("label:1")).expect("an answer");
    assert_eq!(then.relation, Relation::Equal, "{then:?}");
}

/// Where it would stand beside another, the proposal has a clash that the law has not.
#[test]
fn an_interpretation_of_a_draft_clashes_where_it_would_stand() {
    let other = "instrument manual { title { ja \"解説\" en \"manual\" } kind guideline jurisdiction JP \
         issuer { ja \"省\" en \"ministry\" } binding voluntary authentic ja \
         edition 1 { status in_force from 2020-04-01 source paper } } \
         interpretation manual@1:1 { of code.guessable in ordinance@2020 \
         equals { code.length < 9 characters } source paper grade inferred }";
    let clash = |text: &str| codes(&with(text)).iter().filter(|it| **it == "KJ3025").count();
    assert_eq!(clash(&format!("{OF_THE_LAW} {other}")), 1);
    assert_eq!(clash(OF_THE_LAW), 0);
}
