//! The pages of `kijun explain`: complete, alike in both languages, and with examples that do what they say.

use std::collections::BTreeSet;

use kijun::check::meaning;
use kijun::compile::compile;
use kijun::diag::{Code, Levels};
use kijun::explain::page;
use kijun::lang::Lang;
use kijun::model::Date;
use kijun::query::adequacy::adequacy;

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
