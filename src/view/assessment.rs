//! What `kijun assess` answers: shapes only, which [`super::verdicts`] fills.

use crate::lang::Bilingual;
use crate::lexicon::{Because, By, Modality, Mode, Outcome, Standing, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::day::Day;
use super::diagnostics::{Entry, Place};
use super::explanation::Explanation;
use super::stated::Stated;

/// The verdicts of a product.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Assessment {
    /// The date on which everything was evaluated.
    pub as_of: Day,
    /// What the product is called; null where nothing is said of it.
    pub product: Option<Product>,
    /// The product file, as it was named; `-` for standard input, null where there is none.
    pub file: Option<String>,
    /// Whether the day counted.
    pub mode: Mode,
    /// How many provisions have each verdict.
    pub counts: Counts,
    /// A result for each instrument or provision asked for.
    pub results: Vec<InstrumentResult>,
    /// Facts without which it is not known what the product is asked: its markets, where no ids were named.
    pub needs: Vec<String>,
    /// Mandatory instruments of the product's markets that are not asked by default; none where ids were named.
    pub left_out: Vec<LeftOut>,
    /// What the product file says of facts beside their values.
    pub declared: Vec<Declared>,
    /// What is wrong with the waivers and the evidence of the product file.
    pub findings: Vec<Entry>,
    /// What changed since an earlier assessment; null where none was named.
    pub baseline: Option<Compared>,
    /// The way on; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// How many provisions have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// The product conforms.
    pub satisfied: usize,
    /// It does not.
    pub not_satisfied: usize,
    /// Facts are missing.
    pub undecided: usize,
    /// Only an assessor's judgement is missing.
    pub needs_judgement: usize,
    /// They are not meant for the product, or not on the date.
    pub not_applicable: usize,
}

impl Counts {
    /// Returns how many provisions have a verdict.
    pub fn of(&self, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Satisfied => self.satisfied,
            Outcome::NotSatisfied => self.not_satisfied,
            Outcome::Undecided => self.undecided,
            Outcome::NeedsJudgement => self.needs_judgement,
            Outcome::NotApplicable => self.not_applicable,
        }
    }

    pub(super) fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Satisfied => &mut self.satisfied,
            Outcome::NotSatisfied => &mut self.not_satisfied,
            Outcome::Undecided => &mut self.undecided,
            Outcome::NeedsJudgement => &mut self.needs_judgement,
            Outcome::NotApplicable => &mut self.not_applicable,
        } += 1;
    }
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
    /// When it is first placed on each market.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub markets: Vec<Market>,
}

/// When a product is first placed on a market.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Market {
    /// The code of the jurisdiction.
    pub market: String,
    /// The day.
    pub from: Day,
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
    /// The title of the instrument.
    pub title: Bilingual,
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
    /// Whether provisions fail together of which none fails alone.
    pub fails_jointly: bool,
    /// Whether it fails the run.
    pub fails: bool,
    /// The verdicts of its provisions; then those of earlier editions under which the product stays.
    pub provisions: Vec<ProvisionResult>,
}

/// The verdict of a provision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is an answer of its own in the public JSON")]
pub struct ProvisionResult {
    /// The pinned id.
    pub id: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// What it says, restated; Markdown.
    #[serde(skip)]
    pub text: Bilingual,
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
    /// Whether the verdict of the instrument rests on it: it binds, or it was asked for by itself.
    pub counts: bool,
    /// Whether it fails the run.
    pub fails: bool,
    /// Whether the baseline has the same failure, which therefore does not fail the run.
    pub known: bool,
    /// The decision that the failure is borne for a time; it stays a failure, and does not fail the run. Null where there
    /// is none that holds on the date.
    pub waiver: Option<Waiver>,
    /// What the facts say of it once it is in force; null of what is, and where the day is left out.
    pub later: Option<Later>,
    /// Facts that decided the verdict.
    pub decided_by: Vec<String>,
    /// Unknown facts that would decide it.
    pub needs: Vec<String>,
    /// Judgements that would decide it.
    pub judgements: Vec<String>,
    /// Of a failure, now or later, the facts that decide it, each with its place in the product file: first those that
    /// the smallest change changes.
    pub culprits: Vec<Culprit>,
    /// Of a failure, the smallest change of design, process or documents that mends it alone; null where none does, none
    /// was found, or nothing fails.
    pub repair: Option<Vec<Stated>>,
}

/// What becomes of a provision that is not yet in force.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Later {
    /// The day on which it begins; null where that is not known.
    pub from: Option<Day>,
    /// The verdict then, by the facts as they are now.
    pub verdict: Outcome,
}

/// A fact that decides a failure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Culprit {
    /// The fact with its value.
    #[serde(flatten)]
    pub stated: Stated,
    /// Where the product file states it; null where the command line does.
    pub place: Option<Place>,
}

/// The decision that a failure is borne for a time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Waiver {
    /// Why.
    pub justification: String,
    /// Who answers for it.
    pub owner: String,
    /// Who agreed.
    pub approver: String,
    /// The last day on which it holds.
    pub expiry: Day,
    /// Where it stands in the product file.
    pub place: Place,
}

/// What a product file says of a fact beside its value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Declared {
    /// The fact with its value.
    #[serde(flatten)]
    pub stated: Stated,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// What the maker says of it in Japanese; null where nothing is said.
    pub ja: Option<String>,
    /// What the maker says of it in English; null where nothing is said.
    pub en: Option<String>,
    /// Who assessed it; null where that is not said.
    pub assessor: Option<String>,
}

/// What shows a fact: a file or a link.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Evidence {
    /// The file, by its path from the product file.
    pub file: Option<String>,
    /// The address.
    pub link: Option<String>,
    /// The SHA-256 that is stated.
    pub sha256: Option<String>,
    /// Its date.
    pub date: Option<Day>,
}

/// What changed since an earlier assessment.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Compared {
    /// Pinned ids of what failed then and fails now.
    pub known: Vec<String>,
    /// Pinned ids of what fails now and did not then.
    pub new: Vec<String>,
    /// What failed then and does not now.
    pub gone: Vec<Gone>,
}

/// A failure of an earlier assessment that is none now.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Gone {
    /// The pinned id.
    pub id: String,
    /// The verdict now; null where it is not asked for any more.
    pub verdict: Option<Outcome>,
}
