//! What a text demands has one answer: page, checklist, comparison and verdict, the day left out.
//!
//! On the shipped base for every parent and provision and many products, and on random bases with headings, parents
//! of parents, editions with one provision, amendments that keep and remove deemings, days, and editions that go on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kijun::lexicon::{Answer, By, Outcome, Relation, Standing};
use kijun::logic::domain::{Domain, Facts, Value};
use kijun::model::{Date, FactType, Locator, Node};
use kijun::norm::{Base, When};
use kijun::query::asked::{Terms, meant};
use kijun::query::assess::{plain, worst};
use kijun::query::citation::nodes as find;
use kijun::query::compare::compare;
use kijun::view::Library;
use kijun::view::checklist::{Item, Meta, checklist};
use kijun::view::clause::Clause;
use kijun::view::tree::{FactValue, Sign, Tree, fact_value};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

use crate::base::{checked, shipped, text};

#[path = "../oracle/random.rs"]
mod random;
use random::Random;

/// A small generator of products; what it gives depends on the seed alone.
struct Products {
    random: Random,
}

impl Products {
    fn below(&mut self, n: u64) -> u64 {
        self.random.next() % n.max(1)
    }

    /// Returns a product with a value for every fact, near enough to the base values to apply to something.
    fn product(&mut self, kb: Base<'_>) -> Facts {
        let odds = 2 + self.below(8);
        let mut facts = Facts::new();
        for (var, variable) in kb.theory.variables.iter_enumerated() {
            let moved = self.below(odds) == 0;
            let value = if moved { self.value(variable.domain) } else { variable.base };
            facts.insert(var, value);
        }
        facts
    }

    fn value(&mut self, domain: Domain) -> Value {
        match domain {
            Domain::Flag => Value::Flag(self.below(2) == 1),
            Domain::Choice(words) | Domain::Scale(words) => {
                Value::Word(u32::try_from(self.below(u64::from(words))).expect("small"))
            }
            Domain::Number { lo, hi } => {
                let span = u64::try_from(hi - lo + 1).expect("a range");
                Value::Int(lo + i64::try_from(self.below(span)).expect("small"))
            }
            Domain::Set(elements) => Value::Set(u32::try_from(self.below(1 << elements)).expect("small")),
        }
    }
}

/// Returns every place of the base: editions, declared provisions, and parents that are not declared.
fn places(kb: Base<'_>) -> Vec<Node> {
    let mut places = Vec::new();
    for (edition, it) in kb.editions.iter_enumerated() {
        places.push(Node { edition, locator: None, provision: None });
        let branch = kb.instruments[it.instrument].branch;
        for idx in &it.provisions {
            places.push(kb.place(*idx));
            for above in kb.provisions[*idx].locator.ancestors(branch) {
                places.push(kb.node_at(edition, &above));
            }
        }
    }
    places.sort();
    places.dedup();
    places
}

/// What a demand, put as the two formulas that `compare` proves with, says of a product: not applicable, met or not.
/// Where a provision has no criterion, no product can be shown to meet it, and there is nothing to say.
fn by_comparison(kb: Base<'_>, place: &Node, product: &Facts) -> Option<Outcome> {
    let demand = kb.demand(place);
    if demand.of.is_empty() {
        return None;
    }
    let rule = demand.rule();
    let silent_applies =
        demand.silent.iter().any(|idx| kb.applies_in(place.edition, *idx).evaluate(product) == Some(true));
    if rule.applies.evaluate(product) == Some(false) {
        return Some(Outcome::NotApplicable);
    }
    match rule.criterion.as_ref().map(|it| it.evaluate(product).expect("a total product")) {
        Some(false) => Some(Outcome::NotSatisfied),
        Some(true) if !silent_applies => Some(Outcome::Satisfied),
        Some(true) | None => None,
    }
}

/// Says whether a verdict is what the comparison says; an edition in which nothing applies conforms.
fn agrees(compared: Option<Outcome>, assessed: Outcome, place: &Node) -> bool {
    match compared {
        None => matches!(assessed, Outcome::Undecided | Outcome::NotSatisfied | Outcome::NotApplicable),
        Some(Outcome::Satisfied) if place.locator.is_none() => {
            matches!(assessed, Outcome::Satisfied | Outcome::NotApplicable)
        }
        Some(outcome) => assessed == outcome,
    }
}

/// Holds verdict, comparison and the criteria themselves to one answer for one product.
fn one_answer(kb: Base<'_>, product: &Facts, places: &[Node]) -> Result<(), String> {
    let deemed = kb.live();
    for place in places {
        let judged = plain(kb, product, place).map_err(|it| format!("{it:?}"))?;
        let content = by_comparison(kb, place, product);
        let id = kb.node_id(place);
        if judged.by == By::Law {
            let lawful = kb.lawful(place, deemed).ok_or(format!("{id}: no deeming"))?;
            let met = lawful.criterion.as_ref().and_then(|it| it.evaluate(product)) == Some(true);
            if !met || content == Some(Outcome::Satisfied) {
                return Err(format!("{id}: by law {met}, by content {content:?}"));
            }
        } else if !agrees(content, judged.outcome, place) {
            return Err(format!("{id}: assess says {:?}, compare {content:?}", judged.outcome));
        } else if let Some(lawful) = kb.lawful(place, deemed)
            && judged.outcome == Outcome::NotSatisfied
            && lawful.criterion.as_ref().and_then(|it| it.evaluate(product)) == Some(true)
        {
            return Err(format!("{id}: compare finds a deeming that assess does not"));
        }
    }
    Ok(())
}

