//! Exit codes, streams and the atomic build.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::{Scratch, kijun, root, run};

const GOOD: &str = include_str!("../fixtures/small.kijun");

#[test]
fn exit_codes_tell_findings_from_failure() {
    let good = Scratch::new(&[("a.kijun", GOOD.as_bytes())]);
    assert_eq!(good.run(&["check"]).code, 0, "{}", good.run(&["check"]).out);
    let bad = Scratch::new(&[("a.kijun", b"fact a.b {")]);
    assert_eq!(bad.run(&["check"]).code, 1);
    assert_eq!(bad.run(&["show", "a"]).code, 2);
    assert_eq!(good.run(&["check", "--as-of", "yesterday"]).code, 2);
    assert_eq!(good.run(&["nothing"]).code, 2);
    assert_eq!(good.run(&["show", "fixture.ordinance:9"]).code, 2);
}

#[test]
fn an_assessment_answers_with_its_exit_code() {
    let good = Scratch::new(&[("a.kijun", GOOD.as_bytes())]);
    let assess = |facts: &[&str]| {
        let mut args = vec!["assess", "--against", "fixture.ordinance"];
        for fact in facts {
            args.extend(["--set", fact]);
        }
        good.run(&args).code
    };
    assert_eq!(assess(&["auth.default.present=true", "auth.default.change=forced"]), 0);
    assert_eq!(assess(&["auth.default.present=true"]), 3);
    assert_eq!(
        assess(&["auth.default.present=true", "auth.default.change=none", "auth.default.unique=false"]),
        1
    );
    assert_eq!(assess(&["auth.default.presnt=true"]), 2);
    assert_eq!(assess(&["auth.default.length=900 characters"]), 2);
}

#[test]
fn an_explanation_names_the_repairs_and_the_next_question() {
    let good = Scratch::new(&[("a.kijun", GOOD.as_bytes())]);
    let explain = |facts: &[&str], more: &[&str]| {
        let mut args = vec!["assess", "--against", "fixture.ordinance", "--explain"];
        for fact in facts {
            args.extend(["--set", fact]);
        }
        args.extend(more);
        good.run(&args).out
    };
    let failing = ["auth.default.present=true", "auth.default.change=none", "auth.default.unique=false"];
    let json: serde_json::Value =
        serde_json::from_str(&explain(&failing, &["--format", "json"])).expect("JSON");
    let repairs = json["explanation"]["repairs"].as_array().expect("repairs");
    assert!(!repairs.is_empty());
    let text = explain(&failing, &[]);
    for change in repairs.iter().flat_map(|it| it.as_array().expect("changes")) {
        assert!(text.contains(change["fact"].as_str().expect("a fact")), "{text}");
    }
    let open = ["auth.default.present=true"];
    let json: serde_json::Value = serde_json::from_str(&explain(&open, &["--format", "json"])).expect("JSON");
    let asked = json["explanation"]["next_question"]["fact"].as_str().expect("a question");
    assert!(explain(&open, &[]).contains(&format!("find out next: {asked}\n")));
}

#[test]
fn product_files_are_read_in_three_formats() {
    let project = Scratch::new(&[("a.kijun", GOOD.as_bytes())]);
    project.write("p.toml", b"\"auth.default.present\" = true\n[auth.default]\nchange = \"forced\"\n");
    project.write("p.yaml", b"auth:\n  default:\n    present: true\n    change: forced\n");
    project.write(
        "p.json",
        b"{\"facts\": {\"auth.default.present\": true, \"auth.default.change\": \"forced\"}}",
    );
    for name in ["p.toml", "p.yaml", "p.json"] {
        let path = project.path().join(name);
        let run = project.run(&["assess", path.to_str().expect("a path"), "--against", "fixture.ordinance"]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
    }
}

#[test]
fn results_go_to_standard_output_and_the_rest_to_standard_error() {
    let project = Scratch::new(&[("a.kijun", b"fact a.b {")]);
    let run = project.run(&["check", "--format", "json"]);
    serde_json::from_str::<serde_json::Value>(&run.out).expect("nothing but JSON");
    assert!(run.err.contains("1 error"), "{}", run.err);
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|it| it.file_type().is_file());
    files
        .map(|it| {
            let name = it.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
            (name, std::fs::read(it.path()).expect("bytes"))
        })
        .collect()
}

