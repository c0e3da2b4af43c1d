//! Editions that have ended and go on for some products: whom they bind, and who is kept out of what follows them.

use std::collections::BTreeMap;

use kijun::compile::Compilation;
use kijun::lexicon::{Because, Outcome, Standing};
use kijun::logic::formula::Formula;
use kijun::model::Date;
use kijun::norm::{Base, scope_on};
use kijun::query::asked::meant;
use kijun::query::citation::{is_pinned, nodes as find};
use kijun::query::compare::compare;
use kijun::query::market::by_default;
use kijun::query::merge::{self, merge};
use kijun::query::{Asked, Assessment, EditionResult, assess};

use crate::base::{shipped_on, text};
use crate::support::{codes, product};

/// Three editions, of which the first two go on for what was placed while they stood; a heading, items, parts of a rule
/// with days of their own, a deeming that ends, a renumbered provision.
const EDITIONS: &str = r#"
source s { title { ja "出典" en "source" } publisher { ja "出典" en "source" } date 2019-03-01 }
fact p.c { title { ja "事実" en "fact" } ask { ja "事実ですか。" en "Is it?" } type flag says { ja "である" en "it is" } denies { ja "でない" en "it is not" } }
fact p.d { title { ja "事実" en "fact" } ask { ja "事実ですか。" en "Is it?" } type flag says { ja "である" en "it is" } denies { ja "でない" en "it is not" } }
fact p.e { title { ja "事実" en "fact" } ask { ja "事実ですか。" en "Is it?" } type flag says { ja "である" en "it is" } denies { ja "でない" en "it is not" } }
fact p.placed { title { ja "投入の日" en "day of placing" } ask { ja "投入した日はいつですか。" en "When was it placed?" } type date nature history }
theme t { title { ja "主題" en "theme" } }
requirement r.c { title { ja "要件" en "requirement" } text { ja "要件である。" en "It is one." } theme t }
instrument a { title { ja "文書" en "text" } kind ordinance jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja scope p.d
  edition 1 { status superseded from 2020-01-01 until 2022-01-01 continues for p.placed < 2022-01-01 because { ja "経過措置" en "a transition" } source s }
  edition 2 { amends 1 renumbers 7 to 8 removes 5 status superseded from 2022-01-01 until 2024-01-01 continues for p.placed < 2024-01-01 because { ja "経過措置" en "a transition" } source s }
  edition 3 { amends 2 status in_force from 2024-01-01 source s }
  edition draft { amends 3 status proposed source s } }