/// Recomputes the verdict of an edition from its provisions, written without the layer that is tested: a provision
/// with a criterion counts unless a criterion above it speaks of its items; a deemed place is left to the others.
fn by_hand(kb: Base<'_>, product: &Facts, places: &[Node]) -> Result<(), String> {
    let deemed = |it: &Node| kb.deemed.iter().flatten().any(|node| node.edition == it.edition);
    for place in places.iter().filter(|it| it.locator.is_none() && !deemed(it)) {
        let assessed = plain(kb, product, place).map_err(|it| format!("{it:?}"))?.outcome;
        let outcomes = of_provisions(kb, place, product)?;
        let all = &kb.editions[place.edition].provisions;
        let binds = all.iter().any(|idx| kb.provisions[*idx].body.modality.is_binding());
        // What binds only others is applicable to no product; what binds nobody decides nothing.
        let expected = if outcomes.is_empty() && binds { Outcome::NotApplicable } else { worst(&outcomes) };
        if expected != assessed {
            return Err(format!(
                "{}: assess says {assessed:?}, its provisions {expected:?}",
                kb.node_id(place)
            ));
        }
    }
    Ok(())
}

fn of_provisions(kb: Base<'_>, place: &Node, product: &Facts) -> Result<Vec<Outcome>, String> {
    let edition = &kb.editions[place.edition];
    let branch = kb.instruments[edition.instrument].branch;
    let speaks_of = |above: &Locator, here: &Locator| here.is_below(above, branch);
    let covered = |here: &Locator| {
        edition.provisions.iter().any(|idx| {
            let above = &kb.provisions[*idx];
            let items = above.body.criteria.iter().filter_map(|it| it.expr.as_ref()).any(|expr| {
                let mut found = false;
                expr.walk(&mut |part| found |= matches!(part, kijun::model::Expr::Items));
                found
            });
            items && kb.concerns_products(*idx) && kb.stands(*idx) && speaks_of(&above.locator, here)
        })
    };
    let mut outcomes = Vec::new();
    for idx in &edition.provisions {
        let it = &kb.provisions[*idx];
        let parent = edition.provisions.iter().any(|other| {
            kb.concerns_products(*other) && kb.provisions[*other].locator.is_below(&it.locator, branch)
        });
        let counts = kb.concerns_products(*idx)
            && kb.stands(*idx)
            && !covered(&it.locator)
            && (kb.norm(*idx).criterion.is_some() || !kb.norm(*idx).items.is_empty() || !parent);
        if counts {
            outcomes.push(plain(kb, product, &kb.place(*idx)).map_err(|it| format!("{it:?}"))?.outcome);
        }
    }
    Ok(outcomes)
}

/// What pages and checklists say of provisions, as their public trees.
struct Published {
    scopes: BTreeMap<String, Clause>,
    items: BTreeMap<String, Item>,
}

impl Published {
    fn new() -> Self {
        let checked = checked();
        let library = Library::new(checked);
        let editions: Vec<_> = checked.base().editions.indices().collect();
        let list = checklist(&library, &editions, &Meta { digest: String::new() });
        for item in &list.items {
            let page = library.provision(&item.id).expect("every item has a page");
            let trees = |it: &Option<Clause>| it.as_ref().map(|it| it.tree.clone());
            assert_eq!(trees(&page.criterion), trees(&item.criterion), "{}", item.id);
            assert_eq!(trees(&page.condition), trees(&item.condition), "{}", item.id);
        }
        let scopes = list.editions.into_iter().filter_map(|it| Some((it.id, it.scope?))).collect();
        Self { scopes, items: list.items.into_iter().map(|item| (item.id.clone(), item)).collect() }
    }

    /// Says what the trees of a provision say of a product; `None` where they give no test.
    fn outcome(&self, kb: Base<'_>, id: &str, product: &Facts) -> Option<Outcome> {
        let item = &self.items[id];
        let mut limits = self.scopes.get(&item.edition).into_iter().chain(&item.condition);
        if limits.any(|it| !self.holds(kb, &it.tree, product).expect("tests only")) {
            return Some(Outcome::NotApplicable);
        }
        let met = self.holds(kb, &item.criterion.as_ref()?.tree, product)?;
        Some(if met { Outcome::Satisfied } else { Outcome::NotSatisfied })
    }

