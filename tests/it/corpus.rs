//! The shipped knowledge base.

use crate::base::{compiled, project};
use crate::support::kijun;

#[test]
fn it_has_no_errors_and_no_warnings() {
    let found = &compiled().diagnostics;
    let shown = kijun::report::concise::render(&project().sources, found, kijun::lang::Lang::En);
    assert!(found.is_empty(), "{shown}");
}

#[test]
fn it_is_formatted() {
    let run = kijun(&["fmt", "--check"]);
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn the_flagship_comparison_answers_with_a_device_that_only_prompts() {
    let run = kijun(&["compare", "jp.ter@2020:34-10.1.2", "jcstar1:S1.1-02", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let shown: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(shown["relation"], "looser");
    // The Rules reach the code of the access control for changing settings, STAR-1 that of any authentication over a network.
    let words = (&shown["applicability"], &shown["condition"]);
    assert_eq!(words, (&"overlapping".into(), &"overlapping".into()));
    assert_eq!(shown["a_implies_b"]["answer"], "no");
    assert_eq!(shown["b_implies_a"]["answer"], "content");
    let facts = &shown["a_implies_b"]["witness"]["facts"];
    assert_eq!(facts["auth.default.change"], "prompted");
    assert_eq!(facts["auth.default.unique_per_device"], false);
    assert_eq!(shown["a_implies_b"]["witness"]["fails"][0], "jcstar1@1.1:S1.1-02");
}

#[test]
fn show_has_the_shape_of_the_contract() {
    let run = kijun(&["show", "jp.ter:34-10.1.2", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let shown: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    for key in [
        "id",
        "instrument",
        "edition",
        "locator",
        "cite",
        "title",
        "text",
        "modality",
        "addressee",
        "status",
        "from",
        "until",
        "applies",
        "criteria",
        "references",
        "referenced_by",
        "counterparts",
        "sources",
    ] {
        assert!(shown.get(key).is_some(), "`{key}` is missing");
    }
    assert_eq!(shown["id"], "jp.ter@2020:34-10.1.2");
    assert_eq!(shown["modality"], "shall");
    assert_eq!(shown["from"], "2020-04-01");
    let star = shown["counterparts"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|it| it["id"] == "jcstar1@1.1:S1.1-02")
        .expect("it");
    let words = ["relation", "applicability", "condition"].map(|key| star[key].as_str().expect("a word"));
    assert_eq!(words, ["stricter", "overlapping", "overlapping"], "of the counterpart");
}

#[test]
fn citations_in_either_language_resolve() {
    for id in [
        "第三十四条の十第二号",
        "第34条の10第1項第2号",
        "Art. 34-10(1)(ii)",
        "jp.ter:34-10.1.2",
        "端末規則34条の10第2号",
    ] {
        let run = kijun(&["show", id, "--format", "json"]);
        assert_eq!(run.code, 0, "{id}: {}", run.err);
        assert!(run.out.contains("\"jp.ter@2020:34-10.1.2\""), "{id}");
    }
}

#[test]
fn a_device_can_state_that_a_set_is_empty() {
    let text = format!(
        "{}{}",
        include_str!("../fixtures/codes.kijun"),
        r#"
fact data.kinds {
  title { ja "保存するデータの種類" en "kinds of stored data" }
  ask { ja "どのデータを保存しますか。" en "Which data are stored?" }
  type set { log, video }
  value log { ja "記録" en "logs" }
  value video { ja "映像" en "video" }
}
provision ex@2020:7 {
  cite { ja "第七条" en "Art. 7" }
  title { ja "映像" en "video" }
  text { ja "機器は、映像を保存してはならない。" en "The device shall not store video." }
  modality shall_not
  addressee terminal
  criterion { not data.kinds contains video }
  source law at "第7条" grade official
}
device nothing-stored {
  title { ja "何も保存しない機器" en "a device that stores nothing" }
  facts { auth.present = true  data.kinds = { } }
  expect { ex@2020:7 satisfied }
}
"#
    );
    let compiled = crate::base::text(&text);
    let errors: Vec<_> =
        compiled.diagnostics.iter().filter(|it| it.severity == kijun::lexicon::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
