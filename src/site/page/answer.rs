//! The answer that the page of a provision gives first: how what is aligned with it differs, by which way to comply.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Relation, Sufficiency};
use crate::msg;
use crate::view::comparison::{Comparison, Witness};
use crate::view::provision::Provision;
use crate::view::stated::Stated;
use crate::view::ways::{Added, AgainstLaw, Tried, TriedOn, Way, Ways};

use super::Cx;
use super::part::Link;
use crate::site::words::{self, Badge};

/// How what is aligned with a provision differs from it.
#[derive(Serialize)]
pub(super) struct Answer {
    others: Vec<Other>,
    /// The ways to comply with the provision of the page, each with a cell for each of `across`.
    ways: Vec<WayText>,
    /// The others to which the ways were tried.
    across: Vec<Column>,
    /// Pages that compare the whole texts.
    whole: Vec<Link>,
    /// What the law demands elsewhere, against which the same ways were tried.
    law: Option<Law>,
}

/// The ways to comply with the provision of the page against what the law demands elsewhere.
#[derive(Serialize)]
struct Law {
    ways: Vec<String>,
    /// Ways that are the same to every text, by their numbers.
    alike: Vec<String>,
    texts: Vec<LawText>,
}

/// A text that binds by law, with what the ways that are alike are to it.
#[derive(Serialize)]
struct LawText {
    text: Column,
    cells: Vec<Cell>,
}

/// A text against which the ways were tried.
#[derive(Serialize)]
struct Column {
    link: Link,
    /// Where it stands; nothing where it is in force, or in use.
    standing: Vec<Badge>,
}

/// A provision that is to say the same.
#[derive(Serialize)]
struct Other {
    link: Link,
    /// How it relates to the provision of the page.
    relation: Badge,
    says: String,
    /// A product that passes here and fails there.
    passes_here: Product,
    /// A product that passes there and fails here.
    passes_there: Product,
}

/// A product, by the facts in which it is out of the ordinary.
#[derive(Serialize)]
struct Product {
    /// What it is to the criterion of the page, in a sentence.
    deciding: String,
    /// All of the facts.
    facts: Vec<FactText>,
}

/// A way to comply with the provision of the page.
#[derive(Serialize)]
struct WayText {
    way: String,
    cells: Vec<Cell>,
}

/// What a way is to one of the others.
#[derive(Serialize)]
struct Cell {
    other: String,
    is_enough: bool,
    reach: String,
    /// What has to be added: any of these.
    with: Vec<String>,
}

/// A fact of a product.
#[derive(Serialize)]
struct FactText {
    fact: Link,
    value: String,
}

