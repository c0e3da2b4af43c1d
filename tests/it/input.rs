//! What a user writes is read whole or refused, each fault with its place.

use std::process::{Command, Stdio};

use crate::support::{Run, Scratch, kijun, read, root};

const GOOD: &str = include_str!("../fixtures/small.kijun");

/// Facts of the types that the small base lacks.
const MORE: &str = r#"
fact product.markets {
  title { ja "市場" en "markets" }
  ask { ja "どこで売りますか。" en "Where is it sold?" }
  type set { JP, GB, EU }
  value JP { ja "日本" en "Japan" }
  value GB { ja "英国" en "United Kingdom" }
  value EU { ja "欧州連合" en "European Union" }
}
fact product.placed {
  title { ja "上市日" en "day of placing" }
  ask { ja "いつ上市しましたか。" en "When was it placed on a market?" }
  type date
}
fact access.unauthenticated {
  title { ja "認証なしの利用" en "use without authentication" }
  ask { ja "認証なしで使えますか。" en "Can it be used without authentication?" }
  type choice { no, some }
  value no { ja "使えない" en "no" }
  value some { ja "一部使える" en "some" }
}
"#;

fn sound() -> Scratch {
    Scratch::new(&[("a.kijun", GOOD.as_bytes()), ("b.kijun", MORE.as_bytes())])
}

fn assess(project: &Scratch, name: &str, bytes: &[u8]) -> Run {
    project.write(name, bytes);
    let path = project.path().join(name);
    project.run(&["assess", path.to_str().expect("a path"), "--against", "fixture.ordinance"])
}

#[test]
fn the_cases_end_as_they_should() {
    let index = read("tests/cases/inputs/index.tsv");
    let mut run = 0;
    for line in index.lines().skip(1) {
        let [file, command, code, about] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line} has four columns");
        };
        let path = root().join("tests/cases/inputs").join(file);
        let path = path.to_str().expect("a path");
        let args: Vec<&str> = command.split(' ').map(|it| if it == "{}" { path } else { it }).collect();
        let answer = kijun(&args);
        assert_eq!(answer.code.to_string(), code, "{file} ({about}): {}{}", answer.out, answer.err);
        if code == "2" {
            assert!(answer.err.contains(path), "{file}: {}", answer.err);
        }
        run += 1;
    }
    assert_eq!(run, 12);
}

