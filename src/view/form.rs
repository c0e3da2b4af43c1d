//! What a form in a browser needs to judge a product as `assess` does: the facts, and each edition as a plan over
//! decision diagrams.
//!
//! Written in short, for it is data of a script; the script that reads it says the same things in long.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::lang::Bilingual;
use crate::lexicon::{Because, Binding, FactKind, Modality, Nature, Outcome, Standing, Status};
use crate::logic::diagram::{Alphabet, Diagram, Letter, Table};
use crate::logic::failure::OverBudget;
use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, FactIdx, FactType, InstrumentIdx};
use crate::norm::Base;
use crate::query::market::{self, MARKETS};
use crate::query::plan::{self, Content, Part, Place, Plan, Reasons, Text};

use super::day::Day;
use super::path::{self, Path};
use super::slug::slug;

/// What every edition needs.
#[derive(Clone, Debug, Serialize)]
pub struct Ground {
    /// The date on which everything is judged.
    pub as_of: Day,
    /// The facts that some edition tests, in the order of their declaration.
    pub facts: Vec<FormFact>,
    /// The rows of the constraints.
    pub rows: Rows,
    /// What holds of every product, in the order of the constraints; the words are apart.
    pub constraints: Vec<Drawn>,
    /// The fact that says in which markets a product is sold.
    pub markets: Option<usize>,
    /// What can be asked, in the order of the base.
    pub instruments: Vec<FormInstrument>,
    /// Ids of the editions that ask something else with the day left out; the others are the same then.
    pub undated: Vec<String>,
}

/// A fact as a form asks for it.
#[derive(Clone, Debug, Serialize)]
pub struct FormFact {
    /// Its id.
    pub id: String,
    /// What it ranges over.
    #[serde(rename = "type")]
    pub kind: FactKind,
    /// How its value comes to be known.
    pub nature: Nature,
    /// Whether a change of the product may change it.
    pub can_change: bool,
    /// The words of a choice, scale or set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Least and greatest value of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<(i64, i64)>,
    /// The unit that a product file writes behind the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What its bits test: the cut, or the position of the word.
    pub marks: Vec<i64>,
    /// Its position among all facts of the base.
    #[serde(skip)]
    pub at: usize,
}

/// An instrument that can be asked.
#[derive(Clone, Debug, Serialize)]
pub struct FormInstrument {
    /// Its id.
    pub id: String,
    /// Whether it binds by law.
    pub mandatory: bool,
    /// The word of its country among those of the markets; none where no product can be sold there.
    pub market: Option<usize>,
    /// Why it is not among what binds a product by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<Because>,
    /// Its editions that stand for some products, the current one last.
    pub editions: Vec<String>,
    /// The names of the files of these.
    pub files: Vec<String>,
}

/// The rows of a table of diagrams: bit, link if false, link if true, one after the other. The first is row 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows(Vec<(usize, u32, u32)>);

/// A formula in a table: a row, or `[0, …]` for all of some, `[1, …]` for any, `[2, …]` for not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn(Diagram);

/// A rule in a table: where it applies, and its criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawnRule(Drawn, Option<Drawn>);

/// An edition as a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormEdition {
    /// The pinned id.
    pub id: String,
    /// Its rows.
    pub rows: Rows,
    /// Where it stands on the date.
    pub standing: Standing,
    /// Why none of it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded: Option<Because>,
    /// Which products it reaches of those in its scope: those for which it stands, and those that others keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<[Drawn; 2]>,
    /// Its scope.
    pub scope: Drawn,
    /// Parts for which the maker may choose earlier texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<FormChoice>,
    /// Its other parts.
    pub units: Vec<FormUnit>,
    /// The verdict where it has none.
    pub nothing: Outcome,
    /// The products that stay under earlier texts, with the edition of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<(Drawn, Option<String>)>,
    /// Why it may be not applicable.
    pub why: FormReasons,
    /// When the whole is met by content or by law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lawful: Option<DrawnRule>,
    /// Whether it is a list of ids without tests.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub list: bool,
    /// Its provisions that have verdicts.
    pub provisions: Vec<FormText>,
    /// Those of earlier editions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<FormUnder>,
}

