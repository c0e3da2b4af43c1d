//! Other days than that of the corpus: what has begun, begins later or has ended, and what follows from it.

use std::collections::BTreeMap;

use kijun::diag::Code;
use kijun::lexicon::{Because, Mode, Outcome, Severity, Standing};
use kijun::model::{Date, Node};
use kijun::norm::Base;
use kijun::query::asked::Terms;
use kijun::query::assess::{outcome, plain};
use kijun::query::citation::{is_pinned, nodes as find};
use kijun::query::market::by_default;
use kijun::query::{Asked, EditionResult, assess};
use serde::Deserialize;

use crate::base::{shipped, shipped_on, text};
use crate::support::{kijun, product, read};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

#[test]
fn every_day_can_be_asked_for() {
    for day in
        ["2010-01-01", "2020-04-01", "2022-06-15", "2024-05-01", "2025-03-01", "2027-12-11", "2035-01-01"]
    {
        let on = shipped_on(day);
        let errors: Vec<_> = on.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
        assert!(on.checked().is_some() && errors.is_empty(), "{day}: {errors:#?}");
    }
}

#[test]
fn what_was_promised_for_the_day_of_the_corpus_is_a_warning_on_another() {
    let earlier = shipped_on("2010-01-01");
    let named: Vec<_> = earlier.diagnostics.iter().filter(|it| it.code == Code::NotInForce).collect();
    assert!(named.len() >= 10, "unpinned ids that meant nothing then: {}", named.len());
    assert!(named.iter().all(|it| it.severity == Severity::Warning));
}

#[test]
fn the_cyber_resilience_act_binds_from_its_day() {
    let (now, later) = (shipped(), shipped_on("2027-12-11"));
    let cra = |kb: Base<'_>| {
        let (_, instrument) = kb.instrument_ids.iter().find(|(id, _)| *id == "cra").expect("it is there");
        let edition = kb.current_edition(*instrument).expect("an edition");
        let whole = |it: &&kijun::model::Device| {
            it.expect.iter().any(|it| it.of.instrument == *instrument && it.of.locator.is_none())
        };
        let node = Node { edition, locator: None, provision: None };
        let outcomes = kb.devices.iter().filter(whole).map(|device| {
            let today = kb.on(kb.as_of);
            outcome(today, &device.facts, &node).expect("decided")
        });
        outcomes.filter(|it| *it == Outcome::Satisfied || *it == Outcome::NotSatisfied).count()
    };
    assert!(cra(later.base()) > cra(now), "{} {}", cra(later.base()), cra(now));
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    as_of: String,
    facts: serde_json::Map<String, serde_json::Value>,
    expect: BTreeMap<String, OneOrMore>,
    #[serde(default)]
    because: BTreeMap<String, String>,
    #[serde(default)]
    by: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// Assesses a product against one id on the day of a base.
fn assessed(kb: Base<'_>, stated: &serde_json::Value, id: &str) -> EditionResult {
    let facts = product(kb, &stated.to_string());
    let nodes = find(kb, id).expect("it is known");
    let asked: Vec<Asked> = nodes.into_iter().map(|node| Asked { node, pinned: is_pinned(kb, id) }).collect();
    assess(kb.on(kb.as_of), &facts, &asked).expect("a verdict").results.remove(0)
}

fn in_the_scope_of_the_rules() -> serde_json::Map<String, serde_json::Value> {
    let facts = serde_json::json!({
        "product.digital_data_terminal": true,
        "product.uses_ip": true,
        "product.line_connection": "direct",
        "product.line_settings_changeable": true,
        "product.freely_programmable": false,
        "certificate.terminal_on": "never",
        "module.approved_on": "never",
        "product.made_on": "2025-01-01",
    });
    facts.as_object().cloned().unwrap_or_default()
}

