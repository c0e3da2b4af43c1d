//! Transitional rules: which products stay under earlier texts, by clause, verdict, relation and merge alike.

use std::fmt::Write as _;

use kijun::lexicon::{Because, Outcome, Relation};
use kijun::model::Date;
use kijun::norm::Base;
use kijun::query::citation::nodes as find;
use kijun::query::compare::compare;
use kijun::query::merge::{self, merge};
use kijun::query::{Asked, EditionResult, assess};

use crate::base::{shipped, text};
use crate::support::{codes, compile_texts, product};

/// The clause in both languages, as a duty, as a choice, and where nothing of before is left.
const DUTY: [&str; 2] = [
    "2024年1月1日より前に認定を受けた端末については、なお従前の例による。",
    "For terminals certified before 2024-01-01 the rules of before go on.",
];
const CHOICE: [&str; 2] = [
    "2024年1月1日より前に認定を受けた端末については、なお従前の例によることができる。",
    "Terminals certified before 2024-01-01 may stay under the rules of before.",
];
const FREE: [&str; 2] = [
    "2024年1月1日より前に認定を受けた端末には、適用しない。",
    "It does not apply to terminals certified before 2024-01-01.",
];

/// An ordinance amended once: its second edition asks for more, and `{rule}` says what becomes of old products.
fn law(rule: &str) -> String {
    let clause = match (rule.contains("by_choice"), rule.contains("stays none")) {
        (true, _) => CHOICE,
        (false, true) => FREE,
        (false, false) => DUTY,
    };
    law_saying(rule, clause)
}

fn law_saying(rule: &str, [ja, en]: [&str; 2]) -> String {
    let mut text = String::from(
        r#"source s { title { ja "出典" en "source" } publisher { ja "出典" en "source" } date 2019-03-01 }
fact p.d { title { ja "端末" en "terminal" } ask { ja "端末ですか。" en "Is it a terminal?" } type flag says { ja "端末である" en "it is a terminal" } denies { ja "端末でない" en "it is no terminal" } }
fact p.c { title { ja "符号" en "code" } ask { ja "符号がありますか。" en "Has it a code?" } type flag says { ja "符号がある" en "it has a code" } denies { ja "符号がない" en "it has no code" } }
fact p.e { title { ja "強い符号" en "strong code" } ask { ja "強い符号がありますか。" en "Has it a strong code?" } type flag says { ja "強い符号がある" en "it has a strong code" } denies { ja "強い符号がない" en "it has no strong code" } }
fact p.certified { title { ja "認定の日" en "day of certification" } ask { ja "認定の日はいつですか。" en "When was it certified?" } type date nature history }
theme t { title { ja "主題" en "theme" } }
requirement r.c { title { ja "符号" en "code" } text { ja "符号があること。" en "There is a code." } theme t }
instrument a { title { ja "規則" en "Rules" } kind ordinance jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja scope p.d
  edition 1 { status superseded from 2020-01-01 until 2024-01-01 source s }
  edition 2 { amends 1 status in_force from 2024-01-01 source s } }
provision a@1:1 { cite { ja "第1条" en "Art. 1" } title { ja "符号" en "code" } text { ja "端末は、符号を有しなければならない。" en "The terminal shall have a code." }
  modality shall addressee terminal meets r.c { p.c } source s at "x" grade official }
provision a@1:2 { cite { ja "第2条" en "Art. 2" } title { ja "強い符号" en "strong code" } text { ja "端末は、強い符号を有しなければならない。" en "The terminal shall have a strong code." }
  modality shall addressee terminal criterion { p.e or p.c } source s at "x" grade official }
provision a@2:1 { cite { ja "第1条" en "Art. 1" } title { ja "符号" en "code" } text { ja "端末は、符号と強い符号を有しなければならない。" en "The terminal shall have a code and a strong code." }
  modality shall addressee terminal meets r.c { p.c and p.e } source s at "x" grade official }
instrument b { title { ja "ラベル" en "label" } kind label jurisdiction JP issuer { ja "省" en "Ministry" } binding voluntary authentic ja scope p.d
  edition 1 { status in_force from 2020-01-01 source s } }
provision b@1:1 { cite { ja "1" en "1" } title { ja "符号" en "code" } text { ja "符号と強い符号を有しなければならない。" en "It shall have a code and a strong code." }
  modality shall addressee terminal meets r.c { p.c and p.e } source s at "x" grade official }
"#,
    );
    let _ = write!(
        text,
        r#"transition a@2:suppl {{ cite {{ ja "附則" en "Supplement" }} title {{ ja "経過措置" en "transition" }}
  text {{ ja "{ja}" en "{en}" }}
  addressee terminal {rule} source s at "x" grade official }}
