//! The verdicts of a product on all that it is asked against, edition by edition.

use crate::lexicon::{Because, By, Mode, Outcome, Standing};
use crate::logic::domain::Facts;
use crate::logic::failure::OverBudget;
use crate::model::{EditionIdx, Locator, Node};
use crate::norm::Base;

use super::asked::{Asked, Terms};
use super::assess::{Judged, worst};

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
            provisions.push(ProvisionResult { node, judged, standing: kb.standing(*idx, kb.as_of), because });
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
            provisions.push(ProvisionResult { node: kb.place(idx), judged, standing, because: None });
        }
    }
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
        provisions,
    })
}