    /// Holds the trees of the declared places to the verdicts by content.
    fn agrees(&self, kb: Base<'_>, product: &Facts, places: &[Node]) -> Result<(), String> {
        for place in places {
            let Some(idx) = place.provision else { continue };
            let id = &kb.provisions[idx].id;
            let interpreted = kb.interpretations.iter().any(|it| it.within.contains(&place.edition));
            let judged = plain(kb, product, place).map_err(|it| format!("{it:?}"))?;
            if interpreted || judged.by == By::Law || !self.items.contains_key(id) {
                continue;
            }
            let said = self.outcome(kb, id, product);
            let others = kb.norm(idx).criterion.is_none() && !kb.provisions[idx].answers_for_products();
            let unsaid = if others { Outcome::NotApplicable } else { Outcome::Undecided };
            let same = said.map_or(judged.outcome == unsaid, |it| it == judged.outcome);
            if !same {
                return Err(format!("{id}: the page says {said:?}, assess {:?}", judged.outcome));
            }
        }
        Ok(())
    }

    fn holds(&self, kb: Base<'_>, tree: &Tree, product: &Facts) -> Option<bool> {
        Some(match tree {
            // What fails fails, whatever the parts without a test.
            Tree::All { parts } => {
                let parts: Vec<_> = parts.iter().map(|it| self.holds(kb, it, product)).collect();
                if parts.contains(&Some(false)) {
                    return Some(false);
                }
                parts.into_iter().collect::<Option<Vec<bool>>>()?.into_iter().all(|it| it)
            }
            Tree::Any { parts } => {
                let parts: Vec<_> = parts.iter().map(|it| self.holds(kb, it, product)).collect();
                if parts.contains(&Some(true)) {
                    return Some(true);
                }
                parts.into_iter().collect::<Option<Vec<bool>>>()?.into_iter().any(|it| it)
            }
            Tree::Not { part } => !self.holds(kb, part, product)?,
            Tree::Implies { condition, consequence } => {
                !self.holds(kb, condition, product)? || self.holds(kb, consequence, product)?
            }
            Tree::Define { part, .. } => self.holds(kb, part, product)?,
            Tree::Open { fact, .. } => product[&kb.fact_ids[fact]] == Value::Flag(true),
            Tree::OneOf { fact, values } => {
                let is = fact_value(&kb.facts[kb.fact_ids[fact]], product[&kb.fact_ids[fact]]);
                values.iter().any(|it| is == FactValue::Word(it.clone()))
            }
            Tree::Test { fact, sign, value, .. } => tested(kb, fact, *sign, value, product),
            // No edition of the base with a part of its own day has ended by then.
            Tree::Since { .. } => true,
            Tree::Items { provisions } => {
                let outcomes: Vec<_> = provisions.iter().map(|id| self.outcome(kb, id, product)).collect();
                if outcomes.contains(&Some(Outcome::NotSatisfied)) {
                    return Some(false);
                }
                outcomes.into_iter().collect::<Option<Vec<Outcome>>>().map(|_| true)?
            }
        })
    }
}

/// Evaluates a published comparison by the words alone.
fn tested(kb: Base<'_>, fact: &str, sign: Sign, value: &FactValue, product: &Facts) -> bool {
    let declared = &kb.facts[kb.fact_ids[fact]];
    let is = fact_value(declared, product[&kb.fact_ids[fact]]);
    // No comparison holds for a date that never was.
    if is == FactValue::Word("never".to_owned()) && matches!(declared.ty, FactType::Date) {
        return false;
    }
    let place = |it: &FactValue| match it {
        FactValue::Flag(flag) => i64::from(*flag),
        FactValue::Number(number) => *number,
        FactValue::Word(word) => match declared.ty.words().iter().position(|it| it.word == *word) {
            Some(at) => i64::try_from(at).expect("few"),
            None => Date::parse(word).expect("a date").days(),
        },
        FactValue::Words(_) => panic!("a set is only asked what it contains"),
    };
    match sign {
        Sign::Contains => {
            matches!((&is, value), (FactValue::Words(all), FactValue::Word(word)) if all.contains(word))
        }
        Sign::Eq => place(&is) == place(value),
        Sign::Ne => place(&is) != place(value),
        Sign::Lt => place(&is) < place(value),
        Sign::Le => place(&is) <= place(value),
        Sign::Gt => place(&is) > place(value),
        Sign::Ge => place(&is) >= place(value),
    }
}

#[test]
fn page_checklist_comparison_and_verdict_agree_on_the_shipped_base() {
    let kb = shipped();
    let (places, published) = (places(kb), Published::new());
    let mut products = Products { random: Random(2026) };
    let devices = kb.devices.iter().map(|device| device.facts.clone());
    let random = (0..1000).map(|_| products.product(kb));
    let all: Vec<Facts> = devices.chain(random).collect();
    all.par_iter().enumerate().for_each(|(at, facts)| {
        // A device leaves facts open; what is open has its base value here.
        let mut product: Facts =
            kb.theory.variables.iter_enumerated().map(|(var, it)| (var, it.base)).collect();
        product.extend(facts.iter().map(|(var, value)| (*var, *value)));
        let fail = |why: String| -> () { panic!("product {at}: {why}") };
        one_answer(kb, &product, &places).unwrap_or_else(fail);
        published.agrees(kb, &product, &places).unwrap_or_else(fail);
        if at % 25 == 0 {
            by_hand(kb, &product, &places).unwrap_or_else(fail);
        }
    });
}