/// Parts of an edition that the maker may meet by earlier texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormChoice {
    /// The new texts.
    pub units: Vec<FormUnit>,
    /// When the earlier ones are met.
    pub earlier: Drawn,
    /// Their edition.
    pub stays: Option<String>,
}

/// A part of an edition: one of its provisions, by position, or a place of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FormUnit {
    /// The provision at this position.
    Provision(usize),
    /// A place.
    Place(FormPlace),
}

/// A provision with how it is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormText {
    /// The pinned id.
    pub id: String,
    /// How it is cited.
    pub cite: Bilingual,
    /// Its title.
    pub title: Bilingual,
    /// How strongly it speaks.
    pub modality: Modality,
    /// The status of its edition.
    #[serde(skip)]
    pub status: Status,
    /// The requirements that it meets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<String>,
    /// Why it does not count on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Because>,
    /// How it is judged.
    #[serde(flatten)]
    pub place: FormPlace,
}

/// Texts of an earlier edition under which products stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormUnder {
    /// The products.
    pub products: Drawn,
    /// Whether the maker chooses.
    pub choice: bool,
    /// The edition.
    pub stays: Option<String>,
    /// The texts.
    pub texts: Vec<FormText>,
}

/// How a place is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormPlace {
    /// What it demands: null where it is of others.
    pub content: Option<FormContent>,
    /// When it is met by content or by law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lawful: Option<DrawnRule>,
    /// Why it may be not applicable.
    #[serde(skip_serializing_if = "FormReasons::is_plain")]
    pub why: FormReasons,
}

/// What a place demands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FormContent {
    /// One rule.
    One(DrawnRule),
    /// Several parts, and all of them as one rule.
    Several {
        /// The parts.
        parts: Vec<FormPart>,
        /// All of them, where each has a test.
        whole: Option<DrawnRule>,
    },
}

/// One of several provisions that are demanded together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FormPart {
    /// One with a test.
    Tested(DrawnRule),
    /// One without.
    Silent {
        /// Where it applies.
        applies: Drawn,
        /// The tests of some of its criteria.
        some: Vec<Drawn>,
        /// Its criterion with its untested items met, and failed.
        around: Option<[Drawn; 2]>,
    },
}

/// Why a place may be not applicable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FormReasons {
    /// Nothing of it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty: Option<Because>,
    /// The rules that put it aside, by their positions among those of the edition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aside: Vec<usize>,
    /// It is addressed to others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
}

/// All that the form needs, and what there was no room for.
#[derive(Clone, Debug)]
pub struct Form {
    /// What every edition needs.
    pub ground: Ground,
    /// The editions, on the date.
    pub editions: Vec<FormEdition>,
    /// The current editions with the day left out; those that are too complex are missing.
    pub undated: Vec<FormEdition>,
    /// The pinned ids of editions that are too complex to be drawn.
    pub undrawn: Vec<String>,
    /// The scopes of the editions as questions.
    pub paths: Vec<Path>,
}

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len() * 3))?;
        for (bit, low, high) in &self.0 {
            list.serialize_element(bit)?;
            list.serialize_element(low)?;
            list.serialize_element(high)?;
        }
        list.end()
    }
}

impl Serialize for Drawn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (sign, parts) = match &self.0 {
            Diagram::Row(row) => return serializer.serialize_u32(*row),
            Diagram::All(parts) => (0, parts.as_slice()),
            Diagram::Any(parts) => (1, parts.as_slice()),
            Diagram::Not(part) => (2, std::slice::from_ref(&**part)),
        };
        let mut list = serializer.serialize_seq(Some(parts.len() + 1))?;
        list.serialize_element(&sign)?;
        for part in parts {
            list.serialize_element(&Drawn(part.clone()))?;
        }
        list.end()
    }
}