#[test]
fn two_builds_are_equal_to_the_byte_wherever_they_run() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let build = |out: &Path, zone: &str, locale: &str, cwd: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kijun"));
        command.args(["build", "--root"]).arg(root()).arg("--out").arg(out);
        command.env("TZ", zone).env("LANG", locale).current_dir(cwd);
        let run = run(&mut command);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        tree(out)
    };
    let first = build(&one.path().join("book"), "Asia/Tokyo", "ja_JP.UTF-8", one.path());
    let second = build(&two.path().join("other/book"), "America/Lima", "C", two.path());
    assert!(first.len() > 100, "{} files", first.len());
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(bytes == &second[name], "{name} differs");
    }
}

#[test]
fn a_build_that_fails_leaves_the_old_output_as_it_was() {
    let project = Scratch::new(&[("a.kijun", GOOD.as_bytes())]);
    let out = project.path().join("book");
    assert_eq!(project.run(&["build"]).code, 0);
    let before = tree(&out);
    assert!(!before.is_empty());
    project.write("rules/b.kijun", b"provision nothing {");
    assert_eq!(project.run(&["build"]).code, 1);
    assert_eq!(tree(&out), before);
}

#[test]
fn a_disk_that_refuses_half_way_leaves_the_old_output_as_it_was() {
    use kijun::artifact::{Artifact, Sink as _};
    use kijun::output::Staging;
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("book");
    let staging = Staging::begin(&out).expect("begun");
    staging.put(&Artifact::new("a.html", "old")).expect("written");
    staging.publish().expect("published");
    let before = tree(&out);
    // The second file needs a folder where the first one put a file, so the write fails in the middle.
    let staging = Staging::begin(&out).expect("begun");
    staging.put(&Artifact::new("x", "new")).expect("written");
    staging.put(&Artifact::new("x/y.html", "new")).expect_err("it must fail");
    drop(staging);
    assert_eq!(tree(&out), before);
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .filter_map(Result::ok)
        .map(|it| it.file_name())
        .collect();
    assert_eq!(left, ["book"], "nothing is left behind");
}

#[test]
fn a_folder_that_kijun_did_not_make_is_never_replaced() {
    let project = Scratch::new(&[("a.kijun", GOOD.as_bytes())]);
    project.write("mine/letter.txt", b"dear");
    let run = project.run(&["build", "--out", project.path().join("mine").to_str().expect("a path")]);
    assert_eq!(run.code, 2);
    assert_eq!(std::fs::read(project.path().join("mine/letter.txt")).expect("it"), b"dear");
    let staging = kijun::output::Staging::begin(&project.path().join("book")).expect("begun");
    let outside = kijun::artifact::Artifact::new("../escape", "x");
    kijun::artifact::Sink::put(&staging, &outside).expect_err("it must fail");
}

#[test]
fn the_formatter_shows_and_applies_its_changes() {
    let project = Scratch::new(&[("a.kijun", b"theme   a{title{ja \"x\" en \"y\"}}\n// kept\n")]);
    let check = project.run(&["fmt", "--check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("+theme a { title { ja \"x\" en \"y\" } }"), "{}", check.out);
    assert_eq!(project.run(&["fmt"]).code, 0);
    assert_eq!(project.run(&["fmt", "--check"]).code, 0);
    let text = std::fs::read_to_string(project.path().join("rules/a.kijun")).expect("it");
    assert!(text.contains("// kept"));
}

#[test]
fn messages_come_in_both_languages() {
    let project = Scratch::new(&[("a.kijun", b"fact a.b {")]);
    assert!(project.run(&["check", "--lang", "ja"]).out.contains("括弧が閉じていない"));
    assert!(project.run(&["check", "--lang", "en"]).out.contains("a brace is not closed"));
}

#[test]
fn lists_are_arrays() {
    for kind in kijun::lexicon::Listed::ALL.iter().map(|it| it.word()) {
        let run = kijun(&["list", kind, "--format", "json"]);
        let list: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        // The shipped base has no interpretation.
        let filled = |it: &Vec<serde_json::Value>| kind == "interpretations" || !it.is_empty();
        assert!(list.as_array().is_some_and(filled), "{kind}");
    }
}
