//! A provision as `kijun show` prints it and as the files under `/data/provisions/` have it.
//!
//! Text and ids only; pages that need more take it from [`super::library`].

use crate::lang::Bilingual;
use crate::lexicon::{Applicability, Grade, InstrumentKind, Modality, Relation, Standing, Status};
use crate::model::{Expr, ProvisionIdx, transition};
use crate::msg;
use crate::norm::Base;
use crate::query;
use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{self, Paper, SourceRef};
use super::clause::{self, Clause, Place};
use super::day::Day;
use super::interpretation::{self, Interpreted};
use super::reading::Mood;

/// A criterion and the function that it is for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Criterion {
    /// The requirement; null for a criterion of the provision as a whole.
    pub requirement: Option<String>,
    /// The condition in the words of the language; null where the text gives no test.
    pub expression: Option<String>,
    /// The condition as text.
    pub reading: Option<Bilingual>,
    /// The condition in all its forms.
    #[serde(skip)]
    pub clause: Option<Clause>,
}

/// A number that a provision fixes and no criterion uses.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Figure {
    /// What it is: `maximum_fine`.
    pub name: String,
    /// What it is, for people.
    pub title: Bilingual,
    /// The number.
    pub value: i64,
    /// Its unit.
    pub unit: String,
    /// The number with its unit, for people.
    #[serde(skip)]
    pub said: Bilingual,
}

/// Counterparts that are left out where all provisions stand together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The requirement; its page lists all that meet it.
    pub requirement: String,
    /// How many counterparts for it are left out.
    pub count: usize,
}

/// A provision of another instrument for the same requirement.
///
/// Describes itself: relation, applicability and condition are those of this provision against the one shown.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Counterpart {
    /// The pinned id of the other provision.
    pub id: String,
    /// The requirement that both meet.
    pub requirement: String,
    /// How its criterion relates to that of the provision shown: `stricter` means that this one is stricter. Null where
    /// the two are too complex to be compared.
    pub relation: Option<Relation>,
    /// Where it applies, compared with the provision shown, scopes and conditions together; null where `relation` is.
    pub applicability: Option<Applicability>,
    /// Its condition inside both scopes, compared with that of the shown provision; null where no product is in both
    /// and where `relation` is.
    pub condition: Option<Applicability>,
}