/// A file, its text, and what the error says of it.
const REFUSED: &[(&str, &str, &str)] = &[
    ("a.json", r#"{"product.markets":[["GB"]]}"#, "a.json:1:21: an element of `product.markets` is no word"),
    ("b.json", r#"{"product.markets":["GB", 7, null]}"#, "b.json:1:30: an element"),
    ("c.json", r#"{"product.markets":[true]}"#, "c.json:1:21: `product.markets` has no value `true`"),
    ("d.json", r#"{"auth.default.present":[true]}"#, "has one value and no list"),
    ("e.json", r#"{"auth.default.present":{"x":1}}"#, "has no keys below it"),
    (
        "f.json",
        r#"{"facts":{},"auth.default.present":true}"#,
        "f.json:1:13: `auth.default.present` cannot stand beside",
    ),
    ("g.toml", "[facts]\n[auth.default]\npresent = true\n", "g.toml:2:2: `auth` cannot stand beside"),
    ("h.yaml", "facts: {}\nextra: 1\n", "h.yaml:2:1: `extra` cannot stand beside"),
    ("i.toml", "[nothing]\n", "i.toml:1:2: no fact begins with `nothing`"),
    ("j.json", r#"{"nothing":{}}"#, "no fact begins with `nothing`"),
    (
        "k.yaml",
        "auth.defualt.present: null\n",
        "k.yaml:1:1: there is no fact `auth.defualt.present`; near ones are: auth.default.present",
    ),
    ("l.json", r#"{"auth.default.presnt":null}"#, "there is no fact"),
    (
        "m.json",
        "{\"auth.default.present\":true,\n \"auth.default.present\":true}",
        "m.json:2:2: `auth.default.present` is written twice",
    ),
    (
        "n.toml",
        "\"auth.default.present\" = true\n[auth.default]\npresent = true\n",
        "n.toml:3:1: `auth.default.present` is stated twice",
    ),
    (
        "o.yaml",
        "auth.default.present: true\nauth.default.present: false\n",
        "o.yaml:2:1: `auth.default.present` is written twice",
    ),
    ("p.yaml", "product.markets: [JP, NO]\n", "YAML 1.1 reads an unquoted NO as a boolean"),
    ("q.yaml", "access.unauthenticated: yes\n", "YAML 1.1 reads an unquoted yes as a boolean"),
    ("r.yaml", "auth.default.length: 010\n", "begins with 0"),
    ("s.toml", "\"auth.default.length\" = \"6 chars\"\n", "s.toml:1:25: the unit of `6 chars` does not fit"),
    ("t.toml", "\"auth.default.length\" = \"６ characters\"\n", "write `6 characters`"),
    ("u.yaml", "auth.default.length: ６\n", "write `6`"),
    (
        "v.json",
        "{“auth.default.present”: true}",
        "v.json:1:2: `“` cannot stand here in JSON; write the half-width `\"`",
    ),
    ("w.toml", "“auth.default.present” = true\n", "write the half-width `\"`"),
    ("x.yaml", "auth.default.present： true\n", "write its signs in half width"),
    ("y.toml", "\"ａuth.default.present\" = true\n", "write `auth.default.present` in half-width letters"),
    ("z.toml", "\"product.placed\" = \"2026/4/1\"\n", "write `2026-04-01`"),
    (
        "aa.yaml",
        "product.placed: 令和8年4月1日\n",
        "aa.yaml:1:17: `product.placed` has no value `令和8年4月1日` (YYYY-MM-DD); write `2026-04-01`",
    ),
    ("ab.json", r#"{"product.placed":"2026.04.01"}"#, "write `2026-04-01`"),
    ("ac.toml", "\"product.placed\" = 2026-04-01T00:00:00\n", "has no value"),
    ("ad.yaml", "a: 1\n---\nb: 2\n", "ad.yaml:2:1: a second document begins here"),
    ("ae.json", "[]", "a product file is a table of facts"),
    ("af.json", r#"{"facts":[]}"#, "a product file is a table of facts"),
    ("ag.json", "", "ends before it is complete"),
    ("ah.toml", "a = 1\rb = 2\r", "ah.toml:1:6: a line ends with CR alone"),
    ("ai.json", r#"{"auth.default.length":6.5}"#, "has no value `6.5`"),
    ("aj.json", r#"{"product.markets":""}"#, "has no value ``"),
    ("ak.json", r#"{"facts":{},"name":["x"]}"#, "`name` is a text"),
    ("al.json", r#"{"product.markets":["JP,GB"]}"#, "has no value `JP,GB`"),
    ("am.json", r#"{"facts":{},"product":{"name":"x"}}"#, "`product` cannot stand beside"),
    ("an.json", r#"{"nonsense":"x"}"#, "there is no fact `nonsense`"),
];

#[test]
fn what_is_not_read_is_refused_with_its_place() {
    let project = sound();
    for (name, text, says) in REFUSED {
        let run = assess(&project, name, text.as_bytes());
        assert!(run.code == 2 && run.err.contains(says), "{name}: {} {}{}", run.code, run.err, run.out);
        assert_eq!(run.out, "", "{name}");
    }
    let utf16: Vec<u8> = "a = 1".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert!(assess(&project, "utf16.toml", &utf16).err.contains("UTF-16"));
}

#[test]
fn what_means_one_thing_is_read() {
    let project = sound();
    let json = |name: &str, text: &str| {
        project.write(name, text.as_bytes());
        let path = project.path().join(name);
        let path = path.to_str().expect("a path");
        let run = project.run(&["assess", path, "--against", "fixture.ordinance", "--format", "json"]);
        assert!(run.code != 2, "{name}: {}", run.err);
        serde_json::from_str::<serde_json::Value>(&run.out).expect("JSON")
    };
    for (name, text) in [
        ("a.json", "\u{feff}{\"product.markets\":[\"UK\",\"JP\"]}"),
        ("b.yaml", "\u{feff}product.markets: [UK, JP]\r\n"),
        ("c.toml", "\u{feff}\"product.markets\" = [\"UK\"]\n"),
        ("d.toml", "\"product.markets\" = \"UK,EU\"\n"),
        ("e.toml", "\"product.placed\" = 2026-04-01\n"),
        ("f.yaml", "product.placed: 2026-04-01\nauth.default.present: yes\naccess.unauthenticated: no\n"),
        ("g.yaml", "auth.default.length: 6\nauth.default.present: !!bool true\n"),
        ("h.toml", "\"auth.default.length\" = 0x10\n"),
        ("i.json", r#"{"auth":{"default":{}},"auth.default.present":null,"product.markets":[]}"#),
        ("j", "{\"auth.default.present\": true}"),
        ("k.yaml", ""),
    ] {
        assert_eq!(json(name, text)["product"], serde_json::Value::Null, "{name}");
    }
    for (name, text) in [
        ("l.toml", "name = \"Cam\"\nmodel = \"CX-1\"\nversion = \"2.1\"\nmaker = \"例示社\"\n[facts]\n"),
        ("m.yaml", "name: Cam\nmodel: CX-1\nversion: 2.1\nmaker: 例示社\nauth.default.present: true\n"),
    ] {
        let product = json(name, text)["product"].clone();
        let expected = serde_json::json!({"name":"Cam","model":"CX-1","version":"2.1","maker":"例示社"});
        assert_eq!(product, expected, "{name}");
    }
    let run = assess(&project, "n.json", br#"{"name":"Cam","facts":{}}"#);
    assert!(run.out.starts_with("product: Cam\n"), "{}", run.out);
}

#[test]
fn all_faults_are_told_at_once_and_those_beyond_twenty_counted() {
    let project = sound();
    let keys: Vec<String> = (0..25).map(|at| format!("\"x.y{at}\": 1")).collect();
    let run = assess(&project, "a.json", format!("{{{}}}", keys.join(",\n")).as_bytes());
    assert_eq!(run.err.matches("there is no fact").count(), 20, "{}", run.err);
    assert!(run.err.contains("a.json:20:1: ") && run.err.contains("and 5 more"), "{}", run.err);
    let both = "\"auth.default.length\" = \"６\"\n\"x.y\" = 1\n\"x.y\" = 2\n";
    for (name, text) in [("c.toml", both.to_owned()), ("c.yaml", both.replace(" = ", ": "))] {
        let run = assess(&project, name, text.as_bytes());
        for line in [":1:", ":2:1: ", ":3:1: "] {
            assert_eq!(run.err.matches(&format!("{name}{line}")).count(), 1, "{name}: {}", run.err);
        }
    }
    let keys: Vec<String> = (0..300_000).map(|at| format!("\"x.y{at}\": 1")).collect();
    let run = assess(&project, "b.json", format!("{{{}}}", keys.join(",")).as_bytes());
    assert!(run.code == 2 && run.err.contains("and 299980 more"), "{}", run.err);
}

#[test]
fn messages_name_the_place_in_japanese_too() {
    let project = sound();
    project.write("a.yaml", "product.markets: [JP, NO]\n".as_bytes());
    let path = project.path().join("a.yaml");
    let run = project.run(&["assess", path.to_str().expect("a path"), "--lang", "ja"]);
    assert!(run.err.contains("a.yaml:1:23: 「product.markets」に値「NO」はない"), "{}", run.err);
    assert!(run.err.contains("YAML 1.1は真偽値と読む"), "{}", run.err);
}

#[test]
fn options_are_read_whole_or_refused() {
    let project = sound();
    for (args, says) in [
        (
            &["assess", "--set", "auth.default.present=true", "--set", "auth.default.present=true"][..],
            "is there twice",
        ),
        (&["assess", "--set", "auth.default.present"], "is not of the form"),
        (&["assess", "--set", "product.markets="], "has no value"),
        (&["assess", "--set", "auth.default.length=６"], "write `6`"),
        (&["merge", "--markets", "XX"], "there is no market `XX`"),
        (&["merge", "--markets", ""], "there is no market ``"),
        (&["merge", "--markets", "JP,,GB"], "there is no market ``"),
        (&["check", "--as-of", "2026/04/01"], "write it as 2026-04-01"),
        (&["check", "--as-of", "令和8年4月1日"], "write it as 2026-04-01"),
        (&["assess", "--against", ""], "nothing is called ``"),
    ] {
        let run = project.run(args);
        assert!(run.code == 2 && run.err.contains(says), "{args:?}: {}{}", run.err, run.out);
    }
    assert_eq!(project.run(&["merge", "--markets", "uk"]).code, 0);
    assert_ne!(
        project.run(&["assess", "--set", "product.markets=UK", "--against", "fixture.ordinance"]).code,
        2
    );
}

#[test]
fn a_contradiction_names_the_statements() {
    let constraint = "constraint a.b { holds auth.default.unique implies auth.default.present because { ja \"x\" en \"y\" } }\n";
    let project = Scratch::new(&[("a.kijun", GOOD.as_bytes()), ("b.kijun", constraint.as_bytes())]);
    let text = b"\"auth.default.unique\" = true\n\"auth.default.present\" = false\n";
    let run = assess(&project, "p.toml", text);
    assert!(run.code == 2 && run.err.contains("contradict"), "{}{}", run.err, run.out);
    assert!(run.err.contains("p.toml:1:1: ") && run.err.contains("p.toml:2:1: "), "{}", run.err);
}

#[test]
fn standard_input_is_read_as_what_it_is() {
    let project = sound();
    for text in ["{\"auth.default.present\": true}", "\"auth.default.present\" = true\n"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kijun"));
        command.args(["assess", "-", "--against", "fixture.ordinance", "--root"]).arg(project.path());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
        std::io::Write::write_all(&mut child.stdin.take().expect("open"), text.as_bytes()).expect("written");
        assert_eq!(child.wait_with_output().expect("it ends").status.code(), Some(3), "{text}");
    }
}
