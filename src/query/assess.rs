//! Verdicts: of provisions, parents and whole editions for a product whose facts are known in part.
//!
//! By content first; a deeming that certainly applies then makes satisfied what content does not.

use std::collections::BTreeSet;

use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::logic::theory::Theory;
use crate::logic::verdict::{self, Outcome, Rule, Verdict};
use crate::model::{Deeming, EditionIdx, FactIdx, Kb, Locator, Node, ProvisionIdx};

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The criterion itself.
    Content,
    /// A deeming.
    Law,
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What it is.
    pub outcome: Outcome,
    /// What it rests on.
    pub by: By,
    /// The deeming, where it rests on one.
    pub deeming: Option<String>,
    /// Known facts that force it.
    pub decided_by: Vec<FactIdx>,
    /// Unknown facts that would decide it.
    pub needs: Vec<FactIdx>,
    /// Open limbs and concepts that an assessor would have to judge.
    pub judgements: Vec<FactIdx>,
}

/// The verdict of one provision.
#[derive(Clone, Debug)]
pub struct ProvisionResult {
    /// The provision, or a parent that only a deeming names.
    pub node: Node,
    /// Its verdict.
    pub judged: Judged,
    /// Whether it begins only after the as-of date.
    pub upcoming: bool,
}

/// The verdict of one edition.
#[derive(Clone, Debug)]
pub struct EditionResult {
    /// The edition.
    pub edition: EditionIdx,
    /// The worst verdict of what binds.
    pub verdict: Outcome,
    /// Every provision that can be judged, in order.
    pub provisions: Vec<ProvisionResult>,
}

/// The verdicts of several editions.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// One result each, in the order asked for.
    pub results: Vec<EditionResult>,
}

/// Assesses a product against whole editions, parents or single provisions.
///
/// Several nodes of one edition give one result; it has the provisions that were asked for.
pub fn assess(kb: &Kb, facts: &Facts, nodes: &[Node]) -> Result<Assessment, OverBudget> {
    let mut results: Vec<EditionResult> = Vec::new();
    let mut asked: Vec<EditionIdx> = Vec::new();
    for node in nodes {
        if !asked.contains(&node.edition) {
            asked.push(node.edition);
        }
    }
    for edition in asked {
        let wanted: Vec<&Node> = nodes.iter().filter(|node| node.edition == edition).collect();
        results.push(edition_result(kb, facts, edition, &wanted)?);
    }
    Ok(Assessment { results })
}

fn edition_result(
    kb: &Kb,
    facts: &Facts,
    edition: EditionIdx,
    wanted: &[&Node],
) -> Result<EditionResult, OverBudget> {
    let branch = kb.instruments[kb.editions[edition].instrument].branch;
    let asked_for = |here: &Locator| {
        wanted.iter().any(|node| match &node.locator {
            None => true,
            Some(locator) => locator == here || here.is_below(locator, branch),
        })
    };
    let mut provisions = Vec::new();
    for idx in &kb.editions[edition].provisions {
        let provision = &kb.provisions[*idx];
        if !asked_for(&provision.locator) || provision.body.modality == crate::model::Modality::Informative {
            continue;
        }
        let node = Node { edition, locator: Some(provision.locator.clone()), provision: Some(*idx) };
        let judged = judge(kb, facts, &node)?;
        provisions.push(ProvisionResult { node, judged, upcoming: provision.is_upcoming(kb.as_of) });
    }
    let mut outcomes = Vec::new();
    for node in wanted {
        outcomes.push(outcome(kb, facts, node)?);
    }
    Ok(EditionResult { edition, verdict: worst(&outcomes), provisions })
}

/// Returns the worst of several verdicts; undecided where there is none.
pub fn worst(outcomes: &[Outcome]) -> Outcome {
    const WORST_FIRST: [Outcome; 5] = [
        Outcome::NotSatisfied,
        Outcome::Undecided,
        Outcome::NeedsJudgement,
        Outcome::Satisfied,
        Outcome::NotApplicable,
    ];
    WORST_FIRST.into_iter().find(|it| outcomes.contains(it)).unwrap_or(Outcome::Undecided)
}

/// How a rule is decided: with or without the facts that a decided outcome rests on.
type Decide = fn(&Theory, &Rule, &Facts) -> Result<Verdict, OverBudget>;

/// Judges a provision, a parent or a whole edition.
pub fn judge(kb: &Kb, facts: &Facts, node: &Node) -> Result<Judged, OverBudget> {
    judge_by(kb, facts, node, verdict::verdict)
}

/// Returns the verdict of [`judge`] alone, which costs a fraction.
pub fn outcome(kb: &Kb, facts: &Facts, node: &Node) -> Result<Outcome, OverBudget> {
    judge_by(kb, facts, node, verdict::outcome).map(|judged| judged.outcome)
}

fn judge_by(kb: &Kb, facts: &Facts, node: &Node, decide: Decide) -> Result<Judged, OverBudget> {
    let content = by_content(kb, facts, node, decide)?;
    if matches!(content.outcome, Outcome::Satisfied | Outcome::NotApplicable) {
        return Ok(content);
    }
    let law = deemings_of(kb, node).find(|deeming| deeming.formula.evaluate(facts) == Some(true));
    Ok(match law {
        Some(deeming) => {
            let known = deeming.formula.vars().into_iter().filter(|var| facts.contains_key(var)).collect();
            Judged {
                outcome: Outcome::Satisfied,
                by: By::Law,
                deeming: Some(deeming.id.clone()),
                decided_by: known,
                needs: Vec::new(),
                judgements: Vec::new(),
            }
        }
        None => content,
    })
}

