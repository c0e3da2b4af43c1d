//! A witness that people believe: the nearest of those for which nothing unlikely holds.
//!
//! Only chooses among witnesses; whether there is one is decided before, and nothing unlikely takes part in it.
//! A password of no characters that nobody guesses gives way to one of a character, where that is a witness too.

use super::domain::Facts;
use super::formula::Formula;
use super::sat::Questions;
use super::theory::Theory;
use super::verdict::Rule;

/// Returns the witness itself if nothing unlikely holds for it, else the nearest for which as little does as can be.
///
/// A product needs no more open limbs than the nearest one does; what was declared to be unlikely first counts most.
/// The two engines share this, so they agree. Where the search gives up, the nearest witness of all stays.
pub(super) fn likelier(
    theory: &Theory,
    constraints: &[usize],
    within: &Formula,
    [met, failed]: [&Rule; 2],
    witness: Facts,
) -> Facts {
    if theory.odd(&witness).is_empty() {
        return witness;
    }
    let fails = failed.criterion.clone().unwrap_or(Formula::True).negated();
    let meets = met.criterion.as_ref().unwrap_or(&Formula::True);
    let obeyed = constraints.iter().filter_map(|at| theory.constraints.get(*at));
    let given: Vec<&Formula> =
        [within, &met.applies, &failed.applies, meets, &fails].into_iter().chain(obeyed).collect();
    let doubts: Vec<&Formula> = theory.doubts(&witness).into_iter().map(|(_, it)| it).collect();
    let avoided: Vec<usize> = (0..doubts.len()).collect();
    let found = Questions::new(&theory.variables, &given, &doubts).nearest_without(&[], &avoided);
    found.ok().flatten().unwrap_or(witness)
}