#[test]
fn verdicts_on_a_day() {
    let cases: Cases = toml::from_str(&read("tests/cases/verdicts.toml")).expect("the cases can be read");
    assert_eq!(cases.case.len(), 5);
    for case in cases.case {
        let on = shipped_on(&case.as_of);
        let mut facts = case.facts.clone();
        // What is asked of the recommended edition states nothing of its scope, without which it stays open.
        if case.expect.keys().any(|id| id.starts_with("jp.ter@2025-rec")) {
            facts.extend(in_the_scope_of_the_rules());
        }
        let stated = serde_json::Value::Object(facts);
        for (id, expected) in &case.expect {
            let result = assessed(on.base(), &stated, id);
            let found = result.verdict.word().to_owned();
            let right = match expected {
                OneOrMore::One(word) => found == *word,
                OneOrMore::More(words) => words.contains(&found),
            };
            assert!(right, "{}: {id} is {found}", case.name);
            if let Some(by) = case.by.get(id) {
                assert_eq!(result.by.word(), by, "{}: {id}", case.name);
            }
            if let Some(because) = case.because.get(id) {
                assert_eq!(result.because.map(Because::word), Some(because.as_str()), "{}: {id}", case.name);
            }
        }
    }
}

#[test]
fn what_the_day_makes_of_an_edition() {
    let told = |on: &str, id: &str| {
        let on = shipped_on(on);
        let result = assessed(on.base(), &serde_json::json!({}), id);
        let kb = on.base();
        (kb.edition_id(result.edition), result.standing, result.because)
    };
    let red = |on| told(on, "red");
    let is = |standing, because| ("red@2022-30".to_owned(), standing, because);
    assert_eq!(red("2020-01-01"), is(Standing::Upcoming, Some(Because::NotInForce)));
    assert_eq!(red("2025-07-31"), is(Standing::Upcoming, Some(Because::NotInForce)));
    assert_eq!(red("2025-08-01"), is(Standing::Begun, None));
    assert_eq!(red("2027-12-12"), is(Standing::Continues, None), "it goes on for some");
    let named = told("2026-11-21", "en303645@2.1.1");
    assert_eq!(named, ("en303645@2.1.1".to_owned(), Standing::Ended, None), "an ended edition that is named");
    let draft = told("2026-11-21", "jp.ter@2025-rec");
    assert_eq!(draft, ("jp.ter@2025-rec".to_owned(), Standing::Upcoming, None), "a draft that is named");
}

#[test]
fn an_unpinned_id_shows_the_edition_of_the_day() {
    for (on, id) in [("2024-02-29", "psti@2024-04-29:sch1.1.2"), ("2025-03-01", "psti@2025-02-25:sch1.1.2")] {
        let shown = kijun(&["show", "psti:sch1.1.2", "--as-of", on, "--format", "json"]);
        let shown: serde_json::Value = serde_json::from_str(&shown.out).expect("JSON");
        assert_eq!(shown["id"], id, "{on}");
    }
}

#[test]
fn what_binds_others_is_applicable_to_no_product() {
    let result = assessed(shipped(), &serde_json::json!({}), "us.iotcia");
    assert_eq!((result.verdict, result.because), (Outcome::NotApplicable, Some(Because::BindsOthers)));
}

/// Editions whose days are known, are not, or lie ahead; a draft; a duty with days of its own; a deeming with days.
const DATED: &str = r#"
source s { title { ja "出典" en "source" } publisher { ja "出典" en "source" } date 2019-03-01 }
fact p.c { title { ja "事実" en "fact" } ask { ja "事実ですか。" en "Is it?" } type flag says { ja "である" en "it is" } denies { ja "でない" en "it is not" } }
fact p.d { title { ja "事実" en "fact" } ask { ja "事実ですか。" en "Is it?" } type flag says { ja "である" en "it is" } denies { ja "でない" en "it is not" } }
instrument a { title { ja "文書" en "text" } kind ordinance jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja scope p.d
  edition 1 { status superseded from 2020-01-01 until 2022-01-01 source s }
  edition 2 { amends 1 status in_force from 2022-01-01 until 2024-01-01 source s }
  edition 3 { amends 2 status adopted from 2026-01-01 until 2030-01-01 source s }
  edition draft { amends 2 status proposed source s } }
