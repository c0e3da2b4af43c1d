//! What no repair gives up: that which some text asks of every product in its scope.
//!
//! A product conforms to nothing by losing what another text demands of it; without this, "no updates at all" would be
//! the way out of every requirement on updates. Says nothing of what texts ask under a condition of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::logic::domain::{Facts, Value};
use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{FactIdx, FactType, Node};
use crate::norm::Base;

/// Flags with the value that some binding text demands whatever else a product in its scope is.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(BTreeMap<FactIdx, bool>);

impl Kept {
    /// Returns what the current editions demand; nothing of a flag on which two of them disagree.
    pub(super) fn new(kb: Base<'_>) -> Self {
        let kb = kb.whole();
        let (mut kept, mut disputed) = (BTreeMap::new(), BTreeSet::new());
        let current = kb.instruments.indices().filter_map(|idx| kb.current_edition(idx));
        let whole = current.map(|edition| Node { edition, locator: None, provision: None });
        let own = |node: Node| {
            let all = kb.all_binding(&node).into_iter();
            all.filter(move |idx| kb.provisions[*idx].edition == node.edition)
        };
        for idx in whole.flat_map(own) {
            let norm = kb.norm(idx);
            let Some(criterion) = &norm.criterion else { continue };
            let demand = norm.condition.clone().implies(criterion.clone());
            for var in demand.vars().into_iter().filter(|var| matches!(kb.facts[*var].ty, FactType::Flag)) {
                let demands =
                    |value: bool| demand.assume(&Facts::from([(var, Value::Flag(!value))])) == Formula::False;
                for value in [true, false].into_iter().filter(|value| demands(*value)) {
                    if *kept.entry(var).or_insert(value) != value {
                        disputed.insert(var);
                    }
                }
            }
        }
        kept.retain(|var, _| !disputed.contains(var));
        Self(kept)
    }

    /// Returns the facts that a product has as they are demanded.
    pub(super) fn had<'a>(&'a self, facts: &'a Facts) -> impl Iterator<Item = FactIdx> + 'a {
        let has = |(var, value): &(&FactIdx, &bool)| facts.get(var) == Some(&Value::Flag(**value));
        self.0.iter().filter(has).map(|(var, _)| *var)
    }

    /// Adds to the rules what they say of products that have what is demanded and not known: nobody conforms by stating
    /// that it is lacking, for then these would have to conform too.
    pub(super) fn with(&self, mut rules: Vec<Rule>, facts: &Facts) -> Vec<Rule> {
        let mut more = Vec::new();
        for rule in &rules {
            let vars: BTreeSet<FactIdx> = rule.formulas().flat_map(Formula::vars).collect();
            let unknown = vars.into_iter().filter(|var| !facts.contains_key(var));
            for (var, value) in unknown.filter_map(|var| Some((var, *self.0.get(&var)?))) {
                let has = Facts::from([(var, Value::Flag(value))]);
                let criterion = rule.criterion.as_ref().map(|it| it.assume(&has));
                more.push(Rule { applies: rule.applies.assume(&has), criterion });
            }
        }
        rules.append(&mut more);
        rules
    }
}
