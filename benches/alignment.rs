//! The check of an alignment on synthetic corpora of many members.
#![expect(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use kijun::idx::Idx;
use kijun::model::Date;
use kijun::norm::{Base, Norms};
use kijun::query::alignment::aligned;
use kijun::resolve::resolve;
use kijun::syntax::parse;

const REQUIREMENTS: usize = 500;

/// Facts, constraints and requirements; each requirement has two flags and a number of its own.
fn vocabulary(text: &mut String) {
    text.push_str("source paper { title { ja \"資料\" en \"paper\" } }\n");
    text.push_str("theme t { title { ja \"題\" en \"theme\" } }\n");
    let flag = |text: &mut String, id: &str| {
        let _ = writeln!(
            text,
            "fact {id} {{ title {{ ja \"事実\" en \"fact\" }} says {{ ja \"ある\" en \"it is\" }} \
             denies {{ ja \"ない\" en \"it is not\" }} ask {{ ja \"あるか。\" en \"Is it?\" }} type flag }}"
        );
    };
    for scope in 0..4 {
        flag(text, &format!("product.kind{scope}"));
    }
    for at in 0..REQUIREMENTS {
        flag(text, &format!("r{at}.one"));
        flag(text, &format!("r{at}.two"));
        let _ = writeln!(
            text,
            "fact r{at}.length {{ title {{ ja \"長さ\" en \"length\" }} ask {{ ja \"何文字か。\" en \"How long?\" }} \
             type number characters in 0..128 }}\n\
             constraint r{at}.tie {{ holds r{at}.two implies r{at}.length >= 1 characters because {{ ja \"理由\" en \"reason\" }} }}\n\
             requirement r{at}.req {{ title {{ ja \"要件\" en \"requirement\" }} text {{ ja \"要件。\" en \"It.\" }} theme t }}"
        );
    }
}

/// One form of three that mean the same, or, for one member in a hundred places, another threshold.
fn criterion(member: usize, requirement: usize) -> String {
    let least = if (member * 7 + requirement).is_multiple_of(100) { 9 } else { 8 };
    let (one, two) = (format!("r{requirement}.one"), format!("r{requirement}.two"));
    let long = format!("r{requirement}.length >= {least} characters");
    match member % 3 {
        0 => format!("any {{ {one} all {{ {two} {long} }} }}"),
        1 => format!("any {{ all {{ {long} {two} }} {one} }}"),
        _ => format!("all {{ any {{ {one} {two} }} any {{ {one} {long} }} }}"),
    }
}

fn corpus(members: usize) -> Base<'static> {
    let mut text = String::new();
    vocabulary(&mut text);
    let mut names = String::new();
    for member in 0..members {
        let _ = write!(names, " i{member}");
        let _ = writeln!(
            text,
            "instrument i{member} {{ title {{ ja \"文書\" en \"text\" }} kind standard jurisdiction JP \
             issuer {{ ja \"省\" en \"ministry\" }} binding mandatory authentic ja scope product.kind{} \
             edition 1 {{ status in_force from 2020-01-01 source paper }} }}",
            member % 4
        );
        for requirement in 0..REQUIREMENTS {
            let _ = writeln!(
                text,
                "provision i{member}@1:{requirement} {{ cite {{ ja \"一\" en \"1\" }} title {{ ja \"題\" en \"title\" }} \
                 text {{ ja \"しなければならない。\" en \"It shall.\" }} modality shall addressee product \
                 meets r{requirement}.req {{ {} }} source paper grade official }}",
                criterion(member, requirement)
            );
        }
    }
    let _ = writeln!(text, "alignment all {{ members{names} on all source paper }}");
    let mut sources = kijun::prelude::sources();
    let file = sources.add("synthetic.kijun", text);
    let parsed = parse(&sources, file);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics.first());
    let (kb, diagnostics) = resolve(&[parsed.file], Date::parse("2026-11-21").expect("a date"));
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.first());
    let norms = Norms::compile(&kb);
    Base::new(Box::leak(Box::new(kb)), Box::leak(Box::new(norms)))
}

fn alignment(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("alignment/500 requirements");
    group.sample_size(10);
    for members in [5, 10, 20, 40] {
        let kb = corpus(members);
        let found = aligned(kb, Idx::new(0));
        assert!(found.undecided.is_empty() && !found.differing.is_empty());
        group.bench_function(BenchmarkId::new("provisions", members * REQUIREMENTS), |bench| {
            bench.iter(|| aligned(black_box(kb), Idx::new(0)));
        });
    }
    group.finish();
}

criterion_group!(benches, alignment);
criterion_main!(benches);