impl Cx<'_> {
    /// Returns how what is aligned with a provision differs from it; none where nothing is.
    pub(super) fn answer(&self, it: &Provision) -> Option<Answer> {
        let mut all: Vec<&Comparison> = self.library.beside(&it.id).iter().collect();
        // Law before drafts, what asks more before what asks as much.
        all.sort_by_key(|it| {
            let is_draft = self.library.find(&it.b).is_some_and(|it| it.status.is_draft());
            (is_draft, it.relation == Relation::Equal)
        });
        let tried: Vec<(&str, &Ways)> = all
            .iter()
            .filter_map(|it| Some((it.b.as_str(), it.a_ways.as_ref().filter(|it| !it.ways.is_empty())?)))
            .collect();
        let answer = Answer {
            others: all.iter().map(|compared| self.other(compared, it)).collect(),
            ways: self.rows(&tried),
            across: tried.iter().map(|(id, _)| self.column(id, self.titled(id))).collect(),
            whole: self.comparisons_between(&it.id, &all),
            law: self.law(it),
        };
        (!answer.others.is_empty() || answer.law.is_some()).then_some(answer)
    }

    fn law(&self, it: &Provision) -> Option<Law> {
        let against = self.library.mandatory(&it.id)?;
        let alike = alike(against);
        let label = |group: &Vec<usize>| {
            let numbers = group.iter().map(|at| (at + 1).to_string());
            numbers.collect::<Vec<_>>().join(self.t.separator)
        };
        let cell = |other: &TriedOn, group: &Vec<usize>| {
            let Some(all) = &other.tried else {
                let reach = self.t.too_entangled.to_owned();
                return Some(Cell { other: label(group), is_enough: false, reach, with: Vec::new() });
            };
            let Tried { reach, with } = all.get(*group.first()?)?;
            Some(self.cell(label(group), *reach, with))
        };
        let text = |other: &TriedOn| LawText {
            text: self.column(&other.id, self.titled_from(&other.id, &it.instrument)),
            cells: alike.iter().filter_map(|group| cell(other, group)).collect(),
        };
        Some(Law {
            ways: against.ways.iter().map(|way| self.say(way).clone()).collect(),
            alike: alike.iter().map(label).collect(),
            texts: against.texts.iter().map(text).collect(),
        })
    }

    fn column(&self, id: &str, link: Link) -> Column {
        let found = self.library.find(id);
        Column { link, standing: found.map(|it| self.standing_unless_begun(it)).unwrap_or_default() }
    }

    /// Returns a row for each way, with a cell for each text against which it was tried.
    fn rows(&self, tried: &[(&str, &Ways)]) -> Vec<WayText> {
        let ways = tried.first().map(|(_, ways)| ways.ways.as_slice()).unwrap_or_default();
        let row = |(at, way): (usize, &Way)| WayText {
            way: self.say(&way.way).clone(),
            cells: tried
                .iter()
                .filter_map(|(id, ways)| Some((id, ways.ways.get(at)?)))
                .map(|(id, way)| self.cell(self.column_label(id), way.reach, &way.with))
                .collect(),
        };
        ways.iter().enumerate().map(row).collect()
    }

    fn other(&self, it: &Comparison, own: &Provision) -> Other {
        let link = self.titled_from(&it.b, &own.instrument);
        let product =
            |it: Option<&Witness>| self.product(it.map(|it| it.changed.as_slice()).unwrap_or_default(), own);
        let relation = it.relation.mirrored();
        Other {
            says: self.say(&says(relation, it.a_ways.as_ref())).clone(),
            relation: words::relation(self.lang, relation),
            passes_here: product(it.a_implies_b.witness.as_ref()),
            passes_there: product(it.b_implies_a.witness.as_ref()),
            link,
        }
    }

    fn cell(&self, other: String, reach: Sufficiency, with: &[Added]) -> Cell {
        Cell {
            other,
            is_enough: reach == Sufficiency::Enough,
            reach: self.say(&reach.title()).clone(),
            with: with.iter().map(|it| self.say(&it.says).clone()).collect(),
        }
    }

    /// Names a column in a cell, for screens too narrow for columns.
    fn column_label(&self, id: &str) -> String {
        let Column { link, standing } = self.column(id, self.titled(id));
        standing.into_iter().fold(link.text, |text, badge| format!("{text} ({})", badge.label))
    }

    fn product(&self, changed: &[Stated], of: &Provision) -> Product {
        let tested = self.tested_by_criterion(of);
        let deciding = changed.iter().filter(|it| tested.contains(it.fact.as_str()));
        let said: Vec<&str> = deciding.map(|it| self.say(&it.said).as_str()).collect();
        let text = |it: &Stated| FactText { fact: self.fact(&it.fact), value: self.say(&it.said).clone() };
        Product {
            deciding: said.join(match self.lang {
                Lang::Ja => "、",
                Lang::En => "; ",
            }),
            facts: changed.iter().map(text).collect(),
        }
    }

    fn tested_by_criterion(&self, it: &Provision) -> BTreeSet<&str> {
        let clauses = it.criteria.iter().filter_map(|it| it.clause.as_ref()).chain(&it.criterion);
        let facts = clauses.flat_map(|it| it.outline.facts());
        facts.filter_map(|at| self.library.facts.get(at)).map(|it| it.id.as_str()).collect()
    }
}

