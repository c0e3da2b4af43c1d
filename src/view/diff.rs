//! What `kijun diff` answers: two states of an instrument side by side, words and meaning.
//!
//! Computes nothing but the marks in texts; `query` pairs and relates, `collate` compares words.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::collate::{Collator, Piece};
use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Applicability, Authentic, Change, InstrumentKind, Modality, Relation, Status};
use crate::logic::domain::Value;
use crate::logic::failure::Failure;
use crate::model::{EditionIdx, FactIdx, FactType, Kb, Provision, ProvisionIdx};
use crate::msg;
use crate::norm::Base;
use crate::query::diff;
use crate::query::succession::{Passage as Paired, State as Place};

use super::changes::{Attached, attached};
use super::comparison::{self, RequirementRelation};
use super::day::Day;
use super::example::{self, Only};
use super::instrument::edition_words;
use super::stated::{Stated, stated};
use super::tree::FactValue;

/// Two states of an instrument side by side.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Diff {
    /// The instrument.
    pub instrument: String,
    /// Its title.
    pub title: Bilingual,
    /// The language of the authentic text.
    pub authentic: Authentic,
    /// What sort of text it is.
    #[serde(skip)]
    pub kind: InstrumentKind,
    /// The date.
    pub as_of: Day,
    /// The state before.
    pub old: State,
    /// The state after.
    pub new: State,
    /// How many provisions became what.
    pub counts: Vec<Count>,
    /// How the scope of the instrument changed.
    pub scope: Scope,
    /// What became of every provision, in the order of the new state; what was removed stands where its number would.
    pub provisions: Vec<Passage>,
    /// How what all binding provisions together demand changed, for each requirement that the base
    /// of the new state declares.
    pub requirements: Vec<RequirementRelation>,
    /// What hangs on the old state and not on the new one.
    pub only_old: Attached,
    /// What hangs on the new state and not on the old one.
    pub only_new: Attached,
}

/// One state of an instrument.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct State {
    /// The pinned id of the edition.
    pub id: String,
    /// What the edition is called.
    pub title: Bilingual,
    /// Its status.
    pub status: Status,
    /// Its first day; null where it is not known.
    pub from: Option<Day>,
    /// The day after its last; null where there is none.
    pub until: Option<Day>,
    /// The folder or revision from which the texts were read; null for the base itself.
    pub read_from: Option<String>,
}

/// How the scope of an instrument changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Scope {
    /// The new scope, compared with the old one; null where they cannot be compared.
    pub applicability: Option<Applicability>,
    /// The nearest product in the new scope alone.
    pub only_new: Option<Only>,
    /// The nearest product in the old scope alone.
    pub only_old: Option<Only>,
    /// Facts of the old state that the new one does not have, so that the scopes cannot be compared.
    pub unknown_facts: Vec<String>,
}

/// How many provisions became what.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Count {
    /// What became of them.
    pub change: Change,
    /// How many entries of the list.
    pub count: usize,
}

/// Provisions that became one another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Passage {
    /// What happened to their words and numbers.
    pub change: Change,
    /// What they were; empty where something was added, several where they were joined.
    pub old: Vec<Unit>,
    /// What they are; empty where something was removed, several where it was split.
    pub new: Vec<Unit>,
    /// How strongly each speaks, where that differs.
    pub modality: Option<Both<Modality>>,
    /// Whom each addresses, where that differs.
    pub addressee: Option<Both<String>>,
    /// The first day that each states itself, where that differs.
    pub from: Option<Both<Option<Day>>>,
    /// The day after the last that each states itself, where that differs.
    pub until: Option<Both<Option<Day>>>,
    /// How what they ask for changed; null where neither side has a criterion.
    pub meaning: Option<Meaning>,
}

/// Something as it was and as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Both<T> {
    /// As it was.
    pub old: T,
    /// As it is.
    pub new: T,
}

/// A provision on one side, its changed words marked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unit {
    /// Its pinned id.
    pub id: String,
    /// Its locator.
    pub locator: String,
    /// How it is cited.
    pub cite: Bilingual<Vec<Run>>,
    /// Its title.
    pub title: Bilingual<Vec<Run>>,
    /// What it says, restated; Markdown. All runs together are the text.
    pub text: Bilingual<Vec<Run>>,
    /// How strongly it speaks.
    pub modality: Modality,
    /// Whom it addresses.
    #[serde(skip)]
    pub addressee: Bilingual,
}

