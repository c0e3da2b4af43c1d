//! KJ2013: two provisions of one edition are cited alike, in either language.
//!
//! Whoever looks the citation up could mean either. Compared as they are looked up, whatever the numerals.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::model::{Edition, Kb, Provision};
use crate::msg;
use crate::query::citation::fold;
use crate::source::{Sources, Span};

use super::passage::half;

/// Two provisions that are cited alike in a language.
struct Clash<'a> {
    lang: Lang,
    first: &'a Provision,
    second: &'a Provision,
}

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let editions: Vec<&Edition> = kb.editions.iter().collect();
    let clashes: Vec<Clash<'_>> = editions.into_par_iter().flat_map_iter(|it| clashes(kb, it)).collect();
    // A pair that clashes in both languages, or goes on in an amendment, is told once.
    let mut told: BTreeSet<[Span; 2]> = BTreeSet::new();
    let new = clashes.iter().filter(|it| told.insert([it.first.body.id_span, it.second.body.id_span]));
    new.map(|it| diagnostic(kb, it, sources)).collect()
}

fn clashes<'a>(kb: &'a Kb, edition: &Edition) -> Vec<Clash<'a>> {
    let mut found = Vec::new();
    for lang in Lang::ALL {
        let mut seen: BTreeMap<String, &Provision> = BTreeMap::new();
        for idx in &edition.provisions {
            let second = &kb.provisions[*idx];
            let cite = second.body.cite.get(lang);
            if cite.trim().is_empty() {
                continue;
            }
            match seen.entry(key(cite)) {
                Entry::Vacant(free) => {
                    free.insert(second);
                }
                Entry::Occupied(first) => found.push(Clash { lang, first: first.get(), second }),
            }
        }
    }
    found
}

/// Words with which English citations begin, a kind of part a list; parts of different kinds may have one number.
const KINDS: [&[&str]; 8] = [
    &["art"],
    &["sec", "s.", "s ", "ss", "§"],
    &["reg"],
    &["part"],
    &["para"],
    &["item"],
    &["clause"],
    &["prov"],
];

/// Returns what a citation is compared by: as it is looked up, with the kind of part that it begins with.
fn key(cite: &str) -> String {
    let lower = cite.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let english = KINDS.iter().position(|words| begins(words)).map(|at| at.to_string());
    let japanese = || cite.chars().find(|c| "条項号章節款編部".contains(*c)).map(String::from);
    format!("{} {}", english.or_else(japanese).unwrap_or_default(), fold(cite))
}

fn diagnostic(kb: &Kb, clash: &Clash<'_>, sources: &Sources) -> Diagnostic {
    let Clash { lang, first, second } = clash;
    let (one, two, cite) = (kb.text_called(first), kb.text_called(second), second.body.cite.get(*lang));
    let (one_ja, two_ja, one, two) = (one.ja, two.ja, one.en, two.en);
    let place = |it: &Provision| half(sources, it.body.cite_span, &it.body.cite, *lang);
    Diagnostic::new(
        Code::SameCitation,
        msg!(ja: "{one_ja}と{two_ja}の引用が同じ「{cite}」である", en: "`{one}` and `{two}` are both cited as `{cite}`"),
    )
    .at(place(second), msg!(ja: "{two_ja}の引用", en: "the citation of `{two}`"))
    .and_at(place(first), msg!(ja: "{one_ja}の引用", en: "the citation of `{one}`"))
    .note(msg!(
        ja: "引用から規定を引く人は、どちらの規定か決められない。数字の書き方の違いは区別にならない。",
        en: "nobody who looks the citation up knows which is meant; the way in which numbers are written makes no difference",
    ))
    .help(msg!(ja: "どちらかの引用を出典のとおりに直してください。", en: "correct one of the two after the source"))
}
