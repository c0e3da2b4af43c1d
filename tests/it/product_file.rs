//! What a product file declares beside facts: evidence, waivers, days of markets; its schema and its documentation.

use serde_json::{Value, json};

use crate::support::{Run, Scratch, blocks, kijun, read, root};

const GOOD: &str = include_str!("../fixtures/small.kijun");
const MARKETS: &str = r#"
fact product.markets {
  title { ja "市場" en "markets" }
  ask { ja "どこで売りますか。" en "Where is it sold?" }
  type set { JP, GB }
  value JP { ja "日本" en "Japan" }
  value GB { ja "英国" en "United Kingdom" }
}
"#;

const FACTS: &str = "[facts.auth.default]\npresent = true\nchange = \"none\"\nunique = false\n";
const WAIVER: &str = "[[waivers]]\nprovision = \"fixture.ordinance:1\"\njustification = \"mended in 2.2\"\nowner = \"Firmware\"\napprover = \"Compliance\"\nexpiry = 2027-03-31\n";

fn project() -> Scratch {
    Scratch::new(&[("a.kijun", GOOD.as_bytes()), ("b.kijun", MARKETS.as_bytes())])
}

fn assess(project: &Scratch, text: &str, more: &[&str]) -> Run {
    project.write("p.toml", text.as_bytes());
    let path = project.path().join("p.toml");
    let mut args = vec!["assess", path.to_str().expect("a path"), "--against", "fixture.ordinance"];
    args.extend(more);
    project.run(&args)
}

fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.err, run.out))
}

fn findings(answer: &Value) -> Vec<(String, u64, u64)> {
    let all = answer["findings"].as_array().expect("findings");
    all.iter()
        .map(|it| {
            let place = &it["primary"];
            let number = |key: &str| place[key].as_u64().expect("a number");
            (it["code"].as_str().expect("a code").to_owned(), number("line"), number("column"))
        })
        .collect()
}