/// Words that stand on both sides, or on this one alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether the other side has something else.
    pub changed: bool,
}

/// How what a provision asks for changed; relation and places where it applies are those of the new text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Meaning {
    /// How the new criterion relates to the old one.
    pub relation: Relation,
    /// Where the new text applies, compared with the old one; null where one side has nothing.
    pub applicability: Option<Applicability>,
    /// The new condition inside both scopes; null where one side has nothing or no product is in both.
    pub condition: Option<Applicability>,
    /// The parts, one for each requirement.
    pub by_requirement: Vec<RequirementRelation>,
    /// Whether it is made of what stands below, whose entries say more.
    pub from_below: bool,
    /// The nearest product that meets the old text and fails the new one.
    pub fails_now: Option<Separating>,
    /// The nearest product that failed the old text and meets the new one.
    pub passes_now: Option<Separating>,
    /// The nearest product to which the new text alone applies.
    pub only_new: Option<Only>,
    /// The nearest product to which the old text alone applied.
    pub only_old: Option<Only>,
    /// Facts of the old state that the new one does not have, so that the criteria cannot be compared.
    pub unknown_facts: Vec<String>,
}

/// A product that is judged otherwise.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Separating {
    /// Its facts.
    pub facts: IndexMap<String, FactValue>,
    /// Those of its facts on which its judgement hangs.
    #[serde(skip)]
    pub changed: Vec<Stated>,
    /// Ids of what is unlikely and holds for it: no likelier product was found.
    pub unlikely: Vec<String>,
    /// Open limbs that must be judged to be met in any such product.
    pub hangs_on: Vec<String>,
}

/// A state with the base that it is read from.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The base.
    pub base: Base<'a>,
    /// The edition.
    pub edition: EditionIdx,
    /// The folder or revision from which the base was read, where it is not the one that was opened.
    pub read_from: Option<&'a str>,
}

impl<'a> Side<'a> {
    fn place(&self) -> Place<'a> {
        Place { kb: self.base.kb, edition: self.edition }
    }
}

impl Passage {
    /// Says whether its words are the same on both sides in a language.
    pub fn is_unmarked(&self, lang: Lang) -> bool {
        let texts = |unit: &Unit| [&unit.cite, &unit.title, &unit.text].map(|it| it.get(lang).clone());
        !self.old.is_empty()
            && !self.new.is_empty()
            && self.old.iter().chain(&self.new).flat_map(texts).flatten().all(|run| !run.changed)
    }

    /// Says whether nothing but its words differs, and perhaps the scope of the instrument.
    pub fn means_the_same(&self) -> bool {
        let same = |it: &Meaning| {
            let applies = it.applicability == Some(Applicability::Same) || it.only_by_scope();
            it.relation == Relation::Equal && applies
        };
        self.meaning.as_ref().is_none_or(same)
            && self.modality.is_none()
            && self.addressee.is_none()
            && self.from.is_none()
            && self.until.is_none()
    }
}

impl Meaning {
    /// Says whether it applies elsewhere only because the instrument has another scope.
    pub fn only_by_scope(&self) -> bool {
        self.applicability != Some(Applicability::Same) && self.condition == Some(Applicability::Same)
    }
}

/// Puts two states of an instrument side by side.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Result<Diff, Failure> {
    let found = diff::diff((old.base, old.place()), (new.base, new.place()))?;
    let kb = new.base.kb;
    let instrument = &kb.instruments[kb.editions[new.edition].instrument];
    let collator = collator(old.base.kb, kb);
    let passage = |(paired, meaning): (&Paired, &Option<diff::Meaning>)| {
        let (olds, news) = units(&collator, (old.base.kb, &paired.old), (kb, &paired.new));
        let meaning = meaning.as_ref().map(|it| meaning_of(old.base, new.base, it));
        let passage = Passage {
            change: paired.change,
            old: olds,
            new: news,
            modality: None,
            addressee: None,
            from: None,
            until: None,
            meaning,
        };
        match (paired.old.as_slice(), paired.new.as_slice()) {
            ([one], [other]) => apart(passage, &old.base.kb.provisions[*one], &kb.provisions[*other]),
            _ => passage,
        }
    };
    let provisions: Vec<Passage> = found.provisions.iter().zip(&found.meanings).map(passage).collect();
    let count = |change: &Change| {
        let count = provisions.iter().filter(|it| it.change == *change).count();
        (count > 0).then_some(Count { change: *change, count })
    };
    let [only_old, only_new] = attached(old.place(), new.place());
    Ok(Diff {
        instrument: instrument.id.clone(),
        title: instrument.title.clone(),
        authentic: instrument.authentic,
        kind: instrument.kind,
        as_of: kb.as_of.into(),
        old: state(&old),
        new: state(&new),
        scope: scope_of(old.base, new.base, &found.scope),
        counts: Change::ALL.iter().filter_map(count).collect(),
        provisions,
        requirements: found.requirements.iter().map(|it| comparison::on_requirement(kb, *it)).collect(),
        only_old,
        only_new,
    })
}

