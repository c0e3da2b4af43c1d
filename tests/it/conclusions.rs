//! What a report recommends to authorities binds nobody, and says no more than the report does.

use kijun::diag::Diagnostic;
use kijun::lexicon::{Binding, Modality};
use serde_json::Value;

use crate::base::text;
use crate::html::Page;
use crate::support::{Scratch, codes, kijun};

/// A recommended edition with a draft rule for products and a conclusion addressed to an authority.
const BASE: &str = r#"
source s { title { ja "報告" en "report" } publisher { ja "省" en "Ministry" } date 2025-03-01 }
fact p.safe { title { ja "安全" en "safety" } ask { ja "安全ですか。" en "Is it safe?" } type flag says { ja "安全である" en "it is safe" } denies { ja "安全でない" en "it is not safe" } }
instrument act { title { ja "省令" en "Rules" } kind ordinance jurisdiction JP issuer { ja "省" en "Ministry" } binding mandatory authentic ja
  edition rec { status recommended from unknown source s } }
provision act@rec:1 { cite { ja "第一" en "No. 1" } title { ja "規定" en "provision" } text { ja "機器は、安全でなければならない。" en "It shall be safe." }
  modality shall addressee product criterion { p.safe } source s at "1" grade official }
provision act@rec:2 { cite { ja "第二" en "No. 2" } title { ja "結論" en "conclusion" } text { ja "基準を見直すことが適当である。" en "It is appropriate to revise the standard." }
  modality appropriate addressee authority source s at "2" grade official }
"#;

const TEXT: &str =
    r#"text { ja "基準を見直すことが適当である。" en "It is appropriate to revise the standard." }"#;

/// Returns what is found when the conclusion has another text, modality and addressee.
fn found(ja: &str, en: &str, said: &str) -> Vec<Diagnostic> {
    let words = format!("text {{ ja \"{ja}\" en \"{en}\" }}");
    let changed = BASE.replacen(TEXT, &words, 1).replacen("appropriate addressee authority", said, 1);
    text(&changed).diagnostics.clone()
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|it| it["id"].as_str()).collect()
}

fn numbers(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|it| it.code.number()).collect()
}

#[test]
fn a_conclusion_has_no_verdict() {
    let compilation = text(BASE);
    assert!(codes(&compilation).is_empty(), "{:?}", codes(&compilation));
    let scratch = Scratch::new(&[("a.kijun", BASE.as_bytes())]);
    let asked = ["assess", "--against", "act@rec", "--set", "p.safe=true", "--format", "json"];
    let said: Value = serde_json::from_str(&scratch.run(&asked).out).expect("an answer");
    assert_eq!(
        said["results"][0]["verdict"], "satisfied",
        "a conclusion keeps nobody from conforming: {said}"
    );
    assert_eq!(ids(&said["results"][0]["provisions"]), ["act@rec:1"]);

    let list = scratch.run(&["export", "checklist", "--for", "act@rec"]).out;
    let list: Value = serde_json::from_str(&list).expect("a checklist");
    assert_eq!(ids(&list["items"]), ["act@rec:1"]);
}

#[test]
fn a_conclusion_is_addressed_to_authorities() {
    let (ja, en) = ("基準を見直すことが適当である。", "It is appropriate to revise the standard.");
    for whom in ["authority", "approval_body", "carrier", "government"] {
        assert!(found(ja, en, &format!("appropriate addressee {whom}")).is_empty(), "{whom}");
    }
    for whom in ["product", "terminal", "manufacturer"] {
        let found = found(ja, en, &format!("appropriate addressee {whom}"));
        let [only] = found.as_slice() else { panic!("{whom}: {found:?}") };
        assert_eq!(
            (only.code.number(), only.secondary.len()),
            ("KJ1009", 1),
            "{whom}: both places are shown"
        );
        for said in ["適当", "appropriate", whom] {
            assert!(only.title.ja.contains(said), "{}", only.title.ja);
        }
        assert!(only.title.en.contains(whom), "{}", only.title.en);
    }
    // An addressee that nobody declared is one fault.
    assert_eq!(numbers(&found(ja, en, "appropriate addressee nobody")), ["KJ2001"]);
}

