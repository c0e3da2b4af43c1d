//! The verdicts of a product on all that it is asked against, edition by edition.

use crate::lexicon::{Because, By, Mode, Outcome, Standing};
use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::model::{Date, EditionIdx, Locator, Node, ProvisionIdx};
use crate::norm::{Base, When};

use super::asked::{Asked, Terms};
use super::assess::{Judged, bare, worst};

/// The verdict of one provision.
#[derive(Clone, Debug)]
pub struct ProvisionResult {
    /// The provision, or a parent that only a deeming names.
    pub node: Node,
    /// Its verdict.
    pub judged: Judged,
    /// Where it stands on the as-of date.
    pub standing: Standing,
    /// Why it is none of content.
    pub because: Option<Because>,
    /// What becomes of it where it is not yet in force.
    pub later: Option<Later>,
    /// Whether the verdict of its edition rests on it: it binds, or it was asked for by itself.
    pub counts: bool,
}

/// The verdict on the day on which a provision begins, by the facts as they are now.
#[derive(Clone, Debug)]
pub struct Later {
    /// The day; none where it is not known, and the day is left out.
    pub from: Option<Date>,
    /// The verdict.
    pub judged: Judged,
}

impl ProvisionResult {
    /// Returns the provision that fails, with the verdict: now, or once it has begun.
    pub fn failing(&self) -> Option<(ProvisionIdx, &Judged, Option<&Later>)> {
        let now = (&self.judged, None);
        let later = self.later.as_ref().map(|it| (&it.judged, Some(it)));
        let mut all = [Some(now), later].into_iter().flatten();
        let (judged, later) = all.find(|(it, _)| it.outcome == Outcome::NotSatisfied)?;
        Some((self.node.provision?, judged, later))
    }
}

/// The verdict of one edition.
#[derive(Clone, Debug)]
pub struct EditionResult {
    /// The edition.
    pub edition: EditionIdx,
    /// The worst verdict of what binds.
    pub verdict: Outcome,
    /// What the verdict rests on.
    pub by: By,
    /// What the facts alone say, every deeming left out.
    pub content: Outcome,
    /// Where the edition stands on the as-of date.
    pub standing: Standing,
    /// Why the verdict is none of content.
    pub because: Option<Because>,
    /// The earlier edition by whose texts it was judged, where a transitional rule says so.
    pub under: Option<EditionIdx>,
    /// Whether provisions fail together of which none fails alone.
    pub fails_jointly: bool,
    /// Every provision that can be judged, in order; then those of earlier editions under which the product stays.
    pub provisions: Vec<ProvisionResult>,
}

/// The verdicts of several editions.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Whether the day counted.
    pub mode: Mode,
    /// One result each, in the order asked for.
    pub results: Vec<EditionResult>,
}

/// Assesses a product against whole editions, parents or single provisions, on a day or with the day left out, as the
/// base is asked.
///
/// Several places of one edition give one result; it has the provisions that were asked for.
pub fn assess(kb: Base<'_>, facts: &Facts, asked: &[Asked]) -> Result<Assessment, OverBudget> {
    let mut editions: Vec<EditionIdx> = Vec::new();
    for it in asked {
        if !editions.contains(&it.node.edition) {
            editions.push(it.node.edition);
        }
    }
    let mut results: Vec<EditionResult> = Vec::new();
    for edition in editions {
        let wanted: Vec<&Asked> = asked.iter().filter(|it| it.node.edition == edition).collect();
        results.push(edition_result(kb, facts, edition, &wanted)?);
    }
    Ok(Assessment { mode: kb.when.mode(), results })
}