/// The smallest citable unit, as one edition has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Provision {
    /// The pinned id: `jp.ter@2020:34-10.1.2`.
    pub id: String,
    /// The instrument.
    pub instrument: String,
    /// The edition, without the instrument.
    pub edition: String,
    /// The locator in it.
    pub locator: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// What it says, restated; Markdown.
    pub text: Bilingual,
    /// How strongly it speaks.
    pub modality: Modality,
    /// Whom it addresses.
    pub addressee: String,
    /// What it is called.
    #[serde(skip)]
    pub addressee_title: Bilingual,
    /// The status of the edition.
    pub status: Status,
    /// Its first day; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
    /// The first day on which its text stood, in this edition or in one that it is inherited from; null where it is
    /// not known.
    pub first_from: Option<Day>,
    /// Where it stands on the as-of date.
    pub standing: Standing,
    /// Whether it begins only after the as-of date.
    pub upcoming: bool,
    /// Whether it sets a standard for products; a definition, a proviso, a transitional clause or a duty of an authority
    /// does not.
    pub sets_standard: bool,
    /// Where it applies, the scope of its edition included; null for everywhere. Of a text that sets no standard only
    /// what it says itself.
    pub applies: Option<String>,
    /// Where it applies, as text; left out in the file of an edition, which says once how its scope reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_reading: Option<Bilingual>,
    /// Where it applies within the scope of its edition, as text; null for all of it.
    pub condition_reading: Option<Bilingual>,
    /// What it leaves under other texts, where it is a transitional rule.
    pub transition: Option<Transition>,
    /// Pinned ids of the transitional rules of its edition that speak of it.
    pub transitions: Vec<String>,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
    /// What is read into it on the as-of date: interpretations of the concepts and open limbs that it uses.
    pub interpretations: Vec<Interpreted>,
    /// Provisions and instruments to which it refers, as the author wrote them.
    pub references: Vec<String>,
    /// Pinned ids of the provisions that refer to it.
    pub referenced_by: Vec<String>,
    /// Provisions of other instruments for the same requirement.
    pub counterparts: Vec<Counterpart>,
    /// How many more there are for a requirement, where the list of all provisions leaves some out.
    pub counterparts_left_out: Vec<LeftOut>,
    /// The paper in which it stands where its edition is no law yet: kind, issuer and link are those of the paper; null of law.
    pub paper: Option<Paper>,
    /// Where it comes from.
    pub sources: Vec<SourceRef>,
    /// The worst grade of its sources.
    pub grade: Grade,
    /// Further forms in which people cite it.
    pub also_cited: Vec<String>,
    /// How conformity is assessed; Markdown.
    pub verification: Option<Bilingual>,
    /// Numbers that no criterion uses.
    pub figures: Vec<Figure>,
    /// What the reader should know; Markdown.
    pub note: Option<Bilingual>,
    /// The pinned id of the provision that it inherits, if it does.
    pub inherited_from: Option<String>,
    /// What sort of text it stands in.
    #[serde(skip)]
    pub kind: InstrumentKind,
    /// Where it applies within the scope of its edition, in all its forms.
    #[serde(skip)]
    pub condition: Option<Clause>,
    /// All criteria together, in all their forms.
    #[serde(skip)]
    pub criterion: Option<Clause>,
}

/// The provisions of one edition, as the site has them in one file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OfEdition {
    /// The pinned id of the edition: `jp.ter@2020`.
    pub edition: String,
    /// What it applies to, as text; null for everything.
    pub scope_reading: Option<Bilingual>,
    /// Its provisions in their order, inherited ones included, each without `applies_reading`.
    pub provisions: Vec<Provision>,
}

/// What a transitional rule says: which products stay under other texts than those of its edition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Transition {
    /// The products.
    pub products: Clause,
    /// Pinned ids of the places of which it speaks; none for the whole edition.
    pub of: Vec<String>,
    /// Pinned ids of the places among these of which it does not.
    pub except: Vec<String>,
    /// The pinned id of the edition under which the products stay; null where they stay under no such text.
    pub stays: Option<String>,
    /// Whether the maker may follow the new texts as well.
    pub by_choice: bool,
}

impl Transition {
    /// Returns what becomes of the products.
    pub fn effect(&self) -> Bilingual {
        match (self.stays.is_some(), self.by_choice) {
            (true, false) => msg!(ja: "従前の版による", en: "they stay under the earlier edition"),
            (true, true) => {
                msg!(ja: "従前の版によることができる", en: "they may stay under the earlier edition")
            }
            (false, false) => msg!(ja: "適用しない", en: "it does not apply to them"),
            (false, true) => msg!(ja: "適用を受けないことができる", en: "it need not be applied to them"),
        }
    }

    /// Returns the whole rule in a sentence, its places by their ids.
    pub fn sentence(&self) -> Bilingual {
        let Bilingual { ja: products, en: where_ } = &self.products.reading;
        let effect = self.effect();
        let (effect_ja, effect_en) = (effect.ja, effect.en);
        let of_edition =
            |comma: &str| self.stays.as_ref().map(|id| format!("{comma}{id}")).unwrap_or_default();
        let (stays_ja, stays_en) = (of_edition("、"), of_edition("; "));
        let of = self.of.join(", ");
        let except = self.except.join(", ");
        let of = match (of.is_empty(), except.is_empty()) {
            (true, true) => msg!(ja: "全ての規定", en: "all provisions"),
            (true, false) => msg!(ja: "{except}を除く全ての規定", en: "all provisions but {except}"),
            (false, true) => msg!(ja: "{of}", en: "{of}"),
            (false, false) => msg!(ja: "{except}を除く{of}", en: "{of} but {except}"),
        };
        let (of_ja, of_en) = (of.ja, of.en);
        msg!(
            ja: "{products}製品については、{effect_ja}（{of_ja}{stays_ja}）",
            en: "where {where_}: {effect_en} ({of_en}{stays_en})",
        )
    }
}