#[test]
fn a_conclusion_says_its_own_word() {
    let fitting = ("基準を見直すことが適当である。", "It is appropriate to revise the standard.");
    let wished = ("基準を見直すことが望ましい。", "It is desirable to revise the standard.");
    let duty =
        ("基準を見直すことが適当であり、見直さなければならない。", "It is appropriate and shall be done.");
    let plain = ("基準を見直すことは不適当である。", "To revise the standard is inappropriate.");
    for ((ja, en), word, faults) in [
        (fitting, "appropriate", 0),
        (wished, "desirable", 0),
        // Neither is read as the other, and neither as a duty.
        (fitting, "desirable", 2),
        (wished, "appropriate", 2),
        (duty, "appropriate", 2),
        (plain, "appropriate", 2),
        (
            ("適当な手続によることが望ましい。", "It is desirable to use an appropriate procedure."),
            "desirable",
            0,
        ),
        (
            ("適当な手続によることが望ましい。", "It is desirable to use an appropriate procedure."),
            "appropriate",
            2,
        ),
    ] {
        let found = numbers(&found(ja, en, &format!("{word} addressee authority")));
        assert_eq!(found, vec!["KJ5006"; faults], "{word}: {ja}");
    }
    // One word in each language is told where it is missing.
    let half = found(fitting.0, wished.1, "appropriate addressee authority");
    assert_eq!(numbers(&half), ["KJ5006"]);
    assert!(half[0].title.en.contains("English"), "{}", half[0].title.en);
}

/// A base of nothing but drafts: a provision of each strength in two instruments, and a table of both.
fn drafts(status: &str) -> String {
    let strengths = [
        ("1", "shall", "機器は、安全でなければならない。", "The device shall be safe."),
        ("2", "shall_not", "機器は、燃えてはならない。", "The device shall not burn."),
        ("3", "should", "機器は、静かであることが望ましい。", "The device should be quiet."),
        ("4", "should_not", "機器は、熱を帯びないことが望ましい。", "The device should not get hot."),
        ("5", "may", "機器は、青くすることができる。", "The device may be blue."),
    ];
    let instrument = |id: &str, ja: &str, en: &str| {
        let head = format!(
            "instrument {id} {{ title {{ ja \"{ja}\" en \"{en}\" }} kind ordinance jurisdiction JP issuer {{ ja \"省\" en \"Ministry\" }} binding mandatory authentic ja edition d {{ status {status} from unknown source s }} }}\n"
        );
        let provision = |(at, modality, ja, en): &(&str, &str, &str, &str)| {
            format!(
                "provision {id}@d:{at} {{ cite {{ ja \"第{at}条\" en \"Art. {at}\" }} title {{ ja \"規定\" en \"provision\" }} text {{ ja \"{ja}\" en \"{en}\" }} modality {modality} addressee product meets r.safe {{ p.safe }} source s at \"{at}\" grade official }}\n"
            )
        };
        head + &strengths.iter().map(provision).collect::<String>()
    };
    let common = r#"
source s { title { ja "報告" en "report" } publisher { ja "省" en "Ministry" } date 2025-03-01 }
fact p.safe { title { ja "安全" en "safety" } ask { ja "安全ですか。" en "Is it safe?" } type flag says { ja "安全である" en "it is safe" } denies { ja "安全でない" en "it is not safe" } }
requirement r.safe { title { ja "安全" en "safety" } text { ja "安全であること。" en "It is safe." } }
table t { title { ja "表" en "table" } column a@d { ja "甲" en "A" } column b@d { ja "乙" en "B" } row safe { title { ja "安全" en "safety" } on r.safe } }
"#;
    common.to_owned() + &instrument("a", "甲令", "Rules A") + &instrument("b", "乙令", "Rules B")
}

/// Says whether a word of an answer is the name of what binds today.
fn is_bare(word: &str) -> bool {
    let names = Modality::ALL.iter().filter(|it| it.has_verdict()).map(|it| it.title());
    names.into_iter().any(|it| it.ja == word.trim() || it.en == word.trim())
}