/// A provision of a random base.
#[derive(Clone, Debug)]
struct Drawn {
    binds: bool,
    heading: bool,
    items: bool,
    applies: Option<usize>,
    tests: Vec<usize>,
    days: usize,
}

/// Days of its own that a provision may have, within those of the first edition.
const DAYS: [&str; 4] = ["", "", "from 2022-01-01", "until 2022-01-01"];

fn drawn() -> impl Strategy<Value = Drawn> {
    let tests = proptest::collection::vec(0..4_usize, 1..3);
    (0..4_u8, any::<bool>(), proptest::option::of(0..4_usize), tests, 0..DAYS.len()).prop_map(
        |(kind, items, applies, tests, days)| Drawn {
            binds: kind != 0,
            heading: kind == 1,
            items,
            applies,
            tests,
            days,
        },
    )
}

const LOCATORS: [&str; 8] = ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "3"];
const FACTS: [&str; 4] = ["p.a", "p.b", "p.c", "p.d"];

/// What an amendment says of a deeming, and whether the replacing provision says it and not the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Nothing,
    Keeps { below: bool },
    Removes { below: bool },
}

/// A deeming of a random base, of a place in the first edition of the first instrument.
#[derive(Clone, Debug)]
struct Deems {
    place: usize,
    fact: usize,
    /// Whether it is the lack of the fact that deems.
    lacking: bool,
    days: usize,
    word: Word,
}

fn deems() -> impl Strategy<Value = Deems> {
    let word = prop_oneof![
        Just(Word::Nothing),
        any::<bool>().prop_map(|below| Word::Keeps { below }),
        any::<bool>().prop_map(|below| Word::Removes { below }),
    ];
    let all = (0..LOCATORS.len(), 0..FACTS.len(), any::<bool>(), 0..DAYS.len(), word);
    all.prop_map(|(place, fact, lacking, days, word)| Deems { place, fact, lacking, days, word })
}

impl Deems {
    /// Says whether its condition holds for a product.
    fn holds(&self, kb: Base<'_>, product: &Facts) -> bool {
        product[&kb.fact_ids[FACTS[self.fact]]] == Value::Flag(!self.lacking)
    }

    /// Says whether anything stands at or below its place.
    fn stands(&self, left: &[Option<Drawn>]) -> bool {
        at_or_below(left, self.place)
    }

    /// Says whether the second edition replaces what it means: its own text, else anything at or below.
    fn is_replaced(&self, left: &[Option<Drawn>], changed: &[Option<Drawn>]) -> bool {
        if left[self.place].is_some() {
            changed[self.place].is_some()
        } else {
            at_or_below(changed, self.place)
        }
    }

    /// Says whether the second edition has it.
    fn goes_on(&self, left: &[Option<Drawn>], changed: &[Option<Drawn>]) -> bool {
        match self.word {
            Word::Nothing => !self.is_replaced(left, changed),
            Word::Keeps { .. } => true,
            Word::Removes { .. } => false,
        }
    }

    /// Says whether it acts on a day.
    fn acts(&self, day: &str) -> bool {
        match DAYS[self.days].split_once(' ') {
            Some(("from", begin)) => begin <= day,
            Some((_, end)) => day < end,
            None => true,
        }
    }

    /// Returns what the second edition says of it, where `below` says whether that is a provision of its place.
    fn said(&self, at: usize, changed: &[Option<Drawn>], in_provision: bool) -> Option<String> {
        let (word, below) = match self.word {
            Word::Nothing => return None,
            Word::Keeps { below } => ("keeps", below),
            Word::Removes { below } => ("removes", below),
        };
        let below = below && changed[self.place].is_some();
        (below == in_provision).then(|| format!("{word} d.n{at}"))
    }
}

fn at_or_below(provisions: &[Option<Drawn>], place: usize) -> bool {
    let all = provisions.iter().zip(LOCATORS);
    all.filter(|(it, _)| it.is_some()).any(|(_, here)| here.starts_with(LOCATORS[place]))
}

/// A random base as it was drawn.
#[derive(Clone, Debug)]
struct Sketch {
    left: Vec<Option<Drawn>>,
    right: Vec<Option<Drawn>>,
    changed: Vec<Option<Drawn>>,
    deemings: Vec<Deems>,
    /// For which products the first edition of the first instrument goes on.
    continues: Option<usize>,
    /// A fact that entails another in every product.
    constraint: Option<(usize, usize)>,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let some =
        |weight| proptest::collection::vec(proptest::option::weighted(weight, drawn()), LOCATORS.len());
    let deemings = proptest::collection::vec(deems(), 0..3);
    let continues = proptest::option::of(0..FACTS.len());
    let constraint = proptest::option::of((0..FACTS.len(), 0..FACTS.len()));
    let all = (some(0.6), some(0.6), some(0.2), deemings, continues, constraint);
    all.prop_map(|(left, right, changed, mut deemings, continues, constraint)| {
        deemings.retain(|it| it.stands(&left));
        // Where nothing is replaced a word that a deeming goes on is an error.
        for it in &mut deemings {
            if matches!(it.word, Word::Keeps { .. }) && !it.is_replaced(&left, &changed) {
                it.word = Word::Nothing;
            }
        }
        let constraint = constraint.filter(|(one, two)| one != two);
        Sketch { left, right, changed, deemings, continues, constraint }
    })
}

