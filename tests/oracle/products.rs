//! Writes random products with the verdicts of `assess`, for the script that judges them again in a browser.
//!
//! Usage: products FILE [NUMBER]. Each product is asked against one instrument on the as-of date of the base. Most are
//! made from example devices, of which some facts are forgotten and some changed; numbers and dates lie at the bounds
//! that texts draw and beside them. Products that contradict the constraints are among them and are marked.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use kijun::compile;
use kijun::lexicon::{Because, By, Outcome};
use kijun::logic::domain::{Facts, Value};
use kijun::logic::failure::OverBudget;
use kijun::model::fact::NEVER;
use kijun::model::{Date, FactIdx, FactType, InstrumentIdx, Node};
use kijun::norm::{Base, When};
use kijun::project::{self, Project};
use kijun::query::asked::meant;
use kijun::query::{self, Asked};
use kijun::view::form::{Form, FormFact};
use kijun::view::tree::{FactValue, fact_value};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use serde::Serialize;

mod random;
use random::Random;

/// Products that are held at once.
const AT_ONCE: usize = 500;

#[derive(Serialize)]
struct Product<'a> {
    instrument: &'a str,
    /// Whether the day is left out.
    whole: bool,
    facts: Vec<(&'a str, FactValue)>,
    /// The verdicts, edition by edition; null where the facts contradict the constraints.
    results: Option<Vec<Edition>>,
}

#[derive(Serialize)]
struct Edition {
    id: String,
    judged: Judged,
    under: Option<String>,
    provisions: Vec<(String, Judged, Option<String>)>,
}

#[derive(Serialize)]
struct Judged(Outcome, By, Outcome, Option<Because>);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: products FILE [NUMBER]")?;
    let number: usize = arguments.next().map_or(Ok(10_000), |it| it.parse())?;
    let Project { manifest, sources, diagnostics, .. } = project::open(Path::new("."))?;
    let as_of = Date::parse(&manifest.as_of).ok_or("the manifest has no date")?;
    let compiled = compile::compile(&sources, as_of, &manifest.levels, diagnostics);
    let whole = compiled.base();
    let kb = whole.on(as_of);
    let form = Form::new(whole)?;
    let instruments: Vec<InstrumentIdx> =
        kb.instruments.indices().filter(|idx| kb.current_edition(*idx).is_some()).collect();
    let mut out = BufWriter::new(File::create(file)?);
    out.write_all(b"[\n")?;
    for first in (0..number).step_by(AT_ONCE) {
        let some = (first..number.min(first + AT_ONCE)).into_par_iter();
        let made = some.map(|at| {
            let idx = *instruments.get(at % instruments.len()).unwrap_or(&InstrumentIdx::new(0));
            // With the day left out for one in three.
            product(if at % 3 == 2 { whole } else { kb }, &form.ground.facts, idx, at as u64)
                .map(|it| serde_json::to_vec(&it))
        });
        for (at, one) in made.collect::<Vec<_>>().into_iter().enumerate() {
            out.write_all(if first + at == 0 { b"" } else { b",\n" })?;
            out.write_all(&one??)?;
        }
    }
    out.write_all(b"]\n")?;
    out.flush()?;
    Ok(())
}

fn product<'a>(
    kb: Base<'a>,
    asked: &[FormFact],
    idx: InstrumentIdx,
    seed: u64,
) -> Result<Product<'a>, OverBudget> {
    let facts = Dice { random: Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d)) }.product(kb, asked);
    let stated = facts.iter().map(|(idx, value)| {
        let fact = &kb.kb.facts[*idx];
        (fact.id.as_str(), fact_value(fact, *value))
    });
    let results = if kb.theory.conflict(&facts)?.is_some() { None } else { Some(judged(kb, &facts, idx)?) };
    let whole = kb.when == When::Whole;
    Ok(Product { instrument: &kb.kb.instruments[idx].id, whole, facts: stated.collect(), results })
}

