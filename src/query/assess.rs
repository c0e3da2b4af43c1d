//! Verdicts: of provisions, parents and whole editions for a product whose facts are known in part.
//!
//! By content first; then by law, as exactly: satisfied where every completion is satisfied by the one or the other.
//! Only editions go worst-first over their parts; a parent is one question. What the day does to it is `asked`'s.

use std::collections::BTreeSet;

use crate::lexicon::{By, Outcome};
use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::logic::theory::Theory;
use crate::logic::verdict::{self, Rule, Verdict};
use crate::model::{EditionIdx, FactIdx, Node, ProvisionIdx};
use crate::norm::{Base, Deemed, Demand, Move, Unit};

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What it is.
    pub outcome: Outcome,
    /// What the facts alone say, every deeming left out.
    pub content: Outcome,
    /// What it rests on.
    pub by: By,
    /// The first deeming of those it rests on, if it does.
    pub deeming: Option<String>,
    /// Known facts that force it.
    pub decided_by: Vec<FactIdx>,
    /// Unknown facts that would decide it.
    pub needs: Vec<FactIdx>,
    /// Open limbs and concepts that an assessor would have to judge.
    pub judgements: Vec<FactIdx>,
    /// The earlier edition by whose texts it was judged, where a transitional rule says so.
    pub under: Option<EditionIdx>,
}

/// All verdicts, the worst first.
pub const WORST_FIRST: [Outcome; 5] = [
    Outcome::NotSatisfied,
    Outcome::Undecided,
    Outcome::NeedsJudgement,
    Outcome::Satisfied,
    Outcome::NotApplicable,
];

/// Returns the worst of several verdicts; undecided where there is none.
pub fn worst(outcomes: &[Outcome]) -> Outcome {
    WORST_FIRST.into_iter().find(|it| outcomes.contains(it)).unwrap_or(Outcome::Undecided)
}

/// How a rule is decided: with or without the facts that a decided outcome rests on.
type Decide = fn(&Theory, &Rule, &Facts) -> Result<Verdict, OverBudget>;

/// Judges a provision, a parent or a whole edition.
pub fn judge(kb: Base<'_>, facts: &Facts, node: &Node) -> Result<Judged, OverBudget> {
    Judge::new(kb, facts, verdict::verdict).node(node)
}

/// Judges as [`judge`] does, without the facts that a decided verdict rests on, which costs a fraction.
pub fn plain(kb: Base<'_>, facts: &Facts, node: &Node) -> Result<Judged, OverBudget> {
    Judge::new(kb, facts, verdict::outcome).node(node)
}

/// Judges as [`plain`] does and, of the facts that would decide an open verdict, names one.
pub fn bare(kb: Base<'_>, facts: &Facts, node: &Node) -> Result<Judged, OverBudget> {
    Judge::new(kb, facts, verdict::bare).node(node)
}

/// Returns the verdict of [`judge`] alone.
pub fn outcome(kb: Base<'_>, facts: &Facts, node: &Node) -> Result<Outcome, OverBudget> {
    bare(kb, facts, node).map(|judged| judged.outcome)
}

/// One product, with the day left out or on a day.
struct Judge<'a> {
    kb: Base<'a>,
    facts: &'a Facts,
    decide: Decide,
    deemed: &'a Deemed,
}

impl<'a> Judge<'a> {
    fn new(kb: Base<'a>, facts: &'a Facts, decide: Decide) -> Self {
        Self { kb, facts, decide, deemed: kb.live() }
    }

    fn node(&self, node: &Node) -> Result<Judged, OverBudget> {
        if node.locator.is_none() {
            return self.edition(node);
        }
        let demand = self.kb.demand(node);
        let content = self.content(&demand, node.edition)?;
        self.or_by_law(content, node, |deemed| self.kb.lawful(node, deemed))
    }

