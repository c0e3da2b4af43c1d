//! What would make a product conform, and which fact to find out next.

use crate::logic::domain::{Facts, Value};
use crate::logic::failure::Failure;
use crate::logic::verdict::Rule;
use crate::logic::{question, repair};
use crate::model::FactIdx;
use crate::norm::Base;

use super::asked::{Asked, Terms};

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

/// Explains the verdicts of a product on several places together, on a day or with the day left out.
pub fn explain(kb: Base<'_>, facts: &Facts, asked: &[Asked]) -> Result<Explanation, Failure> {
    let (mut whole, mut parts): (Vec<Rule>, Vec<Rule>) = (Vec::new(), Vec::new());
    for it in asked {
        let terms = Terms::new(kb, it.node.edition, it.pinned);
        if terms.excluded.is_none() {
            let demand = terms.kb.demand(&it.node);
            parts.extend(demand.of.iter().map(|idx| terms.kb.rule(*idx)));
            whole.push(demand.rule());
        }
    }
    Ok(Explanation {
        repairs: repair::repairs(kb.theory, &whole, facts, REPAIRS)?,
        next: question::next_question(kb.theory, &parts, facts)?,
    })
}
