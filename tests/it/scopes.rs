//! Where texts apply: scopes count, rows describe themselves, and what sets no standard says nothing.

use kijun::lexicon::Applicability;
use kijun::model::Node;
use kijun::query::citation;
use kijun::query::compare::{Compared, compare};
use serde_json::Value as Json;

use crate::base::shipped;
use crate::support::kijun;

fn json(args: &[&str]) -> Json {
    let run = kijun(&[args, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

fn node(id: &str) -> Node {
    citation::nodes(shipped(), id).expect("an id").remove(0)
}

fn compared(a: &str, b: &str) -> Compared {
    compare(shipped(), &node(a), &node(b)).expect("within the budget")
}

#[test]
fn a_device_in_one_scope_is_shown() {
    let shown = json(&["compare", "jp.ter@2020:34-10.1.3", "jcstar1:S1.1-06"]);
    assert_eq!(shown["applicability"], "narrower");
    assert_eq!(shown["only_a"], Json::Null);
    let only = &shown["only_b"]["facts"];
    assert_ne!(only["product.line_connection"], "direct", "{only}");
    assert_eq!(only["product.uses_ip"], true);
}

#[test]
fn an_edition_that_lost_products_is_narrower() {
    let shown = json(&["compare", "psti@2024-04-29", "psti@2025-02-25"]);
    assert_eq!((&shown["applicability"], &shown["condition"]), (&"wider".into(), &Json::Null));
    assert!(shown["only_a"]["facts"].is_object() && shown["only_b"].is_null());
    for (lang, words) in [("en", "the products in both scopes"), ("ja", "双方の対象となる製品")] {
        let run = kijun(&["compare", "psti@2024-04-29", "psti@2025-02-25", "--lang", lang]);
        assert!(run.out.contains(words), "{}", run.out);
    }
}

/// What stands for where two texts apply is so for the products shown, and turned round it is the mirror.
#[test]
fn products_that_one_side_alone_reaches_are_so() {
    let kb = shipped();
    let pairs = [
        ("jp.ter@2020:34-10.1.3", "jcstar1:S1.1-06"),
        ("sg.rgsec@1:login", "jp.ter@2020:34-10.1.2"),
        ("psti@2025-12-04:sch1.1.2", "en303645@3.1.3:5.1-1"),
        ("cra:annex1.1.2c", "jcstar1:S1.1-08"),
        ("psti@2024-04-29", "psti@2025-12-04"),
        ("jp.ter", "jcstar1"),
    ];
    for (a, b) in pairs {
        let (there, back) = (compared(a, b), compared(b, a));
        assert_eq!(there.applicability.mirrored(), back.applicability, "{a} {b}");
        assert_eq!(there.condition.map(Applicability::mirrored), back.condition, "{a} {b}");
        assert_eq!((&there.only_a, &there.only_b), (&back.only_b, &back.only_a), "{a} {b}");
        let only = (there.only_a.is_some(), there.only_b.is_some());
        let expected = match there.applicability {
            Applicability::Same => (false, false),
            Applicability::Wider => (true, false),
            Applicability::Narrower => (false, true),
            Applicability::Overlapping | Applicability::Disjoint => (true, true),
        };
        assert_eq!(only, expected, "{a} {b}");
        for (product, [applies, not]) in [(&there.only_a, [a, b]), (&there.only_b, [b, a])] {
            let Some(product) = product else { continue };
            let rule = |id| kb.demand(&node(id)).rule().applies;
            assert_eq!(rule(applies).evaluate(product), Some(true), "{applies}");
            assert_eq!(rule(not).evaluate(product), Some(false), "{not}");
            assert!(kb.theory.conflict(product).expect("within the budget").is_none(), "{applies}");
        }
    }
}

#[test]
fn a_row_describes_itself() {
    let kb = shipped();
    let mut rows = 0;
    for id in
        ["jp.ter@2020:34-10.1.2", "psti@2025-12-04:sch1.1.2", "en303645@3.1.3:5.3-4A", "cra@2024:annex1.1.2c"]
    {
        let shown = json(&["show", id]);
        for row in shown["counterparts"].as_array().expect("rows") {
            let (other, on) = (row["id"].as_str().expect("id"), row["requirement"].as_str().expect("id"));
            let requirement = kb.requirement_ids[on];
            let found = kijun::query::compare::compare_on(kb, &node(other), &node(id), requirement);
            let found = found.expect("within the budget").expect("both regulate it");
            assert_eq!(row["relation"], found.relation.word(), "{id} {other}");
            let word = |it: Option<Applicability>| it.map_or(Json::Null, |it| it.word().into());
            assert_eq!(row["applicability"], word(found.applicability), "{id} {other}");
            assert_eq!(row["condition"], word(found.condition), "{id} {other}");
            rows += 1;
        }
    }
    assert!(rows > 20, "{rows}");
}

#[test]
fn what_sets_no_standard_applies_to_nothing_of_its_own() {
    for id in ["jp.ter@2020:34-10.1.p", "jp.ter@2020:34-10"] {
        let shown = json(&["show", id]);
        assert_eq!((&shown["sets_standard"], &shown["applies"]), (&false.into(), &Json::Null), "{id}");
    }
    let kb = shipped();
    let of_authority = kb.kb.provisions.iter_enumerated().filter(|(idx, it)| {
        it.body.modality.is_binding() && !it.answers_for_products() && kb.norm(*idx).criterion.is_none()
    });
    let mut count = 0;
    for (idx, it) in of_authority {
        assert!(!kb.sets_standard(idx), "{}", it.id);
        count += 1;
    }
    assert!(count > 5, "{count}");
    assert_eq!(json(&["show", "jp.ter@2020:34-10.1.2"])["sets_standard"], true);
}
