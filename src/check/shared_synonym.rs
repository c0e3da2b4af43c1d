//! KJ3027: a word of two terms.
//!
//! Whoever looks for a word is led to what its term is otherwise called; a word of two terms makes them one. A term that
//! texts define is a word of their jurisdictions: there it may have another meaning than elsewhere, and of several such
//! terms each is meant in its own place.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::model::called::titled;
use crate::model::{Kb, Term};
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for lang in Lang::ALL {
        let mut by_word: BTreeMap<String, Vec<&Term>> = BTreeMap::new();
        for term in &kb.terms {
            for word in term.words(lang) {
                let terms = by_word.entry(word.to_lowercase()).or_default();
                if terms.last().is_some_and(|last| last.id == term.id) {
                    continue;
                }
                out.extend(terms.iter().find(|it| meet(kb, it, term)).map(|it| fault(word, it, term)));
                terms.push(term);
            }
        }
    }
    out
}

/// Says whether two terms are words of the same place: both of no text, or of texts of one jurisdiction.
fn meet(kb: &Kb, one: &Term, two: &Term) -> bool {
    let home = |term: &Term| -> Vec<&str> {
        term.defined_by.iter().map(|it| kb.instruments[it.instrument].jurisdiction.as_str()).collect()
    };
    let (one, two) = (home(one), home(two));
    (one.is_empty() && two.is_empty()) || one.iter().any(|it| two.contains(it))
}

fn fault(word: &str, first: &Term, term: &Term) -> Diagnostic {
    let Bilingual { ja, en } = titled(&first.name, &first.id);
    Diagnostic::new(
        Code::SharedSynonym,
        msg!(ja: "「{word}」は二つの用語の語", en: "`{word}` is a word of two terms"),
    )
    .here(term.span)
    .and_at(first.span, msg!(ja: "用語{ja}にもある", en: "also one of the term `{en}`"))
    .help(msg!(
        ja: "指すところが同じ方に残し、他方から除いてください。",
        en: "leave it with the term that means the same, and take it from the other",
    ))
}
