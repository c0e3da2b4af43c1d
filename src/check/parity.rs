//! The two halves of every text against each other, each read once for all rules that compare them.
//!
//! Owns the reading and no rule: what differs is said by `numbers_differ` and `references_differ`.

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::Kb;
use crate::source::Sources;

use super::figures::Figures;
use super::passage::passages;
use super::{numbers_differ, references_differ};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let compared = passages(kb).into_par_iter().flat_map_iter(|passage| {
        let figures = [Lang::Ja, Lang::En].map(|lang| Figures::of(passage.text.get(lang), lang));
        let mut found = numbers_differ::faults(&passage, &figures, sources);
        found.extend(references_differ::faults(&passage, &figures, sources));
        found
    });
    compared.collect()
}
