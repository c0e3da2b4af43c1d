//! Every computed relation as questions for an independent solver, in SMT-LIB 2.
//!
//! States the theory, the rules and the expected answers; uses nothing of the engine's own encoding. Facts are
//! Booleans and bounded integers here, and a witness is checked by its values. Each question is one line, after a
//! comment that names it and its expected status. What was written is first compared with what is decided.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::lexicon::{Applicability, Relation};
use crate::logic::domain::Facts;
use crate::logic::failure::Failure;
use crate::logic::formula::Formula;
use crate::logic::relation::{Comparison, Implication, Reach};
use crate::logic::search::{applying, compare_or_search};
use crate::logic::verdict::Rule;
use crate::model::{On, ProvisionIdx, RequirementIdx};
use crate::norm::{Base, Demand, nodes, together, together_for};

use super::counterpart::all_meeting;

mod term;
mod written;

use term::{push, push_value, write_formula};

/// A pair of rules and the scopes that they stand in.
struct Pair {
    name: String,
    within: [Formula; 2],
    rules: [Rule; 2],
}

/// Returns all questions: the relations of provisions on each requirement, and those of claims, deviations and
/// mapping edges.
///
/// Pairs of equal rules ask the same and are asked once.
pub fn smtlib(kb: Base<'_>) -> Result<String, Failure> {
    let mut text = term::facts(kb);
    written::questions(kb, &mut text);
    text.push_str(&term::constraints(kb));
    let mut groups: Vec<(String, Vec<Pair>)> = all_meeting(kb)
        .into_par_iter()
        .map(|(requirement, members)| {
            (kb.requirements[requirement].id.clone(), on_requirement(kb, requirement, &members))
        })
        .collect();
    groups.push(("claims".to_owned(), claims(kb)));
    groups.push(("deviations".to_owned(), deviations(kb)));
    groups.push(("mappings".to_owned(), mappings(kb)));
    let blocks: Result<Vec<String>, Failure> =
        groups.par_iter().map(|(name, pairs)| block(kb, name, pairs)).collect();
    blocks?.iter().for_each(|block| text.push_str(block));
    Ok(text)
}

fn on_requirement(kb: Base<'_>, requirement: RequirementIdx, members: &[ProvisionIdx]) -> Vec<Pair> {
    let rule = |idx: ProvisionIdx| kb.rule_for(idx, requirement);
    let within = |idx: ProvisionIdx| kb.scope_of(idx).clone();
    let mut pairs = Vec::new();
    for (at, a) in members.iter().enumerate() {
        for b in members.iter().skip(at + 1) {
            let (one, two) = (&kb.provisions[*a], &kb.provisions[*b]);
            if one.instrument != two.instrument {
                let name = format!("{} | {}", one.id, two.id);
                pairs.push(Pair { name, within: [within(*a), within(*b)], rules: [rule(*a), rule(*b)] });
            }
        }
    }
    pairs
}

fn claims(kb: Base<'_>) -> Vec<Pair> {
    let pair = |claim: &crate::model::Claim| {
        let left = together(kb, &nodes(kb.kb, std::slice::from_ref(&claim.a)))?;
        let right = together(kb, &nodes(kb.kb, std::slice::from_ref(&claim.b)))?;
        let name = format!("{} | {}", kb.reference_id(&claim.a), kb.reference_id(&claim.b));
        Some(joined(name, &left, &right))
    };
    kb.claims.iter().filter_map(pair).collect()
}

fn deviations(kb: Base<'_>) -> Vec<Pair> {
    let pair = |it: &crate::model::Deviation| {
        let On::Requirement(on) = it.on else { return None };
        let left = together_for(kb, &nodes(kb.kb, &it.left), on)?;
        let right = together_for(kb, &nodes(kb.kb, &it.right), on)?;
        Some(joined(it.id.clone(), &left, &right))
    };
    kb.deviations.iter().filter_map(pair).collect()
}

fn mappings(kb: Base<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for mapping in &kb.mappings {
        for (at, edge) in mapping.edges.iter().enumerate() {
            let left = together(kb, &nodes(kb.kb, &edge.from));
            let right = together(kb, &nodes(kb.kb, &edge.to));
            if let (Some(left), Some(right)) = (left, right) {
                pairs.push(joined(format!("{} edge {}", mapping.id, at + 1), &left, &right));
            }
        }
    }
    pairs
}

fn joined(name: String, left: &Demand, right: &Demand) -> Pair {
    let rules = [left.rule(), right.rule()];
    Pair { name, within: [left.scope.clone(), right.scope.clone()], rules }
}

