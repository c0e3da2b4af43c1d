//! Whatever is listed is shown: each kind, each id, and as the data files have it.

use std::collections::BTreeMap;

use kijun::artifact::Memory;
use kijun::export::{Meta, data};
use kijun::lexicon::Listed;
use kijun::query::citation;
use kijun::view::Library;
use kijun::view::answer::Answered;
use kijun::view::list::{self, List};
use kijun::view::show::{kinds, of_kind};
use kijun::view::titled::titled;
use serde_json::Value;

use crate::base::{checked, shipped};
use crate::schemas::faults;
use crate::support::{Scratch, kijun};

/// Returns the name of the schema of what is shown of a kind.
fn shape(kind: Listed) -> &'static str {
    match kind {
        Listed::Provisions => "provision",
        Listed::Instruments => "instrument",
        Listed::Editions | Listed::Dates => "place",
        Listed::Requirements => "requirement",
        Listed::Facts => "fact",
        Listed::Terms => "term",
        Listed::Sources => "source",
        Listed::Devices => "device",
        Listed::Tables => "table",
        Listed::Alignments => "alignment",
        Listed::Deviations => "deviation",
        Listed::Proposals => "proposal",
        Listed::Deemings => "deeming",
        Listed::Interpretations => "interpretation",
        Listed::Claims => "claim",
        Listed::Mappings => "mapping",
        Listed::Constraints => "constraint",
        Listed::Unlikely => "unlikely-combination",
        Listed::Findings => "finding",
        Listed::Themes | Listed::Groups | Listed::Addressees | Listed::Units | Listed::Jurisdictions => {
            "word"
        }
        Listed::Codes => "code",
    }
}

/// Returns the data file that has the items of a kind, and where in it they stand.
fn file(kind: Listed) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        Listed::Instruments => ("instruments", ""),
        Listed::Requirements => ("requirements", ""),
        Listed::Facts => ("facts", ""),
        Listed::Terms => ("glossary", ""),
        Listed::Sources => ("sources", ""),
        Listed::Tables => ("tables", ""),
        Listed::Constraints => ("constraints", ""),
        Listed::Unlikely => ("unlikely", ""),
        Listed::Findings => ("findings", ""),
        Listed::Alignments => ("relations", "alignments"),
        Listed::Deviations => ("relations", "deviations"),
        Listed::Proposals => ("relations", "proposals"),
        Listed::Deemings => ("relations", "deemings"),
        Listed::Interpretations => ("relations", "interpretations"),
        Listed::Claims => ("relations", "claims"),
        Listed::Provisions
        | Listed::Editions
        | Listed::Dates
        | Listed::Devices
        | Listed::Mappings
        | Listed::Themes
        | Listed::Groups
        | Listed::Addressees
        | Listed::Units
        | Listed::Jurisdictions
        | Listed::Codes => return None,
    })
}

fn ids(kind: Listed) -> Vec<String> {
    let kb = shipped();
    let list = if kind == Listed::Instruments {
        list::instruments(kb)
    } else if kind == Listed::Facts {
        list::facts(kb)
    } else if kind == Listed::Codes {
        list::codes()
    } else {
        titled(kb, kind)
    };
    let rows = serde_json::to_value(list).expect("JSON");
    let rows = rows.as_array().expect("an array").clone();
    rows.iter().map(|it| it["id"].as_str().expect("an id").to_owned()).collect()
}

fn data_files() -> BTreeMap<String, Value> {
    let memory = Memory::default();
    data(&Library::new(checked()), &Meta { digest: "0".to_owned() }, &memory).expect("files");
    let files = memory.into_artifacts().into_iter();
    let files = files.filter(|it| it.path.matches('/').count() == 1);
    files.map(|it| (it.path, serde_json::from_slice(&it.bytes).expect("JSON"))).collect()
}

#[test]
fn whatever_is_listed_is_shown_in_its_shape_and_as_the_data_files_have_it() {
    let (kb, files) = (shipped(), data_files());
    for kind in Listed::ALL
        .iter()
        .copied()
        .filter(|it| !matches!(it, Listed::Provisions | Listed::Editions | Listed::Dates))
    {
        let ids = ids(kind);
        // The shipped base has no interpretation; one is shown below.
        assert!(kind == Listed::Interpretations || !ids.is_empty(), "nothing is listed of {kind:?}");
        let schema = kijun::view::schema::schema(shape(kind)).expect("a schema");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let published = file(kind).map(|(name, part)| {
            let whole = &files[&format!("data/{name}.json")];
            let rows = if part.is_empty() { whole } else { &whole[part] };
            rows.as_array().expect("an array").clone()
        });
        for (at, id) in ids.iter().enumerate() {
            assert!(kinds(kb, id).contains(&kind), "{id} is not found among {kind:?}");
            let shown = of_kind(kb, kind, id).expect("decided").unwrap_or_else(|| panic!("{kind:?} {id}"));
            let answer = serde_json::to_value(Answered::new(&shown, None)).expect("JSON");
            let shown = serde_json::to_value(&shown).expect("JSON");
            let found: Vec<String> = validator.iter_errors(&answer).map(|it| it.to_string()).collect();
            assert!(found.is_empty() && shown["id"] == **id, "{kind:?} {id}: {found:?}");
            let rows = published.as_ref();
            assert!(rows.is_none_or(|rows| rows[at] == shown), "{kind:?} {id} differs from the data file");
        }
        assert!(!faults(shape(kind), &serde_json::json!({"id": "x"})).is_empty(), "{kind:?}");
    }
}