provision a@1:1 { cite { ja "第1" en "No. 1" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal criterion { p.c } source s at "x" grade official }
provision a@1:2 { cite { ja "第2" en "No. 2" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal criterion { p.c } from 2021-01-01 source s at "x" grade official }
provision a@1:3 { cite { ja "第3" en "No. 3" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal applies when not p.d criterion { p.c } source s at "x" grade official }
deeming d.one { of a@2:1 when p.d basis { ja "根拠" en "basis" } from 2023-01-01 source s at "x" grade official }
instrument b { title { ja "不明文書" en "unknown text" } kind ordinance jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja
  edition 1 { status in_force from 2015-01-01 source s }
  edition 2 { status in_force from unknown source s }
  edition 3 { status in_force from 2010-01-01 source s } }
provision b@1:1 { cite { ja "第1" en "No. 1" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal criterion { p.c } source s at "x" grade official }
"#;

#[test]
fn an_unpinned_instrument_means_one_edition_on_each_day() {
    let compilation = text(DATED);
    let kb = compilation.base();
    let meant = |instrument: &str, on: &str| {
        let edition = kb.current_edition_on(kb.instrument_ids[instrument], day(on)).expect("an edition");
        (kb.edition_id(edition), kb.editions[edition].standing(day(on)))
    };
    assert_eq!(meant("a", "2019-12-31"), ("a@1".into(), Standing::Upcoming), "the next that begins");
    assert_eq!(meant("a", "2021-12-31"), ("a@1".into(), Standing::Begun));
    assert_eq!(meant("a", "2022-01-01"), ("a@2".into(), Standing::Begun));
    assert_eq!(meant("a", "2025-06-01"), ("a@3".into(), Standing::Upcoming), "before the last that ended");
    assert_eq!(meant("a", "2026-01-01"), ("a@3".into(), Standing::Begun), "by its day, whatever its status");
    assert_eq!(meant("a", "2031-01-01"), ("a@3".into(), Standing::Ended), "the last that ended");
    // The day of b@2 is not known: it stands where it is declared, after b@1 and before what came before that.
    assert_eq!(meant("b", "2020-01-01").0, "b@2");
}

#[test]
fn an_inherited_text_begins_with_its_edition() {
    let compilation = text(DATED);
    let kb = compilation.base();
    let days = |id: &str| {
        let idx = find(kb, id).expect("it is known")[0].provision.expect("a provision");
        let it = &kb.provisions[idx];
        [it.from.date(), it.first_from.date(), it.until].map(|day| day.map(|day| day.to_string()))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(days("a@1:2"), [some("2021-01-01"), some("2021-01-01"), some("2022-01-01")]);
    assert_eq!(days("a@2:2"), [some("2022-01-01"), some("2021-01-01"), some("2024-01-01")]);
    assert_eq!(days("a@draft:2"), [None, some("2021-01-01"), None]);
}

#[test]
fn a_deeming_acts_on_its_days() {
    let compilation = text(DATED);
    let kb = compilation.base();
    let facts = product(kb, r#"{"p.c": false, "p.d": true}"#);
    let node = find(kb, "a@2:1").expect("it is known").remove(0);
    let verdict = |kb: Base<'_>| outcome(kb, &facts, &node).expect("small");
    assert_eq!(verdict(kb.on(day("2022-12-31"))), Outcome::NotSatisfied);
    assert_eq!(verdict(kb.on(day("2023-01-01"))), Outcome::Satisfied);
    assert_eq!(verdict(kb.whole()), Outcome::Satisfied, "it stands on the last day of its edition");
}

#[test]
fn what_does_not_count_says_why() {
    let compilation = text(DATED);
    let kb = compilation.base();
    let facts = |d: bool| product(kb, &format!("{{\"p.c\": false, \"p.d\": {d}}}"));
    let why = |id: &str, on: &str, d: bool| {
        let asked = find(kb, id).expect("it is known").remove(0);
        let terms = Terms::new(kb.on(day(on)), asked.edition, is_pinned(kb, id));
        let (judged, because) = terms.place(&facts(d), &asked).expect("small");
        (judged.outcome, because)
    };
    let not = |because| (Outcome::NotApplicable, Some(because));
    assert_eq!(why("a@2", "2021-06-01", true), not(Because::NotInForce));
    assert_eq!(why("a@1:1", "2020-06-01", false), not(Because::OutOfScope));
    assert_eq!(why("a@1:2", "2020-06-01", false), not(Because::NotInForce), "before it is out of scope");
    assert_eq!(why("a@1:3", "2020-06-01", true), not(Because::Condition));
    assert_eq!(why("a@1:1", "2020-06-01", true), (Outcome::NotSatisfied, None));
    assert_eq!(why("a@1:1", "2025-01-01", true), (Outcome::NotSatisfied, None), "named and ended: whole");
    assert_eq!(why("a", "2031-01-01", true), not(Because::Ended));
}

#[test]
fn a_comparison_says_whether_the_day_counts() {
    let compared = |a: &str, b: &str| -> serde_json::Value {
        let run = kijun(&["compare", a, b, "--as-of", "2026-09-10", "--format", "json"]);
        serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}", run.err))
    };
    let whole = compared("psti", "cra@2024");
    assert_eq!(whole["mode"], Mode::Whole.word());
    let witness = &whole["a_implies_b"]["witness"];
    let marked = witness["upcoming"].as_array().expect("a list");
    assert_eq!(witness["fails"].as_array().map(Vec::len), Some(marked.len()), "nothing of it has begun");
    let dated = compared("psti", "cra");
    assert_eq!(dated["mode"], Mode::Dated.word());
    assert_eq!(
        dated["a_implies_b"]["answer"], "not_comparable",
        "nothing that a product could fail has begun"
    );
}

#[test]
fn a_product_that_no_duty_awaits_yet_is_not_undecided() {
    let on = shipped_on("2026-09-10");
    let result = assessed(on.base(), &serde_json::json!({"product.markets": ["EU"]}), "cra");
    assert_eq!((result.verdict, result.because), (Outcome::NotApplicable, Some(Because::NotInForce)));
}

#[test]
fn a_day_outside_its_edition_is_an_error() {
    let wrong = DATED.replace("from 2021-01-01 source s at", "from 2019-12-31 source s at");
    let codes: Vec<_> = text(&wrong).diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes.iter().filter(|code| **code == Code::OutsideEdition).count(), 1, "{codes:?}");
    let late = DATED.replace("from 2021-01-01 source s at", "until 2022-01-02 source s at");
    assert!(text(&late).diagnostics.iter().any(|it| it.code == Code::OutsideEdition));
}

#[test]
fn what_binds_a_product_in_its_markets_is_asked_by_default() {
    let kb = shipped();
    let device = kb.devices.iter().find(|it| it.id == "product-smart-lock").expect("it is there");
    let question = by_default(kb, &device.facts);
    let today = kb.on(kb.as_of).within(&question.scopes);
    let assessed = assess(today, &device.facts, &question.asked).expect("verdicts");
    let verdicts: Vec<_> =
        assessed.results.iter().map(|it| (kb.edition_id(it.edition), it.verdict)).collect();
    let open = |verdict| !matches!(verdict, Outcome::Satisfied | Outcome::NotApplicable);
    assert!(!verdicts.iter().any(|(_, verdict)| open(*verdict)), "{verdicts:?}");
    assert!(
        verdicts.iter().filter(|(_, verdict)| *verdict == Outcome::Satisfied).count() > 2,
        "{verdicts:?}"
    );
    let left_out: Vec<_> = question.left_out.iter().map(|(idx, why)| (kb.edition_id(*idx), *why)).collect();
    assert!(left_out.contains(&("us.iotcia@2020".to_owned(), Because::BindsOthers)), "{left_out:?}");
}

#[test]
fn without_markets_the_default_question_is_open_and_asks_for_them() {
    let told = kijun(&["assess", "--format", "json"]);
    assert_eq!(told.code, 3, "{}", told.err);
    let told: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    let results = told["results"].as_array().expect("a list");
    assert!(results.len() > 5);
    for result in results.iter().filter(|it| it["because"] != "not_in_force") {
        assert_eq!(result["verdict"], "undecided", "{}", result["instrument"]);
    }
    assert_eq!(told["needs"], serde_json::json!(["product.markets"]));
    let japan = kijun(&["assess", "--set", "product.markets=JP", "--format", "json"]);
    let japan: serde_json::Value = serde_json::from_str(&japan.out).expect("JSON");
    let asked: Vec<_> =
        japan["results"].as_array().expect("a list").iter().map(|it| &it["instrument"]).collect();
    assert_eq!(
        asked,
        ["jp.cert@current", "jp.tba@current", "jp.ter@2020"],
        "what holds elsewhere is not asked"
    );
}

#[test]
fn a_part_of_a_rule_has_its_own_days() {
    let route = DATED.replacen(
        "criterion { p.c }",
        "criterion { any { p.c all { on_or_after 2023-06-01 p.d } } }",
        1,
    );
    let compilation = text(&route);
    let kb = compilation.base();
    let codes: Vec<_> = compilation.diagnostics.iter().map(|it| it.code.number()).collect();
    assert!(codes.iter().all(|code| *code == "KJ4001"), "only the editions of `b` overlap: {codes:?}");
    let facts = product(kb, r#"{"p.c": false, "p.d": true}"#);
    // By content, for the deeming of the edition before goes on for the unchanged text.
    let verdict = |kb: Base<'_>, id: &str| {
        plain(kb, &facts, &find(kb, id).expect("it is known").remove(0)).expect("small").content
    };
    assert_eq!(verdict(kb.on(day("2023-05-31")), "a@3:1"), Outcome::NotSatisfied);
    assert_eq!(verdict(kb.on(day("2023-06-01")), "a@3:1"), Outcome::Satisfied);
    assert_eq!(
        verdict(kb.whole(), "a@3:1"),
        Outcome::Satisfied,
        "it has begun on the last day of the edition"
    );
    assert_eq!(verdict(kb.whole(), "a@1:1"), Outcome::NotSatisfied, "this edition ended before");
}

#[test]
fn neither_a_constraint_nor_what_is_unlikely_depends_on_the_day() {
    let constraint = |holds: &str| {
        format!(
            "{DATED}define p.later = all {{ on_or_after 2023-06-01 p.d }}\nconstraint k {{ holds {holds} because {{ ja \"理由。\" en \"A reason.\" }} }}"
        )
    };
    for holds in ["on_or_after 2023-06-01 implies p.c", "p.later implies p.c"] {
        let codes: Vec<_> = text(&constraint(holds)).diagnostics.iter().map(|it| it.code).collect();
        assert!(codes.contains(&Code::MisplacedEntry), "{holds}: {codes:?}");
        let unlikely = constraint(holds).replace("constraint k { holds", "unlikely k { when");
        let codes: Vec<_> = text(&unlikely).diagnostics.iter().map(|it| it.code).collect();
        assert!(codes.contains(&Code::MisplacedEntry), "unlikely {holds}: {codes:?}");
    }
}

#[test]
fn the_parts_of_the_british_act_have_their_days() {
    let kb = shipped();
    let device =
        kb.devices.iter().find(|it| it.title.en.contains("a motor vehicle supplied in Great Britain"));
    let vehicle = device.expect("it is there");
    let act = find(kb, "psti.act@current").expect("it is known").remove(0);
    let terms = |on: &str| Terms::new(kb.on(day(on)), act.edition, true);
    let why = |on: &str| terms(on).place(&vehicle.facts, &act).expect("decided");
    assert_ne!(why("2025-02-24").1, Some(Because::OutOfScope), "vehicles were products like others");
    let (judged, because) = why("2025-02-25");
    assert_eq!((judged.outcome, because), (Outcome::NotApplicable, Some(Because::OutOfScope)));
    assert_eq!(outcome(kb.whole(), &vehicle.facts, &act).expect("decided"), Outcome::NotApplicable);
}

/// What happens when: every date of the base in order, and where editions stand on a day.
#[test]
fn dates_are_listed_in_order_and_can_be_narrowed() {
    let list = |more: &[&str]| -> Vec<serde_json::Value> {
        let run = kijun(&[&["list", "dates", "--format", "json"], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let list: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(crate::schemas::faults("list-dates", &list), Vec::<String>::new());
        list.as_array().expect("a list").clone()
    };
    let all = list(&[]);
    let days: Vec<&str> = all.iter().map(|it| it["date"].as_str().expect("a day")).collect();
    assert!(days.is_sorted(), "{days:?}");
    let has = |day: &str, turn: &str, id: &str| {
        all.iter().any(|it| it["date"] == day && it["turn"] == turn && it["id"] == id)
    };
    assert!(has("2020-04-01", "begins", "jp.ter@2020"));
    assert!(has("2025-12-04", "begins", "psti@2025-12-04"));
    assert!(has("2025-12-04", "ends", "psti@2025-02-25"));
    assert!(has("2026-09-11", "begins", "cra@2024:art14.1"));
    assert!(all.iter().any(|it| it["turn"] == "review" && it["kind"] == "deviations"));
    assert!(all.iter().any(|it| it["turn"] == "changes"), "parts of rules with days of their own");
    let some = list(&["--from", "2025-12-04", "--until", "2026-09-11"]);
    assert!(some.iter().any(|it| it["id"] == "psti@2025-12-04"));
    assert!(some.iter().all(|it| it["date"].as_str() < Some("2026-09-11")), "the end is not part of it");
    assert!(some.len() < all.len());
    for wrong in [
        ["list", "editions", "--from", "2025-01-01"],
        ["list", "dates", "--from", "1 May"],
        ["list", "editions", "--format", "ics"],
    ] {
        assert_eq!(kijun(&wrong).code, 2);
    }
    let text = kijun(&["list", "dates", "--from", "2025-12-04", "--until", "2025-12-05", "--lang", "ja"]).out;
    let line = text.lines().find(|line| line.contains("psti@2025-02-25")).expect("the edition before");
    assert!(line.starts_with("2025-12-04  前日で終わる  版"), "{text}");
    let standing = |day: &str| {
        let run = kijun(&["list", "editions", "--format", "json", "--as-of", day]);
        let list: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let found = list.as_array().expect("a list").iter().find(|it| it["id"] == "psti@2025-12-04").cloned();
        found.expect("the edition")["standing"].as_str().expect("a word").to_owned()
    };
    assert_eq!((standing("2025-12-03"), standing("2025-12-04")), ("upcoming".to_owned(), "begun".to_owned()));
}

/// Returns the lines of a calendar as they were before they were broken.
fn unfolded(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']), "line ends");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "long lines");
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// Many provisions of one edition that begin together are one event; its name and its stamp hang on no clock.
#[test]
fn dates_are_a_calendar() {
    let calendar = |lang: &str| {
        let args = ["list", "dates", "--from", "2027-12-11", "--format", "ics", "--lang", lang];
        let run = kijun(&args);
        assert_eq!(run.code, 0, "{}", run.err);
        unfolded(&run.out)
    };
    for (lang, says) in [
        (
            "ja",
            "SUMMARY;LANGUAGE=ja:サイバーレジリエンス法（規則(EU) 2024/2847）　制定時（規定263件）：始まる",
        ),
        (
            "en",
            "SUMMARY;LANGUAGE=en:Cyber Resilience Act (Regulation (EU) 2024/2847)\\, as adopted (263 provisions): begins",
        ),
    ] {
        let lines = calendar(lang);
        assert_eq!((lines[0].as_str(), lines[1].as_str()), ("BEGIN:VCALENDAR", "VERSION:2.0"));
        let at = lines.iter().position(|line| line.contains("263")).expect("one event for all of them");
        assert_eq!(lines[at], says);
        assert_eq!(
            lines[at - 4..at],
            [
                "BEGIN:VEVENT",
                "UID:2027-12-11/begins/provisions/cra@2024@kijun",
                "DTSTAMP:20261121T000000Z",
                "DTSTART;VALUE=DATE:20271211"
            ]
        );
        assert!(lines[at + 1].contains("(cra@2024:art28.2)\\n"), "{}", lines[at + 1]);
        let names: Vec<&String> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
        assert_eq!(names.len(), names.iter().collect::<std::collections::BTreeSet<_>>().len());
    }
}

/// The site tells the same dates as the command, in both languages, as a page, as data and as a calendar.
#[test]
fn the_timeline_has_every_date() {
    let site = crate::site::shipped();
    let told: Vec<serde_json::Value> = site.list("data/dates.json");
    let run = kijun(&["list", "dates", "--format", "json"]);
    let list: Vec<serde_json::Value> = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(told, list);
    for (lang, begins) in [("ja", "始まる"), ("en", "begins")] {
        let page = site.page(&format!("{lang}/timeline.html"));
        let days: Vec<&str> =
            page.all("dl.timeline time").iter().filter_map(|it| it.attr("datetime")).collect();
        for it in &list {
            assert!(days.contains(&it["date"].as_str().expect("a day")), "{lang}: {it}");
        }
        let events = page.texts("dl.timeline > dd");
        assert!(events.iter().any(|it| it.starts_with(begins) && it.contains("263")), "{lang}");
        let links = page.links("dl.timeline");
        assert!(links.iter().any(|it| it.href == "p/cra_-2024__art14.1.html"), "{lang}");
        let row = page.texts("table.stack > tbody > tr").into_iter().find(|it| it.contains("cra@2024"));
        assert!(row.is_some_and(|it| it.contains("2027")), "{lang}: what comes next");
        assert!(page.links("main").iter().any(|it| it.href == "timeline.ics"), "{lang}");
        let calendar = site.file(&format!("{lang}/timeline.ics"));
        let run = kijun(&["list", "dates", "--format", "ics", "--lang", lang]);
        assert_eq!(calendar, run.out);
    }
}