/// Writes an instrument of two editions, the second of which amends the first and says something of its deemings.
fn instrument(text: &mut String, instrument: &str, first: &[Option<Drawn>], [continues, words]: &[&str; 2]) {
    let _ = writeln!(
        text,
        r#"instrument {instrument} {{ title {{ ja "文書" en "text" }} kind ordinance jurisdiction JP issuer {{ ja "省" en "Ministry" }}
  binding mandatory authentic ja edition 1 {{ status superseded from 2020-04-01 until 2024-04-01 {continues} source s }}
  edition 2 {{ amends 1 status in_force from 2024-04-01 {words} source s }} }}"#
    );
    edition(text, &format!("{instrument}@1"), first, &[]);
}

/// Writes some of the provisions of an edition; the rest of the locators are parents that are not declared.
fn edition(text: &mut String, edition: &str, provisions: &[Option<Drawn>], words: &[(usize, String)]) {
    for (at, (locator, drawn)) in LOCATORS.iter().zip(provisions).enumerate() {
        let Some(it) = drawn else { continue };
        let tests: Vec<&str> = it.tests.iter().map(|at| FACTS[*at]).collect();
        let items = if it.items && locator.len() < 5 {
            "any { items p.d }".to_owned()
        } else {
            format!("any {{ {} }}", tests.join(" "))
        };
        let criterion = if it.heading { String::new() } else { format!("criterion {{ {items} }}") };
        let modality = if it.heading {
            "informative"
        } else if it.binds {
            "shall"
        } else {
            "should"
        };
        let (ja, en) = match modality {
            "shall" => ("しなければならない。", "It shall."),
            "should" => ("することが望ましい。", "It should."),
            _ => ("次のとおり。", "As follows."),
        };
        let days = DAYS[it.days];
        let said: Vec<&str> =
            words.iter().filter(|(place, _)| *place == at).map(|(_, said)| said.as_str()).collect();
        let said = said.join(" ");
        let applies = it.applies.map_or(String::new(), |at| format!("applies when {}", FACTS[at]));
        let _ = writeln!(
            text,
            r#"provision {edition}:{locator} {{ cite {{ ja "第{locator}" en "No. {locator}" }} title {{ ja "規定" en "provision" }}
  text {{ ja "{ja}" en "{en}" }} modality {modality} addressee terminal {applies} {said} {criterion} {days} source s at "x" grade official }}"#
        );
    }
}

