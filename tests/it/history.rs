//! History as dates: `never` is a value, and the threshold stands in the expression.

use kijun::lexicon::Outcome;
use kijun::logic::domain::Value;
use kijun::model::value::{day, parse_value, written};
use kijun::query::assess::outcome;
use kijun::query::citation::nodes as find;
use serde_json::Value as Json;

use crate::base::shipped;
use crate::support::{compile_texts, kept, kijun, product};

const TEXT: &str = r#"
source paper { title { ja "資料" en "paper" } }
fact paper.signed_on { title { ja "署名の日" en "date of signature" } ask { ja "いつか。" en "When?" } type date formerly paper.signed }
instrument aa {
  title { ja "甲" en "A" } kind standard jurisdiction JP
  issuer { ja "省" en "ministry" } binding mandatory authentic ja
  edition 1 { status in_force from 2020-01-01 source paper }
}
"#;

fn provision(number: usize, criterion: &str) -> String {
    format!(
        r#"
provision aa@1:{number} {{
  cite {{ ja "第{number}" en "{number}" }} title {{ ja "題" en "title" }}
  text {{ ja "2020年4月1日のことを定めなければならない。" en "The day 1 April 2020 shall matter." }}
  modality shall addressee product criterion {{ {criterion} }}
  source paper grade official
}}"#
    )
}

#[test]
fn no_comparison_holds_for_what_never_was() {
    let signs = ["<", "<=", ">", ">=", "==", "!="];
    let texts: Vec<String> = signs
        .iter()
        .enumerate()
        .flat_map(|(at, sign)| {
            let test = format!("paper.signed_on {sign} 2020-04-01");
            [provision(2 * at, &test), provision(2 * at + 1, &format!("not {test}"))]
        })
        .collect();
    let whole = format!("{TEXT}{}", texts.concat());
    let kb = kept(compile_texts(&[("a.kijun", &whole)]).1);
    for (stated, holds) in [
        ("never", [false; 6]),
        ("2020-03-31", [true, true, false, false, false, true]),
        ("2020-04-01", [false, true, false, true, true, false]),
        ("2020-04-02", [false, false, true, true, false, true]),
    ] {
        let facts = product(kb, &format!("{{\"paper.signed_on\": \"{stated}\"}}"));
        for (at, expected) in holds.into_iter().enumerate() {
            let verdict = |number: usize| {
                let node = find(kb, &format!("aa@1:{number}")).expect("it is there").remove(0);
                outcome(kb, &facts, &node).expect("within the budget") == Outcome::Satisfied
            };
            assert_eq!(
                [verdict(2 * at), verdict(2 * at + 1)],
                [expected, !expected],
                "{stated} {}",
                signs[at]
            );
        }
    }
}

#[test]
fn never_is_read_and_written_and_compared_with_nothing() {
    let kb = shipped();
    let fact = &kb.facts[kb.fact_ids["certificate.terminal_on"]];
    let never = parse_value(fact, "never").expect("a value");
    assert_eq!(written(fact, never), "never");
    assert_eq!(fact.variable().base, never);
    let Value::Int(days) = never else { panic!("a date is a number") };
    assert_eq!(day(days), None);
    let compared = format!("{TEXT}{}", provision(1, "paper.signed_on == never"));
    let found = compile_texts(&[("a.kijun", &compared)]).1.diagnostics;
    assert!(
        found.iter().any(|it| it.code.number() == "KJ2004" && it.title.en.contains("never")),
        "{found:?}"
    );
}

#[test]
fn an_old_name_is_refused_with_the_new_one() {
    for (lang, words) in [
        ("en", "was replaced by `certificate.terminal_on` (date)"),
        ("ja", "「certificate.terminal_on」（日付）に置き換えられた"),
    ] {
        let old = [
            "assess",
            "--against",
            "jp.ter",
            "--set",
            "certificate.terminal_before_2020_04=true",
            "--lang",
            lang,
        ];
        let run = kijun(&old);
        assert!(run.code == 2 && run.err.contains(words), "{}", run.err);
    }
    let old = format!("{TEXT}{}", provision(1, "paper.signed"));
    let found = compile_texts(&[("a.kijun", &old)]).1.diagnostics;
    let unknown = found.iter().find(|it| it.code.number() == "KJ2001").expect("it is unknown");
    assert!(unknown.help.as_ref().is_some_and(|it| it.en.contains("`paper.signed_on`")), "{unknown:?}");
}

/// A true answer about the module does not exempt the product that embeds it, nor the other way round.
#[test]
fn the_transition_of_2019_asks_whose_approval_it_was() {
    let verdict = |facts: &[&str]| {
        let scope = [
            "product.digital_data_terminal=true",
            "product.uses_ip=true",
            "product.line_connection=direct",
            "product.line_settings_changeable=true",
            "product.freely_programmable=false",
            "update.possible=false",
        ];
        let mut args = vec!["assess", "--against", "jp.ter@2020:34-10.1.3", "--format", "json"];
        args.extend(scope.iter().chain(facts).flat_map(|fact| ["--set", fact]));
        let run = kijun(&args);
        let shown: Json = serde_json::from_str(&run.out).expect("JSON");
        shown["results"][0]["verdict"].as_str().expect("a word").to_owned()
    };
    let never = "certificate.terminal_on=never";
    let cases = [
        (&["certificate.terminal_on=2020-03-31"][..], "not_applicable"),
        (&["certificate.terminal_on=2020-04-01", "module.approved_on=never"], "not_satisfied"),
        (&[never, "module.approved_on=2020-03-31", "product.made_on=2020-03-31"], "not_applicable"),
        (&[never, "module.approved_on=2020-03-31", "product.made_on=2020-04-01"], "not_satisfied"),
        (&[never, "module.approved_on=2020-03-31"], "undecided"),
        (&[never, "module.approved_on=never"], "not_satisfied"),
    ];
    for (facts, expected) in cases {
        assert_eq!(verdict(facts), expected, "{facts:?}");
    }
}
