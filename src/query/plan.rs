//! What the verdicts of an edition rest on, as formulas that somebody else can decide: the plan of `assess`, step by
//! step, with nothing known of the product.
//!
//! Decides nothing; a test follows the plan beside `assess` and finds the same.

use crate::lexicon::{Because, Outcome, Standing};
use crate::logic::formula::Formula;
use crate::logic::verdict::Rule;
use crate::model::{EditionIdx, Node, ProvisionIdx};
use crate::norm::{Base, Demand, Move, Reach, Unit, When};

use super::asked::Terms;
use super::assess::{binds_others, nothing};

/// How an edition is judged.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The edition.
    pub edition: EditionIdx,
    /// Why none of it counts.
    pub excluded: Option<Because>,
    /// Which products it reaches, where that is not all in its scope.
    pub reach: Option<Reach>,
    /// Its scope, narrowed to those.
    pub scope: Formula,
    /// Groups of its parts for which the maker may choose earlier texts, in order.
    pub choices: Vec<Choice>,
    /// Its other parts.
    pub units: Vec<Place>,
    /// The verdict where it has no parts.
    pub nothing: Outcome,
    /// The products that stay under earlier texts, by the rules that leave no choice.
    pub stays: Vec<Stay>,
    /// Why it may be not applicable as a whole.
    pub reasons: Reasons,
    /// When the whole is met by content or by law; none where no deeming bears on it.
    pub lawful: Option<Rule>,
    /// Whether it is a list of ids without tests.
    pub is_list: bool,
    /// Its provisions that have verdicts.
    pub provisions: Vec<Text>,
    /// Those of earlier editions under which products stay.
    pub under: Vec<Under>,
}

/// Parts of an edition that the maker may meet by earlier texts.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The new texts.
    pub units: Vec<Place>,
    /// When the earlier ones are met, by the products that may choose them.
    pub earlier: Formula,
    /// The edition of these.
    pub stays: Option<EditionIdx>,
}

/// A rule by which products stay under an earlier edition.
#[derive(Clone, Debug)]
pub struct Stay {
    /// The products.
    pub products: Formula,
    /// The edition, if it leaves them under one.
    pub edition: Option<EditionIdx>,
}

/// A provision with its verdict.
#[derive(Clone, Debug)]
pub struct Text {
    /// The provision.
    pub idx: ProvisionIdx,
    /// Why it does not count on the day.
    pub out_of_time: Option<Because>,
    /// How it is judged.
    pub place: Place,
}

/// Texts under which products stay by one rule.
#[derive(Clone, Debug)]
pub struct Under {
    /// The products.
    pub products: Formula,
    /// Whether the rule leaves the choice.
    pub by_choice: bool,
    /// The edition of the texts.
    pub edition: Option<EditionIdx>,
    /// The texts.
    pub texts: Vec<Text>,
}

/// How a place is judged.
#[derive(Clone, Debug)]
pub struct Place {
    /// What it demands.
    pub content: Content,
    /// When it is met by content or by law; none where no deeming bears on it.
    pub lawful: Option<Rule>,
    /// Why it may be not applicable.
    pub reasons: Reasons,
    /// The provision that it is the same as, if it stands for one alone and nothing else is asked of that.
    pub alone: Option<ProvisionIdx>,
}

/// What a place demands.
#[derive(Clone, Debug)]
pub enum Content {
    /// Nothing of those who answer for products.
    OfOthers,
    /// One rule.
    One(Rule),
    /// Several, the worst first; what none of them decides may be decided by all, where each has a test.
    Several(Vec<Part>, Option<Rule>),
}

/// One of several provisions that are demanded together.
#[derive(Clone, Debug)]
pub enum Part {
    /// One with a test.
    Tested(Rule),
    /// One without.
    Silent {
        /// Where it applies.
        applies: Formula,
        /// The tests of some of its criteria.
        parts: Vec<Formula>,
        /// Its criterion where its items without a test are met, and where they are not; none where it has no items.
        around: Option<[Formula; 2]>,
    },
}

/// Why a place may be not applicable, in the order in which the reasons are looked at.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// Nothing of it stands, and why.
    pub empty: Option<Because>,
    /// The positions among [`Plan::stays`] of the rules that put all of it aside.
    pub aside: Vec<usize>,
    /// It is addressed to others.
    pub others: bool,
}

/// Returns how an edition is judged that is not named itself, by a base on a day or with the day left out.
pub fn plan(kb: Base<'_>, edition: EditionIdx) -> Plan {
    let terms = Terms::new(kb, edition, false);
    let kb = terms.kb;
    let node = Node { edition, locator: None, provision: None };
    let planner = Planner { kb, edition };
    let mut units = kb.units(&node, kb.live());
    let mut choices = Vec::new();
    for it in kb.choices(edition) {
        let (named, others): (Vec<Unit>, Vec<Unit>) =
            units.into_iter().partition(|unit| unit.parts.iter().all(|idx| it.out.contains(idx)));
        units = others;
        if !named.is_empty() {
            let units = named.iter().map(|unit| planner.unit(unit)).collect();
            choices.push(Choice { units, earlier: kb.earlier_met(it), stays: it.stays });
        }
    }
    let own = kb.editions[edition].provisions.iter().copied();
    Plan {
        edition,
        excluded: terms.excluded,
        reach: kb.reach(edition).cloned(),
        scope: kb.scope(edition).clone(),
        choices,
        units: units.iter().map(|unit| planner.unit(unit)).collect(),
        nothing: nothing(kb, &node).outcome,
        stays: mandatory(kb, edition)
            .map(|it| Stay { products: it.products.clone(), edition: it.stays })
            .collect(),
        reasons: planner.reasons(&terms, &node),
        lawful: kb.lawful(&node, kb.live()),
        is_list: kb.editions[edition].ids_only.is_some(),
        provisions: own
            .filter(|idx| kb.provisions[*idx].body.modality.has_verdict())
            .map(|idx| planner.text(&terms, idx))
            .collect(),
        under: kb.moves(edition).iter().map(|it| planner.under(&terms, it)).collect(),
    }
}