#[test]
fn a_waived_failure_stays_one_and_fails_no_run() {
    let project = project();
    assert_eq!(assess(&project, FACTS, &[]).code, 1);
    let text = format!("{FACTS}{WAIVER}");
    let run = assess(&project, &text, &["--format", "json"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let answer = parsed(&run);
    let it = &answer["results"][0]["provisions"][0];
    assert_eq!((&it["verdict"], &it["fails"]), (&json!("not_satisfied"), &json!(false)));
    assert_eq!(it["waiver"]["expiry"], "2027-03-31");
    assert_eq!(it["waiver"]["place"]["line"], 6);
    assert_eq!(findings(&answer), []);
    for format in ["text", "md", "junit", "github", "gitlab"] {
        let run = assess(&project, &text, &["--format", format]);
        assert_eq!(run.code, 0, "{format}");
        for part in ["waived until 2027-03-31", "mended in 2.2", "Firmware", "Compliance"] {
            assert!(run.out.contains(part), "{format}: {part}\n{}", run.out);
        }
    }
    let ja = assess(&project, &text, &["--lang", "ja"]).out;
    assert!(ja.contains("2027-03-31まで免除"), "{ja}");
    let log = parsed(&assess(&project, &text, &["--format", "sarif"]));
    let result = &log["runs"][0]["results"][0];
    assert_eq!(
        (&result["level"], &result["suppressions"][0]["status"]),
        (&json!("error"), &json!("accepted"))
    );
    assert!(assess(&project, &text, &["--format", "github"]).out.starts_with("::notice "));
    assert!(!assess(&project, &text, &["--format", "junit"]).out.contains("<failure"));
}

#[test]
fn a_waiver_ends_with_its_day() {
    let project = project();
    let text = format!("{FACTS}{WAIVER}");
    assert_eq!(assess(&project, &text, &["--as-of", "2027-03-31"]).code, 0);
    let run = assess(&project, &text, &["--as-of", "2027-04-01", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.out);
    let answer = parsed(&run);
    assert_eq!(answer["results"][0]["provisions"][0]["waiver"], Value::Null);
    assert_eq!(findings(&answer), [("KJ7001".to_owned(), 10, 10)]);
    let text = assess(&project, &text, &["--as-of", "2027-04-01"]).out;
    assert!(text.contains("p.toml:10:10: error[KJ7001 expired-waiver]"), "{text}");
}

#[test]
fn a_waiver_that_excuses_nothing_is_told() {
    let project = project();
    let more = GOOD
        .split("provision ")
        .nth(1)
        .expect("a provision")
        .replace("@2020:1", "@2020:2")
        .replace("第一条", "第二条");
    let more = more.replace("Art. 1", "Art. 2").replace("第1条", "第2条");
    project.write("rules/c.kijun", format!("provision {more}").as_bytes());
    let good = FACTS.replace("none", "forced");
    let run = assess(&project, &format!("{good}{WAIVER}"), &["--format", "json"]);
    assert_eq!((run.code, findings(&parsed(&run))), (0, vec![("KJ7002".to_owned(), 6, 13)]));
    project.write("p.toml", format!("{FACTS}{}", WAIVER.replace(":1", ":2")).as_bytes());
    let path = project.path().join("p.toml");
    let run = project.run(&[
        "assess",
        path.to_str().expect("a path"),
        "--against",
        "fixture.ordinance:1",
        "--format",
        "json",
    ]);
    assert_eq!((run.code, findings(&parsed(&run))), (1, vec![("KJ7002".to_owned(), 6, 13)]));
    assert!(run.out.contains("that is not asked"), "{}", run.out);
}

#[test]
fn waivers_and_evidence_are_read_whole_or_refused() {
    let project = project();
    let waiver = |from: &str, to: &str| format!("{FACTS}{}", WAIVER.replace(from, to));
    let evidence = |text: &str| format!("[facts.\"auth.default.length\"]\nvalue = 4\n{text}\n");
    let digest = "0".repeat(64);
    for (text, says) in [
        (waiver("owner = \"Firmware\"\n", ""), "p.toml:5:1: `owner` is missing or empty"),
        (waiver("\"Firmware\"", "\" \""), "p.toml:8:9: `owner` is missing or empty"),
        (waiver("justification = \"mended in 2.2\"\n", ""), "`justification` is missing"),
        (waiver("approver = \"Compliance\"\n", ""), "`approver` is missing"),
        (waiver("expiry = 2027-03-31\n", ""), "`expiry` is missing"),
        (waiver("2027-03-31", "\"2027/3/31\""), "p.toml:10:10: `2027/3/31` is no date; write `2027-03-31`"),
        (
            waiver("fixture.ordinance:1", "fixture.ordinance:9"),
            "p.toml:6:13: no provision is called `fixture.ordinance:9`",
        ),
        (waiver("fixture.ordinance:1", "fixture.ordinance"), "no provision is called `fixture.ordinance`"),
        (waiver("owner", "0wner"), "`0wner` cannot stand here; what can are provision"),
        (format!("waivers = 1\n{FACTS}"), "has to be a table of provision"),
        (evidence("evidence = { date = 2026-01-01 }"), "either a file or a link"),
        (evidence("evidence = { file = \"a\" }"), "p.toml:3:12: `sha256` is missing"),
        (
            evidence(&format!("evidence = {{ file = \"a\", link = \"b\", sha256 = \"{digest}\" }}")),
            "either a file or a link",
        ),
        (evidence("evidence = { file = \"a\", sha256 = \"12\" }"), "`12` is no SHA-256"),
        (evidence("evidence = \"a.pdf\""), "has to be a table of file, link"),
        (evidence("statement = { fr = \"x\" }"), "`fr` cannot stand here; what can are ja, en"),
        (evidence("assesor = \"x\""), "`assesor` cannot stand here; what can are value, evidence"),
        ("[facts.\"auth.default.length\"]\nassessor = \"x\"\n".to_owned(), "`value` is missing"),
        (format!("[markets]\nXX = 2026-01-01\n{FACTS}"), "p.toml:2:1: there is no market `XX`"),
        (format!("[markets]\nJP = \"soon\"\n{FACTS}"), "p.toml:2:6: `soon` is no date"),
        (
            format!("[markets]\nGB = 2026-01-01\n{FACTS}[facts.product]\nmarkets = [\"JP\"]\n"),
            "p.toml:2:1: there is a day for `GB`",
        ),
    ] {
        let run = assess(&project, &text, &[]);
        assert!(run.code == 2 && run.err.contains(says), "{says}: {} {}{}", run.code, run.err, run.out);
    }
}

#[test]
fn evidence_that_changed_or_is_gone_is_told() {
    let project = project();
    // SHA-256 of nothing.
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let good = FACTS.replace("none", "forced");
    let text = format!(
        "{good}\n[facts.auth.default.length]\nvalue = 4\nevidence = {{ file = \"e/a.pdf\", sha256 = \"{empty}\", date = 2026-01-01 }}\n"
    );
    let run = assess(&project, &text, &["--format", "json"]);
    assert_eq!((run.code, findings(&parsed(&run))), (1, vec![("KJ7004".to_owned(), 8, 12)]));
    project.write("e/a.pdf", b"");
    let run = assess(&project, &text, &["--format", "json"]);
    let answer = parsed(&run);
    assert_eq!((run.code, findings(&answer)), (0, vec![]));
    let declared = &answer["declared"][0];
    assert_eq!((&declared["fact"], &declared["value"]), (&json!("auth.default.length"), &json!(4)));
    assert_eq!(declared["evidence"][0]["file"], "e/a.pdf");
    project.write("e/a.pdf", b"x");
    let run = assess(&project, &text, &["--format", "json"]);
    assert_eq!((run.code, findings(&parsed(&run))), (1, vec![("KJ7003".to_owned(), 8, 12)]));
    for format in ["text", "md", "sarif", "junit", "github", "gitlab"] {
        let out = assess(&project, &text, &["--format", format]).out;
        assert!(out.contains("KJ7003"), "{format}: {out}");
    }
    let lower =
        assess(&project, &text.replace("value = 4", "value = 4\nassessor = \"Lab\""), &["--format", "json"]);
    assert_eq!(parsed(&lower)["declared"][0]["assessor"], "Lab");
    project.write(
        "book.toml",
        format!(
            "{}[kijun.levels]\nKJ7003 = \"warning\"\n",
            std::fs::read_to_string(project.path().join("book.toml")).expect("a manifest")
        )
        .as_bytes(),
    );
    assert_eq!(assess(&project, &text, &[]).code, 0, "levels are those of the manifest");
}

/// Returns a file of the documentation as JSON, days as texts.
fn as_json(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(day) => json!(day.to_string()),
            toml::Value::Array(all) => all.into_iter().map(plain).collect(),
            toml::Value::Table(all) => all.into_iter().map(|(key, it)| (key, plain(it))).collect(),
            toml::Value::String(it) => json!(it),
            toml::Value::Integer(it) => json!(it),
            toml::Value::Float(it) => json!(it),
            toml::Value::Boolean(it) => json!(it),
        }
    }
    plain(toml::Value::Table(toml::from_str(text).expect("TOML")))
}

fn documented() -> String {
    blocks(&read("docs/product.md"), "toml").remove(0)
}

#[test]
fn the_example_of_the_documentation_is_read_as_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("product.toml");
    std::fs::write(&path, documented()).expect("written");
    std::fs::create_dir(folder.path().join("evidence")).expect("a folder");
    let shown = "Each device has a random password of 12 characters on its label.\n";
    std::fs::write(folder.path().join("evidence/passwords.txt"), shown).expect("written");
    let path = path.to_str().expect("a path");
    let run = kijun(&["assess", path, "--against", "jcstar1:S1.1-02,jcstar1:S1.1-03", "--format", "json"]);
    let answer = parsed(&run);
    assert_eq!(findings(&answer), []);
    let verdicts: Vec<(&Value, &Value)> = answer["results"][0]["provisions"]
        .as_array()
        .expect("provisions")
        .iter()
        .map(|it| (&it["verdict"], &it["fails"]))
        .collect();
    assert_eq!(verdicts[1], (&json!("not_satisfied"), &json!(false)), "{}", run.out);
    assert!(run.code != 1 && run.code != 2, "{}: {}", run.code, run.out);
    assert_eq!(answer["product"]["markets"], json!([{"market": "JP", "from": "2026-10-01"}]));
}

