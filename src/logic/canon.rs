//! Equal rules found by canonical form, so that a large group costs no comparison of pairs.
//!
//! Never compares two rules with each other; what differs is for `relation` to describe.
//! Of `a and b`, `b and a` and `a`, the first two are one group.

use std::collections::BTreeMap;

use super::failure::{Failure, OverBudget};
use super::formula::Formula;
use super::space::{BUDGET, Space};
use super::theory::Theory;
use super::verdict::Rule;

/// Groups rules that are equal and apply to the same products, in the order of their first members.
///
/// Two rules are in one group exactly when [`super::relation::compare`] calls them equal with the same
/// applicability, or when they are the same rule; one that never applies, that nothing can meet or that has
/// no criterion is alone.
pub fn group_equal(theory: &Theory, rules: &[Rule]) -> Result<Vec<Vec<usize>>, Failure> {
    let mut same: BTreeMap<&Rule, Vec<usize>> = BTreeMap::new();
    for (at, rule) in rules.iter().enumerate() {
        same.entry(rule).or_default().push(at);
    }
    let formulas: Vec<&Formula> = same.keys().flat_map(|rule| rule.formulas()).collect();
    let space = Space::new(theory, &formulas, BUDGET)?;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut forms: BTreeMap<Form, Vec<usize>> = BTreeMap::new();
    for (rule, members) in same {
        match form(&space, rule)? {
            Some(form) => forms.entry(form).or_default().extend(members),
            None => groups.extend(members.into_iter().map(|member| vec![member])),
        }
    }
    groups.extend(forms.into_values().map(|mut members| {
        members.sort_unstable();
        members
    }));
    groups.sort_unstable();
    Ok(groups)
}

/// Where a rule applies and where it is met, as lists of nodes.
type Form = (Vec<(usize, usize, usize)>, Vec<(usize, usize, usize)>);

fn form(space: &Space, rule: &Rule) -> Result<Option<Form>, OverBudget> {
    let Some(criterion) = &rule.criterion else { return Ok(None) };
    let applies = space.and(&space.care, &space.compile(&rule.applies)?)?;
    let met = space.and(&applies, &space.compile(criterion)?)?;
    Ok((!met.is_false()).then(|| (Space::key(&applies), Space::key(&met))))
}