"#
    );
    text
}

const OLD: &str = "for p.certified < 2024-01-01";

fn terminal(certified: &str, c: bool, e: bool) -> String {
    format!(r#"{{"p.d": true, "p.certified": "{certified}", "p.c": {c}, "p.e": {e}}}"#)
}

fn judged(kb: Base<'_>, facts: &str, id: &str) -> EditionResult {
    let facts = product(kb, facts);
    let asked: Vec<Asked> =
        find(kb, id).expect("known").into_iter().map(|node| Asked { node, pinned: true }).collect();
    assess(kb, &facts, &asked).expect("small").results.remove(0)
}

fn told(kb: Base<'_>, facts: &str, id: &str) -> (Outcome, Option<String>, Option<Because>) {
    let it = judged(kb, facts, id);
    (it.verdict, it.under.map(|idx| kb.edition_id(idx)), it.because)
}

fn clean(rule: &str) -> Base<'static> {
    let compiled = text(&law(rule));
    let errors: Vec<_> = compiled.diagnostics.iter().map(|it| (it.code, &it.title.en)).collect();
    assert!(compiled.checked().is_some(), "{errors:#?}");
    Box::leak(Box::new(compiled)).base()
}

#[test]
fn old_products_are_judged_by_the_old_text() {
    let kb = clean(&format!("{OLD} of all stays 1"));
    for kb in [kb, kb.on(Date::parse("2025-01-01").expect("a date"))] {
        let under = Some("a@1".to_owned());
        assert_eq!(
            told(kb, &terminal("2023-12-31", true, false), "a@2"),
            (Outcome::Satisfied, under.clone(), None)
        );
        assert_eq!(
            told(kb, &terminal("2023-12-31", false, false), "a@2"),
            (Outcome::NotSatisfied, under, None)
        );
        assert_eq!(
            told(kb, &terminal("2024-01-01", true, false), "a@2"),
            (Outcome::NotSatisfied, None, None)
        );
        assert_eq!(told(kb, &terminal("never", true, true), "a@2"), (Outcome::Satisfied, None, None));
    }
    // Each text that is meant says so, under its own id.
    let it = judged(kb, &terminal("2023-12-31", true, false), "a@2");
    let rows: Vec<_> =
        it.provisions.iter().map(|it| (kb.node_id(&it.node), it.judged.outcome, it.because)).collect();
    let out = |id: &str| (id.to_owned(), Outcome::NotApplicable, Some(Because::Transition));
    let met = |id: &str| (id.to_owned(), Outcome::Satisfied, None);
    assert_eq!(rows, [out("a@2:1"), out("a@2:2"), met("a@1:1"), met("a@1:2")]);
    // An unknown day leaves it open.
    let open = told(kb, r#"{"p.d": true, "p.c": true, "p.e": false}"#, "a@2");
    assert_eq!(open, (Outcome::Undecided, None, None));
}

#[test]
fn named_places_alone_go_back() {
    let kb = clean(&format!("{OLD} of 1 stays 1"));
    // Article 2 is the new edition's for everybody.
    let it = judged(kb, &terminal("2023-12-31", true, false), "a@2");
    let rows: Vec<_> = it.provisions.iter().map(|it| (kb.node_id(&it.node), it.judged.outcome)).collect();
    let row = |id: &str, outcome| (id.to_owned(), outcome);
    assert_eq!(
        rows,
        [
            row("a@2:1", Outcome::NotApplicable),
            row("a@2:2", Outcome::Satisfied),
            row("a@1:1", Outcome::Satisfied)
        ]
    );
    let but = clean(&format!("{OLD} of all except 2 stays 1"));
    let it = judged(but, &terminal("2023-12-31", true, false), "a@2");
    assert_eq!(
        it.provisions.iter().map(|it| (but.node_id(&it.node), it.judged.outcome)).collect::<Vec<_>>(),
        rows
    );
}

#[test]
fn under_none_a_product_is_out_of_the_text() {
    let kb = clean(&format!("{OLD} of all stays none"));
    let old = told(kb, &terminal("2023-12-31", false, false), "a@2");
    assert_eq!(old, (Outcome::NotApplicable, None, Some(Because::Transition)));
    assert_eq!(told(kb, &terminal("2024-01-01", false, false), "a@2").0, Outcome::NotSatisfied);
    // Who is no terminal is out of scope, whenever it was certified or not.
    let other = told(kb, r#"{"p.d": false, "p.certified": "never", "p.c": false, "p.e": false}"#, "a@2");
    assert_eq!(other, (Outcome::NotApplicable, None, Some(Because::OutOfScope)));
}

#[test]
fn a_choice_is_one_for_all_and_changes_no_applicability() {
    let kb = clean(&format!("{OLD} of all stays 1 by_choice"));
    let under = Some("a@1".to_owned());
    assert_eq!(told(kb, &terminal("2023-12-31", true, false), "a@2"), (Outcome::Satisfied, under, None));
    // Who meets the new texts needs no choice, and who meets neither fails.
    assert_eq!(told(kb, &terminal("2023-12-31", true, true), "a@2"), (Outcome::Satisfied, None, None));
    assert_eq!(told(kb, &terminal("2023-12-31", false, true), "a@2"), (Outcome::NotSatisfied, None, None));
    assert_eq!(told(kb, &terminal("2024-01-01", true, false), "a@2").0, Outcome::NotSatisfied);
    // The new text applies to the old product all the same.
    assert_eq!(told(kb, &terminal("2023-12-31", true, false), "a@2:1").0, Outcome::NotSatisfied);
}

#[test]
fn a_rule_that_ends_lets_old_products_go() {
    let kb = clean(&format!("{OLD} of all stays 1 until 2026-01-01"));
    let old = terminal("2023-12-31", true, false);
    let on = |day: &str| told(kb.on(Date::parse(day).expect("a date")), &old, "a@2").0;
    assert_eq!(on("2025-12-31"), Outcome::Satisfied);
    assert_eq!(on("2026-01-01"), Outcome::NotSatisfied);
    // With the day left out it is what holds at last.
    assert_eq!(told(kb, &old, "a@2").0, Outcome::NotSatisfied);
}

#[test]
fn relations_and_merges_go_by_it() {
    let related = |rule: &str| {
        let kb = clean(rule);
        let node = |id: &str| find(kb, id).expect("known").remove(0);
        let found = compare(kb, &node("a@2"), &node("b@1")).expect("small");
        (found.relation, found.a_implies_b.answer.word(), kb)
    };
    // A product under the old text conforms to the Rules and fails the label.
    let (relation, implied, kb) = related(&format!("{OLD} of all stays 1"));
    assert_eq!((relation, implied), (Relation::Looser, "no"));
    let facts = product(kb, &terminal("2023-12-31", true, false));
    let asked = merge::Asked { markets: vec!["JP".to_owned()], ..merge::Asked::default() };
    let merged = merge(kb, &asked);
    let by: Vec<_> =
        merged.requirements[0].provisions.iter().map(|idx| kb.provisions[*idx].id.as_str()).collect();
    assert_eq!(by, ["a@2:1", "a@1:1"]);
    let demanded = |facts| {
        let mut all = merged.requirements[0].conjuncts.iter();
        all.all(|it| {
            it.applies_formula.evaluate(facts) == Some(false)
                || it.demand_formula.evaluate(facts) == Some(true)
        })
    };
    assert!(demanded(&facts), "the old text is enough for the old product");
    assert!(!demanded(&product(kb, &terminal("2024-01-01", true, false))));
    let (relation, implied, _) = related(&format!("{OLD} of all stays none"));
    assert_eq!((relation, implied), (Relation::Equal, "content"));
    let (relation, ..) = related(&format!("{OLD} of all stays 1 by_choice"));
    assert_eq!(relation, Relation::Looser);
}

/// Each single mistake, with the place of its message and what the help must say.
const MISTAKES: [(&str, &str, &str, &str); 11] = [
    (
        "for p.certified >= 2024-01-01 of all stays 1",
        "KJ4023",
        "for p.certified >= 2024-01-01",
        "< 2024-01-01",
    ),
    ("for p.certified < 2024-01-01 of 11 stays 1", "KJ4023", "11", "of all"),
    ("for p.certified < 2024-01-01 of all except 3 stays 1", "KJ4023", "3", ""),
    ("for p.certified < 2024-01-01 of suppl stays 1", "KJ4023", "for p.certified < 2024-01-01", "subject"),
    ("for p.certified < 2024-01-01 of all stays 2", "KJ4023", "for p.certified < 2024-01-01", "before"),
    ("for p.certified < 2024-01-01 of all stays 11", "KJ2001", "11", ""),
    ("for p.certified < 2024-10-01 of all stays 1", "KJ5002", "", "number"),
    (
        "for p.certified < 2024-01-01 and not p.d of all stays 1",
        "KJ4023",
        "for p.certified < 2024-01-01 and not p.d",
        "scope",
    ),
    ("for p.certified < 2024-01-01 of all", "KJ1007", "a@2:suppl", "stays"),
    ("for p.certified < 2024-01-01 of all stays draft", "KJ4023", "for p.certified < 2024-01-01", "stays 1"),
    ("for p.certified < 2024-01-01 of all stays 0", "KJ4023", "for p.certified < 2024-01-01", "stays 1"),
];

/// A rule, its clause in both languages, the places shown, and what the message says in each.
type Misworded = (&'static str, [&'static str; 2], &'static [&'static str], [&'static str; 2]);

/// Clauses that do not say what the rule does.
const MISWORDED: &[Misworded] = &[
    // A duty in words, a choice by its entries, and the other way round.
    (
        "stays 1 by_choice",
        DUTY,
        &[DUTY[0], DUTY[1], OLD],
        ["「by_choice」により選択を認める", "leaves a choice"],
    ),
    ("stays 1 by_choice", [DUTY[0], CHOICE[1]], &[DUTY[0], OLD], ["和文は", "the Japanese text"]),
    ("stays 1", CHOICE, &[CHOICE[0], CHOICE[1], OLD], ["定めに「by_choice」がない", "has no `by_choice`"]),
    ("stays 1", [DUTY[0], CHOICE[1]], &[CHOICE[1], OLD], ["英文は", "the English text"]),
    // 「以前」 and 「まで」 for 「前」.
    (
        "stays 1",
        ["2024年1月1日以前に認定を受けた端末については、なお従前の例による。", DUTY[1]],
        &["2024年1月1日以前", OLD],
        ["2024-01-01当日の扱いが異なる", "on that very day"],
    ),
    (
        "stays 1",
        ["2024年1月1日までに認定を受けた端末については、なお従前の例による。", DUTY[1]],
        &["2024年1月1日まで", OLD],
        ["「2024年1月1日まで」", "the Japanese text"],
    ),
    (
        "stays 1",
        [DUTY[0], "For terminals certified on or before 2024-01-01 the rules of before go on."],
        &["on or before 2024-01-01", OLD],
        ["英文は「on or before 2024-01-01」", "says “on or before 2024-01-01”"],
    ),
    // Another day of enforcement than that of the edition.
    (
        "stays 1",
        [
            "施行日である2024年10月1日より前に申請し、2024年1月1日より前に認定を受けた端末については、なお従前の例による。",
            "For terminals certified before 2024-01-01 and before the enforcement date of 2024-10-01 the rules of before go on.",
        ],
        &["2024年10月1日", "2024-10-01", "edition 2 { amends 1 status in_force from 2024-01-01 source s }"],
        ["始まる日は2024-01-01", "begins on 2024-01-01"],
    ),
];

#[test]
fn a_clause_says_what_its_rule_does() {
    for (rule, clause, places, [ja, en]) in MISWORDED {
        let file = law_saying(&format!("{OLD} of all {rule}"), *clause);
        let (sources, compiled) = compile_texts(&[("law.kijun", &file)]);
        assert_eq!(codes(&compiled), ["KJ4024"], "{rule}, {clause:?}: {:#?}", compiled.diagnostics);
        let found = &compiled.diagnostics[0];
        let shown: Vec<&str> =
            found.primary.iter().chain(&found.secondary).map(|label| sources.text(label.span)).collect();
        assert_eq!(shown, *places, "{rule}, {clause:?}");
        assert!(found.title.ja.contains(ja) && found.title.en.contains(en), "{:?}", found.title);
    }
}

#[test]
fn a_clause_may_say_it_in_other_words() {
    for (rule, clause) in [
        (
            format!("{OLD} of all stays 1"),
            ["2024年1月1日の前日までに認定を受けた端末については、なお従前の例による。", DUTY[1]],
        ),
        (
            format!("{OLD} of all stays 1 by_choice"),
            [
                "この規則の施行の日（令和6年1月1日）前に認定を受けた端末は、従前の例によっても差し支えない。",
                "Terminals certified before the enforcement date of 1 January 2024 are free to follow the former rules.",
            ],
        ),
        // What can be done to a terminal is no choice of rules.
        (
            format!("{OLD} of all stays 1"),
            [
                "更新することができる端末であって2024年1月1日前に認定を受けたものについては、なお従前の例による。",
                "For terminals that can be updated and were certified prior to 2024-01-01 the rules of before go on.",
            ],
        ),
    ] {
        let found = text(&law_saying(&rule, clause)).diagnostics;
        assert!(found.is_empty(), "{clause:?}: {found:#?}");
    }
}

#[test]
fn under_none_stays_only_what_was_under_none() {
    let none = format!("{OLD} of all stays none");
    let (sources, compiled) = compile_texts(&[("law.kijun", &law_saying(&none, DUTY))]);
    assert_eq!(codes(&compiled), ["KJ4023"], "{:#?}", compiled.diagnostics);
    let found = &compiled.diagnostics[0];
    let places: Vec<&str> =
        found.primary.iter().chain(&found.secondary).map(|label| sources.text(label.span)).collect();
    assert_eq!(places, [OLD, "a@1:1"]);
    assert!(found.help.iter().any(|it| it.ja.contains("「stays 1」") && it.en.contains("`stays 1`")));
}

#[test]
fn one_limb_that_is_turned_round_is_found() {
    // The text says both, so that the words alone would not tell.
    let clause = [
        "2024年1月1日前に認定を受け、又は2024年1月1日以後に変更していない端末については、なお従前の例による。",
        "For terminals certified before 2024-01-01 or not changed on or after 2024-01-01 the rules of before go on.",
    ];
    for (rule, codes_of) in [
        (
            "for any { p.certified >= 2024-01-01  all { p.c  p.certified < 2024-01-01 } } of all stays 1",
            vec!["KJ4023"],
        ),
        (
            "for any { p.certified < 2024-01-01  all { p.c  not p.certified >= 2024-01-01 } } of all stays 1",
            vec![],
        ),
    ] {
        let (_, compiled) = compile_texts(&[("law.kijun", &law_saying(rule, clause))]);
        assert_eq!(codes(&compiled), codes_of, "{rule}: {:#?}", compiled.diagnostics);
    }
    // In one condition with others: only the text tells that it is turned.
    let rule = "for p.certified < 2024-01-01 and not p.certified < 2024-01-01 of all stays 1";
    let (_, compiled) = compile_texts(&[("law.kijun", &law_saying(rule, DUTY))]);
    assert_eq!(codes(&compiled), ["KJ4024"], "{:#?}", compiled.diagnostics);
    assert!(compiled.diagnostics[0].title.ja.contains("「認定の日」を「< 2024-01-01」と比べて"));
}

/// The ordinance with an edition before, which had ended, and a draft.
fn with_others(rule: &str) -> String {
    let others = r"  edition 0 { status superseded from 2010-01-01 until 2020-01-01 source s }
  edition draft { amends 1 status proposed from unknown source s }
  edition 2 { amends";
    let text = r#"provision a@0:1 { cite { ja "第1条" en "Art. 1" } title { ja "符号" en "code" } text { ja "端末は、符号を有しなければならない。" en "The terminal shall have a code." }
  modality shall addressee terminal meets r.c { p.c } source s at "x" grade official }
"#;
    law(rule).replace("  edition 2 { amends", others) + text
}

#[test]
fn each_mistake_is_told_once_at_its_place() {
    for (rule, code, place, help) in MISTAKES {
        let names_another = rule.ends_with("stays 0") || rule.ends_with("stays draft");
        let file = if names_another { with_others(rule) } else { law(rule) };
        let (sources, compiled) = compile_texts(&[("law.kijun", &file)]);
        // The draft that is named leaves the rule behind, too.
        let told: Vec<_> = compiled.diagnostics.iter().filter(|it| it.code.number() != "KJ4022").collect();
        assert_eq!(told.len(), 1, "{rule}: {told:#?}");
        let found = told[0];
        assert_eq!(found.code.number(), code, "{rule}: {found:#?}");
        let shown = found.primary.as_ref().map(|label| sources.text(label.span)).unwrap_or_default();
        assert!(place.is_empty() || shown == place, "{rule}: shown at {shown:?}");
        let helped =
            help.is_empty() || help.split('|').any(|it| found.help.iter().any(|text| text.en.contains(it)));
        assert!(helped, "{rule}: {:?}", found.help);
    }
}

#[test]
fn a_draft_that_loses_a_rule_is_told_so() {
    let draft = r#"
instrument c { title { ja "規則" en "Rules" } kind ordinance jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja scope p.d
  edition 1 { status in_force from 2020-01-01 source s }
  edition draft { status proposed from unknown source s } }
provision c@1:1 { cite { ja "第1条" en "Art. 1" } title { ja "符号" en "code" } text { ja "端末は、符号を有しなければならない。" en "The terminal shall have a code." }
  modality shall addressee terminal meets r.c { p.c } source s at "x" grade official }
provision c@draft:1 { cite { ja "第1条" en "Art. 1" } title { ja "符号" en "code" } text { ja "端末は、符号と強い符号を有しなければならない。" en "The terminal shall have a code and a strong code." }
  modality shall addressee terminal meets r.c { p.c and p.e } source s at "x" grade official }
transition c@1:suppl { cite { ja "附則" en "Supplement" } title { ja "経過措置" en "transition" }
  text { ja "2020年1月1日より前に認定を受けた端末については、なお従前の例による。" en "For terminals certified before 2020-01-01 the rules of before go on." }
  addressee terminal for p.certified < 2020-01-01 of all stays none source s at "x" grade official }
"#;
    let compiled = text(&format!("{}{draft}", law(&format!("{OLD} of all stays 1"))));
    let told: Vec<_> = compiled.diagnostics.iter().filter(|it| it.code.number() == "KJ4022").collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].title.en.contains("c@1:suppl") && told[0].title.ja.contains("附則"));
}

