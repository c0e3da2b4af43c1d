//! An earlier assessment, as `kijun assess --format json` wrote it.
//!
//! Reads the verdicts of provisions and nothing else; what is no such file is refused with the place where it is not.

use std::collections::BTreeMap;

use crate::data::{Fault, Located, Value};
use crate::lang::Bilingual;
use crate::lexicon::Outcome;
use crate::msg;

/// The verdicts of an earlier assessment.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    verdicts: BTreeMap<String, Earlier>,
}

/// An earlier verdict.
#[derive(Clone, Copy, Debug)]
struct Earlier {
    verdict: Outcome,
    /// Whether it was waived, so that nobody was told to mend it.
    waived: bool,
}

impl Baseline {
    /// Reads an assessment of a version of the shape: a later minor version only adds to an earlier one.
    pub fn read(root: &Located, version: &str) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut found = Self::default();
        let none = |at, what: Bilingual| vec![Fault::new(at, what)];
        let Some(stated) = root.get("schema_version") else {
            return Err(none(root.at, no_assessment("schema_version")));
        };
        if stated.scalar().and_then(major) != major(version) {
            let is = stated.scalar().unwrap_or_default();
            let what = msg!(
                ja: "この評価結果の形の版は「{is}」で、ここで読めるのは「{version}」である。作り直してください。",
                en: "this assessment has version `{is}` of the shape, and `{version}` is read here; make it anew",
            );
            return Err(none(stated.at, what));
        }
        let Some(results) = root.get("results").filter(|it| matches!(it.value, Value::List(_))) else {
            return Err(none(root.at, no_assessment("results")));
        };
        for result in results.elements() {
            match result.get("provisions").filter(|it| matches!(it.value, Value::List(_))) {
                Some(provisions) => {
                    for it in provisions.elements() {
                        found.provision(it, &mut faults);
                    }
                }
                None => faults.push(Fault::new(result.at, no_assessment("provisions"))),
            }
        }
        if faults.is_empty() { Ok(found) } else { Err(faults) }
    }

    fn provision(&mut self, it: &Located, faults: &mut Vec<Fault>) {
        let Some(id) = it.get("id").and_then(Located::scalar) else {
            faults.push(Fault::new(it.at, no_assessment("id")));
            return;
        };
        let verdict = it.get("verdict");
        let word = verdict.and_then(Located::scalar);
        let Some(verdict) = word.and_then(|word| Outcome::ALL.iter().find(|it| it.word() == word)) else {
            let at = verdict.map_or(it.at, |it| it.at);
            faults.push(Fault::new(at, no_assessment("verdict")));
            return;
        };
        let waived = it.get("waiver").is_some_and(|it| it.value != Value::Null);
        self.verdicts.insert(id.to_owned(), Earlier { verdict: *verdict, waived });
    }

    /// Says whether a verdict is no worse than it was.
    pub fn has(&self, id: &str, now: Outcome) -> bool {
        let Some(earlier) = self.verdicts.get(id).filter(|it| !it.waived) else { return false };
        match now {
            Outcome::NotSatisfied => earlier.verdict == Outcome::NotSatisfied,
            Outcome::Undecided | Outcome::NeedsJudgement => matches!(
                earlier.verdict,
                Outcome::NotSatisfied | Outcome::Undecided | Outcome::NeedsJudgement
            ),
            Outcome::Satisfied | Outcome::NotApplicable => false,
        }
    }

    /// Returns what failed, by pinned ids in their order.
    pub fn failures(&self) -> impl Iterator<Item = &str> {
        let failed = |it: &Earlier| it.verdict == Outcome::NotSatisfied && !it.waived;
        self.verdicts.iter().filter(move |(_, it)| failed(it)).map(|(id, _)| id.as_str())
    }
}

/// Returns the number of a version whose change breaks readers.
fn major(version: &str) -> Option<u64> {
    version.split('.').next()?.parse().ok()
}

fn no_assessment(key: &str) -> Bilingual {
    msg!(
        ja: "「kijun assess --format json」の出力でない（「{key}」がない、又は違う形である）",
        en: "this is not what `kijun assess --format json` writes: `{key}` is missing or of another form",
    )
}
