//! Small bases that an engine easily answers wrongly, each with its right answers, and the list of these kinds of faults
//! with the test that holds each.

use std::process::Command;
use std::time::{Duration, Instant};

use kijun::lexicon::{Answer, By, Outcome};
use kijun::logic::domain::Facts;
use kijun::query::assess::plain;
use kijun::query::citation::nodes as find;
use kijun::query::compare::compare;
use kijun::query::product::state;

use crate::base::shipped;
use crate::support::{Run, Scratch, read, root, run};

/// The kinds of faults that an evaluator of its own found at the edges, and the test that holds each: file and name.
const EDGES: &[[&str; 3]] = &[
    [
        "an edition with one binding provision takes its applicability for its own",
        "engine",
        "an_edition_with_one_provision_is_asked_of_every_product_in_its_scope",
    ],
    [
        "binding provisions under an informative heading are skipped by `items`",
        "engine",
        "items_are_looked_for_below_headings",
    ],
    [
        "deemings whose condition the constraints force are missed",
        "engine",
        "law_is_decided_as_exactly_as_content",
    ],
    [
        "deemings that hold case by case are missed in verdicts",
        "engine",
        "law_is_decided_as_exactly_as_content",
    ],
    [
        "deemings that close a gap case by case are missed in comparisons",
        "engine",
        "deemings_that_close_a_gap_case_by_case_make_an_answer_by_law",
    ],
    [
        "reasonable security in California and the schedule of the British regulations stay undecided",
        "engine",
        "deemings_of_the_shipped_base_decide_what_they_can",
    ],
    [
        "a verdict on a product that is known in part is none of its completions",
        "agreement",
        "random_bases_have_one_answer",
    ],
    ["a provision whose last day has passed fails a product", "engine", "what_has_ended_fails_no_product"],
    [
        "an upcoming parent stands for its items before its day",
        "engine",
        "a_parent_that_has_not_begun_does_not_stand_for_its_items",
    ],
    [
        "by law for an item of which only the parent is deemed",
        "engine",
        "a_deeming_of_a_parent_satisfies_none_of_its_items",
    ],
    [
        "a witness of `no` that the law of the other side satisfies",
        "engine",
        "no_witness_of_no_is_satisfied_by_law",
    ],
    [
        "repairs are asked for what a deeming satisfies",
        "engine",
        "repairs_change_no_market_and_deemings_are_named_apart",
    ],
    ["repairs are asked for what has not begun", "engine", "no_repair_is_asked_for_what_has_not_begun"],
    [
        "a parent loses its alternative where an item has no test",
        "engine",
        "an_alternative_of_a_parent_counts_where_an_item_has_no_test",
    ],
    ["a parent is decided by the worst of its parts", "engine", "a_parent_is_one_question"],
    [
        "the latest edition is not transitive with unknown days",
        "days",
        "an_unpinned_instrument_means_one_edition_on_each_day",
    ],
    [
        "two interpretations of one concept are accepted",
        "engine",
        "interpretations_do_not_clash_and_are_of_concepts_and_open_limbs",
    ],
    ["a concept is interpreted by itself", "engine", "a_concept_is_not_interpreted_by_itself"],
    [
        "a superseded edition that is named contributes nothing to a merge",
        "merge",
        "an_ended_edition_that_is_named_takes_part_and_is_marked",
    ],
    [
        "ideographic spaces and byte order marks are no white space",
        "engine",
        "ideographic_spaces_and_byte_order_marks_are_white_space_between_any_tokens",
    ],
    [
        "raw HTML and links that are not allowed (KJ5011, KJ5012) are told by `build` only, and without a place",
        "pages",
        "hostile_prose_is_shown_and_reported",
    ],
    ["dates of TOML are refused", "input", "what_means_one_thing_is_read"],
    ["ten repairs without a word of the others", "engine", "more_repairs_than_are_shown_are_announced"],
];

#[test]
fn each_kind_of_fault_at_the_edges_has_its_test() {
    for [fault, file, test] in EDGES {
        let text = read(&format!("tests/it/{file}.rs"));
        assert!(text.contains(&format!("#[test]\nfn {test}()")), "{fault}: {file} has no {test}");
    }
}

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

