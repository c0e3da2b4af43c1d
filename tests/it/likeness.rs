//! What takes over from elsewhere: devices that are like others, open limbs of other provisions, former names.

use kijun::logic::domain::Value;
use kijun::source::Sources;

use crate::support::{codes, compile_texts};

const PRELUDE: &str = include_str!("../fixtures/codes.kijun");

/// Compiles the prelude of the code pages and a text.
fn with_prelude(text: &str) -> (Sources, kijun::compile::Compilation) {
    compile_texts(&[("prelude.kijun", PRELUDE), ("x.kijun", text)])
}

fn device(id: &str, like: &str, facts: &str) -> String {
    let like = if like.is_empty() { String::new() } else { format!("like {like}") };
    format!("device {id} {{ title {{ ja \"機器{id}\" en \"device {id}\" }} {like} facts {{ {facts} }} }}\n")
}

#[test]
fn a_device_takes_over_the_facts_of_all_that_it_is_like() {
    let text = [
        device("d", "b c", "auth.length = 12 characters"),
        device("b", "a", "auth.length = 8 characters"),
        device("c", "a", "auth.length = 10 characters auth.change = forced"),
        device("a", "", "auth.present = true"),
    ];
    let (_, compilation) = with_prelude(&text.concat());
    assert!(codes(&compilation).is_empty(), "{:?}", codes(&compilation));
    let kb = compilation.base();
    let found = kb.devices.iter().find(|it| it.id == "d").expect("the device");
    let of = |id: &str| found.facts.get(&kb.fact_ids[id]);
    assert_eq!(of("auth.present"), Some(&Value::Flag(true)), "over two steps");
    assert_eq!(of("auth.length"), Some(&Value::Int(12)), "its own is taken where the two differ");
    assert_eq!(of("auth.change"), Some(&Value::Word(2)), "only one has it");
    assert_eq!(found.fact_spans.len(), 1, "only its own is stated here");
}

#[test]
fn bases_that_differ_are_reported_with_both_places() {
    let text = [
        device("a", "", "auth.present = true auth.length = 8 characters"),
        device("b", "a", "auth.length = 10 characters"),
        device("c", "b a", ""),
        device("e", "a b", "auth.length = 10 characters"),
    ];
    let (sources, compilation) = with_prelude(&text.concat());
    assert_eq!(codes(&compilation), ["KJ2011"]);
    let [only] = compilation.diagnostics.as_slice() else { panic!("one diagnostic") };
    let places: Vec<&str> =
        only.primary.iter().chain(&only.secondary).map(|it| sources.text(it.span)).collect();
    assert_eq!(places, ["a", "auth.length", "auth.length"]);
}

#[test]
fn a_base_that_is_missing_is_reported_once_and_a_circle_where_it_runs() {
    let text =
        [device("a", "nowhere", ""), device("b", "a", ""), device("c", "d b", ""), device("d", "c", "")];
    let (sources, compilation) = with_prelude(&text.concat());
    let found: Vec<(&str, &str)> = compilation
        .diagnostics
        .iter()
        .map(|it| (it.code.number(), it.primary.as_ref().map_or("", |label| sources.text(label.span))))
        .collect();
    assert_eq!(found, [("KJ2001", "nowhere"), ("KJ2008", "d"), ("KJ2008", "c")]);
}

#[test]
fn an_open_limb_is_named_wherever_its_provision_stands() {
    let limb = r#"open { ja "これに類する措置" en "a similar measure" }"#;
    let provision = |id: &str, limb: &str| {
        format!(
            r#"provision {id} {{
  cite {{ ja "第九条" en "Art. 9" }}
  title {{ ja "措置" en "measure" }}
  text {{ ja "措置を講じなければならない。" en "The device shall have the measure." }}
  modality shall
  addressee terminal
  meets auth.renewal {{ any {{ auth.change == forced {limb} }} }}
  source law at "9" grade official
}}
"#
        )
    };
    let named = provision("guide@1:9", "open open.ex@2020:9.1");
    let declared = provision("ex@2020:9", limb);
    for texts in [[&named, &declared], [&declared, &named]] {
        let text = texts.map(String::as_str).concat();
        let (_, compilation) = with_prelude(&text);
        assert!(!codes(&compilation).contains(&"KJ2001"), "{:?}", compilation.diagnostics);
        let kb = compilation.base();
        let limbs: Vec<&str> =
            kb.facts.iter().filter(|it| it.open.is_some()).map(|it| it.id.as_str()).collect();
        assert_eq!(limbs, ["open.ex@2020:9.1"]);
    }
}

#[test]
fn a_former_name_cannot_be_that_of_another_table() {
    let table = |id: &str, formerly: &str| {
        format!(
            "table {id} {{ title {{ ja \"表{id}\" en \"table {id}\" }} formerly {formerly} column ex@2020 row r {{ on auth.renewal }} source law }}\n"
        )
    };
    let (_, compilation) = with_prelude(&[table("x", "y"), table("y", "z")].concat());
    assert!(codes(&compilation).contains(&"KJ2002"), "{:?}", codes(&compilation));
    let (_, compilation) = with_prelude(&[table("x", "y w"), table("v", "z")].concat());
    assert!(!codes(&compilation).contains(&"KJ2002"), "{:?}", codes(&compilation));
}
