//! The citations of `tests/cases/`, with what each means.

use kijun::norm::Base;
use kijun::query::citation::{Answer, Kind};

const CITED: &str = include_str!("../cases/cited.tsv");

/// An older list: `candidates`, or the one that is meant.
const OLDER: &str = include_str!("../cases/citations.tsv");

/// What someone types, and what it means.
pub(crate) struct Case {
    pub(crate) typed: &'static str,
    /// `exact`, `whole`, `retired`, `elsewhere`, `parent`, `candidates` or `nothing`.
    pub(crate) answer: &'static str,
    /// The ids that are meant, in order; those that are among the candidates.
    pub(crate) means: Vec<&'static str>,
}

/// Returns an id without its edition.
pub(crate) fn unpinned(id: &str) -> String {
    let (head, tail) = id.split_once(':').unwrap_or((id, ""));
    let instrument = head.split('@').next().unwrap_or_default();
    if tail.is_empty() { instrument.to_owned() } else { format!("{instrument}:{tail}") }
}

fn is(means: &str, id: &str) -> bool {
    id == means || unpinned(id) == means
}

impl Case {
    /// Says whether an answer is the one that is meant.
    pub(crate) fn is_met(&self, kind: &str, ids: &[Vec<String>]) -> bool {
        if self.answer == "candidates" {
            return kind == self.answer && self.is_among(ids);
        }
        let wanted = if self.answer == "whole" { "exact" } else { self.answer };
        let one = ids.concat();
        let same =
            one.len() == self.means.len() && self.means.iter().zip(&one).all(|(means, id)| is(means, id));
        kind == wanted && same
    }

    /// Says whether all that is meant is among the ids.
    pub(crate) fn is_among(&self, ids: &[Vec<String>]) -> bool {
        self.means.iter().all(|means| ids.iter().flatten().any(|id| is(means, id)))
    }
}

/// Returns the kind of an answer with all that may be meant.
pub(crate) fn answered(kb: Base<'_>, answer: &Answer) -> (&'static str, Vec<Vec<String>>) {
    match answer {
        Answer::Found(it) => {
            let kind = match it.kind {
                Kind::Exact => "exact",
                Kind::Retired => "retired",
                Kind::Elsewhere => "elsewhere",
                Kind::Parent => "parent",
            };
            (kind, vec![it.meaning.ids(kb)])
        }
        Answer::Candidates(all) => ("candidates", all.iter().map(|it| it.meaning.ids(kb)).collect()),
        Answer::Nothing(_) => ("nothing", Vec::new()),
    }
}

/// Returns all cases.
pub(crate) fn all() -> Vec<Case> {
    let rows = CITED.lines().skip(1).filter(|line| !line.starts_with('#'));
    let cases = rows.map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().expect("three cells");
        Case { typed: cell(), answer: cell(), means: cell().split_whitespace().collect() }
    });
    // Terms are no citations, and retired numbers went on as several.
    let older = OLDER.lines().skip(1).filter_map(|line| line.split_once('\t'));
    let older = older.filter(|(_, means)| means.contains(':'));
    let older = older.filter(|(typed, _)| !CITED.contains(&format!("{typed}\t")));
    let older = older.map(|(typed, means)| Case { typed, answer: "exact", means: vec![means] });
    cases.chain(older).collect()
}
