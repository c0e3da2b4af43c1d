//! KJ3026: the synonyms of a term lead to no text.
//!
//! A synonym need not stand in any text: whoever types it is led to those that use another word of its term. Of a term
//! that a provision defines one of the words must still be used somewhere; [`unused_term`](super::unused_term) tells
//! of the others.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::called::titled;
use crate::model::{Kb, Term};
use crate::msg;
use crate::source::Sources;

use super::unused_term::Texts;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let texts = Texts::new(kb);
    let has_synonyms = |term: &&Term| !term.also.ja.is_empty() || !term.also.en.is_empty();
    let defined = kb.terms.iter().filter(|term| !term.defined_by.is_empty());
    defined.filter(has_synonyms).filter(|term| !texts.use_it(term)).map(fault).collect()
}

fn fault(term: &Term) -> Diagnostic {
    let Bilingual { ja, en } = titled(&term.name, &term.id);
    Diagnostic::new(
        Code::VainSynonym,
        msg!(ja: "用語{ja}の同義語から行き着く文がない", en: "the synonyms of the term `{en}` lead to no text"),
    )
    .here(term.span)
    .help(msg!(
        ja: "定義する規定の文にある語を「also」に加えてください。",
        en: "add to `also` the words that the defining provision uses",
    ))
}
