//! The pages of `kijun explain`: complete, alike in both languages, and with examples that do what they say.

use std::collections::BTreeSet;

use kijun::compile::compile;
use kijun::diag::{Code, Levels};
use kijun::explain::{PRELUDE, page};
use kijun::lang::Lang;
use kijun::model::Date;

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

/// Returns the codes that a small corpus gives.
fn codes(fence: &Fence) -> BTreeSet<&'static str> {
    let mut sources = kijun::prelude::sources();
    if !fence.info.contains("alone") {
        sources.add("prelude.kijun", PRELUDE);
    }
    sources.add("x.kijun", &fence.text);
    let as_of = Date::parse("2026-11-20").expect("a date");
    let compilation = compile(&sources, as_of, &Levels::default(), Vec::new());
    compilation.diagnostics.iter().map(|it| it.code.number()).collect()
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
fn the_prelude_is_clean() {
    assert_eq!(codes(&Fence { info: String::new(), text: "// nothing\n".to_owned() }), BTreeSet::new());
}

/// Codes whose checks run only when they are asked for; the list may only shrink.
const ON_REQUEST: [&str; 1] = ["KJ3022"];

#[test]
fn examples_give_what_they_say() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        for fence in fences(page(*code, Lang::Ja)) {
            let expected = match fence.info.split(' ').take(2).collect::<Vec<_>>()[..] {
                ["kijun", "fails"] => BTreeSet::from([code.number()]),
                ["kijun", "fixed"] => BTreeSet::new(),
                _ => continue,
            };
            let found = codes(&fence);
            // An example of a check that does not exist gives nothing; once it gives something, the list shrinks.
            let silent = ON_REQUEST.contains(&code.number()) && fence.info.contains("fails");
            if silent != (found.is_empty() && !expected.is_empty()) || (!silent && found != expected) {
                wrong.push(format!("{} {}: {found:?}", code.number(), fence.info));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
