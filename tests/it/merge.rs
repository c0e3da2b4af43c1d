//! The strictest merge, and formulas as expressions.
#![expect(clippy::expect_used, reason = "helpers of tests fail loudly")]

use kijun::logic::domain::{Domain, Facts, Value};
use kijun::logic::formula::{Atom, Formula};
use kijun::model::{Expr, Op, ProvisionIdx, Test};
use kijun::norm::Base;
use kijun::query::citation;
use kijun::query::merge::{Asked, Merge, MergedRequirement, merge};
use kijun::query::readable::expression;

use crate::base::{shipped, text};
use crate::support::{kept, kijun};

fn fixture() -> Base<'static> {
    let compiled = text(include_str!("fixtures/markets.kijun"));
    let errors: Vec<_> = compiled.diagnostics.iter().map(|it| (it.code, &it.title.en)).collect();
    assert!(compiled.checked().is_some(), "{errors:?}");
    kept(compiled)
}

fn asked(kb: Base<'_>, markets: &[&str], with: &[&str]) -> Asked {
    let find = |id: &&str| citation::nodes(kb, id).expect("a known id");
    Asked {
        markets: markets.iter().map(ToString::to_string).collect(),
        with: with.iter().flat_map(find).collect(),
        ..Asked::default()
    }
}

fn ids(kb: Base<'_>, provisions: &[ProvisionIdx]) -> Vec<String> {
    provisions.iter().map(|idx| kb.provisions[*idx].id.clone()).collect()
}

fn on<'a>(kb: Base<'_>, merged: &'a Merge, requirement: &str) -> &'a MergedRequirement {
    let idx = kb.requirement_ids[requirement];
    merged.requirements.iter().find(|it| it.requirement == idx).expect("a merged requirement")
}

#[test]
fn the_looser_text_is_dominated_and_alternatives_stay() {
    let kb = fixture();
    let merged = merge(kb, &asked(kb, &["JP", "EU"], &["a.label"]));
    let credential = on(kb, &merged, "auth.default_credential");
    let dominated: Vec<_> =
        credential.dominated.iter().map(|it| (ids(kb, &[it.provision]), ids(kb, &it.by))).collect();
    assert_eq!(dominated, [(vec!["ja.rule@1:1".to_owned()], vec!["a.label@1:1".to_owned()])]);
    let kept: Vec<_> = credential.conjuncts.iter().map(|it| ids(kb, &it.by)).collect();
    assert_eq!(kept, [["eu.rule@1:2"], ["a.label@1:1"]]);
    assert!(matches!(&credential.conjuncts[1].demand, Expr::Any(limbs) if limbs.len() == 2));
    assert_eq!(credential.conjuncts[1].written, Some(0));
    assert_eq!(credential.conflict, None);
}

#[test]
fn a_real_conflict_names_both_sides() {
    let kb = fixture();
    let merged = merge(kb, &asked(kb, &["JP", "EU", "SG"], &[]));
    assert_eq!(merged.empty_markets, ["SG"]);
    let support = on(kb, &merged, "support.length");
    let conflict = support.conflict.as_deref().expect("at most 2 and at least 5 years");
    assert_eq!(ids(kb, conflict), ["ja.rule@1:2", "eu.rule@1:1"]);
    assert_eq!(ids(kb, &support.silent), ["ja.rule@1:3"]);
    let upcoming: Vec<ProvisionIdx> = merged.upcoming.iter().copied().collect();
    assert_eq!(ids(kb, &upcoming), ["eu.rule@1:1"]);
}

#[test]
fn what_no_market_asks_for_stays_out() {
    let kb = fixture();
    let merged = merge(kb, &asked(kb, &["EU"], &[]));
    assert_eq!(ids(kb, &on(kb, &merged, "support.length").provisions), ["eu.rule@1:1"]);
    assert!(merge(kb, &asked(kb, &[], &[])).requirements.is_empty());
}

fn known(kb: Base<'_>, facts: &[(&str, Value)]) -> Facts {
    facts.iter().map(|(id, value)| (kb.fact_ids[*id], *value)).collect()
}

#[test]
fn what_does_not_apply_to_the_known_facts_is_left_out_and_said() {
    let kb = fixture();
    let mut question = asked(kb, &["JP", "EU"], &[]);
    question.known = known(kb, &[("auth.default.present", Value::Flag(false))]);
    let merged = merge(kb, &question);
    assert!(ids(kb, &merged.inapplicable).contains(&"ja.rule@1:1".to_owned()));
    let shown = merged.requirements.iter().flat_map(|it| &it.provisions);
    assert!(shown.clone().all(|idx| !merged.inapplicable.contains(idx)));
    assert!(shown.count() > 0);
    question.known = known(kb, &[("auth.default.present", Value::Flag(true))]);
    let merged = merge(kb, &question);
    assert!(merged.inapplicable.is_empty());
    let certain: Vec<_> = merged.certain.iter().copied().collect();
    assert!(ids(kb, &certain).contains(&"ja.rule@1:1".to_owned()));
}