fn mandatory(kb: Base<'_>, edition: EditionIdx) -> impl Iterator<Item = &Move> {
    kb.moves(edition).iter().filter(|it| !it.by_choice)
}

/// Makes the parts of one plan.
struct Planner<'a> {
    kb: Base<'a>,
    edition: EditionIdx,
}

impl Planner<'_> {
    fn text(&self, terms: &Terms<'_>, idx: ProvisionIdx) -> Text {
        let node = self.kb.place(idx);
        Text { idx, out_of_time: terms.out_of_time(idx), place: self.place(terms, &node) }
    }

    fn place(&self, terms: &Terms<'_>, node: &Node) -> Place {
        Place {
            content: self.content(&self.kb.demand(node), node.edition),
            lawful: self.kb.lawful(node, self.kb.live()),
            reasons: self.reasons(terms, node),
            alone: None,
        }
    }

    fn unit(&self, unit: &Unit) -> Place {
        let demand = self.kb.demand_of(unit);
        let lawful = self.kb.lawful_unit(unit, demand.rule().applies, self.kb.live());
        let own = unit.parts.first().copied().filter(|_| lawful.is_none() && self.is_alone(unit));
        Place { content: self.content(&demand, unit.within), lawful, reasons: Reasons::default(), alone: own }
    }

    /// Says whether a part of an edition is one of its provisions, which is asked the same by itself.
    fn is_alone(&self, unit: &Unit) -> bool {
        let [only] = unit.parts.as_slice() else { return false };
        let (kb, node) = (self.kb, self.kb.place(*only));
        let is_same = unit.within == self.edition && kb.provisions[*only].edition == self.edition;
        is_same && kb.alone(&node).is_some() && kb.lawful(&node, kb.live()).is_none()
    }

    fn under(&self, terms: &Terms<'_>, it: &Move) -> Under {
        let kb = self.kb;
        let counts = |idx: &ProvisionIdx| kb.provisions[*idx].body.modality.has_verdict() && kb.stands(*idx);
        let text = |idx: ProvisionIdx| {
            let node = kb.place(idx);
            let place = if it.by_choice {
                self.place(terms, &node)
            } else {
                self.unit(&Unit { node, within: self.edition, parts: vec![idx] })
            };
            Text { idx, out_of_time: None, place }
        };
        Under {
            products: it.products.clone(),
            by_choice: it.by_choice,
            edition: it.stays,
            texts: it.under.keys().copied().filter(counts).map(text).collect(),
        }
    }

    fn content(&self, demand: &Demand, within: EditionIdx) -> Content {
        if let [only] = demand.of.as_slice()
            && binds_others(self.kb, *only)
        {
            return Content::OfOthers;
        }
        if demand.of.is_empty() || (demand.of.len() == 1 && demand.silent.is_empty()) {
            return Content::One(demand.rule());
        }
        let parts = demand.of.iter().map(|idx| self.part(*idx, within)).collect();
        Content::Several(parts, demand.silent.is_empty().then(|| demand.rule()))
    }

    fn part(&self, idx: ProvisionIdx, within: EditionIdx) -> Part {
        let applies = self.kb.applies_in(within, idx);
        match self.kb.criterion(idx) {
            Some(criterion) => Part::Tested(Rule { applies, criterion: Some(criterion) }),
            None => Part::Silent {
                applies,
                parts: self.kb.norm(idx).parts.iter().flatten().cloned().collect(),
                around: self.kb.around_silent_items(idx),
            },
        }
    }

    fn reasons(&self, terms: &Terms<'_>, node: &Node) -> Reasons {
        let parts = self.kb.demand(node).of;
        let puts_aside = |it: &Move| parts.iter().all(|idx| it.out.contains(idx));
        let aside = mandatory(self.kb, node.edition).enumerate().filter(|(_, it)| puts_aside(it));
        Reasons {
            empty: parts.is_empty().then(|| terms.nothing_stands(node)),
            aside: aside.map(|(at, _)| at).collect(),
            others: matches!(parts.as_slice(), [only] if binds_others(self.kb, *only)),
        }
    }
}

/// Returns the editions that an instrument means for some product on the day of a base, those that go on for some
/// before the one that stands.
pub fn meant(kb: Base<'_>, current: EditionIdx) -> Vec<EditionIdx> {
    let When::On(day) = kb.when else { return vec![current] };
    let others = kb.continuing(kb.editions[current].instrument, day).filter(|it| *it != current);
    others.chain([current]).collect()
}

/// Says where an edition stands on the day of a base.
pub fn standing(kb: Base<'_>, edition: EditionIdx) -> Standing {
    match kb.when {
        When::On(day) => kb.editions[edition].standing(day),
        When::Whole => Standing::Begun,
    }
}
