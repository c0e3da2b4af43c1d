//! The promises of `fuzz/` on mutated files of the corpus: the short run. How to run long: `fuzz/README.md`.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::base::project;

#[path = "../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the crate of the targets exports them")]
mod targets;

/// A place in a text, what is put there, and how many characters it replaces.
type Cut = (prop::sample::Index, String, usize);

/// Returns a file of the corpus with some pieces replaced; shrinks to fewer and shorter ones.
fn mutated() -> impl Strategy<Value = String> {
    let cut =
        (any::<prop::sample::Index>(), "[{}()\"/a-z0-9@:.,=<。「\u{feff}\u{3000} \n]{0,6}", 0..40_usize);
    (any::<prop::sample::Index>(), vec(cut, 0..8)).prop_map(|(pick, cuts)| {
        let files: Vec<&str> = project().sources.iter().map(|(_, file)| file.text.as_str()).collect();
        let text: &&str = pick.get(&files);
        apply(text, cuts)
    })
}

fn apply(text: &str, cuts: Vec<Cut>) -> String {
    let mut text: Vec<char> = text.chars().take(6_000).collect();
    for (at, insert, remove) in cuts {
        let at = at.index(text.len() + 1);
        let end = (at + remove).min(text.len());
        text.splice(at..end, insert.chars());
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        // The same cases in every run; new ones are for the long runs.
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_parsed(text in mutated()) {
        targets::parse(&text);
    }

    #[test]
    fn any_text_is_formatted_once_and_for_all(text in mutated()) {
        targets::format(&text);
    }

    #[test]
    fn any_text_is_compiled(text in mutated()) {
        targets::compile(&text);
    }
}

/// Small bases that are right, so that the promises are kept on what goes all the way to a site.
#[test]
fn what_passes_its_checks_becomes_a_site() {
    for path in ["tests/fixtures/small.kijun", "docs/meaning.md"] {
        let text = crate::support::read(path);
        let text = text
            .split_once("```kijun\n")
            .map_or(text.as_str(), |(_, rest)| rest.trim_end().trim_end_matches('`'));
        targets::parse(text);
        targets::format(text);
        targets::compile(text);
    }
}