/// What a provision is built from, besides the knowledge base.
#[derive(Debug)]
pub(super) struct Links {
    /// Pinned ids of the provisions that refer to it.
    pub(super) referenced_by: Vec<String>,
    /// Its counterparts.
    pub(super) counterparts: Vec<Counterpart>,
    /// Those that are left out.
    pub(super) left_out: Vec<LeftOut>,
}

/// Returns one provision with its links; a whole build takes [`super::library`].
pub fn one(kb: Base<'_>, idx: ProvisionIdx) -> Provision {
    let refers = |from: &crate::model::Provision| {
        from.origin.is_none()
            && from
                .body
                .see
                .iter()
                .flat_map(|see| kb.nodes(see))
                .filter_map(|node| node.provision)
                .any(|it| kb.origin(it) == kb.origin(idx))
    };
    let referenced_by =
        kb.provisions.iter().filter(|from| refers(from)).map(|from| from.id.clone()).collect();
    let links = Links { referenced_by, counterparts: counterparts(kb, idx), left_out: Vec::new() };
    provision(kb, idx, links)
}

/// Returns a provision.
pub(super) fn provision(kb: Base<'_>, idx: ProvisionIdx, links: Links) -> Provision {
    let provision = &kb.provisions[idx];
    let (edition, body) = (&kb.editions[provision.edition], provision.body.as_ref());
    let place = Place::of_provision(kb, idx);
    let sets_standard = kb.sets_standard(idx);
    let scope = edition.scope.iter().filter(|_| sets_standard);
    let applies = clause::conjunction(scope.chain(&provision.condition));
    let condition = provision.condition.as_ref().map(|expr| place.clause(kb, expr, Mood::Condition));
    let (applies, applies_reading) = applies.map(|expr| place.line(kb, &expr, Mood::Condition)).unzip();
    Provision {
        id: provision.id.clone(),
        instrument: kb.instruments[provision.instrument].id.clone(),
        edition: edition.id.clone(),
        locator: provision.locator.to_string(),
        cite: body.cite.clone(),
        title: body.title.clone(),
        text: body.text.clone(),
        modality: body.modality,
        addressee: body.addressee.id.clone(),
        addressee_title: body.addressee.title.clone(),
        status: edition.status,
        from: provision.from.date().map(Day::from),
        until: provision.until.map(Day::from),
        first_from: provision.first_from.date().map(Day::from),
        standing: kb.standing(idx, kb.as_of),
        upcoming: kb.standing(idx, kb.as_of) == Standing::Upcoming,
        sets_standard,
        applies,
        applies_reading,
        condition_reading: condition.as_ref().map(|it| it.reading.clone()),
        transition: transition(kb, idx),
        transitions: transitions(kb, idx, sets_standard),
        criteria: criteria(kb, idx, &place),
        interpretations: interpretation::read_into(kb, idx),
        references: body.see.iter().map(|see| kb.reference_id(see)).collect(),
        referenced_by: links.referenced_by,
        counterparts: links.counterparts,
        counterparts_left_out: links.left_out,
        paper: citation::paper(kb, provision.edition),
        sources: citation::refs(kb, &body.sources),
        grade: provision.grade(),
        also_cited: body.also_cited.clone(),
        verification: body.verification.clone(),
        figures: body
            .figures
            .iter()
            .map(|it| Figure {
                name: it.name.clone(),
                title: it.title.clone(),
                value: it.value,
                unit: it.unit.id.clone(),
                said: it.unit.quantity(it.value),
            })
            .collect(),
        note: body.note.clone(),
        inherited_from: provision.origin.map(|origin| kb.provisions[origin].id.clone()),
        kind: kb.instruments[provision.instrument].kind,
        condition,
        criterion: criterion(kb, idx, &place),
    }
}

