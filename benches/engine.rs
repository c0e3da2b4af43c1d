//! The engine on whole bases: all pairwise relations, alignments of any size, mapping files.
#![expect(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use kijun::compile::compile;
use kijun::import::audit_text;
use kijun::logic::canon::group_equal;
use kijun::logic::verdict::Rule;
use kijun::model::Date;
use kijun::norm::Base;
use kijun::project;
use kijun::query::counterpart::{Counterparts, all_meeting, relate};

mod synthetic;

use synthetic::Size;

fn shipped() -> Base<'static> {
    let opened = project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project opens");
    let as_of = Date::parse(&opened.manifest.as_of).expect("a date");
    let compiled = compile(&opened.sources, as_of, &opened.manifest.levels, Vec::new());
    Box::leak(Box::new(compiled)).base()
}

/// Returns the pairs of provisions that share a requirement.
fn pairs(kb: Base<'_>) -> Vec<(kijun::model::RequirementIdx, [kijun::model::ProvisionIdx; 2])> {
    let mut pairs = Vec::new();
    for (requirement, members) in all_meeting(kb) {
        for (at, one) in members.iter().enumerate() {
            let others = members.iter().skip(at + 1);
            let others =
                others.filter(|two| kb.provisions[**two].instrument != kb.provisions[*one].instrument);
            pairs.extend(others.map(|two| (requirement, [*one, *two])));
        }
    }
    pairs
}

fn relations(criterion: &mut Criterion) {
    let kb = shipped();
    let pairs = pairs(kb);
    let mut group = criterion.benchmark_group(format!("shipped, {} pairs", pairs.len()));
    group.sample_size(20);
    group.bench_function("in one table", |bench| bench.iter(|| Counterparts::new(black_box(kb))));
    group.bench_function("two by two, with witnesses", |bench| {
        bench.iter(|| pairs.iter().filter(|(met, [a, b])| relate(kb, *a, *b, *met).is_ok()).count());
    });
    group.finish();
}

/// Groups the rules of every requirement by what they mean.
fn aligned(kb: Base<'_>) -> usize {
    let groups = all_meeting(kb).into_iter().map(|(requirement, members)| {
        let rules: Vec<Rule> = members.iter().map(|idx| kb.rule_for(*idx, requirement)).collect();
        group_equal(kb.theory, &rules).map_or(0, |groups| groups.len())
    });
    groups.sum()
}

fn alignment(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("alignment");
    group.sample_size(10);
    let size = Size { instruments: 20, requirements: 500 };
    let kb = synthetic::base(size);
    group.bench_function("10,000 provisions on 500 requirements", |bench| bench.iter(|| aligned(kb)));
    group.bench_function("all their pairwise relations", |bench| {
        bench.iter(|| Counterparts::new(black_box(kb)));
    });
    for instruments in [100, 200, 400, 800] {
        let kb = synthetic::base(Size { instruments, requirements: 10 });
        group.bench_function(format!("{instruments} provisions on each of 10 requirements"), |bench| {
            bench.iter(|| aligned(kb));
        });
    }
    group.finish();
}

fn resolving(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text to model");
    group.sample_size(10);
    let size = Size { instruments: 20, requirements: 500 };
    group.bench_function("10,000 provisions", |bench| bench.iter(|| synthetic::base(size)));
    group.finish();
}

fn mapping_files(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("80,000 edges read and linted");
    group.sample_size(10);
    let library = synthetic::mapping_set(80_000);
    group.bench_function("mapping sets, YAML", |bench| {
        bench.iter(|| audit_text("library.yaml", &library).map(|report| report.faults.len()));
    });
    let collection = synthetic::mapping_collection(80_000);
    group.bench_function("mapping-collection, JSON", |bench| {
        bench.iter(|| audit_text("collection.json", &collection).map(|report| report.faults.len()));
    });
    group.finish();
}

criterion_group!(benches, relations, alignment, resolving, mapping_files);
criterion_main!(benches);
