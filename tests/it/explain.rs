//! The pages of `kijun explain`: complete, alike in both languages, and with examples that do what they say.

use std::collections::BTreeSet;

use kijun::check::meaning;
use kijun::compile::compile;
use kijun::diag::{Code, Levels};
use kijun::explain::page;
use kijun::lang::Lang;
use kijun::lexicon;
use kijun::model::{Date, Kb};
use kijun::query::adequacy::adequacy;
use kijun::syntax::words;

/// A fenced block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fence {
    info: String,
    text: String,
}

fn fences(markdown: &str) -> Vec<Fence> {
    let mut out = Vec::new();
    let mut open: Option<Fence> = None;
    for line in markdown.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some(Fence { info: info.to_owned(), text: String::new() }),
            (Some(_), Some(_)) => out.extend(open.take()),
            (Some(fence), None) => {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            (None, None) => {}
        }
    }
    out
}

/// Returns the codes that an example gives as a reader copies it, a file by itself; of a check that runs only where it
/// is asked for, with it.
fn codes(code: Code, example: &str) -> BTreeSet<&'static str> {
    let mut sources = kijun::prelude::sources();
    sources.add("x.kijun", example);
    let as_of = Date::parse("2026-11-20").expect("a date");
    let compilation = compile(&sources, as_of, &Levels::default(), Vec::new());
    let asked = (code == Code::WeakExamples).then(|| {
        let kb = compilation.base();
        meaning::adequacy(kb, &adequacy(kb))
    });
    let found = compilation.diagnostics.iter().chain(asked.iter().flatten());
    found.map(|it| it.code.number()).collect()
}

#[test]
fn every_code_has_both_pages() {
    for code in Code::ALL {
        for lang in Lang::ALL {
            let page = page(*code, lang);
            let head = format!("# {} {}\n\n**{}**", code.number(), code.slug(), code.title().get(lang));
            assert!(page.starts_with(&head), "{} {lang} starts with {head:?}", code.number());
            assert!(page.contains("```"), "{} {lang} has an example", code.number());
        }
        let [ja, en] = Lang::ALL.map(|lang| fences(page(*code, lang)));
        let examples = |fences: &[Fence]| -> Vec<Fence> {
            fences.iter().filter(|it| it.info.starts_with("kijun")).cloned().collect()
        };
        assert_eq!(examples(&ja), examples(&en), "{}: both languages show the same examples", code.number());
    }
}

#[test]
fn each_example_stands_alone_and_gives_what_it_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for code in Code::ALL {
        for fence in fences(page(*code, Lang::Ja)) {
            let expected = match fence.info.as_str() {
                "kijun fails" => BTreeSet::from([code.number()]),
                "kijun fixed" => BTreeSet::new(),
                other => {
                    assert!(
                        !other.starts_with("kijun"),
                        "{}: an example that nobody compiles",
                        code.number()
                    );
                    continue;
                }
            };
            count += 1;
            let found = codes(*code, &fence.text);
            if found != expected {
                wrong.push(format!("{} {}: {found:?}", code.number(), fence.info));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count >= 2 * 70, "{count}");
}

/// What the Japanese titles of the examples name as it is written, and why.
const AS_WRITTEN: [(&str, &[&str], &str); 6] = [
    ("KJ1005", &["modality", "source"], "the key stands in the wrong item"),
    ("KJ1006", &["title"], "the key stands twice"),
    ("KJ1007", &["source", "title"], "the key is to be written"),
    ("KJ2002", &["guidebook"], "the id is declared twice"),
    ("KJ2003", &["guidebook", "Guidebook"], "the ids differ in case"),
    ("KJ2009", &["records"], "the id is malformed"),
];

/// Returns the tokens of a title that do not stand in brackets behind what they are called.
fn tokens(title: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.-:@".contains(c);
    let mut found = Vec::new();
    let (mut rest, mut before) = (title, ' ');
    while let Some(start) = rest.find(is_part) {
        before = rest[..start].chars().next_back().unwrap_or(before);
        let tail = &rest[start..];
        let end = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
        // 「length」（auth.length）, and a key that a word stands for: 理由（「because」）.
        if before != '（' && !rest[..start].ends_with("（「") {
            found.push(&tail[..end]);
        }
        (rest, before) = (&tail[end..], ' ');
    }
    found
}

/// Returns the ids of whatever has a title.
fn labelled(kb: &Kb) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = kb.provisions.iter().map(|it| it.id.clone()).collect();
    ids.extend(kb.editions.indices().map(|idx| kb.edition_id(idx)));
    ids.extend(kb.instruments.iter().map(|it| it.id.clone()));
    ids.extend(kb.requirements.iter().map(|it| it.id.clone()));
    ids.extend(kb.facts.iter().map(|it| it.id.clone()));
    ids.extend(kb.terms.iter().map(|it| it.id.clone()));
    ids.extend(kb.groups.iter().map(|it| it.id.clone()));
    ids.extend(kb.devices.iter().map(|it| it.id.clone()));
    ids.extend(kb.sources.iter().map(|it| it.id.clone()));
    ids.extend(kb.tables.iter().map(|it| it.id.clone()));
    ids.extend(kb.mappings.iter().map(|it| it.id.clone()));
    ids.extend(kb.deviations.iter().filter(|it| it.title.is_some()).map(|it| it.id.clone()));
    ids.extend(kb.deemings.iter().filter(|it| it.title.is_some()).map(|it| it.id.clone()));
    ids
}

#[test]
fn a_japanese_title_names_things_by_their_labels() {
    let words: BTreeSet<String> =
        lexicon::all().into_iter().map(|it| it.word).chain(words::keys()).map(str::to_owned).collect();
    let mut wrong = BTreeSet::new();
    let mut used = BTreeSet::new();
    for code in Code::ALL {
        let failing = fences(page(*code, Lang::Ja)).into_iter().filter(|it| it.info == "kijun fails");
        for fence in failing {
            let mut sources = kijun::prelude::sources();
            sources.add("x.kijun", &*fence.text);
            let as_of = Date::parse("2026-11-20").expect("a date");
            let compilation = compile(&sources, as_of, &Levels::default(), Vec::new());
            let ids = labelled(compilation.base().kb);
            for title in compilation.diagnostics.iter().map(|it| &it.title.ja) {
                for token in tokens(title).into_iter().filter(|it| words.contains(*it) || ids.contains(*it)) {
                    let argued =
                        AS_WRITTEN.iter().find(|(it, all, _)| *it == code.number() && all.contains(&token));
                    match argued {
                        Some((it, ..)) => used.insert(*it),
                        None => wrong.insert(format!("{}: {token} in {title}", code.number())),
                    };
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let needless: Vec<_> = AS_WRITTEN.iter().filter(|(it, ..)| !used.contains(it)).collect();
    assert!(needless.is_empty(), "{needless:?}");
}

#[test]
fn a_page_says_that_its_examples_are_complete() {
    for code in Code::ALL {
        for lang in Lang::ALL {
            let page = page(*code, lang);
            let has_examples = page.contains("```kijun ");
            let said = match lang {
                Lang::Ja => "この例はこのままで完結しています。",
                Lang::En => "The example is complete: ",
            };
            assert_eq!(page.contains(said), has_examples, "{} {lang}", code.number());
            assert!(!page.contains("prelude.kijun"), "{} {lang} leans on another file", code.number());
        }
    }
}
