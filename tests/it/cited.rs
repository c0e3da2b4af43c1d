//! Citations as people type them: what each means, and that whatever is printed is found again.

use std::collections::BTreeMap;

use kijun::model::Node;
use kijun::norm::Base;
use kijun::query::citation::{Answer, Index, Kind, Meaning};

use crate::base::shipped as base;
use crate::cases::{self, Case, answered};

#[test]
fn what_people_type_is_found_and_never_guessed() {
    let kb = base();
    let index = Index::new(kb);
    let all = cases::all();
    let (mut right, mut wrong, mut other) = (0, Vec::new(), Vec::new());
    for case in &all {
        let (kind, ids) = answered(kb, &index.find(kb, case.typed));
        if case.is_met(kind, &ids) {
            right += 1;
        } else if kind == "exact" && !case.is_among(&ids) {
            wrong.push(format!("{}: {ids:?}", case.typed));
        } else {
            other.push(format!("{}: {kind} {ids:?}, not {} {:?}", case.typed, case.answer, case.means));
        }
    }
    assert_eq!(wrong, [""; 0], "silently wrong");
    assert!(right * 100 >= all.len() * 97, "{right} of {}: {other:#?}", all.len());
    assert_eq!(other, [""; 0], "each case has its answer");
}

/// Says whether what was found is a place, or holds it: a parent, or the candidates.
fn holds(kb: Base<'_>, answer: &Answer, place: &Node) -> bool {
    let one = |meaning: &Meaning| match meaning {
        Meaning::Nodes(nodes) => nodes.iter().any(|it| {
            let here = place.locator.as_ref().is_some_and(|locator| kb.is_at_or_below(it, locator));
            it.edition == place.edition && here
        }),
        Meaning::Interpretation(_) => false,
    };
    match answer {
        Answer::Found(it) => it.kind != Kind::Parent && one(&it.meaning),
        Answer::Candidates(all) => all.iter().any(|it| one(&it.meaning)),
        Answer::Nothing(_) => false,
    }
}

/// Returns a number that looks random and is the same on every day.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap_or_default()
}

#[test]
fn whatever_is_printed_is_found_behind_each_name() {
    let kb = base();
    let index = Index::new(kb);
    let mut lost: BTreeMap<String, String> = BTreeMap::new();
    let mut state = 1;
    for (idx, it) in kb.provisions.iter_enumerated() {
        let (instrument, edition) = (&kb.instruments[it.instrument], &kb.editions[it.edition]);
        let place = kb.node_at(it.edition, &it.locator);
        let is_current = kb.current_edition(it.instrument) == Some(it.edition);
        let names: Vec<&String> = instrument
            .aka
            .iter()
            .chain([&instrument.title.ja, &instrument.title.en, &instrument.id])
            .collect();
        // Each provision with one of the names, so that all meet many.
        let name = names[(idx.raw() + next(&mut state)) % names.len()];
        let mut tried = vec![it.id.clone(), kijun::slug::slug(&it.id)];
        for cite in [&it.body.cite.ja, &it.body.cite.en] {
            tried.push(format!("{name}@{} {cite}", edition.id));
            if is_current {
                // Two Latin words or numbers need something between them, and so does a citation that begins with a name of
                // its own (「民法典第1798.91.04条」); a part of a standard is no other part.
                let is_number = |c: char| c.is_ascii() || "第附箇規".contains(c);
                let meets = !cite.starts_with(is_number)
                    || name.ends_with(|c: char| c.is_ascii()) && cite.starts_with(|c: char| c.is_ascii());
                let gap = [" ", ", ", "　", ":", if meets { " " } else { "" }][next(&mut state) % 5];
                let title = &instrument.title.en;
                tried.extend([cite.clone(), format!("{name}{gap}{cite}"), format!("{cite} ({title})")]);
            }
        }
        for typed in tried {
            if !holds(kb, &index.find(kb, &typed), &place) {
                lost.insert(typed, it.id.clone());
            }
        }
    }
    assert!(lost.is_empty(), "{} are lost: {lost:#?}", lost.len());
}

#[test]
fn a_strange_text_has_an_answer() {
    let kb = base();
    let index = Index::new(kb);
    let long = "34条の10第".repeat(2_000);
    let dots = ".1".repeat(140);
    for text in [
        "",
        " ",
        "第",
        "の",
        "@",
        ":",
        "条条条",
        "((((",
        "\u{0}\u{7}",
        "号号",
        "ー",
        "〇",
        "v",
        "s",
        &long,
        &dots,
    ] {
        let exact = matches!(index.find(kb, text), Answer::Found(it) if it.kind == Kind::Exact);
        assert!(!exact, "{text:?}");
    }
}

#[test]
fn what_is_not_just_what_was_typed_is_said_in_both_languages() {
    let kb = base();
    let index = Index::new(kb);
    for (typed, ja, en) in [
        ("5.3-4", "引き継いだ", "went on as"),
        ("CRA Art. 64(10)(b)", "上位で最も近い", "nearest above"),
        ("jp.ter:34-10.1.rec-auto", "ほかの版", "another has it"),
    ] {
        let Answer::Found(found) = index.find(kb, typed) else { panic!("{typed} is found") };
        let said = found.said(kb, typed).expect("something is said");
        assert!(said.ja.contains(ja) && said.en.contains(en), "{typed}: {said:?}");
    }
    for (typed, ja, en) in [
        ("clause 5.1", "一つに決まらない", "may mean any of"),
        ("CRA clause 14", "そのようには引用しない", "not by that name"),
        ("CRA Article 99", "craにない", "nothing in cra"),
        ("GDPR Art 5(1)", "当たるものがない", "nothing is called"),
    ] {
        let said = index.find(kb, typed).unsure(kb, typed).expect("something is said");
        assert!(said.ja.contains(ja) && said.en.contains(en), "{typed}: {said:?}");
    }
}

/// The cases cover what they say they cover.
#[test]
fn every_sort_of_answer_has_cases() {
    let all: Vec<Case> = cases::all();
    for sort in ["exact", "whole", "retired", "elsewhere", "parent", "candidates", "nothing"] {
        assert!(all.iter().any(|it| it.answer == sort), "{sort}");
    }
    assert!(all.len() > 120);
}
