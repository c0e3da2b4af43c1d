//! The shipped knowledge base: read, compile, build the site.
#![expect(clippy::expect_used, reason = "a bench that cannot run should say so")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use kijun::artifact::Memory;
use kijun::compile::compile;
use kijun::model::Date;
use kijun::output::Staging;
use kijun::{project, site};

fn pipeline(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let opened = project::open(root).expect("the project opens");
    let as_of = Date::parse(&opened.manifest.as_of).expect("a date");
    let levels = &opened.manifest.levels;
    let mut group = criterion.benchmark_group("shipped");
    group.sample_size(20);
    group.bench_function("read", |bench| bench.iter(|| project::open(black_box(root)).expect("it opens")));
    group.bench_function("check", |bench| {
        bench.iter(|| compile(black_box(&opened.sources), as_of, levels, Vec::new()));
    });
    let compilation = compile(&opened.sources, as_of, levels, Vec::new());
    let checked = compilation.checked().expect("no errors");
    let input = site::Input {
        title: opened.manifest.title.clone(),
        digest: opened.digest.clone(),
        adequacy: None,
        host: None,
    };
    group.bench_function("site", |bench| {
        bench.iter(|| site::build(black_box(checked), &input, &Memory::default()).expect("it is made"));
    });
    let folder = tempfile::tempdir().expect("a folder");
    group.bench_function("publish", |bench| {
        bench.iter(|| {
            let staging = Staging::begin(&folder.path().join("book")).expect("a folder");
            site::build(black_box(checked), &input, &staging).expect("it is written");
            staging.publish().expect("it is published");
        });
    });
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