#[test]
fn deemings_that_close_a_gap_case_by_case_make_an_answer_by_law() {
    let compared = on("06-no-but-deemed", &["compare", "b@1:1", "a@1:1", "--format", "json"]);
    let compared: serde_json::Value = serde_json::from_str(&compared.out).expect("JSON");
    let forward = &compared["a_implies_b"];
    assert_eq!(forward["answer"], "law", "p.c meets the other text, and p.x is deemed to");
    assert!(forward["witness"]["facts"]["p.x"] == true && forward["witness"]["facts"]["p.c"] == false);
    for (facts, verdict) in
        [("p.x=true", "satisfied"), ("p.c=true", "satisfied"), ("p.x=false", "not_satisfied")]
    {
        let product = ["--set", "p.c=false", "--set", "p.x=false", "--format", "json"].map(|it| {
            let key = facts.split('=').next().unwrap_or_default();
            if it.starts_with(key) { facts } else { it }
        });
        let assessed = on("06-no-but-deemed", &[&["assess", "--against", "a@1:1"][..], &product].concat());
        let assessed: serde_json::Value = serde_json::from_str(&assessed.out).expect("JSON");
        assert_eq!(assessed["results"][0]["verdict"], verdict, "{facts}");
    }
}

/// Says what a run reported within a time that no machine should need, unless a search never ends.
fn soon(base: &str, args: &[&str]) -> Run {
    let begun = Instant::now();
    let run = on(base, args);
    assert!(begun.elapsed() < Duration::from_mins(1), "{base}: {:?}", begun.elapsed());
    run
}