/// Returns the verdicts on an instrument that is not named with its edition.
fn judged(kb: Base<'_>, facts: &Facts, idx: InstrumentIdx) -> Result<Vec<Edition>, OverBudget> {
    let Some(edition) = kb.current_edition(idx) else { return Ok(Vec::new()) };
    let nodes = meant(kb, facts, Node { edition, locator: None, provision: None }, false);
    let asked: Vec<Asked> = nodes.into_iter().map(|node| Asked { node, pinned: false }).collect();
    let found = query::assess(kb, facts, &asked)?;
    let edition = |it: &query::EditionResult| Edition {
        id: kb.edition_id(it.edition),
        judged: Judged(it.verdict, it.by, it.content, it.because),
        under: it.under.map(|edition| kb.edition_id(edition)),
        provisions: it.provisions.iter().map(|it| provision(kb, it)).collect(),
    };
    Ok(found.results.iter().map(edition).collect())
}

fn provision(kb: Base<'_>, it: &query::ProvisionResult) -> (String, Judged, Option<String>) {
    let judged = Judged(it.judged.outcome, it.judged.by, it.judged.content, it.because);
    (kb.node_id(&it.node), judged, it.judged.under.map(|edition| kb.edition_id(edition)))
}

/// A small generator; what it gives depends on the seed alone.
struct Dice {
    random: Random,
}

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.random.next() % n.max(1) as u64).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(all.len());
        all.get(at)
    }

    fn product(&mut self, kb: Base<'_>, asked: &[FormFact]) -> Facts {
        let kept = *self.pick(&[20, 60, 90, 98, 100, 100, 100]).unwrap_or(&100);
        let changed = *self.pick(&[0, 1, 3, 10, 40]).unwrap_or(&0);
        let mut facts = Facts::new();
        if self.below(8) > 0 {
            // Half of them are whole products, which answer nearly everything.
            let least = if self.below(2) == 0 { 300 } else { 0 };
            let devices: Vec<&Facts> =
                kb.devices.iter().map(|it| &it.facts).filter(|it| it.len() > least).collect();
            facts = self.pick(&devices).map(|it| (*it).clone()).unwrap_or_default();
        }
        facts.retain(|_, _| self.below(100) < kept);
        for _ in 0..changed {
            let Some(fact) = self.pick(asked) else { break };
            let idx = FactIdx::new(fact.at);
            let before = facts.insert(idx, self.value(kb, fact, idx));
            // Most changes that contradict something are taken back.
            if self.below(20) > 0 && !matches!(kb.theory.conflict(&facts), Ok(None)) {
                match before {
                    Some(value) => _ = facts.insert(idx, value),
                    None => _ = facts.remove(&idx),
                }
            }
        }
        facts
    }

    /// Returns a value of a fact, one at a bound or beside it where it is a number.
    fn value(&mut self, kb: Base<'_>, fact: &FormFact, idx: FactIdx) -> Value {
        let bound = self.pick(&fact.marks).copied().unwrap_or_default();
        let near = bound + i64::try_from(self.below(3)).unwrap_or_default() - 1;
        let position = |at: usize| u32::try_from(at).unwrap_or_default();
        match &kb.facts[idx].ty {
            FactType::Flag => Value::Flag(self.below(2) == 1),
            FactType::Choice(words) | FactType::Scale(words) => {
                Value::Word(position(self.below(words.len())))
            }
            FactType::Set(words) => {
                let every = (1 << words.len().min(31)) - 1;
                Value::Set(position(self.below(1 << 31)) & every)
            }
            FactType::Number { lo, hi, .. } | FactType::Duration { lo, hi, .. } => {
                Value::Int(near.clamp(*lo, *hi))
            }
            FactType::Date if self.below(8) == 0 => Value::Int(NEVER),
            FactType::Date => Value::Int(near.clamp(NEVER + 1, 84_005)),
        }
    }
}