#[test]
fn what_the_product_meets_already_stays_in_the_merge() {
    let kb = fixture();
    let mut question = asked(kb, &["JP"], &["a.label"]);
    let all = on(kb, &merge(kb, &question), "auth.default_credential").conjuncts.len();
    question.known = known(
        kb,
        &[("auth.default.unique_per_device", Value::Flag(true)), ("auth.default.length", Value::Int(12))],
    );
    let merged = merge(kb, &question);
    assert_eq!(on(kb, &merged, "auth.default_credential").conjuncts.len(), all);
    assert!(merged.inapplicable.is_empty());
}

#[test]
fn a_requirement_alone_is_merged_as_among_all() {
    let kb = shipped();
    let mut question = asked(kb, &["JP", "GB", "EU"], &["jcstar1"]);
    let all = merge(kb, &question);
    let (credential, reset) =
        (kb.requirement_ids["auth.default_credential"], kb.requirement_ids["power.retention"]);
    question.on = vec![credential, reset];
    let narrowed = merge(kb, &question);
    assert_eq!(narrowed.requirements.len() + narrowed.unregulated.len(), 2);
    assert!(narrowed.apart.is_empty());
    let by = |merged: &Merge| -> Vec<_> {
        let it = merged.requirements.iter().find(|it| it.requirement == credential).expect("a merge");
        it.conjuncts.iter().map(|it| (it.by.clone(), it.demand.clone())).collect()
    };
    assert_eq!(by(&narrowed), by(&all));
}

#[test]
fn a_conflict_of_other_products_is_none_of_this_one() {
    let text = include_str!("fixtures/markets.kijun").to_owned();
    let text = text.replace(
        "meets support.length { support.period <= 2 years }",
        "applies when auth.default.unique_per_device\n  meets support.length { support.period <= 2 years }",
    );
    let kb = kept(crate::base::text(&text));
    let mut question = asked(kb, &["JP", "EU"], &[]);
    let conflict = |question: &Asked| on(kb, &merge(kb, question), "support.length").conflict.is_some();
    assert!(conflict(&question));
    question.known = known(kb, &[("auth.default.unique_per_device", Value::Flag(false))]);
    assert!(!conflict(&question));
    question.known = known(kb, &[("support.period", Value::Int(3))]);
    assert!(conflict(&question), "what a criterion tests can change");
}

#[test]
fn the_page_says_each_scope_once_and_who_demands_each_line() {
    let page = crate::support::kijun(&["merge", "--markets", "JP,GB,EU,US,SG", "--lang", "en"]).out;
    let merged = merge(shipped(), &asked(shipped(), &["JP", "GB", "EU", "US", "SG"], &[]));
    let demands: usize = merged.requirements.iter().map(|it| it.conjuncts.len()).sum();
    // It grows with what is demanded: once it had 1,193 lines where 1,063 are enough now, three for each demand.
    let lines = page.lines().count();
    assert!(lines * 4 <= demands * 13, "{lines} lines for {demands} demands");
    for edition in ["cra@2024", "jp.ter@2020", "psti@2025-12-04"] {
        let heads =
            page.lines().filter(|line| line.starts_with("  [") && line.contains(&format!("] {edition}: ")));
        assert_eq!(heads.count(), 1, "{edition}");
    }
    let demands: Vec<&str> = page.lines().filter(|line| line.starts_with("    - ")).collect();
    assert!(demands.len() > 100);
    assert!(demands.iter().all(|line| line.ends_with(']')), "a line without its provisions");
}