#[test]
fn definitions_that_double_one_another_are_refused_by_name() {
    let checked = soon("11-definition-bomb", &["check", "--lang", "en"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    assert!(checked.out.contains("KJ2012"), "{}", checked.out);
    assert!(checked.out.contains("`d.v14`"), "the first that is too large is named: {}", checked.out);
    assert!(!checked.out.contains("`d.v15`"), "its users are not: {}", checked.out);
}

#[test]
fn long_chains_of_definitions_are_read_in_one_pass() {
    let mut text = read("tests/cases/engine/11-definition-bomb/rules/a.kijun");
    text.retain(|c| c != '\u{feff}');
    let head: String = text
        .lines()
        .take_while(|line| !line.starts_with("define"))
        .fold(String::new(), |all, line| all + line + "\n");
    let link = |at| format!("define d.v{at} = all {{ d.v{} p.d }}\n", at - 1);
    let chain = (1..20_000).map(link).collect::<Vec<String>>().concat();
    let base = Scratch::new(&[("a.kijun", format!("{head}define d.v0 = p.c\n{chain}").as_bytes())]);
    let checked = base.run(&["check", "--lang", "en"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    assert!(checked.out.contains("KJ2012"), "it nests too deep: {}", checked.out);
}

#[test]
fn a_merge_that_no_diagram_holds_says_so() {
    let merged = soon("13-pigeonhole-merge", &["merge", "--markets", "JP", "--lang", "en"]);
    assert!(merged.out.contains("too complex"), "{}{}", merged.out, merged.err);
}

#[test]
fn constraints_that_no_search_decides_are_named_and_stop_every_command() {
    let text = read("tests/cases/engine/13-pigeonhole-merge/rules/a.kijun");
    let head = text.split("instrument a").next().expect("a start");
    let flag = |id: &str| {
        format!(
            "fact {id} {{ title {{ ja \"事実\" en \"the fact\" }} ask {{ ja \"事実ですか。\" en \"Is it?\" }} type flag \
             says {{ ja \"事実である\" en \"it holds\" }} denies {{ ja \"事実でない\" en \"it does not hold\" }} }}\n"
        )
    };
    let constraint = |id: String, holds: String| {
        format!("constraint {id} {{ holds {holds} because {{ ja \"理由。\" en \"A reason.\" }} }}\n")
    };
    let (pigeons, holes) = (12, 11);
    let mut base = head.split("fact p.v0x0").next().expect("a start").to_owned();
    for (pigeon, hole) in (0..pigeons).flat_map(|pigeon| (0..holes).map(move |hole| (pigeon, hole))) {
        base += &flag(&format!("q.v{pigeon}x{hole}"));
    }
    for pigeon in 0..pigeons {
        let sits: Vec<String> = (0..holes).map(|hole| format!("q.v{pigeon}x{hole}")).collect();
        base += &constraint(format!("sits{pigeon}"), format!("any {{ {} }}", sits.join(" ")));
        for (other, hole) in (0..pigeon).flat_map(|other| (0..holes).map(move |hole| (other, hole))) {
            let both = format!("not all {{ q.v{pigeon}x{hole} q.v{other}x{hole} }}");
            base += &constraint(format!("alone{pigeon}x{other}x{hole}"), both);
        }
    }
    let base = Scratch::new(&[("a.kijun", base.as_bytes())]);
    let checked = base.run(&["check", "--lang", "en"]);
    assert!(checked.code == 1 && checked.out.contains("KJ3019"), "{}{}", checked.out, checked.err);
    let merged = base.run(&["merge", "--markets", "JP", "--lang", "en"]);
    assert!(merged.code == 2 && merged.err.contains("KJ3019"), "{}{}", merged.out, merged.err);
}

#[test]
fn ideographic_spaces_and_byte_order_marks_are_white_space_between_any_tokens() {
    let checked = on("10-ideographic-space", &["check", "--lang", "en"]);
    assert!(!checked.out.contains("KJ1"), "{}", checked.out);
    // The same declaration with one of them in place of each space, by the grammar and by the reader in one pass.
    let plain = "define d.a = all { p.c not p.d } // a comment\n";
    for space in ["\u{3000}", "\u{feff}", " \u{feff}\u{3000} "] {
        let text = read("tests/cases/engine/03-ended-provision/rules/a.kijun") + plain;
        let wide: String = text.split('"').enumerate().fold(String::new(), |all, (at, part)| {
            let outside = at % 2 == 0;
            let part = if outside { part.replace(' ', space) } else { part.to_owned() };
            if at == 0 { part } else { all + "\"" + &part }
        });
        let base = Scratch::new(&[("a.kijun", wide.as_bytes())]);
        let checked = base.run(&["check", "--lang", "en"]);
        assert!(
            !checked.out.contains("error[KJ1") && !checked.out.contains("error[KJ2"),
            "{space:?}: {}",
            checked.out
        );
    }
}

/// The base of a self-interpretation with other interpretations in place of its own, and what the check says of it.
fn interpreted(interpretations: &str) -> String {
    let text = read("tests/cases/engine/15-self-interpretation/rules/a.kijun");
    let limb = text
        .replace("meets r.one { p.g }", "meets r.one { any { p.g open { ja \"選択肢\" en \"a limb\" } } }");
    let text: String = limb
        .lines()
        .filter(|line| !line.starts_with("interpretation"))
        .map(|line| format!("{line}\n"))
        .collect::<Vec<_>>()
        .concat();
    let concept = "fact p.h { title { ja \"概念\" en \"a concept\" } ask { ja \"そうですか。\" en \"Is it?\" } type concept \
                   says { ja \"そうである\" en \"it holds\" } denies { ja \"そうでない\" en \"it does not\" } }\n";
    let base = Scratch::new(&[("a.kijun", format!("{text}{concept}{interpretations}").as_bytes())]);
    base.run(&["check", "--lang", "en"]).out
}

#[test]
fn a_concept_is_not_interpreted_by_itself() {
    let checked = on("15-self-interpretation", &["check", "--lang", "en"]);
    assert!(checked.code == 1 && checked.out.contains("KJ2008"), "{}", checked.out);
    let round = "define d.h = not p.h\n\
                 interpretation g@draft:1 { of p.g in a@1 equals { d.h } source src grade official }\n\
                 interpretation g@draft:2 { of p.h in a@1 at_least { p.g } source src grade official }\n";
    assert!(interpreted(round).contains("KJ2008"), "also round a circle");
    let sound = "interpretation g@draft:1 { of p.g in a@1 equals { p.h and p.x } source src grade official }\n\
                 interpretation g@draft:2 { of p.h in a@1 at_least { p.c } source src grade official }\n";
    let checked = interpreted(sound);
    assert!(!checked.contains("error["), "{checked}");
}

#[test]
fn interpretations_do_not_clash_and_are_of_concepts_and_open_limbs() {
    let two = "interpretation g@draft:1 { of p.g in a@1 equals { p.x } source src grade official }\n\
               interpretation g@draft:2 { of p.g in a@1 at_least { p.c } source src grade official }\n";
    assert!(interpreted(two).contains("KJ3025"));
    let fact = "interpretation g@draft:1 { of p.x in a@1 equals { p.c } source src grade official }\n";
    assert!(interpreted(fact).contains("KJ2004"));
    let closed =
        "interpretation g@draft:1 { of open.a@1:1.1 in a@1 equals { p.c } source src grade official }\n";
    assert!(interpreted(closed).contains("KJ2004"));
    let limb = "interpretation g@draft:1 { of open.a@1:1.1 in a@1 at_least true { p.c } source src grade official }\n";
    let checked = interpreted(limb);
    assert!(!checked.contains("error["), "{checked}");
}

#[test]
fn what_has_ended_fails_no_product() {
    let product = ["--set", "p.c=true", "--set", "p.d=false", "--format", "json"];
    let assess = |more: &[&str]| {
        on("03-ended-provision", &[&["assess", "--against", "a@1"][..], &product, more].concat())
    };
    let dated = assess(&[]);
    assert_eq!(dated.code, 0, "{}{}", dated.out, dated.err);
    let dated: serde_json::Value = serde_json::from_str(&dated.out).expect("JSON");
    assert_eq!((&dated["mode"], &dated["results"][0]["verdict"]), (&"dated".into(), &"satisfied".into()));
    let ended = &dated["results"][0]["provisions"][1];
    let expected = [("verdict", "not_applicable"), ("because", "ended"), ("standing", "ended")];
    assert!(expected.iter().all(|(key, word)| ended[key] == *word), "{ended}");
    let whole = assess(&["--whole"]);
    assert_eq!(whole.code, 1, "the day left out, the duty counts: {}", whole.out);
}

#[test]
fn a_parent_that_has_not_begun_does_not_stand_for_its_items() {
    let product = ["--set", "p.c=false", "--set", "open.a@1:1.1=true"];
    let assess = |id: &str, more: &[&str]| {
        on("17-upcoming-parent", &[&["assess", "--against", id][..], &product, more].concat())
    };
    assert_eq!(assess("a@1", &[]).code, 1, "the alternative begins in 2028");
    assert_eq!(assess("a@1:1", &[]).code, 1, "so does that of the parent asked by itself");
    assert_eq!(assess("a@1", &["--as-of", "2028-01-01"]).code, 0);
    assert_eq!(assess("a@1", &["--whole"]).code, 0);
}

/// The answer of `assess --explain` on one of the bases.
fn explained(base: &str, settings: &[&str]) -> (serde_json::Value, String) {
    let mut args = vec!["assess", "--against", "a@1", "--explain"];
    for setting in settings {
        args.extend(["--set", setting]);
    }
    let text = on(base, &[&args[..], &["--lang", "en"]].concat());
    let json = on(base, &[&args[..], &["--format", "json"]].concat());
    assert_eq!(text.code, json.code, "the form of the answer never changes the exit code");
    (serde_json::from_str(&json.out).expect("JSON"), text.out)
}

#[test]
fn more_repairs_than_are_shown_are_announced() {
    let settings: Vec<String> = (0..14).map(|at| format!("p.f{at}=false")).collect();
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let (json, text) = explained("19-fourteen-repairs", &settings);
    let explanation = &json["explanation"];
    assert_eq!(explanation["repairs"].as_array().expect("a list").len(), 10);
    assert_eq!(explanation["more"], true);
    assert_eq!(explanation["provisions"][0]["more"], true);
    assert!(text.contains("there may be more"), "{text}");
}

/// A base in which a provision fails unless one of several facts is otherwise.
fn natures(criterion: &str, deeming: &str) -> Scratch {
    Scratch::new(&[("a.kijun", nature_text(criterion, deeming).as_bytes())])
}

fn nature_text(criterion: &str, deeming: &str) -> String {
    let text = read("tests/cases/engine/03-ended-provision/rules/a.kijun");
    let head = text.split("provision a@1:1").next().expect("a start");
    let head = head.replacen(" type flag\n", " type flag nature market\n", 1);
    let provision = format!(
        "provision a@1:1 {{ cite {{ ja \"条1\" en \"Art 1\" }} title {{ ja \"規定\" en \"the provision\" }} \
         text {{ ja \"機器は条件を満たさなければならない。\" en \"The equipment shall meet the condition.\" }} \
         modality shall addressee terminal meets r.one {{ {criterion} }} source src at \"x\" grade official }}\n"
    );
    format!("{head}{provision}{deeming}")
}

#[test]
fn repairs_change_no_market_and_deemings_are_named_apart() {
    let deeming = "deeming d { of a@1:1 when p.label basis { ja \"根拠\" en \"the basis\" } source src grade official }\n";
    let base = natures("any { not p.x p.c }", deeming);
    let args = ["assess", "--against", "a@1", "--explain", "--format", "json"];
    let failing = ["--set", "p.x=true", "--set", "p.c=false", "--set", "p.label=false"];
    let json: serde_json::Value =
        serde_json::from_str(&base.run(&[&args[..], &failing].concat()).out).expect("JSON");
    let repairs = &json["explanation"]["provisions"][0]["repairs"];
    assert_eq!(
        repairs.as_array().expect("a list").len(),
        1,
        "nobody conforms by leaving a market: {repairs}"
    );
    assert_eq!(repairs[0][0]["fact"], "p.c");
    assert_eq!(json["explanation"]["repairs"], *repairs);
    assert_eq!(json["explanation"]["routes"][0]["deeming"], "d");
    // What is satisfied by law needs no repair.
    let deemed = ["--set", "p.x=true", "--set", "p.c=false", "--set", "p.label=true"];
    let run = base.run(&[&args[..], &deemed].concat());
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((run.code, json["explanation"]["provisions"].as_array().map(Vec::len)), (0, Some(0)));
    assert_eq!(json["explanation"]["repairs"], serde_json::json!([[]]));
    // Where only the market could change, that is said and the exit code stays that of the verdict.
    let base = natures("not p.x", "");
    let run = base.run(&["assess", "--against", "a@1", "--explain", "--set", "p.x=true", "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("no change of design, process or documents does"), "{}", run.out);
}

/// A text under repair that asks something of what has `p.c`, beside another text in the base.
fn beside(other: &str) -> Scratch {
    let text = read("tests/cases/engine/03-ended-provision/rules/a.kijun");
    let head = text.split("provision a@1:1").next().expect("a start");
    let second =
        head[head.find("instrument a").expect("an instrument")..].replace("instrument a", "instrument b");
    let provision = |id: &str, modality: &str, says: [&str; 2], test: &str| {
        let [ja, en] = says;
        format!(
            "provision {id} {{ cite {{ ja \"条1\" en \"Art 1\" }} title {{ ja \"規定\" en \"the provision\" }} \
             text {{ ja \"機器は条件を満たす{ja}。\" en \"The equipment {en} meet the condition.\" }} \
             modality {modality} addressee terminal {test} source src at \"x\" grade official }}\n"
        )
    };
    let shall = ["ものでなければならない", "shall"];
    let asked = provision("a@1:1", "shall", shall, "applies when p.c meets r.one { p.d }");
    let other = match other.split_once(' ') {
        Some(("should", asks)) => provision("b@1:1", "should", ["ことが望ましい", "should"], asks),
        Some((_, asks)) => provision("b@1:1", "shall", shall, asks),
        None => String::new(),
    };
    Scratch::new(&[("a.kijun", format!("{head}{second}{asked}{other}").as_bytes())])
}

#[test]
fn no_repair_gives_up_what_another_text_asks_of_every_product() {
    let repairs = |other: &str, settings: &[&str]| -> Vec<String> {
        let mut args = vec!["assess", "--against", "a@1", "--explain", "--format", "json"];
        args.extend(settings.iter().flat_map(|it| ["--set", *it]));
        let run = beside(other).run(&args);
        let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
        let said = |repair: &serde_json::Value| {
            let changes = repair.as_array().expect("changes").iter();
            changes
                .map(|it| format!("{}={}", it["fact"].as_str().expect("a fact"), it["value"]))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let together = json["explanation"]["repairs"].as_array().expect("a list").iter().map(said).collect();
        let provisions = json["explanation"]["provisions"].as_array().expect("a list");
        for alone in provisions {
            let alone: Vec<String> = alone["repairs"].as_array().expect("a list").iter().map(said).collect();
            assert_eq!(alone, together, "the one provision and all together are asked for the same");
        }
        together
    };
    let fails = ["p.c=true", "p.d=false"];
    let both = ["p.c=false", "p.d=true"];
    assert_eq!(repairs("", &fails), both, "nothing else asks for it, so it can be given up");
    assert_eq!(repairs("shall meets r.one { p.c }", &fails), ["p.d=true"], "another text asks for it");
    assert_eq!(
        repairs("shall meets r.one { any { p.c p.x } }", &fails),
        both,
        "there is another way for that text"
    );
    assert_eq!(
        repairs("shall applies when p.x meets r.one { p.c }", &fails),
        both,
        "that is not asked of every product"
    );
    assert_eq!(
        repairs("should meets r.one { p.c }", &fails),
        both,
        "what is only recommended may be given up"
    );
    // Where it is not known, nobody conforms by saying that it is lacking.
    assert_eq!(repairs("", &["p.d=false"]), both);
    assert_eq!(repairs("shall meets r.one { p.c }", &["p.d=false"]), ["p.d=true"]);
}

fn deeming(id: &str, when: &str) -> String {
    format!(
        "deeming {id} {{ of a@1:1 when {when} basis {{ ja \"根拠\" en \"the basis\" }} source src grade official }}\n"
    )
}

/// The first verdict on a product of a base, by what it is, and what would decide it.
fn verdict(base: &Scratch, id: &str, settings: &[&str]) -> [String; 3] {
    let mut args = vec!["assess", "--against", id, "--format", "json"];
    args.extend(settings.iter().flat_map(|it| ["--set", *it]));
    let run = base.run(&args);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
    let found = &json["results"][0]["provisions"][0];
    let needs = found["needs"].as_array().expect("a list").iter().filter_map(|it| it.as_str());
    [
        found["verdict"].as_str().expect("a word").into(),
        found["by"].as_str().expect("a word").into(),
        needs.collect::<Vec<_>>().join(" "),
    ]
}

#[test]
fn law_is_decided_as_exactly_as_content() {
    let either = deeming("d.one", "p.x") + &deeming("d.two", "not p.x");
    let base = natures("p.c", &either);
    assert_eq!(verdict(&base, "a@1:1", &["p.c=false"]), ["satisfied", "law", ""], "one of the two holds");
    assert_eq!(verdict(&base, "a@1:1", &[]), ["satisfied", "law", ""], "whatever the facts");
    let base = natures("p.c", &deeming("d.one", "p.x"));
    assert_eq!(
        verdict(&base, "a@1:1", &["p.c=false"]),
        ["not_satisfied", "content", ""],
        "what is unknown helps nobody"
    );
    let forced = "constraint k { holds p.d implies p.label because { ja \"理由。\" en \"A reason.\" } }\n";
    let base = natures("p.c", &(deeming("d.one", "p.label") + forced));
    assert_eq!(
        verdict(&base, "a@1:1", &["p.c=false", "p.d=true"]),
        ["satisfied", "law", ""],
        "the constraint forces it"
    );
    let base = natures("any { p.c p.e }", &deeming("d.one", "p.x and not p.c"));
    assert_eq!(
        verdict(&base, "a@1:1", &["p.x=true"]),
        ["satisfied", "law", ""],
        "by content or by law in each case"
    );
    // What is met wherever it applies hangs on whether it applies, and on nothing else.
    let applies = nature_text("p.c", &deeming("d.one", "p.label"))
        .replace("meets r.one", "applies when p.d meets r.one");
    let base = Scratch::new(&[("a.kijun", applies.as_bytes())]);
    assert_eq!(verdict(&base, "a@1:1", &["p.label=true"]), ["undecided", "content", "p.d"]);
    assert_eq!(verdict(&base, "a@1:1", &[]), ["undecided", "content", "p.c p.d"]);
    assert_eq!(verdict(&base, "a@1:1", &["p.label=true", "p.d=true"]), ["satisfied", "law", ""]);
}

#[test]
fn deemings_of_the_shipped_base_decide_what_they_can() {
    let kb = shipped();
    let camera = kb.devices.iter().find(|it| it.id == "product-camera-behind-router").expect("a device");
    // All that is known is that it is in the scope, and what is stated.
    let judged = |id: &str, stated: &[(&str, &str)]| {
        let node = find(kb, id).expect("known").remove(0);
        let scope = kb.scope(node.edition).vars();
        let mut facts: Facts = camera
            .facts
            .iter()
            .filter(|(var, _)| scope.contains(var))
            .map(|(var, value)| (*var, *value))
            .collect();
        facts.extend(stated.iter().map(|(fact, value)| state(kb, fact, value).expect("a fact")));
        let judged = plain(kb, &facts, &node).expect("small");
        (
            judged.outcome,
            judged.by,
            judged.needs.iter().map(|idx| kb.facts[*idx].id.clone()).collect::<Vec<_>>(),
        )
    };
    let met = (Outcome::Satisfied, By::Law, Vec::new());
    let fits = [
        ("auth.outside_lan", "true"),
        ("security.fits_function", "true"),
        ("security.fits_information", "true"),
        ("security.designed_to_protect", "true"),
    ];
    for way in [
        ("auth.default.present", "false"),
        ("auth.default.change", "forced"),
        ("auth.default.unique_per_device", "true"),
    ] {
        let stated = [&fits[..], &[way]].concat();
        for id in ["us.sb327@2020:1798.91.04.a", "us.sb327@2023:1798.91.04.a"] {
            assert_eq!(judged(id, &stated), met, "{id} with {way:?}");
        }
    }
    let label = [("label.jcstar1_current", "true")];
    for id in ["psti@2025-12-04:sch1", "psti@2025-12-04:sch1.1", "psti@2025-12-04:sch1.2"] {
        assert_eq!(judged(id, &label), met, "{id} with a label");
    }
    // The third paragraph speaks of what can be updated: that is all that is left to ask.
    let (outcome, _, needs) = judged("psti@2025-12-04:sch1.3", &label);
    assert_eq!(outcome, Outcome::Undecided);
    assert!(
        !needs.is_empty() && needs.iter().all(|it| it.starts_with("update.") || it.starts_with("product.")),
        "{needs:?}"
    );
}

#[test]
fn a_deeming_of_a_parent_satisfies_none_of_its_items() {
    let text = nature_text("any { items p.e }", &deeming("d", "p.label"));
    let item = "provision a@1:1.1 { cite { ja \"条1の1\" en \"Art 1.1\" } title { ja \"号\" en \"an item\" } \
         text { ja \"機器は条件を満たさなければならない。\" en \"The equipment shall meet the condition.\" } \
         modality shall addressee terminal meets r.two { p.c } source src at \"x\" grade official }\n";
    let instrument =
        text[text.find("instrument a").expect("an instrument")..].split("provision").next().expect("one");
    let label = instrument
        .replace("instrument a", "instrument b")
        .replace("binding mandatory", "binding voluntary label p.label");
    let label = label.replace("kind ordinance", "kind label");
    let other = item.replace("a@1:1.1", "b@1:1").replace("{ p.c }", "{ p.d }");
    let text = text.replace("meets r.one { any", "criterion { any") + item + &label + &other;
    let base = Scratch::new(&[("a.kijun", text.as_bytes())]);
    let answer = |b: &str| {
        let run = base.run(&["compare", "b@1", b, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
        json["a_implies_b"]["answer"].as_str().expect("a word").to_owned()
    };
    assert_eq!((answer("a@1:1").as_str(), answer("a@1:1.1").as_str()), ("law", "no"));
    let facts = ["p.label=true", "p.c=false", "p.e=false"];
    assert_eq!(verdict(&base, "a@1:1", &facts)[..2], ["satisfied", "law"]);
    assert_eq!(verdict(&base, "a@1:1.1", &facts)[..2], ["not_satisfied", "content"]);
}

#[test]
fn no_witness_of_no_is_satisfied_by_law() {
    let kb = shipped();
    for [a, b] in [
        ["sg.rgsec@1", "psti.act@current"],
        ["en303645@3.1.3", "psti@2025-12-04"],
        ["jcstar1@1.1", "us.sb327@2023"],
    ] {
        let [a, b] = [a, b].map(|id| find(kb, id).expect("known").remove(0));
        let found = compare(kb, &a, &b).expect("decided").a_implies_b;
        assert_eq!(found.answer, Answer::No);
        let witness = found.witness.expect("a product");
        let judged = plain(kb, &witness.facts, &b).expect("small");
        assert_ne!(judged.outcome, Outcome::Satisfied, "{} by {:?}", kb.node_id(&b), judged.by);
    }
}

#[test]
fn no_repair_is_asked_for_what_has_not_begun() {
    let later = nature_text("p.d", "")
        .replace("a@1:1", "a@1:2")
        .replace("meets r.one", "from 2090-01-01 meets r.two");
    let later = later.replace("条1", "条2").replace("Art 1", "Art 2");
    let later = &later[later.find("provision a@1:2").expect("a provision")..];
    let base = Scratch::new(&[("a.kijun", (nature_text("p.c", "") + later).as_bytes())]);
    let explained = |more: &[&str]| {
        let args = [
            "assess",
            "--against",
            "a@1",
            "--explain",
            "--set",
            "p.c=false",
            "--set",
            "p.d=false",
            "--format",
            "json",
        ];
        let run = base.run(&[&args[..], more].concat());
        let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
        let explanation = &json["explanation"];
        let provisions = explanation["provisions"].as_array().expect("a list").len();
        (provisions, explanation["repairs"][0].as_array().expect("changes").len())
    };
    assert_eq!(explained(&[]), (1, 1));
    assert_eq!(explained(&["--whole"]), (2, 2));
}

#[test]
fn an_alternative_of_a_parent_counts_where_an_item_has_no_test() {
    let item = |at: usize, asks: &str| {
        let text = nature_text("p.c", "")
            .replace("a@1:1", &format!("a@1:1.{at}"))
            .replace("meets r.one { p.c }", asks);
        let text = text.replace("条1", &format!("条1の{at}")).replace("Art 1", &format!("Art 1.{at}"));
        text[text.find("provision a@1").expect("a provision")..].to_owned()
    };
    let parent = nature_text("any { items p.e }", "").replace("meets r.one", "criterion");
    let items = item(1, "meets r.one { p.c }") + &item(2, "applies when p.x meets r.two");
    let base = Scratch::new(&[("a.kijun", format!("{parent}{items}").as_bytes())]);
    let judged = |settings: &[&str]| {
        let of = |id: &str| verdict(&base, id, settings)[0].clone();
        let mut args = vec!["assess", "--against", "a@1", "--format", "json"];
        args.extend(settings.iter().flat_map(|it| ["--set", *it]));
        let run = base.run(&args);
        let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
        [of("a@1:1"), json["results"][0]["verdict"].as_str().expect("a word").to_owned()]
    };
    let both = |word: &str| [word.to_owned(), word.to_owned()];
    assert_eq!(judged(&["p.c=false", "p.e=true", "p.x=true"]), both("satisfied"), "by the alternative");
    assert_eq!(judged(&["p.c=false", "p.e=false", "p.x=true"]), both("not_satisfied"), "an item fails");
    assert_eq!(judged(&["p.c=true", "p.e=false", "p.x=true"]), both("undecided"), "the other has no test");
    assert_eq!(judged(&["p.c=true", "p.e=false", "p.x=false"]), both("satisfied"), "it does not apply");
    let run = base.run(&["compare", "a@1", "a@1:1.1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
    assert_ne!(json["a_implies_b"]["answer"], "content", "the alternative is none of the item: {json}");
}

#[test]
fn a_parent_is_one_question() {
    let item = |at: usize, test: &str| {
        let text = nature_text(test, "").replace("a@1:1", &format!("a@1:1.{at}"));
        let text = text.replace("条1", &format!("条1の{at}")).replace("Art 1", &format!("Art 1.{at}"));
        text[text.find("provision a@1").expect("a provision")..].to_owned()
    };
    let head = nature_text("p.c", "");
    let head = head.split("provision a@1:1").next().expect("a start");
    let base =
        Scratch::new(&[("a.kijun", format!("{head}{}{}", item(1, "p.c"), item(2, "not p.c")).as_bytes())]);
    let run = base.run(&["assess", "--against", "a@1:1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
    let verdicts: Vec<&str> = json["results"][0]["provisions"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["verdict"].as_str())
        .collect();
    assert_eq!(verdicts, ["undecided", "undecided"], "each of the two may be met");
    assert_eq!((run.code, &json["results"][0]["verdict"]), (1, &"not_satisfied".into()), "never both");
}

#[test]
fn a_guided_run_asks_for_judgements_at_the_end() {
    let limb = "any { p.c open { ja \"選択肢\" en \"a limb\" } }";
    let base = natures(limb, "");
    let asked = |settings: &[&str]| {
        let args = ["assess", "--against", "a@1", "--explain", "--format", "json"];
        let json: serde_json::Value =
            serde_json::from_str(&base.run(&[&args[..], settings].concat()).out).expect("JSON");
        json["explanation"]["next_question"]["fact"].as_str().map(str::to_owned)
    };
    assert_eq!(asked(&[]).as_deref(), Some("p.c"));
    assert_eq!(asked(&["--set", "p.c=false"]).as_deref(), Some("open.a@1:1.1"));
    assert_eq!(asked(&["--set", "p.c=false", "--set", "open.a@1:1.1=true"]), None);
}

#[test]
fn a_label_does_not_make_the_facts_true() {
    let deeming = "deeming d { of a@1:1 when p.label basis { ja \"根拠\" en \"the basis\" } source src grade official }\n";
    let base = natures("p.c", deeming);
    let product = ["assess", "--against", "a@1", "--set", "p.c=false", "--set", "p.label=true"];
    let json: serde_json::Value =
        serde_json::from_str(&base.run(&[&product[..], &["--format", "json"]].concat()).out).expect("JSON");
    for level in [&json["results"][0], &json["results"][0]["provisions"][0]] {
        let said = [&level["verdict"], &level["by"], &level["content"]];
        assert_eq!(said, ["satisfied", "law", "not_satisfied"], "{level}");
    }
    let text = base.run(&[&product[..], &["--lang", "en"]].concat());
    assert_eq!(text.code, 0);
    assert_eq!(text.out.matches("by law; by the facts: not satisfied").count(), 2, "{}", text.out);
}

#[test]
fn an_amendment_inherits_the_deemings_of_texts_that_it_leaves_unchanged() {
    let deeming = "deeming d { of a@1:1 when p.label basis { ja \"根拠\" en \"the basis\" } source src grade official }\n";
    let text = |more: &str| {
        let text = nature_text("p.c", deeming);
        let first = "edition 1 { status in_force from 2020-04-01 source src }";
        let both = "edition 1 { status superseded from 2020-04-01 until 2026-01-01 source src } \
                    edition 2 { amends 1 status in_force from 2026-01-01 source src }";
        text.replace(first, both) + more
    };
    let by = |text: &str| {
        let base = Scratch::new(&[("a.kijun", text.as_bytes())]);
        let product = [
            "assess",
            "--against",
            "a@2:1",
            "--set",
            "p.c=false",
            "--set",
            "p.label=true",
            "--format",
            "json",
        ];
        let run = base.run(&product);
        let json: serde_json::Value = serde_json::from_str(&run.out).expect(&run.err);
        json["results"][0]["provisions"][0]["by"].clone()
    };
    assert_eq!(by(&text("")), "law", "the text is the same");
    let replaced = "provision a@2:1 { cite { ja \"条1\" en \"Art 1\" } title { ja \"規定\" en \"the provision\" } \
         text { ja \"機器は条件を満たさなければならない。\" en \"The equipment shall meet the condition.\" } \
         modality shall addressee terminal removes d meets r.one { all { p.c p.d } } \
         source src at \"x\" grade official }\n";
    assert_eq!(by(&text(replaced)), "content", "an old label does not satisfy a new text");
    let kept = replaced.replace("removes d", "keeps d");
    assert_eq!(by(&text(&kept)), "law", "the amendment says that it does");
}