provision a@1:1 { cite { ja "第1" en "No. 1" } title { ja "見出し" en "heading" } text { ja "次による。" en "As follows." } modality informative addressee terminal source s at "x" grade official }
provision a@1:1.1 { cite { ja "第1の1" en "No. 1.1" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal meets r.c { p.c } source s at "x" grade official }
provision a@1:7 { cite { ja "第7" en "No. 7" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal criterion { (p.e and on_or_after 2021-06-01) or p.c } source s at "x" grade official }
provision a@1:5 { cite { ja "第5" en "No. 5" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal criterion { p.c or p.e } until 2022-01-01 source s at "x" grade official }
provision a@1:6 { cite { ja "第6" en "No. 6" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal criterion { p.e } until 2021-01-01 source s at "x" grade official }
provision a@2:1.1 { cite { ja "第1の1" en "No. 1.1" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal meets r.c { p.c and p.e } source s at "x" grade official }
provision a@2:6 { cite { ja "第6" en "No. 6" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal criterion { p.e } source s at "x" grade official }
provision a@3:1.1 { cite { ja "第1の1" en "No. 1.1" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal meets r.c { not p.c and p.e } source s at "x" grade official }
deeming d.one { of a@1:1.1 when p.e basis { ja "根拠" en "basis" } until 2022-01-01 source s at "x" grade official }
instrument b { title { ja "別の文書" en "another text" } kind ordinance jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja
  edition 1 { status repealed from 2010-01-01 until 2022-01-01 continues for p.placed < 2022-01-01 because { ja "経過措置" en "a transition" } source s } }
provision b@1:1 { cite { ja "第1" en "No. 1" } title { ja "規定" en "provision" } text { ja "しなければならない。" en "It shall." }
  modality shall addressee terminal meets r.c { p.c } source s at "x" grade official }
"#;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn editions() -> Compilation {
    let compiled = text(EDITIONS);
    let errors: Vec<_> = compiled.diagnostics.iter().map(|it| (it.code, &it.title.en)).collect();
    assert!(compiled.checked().is_some(), "{errors:#?}");
    compiled
}

/// Assesses a product as the command does.
fn assessed(kb: Base<'_>, on: &str, facts: &str, id: &str) -> Assessment {
    let (kb, facts, pinned) = (kb.on(day(on)), product(kb, facts), is_pinned(kb, id));
    // An id that names no edition means one on the day asked about.
    let instrument = kb.instrument_ids[id.split(['@', ':']).next().expect("an instrument")];
    let current = kb.current_edition_on(instrument, day(on)).expect("an edition");
    let nodes = if pinned {
        find(kb, id).expect("it is known")
    } else {
        let pinned = id.replacen(&kb.instruments[instrument].id, &kb.edition_id(current), 1);
        find(kb, &pinned).expect("it is known")
    };
    let nodes = nodes.into_iter().flat_map(|node| meant(kb, &facts, node, pinned));
    let asked: Vec<Asked> = nodes.map(|node| Asked { node, pinned }).collect();
    assess(kb, &facts, &asked).expect("small")
}

/// Returns edition, verdict and reason of each result.
fn told(kb: Base<'_>, on: &str, facts: &str, id: &str) -> Vec<(String, Outcome, Option<Because>)> {
    let tell = |it: &EditionResult| (kb.edition_id(it.edition), it.verdict, it.because);
    assessed(kb, on, facts, id).results.iter().map(tell).collect()
}

fn facts(placed: &str, c: bool, e: bool) -> String {
    format!("{{\"p.placed\": \"{placed}\", \"p.c\": {c}, \"p.d\": true, \"p.e\": {e}}}")
}

const ON: &str = "2025-01-01";

#[test]
fn a_product_is_under_one_edition() {
    let compiled = editions();
    let kb = compiled.base();
    let is = |edition: &str, verdict| vec![(edition.to_owned(), verdict, None)];
    assert_eq!(told(kb, ON, &facts("2021-12-31", true, false), "a"), is("a@1", Outcome::Satisfied));
    assert_eq!(told(kb, ON, &facts("2021-12-31", false, false), "a"), is("a@1", Outcome::NotSatisfied));
    assert_eq!(told(kb, ON, &facts("2022-01-01", true, false), "a"), is("a@2", Outcome::NotSatisfied));
    assert_eq!(told(kb, ON, &facts("2023-12-31", true, true), "a"), is("a@2", Outcome::Satisfied));
    assert_eq!(told(kb, ON, &facts("2024-01-01", true, true), "a"), is("a@3", Outcome::NotSatisfied));
    assert_eq!(told(kb, ON, &facts("never", false, true), "a"), is("a@3", Outcome::Satisfied));
    // Before the end of the first nothing goes on, and the product is under it whenever it was placed.
    assert_eq!(told(kb, "2021-12-31", &facts("never", true, false), "a"), is("a@1", Outcome::Satisfied));
    // While the second stands, the first goes on for what was placed before it.
    assert_eq!(told(kb, "2022-01-01", &facts("2021-01-01", true, false), "a"), is("a@1", Outcome::Satisfied));
    assert_eq!(told(kb, "2022-01-01", &facts("2022-01-01", true, true), "a"), is("a@2", Outcome::Satisfied));
}

#[test]
fn an_unknown_day_leaves_every_edition_open_that_may_bind() {
    let compiled = editions();
    let kb = compiled.base();
    let found = assessed(kb, ON, r#"{"p.c": false, "p.d": true, "p.e": false}"#, "a");
    let editions: Vec<_> = found.results.iter().map(|it| (kb.edition_id(it.edition), it.verdict)).collect();
    let open = |id: &str| (id.to_owned(), Outcome::Undecided);
    assert_eq!(editions, [open("a@1"), open("a@2"), open("a@3")]);
    let needs = |it: &EditionResult| {
        let needs = it.provisions.iter().flat_map(|it| &it.judged.needs);
        needs.map(|fact| kb.facts[*fact].id.clone()).collect::<Vec<_>>()
    };
    assert!(found.results.iter().all(|it| needs(it).contains(&"p.placed".to_owned())));
    // What every edition demands alike of the product is open all the same: it is under one of them only.
    assert!(found.results.iter().all(|it| it.verdict == Outcome::Undecided));
}

#[test]
fn what_is_kept_out_says_so() {
    let compiled = editions();
    let kb = compiled.base();
    let not = |edition: &str, because| vec![(edition.to_owned(), Outcome::NotApplicable, Some(because))];
    let old = facts("2021-06-01", false, false);
    assert_eq!(told(kb, ON, &old, "a@3"), not("a@3", Because::Transition));
    assert_eq!(told(kb, ON, &old, "a@3:1.1"), not("a@3", Because::Transition));
    assert_eq!(told(kb, ON, &old, "a@draft"), not("a@draft", Because::Transition));
    assert_eq!(told(kb, ON, &facts("never", true, true), "b"), not("b@1", Because::Ended));
    // An ended edition that is named is answered whole, and marked.
    let named = assessed(kb, ON, &facts("never", false, false), "a@1");
    assert_eq!(named.results[0].verdict, Outcome::NotSatisfied);
    assert_eq!(named.results[0].standing, Standing::Continues);
    // The facts that keep it out are named.
    let result = &assessed(kb, ON, &old, "a@3").results[0].provisions[0];
    let by: Vec<_> = result.judged.decided_by.iter().map(|fact| kb.facts[*fact].id.as_str()).collect();
    assert_eq!((by, result.because), (vec!["p.placed"], Some(Because::Transition)));
}

#[test]
fn what_goes_on_goes_on_as_on_its_last_day() {
    let compiled = editions();
    let kb = compiled.base();
    let result = &assessed(kb, ON, &facts("2021-06-01", false, true), "a").results[0];
    let told: BTreeMap<&str, _> = result
        .provisions
        .iter()
        .map(|it| {
            let idx = it.node.provision.expect("a provision");
            (kb.provisions[idx].locator.as_str(), (it.judged.outcome, it.because, it.standing))
        })
        .collect();
    // By the deeming, which ends with the edition.
    assert_eq!(told["1.1"], (Outcome::Satisfied, None, Standing::Continues));
    // A part of a rule that has come while the edition stood.
    assert_eq!(told["7"], (Outcome::Satisfied, None, Standing::Continues));
    // What ends with its edition goes on with it; what ended before stays over.
    assert_eq!(told["5"], (Outcome::Satisfied, None, Standing::Continues));
    assert_eq!(told["6"], (Outcome::NotApplicable, Some(Because::Ended), Standing::Ended));
    let none = &assessed(kb, ON, &facts("2021-06-01", false, false), "a").results[0];
    assert_eq!(none.verdict, Outcome::NotSatisfied, "without the deeming");
}

#[test]
fn a_place_is_found_under_its_old_number() {
    let compiled = editions();
    let kb = compiled.base();
    let result = &assessed(kb, ON, &facts("2021-06-01", true, false), "a:8").results[0];
    let ids: Vec<_> = result
        .provisions
        .iter()
        .filter_map(|it| it.node.provision)
        .map(|idx| kb.provisions[idx].id.as_str())
        .collect();
    assert_eq!(ids, ["a@1:7"]);
    let parent = assessed(kb, ON, &facts("2021-06-01", true, false), "a:1");
    assert_eq!(kb.edition_id(parent.results[0].edition), "a@1");
}

#[test]
fn a_merge_takes_what_goes_on_for_its_products() {
    let compiled = editions();
    let kb = compiled.base();
    let merged = |known: &str| {
        let asked =
            merge::Asked { markets: vec!["JP".into()], known: product(kb, known), ..merge::Asked::default() };
        let merged = merge(kb, &asked);
        let one = merged.requirements.first().expect("a requirement");
        assert_eq!(one.conflict, None, "no product is under two editions");
        one.provisions.iter().map(|idx| kb.provisions[*idx].id.clone()).collect::<Vec<_>>()
    };
    let all = merged("{}");
    assert_eq!(all, ["a@1:1.1", "a@2:1.1", "a@3:1.1", "b@1:1"]);
    assert_eq!(merged(r#"{"p.d": true, "p.placed": "2023-01-01"}"#), ["a@2:1.1"]);
    assert_eq!(merged(r#"{"p.d": true, "p.placed": "never"}"#), ["a@3:1.1"]);
}

/// Where an edition applies on a day, as written and as a formula, for every product that differs.
#[test]
fn the_scope_as_written_is_the_scope_as_judged() {
    let compiled = editions();
    let kb = compiled.base();
    for (edition, reached) in [("a@1", "2021-01-01"), ("a@2", "2023-01-01"), ("a@3", "never")] {
        let idx = find(kb, edition).expect("it is known")[0].edition;
        let scope = kb.on(day(ON)).reaching(day(ON)).scope(idx).clone();
        assert!(scope_on(kb.kb, idx, day(ON)).is_some() && scope != Formula::True);
        for placed in ["2021-01-01", "2023-01-01", "never"] {
            let known = product(kb, &facts(placed, true, true));
            assert_eq!(scope.evaluate(&known), Some(placed == reached), "{edition} {placed}");
        }
    }
}

#[test]
fn relations_do_not_ask_for_whom_a_text_goes_on() {
    let (with, without) = (editions(), {
        let mut plain = EDITIONS.to_owned();
        for day in ["2022", "2024"] {
            let said = format!(
                "continues for p.placed < {day}-01-01 because {{ ja \"経過措置\" en \"a transition\" }}"
            );
            plain = plain.replace(&said, "");
        }
        assert!(!plain.contains("continues"));
        text(&plain)
    });
    for (a, b) in [("a@1", "b@1"), ("a@1:1.1", "b@1:1"), ("a@1", "a@3"), ("a@2", "a@3")] {
        let answer = |kb: Base<'_>| {
            let node = |id: &str| find(kb, id).expect("it is known").remove(0);
            let it = compare(kb, &node(a), &node(b)).expect("small");
            (it.relation, it.applicability, it.condition, it.a_implies_b.answer, it.b_implies_a.answer)
        };
        assert_eq!(answer(with.base()), answer(without.base()), "{a} {b}");
    }
}

#[test]
fn what_is_said_wrongly_is_told() {
    let said = |old: &str, new: &str| {
        assert!(EDITIONS.contains(old), "{old}");
        let found = text(&EDITIONS.replacen(old, new, 1));
        codes(&found)
    };
    let reason = "because { ja \"経過措置\" en \"a transition\" }";
    let whole = format!("continues for p.placed < 2022-01-01 {reason}");
    assert_eq!(said(&format!("until 2022-01-01 {whole}"), &whole), ["KJ1005"], "no end");
    assert_eq!(said(&whole, "continues for p.placed < 2022-01-01"), ["KJ1007"], "no reason");
    assert_eq!(said(&whole, reason), ["KJ1005"], "a reason of nothing");
    assert_eq!(said(&whole, &format!("continues for on_or_after 2020-01-01 {reason}")), ["KJ1005"]);
    assert_eq!(
        said(&whole, &format!("continues for p.place < 2022-01-01 {reason}")),
        ["KJ2001"],
        "no such fact"
    );
    assert_eq!(said(&whole, &format!("continues for not p.d {reason}")), ["KJ3018"], "nobody in the scope");
    assert_eq!(said(&whole, &format!("continues for p.d {reason}")), ["KJ3018"], "everybody");
    assert_eq!(said(&whole, &format!("continues p.placed < 2022-01-01 {reason}")), ["KJ1001"]);
}

#[test]
fn radio_equipment_placed_in_time_stays_under_the_delegated_act() {
    let later = shipped_on("2027-12-12");
    let kb = later.base();
    let camera = &kb.devices.iter().find(|it| it.id == "eu-camera").expect("it is there").facts;
    let placed = kb.fact_ids["product.eu_placed_on"];
    let on = |value: Option<&str>| {
        let mut facts = camera.clone();
        facts.remove(&placed);
        if let Some(value) = value {
            let more = product(kb, &format!("{{\"product.eu_placed_on\": \"{value}\"}}"));
            facts.extend(more);
        }
        let today = kb.on(kb.as_of);
        let question = by_default(today, &facts);
        let kb = today.within(&question.scopes);
        let found = assess(kb, &facts, &question.asked).expect("small");
        let red = found.results.into_iter().find(|it| kb.edition_id(it.edition) == "red@2022-30");
        let red = red.expect("it is asked");
        let needs = red.provisions.iter().any(|it| it.judged.needs.contains(&placed));
        (red.verdict, red.because, needs)
    };
    assert_eq!(on(Some("2027-12-10")), (Outcome::Satisfied, None, false));
    assert_eq!(on(Some("2027-12-11")), (Outcome::NotApplicable, Some(Because::Ended), false));
    assert_eq!(on(Some("never")), (Outcome::NotApplicable, Some(Because::Ended), false));
    assert_eq!(on(None), (Outcome::Undecided, None, true));
}