#[test]
fn every_field_is_documented_and_in_the_schema() {
    let schema = parsed(&kijun(&["schema", "product", "--against", "jcstar1"]));
    jsonschema::meta::validate(&schema).expect("a schema");
    let page = read("docs/product.md");
    let mut fields: Vec<String> = Vec::new();
    let keys = |value: &Value| -> Vec<String> {
        value.as_object().into_iter().flatten().map(|it| it.0.clone()).collect()
    };
    fields.extend(keys(&schema["properties"]));
    fields.extend(
        keys(&schema["properties"]["waivers"]["items"]["properties"])
            .into_iter()
            .map(|it| format!("waivers.{it}")),
    );
    fields.extend(
        keys(&schema["$defs"]["evidence"]["properties"])
            .into_iter()
            .map(|it| format!("facts.ID.evidence.{it}")),
    );
    fields.extend(
        keys(&schema["$defs"]["auth.default.length"]["anyOf"][1]["properties"])
            .into_iter()
            .map(|it| format!("facts.ID.{it}")),
    );
    assert!(fields.len() > 18, "{fields:?}");
    for field in fields {
        assert!(page.contains(&format!("`{field}`")), "docs/product.md does not tell {field}");
    }
}

#[test]
fn the_schema_takes_what_is_read_and_refuses_what_is_not() {
    let whole = parsed(&kijun(&["schema", "product"]));
    let narrow = parsed(&kijun(&["schema", "product", "--against", "jcstar1", "--lang", "ja"]));
    let facts = |schema: &Value| schema["$defs"].as_object().expect("definitions").len();
    assert!(
        facts(&narrow) > 20 && facts(&narrow) < facts(&whole) / 2,
        "{} {}",
        facts(&narrow),
        facts(&whole)
    );
    assert!(narrow["$defs"]["auth.default.length"]["description"].as_str().is_some_and(|it| !it.is_ascii()));
    let validator = jsonschema::validator_for(&narrow).expect("a schema");
    let good = as_json(&documented());
    let faults = |value: &Value| {
        validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect::<Vec<_>>()
    };
    assert_eq!(faults(&good), Vec::<String>::new());
    let nested = json!({"facts": {"auth": {"default": {"length": "12 characters", "present": null}, "default.unique_per_device": true}}});
    assert_eq!(faults(&nested), Vec::<String>::new());
    for (at, value) in [
        ("/facts/auth.default.present", json!("yes")),
        ("/facts/auth.default.length/value", json!(100_000)),
        ("/facts/auth.default.length/evidence/0/sha256", json!("12")),
        ("/facts/product.markets", json!(["Mars"])),
        ("/waivers/0/expiry", json!("soon")),
        ("/markets/JP", json!("2026/10/01")),
        ("/facts", json!({"auth.defualt.present": true})),
        ("/waivers/0", json!({"provision": "x"})),
    ] {
        let mut broken = good.clone();
        *broken.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = value;
        assert!(!validator.is_valid(&broken), "{at}");
    }
    let run = kijun(&["schema", "facts", "--against", "jcstar1"]);
    assert!(run.code == 2 && run.err.contains("schema product"), "{}", run.err);
}

