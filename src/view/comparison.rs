//! What `kijun compare` answers.
//!
//! Computes nothing; `query` does.

use crate::lang::{Bilingual, counted};
use crate::lexicon::{Answer, Applicability, Mode, Relation, Standing};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{EditionIdx, Kb, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::compare::{self, Assumption, Compared, Direction, OnRequirement};

use super::changes::{self, Changes};
use super::day::Day;
use super::example::{Only, facts, only};
use super::expression;
use super::fact;
use super::stated::{Stated, stated};
use super::tree::FactValue;
use super::ways::{self, Ways};

/// How two provisions, instruments or editions relate.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// The pinned id of the first.
    pub a: String,
    /// The pinned id of the second.
    pub b: String,
    /// The date.
    pub as_of: Day,
    /// Whether the day counts: it does where neither edition is named.
    pub mode: Mode,
    /// How the criterion of the first relates to that of the second.
    pub relation: Relation,
    /// Where the first applies, compared with the second, scopes and conditions together, over all products.
    pub applicability: Applicability,
    /// The condition of the first inside both scopes, compared with that of the second; null for instruments and
    /// editions, and where no product is in both scopes.
    pub condition: Option<Applicability>,
    /// The nearest product to which the first alone applies; null where there is none.
    pub only_a: Option<Only>,
    /// The nearest product to which the second alone applies; null where there is none.
    pub only_b: Option<Only>,
    /// The parts, one for each requirement.
    pub by_requirement: Vec<RequirementRelation>,
    /// Whether the first implies the second.
    pub a_implies_b: Implication,
    /// Whether the second implies the first.
    pub b_implies_a: Implication,
    /// The ways to comply with the first, each alone against the second; null unless both are provisions with a
    /// criterion that apply together.
    pub a_ways: Option<Ways>,
    /// The ways to comply with the second, each alone against the first.
    pub b_ways: Option<Ways>,
    /// What became of the provisions from the first to the second; null unless both are editions of one instrument.
    pub provisions: Option<Changes>,
    /// What the answer rests on.
    pub assumptions: Vec<Bilingual>,
}

/// The relation for one requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RequirementRelation {
    /// The requirement.
    pub requirement: String,
    /// Its title.
    #[serde(skip)]
    pub title: Bilingual,
    /// How the first relates to the second.
    pub relation: Relation,
    /// Where the first applies, compared with the second, scopes included; null where one side does not regulate it.
    pub applicability: Option<Applicability>,
    /// The condition of the first inside both scopes, compared with that of the second; null where one side does not
    /// regulate it or no product is in both scopes.
    pub condition: Option<Applicability>,
}

/// Whether one side implies the other, and why.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Implication {
    /// The answer.
    pub answer: Answer,
    /// Legal rules, constraints and conditions on which it rests.
    pub basis: Vec<String>,
    /// A product that meets the one and fails the other; null where there is none.
    pub witness: Option<Witness>,
    /// Provisions of the other side that are not implied.
    pub not_implied: Vec<NotImplied>,
}

/// A product that separates two texts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Witness {
    /// Its facts.
    pub facts: IndexMap<String, FactValue>,
    /// Those of its facts that differ from their base values or decide what it fails.
    #[serde(skip)]
    pub changed: Vec<Stated>,
    /// Ids of what is unlikely and holds for it: no likelier product was found.
    pub unlikely: Vec<String>,
    /// Pinned ids of the provisions that it fails.
    pub fails: Vec<String>,
    /// Those among them that have not begun on the date.
    pub upcoming: Vec<String>,
    /// Those among them that have ended before the date but go on for some products.
    pub continuing: Vec<String>,
    /// Those among them that have ended before the date.
    pub ended: Vec<String>,
    /// Open limbs that must be judged to be met in any such product.
    pub hangs_on: Vec<String>,
}

/// A provision that is not implied.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotImplied {
    /// Its pinned id.
    pub id: String,
    /// A product that meets the one side and fails it; null where it has no criterion.
    pub witness: Option<Witness>,
}

/// Returns a comparison.
pub fn comparison(kb: Base<'_>, compared: &Compared) -> Comparison {
    Comparison {
        a: kb.node_id(&compared.a),
        b: kb.node_id(&compared.b),
        as_of: kb.as_of.into(),
        mode: compared.mode,
        relation: compared.relation,
        applicability: compared.applicability,
        condition: compared.condition,
        only_a: compared.only_a.as_ref().map(|it| only(kb, it)),
        only_b: compared.only_b.as_ref().map(|it| only(kb, it)),
        by_requirement: compared.by_requirement.iter().map(|it| on_requirement(kb.kb, *it)).collect(),
        a_implies_b: implication(kb, &compared.a_implies_b),
        b_implies_a: implication(kb, &compared.b_implies_a),
        a_ways: compared.a_ways.as_ref().map(|it| ways::ways(kb, it)),
        b_ways: compared.b_ways.as_ref().map(|it| ways::ways(kb, it)),
        provisions: changes::changes(kb.kb, &compared.a, &compared.b),
        assumptions: compared.assumptions.iter().map(|it| assumption(kb, *it)).collect(),
    }
}