fn base(it: &Sketch) -> String {
    let mut text = String::from(
        r#"source s { title { ja "出典" en "source" } publisher { ja "出典" en "source" } date 2019-03-01 }
"#,
    );
    for fact in FACTS {
        let _ = writeln!(
            text,
            r#"fact {fact} {{ title {{ ja "事実" en "fact" }} ask {{ ja "事実ですか。" en "Is it?" }} type flag says {{ ja "である" en "it is" }} denies {{ ja "でない" en "it is not" }} }}"#
        );
    }
    if let Some((one, two)) = it.constraint {
        let _ = writeln!(
            text,
            r#"constraint c {{ holds {} implies {} because {{ ja "理由。" en "A reason." }} }}"#,
            FACTS[one], FACTS[two]
        );
    }
    let continues = it.continues.map_or(String::new(), |fact| {
        format!(r#"continues for {} because {{ ja "理由。" en "A reason." }}"#, FACTS[fact])
    });
    let said = |in_provision: bool| -> Vec<(usize, String)> {
        let all = it.deemings.iter().enumerate();
        all.filter_map(|(at, deems)| Some((deems.place, deems.said(at, &it.changed, in_provision)?)))
            .collect()
    };
    let words: Vec<String> = said(false).into_iter().map(|(_, said)| said).collect();
    instrument(&mut text, "a", &it.left, &[&continues, &words.join(" ")]);
    let timeless = it.changed.iter().cloned().map(|it| it.map(|it| Drawn { days: 0, ..it }));
    edition(&mut text, "a@2", &timeless.collect::<Vec<_>>(), &said(true));
    instrument(&mut text, "b", &it.right, &["", ""]);
    for (at, deems) in it.deemings.iter().enumerate() {
        let (locator, fact, days) = (LOCATORS[deems.place], FACTS[deems.fact], DAYS[deems.days]);
        let not = if deems.lacking { "not " } else { "" };
        let _ = writeln!(
            text,
            r#"deeming d.n{at} {{ of a@1:{locator} when {not}{fact} basis {{ ja "根拠" en "basis" }} {days} source s at "x" grade official }}"#
        );
    }
    text
}

/// All products over the facts of a random base that its constraint allows.
fn all_products(kb: Base<'_>, constraint: Option<(usize, usize)>) -> Vec<Facts> {
    let vars: Vec<_> = FACTS.iter().map(|id| kb.fact_ids[*id]).collect();
    let flag = |mask: u32, at: usize| mask >> at & 1 == 1;
    (0..16_u32)
        .filter(|mask| constraint.is_none_or(|(one, two)| !flag(*mask, one) || flag(*mask, two)))
        .map(|mask| vars.iter().enumerate().map(|(at, var)| (*var, Value::Flag(flag(mask, at)))).collect())
        .collect()
}

/// Says what a place is by content or by law, `None` where nothing can be said.
fn conforms(kb: Base<'_>, place: &Node, product: &Facts) -> Option<bool> {
    match plain(kb, product, place).expect("small").outcome {
        Outcome::Satisfied => Some(true),
        Outcome::NotApplicable if place.locator.is_none() => Some(true),
        Outcome::NotSatisfied => Some(false),
        Outcome::NotApplicable | Outcome::Undecided | Outcome::NeedsJudgement => None,
    }
}

/// Holds `compare` of two places to what `assess` says of every product.
fn compared(kb: Base<'_>, a: &Node, b: &Node, products: &[Facts]) -> Result<(), String> {
    let answer = compare(kb, a, b).map_err(|it| format!("{it:?}"))?;
    let ids = format!("{} and {}", kb.node_id(a), kb.node_id(b));
    // Implications are about products in both scopes.
    let inside =
        |product: &&Facts| [a, b].iter().all(|it| kb.scope(it.edition).evaluate(product) == Some(true));
    let implied = |lawfully: bool| {
        products.iter().filter(inside).all(|product| {
            let judged = plain(kb, product, b).expect("small");
            let by_content = plain(kb, product, a).expect("small");
            let met = conforms(kb, a, product) == Some(true) && by_content.by == By::Content;
            let applies = conforms(kb, b, product).is_some();
            !met || !applies
                || (conforms(kb, b, product) == Some(true) && (lawfully || judged.by == By::Content))
        })
    };
    let (content, law) = (implied(false), implied(true));
    let found = answer.a_implies_b.answer;
    let right = match found {
        Answer::Content => content,
        Answer::Law => law && !content,
        Answer::No => !law,
        Answer::NotComparable => true,
    };
    if !right {
        return Err(format!("{ids}: compare says {found:?}; by content {content}, by law {law}"));
    }
    if let (Answer::No, Some(witness)) = (found, &answer.a_implies_b.witness) {
        let failed = plain(kb, &witness.facts, b).expect("small").outcome;
        if !matches!(failed, Outcome::NotSatisfied | Outcome::Undecided | Outcome::NeedsJudgement) {
            return Err(format!("{ids}: the witness is {failed:?} for assess"));
        }
    }
    if answer.relation == Relation::Equal && a.edition == b.edition && a == b && found != Answer::Content {
        return Err(format!("{ids}: equal and not implied"));
    }
    Ok(())
}

/// Holds all places to one answer, in the mode of the base.
fn agree(kb: Base<'_>, products: &[Facts], places: &[Node]) -> Result<(), String> {
    for product in products {
        one_answer(kb, product, places)?;
        by_hand(kb, product, places)?;
    }
    let instrument = |it: &Node| kb.editions[it.edition].instrument;
    for a in places {
        for b in places.iter().filter(|b| instrument(b) != instrument(a)) {
            compared(kb, a, b, products)?;
        }
    }
    Ok(())
}

/// Holds what is satisfied by law to the deemings that an edition has: its own, and those that the amendment takes over,
/// on the days on which they act.
fn by_law_where_deemed(kb: Base<'_>, it: &Sketch, products: &[Facts], places: &[Node]) -> Result<(), String> {
    for place in places.iter().filter(|place| kb.instruments[kb.editions[place.edition].instrument].id == "a")
    {
        let Some(locator) = place.locator.as_ref().map(Locator::as_str) else { continue };
        let last = if kb.editions[place.edition].amends.is_some() { "2199-12-31" } else { "2024-03-31" };
        let day = match kb.when {
            When::Whole => last.to_owned(),
            When::On(day) => day.to_string().min(last.to_owned()),
        };
        let amended = kb.editions[place.edition].amends.is_some();
        let has = |deems: &&Deems| deems.acts(&day) && (!amended || deems.goes_on(&it.left, &it.changed));
        let deemings: Vec<&Deems> = it.deemings.iter().filter(has).collect();
        let within = deemings.iter().any(|deems| LOCATORS[deems.place].starts_with(locator));
        for product in products {
            let holds = |deems: &&&Deems| deems.holds(kb, product);
            let here = deemings.iter().filter(holds).any(|deems| LOCATORS[deems.place] == locator);
            let judged = plain(kb, product, place).expect("small");
            let met = matches!(judged.outcome, Outcome::Satisfied | Outcome::NotApplicable);
            let stands = place.provision.is_none_or(|idx| kb.stands(idx)) && !kb.demand(place).of.is_empty();
            if !within && judged.by == By::Law {
                return Err(format!("{}: by law without a deeming", kb.node_id(place)));
            }
            if here && stands && !met {
                return Err(format!("{}: {:?} in spite of a deeming", kb.node_id(place), judged.outcome));
            }
        }
    }
    Ok(())
}

/// Holds the verdict on a product that is known in part to those of its completions: satisfied where each is, by content or
/// by law and by whatever deeming; else what the content of all has in common.
fn as_its_completions(kb: Base<'_>, products: &[Facts], places: &[Node]) -> Result<(), String> {
    let deemed = kb.live();
    let bears = |place: &&Node| place.locator.is_some() && !deemed.within(kb.kb, place).is_empty();
    for place in places.iter().filter(bears) {
        let total: Vec<_> =
            products.iter().map(|product| plain(kb, product, place).expect("small")).collect();
        for (product, unknown) in products.iter().zip((1..16_u32).cycle()) {
            let mut known = product.clone();
            known.retain(|var, _| {
                let at = FACTS.iter().position(|id| kb.fact_ids[*id] == *var).expect("one of them");
                unknown >> at & 1 == 0
            });
            let completes = |it: &Facts| known.iter().all(|(var, value)| it[var] == *value);
            let completions: Vec<_> = products
                .iter()
                .zip(&total)
                .filter(|(it, _)| completes(it))
                .map(|(_, judged)| judged)
                .collect();
            let first = completions.first().expect("the product itself").content;
            let expected = if completions.iter().all(|it| it.outcome == Outcome::Satisfied) {
                Outcome::Satisfied
            } else if completions.iter().all(|it| it.content == first) {
                first
            } else {
                Outcome::Undecided
            };
            let found = plain(kb, &known, place).expect("small").outcome;
            if found != expected {
                return Err(format!("{} for {known:?}: {found:?} and not {expected:?}", kb.node_id(place)));
            }
        }
    }
    Ok(())
}

/// Holds what an ended edition that goes on says of a product to what it said on its last day, and keeps the product out
/// of the edition that follows.
fn goes_on_as_it_stood(kb: Base<'_>, it: &Sketch, products: &[Facts]) -> Result<(), String> {
    let day = |text: &str| Date::parse(text).expect("a date");
    let (then, now) = (kb.on(day("2024-03-31")), kb.on(day("2025-04-01")));
    let whole = |edition: &str| find(kb, edition).expect("known").remove(0);
    let (first, second) = (whole("a@1"), whole("a@2"));
    let judged = |node: &Node, product: &Facts, pinned| {
        Terms::new(now, node.edition, pinned).judge(product, node).expect("small").outcome
    };
    let stood = |kb, node: &Node, product: &Facts| plain(kb, product, node).expect("small").outcome;
    for product in products {
        let kept = it.continues.is_some_and(|fact| product[&kb.fact_ids[FACTS[fact]]] == Value::Flag(true));
        let (old, new) = if kept {
            (stood(then, &first, product), Outcome::NotApplicable)
        } else {
            (Outcome::NotApplicable, stood(now, &second, product))
        };
        let meant = meant(now, product, second.clone(), false);
        let found = (judged(&first, product, false), judged(&second, product, false), meant);
        let expected = (old, new, vec![if kept { first.clone() } else { second.clone() }]);
        if found != expected {
            return Err(format!("for {product:?}: {found:?} and not {expected:?}"));
        }
        if judged(&first, product, true) != stood(kb.whole(), &first, product) {
            return Err(format!("for {product:?}: an ended edition that is named is not answered whole"));
        }
    }
    let unknown = meant(now, &Facts::new(), second.clone(), false).len();
    if unknown != 1 + usize::from(it.continues.is_some()) {
        return Err("where it is not known for which products an edition goes on, both are open".to_owned());
    }
    Ok(())
}

#[test]
fn random_bases_have_one_answer() {
    let mut runner = TestRunner::new(Config { cases: 96, ..Config::default() });
    runner
        .run(&sketch(), |sketch| {
            let compilation = text(&base(&sketch));
            let kb = compilation.base();
            let (products, places) = (all_products(kb, sketch.constraint), places(kb));
            goes_on_as_it_stood(kb, &sketch, &products).map_err(TestCaseError::fail)?;
            let days =
                ["2021-04-01", "2023-04-01", "2025-04-01"].map(|day| Date::parse(day).expect("a date"));
            for kb in [kb].into_iter().chain(days.map(|day| kb.on(day))) {
                let stands = |it: &&Node| match kb.when {
                    When::Whole => true,
                    When::On(day) => kb.editions[it.edition].standing(day) == Standing::Begun,
                };
                let places: Vec<Node> = places.iter().filter(stands).cloned().collect();
                agree(kb, &products, &places).map_err(TestCaseError::fail)?;
                by_law_where_deemed(kb, &sketch, &products, &places).map_err(TestCaseError::fail)?;
                as_its_completions(kb, &products, &places).map_err(TestCaseError::fail)?;
            }
            Ok(())
        })
        .unwrap_or_else(|why| panic!("{why}"));
}

/// A transitional rule of a random base, in the second edition of its first instrument.
#[derive(Clone, Copy, Debug)]
struct Moves {
    /// The fact of the products.
    fact: usize,
    /// The place that it names; none for all.
    place: Option<usize>,
    /// Whether the products stay under the first edition.
    stays: bool,
    by_choice: bool,
    /// Whether it ends, before the last of the days that are asked.
    ends: bool,
}

fn moves() -> impl Strategy<Value = Moves> {
    let place = proptest::option::weighted(0.6, 0..LOCATORS.len());
    let all = (0..FACTS.len(), place, any::<bool>(), any::<bool>(), any::<bool>());
    all.prop_map(|(fact, place, stays, by_choice, ends)| Moves { fact, place, stays, by_choice, ends })
}

impl Moves {
    fn written(self) -> String {
        let (fact, of) = (FACTS[self.fact], self.place.map_or("all", |at| LOCATORS[at]));
        let stays = if self.stays { "1" } else { "none" };
        let choice = if self.by_choice { "by_choice" } else { "" };
        let until = if self.ends { "until 2025-01-01" } else { "" };
        format!(
            r#"transition a@2:9 {{ cite {{ ja "附則" en "Supplement" }} title {{ ja "経過措置" en "transition" }} text {{ ja "なお従前の例による。" en "The rules of before go on." }}
  addressee terminal for {fact} of {of} stays {stays} {choice} {until} source s at "x" grade official }}"#
        )
    }

    fn holds(self, kb: Base<'_>, product: &Facts) -> bool {
        product[&kb.fact_ids[FACTS[self.fact]]] == Value::Flag(true)
    }
}