#[test]
fn every_example_device_is_a_product_that_the_schema_takes() {
    let schema = parsed(&kijun(&["schema", "product"]));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let kb = crate::base::shipped();
    assert!(root().join("docs/product.md").exists());
    for device in kb.devices.iter().take(200) {
        let facts: serde_json::Map<String, Value> = device
            .facts
            .iter()
            .map(|(idx, value)| {
                let stated = kijun::view::tree::fact_value(&kb.facts[*idx], *value);
                (kb.facts[*idx].id.clone(), serde_json::to_value(stated).expect("JSON"))
            })
            .collect();
        let product = json!({ "facts": facts });
        let faults: Vec<String> = validator.iter_errors(&product).take(3).map(|it| it.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new(), "{}", device.id);
    }
}

#[test]
fn a_template_asks_what_matters_and_states_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("product.toml");
    let path = path.to_str().expect("a path");
    for (lang, judged) in [("ja", "評価者の判断"), ("en", "for an assessor to judge")] {
        std::fs::remove_file(path).unwrap_or_default();
        let run = kijun(&["init", "--against", "jcstar1", "--lang", lang, "-o", path]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        let text = std::fs::read_to_string(path).expect("written");
        let schema = parsed(&kijun(&["schema", "product", "--lang", lang]));
        let defs = schema["$defs"].as_object().expect("definitions");
        let facts: Vec<&String> = defs.keys().filter(|it| text.contains(&format!("# \"{it}\" ="))).collect();
        let lines = text.lines().filter(|it| it.starts_with("# \"") && it.ends_with('=')).count();
        assert!(facts.len() == lines && lines > 30, "{lines} questions");
        for id in &facts {
            let line = format!("\n# \"{id}\" =\n");
            assert_eq!(text.matches(&line).count(), 1, "{id}");
            let ask = defs[*id]["description"].as_str().expect("a question");
            assert!(text.contains(&format!("# {ask}\n")), "{id}: {ask}");
        }
        let kb = crate::base::shipped();
        let is_judged = |id: &str| kb.facts[kb.fact_ids[id]].nature.is_judgement();
        let border = text.find(judged);
        for id in &facts {
            let at = text.find(&format!("# \"{id}\" =")).expect("it is asked");
            assert_eq!(border.is_some_and(|border| at > border), is_judged(id), "{id}: judgements come last");
        }
        // As it is it states nothing, and nothing is decided.
        let run = kijun(&["assess", path, "--against", "jcstar1", "--format", "json"]);
        assert_eq!(run.code, 3, "{}", run.err);
        assert_eq!(parsed(&run)["counts"]["undecided"], 16);
        // Every line can be answered as it says.
        let mut answered = text.clone();
        for id in &facts {
            let fact = &kb.facts[kb.fact_ids[id.as_str()]];
            let base = kb.theory.variables.find(kb.fact_ids[id.as_str()]).expect("a variable").base;
            let value = kijun::view::tree::fact_value(fact, base);
            let value = serde_json::to_string(&value).expect("JSON");
            answered = answered.replace(&format!("# \"{id}\" =\n"), &format!("\"{id}\" = {value}\n"));
        }
        std::fs::write(path, answered).expect("written");
        let run = kijun(&["assess", path, "--against", "jcstar1"]);
        assert!(run.code != 2 || run.err.contains("contradict"), "{}", run.err);
    }
    let run = kijun(&["init", "--against", "jcstar1", "-o", path]);
    assert!(run.code == 2 && run.err.contains("is there already"), "{}", run.err);
    assert_eq!(kijun(&["init"]).code, 2);
}