    /// Goes worst-first over the parts of an edition; a deeming of the whole edition comes first.
    fn edition(&self, node: &Node) -> Result<Judged, OverBudget> {
        let mut units = self.kb.units(node, self.deemed);
        let mut parts = Vec::new();
        for choice in self.kb.choices(node.edition) {
            let (named, others): (Vec<Unit>, Vec<Unit>) =
                units.into_iter().partition(|it| it.parts.iter().all(|idx| choice.out.contains(idx)));
            units = others;
            if !named.is_empty() {
                parts.push(self.either(choice, &named)?);
            }
        }
        for unit in &units {
            parts.push(self.unit(unit)?);
        }
        let mut content = if parts.is_empty() { nothing(self.kb, node) } else { together(&parts) };
        content.under = content.under.or(self.stays_under(node)?);
        let under = content.under;
        let judged = self.or_by_law(content, node, |deemed| self.kb.lawful(node, deemed))?;
        Ok(Judged { under, ..judged })
    }

    /// Judges by the new texts, or by the earlier ones where these are met and the new ones are not.
    fn either(&self, choice: &Move, named: &[Unit]) -> Result<Judged, OverBudget> {
        let mut new = Vec::new();
        for unit in named {
            new.push(self.unit(unit)?);
        }
        let new = together(&new);
        let met = matches!(new.outcome, Outcome::Satisfied | Outcome::NotApplicable);
        if met && new.by == By::Content {
            return Ok(new);
        }
        let rule = Rule { applies: Formula::True, criterion: Some(self.kb.earlier_met(choice)) };
        let earlier =
            Judged { under: choice.stays, ..judged((self.decide)(self.kb.theory, &rule, self.facts)?) };
        Ok(match (new.outcome, earlier.outcome) {
            (_, Outcome::Satisfied) => earlier,
            _ if met => new,
            (_, Outcome::NotSatisfied | Outcome::NotApplicable) => new,
            // It may still be met by the earlier texts.
            (Outcome::NotSatisfied, _) => Judged { under: None, ..earlier },
            _ => Judged { under: None, ..together(&[new, earlier]) },
        })
    }

    /// Returns the earlier edition under which the product stays, if a mandatory rule says so and it surely does.
    fn stays_under(&self, node: &Node) -> Result<Option<EditionIdx>, OverBudget> {
        for it in self.kb.moves(node.edition).iter().filter(|it| !it.by_choice && it.stays.is_some()) {
            if is_surely(self.kb, self.facts, &it.products)? {
                return Ok(it.stays);
            }
        }
        Ok(None)
    }

    fn unit(&self, unit: &Unit) -> Result<Judged, OverBudget> {
        let demand = self.kb.demand_of(unit);
        let content = self.content(&demand, unit.within)?;
        let applies = demand.rule().applies;
        self.or_by_law(content, &unit.node, |deemed| self.kb.lawful_unit(unit, applies.clone(), deemed))
    }

    /// Judges by content; a provision without a criterion leaves it undecided wherever it applies.
    fn content(&self, demand: &Demand, within: EditionIdx) -> Result<Judged, OverBudget> {
        if let [only] = demand.of.as_slice()
            && binds_others(self.kb, *only)
        {
            return Ok(Judged::plain(Outcome::NotApplicable));
        }
        if demand.of.len() == 1 && demand.silent.is_empty() || demand.of.is_empty() {
            return Ok(judged((self.decide)(self.kb.theory, &demand.rule(), self.facts)?));
        }
        let mut parts = Vec::new();
        for idx in &demand.of {
            parts.push(self.part(*idx, within)?);
        }
        let parts = together(&parts);
        if !matches!(parts.outcome, Outcome::Undecided | Outcome::NeedsJudgement) || !demand.silent.is_empty()
        {
            return Ok(parts);
        }
        // What no part decides can still be decided by all of them: one fails wherever another is met.
        Ok(self.sure(&demand.rule())?.map_or(parts, judged))
    }

    /// Judges one of several provisions that are demanded together, as parts of an edition.
    fn part(&self, idx: ProvisionIdx, within: EditionIdx) -> Result<Judged, OverBudget> {
        let criterion = self.kb.criterion(idx);
        let applies = self.kb.applies_in(within, idx);
        if criterion.is_none() {
            return self.silent(idx, applies);
        }
        let rule = Rule { applies, criterion };
        (self.decide)(self.kb.theory, &rule, self.facts).map(judged)
    }

