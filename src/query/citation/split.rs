//! The name of an instrument and of an edition before or behind a number: `ETSI EN 303 645 V2.1.1 5.3-4`.

use super::fold::{Token, mark, name};
use super::index::Index;
use crate::model::{EditionIdx, InstrumentIdx};

/// A way to read a citation whose instrument is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split<'t> {
    pub(super) instrument: InstrumentIdx,
    /// The edition, where it is named.
    pub(super) edition: Option<EditionIdx>,
    /// The name of the instrument.
    pub(super) named: &'t [Token],
    /// What is not a name.
    pub(super) rest: &'t [Token],
}

/// How often the name of one instrument may be repeated: 端末設備等規則（昭和60年郵政省令第31号）.
const REPEATED: usize = 2;

/// Returns the ways to read a citation whose instrument is named.
pub(super) fn splits<'t>(index: &Index, all: &'t [Token]) -> Vec<Split<'t>> {
    let mut found = Vec::new();
    for (instruments, head, rest) in named(index, all) {
        for instrument in instruments {
            let split = Split { instrument: *instrument, edition: None, named: head, rest };
            tails(index, split, REPEATED, &mut found);
        }
    }
    let behind = (1..all.len()).filter_map(|at| parted(all, at));
    for (rest, tail) in behind {
        for (instruments, head, after) in named(index, tail) {
            for instrument in instruments {
                let mut whole = Vec::new();
                let split = Split { instrument: *instrument, edition: None, named: head, rest: after };
                tails(index, split, REPEATED, &mut whole);
                let whole = whole.into_iter().filter(|it| it.rest.is_empty());
                found.extend(whole.map(|it| Split { rest, ..it }));
            }
        }
    }
    let again: Vec<Split<'t>> = found.iter().flat_map(|it| named_again(index, it)).collect();
    found.extend(again);
    found
}

/// Leaves out the name of the same instrument with which a citation begins: `jp.guideline@2` 端末ガイドライン第1章.
fn named_again<'t>(index: &Index, split: &Split<'t>) -> Vec<Split<'t>> {
    let same = named(index, split.rest).into_iter().filter(|it| it.0.contains(&split.instrument));
    same.map(|(_, _, rest)| Split { rest, ..*split }).collect()
}

/// The instruments that have a name, the name, and what follows it.
type Named<'i, 't> = (&'i Vec<InstrumentIdx>, &'t [Token], &'t [Token]);

/// Returns the instruments that are named by the first tokens, for each name that fits.
fn named<'i, 't>(index: &'i Index, all: &'t [Token]) -> Vec<Named<'i, 't>> {
    if all.first().is_none_or(Token::is_noise) {
        return Vec::new();
    }
    let heads = (1..=all.len()).filter_map(|at| all.split_at_checked(at));
    let heads = heads.map(|(head, rest)| (name(head), head, rest));
    let fitting = heads.take_while(|(name, ..)| name.len() <= index.longest);
    let ends = fitting.filter(|(_, head, _)| head.last().is_some_and(|it| !it.is_noise()));
    ends.filter_map(|(name, head, rest)| index.names.get(&name).map(|found| (found, head, rest))).collect()
}

/// Reads what stands behind the name of an instrument: an edition, the name once more, and the number.
fn tails<'t>(index: &Index, split: Split<'t>, more: usize, found: &mut Vec<Split<'t>>) {
    let noise = split.rest.iter().take_while(|it| it.is_noise()).count();
    let rest = split.rest.get(noise..).unwrap_or_default();
    found.push(Split { rest, ..split });
    let Some(title) = index.titles.get(&split.instrument) else { return };
    for (head, tail) in (1..=rest.len()).filter_map(|at| parted(rest, at)) {
        for (named, rest) in [(head, tail), (tail, head)] {
            if let Some(edition) = title.marks.get(&mark(named)) {
                found.push(Split { edition: Some(*edition), rest: undated(rest), ..split });
            }
        }
    }
    if more > 0 {
        for (instruments, _, rest) in named(index, rest) {
            if instruments.contains(&split.instrument) {
                tails(index, Split { rest, ..split }, more - 1, found);
            }
        }
    }
}

/// Parts tokens where no number goes on: the end of 5.3.1.3 is no edition.
fn parted(all: &[Token], at: usize) -> Option<(&[Token], &[Token])> {
    let (head, tail) = all.split_at_checked(at)?;
    tail.first().is_none_or(|it| !it.goes_on()).then_some((head, tail))
}

/// Leaves the day out that stands in brackets behind an edition: `V2.1.1 (2020-06)`.
fn undated(rest: &[Token]) -> &[Token] {
    if !rest.first().is_some_and(Token::is_dated) {
        return rest;
    }
    let more = rest.iter().skip(1).take_while(|it| it.is_branch()).count();
    rest.get(more + 1..).unwrap_or_default()
}