/// Returns the ways that are the same to every text together, each by its position.
fn alike(against: &AgainstLaw) -> Vec<Vec<usize>> {
    let said = |at: usize| -> Vec<(Sufficiency, Vec<&Bilingual>)> {
        let ways = against.texts.iter().filter_map(|it| it.tried.as_ref()?.get(at));
        ways.map(|it| (it.reach, it.with.iter().map(|it| &it.says).collect())).collect()
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..against.ways.len() {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| said(*first) == said(at))) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// Says who asks more, and what more: which ways to comply are enough for the other, and what these take besides.
fn says(relation: Relation, ways: Option<&Ways>) -> Bilingual {
    let whole = asks(relation);
    let Some(ways) = ways.filter(|it| !it.ways.is_empty()) else { return whole };
    let all = ways.ways.iter().filter(|it| it.reach != Sufficiency::NeverAlone).count();
    let enough = ways.ways.iter().filter(|it| it.reach == Sufficiency::Enough).count();
    let rest = if enough == all {
        msg!(ja: "この規定に適合すれば足りる。", en: " To comply with this provision is enough for it.")
    } else if let Some(named) = named(&ways.ways) {
        named
    } else if enough == 0 {
        msg!(
            ja: "この規定に適合する方法のうち、それだけで足りるものはない。",
            en: " No way to comply with this provision is enough for it alone.",
        )
    } else {
        msg!(
            ja: "この規定に適合する{all}の方法のうち、それだけで足りるものは{enough}である。",
            en: " Of {all} ways to comply with this provision, {enough} alone will do for it.",
        )
    };
    Bilingual { ja: whole.ja + &rest.ja, en: whole.en + &rest.en }
}

fn asks(relation: Relation) -> Bilingual {
    match relation {
        Relation::Equal => msg!(ja: "同じことを求める。", en: "It asks the same."),
        Relation::Stricter => msg!(ja: "この規定より厳しい。", en: "It asks more than this provision."),
        Relation::Looser => msg!(ja: "この規定より緩い。", en: "It asks less than this provision."),
        Relation::Overlapping => msg!(
            ja: "それぞれ他方にないことを求める。",
            en: "Each asks for something that the other does not.",
        ),
        Relation::Incompatible => {
            msg!(ja: "両方を満たす製品はない。", en: "No product can meet both.")
        }
        Relation::Disjoint | Relation::Absent | Relation::Only | Relation::Undetermined => {
            let Bilingual { ja, en } = relation.title();
            msg!(ja: "{ja}。", en: "{en}.")
        }
    }
}

/// Most ways that a sentence names.
const NAMED: usize = 3;

/// Names the few ways that are enough when they are taken alone, with what each takes besides; none where it depends on
/// more, or where no addition is known.
fn named(ways: &[Way]) -> Option<Bilingual> {
    let depends = ways.iter().any(|it| it.reach == Sufficiency::Depends);
    let good: Vec<&Way> =
        ways.iter().filter(|it| matches!(it.reach, Sufficiency::Enough | Sufficiency::With)).collect();
    let fails = ways.iter().any(|it| it.reach == Sufficiency::Never);
    let nameable = !depends && !good.is_empty() && good.len() <= NAMED;
    let listed = |lang| good.iter().map(|it| with_additions(it, lang)).collect::<Vec<_>>();
    let (ja, en) =
        if fails { ("、他は足りない。", "; no other way is enough.") } else { ("る。", ".") };
    nameable.then(|| Bilingual {
        ja: format!("方法を一つだけ採るなら、{}{ja}", listed(Lang::Ja).join("、")),
        en: format!(" Taken alone, {}{en}", listed(Lang::En).join("; ")),
    })
}

/// Says that a way is enough, with what has to be added to it.
fn with_additions(it: &Way, lang: Lang) -> String {
    let added: Vec<&str> = it.with.iter().map(|it| it.says.get(lang).as_str()).collect();
    let way = it.way.get(lang);
    match (lang, added.is_empty()) {
        (Lang::Ja, true) => format!("「{way}」はそれだけで足り"),
        (Lang::En, true) => format!("\u{201c}{way}\u{201d} is enough"),
        (Lang::Ja, false) => format!("「{way}」は「{}」を満たせば足り", added.join("」又は「")),
        (Lang::En, false) => format!(
            "\u{201c}{way}\u{201d} is enough with \u{201c}{}\u{201d}",
            added.join("\u{201d} or \u{201c}")
        ),
    }
}