    /// Returns the verdict on a rule of any size if it is decided.
    fn sure(&self, rule: &Rule) -> Result<Option<Verdict>, OverBudget> {
        if verdict::settled(self.kb.theory, rule, self.facts)?.is_none() {
            return Ok(None);
        }
        (self.decide)(self.kb.theory, rule, self.facts).map(Some)
    }

    fn silent(&self, idx: ProvisionIdx, applies: Formula) -> Result<Judged, OverBudget> {
        let rule = Rule { applies, criterion: None };
        let whole = (self.decide)(self.kb.theory, &rule, self.facts)?;
        if whole.outcome == Outcome::Undecided {
            // One part that fails is enough to fail, even where another part has no criterion.
            for part in self.kb.norm(idx).parts.iter().flatten() {
                let rule = Rule { applies: rule.applies.clone(), criterion: Some(part.clone()) };
                let part = (self.decide)(self.kb.theory, &rule, self.facts)?;
                if part.outcome == Outcome::NotSatisfied {
                    return Ok(judged(part));
                }
            }
            if let Some(either) = self.whatever_items_are(idx, &rule.applies)? {
                return Ok(either);
            }
        }
        Ok(judged(whole))
    }

    /// Returns the verdict on a parent whose items are not all tested, if it is the same whether or not the others are met.
    fn whatever_items_are(&self, idx: ProvisionIdx, applies: &Formula) -> Result<Option<Judged>, OverBudget> {
        let Some(readings) = self.kb.around_silent_items(idx) else { return Ok(None) };
        let mut found = Vec::new();
        for criterion in readings {
            let rule = Rule { applies: applies.clone(), criterion: Some(criterion) };
            found.push(judged((self.decide)(self.kb.theory, &rule, self.facts)?));
        }
        let all = |outcome: Outcome| found.iter().all(|it| it.outcome == outcome);
        Ok((all(Outcome::Satisfied) || all(Outcome::NotSatisfied)).then(|| together(&found)))
    }

    fn or_by_law(
        &self,
        content: Judged,
        node: &Node,
        lawful: impl Fn(&Deemed) -> Option<Rule>,
    ) -> Result<Judged, OverBudget> {
        if matches!(content.outcome, Outcome::Satisfied | Outcome::NotApplicable) {
            return Ok(content);
        }
        let satisfied = |deemed: &Deemed| -> Result<Option<Verdict>, OverBudget> {
            let Some(rule) = lawful(deemed) else { return Ok(None) };
            Ok(self.sure(&rule)?.filter(|it| it.outcome == Outcome::Satisfied))
        };
        let Some(mut verdict) = satisfied(self.deemed)? else {
            let whether =
                lawful(self.deemed).map(|rule| self.whether_it_applies(&rule)).transpose()?.flatten();
            return Ok(match whether {
                Some(verdict) => Judged { content: content.content, ..judged(verdict) },
                None => content,
            });
        };
        let chain = self.deemed.needed(self.kb.bearing(self.deemed, node), |fewer| {
            let still = satisfied(fewer)?;
            let does = still.is_some();
            if let Some(still) = still {
                verdict = still;
            }
            Ok(does)
        })?;
        let first = chain.first().and_then(|at| self.kb.deemings.get(*at));
        let deeming = first.map(|deeming| deeming.id.clone());
        Ok(Judged { by: By::Law, deeming, content: content.content, ..judged(verdict) })
    }

