//! The complete list of ids and modalities of each instrument, against `tests/instruments/`.

use std::collections::{BTreeMap, BTreeSet};

use kijun::lexicon::Modality;
use kijun::model::EditionIdx;
use kijun::norm::Base;
use kijun::query::citation::nodes as find;
use kijun::view::slug::slug;

use crate::base::shipped;
use crate::support::{read, root};

/// Instruments of which every edition is listed.
const INSTRUMENTS: [&str; 41] = [
    "au.csa",
    "au.sds",
    "br.act2436",
    "br.act77",
    "cc",
    "cn.label",
    "cra",
    "de.tr03148",
    "de.tr03183-1",
    "en18031",
    "en303645",
    "in.cro-cctv",
    "iso27402",
    "jcstar",
    "jcstar1",
    "jcstar3",
    "jp.cert",
    "jp.enf",
    "jp.guideline",
    "jp.nict",
    "jp.nict.act",
    "jp.tba",
    "jp.ter",
    "kr.cic",
    "kr.tte",
    "nist8259a",
    "nist8259b",
    "nist8425",
    "nist8425a",
    "psti",
    "psti.act",
    "red",
    "sg.cls",
    "uk.cop",
    "us.cisa-defaults",
    "us.cta2088",
    "us.ctm",
    "us.fcr",
    "us.hb2395",
    "us.iotcia",
    "us.sb327",
];

/// Numbers of V2.1.1 that V3.1.3 leaves void or renumbers, and where they went.
const SUCCESSORS: [(&str, &[&str]); 7] = [
    ("4-1", &["5.0-1"]),
    ("5.3-4", &["5.3-4A", "5.3-4B"]),
    ("5.3-6", &["5.3-6A", "5.3-6B"]),
    ("5.3-15", &["5.3-15A", "5.3-15B"]),
    ("5.6-4", &["5.6-4A", "5.6-4B"]),
    ("5.13-1", &["5.13-1A", "5.13-1B"]),
    ("6-3", &["6-3A", "6-3B"]),
];

/// Returns the editions of the listed instruments.
fn listed(kb: Base<'_>) -> Vec<EditionIdx> {
    let instruments = kb.instruments.iter().filter(|it| INSTRUMENTS.contains(&it.id.as_str()));
    instruments.flat_map(|it| it.editions.clone()).collect()
}

/// Returns the edition of a pinned id: `jp.ter@2020`.
fn edition(kb: Base<'_>, id: &str) -> EditionIdx {
    let found = listed(kb).into_iter().find(|it| kb.edition_id(*it) == id);
    found.unwrap_or_else(|| panic!("no edition `{id}`"))
}

/// Reads the list of an edition: the modality of each locator, `-` where it is not fixed.
fn expected(id: &str) -> BTreeMap<String, String> {
    let text = read(&format!("tests/instruments/{}.tsv", slug(id)));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("locator\tmodality"), "{id}: the first line");
    let mut list = BTreeMap::new();
    for line in lines {
        let (locator, modality) = line.split_once('\t').unwrap_or_else(|| panic!("{id}: `{line}`"));
        let known = modality == "-" || Modality::ALL.iter().any(|it| it.word() == modality);
        assert!(known, "{id}: `{line}` has no modality");
        let before = list.insert(locator.to_owned(), modality.to_owned());
        assert_eq!(before, None, "{id}: `{locator}` stands twice");
    }
    list
}

/// Returns what the knowledge base has.
fn actual(kb: Base<'_>, edition: EditionIdx) -> BTreeMap<String, &'static str> {
    let provisions = kb.editions[edition].provisions.iter().map(|idx| &kb.provisions[*idx]);
    provisions.map(|it| (it.locator.as_str().to_owned(), it.body.modality.word())).collect()
}

/// Says how the knowledge base differs from the list of an edition.
fn faults(kb: Base<'_>, edition: EditionIdx) -> Vec<String> {
    let id = kb.edition_id(edition);
    let expected = expected(&id);
    let actual = actual(kb, edition);
    let mut found = Vec::new();
    for (locator, modality) in &expected {
        match actual.get(locator) {
            None => found.push(format!("  missing    {id}:{locator} {modality}")),
            Some(got) if modality != "-" && modality != got => {
                found.push(format!("  different  {id}:{locator} is {got}, expected {modality}"));
            }
            Some(_) => {}
        }
    }
    for (locator, modality) in actual.iter().filter(|(locator, _)| !expected.contains_key(*locator)) {
        found.push(format!("  extra      {id}:{locator} {modality}"));
    }
    found
}

/// Returns the pinned ids that a citation leads to.
fn cited(kb: Base<'_>, text: &str) -> Vec<String> {
    let nodes = find(kb, text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    nodes.iter().map(|it| kb.node_id(it)).collect()
}

#[test]
fn every_edition_has_exactly_the_provisions_of_its_list() {
    let kb = shipped();
    let found: Vec<String> = listed(kb).into_iter().flat_map(|it| faults(kb, it)).collect();
    assert!(found.is_empty(), "{} provisions differ:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_listed_edition_has_a_list_and_every_list_an_edition() {
    let kb = shipped();
    let editions: BTreeSet<String> = listed(kb).into_iter().map(|it| slug(&kb.edition_id(it))).collect();
    let files = std::fs::read_dir(root().join("tests/instruments")).expect("a folder");
    let names = files.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned());
    let lists: BTreeSet<String> = names.filter_map(|it| it.strip_suffix(".tsv").map(str::to_owned)).collect();
    assert_eq!(editions, lists);
    for id in INSTRUMENTS {
        assert!(kb.instrument_ids.contains_key(id), "no instrument `{id}`");
    }
}

#[test]
fn en_303_645_has_as_many_duties_and_recommendations_as_it_states() {
    let kb = shipped();
    for (id, all, binding, recommended) in [("en303645@2.1.1", 68, 33, 35), ("en303645@3.1.3", 78, 36, 42)] {
        let provisions = &kb.editions[edition(kb, id)].provisions;
        let count = |wanted: &[Modality]| {
            provisions.iter().filter(|idx| wanted.contains(&kb.provisions[**idx].body.modality)).count()
        };
        assert_eq!(provisions.len(), all, "{id}");
        assert_eq!(count(&[Modality::Shall, Modality::ShallNot]), binding, "{id}: duties");
        assert_eq!(count(&[Modality::Should, Modality::ShouldNot]), recommended, "{id}: recommendations");
    }
}

#[test]
fn numbers_that_en_303_645_gave_up_lead_to_their_successors() {
    let kb = shipped();
    for (old, new) in SUCCESSORS {
        let successors: Vec<String> = new.iter().map(|it| format!("en303645@3.1.3:{it}")).collect();
        assert_eq!(cited(kb, &format!("en303645:{old}")), successors);
        assert_eq!(cited(kb, &format!("en303645@3.1.3:{old}")), successors);
        let before = format!("en303645@2.1.1:{old}");
        assert_eq!(cited(kb, &before), [before.as_str()]);
    }
}