impl FormReasons {
    fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Form {
    /// Returns the form of the as-of date of a base.
    pub fn new(kb: Base<'_>) -> Result<Self, OverBudget> {
        let (today, whole) = (kb.on(kb.kb.as_of), kb.whole());
        let current = |idx: InstrumentIdx| Some((idx, today.current_edition(idx)?));
        let asked: Vec<(InstrumentIdx, EditionIdx)> =
            today.instruments.indices().filter_map(current).collect();
        let plans = |kb: Base<'_>| -> Vec<Plan> {
            let editions = asked.iter().flat_map(|(_, edition)| plan::meant(kb, *edition));
            editions.map(|edition| plan::plan(kb, edition)).collect()
        };
        let (dated, undated) = (plans(today), plans(whole));
        let constraints = &today.theory.constraints;
        let mut formulas: Vec<&Formula> = constraints.iter().collect();
        dated.iter().chain(&undated).for_each(|it| gather(it, &mut formulas));
        let alphabet = Alphabet::new(&today.theory.variables, &formulas)?;
        let mut table = Table::new(&alphabet);
        let drawn: Result<Vec<Drawn>, OverBudget> =
            constraints.iter().map(|it| table.add(it).map(Drawn)).collect();
        let facts: Vec<FormFact> = alphabet.letters().map(|letter| fact(today, letter)).collect();
        let ground = Ground {
            as_of: kb.kb.as_of.into(),
            markets: facts.iter().position(|it| it.id == MARKETS),
            facts,
            constraints: drawn?,
            rows: Rows(table.rows().to_vec()),
            instruments: asked.iter().map(|(idx, edition)| instrument(today, *idx, *edition)).collect(),
            undated: undated.iter().map(|it| today.edition_id(it.edition)).collect(),
        };
        let paths =
            dated.iter().map(|it| path::path(today, &alphabet, &today.edition_id(it.edition), &it.scope));
        let mut form = Form {
            paths: paths.collect::<Result<_, OverBudget>>()?,
            ground,
            editions: Vec::new(),
            undated: Vec::new(),
            undrawn: Vec::new(),
        };
        for it in &dated {
            match edition(today, &alphabet, it) {
                Ok(drawn) => form.editions.push(drawn),
                Err(_) => form.undrawn.push(today.edition_id(it.edition)),
            }
        }
        // What holds of every product must hold of it with the day left out too.
        if *constraints == whole.theory.constraints {
            let drawn = undated.iter().filter_map(|it| edition(whole, &alphabet, it).ok());
            let (same, other): (Vec<FormEdition>, Vec<FormEdition>) =
                drawn.partition(|it| form.editions.contains(it));
            form.ground.undated.retain(|id| !same.iter().any(|it| it.id == *id));
            form.undated = other;
        }
        Ok(form)
    }
}

fn fact(kb: Base<'_>, letter: Letter) -> FormFact {
    let fact = &kb.facts[letter.var];
    FormFact {
        id: fact.id.clone(),
        kind: fact.ty.kind(),
        nature: fact.nature,
        can_change: fact.aspect.can_be_changed(),
        words: fact.ty.words().iter().map(|word| word.word.clone()).collect(),
        range: match fact.ty {
            FactType::Number { lo, hi, .. } | FactType::Duration { lo, hi, .. } => Some((lo, hi)),
            FactType::Flag | FactType::Choice(_) | FactType::Scale(_) | FactType::Date | FactType::Set(_) => {
                None
            }
        },
        unit: fact.ty.unit().map(|unit| unit.id.clone()),
        marks: letter.marks,
        at: letter.var.raw(),
    }
}

fn instrument(kb: Base<'_>, idx: InstrumentIdx, current: EditionIdx) -> FormInstrument {
    let it = &kb.instruments[idx];
    let markets = kb.fact_ids.get(MARKETS).map(|markets: &FactIdx| kb.facts[*markets].ty.words());
    let country = market::country(&it.jurisdiction);
    let editions: Vec<String> =
        plan::meant(kb, current).into_iter().map(|edition| kb.edition_id(edition)).collect();
    FormInstrument {
        id: it.id.clone(),
        mandatory: it.binding == Binding::Mandatory,
        market: markets.and_then(|words| words.iter().position(|it| it.word.eq_ignore_ascii_case(country))),
        left_out: market::binds_no_product(kb, current),
        files: editions.iter().map(|id| slug(id)).collect(),
        editions,
    }
}