    /// Returns what is not known of a rule that is met, by content or by law, wherever it applies: whether it does. None
    /// where it may apply and not be met.
    fn whether_it_applies(&self, lawful: &Rule) -> Result<Option<Verdict>, OverBudget> {
        let met = lawful.criterion.clone().unwrap_or(Formula::False);
        let gap = Rule { applies: lawful.applies.clone().and(met.negated()), criterion: Some(Formula::True) };
        if verdict::settled(self.kb.theory, &gap, self.facts)? != Some(Outcome::NotApplicable) {
            return Ok(None);
        }
        let whether = Rule { applies: lawful.applies.clone(), criterion: Some(Formula::True) };
        (self.decide)(self.kb.theory, &whether, self.facts).map(Some)
    }
}

impl Judged {
    /// Returns a verdict that rests on nothing that can be stated of a product.
    pub(super) fn plain(outcome: Outcome) -> Self {
        judged(Verdict { outcome, decided_by: Vec::new(), needs: Vec::new(), judgements: Vec::new() })
    }

    /// Says whether nothing that anybody could find out would decide it.
    pub(super) fn is_without_test(&self) -> bool {
        self.outcome == Outcome::Undecided && self.needs.is_empty() && self.judgements.is_empty()
    }
}

/// Says whether a provision has no test and is addressed to somebody who does not answer for products (ADR 0009).
pub(super) fn binds_others(kb: Base<'_>, idx: ProvisionIdx) -> bool {
    kb.norm(idx).criterion.is_none() && !kb.provisions[idx].answers_for_products()
}

/// Says whether a product surely is one for which a formula holds.
pub(super) fn is_surely(kb: Base<'_>, facts: &Facts, which: &Formula) -> Result<bool, OverBudget> {
    let rule = Rule { applies: Formula::True, criterion: Some(which.clone()) };
    Ok(verdict::settled(kb.theory, &rule, facts)? == Some(Outcome::Satisfied))
}

/// Judges a provision as part of an edition: one of an earlier edition for the products alone that stay under it.
pub(super) fn as_part(
    kb: Base<'_>,
    facts: &Facts,
    within: EditionIdx,
    idx: ProvisionIdx,
) -> Result<Judged, OverBudget> {
    let place = kb.place(idx);
    let unit = Unit { node: place, within, parts: vec![idx] };
    Judge::new(kb, facts, verdict::verdict).unit(&unit)
}

/// Returns the verdict of an edition none of whose provisions a product can fail: it is applicable to none where
/// something binds later or binds others, and undecided where nothing binds at all.
pub(super) fn nothing(kb: Base<'_>, node: &Node) -> Judged {
    let edition = &kb.editions[node.edition];
    let binds = edition.provisions.iter().any(|idx| kb.provisions[*idx].body.modality.is_binding());
    Judged::plain(if binds { Outcome::NotApplicable } else { Outcome::Undecided })
}

fn judged(verdict: Verdict) -> Judged {
    Judged {
        outcome: verdict.outcome,
        content: verdict.outcome,
        by: By::Content,
        deeming: None,
        decided_by: verdict.decided_by,
        needs: verdict.needs,
        judgements: verdict.judgements,
        under: None,
    }
}

/// Joins the verdicts of several parts, the worst first.
fn together(parts: &[Judged]) -> Judged {
    let outcomes: Vec<Outcome> = parts.iter().map(|part| part.outcome).collect();
    let outcome = worst(&outcomes);
    let same: Vec<&Judged> = parts.iter().filter(|part| part.outcome == outcome).collect();
    let by_law = outcome == Outcome::Satisfied && parts.iter().any(|part| part.by == By::Law);
    let union = |of: fn(&Judged) -> &Vec<FactIdx>| -> Vec<FactIdx> {
        let all: BTreeSet<FactIdx> = same.iter().flat_map(|part| of(part)).copied().collect();
        all.into_iter().collect()
    };
    Judged {
        outcome,
        content: worst(&parts.iter().map(|part| part.content).collect::<Vec<_>>()),
        by: if by_law { By::Law } else { By::Content },
        deeming: parts.iter().find_map(|part| part.deeming.clone()).filter(|_| by_law),
        decided_by: union(|part| &part.decided_by),
        needs: union(|part| &part.needs),
        judgements: union(|part| &part.judgements),
        under: same.iter().find_map(|part| part.under),
    }
}
