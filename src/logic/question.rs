//! Which unknown fact to ask for next.
//!
//! Tries every answer that the rules can tell apart; never asks for a judgement.
//! Of two facts of which one decides ten rules and the other one, the first is asked for.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::domain::{Domain, Facts, Value, Var};
use super::encoding::{Block, Encoding};
use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::space::vars_of;
use super::theory::Theory;
use super::verdict::{self, Completions, Rule};

/// Returns the unknown fact to ask for next, with the most rules that one answer to it can decide.
///
/// The best question decides most rules on average over the answers that the rules tell apart; of those the one
/// that decides most in the worst case, then the one that most undecided rules need, then the one declared first.
/// The number is 0 where no single answer decides a rule yet.
pub fn next_question(
    theory: &Theory,
    rules: &[Rule],
    facts: &Facts,
) -> Result<Option<(Var, usize)>, Failure> {
    let found: Vec<Option<Open<'_>>> =
        rules.par_iter().map(|rule| Open::new(theory, rule, facts)).collect::<Result<_, _>>()?;
    let open: Vec<Open<'_>> = found.into_iter().flatten().collect();
    let formulas = open.iter().flat_map(|open| open.rule.formulas());
    let encoding = Encoding::new(&theory.variables, formulas.chain(&theory.constraints), &BTreeSet::new());
    let asked: BTreeSet<Var> = open.iter().flat_map(|open| &open.needs).copied().collect();
    let blocks: Vec<&Block> = asked.iter().filter_map(|var| encoding.block(*var)).collect();
    let questions: Vec<Answers> =
        blocks.par_iter().map(|block| possible(theory, facts, block)).collect::<Result<_, _>>()?;
    let decided: Vec<BTreeSet<(Var, usize)>> =
        open.par_iter().map(|open| open.decided(theory, facts, &questions)).collect::<Result<_, _>>()?;
    let mut best: Option<(Score, Var)> = None;
    for (var, answers) in &questions {
        let score = Score::new((*var, answers.len()), &open, &decided);
        if best.as_ref().is_none_or(|(other, _)| score.better_than(other)) {
            best = Some((score, *var));
        }
    }
    Ok(best.map(|(score, var)| (var, score.most)))
}

/// A fact with the answers to it that the known facts allow.
type Answers = (Var, Vec<Value>);

/// Returns the answers that a block tells apart and that contradict nothing known.
fn possible(theory: &Theory, facts: &Facts, block: &Block) -> Result<Answers, OverBudget> {
    let (mut known, mut found) = (facts.clone(), Vec::new());
    for answer in answers(block) {
        known.insert(block.var, answer);
        if theory.conflict(&known)?.is_none() {
            found.push(answer);
        }
    }
    Ok((block.var, found))
}

/// An undecided rule with the facts that it needs and all that can bear on it.
struct Open<'a> {
    rule: &'a Rule,
    needs: Vec<Var>,
    reach: BTreeSet<Var>,
}

impl<'a> Open<'a> {
    /// `None` for a rule that no fact decides any more.
    fn new(theory: &Theory, rule: &'a Rule, facts: &Facts) -> Result<Option<Self>, OverBudget> {
        let needs = verdict::outcome(theory, rule, facts)?.needs;
        Ok((!needs.is_empty()).then(|| Open { rule, needs, reach: reach(theory, rule, facts) }))
    }

    /// Returns the answers, by fact and position, each of which decides the rule.
    fn decided(
        &self,
        theory: &Theory,
        facts: &Facts,
        questions: &[Answers],
    ) -> Result<BTreeSet<(Var, usize)>, OverBudget> {
        let mut completions = Completions::new(theory, self.rule, facts);
        let mut decided = BTreeSet::new();
        for (var, answers) in questions.iter().filter(|(var, _)| self.reach.contains(var)) {
            for (at, answer) in answers.iter().enumerate() {
                if completions.agree(&Facts::from([(*var, *answer)]))? {
                    decided.insert((*var, at));
                }
            }
        }
        Ok(decided)
    }
}

fn reach(theory: &Theory, rule: &Rule, facts: &Facts) -> BTreeSet<Var> {
    let formulas: Vec<&Formula> = rule.formulas().collect();
    let mut vars = vars_of(&formulas);
    let constraints = theory.connected(&vars, facts);
    vars.extend(constraints.into_iter().filter_map(|at| theory.constraints.get(at)).flat_map(Formula::vars));
    vars
}

/// How much an answer decides.
struct Score {
    total: usize,
    answers: usize,
    least: usize,
    most: usize,
    needed: usize,
}

impl Score {
    fn new((var, answers): (Var, usize), open: &[Open<'_>], decided: &[BTreeSet<(Var, usize)>]) -> Self {
        let needed = open.iter().filter(|open| open.needs.contains(&var)).count();
        let by = |at: usize| decided.iter().filter(|it| it.contains(&(var, at))).count();
        let each: Vec<usize> = (0..answers).map(by).collect();
        let (least, most) = (each.iter().min().copied(), each.iter().max().copied());
        Self {
            total: each.iter().sum(),
            answers: answers.max(1),
            least: least.unwrap_or(usize::MAX),
            most: most.unwrap_or_default(),
            needed,
        }
    }

    fn better_than(&self, other: &Self) -> bool {
        let key = |score: &Self, by: usize| (score.total * by, score.least, score.needed);
        key(self, other.answers) > key(other, self.answers)
    }
}

/// Returns one value of each kind that a block tells apart.
fn answers(block: &Block) -> Vec<Value> {
    let marks = || block.marks.iter().copied();
    let word = |mark: i64| Value::Word(u32::try_from(mark).unwrap_or(0));
    match block.domain {
        Domain::Flag => vec![Value::Flag(false), Value::Flag(true)],
        Domain::Scale(_) => std::iter::once(0).chain(marks()).map(word).collect(),
        Domain::Number { lo, .. } => std::iter::once(lo).chain(marks()).map(Value::Int).collect(),
        Domain::Choice(words) => {
            let other = (0..i64::from(words)).find(|word| !block.marks.contains(word));
            marks().chain(other).map(word).collect()
        }
        Domain::Set(_) => {
            let whole =
                marks().filter_map(|mark| u32::try_from(mark).ok()).fold(0, |mask, mark| mask | 1 << mark);
            let single = marks().filter_map(|mark| u32::try_from(mark).ok()).map(|mark| 1 << mark);
            let all: BTreeSet<u32> = std::iter::once(0).chain(single).chain([whole]).collect();
            all.into_iter().map(Value::Set).collect()
        }
    }
}
