//! What `kijun assess` answers.
//!
//! Computes nothing; `query` does.

use crate::lang::Bilingual;
use crate::lexicon::{Because, By, Modality, Mode, Outcome, Standing, Status};
use crate::model::{FactIdx, Node};
use crate::norm::Base;
use crate::query::product::Identity;
use crate::query::{self, explain, market};
use schemars::JsonSchema;
use serde::Serialize;

use super::day::Day;
use super::explanation::{Explanation, explanation};

/// The verdicts of a product.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Assessment {
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// What the product is called; null where nothing is said of it.
    pub product: Option<Product>,
    /// Whether the day counted.
    pub mode: Mode,
    /// A result for each instrument or provision asked for.
    pub results: Vec<InstrumentResult>,
    /// Facts without which it is not known what the product is asked: its markets, where no ids were named.
    pub needs: Vec<String>,
    /// Mandatory instruments of the product's markets that are not asked by default; none where ids were named.
    pub left_out: Vec<LeftOut>,
    /// The way on; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// What a product file says of the product beside its facts; null where it is silent.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Product {
    /// What it is called.
    pub name: Option<String>,
    /// The maker's word for its model.
    pub model: Option<String>,
    /// The version that was assessed.
    pub version: Option<String>,
    /// Who makes it.
    pub maker: Option<String>,
}

/// An instrument that no product can be assessed against.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The pinned id of its edition.
    pub instrument: String,
    /// Why it is not asked.
    pub because: Because,
}

/// The verdict of an instrument.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InstrumentResult {
    /// The pinned id of what was asked for.
    pub instrument: String,
    /// The worst verdict of its binding provisions.
    pub verdict: Outcome,
    /// What the verdict rests on.
    pub by: By,
    /// What the facts alone say, every deeming left out: a label does not make the facts true.
    pub content: Outcome,
    /// Why the verdict is none of content; null where it is one.
    pub because: Option<Because>,
    /// Where the edition stands on the date.
    pub standing: Standing,
    /// The pinned id of the earlier edition by whose texts it was judged; null unless a transitional rule says so.
    pub under: Option<String>,
    /// The verdicts of its provisions; then those of earlier editions under which the product stays.
    pub provisions: Vec<ProvisionResult>,
}

/// The verdict of a provision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProvisionResult {
    /// The pinned id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// What it says of the product.
    pub verdict: Outcome,
    /// Why the verdict is none of content; null where it is one.
    pub because: Option<Because>,
    /// The pinned id of its edition where that is an earlier one under which the product stays.
    pub under: Option<String>,
    /// What the verdict rests on.
    pub by: By,
    /// What the facts alone say, every deeming left out.
    pub content: Outcome,
    /// The deeming, where it rests on one.
    pub deeming: Option<String>,
    /// How strongly it speaks.
    pub modality: Modality,
    /// The status of its edition.
    #[serde(skip)]
    pub status: Status,
    /// Where it stands on the date.
    pub standing: Standing,
    /// Whether it begins only after the date.
    pub upcoming: bool,
    /// Facts that decided the verdict.
    pub decided_by: Vec<String>,
    /// Unknown facts that would decide it.
    pub needs: Vec<String>,
    /// Judgements that would decide it.
    pub judgements: Vec<String>,
}

/// Returns an assessment, with the way on where it was asked for.
pub fn assessment(
    kb: Base<'_>,
    identity: &Identity,
    assessed: &query::Assessment,
    question: &market::Question,
    explained: Option<&explain::Explanation>,
) -> Assessment {
    let results = assessed.results.iter().map(|result| InstrumentResult {
        instrument: kb.edition_id(result.edition),
        verdict: result.verdict,
        by: result.by,
        content: result.content,
        because: result.because,
        standing: result.standing,
        under: result.under.map(|idx| kb.edition_id(idx)),
        provisions: result.provisions.iter().filter_map(|it| provision(kb, it)).collect(),
    });
    Assessment {
        as_of: kb.as_of.into(),
        product: product(identity),
        mode: assessed.mode,
        results: results.collect(),
        needs: question.needs.iter().map(|fact| kb.facts[*fact].id.clone()).collect(),
        left_out: question
            .left_out
            .iter()
            .map(|(edition, because)| LeftOut { instrument: kb.edition_id(*edition), because: *because })
            .collect(),
        explanation: explained.map(|it| explanation(kb, it)),
    }
}

pub(super) fn product(identity: &Identity) -> Option<Product> {
    let Identity { name, model, version, maker } = identity.clone();
    (*identity != Identity::default()).then_some(Product { name, model, version, maker })
}

fn provision(kb: Base<'_>, result: &query::ProvisionResult) -> Option<ProvisionResult> {
    let Node { provision: Some(idx), .. } = &result.node else { return None };
    let (provision, judged) = (&kb.provisions[*idx], &result.judged);
    let ids = |facts: &[FactIdx]| facts.iter().map(|fact| kb.facts[*fact].id.clone()).collect();
    Some(ProvisionResult {
        id: provision.id.clone(),
        title: provision.body.title.clone(),
        verdict: judged.outcome,
        because: result.because,
        under: judged.under.map(|idx| kb.edition_id(idx)),
        by: judged.by,
        content: judged.content,
        deeming: judged.deeming.clone(),
        modality: provision.body.modality,
        status: kb.editions[provision.edition].status,
        standing: result.standing,
        upcoming: result.standing == Standing::Upcoming,
        decided_by: ids(&judged.decided_by),
        needs: ids(&judged.needs),
        judgements: ids(&judged.judgements),
    })
}