fn edition_result(
    kb: Base<'_>,
    facts: &Facts,
    edition: EditionIdx,
    wanted: &[&Asked],
) -> Result<EditionResult, OverBudget> {
    let terms = Terms::new(kb, edition, wanted.iter().any(|it| it.pinned));
    let asked_for = |here: &Locator| wanted.iter().any(|it| kb.is_at_or_below(&it.node, here));
    let mut provisions = Vec::new();
    for idx in &kb.editions[edition].provisions {
        let provision = &kb.provisions[*idx];
        if asked_for(&provision.locator) && provision.body.modality.has_verdict() {
            let node = kb.place(*idx);
            let (judged, because) = terms.provision(facts, *idx)?;
            let later = later(kb, facts, *idx, because, wanted.iter().any(|it| it.pinned))?;
            let standing = kb.standing(*idx, kb.as_of);
            let named = wanted.iter().any(|it| it.node.provision == Some(*idx));
            let counts = named || provision.body.modality.is_binding();
            provisions.push(ProvisionResult { node, judged, standing, because, later, counts });
        }
    }
    let mut places = Vec::new();
    for it in wanted {
        places.push(terms.place(facts, &it.node)?);
    }
    let verdict = worst(&places.iter().map(|(judged, _)| judged.outcome).collect::<Vec<_>>());
    let under = places.iter().find_map(|(judged, _)| judged.under);
    if wanted.iter().any(|it| it.node.locator.is_none()) {
        for (idx, judged) in terms.staying(facts, edition, under)? {
            // Its edition may have ended; for this product it goes on.
            let standing = match kb.standing(idx, kb.as_of) {
                Standing::Ended => Standing::Continues,
                other @ (Standing::Begun | Standing::Upcoming | Standing::Continues) => other,
            };
            let counts = kb.provisions[idx].body.modality.is_binding();
            let node = kb.place(idx);
            provisions.push(ProvisionResult { node, judged, standing, because: None, later: None, counts });
        }
    }
    let fails_jointly =
        verdict == Outcome::NotSatisfied && fails_jointly(&terms, facts, wanted, &provisions)?;
    let deciding = || places.iter().filter(|(judged, _)| judged.outcome == verdict);
    let by_law = verdict == Outcome::Satisfied && places.iter().any(|(judged, _)| judged.by == By::Law);
    Ok(EditionResult {
        edition,
        verdict,
        by: if by_law { By::Law } else { By::Content },
        content: worst(&places.iter().map(|(judged, _)| judged.content).collect::<Vec<_>>()),
        standing: kb.editions[edition].standing(kb.as_of),
        because: deciding().find_map(|(_, because)| *because),
        under,
        fails_jointly,
        provisions,
    })
}

/// Returns what becomes of a provision that is not yet in force, as whoever asks on its first day is answered.
fn later(
    kb: Base<'_>,
    facts: &Facts,
    idx: ProvisionIdx,
    because: Option<Because>,
    pinned: bool,
) -> Result<Option<Later>, OverBudget> {
    if because != Some(Because::NotInForce) || kb.when == When::Whole {
        return Ok(None);
    }
    let from = kb.provisions[idx].from.date();
    let then = from.map_or_else(|| kb.whole(), |day| kb.on(day));
    let (judged, _) = Terms::new(then, kb.provisions[idx].edition, pinned).provision(facts, idx)?;
    Ok(Some(Later { from, judged }))
}

/// Says whether something that is judged as one fails, and none of its parts does.
fn fails_jointly(
    terms: &Terms<'_>,
    facts: &Facts,
    wanted: &[&Asked],
    provisions: &[ProvisionResult],
) -> Result<bool, OverBudget> {
    let fails = |it: &ProvisionResult| it.judged.outcome == Outcome::NotSatisfied;
    let failing: Vec<ProvisionIdx> =
        provisions.iter().filter(|it| fails(it)).filter_map(|it| it.node.provision).collect();
    for unit in wanted.iter().flat_map(|it| terms.kb.units(&it.node, terms.kb.live())) {
        let alone = unit.parts.len() < 2 || unit.parts.iter().any(|it| failing.contains(it));
        if !alone && bare(terms.kb, facts, &unit.node)?.outcome == Outcome::NotSatisfied {
            return Ok(true);
        }
    }
    Ok(false)
}