#[test]
fn a_product_is_asked_about_in_its_markets_or_in_all_and_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let merged = |text: &str, more: &[&str]| {
        let file = folder.path().join("p.json");
        std::fs::write(&file, text).expect("a file");
        let file = file.to_str().expect("a path");
        crate::support::kijun(&[&["merge", "--on", "auth.default_credential", "--for", file], more].concat())
    };
    let silent = merged("{}", &["--lang", "en"]);
    assert!(silent.out.contains("does not state product.markets, so all markets"), "{}", silent.out);
    let stated =
        r#"{"name": "Camera", "facts": {"product.markets": ["UK", "JP"], "product.uses_ip": false}}"#;
    let json: serde_json::Value =
        serde_json::from_str(&merged(stated, &["--format", "json"]).out).expect("JSON");
    assert_eq!(json["markets_from"], "product");
    assert_eq!(json["markets"], serde_json::json!(["JP", "GB"]));
    assert_eq!(json["product"]["name"], "Camera");
    let left_out = json["not_applicable"].as_array().expect("a list");
    assert!(left_out.iter().any(|id| id == "jp.ter@2020:34-10.1.2"), "{left_out:?}");
    assert!(!json["requirements"].to_string().contains("jp.ter@2020"));
    let none = merged(r#"{"product.markets": []}"#, &["--lang", "en"]);
    assert!(none.code == 2 && none.err.contains("names no market"), "{}", none.err);
    let both = merged(r#"{"product.markets": ["JP"]}"#, &["--markets", "GB", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&both.out).expect("JSON");
    assert_eq!((&json["markets_from"], &json["markets"]), (&"asked".into(), &serde_json::json!(["GB"])));
    for (args, why) in [
        (&["merge"][..], "--markets"),
        (&["merge", "--markets", "JP", "--on", "auth.default_credentials"][..], "`auth.default_credential`"),
    ] {
        let refused = crate::support::kijun(args);
        assert!(refused.code == 2 && refused.err.contains(why), "{}", refused.err);
    }
}

#[test]
fn the_shipped_markets_merge() {
    let kb = shipped();
    let merged = merge(kb, &asked(kb, &["JP", "GB", "EU", "US", "SG"], &["jcstar1"]));
    assert!(merged.requirements.iter().all(|it| it.failure.is_none()));
    assert!(!merged.requirements.is_empty());
}

/// Evaluates an expression as people read it.
fn holds(kb: Base<'_>, expr: &Expr, facts: &Facts) -> bool {
    match expr {
        Expr::All(parts) => parts.iter().all(|part| holds(kb, part, facts)),
        Expr::Any(parts) => parts.iter().any(|part| holds(kb, part, facts)),
        Expr::Not(inner) => !holds(kb, inner, facts),
        Expr::Implies(left, right) => !holds(kb, left, facts) || holds(kb, right, facts),
        Expr::Test(test) => passes(test, facts[&test.fact]),
        Expr::OneOf(fact, words) => words.iter().any(|word| facts[fact] == Value::Word(*word)),
        Expr::Defined(define) => kb.define(*define).evaluate(facts) == Some(true),
        Expr::Open(fact) => facts[fact] == Value::Flag(true),
        Expr::Items => false,
        Expr::Since(_) => true,
    }
}

fn passes(test: &Test, is: Value) -> bool {
    match (test.op, is, test.value) {
        (Op::Contains, Value::Set(mask), Value::Word(element)) => mask & (1 << element) != 0,
        (Op::Eq, is, value) => is == value,
        (Op::Ne, is, value) => is != value,
        (Op::Lt, is, value) => is < value,
        (Op::Le, is, value) => is <= value,
        (Op::Gt, is, value) => is > value,
        (Op::Ge, is, value) => is >= value,
        (Op::Contains, _, _) => false,
    }
}

/// Returns a product at and around the thresholds of a formula.
fn product(kb: Base<'_>, formula: &Formula, seed: u64) -> Facts {
    let mut state = seed;
    let mut roll = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let mut facts: Facts = kb.theory.variables.iter_enumerated().map(|(var, it)| (var, it.base)).collect();
    formula.for_each_atom(&mut |atom| {
        let word = |n: u64| u32::try_from(n).expect("a small number");
        let value = match (atom, kb.theory.variables[atom.var()].domain) {
            (_, Domain::Flag) => Value::Flag(roll(2) == 0),
            (_, Domain::Choice(words) | Domain::Scale(words)) => Value::Word(word(roll(u64::from(words)))),
            (_, Domain::Set(elements)) => Value::Set(word(roll(1 << elements))),
            (Atom::AtLeast(_, cut), Domain::Number { lo, hi }) => {
                Value::Int((cut + i64::try_from(roll(3)).expect("small") - 1).clamp(lo, hi))
            }
            (_, Domain::Number { lo, .. }) => Value::Int(lo),
        };
        facts.insert(atom.var(), value);
    });
    facts
}

#[test]
fn a_readable_expression_decides_the_same() {
    let kb = shipped();
    for (idx, provision) in kb.provisions.iter_enumerated() {
        let applies = kb.applies(idx);
        let formulas = kb.norm(idx).parts.iter().flatten().chain([&applies]);
        for formula in formulas {
            for formula in [formula.clone(), formula.clone().negated()] {
                let expr = expression(kb, &formula);
                for seed in 0..20 {
                    let facts = product(kb, &formula, seed);
                    assert_eq!(Some(holds(kb, &expr, &facts)), formula.evaluate(&facts), "{}", provision.id);
                }
            }
        }
    }
}

#[test]
fn an_ended_edition_that_is_named_takes_part_and_is_marked() {
    let kb = shipped();
    let merged = merge(kb, &asked(kb, &["JP"], &["psti@2024-04-29"]));
    let credential = on(kb, &merged, "auth.default_credential");
    assert!(ids(kb, &credential.provisions).contains(&"psti@2024-04-29:sch1.1.2".to_owned()));
    let args = ["merge", "--markets", "JP", "--with", "psti@2024-04-29", "--format", "json"];
    let shown: serde_json::Value = serde_json::from_str(&kijun(&args).out).expect("JSON");
    assert_eq!(shown["ended"], serde_json::json!(["psti@2024-04-29"]));
    let unnamed = merge(kb, &asked(kb, &["JP", "GB"], &[]));
    let editions: Vec<String> = unnamed.editions.iter().map(|it| kb.edition_id(*it)).collect();
    assert!(!editions.contains(&"psti@2024-04-29".to_owned()), "nobody named it");
}