/// Returns the deemings of exactly this node that are in force on the as-of date.
pub fn deemings_of<'a>(kb: &'a Kb, node: &'a Node) -> impl Iterator<Item = &'a Deeming> + 'a {
    let deemings = kb.deemings.iter().zip(&kb.deemed);
    deemings
        .filter(move |(deeming, nodes)| is_live(kb, deeming) && nodes.contains(node))
        .map(|(deeming, _)| deeming)
}

fn is_live(kb: &Kb, deeming: &Deeming) -> bool {
    let begun = deeming.from.and_then(crate::model::From::date).is_none_or(|from| from <= kb.as_of);
    begun && deeming.until.is_none_or(|until| kb.as_of < until)
}

fn by_content(kb: &Kb, facts: &Facts, node: &Node, decide: Decide) -> Result<Judged, OverBudget> {
    if let Some(idx) = node.provision
        && (kb.provisions[idx].rule.criterion.is_some()
            || kb.children(node.edition, node.locator.as_ref()).is_empty())
    {
        return provision_by_content(kb, facts, idx, decide);
    }
    let children = nodes_below(kb, node);
    let mut parts = Vec::new();
    for child in children {
        parts.push(judge_by(kb, facts, &child, decide)?);
    }
    Ok(together(&parts))
}

fn provision_by_content(
    kb: &Kb,
    facts: &Facts,
    idx: ProvisionIdx,
    decide: Decide,
) -> Result<Judged, OverBudget> {
    let provision = &kb.provisions[idx];
    let whole = decide(&kb.theory, &provision.rule, facts)?;
    if provision.rule.criterion.is_none() && whole.outcome == Outcome::Undecided {
        // One part that fails is enough to fail, even where another part has no criterion.
        for part in provision.parts.iter().flatten() {
            let rule = Rule { applies: provision.rule.applies.clone(), criterion: Some(part.clone()) };
            let part = decide(&kb.theory, &rule, facts)?;
            if part.outcome == Outcome::NotSatisfied {
                return Ok(judged(part));
            }
        }
    }
    Ok(judged(whole))
}

fn judged(verdict: Verdict) -> Judged {
    Judged {
        outcome: verdict.outcome,
        by: By::Content,
        deeming: None,
        decided_by: verdict.decided_by,
        needs: verdict.needs,
        judgements: verdict.judgements,
    }
}

/// Returns what makes up a parent: binding provisions and parents that a deeming names, topmost first.
fn nodes_below(kb: &Kb, node: &Node) -> Vec<Node> {
    let branch = kb.instruments[kb.editions[node.edition].instrument].branch;
    let inside = |here: &Locator| node.locator.as_ref().is_none_or(|outer| here.is_below(outer, branch));
    let undeclared: BTreeSet<&Locator> = kb
        .deemed
        .iter()
        .flatten()
        .filter(|it| it.edition == node.edition && it.provision.is_none())
        .filter_map(|it| it.locator.as_ref())
        .filter(|here| inside(here))
        .collect();
    let mut below: BTreeSet<Node> = BTreeSet::new();
    for idx in kb.children(node.edition, node.locator.as_ref()) {
        let here = &kb.provisions[idx].locator;
        // A parent that only a deeming names stands for what is below it.
        let parent = undeclared.iter().find(|outer| here.is_below(outer, branch));
        below.insert(match parent {
            Some(locator) => {
                Node { edition: node.edition, locator: Some((*locator).clone()), provision: None }
            }
            None => Node { edition: node.edition, locator: Some(here.clone()), provision: Some(idx) },
        });
    }
    let mut nodes: Vec<Node> =
        below.into_iter().filter(|child| counts(kb, child)).flat_map(|child| binding(kb, child)).collect();
    nodes.sort_by(|a, b| a.locator.cmp(&b.locator));
    nodes
}

/// Returns a child that binds itself, or what binds below one that does not.
fn binding(kb: &Kb, child: Node) -> Vec<Node> {
    let advises = child.provision.is_some_and(|idx| !kb.provisions[idx].concerns_products());
    if advises && deemings_of(kb, &child).next().is_none() { nodes_below(kb, &child) } else { vec![child] }
}

/// Says whether a child can make its parent fail: it binds, or something below it does; and it has begun.
fn counts(kb: &Kb, child: &Node) -> bool {
    let inner = || !nodes_below(kb, child).is_empty();
    let Some(idx) = child.provision else { return inner() };
    let provision = &kb.provisions[idx];
    let later = provision.from.date() > kb.editions[provision.edition].from.date();
    let begun = !(later && provision.is_upcoming(kb.as_of));
    (provision.concerns_products() && begun) || inner()
}

/// Joins the verdicts of the parts of a parent.
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
        by: if by_law { By::Law } else { By::Content },
        deeming: parts.iter().find_map(|part| part.deeming.clone()).filter(|_| by_law),
        decided_by: union(|part| &part.decided_by),
        needs: union(|part| &part.needs),
        judgements: union(|part| &part.judgements),
    }
}