/// Holds what the second edition says of a product to what both editions say of it without the rule.
fn as_the_rule_says(with: Base<'_>, without: Base<'_>, it: Moves, products: &[Facts]) -> Result<(), String> {
    let whole = |kb: Base<'_>, edition: &str| find(kb, edition).expect("known").remove(0);
    let judged = |kb: Base<'_>, edition: &str, product: &Facts| {
        plain(kb, product, &whole(kb, edition)).expect("small").outcome
    };
    let ended = it.ends && with.when != When::On(Date::parse("2024-06-01").expect("a date"));
    for product in products {
        let found = judged(with, "a@2", product);
        // Where nothing binds there is nothing to be kept out of, nor to be under.
        let binds = !with.demand(&whole(with, "a@2")).of.is_empty();
        if !binds {
            continue;
        }
        let alone = |edition: &str| {
            let silent = without.demand(&whole(without, edition)).of.is_empty();
            if silent { Outcome::NotApplicable } else { judged(without, edition, product) }
        };
        let (old, new) = (alone("a@1"), alone("a@2"));
        let expected = if ended || !it.holds(with, product) {
            new
        } else if it.place.is_some() {
            continue;
        } else if !it.by_choice {
            if it.stays { old } else { Outcome::NotApplicable }
        } else if matches!(new, Outcome::Satisfied | Outcome::NotApplicable) {
            new
        } else if !it.stays || matches!(old, Outcome::Satisfied | Outcome::NotApplicable) {
            Outcome::Satisfied
        } else {
            new
        };
        if found != expected {
            return Err(format!("{it:?}, {product:?}, {:?}: {found:?} and not {expected:?}", with.when));
        }
    }
    Ok(())
}

