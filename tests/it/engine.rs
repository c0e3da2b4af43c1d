//! Small bases that an engine easily answers wrongly, each with its right answers.

use std::process::Command;

use crate::support::{Run, Scratch, read, root, run};

/// Runs the command on one of the bases.
fn on(base: &str, args: &[&str]) -> Run {
    let folder = root().join("tests/cases/engine").join(base);
    run(Command::new(env!("CARGO_BIN_EXE_kijun")).args(args).arg("--root").arg(folder))
}

#[test]
fn an_edition_with_one_provision_is_asked_of_every_product_in_its_scope() {
    let base = "01-single-provision-edition";
    let text = read(&format!("tests/cases/engine/{base}/rules/a.kijun"));
    let without: String =
        text.lines().filter(|line| !line.starts_with("claim")).collect::<Vec<_>>().join("\n");
    let compared = Scratch::new(&[("a.kijun", without.as_bytes())]);
    let compared = compared.run(&["compare", "a@1", "b@1", "--format", "json"]);
    let compared: serde_json::Value = serde_json::from_str(&compared.out).expect("JSON");
    assert_eq!(compared["a_implies_b"]["answer"], "no");
    let facts = &compared["a_implies_b"]["witness"]["facts"];
    assert_eq!((facts["p.x"].as_bool(), facts["p.d"].as_bool()), (Some(false), Some(false)));
    let checked = on(base, &["check"]);
    assert_eq!(checked.code, 1, "{}", checked.out);
    assert!(checked.out.contains("KJ3005"), "the claim by content is false: {}", checked.out);
}

#[test]
fn items_are_looked_for_below_headings() {
    let product =
        ["--set", "p.c=false", "--set", "p.d=true", "--set", "open.a@1:1.1=false", "--format", "json"];
    let assessed = on("04-items-skip-headings", &[&["assess", "--against", "a@1"][..], &product].concat());
    assert_eq!(assessed.code, 1, "{}{}", assessed.out, assessed.err);
    let assessed: serde_json::Value = serde_json::from_str(&assessed.out).expect("JSON");
    let result = &assessed["results"][0];
    assert_eq!(result["verdict"], "not_satisfied");
    let parent = result["provisions"].as_array().expect("a list").iter().find(|it| it["id"] == "a@1:1");
    assert_eq!(parent.expect("it is there")["verdict"], "not_satisfied");
}