#[test]
fn the_terminals_of_2023_may_stay_under_the_standard_of_2020() {
    let kb = shipped();
    let facts = r#"{"product.markets": ["JP"], "product.uses_ip": true, "product.line_connection": "direct",
        "product.digital_data_terminal": true, "product.line_settings_changeable": true, "product.freely_programmable": false,
        "certificate.terminal_on": "2023-05-01", "module.approved_on": "never", "product.made_on": "2023-05-02",
        "auth.access_control": true, "auth.default.present": true, "auth.default.change": "prompted",
        "auth.default.unique_per_device": false, "update.possible": true, "power.access_settings_kept": true,
        "power.software_kept": true}"#;
    let found = told(kb, facts, "jp.ter@2025-rec");
    assert_eq!(found, (Outcome::Satisfied, Some("jp.ter@2020".to_owned()), None));
    let older = facts.replace("2023-05-01", "2019-05-01");
    assert_eq!(told(kb, &older, "jp.ter@2020"), (Outcome::NotApplicable, None, Some(Because::Transition)));
    // Units placed before the Cyber Resilience Act applies report all the same (Art. 69(3)).
    let placed = r#"{"product.markets": ["EU"], "product.data_connection": true, "product.eu_sector_law": [],
        "product.eu_spare_part": false, "product.defence_only": false, "product.eu_placed_on": "2027-12-10",
        "product.eu_modified_on": "never"}"#;
    assert_eq!(told(kb, placed, "cra@2024:annex1.1.1").2, Some(Because::Transition));
    assert_ne!(told(kb, placed, "cra@2024:art14.1").0, Outcome::NotApplicable);
}

/// Whoever expects of one provision what holds of the edition alone is told by which rule.
#[test]
fn an_expectation_that_a_choice_would_meet_is_told_of_the_rule() {
    let told = |certified: &str| {
        let device = format!(
            r#"device old {{ title {{ ja "以前の端末" en "an earlier terminal" }}
  facts {{ p.d = true p.c = true p.e = false p.certified = {certified} }} expect {{ a@2:1 satisfied }} }}
"#
        );
        let compiled = text(&[law(&format!("{OLD} of all stays 1 by_choice")), device].concat());
        let found = compiled.diagnostics.iter().find(|it| it.code.number() == "KJ3006").expect("it fails");
        found.notes.iter().map(|it| it.ja.clone() + &it.en).collect::<String>()
    };
    let of_the_choice = told("2023-01-01");
    assert!(of_the_choice.contains("版の全体（a@2）に期待"), "{of_the_choice}");
    assert!(of_the_choice.contains("as a whole, `a@2`"), "{of_the_choice}");
    assert!(!told("2025-01-01").contains("a@2）"));
}