fn state(side: &Side<'_>) -> State {
    let edition = &side.base.kb.editions[side.edition];
    State {
        id: side.base.kb.edition_id(side.edition),
        title: edition_words(edition.title.as_ref(), &edition.id),
        status: edition.status,
        from: edition.from.date().map(Day::from),
        until: edition.until.map(Day::from),
        read_from: side.read_from.map(str::to_owned),
    }
}

/// Returns what compares words and keeps the terms of both glossaries whole.
fn collator(old: &Kb, new: &Kb) -> Collator {
    let terms = old.terms.iter().chain(&new.terms);
    let names = terms.flat_map(|term| {
        let synonyms = term.also.ja.iter().chain(&term.also.en);
        [&term.name.ja, &term.name.en].into_iter().chain(synonyms)
    });
    Collator::new(names.map(String::as_str))
}

/// Returns the provisions of both sides with their words marked.
fn units(
    collator: &Collator,
    (old_kb, old): (&Kb, &[ProvisionIdx]),
    (new_kb, new): (&Kb, &[ProvisionIdx]),
) -> (Vec<Unit>, Vec<Unit>) {
    let (old, new) = (pick(old_kb, old), pick(new_kb, new));
    let of = |text: fn(&Provision) -> &Bilingual| Marked::new(collator, &old, &new, text);
    let texts = [of(|it| &it.body.cite), of(|it| &it.body.title), of(|it| &it.body.text)];
    let unit = |(at, it): (usize, &&Provision), side: fn(&Marked) -> &Bilingual<Vec<Vec<Run>>>| {
        let [cite, title, text] =
            texts.each_ref().map(|marked| side(marked).map(|runs| runs.get(at).cloned().unwrap_or_default()));
        Unit {
            id: it.id.clone(),
            locator: it.locator.to_string(),
            cite,
            title,
            text,
            modality: it.body.modality,
            addressee: it.body.addressee.title.clone(),
        }
    };
    (
        old.iter().enumerate().map(|it| unit(it, |marked| &marked.old)).collect(),
        new.iter().enumerate().map(|it| unit(it, |marked| &marked.new)).collect(),
    )
}

fn pick<'a>(kb: &'a Kb, provisions: &[ProvisionIdx]) -> Vec<&'a Provision> {
    provisions.iter().map(|idx| &kb.provisions[*idx]).collect()
}

/// One field of all provisions of both sides.
struct Marked {
    old: Bilingual<Vec<Vec<Run>>>,
    new: Bilingual<Vec<Vec<Run>>>,
}

impl Marked {
    fn new(
        collator: &Collator,
        old: &[&Provision],
        new: &[&Provision],
        text: fn(&Provision) -> &Bilingual,
    ) -> Self {
        let [ja, en] = Lang::ALL.map(|lang| {
            let side =
                |side: &[&Provision]| side.iter().map(|it| text(it).get(lang).clone()).collect::<Vec<_>>();
            let (old, new) = (side(old), side(new));
            let found = collator.collate(
                &old.iter().map(String::as_str).collect::<Vec<_>>(),
                &new.iter().map(String::as_str).collect::<Vec<_>>(),
            );
            (runs(found.old), runs(found.new))
        });
        Self { old: Bilingual { ja: ja.0, en: en.0 }, new: Bilingual { ja: ja.1, en: en.1 } }
    }
}

fn runs(texts: Vec<Vec<Piece>>) -> Vec<Vec<Run>> {
    let run = |Piece { changed, text }: Piece| Run { text, changed };
    texts.into_iter().map(|pieces| pieces.into_iter().map(run).collect()).collect()
}