/// Returns the relation for a requirement.
pub(super) fn on_requirement(kb: &Kb, it: OnRequirement) -> RequirementRelation {
    RequirementRelation {
        requirement: kb.requirements[it.requirement].id.clone(),
        title: kb.requirements[it.requirement].title.clone(),
        relation: it.relation,
        applicability: it.applicability,
        condition: it.condition,
    }
}

fn implication(kb: Base<'_>, direction: &Direction) -> Implication {
    Implication {
        answer: direction.answer,
        basis: basis(kb, direction),
        witness: direction.witness.as_ref().map(|it| witness(kb, it)),
        not_implied: direction
            .not_implied
            .iter()
            .map(|(idx, it)| NotImplied { id: id(kb, *idx), witness: it.as_ref().map(|it| witness(kb, it)) })
            .collect(),
    }
}

fn id(kb: Base<'_>, idx: ProvisionIdx) -> String {
    kb.provisions[idx].id.clone()
}

/// Returns the constraints of a proof by content, or the deemings of an answer by law with their conditions.
fn basis(kb: Base<'_>, direction: &Direction) -> Vec<String> {
    let constraints =
        direction.constraints.iter().filter_map(|at| kb.constraints.iter().nth(*at)).map(|it| it.id.clone());
    let deemings = direction.chain.iter().filter_map(|link| kb.deemings.get(link.deeming));
    let links = deemings.map(|it| format!("{} when {}", it.id, expression::line(kb, "", &it.when)));
    constraints.chain(links).collect()
}

fn witness(kb: Base<'_>, it: &compare::Witness) -> Witness {
    let fact = |idx| &kb.facts[idx];
    let standing = |standing: Standing| -> Vec<String> {
        let fails = it.fails.iter().filter(|idx| kb.standing(**idx, kb.as_of) == standing);
        fails.map(|idx| id(kb, *idx)).collect()
    };
    Witness {
        facts: facts(kb, &it.facts),
        changed: compare::telling(kb, it).into_iter().map(|it| stated(kb, it)).collect(),
        unlikely: fact::unlikely_of(kb, &it.facts),
        fails: it.fails.iter().map(|idx| id(kb, *idx)).collect(),
        upcoming: standing(Standing::Upcoming),
        continuing: standing(Standing::Continues),
        ended: standing(Standing::Ended),
        hangs_on: it.hangs_on.iter().map(|idx| fact(*idx).id.clone()).collect(),
    }
}

fn assumption(kb: Base<'_>, it: Assumption) -> Bilingual {
    match it {
        Assumption::Concept(idx) => {
            let fact = &kb.facts[idx];
            let (id, ja, en) = (&fact.id, &fact.title.ja, &fact.title.en);
            msg!(
                ja: "「{ja}」（{id}）には客観的な基準がなく、双方で同じ値をとるものとした。",
                en: "there is no objective test for the {en} ({id}); both sides share one value",
            )
        }
        Assumption::OpenLimb(idx) => {
            let fact = &kb.facts[idx];
            let (id, ja, en) = (&fact.id, &fact.title.ja, &fact.title.en);
            msg!(
                ja: "「{ja}」（{id}）に当たるかどうかは判断による。反例では当たらないものとした。",
                en: "whether \u{201c}{en}\u{201d} ({id}) is met is left to judgement; a witness takes it as not met",
            )
        }
        Assumption::Constraint(at) => {
            let (id, because) = kb
                .constraints
                .iter()
                .nth(at)
                .map(|it| (it.id.clone(), it.because.clone()))
                .unwrap_or_default();
            let Bilingual { ja, en } = because;
            msg!(ja: "制約「{id}」: {ja}", en: "constraint `{id}`: {en}")
        }
        Assumption::LeftOut(edition, provisions) => left_out(kb, edition, provisions),
        Assumption::Silent(idx) => {
            let id = id(kb, idx);
            msg!(ja: "「{id}」には基準がないので、比較に含めていない。", en: "`{id}` has no criterion and was left out")
        }
    }
}

/// Says what a dated comparison leaves out of an edition.
fn left_out(kb: Base<'_>, edition: EditionIdx, provisions: usize) -> Bilingual {
    let (id, day) = (kb.edition_id(edition), kb.as_of);
    let standing = kb.editions[edition].standing(day);
    match standing {
        Standing::Begun => {
            let some = counted(provisions, "provision", "provisions");
            let (do_not, were) = if provisions == 1 { ("does not", "was") } else { ("do not", "were") };
            msg!(
                ja: "「{id}」の規定のうち{provisions}件は{day}に適用がないので、比較に含めていない。全体を比べるには版を指定する。",
                en: "{some} of `{id}` {do_not} apply on {day} and {were} left out; name the edition to compare it whole",
            )
        }
        Standing::Continues => msg!(
            ja: "「{id}」は{day}には適用が終了しており、一部の製品にだけ適用が続く。最後の日の内容で比べている。",
            en: "on {day} `{id}` has ended and goes on for some products only; it is compared as it stood on its last day",
        ),
        Standing::Upcoming | Standing::Ended => {
            let Bilingual { ja, en } = standing.title();
            msg!(
                ja: "「{id}」は{day}に{ja}なので、比べる規定がない。全体を比べるには版を指定する。",
                en: "on {day} `{id}` is {en}, so there is nothing to compare; name the edition to compare it whole",
            )
        }
    }
}
