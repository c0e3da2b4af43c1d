//! `kijun assess` in a pipeline: formats, several at once, what fails a run, an earlier run as the baseline.
//!
//! Shapes are held by the checks of this file, each of which refuses broken copies; validators of others would be run
//! on what `outputs` writes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::schemas::faults;
use crate::support::{Run, Scratch, kijun};

const GOOD: &str = include_str!("../fixtures/small.kijun");

/// A recommendation, and a text that is not in force yet.
const MORE: &str = r#"
provision fixture.ordinance@2020:2 {
  cite { ja "第二条" en "Art. 2" }
  title { ja "文字数" en "length" }
  text { ja "初期パスワードは8文字以上とすることが望ましい。" en "A default password should have at least 8 characters." }
  modality should
  addressee product
  applies when auth.default.present
  meets auth.default_credential { auth.default.length >= 8 characters }
  source gazette at "第2条" grade official
}

instrument fixture.later {
  title { ja "将来の規則" en "Later Rules" }
  kind regulation
  jurisdiction JP
  issuer { ja "例示省" en "Example Ministry" }
  binding mandatory
  authentic ja
  hyphen branch

  edition 2030 { status adopted  from 2030-04-01  source gazette }
}

provision fixture.later@2030:1 {
  cite { ja "第一条" en "Art. 1" }
  title { ja "機器ごとの初期パスワード" en "password of its own" }
  text { ja "初期パスワードは機器ごとに異ならなければならない。" en "The default password shall be unique per device." }
  modality shall
  addressee product
  applies when auth.default.present
  meets auth.default_credential { auth.default.unique }
  source gazette at "第1条" grade official
}
"#;

const FAILING: &str = "name = \"Cam\"\nmaker = \"例示社\"\n\n[facts.auth.default]\npresent = true\nchange = \"none\"\nunique = false\nlength = 4\n";
const AGAINST: &str = "fixture.ordinance,fixture.later";

fn project() -> Scratch {
    let scratch = Scratch::new(&[("a.kijun", GOOD.as_bytes()), ("b.kijun", MORE.as_bytes())]);
    scratch.write("p.toml", FAILING.as_bytes());
    scratch
}

/// Assesses a file of the project; what is named `{x}` is that file.
fn assess(project: &Scratch, file: &str, more: &[&str]) -> Run {
    let path = project.path().join(file);
    let mut args = vec!["assess", path.to_str().expect("a path"), "--against", AGAINST];
    args.extend(more);
    project.run(&args)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn sarif(project: &Scratch, file: &str, more: &[&str]) -> Value {
    let run = assess(project, file, &[&["--format", "sarif"], more].concat());
    let log = parsed(&run.out);
    assert_eq!(sarif_faults(&log), Vec::<String>::new());
    log
}

/// Returns what is wrong with a log, by what SARIF 2.1.0 and code scanning ask of one.
fn sarif_faults(log: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut fault = |is: bool, what: &str| {
        if is {
            found.push(what.to_owned());
        }
    };
    fault(log["version"] != "2.1.0", "version");
    fault(!log["$schema"].as_str().is_some_and(|it| it.contains("sarif-2.1.0")), "$schema");
    for run in log["runs"].as_array().into_iter().flatten() {
        let driver = &run["tool"]["driver"];
        fault(!driver["name"].is_string(), "driver.name");
        fault(
            !["utf16CodeUnits", "unicodeCodePoints"].contains(&run["columnKind"].as_str().unwrap_or("")),
            "columnKind",
        );
        let rules: Vec<&str> =
            driver["rules"].as_array().into_iter().flatten().filter_map(|it| it["id"].as_str()).collect();
        fault(rules.iter().collect::<BTreeSet<_>>().len() != rules.len(), "rules are not unique");
        fault(!run["results"].is_array(), "no results");
        for result in run["results"].as_array().into_iter().flatten() {
            let index = result["ruleIndex"].as_u64().and_then(|it| usize::try_from(it).ok());
            fault(
                index.and_then(|it| rules.get(it).copied()) != result["ruleId"].as_str(),
                "ruleIndex and ruleId",
            );
            fault(!["error", "warning", "note"].contains(&result["level"].as_str().unwrap_or("")), "level");
            fault(result["message"]["text"].as_str().is_none_or(str::is_empty), "message");
            fault(
                result["partialFingerprints"].as_object().is_none_or(serde_json::Map::is_empty),
                "fingerprints",
            );
            let places = result["locations"].as_array().cloned().unwrap_or_default();
            fault(places.is_empty(), "no location");
            for place in places.iter().map(|it| &it["physicalLocation"]).filter(|it| !it.is_null()) {
                let uri = place["artifactLocation"]["uri"].as_str().unwrap_or("");
                fault(uri.is_empty() || uri.contains([' ', '\\']), "uri");
                for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                    fault(place["region"][key].as_u64().is_none_or(|it| it == 0), key);
                }
            }
        }
    }
    fault(log["runs"].as_array().is_none_or(Vec::is_empty), "no run");
    found
}