#[test]
fn random_transitions_have_one_answer() {
    let mut runner = TestRunner::new(Config { cases: 48, ..Config::default() });
    runner
        .run(&(sketch(), moves()), |(sketch, rule)| {
            let sketch = Sketch { continues: None, ..sketch };
            let (old, new) = (text(&base(&sketch)), text(&format!("{}{}", base(&sketch), rule.written())));
            let (without, with) = (old.base(), new.base());
            let (products, places) = (all_products(with, sketch.constraint), places(with));
            let days = ["2024-06-01", "2025-04-01"].map(|day| Date::parse(day).expect("a date"));
            for day in [None, Some(days[0]), Some(days[1])] {
                let at = |kb| day.map_or(kb, |day| Base::on(kb, day));
                let (without, with) = (at(without), at(with));
                as_the_rule_says(with, without, rule, &products).map_err(TestCaseError::fail)?;
                let second: Vec<Node> = places
                    .iter()
                    .filter(|it| with.editions[it.edition].standing(days[1]) == Standing::Begun)
                    .cloned()
                    .collect();
                for product in &products {
                    one_answer(with, product, &second).map_err(TestCaseError::fail)?;
                }
                for a in &second {
                    for b in second.iter().filter(|b| {
                        with.editions[b.edition].instrument != with.editions[a.edition].instrument
                    }) {
                        compared(with, a, b, &products).map_err(TestCaseError::fail)?;
                    }
                }
                as_its_completions(with, &products, &second).map_err(TestCaseError::fail)?;
            }
            Ok(())
        })
        .unwrap_or_else(|why| panic!("{why}"));
}