#[test]
fn every_provision_and_edition_that_is_listed_is_found_by_its_id() {
    let kb = shipped();
    let all: Vec<_> = kb.editions.indices().collect();
    for list in [list::provisions(kb, &all), list::editions(kb)] {
        let rows = serde_json::to_value(&list).expect("JSON");
        for row in rows.as_array().expect("an array") {
            let id = row["id"].as_str().expect("an id");
            let found = citation::nodes(kb, id).unwrap_or_else(|error| panic!("{id}: {error:?}"));
            assert_eq!(found.len(), 1, "{id}");
            assert_eq!(kb.node_id(&found[0]), id);
            assert_eq!(matches!(list, List::Provisions(_)), found[0].provision.is_some(), "{id}");
        }
    }
}

/// What is added to the small base.
const MORE: &str = r#"
device ground {
  title { ja "基" en "a base" }
  facts { auth.default.present = true  auth.default.change = forced }
}
device middle { title { ja "中" en "a middle" } like ground  facts { auth.default.length = 14 characters } }
device last {
  title { ja "末" en "a last" }
  like middle
  facts { auth.default.change = none  auth.default.unique = false }
  expect { fixture.ordinance@2020:1 not_satisfied }
  note { ja "注意。" en "A note." }
}
claim { fixture.ordinance@2020:1 implies fixture.ordinance@2020:1 by content }
fact auth.default.weak {
  title { ja "弱い初期パスワード" en "weak default password" }
  says { ja "弱い" en "it is weak" }
  denies { ja "弱くない" en "it is not weak" }
  ask { ja "弱いですか。" en "Is it weak?" }
  type concept
}
interpretation fixture.ordinance@2020:2 {
  of auth.default.weak in fixture.ordinance@2020
  equals { auth.default.length < 8 characters }
  source gazette grade official
}
"#;

/// A device tells what it states from what it takes over, and what it must get from what is computed.
#[test]
fn a_device_tells_its_own_facts_from_those_taken_over() {
    let text = include_str!("../fixtures/small.kijun").to_owned() + MORE;
    let project = Scratch::new(&[("a.kijun", text.as_bytes())]);
    let json = |id: &str| -> Value {
        let run = project.run(&["show", id, "--format", "json"]);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
    };
    let device = json("last");
    let facts = device["facts"].as_array().expect("facts").iter();
    let facts: Vec<(&str, Option<&str>)> =
        facts.map(|it| (it["fact"].as_str().expect("an id"), it["from"].as_str())).collect();
    assert_eq!(
        facts,
        [
            ("auth.default.unique", None),
            ("auth.default.change", None),
            ("auth.default.present", Some("ground")),
            ("auth.default.length", Some("middle")),
        ]
    );
    assert_eq!(device["like"], serde_json::json!(["middle"]));
    assert_eq!(device["expectations"][0]["verdict"], "not_satisfied");
    let japanese = project.run(&["show", "last", "--lang", "ja"]).out;
    for part in [
        "自らの事実",
        "初期パスワードが他の機器と共通である",
        "引き継いだ事実",
        "「middle」から",
        "不適合（計算どおり）",
        "注意。",
    ] {
        assert!(japanese.contains(part), "{part} is not in {japanese}");
    }
    let claim = json("fixture.ordinance@2020:1 implies fixture.ordinance@2020:1");
    assert_eq!(claim["answer"], "content");
    let interpretation = json("fixture.ordinance@2020:2");
    assert_eq!(faults("interpretation", &interpretation), Vec::<String>::new());
    assert_eq!(interpretation["says"], "equals");
    let japanese = project.run(&["show", "fixture.ordinance@2020:2", "--lang", "ja"]).out;
    assert!(japanese.contains("次と同じ意味") && japanese.contains("8文字"), "{japanese}");
}

#[test]
fn an_id_of_several_things_says_so_and_each_can_be_asked_for() {
    let run = kijun(&["show", "manufacturer"]);
    assert!(run.code == 0 && run.err.contains("--kind"), "{}", run.err);
    let of = |kind: &str| kijun(&["show", "manufacturer", "--kind", kind]);
    let (group, addressee) = (of("groups"), of("addressees"));
    assert!(group.err.is_empty() && addressee.err.is_empty() && group.out != addressee.out);
    assert!(addressee.out.contains("the conformity of products"), "{}", addressee.out);
    let none = of("devices");
    assert!(none.code == 2 && none.err.contains("list devices"), "{}", none.err);
}