/// Returns what is wrong with a document, by what readers of `JUnit` XML ask of one.
fn junit_faults(text: &str) -> Vec<String> {
    let document = match roxmltree::Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let mut found = Vec::new();
    let root = document.root_element();
    let of = |node: roxmltree::Node<'_, '_>, name: &str| -> Vec<roxmltree::NodeId> {
        node.descendants().filter(|it| it.has_tag_name(name)).map(|it| it.id()).collect()
    };
    if !root.has_tag_name("testsuites") {
        found.push("root".to_owned());
    }
    for node in root.descendants().filter(|it| it.has_tag_name("testsuites") || it.has_tag_name("testsuite"))
    {
        for (name, element) in
            [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped"), ("errors", "error")]
        {
            let stated = node.attribute(name).and_then(|it| it.parse().ok());
            if stated != Some(of(node, element).len()) {
                found.push(format!("{}: {name}", node.tag_name().name()));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for case in root.descendants().filter(|it| it.has_tag_name("testcase")) {
        let key = (case.attribute("classname"), case.attribute("name"));
        if key.0.is_none() || key.1.is_none() || !seen.insert(key) {
            found.push(format!("{key:?}"));
        }
        let results: Vec<_> = case.children().filter(roxmltree::Node::is_element).collect();
        if results.len() > 1 {
            found.push("two results".to_owned());
        }
        for it in results {
            let known = ["failure", "skipped", "error"].contains(&it.tag_name().name());
            if !known || it.attribute("message").is_none_or(str::is_empty) {
                found.push(format!("{} without a reason", it.tag_name().name()));
            }
        }
    }
    found
}

#[test]
fn several_formats_are_written_at_once() {
    let project = project();
    let at = |name: &str| project.path().join(name).to_str().expect("a path").to_owned();
    let list = format!(
        "sarif={},junit={},json={},github={},gitlab={},text={},md=-",
        at("a.sarif"),
        at("b.xml"),
        at("c.json"),
        at("d.txt"),
        at("e.json"),
        at("f.txt")
    );
    let run = assess(&project, "p.toml", &["--format", &list]);
    assert_eq!(run.code, 1, "{}", run.err);
    let written = |name: &str| std::fs::read_to_string(at(name)).expect("it is written");
    for (format, file) in [
        ("sarif", "a.sarif"),
        ("junit", "b.xml"),
        ("json", "c.json"),
        ("github", "d.txt"),
        ("gitlab", "e.json"),
        ("text", "f.txt"),
    ] {
        let alone = assess(&project, "p.toml", &["--format", format]);
        assert_eq!(written(file), alone.out, "{format} is the same in a file and on the screen");
        assert_eq!(alone.code, 1);
    }
    assert_eq!(run.out, assess(&project, "p.toml", &["--format", "md"]).out);
    let answer = parsed(&written("c.json"));
    assert_eq!(faults("assessment", &answer), Vec::<String>::new());
}

#[test]
fn what_cannot_be_written_is_a_failure_and_two_things_have_two_places() {
    let project = project();
    let nowhere = project.path().join("no/such/folder/a.sarif");
    let nowhere = format!("sarif={},md=-", nowhere.display());
    for (formats, says) in [
        (nowhere.as_str(), "cannot be written"),
        ("sarif,json", "one format goes to standard output"),
        ("sarif=-,md", "one format goes to standard output"),
        ("sarif=a.x,md=a.x", "two formats cannot be written to a.x"),
        ("sarif=", "invalid value 'sarif='"),
        ("tap=a.tap", "invalid value 'tap'"),
        ("docx=a.docx", "this command has the formats"),
    ] {
        let run = assess(&project, "p.toml", &["--format", formats]);
        assert!(run.code == 2 && run.err.contains(says), "{formats}: {} {}{}", run.code, run.err, run.out);
        assert_eq!(run.out, "", "{formats}: nothing is written before everything can be");
    }
    assert!(!project.path().join("a.x").exists());
    let run = project.run(&["check", "--format", "json=a.json"]);
    assert!(run.code == 2 && run.err.contains("names no file here"), "{}", run.err);
    let run = project.run(&[
        "assess",
        "--set",
        "auth.default.present=true",
        "--against",
        AGAINST,
        "--format",
        "gitlab",
    ]);
    assert!(run.code == 2 && run.err.contains("name a product file"), "{}", run.err);
}

#[test]
fn sarif_has_the_failures_each_at_the_fact() {
    let project = project();
    let log = sarif(&project, "p.toml", &[]);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let told: BTreeMap<&str, &str> = results
        .iter()
        .map(|it| (it["ruleId"].as_str().expect("an id"), it["level"].as_str().expect("a level")))
        .collect();
    let expected = [
        ("fixture.later@2030:1", "note"),
        ("fixture.ordinance@2020:1", "error"),
        ("fixture.ordinance@2020:2", "warning"),
    ];
    assert_eq!(told.into_iter().collect::<Vec<_>>(), expected);
    let lines: Vec<&str> = FAILING.lines().collect();
    let mut shown = BTreeSet::new();
    for result in results {
        let related = result["relatedLocations"].as_array().cloned().unwrap_or_default();
        for place in result["locations"].as_array().into_iter().flatten().chain(&related) {
            let region = &place["physicalLocation"]["region"];
            let number = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
            let fact = place["logicalLocations"][0]["fullyQualifiedName"].as_str().expect("a fact");
            let name = fact.rsplit('.').next().expect("a name");
            let line = lines[number("startLine") - 1];
            assert_eq!(number("startLine"), number("endLine"));
            assert_eq!((number("startColumn"), number("endColumn")), (1, line.len() + 1), "{fact}: {line}");
            assert!(line.starts_with(name), "{fact}: {line}");
            shown.insert(line.split(' ').next().expect("a word"));
        }
        let first =
            result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].as_str().expect("a fact");
        let text = result["message"]["text"].as_str().expect("text");
        assert!(text.lines().nth(1).is_some_and(|it| it.contains(first)), "{first}: {text}");
    }
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), ["change", "length", "present", "unique"]);
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
    for part in ["Art. 1", "default password", "shall prompt a change", "促すか"] {
        assert!(rule["help"]["text"].as_str().expect("help").contains(part), "{part}: {rule}");
    }
    // What passes is a rule and no result.
    project.write("good.toml", b"\"auth.default.present\" = false\n");
    let log = sarif(&project, "good.toml", &[]);
    assert_eq!(log["runs"][0]["results"], json!([]));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_fingerprint_is_of_the_provision_and_the_product_and_of_no_line() {
    let project = project();
    let prints = |file: &str| -> Vec<(String, String)> {
        let log = sarif(&project, file, &[]);
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let print = |it: &Value| {
            let text = |it: &Value| it.as_str().expect("text").to_owned();
            (text(&it["ruleId"]), text(&it["partialFingerprints"]["kijun/v1"]))
        };
        results.iter().map(print).collect()
    };
    let first = prints("p.toml");
    assert_eq!(first.iter().map(|it| &it.1).collect::<BTreeSet<_>>().len(), first.len());
    project.write(
        "moved.toml",
        format!("# a remark\n\n\n{}", FAILING.replace("name = \"Cam\"", "version = \"2\"\nname = \"Cam\""))
            .as_bytes(),
    );
    assert_eq!(prints("moved.toml"), first, "lines and versions do not matter");
    project.write("other.toml", FAILING.replace("Cam", "Other").as_bytes());
    let other = prints("other.toml");
    assert!(other.iter().zip(&first).all(|(a, b)| a.0 == b.0 && a.1 != b.1), "products do");
}

#[test]
fn broken_logs_are_refused() {
    let project = project();
    let good = sarif(&project, "p.toml", &[]);
    let result = "/runs/0/results/0";
    let broken: [(&str, Value); 7] = [
        ("/version", json!("2.0.0")),
        ("/runs", json!([])),
        ("/runs/0/results", Value::Null),
        (&format!("{result}/level"), json!("fatal")),
        (&format!("{result}/ruleIndex"), json!(99)),
        (&format!("{result}/locations"), json!([])),
        (&format!("{result}/locations/0/physicalLocation/region/startLine"), json!(0)),
    ];
    for (at, value) in broken {
        let mut log = good.clone();
        *log.pointer_mut(at).expect("it is there") = value;
        assert!(!sarif_faults(&log).is_empty(), "{at}");
    }
}

#[test]
fn junit_fails_exactly_what_fails_the_run() {
    let project = project();
    let outcomes = |file: &str, more: &[&str]| -> BTreeMap<String, (String, String)> {
        let text = assess(&project, file, &[&["--format", "junit"], more].concat()).out;
        assert_eq!(junit_faults(&text), Vec::<String>::new(), "{text}");
        let document = roxmltree::Document::parse(&text).expect("XML");
        let cases = document.descendants().filter(|it| it.has_tag_name("testcase"));
        cases
            .map(|case| {
                let result = case.children().find(roxmltree::Node::is_element);
                let what = result.map_or("pass", |it| it.tag_name().name()).to_owned();
                let why = result.and_then(|it| it.attribute("message")).unwrap_or_default().to_owned();
                (case.attribute("classname").expect("a class").to_owned(), (what, why))
            })
            .collect()
    };
    let failing = outcomes("p.toml", &[]);
    assert_eq!(failing["fixture.ordinance@2020:1"].0, "failure");
    assert_eq!(failing["fixture.ordinance@2020:2"].0, "skipped", "a recommendation does not fail the run");
    assert!(failing["fixture.ordinance@2020:2"].1.contains("not satisfied"), "{failing:?}");
    assert_eq!(failing["fixture.later@2030:1"].0, "skipped");
    assert!(failing["fixture.later@2030:1"].1.contains("2030-04-01"), "{failing:?}");
    assert_eq!(outcomes("p.toml", &["--fail-on", "should"])["fixture.ordinance@2020:2"].0, "failure");
    project.write("open.toml", b"\"auth.default.present\" = true\n");
    let open = outcomes("open.toml", &[]);
    assert_eq!(open["fixture.ordinance@2020:1"].0, "skipped", "undecided is no pass");
    assert!(open["fixture.ordinance@2020:1"].1.contains("auth.default.change"), "{open:?}");
    assert_eq!(outcomes("open.toml", &["--fail-on", "undecided"])["fixture.ordinance@2020:1"].0, "failure");
    project.write("none.toml", b"\"auth.default.present\" = false\n");
    let none = outcomes("none.toml", &[]);
    assert_eq!(none["fixture.ordinance@2020:1"].0, "skipped", "what does not apply is no pass");
    project.write("good.toml", b"[auth.default]\npresent = true\nchange = \"forced\"\nlength = 8\n");
    assert_eq!(outcomes("good.toml", &[])["fixture.ordinance@2020:1"].0, "pass");
}

#[test]
fn broken_documents_are_refused() {
    let project = project();
    project.write("x.toml", FAILING.replace("Cam", "A & B <\\\"C\\\">").as_bytes());
    let good = assess(&project, "x.toml", &["--format", "junit"]).out;
    assert_eq!(junit_faults(&good), Vec::<String>::new(), "{good}");
    for (from, to) in [
        ("</testsuites>", ""),
        ("failures=\"1\"", "failures=\"0\""),
        (" tests=\"2\"", " tests=\"5\""),
        ("&amp;", "&"),
        ("<skipped message=", "<skipped reason="),
        (" classname=", " class="),
    ] {
        let broken = good.replace(from, to);
        assert_ne!(broken, good, "{from}");
        assert!(!junit_faults(&broken).is_empty(), "{from}");
    }
}

#[test]
fn annotations_are_escaped_and_the_worst_ten_are_told() {
    let project = project();
    let name = "we,ird: 100%.toml";
    project.write(name, FAILING.as_bytes());
    let out = assess(&project, name, &["--format", "github"]).out;
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    assert!(
        lines[0].starts_with("::error file=")
            && lines[1].starts_with("::warning ")
            && lines[2].starts_with("::notice "),
        "{out}"
    );
    for line in &lines {
        let (head, message) = line.strip_prefix("::").and_then(|it| it.split_once("::")).expect("a command");
        assert!(head.contains("we%2Cird%3A 100%25.toml,line="), "{head}");
        let (_, properties) = head.split_once(' ').expect("properties");
        let keys: Vec<&str> = properties.split(',').map(|it| it.split_once('=').expect("a pair").0).collect();
        assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"], "{head}");
        assert!(message.contains("%0A"), "{message}");
    }
    let many: Vec<String> = (3..20)
        .map(|at| {
            let text = MORE.split("provision ").nth(1).expect("a provision");
            let text =
                text.replace("@2020:2", &format!("@2020:{at}")).replace("第二条", &format!("第{at}条"));
            let text = text.split("instrument ").next().expect("a text");
            format!(
                "provision {}\n",
                text.replace("Art. 2", &format!("Art. {at}")).replace("第2条", &format!("第{at}条"))
            )
        })
        .collect();
    project.write("rules/c.kijun", many.concat().as_bytes());
    let run = assess(&project, "p.toml", &["--format", "github"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 10, "{}{}", run.out, run.err);
    assert!(lines[0].starts_with("::error ") && lines[9].starts_with("::notice::11 more"), "{}", run.out);
}

#[test]
fn gitlab_has_a_fingerprint_a_severity_and_a_line() {
    let project = project();
    let issues = parsed(&assess(&project, "p.toml", &["--format", "gitlab"]).out);
    let issues = issues.as_array().expect("a list");
    let severities: Vec<&str> = issues.iter().filter_map(|it| it["severity"].as_str()).collect();
    assert_eq!(severities, ["critical", "minor", "info"]);
    let prints: BTreeSet<&str> = issues.iter().filter_map(|it| it["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), 3);
    for it in issues {
        let line = it["location"]["lines"]["begin"].as_u64().expect("a line");
        assert!((5..=8).contains(&line), "{it}");
        assert!(it["location"]["path"].as_str().is_some_and(|it| it.ends_with("p.toml")), "{it}");
        assert!(it["description"].is_string() && it["check_name"].is_string(), "{it}");
    }
}

#[test]
fn the_summary_says_what_fails_why_and_what_mends_it() {
    let project = project();
    for format in ["text", "md"] {
        let out = assess(&project, "p.toml", &["--format", format]).out;
        let top: Vec<&str> = out.lines().take(30).collect();
        let top = top.join("\n").replace('\\', "");
        for part in [
            "例示社 / Cam",
            "3 provisions: not satisfied 2, not applicable 1",
            "Example Ordinance Art. 1: default password",
            "p.toml:5:1",
            "auth.default.present = true",
            "smallest change: auth.default.present = false",
            "2030-04-01: 1 provision of Later Rules (fixture.later@2030) will apply; by the facts as they are 1 will fail (Art. 1)",
        ] {
            assert!(top.contains(part), "{format}: {part}\n{out}");
        }
        let out = assess(&project, "p.toml", &["--format", format, "--lang", "ja"]).out;
        for part in
            ["規定3件：不適合 2、適用外 1", "例示省令 第一条「初期パスワード」", "最小の変更：", "将来の規則"]
        {
            assert!(out.contains(part), "{format}: {part}\n{out}");
        }
    }
}

#[test]
fn the_smallest_change_mends_what_it_is_told_of() {
    let project = project();
    let answer = parsed(&assess(&project, "p.toml", &["--format", "json"]).out);
    let results = answer["results"].as_array().expect("results");
    let all = results.iter().flat_map(|it| it["provisions"].as_array().into_iter().flatten());
    let mut mended = 0;
    for it in all.filter(|it| it["repair"].is_array()) {
        let id = it["id"].as_str().expect("an id");
        let path = project.path().join("p.toml");
        let mut args: Vec<String> =
            ["assess", path.to_str().expect("a path"), "--against", id, "--as-of", "2031-01-01"]
                .map(str::to_owned)
                .into();
        for change in it["repair"].as_array().expect("changes") {
            let value = change["value"].as_str().map_or_else(|| change["value"].to_string(), str::to_owned);
            args.extend([
                "--set".to_owned(),
                format!("{}={value}", change["fact"].as_str().expect("a fact")),
            ]);
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        assert_eq!(project.run(&args).code, 0, "{id}: {}", project.run(&args).out);
        assert_eq!(project.run(&args[..6]).code, 1, "{id} fails without it");
        mended += 1;
    }
    assert_eq!(mended, 3);
}

#[test]
fn what_begins_later_is_told_as_it_will_be_on_its_day() {
    let project = project();
    let now = parsed(&assess(&project, "p.toml", &["--format", "json"]).out);
    let of = |answer: &Value| answer["results"][1]["provisions"][0].clone();
    assert_eq!(of(&now)["verdict"], "not_applicable");
    assert_eq!(of(&now)["later"], json!({"from": "2030-04-01", "verdict": "not_satisfied"}));
    let eve = parsed(&assess(&project, "p.toml", &["--format", "json", "--as-of", "2030-03-31"]).out);
    assert_eq!(of(&eve)["verdict"], "not_applicable");
    let then = parsed(&assess(&project, "p.toml", &["--format", "json", "--as-of", "2030-04-01"]).out);
    assert_eq!((&of(&then)["verdict"], &of(&then)["later"]), (&json!("not_satisfied"), &Value::Null));
    let log = sarif(&project, "p.toml", &["--as-of", "2030-04-01"]);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let level = results.iter().find(|it| it["ruleId"] == "fixture.later@2030:1").expect("it fails");
    assert_eq!(level["level"], "error", "a note until its day");
}

#[test]
fn what_cannot_be_told_of_what_begins_later_is_said() {
    let project = project();
    project.write("open.toml", b"\"auth.default.present\" = true\n");
    let out = assess(&project, "open.toml", &[]).out;
    assert!(out.contains("by the facts as they are none fails, 1 cannot be told"), "{out}");
    let out = assess(&project, "open.toml", &["--lang", "ja"]).out;
    assert!(out.contains("今の事実では不適合となるものはない、決まらないもの1件。"), "{out}");
}

#[test]
fn what_fails_a_run_can_be_chosen() {
    let project = project();
    project.write("should.toml", b"[auth.default]\npresent = true\nchange = \"forced\"\nlength = 4\n");
    project.write("open.toml", b"\"auth.default.present\" = true\n");
    let code = |file: &str, more: &[&str]| assess(&project, file, more).code;
    for (file, plain, should, undecided) in
        [("p.toml", 1, 1, 1), ("should.toml", 0, 1, 0), ("open.toml", 3, 3, 1)]
    {
        assert_eq!(code(file, &[]), plain, "{file}");
        assert_eq!(code(file, &["--fail-on", "shall"]), plain, "{file}");
        assert_eq!(code(file, &["--fail-on", "should"]), should, "{file}");
        assert_eq!(code(file, &["--fail-on", "undecided"]), undecided, "{file}");
        assert_eq!(
            code(file, &["--fail-on", "should,undecided"]),
            should.min(undecided).max(i32::from(should == 1 || undecided == 1)),
            "{file}"
        );
    }
    assert_eq!(code("p.toml", &["--fail-on", "may"]), 2);
}

#[test]
fn only_new_failures_fail_a_run_with_a_baseline() {
    let project = project();
    let old = assess(&project, "p.toml", &["--format", "json"]);
    project.write("old.json", old.out.as_bytes());
    let baseline = project.path().join("old.json");
    let with = |file: &str, more: &[&str]| {
        assess(&project, file, &[&["--baseline", baseline.to_str().expect("a path")], more].concat())
    };
    let same = with("p.toml", &[]);
    assert_eq!(same.code, 0, "{}", same.out);
    assert!(same.out.contains("since the baseline: 0 new, 2 known"), "{}", same.out);
    let log = sarif(&project, "p.toml", &["--baseline", baseline.to_str().expect("a path")]);
    assert_eq!(log["runs"][0]["results"][0]["baselineState"], "unchanged");
    project.write("good.toml", b"[auth.default]\npresent = true\nchange = \"forced\"\nlength = 4\n");
    let gone = with("good.toml", &[]);
    assert!(gone.out.contains("gone: fixture.ordinance@2020:1 (now satisfied)"), "{}", gone.out);
    let fine = assess(&project, "good.toml", &["--format", "json"]);
    project.write("old.json", fine.out.as_bytes());
    let worse = with("p.toml", &["--format", "json"]);
    assert_eq!(worse.code, 1, "what is new fails");
    let worse = parsed(&worse.out);
    assert_eq!(worse["baseline"]["new"], json!(["fixture.ordinance@2020:1"]));
    assert_eq!(worse["baseline"]["known"], json!(["fixture.ordinance@2020:2"]));
}

#[test]
fn a_baseline_of_another_kind_is_an_error_with_its_place() {
    let project = project();
    let good = assess(&project, "p.toml", &["--format", "json"]).out;
    let broken = [
        ("{}".to_owned(), "old.json:1:1: ", "`schema_version` is missing"),
        (good.replace("\"schema_version\": \"1.", "\"schema_version\": \"7."), "old.json:2:", "version `7."),
        (good.replacen("\"results\"", "\"result\"", 1), "old.json:1:1: ", "`results` is missing"),
        (
            good.replacen(
                "\"not_satisfied\",\n          \"because\"",
                "\"unhappy\",\n          \"because\"",
                1,
            ),
            "old.json:",
            "`verdict` is missing or of another form",
        ),
        (good[..good.len() / 2].to_owned(), "old.json:", "old.json"),
        ("name = 1".to_owned(), "old.json:1:2: ", "is not JSON"),
    ];
    for (text, place, says) in broken {
        assert_ne!(text, good, "{says}");
        project.write("old.json", text.as_bytes());
        let baseline = project.path().join("old.json");
        let run = assess(&project, "p.toml", &["--baseline", baseline.to_str().expect("a path")]);
        assert!(
            run.code == 2 && run.err.contains(place) && run.err.contains(says),
            "{says}: {} {}",
            run.code,
            run.err
        );
    }
    let run = assess(&project, "p.toml", &["--baseline", "nowhere.json"]);
    assert!(run.code == 2 && run.err.contains("nowhere.json"), "{}", run.err);
}

#[test]
fn a_quiet_run_writes_files_alone_and_colours_are_chosen() {
    let project = project();
    let file = project.path().join("a.sarif");
    let sarif = format!("sarif={}", file.display());
    let run = assess(&project, "p.toml", &["--quiet", "--format", &sarif]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(file.exists());
    let run = assess(&project, "p.toml", &["-q"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(assess(&project, "p.toml", &["-q", "--format", "json"]).code, 2);
    let painted = assess(&project, "p.toml", &["--color", "always"]).out;
    let plain = assess(&project, "p.toml", &["--color", "never"]).out;
    assert!(painted.contains("\u{1b}[1;31merror\u{1b}[0m: ") && !plain.contains('\u{1b}'), "{painted}");
    assert_eq!(plain, assess(&project, "p.toml", &[]).out);
}

#[test]
fn every_help_tells_the_exit_codes() {
    let all = [
        "check",
        "build",
        "serve",
        "list",
        "show",
        "compare",
        "diff",
        "impact",
        "merge",
        "audit",
        "assess",
        "init",
        "table",
        "export",
        "schema",
        "fmt",
        "explain",
        "completions",
        "man",
        "help",
    ];
    for (lang, heading) in
        [("en", "Exit codes:\n  0  nothing to report\n"), ("ja", "終了コード:\n  0  問題なし\n")]
    {
        for command in all {
            let out = kijun(&[command, "--help", "--lang", lang]).out;
            assert!(out.contains(heading), "{command} {lang}: {out}");
        }
        assert!(kijun(&["--help", "--lang", lang]).out.contains(heading));
    }
    assert!(kijun(&["assess", "--help"]).out.contains("\n  3  nothing fails, and something is undecided"));
}

#[test]
fn shells_and_manuals_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = kijun(&["completions", shell]);
        assert_eq!(run.code, 0, "{}", run.err);
        for word in ["assess", "baseline", "fail-on", "schema"] {
            assert!(run.out.contains(word), "{shell}: {word}");
        }
    }
    assert!(kijun(&["completions", "zsh", "--lang", "ja"]).out.contains("製品の事実を判定する"));
    assert_eq!(kijun(&["completions", "csh"]).code, 2);
    let page = kijun(&["man", "assess"]).out;
    assert!(page.contains(".TH") && page.contains("baseline") && page.contains("Exit codes"), "{page}");
    assert!(kijun(&["man", "--lang", "ja"]).out.contains("知識ベース"));
    assert_eq!(kijun(&["man", "nothing"]).code, 2);
}