/// Collects every formula of a plan.
fn gather<'a>(plan: &'a Plan, all: &mut Vec<&'a Formula>) {
    all.push(&plan.scope);
    all.extend(plan.reach.iter().flat_map(|it| [&it.own, &it.kept]));
    all.extend(plan.stays.iter().map(|it| &it.products));
    all.extend(plan.lawful.iter().flat_map(Rule::formulas));
    for it in &plan.choices {
        all.push(&it.earlier);
        it.units.iter().for_each(|place| of_place(place, all));
    }
    plan.units.iter().for_each(|place| of_place(place, all));
    plan.provisions.iter().for_each(|it| of_place(&it.place, all));
    for it in &plan.under {
        all.push(&it.products);
        it.texts.iter().for_each(|text| of_place(&text.place, all));
    }
}

fn of_place<'a>(place: &'a Place, all: &mut Vec<&'a Formula>) {
    all.extend(place.lawful.iter().flat_map(Rule::formulas));
    match &place.content {
        Content::OfOthers => {}
        Content::One(rule) => all.extend(rule.formulas()),
        Content::Several(parts, whole) => {
            all.extend(whole.iter().flat_map(Rule::formulas));
            for part in parts {
                match part {
                    Part::Tested(rule) => all.extend(rule.formulas()),
                    Part::Silent { applies, parts, around } => {
                        all.push(applies);
                        all.extend(parts.iter().chain(around.iter().flatten()));
                    }
                }
            }
        }
    }
}

fn edition(kb: Base<'_>, alphabet: &Alphabet, plan: &Plan) -> Result<FormEdition, OverBudget> {
    let mut pen = Pen { kb, table: Table::new(alphabet), positions: BTreeMap::new() };
    pen.positions = plan.provisions.iter().enumerate().map(|(at, it)| (it.idx.raw(), at)).collect();
    let provisions = pen.texts(&plan.provisions)?;
    let choices = plan.choices.iter().map(|it| {
        let stays = it.stays.map(|edition| kb.edition_id(edition));
        Ok(FormChoice { units: pen.units(&it.units)?, earlier: pen.draw(&it.earlier)?, stays })
    });
    let choices = choices.collect::<Result<_, OverBudget>>()?;
    let stays = plan
        .stays
        .iter()
        .map(|it| Ok((pen.draw(&it.products)?, it.edition.map(|edition| kb.edition_id(edition)))));
    let stays = stays.collect::<Result<_, OverBudget>>()?;
    let under = plan.under.iter().map(|it| {
        Ok(FormUnder {
            products: pen.draw(&it.products)?,
            choice: it.by_choice,
            stays: it.edition.map(|edition| kb.edition_id(edition)),
            texts: pen.texts(&it.texts)?,
        })
    });
    let under = under.collect::<Result<_, OverBudget>>()?;
    let reach = plan.reach.as_ref();
    let reach = reach.map(|it| Ok([pen.draw(&it.own)?, pen.draw(&it.kept)?])).transpose()?;
    Ok(FormEdition {
        id: kb.edition_id(plan.edition),
        standing: plan::standing(kb, plan.edition),
        excluded: plan.excluded,
        reach,
        scope: pen.draw(&plan.scope)?,
        choices,
        units: pen.units(&plan.units)?,
        nothing: plan.nothing,
        stays,
        why: reasons(&plan.reasons),
        lawful: pen.rule(plan.lawful.as_ref())?,
        list: plan.is_list,
        provisions,
        under,
        rows: Rows(pen.table.rows().to_vec()),
    })
}

fn reasons(it: &Reasons) -> FormReasons {
    FormReasons { empty: it.empty, aside: it.aside.clone(), others: it.others }
}

/// Writes the formulas of one edition into its table.
struct Pen<'a> {
    kb: Base<'a>,
    table: Table<'a>,
    /// The positions of the provisions of the edition, by their numbers.
    positions: BTreeMap<usize, usize>,
}

