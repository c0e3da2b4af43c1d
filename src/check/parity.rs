//! The two halves of every text against each other, each read once for all rules that compare them.
//!
//! Owns the reading and the places, and no rule: what differs is said by `numbers_differ` and `references_differ`.

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::Kb;
use crate::source::{Sources, Span};

use super::figures::Figures;
use super::odd::Odd;
use super::passage::{half, locate, passages};
use super::{number_not_restated, numbers_differ, references_differ};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    // A number that is not that of the criterion is told as that, and not as different in the two languages too.
    let told = number_not_restated::told(kb);
    let compared = passages(kb).into_par_iter().flat_map_iter(|passage| {
        let [ja, en] = &Lang::ALL.map(|lang| Figures::of(passage.text.get(lang), lang));
        let text = |lang: Lang| passage.text.get(lang).as_str();
        let odd = |lang: Lang, words: Vec<&str>| {
            let first = words.first()?;
            Some(Odd { lang, words: words.join(", "), at: locate(sources, passage.span, text(lang), first) })
        };
        let numbers = [odd(Lang::Ja, ja.numbers_missing_in(en)), odd(Lang::En, en.numbers_missing_in(ja))];
        let heard = |lang: Lang| !references_differ::points_back(text(lang.other()), lang.other());
        let references = [
            odd(Lang::Ja, ja.references_missing_in(en)).filter(|it| heard(it.lang)),
            odd(Lang::En, en.references_missing_in(ja)).filter(|it| heard(it.lang)),
        ];
        let whole = |lang| half(sources, passage.span, passage.text, lang);
        let numbers = if told.contains(&passage.span) { [None, None] } else { numbers };
        let found = [
            reported(numbers, &whole, numbers_differ::one_sided, numbers_differ::different),
            reported(references, &whole, references_differ::one_sided, references_differ::different),
        ];
        found.into_iter().flatten()
    });
    compared.collect()
}

/// Says what one half names alone, with the place of the other half, or both at once where each names something else.
fn reported(
    [ja, en]: [Option<Odd>; 2],
    whole: &impl Fn(Lang) -> Span,
    one_sided: fn(&Odd, Span) -> Diagnostic,
    different: fn(&Odd, &Odd) -> Diagnostic,
) -> Option<Diagnostic> {
    match (ja, en) {
        (Some(ja), Some(en)) => Some(different(&ja, &en)),
        (Some(odd), None) | (None, Some(odd)) => Some(one_sided(&odd, whole(odd.lang.other()))),
        (None, None) => None,
    }
}
