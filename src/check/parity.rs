//! The two halves of every text against each other, each read once for all rules that compare them.
//!
//! Owns the reading and the places, and no rule: what differs is said by `numbers_differ` and `references_differ`.

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::Kb;
use crate::source::Sources;

use super::figures::Figures;
use super::passage::{locate, passages};
use super::{numbers_differ, references_differ};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let compared = passages(kb).into_par_iter().flat_map_iter(|passage| {
        let [ja, en] = &Lang::ALL.map(|lang| Figures::of(passage.text.get(lang), lang));
        let mut found = Vec::new();
        for (lang, here, there) in [(Lang::Ja, ja, en), (Lang::En, en, ja)] {
            let text = passage.text.get(lang);
            let place = |words: &[&str]| Some(locate(sources, passage.span, text, words.first()?));
            let numbers = here.numbers_missing_in(there);
            let at = place(&numbers);
            found.extend(at.map(|at| numbers_differ::diagnostic(lang, &numbers.join(", "), at)));
            let references = here.references_missing_in(there);
            let other = lang.other();
            let at = place(&references)
                .filter(|_| !references_differ::points_back(passage.text.get(other), other));
            found.extend(at.map(|at| references_differ::diagnostic(lang, &references.join(", "), at)));
        }
        found
    });
    compared.collect()
}
