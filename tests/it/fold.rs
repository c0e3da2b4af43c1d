//! The normal form of the program and that of the browser are one.
//!
//! The script runs in Node.js.

use kijun::fold::{apart, fold, searched, text_of};
use serde_json::{Value, json};

use crate::base::shipped as base;
use crate::support::in_node;

/// What is written, and what it is folded to.
const CASES: &str = include_str!("../cases/normal.tsv");

const SCRIPT: &str = include_str!("../../site/styles/fold.js");

/// Returns what an expression says of each input, `it`, in a browser.
fn run(each: &str, inputs: &[String]) -> Vec<Value> {
    in_node(SCRIPT, each, &json!(inputs))
}

fn cases() -> Vec<(&'static str, &'static str)> {
    CASES.lines().skip(1).filter_map(|line| line.split_once('\t')).collect()
}

#[test]
fn what_is_one_thing_is_written_in_one_way() {
    let inputs: Vec<String> = cases().iter().map(|(text, _)| (*text).to_owned()).collect();
    assert!(inputs.len() > 50, "{}", inputs.len());
    let in_browser = run("kijunFold.fold(it)", &inputs);
    for ((text, folded), in_browser) in cases().iter().zip(in_browser) {
        assert_eq!(fold(text), *folded, "{text}");
        assert_eq!(in_browser, *folded, "{text} in a browser");
    }
}

/// Every text of the base, and what no text has, with the place of each character.
#[test]
fn a_browser_folds_every_text_as_the_program_does() {
    let kb = base();
    let mut inputs: Vec<String> = [
        "\0\u{1}a\u{7f}",
        "ǅ İ ß Å",
        "ー1 ア-1 1ーア",
        "十十百千三",
        "𠮷野家 😀",
        "a\u{301}e が ｶﾞ",
        "零 〇〇七",
    ]
    .map(str::to_owned)
    .to_vec();
    for it in &kb.provisions {
        inputs.extend([
            it.body.text.ja.clone(),
            it.body.text.en.clone(),
            it.body.title.ja.clone(),
            it.body.title.en.clone(),
        ]);
    }
    for it in &kb.facts {
        inputs.extend([it.ask.ja.clone(), it.ask.en.clone()]);
    }
    for it in &kb.terms {
        inputs.extend([it.name.ja.clone(), it.name.en.clone(), it.text.ja.clone()]);
    }
    inputs.sort();
    inputs.dedup();
    let all = run("[kijunFold.fold(it), kijunFold.apart(it), ...kijunFold.searched(it)]", &inputs);
    for (input, of) in inputs.iter().zip(all) {
        let letters = searched(input);
        assert_eq!(of[0], fold(input), "{input}");
        assert_eq!(of[1], apart(input), "{input}");
        assert_eq!(of[2], text_of(&letters), "{input}");
        let units = |at: usize| input.get(..at).map_or(0, |before| before.encode_utf16().count());
        let places: Vec<Value> = letters.iter().map(|it| json!(units(it.at))).collect();
        assert_eq!(of[3].as_array().expect("a list"), &places, "{input}");
    }
}
