//! Which unknown fact to ask for next.
//!
//! Tries every answer that the rules can tell apart; never asks for a judgement.
//! Of two facts of which one decides ten rules and the other one, the first is asked for.

use std::collections::BTreeSet;

use super::domain::{Domain, Facts, Value, Var};
use super::encoding::{Block, Encoding};
use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::space::vars_of;
use super::theory::Theory;
use super::verdict::{self, Rule};

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
    let mut open = Vec::new();
    for rule in rules {
        let verdict = verdict::verdict(theory, rule, facts)?;
        if !verdict.needs.is_empty() {
            open.push(Open { rule, needs: verdict.needs, reach: reach(theory, rule, facts) });
        }
    }
    let formulas = open.iter().flat_map(|open| open.rule.formulas());
    let encoding = Encoding::new(&theory.variables, formulas.chain(&theory.constraints), &BTreeSet::new());
    let asked: BTreeSet<Var> = open.iter().flat_map(|open| &open.needs).copied().collect();
    let mut best: Option<(Score, Var)> = None;
    for block in asked.iter().filter_map(|var| encoding.block(*var)) {
        let score = score(theory, &open, facts, block)?;
        if best.as_ref().is_none_or(|(other, _)| score.better_than(other)) {
            best = Some((score, block.var));
        }
    }
    Ok(best.map(|(score, var)| (var, score.most)))
}

/// An undecided rule with the facts that it needs and all that can bear on it.
struct Open<'a> {
    rule: &'a Rule,
    needs: Vec<Var>,
    reach: BTreeSet<Var>,
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
    fn better_than(&self, other: &Self) -> bool {
        let key = |score: &Self, by: usize| (score.total * by, score.least, score.needed);
        key(self, other.answers) > key(other, self.answers)
    }
}

fn score(theory: &Theory, open: &[Open<'_>], facts: &Facts, block: &Block) -> Result<Score, OverBudget> {
    let var = block.var;
    let needed = open.iter().filter(|open| open.needs.contains(&var)).count();
    let mut score = Score { total: 0, answers: 0, least: usize::MAX, most: 0, needed };
    let mut known = facts.clone();
    for answer in answers(block) {
        known.insert(var, answer);
        if theory.conflict(&known)?.is_some() {
            continue;
        }
        let mut decided = 0;
        for open in open.iter().filter(|open| open.reach.contains(&var)) {
            decided += usize::from(verdict::is_decided(theory, open.rule, &known)?);
        }
        score.total += decided;
        score.answers += 1;
        score.least = score.least.min(decided);
        score.most = score.most.max(decided);
    }
    Ok(Score { answers: score.answers.max(1), ..score })
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