/// Adds what differs between two provisions besides their words.
fn apart(passage: Passage, old: &Provision, new: &Provision) -> Passage {
    let (before, now) = (old.body.as_ref(), new.body.as_ref());
    let day = |it: Option<crate::model::From>| it.and_then(crate::model::From::date).map(Day::from);
    Passage {
        modality: both(before.modality, now.modality),
        addressee: both(before.addressee.id.clone(), now.addressee.id.clone()),
        from: both(day(before.from), day(now.from)),
        until: both(before.until.map(Day::from), now.until.map(Day::from)),
        ..passage
    }
}

fn both<T: PartialEq>(old: T, new: T) -> Option<Both<T>> {
    (old != new).then_some(Both { old, new })
}

fn scope_of(old: Base<'_>, kb: Base<'_>, it: &diff::Scope) -> Scope {
    let only = |found: &Option<diff::Separating>| found.as_ref().map(|it| only(kb, it));
    Scope {
        applicability: it.applicability,
        only_new: only(&it.only_new),
        only_old: only(&it.only_old),
        unknown_facts: it.unknown.iter().map(|idx| old.kb.facts[*idx].id.clone()).collect(),
    }
}

fn meaning_of(old: Base<'_>, kb: Base<'_>, it: &diff::Meaning) -> Meaning {
    let separating = |found: &diff::Separating| {
        let Only { facts, changed, unlikely } = only(kb, found);
        let hangs_on = found.hangs_on.iter().map(|idx| kb.kb.facts[*idx].id.clone()).collect();
        Separating { facts, changed, unlikely, hangs_on }
    };
    let apart = |found: &diff::Separating| only(kb, found);
    Meaning {
        relation: it.relation,
        applicability: it.applicability,
        condition: it.condition,
        by_requirement: it.by_requirement.iter().map(|it| comparison::on_requirement(kb.kb, *it)).collect(),
        from_below: it.from_below,
        fails_now: it.fails_now.as_ref().map(separating),
        passes_now: it.passes_now.as_ref().map(separating),
        only_new: it.only_new.as_ref().map(apart),
        only_old: it.only_old.as_ref().map(apart),
        unknown_facts: it.unknown.iter().map(|idx| old.kb.facts[*idx].id.clone()).collect(),
    }
}

/// Returns a product that is judged otherwise, told by the facts on which that hangs: those that decide it, whatever their
/// value, and of all that the texts test those that differ from their base values; all that differ where it hangs on
/// the scope alone.
fn only(kb: Base<'_>, found: &diff::Separating) -> Only {
    let Only { facts, changed, unlikely } = example::only(kb, &found.product);
    let differs = |idx: &FactIdx| changed.iter().any(|it| it.fact == kb.kb.facts[*idx].id);
    let hangs =
        |idx: &FactIdx| found.decided_by.contains(idx) || (found.tested.contains(idx) && differs(idx));
    let told = |(idx, value): (&FactIdx, &Value)| alone(kb, *idx, stated(kb, (*idx, *value)));
    let deciding: Vec<Stated> = found.product.iter().filter(|(idx, _)| hangs(idx)).map(told).collect();
    if !deciding.is_empty() {
        return Only { facts, changed: deciding, unlikely };
    }
    let tested: Vec<Stated> =
        found.product.iter().filter(|(idx, _)| found.tested.contains(idx)).map(told).collect();
    let in_full = changed.into_iter().map(|it| match kb.kb.fact_ids.get(&it.fact) {
        Some(idx) => alone(kb, *idx, it),
        None => it,
    });
    let changed = if tested.is_empty() { in_full.collect() } else { tested };
    Only { facts, changed, unlikely }
}

/// Says of a set which one it is, so that its elements can stand alone.
fn alone(kb: Base<'_>, idx: FactIdx, it: Stated) -> Stated {
    let fact = &kb.kb.facts[idx];
    if !matches!(fact.ty, FactType::Set(_)) {
        return it;
    }
    let (Bilingual { ja, en }, Bilingual { ja: said_ja, en: said_en }) = (&fact.title, &it.said);
    let said = msg!(ja: "{ja}：{said_ja}", en: "{en}: {said_en}");
    Stated { said, ..it }
}
