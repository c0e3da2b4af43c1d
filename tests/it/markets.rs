//! `market_sets` in the manifest: which sets of markets are shown together, and what belongs to one.

use kijun::model::Standpoint;
use kijun::view::Library;
use kijun::view::market::MarketSet;

use crate::base;
use crate::support::Scratch;

fn set(library: &Library<'_>, id: &str) -> MarketSet {
    library.market_sets.iter().find(|it| it.id == id).expect("a set").clone()
}

fn editions(set: &MarketSet) -> Vec<&str> {
    set.members.iter().map(|it| it.edition.as_str()).collect()
}

#[test]
fn the_sets_of_the_manifest_are_shown_in_their_order_and_named_in_both_languages() {
    let library = Library::new(base::checked());
    let ids: Vec<&str> = library.market_sets.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["jp", "gb", "eu", "us", "sg", "au", "jp-gb", "jp-eu", "jp-gb-eu", "jp-gb-eu-us-sg-au"]);
    let three = set(&library, "jp-gb-eu");
    assert_eq!(three.markets, ["JP", "GB", "EU"]);
    assert_eq!(three.title.ja, "日本・英国・欧州連合");
    assert_eq!(three.title.en, "Japan + United Kingdom + European Union");
}

#[test]
fn a_set_has_what_stands_and_what_is_coming_of_its_markets_and_nothing_else() {
    let library = Library::new(base::checked());
    let singapore = set(&library, "sg");
    assert_eq!(editions(&singapore), ["sg.rgsec@1", "sg.rgsec@2", "sg.cls@current"]);
    let home_first = set(&library, "jp-gb-eu");
    let foreign = editions(&home_first).iter().position(|it| it.starts_with("psti")).expect("PSTI");
    let (at_home, abroad) = home_first.members.split_at(foreign);
    let is_japanese = |it: &str| it.starts_with("jp.") || it.starts_with("jcstar");
    assert!(at_home.iter().all(|it| is_japanese(&it.instrument)));
    assert!(!abroad.iter().any(|it| is_japanese(&it.instrument)));
    let draft = at_home.iter().find(|it| it.edition == "jp.ter@2025-rec").expect("the draft of the Rules");
    assert!(draft.is_draft && draft.binding != kijun::lexicon::Binding::Mandatory);
    let all: Vec<&str> = editions(&home_first);
    assert!(!all.contains(&"psti@2024-04-29"), "an edition that ended for everybody is no column");
    for (label, law) in [("jcstar1@1.1", "jp.ter@2020"), ("en303645@3.1.3", "cra@2024")] {
        let place = |id: &str| all.iter().position(|it| *it == id);
        assert!(place(law) < place(label), "what binds comes first: {all:?}");
    }
}

#[test]
fn without_the_setting_each_market_with_a_binding_text_is_one_and_all_are_one() {
    let project = base::project();
    let standpoint = Standpoint { home: Some("GB".into()), ..Standpoint::from(base::as_of()) };
    let (sources, levels) = (&project.sources, &project.manifest.levels);
    let compilation = kijun::compile::compile(sources, standpoint, levels, Vec::new());
    let library = Library::new(compilation.checked().expect("sound"));
    let ids: Vec<&str> = library.market_sets.iter().map(|it| it.id.as_str()).collect();
    // China, Germany and Finland have labels and guidelines only.
    assert_eq!(ids, ["gb", "jp", "eu", "us", "sg", "au", "kr", "br", "in", "gb-jp-eu-us-sg-au-kr-br-in"]);
}

/// Checks a base whose manifest has these sets.
fn checked(sets: &str) -> (i32, String) {
    let scratch = Scratch::new(&[("a.kijun", b"")]);
    let manifest = format!("[kijun]\nas_of = \"2026-01-01\"\ncorpus = [\"rules\"]\nmarket_sets = {sets}\n");
    scratch.write("book.toml", manifest.as_bytes());
    let run = scratch.run(&["check"]);
    (run.code, run.out)
}

#[test]
fn a_set_that_cannot_be_read_is_an_error_at_its_place() {
    assert_eq!(checked("[\"JP\", \"JP + UK\"]").0, 0, "the United Kingdom has two codes");
    for (sets, place, said) in [
        ("[\"JP\", \"JP+XX\"]", "book.toml:4:22", "`XX`"),
        ("[\"JP+\"]", "book.toml:4:16", "`JP+`"),
        ("[\"\"]", "book.toml:4:16", "missing"),
        ("[\"JP+EU+JP\"]", "book.toml:4:16", "twice"),
        ("[\"EU+JP\", \"JP+EU\"]", "book.toml:4:25", "already"),
        ("[\"UK\", \"GB\"]", "book.toml:4:22", "already"),
    ] {
        let (code, out) = checked(sets);
        let told = out.contains("KJ0004") && out.contains(place) && out.contains(said);
        assert!(code == 1 && told, "{sets}: {out}");
    }
}

#[test]
fn a_setting_of_another_form_is_refused() {
    let scratch = Scratch::new(&[("a.kijun", b"")]);
    scratch.write("book.toml", b"[kijun]\nas_of = \"2026-01-01\"\nmarket_sets = \"JP\"\n");
    let run = scratch.run(&["check"]);
    assert!(run.code != 0 && run.err.contains("line 3"), "{}", run.err);
}

#[test]
fn a_main_text_that_is_not_declared_or_named_twice_is_an_error_at_its_place() {
    let text = b"instrument a { kind law  jurisdiction XX  title { ja \"a\" en \"a\" }  issuer { ja \"a\" en \"a\" }  binding mandatory  authentic en }\n";
    for (main, place, said) in
        [("[\"b\"]", "book.toml:3:9", "`b`"), ("[\"b\", \"b\"]", "book.toml:3:14", "`b`")]
    {
        let scratch = Scratch::new(&[("a.kijun", text)]);
        let manifest = format!("[kijun]\nas_of = \"2026-01-01\"\nmain = {main}\n");
        scratch.write("book.toml", manifest.as_bytes());
        let run = scratch.run(&["check"]);
        let told = run.out.contains("KJ0004") && run.out.contains(place) && run.out.contains(said);
        assert!(run.code == 1 && told, "{main}: {}", run.out);
    }
    assert_eq!(base::shipped().main.len(), 6, "each main text of the shipped base is noted once");
}