/// Returns the transitional rules that speak of a text that sets a standard.
fn transitions(kb: Base<'_>, idx: ProvisionIdx, sets_standard: bool) -> Vec<String> {
    let rules = kb.transitions_of(idx).filter(|_| sets_standard);
    rules.map(|(rule, _)| kb.provisions[rule].id.clone()).collect()
}

pub(super) fn transition(kb: Base<'_>, idx: ProvisionIdx) -> Option<Transition> {
    let provision = &kb.provisions[idx];
    let it = provision.body.transition.as_ref()?;
    let ids = |places: &[transition::Place]| {
        places.iter().map(|place| kb.place_id(provision.edition, &place.locator)).collect()
    };
    Some(Transition {
        products: Place::default().clause(kb, &it.products, Mood::Condition),
        of: ids(&it.of),
        except: ids(&it.except),
        stays: it.stays.map(|edition| kb.edition_id(edition)),
        by_choice: it.by_choice,
    })
}

/// Returns the counterparts of a provision.
fn counterparts(kb: Base<'_>, idx: ProvisionIdx) -> Vec<Counterpart> {
    query::counterparts(kb, idx).into_iter().map(|it| counterpart(kb, it)).collect()
}

/// Returns what was computed as the public JSON has it.
pub(super) fn counterpart(kb: Base<'_>, it: query::Counterpart) -> Counterpart {
    Counterpart {
        id: kb.provisions[it.provision].id.clone(),
        requirement: kb.requirements[it.requirement].id.clone(),
        relation: it.related.map(|it| it.relation),
        applicability: it.related.map(|it| it.applicability),
        condition: it.related.and_then(|it| it.condition),
    }
}

/// Returns the criteria of a provision.
pub(super) fn criteria_of(kb: Base<'_>, idx: ProvisionIdx) -> Vec<Criterion> {
    criteria(kb, idx, &Place::of_provision(kb, idx))
}

fn criteria(kb: Base<'_>, idx: ProvisionIdx, place: &Place) -> Vec<Criterion> {
    let body = &kb.provisions[idx].body;
    body.criteria
        .iter()
        .map(|criterion| {
            let clause = criterion.expr.as_ref().map(|expr| place.clause(kb, expr, Mood::Criterion));
            Criterion {
                requirement: criterion.requirement.map(|requirement| kb.requirements[requirement].id.clone()),
                expression: clause.as_ref().map(|it| it.expression.clone()),
                reading: clause.as_ref().map(|it| it.reading.clone()),
                clause,
            }
        })
        .collect()
}

/// Says whether a provision has a criterion of its own or of what binds below it.
pub(super) fn has_test(kb: Base<'_>, idx: ProvisionIdx) -> bool {
    kb.norm(idx).criterion.is_some()
        || (kb.provisions[idx].body.modality.has_verdict() && Place::of_parent(kb, idx).has_items())
}

/// Returns the conjunction of all criteria, none where one of them has no test; of everything binding below where
/// a parent has none.
fn criterion(kb: Base<'_>, idx: ProvisionIdx, place: &Place) -> Option<Clause> {
    let body = &kb.provisions[idx].body;
    if kb.norm(idx).criterion.is_some() {
        let own = clause::conjunction(body.criteria.iter().filter_map(|criterion| criterion.expr.as_ref()));
        return own.map(|expr| place.clause(kb, &expr, Mood::Criterion));
    }
    let place = Place::of_parent(kb, idx);
    (body.modality.has_verdict() && place.has_items())
        .then(|| place.clause(kb, &Expr::Items, Mood::Criterion))
}
