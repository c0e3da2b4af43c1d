//! The words of the language: what is accepted is read, and what is documented is what is accepted.

use std::collections::BTreeSet;

use kijun::diag::Diagnostic;
use kijun::model::Kb;
use kijun::resolve::{Accepted, RECORDS, resolve};
use kijun::syntax::{self, words};

use crate::base::as_of;
use crate::support::{blocks, read};

/// An item with all its entries: how it begins and ends, and for each key what may follow it in two ways.
struct Probe {
    what: &'static str,
    begin: &'static str,
    end: &'static str,
    entries: &'static [(&'static str, &'static str, &'static str)],
}

/// The second way of an entry that says everything by standing there.
const LEFT_OUT: &str = "(left out)";

const A: &str = r#"{ ja "甲" en "a" }"#;
const B: &str = r#"{ ja "乙" en "b" }"#;
const SOURCE: (&str, &str, &str) = (
    "source",
    "mic-ordinance-2019-12 grade official",
    "mic-ordinance-2019-12 at { ja \"第5章\" en \"ch. 5\" } grade official",
);
const ORDINANCE: &str = "fixture.ordinance@2020:1.2";
const GUIDELINE: &str = "fixture.guideline@draft:2";

const PROBES: &[Probe] = &[
    Probe {
        what: "source",
        begin: "source probe {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("kind", "report", "act"),
            ("publisher", A, B),
            ("url", "\"https://a.example/\"", "\"https://b.example/\""),
            ("date", "2020-01-01", "2020-01-02"),
            ("note", A, B),
        ],
    },
    Probe { what: "theme", begin: "theme probe {", end: "}", entries: &[("title", A, B)] },
    Probe {
        what: "requirement",
        begin: "requirement probe.requirement {",
        end: "}",
        entries: &[("title", A, B), ("text", A, B), ("theme", "access-control", "other"), ("note", A, B)],
    },
    Probe {
        what: "fact",
        begin: "fact probe.fact {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("says", A, B),
            ("denies", A, B),
            ("ask", A, B),
            ("type", "choice { p, q }", "scale { p < q }"),
            (
                "value",
                r#"p { ja "甲" en "a" } value q { ja "丙" en "c" }"#,
                r#"p { ja "乙" en "b" } value q { ja "丙" en "c" }"#,
            ),
            ("base", "p", "q"),
            ("nature", "market", "process"),
            ("formerly", "probe.old", "probe.older"),
            ("note", A, B),
        ],
    },
    Probe {
        what: "unit",
        begin: "unit probes {",
        end: "}",
        entries: &[("title", A, B), ("singular", "\"probe\"", "\"proof\"")],
    },
    Probe {
        what: "addressee",
        begin: "addressee probe {",
        end: "}",
        entries: &[("title", A, B), ("answers", "products", "itself")],
    },
    Probe {
        what: "group",
        begin: "group probe {",
        end: "}",
        entries: &[("title", A, B), ("nature", "market", "process")],
    },
    Probe { what: "jurisdiction", begin: "jurisdiction PR {", end: "}", entries: &[("title", A, B)] },
    Probe {
        what: "constraint",
        begin: "constraint probe {",
        end: "}",
        entries: &[("holds", "auth.default.present", "not auth.default.present"), ("because", A, B), SOURCE],
    },
    Probe {
        what: "unlikely",
        begin: "unlikely probe {",
        end: "}",
        entries: &[("when", "auth.default.present", "not auth.default.present"), ("because", A, B), SOURCE],
    },
    Probe {
        what: "term",
        begin: "term probe {",
        end: "}",
        entries: &[
            ("name", A, B),
            ("reading", "\"こう\"", "\"おつ\""),
            ("also", A, B),
            ("avoid", A, B),
            ("text", A, B),
            ("differs", A, B),
            ("defined_by", ORDINANCE, GUIDELINE),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "instrument",
        begin: "instrument probe.instrument {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("aka", "\"a\"", "\"b\""),
            ("kind", "act", "ordinance"),
            ("jurisdiction", "JP", "GB"),
            ("issuer", A, B),
            ("binding", "mandatory", "voluntary"),
            ("authentic", "ja", "en"),
            ("hyphen", "branch", "child"),
            ("label", "auth.default.present", "auth.default.easily_guessable"),
            ("scope", "auth.default.present", "not auth.default.present"),
            ("numbering", "1 to 2", "1 to 3"),
            ("url", "\"https://a.example/\"", "\"https://b.example/\""),
            ("note", A, B),
            (
                "edition",
                "p { status adopted source mic-ordinance-2019-12 }",
                "p { status proposed source mic-ordinance-2019-12 }",
            ),
        ],
    },
    Probe {
        what: "edition",
        begin: r#"instrument probe.amended {
            title { ja "甲" en "a" } kind act jurisdiction JP issuer { ja "甲" en "a" } binding mandatory authentic ja
            edition first { status adopted } edition second { status adopted } edition probe {"#,
        end: "} }",
        entries: &[
            ("title", A, B),
            ("status", "in_force", "superseded"),
            ("from", "2020-01-01", "2020-01-02"),
            ("until", "2021-01-01", "2021-01-02"),
            ("continues", "for auth.default.present", "for not auth.default.present"),
            ("because", A, B),
            ("amends", "first", "second"),
            ("scope", "auth.default.present", "not auth.default.present"),
            ("removes", "21", "22"),
            ("keeps", "other.kept", "no.other"),
            ("renumbers", "23 to 25", "23 to 26"),
            ("splits", "24 to 27 28", "24 to 27 29"),
            ("numbering", "99.1 to 99.2", "99.1 to 99.3"),
            ("voids", "31", "32"),
            ("ids_only", "", LEFT_OUT),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "provision",
        begin: "provision other.amended@second:9 {",
        end: "}",
        entries: &[
            ("cite", A, B),
            ("title", A, B),
            ("text", A, B),
            ("modality", "shall", "should"),
            ("addressee", "terminal", "product"),
            ("applies", "when auth.default.present", "when not auth.default.present"),
            (
                "meets",
                "auth.default_credential { auth.default.change == forced }",
                "auth.default_credential { auth.default.change == prompted }",
            ),
            ("criterion", "{ auth.default.present }", "{ not auth.default.present }"),
            ("see", ORDINANCE, GUIDELINE),
            ("also_cited", "\"a\"", "\"b\""),
            ("keeps", "other.first", "no.other"),
            ("removes", "other.second", "no.other"),
            ("from", "2020-04-02", "2020-04-03"),
            ("until", "2021-01-01", "2021-01-02"),
            ("verification", A, B),
            ("figure", r#"fine 1 percent { ja "甲" en "a" }"#, r#"fine 1 percent { ja "乙" en "b" }"#),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "transition",
        begin: "transition other.amended@second:suppl {",
        end: "}",
        entries: &[
            ("cite", A, B),
            ("title", A, B),
            ("text", A, B),
            ("addressee", "terminal", "product"),
            ("for", "auth.default.present", "not auth.default.present"),
            ("of", "9", "all"),
            ("except", "9.1", "9.2"),
            ("stays", "first", "none"),
            ("by_choice", "", LEFT_OUT),
            ("see", ORDINANCE, GUIDELINE),
            ("also_cited", "\"a\"", "\"b\""),
            ("from", "2020-04-02", "2020-04-03"),
            ("until", "2021-01-01", "2021-01-02"),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "deeming",
        begin: "deeming probe {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("of", ORDINANCE, GUIDELINE),
            ("when", "auth.default.present", "not auth.default.present"),
            ("basis", A, B),
            ("from", "2020-01-01", "2020-01-02"),
            ("until", "2021-01-01", "2021-01-02"),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "interpretation",
        begin: "interpretation fixture.guideline@draft:1.3 {",
        end: "}",
        entries: &[
            ("cite", A, B),
            ("title", A, B),
            ("text", A, B),
            (
                "of",
                "auth.default.easily_guessable in fixture.ordinance@draft",
                "other.concept in fixture.ordinance@draft",
            ),
            ("equals", "{ auth.default.present }", "{ not auth.default.present }"),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "interpretation",
        begin: "interpretation fixture.guideline@draft:1.4 { of other.concept in fixture.ordinance@draft",
        end: "}",
        entries: &[("at_least", "{ auth.default.present }", "true { auth.default.present }")],
    },
    Probe {
        what: "alignment",
        begin: "alignment probe {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("members", "fixture.ordinance fixture.guideline", "fixture.guideline fixture.ordinance"),
            ("on", "all", "auth.default_credential"),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "proposal",
        begin: "proposal probe {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("editions", "fixture.ordinance@draft", "fixture.ordinance@draft fixture.guideline@draft"),
            ("from", "2031-01-01", "2031-01-02"),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "deviation",
        begin: "deviation probe {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("alignment", "fixture.ordinance-and-guideline", "other"),
            ("on", "auth.default_credential", "other.requirement"),
            (
                "between",
                "fixture.ordinance@2020:1.2 and fixture.guideline@draft:2",
                "fixture.ordinance@2020:1.2 and none",
            ),
            ("member", "fixture.ordinance", "fixture.guideline"),
            ("relation", "looser", "stricter"),
            ("condition", "same", "wider"),
            ("because", A, B),
            ("review_by", "2027-01-01", "2027-01-02"),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "deviation",
        begin: "deviation probe { alignment fixture.ordinance-and-guideline on scope",
        end: "}",
        entries: &[
            (
                "between",
                "fixture.ordinance@2020 and fixture.guideline@draft",
                "fixture.guideline@draft and fixture.ordinance@2020",
            ),
            ("applicability", "same", "wider"),
            ("because", A, B),
        ],
    },
    Probe {
        what: "mapping",
        begin: "mapping probe {",
        end: "}",
        entries: &[
            ("title", A, B),
            (
                "edge",
                r#"fixture.guideline@draft:2 equal fixture.ordinance@2020:1.2 { note { ja "甲" en "a" } }"#,
                r#"fixture.guideline@draft:2 equal fixture.ordinance@2020:1.2 { note { ja "乙" en "b" } }"#,
            ),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "claim",
        begin: "claim probe { fixture.guideline@draft:2 implies fixture.ordinance@2020:1.2 by content",
        end: "}",
        entries: &[("because", A, B), ("note", A, B), SOURCE],
    },
    Probe {
        what: "note",
        begin: "note probe {",
        end: "}",
        entries: &[
            ("about", ORDINANCE, "mic-ordinance-2019-12"),
            ("kind", "open", "error"),
            ("title", A, B),
            ("text", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "device",
        begin: "device probe {",
        end: "}",
        entries: &[
            ("title", A, B),
            ("like", "fixture-prompt", "other-device"),
            ("as_of", "2020-01-01", "2020-01-02"),
            ("facts", "{ auth.default.change = prompted }", "{ auth.default.change = forced }"),
            (
                "expect",
                "{ fixture.ordinance@2020:1.2 satisfied }",
                "{ fixture.ordinance@2020:1.2 undecided }",
            ),
            ("note", A, B),
            SOURCE,
        ],
    },
    Probe {
        what: "table",
        begin: "table probe {",
        end: "}",
        entries: &[
            ("formerly", "old-probe", "older-probe"),
            ("title", A, B),
            ("note", A, B),
            ("column", ORDINANCE_EDITION, "fixture.guideline@draft"),
            ("row", "p { on auth.default_credential }", "p { field title }"),
            ("value", r#"satisfied { ja "甲" en "a" }"#, r#"satisfied { ja "乙" en "b" }"#),
            SOURCE,
        ],
    },
    Probe {
        what: "row",
        begin: r#"table probe {
            title { ja "甲" en "a" } column fixture.ordinance@2020 column fixture.guideline@draft
            row probe {"#,
        end: "} }",
        entries: &[
            ("title", A, B),
            ("of", "fixture.ordinance", "fixture.ordinance@draft"),
            ("on", "auth.default_credential", "other.requirement"),
            ("about", ORDINANCE, GUIDELINE),
            ("device", "fixture-prompt", "other-device"),
            ("field", "title", "kind"),
            (
                "correction",
                r#"fixture.ordinance@2020 { ja "甲" en "a" }"#,
                r#"fixture.ordinance@2020 { ja "乙" en "b" }"#,
            ),
            (
                "undecided",
                r#"fixture.guideline@draft { ja "甲" en "a" }"#,
                r#"fixture.guideline@draft { ja "乙" en "b" }"#,
            ),
            ("note", A, B),
        ],
    },
];

const ORDINANCE_EDITION: &str = "fixture.ordinance@2020";

/// What the second ways of the probes name.
const OTHERS: &str = r#"
theme other { title { ja "他" en "other" } }
requirement other.requirement { title { ja "他" en "other" } text { ja "他" en "other" } }
fact other.concept {
  title { ja "他" en "other" } says { ja "他" en "other" } denies { ja "他" en "other" } ask { ja "他" en "other" }
  type concept
}
alignment other { members fixture.ordinance fixture.guideline on all }
device other-device { title { ja "他" en "other" } facts { auth.default.present = false } }
"#;

/// What amends, with the deemings of what is replaced.
const AMENDED: &str = r#"
instrument other.amended {
  title { ja "他" en "other" } kind act jurisdiction JP issuer { ja "他" en "other" } binding mandatory authentic ja
  edition first { status superseded from 2020-01-01 until 2020-04-01 }
  edition second { amends first status in_force from 2020-04-01 }
}
provision other.amended@first:9 {
  cite { ja "他" en "other" } title { ja "他" en "other" } text { ja "他" en "other" }
  modality shall addressee terminal source mic-ordinance-2019-12 grade official
}
deeming other.first { of other.amended@first:9 when auth.default.present basis { ja "他" en "other" } }
deeming other.second { of other.amended@first:9 when auth.default.present basis { ja "他" en "other" } }
"#;

/// Entries of which another value is told at once, for it leaves a deeming unspoken of.
const TOLD: [&str; 2] = ["keeps", "removes"];

/// Resolves the example of the reference with one more item.
fn resolved(probe: &str) -> (Kb, Vec<Diagnostic>) {
    let mut sources = kijun::prelude::sources();
    let mut texts = vec![blocks(&read("docs/language.md"), "kijun").join("\n"), OTHERS.to_owned()];
    if probe.contains("other.amended") {
        texts.push(AMENDED.to_owned());
    }
    if probe.contains("probe.amended") {
        let deemed = "probe.amended@first:24 probe.amended@second:24";
        texts.push(format!("deeming other.kept {{ of {deemed} when auth.default.present basis {A} }}"));
        texts.push(format!(
            "provision probe.amended@probe:27 {{ cite {A} title {A} text {A} modality shall addressee terminal {} }}",
            "source mic-ordinance-2019-12 grade official"
        ));
        for at in ["first", "second"].into_iter().flat_map(|it| ["21", "22", "23", "24"].map(|at| (it, at))) {
            texts.push(format!(
                "provision probe.amended@{}:{} {{ cite {A} title {A} text {A} modality shall addressee terminal {} }}",
                at.0, at.1, "source mic-ordinance-2019-12 grade official"
            ));
        }
    }
    texts.push(probe.to_owned());
    for (at, text) in texts.into_iter().enumerate() {
        sources.add(format!("{at}.kijun"), text);
    }
    let mut files = Vec::new();
    let mut found = Vec::new();
    for (id, _) in sources.iter() {
        let parsed = syntax::parse(&sources, id);
        found.extend(parsed.diagnostics);
        files.push(parsed.file);
    }
    let (kb, diagnostics) = resolve(&files, as_of());
    found.extend(diagnostics);
    (kb, found)
}

/// Writes a knowledge base without places, so that only what was read tells two apart.
fn without_places(kb: &Kb) -> String {
    let text = format!("{kb:?}");
    let mut parts = text.split("Span {");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    out
}

fn text(probe: &Probe, changed: Option<&str>) -> String {
    let entries = probe.entries.iter().map(|(key, first, second)| {
        let value = if changed == Some(key) { second } else { first };
        if *value == LEFT_OUT { String::new() } else { format!("  {key} {value}\n") }
    });
    format!("{}\n{}{}\n", probe.begin, entries.collect::<String>(), probe.end)
}

#[test]
fn every_entry_that_is_accepted_is_read() {
    for probe in PROBES {
        let whole = text(probe, None);
        let (kb, found) = resolved(&whole);
        assert!(found.is_empty(), "{whole}\n{found:#?}");
        let before = without_places(&kb);
        for (key, ..) in probe.entries {
            let changed = text(probe, Some(key));
            let (kb, found) = resolved(&changed);
            let deeming = TOLD.contains(key) && changed.contains("no.other");
            assert_eq!(found.is_empty(), !deeming, "{changed}\n{found:#?}");
            assert!(
                deeming || without_places(&kb) != before,
                "`{key}` of `{}` is accepted and never read",
                probe.what
            );
        }
    }
}

#[test]
fn every_entry_that_is_accepted_is_probed() {
    for (what, accepted) in RECORDS {
        let accepted: BTreeSet<&str> = accepted.iter().map(|it| it.key).collect();
        let probes = PROBES.iter().filter(|probe| probe.what == *what);
        let keys: BTreeSet<&str> = probes.flat_map(|probe| probe.entries).map(|(key, ..)| *key).collect();
        assert_eq!(keys, accepted, "`{what}`");
    }
}

#[test]
fn a_source_that_is_not_declared_is_an_error_wherever_one_is_cited() {
    let citing = PROBES.iter().filter(|probe| probe.entries.contains(&SOURCE));
    let mut count = 0;
    for probe in citing {
        let (_, found) = resolved(
            &text(probe, None).replace("source mic-ordinance-2019-12 grade", "source nowhere grade"),
        );
        let codes: Vec<&str> = found.iter().map(|it| it.code.number()).collect();
        assert_eq!(codes, ["KJ2001"], "`{}`", probe.what);
        count += 1;
    }
    assert!(count >= 12, "{count}");
}

#[test]
fn a_half_that_is_missing_is_an_error_in_every_entry() {
    for probe in PROBES {
        for (key, ..) in
            probe.entries.iter().filter(|(key, first, _)| *first == A && !["also", "avoid"].contains(key))
        {
            let whole = text(probe, None)
                .replace(&format!("\n  {key} {A}\n"), &format!("\n  {key} {{ ja \"甲\" }}\n"));
            let codes: Vec<&str> = resolved(&whole).1.iter().map(|it| it.code.number()).collect();
            assert_eq!(codes, ["KJ5001"], "`{key}` of `{}`", probe.what);
        }
    }
}

fn item(head: &str, rest: &str) -> String {
    format!("{head} {{ {rest} }}")
}

/// Items of words and deemings with what they must not have, and the code that says so.
fn refused_words() -> Vec<(String, &'static str)> {
    let bilingual = A;
    let of = "of other.concept in fixture.ordinance@draft";
    vec![
        (
            item(
                "source probe",
                &format!("title {bilingual} url \"https://a.example/\" \"https://b.example/\""),
            ),
            "KJ1006",
        ),
        (
            item("term probe", &format!("name {bilingual} text {bilingual} reading \"こう\" \"おつ\"")),
            "KJ1006",
        ),
        (
            item("interpretation fixture.guideline@draft:1.3", &format!("{of} equals {{ }} at_least {{ }}")),
            "KJ1005",
        ),
        (item("interpretation fixture.guideline@draft:1.3", of), "KJ1007"),
        (item("interpretation fixture.guideline@draft:1.3", "of other.concept equals { }"), "KJ1007"),
        (item("deeming probe", &format!("when auth.default.present basis {bilingual}")), "KJ1007"),
        (
            item(
                "deeming probe",
                &format!(
                    "of {ORDINANCE} in fixture.ordinance@draft when auth.default.present basis {bilingual}"
                ),
            ),
            "KJ1005",
        ),
    ]
}

fn deviation(on: &str, says: &str) -> String {
    format!("alignment fixture.ordinance-and-guideline {on} between {ORDINANCE} and {GUIDELINE} {says}")
}

/// Items of relations, facts, tables and instruments with what they must not have, and the code that says so.
fn refused_relations() -> Vec<(String, &'static str)> {
    let bilingual = A;
    vec![
        (item("deviation probe", &deviation("on auth.default_credential", "condition same")), "KJ1007"),
        (item("deviation probe", &deviation("on scope", "")), "KJ1007"),
        (
            item(
                "deviation probe",
                &deviation("on auth.default_credential", "relation equal applicability same"),
            ),
            "KJ1005",
        ),
        (item("deviation probe", &deviation("on scope", "applicability same relation equal")), "KJ1005"),
        (item("deviation probe", &deviation("on scope", "applicability same condition same")), "KJ1005"),
        (item("alignment probe", "members fixture.ordinance fixture.guideline"), "KJ1007"),
        (item("alignment probe", "members fixture.ordinance on all auth.default_credential"), "KJ1009"),
        (
            item(
                "mapping probe",
                &format!("title {bilingual} edge {ORDINANCE} equal {GUIDELINE} {{ title {bilingual} }}"),
            ),
            "KJ1001",
        ),
        (
            item(
                "fact probe.flag",
                &format!(
                    "title {bilingual} says {bilingual} denies {bilingual} ask {bilingual} type flag value p {bilingual}"
                ),
            ),
            "KJ2006",
        ),
        (item("table probe", &format!("title {bilingual} column title column title")), "KJ1006"),
        (
            item(
                "instrument probe.instrument",
                &format!(
                    "title {bilingual} kind act jurisdiction JP issuer {bilingual} binding mandatory authentic ja numbering a_1 to 2"
                ),
            ),
            "KJ2009",
        ),
        (
            item(
                "instrument probe.instrument",
                &format!(
                    "title {bilingual} kind act jurisdiction JP issuer {bilingual} binding mandatory authentic ja edition p {{ status adopted removes 1 }}"
                ),
            ),
            "KJ1005",
        ),
    ]
}

#[test]
fn what_stands_twice_or_beside_what_excludes_it_is_an_error() {
    for (text, code) in refused_words().into_iter().chain(refused_relations()) {
        let codes: Vec<&str> = resolved(&text).1.iter().map(|it| it.code.number()).collect();
        assert_eq!(codes, [code], "{text}");
    }
}

#[test]
fn every_item_of_the_grammar_has_a_record_and_its_entries_their_form() {
    let items: BTreeSet<&str> = words::ITEMS.iter().copied().filter(|it| *it != words::DEFINE).collect();
    let records: BTreeSet<&str> = RECORDS.iter().map(|(what, _)| *what).collect();
    assert_eq!(records, items.into_iter().chain(["row"]).collect());
    let mut used = BTreeSet::new();
    for (what, accepted) in RECORDS {
        for it in *accepted {
            let form = words::entries().find(|(key, _)| *key == it.key).map(|(_, form)| form);
            assert_eq!(form, Some(it.form), "`{}` of `{what}`", it.key);
            used.insert(it.key);
        }
    }
    assert_eq!(used, words::entries().map(|(key, _)| key).collect(), "keys that no item accepts");
}

/// Returns the row of the reference for an item.
fn row(what: &str, accepted: &[Accepted]) -> String {
    let keys = |wanted: fn(&Accepted) -> bool| {
        let keys = accepted.iter().filter(|it| wanted(it));
        let keys = keys.map(|it| if it.many { format!("`{}` …", it.key) } else { format!("`{}`", it.key) });
        let keys = keys.collect::<Vec<_>>().join(", ");
        if keys.is_empty() { "–".to_owned() } else { keys }
    };
    format!("| `{what}` | {} | {} |", keys(|it| it.needed), keys(|it| !it.needed))
}

#[test]
fn the_reference_lists_the_entries_of_every_item() {
    let text = read("docs/language.md");
    let (_, section) = text.split_once("\n## All words\n").expect("a list of words");
    let documented: Vec<&str> = section.lines().filter(|line| line.starts_with("| `")).collect();
    let rows: Vec<String> = RECORDS.iter().map(|(what, accepted)| row(what, accepted)).collect();
    assert_eq!(documented, rows, "the table should be\n{}", rows.join("\n"));
    for (what, words) in [
        ("operators", words::OPERATORS),
        ("comparisons", words::COMPARISONS),
        ("types", words::TYPES),
        ("relations of an edge", words::EDGES),
        ("words between", words::PARTICLES),
        ("literals", words::LITERALS),
    ] {
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let line = format!("- {what}: {}", words.join(" "));
        assert!(section.lines().any(|it| it == line), "the reference lacks the line\n{line}");
    }
}
