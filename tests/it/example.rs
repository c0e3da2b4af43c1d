//! The worked example: the prompt of the Rules against the forced change of STAR-1.

use kijun::lexicon::{Applicability, Relation};
use kijun::query::alignment::Shows;
use kijun::query::deviation::reconcile;

use crate::japan;

fn without_the_deviation() -> (String, String) {
    let (name, text) = japan::files()
        .iter()
        .find(|(_, text)| text.contains("deviation default-credential-2020 "))
        .expect("the deviation is declared");
    let start = text.find("deviation default-credential-2020 ").expect("it is here");
    let end = text[start..].find("\n}\n").expect("it ends") + start + 3;
    (name.clone(), format!("{}{}", &text[..start], &text[end..]))
}

#[test]
fn every_pair_of_the_japanese_alignment_is_declared() {
    let compilation = japan::compiled();
    let kb = compilation.base();
    let alignment = kb.alignments.indices().next().expect("an alignment");
    let found = reconcile(kb, alignment);
    assert!(found.aligned.undecided.is_empty());
    assert!(found.faults.is_empty(), "{:?}", found.faults);
    assert_eq!(found.declared.len(), found.aligned.differing.len());
    let law = found.aligned.differing.iter().filter(|pair| pair.when.is_today).count();
    let draft = found.aligned.differing.iter().filter(|pair| pair.when.proposal.is_some()).count();
    assert_eq!((law, law + draft), (38, found.aligned.differing.len()));
    let ordinance = kb.instrument_ids["jp.ter"];
    let guideline = kb.instrument_ids["jp.guideline"];
    // The guideline's scope takes in devices outside the Rules as well, for a statement in their manuals alone.
    let between = |pair: &&kijun::query::alignment::Pair| {
        let members = pair.left.member == ordinance && pair.right.member == guideline;
        pair.when.is_today && members && pair.applicability.is_none()
    };
    assert_eq!(
        found.aligned.differing.iter().filter(between).count(),
        0,
        "the guideline says what the rule says"
    );
}

#[test]
fn the_prompt_of_the_rules_is_looser_and_a_device_shows_it() {
    let compilation = japan::compiled();
    let kb = compilation.base();
    let alignment = kb.alignments.indices().next().expect("an alignment");
    let pairs = reconcile(kb, alignment).aligned.differing;
    let pair = pairs
        .iter()
        .find(|pair| {
            let is = |idx: &kijun::model::ProvisionIdx| kb.provisions[*idx].id == "jp.ter@2020:34-10.1.2";
            pair.left.provisions.iter().any(is)
        })
        .expect("the pair differs");
    assert_eq!((pair.relation, pair.condition), (Some(Relation::Looser), Some(Applicability::Overlapping)));
    let device = &pair.devices[0];
    assert_eq!(device.shows, Shows::RightFails);
    let shown = |id: &str| {
        let idx = kb.fact_ids[id];
        kijun::model::value::written(&kb.facts[idx], device.facts[&idx])
    };
    assert_eq!(shown("auth.default.change"), "prompted");
    assert_eq!(shown("auth.default.unique_per_device"), "false");
    assert_eq!(shown("auth.default.length"), "8 characters");
    assert_eq!(kb.provisions[device.fails[0]].id, "jcstar1@1.1:S1.1-02");
}

#[test]
fn without_its_deviation_the_example_is_reported_with_what_a_regulator_needs() {
    let (name, text) = without_the_deviation();
    let found = japan::errors_of(&name, &text);
    let [only] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(only.code.number(), "KJ3001");
    assert_eq!(only.title.ja, "「初期パスワード」の基準が整合群の中で異なるが、差異の宣言がない");
    let table = only.table.as_ref().expect("a witness");
    assert_eq!(
        table.head[1].ja,
        "端末設備等規則に適合、JC-STAR ★1適合基準 S1.1-02（jcstar1@1.1:S1.1-02）に不適合"
    );
    let help = &only.help.as_ref().expect("help").ja;
    for line in [
        "between jp.ter@2020:34-10.1.2 and jcstar1@1.1:S1.1-02",
        "relation looser  condition overlapping",
        "alignment jp-terminal-and-label",
        "on auth.default_credential",
    ] {
        assert!(help.contains(line), "{line}: {help}");
    }
}
