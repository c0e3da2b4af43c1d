//! Corpora of any size as text: instruments that regulate the same requirements, each in its own words.
//!
//! Made of the same language as the shipped base, so that a bench goes the whole way.

use std::fmt::Write as _;

use kijun::model::Date;
use kijun::norm::{Base, Norms};
use kijun::resolve;
use kijun::source::Sources;
use kijun::syntax::{self, ast};

/// The size of a corpus.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Instruments; each has one provision for each requirement.
    pub(crate) instruments: usize,
    /// Requirements; each has six facts of its own and a constraint.
    pub(crate) requirements: usize,
}

impl Size {
    /// Returns the number of provisions.
    pub(crate) fn provisions(self) -> usize {
        self.instruments * self.requirements
    }
}

/// Returns the files of a corpus: the vocabulary, and one for each instrument.
pub(crate) fn sources(size: Size) -> Sources {
    let mut sources = kijun::prelude::sources();
    sources.add("vocabulary.kijun", vocabulary(size));
    for at in 0..size.instruments {
        sources.add(format!("instrument-{at:04}.kijun"), instrument(at, size.requirements));
    }
    sources
}

/// Returns the knowledge base of a corpus, without the checks that a complete compilation makes.
pub(crate) fn base(size: Size) -> Base<'static> {
    let sources = sources(size);
    let files: Vec<ast::File> = sources.iter().map(|(id, _)| syntax::parse(&sources, id).file).collect();
    let as_of = Date::parse("2026-11-21").expect("a date");
    let (kb, diagnostics) = resolve::resolve(&files, as_of);
    assert!(diagnostics.is_empty(), "the corpus is sound: {:?}", diagnostics.first());
    assert_eq!(kb.provisions.len(), size.provisions());
    let norms = Norms::compile(&kb);
    Base::new(Box::leak(Box::new(kb)), Box::leak(Box::new(norms)))
}

/// Returns a mapping set of CISO Assistant, with its reverse, of about as many edges as asked for.
pub(crate) fn mapping_set(edges: usize) -> String {
    let mut text = String::from("objects:\n  requirement_mapping_sets:\n");
    for (from, to) in [("a", "b"), ("b", "a")] {
        push(
            &mut text,
            format_args!(
                "    - urn: urn:example:set:{from}-to-{to}\n      source_framework_urn: urn:example:framework:{from}\n      target_framework_urn: urn:example:framework:{to}\n      requirement_mappings:\n"
            ),
        );
        for at in 0..edges / 2 {
            let (left, right) = (at % 1_500, at * 7_919 % 1_499);
            let (left, right) = if from == "a" { (left, right) } else { (right, left) };
            let word = if at % 22 == 0 { "equal" } else { "intersect" };
            push(
                &mut text,
                format_args!(
                    "        - source_requirement_urn: urn:example:req_node:{from}:{left}\n          target_requirement_urn: urn:example:req_node:{to}:{right}\n          relationship: {word}\n"
                ),
            );
        }
    }
    text
}

/// Returns an OSCAL mapping-collection with as many edges as asked for.
pub(crate) fn mapping_collection(edges: usize) -> String {
    let mut text = String::from(
        "{ \"mapping-collection\": { \"mappings\": [ { \"uuid\": \"m\", \"source-resource\": { \"href\": \"#a\" }, \"target-resource\": { \"href\": \"#b\" }, \"maps\": [\n",
    );
    for at in 0..edges {
        let (left, right) = (at % 1_500, at * 7_919 % 1_499);
        let comma = if at + 1 == edges { "" } else { "," };
        push(
            &mut text,
            format_args!(
                "{{ \"uuid\": \"00000000-0000-4000-8000-{at:012}\", \"relationship\": \"intersects-with\", \"sources\": [{{ \"type\": \"control\", \"id-ref\": \"a-{left}\" }}], \"targets\": [{{ \"type\": \"control\", \"id-ref\": \"b-{right}\" }}] }}{comma}\n"
            ),
        );
    }
    text.push_str("] } ] } }\n");
    text
}

fn vocabulary(size: Size) -> String {
    let mut text = String::from("source s { title { ja \"例\" en \"example\" } }\n");
    for at in 0..size.requirements {
        push(
            &mut text,
            format_args!(
                "requirement req.r{at} {{ title {{ ja \"要件{at}\" en \"requirement {at}\" }} text {{ ja \"要件。\" en \"A requirement.\" }} }}\n"
            ),
        );
        for (fact, ty) in [
            ("present", "flag"),
            ("unique", "flag"),
            ("logged", "flag"),
            ("length", "number characters in 0..128"),
            ("minimum", "number characters in 0..128"),
            ("change", "scale { none < prompted < forced }"),
        ] {
            push(
                &mut text,
                format_args!(
                    "fact r{at}.{fact} {{ title {{ ja \"事実\" en \"fact\" }} says {{ ja \"ある\" en \"it is\" }} denies {{ ja \"ない\" en \"it is not\" }} ask {{ ja \"ありますか。\" en \"Is it?\" }} type {ty} {} }}\n",
                    if fact == "change" {
                        "value none { ja \"無\" en \"none\" } value prompted { ja \"促\" en \"prompted\" } value forced { ja \"強\" en \"forced\" }"
                    } else {
                        ""
                    }
                ),
            );
        }
        push(
            &mut text,
            format_args!(
                "constraint c.r{at} {{ holds r{at}.present or r{at}.length == 0 characters because {{ ja \"なければ0。\" en \"Without it 0.\" }} }}\n"
            ),
        );
    }
    let members: Vec<String> = (0..size.instruments).map(|at| format!("i{at}.text")).collect();
    push(
        &mut text,
        format_args!("alignment all.together {{ members {} on all source s }}\n", members.join(" ")),
    );
    text
}

fn instrument(number: usize, requirements: usize) -> String {
    let mut text = format!(
        "instrument i{number}.text {{ title {{ ja \"文書{number}\" en \"text {number}\" }} kind standard jurisdiction INT issuer {{ ja \"機関\" en \"body\" }} binding voluntary authentic en edition 1 {{ status in_force from 2024-01-01 source s }} }}\n"
    );
    for at in 0..requirements {
        let criterion = criterion(number, at);
        push(
            &mut text,
            format_args!(
                "provision i{number}.text@1:{at} {{ cite {{ ja \"{at}\" en \"{at}\" }} title {{ ja \"規定\" en \"provision\" }} text {{ ja \"備えなければならない。\" en \"It shall have it.\" }} modality shall addressee product applies when r{at}.present meets req.r{at} {{ {criterion} }} source s grade official }}\n"
            ),
        );
    }
    text
}

/// Most texts of a requirement say the same in several forms; every seventh says something else.
fn criterion(instrument: usize, at: usize) -> String {
    let unique = format!("all {{ r{at}.unique r{at}.length >= 6 characters r{at}.logged }}");
    let forced = format!("all {{ r{at}.change == forced r{at}.minimum >= 8 characters }}");
    match (instrument + at) % 7 {
        0 => format!("any {{ {unique} r{at}.change >= prompted }}"),
        1 | 2 => format!("any {{ {forced} {unique} }}"),
        3 => format!(
            "any {{ all {{ r{at}.logged not (r{at}.length < 6 characters) r{at}.unique }} {forced} }}"
        ),
        4 => format!("not all {{ not {unique} not {forced} }}"),
        _ => format!("any {{ {unique} {forced} }}"),
    }
}

fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // INVARIANT: writing to a string does not fail.
    let _ = text.write_fmt(arguments);
}