impl Pen<'_> {
    fn draw(&mut self, formula: &Formula) -> Result<Drawn, OverBudget> {
        self.table.add(formula).map(Drawn)
    }

    /// Draws scope and condition apart, so that provisions share the one.
    fn drawn_apart(&mut self, formula: &Formula) -> Result<Drawn, OverBudget> {
        let Formula::All(parts) = formula else { return self.draw(formula) };
        let parts: Result<Vec<Diagram>, OverBudget> = parts.iter().map(|part| self.table.add(part)).collect();
        let parts = parts?.into_iter().filter(|it| *it != Diagram::Row(1)).collect::<Vec<_>>();
        Ok(Drawn(match parts.as_slice() {
            [] => Diagram::Row(1),
            [only] => only.clone(),
            _ => Diagram::All(parts),
        }))
    }

    fn one(&mut self, rule: &Rule) -> Result<DrawnRule, OverBudget> {
        let criterion = rule.criterion.as_ref().map(|it| self.draw(it)).transpose()?;
        Ok(DrawnRule(self.drawn_apart(&rule.applies)?, criterion))
    }

    fn rule(&mut self, rule: Option<&Rule>) -> Result<Option<DrawnRule>, OverBudget> {
        rule.map(|rule| self.one(rule)).transpose()
    }

    fn texts(&mut self, texts: &[Text]) -> Result<Vec<FormText>, OverBudget> {
        texts.iter().map(|it| self.text(it)).collect()
    }

    fn text(&mut self, it: &Text) -> Result<FormText, OverBudget> {
        let kb = self.kb;
        let provision = &kb.provisions[it.idx];
        let criteria = provision.body.criteria.iter().filter_map(|criterion| criterion.requirement);
        let mut requirements: Vec<String> = Vec::new();
        for idx in criteria {
            let id = &kb.requirements[idx].id;
            if !requirements.contains(id) {
                requirements.push(id.clone());
            }
        }
        Ok(FormText {
            id: provision.id.clone(),
            cite: provision.body.cite.clone(),
            title: provision.body.title.clone(),
            modality: provision.body.modality,
            status: kb.editions[provision.edition].status,
            requirements,
            time: it.out_of_time,
            place: self.place(&it.place)?,
        })
    }

    fn units(&mut self, places: &[Place]) -> Result<Vec<FormUnit>, OverBudget> {
        places.iter().map(|it| self.unit(it)).collect()
    }

    fn unit(&mut self, place: &Place) -> Result<FormUnit, OverBudget> {
        let known = place.alone.and_then(|idx| self.positions.get(&idx.raw()));
        Ok(match known {
            Some(at) => FormUnit::Provision(*at),
            None => FormUnit::Place(self.place(place)?),
        })
    }

    fn place(&mut self, place: &Place) -> Result<FormPlace, OverBudget> {
        Ok(FormPlace {
            content: self.content(&place.content)?,
            lawful: self.rule(place.lawful.as_ref())?,
            why: reasons(&place.reasons),
        })
    }

    fn content(&mut self, content: &Content) -> Result<Option<FormContent>, OverBudget> {
        Ok(match content {
            Content::OfOthers => None,
            Content::One(rule) => Some(FormContent::One(self.one(rule)?)),
            Content::Several(parts, whole) => Some(FormContent::Several {
                parts: parts.iter().map(|part| self.part(part)).collect::<Result<_, OverBudget>>()?,
                whole: self.rule(whole.as_ref())?,
            }),
        })
    }

    fn part(&mut self, part: &Part) -> Result<FormPart, OverBudget> {
        Ok(match part {
            Part::Tested(rule) => FormPart::Tested(self.one(rule)?),
            Part::Silent { applies, parts, around } => FormPart::Silent {
                applies: self.drawn_apart(applies)?,
                some: parts.iter().map(|it| self.draw(it)).collect::<Result<_, OverBudget>>()?,
                around: match around {
                    Some([met, failed]) => Some([self.draw(met)?, self.draw(failed)?]),
                    None => None,
                },
            },
        })
    }
}