#[test]
fn what_a_draft_would_ask_is_never_shown_as_what_binds() {
    for status in ["recommended", "proposed"] {
        let scratch = Scratch::new(&[("a.kijun", drafts(status).as_bytes())]);
        for args in [
            &["list", "provisions"][..],
            &["show", "a@d:1"],
            &["table", "t"],
            &["assess", "--against", "a@d", "--set", "p.safe=true"],
            // These show no strength today.
            &["show", "a"],
            &["show", "a@d"],
            &["show", "t"],
            &["compare", "a@d", "b@d"],
        ] {
            for (lang, would) in [("ja", "案では"), ("en", "Would ")] {
                let said = scratch.run(&[args, &["--lang", lang]].concat());
                let cells: Vec<&str> = said.out.lines().flat_map(|line| line.split("  ")).collect();
                assert!(!cells.iter().any(|it| is_bare(it)), "{args:?}: {}{}", said.out, said.err);
                let shows = matches!(args, ["list" | "table" | "assess", ..] | ["show", "a@d:1"]);
                assert!(said.out.contains(would) || !shows, "{args:?}: {}{}", said.out, said.err);
            }
        }
        assert_eq!(scratch.run(&["build"]).code, 0);
        let mut seen = 0;
        for page in walkdir::WalkDir::new(scratch.path().join("book"))
            .into_iter()
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path)
            .filter(|it| it.extension().is_some_and(|it| it == "html"))
        {
            // The page on marks explains both.
            if page.file_name().is_some_and(|it| it == "badges.html") {
                continue;
            }
            let html = std::fs::read_to_string(&page).expect("a page");
            let texts = Page::parse(&html).texts("body *");
            assert!(!texts.iter().any(|it| is_bare(it)), "{}", page.display());
            // The page of an instrument says what it is; that of a provision of a draft, what it would be.
            if page.parent().is_some_and(|it| it.ends_with("p")) {
                let binds = |it: &String| {
                    Binding::ALL.iter().any(|word| [word.title().ja, word.title().en].contains(it))
                };
                assert!(!texts.iter().any(binds), "{}", page.display());
            }
            seen += texts.iter().filter(|it| matches!(it.as_str(), "案では必須" | "Would have to")).count();
        }
        assert!(seen >= 10, "{seen}");
    }
}

/// What a report recommends is not the ministry's: kind, issuer, force and link are those of the report.
#[test]
fn what_is_recommended_is_shown_as_what_the_report_is() {
    let json = |args: &[&str]| -> Value { serde_json::from_str(&kijun(args).out).expect("JSON") };
    for id in [
        "jp.ter@2025-rec",
        "jp.ter@2025-rec:34-10.1.2",
        "jp.guideline@2025-rec",
        "jp.guideline@2025-rec:1.2.g10",
    ] {
        let it = json(&["show", id, "--format", "json"]);
        assert_eq!(it["paper"]["kind"], "report", "{id}");
        assert_eq!(it["paper"]["source"], "committee-report-2025", "{id}");
        for (lang, says) in [("ja", "報告書："), ("en", "report: ")] {
            let run = kijun(&["show", id, "--lang", lang]);
            assert!(run.out.contains(says), "{}", run.out);
        }
    }
    for id in ["jp.ter@2020", "jp.ter@2020:34-10.1.2"] {
        assert_eq!(json(&["show", id, "--format", "json"])["paper"], Value::Null, "{id} is law");
    }
    let editions = json(&["list", "editions", "--format", "json"]);
    let listed = editions.as_array().expect("a list").iter().find(|it| it["id"] == "jp.ter@2025-rec");
    assert_eq!(listed.expect("it is listed")["paper"]["kind"], "report");
    let list = json(&["export", "checklist", "--for", "jp.ter@2025-rec"]);
    assert_eq!(list["editions"][0]["paper"]["kind"], "report");
}

#[test]
fn the_pages_of_what_is_recommended_name_the_report() {
    let site = crate::site::shipped();
    let both = [
        ("ja", ["示した文書", "発行者", "拘束力"], "情報通信審議会", "今は拘束力なし"),
        ("en", ["Paper", "Issuer", "Force"], "IP Network Facility Committee", "not binding yet"),
    ];
    for (lang, [paper, issuer, force], by, none) in both {
        for path in [
            "instruments/jp.ter_-2025-rec",
            "p/jp.ter_-2025-rec__34-10.1.2",
            "instruments/jp.guideline_-2025-rec",
        ] {
            let page = site.page(&format!("{lang}/{path}.html"));
            let row = |name: &str| {
                let rows = page.texts("dl.facts > div");
                let found =
                    rows.iter().find_map(|row| row.strip_prefix(name).map(|rest| rest.trim().to_owned()));
                found.unwrap_or_else(|| panic!("{lang}/{path} has no {name}: {rows:?}"))
            };
            assert!(row(paper).contains(if lang == "ja" { "報告書：" } else { "report:" }), "{lang}/{path}");
            assert!(row(issuer).contains(by), "{lang}/{path}: {}", row(issuer));
            assert!(row(force).starts_with(none), "{lang}/{path}: {}", row(force));
            let official = page.links("main").into_iter().any(|it| it.href.contains("www.soumu.go.jp"));
            assert!(!official, "{lang}/{path} leads to the law of 2019");
        }
    }
}
