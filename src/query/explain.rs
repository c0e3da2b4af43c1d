//! What would make a product conform, and which fact to find out next.

use crate::logic::domain::{Facts, Value};
use crate::logic::failure::Failure;
use crate::logic::verdict::Rule;
use crate::logic::{question, repair};
use crate::model::{FactIdx, Node};
use crate::norm::{Base, Demand, Standing};

/// At most so many repairs are looked for.
const REPAIRS: usize = 10;

/// The way on from a verdict.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Minimal changes of facts, each of which makes the product conform; one that is empty where it does already.
    pub repairs: Vec<Vec<(FactIdx, Value)>>,
    /// The unknown fact to ask for next, with the most provisions that one answer decides.
    pub next: Option<(FactIdx, usize)>,
}

/// Explains the verdicts of a product on several nodes together, on the as-of date.
pub fn explain(kb: Base<'_>, facts: &Facts, nodes: &[Node]) -> Result<Explanation, Failure> {
    let demands: Vec<_> = nodes.iter().map(|node| kb.demand(node, Standing::Today)).collect();
    let whole: Vec<Rule> = demands.iter().map(Demand::rule).collect();
    let parts: Vec<Rule> = demands.iter().flat_map(|demand| &demand.of).map(|idx| kb.rule(*idx)).collect();
    Ok(Explanation {
        repairs: repair::repairs(kb.theory, &whole, facts, REPAIRS)?,
        next: question::next_question(kb.theory, &parts, facts)?,
    })
}