/// Returns the questions about some pairs, between a push and a pop.
fn block(kb: Base<'_>, name: &str, pairs: &[Pair]) -> Result<String, Failure> {
    let mut asked: BTreeSet<(&[Formula; 2], &[Rule; 2])> = BTreeSet::new();
    let mut writer = Writer { kb, text: format!("; == {name}\n(push 1)\n"), sides: Vec::new() };
    for pair in pairs {
        if asked.insert((&pair.within, &pair.rules)) {
            writer.pair(pair)?;
        }
    }
    writer.text.push_str("(pop 1)\n");
    Ok(writer.text)
}

/// Writes one block.
struct Writer<'a> {
    kb: Base<'a>,
    text: String,
    sides: Vec<(&'a Formula, &'a Rule)>,
}

impl<'a> Writer<'a> {
    fn pair(&mut self, pair: &'a Pair) -> Result<(), Failure> {
        let ([within_a, within_b], [a, b]) = (&pair.within, &pair.rules);
        let within = within_a.clone().and(within_b.clone());
        let comparison = compare_or_search(self.kb.theory, &within, a, b)?;
        let reach = applying(self.kb.theory, &Formula::True, &a.applies, &b.applies)?;
        let (a, b) = (self.side(within_a, a), self.side(within_b, b));
        self.reach(&pair.name, a, b, &reach);
        self.questions(&pair.name, a, b, &comparison);
        Ok(())
    }

    /// Defines scope, applicability and criterion of a rule once, and returns its number.
    fn side(&mut self, within: &'a Formula, rule: &'a Rule) -> usize {
        if let Some(at) = self.sides.iter().position(|known| *known == (within, rule)) {
            return at;
        }
        let at = self.sides.len();
        self.sides.push((within, rule));
        let mut define = |letter: char, formula: &Formula| {
            let mut term = String::new();
            write_formula(self.kb, formula, &mut term);
            push(
                &mut self.text,
                format_args!("(declare-const {letter}{at} Bool)\n(assert (= {letter}{at} {term}))\n"),
            );
        };
        define('s', within);
        define('p', &rule.applies);
        if let Some(criterion) = &rule.criterion {
            define('c', criterion);
        }
        at
    }

    /// Asks where both apply at all, scopes and conditions together.
    fn reach(&mut self, name: &str, a: usize, b: usize, reach: &Reach) {
        let sides = [(a, b, &reach.only_a, "first"), (b, a, &reach.only_b, "second")];
        for (one, other, only, side) in sides {
            let question = format!("p{one} (not p{other})");
            self.ask(name, &format!("the {side} alone applies, in its scope"), only.is_some(), &question);
            if let Some(product) = only {
                self.witness(name, product, &question);
            }
        }
    }

    fn questions(&mut self, name: &str, a: usize, b: usize, comparison: &Comparison) {
        let both = comparison.applicability != Applicability::Disjoint;
        let (only_a, only_b) = match comparison.applicability {
            Applicability::Same => (Some(false), Some(false)),
            Applicability::Wider => (Some(true), Some(false)),
            Applicability::Narrower => (Some(false), Some(true)),
            Applicability::Overlapping => (Some(true), Some(true)),
            Applicability::Disjoint => (None, None),
        };
        self.ask(name, "both apply", both, &format!("s{a} s{b} p{a} p{b}"));
        if let Some(sat) = only_a {
            self.ask(name, "the first alone applies", sat, &format!("s{a} s{b} p{a} (not p{b})"));
        }
        if let Some(sat) = only_b {
            self.ask(name, "the second alone applies", sat, &format!("s{a} s{b} p{b} (not p{a})"));
        }
        let region = format!("s{a} s{b} p{a} p{b}");
        let implications =
            [(&comparison.a_implies_b, a, b, "first"), (&comparison.b_implies_a, b, a, "second")];
        let mut compared = false;
        for (implication, met, failed, side) in implications {
            let sat = match implication {
                Implication::NotComparable => continue,
                Implication::Holds { .. } => false,
                Implication::Fails { .. } => true,
            };
            compared = true;
            let question = format!("{region} c{met} (not c{failed})");
            self.ask(name, &format!("the {side} alone is met"), sat, &question);
            if let Implication::Fails { witness, .. } = implication {
                self.witness(name, witness, &question);
            }
        }
        if compared {
            let sat = comparison.relation != Relation::Incompatible;
            self.ask(name, "both are met", sat, &format!("{region} c{a} c{b}"));
        }
    }

    fn ask(&mut self, name: &str, what: &str, sat: bool, assumptions: &str) {
        let status = if sat { "sat" } else { "unsat" };
        push(
            &mut self.text,
            format_args!(
                "; {name}: {what}\n(set-info :status {status})\n(check-sat-assuming ({assumptions}))\n"
            ),
        );
    }

    fn witness(&mut self, name: &str, witness: &Facts, assumptions: &str) {
        self.text.push_str("(push 1)\n");
        for (fact, value) in witness {
            push_value(self.kb, *fact, *value, &mut self.text);
        }
        self.ask(name, "the witness", true, assumptions);
        self.text.push_str("(pop 1)\n");
    }
}
